//! Words in a row, looked for in texts whatever the case, the accents and the punctuation there are.
//! A text is searched for a part of one word, which is faster than reading its words, and looked at
//! closely only where that stands.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::iter;

use memchr::memmem::Finder;

use super::hashes::Hashes;
use crate::text::segment::{is_joined, is_word, words};

/// A text in which the one word stands more often than once in so many bytes is read as a whole.
const SPARSE: usize = 256;
/// Bytes of a text that are compared at first; then four times as many, and so on.
const FIRST_LOOK: usize = 64;
/// Bytes that can stand beside the words before the one that is searched for.
const LOOSE: usize = 64;
/// The word that is searched for is the longest of so many at the beginning.
const SEARCHED: usize = 8;

/// Words in a row.
pub(super) struct Phrase<'a> {
    /// From the first word to the last.
    text: &'a str,
    /// Their hashes, once something is compared with them.
    words: OnceCell<Vec<u64>>,
    /// The number of the word that is searched for, and how many bytes stand before it.
    nth: usize,
    before: usize,
    /// What of it is searched for, in small letters and in capitals, where that differs.
    part: &'a str,
    small: Finder<'a>,
    capitals: OnceCell<Option<Finder<'static>>>,
}

impl<'a> Phrase<'a> {
    /// The first words of `text`, at most so many.
    pub(super) fn beginning(text: &'a str, most: usize) -> Self {
        let last = most.checked_sub(1).and_then(|last| words(text).nth(last));
        let beginning = last.and_then(|last| text.get(..last.end));
        Self::of(beginning.unwrap_or(text))
    }

    /// All words of `text`.
    pub(super) fn of(text: &'a str) -> Self {
        let mut first = None;
        let longest = words(text)
            .take(SEARCHED)
            .inspect(|word| first = first.or(Some(word.start)))
            .enumerate()
            .max_by_key(|(nth, word)| (word.len(), Reverse(*nth)));
        let start = first.unwrap_or(text.len());
        let (nth, before, word) = longest.map_or((0, 0, ""), |(nth, range)| {
            (nth, range.start - start, range.of(text))
        });
        let text = text.get(start..).unwrap_or_default();
        // The first letter can be a capital, and the last one be without its accent.
        let mut letters = word.chars();
        letters.next_back();
        let kept = letters.as_str().len();
        let first = letters.next().map_or(0, char::len_utf8);
        let part = word.get(first..kept).filter(|part| !part.is_empty());
        let part = part.or(word.get(kept..)).unwrap_or_default();
        let is_small = part.bytes().all(|b| b.is_ascii_lowercase());
        Self {
            text: text.trim_end_matches(|c| !is_word(c) && !is_joined(c)),
            words: OnceCell::new(),
            nth,
            before,
            part,
            small: if is_small {
                Finder::new(part)
            } else {
                Finder::new(&part.to_lowercase()).into_owned()
            },
            capitals: OnceCell::new(),
        }
    }

