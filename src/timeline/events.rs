//! All events of a corpus in their order, with the ways to them that let a zoom or a filter cost a
//! few comparisons an event: by actor, by article, by day, and laid on the scale. Which events there
//! are is decided in `merge`; what a filter means is for `search`.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::division::Division;
use super::packed::{self, Terms, Told};
use super::scale::Zoom;
use super::{Event, Report};
use crate::actors::ActorId;
use crate::actors::roster::{Number, Roster};
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::hash::Direct;

pub use self::columns::{Columns, Finder, Stands, Tellers, Telling};
pub use self::summary::Summary;

mod columns;
mod summary;
#[cfg(test)]
mod tests;

/// The events, by date; each is named by its place, and made of what the articles tell when it is asked
/// for.
#[derive(Clone, Debug, Default)]
pub struct Events {
    laid: Arc<Laid>,
    tellers: Tellers,
    /// The articles by their own dates, as [`Laid::divisions`].
    published: Arc<[Division]>,
}

/// The events as they are held, with the ways to them: all by number, whatever tells them.
#[derive(Debug, Default)]
struct Laid {
    list: Columns,
    /// The first and last day of each event.
    days: Vec<(Date, Date)>,
    /// The events that name actor `n` are `named[named_from[n]..named_from[n + 1]]`, in order.
    named: Vec<u32>,
    named_from: Vec<u32>,
    /// The events of article `n` are `told[from[n]..from[n + 1]]`, in order.
    told: Vec<u32>,
    from: Vec<u32>,
    /// The events at each zoom, in the order of [`Zoom::ALL`].
    divisions: Vec<Division>,
}

/// Something of each article, by its id.
pub type ByArticle<T> = HashMap<ArticleId, T, BuildHasherDefault<Direct>>;

impl Events {
    /// Takes the events, which are by date, and the articles of the corpus with their own dates.
    #[must_use]
    pub fn new(list: &[Arc<Event>], articles: &[(ArticleId, Option<Edtf>)]) -> Self {
        let mut reports: ByArticle<Vec<Report>> = ByArticle::default();
        for report in list.iter().flat_map(|event| &event.reports) {
            let known = reports.entry(report.article).or_default();
            known.push(Report::clone(report));
        }
        let (mut roster, mut terms) = (Roster::default(), Terms::default());
        let told: Vec<Told> = (articles.iter())
            .map(|&(article, _)| {
                let reports = reports.get(&article).map_or(&[][..], Vec::as_slice);
                let number = &mut |id: &ActorId| roster.intern(id);
                let bytes = packed::pack(reports, number, &mut terms).into();
                Told { article, bytes }
            })
            .collect();
        let tellers = Tellers {
            articles: Arc::new((articles.iter().map(|(id, _)| *id)).zip(0..).collect()),
            told: Arc::new(told),
            roster: Arc::new(roster),
            terms: Arc::new(terms),
        };
        let published: Vec<Option<Edtf>> = articles.iter().map(|(_, date)| *date).collect();
        Self::laid(Columns::of(list, &tellers), tellers, &published)
    }

    /// The events that `tellers`, published at these dates, tell.
    #[must_use]
    pub fn laid(list: Columns, tellers: Tellers, published: &[Option<Edtf>]) -> Self {
        let mut events = Self::unpublished(list, tellers);
        events.published = laid(published).into();
        events
    }

    fn unpublished(list: Columns, tellers: Tellers) -> Self {
        let dates: Vec<Option<Edtf>> = list.dates().iter().copied().map(Some).collect();
        let (((named, named_from), (told, from)), divisions) = rayon::join(
            || rayon::join(|| by_actor(&list, &tellers), || by_article(&list, &tellers)),
            || laid(&dates),
        );
        let laid = Laid {
            days: list.dates().iter().map(Edtf::span).collect(),
            named,
            named_from,
            told,
            from,
            divisions,
            list,
        };
        Self {
            laid: Arc::new(laid),
            tellers,
            published: Arc::default(),
        }
    }

    /// The same events, told by the same articles and of the same actors under the same numbers, which
    /// are held elsewhere.
    #[must_use]
    pub fn told_elsewhere(&self, tellers: Tellers) -> Self {
        Self {
            laid: Arc::clone(&self.laid),
            tellers,
            published: Arc::clone(&self.published),
        }
    }

    /// The same events, with those of `come`, which are in order, in the place of those at the places
    /// `gone`, which are too.
    #[must_use]
    pub fn with(&self, gone: &[u32], come: &[Arc<Event>]) -> Self {
        let mut list = Columns::default();
        let finder = Finder::new(&self.tellers);
        let mut come = come.iter().peekable();
        let all = |article| Some(article);
        for place in (0..).take(self.len()) {
            if gone.binary_search(&place).is_ok() {
                continue;
            }
            while let Some(event) = come.next_if(|event| self.stands_before(event, place)) {
                list.extend(std::slice::from_ref(event), &finder);
            }
            list.copy(&self.laid.list, place, &all);
        }
        for event in come {
            list.extend(std::slice::from_ref(event), &finder);
        }
        list.shrink();
        let mut events = Self::unpublished(list, self.tellers.clone());
        events.published = Arc::clone(&self.published);
        events
    }

    /// Whether an event stands before the one at a place, as events are ordered.
    fn stands_before(&self, event: &Event, place: u32) -> bool {
        let (Some(days), Some(date)) = (self.laid.days.get(place as usize), self.date(place))
        else {
            return false;
        };
        let first = || {
            let event = event.reports.first();
            let event = event.map(|report| columns::stands(report));
            event.cmp(&self.first(place))
        };
        (event.date.span().cmp(days))
            .then_with(|| event.date.cmp(&date))
            .then_with(first)
            .is_lt()
    }

