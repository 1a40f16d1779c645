//! Cutting the text of an article into folded words, each counted once: what every article costs, so
//! words of plain letters, which most are, are cut, folded and looked up without a look at tables of
//! Unicode. What numbers the words have in a corpus is for the module above.

use self::short::Short;
use super::{Token, WordId};
use crate::corpus::{Article, BlockKind};
use crate::index::lookup::{Key, Lookup};
use crate::text::TextRange;
use crate::text::fold::{fold, push_all_folded};
use crate::text::segment::{self, is_joined, is_word};

mod short;

/// Different words of an article, about, and bytes of a word and what stands after it.
const DISTINCT: usize = 256;
const LETTERS: usize = 6;

/// The words of one article before they have numbers in a vocabulary; made where the article is
/// read, by as many threads as there are.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    distinct: Vec<Distinct>,
    /// Their folded forms, one after another, each with how it is written after it, where that is
    /// not in plain letters.
    text: String,
    /// Words by their place in `distinct`.
    sequence: Vec<Token>,
    /// How many words are in it.
    words: u32,
}

/// A word of one article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Distinct {
    /// Of the folded form.
    pub(super) key: Key,
    /// Where in the text of all words its folded form begins.
    from: usize,
    /// Bytes of the folded form, and of the written one after it.
    folded: u32,
    written: u32,
}

impl Distinct {
    fn folded<'a>(&self, text: &'a str) -> &'a str {
        let end = self.from + self.folded as usize;
        text.get(self.from..end).unwrap_or_default()
    }

    fn written<'a>(&self, text: &'a str) -> &'a str {
        let from = self.from + self.folded as usize;
        text.get(from..from + self.written as usize)
            .unwrap_or_default()
    }
}

impl Tokens {
    /// Cuts an article into words.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut tokens = Self {
            distinct: Vec::with_capacity(DISTINCT),
            text: String::with_capacity(DISTINCT * LETTERS),
            sequence: Vec::with_capacity(article.text.len() / LETTERS),
            words: 0,
        };
        let mut ids = Lookup::with_capacity(tokens.sequence.capacity());
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                tokens.sequence.push(Token::Block { heading });
            }
            cut(&article.text, block.range, |range, word| {
                let (key, folded) = match word {
                    Cut::Short(word) => (word.key(), ""),
                    Cut::Other(folded) => (Key::of(folded), folded),
                };
                let known = ids.get(key, |id| tokens.is(id, folded));
                let id = known.unwrap_or_else(|| {
                    let id = u32::try_from(tokens.distinct.len()).unwrap_or_default();
                    tokens.push(key, word, range.of(&article.text));
                    ids.insert(key, id);
                    id
                });
                tokens.sequence.push(Token::Word(id));
                tokens.words = tokens.words.saturating_add(1);
            });
        }
        tokens
    }

    /// Whether the word of a number has this folded form.
    fn is(&self, id: WordId, folded: &str) -> bool {
        let word = self.distinct.get(id as usize);
        word.is_some_and(|word| word.folded(&self.text) == folded)
    }

    fn push(&mut self, key: Key, word: Cut<'_>, written: &str) {
        let from = self.text.len();
        match word {
            Cut::Short(word) => word.read(|folded| self.text.push_str(folded)),
            Cut::Other(folded) => self.text.push_str(folded),
        }
        let folded = self.text.len() - from;
        let written = match written.is_ascii() {
            true => "",
            false => written,
        };
        self.text.push_str(written);
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or_default();
        self.distinct.push(Distinct {
            key,
            from,
            folded: length(folded),
            written: length(written.len()),
        });
    }

    /// How many words there are.
    #[must_use]
    pub(in crate::index) const fn words(&self) -> u32 {
        self.words
    }

    /// The different words, with their folded forms and how they are written, where that is not in
    /// plain letters.
    pub(super) fn distinct(&self) -> impl ExactSizeIterator<Item = (Distinct, &str, &str)> {
        let (distinct, text) = (self.distinct.iter(), &self.text);
        distinct.map(|word| (*word, word.folded(text), word.written(text)))
    }

    /// All words in order, by their places among the different ones.
    pub(super) fn sequence(&self) -> &[Token] {
        &self.sequence
    }
}

