//! Whom a person means by the name that is typed: every name of every actor, folded, and whom each
//! means. Who is who is decided in the module above.

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::Roster;
use super::tables::Number;
use crate::actors::ActorId;
use crate::actors::find::without_article;
use crate::actors::spelling::sound;
use crate::text::fold::fold;
use crate::text::segment;

/// Names that one thread goes through at a time for what is typed.
const TOGETHER: u32 = 1 << 14;
/// Actors that one typed name may mean.
const MOST_CALLED: usize = 256;

impl Roster {
    /// Lets `name` be typed for an actor.
    pub(super) fn call(&mut self, name: &str, number: Number) {
        let folded = words(name);
        let Some(place) = self.place_called(&folded) else {
            let place = self.names.push(&folded);
            self.hear_of_one_more();
            let (seed, names) = (self.seed, &self.names);
            (self.called).insert(place, |place| seed.hash(names.bytes(place)));
            self.meant.push(number);
            return;
        };
        let known = 1 + self.also(place).len();
        if known < MOST_CALLED && !self.meant_by(place).any(|known| known == number) {
            self.also_meant.entry(place).or_default().push(number);
        }
    }

    /// Those who have exactly this name, in any case and accents.
    pub(super) fn called_exactly(&self, name: &str) -> impl Iterator<Item = Number> + '_ {
        self.exactly(&words(name)).into_iter()
    }

    /// Those who have exactly this folded name, by what the reader calls them as well.
    fn exactly(&self, folded: &str) -> Vec<Number> {
        let place = self.place_called(folded);
        let known = place.into_iter().flat_map(|place| self.meant_by(place));
        let decided = self.decided.called().filter(|(name, _)| *name == folded);
        known.chain(decided.map(|(_, number)| number)).collect()
    }

    /// The place of a folded name.
    fn place_called(&self, folded: &str) -> Option<u32> {
        (self.called).find(self.hashed(folded), |place| {
            self.names.bytes(place) == folded.as_bytes()
        })
    }

    fn also(&self, place: u32) -> &[Number] {
        self.also_meant.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whom the folded name at a place means.
    pub(super) fn meant_by(&self, place: u32) -> impl Iterator<Item = Number> + '_ {
        let first = self.meant.get(place as usize);
        first.into_iter().chain(self.also(place).iter().copied())
    }

    /// The actors that a person may mean by `text`: those with exactly this name, in any case and
    /// accents, else those with a name whose words begin with all of its words, else those with one that
    /// sounds like them. Sorted by id.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<ActorId> {
        let actual = self.actual(&self.called(text));
        let mut named: Vec<ActorId> = (actual.into_iter())
            .map(|number| ActorId(self.id(number).into()))
            .collect();
        named.par_sort_unstable();
        named
    }

    /// The numbers of the actors that have exactly this name, in any case and accents, without those
    /// that are really another.
    #[must_use]
    pub fn bearers(&self, name: &str) -> Vec<Number> {
        self.actual(&self.exactly(&words(name)))
    }

    /// The numbers of those who these numbers really are, each once and in order.
    #[must_use]
    pub fn actual(&self, numbers: &[Number]) -> Vec<Number> {
        let mut found: Vec<Number> = numbers.iter().map(|&number| self.who(number)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The numbers of the actors that are meant as in [`Self::named`], before it is asked who they
    /// really are.
    #[must_use]
    pub fn called(&self, text: &str) -> Vec<Number> {
        let typed = words(text);
        let exactly = self.exactly(&typed);
        let mut numbers: Vec<Number> = if !exactly.is_empty() {
            exactly
        } else if typed.is_empty() {
            Vec::new()
        } else if let Some(role) = self.role_typed(&typed) {
            role
        } else {
            let begun = self.begun(&typed);
            match begun.is_empty() {
                true => self.called_as_heard(&typed.split(' ').collect::<Vec<_>>()),
                false => begun,
            }
        };
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The numbers of those with a name whose words begin with all words of `text`, before it is asked who they really
    /// are; in no order.
    #[must_use]
    pub fn begun_by(&self, text: &str) -> Vec<Number> {
        match words(text) {
            typed if typed.is_empty() => Vec::new(),
            typed => self.begun(&typed),
        }
    }

    /// The same by folded words, of which there are some.
    fn begun(&self, typed: &str) -> Vec<Number> {
        let typed: Vec<&str> = typed.split(' ').collect();
        let longest = typed.iter().max_by_key(|start| start.len());
        let finder = Finder::new(longest.copied().unwrap_or_default());
        let all = self.names.len();
        let mut begun: Vec<Number> = (0..all.div_ceil(TOGETHER))
            .into_par_iter()
            .flat_map_iter(|part| {
                let from = part * TOGETHER;
                let places = from..all.min(from.saturating_add(TOGETHER));
                self.names.holding(places, &finder)
            })
            .filter(|&place| {
                let name = self.names.get(place);
                typed.iter().all(|start| begins(name, start))
            })
            .flat_map_iter(|place| self.meant_by(place))
            .collect();
        begun.extend(self.decided_begun(&typed));
        begun
    }

    /// Those whom the reader calls by names whose words begin so.
    fn decided_begun(&self, typed: &[&str]) -> impl Iterator<Item = Number> {
        let called = self.decided.called();
        let begun = called.filter(|(name, _)| typed.iter().all(|start| begins(name, start)));
        begun.map(|(_, number)| number)
    }

    /// The other spellings of a name of one word, folded, that only one actor of the dictionary has: its
    /// names of one word that sound the same (`Shoigu`, `Šojgu`). Folded, each once.
    #[must_use]
    pub fn spellings(&self, folded: &str) -> Vec<String> {
        let [number] = *self.actual(&self.exactly(folded)) else {
            return Vec::new();
        };
        if self.is_introduced(&ActorId(self.id(number).into())) {
            return Vec::new();
        }
        let single = || {
            self.names(number)
                .filter(|name| segment::count_words(name) == 1)
        };
        let sounds: Vec<String> = single()
            .filter(|name| fold(name) == folded)
            .map(sound)
            .collect();
        let mut others: Vec<String> = single()
            .filter(|name| sounds.contains(&sound(name)))
            .map(fold)
            .filter(|name| name != folded)
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Those whom the articles name by the role that is typed, with its article or without.
    fn role_typed(&self, typed: &str) -> Option<Vec<Number>> {
        let bare = without_article(typed);
        let mut roles = [typed, bare]
            .into_iter()
            .map(|role| self.in_role(role).collect());
        roles.find(|numbers: &Vec<Number>| !numbers.is_empty())
    }

    /// Names in the order of whom they mean, by a rank that is lower the sooner somebody is meant; of
    /// a name that means several by the lowest of theirs. The first `most` of them.
    #[must_use]
    pub fn foremost(&self, rank: impl Fn(Number) -> u32 + Sync, most: usize) -> Foremost {
        let places = (0..self.names.len()).into_par_iter();
        let ranked = |place| {
            let meant = self.meant_by(place);
            meant
                .map(|number| (rank(number), number))
                .min()
                .map(|first| (first, place))
        };
        let mut names: Vec<(Rank, u32)> = places.filter_map(ranked).collect();
        if names.len() > most {
            names.select_nth_unstable(most);
            names.truncate(most);
            names.shrink_to_fit();
        }
        names.sort_unstable();
        Foremost(names)
    }

    /// Of those whom [`Self::called`] gives the `most` of the lowest ranks, where looking at the
    /// foremost names is enough to know them: where many begin like what is typed.
    #[must_use]
    pub fn called_first(
        &self,
        text: &str,
        foremost: &Foremost,
        rank: impl Fn(Number) -> u32,
        most: usize,
    ) -> Option<Vec<Number>> {
        let typed = words(text);
        if typed.is_empty() || !self.exactly(&typed).is_empty() {
            return None;
        }
        let typed: Vec<&str> = typed.split(' ').collect();
        let decided = self.decided_begun(&typed);
        let mut found: BTreeSet<Rank> = decided.map(|number| (rank(number), number)).collect();
        for &(first, place) in &foremost.0 {
            // Whoever else is meant by this name, or by one after it, has no lower rank.
            let last = most.checked_sub(1).and_then(|last| found.iter().nth(last));
            if last.is_some_and(|last| *last < first) {
                let first = found.into_iter().take(most);
                return Some(first.map(|(_, number)| number).collect());
            }
            let name = self.names.get(place);
            if typed.iter().all(|start| begins(name, start)) {
                let meant = self.meant_by(place);
                found.extend(meant.map(|number| (rank(number), number)));
            }
        }
        None
    }
}

/// How soon somebody is meant, and the number of who that is.
type Rank = (u32, Number);

/// The names by which those are called who are meant first; see [`Roster::foremost`].
#[derive(Debug, Default)]
pub struct Foremost(Vec<(Rank, u32)>);

/// Whether a word of a name begins so.
fn begins(name: &str, start: &str) -> bool {
    let begins = |at: usize| name.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ');
    name.starts_with(start) || name.match_indices(start).any(|(at, _)| begins(at))
}

/// The folded words of `text`, one space between.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for range in segment::words(&folded) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(range.of(&folded));
    }
    words
}
