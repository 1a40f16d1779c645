//! The matrix of who appears with whom: the actors named most often by the articles of the lens,
//! and for each two of them in how many articles, or paragraphs, both are named.

use std::collections::{HashMap, HashSet};

use crate::actors::{ActorId, ActorKind};
use crate::app::among::Among;
use crate::app::turns::Turns;
use crate::index::together::{Pair, together};

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
    /// Whether it was counted yet.
    pub counted: bool,
    pub(in crate::app) turns: Turns,
}

impl Matrix {
    /// Counts who is named with whom in these articles; only actors of `kind`, where one is given.
    pub(in crate::app) fn filled(among: &Among, kind: Option<ActorKind>) -> Self {
        let roster = &among.catalogue.roster;
        let counts = among.counted();
        let named = counts.into_iter().filter_map(|count| {
            let is = roster.kind(count.actor)?;
            let fits = kind.is_none_or(|only| only == is);
            fits.then(|| Named {
                name: roster.name_of(count.actor, among.language).to_owned(),
                id: ActorId(roster.id(count.actor).into()),
                kind: is,
            })
        });
        let actors: Vec<Named> = named.take(MOST).collect();
        let ids: HashSet<ActorId> = actors.iter().map(|actor| actor.id.clone()).collect();
        let entries = among.articles.iter().map(|row| row.entry);
        let pairs = together(roster, entries, Some(&ids)).into_iter();
        Self {
            actors,
            pairs: pairs.map(|pair| (pair.actors.clone(), pair)).collect(),
            ..Self::default()
        }
    }

    /// Takes the actors and counts of another; what is selected stays, and how it is counted.
    pub(in crate::app) fn show(&mut self, filled: Self) {
        self.actors = filled.actors;
        self.pairs = filled.pairs;
        self.counted = true;
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
