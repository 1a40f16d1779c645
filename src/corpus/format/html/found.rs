//! Which words the library kept, so that each block of a page can be asked whether it is among
//! them. A word is a run of letters and digits as bytes, which is all that comparing needs.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::element::Element;
use super::entity::{self, Place};
use super::scan::{Scanner, Token, lower};
use crate::corpus::furniture::scattered;

/// Few texts have shorter words on average, with what stands between them.
const BYTES_A_WORD: usize = 5;
/// How many words in a row are compared.
const SHINGLE: usize = 4;

/// The words of what the library found.
#[derive(Default)]
pub(super) struct Found {
    words: Vec<u64>,
    /// Every few words in a row; made when it is first asked for.
    shingles: OnceCell<Sieve>,
    blocks: Hashes,
}

impl Found {
    /// The words of HTML as the library writes it.
    pub(super) fn of(html: &str) -> Self {
        let mut found = Self {
            words: Vec::with_capacity(html.len() / BYTES_A_WORD),
            ..Self::default()
        };
        let mut words = Words::default();
        let mut decoded = String::new();
        for token in Scanner::new(html) {
            match token {
                Token::Text(text) | Token::Raw(text) => {
                    if text.contains('&') {
                        decoded.clear();
                        entity::decode(text, Place::Text, &mut decoded);
                        words.take(&decoded);
                    } else {
                        words.take(text);
                    }
                }
                Token::Open(tag) => found.tag(tag.name, &mut words),
                Token::Close(name) => found.tag(name, &mut words),
            }
        }
        found.end_block(&mut words);
        found
    }

    fn tag(&mut self, name: &str, words: &mut Words) {
        match Element::named(&lower(name)) {
            Element::Break => words.end(),
            element if element.is_block() => self.end_block(words),
            _ => {}
        }
    }

    fn end_block(&mut self, words: &mut Words) {
        words.end();
        if !words.hashes.is_empty() {
            self.blocks.insert(joined(&words.hashes));
            self.words.append(&mut words.hashes);
        }
    }

    /// Whether it has these words as one block; with `not_exactly` also where it has nearly all of
    /// them in this order.
    pub(super) fn has(&self, words: &[u64], not_exactly: bool) -> bool {
        if words.is_empty() {
            return false;
        }
        let exactly = self.blocks.contains(&joined(words));
        if exactly || !not_exactly || words.len() < SHINGLE {
            return exactly;
        }
        let known = self.shingles.get_or_init(|| Sieve::of(&self.words));
        let shingles = words.windows(SHINGLE).map(joined);
        let found = shingles.filter(|shingle| known.has(*shingle)).count();
        found * 10 >= (words.len() + 1 - SHINGLE) * 7
    }
}

/// The hashes of the words of a text.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let mut words = Words {
        hashes: Vec::with_capacity(text.len() / BYTES_A_WORD + 2),
        hash: 0,
    };
    words.take(text);
    words.end();
    words.hashes
}

/// The hashes of every few words in a row, in a fraction of the time and room of a set of them; by
/// chance it has one in ten thousand others (Bloom, Space/Time Trade-offs in Hash Coding with
/// Allowable Errors, 1970).
struct Sieve {
    bits: Vec<u64>,
    /// How far a hash is shifted to give the place of its bits.
    shift: u32,
}

impl Sieve {
    fn of(words: &[u64]) -> Self {
        let places = words.len().next_power_of_two().max(2);
        let mut sieve = Self {
            bits: vec![0; places],
            shift: u64::BITS - places.trailing_zeros(),
        };
        for words in words.windows(SHINGLE) {
            let hash = joined(words);
            let place = sieve.place(hash);
            if let Some(bits) = sieve.bits.get_mut(place) {
                *bits |= few_bits(hash);
            }
        }
        sieve
    }

    fn has(&self, hash: u64) -> bool {
        let bits = self.bits.get(self.place(hash));
        bits.is_some_and(|bits| bits & few_bits(hash) == few_bits(hash))
    }

    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash >> self.shift).unwrap_or_default()
    }
}

/// Four bits of a hash at most.
const fn few_bits(hash: u64) -> u64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
}

/// Words in the making: a word can go over the border of an inline element.
#[derive(Default)]
struct Words {
    hashes: Vec<u64>,
    hash: u64,
}

impl Words {
    fn take(&mut self, text: &str) {
        let mut hash = self.hash;
        let mut rest = text.as_bytes().iter();
        while let Some(&byte) = rest.next() {
            let mut part = PARTS[usize::from(byte)];
            if byte == BEGINS_SPACE {
                if rest.as_slice().first() == Some(&0xa0) {
                    // A space that does not break.
                    rest.next();
                } else {
                    part = OTHER;
                }
            }
            if part != 0 {
                hash = hash.rotate_left(7) ^ part;
            } else if hash != 0 {
                self.hashes.push(hash);
                hash = 0;
            }
        }
        self.hash = hash;
    }

    fn end(&mut self) {
        if self.hash != 0 {
            self.hashes.push(self.hash);
            self.hash = 0;
        }
    }
}

/// The first byte of a space that does not break, and what it counts as where it begins another sign.
const BEGINS_SPACE: u8 = 0xc2;
const OTHER: u64 = scattered(0x100);

/// A number without pattern for each byte that is a part of a word in any case, and 0 for the others.
const PARTS: [u64; 256] = {
    let mut parts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        if !ascii.is_ascii() && ascii != BEGINS_SPACE || ascii.is_ascii_alphanumeric() {
            parts[byte] = scattered(byte as u64 + 1);
        }
        byte += 1;
    }
    parts
};

#[inline]
fn joined(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| {
        (hash ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    })
}

/// A set of what is a hash already.
type Hashes = HashSet<u64, BuildHasherDefault<Itself>>;

#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_by_their_words() {
        let found = Found::of(
            "<p>Uno due <b>tr</b>e quattro, perché&nbsp;cinque.</p><h2>Il ponte</h2><p>sei<br>sette</p>",
        );
        for (text, has) in [
            ("Uno due tre quattro, perché\u{a0}cinque.", true),
            ("due tre quattro, perché", true),
            ("Uno due tre cinque sei", false),
            ("Il ponte", true),
            ("ponte", false),
            ("sei sette", true),
            ("", false),
            ("—", false),
        ] {
            assert_eq!(found.has(&hashes(text), true), has, "{text}");
        }
        assert!(found.has(&hashes("Il ponte"), false));
        assert!(!found.has(&hashes("due tre quattro, perché"), false));
    }
}
