//! The words by which two sentences are compared: content words cut to their beginnings, and the
//! kinds of happenings that news has many words for, which languages share. What likeness makes one
//! event is for [`super::merge`].

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::language::{ClauseLanguage, STEM};
use crate::text::fold::push_all_folded;
use crate::text::language::Language;
use crate::text::{TextRange, table};

/// A word by which reports are compared, as a number. Nothing is asked of it but whether two are the
/// same and whether it is a noun of somebody or the kind of a happening: a large corpus has millions
/// of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stem(u32);

impl Stem {
    /// The stem of a folded word, cut as it is compared, or of a noun of somebody (`invas of
    /// country:ua`). Two words in a thousand million share one.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let bytes = xxh3_64(word.as_bytes()).to_le_bytes();
        let [a, b, c, d, ..] = bytes;
        let number = u32::from_le_bytes([a, b, c, d]);
        // Most words are one.
        let of = word.bytes().any(|byte| byte == b' ') && word.contains(OF);
        let kind = u32::from(is_kind(word) && !of);
        Self(number & !3 | u32::from(of) | kind << 1)
    }

    /// That of a number that was one's.
    pub(super) const fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// Its number: the lowest bit is set for a noun of somebody, the next one for the kind of a
    /// happening.
    pub(super) const fn number(self) -> u32 {
        self.0
    }
}

/// Stands between a noun and the actor whose it is.
pub(super) const OF: &str = " of ";

/// Whether a word is the kind of a happening and not a word of the text.
pub(super) fn is_kind(word: &str) -> bool {
    word.starts_with('=')
}

/// What the word at `range` is compared by, handed to `each`: the kind of happening, then its beginning;
/// nothing for words that say little. `folded` is room for the word.
pub(super) fn content(
    text: &str,
    range: TextRange,
    language: (Language, Option<&ClauseLanguage>),
    folded: &mut String,
    mut each: impl FnMut(&str),
) {
    let key = table::key_at(text.as_bytes(), range.start, range.len());
    if let (Some(clauses), Some(key)) = (language.1, key.filter(|&key| table::is_ascii(key)))
        && !table::has_figure(key)
    {
        if range.len() < 3 || clauses.is_common_key(key) {
            return;
        }
        let cut = range.len().min(STEM);
        if let Some(kind) = table::cut(key, cut).and_then(|key| clauses.kind_of_key(key)) {
            each(kind);
        }
        let bytes = key.to_le_bytes();
        if cut > 3 {
            // Of ASCII, and so never damaged.
            each(str::from_utf8(bytes.get(..cut).unwrap_or_default()).unwrap_or_default());
        }
        return;
    }
    folded.clear();
    push_all_folded(range.of(text), folded);
    let common = match language {
        (_, Some(clauses)) => clauses.is_common(folded),
        (language, None) => {
            (language.known()).is_some_and(|known| known.function_words.contains(folded))
        }
    };
    if common || folded.len() < 3 {
        return;
    }
    if folded.bytes().any(|byte| byte.is_ascii_digit()) {
        if is_score(folded) {
            each(folded);
        }
        return;
    }
    let mut letters = folded.char_indices();
    let end = letters.nth(STEM).map_or(folded.len(), |(at, _)| at);
    let stem = folded.get(..end).unwrap_or_default();
    if let Some(kind) = language.1.and_then(|clauses| clauses.kind(stem)) {
        each(kind);
    }
    if stem.chars().nth(3).is_some() {
        each(stem);
    }
}

/// The content words of a sentence as they are compared, sorted, without repeats.
#[cfg(test)]
pub(super) fn content_words(text: &str, language: Language) -> Vec<String> {
    let clauses = ClauseLanguage::of(language);
    let (mut found, mut folded) = (Vec::new(), String::new());
    for word in crate::text::segment::words(text) {
        content(text, word, (language, clauses), &mut folded, |word| {
            found.push(word.to_owned());
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a word is how a match or a vote ended: `3-0`.
fn is_score(word: &str) -> bool {
    let figures =
        |part: &str| matches!(part.len(), 1..=3) && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['-', '–'])
        .is_some_and(|(one, other)| figures(one) && figures(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_and_words_of_a_kind_are_alike() {
        let words = |text: &str| content_words(text, Language::ITALIAN);
        let shared = |a: &str, b: &str| {
            let (a, b) = (words(a), words(b));
            a.iter().filter(|word| b.contains(word)).count()
        };
        assert!(shared("I due si incontrarono a Ginevra", "L’incontro di Ginevra") >= 3);
        assert!(shared("Il vertice fallì", "I colloqui sono finiti") >= 1);
        let english = content_words("Thousands marched in Lima", Language::ENGLISH);
        let italian = words("Migliaia hanno sfilato a Lima");
        assert!(
            english
                .iter()
                .any(|word| is_kind(word) && italian.contains(word))
        );
        assert_eq!(shared("Il fiume straripò", "La legge passa"), 0);
    }
}
