//! From a word to its number. What a short word is told by stands in the table itself, so that finding
//! it takes one look at memory, which is nearly all that it costs in a large table; longer words, of
//! which there are few, are kept by whoever asks.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::text::hash::SEED;

/// The number of a word, in the order in which words came.
pub(super) type WordId = u32;

/// Bytes of the longest word that stands in the table.
const SHORT: usize = 15;
/// What stands after the hash of a longer one: no text has such bytes.
const LONGER: u64 = u64::MAX;

/// A word as it is looked up: its bytes, the first one lowest and zeros after the last, or the hash of
/// a longer one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    first: u64,
    second: u64,
}

impl Key {
    /// That of a word.
    pub(super) fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        if bytes.len() > SHORT {
            return Self {
                first: xxh3_64_with_seed(bytes, *SEED),
                second: LONGER,
            };
        }
        let (first, second) = bytes.split_at_checked(8).unwrap_or((bytes, &[]));
        Self {
            first: packed(first),
            second: packed(second),
        }
    }

    /// That of a word of these bytes, at most fifteen, without zeros but those after the last.
    #[inline]
    pub(super) const fn of_bytes(first: u64, second: u64) -> Self {
        Self { first, second }
    }

    /// Whether it holds all of the word.
    #[inline]
    pub(super) const fn is_whole(self) -> bool {
        self.second != LONGER
    }

    /// Hands over the word that it holds.
    pub(super) fn read<T>(self, read: impl FnOnce(&str) -> T) -> T {
        let both = u128::from(self.second) << 64 | u128::from(self.first);
        let bytes = both.to_le_bytes();
        let length = 16 - both.leading_zeros() as usize / 8;
        let word = bytes.get(..length).unwrap_or_default();
        // It was made of a text.
        read(str::from_utf8(word).unwrap_or_default())
    }

    /// The hash under which it is looked up while the program runs: an enemy who writes texts cannot
    /// choose words that share it.
    #[inline]
    fn hash(self, seed: u64) -> u64 {
        let one = u128::from(self.first ^ seed);
        let product = one * u128::from(self.second ^ seed.rotate_left(23) ^ OTHER);
        (product >> 64) as u64 ^ product as u64
    }
}

/// Makes two numbers of one seed.
const OTHER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at most as a number.
fn packed(bytes: &[u8]) -> u64 {
    if let Some(&eight) = bytes.first_chunk() {
        return u64::from_le_bytes(eight);
    }
    let backwards = bytes.iter().rev();
    backwards.fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}

/// Numbers of words: an open table, at most two thirds of it taken.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    /// As many as a power of two, or none.
    places: Vec<Place>,
    taken: usize,
    seed: u64,
}

/// A word, and one more than its number; 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    key: Key,
    next: WordId,
}

impl Place {
    /// The number of the word that has this key, if it stands here and its key is all of it.
    #[inline]
    pub(super) fn number(&self, key: Key) -> Option<WordId> {
        let is = self.key == key && key.is_whole();
        self.next.checked_sub(1).filter(|_| is)
    }
}

impl Default for Lookup {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            taken: 0,
            seed: *SEED,
        }
    }
}

impl Lookup {
    /// One with room for so many.
    pub(super) fn with_capacity(words: usize) -> Self {
        let room = words.saturating_add(words / 2).saturating_add(1);
        Self {
            places: vec![Place::default(); room.next_power_of_two()],
            ..Self::default()
        }
    }

