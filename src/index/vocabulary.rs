//! The words of some articles, each kept once, and every article as the sequence of its words. This
//! is what lets a query be answered without the texts: about one and a half bytes a word. How the
//! words of a corpus are made of such parts is in `words`.

use std::collections::HashMap;

use super::lookup::{Key, Lookup, Place, WordId};
use crate::text::bytes::{Left, put_small};
use crate::text::groups::Groups;

pub use self::tokens::{Tokens, folded_words, for_each_word};

mod tokens;

/// Every word of some articles, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: Lookup,
    /// Their folded forms, one after another, each with how it is written after it, where folding
    /// changes that: in one piece, so that a copy costs little.
    text: String,
    words: Vec<Word>,
    /// How many articles hold each: by itself, since it changes with every article.
    articles: Vec<u32>,
    by_first: HashMap<char, Vec<WordId>>,
    /// The words of the article that is taken in: their numbers as they are packed, where they are
    /// looked for, and all of them packed.
    numbers: Vec<u32>,
    places: Vec<Place>,
    packing: Vec<u8>,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where in the text of all words its folded form begins.
    from: usize,
    /// Bytes of the folded form, and of the written one after it; 0 where that is the same.
    folded: u32,
    shown: u32,
}

/// A word of some articles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// Its folded form.
    pub(super) folded: &'a str,
    /// As a text writes it, in lower case, where folding changes that.
    pub(super) written: Option<&'a str>,
    /// How many articles hold it.
    pub(super) articles: u32,
}

impl Word {
    fn folded<'a>(&self, text: &'a str) -> &'a str {
        let end = self.from + self.folded as usize;
        text.get(self.from..end).unwrap_or_default()
    }

    fn known<'a>(&self, text: &'a str, articles: u32) -> Known<'a> {
        let from = self.from + self.folded as usize;
        let written = text.get(from..from + self.shown as usize);
        Known {
            folded: self.folded(text),
            written: written.filter(|written| !written.is_empty()),
            articles,
        }
    }
}

impl<'a> Known<'a> {
    /// The word as a reader would write it.
    pub(super) fn shown(&self) -> &'a str {
        self.written.unwrap_or(self.folded)
    }
}

/// The form in which a word is kept: folded, and as written.
pub(super) type KeptWord<'a> = (&'a str, Option<&'a str>);

impl Vocabulary {
    /// The form in which it is kept.
    pub(super) fn kept(&self) -> Vec<KeptWord<'_>> {
        let words = self.words();
        words.map(|known| (known.folded, known.written)).collect()
    }

    /// What was kept, of these articles; `None` where a word comes twice.
    pub(super) fn restored(kept: &[KeptWord<'_>], articles: &[Words]) -> Option<Self> {
        let mut vocabulary = Self {
            ids: Lookup::with_capacity(kept.len()),
            words: Vec::with_capacity(kept.len()),
            ..Self::default()
        };
        for &(folded, shown) in kept {
            if vocabulary.id(folded).is_some() {
                return None;
            }
            vocabulary.push(Key::of(folded), folded, shown.unwrap_or_default());
        }
        for (id, _) in each_holding(articles, kept.len()) {
            if let Some(count) = vocabulary.articles.get_mut(id) {
                *count += 1;
            }
        }
        Some(vocabulary)
    }

    /// Takes the words of one more article in.
    pub(super) fn add(&mut self, tokens: &Tokens) -> Words {
        let mut numbers = std::mem::take(&mut self.numbers);
        numbers.clear();
        // The two kinds of blocks are packed as they are.
        numbers.extend([0, 1]);
        let mut places = std::mem::take(&mut self.places);
        (self.ids).first_places(tokens.keys(), &mut places);
        for ((local, &key), place) in (0..).zip(tokens.keys()).zip(&places) {
            let known = place.number(key).or_else(|| self.ids.whole(key));
            let id = known.unwrap_or_else(|| {
                tokens.read(local, key, |folded, written| {
                    self.intern(key, folded, written)
                })
            });
            if let Some(articles) = self.articles.get_mut(id as usize) {
                *articles += 1;
            }
            numbers.push(id + 2);
        }
        let mut bytes = std::mem::take(&mut self.packing);
        bytes.clear();
        let codes = tokens.sequence().iter();
        put_small(
            &mut bytes,
            codes.map(|&code| numbers.get(code as usize).copied().unwrap_or(0)),
        );
        let words = Words(bytes.as_slice().into());
        (self.numbers, self.places, self.packing) = (numbers, places, bytes);
        words
    }

    fn intern(&mut self, key: Key, folded: &str, written: &str) -> WordId {
        match self.ids.get(key, |id| self.is(id, folded)) {
            Some(id) => id,
            None => {
                let shown = written.to_lowercase();
                let differs = !shown.is_empty() && shown != folded;
                self.push(key, folded, if differs { &shown } else { "" })
            }
        }
    }

    /// Whether the word of a number has this folded form.
    fn is(&self, id: WordId, folded: &str) -> bool {
        let word = self.words.get(id as usize);
        word.is_some_and(|word| word.folded(&self.text) == folded)
    }

    /// Adds a word that no article holds yet; its written form is empty where it is the folded one.
    fn push(&mut self, key: Key, folded: &str, shown: &str) -> WordId {
        // Beyond four thousand million different words the last number is shared.
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX - 2);
        if let Some(first) = folded.chars().next() {
            self.by_first.entry(first).or_default().push(id);
        }
        self.ids.insert(key, id);
        let from = self.text.len();
        self.text.push_str(folded);
        self.text.push_str(shown);
        let length = |text: &str| u32::try_from(text.len()).unwrap_or_default();
        self.words.push(Word {
            from,
            folded: length(folded),
            shown: length(shown),
        });
        self.articles.push(0);
        id
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a folded word.
    pub(super) fn id(&self, folded: &str) -> Option<WordId> {
        self.ids.get(Key::of(folded), |id| self.is(id, folded))
    }

    /// The word of a number.
    pub(super) fn word(&self, id: WordId) -> Option<Known<'_>> {
        let word = self.words.get(id as usize)?;
        Some(word.known(&self.text, *self.articles.get(id as usize)?))
    }

    /// Every word, by number.
    pub(super) fn words(&self) -> impl ExactSizeIterator<Item = Known<'_>> {
        let words = self.words.iter().zip(&self.articles);
        words.map(|(word, articles)| word.known(&self.text, *articles))
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
        each(&self.0)
    }

    /// The different words, in no order that means anything.
    pub(super) fn different(&self) -> Vec<WordId> {
        let words = self.iter().filter_map(|token| match token {
            Token::Word(id) => Some(id),
            Token::Block { .. } => None,
        });
        let mut different: Vec<WordId> = words.collect();
        different.sort_unstable();
        different.dedup();
        different
    }
}

