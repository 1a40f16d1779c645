//! The picker: anything that has a name, found by a few of its letters. Matching is for
//! `search::fuzzy`; what is done with the choice is for the app.

use std::sync::Arc;

use crate::actors::ActorKind;
use crate::actors::correction::Subject;
use crate::app::action::{ACTIONS, Action};
use crate::app::editor::Editor;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::turns::{Turn, Turns};
use crate::bookmarks::Bookmark;
use crate::corpus::ArticleId;
use crate::index::catalogue::{ActorCount, Catalogue};
use crate::search::fuzzy::{Candidate, Picked, Picker, Picks};
use crate::timeline::correction::Correction;
use crate::timeline::events::Events;

use super::list::Cursor;

mod choices;

pub use choices::Choices;

/// Answers shown at most.
pub(in crate::app) const MOST: usize = 500;
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
    /// An event, by its place among these.
    Event(Arc<Events>, u32),
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
    /// What was decided about an event.
    Decision(Box<Correction>),
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
            Self::Event(..) => "event",
            Self::Bookmark(_) => "bookmark",
            Self::Lens(..) => "lens",
            Self::Command(_) => "command",
            Self::Kind(_) => "kind",
            Self::Hidden(_) => "hidden",
            Self::Decision(_) => "decided",
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
    /// Whether the answers are all, and those to what is typed now.
    pub whole: bool,
    /// Whether the best is to be taken as soon as they are.
    pub(in crate::app) hurried: bool,
    names: Arc<Picker<Choices>>,
    /// Of which the answers are.
    shown: Arc<Picker<Choices>>,
    /// What is to stay selected.
    keep: Option<(&'static str, String)>,
    pub(in crate::app) turns: Turns,
    preview: usize,
}

impl PickerPane {
    /// To pick one of these.
    #[must_use]
    pub fn new(title: String, purpose: Purpose, choices: Choices) -> Self {
        let names = Arc::new(Picker::new(choices));
        Self {
            line: Editor::line(""),
            picked: Vec::new(),
            matching: 0,
            cursor: Cursor::default(),
            title,
            purpose,
            whole: false,
            hurried: false,
            shown: Arc::clone(&names),
            names,
            keep: None,
            turns: Turns::default(),
            preview: 0,
        }
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
        Self::new(
            title,
            Purpose::Kind(actor),
            Choices::of(candidates.collect()),
        )
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
        Self::new(title, Purpose::Go, Choices::of(candidates.collect()))
    }

    /// What was decided about events, the latest first.
    #[must_use]
    pub fn decisions(decisions: &[Correction]) -> Self {
        let candidates = decisions.iter().rev().map(|decision| Candidate {
            kind: Target::Decision(Box::new(decision.clone())),
            label: decision.said(),
            detail: decision.about(),
        });
        let title = "Decided about events: which is taken back?".to_owned();
        Self::new(title, Purpose::Go, Choices::of(candidates.collect()))
    }

    /// Commands only.
    #[must_use]
    pub fn commands(keymap: &Keymap) -> Self {
        Self::new(
            "Command".to_owned(),
            Purpose::Go,
            Choices::of(command_candidates(keymap).collect()),
        )
    }

    /// Takes other names, for the corpus has changed; what is typed and what is selected stays.
    pub(in crate::app) fn renew(&mut self, choices: Choices) {
        self.keep = self.keep.take().or_else(|| self.name_of_selected());
        self.names = Arc::new(Picker::new(choices));
    }

    /// Takes a key; whether something else is typed now.
    pub(in crate::app) fn input(&mut self, key: Key) -> bool {
        let typed = self.line.input(key);
        if typed {
            self.typed();
        }
        typed
    }

    /// Takes pasted text.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.typed();
    }

    /// Something else is looked for now: what was chosen of the answers before is of no account.
    fn typed(&mut self) {
        self.keep = None;
        self.hurried = false;
        self.cursor.select(0);
    }

    /// What is asked for what is typed now, and in its turn; the answers of before stay until there are
    /// others.
    pub(in crate::app) fn asks(&mut self) -> (Turn, Arc<Picker<Choices>>, String) {
        self.whole = false;
        (
            self.turns.next(),
            Arc::clone(&self.names),
            self.line.contents(),
        )
    }

    /// Whether everything that has a name is to be found.
    pub(in crate::app) fn finds_everything(&self) -> bool {
        self.names.names().are_everything()
    }

    fn name_of_selected(&self) -> Option<(&'static str, String)> {
        let candidate = self.candidate(self.picked.get(self.cursor.selected()?)?)?;
        Some((candidate.kind.kind(), candidate.label))
    }

    /// Shows the answers to what is typed; not `whole` where more are looked for. What was gone to
    /// meanwhile stays selected.
    pub(in crate::app) fn show(&mut self, picks: Picks, whole: bool) {
        if self.cursor.selected().is_some_and(|at| at > 0) {
            self.keep = self.name_of_selected();
        }
        self.shown = Arc::clone(&self.names);
        self.whole = whole;
        self.matching = picks.matching;
        self.picked = picks.best;
        self.cursor.set_len(self.picked.len());
        let named = |picked: &Picked| {
            let candidate = self.candidate(picked)?;
            Some((candidate.kind.kind(), candidate.label))
        };
        let place = self.keep.as_ref().and_then(|keep| {
            (self.picked.iter()).position(|picked| named(picked).as_ref() == Some(keep))
        });
        self.cursor.select(place.unwrap_or(0));
        if whole {
            self.keep = None;
        }
    }

    /// The candidate of an answer.
    #[must_use]
    pub fn candidate(&self, picked: &Picked) -> Option<Candidate<Target>> {
        self.shown.names().candidate(picked.index)
    }

    /// How many there are in all; `None` until they are counted.
    #[must_use]
    pub fn total(&self) -> Option<usize> {
        self.names.names().counted()
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
    pub fn selected(&self) -> Option<Target> {
        let picked = self.picked.get(self.cursor.selected()?)?;
        self.candidate(picked).map(|candidate| candidate.kind)
    }
}

/// The commands, with their keys.
pub(in crate::app) fn command_candidates(
    keymap: &Keymap,
) -> impl Iterator<Item = Candidate<Target>> {
    ACTIONS
        .iter()
        .filter(|info| info.context.is_command())
        .map(|info| Candidate {
            kind: Target::Command(info.action),
            label: format!("{}: {}", info.name, info.doc),
            detail: keymap.key_of(info.action).unwrap_or_default(),
        })
}
