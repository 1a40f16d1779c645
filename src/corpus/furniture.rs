//! What a page puts around an article, and what it repeats of it: lines of the interface, lone
//! signs, standfirsts and pull quotes that the body says again. Nothing else is ever left out.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::format::Draft;
use super::{Block, BlockKind};
use crate::text::fold::{fold, push_folded};
use crate::text::language::{self, Language};
use crate::text::segment;

/// The most bytes and words of a line of the interface.
const LINE: (usize, usize) = (100, 12);
/// A pull quote has at least and at most so many words.
const QUOTE_WORDS: std::ops::RangeInclusive<usize> = 10..=80;
/// How many words in a row have to agree before two places are compared.
const SHINGLE: usize = 8;
/// Paragraphs of plain text that end like sentences and stand word for word in longer ones are pull
/// quotes where there are at most so many of them, one in so many blocks.
const FEW: usize = 3;
const RARE: usize = 6;
/// A text is made to words by as many bytes at a time.
const PIECE: usize = 4096;
/// More blocks that begin alike are no pull quotes.
const MOST_ALIKE: usize = 4;
/// So many words of a standfirst are looked for before its sentences are; one whose first sentence is
/// shorter stays.
const BEGINNING: usize = 3;
/// What can stand after the end of a sentence.
pub(super) const CLOSERS: [char; 7] = ['»', '”', '"', '’', '\'', ')', ']'];

static INTERFACE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    language::all()
        .iter()
        .flat_map(|known| known.interface.iter().map(String::as_str))
        .collect()
});

/// Whether a block is part of the page and not of the article.
#[must_use]
pub fn is_interface(text: &str, kind: BlockKind, guessed: bool) -> bool {
    let fits = match kind {
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item { .. } => true,
        // Where headings are marked as such, their author meant them.
        BlockKind::Heading(_) => guessed,
        BlockKind::Title | BlockKind::Verbatim | BlockKind::Rule => false,
    };
    if !fits || text.len() > LINE.0 {
        return false;
    }
    if is_lone_sign(text) {
        return true;
    }
    if !is_short(text) {
        return false;
    }
    let line = text.trim_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(line);
    let alone = matches!(kind, BlockKind::Item { .. }) && !line.contains(char::is_whitespace);
    if INTERFACE.contains(folded.as_str()) || INTERFACE.contains(counted(&folded).as_str()) {
        return !alone;
    }
    let whole = fold(text);
    let sentence = text.ends_with(['.', '!', '?']) || text.contains(". ");
    !sentence
        && language::all()
            .iter()
            .flat_map(|known| &known.interface_openings)
            .any(|opening| {
                [folded.as_str(), whole.as_str()]
                    .into_iter()
                    .find_map(|line| line.strip_prefix(opening.as_str()))
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
}

/// A line with `#` for each number in it.
fn counted(line: &str) -> String {
    let mut counted = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '0'..='9' if counted.ends_with('#') => {}
            '0'..='9' => counted.push('#'),
            _ => counted.push(c),
        }
    }
    counted
}

/// Whether a text is as short as the lines of an interface are.
pub(super) fn is_short(text: &str) -> bool {
    let line = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= LINE.0 && line.split_whitespace().nth(LINE.1).is_none()
}

/// The sign of a button by itself. A pause (`***`), an omission (`[…]`) and the signs of cleaning
/// say something and stay.
fn is_lone_sign(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    signs.clone().count() <= 3
        && signs.clone().all(|c| {
            matches!(
                c,
                '×' | '✕'
                    | '✖'
                    | '✗'
                    | '❌'
                    | '☰'
                    | '≡'
                    | '›'
                    | '»'
                    | '«'
                    | '‹'
                    | '<'
                    | '>'
                    | '|'
                    | '·'
                    | '▲'
                    | '▼'
                    | '►'
                    | '◄'
                    | '▶'
                    | '◀'
                    | '→'
                    | '←'
                    | '↑'
                    | '↓'
                    | '⋮'
                    | '⋯'
                    | '+'
                    | '#'
                    | '/'
                    | '\\'
                    | '\u{fe0f}'
            )
        })
}

