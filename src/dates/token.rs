//! A block of text as tokens: numbers, words with their place in the language's table, and signs.
//! One pass over the bytes, no allocation for a token; what the tokens mean together is for
//! [`super::grammar`].

use super::language::{Class, DateLanguage, Word};
use crate::text::table::key_at;
use crate::text::{TextRange, eights};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, then perhaps figures.
    Word,
    /// ASCII figures.
    Number,
    Sign(Sign),
}

/// Signs that expressions and clauses are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Apostrophe,
    Hyphen,
    /// En or em dash.
    Dash,
    Stop,
    Comma,
    Slash,
    /// Colon and semicolon.
    Colon,
    /// `°`, `º`, `ª`.
    Degree,
    Open,
    Close,
    /// Opening quotation mark.
    OpenQuote,
    CloseQuote,
    /// A mark that opens or closes.
    Quote,
    /// `!`, `?`, `…`, line end.
    End,
    /// Currency, per cent and whatever makes a number a quantity.
    Quantity,
    Other,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    /// Whether a space precedes it.
    pub(super) spaced: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether an expression may begin with it.
    pub(super) begins: bool,
    /// The word's place in the language's table.
    pub(super) word: u16,
    /// The value of a number; more than nine figures give [`u32::MAX`].
    pub(super) value: u32,
}

impl Token {
    #[inline]
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    /// How many bytes it has.
    #[inline]
    pub(super) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// The tokens of one piece of text, with what is needed to look at them; every question about a
/// token that is not there has a plain answer.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) all: &'a [Token],
    pub(super) language: &'static DateLanguage,
}

impl<'a> Tokens<'a> {
    #[inline]
    pub(super) fn at(&self, at: usize) -> Option<&'a Token> {
        self.all.get(at)
    }

    #[inline]
    pub(super) fn str(&self, at: usize) -> &'a str {
        self.at(at).map_or("", |token| token.range().of(self.text))
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> &'static Word {
        self.language
            .word(self.at(at).map_or(0, |token| token.word))
    }

    /// Whether the token is a word of one of the classes.
    #[inline]
    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.word(at).is(classes)
    }

    #[inline]
    pub(super) fn number(&self, at: usize) -> Option<&'a Token> {
        self.at(at).filter(|token| token.kind == Kind::Number)
    }

    #[inline]
    pub(super) fn sign(&self, at: usize) -> Option<Sign> {
        match self.at(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn is_sign(&self, at: usize, sign: Sign) -> bool {
        self.sign(at) == Some(sign)
    }

    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| token.kind == Kind::Word)
    }

    #[inline]
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| token.capital)
    }

    /// Whether nothing stands between the token and the one before.
    #[inline]
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.at(at).is_some_and(|token| !token.spaced)
    }
}

/// Appends the tokens of `text` within `range` to `tokens`. Returns whether an expression can be
/// among them at all.
pub(super) fn tokenize(
    text: &str,
    range: TextRange,
    language: &DateLanguage,
    tokens: &mut Vec<Token>,
) -> bool {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..range.end).unwrap_or(bytes);
    let mut at = range.start;
    let mut spaced = true;
    let mut promising = false;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let mut token = Token {
            start: start as u32,
            end: 0,
            kind: Kind::Word,
            spaced,
            capital: false,
            begins: false,
            word: 0,
            value: 0,
        };
        match byte {
            b' ' | b'\t' => {
                spaced = true;
                at += 1;
                continue;
            }
            b'0'..=b'9' => {
                (at, token.value) = number(bytes, at);
                token.kind = Kind::Number;
                token.begins = true;
                promising = true;
            }
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3 => {
                let known;
                (at, known) = word(bytes, at);
                if at == start {
                    // × and ÷
                    at += 2;
                    token.kind = Kind::Sign(Sign::Quantity);
                } else {
                    token.capital = byte.is_ascii_uppercase()
                        || (byte == 0xC3 && matches!(bytes.get(start + 1), Some(0x80..=0x9E)));
                    if known && let Some(key) = key_at(bytes, start, at - start) {
                        token.word = language.find(key);
                        if token.word != 0 {
                            let word = language.word(token.word);
                            promising |= word.is(Class::STARTS);
                            token.begins = word.is(Class::BEGINS);
                        }
                    }
                    // `XX secolo`, `Q2 2023`: words that no table has.
                    let goes_on = bytes.get(start + 1).is_some_and(u8::is_ascii_lowercase);
                    token.begins |= token.capital && !goes_on;
                    promising |= token.capital && bytes.get(at - 1).is_some_and(u8::is_ascii_digit);
                }
            }
            _ => {
                let (sign, len) = sign(bytes, at);
                at += len;
                match sign {
                    Some(sign) => {
                        token.kind = Kind::Sign(sign);
                        // `’68`
                        token.begins = sign == Sign::Apostrophe;
                    }
                    None if len == 2 && byte != 0xC2 => {
                        // A letter of another alphabet: to the end of its word.
                        while bytes.get(at).is_some_and(|&byte| !ends_word(byte)) {
                            at += 1;
                        }
                        token.capital = text
                            .get(start..at)
                            .and_then(|word| word.chars().next())
                            .is_some_and(char::is_uppercase);
                    }
                    None => {
                        spaced = true;
                        continue;
                    }
                }
            }
        }
        token.end = at.min(bytes.len()) as u32;
        tokens.push(token);
        // Most tokens have a space after them.
        spaced = bytes.get(at) == Some(&b' ');
        at += usize::from(spaced);
    }
    promising
}

