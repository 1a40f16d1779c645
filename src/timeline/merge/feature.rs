//! Actors and words as merging compares them: numbers, with what each counts for. How alike that makes
//! two reports is in [`super::alike`].

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use xxhash_rust::xxh3::xxh3_64;

use super::super::Stem;
use crate::actors::ActorId;
use crate::text::hash::Direct;

/// What everyone and every word counts for before it is known how rare it is.
const PERSON: f64 = 3.0;
const BODY: f64 = 1.5;
const COUNTRY: f64 = 0.6;
/// How rare something is is told as though there were at least so many reports: of two reports that
/// share it nothing can be said.
const FEWEST: f64 = 96.0;
/// An actor or a word, by what is left of its name in 64 bits: the highest two tell the kind, so
/// that words come first and persons last.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Feature(u64);

const KIND: u32 = 62;
/// The kind of organisations, places and whatever else is neither a person nor a country.
const BODIES: u64 = 2;
const COUNTRIES: u64 = 1;
/// The kind of a visit, as the languages call it, and of what does not happen to anybody on two days
/// that follow each other.
const VISIT: &str = "=visit";
const ONCE: [&str; 6] = [
    "=arrest",
    "=birth",
    "=death",
    "=resignation",
    "=appointment",
    "=ruling",
];

impl Feature {
    pub(super) const fn word(number: u32) -> Self {
        Self(number as u64)
    }

    pub(super) fn actor(actor: &ActorId) -> Self {
        Self::of_actor(&actor.0)
    }

    /// What the actor of this id is known again by.
    pub(super) fn named(id: &str) -> Self {
        Self::of_actor(id).key()
    }

    fn of_actor(id: &str) -> Self {
        let kind: u64 = if id.starts_with("person:") {
            3
        } else if id.starts_with("country:") {
            COUNTRIES
        } else {
            BODIES
        };
        let place = u64::from(id.starts_with("place:"));
        // One article takes `Kourou` for a place, the next for an organisation.
        let name = match id.split_once(':') {
            Some((_, name)) if kind == BODIES => name,
            _ => id,
        };
        Self((xxh3_64(name.as_bytes()) >> 2) & !1 | place | kind << KIND)
    }

    /// What it is known again by: whether it is a place does not matter.
    const fn key(self) -> Self {
        if self.0 >> KIND == BODIES {
            Self(self.0 & !1)
        } else {
            self
        }
    }

    /// The same number with the bits that tell the kind lowest: in this order, kinds are mixed.
    pub(super) const fn mixed(self) -> u64 {
        self.0.rotate_left(64 - KIND)
    }

    /// What [`Self::mixed`] was made of.
    pub(super) const fn of_mixed(mixed: u64) -> Self {
        Self(mixed.rotate_right(64 - KIND))
    }

    pub(super) const fn is_country(self) -> bool {
        self.0 >> KIND == COUNTRIES
    }

    fn role(self, visit: Self, once: &[Self]) -> Role {
        let is_word = self.0 >> KIND == 0;
        match self.0 & 3 {
            1 | 3 if is_word => Role::OfSomebody,
            2 if self == visit => Role::Visit,
            2 if is_word && once.contains(&self) => Role::Once,
            2 if is_word => Role::Kind,
            1 | 3 if self.0 >> KIND == BODIES => Role::Place,
            _ if self.is_country() => Role::Country,
            _ => Role::None,
        }
    }

    /// What it counts for, and how much of a key it is.
    fn weight(self, rarity: f64) -> (f64, f64) {
        let kind = match self.0 >> KIND {
            0 => return (rarity, rarity),
            COUNTRIES => COUNTRY,
            2 => BODY,
            _ => PERSON,
        };
        let weight = kind * (0.5 + 0.5 * rarity);
        (weight, weight / PERSON)
    }
}

/// What more is asked of an actor or a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    None,
    /// A noun of an actor (`invas of country:ua`).
    OfSomebody,
    /// A kind of happenings, the one of visits, and one that nobody has twice in a row.
    Kind,
    Visit,
    Once,
    Place,
    Country,
}