/// The words in order of an article that is packed.
#[inline]
pub(super) fn each(packed: &[u8]) -> impl Iterator<Item = Token> + '_ {
    let mut left = Left(packed);
    std::iter::from_fn(move || {
        Some(match left.small()? {
            0 => Token::Block { heading: false },
            1 => Token::Block { heading: true },
            word => Token::Word(word - 2),
        })
    })
}

/// Every one of so many words that an article holds, each once, and the number of the article.
fn each_holding(articles: &[Words], words: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
    // By word, one more than the last article that was seen to hold it.
    let mut last = vec![0_u32; words];
    let numbered = (0_u32..).zip(articles);
    let tokens =
        numbered.flat_map(|(number, words)| words.iter().map(move |token| (number, token)));
    tokens.filter_map(move |(number, token)| {
        let Token::Word(id) = token else { return None };
        let last = last.get_mut(id as usize).filter(|last| **last <= number)?;
        *last = number + 1;
        Some((id as usize, number))
    })
}

/// Which articles hold each word, numbered from 0 in the order in which they were taken in.
#[derive(Debug)]
pub(super) struct Holding(Groups<u32>);

impl Holding {
    /// Of these articles, whose words are in the vocabulary.
    pub(super) fn of(vocabulary: &Vocabulary, articles: &[Words]) -> Self {
        let counts = vocabulary.articles.iter().copied();
        Self(Groups::of(counts, each_holding(articles, vocabulary.len())))
    }

    /// Those that hold a word.
    pub(super) fn articles(&self, id: WordId) -> &[u32] {
        self.0.get(id as usize)
    }
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
        let holding = Holding::of(&vocabulary, &packed);
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
                        assert!(holding.articles(id).contains(&number));
                        unpacked.push(known.folded.to_string());
                    }
                }
            }
            assert_eq!(unpacked, in_text);
            assert_eq!(blocks, article.blocks.len());
            assert_eq!(Tokens::of(article).words() as usize, in_text.len());
            assert!(words.0.len() < 2 * in_text.len());
        }
        for (id, known) in (0..).zip(vocabulary.words()) {
            let holding = holding.articles(id);
            assert_eq!(holding.len(), known.articles as usize);
            assert!(holding.is_sorted());
            assert_eq!(fold(known.shown()), *known.folded);
        }
        let again = Vocabulary::restored(&vocabulary.kept(), &packed).unwrap();
        assert_eq!(again.articles, vocabulary.articles);
        assert_eq!(again.kept(), vocabulary.kept());
    }
}
