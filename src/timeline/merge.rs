//! Events out of reports: which of them tell of the same thing. Two reports do where their dates
//! agree and enough of their actors and words is shared; what is enough depends on how precise the
//! dates are. What a report is, is for `report`.
//!
//! How alike two reports are, from 0 to 1, is the sum of two shares (see `Weigher::alike`):
//!
//! * actors, up to `ACTORS`: a person counts for more than an organisation, a place or a weapon,
//!   and these for more than a country; everybody for less the more reports name them;
//! * words, up to `WORDS`: a stem counts for less the more reports hold it.
//!
//! Each share grows with how much is common, and with the part that this is of the shorter report,
//! so that one line about a summit joins the paragraph about it. It is lowered where each report
//! names a person whom the other does not (`CONFLICT`), raised where both speak of the same noun of the
//! same actor, the invasion of a country (`SAME_NOUN`), and raised a little inside one article,
//! which comes back to what it tells (`SAME_ARTICLE`). The least that joins is in `enough`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Event, Report};
use crate::actors::ActorId;
use crate::edtf::{Edtf, Precision, days_between};

/// The most that actors, and that words, add to how alike two reports are.
const ACTORS: f64 = 0.55;
const WORDS: f64 = 0.45;
/// What actors add where one report names none.
const NOBODY: f64 = 0.08;
/// What is taken away where each report names a person whom the other does not: all, where they
/// share nobody; less where they share somebody.
const CONFLICT: f64 = 0.3;
/// What is added where both speak of the same noun of the same actor: the invasion of a country.
const SAME_NOUN: f64 = 0.2;
/// What is added inside one article.
const SAME_ARTICLE: f64 = 0.06;
/// What everyone and every word counts for before it is known how rare it is.
const PERSON: f64 = 3.0;
const BODY: f64 = 1.5;
const COUNTRY: f64 = 0.6;
/// How much of shared actors, and of shared words, makes half of the share.
const HALF_ACTORS: f64 = 2.5;
const HALF_WORDS: f64 = 1.5;
/// How far from its value an approximate date may lie, in days.
const ABOUT: i64 = 4;
/// Blocks of at most so many reports are compared each with each; in larger ones only reports that
/// share one of their rarest words or actors, and stand near each other among those, are.
const SMALL_BLOCK: usize = 48;
const RAREST: usize = 6;
const NEAR: usize = 8;

