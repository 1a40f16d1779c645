//! The words of some articles, each kept once, and every article as the sequence of its words. This
//! is what lets a query be answered without the texts: about one and a half bytes a word. How the
//! words of a corpus are made of such parts is in `words`.

use std::collections::HashMap;
use std::sync::Arc;

use super::lookup::{Lookup, hashed};
use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::fold::{fold, push_all_folded};
use crate::text::segment;

/// Different words of an article, about.
const DISTINCT: usize = 256;

/// The number of a word in a [`Vocabulary`].
pub(super) type WordId = u32;

/// Every word of some articles, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: Lookup,
    words: Vec<Known>,
    by_first: HashMap<char, Vec<WordId>>,
    /// Articles taken in so far.
    added: u32,
}

/// A word of some articles.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its folded form.
    pub(super) folded: Arc<str>,
    /// As a text writes it, in lower case, where folding changes that.
    shown: Option<Box<str>>,
    /// How many articles hold it.
    pub(super) articles: u32,
    /// Which, as differences to the one before, packed.
    holding: Vec<u8>,
    last: u32,
}

impl Known {
    /// The word as a reader would write it.
    pub(super) fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.folded)
    }

    fn kept(&self) -> KeptWord<'_> {
        let shown = self.shown.as_deref();
        (&self.folded, shown, self.articles, self.last, &self.holding)
    }

    /// The articles that hold it, numbered from 0 in the order in which they were taken in.
    pub(super) fn holding(&self) -> impl Iterator<Item = u32> + '_ {
        let mut bytes = self.holding.iter();
        let mut article = 0;
        std::iter::from_fn(move || {
            article += pop_number(&mut bytes)?;
            Some(article - 1)
        })
    }

    fn held_by(&mut self, article: u32) {
        self.articles += 1;
        push_number(article - self.last, &mut self.holding);
        self.last = article;
    }
}

/// The form in which a word is kept: folded, as written, in how many articles, the last one, and
/// which.
pub(super) type KeptWord<'a> = (&'a str, Option<&'a str>, u32, u32, &'a [u8]);

impl Vocabulary {
    /// The form in which it is kept.
    pub(super) fn kept(&self) -> Vec<KeptWord<'_>> {
        self.words.iter().map(Known::kept).collect()
    }

    /// What was kept, of so many articles; `None` where a word comes twice.
    pub(super) fn restored(kept: &[KeptWord<'_>], articles: usize) -> Option<Self> {
        let mut vocabulary = Self {
            ids: Lookup::with_capacity(kept.len()),
            words: Vec::with_capacity(kept.len()),
            by_first: HashMap::new(),
            added: u32::try_from(articles).ok()?,
        };
        for (id, &(folded, shown, articles, last, holding)) in (0..).zip(kept) {
            let folded: Arc<str> = folded.into();
            if let Some(first) = folded.chars().next() {
                vocabulary.by_first.entry(first).or_default().push(id);
            }
            if vocabulary.id(&folded).is_some() {
                return None;
            }
            vocabulary.ids.insert(hashed(&folded), &folded, id);
            vocabulary.words.push(Known {
                folded,
                shown: shown.map(Into::into),
                articles,
                holding: holding.to_vec(),
                last,
            });
        }
        Some(vocabulary)
    }

    /// Takes the words of one more article in.
    pub(super) fn add(&mut self, tokens: &Tokens) -> Words {
        self.added += 1;
        let ids: Vec<WordId> = tokens
            .distinct
            .iter()
            .map(|word| self.intern(word.folded.of(&tokens.folded), word))
            .collect();
        let mut words = Words::default();
        let mut bytes = Vec::with_capacity(tokens.sequence.len() * 3 / 2);
        for token in &tokens.sequence {
            let code = match *token {
                Token::Block { heading } => u32::from(heading),
                Token::Word(local) => {
                    words.len += 1;
                    ids.get(local as usize).copied().unwrap_or_default() + 2
                }
            };
            push_number(code, &mut bytes);
        }
        words.bytes = bytes.into();
        words
    }

    fn intern(&mut self, folded: &str, word: &Distinct) -> WordId {
        let words = &self.words;
        let known = self.ids.get(word.hash, folded, |id| {
            words.get(id as usize).map(|known| &*known.folded)
        });
        if let Some(id) = known {
            if let Some(known) = self.words.get_mut(id as usize) {
                known.held_by(self.added);
            }
            return id;
        }
        // Beyond four thousand million different words the last number is shared.
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX - 2);
        if let Some(first) = folded.chars().next() {
            self.by_first.entry(first).or_default().push(id);
        }
        self.ids.insert(word.hash, folded, id);
        let mut known = Known {
            folded: folded.into(),
            shown: word.shown.clone(),
            articles: 0,
            holding: Vec::new(),
            last: 0,
        };
        known.held_by(self.added);
        self.words.push(known);
        id
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a folded word.
    pub(super) fn id(&self, folded: &str) -> Option<WordId> {
        let of = |id| self.word(id).map(|known| &*known.folded);
        self.ids.get(hashed(folded), folded, of)
    }

    /// The word of a number.
    pub(super) fn word(&self, id: WordId) -> Option<&Known> {
        self.words.get(id as usize)
    }

    /// Every word, by number.
    pub(super) fn words(&self) -> &[Known] {
        &self.words
    }

    /// The words that begin with this letter.
    pub(super) fn beginning_with(&self, first: char) -> &[WordId] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

/// The words of one article in their order, packed.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    bytes: Box<[u8]>,
    len: u32,
}

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
    /// The form in which they are kept: how many, and packed.
    pub(super) fn kept(&self) -> (u32, &[u8]) {
        (self.len, &self.bytes)
    }

    /// What was kept.
    pub(super) fn restored(&(len, bytes): &(u32, &[u8])) -> Self {
        Self {
            bytes: bytes.into(),
            len,
        }
    }

    /// How many words.
    pub(super) const fn len(&self) -> u32 {
        self.len
    }

    /// The words in order.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = Token> + '_ {
        let mut bytes = self.bytes.iter();
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