    /// The number of a word with this key; `is` tells whether a number is that of the word, and is
    /// asked only of longer words.
    #[inline]
    pub(super) fn get(&self, key: Key, is: impl Fn(WordId) -> bool) -> Option<WordId> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = key.hash(self.seed) as usize & mask;
        loop {
            let place = self.places.get(at)?;
            let id = place.next.checked_sub(1)?;
            if place.key == key && (key.is_whole() || is(id)) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a word that its key holds whole; of another one nothing is known.
    #[inline]
    pub(super) fn whole(&self, key: Key) -> Option<WordId> {
        self.get(key, |_| false)
    }

    /// The places where words are looked for first, taken out one after the other: memory gives many
    /// at once, where whoever looked at each before asking for the next would wait for each.
    pub(super) fn first_places(&self, keys: &[Key], places: &mut Vec<Place>) {
        let mask = self.places.len().wrapping_sub(1);
        places.clear();
        places.extend(keys.iter().map(|key| {
            let at = key.hash(self.seed) as usize & mask;
            self.places.get(at).copied().unwrap_or_default()
        }));
    }

    /// Adds a word that has no number yet.
    pub(super) fn insert(&mut self, key: Key, id: WordId) {
        if (self.taken + 1) * 3 > self.places.len() * 2 {
            let larger = vec![Place::default(); (self.places.len() * 2).max(2)];
            let before = std::mem::replace(&mut self.places, larger);
            for place in before.into_iter().filter(|place| place.next > 0) {
                self.put(place);
            }
        }
        self.taken += 1;
        self.put(Place {
            key,
            next: id.saturating_add(1),
        });
    }

    fn put(&mut self, new: Place) {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = new.key.hash(self.seed) as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if place.next == 0 {
                *place = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Numbers of the words of one article: their keys stand elsewhere, by number, so that the table is small
/// and stays near the processor. At most half of it is taken.
#[derive(Debug)]
pub(super) struct Near {
    /// One more than the number of a word, or 0; as many as a power of two.
    places: Vec<u32>,
    seed: u64,
}

impl Near {
    /// One with room for so many.
    pub(super) fn with_capacity(words: usize) -> Self {
        let room = words.saturating_mul(2).max(2).next_power_of_two();
        Self {
            places: vec![0; room],
            seed: *SEED,
        }
    }

    /// The number of a word with this key; `is` is asked as by [`Lookup::get`].
    #[inline]
    pub(super) fn get(
        &self,
        key: Key,
        keys: &[Key],
        is: impl Fn(WordId) -> bool,
    ) -> Option<WordId> {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = key.hash(self.seed) as usize & mask;
        loop {
            let id = self.places.get(at)?.checked_sub(1)?;
            if keys.get(id as usize) == Some(&key) && (key.is_whole() || is(id)) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a word that has no number yet to the others, and gives it one.
    pub(super) fn push(&mut self, key: Key, keys: &mut Vec<Key>) -> WordId {
        let id = WordId::try_from(keys.len()).unwrap_or(WordId::MAX - 2);
        keys.push(key);
        if keys.len() * 2 > self.places.len() {
            self.places = vec![0; self.places.len() * 2];
            for (id, &key) in (0..).zip(&*keys) {
                self.put(key, id);
            }
        } else {
            self.put(key, id);
        }
        id
    }

    fn put(&mut self, key: Key, id: WordId) {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = key.hash(self.seed) as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if *place == 0 {
                *place = id.saturating_add(1);
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_all_their_bytes() {
        let words = [
            "",
            "e",
            "patto",
            "missile",
            "missili",
            "pattinare",
            "pattinato",
            "sommergibilista",
            "sommergibilisti",
            "sommergibilistico",
            "sommergibilistica",
            "città",
        ];
        let mut lookup = Lookup::default();
        let is = |word: &str, id: WordId| words.get(id as usize) == Some(&word);
        for (id, word) in (0..).zip(words) {
            assert_eq!(lookup.get(Key::of(word), |id| is(word, id)), None);
            lookup.insert(Key::of(word), id);
        }
        for (id, word) in (0..).zip(words) {
            assert_eq!(lookup.get(Key::of(word), |id| is(word, id)), Some(id));
        }
        for other in ["p", "sommergibilist", "sommergibilistici"] {
            assert_eq!(lookup.get(Key::of(other), |id| is(other, id)), None);
        }
    }

    #[test]
    fn a_table_of_few_grows_and_keys_hold_their_words() {
        let words: Vec<String> = (0..500).map(|number| format!("è{number}")).collect();
        let (mut near, mut keys) = (Near::with_capacity(0), Vec::new());
        for (id, word) in (0..).zip(&words) {
            let key = Key::of(word);
            assert!(key.is_whole());
            assert!(key.read(|held| held == word));
            assert_eq!(near.get(key, &keys, |_| false), None);
            assert_eq!(near.push(key, &mut keys), id);
        }
        for (id, word) in (0..).zip(&words) {
            assert_eq!(near.get(Key::of(word), &keys, |_| false), Some(id));
        }
        // Longer ones are told apart by whoever holds them.
        let longer = Key::of_bytes(7, LONGER);
        let id = near.push(longer, &mut keys);
        assert_eq!(near.get(longer, &keys, |_| false), None);
        assert_eq!(near.get(longer, &keys, |known| known == id), Some(id));
        assert!(Key::of("").read(str::is_empty));
    }

    #[test]
    fn longer_words_of_one_hash_are_told_apart() {
        let words = ["incontrovertibile", "precipitevolissimevolmente", "altro"];
        let same = Key::of_bytes(7, LONGER);
        let mut lookup = Lookup::default();
        for (id, word) in (0..).zip(&words[..2]) {
            let is = |id: WordId| words.get(id as usize) == Some(word);
            assert_eq!(lookup.get(same, is), None);
            lookup.insert(same, id);
            assert_eq!(lookup.get(same, is), Some(id));
        }
        assert_eq!(
            lookup.get(same, |id| words.get(id as usize).is_none()),
            None
        );
    }

    #[test]
    fn a_growing_table_forgets_nothing() {
        let words: Vec<String> = (0..5000).map(|number| format!("parola{number}")).collect();
        let mut lookup = Lookup::with_capacity(3);
        for (id, word) in (0..).zip(&words) {
            lookup.insert(Key::of(word), id);
        }
        for (id, word) in (0..).zip(&words) {
            assert_eq!(lookup.get(Key::of(word), |_| false), Some(id));
        }
        assert_eq!(lookup.get(Key::of("altro"), |_| true), None);
    }
}
