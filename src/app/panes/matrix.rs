//! The matrix of who appears with whom: the actors named most often by the articles of the lens,
//! and for each two of them in how many articles, or paragraphs, both are named.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::actors::{ActorId, ActorKind};
use crate::index::Entry;
use crate::index::catalogue::Catalogue;
use crate::index::together::{Pair, together};
use crate::text::language::Language;

use super::list::Cursor;

/// Actors in the matrix.
const MOST: usize = 60;

/// One actor of the matrix.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub id: ActorId,
    /// The name it is shown under.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
}

/// The matrix.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// Who, the most often named first; rows and columns alike.
    pub actors: Vec<Named>,
    pairs: HashMap<[ActorId; 2], Pair>,
    /// The selected row.
    pub row: Cursor,
    /// The selected column.
    pub column: Cursor,
    /// Whether paragraphs are counted rather than articles.
    pub by_passage: bool,
    /// Only this kind.
    pub kind: Option<ActorKind>,
}

impl Matrix {
    /// Counts who is named with whom in `entries`, which are of `catalogue`.
    pub fn fill<'a>(
        &mut self,
        catalogue: &Catalogue,
        language: Language,
        entries: impl Iterator<Item = &'a Arc<Entry>> + Clone,
    ) {
        let roster = &catalogue.roster;
        self.actors = catalogue
            .actor_counts(entries.clone().map(|entry| &**entry))
            .into_iter()
            .filter_map(|count| {
                let kind = roster.kind_of(&count.actor)?;
                let name = roster.name(&count.actor, language).to_owned();
                let fits = self.kind.is_none_or(|only| only == kind);
                fits.then_some(Named {
                    id: count.actor,
                    name,
                    kind,
                })
            })
            .take(MOST)
            .collect();
        let among: HashSet<ActorId> = self.actors.iter().map(|actor| actor.id.clone()).collect();
        self.pairs = together(roster, entries.map(|entry| &**entry), Some(&among))
            .into_iter()
            .map(|pair| (pair.actors.clone(), pair))
            .collect();
        let len = self.actors.len();
        self.row.set_len(len);
        self.column.set_len(len);
        if self.row.selected() == self.column.selected() && len > 1 {
            self.column.select(1);
        }
    }

    /// Shows the next kind only, or after the last one all again.
    pub fn next_kind(&mut self) {
        self.kind = match self.kind {
            None => ActorKind::ALL.first().copied(),
            Some(kind) => ActorKind::ALL.into_iter().find(|&next| next > kind),
        };
    }

    /// How often two actors, by their places, are named together; `None` for one and itself.
    #[must_use]
    pub fn together(&self, row: usize, column: usize) -> Option<Pair> {
        let (a, b) = (self.actors.get(row)?, self.actors.get(column)?);
        if row == column {
            return None;
        }
        let mut actors = [a.id.clone(), b.id.clone()];
        actors.sort();
        Some(self.pairs.get(&actors).cloned().unwrap_or(Pair {
            actors,
            articles: 0,
            passages: 0,
        }))
    }

    /// What is counted of a pair.
    #[must_use]
    pub const fn count(&self, pair: &Pair) -> u32 {
        if self.by_passage {
            pair.passages
        } else {
            pair.articles
        }
    }

    /// The two actors of the selected cell.
    #[must_use]
    pub fn selected(&self) -> Option<(&Named, &Named)> {
        let row = self.actors.get(self.row.selected()?)?;
        Some((row, self.actors.get(self.column.selected()?)?))
    }
}
