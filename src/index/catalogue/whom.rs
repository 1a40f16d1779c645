//! Whom of the articles a person means by what was typed for `actor:`.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Catalogue;
use crate::actors::ActorId;
use crate::actors::roster::Number;

/// Of so few letters, a name is taken for the beginning of so many at most, and of more of so many.
const LETTERS: usize = 2;
const MOST_BEGUN: usize = 512;
const MOST_MEANT: usize = 4096;

/// What is asked of everyone at once.
#[derive(Debug, Default)]
pub(super) struct Whom {
    /// By who they really are, the identities in the articles that are somebody else.
    identities: HashMap<Number, Vec<Number>>,
    /// For each actor of the roster, by number, how many articles name whom that really is.
    written: Vec<u32>,
}

impl Catalogue {
    /// Makes ready what searching would make when it is first asked, while somebody waits.
    pub(in crate::index) fn prepare(&self) {
        rayon::join(|| self.ranks(), || self.whom());
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
            Arc::new(Whom {
                identities,
                written,
            })
        })
    }

    /// Every identity in the articles that a person may mean by what was typed for `actor:`, an
    /// [`ActorId`] included.
    #[must_use]
    pub fn named(&self, typed: &str) -> Vec<ActorId> {
        let whom = self.whom();
        let most = match typed.chars().nth(LETTERS) {
            None => MOST_BEGUN,
            Some(_) => MOST_MEANT,
        };
        let mut numbers = self.roster.called(typed);
        if numbers.len() > most {
            // Those most written of; the next letter brings the others.
            let written = |number: &u32| whom.written.get(*number as usize).copied();
            numbers.select_nth_unstable_by_key(most, |number| (Reverse(written(number)), *number));
            numbers.truncate(most);
        }
        let mut meant = self.roster.actual(&numbers);
        meant.extend(self.roster.number(&ActorId(typed.into())));
        let mut named: Vec<Number> = Vec::new();
        for id in meant {
            let is = self.roster.who(id);
            named.extend(whom.identities.get(&is).into_iter().flatten());
            if !self.by_actor.naming(is).is_empty() && self.roster.who(is) == is {
                named.push(is);
            }
        }
        named.sort_unstable();
        named.dedup();
        let ids = named
            .par_iter()
            .map(|&id| ActorId(self.roster.id(id).into()));
        let mut ids: Vec<ActorId> = ids.collect();
        ids.par_sort_unstable();
        ids
    }
}