    /// What they are told by.
    #[must_use]
    pub const fn tellers(&self) -> &Tellers {
        &self.tellers
    }

    /// What is held of them.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.laid.list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.laid.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.laid.list.len() == 0
    }

    /// The event at a place.
    #[must_use]
    pub fn get(&self, place: u32) -> Option<Event> {
        self.laid.list.event(place, &self.tellers)
    }

    /// All of them, made one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Event> + '_ {
        (0..).take(self.len()).filter_map(|place| self.get(place))
    }

    /// The date of the event at a place.
    #[must_use]
    pub fn date(&self, place: u32) -> Option<Edtf> {
        self.dates().get(place as usize).copied()
    }

    /// The date of each event.
    #[must_use]
    pub fn dates(&self) -> &[Edtf] {
        self.laid.list.dates()
    }

    /// The title of the event at a place.
    #[must_use]
    pub fn title(&self, place: u32) -> Option<String> {
        self.laid.list.title(place, &self.tellers)
    }

    /// What a row shows of the event at a place.
    #[must_use]
    pub fn summary(&self, place: u32) -> Option<Summary<'_>> {
        Summary::new(&self.laid.list, place, &self.tellers)
    }

    /// Where the event at a place is first told.
    #[must_use]
    pub fn first(&self, place: u32) -> Option<Stands> {
        self.laid.list.first(place, &self.tellers)
    }

    /// The sentences in which an article tells the event at a place, each with the temporal expression
    /// that dates it.
    pub fn told_in(
        &self,
        place: u32,
        article: ArticleId,
    ) -> impl Iterator<Item = (TextRange, TextRange)> + '_ {
        let number = self.number(article);
        let told = number.and_then(|number| self.tellers.teller(number));
        let reports = self.laid.list.reports(place).iter();
        reports
            .filter(move |(article, _)| Some(*article) == number)
            .filter_map(move |&(_, at)| told.as_ref()?.ranges(at))
    }

    /// The places of the events that name an actor, in order. The actor is as the reports name it.
    #[must_use]
    pub fn naming(&self, actor: &ActorId) -> &[u32] {
        let number = self.tellers.roster.number(actor);
        number.map_or(&[], |number| self.naming_number(number))
    }

    fn naming_number(&self, number: Number) -> &[u32] {
        part(&self.laid.named, &self.laid.named_from, number)
    }

    /// The actors that events name, each with the places of these.
    pub fn actors(&self) -> impl Iterator<Item = (&str, &[u32])> {
        let roster = &self.tellers.roster;
        let all =
            (0..roster.numbers()).map(|number| (roster.id(number), self.naming_number(number)));
        all.filter(|(_, places)| !places.is_empty())
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
        part(&self.laid.told, &self.laid.from, number)
    }

    /// The number of an article, in the order of the corpus.
    #[must_use]
    pub fn number(&self, article: ArticleId) -> Option<u32> {
        self.tellers.articles.get(&article).copied()
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.tellers.told.len()
    }

    /// How many reports the event at a place has.
    #[must_use]
    pub fn reports(&self, place: u32) -> usize {
        self.laid.list.reports(place).len()
    }

    /// The first and the last day of each event.
    #[must_use]
    pub fn days(&self) -> &[(Date, Date)] {
        &self.laid.days
    }

    /// The events on the scale; `None` before any were taken.
    #[must_use]
    pub fn division(&self, zoom: Zoom) -> Option<&Division> {
        self.laid.divisions.get(zoom as usize)
    }

    /// The articles on the scale, by their own dates; named by their numbers.
    #[must_use]
    pub fn published(&self, zoom: Zoom) -> Option<&Division> {
        self.published.get(zoom as usize)
    }
}

/// Dates at each zoom.
fn laid(dates: &[Option<Edtf>]) -> Vec<Division> {
    (Zoom::ALL.into_par_iter())
        .map(|zoom| Division::new(dates.iter().copied(), zoom))
        .collect()
}

/// The part of `all` that begins where `from` says, and ends where the next begins.
fn part<'a>(all: &'a [u32], from: &[u32], number: u32) -> &'a [u32] {
    let at = |number: usize| from.get(number).map(|&at| at as usize);
    let range = at(number as usize).zip(at(number as usize + 1));
    range
        .and_then(|(from, to)| all.get(from..to))
        .unwrap_or_default()
}

/// The events of each actor, one actor after the other, and where those of each begin.
fn by_actor(list: &Columns, tellers: &Tellers) -> (Vec<u32>, Vec<u32>) {
    let mut from = vec![0; tellers.roster.numbers() as usize + 1];
    for &actor in list.all_actors() {
        if let Some(count) = from.get_mut(actor as usize + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut from {
        before += *count;
        *count = before;
    }
    let mut next = from.clone();
    let mut named = vec![0; before as usize];
    for place in (0..).take(list.len()) {
        for &actor in list.actors(place) {
            if let Some(next) = next.get_mut(actor as usize)
                && let Some(here) = named.get_mut(*next as usize)
            {
                *here = place;
                *next += 1;
            }
        }
    }
    (named, from)
}

/// The events of each article, one article after the other, and where those of each begin.
fn by_article(list: &Columns, tellers: &Tellers) -> (Vec<u32>, Vec<u32>) {
    let mut pairs: Vec<(u32, u32)> = (0..u32::try_from(list.len()).unwrap_or(u32::MAX))
        .into_par_iter()
        .flat_map_iter(|place| {
            let tellers = list.reports(place).iter();
            tellers.map(move |&(article, _)| (article, place))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let mut from = vec![0; tellers.told.len() + 1];
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
