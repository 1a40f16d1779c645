//! Everyone whom a corpus names, counted by the way from actors to articles, so that no article has
//! to be looked at.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{ActorCount, Catalogue};
use crate::actors::ActorId;

impl Catalogue {
    /// How much all articles speak of whom, the most often named first.
    #[must_use]
    pub fn everyone(&self) -> Vec<ActorCount> {
        let joined: HashMap<&ActorId, &ActorId> = self.roster.joined().collect();
        let mut several: HashMap<&ActorId, Vec<&ActorId>> = HashMap::new();
        for (&id, &is) in &joined {
            several.entry(is).or_insert_with(|| vec![is]).push(id);
        }
        let alone = self.by_actor.par_iter().filter_map(|(id, naming)| {
            let known_as_others = joined.contains_key(id) || several.contains_key(id);
            (!known_as_others).then(|| counted(id, naming.iter().copied()))
        });
        let merged = several.par_iter().filter_map(|(&is, ids)| {
            let mut naming: Vec<(u32, u32)> = (ids.iter())
                .flat_map(|id| self.naming_places(id))
                .copied()
                .collect();
            naming.sort_unstable();
            // One article may name an actor by two identities.
            naming.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            (!naming.is_empty()).then(|| counted(is, naming.into_iter()))
        });
        let mut counts: Vec<ActorCount> = alone.chain(merged).collect();
        counts.par_sort_unstable_by(|a, b| (b.mentions, &a.actor).cmp(&(a.mentions, &b.actor)));
        counts
    }
}

fn counted(actor: &ActorId, naming: impl ExactSizeIterator<Item = (u32, u32)>) -> ActorCount {
    ActorCount {
        actor: actor.clone(),
        articles: u32::try_from(naming.len()).unwrap_or(u32::MAX),
        mentions: naming.map(|(_, mentions)| mentions).sum(),
    }
}
