//! Which pairs of the reports of a stretch of time are compared, so that not each is with each: those
//! that share one of their rarest words or actors, or what the stories of their articles are known by.
//! How alike a pair is, is left to [`super::alike`].

use std::ops::Range;

use rayon::prelude::*;

use super::alike::Weigher;
use super::feature::Weight;
use super::marks::Marks;
use super::story::{KNOWN_BY, Stories};
use super::told::Told;

/// At most so many reports are compared each with each; of more only those that share one of their
/// rarest words or actors are, and of very many that do those that stand near each other.
const FEW: usize = 48;
const RAREST: usize = 6;
const NEAR: usize = 8;
/// With how many of a day such a report is compared that is of more than one.
const NEAR_VAGUE: usize = 8;

/// Two reports that are alike enough, by their places.
pub(super) struct Pair {
    pub(super) first: u32,
    pub(super) second: u32,
    /// By how much they are more alike than they have to be.
    pub(super) surplus: f64,
}

/// Reports whose pairs one thread looks for at a time.
const TOGETHER: usize = 1 << 8;

/// What a report is looked for by: its rarest words and actors, and what its story is known by, which is
/// numbered after them. What is missing is [`NONE`].
type Keys = [u32; RAREST + KNOWN_BY];

const NONE: u32 = u32::MAX;

/// Which reports are told vaguely, by place.
type IsVague<'a> = dyn Fn(u32) -> bool + Sync + 'a;

impl Weigher<'_> {
    /// The pairs that are alike enough, the most alike first; where `vague` is told, only those with
    /// one of which it is true.
    pub(super) fn pairs(&self, vague: Option<&[bool]>) -> Vec<Pair> {
        let all = self.told.len();
        let place = |place: usize| u32::try_from(place).unwrap_or(NONE);
        let is_vague = |at: u32| match vague {
            Some(vague) => vague.get(at as usize).is_some_and(|&vague| vague),
            None => self
                .told
                .get(at as usize)
                .is_some_and(|told| !told.is_of_day()),
        };
        let shelves = (all > FEW).then(|| self.shelves(vague.is_some(), &is_vague));
        let alike = |from: usize| {
            let mut marks = self.marks();
            let (mut others, mut pairs) = (Vec::new(), Vec::new());
            for first in place(from)..place(all.min(from + TOGETHER)) {
                others.clear();
                match &shelves {
                    Some(shelves) => shelves.near(self, first, &mut others),
                    None => {
                        let counts =
                            |&second: &u32| vague.is_none() || is_vague(first) || is_vague(second);
                        others.extend((first + 1..place(all)).filter(counts));
                    }
                }
                self.alike_to(first, &others, &mut marks, &mut pairs);
            }
            pairs
        };
        let parts = (0..all.div_ceil(TOGETHER)).into_par_iter();
        let mut pairs: Vec<Pair> = parts.flat_map_iter(|part| alike(part * TOGETHER)).collect();
        pairs.par_sort_unstable_by(|a, b| {
            (b.surplus.total_cmp(&a.surplus))
                .then_with(|| (a.first, a.second).cmp(&(b.first, b.second)))
        });
        pairs
    }

    /// Adds the pairs of a report and some `others` that are alike enough.
    fn alike_to(&self, first: u32, others: &[u32], marks: &mut Marks, pairs: &mut Vec<Pair>) {
        for &second in others {
            if !self.may_be_one(first, second) {
                continue;
            }
            self.mark(marks, first);
            let surplus = self.more_than_enough(marks, second, 0.0);
            pairs.extend(
                surplus
                    .filter(|&surplus| surplus >= 0.0)
                    .map(|surplus| Pair {
                        first: first.min(second),
                        second: first.max(second),
                        surplus,
                    }),
            );
        }
    }

    /// The reports by each of their rarest words and actors, and then by what their stories are known
    /// by; where `only_vague` is told by no other words and actors than what is vague has.
    fn shelves<'a>(&self, only_vague: bool, is_vague: &'a IsVague<'a>) -> Shelves<'a> {
        let stories = Stories::new(self.told);
        let words = u32::try_from(self.weights.len()).unwrap_or(NONE);
        let all = u32::try_from(self.told.len()).unwrap_or(NONE);
        let keys: Vec<Keys> = (0..all)
            .map(|place| {
                let mut keys = [NONE; RAREST + KNOWN_BY];
                let story = stories.of(place).map(|story| story + words);
                for (key, number) in keys.iter_mut().zip(self.rarest(place).chain(story)) {
                    *key = number;
                }
                keys
            })
            .collect();
        let mut shelves: Vec<Shelf> = Vec::new();
        shelves.resize_with(self.weights.len() + stories.len(), Shelf::default);
        let (vague, exact): (Vec<u32>, Vec<u32>) = (0..all).partition(|&place| is_vague(place));
        let keys_of = |place: u32| keys.get(place as usize).into_iter().flatten();
        for place in vague {
            for &number in keys_of(place) {
                if let Some(shelf) = shelves.get_mut(number as usize) {
                    shelf.vague.push(place);
                }
            }
        }
        for place in exact {
            for &number in keys_of(place) {
                match shelves.get_mut(number as usize) {
                    Some(shelf) if !(only_vague && shelf.vague.is_empty()) => {
                        shelf.exact.push(place);
                    }
                    _ => {}
                }
            }
        }
        Shelves {
            keys,
            shelves,
            people: self.persons..words,
            only_vague,
            is_vague,
        }
    }

    /// What others have too, and fewest do.
    fn rarest(&self, place: u32) -> impl Iterator<Item = u32> + use<> {
        let terms = self.terms(place).unwrap_or_default();
        let mut keys: [(f64, u32); RAREST] = [(0.0, u32::MAX); RAREST];
        for &number in terms.words.iter().chain(terms.actors) {
            let Some(Weight {
                key, shared: true, ..
            }) = self.weights.get(number as usize)
            else {
                continue;
            };
            // Of equals the first stays.
            let mut next = (*key, number);
            for kept in &mut keys {
                if next.0 > kept.0 {
                    std::mem::swap(kept, &mut next);
                }
            }
        }
        (keys.into_iter().map(|(_, number)| number)).filter(|&number| number != u32::MAX)
    }
}