/// The words of one article before they have numbers in a vocabulary; made where the article is
/// read, by as many threads as there are.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    distinct: Vec<Distinct>,
    /// Their folded forms, one after another.
    folded: String,
    /// Words by their place in `distinct`.
    sequence: Vec<Token>,
}

/// A word of one article.
#[derive(Clone, Debug)]
struct Distinct {
    /// Where in those of all words its folded form is.
    folded: TextRange,
    /// As written, where that differs.
    shown: Option<Box<str>>,
    /// Of the folded form.
    hash: u64,
}

impl Tokens {
    /// Cuts an article into words.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut tokens = Self::default();
        let mut ids = Lookup::with_capacity(DISTINCT);
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                tokens.sequence.push(Token::Block { heading });
            }
            for_each_word(&article.text, block.range, |range, folded| {
                let hash = hashed(folded);
                let (distinct, all) = (&mut tokens.distinct, &mut tokens.folded);
                let known = ids.get(hash, folded, |id| {
                    distinct.get(id as usize).map(|word| word.folded.of(all))
                });
                let id = known.unwrap_or_else(|| {
                    let id = WordId::try_from(distinct.len()).unwrap_or_default();
                    let written = range.of(&article.text);
                    let shown = (!written.is_ascii()).then(|| written.to_lowercase());
                    let from = all.len();
                    all.push_str(folded);
                    distinct.push(Distinct {
                        folded: TextRange::new(from, all.len()),
                        shown: shown.filter(|shown| shown != folded).map(Into::into),
                        hash,
                    });
                    ids.insert(hash, folded, id);
                    id
                });
                tokens.sequence.push(Token::Word(id));
            });
        }
        tokens
    }
}

/// Calls `found` with every word of the block `within`: where it is, and its folded form.
pub fn for_each_word(text: &str, within: TextRange, mut found: impl FnMut(TextRange, &str)) {
    let block = within.of(text);
    let mut folded = String::new();
    for word in segment::words(block) {
        folded.clear();
        push_all_folded(word.of(block), &mut folded);
        found(word.shifted(within.start), &folded);
    }
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
    use crate::corpus::seeds;

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
            assert_eq!(words.len() as usize, in_text.len());
            assert!(words.bytes.len() < 2 * in_text.len());
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
