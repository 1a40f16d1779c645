//! Whom of the articles a person means by what was typed for `actor:`.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Catalogue;
use crate::actors::ActorId;
use crate::actors::roster::{Foremost, Number};

/// Of so few letters, a name is taken for the beginning of so many at most, and of more of so many.
const LETTERS: usize = 2;
const MOST_BEGUN: usize = 512;
const MOST_MEANT: usize = 4096;
/// Names that are gone through for few letters before all are: so many of those most written of have
/// enough that begin with any usual letter.
const FOREMOST: usize = 1 << 15;

/// What is asked of everyone at once.
#[derive(Debug, Default)]
pub(super) struct Whom {
    /// By who they really are, the identities in the articles that are somebody else.
    identities: HashMap<Number, Vec<Number>>,
    /// For each actor of the roster, by number, how many articles name whom that really is.
    written: Vec<u32>,
    /// The names of those most written of; none where there are not many more.
    foremost: Foremost,
}

impl Whom {
    /// Lower for those of whom more is written.
    fn rank(&self, number: Number) -> u32 {
        let written = self.written.get(number as usize);
        u32::MAX - written.copied().unwrap_or(0)
    }
}

/// Who may be meant by a name: their names, and how many articles name each; those most written of first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Candidates<'a> {
    /// Those whom the name is taken for.
    pub meant: Vec<(&'a str, u32)>,
    /// Others, more written of, with a name that begins so.
    pub besides: Vec<(&'a str, u32)>,
}

impl Catalogue {
    /// Who may be meant by what was typed for `actor:`; nobody where it is an [`ActorId`].
    #[must_use]
    pub fn candidates(&self, typed: &str) -> Candidates<'_> {
        let (roster, whom) = (&self.roster, self.whom());
        if roster.number(&ActorId(typed.into())).is_some() {
            return Candidates::default();
        }
        let written = |number: Number| whom.written.get(number as usize).copied().unwrap_or(0);
        let told = |mut numbers: Vec<Number>| {
            numbers.retain(|&number| written(number) > 0 && roster.kind(number).is_some());
            numbers.sort_unstable_by_key(|&number| (whom.rank(number), number));
            let shown = numbers.iter().map(|&number| {
                let name = roster.name_of(number, self.language());
                (name, written(number))
            });
            shown.collect::<Vec<(&str, u32)>>()
        };
        let exact = roster.bearers(typed);
        let most = exact.iter().map(|&number| written(number)).max();
        let Some(most) = most.filter(|most| *most > 0) else {
            return Candidates {
                meant: told(roster.actual(&roster.called(typed))),
                besides: Vec::new(),
            };
        };
        let mut besides = roster.actual(&roster.begun_by(typed));
        besides.retain(|&number| written(number) > most);
        Candidates {
            meant: told(exact),
            besides: told(besides),
        }
    }

    /// Makes ready what searching would make when it is first asked, while somebody waits.
    pub(in crate::index) fn prepare(&self) {
        rayon::join(|| self.ranks(), || self.whom());
    }

    /// The same with what is asked of names alone, so that the screen need not wait for it, of a catalogue
    /// that is handed over on the way.
    pub(in crate::index) fn prepare_names(&self) {
        self.whom();
    }

    fn whom(&self) -> &Whom {
        self.whom.get_or_init(|| {
            let mut identities: HashMap<Number, Vec<Number>> = HashMap::new();
            for (id, is) in self.roster.joined() {
                if !self.by_actor.naming(id).is_empty() {
                    identities.entry(is).or_default().push(id);
                }
            }
            let naming = |id: Number| self.by_actor.naming(id).len();
            let written = |id: Number| {
                let is = self.roster.who(id);
                let others = identities.get(&is).into_iter().flatten();
                let all = naming(is) + others.map(|&id| naming(id)).sum::<usize>();
                u32::try_from(all).unwrap_or(u32::MAX)
            };
            let numbers = (0..self.roster.numbers()).into_par_iter();
            let written = numbers.map(written).collect();
            let mut whom = Whom {
                identities,
                written,
                foremost: Foremost::default(),
            };
            if self.roster.numbers() as usize > 2 * FOREMOST {
                let rank = |number| whom.rank(number);
                whom.foremost = self.roster.foremost(rank, FOREMOST);
            }
            Arc::new(whom)
        })
    }

    /// Every identity in the articles that a person may mean by what was typed for `actor:`, an
    /// [`ActorId`] included.
    #[must_use]
    pub fn named(&self, typed: &str) -> Vec<ActorId> {
        let whom = self.whom();
        let rank = |number: Number| whom.rank(number);
        let (most, first) = match typed.chars().nth(LETTERS) {
            Some(_) => (MOST_MEANT, None),
            None => {
                let foremost = &whom.foremost;
                let first = (self.roster).called_first(typed, foremost, rank, MOST_BEGUN);
                (MOST_BEGUN, first)
            }
        };
        let numbers = first.unwrap_or_else(|| {
            let mut numbers = self.roster.called(typed);
            if numbers.len() > most {
                // Those most written of; the next letter brings the others.
                numbers.select_nth_unstable_by_key(most, |&number| (rank(number), number));
                numbers.truncate(most);
            }
            numbers
        });
        let mut meant = self.roster.actual(&numbers);
        meant.extend(self.roster.number(&ActorId(typed.into())));
        let mut named: Vec<Number> = Vec::new();
        for id in meant {
            let is = self.roster.who(id);
            if self.roster.kind(is).is_none() {
                continue;
            }
            named.extend(whom.identities.get(&is).into_iter().flatten());
            if !self.by_actor.naming(is).is_empty() && self.roster.who(is) == is {
                named.push(is);
            }
        }
        named.sort_unstable();
        named.dedup();
        let ids = named.iter().map(|&id| ActorId(self.roster.id(id).into()));
        let mut ids: Vec<ActorId> = ids.collect();
        ids.sort_unstable();
        ids
    }
}
