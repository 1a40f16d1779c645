//! The words of some articles, each kept once, and every article as the sequence of its words. This
//! is what lets a query be answered without the texts: about one and a half bytes a word. How the
//! words of a corpus are made of such parts is in `words`.

use std::collections::HashMap;

use self::tokens::Distinct;
use super::lookup::{Lookup, hashed};

pub use self::tokens::{Tokens, folded_words, for_each_word};

mod tokens;

/// The number of a word in a [`Vocabulary`].
pub(super) type WordId = u32;

/// Every word of some articles, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: Lookup,
    /// Their folded forms, one after another, each with how it is written after it, where folding
    /// changes that: in one piece, so that a copy costs little.
    text: String,
    words: Vec<Word>,
    by_first: HashMap<char, Vec<WordId>>,
    /// Articles taken in so far.
    added: u32,
    /// The words of the article that is taken in.
    packing: Vec<u8>,
}

/// What is kept of a word.
#[derive(Clone, Debug)]
struct Word {
    /// Where in the text of all words its folded form begins.
    from: usize,
    /// Bytes of the folded form, and of the written one after it; 0 where that is the same.
    folded: u32,
    shown: u32,
    articles: u32,
    /// The last of them.
    last: u32,
    /// Which, as differences to the one before, packed.
    holding: Vec<u8>,
}

/// A word of some articles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// Its folded form.
    pub(super) folded: &'a str,
    /// As a text writes it, in lower case, where folding changes that.
    written: Option<&'a str>,
    /// How many articles hold it.
    pub(super) articles: u32,
    holding: &'a [u8],
    last: u32,
}

impl Word {
    fn folded<'a>(&self, text: &'a str) -> &'a str {
        let end = self.from + self.folded as usize;
        text.get(self.from..end).unwrap_or_default()
    }

    fn known<'a>(&'a self, text: &'a str) -> Known<'a> {
        let from = self.from + self.folded as usize;
        let written = text.get(from..from + self.shown as usize);
        Known {
            folded: self.folded(text),
            written: written.filter(|written| !written.is_empty()),
            articles: self.articles,
            holding: &self.holding,
            last: self.last,
        }
    }

    fn held_by(&mut self, article: u32) {
        self.articles += 1;
        push_number(article - self.last, &mut self.holding);
        self.last = article;
    }
}

impl<'a> Known<'a> {
    /// The word as a reader would write it.
    pub(super) fn shown(&self) -> &'a str {
        self.written.unwrap_or(self.folded)
    }

    fn kept(&self) -> KeptWord<'a> {
        (
            self.folded,
            self.written,
            self.articles,
            self.last,
            self.holding,
        )
    }

    /// The articles that hold it, numbered from 0 in the order in which they were taken in.
    pub(super) fn holding(self) -> impl Iterator<Item = u32> + use<'a> {
        let mut bytes = self.holding.iter();
        let mut article = 0;
        std::iter::from_fn(move || {
            article += pop_number(&mut bytes)?;
            Some(article - 1)
        })
    }
}

/// The form in which a word is kept: folded, as written, in how many articles, the last one, and
/// which.
pub(super) type KeptWord<'a> = (&'a str, Option<&'a str>, u32, u32, &'a [u8]);

