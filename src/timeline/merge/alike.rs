//! How alike two reports are, and which pairs of them are alike enough to be looked at as one event.
//! The likeness, from 0 to 1, is the sum of two shares (see [`Weigher::alike`]):
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
//!
//! Actors and words are numbers here, in their order, with their weights worked out
//! once: a large corpus asks for them a hundred million times.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Report, Told, days_between};

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
/// Blocks of at most so many reports are compared each with each; in larger ones only reports that
/// share one of their rarest words or actors, and stand near each other among those, are.
const SMALL_BLOCK: usize = 48;
const RAREST: usize = 6;
const NEAR: usize = 8;

/// Two reports that are alike enough.
pub(super) struct Pair {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) alike: f64,
}

/// What an actor or a word counts for.
struct Weight {
    weight: f64,
    /// A person, or a noun of an actor (`invas of country:ua`).
    special: bool,
}

/// What a report is compared by: the places of its actors in their order, of its words by place.
struct Features {
    actors: Box<[u32]>,
    words: Box<[u32]>,
    /// The weights of all of them.
    actors_total: f64,
    words_total: f64,
}

/// What actors and words count for, and the reports that are told in these terms.
pub(super) struct Weigher<'a> {
    told: &'a [Told],
    features: Vec<Features>,
    actors: Vec<Weight>,
    words: Vec<Weight>,
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

/// All that `of` gives, in order, and how many reports have each.
fn counted<'a, T: Ord + Hash + 'a>(
    told: &'a [Told],
    of: impl Fn(&'a Report) -> &'a [T],
) -> Vec<(&'a T, u32)> {
    let mut counts: HashMap<&T, u32> = HashMap::new();
    for one in told.iter().flat_map(|told| of(&told.report)) {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<(&T, u32)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// The numbers of what a report has, by what they are numbers of.
fn numbered<T: Eq + Hash>(all: &[T], places: &HashMap<&T, u32>) -> Box<[u32]> {
    let place = |one: &T| places.get(one).copied();
    all.iter().filter_map(place).collect()
}

fn places<'a, T: Eq + Hash>(counts: &[(&'a T, u32)]) -> HashMap<&'a T, u32> {
    counts.iter().map(|&(one, _)| one).zip(0..).collect()
}

impl<'a> Weigher<'a> {
    pub(super) fn new(told: &'a [Told]) -> Self {
        let reports = told.len() as f64;
        let actors = counted(told, |report| &report.actors);
        let words = counted(told, |report| &report.words);
        let weighed_actors: Vec<Weight> = (actors.iter())
            .map(|&(actor, count)| {
                let special = actor.0.starts_with("person:");
                let weight = if special {
                    PERSON
                } else if actor.0.starts_with("country:") {
                    COUNTRY
                } else {
                    BODY
                };
                Weight {
                    weight: weight * (0.5 + 0.5 * rarity(reports, count)),
                    special,
                }
            })
            .collect();
        let weighed_words: Vec<Weight> = (words.iter())
            .map(|&(word, count)| Weight {
                weight: rarity(reports, count),
                special: word.is_of_somebody(),
            })
            .collect();
        let (actor_places, word_places) = (places(&actors), places(&words));
        let total = |list: &[u32], weights: &[Weight]| -> f64 {
            let weight = |&at: &u32| weights.get(at as usize).map_or(0.0, |known| known.weight);
            list.iter().map(weight).sum()
        };
        let features = (told.iter())
            .map(|told| {
                let actors = numbered(&told.report.actors, &actor_places);
                let words = numbered(&told.report.words, &word_places);
                Features {
                    actors_total: total(&actors, &weighed_actors),
                    words_total: total(&words, &weighed_words),
                    actors,
                    words,
                }
            })
            .collect();
        Self {
            told,
            features,
            actors: weighed_actors,
            words: weighed_words,
        }
    }

    fn actor(&self, actor: u32) -> f64 {
        (self.actors.get(actor as usize)).map_or(0.0, |actor| actor.weight)
    }

    fn is_person(&self, actor: u32) -> bool {
        (self.actors.get(actor as usize)).is_some_and(|actor| actor.special)
    }

