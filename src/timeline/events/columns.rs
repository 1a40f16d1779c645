//! The events of a corpus as they are held: a few numbers for each, with everything that is told about
//! them left where it is told. The ways to them are for the module above.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::super::packed::{Key, Terms, Told, date, put_date};
use super::super::{Event, Report};
use super::ByArticle;
use crate::actors::ActorId;
use crate::actors::roster::{Number, Roster};
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::text::bytes::{Left, put};

/// What articles tell, by their numbers.
pub trait Telling: fmt::Debug + Send + Sync {
    /// How many articles there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// What one of them tells.
    fn told(&self, article: u32) -> Option<Told>;
}

impl Telling for Vec<Told> {
    fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn told(&self, article: u32) -> Option<Told> {
        self.get(article as usize).cloned()
    }
}

/// What events are told by: the articles of a corpus in their order, and who is who.
#[derive(Clone, Debug)]
pub struct Tellers {
    /// The number of each article, in the order of the corpus.
    pub articles: Arc<ByArticle<u32>>,
    /// What each tells, by its number.
    pub told: Arc<dyn Telling>,
    /// Who is who.
    pub roster: Arc<Roster>,
    /// What is said.
    pub terms: Arc<Terms>,
}

impl Default for Tellers {
    fn default() -> Self {
        Self {
            articles: Arc::default(),
            told: Arc::new(Vec::new()),
            roster: Arc::default(),
            terms: Arc::default(),
        }
    }
}

/// A report, by the number of its article and the byte at which it begins in what that tells.
pub(super) type Place = (u32, u32);

impl Tellers {
    fn key(&self) -> Key<'_> {
        Key {
            roster: &self.roster,
            terms: &self.terms,
        }
    }

    fn report(&self, (article, at): Place) -> Option<Report> {
        self.teller(article)?.report(at, self.key())
    }

    /// What the article of a number tells.
    pub(super) fn teller(&self, article: u32) -> Option<Told> {
        self.told.told(article)
    }
}

/// Finds reports in what their articles tell. What it takes to find those of an article is worked out
/// when the first of them is looked for.
#[derive(Debug)]
pub struct Finder<'a> {
    tellers: &'a Tellers,
    /// By the numbers of the articles.
    offsets: Vec<OnceLock<Box<[u32]>>>,
}

impl<'a> Finder<'a> {
    /// Finds what `tellers` tell.
    #[must_use]
    pub fn new(tellers: &'a Tellers) -> Self {
        let offsets = (0..tellers.told.len()).map(|_| OnceLock::new()).collect();
        Self { tellers, offsets }
    }

    fn place(&self, report: &Report) -> Option<Place> {
        let article = *self.tellers.articles.get(&report.article)?;
        let told = self.tellers.teller(article)?;
        let offsets = self.offsets.get(article as usize)?;
        let offsets = offsets.get_or_init(|| told.offsets());
        Some((article, told.find(report, offsets)?))
    }
}

/// The events by their places.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    dates: Vec<Edtf>,
    /// Where the reports of each end, and their places.
    reports_end: Vec<u32>,
    reports: Vec<Place>,
    /// Where the actors of each end, and who they are.
    actors_end: Vec<u32>,
    actors: Vec<Number>,
    /// Which of its reports has its title, from 0; [`OWN`] of none.
    titles: Vec<u32>,
    /// The titles that no report has.
    own: HashMap<u32, Arc<str>>,
    planned: Vec<bool>,
}

const OWN: u32 = u32::MAX;

fn range(ends: &[u32], place: u32) -> std::ops::Range<usize> {
    let end = |at: usize| ends.get(at).map_or(0, |&end| end as usize);
    let at = place as usize;
    at.checked_sub(1).map_or(0, end)..end(at)
}

impl Columns {
    /// Those of a list.
    pub fn of(list: &[Arc<Event>], tellers: &Tellers) -> Self {
        let mut columns = Self::default();
        columns.extend(list, &Finder::new(tellers));
        columns.shrink();
        columns
    }

