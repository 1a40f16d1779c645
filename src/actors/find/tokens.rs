//! Cutting an article into tokens: words with their number in the lexicon, how they are written,
//! and what stands between them. One pass over the bytes; everything later looks at tokens only.

use crate::actors::dictionary::lexicon::{Lexicon, WordId};
use crate::actors::dictionary::words::FUNCTION;
use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::fold::push_folded;
use crate::text::language::Language;

/// One word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Its number; 0 for a word that the lexicon does not know.
    pub(super) word: WordId,
    /// How it is written, see the `shape` constants.
    pub(super) shape: u8,
    /// What stands between the token before and this one, see the `gap` constants.
    pub(super) gap: u16,
}

/// The first letter is a capital.
pub(super) const CAPITAL: u8 = 1;
/// Two letters or more, all capitals.
pub(super) const ALL_CAPITALS: u8 = 2;
/// A digit stands in it.
pub(super) const DIGIT: u8 = 4;
/// A sentence, a quotation or a line begins with it, so that its capital says nothing.
pub(super) const INITIAL: u8 = 8;
/// It stands in a line where capitals say nothing: a heading in title case, a line of capitals.
pub(super) const LOUD: u8 = 16;
/// A single letter.
pub(super) const LETTER: u8 = 32;
/// Capitals after the first letter, but not all: `SpiderWeb`.
pub(super) const CAMEL: u8 = 64;

/// A letter of it is not ASCII.
pub(super) const ACCENTED: u8 = 128;

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
/// A sign that ends a sentence, other than the full stop: `!?…;`.
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

impl Token {
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    pub(super) fn is(&self, shape: u8) -> bool {
        self.shape & shape != 0
    }

    /// Bytes of the token.
    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }
}

/// The tokens of `article` in the order of the text.
pub(super) fn scan(article: &Article, lexicon: &Lexicon) -> Vec<Token> {
    let mut scanner = Scanner {
        text: &article.text,
        lexicon,
        language: article.head.lang,
        folded: String::new(),
        tokens: Vec::with_capacity(article.text.len() / 6),
    };
    for block in &article.blocks {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let first = scanner.tokens.len();
        scanner.block(block.range);
        let heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        scanner.hush(first, heading);
    }
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    language: Language,
    folded: String,
    tokens: Vec<Token>,
}

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
        b'!' | b'?' | b';' => STOP,
        b':' => COLON,
        b'\n' | b'\r' => BREAK,
        _ => OTHER,
    }
}

fn class_of(c: char) -> u16 {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' => APOSTROPHE,
        '“' | '”' | '„' | '‟' | '«' | '»' => QUOTE,
        '‐' | '‑' => HYPHEN,
        '–' | '—' | '―' | '−' | '‒' => DASH,
        '…' | '。' | '！' | '？' => STOP,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => SPACE,
        '•' | '‣' | '▪' => BREAK,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => 0,
        _ => OTHER,
    }
}

