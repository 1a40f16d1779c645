//! Cutting an article into tokens: words with their number in the lexicon, how they are written,
//! and what stands between them. One pass over the bytes; everything later looks at tokens only.

use std::collections::HashSet;

use super::letters::{self, SIGNS};
pub(super) use super::letters::{
    AMPERSAND, APOSTROPHE, BREAK, COLON, COMMA, DASH, DOT, HYPHEN, OPEN, OPENED, OTHER, QUOTE,
    SPACE, STOP,
};
use crate::actors::dictionary::lexicon::Lexicon;
use crate::actors::dictionary::packed::{self, Packed, Plain, SEEN};
use crate::actors::dictionary::senses::Meanings;
use crate::actors::dictionary::word::{ENGLISH, Languages, Word, WordId};
use crate::actors::dictionary::words::{COMMON, FUNCTION, NO_ACTOR, ORDINARY, ORDINARY_SURNAME};
use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::language::Language;

/// One word of the text. A text of sixty million letters has ten million of them, so they are small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    /// Its number; 0 for a word that the lexicon does not know.
    pub(super) word: WordId,
    length: u16,
    /// What it means, see [`Meanings`].
    pub(super) sense: u16,
    /// What stands between the token before and this one, see the `gap` constants.
    pub(super) gap: u16,
    /// How it is written, see the `shape` constants.
    pub(super) shape: u8,
    /// What reading the article finds out of it, for [`super::reading`].
    pub(super) marks: u8,
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

impl Token {
    #[inline]
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start(), self.end())
    }

    #[inline]
    pub(super) fn is(&self, shape: u8) -> bool {
        self.shape & shape != 0
    }

    #[inline]
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    #[inline]
    pub(super) fn end(&self) -> usize {
        self.start as usize + usize::from(self.length)
    }

    /// Bytes of the token.
    #[inline]
    pub(super) fn len(&self) -> u32 {
        u32::from(self.length)
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
    /// The tokens with which a name of the dictionary may begin, and where such names start in the
    /// lexicon's tree.
    pub(super) starts: Vec<(u32, u32)>,
    /// The words with a letter that is not of ASCII.
    pub(super) accented: Vec<Accented>,
    /// Whether an opening bracket stands before a capital.
    pub(super) bracketed: bool,
}

/// A word with a letter that is not of ASCII.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accented {
    /// The number of its token.
    pub(super) token: u32,
    /// It, folded, the first byte lowest, zeros after the last; 0 where it has more than sixteen.
    pub(super) folded: u128,
}

/// Cuts `article` into tokens.
pub(super) fn scan(article: &Article, lexicon: &Lexicon, languages: Languages) -> Scanned {
    let words = article.text.len() / 5;
    let mut scanner = Scanner {
        text: &article.text,
        lexicon,
        language: article.head.lang,
        languages,
        meanings: lexicon.meanings(languages),
        abbreviations: (article.head.lang.known()).map(|known| known.abbreviations.folded()),
        shouted: 0,
        quoted: false,
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
        scanner.quoted = false;
        scanner.block(block.range);
        scanner.dateline(first);
        let heading = match block.kind {
            BlockKind::Title | BlockKind::Heading(_) => true,
            BlockKind::Paragraph => {
                scanner.is_like_heading(first, block.range.of(&article.text).trim_end())
            }
            _ => false,
        };
        scanner.hush(first, heading);
        if languages == ENGLISH && scanner.quoted {
            scanner.hush_titles(first);
        }
    }
    scanner.scanned
}

/// The pass over an article.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    lexicon: &'a Lexicon,
    pub(super) language: Language,
    pub(super) languages: Languages,
    pub(super) meanings: Meanings<'a>,
    abbreviations: Option<&'static HashSet<String>>,
    /// The word that is read.
    packed: Packed,
    /// Words of capitals in the block that is read.
    pub(super) shouted: usize,
    /// Whether a capital in it stands right after a quotation mark.
    quoted: bool,
    pub(super) scanned: Scanned,
}

