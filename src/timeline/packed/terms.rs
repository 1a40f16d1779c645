//! Numbers for the words of titles and for the stems by which reports are compared: what a corpus says
//! again and again is kept once. Those that are met first, which are the common ones, have the lowest.

use super::super::Stem;
use crate::text::bytes::{Bytes, Left, put};
use crate::text::columns::{Column, Places, joined, parted};
use crate::text::fixed::Fixed as _;
use crate::text::hash::Seed;
use crate::text::texts::Texts;

/// The words and the stems of a corpus, by number.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// What the hashes begin from.
    seed: Seed,
    words: Texts,
    by_word: Places,
    stems: Column<u32>,
    by_stem: Places,
}

/// Stands between two words.
const SPACE: char = ' ';

/// Letters of a text for each byte of the numbers of its words, about.
const LETTERS: usize = 4;

fn of_word(seed: Seed, word: &[u8]) -> u64 {
    seed.hash(word)
}

fn of_stem(seed: Seed, stem: u32) -> u64 {
    seed.hash(&stem.to_le_bytes())
}

impl Terms {
    /// The number of a word, which is given one where it has none.
    fn word(&mut self, word: &str) -> u32 {
        let (seed, words) = (self.seed, &mut self.words);
        let is = |number| words.bytes(number) == word.as_bytes();
        let known = (self.by_word).find(of_word(seed, word.as_bytes()), is);
        known.unwrap_or_else(|| {
            let number = words.push(word);
            self.by_word
                .insert(number, |number| of_word(seed, words.bytes(number)));
            number
        })
    }

    /// The number of a stem, which is given one where it has none.
    pub(super) fn stem(&mut self, stem: Stem) -> u32 {
        let (seed, stem, stems) = (self.seed, stem.number(), &mut self.stems);
        let get = |stems: &Column<u32>, number: u32| stems.get(number as usize);
        let is = |number| get(stems, number) == Some(stem);
        let known = self.by_stem.find(of_stem(seed, stem), is);
        known.unwrap_or_else(|| {
            let number = u32::try_from(stems.len()).unwrap_or(u32::MAX);
            stems.push(stem);
            let hash = |number| of_stem(seed, get(stems, number).unwrap_or(0));
            self.by_stem.insert(number, hash);
            number
        })
    }

    /// The stem of a number.
    pub(super) fn stem_of(&self, number: u32) -> Option<Stem> {
        self.stems.get(number as usize).map(Stem::numbered)
    }

    /// Adds a text by its words.
    pub(super) fn put(&mut self, bytes: &mut Vec<u8>, text: &str) {
        for word in text.split(SPACE) {
            put(bytes, self.word(word));
        }
    }

    /// The text of all words that are left.
    pub(super) fn text(&self, words: &[u8]) -> Option<String> {
        let mut left = Left(words);
        let mut text = Vec::with_capacity(words.len() * LETTERS);
        while !left.0.is_empty() {
            text.extend_from_slice(self.words.bytes(left.number()?));
            if !left.0.is_empty() {
                text.push(SPACE as u8);
            }
        }
        String::from_utf8(text).ok()
    }

    /// The form in which they are kept.
    #[must_use]
    pub fn kept(&self) -> Vec<u8> {
        let [words, ends] = self.words.kept();
        let seed = self.seed;
        let by_word = Places::kept(self.words.len(), |number| {
            of_word(seed, self.words.bytes(number))
        });
        let stems = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let stem = |number: u32| self.stems.get(number as usize).unwrap_or(0);
        let by_stem = Places::kept(stems, |number| of_stem(seed, stem(number)));
        let mut seed = Vec::new();
        self.seed.write(&mut seed);
        joined(&[seed, words, ends, by_word, self.stems.kept(), by_stem])
    }

    /// What was kept of them; `None` where it is nothing of the kind.
    #[must_use]
    pub fn restored(kept: &Bytes) -> Option<Self> {
        let pieces = <[Bytes; 6]>::try_from(parted(kept)?).ok()?;
        let [seed, words, ends, by_word, stems, by_stem] = pieces;
        Some(Self {
            seed: Seed::read(&seed)?,
            words: Texts::of([words, ends])?,
            by_word: Places::of(by_word)?,
            stems: Column::of(stems),
            by_stem: Places::of(by_stem)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_words_and_each_word_is_there_once() {
        // As in the program that kept them, which began its hashes elsewhere.
        let mut terms = Terms {
            seed: Seed::read(&[7; 8]).unwrap(),
            ..Terms::default()
        };
        assert_ne!(terms.seed, Seed::default());
        let texts = ["Kim incontra Putin", "", " due  spazi e Putin ", "Kim"];
        let said = |terms: &mut Terms, text: &str| {
            let mut bytes = Vec::new();
            terms.put(&mut bytes, text);
            let stem = terms.stem(Stem::of(text));
            (bytes, stem)
        };
        let all: Vec<_> = texts.iter().map(|text| said(&mut terms, text)).collect();
        let kept = Bytes::from(terms.kept());
        let mut again = Terms::restored(&kept).unwrap();
        assert!(Terms::restored(&kept.part(0, kept.len() - 1)).is_none());
        for (text, (bytes, stem)) in texts.iter().zip(&all) {
            assert_eq!(terms.text(bytes).as_deref(), Some(*text));
            assert_eq!(again.text(bytes).as_deref(), Some(*text));
            assert_eq!(again.stem_of(*stem), Some(Stem::of(text)));
            assert_eq!(said(&mut again, text), (bytes.clone(), *stem));
        }
        assert_eq!(all[3].0, all[0].0[..1]);
        assert_eq!(again.text(&[0x80]), None);
    }
}
