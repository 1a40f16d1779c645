//! A word packed into numbers of eight bytes, so that eight letters are read, folded, compared and
//! hashed in one step. Only ASCII is read here; other letters are folded by [`crate::text::fold`].

use crate::text::eights::{self, HIGH};

/// Eights of bytes of the longest word that can be known.
const EIGHTS: usize = 6;

/// A folded word, eight bytes a number, the first byte lowest, zeros after the last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Packed {
    eights: [u64; EIGHTS],
    /// How many of them are used: of a word with a letter one at least.
    used: usize,
}

impl Packed {
    /// Packs `word`; `None` for one that is too long to be known.
    pub(crate) fn new(word: &[u8]) -> Option<Self> {
        let mut packed = Self::default();
        for eight in word.chunks(8) {
            packed.put(first_eight(eight))?;
        }
        Some(packed)
    }

    /// The word of these folded bytes, the first lowest, zeros after the last.
    pub(crate) fn of_letters(folded: u128) -> Self {
        let [first, second] = [folded, folded >> 64].map(|half| {
            // The half that is kept fits.
            u64::try_from(half & u128::from(u64::MAX)).unwrap_or(0)
        });
        Self {
            eights: [first, second, 0, 0, 0, 0],
            used: usize::from(first != 0) + usize::from(second != 0),
        }
    }

    /// Its first eight bytes and the eight after them, if it has no more.
    #[inline]
    pub(crate) fn short(&self) -> Option<(u64, u64)> {
        let (first, second, rest) = self.parts();
        rest.is_empty().then_some((first, second))
    }

    /// Puts eight bytes more after those before; `None` where there is no room.
    #[inline]
    fn put(&mut self, eight: u64) -> Option<()> {
        *self.eights.get_mut(self.used)? = eight;
        self.used += 1;
        Some(())
    }

    /// Its first eight bytes, the eight after them, and the eights after those; zeros where it has none.
    #[inline]
    pub(super) fn parts(&self) -> (u64, u64, &[u64]) {
        match self.eights.get(..self.used).unwrap_or_default() {
            [] => (0, 0, &[]),
            [first] => (*first, 0, &[]),
            [first, second, rest @ ..] => (*first, *second, rest),
        }
    }
}

/// A word of ASCII as a text has it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Read {
    /// Its bytes, which are its letters and digits.
    pub(crate) length: u16,
    pub(crate) capitals: u16,
    pub(crate) digits: u16,
    /// Whether it begins with a capital.
    pub(crate) first_capital: bool,
}

/// The first eight bytes of `text`, zeros where it has fewer.
#[inline]
fn first_eight(text: &[u8]) -> u64 {
    if let Some(&eight) = text.first_chunk::<8>() {
        return u64::from_le_bytes(eight);
    }
    let backwards = text.iter().rev();
    backwards.fold(0, |eight, &byte| eight << 8 | u64::from(byte))
}

/// How many bits of `bits` are set: most often none or one.
#[inline]
fn count(bits: u64) -> u16 {
    if bits & bits.wrapping_sub(1) == 0 {
        u16::from(bits != 0)
    } else {
        u16::try_from(bits.count_ones()).unwrap_or(u16::MAX)
    }
}

/// Bytes of a text that are looked at together: the longest word that is read so, and what follows it.
pub(crate) const SEEN: usize = 24;

/// A word of one to fifteen letters of ASCII.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain {
    /// Its first eight letters, folded, zeros after the last.
    first: u64,
    /// The others.
    second: u64,
    /// Its bytes.
    pub(crate) length: u16,
    /// Which of the letters are capitals: in the highest bit of each byte.
    capitals: (u64, u64),
}

impl Plain {
    /// Its first eight bytes, and the eight after them.
    #[inline]
    pub(super) fn parts(&self) -> (u64, u64) {
        (self.first, self.second)
    }

    /// Whether it has no capital.
    #[inline]
    pub(crate) fn is_small(&self) -> bool {
        self.capitals.0 | self.capitals.1 == 0
    }

    /// Whether it begins with a capital.
    #[inline]
    pub(crate) fn begins_with_capital(&self) -> bool {
        self.capitals.0 & 0x80 != 0
    }

    /// How many of its letters are capitals.
    #[inline]
    pub(crate) fn capitals(&self) -> u32 {
        u32::from(count(self.capitals.0) + count(self.capitals.1))
    }
}

/// Which of eight bytes are letters of ASCII, and the bit with which the first other byte ends, 64 where
/// there is none.
#[inline]
fn letters_of(eight: u64) -> (u64, u32) {
    let letters = eights::letters(eight);
    (letters, (!letters & HIGH).trailing_zeros())
}

/// The bits of the bytes before the one with the bit `end`.
#[inline]
fn before(end: u32) -> u64 {
    // Eight times as many bits as there are letters; a shift by 64 is none.
    1_u64.checked_shl(end & !7).unwrap_or(0).wrapping_sub(1)
}

