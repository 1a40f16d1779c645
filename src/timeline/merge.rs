//! Events out of reports: which of them tell of the same thing. Two reports do where their dates
//! agree and enough of their actors and words is shared; what is enough depends on how precise the
//! dates are. What a report is, is for `report`.
//!
//! Time is divided into [`Unit`]s: the months, with everything that is known to lie inside one, and
//! the years, with everything that is known less exactly. What is told of a month is merged by
//! itself; what is told of a year only is merged then, among itself and into the events of its
//! months, but it makes no two of these one. So the events of a year follow from what is told of
//! it, and those of a month that is told nothing vaguer from what is told of the month: what has not
//! changed need not be merged again (see [`again`]), and all units are merged at once.
//!
//! What they are compared by is in `feature` and, of one report, in `marks`; which pairs are compared in
//! `candidates`, how alike two are in `alike` and `one_story`, how pairs become events in `groups`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::alike::Weigher;
use self::groups::Groups;
pub use self::story::Story;
use self::told::{Told, Unit, unit_of};
use super::events::ByArticle;
use super::language::refers_back;
use super::{Event, Report};
use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::edtf::Edtf;

mod alike;
mod candidates;
mod feature;
mod groups;
mod marks;
mod one_story;
mod story;
mod told;

/// What merging asks of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// When it was published.
    pub published: Option<Edtf>,
    /// Whom it names.
    pub story: Story,
}

impl From<Option<Edtf>> for About {
    /// An article of which no more is known than when it was published.
    fn from(published: Option<Edtf>) -> Self {
        Self {
            published,
            story: Story::default(),
        }
    }
}

/// A report, and what is asked of its article.
pub type Source = (Arc<Report>, About);

/// The events that `reports`, each with what is asked of its article, tell; by date. Every report
/// is in exactly one of them. The order of `reports` makes no difference.
#[must_use]
pub fn merge(reports: Vec<Source>) -> Vec<Arc<Event>> {
    let mut years: BTreeMap<i16, Year> = BTreeMap::new();
    let told: Vec<(Unit, Told)> = (reports.into_par_iter())
        .map(|(report, about)| {
            let told = Told::new(report, about);
            (told.unit(), told)
        })
        .collect();
    for (unit, told) in told {
        years.entry(unit.year).or_default().take(unit, told);
    }
    together(BTreeMap::new(), years)
}

/// What became of reports since events were merged.
#[derive(Debug, Default)]
pub struct Changes {
    /// Those that are not told any more.
    pub gone: Vec<Source>,
    /// Those that are told now.
    pub come: Vec<Source>,
}

/// The events that all reports tell now, by those that they told before and what became of them
/// since: the same as [`merge`] makes of all of them. `about` tells what is
/// asked of an article that has not changed, and is called at most once for each.
///
/// Only the months and years that the changes touch are merged; events of others are the same as
/// before, and not copied.
#[must_use]
pub fn again(
    before: &[Arc<Event>],
    changes: Changes,
    about: &(dyn Fn(ArticleId) -> About + Sync),
) -> Vec<Arc<Event>> {
    let changes = changes.without_what_stayed();
    let mut years: BTreeMap<i16, Year> = BTreeMap::new();
    let mut gone: ByArticle<HashSet<Place>> = ByArticle::default();
    for (report, _) in &changes.gone {
        gone.entry(report.article)
            .or_default()
            .insert(place(report));
        let unit = unit_of(&report.date);
        years.entry(unit.year).or_default().touch(unit);
    }
    for (report, about) in changes.come {
        let told = Told::new(report, about);
        let unit = told.unit();
        let year = years.entry(unit.year).or_default();
        year.touch(unit);
        year.take(unit, told);
    }
    let mut same: BTreeMap<i16, Vec<Arc<Event>>> = BTreeMap::new();
    let mut of_years: HashMap<i16, Vec<&Arc<Event>>> = HashMap::new();
    for event in before {
        let year = event.date.first_day().year();
        if years.contains_key(&year) {
            of_years.entry(year).or_default().push(event);
        } else {
            same.entry(year).or_default().push(Arc::clone(event));
        }
    }
    // Articles tell much, and each is asked about once.
    let mut articles: Vec<ArticleId> = (of_years.values().flatten())
        .flat_map(|event| event.reports.iter().map(|report| report.article))
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let abouts: ByArticle<About> = (articles.into_par_iter())
        .map(|article| (article, about(article)))
        .collect();
    let told = |report: &Arc<Report>| {
        let gone = gone.get(&report.article);
        let stays = gone.is_none_or(|gone| !gone.contains(&place(report)));
        let about = || abouts.get(&report.article).cloned().unwrap_or_default();
        stays.then(|| Told::new(Arc::clone(report), about()))
    };
    years.par_iter_mut().for_each(|(number, year)| {
        for event in of_years.get(number).into_iter().flatten() {
            year.take_event(event, &told);
        }
    });
    together(same, years)
}