/// The end of the figures at a byte, and what they come to.
fn number(bytes: &[u8], mut at: usize) -> (usize, u32) {
    let mut value: u64 = 0;
    while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
        value = (value * 10 + u64::from(digit - b'0')).min(1 << 40);
        at += 1;
    }
    (at, u32::try_from(value).unwrap_or(u32::MAX))
}

/// The end of the word at a byte, and whether all its letters are such as the tables have.
fn word(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut known = true;
    loop {
        at += eights::word(bytes.get(at..).unwrap_or_default());
        match bytes.get(at) {
            // × and ÷ stand among the letters.
            Some(0xC3) if !matches!(bytes.get(at + 1), Some(0x97 | 0xB7)) => at += 2,
            // Letters of other alphabets and marks: no word of the tables has them.
            Some(0xC4..=0xDF) => {
                known = false;
                at += 2;
            }
            Some(0xE1) => {
                known = false;
                at += 3;
            }
            _ => return (at, known),
        }
    }
}

fn ends_word(byte: u8) -> bool {
    (byte.is_ascii() && !byte.is_ascii_alphanumeric()) || byte == 0xC2 || byte == 0xE2
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// The sign at a byte that begins neither a known word nor a number, and its length in bytes;
/// `None` for spaces, invisible characters and letters.
fn sign(bytes: &[u8], at: usize) -> (Option<Sign>, usize) {
    let found = match byte(bytes, at) {
        b'\'' | b'`' => Sign::Apostrophe,
        b'-' => Sign::Hyphen,
        b'.' => Sign::Stop,
        b',' => Sign::Comma,
        b'/' => Sign::Slash,
        b':' | b';' => Sign::Colon,
        b'(' | b'[' => Sign::Open,
        b')' | b']' => Sign::Close,
        b'"' => Sign::Quote,
        b'!' | b'?' | b'\n' => Sign::End,
        b'%' | b'$' | b'#' => Sign::Quantity,
        first if first.is_ascii() => return (Some(Sign::Other), 1),
        0xC2 => {
            return match byte(bytes, at + 1) {
                0xB0 | 0xBA | 0xAA => (Some(Sign::Degree), 2),
                0xAB => (Some(Sign::OpenQuote), 2),
                0xBB => (Some(Sign::CloseQuote), 2),
                0xA3 | 0xA5 | 0xA2 | 0xB1 | 0xA7 => (Some(Sign::Quantity), 2),
                0xA0 | 0xAD => (None, 2),
                _ => (Some(Sign::Other), 2),
            };
        }
        0xE2 => {
            let found = match (byte(bytes, at + 1), byte(bytes, at + 2)) {
                (0x80, 0x98 | 0x99) => Sign::Apostrophe,
                (0x80, 0x9C | 0x9E) => Sign::OpenQuote,
                (0x80, 0x9D) => Sign::CloseQuote,
                (0x80, 0x90 | 0x91) => Sign::Hyphen,
                (0x80, 0x92..=0x95) | (0x88, 0x92) => Sign::Dash,
                (0x80, 0xA6) => Sign::End,
                (0x82, 0xA0..=0xBF) => Sign::Quantity,
                // Thin and zero-width spaces, directional marks.
                (0x80, 0x80..=0x8F | 0xAA..=0xAF) => return (None, 3),
                _ => Sign::Other,
            };
            return (Some(found), 3);
        }
        0x80..=0xDF => return (None, 2),
        0xE0..=0xEF => return (Some(Sign::Other), 3),
        _ => return (Some(Sign::Other), 4),
    };
    (Some(found), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;

    fn cut(text: &str) -> Vec<(&str, Kind)> {
        let mut tokens = Vec::new();
        let language = DateLanguage::of(Language::ITALIAN);
        tokenize(text, TextRange::new(0, text.len()), language, &mut tokens);
        tokens
            .iter()
            .map(|token| (token.range().of(text), token.kind))
            .collect()
    }

    #[test]
    fn cuts_where_expressions_need_it() {
        let words = |text| -> Vec<&str> { cut(text).into_iter().map(|(word, _)| word).collect() };
        assert_eq!(
            words("l’11 set. 2001"),
            ["l", "’", "11", "set", ".", "2001"]
        );
        assert_eq!(words("KN-23, F16"), ["KN", "-", "23", ",", "F16"]);
        assert_eq!(words("1º maggio"), ["1", "º", "maggio"]);
        assert_eq!(words("19th 1980s"), ["19", "th", "1980", "s"]);
        assert_eq!(words("perché LUNEDÌ"), ["perché", "LUNEDÌ"]);
        assert_eq!(
            words("Šojgu, Москва 5×5"),
            ["Šojgu", ",", "Москва", "5", "×", "5"]
        );
        assert_eq!(words("11\u{a0}settembre"), ["11", "settembre"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_in_order_on_boundaries(text in "\\PC{0,60}") {
            let mut tokens = Vec::new();
            let language = DateLanguage::of(Language::ENGLISH);
            tokenize(&text, TextRange::new(0, text.len()), language, &mut tokens);
            let mut last = 0;
            for token in tokens {
                proptest::prop_assert!(token.start as usize >= last && token.end > token.start);
                proptest::prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
                last = token.end as usize;
            }
        }
    }
}
