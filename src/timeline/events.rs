//! All events of a corpus in their order, with the ways to them that let a zoom or a filter cost a
//! few comparisons an event: by actor, by article, by day, and laid on the scale. Which events there
//! are is decided in `merge`; what a filter means is for `search`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Event;
use super::division::Division;
use super::scale::Zoom;
use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::edtf::Edtf;

/// The events, by date; read as a slice of them. An event is named by its place.
#[derive(Clone, Debug, Default)]
pub struct Events {
    list: Vec<Arc<Event>>,
    /// Of each event, how many reports it has, and its first and last day.
    reports: Vec<u32>,
    days: Vec<(Date, Date)>,
    by_actor: ByActor,
    /// The number of each article, in the order of the corpus.
    articles: ByArticle<u32>,
    /// The events of article `n` are `told[from[n]..from[n + 1]]`, in order.
    told: Vec<u32>,
    from: Vec<u32>,
    /// The events, and the articles by their own dates, at each zoom, in the order of [`Zoom::ALL`].
    divisions: Vec<Division>,
    published: Vec<Division>,
}

/// Something of each article, by its id.
pub type ByArticle<T> = HashMap<ArticleId, T, BuildHasherDefault<Direct>>;

/// The hash of an article's id, which is one already, and a quick one of what many have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct(u64);

impl Hasher for Direct {
    fn finish(&self) -> u64 {
        // The table looks at the highest bits and at the lowest.
        self.0 ^ self.0.rotate_left(32)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(8) ^ xxh3_64(bytes);
    }

    fn write_u8(&mut self, end: u8) {
        self.0 = self.0.rotate_left(8) ^ u64::from(end);
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Deref for Events {
    type Target = [Arc<Event>];

    fn deref(&self) -> &[Arc<Event>] {
        &self.list
    }
}

impl Events {
    /// Takes the events, which are by date, and the articles of the corpus with their own dates.
    #[must_use]
    pub fn new(list: Vec<Arc<Event>>, articles: &[(ArticleId, Option<Edtf>)]) -> Self {
        let numbers: ByArticle<u32> = (articles.iter().map(|(id, _)| *id)).zip(0..).collect();
        let dates: Vec<Option<Edtf>> = list.iter().map(|event| Some(event.date)).collect();
        let own: Vec<Option<Edtf>> = articles.iter().map(|(_, date)| *date).collect();
        let laid = |dates: &[Option<Edtf>]| -> Vec<Division> {
            (Zoom::ALL.into_par_iter())
                .map(|zoom| Division::new(dates.iter().copied(), zoom))
                .collect()
        };
        let ((by_actor, (told, from)), (divisions, published)) = rayon::join(
            || {
                rayon::join(
                    || by_actor(&list),
                    || by_article(&list, &numbers, articles.len()),
                )
            },
            || rayon::join(|| laid(&dates), || laid(&own)),
        );
        Self {
            reports: (list.iter())
                .map(|event| u32::try_from(event.reports.len()).unwrap_or(u32::MAX))
                .collect(),
            days: list.iter().map(|event| event.date.span()).collect(),
            by_actor,
            articles: numbers,
            told,
            from,
            divisions,
            published,
            list,
        }
    }

    /// The places of the events that name an actor, in order. The actor is as the reports name it.
    #[must_use]
    pub fn naming(&self, actor: &ActorId) -> &[u32] {
        self.by_actor.get(actor).map_or(&[], Vec::as_slice)
    }

    /// The actors that events name.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        self.by_actor.keys()
    }

    /// The places of the events that an article tells, in order.
    #[must_use]
    pub fn told_by(&self, article: ArticleId) -> &[u32] {
        self.number(article)
            .map_or(&[], |number| self.told_by_number(number))
    }

    /// The same of the article of a number.
    #[must_use]
    pub fn told_by_number(&self, number: u32) -> &[u32] {
        let at = |number: usize| self.from.get(number).map(|&at| at as usize);
        let range = at(number as usize).zip(at(number as usize + 1));
        range
            .and_then(|(from, to)| self.told.get(from..to))
            .unwrap_or_default()
    }

    /// The number of an article, in the order of the corpus.
    #[must_use]
    pub fn number(&self, article: ArticleId) -> Option<u32> {
        self.articles.get(&article).copied()
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// How many reports the event at a place has.
    #[must_use]
    pub fn reports(&self, place: u32) -> usize {
        self.reports
            .get(place as usize)
            .map_or(0, |&reports| reports as usize)
    }

    /// The first and the last day of each event.
    #[must_use]
    pub fn days(&self) -> &[(Date, Date)] {
        &self.days
    }

    /// The events on the scale; `None` before any were taken.
    #[must_use]
    pub fn division(&self, zoom: Zoom) -> Option<&Division> {
        self.divisions.get(zoom as usize)
    }

    /// The articles on the scale, by their own dates; named by their numbers.
    #[must_use]
    pub fn published(&self, zoom: Zoom) -> Option<&Division> {
        self.published.get(zoom as usize)
    }
}

type ByActor = HashMap<ActorId, Vec<u32>, BuildHasherDefault<Direct>>;

fn by_actor(list: &[Arc<Event>]) -> ByActor {
    let mut by_actor = ByActor::default();
    for (place, event) in (0_u32..).zip(list) {
        for actor in &*event.actors {
            match by_actor.get_mut(actor) {
                Some(places) => places.push(place),
                None => {
                    by_actor.insert(actor.clone(), vec![place]);
                }
            }
        }
    }
    by_actor
}

/// The events of each article, one article after the other, and where those of each begin.
fn by_article(
    list: &[Arc<Event>],
    numbers: &ByArticle<u32>,
    articles: usize,
) -> (Vec<u32>, Vec<u32>) {
    let mut pairs: Vec<(u32, u32)> = (list.par_iter().enumerate())
        .flat_map_iter(|(place, event)| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let tellers = event.reports.iter();
            tellers.filter_map(move |report| Some((*numbers.get(&report.article)?, place)))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let mut from = vec![0; articles + 1];
    for &(article, _) in &pairs {
        if let Some(count) = from.get_mut(article as usize + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut from {
        before += *count;
        *count = before;
    }
    (pairs.into_iter().map(|(_, place)| place).collect(), from)
}