    /// Adds events of which `finder` finds what tells them.
    pub fn extend(&mut self, list: &[Arc<Event>], finder: &Finder<'_>) {
        let places: Vec<Vec<Option<Place>>> = (list.par_iter())
            .map(|event| {
                let reports = event.reports.iter();
                reports.map(|report| finder.place(report)).collect()
            })
            .collect();
        for (event, places) in list.iter().zip(places) {
            self.push(event, &places, &finder.tellers.roster);
        }
    }

    /// Adds an event; one of which nothing is told is none.
    fn push(&mut self, event: &Event, places: &[Option<Place>], roster: &Roster) {
        let mut told = (event.reports.iter().zip(places))
            .filter_map(|(report, place)| Some((report, (*place)?)));
        let title = told
            .clone()
            .position(|(report, _)| report.title == event.title);
        let title = title.and_then(|title| u32::try_from(title).ok());
        let before = self.reports.len();
        self.reports.extend(told.by_ref().map(|(_, place)| place));
        if self.reports.len() == before {
            return;
        }
        if title.is_none() {
            let place = u32::try_from(self.dates.len()).unwrap_or(u32::MAX);
            self.own.insert(place, Arc::clone(&event.title));
        }
        let actors = event.actors.iter().filter_map(|id| roster.number(id));
        self.actors.extend(actors);
        self.end(event.date, title.unwrap_or(OWN), event.planned);
    }

    /// Adds an event of others, where `article` gives the numbers of their articles.
    pub fn copy(&mut self, other: &Self, place: u32, article: &dyn Fn(u32) -> Option<u32>) {
        let before = self.reports.len();
        let reports = other.reports.get(range(&other.reports_end, place));
        let reports = reports.into_iter().flatten();
        self.reports
            .extend(reports.filter_map(|&(of, at)| Some((article(of)?, at))));
        let (Some(&date), Some(&title)) = (
            other.dates.get(place as usize),
            other.titles.get(place as usize),
        ) else {
            return;
        };
        if self.reports.len() == before {
            return;
        }
        if let Some(own) = other.own.get(&place) {
            let place = u32::try_from(self.dates.len()).unwrap_or(u32::MAX);
            self.own.insert(place, Arc::clone(own));
        }
        self.actors.extend_from_slice(other.actors(place));
        self.end(date, title, other.is_planned(place));
    }

    /// Ends an event whose reports and actors are there.
    fn end(&mut self, date: Edtf, title: u32, planned: bool) {
        let count = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
        self.reports_end.push(count(self.reports.len()));
        self.actors_end.push(count(self.actors.len()));
        self.dates.push(date);
        self.titles.push(title);
        self.planned.push(planned);
    }

    /// Makes room for so many more events, but not for what tells them.
    fn reserve(&mut self, events: usize) {
        self.dates.reserve_exact(events);
        self.reports_end.reserve_exact(events);
        self.actors_end.reserve_exact(events);
        self.titles.reserve_exact(events);
        self.planned.reserve_exact(events);
    }

    /// Gives back the room for more.
    pub fn shrink(&mut self) {
        self.dates.shrink_to_fit();
        self.reports_end.shrink_to_fit();
        self.reports.shrink_to_fit();
        self.actors_end.shrink_to_fit();
        self.actors.shrink_to_fit();
        self.titles.shrink_to_fit();
        self.planned.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.dates.len()
    }

    pub(super) fn dates(&self) -> &[Edtf] {
        &self.dates
    }

    /// The places of the reports of an event.
    pub(super) fn reports(&self, place: u32) -> &[Place] {
        let reports = self.reports.get(range(&self.reports_end, place));
        reports.unwrap_or_default()
    }

    pub(super) fn actors(&self, place: u32) -> &[Number] {
        let actors = self.actors.get(range(&self.actors_end, place));
        actors.unwrap_or_default()
    }

    /// Whoever takes part in any, again and again.
    pub(super) fn all_actors(&self) -> &[Number] {
        &self.actors
    }

    pub(super) fn is_planned(&self, place: u32) -> bool {
        self.planned
            .get(place as usize)
            .is_some_and(|&planned| planned)
    }

