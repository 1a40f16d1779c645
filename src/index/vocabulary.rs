//! The words of some articles, each kept once, and every article as the sequence of its words. This
//! is what lets a query be answered without the texts: about one and a half bytes a word. How the
//! words of a corpus are made of such parts is in `words`.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use crate::actors::dictionary::hash::TextTable;
use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::fold::{fold, push_all_folded};
use crate::text::segment;

/// The number of a word in a [`Vocabulary`].
pub(super) type WordId = u32;

/// Every word of some articles, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: TextTable<Arc<str>, WordId>,
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
            ids: TextTable::with_capacity_and_hasher(kept.len(), Default::default()),
            words: Vec::with_capacity(kept.len()),
            by_first: HashMap::new(),
            added: u32::try_from(articles).ok()?,
        };
        for (id, &(folded, shown, articles, last, holding)) in (0..).zip(kept) {
            let folded: Arc<str> = folded.into();
            if let Some(first) = folded.chars().next() {
                vocabulary.by_first.entry(first).or_default().push(id);
            }
            if vocabulary.ids.insert(Arc::clone(&folded), id).is_some() {
                return None;
            }
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
            .distinct()
            .map(|(folded, shown)| self.intern(folded, shown))
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

    fn intern(&mut self, folded: &str, shown: Option<&str>) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            if let Some(known) = self.words.get_mut(id as usize) {
                known.held_by(self.added);
            }
            return id;
        }
        // Beyond four thousand million different words the last number is shared.
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX - 2);
        let folded: Arc<str> = folded.into();
        if let Some(first) = folded.chars().next() {
            self.by_first.entry(first).or_default().push(id);
        }
        self.ids.insert(Arc::clone(&folded), id);
        let mut known = Known {
            folded,
            shown: shown.map(Into::into),
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
        self.ids.get(folded).copied()
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
    /// The different words, folded, one after the other.
    folded: String,
    /// Where each ends in `folded`, and how it is written where that differs.
    distinct: Vec<(usize, Option<Box<str>>)>,
    /// Words by their place in `distinct`.
    sequence: Vec<Token>,
}

impl Tokens {
    /// Cuts an article into words.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut tokens = Self::default();
        // By the hash of a word and, where another word has it already, by the number after.
        let mut ids: TextTable<u64, WordId> = TextTable::default();
        let hasher = *ids.hasher();
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                tokens.sequence.push(Token::Block { heading });
            }
            for_each_word(&article.text, block.range, |range, folded| {
                let mut hash = hasher.hash_one(folded);
                let id = loop {
                    match ids.get(&hash) {
                        Some(&id) if tokens.word(id) == folded => break id,
                        Some(_) => hash = hash.wrapping_add(1),
                        None => {
                            let id = tokens.learn(folded, range.of(&article.text));
                            ids.insert(hash, id);
                            break id;
                        }
                    }
                };
                tokens.sequence.push(Token::Word(id));
            });
        }
        tokens
    }

    /// The folded form of the word of this number.
    fn word(&self, id: WordId) -> &str {
        let place = id as usize;
        let before = place
            .checked_sub(1)
            .and_then(|before| self.distinct.get(before));
        let start = before.map_or(0, |&(end, _)| end);
        let end = self.distinct.get(place).map_or(start, |&(end, _)| end);
        self.folded.get(start..end).unwrap_or_default()
    }

    /// Gives a word that was not met before a number.
    fn learn(&mut self, folded: &str, written: &str) -> WordId {
        let id = WordId::try_from(self.distinct.len()).unwrap_or_default();
        let shown = (!written.is_ascii()).then(|| written.to_lowercase());
        let shown = shown.filter(|shown| shown != folded).map(Into::into);
        self.folded.push_str(folded);
        self.distinct.push((self.folded.len(), shown));
        id
    }

    /// The different words: folded, and as written where that differs.
    fn distinct(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let words = (0..).zip(&self.distinct);
        words.map(|(id, (_, shown))| (self.word(id), shown.as_deref()))
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
