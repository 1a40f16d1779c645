//! Which articles name whom, and how often: of nearly everyone in one piece of memory, and of those
//! with whom something changed since apart.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::actors::roster::Number;
use crate::index::times::Times;
use crate::text::hash::Direct;

/// The place of an article, and how often it names somebody.
pub(super) type Naming = (u32, Times);

/// The articles that name each actor, by its number, in the order of the corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct ByActor {
    all: Arc<Pieces>,
    /// Those with whom something changed, whole.
    fresh: HashMap<Number, Vec<Naming>, BuildHasherDefault<Direct>>,
}

#[derive(Debug, Default)]
struct Pieces {
    naming: Vec<Naming>,
    /// Where those of each actor begin, and the last ones end.
    from: Vec<u32>,
}

/// Whom some articles name, by their numbers, and how often.
#[derive(Debug, Default)]
pub(in crate::index) struct Named {
    all: Vec<(Number, Times)>,
    /// Where those of each article end.
    ends: Vec<usize>,
}

impl Named {
    /// Adds whom the next article names.
    pub(in crate::index) fn push(&mut self, named: impl Iterator<Item = (Number, Times)>) {
        self.all.extend(named);
        self.ends.push(self.all.len());
    }

    /// Whether all of them have lower numbers.
    pub(in crate::index) fn are_below(&self, numbers: Number) -> bool {
        self.all.iter().all(|&(actor, _)| actor < numbers)
    }

    /// Those of each article.
    fn each(&self) -> impl Iterator<Item = &[(Number, Times)]> {
        let before = std::iter::once(0).chain(self.ends.iter().copied());
        let range = before.zip(self.ends.iter().copied());
        range.map(|(from, to)| self.all.get(from..to).unwrap_or_default())
    }
}

/// So many may be apart before all are put together.
const APART: usize = 1 << 12;

impl ByActor {
    /// Of whom articles name, one after the other.
    pub(super) fn of(named: &[Named]) -> Self {
        let all = || named.iter().flat_map(|named| &named.all);
        let most = all().map(|(actor, _)| *actor).max();
        let mut from = vec![0_u32; most.map_or(0, |most| most as usize + 2)];
        for (actor, _) in all() {
            if let Some(count) = from.get_mut(*actor as usize + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for count in &mut from {
            before += *count;
            *count = before;
        }
        let mut next = from.clone();
        let mut naming = vec![Naming::default(); before as usize];
        let each = named.iter().flat_map(Named::each);
        for (place, named) in (0..).zip(each) {
            for &(actor, count) in named {
                if let Some(next) = next.get_mut(actor as usize)
                    && let Some(here) = naming.get_mut(*next as usize)
                {
                    *here = (place, count);
                    *next += 1;
                }
            }
        }
        Self {
            all: Arc::new(Pieces { naming, from }),
            fresh: HashMap::default(),
        }
    }

    /// The articles that name an actor.
    pub(super) fn naming(&self, actor: Number) -> &[Naming] {
        match self.fresh.get(&actor) {
            Some(fresh) => fresh,
            None => self.all.naming(actor),
        }
    }

    /// Changes the articles that name an actor.
    pub(super) fn change(&mut self, actor: Number, change: impl FnOnce(&mut Vec<Naming>)) {
        let all = &self.all;
        let fresh = self.fresh.entry(actor);
        change(fresh.or_insert_with(|| all.naming(actor).to_vec()));
        if self.fresh.len() > APART + self.all.from.len() / 4 {
            self.settle(&|place| Some(place));
        }
    }

    /// Gives articles other places; those that have none any more are let go.
    pub(super) fn settle(&mut self, after: &(dyn Fn(u32) -> Option<u32> + Sync)) {
        let known = self.all.from.len().saturating_sub(1);
        let most = self.fresh.keys().max().map_or(0, |&most| most as usize + 1);
        let mut naming = Vec::with_capacity(self.all.naming.len());
        let mut from = Vec::with_capacity(known.max(most) + 1);
        from.push(0);
        for actor in (0..).take(known.max(most)) {
            let begin = naming.len();
            let here = self.naming(actor).iter();
            naming.extend(here.filter_map(|&(place, count)| Some((after(place)?, count))));
            if let Some(here) = naming.get_mut(begin..)
                && !here.is_sorted()
            {
                here.sort_unstable();
            }
            from.push(u32::try_from(naming.len()).unwrap_or(u32::MAX));
        }
        naming.shrink_to_fit();
        *self = Self {
            all: Arc::new(Pieces { naming, from }),
            fresh: HashMap::default(),
        };
    }
}

impl Pieces {
    fn naming(&self, actor: Number) -> &[Naming] {
        let at = |actor: usize| self.from.get(actor).map(|&at| at as usize);
        let range = at(actor as usize).zip(at(actor as usize + 1));
        range
            .and_then(|(from, to)| self.naming.get(from..to))
            .unwrap_or_default()
    }
}
