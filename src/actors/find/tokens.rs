//! Cutting an article into tokens: words with their number in the lexicon, how they are written,
//! and what stands between them. One pass over the bytes; everything later looks at tokens only.

use std::collections::HashSet;

use super::letters::{self, SIGNS};
use super::roles::ROLES;
use crate::actors::dictionary::lexicon::{ENGLISH, ITALIAN, Languages, Lexicon, WordId};
use crate::actors::dictionary::packed::{self, Packed, Plain};
use crate::actors::dictionary::words::{FUNCTION, OPERATION_HEAD, ORGANISATION_HEAD};
use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
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
    #[inline]
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    #[inline]
    pub(super) fn is(&self, shape: u8) -> bool {
        self.shape & shape != 0
    }

    /// Bytes of the token.
    #[inline]
    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }
}

/// What one pass over an article gives.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The words in the order of the text.
    pub(super) tokens: Vec<Token>,
    /// The tokens that can begin something: those with a capital, and the nouns of offices,
    /// organisations and operations. Most words of a text are none.
    pub(super) notable: Vec<u32>,
    /// The tokens with which a name of the dictionary may begin.
    pub(super) starts: Vec<u32>,
    /// The tokens with a letter that is not of ASCII.
    pub(super) accented: Vec<u32>,
    /// Whether an opening bracket stands before a capital.
    pub(super) bracketed: bool,
}

/// Meanings that make a word notable which has no capital.
const NOTABLE: u64 = ROLES | ORGANISATION_HEAD | OPERATION_HEAD;

/// Cuts `article` into tokens.
pub(super) fn scan(article: &Article, lexicon: &Lexicon, languages: Languages) -> Scanned {
    let words = article.text.len() / 5;
    let mut scanner = Scanner {
        text: &article.text,
        lexicon,
        language: article.head.lang,
        italian: if languages == ENGLISH { 0 } else { u64::MAX },
        english: if languages == ITALIAN { 0 } else { u64::MAX },
        abbreviations: (article.head.lang.known()).map(|known| known.abbreviations.folded()),
        shouted: 0,
        packed: Packed::default(),
        scanned: Scanned {
            tokens: Vec::with_capacity(words),
            notable: Vec::with_capacity(words / 4),
            starts: Vec::with_capacity(words / 4),
            accented: Vec::new(),
            bracketed: false,
        },
    };
    for block in &article.blocks {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let first = scanner.scanned.tokens.len();
        scanner.shouted = 0;
        scanner.block(block.range);
        scanner.dateline(first);
        let heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        scanner.hush(first, heading);
        if languages == ENGLISH {
            scanner.hush_titles(first);
        }
    }
    scanner.scanned
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    language: Language,
    /// All bits if meanings in Italian count, else none.
    italian: u64,
    /// The same of English.
    english: u64,
    abbreviations: Option<&'static HashSet<String>>,
    /// The word that is read.
    packed: Packed,
    /// Words of capitals in the block that is read.
    shouted: usize,
    scanned: Scanned,
}