impl Scanner<'_> {
    fn block(&mut self, range: TextRange) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = range.start;
        let end = range.end.min(bytes.len());
        let mut gap = BREAK;
        let mut before_word = 0;
        while at < end {
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            if byte.is_ascii_alphanumeric() {
                let next = self.word(at, end, gap, before_word);
                gap = 0;
                before_word = 0;
                at = next;
            } else if byte.is_ascii() {
                before_word = class(byte);
                gap |= before_word;
                at += 1;
            } else {
                let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                if c.is_alphanumeric() {
                    let next = self.word(at, end, gap, before_word);
                    gap = 0;
                    before_word = 0;
                    at = next;
                } else {
                    before_word = class_of(c);
                    gap |= before_word;
                    at += c.len_utf8();
                }
            }
        }
    }

    /// Reads the word that begins at `start`; gives back the byte after it.
    fn word(&mut self, start: usize, end: usize, gap: u16, before: u16) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut small = [0_u8; LONGEST];
        let mut capitals = 0_u32;
        let mut digits = 0_u32;
        let mut first_capital = false;
        while at < end {
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            if byte.is_ascii_uppercase() {
                capitals += 1;
                first_capital |= at == start;
            } else if byte.is_ascii_digit() {
                digits += 1;
            }
            if let Some(to) = small.get_mut(at - start) {
                *to = byte.to_ascii_lowercase();
            }
            at += 1;
        }
        let mut letters = u32::try_from(at - start).unwrap_or(u32::MAX);
        let ascii = at >= end || bytes.get(at).is_none_or(u8::is_ascii);
        let word = if ascii {
            match small
                .get(..at - start)
                .and_then(|word| str::from_utf8(word).ok())
            {
                Some(word) if at > start => self.lexicon.number(word),
                _ => 0,
            }
        } else {
            self.folded.clear();
            let (mut upper, mut digit, mut count) = (0, 0, 0);
            let rest = self.text.get(start..end).unwrap_or_default();
            at = end;
            for (offset, c) in rest.char_indices() {
                let joined = offset > 0
                    && !c.is_ascii()
                    && (unicode_normalization::char::is_combining_mark(c)
                        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'));
                if !c.is_alphanumeric() && !joined {
                    at = start + offset;
                    break;
                }
                if c.is_uppercase() {
                    upper += 1;
                    first_capital |= offset == 0;
                } else if c.is_numeric() {
                    digit += 1;
                }
                count += u32::from(!joined);
                if self.folded.len() < LONGEST {
                    push_folded(c, &mut self.folded);
                }
            }
            (capitals, digits, letters) = (upper, digit, count);
            if at - start < 2 * LONGEST {
                self.lexicon.number(&self.folded)
            } else {
                0
            }
        };
        let mut shape = if ascii { 0 } else { ACCENTED };
        if first_capital {
            shape |= CAPITAL;
        }
        if capitals > 1 && capitals + digits == letters {
            shape |= ALL_CAPITALS;
        } else if capitals > u32::from(first_capital) {
            shape |= CAMEL;
        }
        if digits > 0 {
            shape |= DIGIT;
        }
        if letters == 1 {
            shape |= LETTER;
        }
        if first_capital && self.begins(gap, before) {
            shape |= INITIAL;
        }
        let opened = if before == QUOTE { OPENED } else { 0 };
        self.tokens.push(Token {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(at).unwrap_or(u32::MAX),
            word,
            shape,
            gap: gap | opened,
        });
        at.max(start + 1)
    }

    /// Whether a capital after `gap` says nothing because a sentence begins there.
    fn begins(&self, gap: u16, before: u16) -> bool {
        if gap & (BREAK | STOP | COLON) != 0 || before == QUOTE {
            return true;
        }
        if gap & DOT == 0 || gap & SPACE == 0 {
            return false;
        }
        let Some(last) = self.tokens.last() else {
            return true;
        };
        if last.is(LETTER) && last.is(CAPITAL) {
            return false;
        }
        let abbreviated = last.len() < 6
            && self.language.known().is_some_and(|known| {
                let word = last.range().of(self.text).to_lowercase();
                known.abbreviations.contains(&word)
            });
        !abbreviated
    }

    /// Marks the tokens of a block, from `first` on, as loud where capitals say nothing in it.
    fn hush(&mut self, first: usize, heading: bool) {
        let block = self.tokens.get_mut(first..).unwrap_or_default();
        // Title case spares only the small words: «A New Eye on the Southern Sky».
        let function = |token: &Token| {
            let [italian, english] = self.lexicon.word(token.word).meanings;
            token.word != 0 && (italian | english) & FUNCTION != 0
        };
        let words = || {
            block
                .iter()
                .filter(|token| !token.is(DIGIT) && token.len() > 1 && !function(token))
        };
        let cased = heading
            && self.language == Language::ENGLISH
            && words().count() > 2
            && words().all(|token| token.is(CAPITAL));
        let (mut capital, mut all, mut small) = (0, 0, 0);
        for token in block.iter().filter(|token| token.len() > 3) {
            if token.is(ALL_CAPITALS) {
                all += 1;
            } else if token.is(CAPITAL) {
                capital += 1;
            } else if !token.is(DIGIT) {
                small += 1;
            }
        }
        let shouted = all > 2 && all >= 2 * (capital + small);
        let titled = heading && capital > 2 && capital > 3 * small;
        if shouted || titled || cased {
            for token in block {
                token.shape |= LOUD;
            }
        }
    }
}

/// Longer words are no words of the lexicon.
const LONGEST: usize = 48;
