//! Reading the bytes of a text: one word, or the sign that stands between two. Most words are read
//! eight letters at a time, those with accents of western Europe, too, all others by the tables of
//! Unicode.

use crate::actors::dictionary::packed::{self, Packed};
use crate::text::fold::push_folded;

// What stands between two words, each a bit.

/// A space or tab.
pub(super) const SPACE: u16 = 1;
/// A hyphen of any kind, not a long dash.
pub(super) const HYPHEN: u16 = 2;
/// An apostrophe of any kind.
pub(super) const APOSTROPHE: u16 = 4;
/// A full stop.
pub(super) const DOT: u16 = 8;
/// A comma.
pub(super) const COMMA: u16 = 16;
/// An opening bracket.
pub(super) const OPEN: u16 = 32;
/// A closing bracket.
pub(super) const CLOSE: u16 = 64;
/// A quotation mark.
pub(super) const QUOTE: u16 = 128;
/// A sign that ends a sentence, other than the full stop: `!?…`.
pub(super) const STOP: u16 = 256;
/// A colon.
pub(super) const COLON: u16 = 512;
/// A long dash.
pub(super) const DASH: u16 = 1024;
/// A line or block ends.
pub(super) const BREAK: u16 = 2048;
/// Any other sign.
pub(super) const OTHER: u16 = 4096;
/// A quotation mark right before this token.
pub(super) const OPENED: u16 = 8192;
/// A dash of the length of an n. Without spaces it is the hyphen of typesetters: Kim Jong–un. Tokens have
/// a hyphen or a long dash instead, see [`settled`].
const EN_DASH: u16 = 16384;
/// The sign that joins partners: `&`.
pub(super) const AMPERSAND: u16 = 32768;

/// The gap before a token as it counts, where an en dash stands in it.
#[inline(always)]
pub(super) const fn settled(gap: u16) -> u16 {
    match gap {
        EN_DASH => HYPHEN,
        gap if gap & EN_DASH != 0 => gap & !EN_DASH | DASH,
        gap => gap,
    }
}

/// What a word was read as; of one of 65,536 letters and more the counts are not told.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) length: u32,
    /// Whether it may be known: longer words are not looked up.
    pub(super) packed: bool,
    pub(super) letters: u16,
    pub(super) capitals: u16,
    pub(super) digits: u16,
    pub(super) first_capital: bool,
    /// Whether a letter of it is not ASCII.
    pub(super) accented: bool,
}

/// The class of each byte of ASCII that is a sign, 0 of others.
pub(super) const SIGNS: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if !byte.is_ascii_alphanumeric() {
            signs[byte as usize] = class(byte);
        }
        byte += 1;
    }
    signs
};

const fn class(byte: u8) -> u16 {
    match byte {
        b' ' | b'\t' => SPACE,
        b'-' => HYPHEN,
        b'\'' | b'`' => APOSTROPHE,
        b'.' => DOT,
        b',' => COMMA,
        b'(' | b'[' => OPEN,
        b')' | b']' => CLOSE,
        b'"' => QUOTE,
        b'!' | b'?' => STOP,
        b':' => COLON,
        b'&' => AMPERSAND,
        b'\n' | b'\r' => BREAK,
        _ => OTHER,
    }
}

fn class_of(c: char) -> u16 {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' => APOSTROPHE,
        '“' | '”' | '„' | '‟' | '«' | '»' => QUOTE,
        '‐' | '‑' => HYPHEN,
        '–' => EN_DASH,
        '—' | '―' | '−' | '‒' => DASH,
        '…' | '。' | '！' | '？' => STOP,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => SPACE,
        '•' | '‣' | '▪' => BREAK,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => 0,
        _ => OTHER,
    }
}

/// The bytes and the class of the sign with which `text` begins; `None` where a word begins. `text` is
/// not empty.
pub(super) fn sign(text: &str) -> Option<(usize, u16)> {
    let bytes = text.as_bytes();
    if bytes.first().is_some_and(u8::is_ascii) {
        let class = bytes.first().map_or(0, |&byte| SIGNS[usize::from(byte)]);
        return (class != 0).then_some((1, class));
    }
    quick_sign(bytes, 0).or_else(|| {
        let c = text.chars().next()?;
        (!c.is_alphanumeric()).then(|| (c.len_utf8(), class_of(c)))
    })
}

/// The bytes and the class of the sign at `at` if it is one of those that prose is full of: quotation
/// marks, dashes, apostrophes, the space that does not break. The full answer is [`class_of`].
pub(super) fn quick_sign(bytes: &[u8], at: usize) -> Option<(usize, u16)> {
    let next = |after: usize| bytes.get(at + after).copied().unwrap_or(0);
    match (next(0), next(1), next(2)) {
        (0xe2, 0x80, 0x98 | 0x99 | 0x9b | 0xb2) => Some((3, APOSTROPHE)),
        (0xe2, 0x80, 0x9c..=0x9f) => Some((3, QUOTE)),
        (0xe2, 0x80, 0x93) => Some((3, EN_DASH)),
        (0xe2, 0x80, 0x92 | 0x94 | 0x95) => Some((3, DASH)),
        (0xe2, 0x80, 0xa6) => Some((3, STOP)),
        (0xc2, 0xab | 0xbb, _) => Some((2, QUOTE)),
        (0xc2, 0xa0, _) => Some((2, SPACE)),
        _ => None,
    }
}

