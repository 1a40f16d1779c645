//! From the reports of all articles to events. Two reports tell one event when their dates can be
//! the same, and who is named and what is said are alike enough. Likeness is the weight of what
//! two reports share over the geometric mean of what each has, where a name or word weighs the
//! more the fewer reports of the corpus have it: in articles on one war, its name says nothing,
//! and that of a town a lot. How much is enough depends on how closely the dates agree.
//!
//! A report is compared only with events of its month, or of its year where a date is no closer,
//! that share one of its rarer words, and with a bounded number of these; so the time grows with
//! the number of reports and not with its square. Words of the two languages are compared by what
//! [`super::words`] makes of them.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use super::{Event, Report};
use crate::actors::ActorId;
use crate::edtf::Edtf;

/// How alike two reports of the same day, month or year must be; of what is told twice in one
/// article, and of what two articles tell. One article has many sentences of one kind about the
/// same few actors; two articles rarely choose the same words for different things.
const ENOUGH: Thresholds = Thresholds {
    day: (0.12, 0.12),
    month: (0.33, 0.18),
    year: (0.45, 0.3),
};

struct Thresholds {
    day: (f32, f32),
    month: (f32, f32),
    year: (f32, f32),
}

/// How many of the rarest features of a report look events up, and how many events each finds.
const LOOKUPS: usize = 40;
const PER_FEATURE: usize = 16;

/// How many names and words of a report are compared, the rarest.
const FEATURES: usize = 48;

/// How many events a report is compared with.
const CANDIDATES: usize = 12;

/// How many reports of an event a new one is compared with.
const COMPARED: usize = 6;

/// A name weighs more than a word: words of a kind are many, whoever acts is told by name.
const NAME: f32 = 1.6;

/// Events of `reports`, each with the date of publication of its article; sorted by date, then
/// title. What is told as done says when, before what was announced.
#[must_use]
pub fn merge(mut reports: Vec<(Arc<Report>, Option<Edtf>)>) -> Vec<Event> {
    reports.sort_by(|(a, a_published), (b, b_published)| {
        (a_published, a.article, a.sentence, a.expression).cmp(&(
            b_published,
            b.article,
            b.sentence,
            b.expression,
        ))
    });
    let features = features(&reports);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index: HashMap<(Block, u64), Vec<u32>, Xxh3DefaultBuilder> = HashMap::default();
    for (nth, (report, _)) in reports.iter().enumerate() {
        let Some(own) = features.get(nth) else {
            continue;
        };
        let found = best(report, own, &reports, &features, &drafts, &index);
        let place = found.unwrap_or_else(|| {
            drafts.push(Draft::default());
            drafts.len() - 1
        });
        if let Some(draft) = drafts.get_mut(place) {
            draft.add(nth, report.date);
        }
        let Ok(place) = u32::try_from(place) else {
            break;
        };
        for block in Block::of(&report.date) {
            for &(feature, _) in own.iter().take(LOOKUPS) {
                let places = index.entry((block, feature)).or_default();
                if places.last() != Some(&place) {
                    // The newest are the likeliest; the oldest make room.
                    if places.len() == PER_FEATURE {
                        places.remove(0);
                    }
                    places.push(place);
                }
            }
        }
    }
    let mut events: Vec<Event> = drafts
        .into_iter()
        .filter_map(|draft| draft.event(&reports))
        .collect();
    events.sort_by(|a, b| (a.date, &a.title).cmp(&(b.date, &b.title)));
    events
}

/// The reports of an event, by their places.
#[derive(Default)]
struct Draft {
    reports: Vec<usize>,
    narrowest: Option<Edtf>,
    widest: Option<Edtf>,
}

/// A stretch of time in which reports look for each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Block {
    Month(i16, i8),
    /// What is known by its year or less.
    Wide(i16),
    /// Everything of a year.
    Year(i16),
}

