//! A hash for short words and pairs of numbers, several times quicker than the one of the standard
//! library. Not for keys that an enemy may choose in numbers: here the keys of the tables come from
//! dictionaries, texts are only looked up.

use std::hash::{BuildHasherDefault, Hasher};

/// A table keyed by words or small numbers.
pub(crate) type Table<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of the same.
pub(crate) type Set<K> = std::collections::HashSet<K, BuildHasherDefault<WordHasher>>;

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
