//! Words as numbers: a hash of each folded word of a text, by which words are compared much faster
//! than by their letters.

use std::sync::LazyLock;

use crate::text::fold::push_folded;
use crate::text::segment;

/// A text is made to words by as many bytes at a time.
const PIECE: usize = 4096;

/// Room for the words of one text after another.
#[derive(Default)]
pub(super) struct Hashes(Vec<u64>);

impl Hashes {
    /// A hash of each folded word of `text`, in order.
    pub(super) fn of(&mut self, text: &str) -> &[u64] {
        let (mut word, mut count) = (0, 0);
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            // After the word from before there is at most one to every two letters, and one goes on.
            let room = count + piece.len() / 2 + 3;
            if self.0.len() < room {
                self.0.resize(room, 0);
            }
            let slots = self.0.get_mut(count..).unwrap_or_default();
            count += hash_piece(piece, &mut word, slots);
            rest = after;
        }
        if word != 0
            && let Some(slot) = self.0.get_mut(count)
        {
            *slot = word;
            count += 1;
        }
        self.0.get(..count).unwrap_or_default()
    }
}

/// Puts a hash of each word that ends in `text` into `hashes`, and gives how many they are; `word` is
/// the hash of the one that goes on from before and beyond, 0 where none does. There are no branches
/// here that depend on where words end, which no processor can foresee.
fn hash_piece(text: &str, word: &mut u64, hashes: &mut [u64]) -> usize {
    let mut folded = String::new();
    let mut hash = *word;
    let mut count = 0;
    let mut rest = text;
    loop {
        let mut ascii = 0;
        for byte in rest.bytes().take_while(u8::is_ascii) {
            let letter = LETTERS[usize::from(byte)];
            if let Some(slot) = hashes.get_mut(count) {
                *slot = hash;
            }
            count += usize::from(letter == 0 && hash != 0);
            hash = if letter == 0 {
                0
            } else {
                hash.rotate_left(7) ^ letter
            };
            ascii += 1;
        }
        let mut chars = rest.get(ascii..).unwrap_or_default().chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        if let Some(letter) = simple_fold(c) {
            hash = hash.rotate_left(7) ^ LETTERS[usize::from(letter)];
        } else if segment::is_word(c) || hash != 0 && segment::is_joined(c) {
            folded.clear();
            push_folded(c, &mut folded);
            for byte in folded.bytes() {
                hash = hash.rotate_left(7) ^ LETTERS[usize::from(byte)];
            }
        } else if hash != 0 {
            if let Some(slot) = hashes.get_mut(count) {
                *slot = hash;
            }
            count += 1;
            hash = 0;
        }
    }
    *word = hash;
    count
}

/// A number without pattern for each byte of a folded word, the same for a capital; 0 for what is in
/// no word.
const LETTERS: [u64; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        if !ascii.is_ascii() || ascii.is_ascii_alphanumeric() {
            letters[byte] = scattered(ascii.to_ascii_lowercase() as u64 + 1);
        }
        byte += 1;
    }
    letters
};

/// The nth number without pattern: the generator of Steele, Lea and Flood (SplitMix).
pub(in crate::corpus) const fn scattered(nth: u64) -> u64 {
    let mut number = nth.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// The letter without its accent, where folding gives one letter of ASCII.
fn simple_fold(c: char) -> Option<u8> {
    static BARE: LazyLock<[u8; 0x180]> = LazyLock::new(|| {
        let mut letters = [0; 0x180];
        let mut folded = String::new();
        for (c, letter) in ('\0'..).zip(&mut letters).skip(0x80) {
            folded.clear();
            push_folded(c, &mut folded);
            if let [only] = folded.as_bytes()
                && segment::is_word(c)
            {
                *letter = *only;
            }
        }
        letters
    });
    let letter = BARE.get(c as usize).copied();
    letter.filter(|&letter| letter != 0)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_are_the_same_whatever_their_case_and_accents_and_wherever_they_stand() {
        let hashes = |text: &str| Hashes::default().of(text).to_vec();
        let words = hashes("Perché l’Élite, STRASSE; ab ba aab");
        assert_eq!(words.len(), 7);
        assert_eq!(words, hashes("PERCHE L'elite straße\nAB BA Aab."));
        let different: HashSet<u64> = words.iter().copied().collect();
        assert_eq!(different.len(), words.len());
        // Over the end of every piece.
        let long = "parola è così, ".repeat(2000);
        let found = hashes(&long);
        assert_eq!(found.len(), segment::count_words(&long));
        assert!(found.chunks(3).all(|three| Some(three) == found.get(..3)));
        assert_eq!(hashes("…, «» –"), [0u64; 0]);
    }
}