/// The events that `reports`, each with when its article was published, tell; by date. Every report
/// is in exactly one of them. The order of `reports` makes no difference.
#[must_use]
pub fn merge(reports: Vec<(Arc<Report>, Option<Edtf>)>) -> Vec<Event> {
    let mut told: Vec<Told> = reports
        .into_iter()
        .map(|(report, published)| Told { report, published })
        .collect();
    told.sort_by(Told::in_order);
    let weigher = Weigher::new(&told);
    let mut pairs = Vec::new();
    for block in blocks(&told) {
        weigher.pairs(&told, &block, &mut pairs);
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
        .map(|(report, published)| Told { report, published })
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
}

impl Told {
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

    /// The days in which it may lie.
    fn days(&self) -> (Date, Date) {
        let date = &self.report.date;
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

    /// Whether the dates can be those of one event: one lies inside the other.
    fn agrees(&self, other: &Self) -> bool {
        let (a, b) = (self.days(), other.days());
        (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1)
    }
}

/// The reports that may have to be compared with each other: those of one year, which is that of
/// the first day or, for the days around the turn of the year, of the last.
fn blocks(told: &[Told]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (place, told) in told.iter().enumerate() {
        let (first, last) = told.days();
        blocks.entry(first.year()).or_default().push(place);
        if last.year() != first.year() && days_between(first, last) < 60 {
            blocks.entry(last.year()).or_default().push(place);
        }
    }
    blocks.into_values().collect()
}

/// Two reports that are alike enough.
struct Pair {
    first: usize,
    second: usize,
    alike: f64,
}

/// What actors and words count for.
struct Weigher<'a> {
    reports: f64,
    actors: HashMap<&'a ActorId, u32>,
    words: HashMap<&'a str, u32>,
}

/// What two reports share of something, and the part that this is of the shorter one.
#[derive(Default)]
struct Share {
    shared: f64,
    part: f64,
}

impl Share {
    fn new(shared: f64, a: f64, b: f64) -> Self {
        let least = a.min(b);
        Self {
            shared,
            part: if least > 0.0 { shared / least } else { 0.0 },
        }
    }

    fn up_to(&self, most: f64, half: f64) -> f64 {
        most * self.shared / (self.shared + half) * (0.5 + 0.5 * self.part)
    }
}

impl<'a> Weigher<'a> {
    fn new(told: &'a [Told]) -> Self {
        let mut weigher = Self {
            reports: told.len() as f64,
            actors: HashMap::new(),
            words: HashMap::new(),
        };
        for told in told {
            for actor in &told.report.actors {
                *weigher.actors.entry(actor).or_default() += 1;
            }
            for word in &told.report.words {
                *weigher.words.entry(word).or_default() += 1;
            }
        }
        weigher
    }

    /// 1 for what one report in all has, near 0 for what every report has.
    fn rarity(&self, reports: u32) -> f64 {
        let among = self.reports + 1.0;
        (1.0 + self.reports / f64::from(reports.max(1))).ln() / among.ln().max(1.0)
    }

    fn actor(&self, actor: &ActorId) -> f64 {
        let rarity = self.rarity(self.actors.get(actor).copied().unwrap_or(1));
        let weight = if is_person(actor) {
            PERSON
        } else if actor.0.starts_with("country:") {
            COUNTRY
        } else {
            BODY
        };
        weight * (0.5 + 0.5 * rarity)
    }

    fn word(&self, word: &str) -> f64 {
        self.rarity(self.words.get(word).copied().unwrap_or(1))
    }

    /// How alike two reports are, from 0 to about 1.
    fn alike(&self, a: &Told, b: &Told) -> f64 {
        let (a, b) = (&*a.report, &*b.report);
        let total = |report: &Report| -> f64 { report.actors.iter().map(|x| self.actor(x)).sum() };
        let shared: f64 = (a.actors.iter())
            .filter(|actor| b.actors.contains(actor))
            .map(|actor| self.actor(actor))
            .sum();
        let actors = Share::new(shared, total(a), total(b));
        let words = Share::new(
            common(&a.words, &b.words).map(|word| self.word(word)).sum(),
            a.words.iter().map(|word| self.word(word)).sum(),
            b.words.iter().map(|word| self.word(word)).sum(),
        );
        let nobody = a.actors.is_empty() || b.actors.is_empty();
        let named = if nobody {
            NOBODY
        } else {
            actors.up_to(ACTORS, HALF_ACTORS)
        };
        let mut alike = named + words.up_to(WORDS, HALF_WORDS);
        if only_in(a, b) && only_in(b, a) {
            let meet = a
                .actors
                .iter()
                .any(|x| is_person(x) && b.actors.contains(x));
            alike -= if meet { CONFLICT / 2.0 } else { CONFLICT };
        }
        if common(&a.words, &b.words).any(|word| word.contains(" of ")) {
            alike += SAME_NOUN;
        }
        if a.article == b.article {
            alike += SAME_ARTICLE;
        }
        alike
    }

    /// How much more alike two reports are than they have to be; `None` where they tell of two
    /// things.
    fn surplus(&self, a: &Told, b: &Told) -> Option<f64> {
        let same_sentence =
            a.report.article == b.report.article && a.report.sentence == b.report.sentence;
        if same_sentence || !a.agrees(b) {
            return None;
        }
        let surplus = self.alike(a, b) - enough(a, b);
        (surplus >= 0.0).then_some(surplus)
    }

    /// The pairs of a block that are alike enough.
    fn pairs(&self, told: &[Told], block: &[usize], pairs: &mut Vec<Pair>) {
        let mut compare = |first: usize, second: usize| {
            let (Some(a), Some(b)) = (told.get(first), told.get(second)) else {
                return;
            };
            if let Some(alike) = self.surplus(a, b) {
                pairs.push(Pair {
                    first,
                    second,
                    alike,
                });
            }
        };
        if block.len() <= SMALL_BLOCK {
            for (nth, &first) in block.iter().enumerate() {
                for &second in block.iter().skip(nth + 1) {
                    compare(first, second);
                }
            }
            return;
        }
        for shelf in self.shelves(told, block).values() {
            for (nth, &first) in shelf.iter().enumerate() {
                for &second in shelf.iter().skip(nth + 1).take(NEAR) {
                    compare(first, second);
                }
            }
        }
    }

    /// The reports of a large block by each of their rarest words and actors and by month; those
    /// without a month stand in every month in which something else is told of that word.
    fn shelves(&self, told: &[Told], block: &[usize]) -> BTreeMap<(String, i8), Vec<usize>> {
        let mut shelves: BTreeMap<(String, i8), Vec<usize>> = BTreeMap::new();
        let mut yearly: Vec<(usize, Vec<String>)> = Vec::new();
        for &place in block {
            let Some(told) = told.get(place) else {
                continue;
            };
            let rarest = self.rarest(&told.report);
            let (first, last) = told.days();
            if days_between(first, last) > 45 {
                yearly.push((place, rarest));
                continue;
            }
            for key in rarest {
                if last.month() != first.month() {
                    let shelf = shelves.entry((key.clone(), last.month())).or_default();
                    shelf.push(place);
                }
                shelves.entry((key, first.month())).or_default().push(place);
            }
        }
        for (place, rarest) in yearly {
            for key in rarest {
                for month in 1..=12 {
                    if let Some(shelf) = shelves.get_mut(&(key.clone(), month)) {
                        shelf.push(place);
                    }
                }
                shelves.entry((key, 0)).or_default().push(place);
            }
        }
        shelves
    }

    fn rarest(&self, report: &Report) -> Vec<String> {
        let actors = (report.actors.iter()).map(|actor| (self.actor(actor) / PERSON, &*actor.0));
        let words = (report.words.iter()).map(|word| (self.word(word), word.as_str()));
        let mut keys: Vec<(f64, &str)> = actors.chain(words).collect();
        keys.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        keys.truncate(RAREST);
        keys.into_iter().map(|(_, key)| key.to_owned()).collect()
    }
}

/// How alike reports must be to tell of one event: the vaguer the dates, the more.
fn enough(a: &Told, b: &Told) -> f64 {
    let (narrow, wide) = {
        let days = |told: &Told| told.report.date.days();
        (days(a).min(days(b)), days(a).max(days(b)))
    };
    match (narrow, wide) {
        (_, 1) => 0.18,
        (_, ..=8) => 0.22,
        (..=8, ..=62) => 0.28,
        (_, ..=62) => 0.30,
        (..=62, _) => 0.42,
        _ => 0.40,
    }
}

fn is_person(actor: &ActorId) -> bool {
    actor.0.starts_with("person:")
}

/// Whether `a` names a person whom `b` does not.
fn only_in(a: &Report, b: &Report) -> bool {
    (a.actors.iter()).any(|actor| is_person(actor) && !b.actors.contains(actor))
}

/// What two sorted lists share.
fn common<'a>(a: &'a [String], b: &'a [String]) -> impl Iterator<Item = &'a str> {
    let mut b = b.iter().peekable();
    a.iter().filter_map(move |word| {
        while b.next_if(|other| *other < word).is_some() {}
        b.next_if_eq(&word).map(String::as_str)
    })
}

/// The reports that were joined so far.
struct Groups {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

/// Reports of a group that another one is compared with, so that a long chain is not followed.
const COMPARED: usize = 12;

impl Groups {
    fn new(reports: usize) -> Self {
        Self {
            group: (0..reports).collect(),
            members: (0..reports).map(|report| vec![report]).collect(),
        }
    }

    /// Joins the groups of a pair where no two of their reports contradict each other, and the
    /// reports are alike enough on the whole: a chain of neighbours is not one event.
    fn join(&mut self, pair: &Pair, told: &[Told], weigher: &Weigher<'_>) {
        let (Some(&a), Some(&b)) = (self.group.get(pair.first), self.group.get(pair.second)) else {
            return;
        };
        if a == b {
            return;
        }
        let (Some(left), Some(right)) = (self.members.get(a), self.members.get(b)) else {
            return;
        };
        let mut surplus = 0.0;
        let mut count = 0.0;
        for first in left.iter().take(COMPARED).filter_map(|&at| told.get(at)) {
            for second in right.iter().take(COMPARED).filter_map(|&at| told.get(at)) {
                let same_sentence = first.report.article == second.report.article
                    && first.report.sentence == second.report.sentence;
                if same_sentence || !first.agrees(second) {
                    return;
                }
                surplus += weigher.alike(first, second) - enough(first, second);
                count += 1.0;
            }
        }
        if surplus / count < -LOOSE {
            return;
        }
        let (into, from) = if left.len() >= right.len() {
            (a, b)
        } else {
            (b, a)
        };
        let moved = self
            .members
            .get_mut(from)
            .map(std::mem::take)
            .unwrap_or_default();
        for &report in &moved {
            if let Some(group) = self.group.get_mut(report) {
                *group = into;
            }
        }
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
    }

    fn take(mut self) -> Vec<Vec<usize>> {
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members
    }
}

/// By how much reports of one event may fall short of what joins two, on average.
const LOOSE: f64 = 0.1;

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
                report.title.ends_with('…'),
                report.actors.len() < 2,
                report.date.days(),
                report.title.len(),
            )
        })
        .map(|told| told.report.title.clone())?;
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