/// By byte, whether it is a plain letter or a digit, any other character of ASCII, or one of the bytes
/// of all others.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        let known = byte as u8;
        if known.is_ascii_alphanumeric() {
            kinds[byte] = Kind::Plain;
        } else if !known.is_ascii() {
            kinds[byte] = Kind::More;
        }
        byte += 1;
    }
    kinds
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Sign,
    More,
}

/// A folded word.
#[derive(Clone, Copy)]
enum Cut<'a> {
    /// One that a [`Key`] holds whole.
    Short(Short),
    /// A longer one, or one of other letters than those of western Europe.
    Other(&'a str),
}

/// Calls `found` with every word of the block `within`: where it is, and its folded form. The words
/// are those of [`segment::words`].
pub fn for_each_word(text: &str, within: TextRange, mut found: impl FnMut(TextRange, &str)) {
    cut(text, within, |range, word| match word {
        Cut::Short(word) => word.read(|folded| found(range, folded)),
        Cut::Other(folded) => found(range, folded),
    });
}

/// The same for whoever looks words up by what holds them whole.
#[inline]
fn cut(text: &str, within: TextRange, mut found: impl FnMut(TextRange, Cut<'_>)) {
    let bytes = text.as_bytes();
    let mut buffer = String::new();
    let mut at = within.start;
    while at < within.end {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(&first) = rest.first() else { return };
        if KINDS[usize::from(first)] == Kind::Sign {
            at += 1;
            continue;
        }
        let mut short = rest.first_chunk().map(Short::plain).unwrap_or_default();
        let end = at + short.length();
        if let Some(&next) = bytes.get(end).filter(|_| at < end && end <= within.end)
            && KINDS[usize::from(next)] == Kind::Sign
        {
            found(TextRange::new(at, end), Cut::Short(short));
            // What ends the word is no letter.
            at = end + 1;
            continue;
        }
        let rest = TextRange::new(at, within.end).of(text);
        if let Some(length) = short.go_on(rest.as_bytes()) {
            found(TextRange::new(at, at + length), Cut::Short(short));
            at += length;
            continue;
        }
        match word(rest) {
            (0, other) => at += other,
            (length, _) => {
                let range = TextRange::new(at, at + length);
                buffer.clear();
                push_all_folded(range.of(text), &mut buffer);
                found(range, Cut::Other(&buffer));
                at = range.end;
            }
        }
    }
}

/// Bytes of the word with which a text begins; of one that begins with none, nothing, and the bytes of
/// its first character.
fn word(text: &str) -> (usize, usize) {
    let mut rest = text.chars().peekable();
    if let Some(other) = rest.next_if(|&c| !is_word(c)) {
        return (0, other.len_utf8());
    }
    let mut end = 0;
    while let Some(c) = rest.next_if(|&c| is_word(c) || is_joined(c)) {
        end += c.len_utf8();
    }
    (end, 0)
}

/// The folded words of a text that belongs to no article.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    segment::words(text)
        .map(|word| fold(word.of(text)))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_those_of_the_text(text in "([a-zA-Z0-9]{0,9}|[èÀýÐß×ﬁ’‚ .Жж–]|[\u{301}\u{ad}\u{200d}␦١]|\\PC){0,20}") {
            let text = format!("prima {text} poi");
            let within = TextRange::new(6, text.len() - 4);
            let mut found = Vec::new();
            for_each_word(&text, within, |range, folded| {
                found.push((range, folded.to_owned()));
            });
            let block = within.of(&text);
            let expected: Vec<_> = segment::words(block)
                .map(|word| (word.shifted(within.start), fold(word.of(block))))
                .collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
