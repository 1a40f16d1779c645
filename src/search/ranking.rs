//! The articles that answer a question, in their order: as places in the catalogue, so that an answer
//! of all articles of a large corpus weighs little and can be handed over again and again. What they
//! are worth is decided by `matcher`.

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::passage::Passage;
use super::request::Sort;
use crate::corpus::ArticleId;
use crate::index::Entry;
use crate::index::catalogue::Catalogue;

/// Articles of an answer that is not whole which are in order: many screens of them.
const FIRST: usize = 1000;

/// An article that answers, by its place in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    pub(super) place: u32,
    pub(super) hits: u32,
    pub(super) score: f64,
}

/// Articles of a catalogue in an order.
#[derive(Clone, Default)]
pub struct Ranking {
    catalogue: Arc<Catalogue>,
    hits: Arc<Vec<Hit>>,
    /// Of the first articles.
    passages: Vec<Option<Passage>>,
}

/// An article that answers.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Which.
    pub entry: Entry<'a>,
    /// How well: above 0, at most 100.
    pub score: f64,
    /// How many hits it has.
    pub hits: usize,
    /// Its best passage; of the first articles only.
    pub passage: Option<&'a Passage>,
}

impl Found<'_> {
    /// The same article with its best passage.
    #[must_use]
    pub fn with<'b>(self, passage: &'b Passage) -> Found<'b>
    where
        Self: 'b,
    {
        Found {
            entry: self.entry,
            score: self.score,
            hits: counted(self.hits, Some(passage)),
            passage: Some(passage),
        }
    }
}

/// By what articles are put in order: the last of it is their place in the corpus.
type Key = (u32, u32, u32);

impl Ranking {
    /// Puts articles in an order; only the first of them where it is not `whole`.
    pub(super) fn new(catalogue: &Arc<Catalogue>, hits: &[Hit], sort: Sort, whole: bool) -> Self {
        let ranks = catalogue.ranks();
        // Positive numbers are in the order of their bits.
        let score = |hit: &Hit| u32::MAX - (hit.score as f32).to_bits();
        let mut keyed: Vec<(Key, Hit)> = match sort {
            Sort::Relevance => (hits.iter())
                .map(|hit| ((score(hit), ranks.newest(hit.place), hit.place), *hit))
                .collect(),
            Sort::Date => (hits.iter())
                .map(|hit| ((0, ranks.newest(hit.place), hit.place), *hit))
                .collect(),
            Sort::Title => {
                let titles = catalogue.title_ranks();
                let rank = |hit: &Hit| titles.get(hit.place as usize).copied().unwrap_or(u32::MAX);
                (hits.iter())
                    .map(|hit| ((0, rank(hit), hit.place), *hit))
                    .collect()
            }
        };
        let by_key = |(key, _): &(Key, Hit)| *key;
        if whole || keyed.len() <= FIRST {
            keyed.par_sort_unstable_by_key(by_key);
        } else {
            keyed.select_nth_unstable_by_key(FIRST, by_key);
            if let Some(first) = keyed.get_mut(..FIRST) {
                first.sort_unstable_by_key(by_key);
            }
        }
        Self {
            catalogue: Arc::clone(catalogue),
            hits: Arc::new(keyed.into_iter().map(|(_, hit)| hit).collect()),
            passages: Vec::new(),
        }
    }

    /// Of which they are.
    #[must_use]
    pub const fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// The one at a place of the order.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<Found<'_>> {
        let hit = self.hits.get(number)?;
        let passage = self.passages.get(number).and_then(Option::as_ref);
        Some(Found {
            entry: self.catalogue.entries.get(hit.place as usize)?,
            score: hit.score,
            hits: counted(hit.hits as usize, passage),
            passage,
        })
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Found<'_>> + Clone {
        (0..self.hits.len()).filter_map(|number| self.get(number))
    }

    /// The ids of all of them, in order.
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> {
        let ids = self.catalogue.ranks().ids();
        let id = |hit: &Hit| ids.get(hit.place as usize).copied();
        self.hits.iter().filter_map(id)
    }

    /// Where in the order an article stands.
    #[must_use]
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        let place = u32::try_from(self.catalogue.position(id)?).ok()?;
        self.hits.iter().position(|hit| hit.place == place)
    }

    /// Hits in all of them.
    pub(super) fn hits(&self) -> usize {
        let passages = self.passages.iter().map(Option::as_ref);
        let passages = passages.chain(std::iter::repeat(None));
        let each = self.hits.iter().zip(passages);
        each.map(|(hit, passage)| counted(hit.hits as usize, passage))
            .sum()
    }

    /// Takes the best passages of the first articles.
    pub(super) fn show(&mut self, passages: Vec<Option<Passage>>) {
        self.passages = passages;
    }

    /// The same articles, without their passages.
    #[must_use]
    pub fn without_passages(&self) -> Self {
        Self {
            catalogue: Arc::clone(&self.catalogue),
            hits: Arc::clone(&self.hits),
            passages: Vec::new(),
        }
    }

    /// Leaves only one article, if it is among them.
    pub fn retain_only(&mut self, id: ArticleId) {
        let number = self.position(id);
        let passage = number.and_then(|number| self.passages.get(number).cloned().flatten());
        let hit = number.and_then(|number| self.hits.get(number).copied());
        self.hits = Arc::new(hit.into_iter().collect());
        self.passages = vec![passage];
    }
}

/// The hits of an article: those that its passage counted in the text, if it did.
fn counted(hits: usize, passage: Option<&Passage>) -> usize {
    let counted = passage.map(|passage| passage.hits);
    counted.filter(|&counted| counted > 0).unwrap_or(hits)
}

impl fmt::Debug for Ranking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