impl Scanner<'_> {
    fn block(&mut self, range: TextRange) {
        let text = self.text;
        let end = range.end.min(text.len());
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        let mut at = range.start;
        let mut gap = BREAK;
        let mut before_word = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = packed::plain(rest);
            if let Some((word, class)) = plain
                .map(|word| (word, SIGNS[usize::from(word.next)]))
                .filter(|&(_, class)| class != 0)
            {
                self.plain(at, &word, gap, before_word);
                // The sign that ends the word is read with it, and a space after that.
                at += word.length as usize + 1;
                (gap, before_word) = (class, class);
                if class != SPACE && bytes.get(at) == Some(&b' ') {
                    at += 1;
                    (gap, before_word) = (class | SPACE, SPACE);
                }
                continue;
            }
            let Some(&byte) = rest.first() else { break };
            let class = SIGNS[usize::from(byte)];
            if class != 0 {
                (before_word, gap) = (class, gap | class);
                at += 1;
                continue;
            }
            if !byte.is_ascii() {
                let rest = text.get(at..end).unwrap_or_default();
                if rest.is_empty() {
                    break;
                }
                if let Some((length, class)) = letters::sign(rest) {
                    (before_word, gap) = (class, gap | class);
                    at += length;
                    continue;
                }
            }
            let word = letters::quick(rest, &mut self.packed).unwrap_or_else(|| {
                letters::read(text.get(at..end).unwrap_or_default(), &mut self.packed)
            });
            self.word(at, word, gap, before_word);
            // A word has a letter, but nothing hangs on it here.
            at += word.length.max(1) as usize;
            (gap, before_word) = (0, 0);
        }
    }

    /// Takes the word of few letters at `start` for a token.
    #[inline]
    fn plain(&mut self, start: usize, word: &Plain, gap: u16, before: u16) {
        let number = self.lexicon.number_of(word);
        let mut shape = 0;
        if !word.is_small() {
            let first = word.begins_with_capital();
            shape = self.shape_of_capitals(word.capitals(), first, word.length, gap, before);
        }
        if word.length == 1 {
            shape |= LETTER;
        }
        self.push(start, word.length, number, shape, gap, before);
    }

    /// Takes the word at `start` for a token.
    fn word(&mut self, start: usize, word: letters::Word, gap: u16, before: u16) {
        let number = if word.packed {
            self.lexicon.number(&self.packed)
        } else {
            0
        };
        let mut shape = 0;
        if word.accented {
            shape |= ACCENTED;
            let at = u32::try_from(self.scanned.tokens.len()).unwrap_or(u32::MAX);
            self.scanned.accented.push(at);
        }
        if word.capitals > 0 {
            // Digits spoil no word of capitals.
            let letters = u32::from(word.letters).saturating_sub(u32::from(word.digits));
            let capitals = u32::from(word.capitals);
            shape |= self.shape_of_capitals(capitals, word.first_capital, letters, gap, before);
        }
        if word.digits > 0 {
            shape |= DIGIT;
        }
        if word.letters == 1 {
            shape |= LETTER;
        }
        self.push(start, word.length, number, shape, gap, before);
    }

    /// How a word is written that has `capitals` among its `letters`.
    #[inline]
    fn shape_of_capitals(
        &mut self,
        capitals: u32,
        first: bool,
        letters: u32,
        gap: u16,
        before: u16,
    ) -> u8 {
        let mut shape = 0;
        if first {
            shape |= CAPITAL;
            self.scanned.bracketed |= gap & OPEN != 0;
            if self.begins(gap, before) {
                shape |= INITIAL;
            }
        }
        if capitals > 1 && capitals == letters {
            shape |= ALL_CAPITALS;
            self.shouted += 1;
        } else if capitals > u32::from(first) {
            shape |= CAMEL;
        }
        shape
    }

    /// Takes the word number `number` at `start` for a token.
    #[inline(always)]
    fn push(
        &mut self,
        start: usize,
        length: u32,
        number: WordId,
        shape: u8,
        gap: u16,
        before: u16,
    ) {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let known = self.lexicon.word(number);
        let [italian, english] = self.lexicon.meanings(known);
        let meanings = italian & self.italian | english & self.english;
        let opened = (before & QUOTE) * (OPENED / QUOTE);
        let at = u32::try_from(self.scanned.tokens.len()).unwrap_or(u32::MAX);
        let capital = shape & CAPITAL != 0;
        if capital || meanings & NOTABLE != 0 {
            self.scanned.notable.push(at);
        }
        // A small letter begins few names, and those are known.
        let names = if capital || known.small {
            known.start
        } else {
            0
        };
        if names != 0 {
            self.scanned.starts.push(at);
        }
        self.scanned.tokens.push(Token {
            start,
            end: start.saturating_add(length),
            word: number,
            names,
            meanings,
            in_english: english,
            shape,
            gap: gap | opened,
        });
    }

    /// Whether a capital after `gap` says nothing because a sentence begins there.
    fn begins(&self, gap: u16, before: u16) -> bool {
        if gap & (BREAK | STOP | COLON) != 0 || before == QUOTE {
            return true;
        }
        if gap & DOT == 0 || gap & SPACE == 0 {
            return false;
        }
        let Some(last) = self.scanned.tokens.last() else {
            return true;
        };
        if last.is(LETTER) && last.is(CAPITAL) {
            // J. Edgar goes on; «Bartolomeo I.» ends a sentence.
            return matches!(last.range().of(self.text), "I" | "V" | "X");
        }
        let abbreviated = last.len() < 6
            && self.abbreviations.is_some_and(|known| {
                let word = last.range().of(self.text).to_lowercase();
                known.contains(&word)
            });
        !abbreviated
    }

    /// Marks the tokens of the titles of works as loud, from `first` on: what stands in quotation
    /// marks with all its words capitalised but the small ones, of which there is one at least.
    fn hush_titles(&mut self, first: usize) {
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
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
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
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
        if !heading && self.shouted <= LEAST_SHOUTED {
            return;
        }
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
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
        let shouted = all > LEAST_SHOUTED && all >= 2 * (capital + small);
        let titled = heading && capital > 2 && capital > 3 * small;
        if shouted || titled || cased {
            for token in block {
                token.shape |= LOUD;
            }
        }
    }
}

/// With more words of capitals a line may be one of capitals.
const LEAST_SHOUTED: usize = 2;
/// Words of a place and a date before the dash that opens a dispatch.
const DATELINE: usize = 6;
/// Words of the title of a work in quotation marks.
const LONGEST_TITLE: usize = 9;