    /// Whether there are no words.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn words(&self) -> &[u64] {
        self.words
            .get_or_init(|| Hashes::default().of(self.text).to_vec())
    }

    /// Whether the first words of both, so many, are the same.
    pub(super) fn begins_as(&self, other: &Self, count: usize) -> bool {
        let (mine, others) = (self.words().iter(), other.words().iter());
        mine.take(count).eq(others.take(count))
    }

    /// Whether `text` has all of the words in a row.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        let mut looks = text.len() / SPARSE + 4;
        let small = self.small.find_iter(text.as_bytes());
        let capitals = iter::once_with(|| self.capitals()).flatten();
        for at in small.chain(capitals.flat_map(|form| form.find_iter(text.as_bytes()))) {
            if looks == 0 {
                return is_among(self.words(), Hashes::default().of(text));
            }
            looks -= 1;
            if self.stands_around(text, at) {
                return true;
            }
        }
        false
    }

    /// What is searched for in capitals, once it is; nothing where it has none.
    fn capitals(&self) -> Option<&Finder<'static>> {
        let capitals = self.capitals.get_or_init(|| {
            let capitals = self.part.to_uppercase();
            let differ = capitals.as_bytes() != self.small.needle();
            differ.then(|| Finder::new(&capitals).into_owned())
        });
        capitals.as_ref()
    }

    /// Whether they stand where the word that is searched for goes on at a byte of `text`.
    fn stands_around(&self, text: &str, at: usize) -> bool {
        let least = at.saturating_sub(2 * self.before + LOOSE);
        let least = text.floor_char_boundary(least);
        let (mut words, mut is_within, mut start) = (0, false, at);
        // From letter to letter back to where the first of the words begins.
        let mut letters = text.get(least..at).unwrap_or_default().chars();
        let mut this = true;
        while let Some(c) = letters.next_back() {
            let (word, joined) = (is_word(c), is_joined(c));
            if !word && !joined {
                words += usize::from(is_within || this);
                (is_within, this) = (false, false);
                if words > self.nth {
                    break;
                }
                continue;
            }
            is_within |= word;
            start = least + letters.as_str().len();
        }
        self.is_beginning(text.get(start..).unwrap_or_default())
    }

    /// Whether a text begins with them.
    fn is_beginning(&self, text: &str) -> bool {
        // Most often it is copied to the letter.
        let after = text.strip_prefix(self.text);
        if after.is_some_and(|after| !after.starts_with(|c| is_word(c) || is_joined(c))) {
            return true;
        }
        let said = self.words();
        let mut hashes = Hashes::default();
        let mut looked = FIRST_LOOK;
        loop {
            let seen = text
                .get(..text.floor_char_boundary(looked))
                .unwrap_or_default();
            let is_whole = seen.len() == text.len();
            let words = hashes.of(seen);
            // The last one can go on.
            let words = words.get(..words.len() - usize::from(!is_whole && !words.is_empty()));
            let words = words.unwrap_or_default();
            if words.len() >= said.len() {
                return words.starts_with(said);
            }
            if is_whole || !said.starts_with(words) {
                return false;
            }
            looked *= 4;
        }
    }
}

/// Whether `words` holds all of `said` in a row.
fn is_among(said: &[u64], words: &[u64]) -> bool {
    let Some((first, after)) = said.split_first() else {
        return true;
    };
    let mut rest = words;
    // Single numbers are found much faster than pieces are compared.
    while let Some(at) = rest.iter().position(|word| word == first) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(after) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_found_whatever_is_around_them() {
        let phrase = Phrase::of("La città di Ys, l’antica");
        for text in [
            "la citta di ys: l'antica",
            "Dov’è LA CITTÀ DI YS, L’ANTICA?",
            "sì — la … «città» di Ys! L antica",
        ] {
            assert!(phrase.stands_in(text), "{text}");
        }
        for text in [
            "",
            "la città di Ys, antica",
            "ella città di Ys, l’antica",
            "la città di Ys, l’anticaglia",
            "la cittadina di Ys, l’antica",
        ] {
            assert!(!phrase.stands_in(text), "{text}");
        }
        assert!(Phrase::of("…").stands_in("") && Phrase::of("").is_empty());
    }

    #[test]
    fn a_sign_behind_the_last_word_is_no_part_of_it() {
        for text in ["è␦", "è’", "sì, è␦ a", "è"] {
            assert!(Phrase::of("è,").stands_in(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn they_are_found_where_their_hashes_are(
            said in "([abè]{1,3}[ ,’]{1,2}){1,5}",
            text in "([abè]{1,3}[ ,’␦]{1,2}){0,40}",
            at in 0..40usize,
        ) {
            let mut text = text;
            if at % 2 == 0 {
                text.insert_str(text.floor_char_boundary(at), &said.to_uppercase());
            }
            let hashes = |text: &str| Hashes::default().of(text).to_vec();
            let wanted = is_among(&hashes(&said), &hashes(&text));
            proptest::prop_assert_eq!(Phrase::of(&said).stands_in(&text), wanted);
        }
    }
}
