//! The picker: anything that has a name, found by a few of its letters. Matching is for
//! `search::fuzzy`; what is done with the choice is for the app.

use std::sync::Arc;

use crate::actors::ActorKind;
use crate::actors::correction::Subject;
use crate::app::action::{ACTIONS, Action};
use crate::app::editor::Editor;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::reading::Reading;
use crate::bookmarks::Bookmark;
use crate::corpus::ArticleId;
use crate::dates::language::spoken;
use crate::index::catalogue::{ActorCount, Catalogue};
use crate::search::fuzzy::{Candidate, Picked, Picker};
use crate::text::clean::clean_line;
use crate::text::language::Language;
use crate::timeline::events::Events;

use super::list::Cursor;

/// Answers shown at most.
const MOST: usize = 500;
/// Rows for what is told of the selected thing, a rule above them included; where the list keeps
/// as many again.
const PREVIEW: usize = 4;

/// What can be picked.
#[derive(Clone, Debug)]
pub enum Target {
    /// An article.
    Article(ArticleId),
    /// An actor with its counts, and its name.
    Actor(ActorCount, String),
    /// An event, by its place among all.
    Event(u32),
    /// A bookmark.
    Bookmark(Arc<Bookmark>),
    /// A kept lens, by name and text.
    Lens(String, String),
    /// A command.
    Command(Action),
    /// A kind of actor.
    Kind(ActorKind),
    /// An actor that is hidden.
    Hidden(Subject),
}

/// What something is picked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To go there.
    Go,
    /// To say that this actor is really the one picked.
    Join(Subject),
    /// To let the actor picked go by this name.
    Call(String),
    /// To say that this actor is of the kind picked.
    Kind(Subject),
}

impl Target {
    /// The word for its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Actor(..) => "actor",
            Self::Event(_) => "event",
            Self::Bookmark(_) => "bookmark",
            Self::Lens(..) => "lens",
            Self::Command(_) => "command",
            Self::Kind(_) => "kind",
            Self::Hidden(_) => "hidden",
        }
    }
}

/// The picker.
#[derive(Clone, Debug)]
pub struct PickerPane {
    /// What is typed.
    pub line: Editor,
    /// The answers, best first.
    pub picked: Vec<Picked>,
    /// How many candidates match.
    pub matching: usize,
    /// The selected answer.
    pub cursor: Cursor,
    /// The heading.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    picker: Picker<Target>,
    preview: usize,
}

/// Where the picker takes its names from.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Articles, actors and events.
    pub catalogue: &'a Catalogue,
    /// The events, as the reader corrected them.
    pub events: &'a Events,
    /// In which actors and dates are named.
    pub language: Language,
    /// What is kept.
    pub bookmarks: &'a [Arc<Bookmark>],
    /// Where the kept lenses are.
    pub reading: &'a Reading,
    /// The keys of commands.
    pub keymap: &'a Keymap,
}

impl PickerPane {
    /// Everything that has a name.
    #[must_use]
    pub fn everything(names: Names<'_>) -> Self {
        let Names {
            catalogue,
            events,
            language,
            bookmarks,
            reading,
            keymap,
        } = names;
        let articles = catalogue.entries.iter().map(|entry| {
            let head = &entry.head;
            let date = head.date.map_or_else(String::new, |date| date.to_string());
            Candidate {
                kind: Target::Article(head.id),
                label: head.title.clone(),
                detail: format!("{date} {}", head.source.as_deref().unwrap_or_default()),
            }
        });
        let actors = actor_candidates(catalogue, language);
        let events = (0..).zip(events.dates()).map(|(place, date)| Candidate {
            kind: Target::Event(place),
            label: events.title(place).unwrap_or_default(),
            detail: spoken(date, language),
        });
        let bookmarks = bookmarks.iter().map(|bookmark| Candidate {
            kind: Target::Bookmark(Arc::clone(bookmark)),
            label: clean_line(&bookmark.quote),
            detail: clean_line(&bookmark.note),
        });
        let lenses = reading.lenses().map(|(name, text)| Candidate {
            kind: Target::Lens(name.to_owned(), text.to_owned()),
            label: clean_line(name),
            detail: clean_line(text),
        });
        let told = articles.chain(actors).chain(events);
        let kept = bookmarks.chain(lenses);
        let names = told.chain(kept).chain(command_candidates(keymap));
        Self::new("Find".to_owned(), Purpose::Go, names.collect())
    }

    /// Actors only, for a purpose.
    #[must_use]
    pub fn actors(
        catalogue: &Catalogue,
        language: Language,
        title: String,
        purpose: Purpose,
    ) -> Self {
        let actors = actor_candidates(catalogue, language);
        Self::new(title, purpose, actors.into_iter().collect())
    }

