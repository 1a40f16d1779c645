//! The folded words of one article, made once: the text in small letters, and what becomes of the words
//! that have other letters than those of ASCII.

use super::letters;
use super::tokens::{ACCENTED, Scanned, Token};
use crate::text::TextRange;
use crate::text::fold::push_all_folded;

/// See the top of this file.
#[derive(Debug)]
pub(super) struct Folds {
    /// The text with the small letters of ASCII, every word where it is in the text; after it the
    /// other words, folded.
    small: String,
    /// Where the other words are, by the number of their token.
    accented: Vec<(u32, TextRange)>,
}

impl Folds {
    pub(super) fn new(text: &str, scanned: &Scanned) -> Self {
        let more = 24 * scanned.accented.len();
        let mut small = String::with_capacity(text.len() + more);
        small.push_str(text);
        small.make_ascii_lowercase();
        let mut accented = Vec::with_capacity(scanned.accented.len());
        for &at in &scanned.accented {
            if let Some(token) = scanned.tokens.get(at as usize) {
                let start = small.len();
                let word = token.range().of(text);
                if !letters::fold_western(word, &mut small) {
                    push_all_folded(word, &mut small);
                }
                accented.push((at, TextRange::new(start, small.len())));
            }
        }
        Self { small, accented }
    }

    /// The folded word of `token`, which is number `at`.
    #[inline]
    pub(super) fn of(&self, at: usize, token: &Token) -> &str {
        let range = if token.is(ACCENTED) {
            self.accented(at)
        } else {
            token.range()
        };
        range.of(&self.small)
    }

    fn accented(&self, at: usize) -> TextRange {
        let found = self
            .accented
            .binary_search_by_key(&at, |&(number, _)| number as usize);
        let word = found.ok().and_then(|found| self.accented.get(found));
        word.map_or(TextRange::new(0, 0), |&(_, range)| range)
    }
}