/// The word with which `text` begins, if it is one of few letters of ASCII and nothing else, as most
/// of them are. How long it is, which nobody can foretell, is no question that the processor has to
/// guess at here: sixteen bytes are always read.
#[inline(always)]
pub(crate) fn plain(text: &[u8; SEEN]) -> Option<Plain> {
    let [one, two, _] = text.as_chunks::<8>().0 else {
        return None;
    };
    let (one, two) = (u64::from_le_bytes(*one), u64::from_le_bytes(*two));
    let (letters, end) = letters_of(one);
    let (more, last) = letters_of(two);
    let whole = u64::from(end == 64).wrapping_neg();
    let (kept, also) = (before(end), before(last) & whole);
    let length = end / 8 + (last / 8) * u32::from(end == 64);
    if !(1..16).contains(&length) {
        return None;
    }
    Some(Plain {
        first: (one | letters >> 2) & kept,
        second: (two | more >> 2) & also,
        length: u16::try_from(length).unwrap_or(0),
        capitals: (letters & !(one << 2) & kept, more & !(two << 2) & also),
    })
}

/// The letters and digits of ASCII with which a text begins, eight at most.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    /// They, folded, zeros after the last.
    pub(crate) folded: u64,
    pub(crate) length: u16,
    pub(crate) capitals: u16,
    pub(crate) digits: u16,
    /// Whether the first is a capital.
    pub(crate) first_capital: bool,
}

/// Reads the first of the letters and digits of ASCII with which `text` begins.
#[inline(always)]
pub(crate) fn run(text: &[u8]) -> Run {
    let eight = first_eight(text);
    let (letters, digits) = (eights::letters(eight), eights::figures(eight));
    let end = (!(letters | digits) & HIGH).trailing_zeros();
    let kept = before(end);
    let (capitals, digits) = (letters & !(eight << 2) & kept, digits & kept);
    let mut run = Run {
        folded: (eight | letters >> 2) & kept,
        // At most eight.
        length: u16::try_from(end / 8).unwrap_or(0),
        ..Run::default()
    };
    if capitals | digits != 0 {
        run.capitals = count(capitals);
        run.digits = count(digits);
        run.first_capital = capitals & 0x80 != 0;
    }
    run
}

/// Reads the letters and digits of ASCII with which `text` begins, and packs them folded; `None` where
/// they are too many for a known word.
#[inline]
pub(crate) fn read(text: &[u8], packed: &mut Packed) -> Option<Read> {
    let mut word = Read::default();
    let mut rest = text;
    packed.used = 0;
    loop {
        let eight = first_eight(rest);
        let (letters, digits) = (eights::letters(eight), eights::figures(eight));
        let length = (!(letters | digits) & HIGH).trailing_zeros();
        if length < 8 {
            return Some(word);
        }
        let kept = u64::MAX >> (64 - (length & !7));
        let capitals = letters & !(eight << 2) & kept;
        if (capitals | digits & kept) != 0 {
            word.first_capital |= word.length == 0 && capitals & 0x80 != 0;
            word.capitals += count(capitals);
            word.digits += count(digits & kept);
        }
        packed.put((eight | letters >> 2) & kept)?;
        // At most eight, and at most as many eights as fit.
        word.length += u16::try_from(length / 8).unwrap_or(0);
        if length < 64 {
            return Some(word);
        }
        rest = rest.get(8..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_letter_by_letter() {
        let longest = "x".repeat(8 * EIGHTS);
        for text in [
            "",
            "a",
            "Roma e",
            "USA,",
            "KN-23",
            "2.000",
            "mcCullum",
            "presidente",
            "Presidente ",
            "SoftBank!",
            "Hwasong18 ",
            "12345678",
            "AbCdEfGh",
            "ABCDEFGHI",
            "città",
            "`a",
            "{",
            "@",
            "[z",
            "Z[",
            "z{",
            "a\u{7f}",
            "perch\u{e9}",
            &longest,
        ] {
            let word: String = text
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let mut found = Packed::default();
            let read = read(text.as_bytes(), &mut found).unwrap();
            let count = |is: fn(&char) -> bool| word.chars().filter(is).count();
            assert_eq!(read.length as usize, word.len(), "{text}");
            assert_eq!(
                read.capitals as usize,
                count(char::is_ascii_uppercase),
                "{text}"
            );
            assert_eq!(read.digits as usize, count(char::is_ascii_digit), "{text}");
            assert_eq!(
                read.first_capital,
                word.starts_with(|c: char| c.is_uppercase()),
                "{text}"
            );
            let packed = Packed::new(word.to_lowercase().as_bytes()).unwrap();
            assert_eq!(found.parts(), packed.parts(), "{text}");
            let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
            let padded = format!("{text}{{                       ");
            let short = plain(padded.as_bytes().first_chunk().unwrap());
            assert_eq!(short.is_some(), (1..16).contains(&letters.len()), "{text}");
            let Some(short) = short else { continue };
            let packed = Packed::new(letters.to_lowercase().as_bytes()).unwrap();
            assert_eq!(
                (short.first, short.second, &[][..]),
                packed.parts(),
                "{text}"
            );
            assert_eq!(usize::from(short.length), letters.len(), "{text}");
            let capitals = letters.chars().filter(char::is_ascii_uppercase).count();
            assert_eq!(short.capitals() as usize, capitals, "{text}");
            assert_eq!(short.is_small(), capitals == 0, "{text}");
            assert_eq!(
                short.begins_with_capital(),
                letters.starts_with(|c: char| c.is_uppercase()),
                "{text}"
            );
        }
        assert!(
            read(
                "x".repeat(8 * EIGHTS + 1).as_bytes(),
                &mut Packed::default()
            )
            .is_none()
        );
        assert!(Packed::new(&[b'x'; 8 * EIGHTS + 1]).is_none());
    }
}