/// The folded letter of the character that UTF-8 writes as 0xC3 and `second`, where that is one
/// letter.
const fn western(second: u8) -> Option<u8> {
    Some(match second {
        0x80..=0x85 | 0xa0..=0xa5 => b'a',
        0x87 | 0xa7 => b'c',
        0x88..=0x8b | 0xa8..=0xab => b'e',
        0x8c..=0x8f | 0xac..=0xaf => b'i',
        0x91 | 0xb1 => b'n',
        0x92..=0x96 | 0xb2..=0xb6 => b'o',
        0x99..=0x9c | 0xb9..=0xbc => b'u',
        0x9d | 0xbd | 0xbf => b'y',
        _ => return None,
    })
}

/// Reads the word that begins at `at` and packs it, in any way.
pub(super) fn read(text: &str, at: usize, end: usize, packed: &mut Packed) -> Word {
    let bytes = text.as_bytes().get(at..end).unwrap_or_default();
    western_word(bytes, packed)
        .or_else(|| quick(bytes, packed))
        .unwrap_or_else(|| any(text.get(at..end).unwrap_or_default(), packed))
}

/// Reads and packs a word of ASCII; `None` for any other.
#[inline]
fn quick(text: &[u8], packed: &mut Packed) -> Option<Word> {
    let read = packed::read(text, packed)?;
    let length = usize::from(read.length);
    let next = text.get(length).copied().unwrap_or(b' ');
    if !next.is_ascii() && quick_sign(text, length).is_none() {
        return None;
    }
    Some(Word {
        length: u32::from(read.length),
        packed: true,
        letters: read.length,
        capitals: read.capitals,
        digits: read.digits,
        first_capital: read.first_capital,
        accented: false,
    })
}

/// Reads a word of ASCII and of the accented letters of western Europe, eight bytes at a time; `None`
/// for any other, and for one of more than sixteen letters.
fn western_word(bytes: &[u8], packed: &mut Packed) -> Option<Word> {
    let mut word = Word::default();
    let mut folded = 0;
    loop {
        let rest = bytes.get(word.length as usize..).unwrap_or_default();
        let run = packed::run(rest);
        folded |= u128::from(run.folded).checked_shl(8 * u32::from(word.letters))?;
        word.first_capital |= word.length == 0 && run.first_capital;
        word.capitals += run.capitals;
        word.digits += run.digits;
        word.letters += run.length;
        word.length += u32::from(run.length);
        if word.letters > 16 {
            return None;
        }
        if run.length == 8 {
            continue;
        }
        let at = usize::from(run.length);
        if rest.get(at).is_none_or(u8::is_ascii) || quick_sign(rest, at).is_some() {
            break;
        }
        let &[0xc3, second] = rest.get(at..)?.first_chunk()? else {
            return None;
        };
        folded |= u128::from(western(second)?).checked_shl(8 * u32::from(word.letters))?;
        // U+00C0..U+00DE are the capitals of U+00E0..U+00FE.
        let capital = second < 0xa0;
        word.first_capital |= word.length == 0 && capital;
        word.capitals += u16::from(capital);
        word.letters += 1;
        word.length += 2;
        word.accented = true;
    }
    *packed = Packed::of_letters(folded);
    word.packed = true;
    Some(word)
}

/// Reads a word of any script.
fn any(text: &str, packed: &mut Packed) -> Word {
    let mut folded = String::new();
    let mut word = Word {
        length: u32::try_from(text.len()).unwrap_or(u32::MAX),
        accented: true,
        ..Word::default()
    };
    for (offset, c) in text.char_indices() {
        let joined = offset > 0
            && !c.is_ascii()
            && (unicode_normalization::char::is_combining_mark(c)
                || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'));
        if !c.is_alphanumeric() && !joined {
            word.length = u32::try_from(offset).unwrap_or(u32::MAX);
            break;
        }
        if c.is_uppercase() {
            word.capitals = word.capitals.saturating_add(1);
            word.first_capital |= offset == 0;
        } else if c.is_numeric() {
            word.digits = word.digits.saturating_add(1);
        }
        word.letters = word.letters.saturating_add(u16::from(!joined));
        if folded.len() < LONGEST {
            push_folded(c, &mut folded);
        }
    }
    if (word.length as usize) < 2 * LONGEST
        && let Some(found) = Packed::new(folded.as_bytes())
    {
        *packed = found;
        word.packed = true;
    }
    word
}

/// Longer words are no words of the lexicon.
const LONGEST: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_ways_agree_with_the_full_ones() {
        for second in 0x80..=0xbf_u8 {
            let written = [0xc3, second];
            let letter = str::from_utf8(&written).unwrap().chars().next().unwrap();
            let mut folded = String::new();
            push_folded(letter, &mut folded);
            if let Some(quick) = western(second) {
                assert_eq!(folded, char::from(quick).to_string(), "{letter}");
                assert_eq!(letter.is_uppercase(), second < 0xa0, "{letter}");
                assert!(letter.is_alphabetic(), "{letter}");
            }
        }
        for sign in ('\u{80}'..='\u{2fff}').map(String::from) {
            if let Some((length, class)) = quick_sign(sign.as_bytes(), 0) {
                let full = sign.chars().next().unwrap();
                assert_eq!((length, class), (sign.len(), class_of(full)), "{sign}");
                assert!(!full.is_alphanumeric(), "{sign}");
            }
        }
    }
}