    /// The kinds that `actor` may be of.
    #[must_use]
    pub fn kinds(actor: Subject) -> Self {
        let kinds = ActorKind::ALL
            .into_iter()
            .filter(|kind| *kind != ActorKind::Word);
        let candidates = kinds.map(|kind| Candidate {
            kind: Target::Kind(kind),
            label: kind.as_str().to_owned(),
            detail: String::new(),
        });
        let title = format!("What is {}?", actor.name);
        Self::new(title, Purpose::Kind(actor), candidates.collect())
    }

    /// The actors that the reader has hidden, to be shown again.
    #[must_use]
    pub fn hidden(catalogue: &Catalogue) -> Self {
        let candidates = catalogue.roster.hidden().iter().map(|actor| Candidate {
            kind: Target::Hidden(Subject {
                id: actor.id.clone(),
                name: actor.name.clone(),
                introduced: false,
            }),
            label: actor.name.clone(),
            detail: actor.kind.as_str().to_owned(),
        });
        let title = "Hidden actors: which is one after all?".to_owned();
        Self::new(title, Purpose::Go, candidates.collect())
    }

    /// Commands only.
    #[must_use]
    pub fn commands(keymap: &Keymap) -> Self {
        Self::new(
            "Command".to_owned(),
            Purpose::Go,
            command_candidates(keymap).collect(),
        )
    }

    fn new(title: String, purpose: Purpose, picker: Picker<Target>) -> Self {
        let mut pane = Self {
            line: Editor::line(""),
            picked: Vec::new(),
            matching: 0,
            cursor: Cursor::default(),
            title,
            purpose,
            picker,
            preview: 0,
        };
        pane.pick();
        pane
    }

    /// Takes the candidates of `fresh`, for the corpus has changed; what is typed and what is
    /// selected stays.
    pub fn renew(&mut self, fresh: Self) {
        if self.title != fresh.title {
            return;
        }
        let named = |pane: &Self, picked: &Picked| {
            let candidate = pane.candidate(picked)?;
            Some((candidate.kind.kind(), candidate.label.clone()))
        };
        let selected = self.cursor.selected().and_then(|at| self.picked.get(at));
        let selected = selected.and_then(|picked| named(self, picked));
        self.picker = fresh.picker;
        self.pick();
        let place = (self.picked.iter())
            .position(|picked| selected.is_some() && named(self, picked) == selected);
        self.cursor.select(place.unwrap_or(0));
    }

    /// Takes a key.
    pub fn input(&mut self, key: Key) {
        if self.line.input(key) {
            self.pick();
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.pick();
    }

    fn pick(&mut self) {
        let picks = self.picker.pick(&self.line.contents(), MOST);
        self.matching = picks.matching;
        self.picked = picks.best;
        self.cursor.set_len(self.picked.len());
        self.cursor.select(0);
    }

    /// The candidate of an answer.
    #[must_use]
    pub fn candidate(&self, picked: &Picked) -> Option<&Candidate<Target>> {
        self.picker.candidates().get(picked.index)
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.picker.candidates().len()
    }

    /// The pane has now this many rows inside its frame: one for what is typed, the rest for the
    /// answers and, where there is room, for what is told of the selected one.
    pub fn resize(&mut self, rows: usize) {
        let rows = rows.saturating_sub(1);
        self.preview = if rows >= 3 * PREVIEW { PREVIEW } else { 0 };
        self.cursor.set_height(rows - self.preview);
    }

    /// Rows at the bottom for what is told of the selected thing; none where there is no room.
    #[must_use]
    pub const fn preview_rows(&self) -> usize {
        self.preview
    }

    /// The selected thing.
    #[must_use]
    pub fn selected(&self) -> Option<&Target> {
        let picked = self.picked.get(self.cursor.selected()?)?;
        self.candidate(picked).map(|candidate| &candidate.kind)
    }
}

/// Everyone who is named, the most often named first.
fn actor_candidates(catalogue: &Catalogue, language: Language) -> Vec<Candidate<Target>> {
    let named = catalogue.actor_counts(catalogue.entries.iter().map(AsRef::as_ref));
    let candidates = named.iter().filter_map(|count| {
        let actor = catalogue.roster.get(&count.actor)?;
        let name = catalogue.roster.name(&count.actor, language).to_owned();
        Some(Candidate {
            kind: Target::Actor(count.clone(), name.clone()),
            label: name,
            detail: actor.aliases.join(", "),
        })
    });
    candidates.collect()
}

fn command_candidates(keymap: &Keymap) -> impl Iterator<Item = Candidate<Target>> {
    ACTIONS
        .iter()
        .filter(|info| info.context.is_command())
        .map(|info| Candidate {
            kind: Target::Command(info.action),
            label: format!("{}: {}", info.name, info.doc),
            detail: keymap.key_of(info.action).unwrap_or_default(),
        })
}
