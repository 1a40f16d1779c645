//! Cutting an article into tokens: words with their number in the lexicon, how they are written,
//! and what stands between them. One pass over the bytes; everything later looks at tokens only.

use crate::actors::dictionary::lexicon::{ENGLISH, ITALIAN, Languages, Lexicon, Word, WordId};
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
    /// Where the names that may begin with it start in the lexicon's tree; 0 for none.
    pub(super) names: u32,
    /// What it means in the languages of the article, see [`super::dictionary::words`].
    pub(super) meanings: u64,
    /// What it means in English.
    pub(super) in_english: u64,
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
pub(super) fn scan(article: &Article, lexicon: &Lexicon, languages: Languages) -> Vec<Token> {
    let mut scanner = Scanner {
        text: &article.text,
        lexicon,
        language: article.head.lang,
        languages,
        folded: String::new(),
        tokens: Vec::with_capacity(article.text.len() / 5),
    };
    for block in &article.blocks {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let first = scanner.tokens.len();
        scanner.block(block.range);
        scanner.dateline(first);
        let heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        scanner.hush(first, heading);
        if languages == ENGLISH {
            scanner.hush_titles(first);
        }
    }
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    language: Language,
    languages: Languages,
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
        b'!' | b'?' => STOP,
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

/// What a word was read as.
#[derive(Clone, Copy, Default)]
struct Read {
    /// The byte after it.
    at: usize,
    number: WordId,
    letters: u32,
    capitals: u32,
    digits: u32,
    first_capital: bool,
    ascii: bool,
}

/// What a byte is at the beginning of a character.
#[derive(Clone, Copy)]
enum Byte {
    Small,
    Capital,
    Digit,
    Sign,
    /// Not ASCII.
    Other,
}

const KINDS: [Byte; 256] = {
    let mut kinds = [Byte::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        // The loop ends before the number is too large.
        #[allow(clippy::cast_possible_truncation, reason = "below 256")]
        let letter = byte as u8;
        if letter.is_ascii_lowercase() {
            kinds[byte] = Byte::Small;
        } else if letter.is_ascii_uppercase() {
            kinds[byte] = Byte::Capital;
        } else if letter.is_ascii_digit() {
            kinds[byte] = Byte::Digit;
        } else if !letter.is_ascii() {
            kinds[byte] = Byte::Other;
        }
        byte += 1;
    }
    kinds
};

/// The bytes and the class of the sign at `at` if it is one of those that prose is full of: quotation
/// marks, dashes, apostrophes, the space that does not break. The full answer is [`class_of`].
fn quick_sign(bytes: &[u8], at: usize) -> Option<(usize, u16)> {
    let next = |after: usize| bytes.get(at + after).copied().unwrap_or(0);
    match (next(0), next(1), next(2)) {
        (0xe2, 0x80, 0x98 | 0x99 | 0x9b | 0xb2) => Some((3, APOSTROPHE)),
        (0xe2, 0x80, 0x9c..=0x9f) => Some((3, QUOTE)),
        (0xe2, 0x80, 0x92..=0x95) => Some((3, DASH)),
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

impl Scanner<'_> {
    fn block(&mut self, range: TextRange) {
        let text = self.text;
        let end = range.end.min(text.len());
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        let mut at = range.start;
        let mut gap = BREAK;
        let mut before_word = 0;
        while let Some(&byte) = bytes.get(at) {
            let (length, class) = if byte.is_ascii() {
                let word = byte.is_ascii_alphanumeric();
                (1, (!word).then(|| class(byte)))
            } else if let Some((length, class)) = quick_sign(bytes, at) {
                (length, Some(class))
            } else {
                let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                (c.len_utf8(), (!c.is_alphanumeric()).then(|| class_of(c)))
            };
            match class {
                Some(class) => {
                    before_word = class;
                    gap |= class;
                    at += length;
                }
                None => {
                    at = self.word(at, end, gap, before_word);
                    gap = 0;
                    before_word = 0;
                }
            }
        }
    }

    /// Reads the word that begins at `start`; gives back the byte after it.
    fn word(&mut self, start: usize, end: usize, gap: u16, before: u16) -> usize {
        let word = self
            .quick_word(start, end)
            .unwrap_or_else(|| self.any_word(start, end));
        let Read { at, number, .. } = word;
        let mut shape = if word.ascii { 0 } else { ACCENTED };
        if word.first_capital {
            shape |= CAPITAL;
        }
        if word.capitals > 1 && word.capitals + word.digits == word.letters {
            shape |= ALL_CAPITALS;
        } else if word.capitals > u32::from(word.first_capital) {
            shape |= CAMEL;
        }
        if word.digits > 0 {
            shape |= DIGIT;
        }
        if word.letters == 1 {
            shape |= LETTER;
        }
        if word.first_capital && self.begins(gap, before) {
            shape |= INITIAL;
        }
        let known = if number == 0 {
            Word::default()
        } else {
            self.lexicon.word(number)
        };
        let [italian, english] = known.meanings;
        let opened = if before == QUOTE { OPENED } else { 0 };
        self.tokens.push(Token {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(at).unwrap_or(u32::MAX),
            word: number,
            // A small letter begins few names, and those are known.
            names: if word.first_capital || known.small {
                known.start
            } else {
                0
            },
            meanings: match self.languages {
                ITALIAN => italian,
                ENGLISH => english,
                _ => italian | english,
            },
            in_english: english,
            shape,
            gap: gap | opened,
        });
        at.max(start + 1)
    }

    /// Reads a word of ASCII and of the accented letters of western Europe, as nearly all are;
    /// `None` for any other.
    fn quick_word(&self, start: usize, end: usize) -> Option<Read> {
        let bytes = self.text.as_bytes().get(start..end)?;
        let mut folded = [0_u8; LONGEST];
        let mut letters = 0;
        let mut at = 0;
        let mut read = Read {
            ascii: true,
            ..Read::default()
        };
        loop {
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            let (letter, length) = match KINDS[usize::from(byte)] {
                Byte::Small => (byte, 1),
                Byte::Capital => {
                    read.capitals += 1;
                    read.first_capital |= at == 0;
                    (byte.to_ascii_lowercase(), 1)
                }
                Byte::Digit => {
                    read.digits += 1;
                    (byte, 1)
                }
                Byte::Sign => break,
                Byte::Other if quick_sign(bytes, at).is_some() => break,
                Byte::Other => {
                    let second = bytes.get(at + 1).copied().unwrap_or(0);
                    let letter = (byte == 0xc3).then(|| western(second)).flatten()?;
                    // U+00C0..U+00DE are the capitals of U+00E0..U+00FE.
                    let capital = second < 0xa0;
                    read.capitals += u32::from(capital);
                    read.first_capital |= at == 0 && capital;
                    read.ascii = false;
                    (letter, 2)
                }
            };
            // A word that is longer than any known one is read elsewhere.
            *folded.get_mut(letters)? = letter;
            letters += 1;
            at += length;
        }
        read.at = start + at;
        read.letters = u32::try_from(letters).unwrap_or(u32::MAX);
        read.number = self.lexicon.number(folded.get(..letters)?);
        Some(read)
    }

    /// Reads a word of any script.
    fn any_word(&mut self, start: usize, end: usize) -> Read {
        self.folded.clear();
        let mut read = Read {
            at: end,
            ..Read::default()
        };
        let rest = self.text.get(start..end).unwrap_or_default();
        for (offset, c) in rest.char_indices() {
            let joined = offset > 0
                && !c.is_ascii()
                && (unicode_normalization::char::is_combining_mark(c)
                    || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'));
            if !c.is_alphanumeric() && !joined {
                read.at = start + offset;
                break;
            }
            if c.is_uppercase() {
                read.capitals += 1;
                read.first_capital |= offset == 0;
            } else if c.is_numeric() {
                read.digits += 1;
            }
            read.letters += u32::from(!joined);
            if self.folded.len() < LONGEST {
                push_folded(c, &mut self.folded);
            }
        }
        if read.at - start < 2 * LONGEST {
            read.number = self.lexicon.number(self.folded.as_bytes());
        }
        read
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
            // J. Edgar goes on; «Bartolomeo I.» ends a sentence.
            return matches!(last.range().of(self.text), "I" | "V" | "X");
        }
        let abbreviated = last.len() < 6
            && self.language.known().is_some_and(|known| {
                let word = last.range().of(self.text).to_lowercase();
                known.abbreviations.contains(&word)
            });
        !abbreviated
    }

    /// Marks the tokens of the titles of works as loud, from `first` on: what stands in quotation
    /// marks with all its words capitalised but the small ones, of which there is one at least.
    fn hush_titles(&mut self, first: usize) {
        let block = self.tokens.get_mut(first..).unwrap_or_default();
        let mut from = 0;
        while let Some(start) = block
            .iter()
            .skip(from)
            .position(|token| token.gap & OPENED != 0)
            .map(|skipped| from + skipped)
        {
            from = start + 1;
            let rest = block.get_mut(from..).unwrap_or_default();
            let closed = rest
                .iter()
                .take(LONGEST_TITLE)
                .position(|token| token.gap & QUOTE != 0);
            // The last words of a block have nothing after them to tell.
            let last = (rest.len() < LONGEST_TITLE).then_some(rest.len());
            let Some(length) = closed.or(last) else {
                continue;
            };
            let title = block.get_mut(start..=start + length).unwrap_or_default();
            let small = |token: &Token| token.in_english & FUNCTION != 0;
            let whole = title.iter().skip(1).all(|token| {
                token.gap & !(SPACE | HYPHEN | APOSTROPHE) == 0
                    && (token.is(CAPITAL) || small(token))
            });
            let titled = whole
                && title.iter().any(small)
                && title.last().is_some_and(|last| last.is(CAPITAL))
                && title.first().is_some_and(|first| first.is(CAPITAL));
            if titled && title.len() > 1 {
                for token in title {
                    token.shape |= LOUD;
                }
            }
        }
    }

    /// Lets a sentence begin after the place and the dash that open a block: «ROMA - Il ministro».
    fn dateline(&mut self, first: usize) {
        let block = self.tokens.get_mut(first..).unwrap_or_default();
        let begin = block.iter_mut().take(DATELINE).skip(1).find(|token| {
            let spaced = token.gap & (HYPHEN | SPACE) == HYPHEN | SPACE;
            spaced || token.gap & DASH != 0
        });
        if let Some(token) = begin.filter(|token| token.is(CAPITAL)) {
            token.shape |= INITIAL;
        }
    }

    /// Marks the tokens of a block, from `first` on, as loud where capitals say nothing in it.
    fn hush(&mut self, first: usize, heading: bool) {
        let block = self.tokens.get_mut(first..).unwrap_or_default();
        // Title case spares only the small words: «A New Eye on the Southern Sky».
        let function = |token: &Token| (token.meanings | token.in_english) & FUNCTION != 0;
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

/// Words of a place and a date before the dash that opens a dispatch.
const DATELINE: usize = 6;
/// Words of the title of a work in quotation marks.
const LONGEST_TITLE: usize = 9;
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
