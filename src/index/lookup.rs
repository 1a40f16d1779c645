//! From a word to its number, by the hash of the word, which is worked out once for an article and a
//! vocabulary; the words themselves are kept by whoever asks.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;
use std::hash::BuildHasherDefault;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::vocabulary::WordId;
use crate::actors::dictionary::hash::SEED;
use crate::timeline::events::Direct;

/// The hash under which a word is looked up while the program runs; an enemy who writes texts cannot
/// choose words that share it.
pub(super) fn hashed(word: &str) -> u64 {
    xxh3_64_with_seed(word.as_bytes(), *SEED)
}

/// Numbers of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    by_hash: HashMap<u64, WordId, BuildHasherDefault<Direct>>,
    /// Words of the same hash as another one, which came first.
    clashing: HashMap<Box<str>, WordId>,
}

impl Lookup {
    /// One with room for so many.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            by_hash: HashMap::with_capacity_and_hasher(words, BuildHasherDefault::default()),
            clashing: HashMap::new(),
        }
    }

    /// The number of a word with this hash; `word_of` is the word of a number.
    pub(super) fn get<'a>(
        &self,
        hash: u64,
        word: &str,
        word_of: impl FnOnce(WordId) -> Option<&'a str>,
    ) -> Option<WordId> {
        let id = *self.by_hash.get(&hash)?;
        match word_of(id) == Some(word) {
            true => Some(id),
            false => self.clashing.get(word).copied(),
        }
    }

    /// Adds a word that has no number yet.
    pub(super) fn insert(&mut self, hash: u64, word: &str, id: WordId) {
        match self.by_hash.entry(hash) {
            Place::Vacant(place) => {
                place.insert(id);
            }
            Place::Occupied(_) => {
                self.clashing.insert(word.into(), id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_hash_are_told_apart() {
        let words = ["città", "patto", "missile", "resa"];
        let mut lookup = Lookup::default();
        let of = |id: WordId| words.get(id as usize).copied();
        for (id, word) in (0..).zip(&words[..3]) {
            assert_eq!(lookup.get(id % 2, word, of), None);
            lookup.insert(id % 2, word, u32::try_from(id).unwrap());
        }
        for (id, word) in (0..).zip(&words[..3]) {
            assert_eq!(lookup.get(id % 2, word, of), u32::try_from(id).ok());
        }
        assert_eq!(lookup.get(0, words[3], of), None);
        assert_eq!(lookup.get(7, words[0], of), None);
    }
}