    /// The title of an event.
    pub(super) fn title(&self, place: u32, tellers: &Tellers) -> Option<String> {
        let number = *self.titles.get(place as usize)?;
        if number == OWN {
            return self.own.get(&place).map(|own| own.to_string());
        }
        let &(article, at) = self.reports(place).get(number as usize)?;
        tellers.teller(article)?.title(at, &tellers.terms)
    }

    /// Where an event is first told.
    pub(super) fn first(&self, place: u32, tellers: &Tellers) -> Option<Stands> {
        let &(article, at) = self.reports(place).first()?;
        let told = tellers.teller(article)?;
        let (sentence, expression) = told.ranges(at)?;
        Some((told.article, sentence.start, expression.start))
    }

    /// The whole event; `None` where there is none, or what told it cannot be read.
    pub(super) fn event(&self, place: u32, tellers: &Tellers) -> Option<Event> {
        let date = *self.dates.get(place as usize)?;
        let title = self.title(place, tellers)?;
        let reports: Vec<Arc<Report>> = (self.reports(place).iter())
            .filter_map(|&place| tellers.report(place).map(Arc::new))
            .collect();
        let known = reports.iter().find(|report| *report.title == *title);
        let title = known.map_or_else(|| title.as_str().into(), |report| Arc::clone(&report.title));
        let actors = self.actors(place).iter();
        (!reports.is_empty()).then(|| Event {
            date,
            title,
            actors: actors
                .map(|&actor| ActorId(tellers.roster.id(actor).into()))
                .collect(),
            reports,
            planned: self.is_planned(place),
        })
    }

    /// The form in which they are kept; `None` where one has a title of its own.
    #[must_use]
    pub fn kept(&self) -> Option<Vec<u8>> {
        if !self.own.is_empty() {
            return None;
        }
        let mut bytes = Vec::new();
        put(&mut bytes, self.len());
        put(&mut bytes, self.reports.len());
        put(&mut bytes, self.actors.len());
        for (place, date) in (0..).zip(&self.dates) {
            put_date(&mut bytes, date);
            bytes.push(u8::from(self.is_planned(place)));
            put(&mut bytes, *self.titles.get(place as usize)?);
            put(&mut bytes, self.reports(place).len());
            for &(article, at) in self.reports(place) {
                put(&mut bytes, article);
                put(&mut bytes, at);
            }
            put(&mut bytes, self.actors(place).len());
            for &actor in self.actors(place) {
                put(&mut bytes, actor);
            }
        }
        Some(bytes)
    }

    /// What was kept of the events of so many articles, about so many actors; `None` where it is that
    /// of others.
    #[must_use]
    pub fn restored(kept: &[u8], articles: usize, actors: Number) -> Option<Self> {
        let mut left = Left(kept);
        let events = left.number::<u32>()?;
        // Each of them takes a byte at least: what says that there are more is not believed.
        let room = |all: usize| Some(all).filter(|&all| all <= kept.len());
        let mut columns = Self::default();
        columns.reports.reserve_exact(room(left.number()?)?);
        columns.actors.reserve_exact(room(left.number()?)?);
        columns.reserve(room(events as usize)?);
        for _ in 0..events {
            let date = date(&mut left)?;
            let planned = left.byte()? == 1;
            let title = left.number()?;
            for _ in 0..left.number::<u32>()? {
                let place: Place = (left.number()?, left.number()?);
                if place.0 as usize >= articles {
                    return None;
                }
                columns.reports.push(place);
            }
            for _ in 0..left.number::<u32>()? {
                let actor = left.number()?;
                if actor >= actors {
                    return None;
                }
                columns.actors.push(actor);
            }
            columns.end(date, title, planned);
        }
        left.0.is_empty().then_some(columns)
    }
}

/// Where something is told: the article, and where the sentence and the temporal expression begin in
/// its text.
pub type Stands = (ArticleId, usize, usize);

/// The order of events with the same date: by where they are first told.
pub(super) fn stands(report: &Report) -> Stands {
    let (sentence, expression) = (report.sentence.start, report.expression.start);
    (report.article, sentence, expression)
}
