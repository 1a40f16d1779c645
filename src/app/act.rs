//! What each action does. Going places is in `navigate`, keeping passages in `keep`.

use crate::search::lens::Lens;
use crate::search::query::Term;

use super::action::Action;
use super::effect::Effect;
use super::notice::Severity;
use super::panes::actors::ActorList;
use super::panes::bookmarks::Row;
use super::panes::list::{Cursor, Motion};
use super::panes::notices::NoticeList;
use super::panes::select::{Selection, Unit};
use super::panes::timeline::Bars;
use super::prompt::Asks;
use super::{App, Awaited, Overlay, Pane, help_page};

impl App {
    /// Performs `action`.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Down => self.go(Motion::Line(1)),
            Action::Up => self.go(Motion::Line(-1)),
            Action::HalfDown => self.go(Motion::Half(1)),
            Action::HalfUp => self.go(Motion::Half(-1)),
            Action::PageDown | Action::PickerPageDown => self.go(Motion::Page(1)),
            Action::PageUp | Action::PickerPageUp => self.go(Motion::Page(-1)),
            Action::Top => self.go(Motion::First),
            Action::Bottom => self.go(Motion::Last),
            Action::PickerDown | Action::FilterDown | Action::LensHitDown => {
                self.go(Motion::Line(1))
            }
            Action::PickerUp | Action::FilterUp | Action::LensHitUp => self.go(Motion::Line(-1)),
            Action::NextPane => self.focus_effects(self.focus.next()),
            Action::PreviousPane => self.focus_effects(self.focus.previous()),
            Action::FocusDocuments => self.focus_effects(Pane::Documents),
            Action::FocusReader => self.focus_effects(Pane::Reader),
            Action::FocusTimeline => self.focus_effects(Pane::Timeline),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::EditLens => self.edit_lens(),
            Action::ClearLens => self.set_lens(Lens::default()),
            Action::OnlyBookmarked => self.only_bookmarked(),
            Action::AcceptFilter => {
                self.filtering(false);
                self.open()
            }
            Action::KeepFilter => self.filtering(false),
            Action::DropFilter => {
                self.filtering(false);
                self.filtered(String::clear)
            }
            Action::AcceptLens => self.accept_lens(),
            Action::CancelLens => self.cancel_lens(),
            Action::OlderLens => self.recall_lens(1),
            Action::NewerLens => self.recall_lens(-1),
            Action::NextHit => self.step_hit(true),
            Action::PreviousHit => self.step_hit(false),
            Action::NextMention => self.step_mention(true),
            Action::PreviousMention => self.step_mention(false),
            Action::NextArticle => self.step_article(true),
            Action::PreviousArticle => self.step_article(false),
            Action::JumpBack => self.travel(false),
            Action::JumpForward => self.travel(true),
            Action::SetMark => self.awaits(Awaited::SetMark),
            Action::GoMark => self.awaits(Awaited::GoMark),
            Action::Picker => self.open_picker(false),
            Action::Commands => self.open_picker(true),
            Action::PickerAccept => self.accept_picked(),
            Action::Actors => self.list_actors(),
            Action::ActorKind => self.in_actors(ActorList::next_kind),
            Action::ActorSort => self.in_actors(|list| {
                list.arrangement.by_name = !list.arrangement.by_name;
            }),
            Action::Bookmarks => self.list_bookmarks(),
            Action::Notices => {
                self.notices.looked_at();
                self.overlay_list(Overlay::Notices(NoticeList::default()))
            }
            Action::Help => self.help(),
            Action::Filter => self.filtering(true),
            Action::Close
            | Action::CloseActors
            | Action::CloseBookmarks
            | Action::CancelName
            | Action::PickerCancel => self.close(),
            Action::CloseCard | Action::CloseMatrix | Action::CloseSources => self.close(),
            Action::EventSources => self.list_sources(),
            Action::EventDecisions => self.pick_decision(),
            Action::Card => self.card_of_selected(),
            Action::CardHere => self.card_here(),
            Action::CardTime => self.card_time(),
            Action::Matrix => self.open_matrix(),
            Action::MatrixLeft => self.matrix_column(-1),
            Action::MatrixRight => self.matrix_column(1),
            Action::MatrixPassages => {
                self.in_matrix(|matrix| matrix.by_passage = !matrix.by_passage)
            }
            Action::MatrixKind => self.matrix_kind(),
            Action::NameActor => self.name_actor(),
            Action::CallBySelection => self.call_by_selection(),
            Action::RenameActor => self.rename_actor(),
            Action::CallActor => self.call_actor(),
            Action::JoinActor => self.join_actor(),
            Action::ChangeKind => self.change_kind(),
            Action::HideActor => self.hide_actor(),
            Action::HiddenActors => self.pick_hidden(),
            Action::Watch => self.watch(),
            Action::AcceptName => self.accept_name(),
            Action::NextNamedKind => self.next_named_kind(),
            Action::Sort => self.sort(),
            Action::Widen => self.with_reader(|app| app.reader.widen(4)),
            Action::Narrow => self.with_reader(|app| app.reader.widen(-4)),
            Action::ZoomIn => self.zoom(true),
            Action::ZoomOut => self.zoom(false),
            Action::Period => self.narrow_to_period(),
            Action::GoDate => self.ask(Asks::Date, ""),
            Action::SwitchBars => self.switch_bars(),
            Action::SwitchLanes => self.with_reader(|app| app.timeline.switch_lanes()),
            Action::DateHere => self.date_here(),
            Action::KeepLens => self.name_lens(),
            Action::ForgetLens => self.forget_lens(),
            Action::HideEvent => self.hide_event(),
            Action::SplitEvent => self.split_event(),
            Action::JoinEvents => self.join_events(),
            Action::EventTitle => self.ask_title(),
            Action::EventDate => self.ask_date(),
            Action::AcceptPrompt => self.accept_prompt(),
            Action::CancelPrompt => self.cancel_prompt(),
            Action::Select => self.select(),
            Action::SelectUnit => self.in_selection(|selection, article| {
                selection.set_unit(article, selection.unit.next());
            }),
            Action::SelectWords => self.select_by(Unit::Word),
            Action::SelectSentences => self.select_by(Unit::Sentence),
            Action::SelectParagraphs => self.select_by(Unit::Paragraph),
            Action::SelectMore => {
                self.in_selection(|selection, article| selection.step(article, true))
            }
            Action::SelectLess => {
                self.in_selection(|selection, article| selection.step(article, false))
            }
            Action::SelectSwap => self.in_selection(|selection, _| selection.swap()),
            Action::Bookmark | Action::KeepSelection => self.bookmark(),
            Action::LeaveSelection => self.back(),
            Action::SaveNote => self.save_note(),
            Action::NoteField => self.switch_field(),
            Action::CancelNote => self.cancel_note(),
            Action::DiscardNote => self.discard_note(),
            Action::EditNote => self.edit_note(),
            Action::DeleteBookmark => self.delete_bookmark(),
            Action::Undo => self.undo(),
            Action::Copy => self.copy_passage(),
            Action::CopyBookmark => self.copy_bookmark(),
            Action::OpenSource => self.open_link(),
            Action::EditFile => self.edit_file(),
            Action::OnlyReader => self.toggle_only_reader(),
            Action::Theme => vec![Effect::NextTheme],
            Action::Mouse => self.toggle_mouse(),
            Action::ReadAgain => vec![Effect::Reread(None)],
            Action::StopReading => self.stop_reading(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Quit => self.quit(),
        }
    }

    fn go(&mut self, motion: Motion) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Actors(list)) => list.cursor.go(motion),
            Some(Overlay::Card(card)) => card.cursor.go(motion),
            Some(Overlay::Matrix(matrix)) => matrix.row.go(motion),
            Some(Overlay::Sources(sources)) => sources.cursor.go(motion),
            Some(Overlay::Bookmarks(list)) => list.cursor.go(motion),
            Some(Overlay::Picker(picker)) => picker.cursor.go(motion),
            Some(Overlay::Help(cursor)) => scroll_text(cursor, motion),
            Some(Overlay::Notices(list)) => scroll_text(&mut list.cursor, motion),
            Some(Overlay::Naming(_) | Overlay::Note(_)) => {}
            None => match self.focus {
                _ if self.lens_editor.is_some() => {
                    self.documents.cursor.go(motion);
                    return self.preview();
                }
                Pane::Documents => {
                    self.documents.cursor.go(motion);
                    return self.preview();
                }
                Pane::Reader => {
                    self.reader.go(motion);
                    self.follow_reader();
                }
                Pane::Timeline => self.timeline.go(motion),
            },
        }
        Vec::new()
    }

    fn focus_effects(&mut self, pane: Pane) -> Vec<Effect> {
        self.focus(pane);
        Vec::new()
    }

    fn awaits(&mut self, awaited: Awaited) -> Vec<Effect> {
        self.awaited = Some(awaited);
        Vec::new()
    }

    fn with_reader(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    /// Enter: opens what is selected, where it is selected.
    pub(super) fn open(&mut self) -> Vec<Effect> {
        match self.overlays.last_mut() {
            // What is filtered just now is meant, not what the list began with before.
            Some(Overlay::Actors(list)) if !list.current => {
                list.hurried = true;
                Vec::new()
            }
            Some(Overlay::Actors(list)) => {
                let Some(row) = list.selected() else {
                    return Vec::new();
                };
                let id = row.actor;
                let term = Term::actor(self.actor_name(&id));
                self.followed = Some(id);
                self.overlays.pop();
                self.narrow_to_chosen(&term)
            }
            Some(Overlay::Card(_)) => self.open_passage(),
            Some(Overlay::Matrix(_)) => self.narrow_to_both(),
            Some(Overlay::Sources(_)) => self.open_source_of_event(),
            Some(Overlay::Bookmarks(list)) => match list.selected().cloned() {
                Some(Row::Kept(bookmark)) => {
                    self.overlays.pop();
                    self.go_to_bookmark(&bookmark)
                }
                Some(Row::Draft(_) | Row::Unread(_)) => self.edit_note(),
                None => Vec::new(),
            },
            Some(Overlay::Help(_) | Overlay::Notices(_)) => self.close(),
            Some(Overlay::Picker(_)) => self.accept_picked(),
            Some(Overlay::Naming(_)) => self.accept_name(),
            Some(Overlay::Note(_)) => Vec::new(),
            None => match self.focus {
                Pane::Documents => {
                    if self.documents.selected().is_some() {
                        self.focus(Pane::Reader);
                    }
                    self.preview()
                }
                Pane::Reader => self.narrow_to_actor_here(),
                Pane::Timeline => self.open_event(),
            },
        }
    }

    /// Esc: ends what is going on, then closes, then widens the lens.
    fn back(&mut self) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            return self.close();
        }
        if self.joining.take().is_some() {
            return Vec::new();
        }
        if let Some(open) = &mut self.reader.open
            && self.focus == Pane::Reader
            && (open.selection.take().is_some() || open.pointed.take().is_some())
        {
            return Vec::new();
        }
        if self.only_reader {
            return self.toggle_only_reader();
        }
        if !self.lens.is_empty() {
            let mut lens = self.lens.clone();
            lens.widen();
            return self.set_lens(lens);
        }
        if self.focus != Pane::Documents {
            self.focus(Pane::Documents);
        }
        Vec::new()
    }

    fn close(&mut self) -> Vec<Effect> {
        self.overlays.pop();
        Vec::new()
    }

    fn overlay_list(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlays.push(overlay);
        self.size_panes();
        Vec::new()
    }

    /// Shows the keys, from those of the list on that lies over the panes.
    fn help(&mut self) -> Vec<Effect> {
        let over = (!self.overlays.is_empty()).then(|| self.context());
        let effects = self.overlay_list(Overlay::Help(Cursor::default()));
        let width = self.layout.overlay().inset(1, 1).width;
        let line = over.map_or(0, |context| help_page(&self.keymap, width).line_of(context));
        if let Some(Overlay::Help(cursor)) = self.overlays.last_mut() {
            cursor.scroll(line.cast_signed());
        }
        effects
    }

    /// Begins or ends the typing of a list's filter.
    fn filtering(&mut self, typing: bool) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Actors(list)) => list.filtering = typing,
            Some(Overlay::Bookmarks(list)) => list.filtering = typing,
            _ => {}
        }
        Vec::new()
    }

    /// Changes the filter of a list, and what it shows.
    pub(super) fn filtered(&mut self, change: impl FnOnce(&mut String)) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Actors(list)) => {
                change(&mut list.arrangement.filter);
                self.in_actors(|_| {})
            }
            Some(Overlay::Bookmarks(list)) => {
                change(&mut list.filter);
                list.fill(&self.drafts, &self.bookmarks, &self.unread);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    // ---- the timeline

    fn switch_bars(&mut self) -> Vec<Effect> {
        let text = match self.timeline.switch_bars() {
            Bars::Told => "Bars: what happened when",
            Bars::Written => "Bars: what was written when, in articles; w for what happened",
        };
        self.notices.push(Severity::Done, text);
        Vec::new()
    }

    // ---- the reader

    fn select(&mut self) -> Vec<Effect> {
        if self.focus != Pane::Reader {
            self.focus(Pane::Reader);
        }
        if let Some(open) = &mut self.reader.open {
            let article = &open.annotated.article;
            open.selection = Selection::at(article, open.cursor, Unit::Sentence);
            self.reader.follow_selection();
        }
        Vec::new()
    }

    fn select_by(&mut self, unit: Unit) -> Vec<Effect> {
        self.in_selection(|selection, article| selection.set_unit(article, unit))
    }

    fn in_selection(
        &mut self,
        change: impl FnOnce(&mut Selection, &crate::corpus::Article),
    ) -> Vec<Effect> {
        if let Some(open) = &mut self.reader.open
            && let Some(selection) = &mut open.selection
        {
            change(selection, &open.annotated.article);
            self.reader.follow_selection();
        }
        Vec::new()
    }

    pub(super) fn drag_selection(&mut self, byte: usize) {
        let Some(open) = &mut self.reader.open else {
            return;
        };
        let article = &open.annotated.article;
        match &mut open.selection {
            Some(selection) => selection.extend_to(article, byte),
            None => {
                open.selection = Selection::at(article, open.cursor, Unit::Word);
            }
        }
    }

    fn toggle_only_reader(&mut self) -> Vec<Effect> {
        self.only_reader = !self.only_reader;
        self.focus = Pane::Reader;
        self.relay();
        Vec::new()
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        let text = if self.mouse {
            "Mouse on"
        } else {
            "Mouse off: the terminal selects text again"
        };
        self.notices.push(Severity::Done, text);
        vec![Effect::Mouse(self.mouse)]
    }

    fn zoom(&mut self, finer: bool) -> Vec<Effect> {
        self.timeline.zoom(finer);
        Vec::new()
    }
}

/// Moves through lines that are only read: by the window, not by a selection.
fn scroll_text(cursor: &mut Cursor, motion: Motion) {
    let page = cursor.height().max(1).cast_signed();
    match motion {
        Motion::Line(by) => cursor.scroll(by),
        Motion::Half(by) => cursor.scroll(by * (page / 2).max(1)),
        Motion::Page(by) => cursor.scroll(by * page),
        Motion::First | Motion::Last => cursor.go(motion),
    }
}
