//! Everyone whom some articles name, and how often; of all articles by the way from actors to
//! articles, so that no article has to be looked at.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rayon::prelude::*;

use super::Catalogue;
use super::naming::Naming;
use crate::actors::ActorId;
use crate::actors::roster::{Number, Roster};
use crate::index::Entry;
use crate::text::fold::Alphabetical;
use crate::text::hash::Direct;
use crate::text::language::Language;

/// How much some articles speak of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorCount {
    /// Whom; of merged identities the one that is left.
    pub actor: ActorId,
    /// Mentions in all of them.
    pub mentions: u32,
    /// How many of them are not sure.
    pub unsure: u32,
    /// How many of the articles mention the actor.
    pub articles: u32,
}

/// The same by the number of the actor in the roster of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whom; of merged identities the one that is left.
    pub actor: Number,
    /// Mentions in all of them.
    pub mentions: u32,
    /// How many of them are not sure.
    pub unsure: u32,
    /// How many of the articles mention the actor.
    pub articles: u32,
}

impl Catalogue {
    /// How much all articles speak of whom, the most often named first.
    #[must_use]
    pub fn everyone(&self) -> Vec<Counted> {
        let joined: HashMap<Number, Number> = self.roster.joined().collect();
        let mut several: HashMap<Number, Vec<Number>> = HashMap::new();
        for (&id, &is) in &joined {
            // Whoever is somebody else is counted there.
            let own = || match joined.contains_key(&is) {
                true => Vec::new(),
                false => vec![is],
            };
            several.entry(is).or_insert_with(own).push(id);
        }
        let alone = (0..self.roster.numbers()).into_par_iter().filter_map(|id| {
            let known_as_others = joined.contains_key(&id) || several.contains_key(&id);
            let naming = self.by_actor.naming(id);
            (!known_as_others && !naming.is_empty()).then(|| Counted::of(id, naming))
        });
        let merged = several.par_iter().filter_map(|(&is, ids)| {
            let all = ids.iter().flat_map(|&id| self.by_actor.naming(id));
            let mut naming: Vec<Naming> = all.copied().collect();
            naming.sort_unstable();
            // One article may name an actor by two identities.
            naming.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            (!naming.is_empty()).then(|| Counted::of(is, &naming))
        });
        let counts = alone.chain(merged).collect();
        self.most_first(counts)
    }

    /// How much these articles speak of whom, the most often named first.
    #[must_use]
    pub fn counted<'a>(&self, articles: impl Iterator<Item = Entry<'a>>) -> Vec<Counted> {
        #[derive(Default)]
        struct Count {
            mentions: u32,
            unsure: u32,
            articles: u32,
            /// The last article that was counted: one may name an actor by two merged identities.
            last: usize,
        }
        let mut counts: HashMap<Number, Count, BuildHasherDefault<Direct>> = HashMap::default();
        for (number, entry) in (1..).zip(articles) {
            for (actor, times) in entry.times() {
                let count = counts.entry(self.roster.who(actor)).or_default();
                count.mentions += times.mentions();
                count.unsure += times.unsure();
                count.articles += u32::from(count.last < number);
                count.last = number;
            }
        }
        let counts = counts.into_iter();
        let counted = counts.map(|(actor, count)| Counted {
            actor,
            mentions: count.mentions,
            unsure: count.unsure,
            articles: count.articles,
        });
        self.most_first(counted.collect())
    }

    /// In the one order in which actors are listed: the most often named first, equals by the name that is
    /// shown, and those of one name by their identities.
    fn most_first(&self, mut counts: Vec<Counted>) -> Vec<Counted> {
        let (roster, language) = (&self.roster, self.language());
        counts.par_sort_by_cached_key(|count| {
            let name = roster.name_of(count.actor, language);
            let id = roster.id(count.actor);
            (Reverse(count.mentions), Alphabetical(name), id)
        });
        counts
    }

    /// The same by the stable names of the actors.
    #[must_use]
    pub fn actor_counts<'a>(&self, articles: impl Iterator<Item = Entry<'a>>) -> Vec<ActorCount> {
        let counted = self.counted(articles).into_iter();
        counted.map(|count| self.actor_count(count)).collect()
    }

    /// One of them.
    #[must_use]
    pub fn actor_count(&self, counted: Counted) -> ActorCount {
        ActorCount {
            actor: ActorId(self.roster.id(counted.actor).into()),
            mentions: counted.mentions,
            unsure: counted.unsure,
            articles: counted.articles,
        }
    }
}

impl Counted {
    fn of(actor: Number, naming: &[Naming]) -> Self {
        Self {
            actor,
            articles: u32::try_from(naming.len()).unwrap_or(u32::MAX),
            mentions: naming.iter().map(|(_, times)| times.mentions()).sum(),
            unsure: naming.iter().map(|(_, times)| times.unsure()).sum(),
        }
    }

    /// Sorts them by the names that `roster` shows in this language, as they are read aloud.
    pub fn sort_by_name(rows: &mut [Self], roster: &Roster, language: Language) {
        rows.par_sort_by_cached_key(|row| {
            let name = roster.name_of(row.actor, language);
            (Alphabetical(name), roster.id(row.actor))
        });
    }
}