/// What a block says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether it only repeats what another one says.
    pub again: bool,
    /// How many words it has.
    pub words: usize,
}

/// For each block of `kept`, whether it only repeats what another one says, word for word: the pull
/// quotes, and the standfirst; and how many words it has, which are counted on the way. `kept` are the blocks of the draft that are not yet left out, without
/// the title. Nothing that is said in other words is ever left out, nor what a text says twice of its
/// own accord, as manuals do.
#[must_use]
pub fn said(draft: &Draft, kept: &[Block], language: Language) -> Vec<Said> {
    let words = Words::of(draft, kept);
    let mut found = words.quotes(draft, kept);
    if kept
        .first()
        .is_some_and(|first| first.kind == BlockKind::Paragraph)
        && words.is_standfirst(draft, kept, &found, language)
        && let Some(leave) = found.first_mut()
    {
        *leave = true;
    }
    let counted = (0..).zip(found);
    counted
        .map(|(place, again)| Said {
            again,
            words: words.block(place).len(),
        })
        .collect()
}

/// The folded words of all blocks, as hashes.
struct Words {
    hashes: Vec<u64>,
    /// Where the words of each block begin, and one past the last.
    starts: Vec<usize>,
}

/// A block that says what another one says.
struct Repetition {
    place: usize,
    /// Whether it looks like a quote taken out of the text, and not like a part of it.
    is_quote: bool,
}

impl Words {
    fn of(draft: &Draft, kept: &[Block]) -> Self {
        let bytes: usize = kept.iter().map(|block| block.range.len()).sum();
        let mut words = Self {
            // Few texts have shorter words on average.
            hashes: Vec::with_capacity(bytes / 5),
            starts: Vec::with_capacity(kept.len() + 1),
        };
        words.starts.push(0);
        for block in kept {
            hash_words(block.range.of(&draft.text), &mut words.hashes);
            words.starts.push(words.hashes.len());
        }
        words
    }

    fn block(&self, place: usize) -> &[u64] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(&start), Some(&end)) => self.hashes.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    fn quotes(&self, draft: &Draft, kept: &[Block]) -> Vec<bool> {
        let repetitions = self.repetitions(draft, kept);
        let whole_sentences = repetitions.iter().filter(|found| !found.is_quote).count();
        // Plain text does not tell a pull quote that ends like a sentence from a paragraph; a few
        // of them are quotes, many are the way of a manual.
        let some = whole_sentences <= FEW && whole_sentences * RARE <= kept.len();
        let mut found = vec![false; kept.len()];
        for repetition in repetitions {
            if (repetition.is_quote || some)
                && let Some(leave) = found.get_mut(repetition.place)
            {
                *leave = true;
            }
        }
        found
    }

    /// The blocks of which every word stands in another block, in a row.
    fn repetitions(&self, draft: &Draft, kept: &[Block]) -> Vec<Repetition> {
        let mut candidates: Vec<(u64, usize)> = Vec::new();
        let mut beginnings = Sieve::default();
        for (place, block) in kept.iter().enumerate() {
            let words = self.block(place);
            let fits = match block.kind {
                BlockKind::Paragraph | BlockKind::Quote => true,
                BlockKind::Heading(_) => draft.guessed,
                _ => false,
            };
            if fits && QUOTE_WORDS.contains(&words.len()) && could_repeat(draft, block, place) {
                beginnings.put(words.first().copied().unwrap_or_default());
                candidates.push((shingle(words), place));
            }
        }
        if candidates.is_empty() {
            return Vec::new();
        }
        candidates.sort_unstable();
        let mut found: Vec<Option<Repetition>> = Vec::new();
        found.resize_with(kept.len(), || None);
        for place in 0..kept.len() {
            let words = self.block(place);
            for (at, shingled) in words.windows(SHINGLE).enumerate() {
                let first = shingled.first().copied().unwrap_or_default();
                if !beginnings.lets_through(first) {
                    continue;
                }
                let shingle = shingle(shingled);
                let first = candidates.partition_point(|&(beginning, _)| beginning < shingle);
                let alike = candidates.get(first..).unwrap_or_default();
                let alike = alike
                    .iter()
                    .take_while(|&&(beginning, _)| beginning == shingle)
                    .take(MOST_ALIKE);
                for (_, quote) in alike.clone().copied() {
                    let quoted = self.block(quote);
                    let once = words.len() > quoted.len() || alike.clone().count() <= 2;
                    if quote != place
                        && words.get(at..at + quoted.len()) == Some(quoted)
                        && let Some(is_quote) = judged(draft, kept, quote, place, once)
                        && let Some(slot) = found.get_mut(quote)
                    {
                        let before = slot.as_ref().is_some_and(|before| before.is_quote);
                        *slot = Some(Repetition {
                            place: quote,
                            is_quote: is_quote || before,
                        });
                    }
                }
            }
        }
        found.into_iter().flatten().collect()
    }

    /// Whether each sentence of the first block stands in one other block that is no quote, word for
    /// word. What stands in several is what the text likes to say.
    fn is_standfirst(
        &self,
        draft: &Draft,
        kept: &[Block],
        quotes: &[bool],
        language: Language,
    ) -> bool {
        let Some(block) = kept.first().filter(|_| kept.len() >= 3) else {
            return false;
        };
        if !QUOTE_WORDS.contains(&self.block(0).len()) {
            return false;
        }
        let beginning = self.block(0).get(..BEGINNING).unwrap_or_default();
        if !(1..kept.len()).any(|place| holds(self.block(place), beginning)) {
            return false;
        }
        let sentences = segment::sentences(&draft.text, block.range, language);
        let mut any = false;
        sentences.iter().all(|sentence| {
            let mut said = Vec::new();
            hash_words(sentence.of(&draft.text), &mut said);
            any |= !said.is_empty();
            if said.is_empty() {
                return true;
            }
            let texts = (1..kept.len()).filter(|&place| quotes.get(place) == Some(&false));
            let mut again = texts.filter(|&place| holds(self.block(place), &said));
            again.next().is_some() && again.next().is_none()
        }) && any
    }
}