impl Scanner<'_> {
    fn block(&mut self, range: TextRange) {
        let text = self.text;
        let end = range.end.min(text.len());
        let bytes = text.as_bytes();
        let mut at = range.start;
        let mut gap = BREAK;
        let mut before_word = 0;
        while at < end {
            // What stands after the block is seen, too, but nothing of it is taken.
            if let Some(seen) = bytes.get(at..).and_then(<[u8]>::first_chunk::<SEEN>)
                && let Some(word) = packed::plain(seen)
                && let Some((length, class)) = sign_after(seen, word.length)
                && let past = usize::from(word.length) + length
                && at + past <= end
            {
                self.plain(at, &word, gap, before_word);
                // The sign that ends the word is read with it, and a space after that.
                let space = seen.get(past) == Some(&b' ');
                at += past + usize::from(space);
                let spaced = SPACE * u16::from(space);
                gap = class | spaced;
                before_word = if space { SPACE } else { class };
                continue;
            }
            let Some(&byte) = bytes.get(at) else { break };
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
            let word = letters::read(text, at, end, &mut self.packed);
            // A word has a letter, but nothing hangs on it here.
            at += word.length.max(1) as usize;
            let Ok(length) = u16::try_from(word.length) else {
                // Nobody has a name of so many letters.
                (gap, before_word) = (gap | OTHER, OTHER);
                continue;
            };
            self.word(at - usize::from(length), (word, length), gap, before_word);
            (gap, before_word) = (0, 0);
        }
    }

    /// Takes the word of few letters at `start` for a token.
    #[inline(always)]
    fn plain(&mut self, start: usize, word: &Plain, gap: u16, before: u16) {
        let known = self.lexicon.word_of(word);
        let first = word.begins_with_capital();
        let mut shape = (LETTER * u8::from(word.length == 1)) | (CAPITAL * u8::from(first));
        if word.has_capital_inside() {
            shape |= self.capitals_inside(word.capitals() == word.length);
        }
        // After a mere space nothing begins, and after one most words stand.
        if first & (gap != SPACE) {
            shape |= self.first_capital(gap, before);
        }
        self.push((start, word.length), known, shape, gap, before);
    }

    /// Takes the word of `length` bytes at `start` for a token.
    fn word(&mut self, start: usize, (word, length): (letters::Word, u16), gap: u16, before: u16) {
        let mut known = if word.packed {
            self.lexicon.word(&self.packed)
        } else {
            Word::default()
        };
        if word.accented && known.sense != 0 && self.is_foreign(start, length, known.sense) {
            known.sense = 0;
        }
        let mut shape = 0;
        if word.accented {
            shape |= ACCENTED;
            let token = u32::try_from(self.scanned.tokens.len()).unwrap_or(u32::MAX);
            let short = self.packed.short().filter(|_| word.packed);
            let folded = short.map_or(0, |(first, second)| {
                (u128::from(second) << 64) | u128::from(first)
            });
            self.scanned.accented.push(Accented { token, folded });
        }
        if word.first_capital {
            shape |= CAPITAL | self.first_capital(gap, before);
        }
        if word.capitals > u16::from(word.first_capital) {
            // Digits spoil no word of capitals.
            let letters = word.letters.saturating_sub(word.digits);
            shape |= self.capitals_inside(word.capitals > 1 && word.capitals == letters);
        }
        if word.digits > 0 {
            shape |= DIGIT;
        }
        if word.letters == 1 {
            shape |= LETTER;
        }
        self.push((start, length), known, shape, gap, before);
    }

    /// Whether the word is written as no word of the languages here is, but for its letters means one that
    /// names nobody: the Yến of somebody's name is not the yen.
    fn is_foreign(&self, start: usize, length: u16, sense: u16) -> bool {
        let word = self.text.get(start..start + usize::from(length));
        let meant = self.meanings.of(sense) | self.meanings.in_english(sense);
        let ordinary = COMMON | FUNCTION | NO_ACTOR | ORDINARY | ORDINARY_SURNAME;
        meant & ordinary != 0
            && meant & !ordinary == 0
            && word.is_some_and(|word| {
                word.chars().any(|letter| {
                    !letter.is_ascii() && !is_of_here(letter) && letter.is_alphabetic()
                })
            })
    }

    /// How a word is written that begins with a capital.
    fn first_capital(&mut self, gap: u16, before: u16) -> u8 {
        self.scanned.bracketed |= gap & OPEN != 0;
        INITIAL * u8::from(self.begins(gap, before))
    }

    /// How a word is written that has capitals after its first letter, or nothing else if it is `whole`.
    fn capitals_inside(&mut self, whole: bool) -> u8 {
        self.shouted += usize::from(whole);
        if whole { ALL_CAPITALS } else { CAMEL }
    }

    /// Takes the word at `start` for a token.
    #[inline(always)]
    fn push(
        &mut self,
        (start, length): (usize, u16),
        known: Word,
        shape: u8,
        gap: u16,
        before: u16,
    ) {
        let capital = shape & CAPITAL != 0;
        if capital || known.is_notable_or_small(self.languages) {
            let at = u32::try_from(self.scanned.tokens.len()).unwrap_or(u32::MAX);
            if capital || known.is_notable(self.languages) {
                self.scanned.notable.push(at);
            }
            // A small letter begins few names, and those are known.
            if known.start != 0 && (capital || known.is_small()) {
                self.scanned.starts.push((at, known.start));
            }
        }
        let opened = (before & QUOTE) * (OPENED / QUOTE);
        self.quoted |= capital && opened != 0;
        self.scanned.tokens.push(Token {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            word: known.number,
            length,
            sense: known.sense,
            gap: letters::settled(gap) | opened,
            shape,
            marks: 0,
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
                let word = last.range().of(self.text);
                let mut small = [0; 6];
                match small.get_mut(..word.len()) {
                    Some(small) if word.is_ascii() => {
                        small.copy_from_slice(word.as_bytes());
                        small.make_ascii_lowercase();
                        str::from_utf8(small).is_ok_and(|word| known.contains(word))
                    }
                    _ => known.contains(&word.to_lowercase()),
                }
            });
        !abbreviated
    }
}

/// Whether words of the languages here have the letter.
const fn is_of_here(letter: char) -> bool {
    matches!(
        letter,
        'à' | 'è'
            | 'é'
            | 'ì'
            | 'í'
            | 'î'
            | 'ò'
            | 'ó'
            | 'ù'
            | 'ú'
            | 'ï'
            | 'ê'
            | 'ç'
            | 'À'
            | 'È'
            | 'É'
            | 'Ì'
            | 'Ò'
            | 'Ù'
    )
}

/// The bytes and the class of the sign after the first `length` bytes of `seen`, if it is one of ASCII or
/// one that prose is full of.
#[inline(always)]
fn sign_after(seen: &[u8; SEEN], length: u16) -> Option<(usize, u16)> {
    let &next = seen.get(usize::from(length))?;
    let class = SIGNS[usize::from(next)];
    if class != 0 {
        return Some((1, class));
    }
    if next.is_ascii() {
        return None;
    }
    letters::quick_sign(seen, usize::from(length))
}