/// Where a report stands, of which there is one.
type Place = (ArticleId, usize, usize, Edtf);

fn place(report: &Report) -> Place {
    let (sentence, expression) = (report.sentence.start, report.expression.start);
    (report.article, sentence, expression, report.date)
}

impl Changes {
    /// What is gone and has come again as it was has not changed.
    fn without_what_stayed(self) -> Self {
        let mut gone: HashMap<Place, Source> = (self.gone.into_iter())
            .map(|source| (place(&source.0), source))
            .collect();
        let come = (self.come.into_iter())
            .filter(|source| {
                let place = place(&source.0);
                let stayed = gone.get(&place).is_some_and(|was| was == source);
                if stayed {
                    gone.remove(&place);
                }
                !stayed
            })
            .collect();
        let gone = gone.into_values().collect();
        Self { gone, come }
    }
}

/// What is told of a year.
#[derive(Default)]
struct Year {
    /// By month, what is to be merged.
    months: BTreeMap<i8, Vec<Told>>,
    /// The months of which something changed.
    touched: BTreeSet<i8>,
    /// What the events of the other months are told by.
    known: Grouped,
    /// What is told of the year only.
    vague: Vec<Told>,
}

/// Reports with the numbers of their groups.
#[derive(Default)]
struct Grouped {
    told: Vec<Told>,
    group: Vec<u32>,
    /// Of each group, the event that it is as long as it has so many reports.
    known: Vec<Option<(Arc<Event>, usize)>>,
}

impl Grouped {
    /// Takes other reports, whose groups have other numbers then.
    fn extend(&mut self, other: Self) {
        let first = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.told.extend(other.told);
        self.group
            .extend(other.group.iter().map(|group| first + group));
        self.known.extend(other.known);
    }

    /// The events.
    fn events(self) -> Vec<Arc<Event>> {
        let mut members: Vec<(u32, u32)> = self.group.iter().copied().zip(0..).collect();
        members.sort();
        let groups: Vec<&[(u32, u32)]> = members.chunk_by(|a, b| a.0 == b.0).collect();
        (groups.into_par_iter().with_min_len(1 << 8))
            .filter_map(|group| {
                let &(number, _) = group.first()?;
                let known = self.known.get(number as usize).and_then(Option::as_ref);
                let same = known.filter(|(_, reports)| *reports == group.len());
                same.map(|(event, _)| Arc::clone(event)).or_else(|| {
                    let place = |&(_, place): &(u32, u32)| self.told.get(place as usize);
                    event(group.iter().filter_map(place).collect()).map(Arc::new)
                })
            })
            .collect()
    }
}

impl Year {
    fn take(&mut self, unit: Unit, told: Told) {
        match unit.month {
            Some(month) => self.months.entry(month).or_default().push(told),
            None => self.vague.push(told),
        }
    }

    fn touch(&mut self, unit: Unit) {
        self.touched.extend(unit.month);
    }

    /// Takes what is left of an event of before.
    fn take_event(&mut self, event: &Arc<Event>, told: &dyn Fn(&Arc<Report>) -> Option<Told>) {
        let number = u32::try_from(self.known.known.len()).unwrap_or(u32::MAX);
        let mut known = 0;
        for told in event.reports.iter().filter_map(told) {
            let unit = told.unit();
            match unit.month {
                Some(month) if !self.touched.contains(&month) => {
                    self.known.told.push(told);
                    self.known.group.push(number);
                    known += 1;
                }
                _ => self.take(unit, told),
            }
        }
        if known > 0 {
            let whole = known == event.reports.len();
            let event = whole.then(|| (Arc::clone(event), known));
            self.known.known.push(event);
        }
    }

    /// The events that it is told of.
    fn events(self) -> Vec<Arc<Event>> {
        let months: Vec<Vec<Told>> = self.months.into_values().collect();
        let merged: Vec<Grouped> = months.into_par_iter().map(of_month).collect();
        let mut groups = self.known;
        for month in merged {
            groups.extend(month);
        }
        if !self.vague.is_empty() {
            groups = with_vague(groups, self.vague);
        }
        groups.events()
    }
}

/// What is told of a month, by what it tells of.
fn of_month(mut told: Vec<Told>) -> Grouped {
    told.par_sort_unstable_by(Told::in_order);
    let weigher = Weigher::new(&told);
    let mut groups = Groups::of_each(told.len());
    let mut marks = weigher.marks();
    for pair in weigher.pairs(None) {
        groups.join(&pair, &weigher, &mut marks);
    }
    let group = groups.numbers();
    let known = vec![None; told.len()];
    Grouped { told, group, known }
}

