//! Hashes for short words, numbers and pairs of numbers, several times quicker than the one of the
//! standard library. The keys of [`Table`] come from dictionaries, and texts are only looked up. Where
//! they come from texts, which an enemy may have written, [`TextTable`] begins from a number that
//! differs each time the program runs, and where the table is kept, from the [`Seed`] that is kept with
//! it. What is a hash or a number already is hashed by [`Direct`].

use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// A table keyed by words or small numbers.
pub(crate) type Table<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of the same.
pub(crate) type Set<K> = std::collections::HashSet<K, BuildHasherDefault<WordHasher>>;

/// A table keyed by words of a text.
pub(crate) type TextTable<K, V> = std::collections::HashMap<K, V, Seeded>;

/// Begins each hash from a number that nobody outside the program knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seeded(u64);

/// A number that nobody outside the program knows, another one each time it runs.
pub(crate) static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u8));

/// A number from which the hashes of what is kept begin. Nobody who writes texts knows it, so that none
/// can choose words that share a place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed(pub(super) u64);

impl Default for Seed {
    fn default() -> Self {
        Self(*SEED)
    }
}

impl Seed {
    /// The hash of some bytes.
    #[must_use]
    pub fn hash(self, bytes: &[u8]) -> u64 {
        xxh3_64_with_seed(bytes, self.0)
    }
}

impl Default for Seeded {
    fn default() -> Self {
        Self(*SEED)
    }
}

impl BuildHasher for Seeded {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher(self.0)
    }
}

/// Multiplies and rotates, eight bytes at a time.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

impl WordHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for &chunk in chunks {
            self.mix(u64::from_le_bytes(chunk));
        }
        if !rest.is_empty() {
            let word = rest.iter().fold(0, |word, &b| word << 8 | u64::from(b));
            self.mix(word ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn finish(&self) -> u64 {
        // The table takes its bucket from the low bits, which the multiplication leaves poor.
        self.0 ^ (self.0 >> 32)
    }
}

/// The hash of what is one already, as the id of an article is, and a quick one of numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct(u64);

impl Hasher for Direct {
    fn finish(&self) -> u64 {
        // The table looks at the highest bits and at the lowest.
        self.0 ^ self.0.rotate_left(32)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(8) ^ xxh3_64(bytes);
    }

    fn write_u8(&mut self, end: u8) {
        self.0 = self.0.rotate_left(8) ^ u64::from(end);
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