impl Role {
    /// Whether it tells what kind of thing happened.
    pub(super) const fn is_kind(self) -> bool {
        matches!(self, Self::Kind | Self::Visit | Self::Once)
    }
}

/// What an actor or a word counts for, and how much of a key it is.
pub(super) struct Weight {
    pub(super) weight: f64,
    pub(super) key: f64,
    pub(super) role: Role,
    /// Whether more than one report has it.
    pub(super) shared: bool,
}

/// Actors and words as numbers, in the order in which they come: of each kind by itself, which stands
/// above the lowest [`LOCAL`] bits, until all are known.
#[derive(Default)]
pub(super) struct Numbering {
    numbers: HashMap<Feature, u32, BuildHasherDefault<Direct>>,
    /// Of each kind, what has a number, and how many reports have it.
    kinds: [Vec<(Feature, u32)>; 4],
}

pub(super) const LOCAL: u32 = 30;

impl Numbering {
    pub(super) fn for_so_many(reports: usize) -> Self {
        let mut numbering = Self::default();
        numbering.numbers.reserve(reports * 2);
        numbering
    }

    /// The number of what a report has.
    pub(super) fn number(&mut self, feature: Feature) -> u32 {
        let kind = feature.0 >> KIND;
        let Some(known) = self.kinds.get_mut(kind as usize) else {
            return 0;
        };
        let number = *(self.numbers.entry(feature.key())).or_insert_with(|| {
            known.push((feature, 0));
            (known.len() - 1) as u32 | (kind as u32) << LOCAL
        });
        if let Some((known, count)) = known.get_mut((number & ((1 << LOCAL) - 1)) as usize) {
            known.0 |= feature.0;
            *count += 1;
        }
        number
    }

    /// How many reports have it.
    pub(super) fn count(&self, feature: Feature) -> u32 {
        let number = self.numbers.get(&feature.key()).copied();
        let count = number.and_then(|number| {
            let known = self.kinds.get((number >> LOCAL) as usize)?;
            known.get((number & ((1 << LOCAL) - 1)) as usize)
        });
        count.map_or(0, |&(_, count)| count)
    }

    /// What all numbers of each kind are behind, once all are known.
    pub(super) fn first_of(&self) -> [u32; 4] {
        let mut first = 0;
        self.kinds.each_ref().map(|known| {
            let here = first;
            first += u32::try_from(known.len()).unwrap_or(u32::MAX);
            here
        })
    }

    /// What all of them count for.
    pub(super) fn weights(&self, rarities: &Rarities) -> Vec<Weight> {
        let kind = |kind: &str| Feature::word(Stem::of(kind).number());
        let (visit, once) = (kind(VISIT), ONCE.map(kind));
        let known = self.kinds.iter().flatten();
        known
            .map(|&(feature, count)| {
                let (weight, key) = feature.weight(rarities.of(count));
                Weight {
                    weight,
                    key,
                    role: feature.role(visit, &once),
                    shared: count > 1,
                }
            })
            .collect()
    }
}

/// How rare it is what so many reports of a stretch of time have.
pub(super) struct Rarities {
    of: f64,
    /// Of the lowest counts, which most are.
    low: Vec<f64>,
}

/// Counts of which the rarity is worked out once.
const LOW: usize = 1 << 10;

impl Rarities {
    /// Among so many reports.
    pub(super) fn among(reports: usize) -> Self {
        let of = (reports as f64).max(FEWEST);
        let low = (0..=reports.min(LOW)).map(|count| rarity(of, count as f64));
        Self {
            of,
            low: low.collect(),
        }
    }

    pub(super) fn of(&self, count: u32) -> f64 {
        let low = self.low.get(count as usize).copied();
        low.unwrap_or_else(|| rarity(self.of, f64::from(count)))
    }
}

/// 1 for what one report of so many has, near 0 for what every report has.
fn rarity(of: f64, reports: f64) -> f64 {
    (1.0 + of / reports).ln() / (of + 1.0).ln()
}
