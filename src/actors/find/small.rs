//! The table of the strange words that a text writes in small letters; what follows from it is in
//! [`super::things`].

use std::cell::OnceCell;

use crate::text::hash::TextTable;

/// Words of 64 bits in which the small words of a text leave a mark.
pub(super) const MARKS: usize = 512;
/// So many are gone through one by one.
pub(super) const FEW: usize = 48;

/// The strange words that a text writes in small letters: the first of them, which are all of most texts;
/// where there are more, marks of them, by which nearly all others are told apart, and the words themselves
/// where a mark says that one may be there.
#[derive(Debug, Default)]
pub(super) struct Small<'a> {
    /// The tokens, where they are few.
    pub(super) few: OnceCell<Vec<u32>>,
    pub(super) marks: OnceCell<Box<[u64; MARKS]>>,
    pub(super) words: OnceCell<TextTable<&'a str, ()>>,
}

/// Where a word leaves its mark, and which: its length and its letters after the first, which may be
/// a capital.
pub(super) fn mark_of(word: &[u8]) -> (usize, u64) {
    let mut sum = word.len();
    for &byte in word.iter().skip(1).take(4) {
        sum = sum.wrapping_mul(31).wrapping_add(usize::from(byte));
    }
    (sum % MARKS, 1 << (sum / MARKS % 64))
}