/// The reports that share something, in order.
#[derive(Default)]
struct Shelf {
    /// Those of more than a day, or of no known month.
    vague: Vec<u32>,
    exact: Vec<u32>,
}

/// Where reports stand by what they are looked for by.
struct Shelves<'a> {
    keys: Vec<Keys>,
    shelves: Vec<Shelf>,
    /// The numbers of people.
    people: Range<u32>,
    only_vague: bool,
    is_vague: &'a IsVague<'a>,
}

impl Shelves<'_> {
    /// The places of the reports that one is to be compared with, each once and in order. Each pair is
    /// found by one of the two: by the vaguer one, or by the one that stands before the other.
    fn near(&self, weigher: &Weigher<'_>, first: u32, others: &mut Vec<u32>) {
        let told = |place: u32| weigher.told.get(place as usize);
        let starts = |place: u32| told(place).map(|told| told.days().0);
        let is_vague = (self.is_vague)(first);
        if self.only_vague && !is_vague {
            return;
        }
        let (Some(days), Some(keys)) = (told(first).map(Told::days), self.keys.get(first as usize))
        else {
            return;
        };
        let tomorrow = days.0.tomorrow().ok();
        let after = |places: &[u32]| places.partition_point(|&place| place <= first);
        for &number in keys {
            let Some(Shelf { vague, exact }) = self.shelves.get(number as usize) else {
                continue;
            };
            if is_vague {
                others.extend(vague.iter().skip(after(vague)).take(NEAR));
                // What is told of a day is in order.
                let from = exact.partition_point(|&place| starts(place) < Some(days.0));
                let within = (exact.iter().skip(from).take(NEAR_VAGUE))
                    .take_while(|&&place| starts(place) <= Some(days.1));
                others.extend(within);
            } else {
                // Of what happened to a person, the day may be told otherwise.
                let next = tomorrow.filter(|_| self.people.contains(&number));
                let near = (exact.iter().skip(after(exact)).take(NEAR)).take_while(|&&second| {
                    let second = starts(second);
                    second == Some(days.0) || (next.is_some() && second == next)
                });
                others.extend(near);
            }
        }
        others.sort_unstable();
        others.dedup();
    }
}
