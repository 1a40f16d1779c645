//! Which pairs of the reports of a stretch of time are compared, so that not each is with each: those
//! that share one of their rarest words or actors, or what the stories of their articles are known by.
//! How alike a pair is, is left to [`super::alike`].

use rayon::prelude::*;

use super::alike::Weigher;
use super::feature::Weight;
use super::story::Stories;
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

impl Weigher<'_> {
    /// The pairs that are alike enough, the most alike first; where `vague` is told, only those with
    /// one of which it is true.
    pub(super) fn pairs(&self, vague: Option<&[bool]>) -> Vec<Pair> {
        let mut candidates = Vec::new();
        if self.told.len() <= FEW {
            let all: Vec<u32> = (0..).take(self.told.len()).collect();
            each_with_each(&all, &mut candidates);
        } else {
            self.shelves(vague, &mut candidates);
            candidates.par_sort_unstable();
            candidates.dedup();
        }
        let is_vague = |place: u32| {
            vague.is_none_or(|vague| vague.get(place as usize).is_some_and(|&vague| vague))
        };
        let mut pairs: Vec<Pair> = (candidates.into_par_iter().with_min_len(1 << 12))
            .map(|pair| ((pair >> 32) as u32, pair as u32))
            .filter(|&(first, second)| is_vague(first) || is_vague(second))
            .filter_map(|(first, second)| {
                let surplus = self.more_than_enough(first, second, 0.0)?;
                (surplus >= 0.0).then_some(Pair {
                    first,
                    second,
                    surplus,
                })
            })
            .collect();
        pairs.par_sort_unstable_by(|a, b| {
            (b.surplus.total_cmp(&a.surplus))
                .then_with(|| (a.first, a.second).cmp(&(b.first, b.second)))
        });
        pairs
    }

    /// What may be alike: what shares one of its rarest words and actors, or what the stories of its
    /// article are known by.
    fn shelves(&self, vague: Option<&[bool]>, candidates: &mut Vec<u64>) {
        let told = |place: u32| self.told.get(place as usize);
        let is_vague = |place: &u32| match vague {
            Some(vague) => vague.get(*place as usize).is_some_and(|&vague| vague),
            None => told(*place).is_some_and(|told| !told.is_of_day()),
        };
        let starts = |place: u32| told(place).map(|told| told.days().0);
        let shelves = self.shelved(vague.is_some(), is_vague);
        let people = self.persons..u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        for (number, (some_vague, exact)) in (0..).zip(shelves) {
            for (nth, &first) in (1..).zip(&some_vague) {
                let others = some_vague.iter().skip(nth).take(NEAR);
                candidates.extend(others.map(|&second| pair(first, second)));
                // What is told of a day is in order.
                let Some(days) = told(first).map(Told::days) else {
                    continue;
                };
                let from = exact.partition_point(|&place| starts(place) < Some(days.0));
                let within = (exact.iter().skip(from).take(NEAR_VAGUE))
                    .take_while(|&&place| starts(place) <= Some(days.1));
                candidates.extend(within.map(|&second| pair(first, second)));
            }
            if vague.is_none() {
                for (nth, &first) in (1..).zip(&exact) {
                    let day = starts(first);
                    // Of what happened to a person, the day may be told otherwise.
                    let next = (day.filter(|_| people.contains(&number)))
                        .and_then(|day| day.tomorrow().ok());
                    let others = (exact.iter().skip(nth).take(NEAR)).take_while(|&&second| {
                        let second = starts(second);
                        second == day || (next.is_some() && second == next)
                    });
                    candidates.extend(others.map(|&second| pair(first, second)));
                }
            }
        }
    }

    /// The reports by each of their rarest words and actors, and then by what their stories are known
    /// by, in order: first those that are vague, where `only_theirs` is told by no other words and actors
    /// than these have.
    fn shelved(
        &self,
        only_theirs: bool,
        is_vague: impl Fn(&u32) -> bool,
    ) -> Vec<(Vec<u32>, Vec<u32>)> {
        let mut shelves: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
        let stories = Stories::new(self.told);
        shelves.resize_with(self.weights.len() + stories.len(), Default::default);
        let keys = |place: u32| {
            let story = stories
                .of(place)
                .map(|story| story + self.weights.len() as u32);
            self.rarest(place).chain(story)
        };
        let (vague, exact): (Vec<u32>, Vec<u32>) = (0..u32::try_from(self.told.len())
            .unwrap_or(u32::MAX))
            .partition(|place| is_vague(place));
        for place in vague {
            for number in keys(place) {
                if let Some((vague, _)) = shelves.get_mut(number as usize) {
                    vague.push(place);
                }
            }
        }
        for place in exact {
            for number in keys(place) {
                match shelves.get_mut(number as usize) {
                    Some((vague, exact)) if !(only_theirs && vague.is_empty()) => exact.push(place),
                    _ => {}
                }
            }
        }
        shelves
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

/// Two places as one number, the lower one first.
fn pair(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

fn each_with_each(all: &[u32], candidates: &mut Vec<u64>) {
    for (nth, &first) in (1..).zip(all) {
        let others = all.iter().skip(nth);
        candidates.extend(others.map(|&second| pair(first, second)));
    }
}
