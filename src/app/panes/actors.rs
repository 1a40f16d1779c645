//! The list of actors: who is named by the articles that the lens leaves, how often, in how many.
//! Recognising them is for `actors`.

use std::borrow::Cow;
use std::sync::Arc;

use crate::actors::roster::Roster;
use crate::actors::{Actor, ActorId, ActorKind};
use crate::app::turns::Turns;
use crate::index::catalogue::{ActorCount, Catalogue, Counted};
use crate::search::fuzzy::{Named, Picker};
use crate::text::language::Language;

use super::list::Cursor;

/// Which actors are listed, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Only this kind.
    pub kind: Option<ActorKind>,
    /// Sorted by name rather than by mentions.
    pub by_name: bool,
    /// Typed to filter the names.
    pub filter: String,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct ActorList {
    /// Everyone whom the articles of the lens name, the most often named first; `None` until they
    /// are counted.
    pub(in crate::app) counts: Option<Arc<[Counted]>>,
    /// Of which catalogue they are.
    pub(in crate::app) catalogue: Arc<Catalogue>,
    most_articles: u32,
    most_unsure: u32,
    rows: Vec<Counted>,
    /// The selected one.
    pub cursor: Cursor,
    /// Which are wanted. The rows may still be those of before.
    pub arrangement: Arrangement,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// Whether the rows are those that are wanted.
    pub(in crate::app) current: bool,
    /// Whether the selected one is to be opened as soon as they are.
    pub(in crate::app) hurried: bool,
    pub(in crate::app) turns: Turns,
}

impl ActorList {
    /// Shows these rows; the selected actor stays selected.
    pub(in crate::app) fn show(
        &mut self,
        catalogue: Arc<Catalogue>,
        counts: Arc<[Counted]>,
        rows: Vec<Counted>,
    ) {
        let selected = self.selected().map(|row| row.actor);
        let selected = selected.and_then(|id| catalogue.roster.number(&id));
        self.catalogue = catalogue;
        let articles = counts.iter().map(|count| count.articles);
        self.most_articles = articles.max().unwrap_or(0);
        self.most_unsure = counts.iter().map(|count| count.unsure).max().unwrap_or(0);
        self.counts = Some(counts);
        self.rows = rows;
        self.current = true;
        self.cursor.set_len(self.rows.len());
        let place = selected.and_then(|id| self.rows.iter().position(|row| row.actor == id));
        self.cursor.select(place.unwrap_or(0));
    }

    /// Wants the next kind only, or after the last one all again.
    pub(in crate::app) fn next_kind(&mut self) {
        self.arrangement.kind = match self.arrangement.kind {
            None => ActorKind::ALL.first().copied(),
            Some(kind) => ActorKind::ALL.into_iter().find(|&next| next > kind),
        };
    }

    /// How many are shown.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The actor in a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<ActorCount> {
        let counted = self.rows.get(row)?;
        Some(self.catalogue.actor_count(*counted))
    }

    /// The names of an actor of the list beside that which is shown.
    #[must_use]
    pub fn other_names(&self, id: &ActorId) -> Vec<String> {
        let names = self.catalogue.roster.all_names(id);
        names.into_iter().skip(1).collect()
    }

    /// What is known of an actor of the list.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<Actor> {
        self.catalogue.roster.get(id)
    }

    /// The selected actor.
    #[must_use]
    pub fn selected(&self) -> Option<ActorCount> {
        self.get(self.cursor.selected()?)
    }

    /// The most mentions of any actor, for the bars.
    #[must_use]
    pub fn most(&self) -> u32 {
        let most = self.counts.as_ref().and_then(|counts| counts.first());
        most.map_or(0, |count| count.mentions)
    }

    /// The most articles that name any actor.
    #[must_use]
    pub const fn most_articles(&self) -> u32 {
        self.most_articles
    }

    /// The most mentions of any actor that are not sure.
    #[must_use]
    pub const fn most_unsure(&self) -> u32 {
        self.most_unsure
    }

    /// Whether the actors are still being counted.
    #[must_use]
    pub const fn is_counting(&self) -> bool {
        self.counts.is_none()
    }
}

/// Those of `counts` that are wanted, in their order or in that of their names; where a filter is typed the
/// best first, as in the picker, and equals in that order.
pub(in crate::app) fn arranged(
    counts: &[Counted],
    roster: &Roster,
    language: Language,
    arrangement: &Arrangement,
) -> Vec<Counted> {
    let fits = |count: &&Counted| {
        let kind = roster.kind(count.actor);
        kind.is_some() && arrangement.kind.is_none_or(|only| kind == Some(only))
    };
    let mut rows: Vec<Counted> = counts.iter().filter(fits).copied().collect();
    if arrangement.by_name {
        Counted::sort_by_name(&mut rows, roster, language);
    }
    if arrangement.filter.trim().is_empty() {
        return rows;
    }
    let picker = Picker::new(Rows {
        rows,
        roster,
        language,
    });
    let picks = picker.pick(&arrangement.filter, usize::MAX);
    let rows = &picker.names().rows;
    let best = picks.best.iter();
    best.filter_map(|pick| rows.get(pick.index).copied())
        .collect()
}

/// The names of actors.
struct Rows<'a> {
    rows: Vec<Counted>,
    roster: &'a Roster,
    language: Language,
}

impl Named for Rows<'_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn label(&self, index: usize) -> Cow<'_, str> {
        let row = self.rows.get(index);
        row.map_or("", |row| self.roster.name_of(row.actor, self.language))
            .into()
    }

    fn detail(&self, index: usize) -> Cow<'_, str> {
        let others = self
            .rows
            .get(index)
            .map(|row| self.roster.other_names(row.actor).join(", "));
        others.unwrap_or_default().into()
    }
}
