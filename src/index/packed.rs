//! A part of the words of a corpus in memory: a vocabulary and packed articles, gone through one
//! after another, and which of them are gone. Where an article of the part stands in the corpus is for
//! `words`.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::left::Left;
use super::lookup::WordId;
use super::vocabulary::{self, Holding, KeptWord, Known, Token, Tokens, Vocabulary};
use super::wanted::{Occurrence, Search, Wanted, Zone};
use crate::text::hash::{Set, Table};

/// The words of some articles. A clone shares them until one of the two takes an article in.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    body: Arc<Body>,
    gone: Arc<Gone>,
}

#[derive(Clone, Debug, Default)]
struct Body {
    vocabulary: Vocabulary,
    articles: Vec<vocabulary::Words>,
    /// Made when first asked for, of the articles of then.
    holding: OnceLock<Arc<Holding>>,
}

/// What is gone of the articles, which is kept apart from them: a clone that lets one go would else have
/// to copy all of them.
#[derive(Clone, Debug, Default)]
struct Gone {
    articles: Set<u32>,
    /// How many of them held each word.
    words: Table<WordId, u32>,
}

impl Gone {
    /// A word without the articles that are gone; `None` where no other held it.
    fn without<'a>(&self, id: WordId, known: Known<'a>) -> Option<Known<'a>> {
        let gone = match self.words.is_empty() {
            true => 0,
            false => self.words.get(&id).copied().unwrap_or(0),
        };
        let articles = known.articles.saturating_sub(gone);
        (articles > 0).then_some(Known { articles, ..known })
    }
}

/// The form in which they are kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptPacked<'a> {
    #[serde(borrow)]
    words: Vec<KeptWord<'a>>,
    #[serde(borrow)]
    articles: Vec<&'a [u8]>,
}

/// A search over them.
#[derive(Debug)]
pub struct Pass<'a> {
    articles: &'a [vocabulary::Words],
    /// By word of the vocabulary, under what it is looked for; 0 for the many that are not.
    fitting: Vec<u16>,
    left: Option<Left>,
}

impl Packed {
    /// Takes an article in.
    pub(super) fn add(&mut self, tokens: &Tokens) {
        let body = Arc::make_mut(&mut self.body);
        body.holding.take();
        let words = body.vocabulary.add(tokens);
        body.articles.push(words);
    }

    /// Lets an article go, which keeps its number: its words are not counted any more. It may still be
    /// told as holding them.
    pub(super) fn let_go(&mut self, local: u32) {
        let Some(words) = self.body.articles.get(local as usize) else {
            return;
        };
        let gone = Arc::make_mut(&mut self.gone);
        if gone.articles.insert(local) {
            for id in words.different() {
                *gone.words.entry(id).or_default() += 1;
            }
        }
    }