/// The same groups with what is told of the year only, each where it belongs or by itself.
fn with_vague(groups: Grouped, vague: Vec<Told>) -> Grouped {
    let mut told: Vec<(Told, Option<u32>)> = (groups.told.into_iter())
        .zip(groups.group.into_iter().map(Some))
        .chain(vague.into_iter().map(|told| (told, None)))
        .collect();
    // Both are mostly in order.
    told.sort_by(|a, b| a.0.in_order(&b.0));
    let (told, group): (Vec<Told>, Vec<Option<u32>>) = told.into_iter().unzip();
    let is_vague: Vec<bool> = group.iter().map(Option::is_none).collect();
    let weigher = Weigher::new(&told);
    let mut joined = Groups::of(&group, groups.known.len());
    let mut marks = weigher.marks();
    for pair in weigher.pairs(Some(&is_vague)) {
        joined.join(&pair, &weigher, &mut marks);
    }
    Grouped {
        group: joined.numbers(),
        told,
        known: groups.known,
    }
}

/// The events of all years, those of some of which are the `same` as before, in their order. A date is
/// of the year in which it begins, and so are the events.
fn together(same: BTreeMap<i16, Vec<Arc<Event>>>, years: BTreeMap<i16, Year>) -> Vec<Arc<Event>> {
    let years: Vec<(i16, Year)> = years.into_iter().collect();
    let merged: Vec<(i16, Vec<Arc<Event>>)> = (years.into_par_iter())
        .map(|(number, year)| {
            let mut events = year.events();
            sort(&mut events);
            (number, events)
        })
        .collect();
    let mut all = same;
    all.extend(merged);
    all.into_values().flatten().collect()
}

/// Puts events in their order: by date, then by where they are first told.
pub(super) fn sort(events: &mut Vec<Arc<Event>>) {
    let mut keyed: Vec<_> = (std::mem::take(events).into_par_iter())
        .map(|event| {
            let first = event.reports.first();
            let place = first.map(|first| {
                let (sentence, expression) = (first.sentence.start, first.expression.start);
                (first.article.0, sentence, expression)
            });
            ((event.date.span(), place), event)
        })
        .collect();
    keyed.par_sort_by(|(a, one), (b, other)| {
        (a.0.cmp(&b.0))
            .then_with(|| one.date.cmp(&other.date))
            .then_with(|| a.1.cmp(&b.1))
    });
    *events = keyed.into_iter().map(|(_, event)| event).collect();
}

/// The one event that all of these reports tell, each with what is asked of its article; `None`
/// of none.
pub(super) fn one(reports: Vec<Source>) -> Option<Event> {
    let mut told: Vec<Told> = reports
        .into_iter()
        .map(|(report, about)| Told::new(report, about))
        .collect();
    told.sort_by(Told::in_order);
    event(told.iter().collect())
}

/// One event out of its reports, which are in order.
fn event(mut members: Vec<&Told>) -> Option<Event> {
    if let [Told { report, .. }] = *members {
        return Some(Event {
            date: report.date,
            title: Arc::clone(&report.title),
            actors: Arc::clone(&report.actors),
            reports: vec![Arc::clone(report)],
            planned: report.planned,
        });
    }
    let finest = |told: &&Told| {
        let date = &told.report.date;
        (told.report.planned, date.is_approximate(), told.length)
    };
    // What was done says when, before what was announced. The members are in order, and the first
    // of the least is taken.
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
                told.length,
                report.title.len(),
            )
        })
        .map(|told| Arc::clone(&told.report.title))?;
    members.sort_by(|a, b| a.in_order_of_telling(b));
    Some(Event {
        date,
        title,
        actors: actors(&members),
        planned: members.iter().all(|told| told.report.planned),
        reports: members
            .into_iter()
            .map(|told| Arc::clone(&told.report))
            .collect(),
    })
}

/// Everyone who is named, the most often named first.
fn actors(members: &[&Told]) -> Arc<[ActorId]> {
    let mut actors: Vec<(&ActorId, u32)> = Vec::new();
    let mut places: HashMap<&ActorId, usize> = HashMap::new();
    for actor in members.iter().flat_map(|told| told.report.actors.iter()) {
        let place = *places.entry(actor).or_insert_with(|| {
            actors.push((actor, 0));
            actors.len() - 1
        });
        if let Some((_, count)) = actors.get_mut(place) {
            *count += 1;
        }
    }
    actors.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    actors.into_iter().map(|(actor, _)| actor.clone()).collect()
}

#[cfg(test)]
mod tests;