impl Vocabulary {
    /// The form in which it is kept.
    pub(super) fn kept(&self) -> Vec<KeptWord<'_>> {
        self.words().map(|known| known.kept()).collect()
    }

    /// What was kept, of so many articles; `None` where a word comes twice.
    pub(super) fn restored(kept: &[KeptWord<'_>], articles: usize) -> Option<Self> {
        let mut vocabulary = Self {
            ids: Lookup::with_capacity(kept.len()),
            words: Vec::with_capacity(kept.len()),
            added: u32::try_from(articles).ok()?,
            ..Self::default()
        };
        for &(folded, shown, articles, last, holding) in kept {
            if vocabulary.id(folded).is_some() {
                return None;
            }
            let id = vocabulary.push(hashed(folded), folded, shown.unwrap_or_default());
            let word = vocabulary.words.get_mut(id as usize)?;
            word.articles = articles;
            word.last = last;
            word.holding = holding.to_vec();
        }
        Some(vocabulary)
    }

    /// Takes the words of one more article in.
    pub(super) fn add(&mut self, tokens: &Tokens) -> Words {
        self.added += 1;
        let words = tokens.distinct();
        let ids: Vec<WordId> = words
            .map(|(word, folded, written)| self.intern(word, folded, written))
            .collect();
        let mut bytes = std::mem::take(&mut self.packing);
        bytes.clear();
        for token in tokens.sequence() {
            let code = match *token {
                Token::Block { heading } => u32::from(heading),
                Token::Word(local) => ids.get(local as usize).copied().unwrap_or_default() + 2,
            };
            push_number(code, &mut bytes);
        }
        let words = Words(bytes.as_slice().into());
        self.packing = bytes;
        words
    }

    fn intern(&mut self, word: Distinct, folded: &str, written: &str) -> WordId {
        let of = |id: WordId| Some(self.words.get(id as usize)?.folded(&self.text));
        let id = self.ids.get(word.hash, folded, of).unwrap_or_else(|| {
            let shown = written.to_lowercase();
            let differs = !shown.is_empty() && shown != folded;
            self.push(word.hash, folded, if differs { &shown } else { "" })
        });
        if let Some(word) = self.words.get_mut(id as usize) {
            word.held_by(self.added);
        }
        id
    }

    /// Adds a word that no article holds yet; its written form is empty where it is the folded one.
    fn push(&mut self, hash: u64, folded: &str, shown: &str) -> WordId {
        // Beyond four thousand million different words the last number is shared.
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX - 2);
        if let Some(first) = folded.chars().next() {
            self.by_first.entry(first).or_default().push(id);
        }
        self.ids.insert(hash, id);
        let from = self.text.len();
        self.text.push_str(folded);
        self.text.push_str(shown);
        let length = |text: &str| u32::try_from(text.len()).unwrap_or_default();
        self.words.push(Word {
            from,
            folded: length(folded),
            shown: length(shown),
            articles: 0,
            last: 0,
            holding: Vec::new(),
        });
        id
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a folded word.
    pub(super) fn id(&self, folded: &str) -> Option<WordId> {
        let of = |id: WordId| Some(self.words.get(id as usize)?.folded(&self.text));
        self.ids.get(hashed(folded), folded, of)
    }

    /// The word of a number.
    pub(super) fn word(&self, id: WordId) -> Option<Known<'_>> {
        let word = self.words.get(id as usize)?;
        Some(word.known(&self.text))
    }

    /// Every word, by number.
    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = Known<'_>> {
        self.words.iter().map(|word| word.known(&self.text))
    }

    /// The words that begin with this letter.
    pub(super) fn beginning_with(&self, first: char) -> &[WordId] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

/// The words of one article in their order, packed.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Box<[u8]>);

/// One step through the words of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The next block begins; the words before the first of these are the title's.
    Block {
        /// Whether it is a heading.
        heading: bool,
    },
    /// The next word.
    Word(WordId),
}

impl Words {
    /// The form in which they are kept.
    pub(super) fn kept(&self) -> &[u8] {
        &self.0
    }

    /// What was kept.
    pub(super) fn restored(bytes: &&[u8]) -> Self {
        Self((*bytes).into())
    }

    /// The words in order.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = Token> + '_ {
        let mut bytes = self.0.iter();
        std::iter::from_fn(move || {
            let code = pop_number(&mut bytes)?;
            Some(match code {
                0 => Token::Block { heading: false },
                1 => Token::Block { heading: true },
                word => Token::Word(word - 2),
            })
        })
    }
}

/// Seven bits a byte, the lowest first; common words come early and take one or two.
fn push_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

#[inline]
fn pop_number(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let byte = u32::from(*bytes.next()?);
        number |= (byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::seeds;
    use crate::text::fold::fold;

    #[test]
    fn an_article_is_its_words_in_order_and_each_word_knows_its_articles() {
        let articles = seeds::articles();
        let mut vocabulary = Vocabulary::default();
        let packed: Vec<Words> = articles
            .iter()
            .map(|article| vocabulary.add(&Tokens::of(article)))
            .collect();
        for (number, (article, words)) in (0..).zip(articles.iter().zip(&packed)) {
            let in_text: Vec<String> = article
                .blocks
                .iter()
                .flat_map(|block| folded_words(block.range.of(&article.text)))
                .collect();
            let mut unpacked = Vec::new();
            let mut blocks = 1;
            for token in words.iter() {
                match token {
                    Token::Block { .. } => blocks += 1,
                    Token::Word(id) => {
                        let known = vocabulary.word(id).unwrap();
                        assert!(known.holding().any(|article| article == number));
                        unpacked.push(known.folded.to_string());
                    }
                }
            }
            assert_eq!(unpacked, in_text);
            assert_eq!(blocks, article.blocks.len());
            assert_eq!(Tokens::of(article).words() as usize, in_text.len());
            assert!(words.0.len() < 2 * in_text.len());
        }
        for known in vocabulary.words() {
            assert_eq!(known.holding().count(), known.articles as usize);
            assert_eq!(fold(known.shown()), *known.folded);
        }
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_read_as_they_were_packed(numbers in proptest::collection::vec(0u32.., 0..20)) {
            let mut bytes = Vec::new();
            for &number in &numbers {
                push_number(number, &mut bytes);
            }
            let mut bytes = bytes.iter();
            let read: Vec<u32> = std::iter::from_fn(|| pop_number(&mut bytes)).collect();
            proptest::prop_assert_eq!(read, numbers);
        }
    }
}