    /// Whether this is the other one, neither of which took anything in or let anything go since.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.shares(other) && Arc::ptr_eq(&self.gone, &other.gone)
    }

    /// Whether the articles of both are in memory once.
    pub(super) fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.body, &other.body)
    }

    /// The form in which it is kept, of what is gone only the numbers.
    pub(super) fn kept(&self) -> KeptPacked<'_> {
        let articles = (0..).zip(&self.body.articles);
        let kept = articles.map(|(local, words)| match self.gone.articles.contains(&local) {
            true => &[][..],
            false => words.kept(),
        });
        KeptPacked {
            words: self.body.vocabulary.kept(),
            articles: kept.collect(),
        }
    }

    /// What was kept; `None` where that makes no sense.
    pub(super) fn restored(kept: &KeptPacked<'_>) -> Option<Self> {
        let articles = kept.articles.iter();
        let articles: Vec<_> = articles.map(vocabulary::Words::restored).collect();
        let body = Body {
            vocabulary: Vocabulary::restored(&kept.words, &articles)?,
            articles,
            holding: OnceLock::new(),
        };
        Some(Self {
            body: Arc::new(body),
            gone: Arc::default(),
        })
    }

    /// How many articles there are, those that are gone included.
    pub(super) fn len(&self) -> usize {
        self.body.articles.len()
    }

    pub(super) fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        let vocabulary = &self.body.vocabulary;
        let mut found = |id: WordId| {
            let known = vocabulary.word(id);
            if let Some(known) = known.and_then(|known| self.gone.without(id, known)) {
                found(known.folded, known.articles);
            }
        };
        if !wanted.prefix && !wanted.endings && wanted.typos == 0 {
            vocabulary.id(wanted.word).into_iter().for_each(found);
            return;
        }
        // Whatever may be wrong with a word, its first letter is not.
        let first = wanted.word.chars().next();
        for &id in first.map_or(&[][..], |first| vocabulary.beginning_with(first)) {
            found(id);
        }
    }

    pub(super) fn visit_all(&self, found: &mut dyn FnMut(&str, u32)) {
        for (id, known) in (0..).zip(self.body.vocabulary.words()) {
            if let Some(known) = self.gone.without(id, known) {
                found(known.folded, known.articles);
            }
        }
    }

    pub(super) fn written(&self, folded: &str) -> Option<String> {
        let known = self
            .body
            .vocabulary
            .word(self.body.vocabulary.id(folded)?)?;
        (known.shown() != known.folded).then(|| known.shown().to_owned())
    }

    /// Calls `found` with every word that texts write otherwise than it is folded, and how.
    pub(super) fn all_written(&self, found: &mut dyn FnMut(&str, &str)) {
        for known in self.body.vocabulary.words() {
            if known.shown() != known.folded {
                found(known.folded, known.shown());
            }
        }
    }

    /// Every word, by number.
    pub(super) fn known(&self) -> impl ExactSizeIterator<Item = Known<'_>> {
        self.body.vocabulary.words()
    }

    /// The words of an article in order; the first stands at position 2, and a block takes one too.
    #[inline]
    pub(super) fn tokens(&self, local: u32) -> impl Iterator<Item = Token> + '_ {
        let words = self.body.articles.get(local as usize);
        vocabulary::each(words.map_or(&[], vocabulary::Words::kept))
    }

    /// Calls `found` with each position of an article from which on words belong to another zone
    /// than before, in order; the first is the title.
    pub(super) fn zones(&self, local: u32, found: &mut dyn FnMut(u32, Zone)) {
        let mut zone = Zone::Title;
        for (position, token) in (2..).zip(self.tokens(local)) {
            let Token::Block { heading } = token else {
                continue;
            };
            let next = zone.next(heading);
            if next != zone {
                zone = next;
                found(position, zone);
            }
        }
    }

    /// The numbers of the words that are looked for, as far as they are known.
    fn ids(&self, search: &Search<'_>) -> Vec<Option<WordId>> {
        let words = search.words.iter();
        words
            .map(|(word, _)| self.body.vocabulary.id(word))
            .collect()
    }

    /// Which of its articles hold each word.
    fn holding(&self) -> &Holding {
        (self.body.holding)
            .get_or_init(|| Arc::new(Holding::of(&self.body.vocabulary, &self.body.articles)))
    }

    /// As [`super::words::Held::left`].
    pub(super) fn left(&self, search: &Search<'_>) -> Option<Left> {
        self.left_of(search, &self.ids(search))
    }

    fn left_of(&self, search: &Search<'_>, ids: &[Option<WordId>]) -> Option<Left> {
        let mut left: Option<Left> = None;
        for slot in search.required {
            if left.as_ref().is_some_and(Left::is_empty) {
                break;
            }
            let known = || slot.iter().filter_map(|&place| *ids.get(place as usize)?);
            // The articles of common words are sooner looked at than listed.
            let words = known().filter_map(|id| self.body.vocabulary.word(id));
            let listed: usize = words.map(|known| known.articles as usize).sum();
            if listed > self.body.articles.len() {
                continue;
            }
            let mut holding = Left::none(self.body.articles.len());
            known()
                .flat_map(|id| self.holding().articles(id))
                .for_each(|&local| holding.insert(local));
            match &mut left {
                Some(left) => left.meet(&holding),
                None => left = Some(holding),
            }
        }
        left
    }

    pub(super) fn pass(&self, search: &Search<'_>) -> Pass<'_> {
        let mut fitting = vec![0; self.body.vocabulary.len()];
        let ids = self.ids(search);
        for (id, (_, number)) in ids.iter().zip(search.words) {
            if let Some(place) = id.and_then(|id| fitting.get_mut(id as usize)) {
                *place = *number;
            }
        }
        Pass {
            articles: &self.body.articles,
            fitting,
            left: self.left_of(search, &ids),
        }
    }
}

impl Pass<'_> {
    pub(super) fn strip(&self, range: Range<u32>, found: &mut dyn FnMut(u32, &[Occurrence])) {
        let mut occurrences = Vec::new();
        for local in range {
            if self.left.as_ref().is_some_and(|left| !left.contains(local)) {
                continue;
            }
            let Some(words) = self.articles.get(local as usize) else {
                return;
            };
            occurrences.clear();
            let mut zone = Zone::Title;
            for (position, token) in (2..).zip(words.iter()) {
                match token {
                    Token::Block { heading } => zone = zone.next(heading),
                    Token::Word(id) => {
                        let fitting = self.fitting.get(id as usize).copied().unwrap_or(0);
                        if fitting > 0 {
                            occurrences.push(Occurrence {
                                position,
                                fitting,
                                zone,
                            });
                        }
                    }
                }
            }
            found(local, &occurrences);
        }
    }
}