    /// How alike the reports at two places are, from 0 to about 1.
    pub(super) fn alike(&self, first: usize, second: usize) -> f64 {
        let (Some(a), Some(b)) = (self.features.get(first), self.features.get(second)) else {
            return 0.0;
        };
        let shared = (a.actors.iter())
            .filter(|actor| b.actors.contains(actor))
            .map(|&actor| self.actor(actor))
            .sum();
        let actors = Share::new(shared, a.actors_total, b.actors_total);
        let mut same_noun = false;
        let mut shared = 0.0;
        for word in common(&a.words, &b.words) {
            if let Some(word) = self.words.get(word as usize) {
                shared += word.weight;
                same_noun |= word.special;
            }
        }
        let words = Share::new(shared, a.words_total, b.words_total);
        let nobody = a.actors.is_empty() || b.actors.is_empty();
        let named = if nobody {
            NOBODY
        } else {
            actors.up_to(ACTORS, HALF_ACTORS)
        };
        let mut alike = named + words.up_to(WORDS, HALF_WORDS);
        if self.is_person_only_in(a, b) && self.is_person_only_in(b, a) {
            let meet = (a.actors.iter()).any(|&x| self.is_person(x) && b.actors.contains(&x));
            alike -= if meet { CONFLICT / 2.0 } else { CONFLICT };
        }
        if same_noun {
            alike += SAME_NOUN;
        }
        let article = |at: usize| self.told.get(at).map(|told| told.report.article);
        if article(first) == article(second) {
            alike += SAME_ARTICLE;
        }
        alike
    }

    /// Whether `a` names a person whom `b` does not.
    fn is_person_only_in(&self, a: &Features, b: &Features) -> bool {
        (a.actors.iter()).any(|actor| self.is_person(*actor) && !b.actors.contains(actor))
    }

    /// How much more alike two reports are than they have to be; `None` where they tell of two
    /// things.
    fn surplus(&self, first: usize, second: usize) -> Option<f64> {
        let (a, b) = (self.told.get(first)?, self.told.get(second)?);
        if a.is_of_sentence(b) || !a.agrees(b) {
            return None;
        }
        let surplus = self.alike(first, second) - enough(a, b);
        (surplus >= 0.0).then_some(surplus)
    }

    /// The pairs of a block that are alike enough.
    pub(super) fn pairs(&self, block: &[usize], pairs: &mut Vec<Pair>) {
        let mut compare = |first: usize, second: usize| {
            if let Some(alike) = self.surplus(first, second) {
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
        for shelf in self.shelves(block).values() {
            for (nth, &first) in shelf.iter().enumerate() {
                for &second in shelf.iter().skip(nth + 1).take(NEAR) {
                    compare(first, second);
                }
            }
        }
    }

    /// The reports of a large block by each of their rarest words and actors and by month; those
    /// without a month stand in every month in which something else is told of that word.
    fn shelves(&self, block: &[usize]) -> HashMap<(Key, i8), Vec<usize>> {
        let mut shelves: HashMap<(Key, i8), Vec<usize>> = HashMap::new();
        let mut yearly: Vec<(usize, Vec<Key>)> = Vec::new();
        for &place in block {
            let Some(told) = self.told.get(place) else {
                continue;
            };
            let rarest = self.rarest(place);
            let (first, last) = told.days;
            if days_between(first, last) > 45 {
                yearly.push((place, rarest));
                continue;
            }
            for key in rarest {
                if last.month() != first.month() {
                    shelves.entry((key, last.month())).or_default().push(place);
                }
                shelves.entry((key, first.month())).or_default().push(place);
            }
        }
        for (place, rarest) in yearly {
            for key in rarest {
                for month in 1..=12 {
                    if let Some(shelf) = shelves.get_mut(&(key, month)) {
                        shelf.push(place);
                    }
                }
                shelves.entry((key, 0)).or_default().push(place);
            }
        }
        shelves
    }

    fn rarest(&self, place: usize) -> Vec<Key> {
        let Some(features) = self.features.get(place) else {
            return Vec::new();
        };
        let actors = (features.actors.iter()).map(|&at| (self.actor(at) / PERSON, Key::Actor(at)));
        let words = (features.words.iter()).map(|&at| {
            let weight = self.words.get(at as usize).map_or(0.0, |word| word.weight);
            (weight, Key::Word(at))
        });
        let mut keys: Vec<(f64, Key)> = actors.chain(words).collect();
        keys.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        keys.truncate(RAREST);
        keys.into_iter().map(|(_, key)| key).collect()
    }
}

/// An actor or a word, by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    Actor(u32),
    Word(u32),
}

/// 1 for what one report in all has, near 0 for what every report has.
fn rarity(of: f64, reports: u32) -> f64 {
    let among = of + 1.0;
    (1.0 + of / f64::from(reports.max(1))).ln() / among.ln().max(1.0)
}

/// How alike reports must be to tell of one event: the vaguer the dates, the more.
pub(super) fn enough(a: &Told, b: &Told) -> f64 {
    let (narrow, wide) = {
        let days = |told: &Told| told.length;
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

/// What two sorted lists share.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut b = b.iter().copied().peekable();
    a.iter().filter_map(move |&word| {
        while b.next_if(|other| *other < word).is_some() {}
        b.next_if_eq(&word)
    })
}