/// Lets through what was put in, and little else, at no cost.
#[derive(Default)]
struct Sieve([u64; 32]);

impl Sieve {
    fn put(&mut self, hash: u64) {
        if let Some(bits) = self.0.get_mut((hash >> 59) as usize) {
            *bits |= 1 << (hash >> 53 & 63);
        }
    }

    fn lets_through(&self, hash: u64) -> bool {
        let bits = self.0.get((hash >> 59) as usize);
        bits.is_some_and(|bits| bits & (1 << (hash >> 53 & 63)) != 0)
    }
}

/// Whether the block at `quote`, every word of which stands in a row in the block at `place`, may be
/// left out for it, and then whether it looks like a quote. `once` is whether no third block says
/// just that.
fn judged(draft: &Draft, kept: &[Block], quote: usize, place: usize, once: bool) -> Option<bool> {
    let (quoted, whole) = (kept.get(quote)?, kept.get(place)?);
    let longer = whole.range.len() > quoted.range.len();
    let looks = is_quoted(draft, quoted) && !is_quoted(draft, whole)
        || !ends(draft, quoted) && ends(draft, whole);
    // Of two blocks with the same words the first of the text is the standfirst.
    let first = once && quote == 0 && quoted.kind == BlockKind::Paragraph;
    if looks || first {
        Some(true)
    } else {
        (draft.guessed && longer).then_some(false)
    }
}

/// Whether the block at `place` could be left out for another one, as [`judged`] says: a paragraph
/// that is no quote and ends like a sentence never is, where quotes are marked as such.
fn could_repeat(draft: &Draft, block: &Block, place: usize) -> bool {
    let first = place == 0 && block.kind == BlockKind::Paragraph;
    draft.guessed || first || is_quoted(draft, block) || !ends(draft, block)
}

/// Whether a block ends like a sentence.
fn ends(draft: &Draft, block: &Block) -> bool {
    let text = block.range.of(&draft.text).trim_end_matches(CLOSERS);
    text.ends_with(['.', '!', '?', '…'])
}

