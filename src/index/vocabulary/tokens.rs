//! Cutting the text of an article into folded words, each counted once: what every article costs, so
//! words of plain letters, which most are, are cut, folded and looked up without a look at tables of
//! Unicode. What numbers the words have in a corpus is for the module above.

use self::short::Short;
use super::WordId;
use crate::corpus::{Article, BlockKind};
use crate::index::lookup::{Key, Near};
use crate::text::TextRange;
use crate::text::fold::{fold, push_all_folded};
use crate::text::segment::{self, is_joined, is_word};

mod short;

/// Different words of a long article for which there is room from the beginning.
const DISTINCT: usize = 1024;
/// Bytes of a word and what stands after it, about.
const LETTERS: usize = 6;

/// The words of one article before they have numbers in a vocabulary; made where the article is
/// read, by as many threads as there are.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The different words; most are held whole by their keys.
    keys: Vec<Key>,
    /// What the keys do not hold, by word.
    more: Vec<More>,
    /// The texts of that, one after another.
    text: String,
    /// Words by their place in `keys`, as they are packed: two more than that, and for a block what is
    /// packed for it.
    sequence: Vec<u32>,
    /// How many words are in it.
    words: u32,
}

/// What the key of a word does not hold.
#[derive(Clone, Copy, Debug)]
struct More {
    /// Which word.
    word: WordId,
    /// Where its folded form begins, where that is too long for a key; how many bytes it has, and the
    /// written one after it, where that is not in plain letters.
    from: usize,
    folded: u32,
    written: u32,
}

impl More {
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
        let words = article.text.len() / LETTERS;
        let distinct = (words - words / 4).min(DISTINCT);
        let mut tokens = Self {
            keys: Vec::with_capacity(distinct),
            sequence: Vec::with_capacity(words),
            ..Self::default()
        };
        let mut ids = Near::with_capacity(distinct);
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                tokens.sequence.push(u32::from(heading));
            }
            cut(&article.text, block.range, |range, word| {
                let (key, folded) = match word {
                    Cut::Short(word) => (word.key(), ""),
                    Cut::Other(folded) => (Key::of(folded), folded),
                };
                let known = ids.get(key, &tokens.keys, |id| tokens.is(id, folded));
                let id = known.unwrap_or_else(|| {
                    tokens.tell_more(key, folded, range.of(&article.text));
                    ids.push(key, &mut tokens.keys)
                });
                tokens.sequence.push(id.saturating_add(2));
                tokens.words = tokens.words.saturating_add(1);
            });
        }
        tokens
    }

    /// Whether the word of a number has this folded form, which is too long for a key.
    fn is(&self, id: WordId, folded: &str) -> bool {
        let more = self.more(id);
        more.is_some_and(|more| more.folded(&self.text) == folded)
    }

    /// What the key of a word does not hold.
    fn more(&self, id: WordId) -> Option<&More> {
        let place = self.more.binary_search_by_key(&id, |more| more.word);
        self.more.get(place.ok()?)
    }

    /// Keeps what the key of a new word does not hold.
    fn tell_more(&mut self, key: Key, folded: &str, written: &str) {
        let folded = if key.is_whole() { "" } else { folded };
        let written = if written.is_ascii() { "" } else { written };
        if folded.is_empty() && written.is_empty() {
            return;
        }
        let length = |text: &str| u32::try_from(text.len()).unwrap_or_default();
        self.more.push(More {
            word: u32::try_from(self.keys.len()).unwrap_or_default(),
            from: self.text.len(),
            folded: length(folded),
            written: length(written),
        });
        self.text.push_str(folded);
        self.text.push_str(written);
    }

    /// How many words there are.
    #[must_use]
    pub(in crate::index) const fn words(&self) -> u32 {
        self.words
    }

    /// The keys of the different words.
    pub(super) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Hands over the folded form of a word of this key, and how it is written, where that is not in
    /// plain letters.
    pub(super) fn read<T>(&self, id: WordId, key: Key, read: impl FnOnce(&str, &str) -> T) -> T {
        let more = self.more(id);
        let written = more.map_or("", |more| more.written(&self.text));
        match more.filter(|_| !key.is_whole()) {
            Some(more) => read(more.folded(&self.text), written),
            None => key.read(|folded| read(folded, written)),
        }
    }

    /// All words in order, by their places among the different ones, as they are packed.
    pub(super) fn sequence(&self) -> &[u32] {
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
        Cut::Short(word) => word.key().read(|folded| found(range, folded)),
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
        let plain = Short::plain(rest);
        if let Some((word, next)) = plain
            && KINDS[usize::from(next)] == Kind::Sign
            && at + word.length() <= within.end
        {
            let end = at + word.length();
            found(TextRange::new(at, end), Cut::Short(word));
            // What ends the word is no letter.
            at = end + 1;
            continue;
        }
        let mut short = plain.map(|(word, _)| word).unwrap_or_default();
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