impl Block {
    /// Where a report of `date` can be found.
    fn of(date: &Edtf) -> [Self; 2] {
        let first = date.first_day();
        let own = if is_wide(date) {
            Self::Wide(first.year())
        } else {
            Self::Month(first.year(), first.month())
        };
        [own, Self::Year(first.year())]
    }

    /// Where a report of `date` looks for others.
    fn sought(date: &Edtf) -> Vec<Self> {
        let (first, last) = (date.first_day(), date.last_day());
        if is_wide(date) {
            return (first.year()..=last.year())
                .take(3)
                .map(Self::Year)
                .collect();
        }
        let mut sought = vec![
            Self::Month(first.year(), first.month()),
            Self::Wide(first.year()),
        ];
        if (last.year(), last.month()) != (first.year(), first.month()) {
            sought.push(Self::Month(last.year(), last.month()));
        }
        sought
    }
}

fn is_wide(date: &Edtf) -> bool {
    date.days() > 62
}

/// The names and words of a report as hashes with their weights, the heaviest first.
type Features = Vec<(u64, f32)>;

fn features(reports: &[(Arc<Report>, Option<Edtf>)]) -> Vec<Features> {
    let hasher = Xxh3DefaultBuilder::new();
    let name = |actor: &ActorId| hasher.hash_one(("actor", &actor.0));
    let word = |word: &String| hasher.hash_one(("word", word));
    let mut counts: HashMap<u64, u32, Xxh3DefaultBuilder> = HashMap::default();
    for (report, _) in reports {
        for feature in (report.actors.iter().map(name)).chain(report.words.iter().map(word)) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    // As if there were a few more reports, so that a handful can be told apart too.
    let total = reports.len() as f32 + 8.0;
    let rarity = |feature: u64| {
        let count = counts.get(&feature).copied().unwrap_or(1) as f32;
        (total / (count + 0.5)).ln().max(0.05)
    };
    reports
        .iter()
        .map(|(report, _)| {
            let names = report
                .actors
                .iter()
                .map(name)
                .map(|f| (f, rarity(f) * NAME));
            let words = report.words.iter().map(word).map(|f| (f, rarity(f)));
            let mut features: Features = names.chain(words).collect();
            features.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            features.truncate(FEATURES);
            features
        })
        .collect()
}

/// The event that a report tells again, if there is one.
fn best(
    report: &Report,
    own: &Features,
    reports: &[(Arc<Report>, Option<Edtf>)],
    features: &[Features],
    drafts: &[Draft],
    index: &HashMap<(Block, u64), Vec<u32>, Xxh3DefaultBuilder>,
) -> Option<usize> {
    let mut candidates: Vec<u32> = Vec::new();
    for block in Block::sought(&report.date) {
        for &(feature, _) in own.iter().take(LOOKUPS) {
            candidates.extend(index.get(&(block, feature)).into_iter().flatten());
        }
    }
    candidates.sort_unstable();
    // The events that share the most with it, the newest first.
    let mut shared: Vec<(usize, u32)> = candidates
        .chunk_by(|a, b| a == b)
        .filter_map(|same| same.first().map(|&place| (same.len(), place)))
        .collect();
    shared.sort_unstable_by(|a, b| b.cmp(a));
    let mut known = own.clone();
    known.sort_unstable_by_key(|&(feature, _)| feature);
    let mut best: Option<(f32, usize)> = None;
    for (_, place) in shared.into_iter().take(CANDIDATES) {
        let place = place as usize;
        let Some(draft) = drafts
            .get(place)
            .filter(|draft| draft.admits(report, reports))
        else {
            continue;
        };
        let surplus = (draft.reports.iter().take(COMPARED))
            .filter_map(|&nth| {
                let alike = likeness(&known, features.get(nth)?);
                Some(alike - enough(report, &reports.get(nth)?.0)?)
            })
            .fold(f32::MIN, f32::max);
        if surplus >= 0.0 && best.is_none_or(|(most, _)| surplus > most) {
            best = Some((surplus, place));
        }
    }
    best.map(|(_, place)| place)
}

/// Whether two dates can be of one event: one lies within the other.
fn compatible(a: &Edtf, b: &Edtf) -> bool {
    a.contains(b) || b.contains(a)
}

/// How alike two reports must be to tell one event; `None` where they cannot.
fn enough(a: &Report, b: &Report) -> Option<f32> {
    let same_article = a.article == b.article;
    let exact = a.date.exact() == b.date.exact();
    // An author who gives two different dates means two events, unless both are still to come.
    if same_article && !exact && !(a.planned && b.planned) {
        return None;
    }
    let days = a.date.days().max(b.date.days());
    let (within, across) = match days {
        1..=4 => ENOUGH.day,
        5..=62 => ENOUGH.month,
        _ => ENOUGH.year,
    };
    Some(if same_article { within } else { across })
}

/// The weight of what two reports share over the geometric mean of what they have; `a` by feature.
fn likeness(a: &Features, b: &Features) -> f32 {
    let total = |features: &Features| features.iter().map(|&(_, weight)| weight).sum::<f32>();
    let shared: f32 = b
        .iter()
        .filter(|(feature, _)| a.binary_search_by_key(feature, |&(other, _)| other).is_ok())
        .map(|&(_, weight)| weight)
        .sum();
    let whole = (total(a) * total(b)).sqrt();
    if whole > 0.0 { shared / whole } else { 0.0 }
}

impl Draft {
    fn add(&mut self, nth: usize, date: Edtf) {
        self.reports.push(nth);
        let narrow = self
            .narrowest
            .is_none_or(|known| date.days() < known.days());
        let wide = self.widest.is_none_or(|known| date.days() > known.days());
        if narrow {
            self.narrowest = Some(date);
        }
        if wide {
            self.widest = Some(date);
        }
    }

    /// Whether a report can be of the event: two dates in one sentence are two events, and an
    /// event has one date. Reports come article by article, so those of its sentence are the last.
    fn admits(&self, report: &Report, reports: &[(Arc<Report>, Option<Edtf>)]) -> bool {
        let mut last = self.reports.iter().rev().take(COMPARED);
        let told_beside = last.any(|&nth| {
            reports.get(nth).is_some_and(|(other, _)| {
                other.article == report.article && other.sentence == report.sentence
            })
        });
        let mut dates = [self.narrowest, self.widest].into_iter().flatten();
        !told_beside && dates.all(|date| compatible(&date, &report.date))
    }

    fn event(self, reports: &[(Arc<Report>, Option<Edtf>)]) -> Option<Event> {
        let members: Vec<&Arc<Report>> = self
            .reports
            .iter()
            .filter_map(|&nth| reports.get(nth).map(|(report, _)| report))
            .collect();
        let planned = members.iter().all(|report| report.planned);
        let telling = || members.iter().filter(|report| report.planned == planned);
        // What is told as done, the closest date first, then the first to tell it.
        let chosen = telling().min_by_key(|report| report.date.days())?;
        let date = chosen.date;
        let title = telling()
            .filter(|report| report.date.days() == date.days())
            .max_by_key(|report| {
                (
                    report.actors.len().min(4),
                    std::cmp::Reverse(report.title.len()),
                )
            })?
            .title
            .clone();
        let mut counts: Vec<(&ActorId, usize)> = Vec::new();
        for actor in members.iter().flat_map(|report| &report.actors) {
            match counts.iter_mut().find(|(known, _)| *known == actor) {
                Some((_, count)) => *count += 1,
                None => counts.push((actor, 1)),
            }
        }
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Some(Event {
            date,
            title,
            actors: counts.into_iter().map(|(actor, _)| actor.clone()).collect(),
            reports: members.into_iter().cloned().collect(),
            planned,
        })
    }
}

#[cfg(test)]
mod tests;