/// Whether a block is a quote as a whole.
fn is_quoted(draft: &Draft, block: &Block) -> bool {
    let text = block.range.of(&draft.text);
    block.kind == BlockKind::Quote
        || text.starts_with(['«', '“', '"', '„']) && text.ends_with(CLOSERS)
}

/// Whether `words` holds all of `said` in a row.
fn holds(words: &[u64], said: &[u64]) -> bool {
    let Some((first, after)) = said.split_first() else {
        return true;
    };
    let mut rest = words;
    // Single numbers are found much faster than pieces are compared.
    while let Some(at) = rest.iter().position(|word| word == first) {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(after) {
            return true;
        }
    }
    false
}

/// Appends a hash of each folded word of `text`.
fn hash_words(text: &str, hashes: &mut Vec<u64>) {
    let mut word = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        hash_piece(piece, &mut word, hashes);
        rest = after;
    }
    if word != 0 {
        hashes.push(word);
    }
}

/// Appends a hash of each word that ends in `text`; `word` is the hash of the one that goes on from
/// before and beyond, 0 where none does. There are no branches here that depend on where words end,
/// which no processor can foresee.
fn hash_piece(text: &str, word: &mut u64, hashes: &mut Vec<u64>) {
    let mut folded = String::new();
    let mut hash = *word;
    let mut count = hashes.len();
    // After the word from before there is at most one to every two letters.
    hashes.resize(count + text.len() / 2 + 2, 0);
    let mut rest = text;
    loop {
        let mut ascii = 0;
        for byte in rest.bytes().take_while(u8::is_ascii) {
            let letter = LETTERS[usize::from(byte)];
            if let Some(slot) = hashes.get_mut(count) {
                *slot = hash;
            }
            count += usize::from(letter == 0 && hash != 0);
            hash = if letter == 0 {
                0
            } else {
                hash.rotate_left(7) ^ letter
            };
            ascii += 1;
        }
        let mut chars = rest.get(ascii..).unwrap_or_default().chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        if let Some(letter) = simple_fold(c) {
            hash = hash.rotate_left(7) ^ LETTERS[usize::from(letter)];
        } else if segment::is_word(c) || hash != 0 && segment::is_joined(c) {
            folded.clear();
            push_folded(c, &mut folded);
            for byte in folded.bytes() {
                hash = hash.rotate_left(7) ^ LETTERS[usize::from(byte)];
            }
        } else if hash != 0 {
            if let Some(slot) = hashes.get_mut(count) {
                *slot = hash;
            }
            count += 1;
            hash = 0;
        }
    }
    hashes.truncate(count);
    *word = hash;
}

/// A number without pattern for each byte of a folded word, the same for a capital; 0 for what is in
/// no word.
const LETTERS: [u64; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        if !ascii.is_ascii() || ascii.is_ascii_alphanumeric() {
            letters[byte] = scattered(ascii.to_ascii_lowercase() as u64 + 1);
        }
        byte += 1;
    }
    letters
};

/// The nth number without pattern: the generator of Steele, Lea and Flood (SplitMix).
pub(super) const fn scattered(nth: u64) -> u64 {
    let mut number = nth.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// The letter without its accent, where folding gives one letter of ASCII.
fn simple_fold(c: char) -> Option<u8> {
    static BARE: LazyLock<[u8; 0x180]> = LazyLock::new(|| {
        let mut letters = [0; 0x180];
        let mut folded = String::new();
        for (c, letter) in ('\0'..).zip(&mut letters).skip(0x80) {
            folded.clear();
            push_folded(c, &mut folded);
            if let [only] = folded.as_bytes()
                && segment::is_word(c)
            {
                *letter = *only;
            }
        }
        letters
    });
    let letter = BARE.get(c as usize).copied();
    letter.filter(|&letter| letter != 0)
}

/// A hash of the first words.
fn shingle(words: &[u64]) -> u64 {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let join = |hash: u64, word: &u64| hash.wrapping_mul(BASE).wrapping_add(*word);
    words.iter().take(SHINGLE).fold(0, join)
}

#[cfg(test)]
mod tests;
