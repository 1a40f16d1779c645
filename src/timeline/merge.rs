//! Events out of reports: which of them tell of the same thing. Two reports do where their dates
//! agree and enough of their actors and words is shared; what is enough depends on how precise the
//! dates are. What a report is, is for `report`.
//!
//! How alike two reports are is in `alike`, how pairs become events in `groups`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use self::alike::Weigher;
use self::groups::Groups;
use super::language::refers_back;
use super::{Event, Report};
use crate::actors::ActorId;
use crate::edtf::{Edtf, Precision, days_between};

mod alike;
mod groups;

/// How far from its value an approximate date may lie, in days.
const ABOUT: i64 = 4;

/// The events that `reports`, each with when its article was published, tell; by date. Every report
/// is in exactly one of them. The order of `reports` makes no difference.
#[must_use]
pub fn merge(reports: Vec<(Arc<Report>, Option<Edtf>)>) -> Vec<Event> {
    let mut told: Vec<Told> = reports
        .into_iter()
        .map(|(report, published)| Told::new(report, published))
        .collect();
    told.sort_by(Told::in_order);
    let weigher = Weigher::new(&told);
    let mut pairs = Vec::new();
    for block in blocks(&told) {
        weigher.pairs(&block, &mut pairs);
    }
    pairs.sort_by(|a, b| {
        (b.alike.total_cmp(&a.alike)).then_with(|| (a.first, a.second).cmp(&(b.first, b.second)))
    });
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
    let mut groups = Groups::new(told.len());
    for pair in &pairs {
        groups.join(pair, &told, &weigher);
    }
    let mut events: Vec<Event> = (groups.take().iter())
        .filter_map(|group| event(group, &told))
        .collect();
    sort(&mut events);
    events
}

/// Puts events in their order: by date, then by where they are first told.
pub(super) fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| {
        a.date
            .cmp(&b.date)
            .then_with(|| first_of(a).cmp(&first_of(b)))
    });
}

/// The one event that all of these reports tell, each with when its article was published; `None`
/// of none.
pub(super) fn one(reports: Vec<(Arc<Report>, Option<Edtf>)>) -> Option<Event> {
    let mut told: Vec<Told> = reports
        .into_iter()
        .map(|(report, published)| Told::new(report, published))
        .collect();
    told.sort_by(Told::in_order);
    let all: Vec<usize> = (0..told.len()).collect();
    event(&all, &told)
}

fn first_of(event: &Event) -> Option<(u64, usize, usize)> {
    let first = event.reports.first()?;
    Some((
        first.article.0,
        first.sentence.start,
        first.expression.start,
    ))
}

/// A report with when its article was published.
struct Told {
    report: Arc<Report>,
    published: Option<Edtf>,
    /// The days in which it may lie, and how many its date has.
    days: (Date, Date),
    length: i64,
}

impl Told {
    fn new(report: Arc<Report>, published: Option<Edtf>) -> Self {
        Self {
            days: days(&report.date),
            length: report.date.days(),
            report,
            published,
        }
    }

    /// Whether both are told in the same sentence, and so apart.
    fn is_of_sentence(&self, other: &Self) -> bool {
        self.report.article == other.report.article && self.report.sentence == other.report.sentence
    }

    /// By date, the article's date, and place.
    fn in_order(&self, other: &Self) -> Ordering {
        let key = |told: &Self| {
            let report = &told.report;
            (
                report.date,
                told.published,
                report.article,
                report.sentence.start,
                report.expression.start,
            )
        };
        key(self)
            .cmp(&key(other))
            .then_with(|| self.report.title.cmp(&other.report.title))
    }

    /// Whether the dates can be those of one event: one lies inside the other.
    fn agrees(&self, other: &Self) -> bool {
        let (a, b) = (self.days, other.days);
        (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1)
    }
}

/// The days in which what is dated so may lie.
fn days(date: &Edtf) -> (Date, Date) {
    let (first, last) = (date.first_day(), date.last_day());
    if !date.is_approximate() || date.precision() != Precision::Day {
        return (first, last);
    }
    let about = jiff::SignedDuration::from_hours(24 * ABOUT);
    (
        first.checked_sub(about).unwrap_or(first),
        last.checked_add(about).unwrap_or(last),
    )
}

/// The reports that may have to be compared with each other: those of one year, which is that of
/// the first day or, for the days around the turn of the year, of the last.
fn blocks(told: &[Told]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (place, told) in told.iter().enumerate() {
        let (first, last) = told.days;
        blocks.entry(first.year()).or_default().push(place);
        if last.year() != first.year() && days_between(first, last) < 60 {
            blocks.entry(last.year()).or_default().push(place);
        }
    }
    blocks.into_values().collect()
}

/// One event out of its reports, which are places in `told` in order.
fn event(group: &[usize], told: &[Told]) -> Option<Event> {
    let mut members: Vec<&Told> = group.iter().filter_map(|&at| told.get(at)).collect();
    let finest = |told: &&Told| {
        let date = &told.report.date;
        (told.report.planned, date.is_approximate(), date.days())
    };
    // What was done says when, before what was announced. The members are in order, and the first of the least is taken.
    let date = members
        .iter()
        .min_by_key(|told| finest(told))
        .map(|told| told.report.date)?;
    let title = members
        .iter()
        .min_by_key(|told| {
            let report = &told.report;
            (
                report.planned,
                refers_back(&report.title),
                report.title.ends_with('…'),
                report.actors.len() < 2,
                report.date.days(),
                report.title.len(),
            )
        })
        .map(|told| Arc::clone(&told.report.title))?;
    members.sort_by(|a, b| {
        let key = |told: &Told| (told.published.is_none(), told.published);
        key(a).cmp(&key(b)).then_with(|| {
            let place = |told: &Told| {
                let report = &told.report;
                (
                    report.article,
                    report.sentence.start,
                    report.expression.start,
                )
            };
            place(a).cmp(&place(b))
        })
    });
    let mut actors: Vec<(&ActorId, u32)> = Vec::new();
    let mut places: HashMap<&ActorId, usize> = HashMap::new();
    for actor in members.iter().flat_map(|told| &told.report.actors) {
        let place = *places.entry(actor).or_insert_with(|| {
            actors.push((actor, 0));
            actors.len() - 1
        });
        if let Some((_, count)) = actors.get_mut(place) {
            *count += 1;
        }
    }
    actors.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    Some(Event {
        date,
        title,
        actors: actors.into_iter().map(|(actor, _)| actor.clone()).collect(),
        planned: members.iter().all(|told| told.report.planned),
        reports: members
            .into_iter()
            .map(|told| Arc::clone(&told.report))
            .collect(),
    })
}

#[cfg(test)]
mod tests;
