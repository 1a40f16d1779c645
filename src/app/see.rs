//! What can be seen of the state: where keys are read, names, what became of what is kept, and the keys
//! that matter now. The help is in `help`; where and how it is shown is for `ui`.

use crate::actors::ActorId;
use crate::bookmarks::BookmarkId;
use crate::bookmarks::standing::Standing;
use crate::corpus::ArticleId;

use super::action::{Action, Context};
use super::panes::select::Selection;
use super::{App, Awaited, Overlay, Pane};

impl App {
    /// Where keys are read now.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.prompt.is_some() {
            return Context::Prompt;
        }
        if let Some(overlay) = self.overlays.last() {
            return match overlay {
                Overlay::Actors(list) if list.filtering => Context::Filter,
                Overlay::Bookmarks(list) if list.filtering => Context::Filter,
                Overlay::Actors(_) => Context::Actors,
                Overlay::Card(_) => Context::Card,
                Overlay::Matrix(_) => Context::Matrix,
                Overlay::Bookmarks(_) => Context::Bookmarks,
                Overlay::Picker(_) => Context::Picker,
                Overlay::Sources(_) => Context::Sources,
                Overlay::Help(_) | Overlay::Notices(_) => Context::List,
                Overlay::Naming(_) => Context::Naming,
                Overlay::Note(_) => Context::Note,
            };
        }
        if self.lens_editor.is_some() {
            return Context::Lens;
        }
        match self.focus {
            Pane::Reader if self.selection().is_some() => Context::Select,
            pane => pane.context(),
        }
    }

    /// The keys typed so far of a longer binding, or held back, and what is awaited.
    #[must_use]
    pub fn pending_keys(&self) -> Option<String> {
        match self.awaited {
            Some(Awaited::SetMark) => Some("mark: which letter?".to_owned()),
            Some(Awaited::GoMark) => Some("to mark: which letter?".to_owned()),
            Some(Awaited::Link) => {
                Some("link: which number? o again: the article's address".to_owned())
            }
            None if self.pending.is_empty() => self.held_keys(),
            None => Some(
                self.pending
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
                    + " …",
            ),
        }
    }

    /// The selection in the reader.
    #[must_use]
    pub fn selection(&self) -> Option<&Selection> {
        self.reader.open.as_ref()?.selection.as_ref()
    }

    /// The name of an actor, whatever it was merged into, in the language of the articles.
    #[must_use]
    pub fn actor_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.catalogue.roster.name(id, self.language)
    }

    /// How many bookmarks an article has: those whose passage stands, as far as that is known, and
    /// those whose passage is lost.
    #[must_use]
    pub fn bookmarks_of(&self, id: ArticleId) -> (usize, usize) {
        let counts = self.kept_counts.get(&id).copied().unwrap_or_default();
        (counts.standing, counts.lost)
    }

    /// Whether the article of a bookmark is in the corpus.
    #[must_use]
    pub fn is_here(&self, id: &BookmarkId) -> bool {
        self.kept_in.contains_key(id)
    }

    /// What became of the passage of a bookmark whose article was edited; nothing where its text is
    /// the same, or as long as that is not known.
    #[must_use]
    pub fn standing(&self, id: &BookmarkId) -> Option<&Standing> {
        self.compared.get(id)?.standing.as_ref()
    }

    /// The actions whose keys the footer shows before all others: the way out of where one is, and
    /// last the help, where it can be asked for.
    #[must_use]
    pub fn ways_out(&self) -> Vec<Action> {
        let context = self.context();
        let mut ways = vec![match context {
            Context::Global | Context::Documents | Context::Reader | Context::Timeline => {
                Action::Quit
            }
            Context::Select => Action::Back,
            Context::List
            | Context::Actors
            | Context::Card
            | Context::Matrix
            | Context::Sources
            | Context::Bookmarks => Action::Close,
            Context::Filter => Action::DropFilter,
            Context::Lens => Action::CancelLens,
            Context::Picker => Action::PickerCancel,
            Context::Naming => Action::CancelName,
            Context::Note => Action::CancelNote,
            Context::Prompt => Action::CancelPrompt,
        }];
        if !context.takes_text() && !matches!(self.overlays.last(), Some(Overlay::Help(_))) {
            ways.push(Action::Help);
        }
        ways
    }

    /// The other actions whose keys the footer shows now, as far as there is room: those that are
    /// needed most first.
    #[must_use]
    pub fn hints(&self) -> Vec<Action> {
        let mut hints = match self.context() {
            Context::Documents => {
                vec![
                    Action::Open,
                    Action::EditLens,
                    Action::Actors,
                    Action::NextPane,
                    Action::Sort,
                ]
            }
            Context::Reader => vec![
                Action::Select,
                Action::Bookmark,
                Action::EditLens,
                Action::NextMention,
                Action::Actors,
                Action::NextPane,
                Action::OnlyReader,
            ],
            Context::Select => vec![
                Action::KeepSelection,
                Action::SelectMore,
                Action::SelectLess,
                Action::SelectUnit,
                Action::NameActor,
                Action::SelectSwap,
                Action::Copy,
            ],
            Context::Timeline => {
                vec![
                    Action::Open,
                    Action::ZoomIn,
                    Action::ZoomOut,
                    Action::EventSources,
                    Action::GoDate,
                    Action::Period,
                    Action::NextPane,
                    Action::SwitchBars,
                    Action::SwitchLanes,
                ]
            }
            Context::Actors => vec![
                Action::Open,
                Action::Filter,
                Action::Undo,
                Action::Card,
                Action::HideActor,
                Action::ActorKind,
                Action::ActorSort,
                Action::RenameActor,
                Action::JoinActor,
            ],
            Context::Card => vec![
                Action::Open,
                Action::Undo,
                Action::CardTime,
                Action::HideActor,
                Action::RenameActor,
                Action::JoinActor,
            ],
            Context::Matrix => vec![Action::Open, Action::MatrixPassages, Action::MatrixKind],
            Context::Sources => vec![Action::Open],
            Context::Bookmarks => vec![
                Action::Open,
                Action::Filter,
                Action::Undo,
                Action::EditNote,
                Action::DeleteBookmark,
                Action::CopyBookmark,
            ],
            Context::Prompt => vec![Action::AcceptPrompt],
            Context::Filter => vec![Action::AcceptFilter, Action::KeepFilter, Action::FilterDown],
            Context::Lens => vec![Action::AcceptLens, Action::OlderLens],
            Context::Picker => {
                vec![Action::PickerAccept, Action::PickerDown, Action::PickerUp]
            }
            Context::Naming => vec![Action::AcceptName, Action::NextNamedKind],
            Context::Note => vec![Action::SaveNote, Action::NoteField, Action::DiscardNote],
            Context::List | Context::Global => Vec::new(),
        };
        if self.overlays.is_empty()
            && self.lens_editor.is_none()
            && self.prompt.is_none()
            && self.selection().is_none()
        {
            if self.hits_in_all > 0 {
                hints.insert(1, Action::NextHit);
            }
            if !self.lens.is_empty() {
                hints.insert(1, Action::Back);
            }
            hints.extend([Action::Picker, Action::Bookmarks]);
        }
        hints
    }

    /// The hit that the reader is at and how many the article has, counted from 1.
    #[must_use]
    pub fn hit_counter(&self) -> Option<(usize, usize)> {
        let open = self.reader.open.as_ref()?;
        if open.hits.is_empty() {
            return None;
        }
        let at = open
            .hit
            .filter(|&hit| hit < open.hits.len())
            .map_or(0, |hit| hit + 1);
        Some((at, open.hits.len()))
    }

    /// Whether the pane takes the keys.
    #[must_use]
    pub fn is_focused(&self, pane: Pane) -> bool {
        self.focus == pane
            && self.overlays.is_empty()
            && self.lens_editor.is_none()
            && self.prompt.is_none()
    }

    /// The overlay that takes the keys.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }
}
