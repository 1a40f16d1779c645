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

const KNOWN_BY: usize = 3;
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
    /// The places of the reports, by article and place.
    places: Vec<u32>,
}

impl Tellers {
    pub(super) fn new(told: &[Told]) -> Self {
        let article = |place: u32| told.get(place as usize).map(Told::article);
        let all = u32::try_from(told.len()).unwrap_or(u32::MAX);
        let mut keyed: Vec<(Option<ArticleId>, u32)> =
            (0..all).map(|place| (article(place), place)).collect();
        keyed.sort_unstable();
        Self {
            places: keyed.into_iter().map(|(_, place)| place).collect(),
        }
    }

    /// How many sentences of its article may tell, by their dates, what `other` tells as well as
    /// `report` may.
    pub(super) fn rivals(&self, told: &[Told], report: &Told, other: &Told) -> usize {
        let article = report.article();
        let of = |place: &u32| told.get(*place as usize);
        let from = (self.places)
            .partition_point(|place| of(place).is_some_and(|told| told.article() < article));
        let own = (self.places.iter().skip(from).filter_map(of))
            .take_while(|told| told.article() == article);
        let inside = |a: (Date, Date), b: (Date, Date)| b.0 <= a.0 && a.1 <= b.1;
        let (here, there) = (report.days(), other.days());
        let mut sentences: Vec<usize> = own
            .take(MOST)
            .filter(|told| {
                let days = told.days();
                if here == there {
                    days == here
                } else if inside(here, there) {
                    inside(days, there)
                } else {
                    inside(there, days)
                }
            })
            .map(Told::sentence)
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences.len().max(1)
    }
}
