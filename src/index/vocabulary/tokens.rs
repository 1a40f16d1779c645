//! Cutting the text of an article into folded words, each counted once: what every article costs, so
//! words of plain letters, which most are, are cut, folded and looked up without a look at tables of
//! Unicode. What numbers the words have in a corpus is for the module above.

use super::Token;
use crate::corpus::{Article, BlockKind};
use crate::index::lookup::{Lookup, hashed};
use crate::text::TextRange;
use crate::text::fold::{fold, push_all_folded};
use crate::text::segment::{self, is_joined, is_word};

/// Different words of an article, about.
const DISTINCT: usize = 256;

/// The words of one article before they have numbers in a vocabulary; made where the article is
/// read, by as many threads as there are.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    distinct: Vec<Distinct>,
    /// Their folded forms, one after another, each with how it is written after it, where that is
    /// not in plain letters.
    text: String,
    /// Words by their place in `distinct`.
    sequence: Vec<Token>,
    /// How many words are in it.
    words: u32,
}

/// A word of one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Distinct {
    /// Of the folded form.
    pub(super) hash: u64,
    /// Where in the text of all words its folded form begins.
    from: usize,
    /// Bytes of the folded form, and of the written one after it.
    folded: u32,
    written: u32,
}

impl Distinct {
    fn folded<'a>(&self, text: &'a str) -> &'a str {
        let end = self.from + self.folded as usize;
        text.get(self.from..end).unwrap_or_default()
    }

    fn written<'a>(&self, text: &'a str) -> &'a str {
        let from = self.from + self.folded as usize;
        text.get(from..from + self.written as usize)
            .unwrap_or_default()
    }
}

impl Tokens {
    /// Cuts an article into words.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut tokens = Self::default();
        let mut ids = Lookup::with_capacity(DISTINCT);
        tokens.sequence.reserve(article.text.len() / 6);
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                tokens.sequence.push(Token::Block { heading });
            }
            for_each_word(&article.text, block.range, |range, folded| {
                let hash = hashed(folded);
                let (distinct, text) = (&tokens.distinct, &tokens.text);
                let known = ids.get(hash, folded, |id| {
                    distinct.get(id as usize).map(|word| word.folded(text))
                });
                let id = known.unwrap_or_else(|| {
                    let id = u32::try_from(tokens.distinct.len()).unwrap_or_default();
                    tokens.push(hash, folded, range.of(&article.text));
                    ids.insert(hash, id);
                    id
                });
                tokens.sequence.push(Token::Word(id));
                tokens.words = tokens.words.saturating_add(1);
            });
        }
        tokens
    }

    fn push(&mut self, hash: u64, folded: &str, written: &str) {
        let from = self.text.len();
        self.text.push_str(folded);
        let written = match written.is_ascii() {
            true => "",
            false => written,
        };
        self.text.push_str(written);
        let length = |text: &str| u32::try_from(text.len()).unwrap_or_default();
        self.distinct.push(Distinct {
            hash,
            from,
            folded: length(folded),
            written: length(written),
        });
    }

    /// How many words there are.
    #[must_use]
    pub(in crate::index) const fn words(&self) -> u32 {
        self.words
    }

    /// The different words, with their folded forms and how they are written, where that is not in
    /// plain letters.
    pub(super) fn distinct(&self) -> impl ExactSizeIterator<Item = (Distinct, &str, &str)> {
        let (distinct, text) = (self.distinct.iter(), &self.text);
        distinct.map(|word| (*word, word.folded(text), word.written(text)))
    }

    /// All words in order, by their places among the different ones.
    pub(super) fn sequence(&self) -> &[Token] {
        &self.sequence
    }
}

/// By byte, the lower case of a plain letter or a digit; [`NONE`] for any other ASCII character, and
/// [`MORE`] for the bytes of all others.
const LOWER: [u8; 256] = {
    let mut lower = [NONE; 256];
    let mut byte = 0;
    while byte < 256 {
        let known = byte as u8;
        if known.is_ascii_alphanumeric() {
            lower[byte] = known.to_ascii_lowercase();
        } else if !known.is_ascii() {
            lower[byte] = MORE;
        }
        byte += 1;
    }
    lower
};
const NONE: u8 = 0;
const MORE: u8 = 0xff;

/// Calls `found` with every word of the block `within`: where it is, and its folded form. The words
/// are those of [`segment::words`].
pub fn for_each_word(text: &str, within: TextRange, mut found: impl FnMut(TextRange, &str)) {
    let block = within.of(text);
    let bytes = block.as_bytes();
    let mut buffer = String::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(skipped) = rest
            .iter()
            .position(|&byte| LOWER[usize::from(byte)] != NONE)
        else {
            return;
        };
        let start = at + skipped;
        let (mut end, mut capital, mut next) = (start, false, NONE);
        for &byte in rest.get(skipped..).unwrap_or_default() {
            let lower = LOWER[usize::from(byte)];
            if matches!(lower, NONE | MORE) {
                next = lower;
                break;
            }
            capital |= lower != byte;
            end += 1;
        }
        let plain = end;
        if next == MORE {
            let mut chars = block.get(end..).unwrap_or_default().chars().peekable();
            if start == end
                && let Some(other) = chars.next_if(|&c| !is_word(c))
            {
                at = end + other.len_utf8();
                continue;
            }
            while let Some(c) = chars.next_if(|&c| is_word(c) || is_joined(c)) {
                end += c.len_utf8();
            }
        }
        let written = block.get(start..end).unwrap_or_default();
        let range = TextRange::new(start, end).shifted(within.start);
        if end > plain || capital {
            buffer.clear();
            push_all_folded(written, &mut buffer);
            found(range, &buffer);
        } else {
            found(range, written);
        }
        at = end;
    }
}

/// The folded words of a text that belongs to no article.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    segment::words(text)
        .map(|word| fold(word.of(text)))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_those_of_the_text(text in "([a-zA-Z0-9]{0,4}|[èÀßﬁ’ .Жж–]|[\u{301}\u{ad}\u{200d}␦١]|\\PC){0,20}") {
            let text = format!("prima {text} poi");
            let within = TextRange::new(6, text.len() - 4);
            let mut found = Vec::new();
            for_each_word(&text, within, |range, folded| {
                found.push((range, folded.to_owned()));
            });
            let block = within.of(&text);
            let expected: Vec<_> = segment::words(block)
                .map(|word| (word.shifted(within.start), fold(word.of(block))))
                .collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
