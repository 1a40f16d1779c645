//! A short word of the letters of western Europe, folded as it is read: it is nowhere written down as a
//! text before it is known to be a new one.

use crate::index::lookup::Key;
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

/// Bytes of a text that are looked at together.
pub(super) const SEEN: usize = 16;

/// The same byte eight times.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte.
const HIGH: u64 = all(0x80);

/// In the highest bit of each byte whether it is from `FIRST` to `LAST`; no byte of `eight` has its
/// highest bit.
#[inline]
const fn between<const FIRST: u8, const LAST: u8>(eight: u64) -> u64 {
    let (first, last) = const { (all(0x80 - FIRST), all(0x7f - LAST)) };
    (eight + first) & !(eight + last) & HIGH
}

/// The letters and digits of ASCII with which eight bytes begin, folded, zeros after the last, and how
/// many they are.
#[inline]
const fn plain(eight: u64) -> (u64, u32) {
    let seven = eight & !HIGH;
    let letters = between::<b'a', b'z'>(seven | all(0x20)) & !eight;
    let digits = between::<b'0', b'9'>(seven) & !eight;
    let end = (!(letters | digits) & HIGH).trailing_zeros() / 8;
    let kept = match u64::MAX.checked_shl(8 * end) {
        Some(after) => !after,
        None => u64::MAX,
    };
    ((eight | letters >> 2) & kept, end)
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
    /// The letters and digits of ASCII with which `text` begins. How many they are, which nobody can
    /// foretell, is no question that the processor has to guess at here; where they fill both eights,
    /// which no short word does, there are none.
    #[inline]
    pub(super) fn plain(text: &[u8; SEEN]) -> Self {
        let [one, two] = text.as_chunks::<8>().0 else {
            return Self::default();
        };
        let (one, end) = plain(u64::from_le_bytes(*one));
        let (two, last) = plain(u64::from_le_bytes(*two));
        let goes_on = end == 8;
        let length = end + last * u32::from(goes_on);
        let short = u64::from(length <= LONGEST).wrapping_neg();
        Self {
            first: one & short,
            second: two & u64::from(goes_on).wrapping_neg() & short,
            length: length & short as u32,
        }
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

    /// Hands it over as a text.
    #[inline]
    pub(super) fn read<T>(&self, read: impl FnOnce(&str) -> T) -> T {
        let both = u128::from(self.second) << 64 | u128::from(self.first);
        let bytes = both.to_le_bytes();
        let folded = bytes.get(..self.length as usize).unwrap_or_default();
        // Of ASCII, and so never damaged.
        read(str::from_utf8(folded).unwrap_or_default())
    }
}
