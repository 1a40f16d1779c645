//! From the bytes of a word to its place among some words that a language has: every word of a text is
//! looked for, and most are none of them. What a word means there is for those who ask.

use std::collections::HashMap;

use super::hash;

/// The most bytes of a word of the tables.
pub(crate) const LONGEST_WORD: usize = 16;

/// Bytes that make a small letter of a capital, in ASCII and in `À` to `Þ`, and leave figures.
const SMALL: u128 = u128::from_ne_bytes([0x20; LONGEST_WORD]);

/// The key of a word of at most [`LONGEST_WORD`] bytes, which are the first `len` of `wide`: the
/// same for capitals and small letters.
#[inline]
pub(crate) fn key_of(wide: u128, len: usize) -> Option<u128> {
    let beyond = LONGEST_WORD.checked_sub(len)? * 8;
    // A word has at least one byte; without any there is nothing to shift by so much.
    let mask = u128::MAX.checked_shr(u32::try_from(beyond).ok()?)?;
    Some((wide | SMALL) & mask)
}

/// The key of a word.
pub(crate) fn key(word: &[u8]) -> Option<u128> {
    let mut bytes = [0; LONGEST_WORD];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    key_of(u128::from_le_bytes(bytes), word.len())
}

/// The key of the `len` bytes at a place; `None` where no word of the tables is as long.
#[inline]
pub(crate) fn key_at(bytes: &[u8], at: usize, len: usize) -> Option<u128> {
    let Some(wide) = (bytes.get(at..)).and_then(|rest| rest.first_chunk::<LONGEST_WORD>()) else {
        return key(bytes.get(at..at + len)?);
    };
    key_of(u128::from_le_bytes(*wide), len)
}

/// Whether a key is that of a word of ASCII, whose bytes it is then, in small letters.
#[inline]
pub(crate) const fn is_ascii(key: u128) -> bool {
    key & HIGH == 0
}

/// Whether there is a figure in the word of ASCII, of letters and figures, that has this key.
#[inline]
pub(crate) const fn has_figure(key: u128) -> bool {
    // Letters have a bit that figures have not.
    key & SMALL & !(key >> 1 & SMALL) != 0
}

/// The key of the first `len` bytes of the word that has this key.
#[inline]
pub(crate) fn cut(key: u128, len: usize) -> Option<u128> {
    key_of(key, len)
}

/// The highest bit of each byte.
const HIGH: u128 = u128::from_ne_bytes([0x80; LONGEST_WORD]);

/// A number that spreads keys.
#[inline]
fn spread(key: u128) -> usize {
    let halves = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (halves.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// Bits of the sieve: few enough to stay at hand, so many that few words fall through that the
/// table does not have.
const SIEVE: usize = 1 << 15;

/// Open addressing: keys of [`key`] and places of words; a power of two long.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: Vec<(u128, u16)>,
    /// A bit for each key: most words of a text are in no table, and need no look into it.
    sieve: Vec<u64>,
}

impl Table {
    /// The table of words with their places, none of which is 0. Words that are too long have none.
    pub(crate) fn new(words: &HashMap<String, u16>) -> Self {
        let size = (words.len() * 4).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![(0, 0); size],
            sieve: vec![0; SIEVE / 64],
        };
        for (word, &place) in words {
            let Some(key) = key(word.as_bytes()) else {
                continue;
            };
            let spread = spread(key);
            if let Some(bits) = table.sieve.get_mut(spread % SIEVE / 64) {
                *bits |= 1 << (spread % 64);
            }
            let mut at = spread & (size - 1);
            while table.slots.get(at).is_some_and(|&(_, taken)| taken != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = (key, place);
            }
        }
        table
    }

    /// The place of the word of a key, 0 where there is none.
    #[inline]
    pub(crate) fn find(&self, key: u128) -> u16 {
        let spread = spread(key);
        let bits = self.sieve.get(spread % SIEVE / 64);
        if bits.is_none_or(|bits| bits >> (spread % 64) & 1 == 0) {
            return 0;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread & mask;
        loop {
            match self.slots.get(at) {
                Some(&(found, place)) if place != 0 => {
                    if found == key {
                        return place;
                    }
                }
                _ => return 0,
            }
            at = (at + 1) & mask;
        }
    }
}

/// Words in small letters, each with what is known of it; those that are not long are found by their keys.
#[derive(Debug)]
pub(crate) struct Words<T> {
    all: hash::Table<String, T>,
    short: Table,
    /// What is known of those, by their places but one.
    known: Vec<T>,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self {
            all: hash::Table::default(),
            short: Table::default(),
            known: Vec::new(),
        }
    }
}

impl<T: Clone> Words<T> {
    /// Of these words; `None` of more than a table has room for.
    pub(crate) fn of(all: hash::Table<String, T>) -> Option<Self> {
        let mut known = Vec::with_capacity(all.len());
        let mut places = HashMap::with_capacity(all.len());
        for (word, what) in &all {
            known.push(what.clone());
            places.insert(word.clone(), u16::try_from(known.len()).ok()?);
        }
        Some(Self {
            short: Table::new(&places),
            known,
            all,
        })
    }

    /// What is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.all.get(word)
    }

    /// What is known of the word of a key, which is one of ASCII.
    #[inline]
    pub(crate) fn find(&self, key: u128) -> Option<&T> {
        let place = usize::from(self.short.find(key));
        self.known.get(place.checked_sub(1)?)
    }

    /// What is known of all of them.
    pub(crate) fn known(&self) -> impl Iterator<Item = &T> {
        self.all.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_letters_and_by_their_keys() {
        let words = ["e", "dopo", "contemporaneamente"];
        let all = words.iter().zip(1..);
        let words = Words::of(all.map(|(word, n)| ((*word).to_owned(), n)).collect()).unwrap();
        let key = |word: &str| key(word.as_bytes()).unwrap();
        assert_eq!(
            (words.get("dopo"), words.find(key("Dopo"))),
            (Some(&2), Some(&2))
        );
        assert_eq!((words.get("poi"), words.find(key("poi"))), (None, None));
        assert_eq!(words.get("contemporaneamente"), Some(&3));
        assert_eq!(words.known().sum::<i32>(), 6);
    }

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let words: HashMap<String, u16> = (1..2000).map(|n| (format!("w{n}à"), n)).collect();
        let table = Table::new(&words);
        for (word, &place) in &words {
            assert_eq!(table.find(key(word.as_bytes()).unwrap()), place);
            let capitals = key(word.to_uppercase().as_bytes()).unwrap();
            assert_eq!(table.find(capitals), place, "{word}");
        }
        for n in 2000..9000 {
            assert_eq!(table.find(key(format!("w{n}à").as_bytes()).unwrap()), 0);
        }
        assert_eq!(key(b"seventeen-letters"), None);
        assert_eq!(Table::default().find(7), 0);
        let text = "Perché no, seventeen-letters, e poi".as_bytes();
        for (at, len, ascii) in [(0, 7, false), (8, 2, true), (29, 1, true), (31, 3, true)] {
            let there = key_at(text, at, len).unwrap();
            assert_eq!(Some(there), key(&text[at..at + len]));
            assert_eq!(is_ascii(there), ascii);
        }
        for (word, figure) in [("kn23", true), ("zAaZ", false), ("1", true), ("9a", true)] {
            let whole = key(word.as_bytes()).unwrap();
            assert_eq!(has_figure(whole), figure, "{word}");
            assert_eq!(cut(whole, 1), key(&word.as_bytes()[..1]));
        }
        assert_eq!(key_at(text, 12, 17), None);
    }
}
