//! Which articles tell one story, and what each of them has to tell of a time. Two articles about one
//! flood that tell one thing each of the twelfth of October, and that shortly, tell the same thing,
//! whatever their words; of two about nothing in common this cannot be said.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use jiff::civil::Date;

use super::Told;
use super::feature::Feature;
use crate::corpus::ArticleId;
use crate::text::hash::Direct;

/// At most so many are kept of those whom an article names.
const NAMED: usize = 24;
/// An article that tells more of a month tells no one thing of a day in it.
const MOST: usize = 64;
/// What such an article tells is not kept.
const OF_CHRONICLE: (u32, u32) = (u32::MAX, u32::MAX);

/// Whom an article names, without countries, which most articles do: as mixed features, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story(Arc<[u64]>);

impl Story {
    /// The story of an article that names these, the most often named first.
    pub fn of<'a>(named: impl Iterator<Item = &'a str>) -> Self {
        let mut story: Vec<u64> = (named.map(Feature::named))
            .filter(|feature| !feature.is_country())
            .take(NAMED)
            .map(Feature::mixed)
            .collect();
        story.sort_unstable();
        story.dedup();
        Self(story.into())
    }

    pub(super) fn mixed(&self) -> &[u64] {
        &self.0
    }

    /// Those whose hashes are lowest.
    fn lowest(&self) -> &[u64] {
        self.0.get(..KNOWN_BY).unwrap_or(&self.0)
    }
}

/// What the stories of reports are known by: so few of those whom the article names that two articles
/// of one story mostly have one in common. The names whose hashes are lowest are taken, which is the
/// same choice in both.
pub(super) struct Stories {
    /// The numbers of what each report is known by.
    known_by: Vec<[u32; KNOWN_BY]>,
    count: usize,
}

pub(super) const KNOWN_BY: usize = 3;
const NONE: u32 = u32::MAX;

impl Stories {
    pub(super) fn new(told: &[Told]) -> Self {
        let mut numbers: HashMap<u64, u32, BuildHasherDefault<Direct>> = HashMap::default();
        let known_by = (told.iter())
            .map(|told| {
                let mut known_by = [NONE; KNOWN_BY];
                for (number, mixed) in known_by.iter_mut().zip(told.story.lowest()) {
                    let next = u32::try_from(numbers.len()).unwrap_or(NONE);
                    *number = *numbers.entry(*mixed).or_insert(next);
                }
                known_by
            })
            .collect();
        Self {
            known_by,
            count: numbers.len(),
        }
    }

    /// How many numbers there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) fn of(&self, place: u32) -> impl Iterator<Item = u32> + use<> {
        let known_by = self.known_by.get(place as usize).copied();
        let known_by = known_by.unwrap_or([NONE; KNOWN_BY]).into_iter();
        known_by.filter(|&number| number != NONE)
    }
}

/// What each article tells in a stretch of time.
pub(super) struct Tellers {
    /// Where in `told` the first and the last stand, by the places of the reports, of what the article
    /// of each tells.
    own: Vec<(u32, u32)>,
    /// The days and the sentence of what is told, by article and sentence.
    told: Vec<((Date, Date), usize)>,
}

impl Tellers {
    pub(super) fn new(reports: &[Told]) -> Self {
        let all = u32::try_from(reports.len()).unwrap_or(u32::MAX);
        let mut keyed: Vec<(ArticleId, u32)> =
            (reports.iter().map(Told::article)).zip(0..all).collect();
        keyed.sort_unstable();
        let mut own = vec![(0, 0); reports.len()];
        let mut told = Vec::with_capacity(reports.len());
        let end = |told: &Vec<_>| u32::try_from(told.len()).unwrap_or(u32::MAX);
        for article in keyed.chunk_by(|a, b| a.0 == b.0) {
            let start = end(&told);
            let reports = article
                .iter()
                .filter_map(|&(_, place)| reports.get(place as usize));
            // Of more than can be kept nobody knows what else is of a day.
            if article.len() > MOST {
                for &(_, place) in article {
                    if let Some(own) = own.get_mut(place as usize) {
                        *own = OF_CHRONICLE;
                    }
                }
                continue;
            }
            told.extend(reports.map(|told| (told.days(), told.sentence())));
            if let Some(of_article) = told.get_mut(start as usize..) {
                of_article.sort_unstable_by_key(|&(_, sentence)| sentence);
            }
            for &(_, place) in article {
                if let Some(own) = own.get_mut(place as usize) {
                    *own = (start, end(&told));
                }
            }
        }
        Self { own, told }
    }

    /// How many sentences of the article of the report at `place` may tell, by their dates, what one of
    /// the days `there` tells as well as that report, of the days `here`, may.
    pub(super) fn rivals(&self, place: u32, here: (Date, Date), there: (Date, Date)) -> usize {
        let own = self.own.get(place as usize).copied().unwrap_or_default();
        if own == OF_CHRONICLE {
            return MOST;
        }
        let (start, end) = own;
        let told = self.told.get(start as usize..end as usize);
        let inside = |a: (Date, Date), b: (Date, Date)| b.0 <= a.0 && a.1 <= b.1;
        let is_inside = inside(here, there);
        let (mut sentences, mut last) = (0, None);
        for &(days, sentence) in told.unwrap_or_default() {
            let rivals = if here == there {
                days == here
            } else if is_inside {
                inside(days, there)
            } else {
                inside(there, days)
            };
            if rivals && last != Some(sentence) {
                last = Some(sentence);
                sentences += 1;
            }
        }
        sentences.max(1)
    }
}
