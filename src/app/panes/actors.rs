//! The list of actors: who is named by the articles that the lens leaves, how often, in how many.
//! Recognising them is for `actors`.

use crate::actors::{ActorId, ActorKind};
use crate::index::Entry;
use crate::index::catalogue::Catalogue;
use crate::search::fuzzy::{Candidate, Picker};
use crate::text::fold::fold;
use crate::text::language::Language;

use super::list::Cursor;

/// One actor of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who.
    pub id: ActorId,
    /// The name it is shown under.
    pub name: String,
    /// Its other names, for the line under the selected one.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Mentions in the articles that the lens leaves.
    pub mentions: u32,
    /// Articles that name it.
    pub articles: u32,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct ActorList {
    all: Vec<Row>,
    /// The rows shown.
    pub rows: Vec<Row>,
    /// The selected one.
    pub cursor: Cursor,
    /// Only this kind.
    pub kind: Option<ActorKind>,
    /// Sorted by name rather than by mentions.
    pub by_name: bool,
    /// Typed to filter the names.
    pub filter: String,
    /// Whether the filter is being typed.
    pub filtering: bool,
}

impl ActorList {
    /// Counts the actors of `entries`, which are of `catalogue`.
    pub fn fill<'a>(
        &mut self,
        catalogue: &Catalogue,
        language: Language,
        entries: impl Iterator<Item = &'a Entry>,
    ) {
        let counts = catalogue.actor_counts(entries).into_iter();
        self.all = counts
            .filter_map(|count| {
                let actor = catalogue.roster.get(&count.actor)?;
                Some(Row {
                    id: actor.id,
                    name: catalogue.roster.name(&count.actor, language).to_owned(),
                    aliases: actor.aliases,
                    kind: actor.kind,
                    mentions: count.mentions,
                    articles: count.articles,
                })
            })
            .collect();
        self.arrange();
    }

    /// Applies filter, kind and order; the selected actor stays selected.
    pub fn arrange(&mut self) {
        let selected = self.selected().map(|row| row.id.clone());
        let fits = |row: &&Row| self.kind.is_none_or(|kind| row.kind == kind);
        let mut rows: Vec<Row> = self.all.iter().filter(fits).cloned().collect();
        if self.by_name {
            rows.sort_by_cached_key(|row| (fold(&row.name), row.id.clone()));
        } else {
            rows.sort_by(|a, b| {
                b.mentions
                    .cmp(&a.mentions)
                    .then_with(|| a.name.cmp(&b.name))
                    .then_with(|| a.id.cmp(&b.id))
            });
        }
        if !self.filter.trim().is_empty() {
            rows = picked(rows, &self.filter);
        }
        self.rows = rows;
        self.cursor.set_len(self.rows.len());
        let place = selected.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.cursor.select(place.unwrap_or(0));
    }

    /// Shows the next kind only, or after the last one all again.
    pub fn next_kind(&mut self) {
        self.kind = match self.kind {
            None => ActorKind::ALL.first().copied(),
            Some(kind) => ActorKind::ALL.into_iter().find(|&next| next > kind),
        };
        self.arrange();
    }

    /// The selected actor.
    #[must_use]
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.selected()?)
    }

    /// The most mentions of any actor, for the bars.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.all.iter().map(|row| row.mentions).max().unwrap_or(0)
    }
}

/// The rows whose names fit what is typed, as in the picker: the best first, equals in their order.
fn picked(rows: Vec<Row>, typed: &str) -> Vec<Row> {
    let picker: Picker<Row> = rows
        .into_iter()
        .map(|row| Candidate {
            label: row.name.clone(),
            detail: row.aliases.join(", "),
            kind: row,
        })
        .collect();
    let picks = picker.pick(typed, usize::MAX);
    let candidates = picker.candidates();
    let rows = picks
        .best
        .iter()
        .filter_map(|pick| candidates.get(pick.index));
    rows.map(|candidate| candidate.kind.clone()).collect()
}
