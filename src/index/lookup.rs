//! From a word to its number, by the hash of the word, which is worked out once for an article and a
//! vocabulary; the words themselves are kept by whoever asks.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::vocabulary::WordId;
use crate::text::hash::SEED;

/// The hash under which a word is looked up while the program runs; an enemy who writes texts cannot
/// choose words that share it.
pub(super) fn hashed(word: &str) -> u64 {
    xxh3_64_with_seed(word.as_bytes(), *SEED)
}

/// Numbers of words: an open table of eight bytes a place, at most half of them taken, so that a word
/// is usually found where it is looked for first.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    /// As many as a power of two, or none.
    places: Vec<Place>,
    taken: usize,
}

/// A part of the hash of a word, and one more than its number; 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    tag: u32,
    next: WordId,
}

impl Lookup {
    /// One with room for so many.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            places: vec![Place::default(); words.saturating_mul(2).next_power_of_two()],
            taken: 0,
        }
    }

    /// The number of a word with this hash; `word_of` is the word of a number.
    #[inline]
    pub(super) fn get<'a>(
        &self,
        hash: u64,
        word: &str,
        word_of: impl Fn(WordId) -> Option<&'a str>,
    ) -> Option<WordId> {
        let tag = tag(hash);
        let mask = self.places.len().checked_sub(1)?;
        let mut at = tag as usize & mask;
        loop {
            let place = self.places.get(at)?;
            let id = place.next.checked_sub(1)?;
            if place.tag == tag && word_of(id) == Some(word) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a word that has no number yet.
    pub(super) fn insert(&mut self, hash: u64, id: WordId) {
        if (self.taken + 1) * 2 > self.places.len() {
            let larger = vec![Place::default(); (self.places.len() * 2).max(2)];
            let before = std::mem::replace(&mut self.places, larger);
            for place in before.into_iter().filter(|place| place.next > 0) {
                self.put(place);
            }
        }
        self.taken += 1;
        self.put(Place {
            tag: tag(hash),
            next: id.saturating_add(1),
        });
    }

    fn put(&mut self, new: Place) {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = new.tag as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if place.next == 0 {
                *place = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_hash_are_told_apart() {
        let words = ["città", "patto", "missile", "resa"];
        let mut lookup = Lookup::default();
        let of = |id: WordId| words.get(id as usize).copied();
        let hash = |id: u32| u64::from(id % 2) << 32;
        for (id, word) in (0..).zip(&words[..3]) {
            assert_eq!(lookup.get(hash(id), word, of), None);
            lookup.insert(hash(id), id);
        }
        for (id, word) in (0..).zip(&words[..3]) {
            assert_eq!(lookup.get(hash(id), word, of), Some(id));
        }
        assert_eq!(lookup.get(hash(0), words[3], of), None);
        assert_eq!(lookup.get(7 << 32, words[0], of), None);
    }

    #[test]
    fn a_growing_table_forgets_nothing() {
        let words: Vec<String> = (0..5000).map(|number| format!("parola{number}")).collect();
        let of = |id: WordId| words.get(id as usize).map(String::as_str);
        let mut lookup = Lookup::with_capacity(3);
        for (id, word) in (0..).zip(&words) {
            lookup.insert(hashed(word), id);
        }
        for (id, word) in (0..).zip(&words) {
            assert_eq!(lookup.get(hashed(word), word, of), Some(id));
        }
        assert_eq!(lookup.get(hashed("altro"), "altro", of), None);
    }
}
