//! Which words the library kept, so that each block of a page can be asked whether it is among
//! them. A word is a run of letters and digits as bytes, which is all that comparing needs.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::element::Element;
use super::entity::{self, Place};
use super::scan::{Scanner, Token, lower};

/// How many words in a row are compared.
const SHINGLE: usize = 4;

/// The words of what the library found.
#[derive(Default)]
pub(super) struct Found {
    words: Vec<u64>,
    /// Every few words in a row; made when it is first asked for.
    shingles: OnceCell<Hashes>,
    blocks: Hashes,
}

impl Found {
    /// The words of HTML as the library writes it.
    pub(super) fn of(html: &str) -> Self {
        let mut found = Self::default();
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
        let shingles = self
            .shingles
            .get_or_init(|| self.words.windows(SHINGLE).map(joined).collect());
        let known = words
            .windows(SHINGLE)
            .filter(|words| shingles.contains(&joined(words)))
            .count();
        known * 10 >= (words.len() + 1 - SHINGLE) * 7
    }
}

/// The hashes of the words of a text.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let mut words = Words::default();
    words.take(text);
    words.end();
    words.hashes
}

/// Words in the making: a word can go over the border of an inline element.
#[derive(Default)]
struct Words {
    hashes: Vec<u64>,
    hash: u64,
}

impl Words {
    fn take(&mut self, text: &str) {
        const PRIME: u64 = 0x0100_0000_01b3;
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            let part = if byte.is_ascii() {
                byte.is_ascii_alphanumeric()
            } else {
                !is_of_fixed_space(bytes, at, byte)
            };
            if part {
                self.hash = (self.hash ^ u64::from(byte) ^ 0x100).wrapping_mul(PRIME);
            } else {
                self.end();
            }
        }
    }

    fn end(&mut self) {
        if self.hash != 0 {
            self.hashes.push(self.hash);
            self.hash = 0;
        }
    }
}

/// Whether a byte is one of the two of a space that does not break.
fn is_of_fixed_space(bytes: &[u8], at: usize, byte: u8) -> bool {
    match byte {
        0xc2 => bytes.get(at + 1) == Some(&0xa0),
        0xa0 => at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&0xc2),
        _ => false,
    }
}

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
