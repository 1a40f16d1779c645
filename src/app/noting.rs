//! Writing the note of a passage: where it begins, what is kept of it before it is saved, and what
//! was not finished at the last start. Keeping, finding and deleting bookmarks is for `keep`.

use std::sync::Arc;

use crate::bookmarks::Bookmark;
use crate::text::clean::clean_line;
use crate::text::grapheme::truncate;

use super::action::Action;
use super::effect::Effect;
use super::msg::Msg;
use super::notice::{Notice, Severity};
use super::panes::bookmarks::Row;
use super::panes::note::{NoteEditor, Saving};
use super::{App, Overlay};

impl App {
    /// Begins the note of a bookmark on the passage.
    pub(super) fn bookmark(&mut self) -> Vec<Effect> {
        let Some((article, range)) = self.passage() else {
            self.notices.push(Severity::Warning, "No article is open");
            return Vec::new();
        };
        let Some(bookmark) = Bookmark::new(article, range, "", &[], (self.now)()) else {
            self.notices
                .push(Severity::Warning, "There is no text here to keep");
            return Vec::new();
        };
        let id = article.head.id;
        let same = |known: &&Arc<Bookmark>| {
            known.quote == bookmark.quote
                && known.range() == bookmark.range()
                && self.kept_in.get(&known.id) == Some(&id)
        };
        let known = self.bookmarks.iter().find(same).cloned();
        let begun = |draft: &&Bookmark| match &known {
            Some(known) => draft.id == known.id,
            None => draft.quote == bookmark.quote && draft.range() == bookmark.range(),
        };
        let note = match (self.drafts.iter().find(begun), &known) {
            (Some(draft), _) => self.resumed(draft.clone()),
            (None, Some(known)) => NoteEditor::new((**known).clone(), false),
            (None, None) => NoteEditor::new(bookmark, true),
        };
        self.overlays.push(Overlay::Note(Box::new(note)));
        self.size_panes();
        Vec::new()
    }

    /// Opens the note of what is selected in the list, finished or not.
    pub(super) fn edit_note(&mut self) -> Vec<Effect> {
        let draft = match self.overlays.last() {
            Some(Overlay::Bookmarks(list)) => match list.selected() {
                Some(Row::Draft(draft)) => Some(Arc::clone(draft)),
                _ => None,
            },
            _ => None,
        };
        let note = match draft {
            Some(draft) => self.resumed((*draft).clone()),
            None => match self.listed() {
                // What was begun on it and not saved goes on.
                Some(bookmark) => {
                    let begun = self.drafts.iter().find(|draft| draft.id == bookmark.id);
                    self.resumed(begun.cloned().unwrap_or_else(|| (*bookmark).clone()))
                }
                None => return Vec::new(),
            },
        };
        self.overlays.push(Overlay::Note(Box::new(note)));
        self.size_panes();
        Vec::new()
    }

    /// A note that was not finished, as it was left.
    fn resumed(&self, draft: Bookmark) -> NoteEditor {
        let is_new = !self.bookmarks.iter().any(|known| known.id == draft.id);
        NoteEditor::new(draft, is_new)
    }

