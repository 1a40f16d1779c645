//! A short word of the letters of western Europe, folded as it is read: it is nowhere written down as a
//! text before it is known to be a new one.

use crate::index::lookup::Key;
use crate::text::eights::{HIGH, figures, letters};
use crate::text::fold::western;

/// Bytes of the longest.
const LONGEST: u32 = 15;

/// Its bytes, which are all of ASCII: the first one lowest, zeros after the last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Short {
    first: u64,
    second: u64,
    length: u32,
}

/// The letters and digits of ASCII with which eight bytes begin, folded, zeros after the last, and how
/// many they are.
#[inline]
const fn plain(eight: u64) -> (u64, u32) {
    let letters = letters(eight);
    let end = (!(letters | figures(eight)) & HIGH).trailing_zeros() / 8;
    let kept = match u64::MAX.checked_shl(8 * end) {
        Some(after) => !after,
        None => u64::MAX,
    };
    ((eight | letters >> 2) & kept, end)
}

/// One of eight bytes.
#[inline]
const fn next(eight: u64, at: u32) -> u8 {
    (eight >> (8 * at)) as u8
}

/// What the letters from U+00C0 to U+00FF, whose first byte is the same, are folded to, by the last six
/// bits of the second one; 0 where that is not one letter.
const WESTERN: [u8; 64] = {
    let mut folded = [0; 64];
    let mut at = 0;
    while at < 64 {
        if let Some(letter) = char::from_u32(0xc0 + at as u32)
            && let Some(to) = western(letter)
        {
            folded[at] = to as u8;
        }
        at += 1;
    }
    folded
};

impl Short {
    /// The letters and digits of ASCII with which `text` begins, and the byte after them; `None` where
    /// there is none, where they are too many, or where the text ends too soon to be read by eights.
    #[inline]
    pub(super) fn plain(text: &[u8]) -> Option<(Self, u8)> {
        let eight = u64::from_le_bytes(*text.first_chunk()?);
        let (first, end) = plain(eight);
        if end < 8 {
            let word = Self {
                first,
                second: 0,
                length: end,
            };
            return Some((word, next(eight, end)));
        }
        let eight = u64::from_le_bytes(*text.get(8..)?.first_chunk()?);
        let (second, end) = plain(eight);
        let word = Self {
            first,
            second,
            length: 8 + end,
        };
        (end < 8).then(|| (word, next(eight, end)))
    }

    /// How many bytes of ASCII it has.
    #[inline]
    pub(super) const fn length(&self) -> usize {
        self.length as usize
    }

    #[inline]
    pub(super) const fn key(&self) -> Key {
        Key::of_bytes(self.first, self.second)
    }

    /// Reads on to the end of the word with which `text` begins, of which it has the first letters or
    /// none. Gives the bytes that the word has in the text; `None` where it is none, or none that this
    /// can hold.
    pub(super) fn go_on(&mut self, text: &[u8]) -> Option<usize> {
        // What was read so far may go on after the text.
        let mut at = self.length as usize;
        loop {
            let letter = match *text.get(at..)? {
                [byte, ..] if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
                [0xc3, byte, ..] if WESTERN[usize::from(byte & 0x3f)] > 0 => {
                    at += 1;
                    WESTERN[usize::from(byte & 0x3f)]
                }
                [] | [0..=0x7f, ..] => break,
                // From U+2010 to U+203F there are only signs, such as the apostrophe.
                [0xe2, 0x80, 0x90..=0xbf, ..] => break,
                _ => return None,
            };
            at += 1;
            self.put(letter)?;
        }
        (self.length > 0).then_some(at)
    }

    /// Adds a letter; `None` where there is no room.
    fn put(&mut self, letter: u8) -> Option<()> {
        let length = self.length;
        let letter = u64::from(letter);
        match length {
            0..8 => self.first |= letter << (length * 8),
            8..LONGEST => self.second |= letter << ((length - 8) * 8),
            _ => return None,
        }
        self.length += 1;
        Some(())
    }
}
