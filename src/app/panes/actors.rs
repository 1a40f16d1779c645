//! The list of actors: who is named by the articles that the lens leaves, how often, in how many.
//! Recognising them is for `actors`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use crate::actors::ActorKind;
use crate::actors::roster::Roster;
use crate::app::survey::Turns;
use crate::index::catalogue::ActorCount;
use crate::search::fuzzy::{Named, Picker};
use crate::text::fold::fold;
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
    pub(in crate::app) counts: Option<Arc<[ActorCount]>>,
    /// The rows shown.
    pub rows: Vec<ActorCount>,
    /// The selected one.
    pub cursor: Cursor,
    /// Which are wanted. The rows may still be those of before.
    pub arrangement: Arrangement,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// Whether the rows are those that are wanted.
    pub(in crate::app) current: bool,
    pub(in crate::app) turns: Turns,
}

impl ActorList {
    /// Shows these rows; the selected actor stays selected.
    pub(in crate::app) fn show(&mut self, counts: Arc<[ActorCount]>, rows: Vec<ActorCount>) {
        let selected = self.selected().map(|row| row.actor.clone());
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

    /// The selected actor.
    #[must_use]
    pub fn selected(&self) -> Option<&ActorCount> {
        self.rows.get(self.cursor.selected()?)
    }

    /// The most mentions of any actor, for the bars.
    #[must_use]
    pub fn most(&self) -> u32 {
        let most = self.counts.as_ref().and_then(|counts| counts.first());
        most.map_or(0, |count| count.mentions)
    }

    /// Whether the actors are still being counted.
    #[must_use]
    pub const fn is_counting(&self) -> bool {
        self.counts.is_none()
    }
}

/// Those of `counts` that are wanted, in the order wanted; where a filter is typed the best first,
/// as in the picker, and equals in that order.
pub(in crate::app) fn arranged(
    counts: &[ActorCount],
    roster: &Roster,
    language: Language,
    arrangement: &Arrangement,
) -> Vec<ActorCount> {
    let fits = |count: &&ActorCount| {
        let kind = roster.get(&count.actor).map(|actor| actor.kind);
        kind.is_some() && arrangement.kind.is_none_or(|only| kind == Some(only))
    };
    let mut rows: Vec<ActorCount> = counts.iter().filter(fits).cloned().collect();
    if arrangement.by_name {
        rows.par_sort_by_cached_key(|row| {
            (fold(roster.name(&row.actor, language)), row.actor.clone())
        });
    } else {
        let by_mentions = |row: &ActorCount| Reverse(row.mentions);
        rows.par_sort_by(|a, b| {
            let names = || {
                (
                    roster.name(&a.actor, language),
                    roster.name(&b.actor, language),
                )
            };
            (by_mentions(a).cmp(&by_mentions(b)))
                .then_with(|| names().0.cmp(names().1))
                .then_with(|| a.actor.cmp(&b.actor))
        });
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
    best.filter_map(|pick| rows.get(pick.index).cloned())
        .collect()
}

/// The names of actors.
struct Rows<'a> {
    rows: Vec<ActorCount>,
    roster: &'a Roster,
    language: Language,
}

impl Named for Rows<'_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn label(&self, index: usize) -> Cow<'_, str> {
        let row = self.rows.get(index);
        row.map_or("", |row| self.roster.name(&row.actor, self.language))
            .into()
    }

    fn detail(&self, index: usize) -> Cow<'_, str> {
        let actor = (self.rows.get(index)).and_then(|row| self.roster.get(&row.actor));
        actor
            .map_or_else(String::new, |actor| actor.aliases.join(", "))
            .into()
    }
}