    pub(super) fn switch_field(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Note(note)) = self.overlays.last_mut() {
            note.switch();
        }
        Vec::new()
    }

    /// The effect that keeps what is typed so far.
    pub(super) fn draft(&self) -> Option<Effect> {
        match self.overlays.last() {
            Some(Overlay::Note(note)) if note.is_changed() && note.saving != Saving::Asked => {
                Some(Effect::SaveDraft(Box::new(note.bookmark((self.now)()))))
            }
            _ => None,
        }
    }

    /// The effect of a change of what is typed: it is kept, or forgotten where nothing is left of it.
    pub(super) fn note_typed(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(note)) = self.overlays.last() else {
            return Vec::new();
        };
        let typed = note.bookmark((self.now)());
        if !self.is_said(note, &typed) {
            return vec![Effect::SaveDraft(Box::new(typed))];
        }
        self.drafts.retain(|known| known.id != typed.id);
        vec![Effect::DiscardDraft(typed.id)]
    }

    /// Whether what is typed in `note` says nothing that is not saved. A passage that the disk has
    /// refused says something without a word.
    fn is_said(&self, note: &NoteEditor, typed: &Bookmark) -> bool {
        match self.bookmarks.iter().find(|known| known.id == typed.id) {
            Some(known) => known.note == typed.note && known.tags == typed.tags,
            None => {
                let refused = matches!(note.saving, Saving::Refused(_));
                typed.note.is_empty() && typed.tags.is_empty() && !refused
            }
        }
    }

    /// Asks the disk to save the note, which is closed when it is saved, or when something else is
    /// done meanwhile.
    pub(super) fn save_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(note)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        note.saving = Saving::Asked;
        let bookmark = note.bookmark((self.now)());
        if let Some(open) = &mut self.reader.open {
            open.selection = None;
        }
        // Until it is saved it is a draft: what was written outlives a disk that fails.
        self.drafts.retain(|known| known.id != bookmark.id);
        self.drafts.push(bookmark.clone());
        self.changes.ask();
        vec![Effect::Save(Box::new(bookmark))]
    }

    /// Closes a note that is being saved: whoever does something else has finished it.
    pub(super) fn close_asked(&mut self) {
        if let Some(Overlay::Note(note)) = self.overlays.last()
            && note.saving == Saving::Asked
        {
            self.overlays.pop();
            self.fill_list();
        }
    }

    /// The change that was asked for first could not be kept. A note stays open with what is typed
    /// in it; one that was closed meanwhile is a draft.
    pub(super) fn not_kept(&mut self, mut notice: Notice) -> Vec<Effect> {
        self.changes.failed();
        if !self.drafts.is_empty() {
            self.unkept = true;
            let is_last = !self.changes.are_asked();
            let stays = match self.overlays.last_mut() {
                Some(Overlay::Note(note)) if note.saving == Saving::Asked && is_last => {
                    note.saving = Saving::Refused(notice.text.clone());
                    let again = self.keymap.way_to(Action::SaveNote);
                    format!("what you wrote is still here: {again} tries again")
                }
                _ => {
                    let again = self.keymap.way_to(Action::Bookmark);
                    format!(
                        "what you wrote is here until you leave: {again} on the passage takes it up"
                    )
                }
            };
            notice.text = format!("{}; {stays}", notice.text);
        }
        self.update(Msg::Notice(notice))
    }

    pub(super) fn cancel_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(note)) = self.overlays.last() else {
            return Vec::new();
        };
        let typed = note.bookmark((self.now)());
        let refused = matches!(note.saving, Saving::Refused(_));
        let (changed, said) = (note.is_changed() || refused, self.is_said(note, &typed));
        let mut effects = Vec::new();
        if said {
            self.drafts.retain(|known| known.id != typed.id);
            effects.push(Effect::DiscardDraft(typed.id));
        } else if changed {
            self.drafts.retain(|known| known.id != typed.id);
            self.drafts.push(typed.clone());
            let list = self.keymap.way_to(Action::Bookmarks);
            self.notices.push(
                Severity::Done,
                format!("Not saved, but kept as a draft: {list} lists it"),
            );
            effects.push(Effect::SaveDraft(Box::new(typed)));
        }
        self.overlays.pop();
        self.fill_list();
        effects
    }

    /// Closes the note and forgets what was typed; a bookmark that was saved before stays.
    pub(super) fn discard_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(note)) = self.overlays.pop() else {
            return Vec::new();
        };
        let id = note.bookmark((self.now)()).id;
        self.drafts.retain(|known| known.id != id);
        self.notices.push(
            Severity::Done,
            "Thrown away; saved bookmarks stay as they are",
        );
        self.fill_list();
        vec![Effect::DiscardDraft(id)]
    }

    /// Says at the start that notes were not finished, and where they are; they open when they are
    /// asked for, and not over what somebody came to read.
    pub(super) fn offer_drafts(&mut self, drafts: Vec<Bookmark>) {
        let list = self.keymap.way_to(Action::Bookmarks);
        let text = match drafts.as_slice() {
            [] => return,
            [draft] => {
                let begins = clean_line(&draft.note);
                let begins = truncate(&begins, 32);
                format!("A note was not finished: «{begins}»; {list} takes it up")
            }
            drafts => format!(
                "{} notes were not finished; {list} takes them up",
                drafts.len()
            ),
        };
        self.notices.push(Severity::Warning, text);
        self.drafts.extend(drafts);
        self.fill_list();
    }

    /// Leaves, unless something that was written would be lost with it: then it says so first.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.unkept) || self.drafts.is_empty() {
            return vec![Effect::Quit];
        }
        let (again, quit) = (
            self.keymap.way_to(Action::Bookmark),
            self.keymap.way_to(Action::Quit),
        );
        let text = format!(
            "A note could not be kept: {again} on its passage takes it up, {quit} again leaves without it"
        );
        self.notices.push(Severity::Error, text);
        Vec::new()
    }
}
