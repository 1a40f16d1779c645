//! People whom a text introduces twice, once with a slip: the same given name and family names that one
//! letter parts, or the same family name and given names of which one is none, where nothing says that they are
//! two. Names close to those of the dictionary are read as them in [`super::misspelt`], slips across articles are for [`crate::actors::roster`].

use super::persons::Person;
use super::reading::{Reading, Who};
use crate::actors::dictionary::words::{TITLE, TRADE};
use crate::actors::spelling::is_one_letter_off;
use crate::actors::{self, ActorKind};
use crate::text::hash::{Table, TextTable};

/// A word of a name that may be wrong, and the others.
type Part<'a> = (&'a &'a str, &'a [&'a str]);

/// Letters of a family name of which one may be wrong.
const SHORTEST: usize = 6;
/// Letters of a given name of which one may be wrong.
const SHORTEST_GIVEN: usize = 5;
/// So much more often somebody is named whom others are named for by a slip that comes more than once.
const COMMONER: u32 = 4;
/// People of one given name and initial that are compared.
const MOST_COMPARED: usize = 64;
/// Tokens between the names of two people who are told one after the other.
const BESIDE: usize = 3;

impl<'a> Reading<'a> {
    /// Joins those whose names are one but for a letter to the one whom the text names oftener, or first; it is
    /// not sure.
    pub(super) fn join_slips(&mut self) {
        let mut alike: TextTable<(&'a str, Option<char>), Vec<&Person<'a>>> = TextTable::default();
        for (word, people) in &self.people.by_word {
            let full = people.iter().filter(|person| {
                person.words.len() > 1
                    && person.words.last() == Some(word)
                    && word.chars().count() >= SHORTEST
                    && matches!(person.who, Who::New(_))
                    && self.kind(person.who) == ActorKind::Person
            });
            for person in full {
                let Some(&given) = person.words.first() else {
                    continue;
                };
                // By the given name, and by the family name.
                for key in [(given, word.chars().next()), (*word, given.chars().next())] {
                    let group = alike.entry(key).or_default();
                    if group.len() < MOST_COMPARED {
                        group.push(person);
                    }
                }
            }
        }
        let mut joined: Table<u32, (u32, (usize, usize))> = Table::default();
        for group in alike.values_mut().filter(|group| group.len() > 1) {
            // Whose given name is one, whom the text names oftenest, then first.
            group.sort_by_cached_key(|person| {
                let given = person.words.first();
                let slip = given.is_none_or(|given| !self.dictionary.is_given(given));
                (slip, u32::MAX - person.times, person.first)
            });
            for (at, rare) in group.iter().enumerate() {
                let known = group.get(..at).unwrap_or_default().iter();
                let mut known = known.filter(|known| self.is_slip_of(rare, known));
                if let (Some(one), None) = (known.next(), known.next())
                    && let (Who::New(from), Who::New(to)) = (rare.who, one.who)
                    && !joined.contains_key(&to)
                {
                    joined.insert(from, (to, (one.first, one.end)));
                }
            }
        }
        self.join(&joined);
    }

    /// Whether `rare` is `known` by a slip.
    fn is_slip_of(&self, rare: &Person<'_>, known: &Person<'_>) -> bool {
        let family = rare.words.split_last().zip(known.words.split_last());
        let given = rare.words.split_first().zip(known.words.split_first());
        let one = |(wrong, rest): Part<'_>, (right, others): Part<'_>| {
            // Marco Ferrari and Marco Ferraro are of two families.
            let stem = |word: &'_ str| word.trim_end_matches(['a', 'e', 'i', 'o']).len();
            let ending = wrong.get(..stem(wrong)) == right.get(..stem(right));
            rest == others && is_one_letter_off(wrong, right) && !ending
        };
        let slip = family.is_some_and(|(a, b)| one(a, b))
            || given.is_some_and(|(a, b)| {
                let long = a.0.chars().count() >= SHORTEST_GIVEN;
                long && !self.dictionary.is_given(a.0) && self.dictionary.is_given(b.0) && one(a, b)
            });
        let seldom = rare.times == 1 || known.times >= COMMONER.saturating_mul(rare.times);
        let beside = rare
            .first
            .abs_diff(known.end)
            .min(known.first.abs_diff(rare.end))
            < BESIDE;
        let role = |person: &Person<'_>| {
            let before = person.first.checked_sub(1)?;
            let role = self.is_spaced(person.first) && self.means(before, TITLE | TRADE);
            role.then(|| self.folded(before))
        };
        let two = role(rare).zip(role(known)).is_some_and(|(a, b)| a != b);
        slip && seldom && !beside && !two
    }

    /// Lets everyone whom the text names by a slip be who is meant.
    fn join(&mut self, joined: &Table<u32, (u32, (usize, usize))>) {
        if joined.is_empty() {
            return;
        }
        for named in &mut self.named {
            if let Who::New(number) = named.who
                && let Some(&(is, full)) = joined.get(&number)
            {
                named.who = Who::New(is);
                named.found = actors::Found::Spelling;
                named.sure = false;
                named.evidence = Some(full);
            }
        }
        for person in self.people.by_word.values_mut().flatten() {
            if let Who::New(number) = person.who
                && let Some(&(is, _)) = joined.get(&number)
            {
                person.who = Who::New(is);
            }
        }
        // A slip is no name of theirs: in another article it may be somebody else's.
        self.dropped.extend(joined.keys().copied());
    }
}
