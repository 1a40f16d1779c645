//! Looking through the lens: every way in which it is changed, typed, recalled and kept. What a
//! lens means and finds is for `search`.

use crate::actors::ActorId;
use crate::search::lens::Lens;
use crate::search::query::{Field, Kept, Period, Term};
use crate::text::clean::clean_line;

use super::action::Action;
use super::changes::Change;
use super::editor::Editor;
use super::effect::Effect;
use super::notice::Severity;
use super::panes::picker::Target as Picked;
use super::panes::timeline::Bars;
use super::prompt::Asks;
use super::{App, LensEditor, Overlay, Pane, Seeking};

/// Lenses that are remembered.
pub const MOST_REMEMBERED: usize = 500;

impl App {
    /// Looks through another lens.
    pub(super) fn set_lens(&mut self, lens: Lens) -> Vec<Effect> {
        if lens.text() == self.lens.text() {
            return Vec::new();
        }
        self.lens = lens;
        self.seeking = match self.lens.is_empty() {
            true => Seeking::No,
            false => Seeking::Begun,
        };
        self.came_to = None;
        self.search()
    }

    pub(super) fn narrow(&mut self, term: &Term) -> Vec<Effect> {
        let mut lens = self.lens.clone();
        lens.narrow(term);
        let mut effects = self.remember_lens(lens.text().to_owned());
        effects.extend(self.set_lens(lens));
        effects
    }

    /// Narrows to what was chosen in a list: as where a lens is typed, its best article is shown at
    /// its first hit. What was being read is a step back.
    pub(super) fn narrow_to_chosen(&mut self, term: &Term) -> Vec<Effect> {
        if let Some(place) = self.place() {
            self.history.leave(place);
        }
        self.best_wanted = true;
        self.narrow(term)
    }

    pub(super) fn narrow_to_period(&mut self) -> Vec<Effect> {
        let Some(period) = self.timeline.selected_period().map(Period::from) else {
            return Vec::new();
        };
        self.narrow(&match self.timeline.bars() {
            Bars::Told => Term::date(period),
            Bars::Written => Term::new(Field::Published(period)),
        })
    }

    pub(super) fn narrow_to_actor_here(&mut self) -> Vec<Effect> {
        let actor: Option<ActorId> = self
            .mention_here()
            .map(|mention| self.catalogue.roster.resolve(&mention.actor));
        match actor.map(|id| self.actor_name(&id).to_owned()) {
            Some(name) => self.narrow(&Term::actor(&name)),
            None => {
                let all = self.keymap.way_to(Action::Actors);
                let text = format!("No actor on this line; press {all} for all of them");
                self.notices.push(Severity::Warning, text);
                Vec::new()
            }
        }
    }

    pub(super) fn only_bookmarked(&mut self) -> Vec<Effect> {
        let term = Term::new(Field::In(Kept::Bookmarks));
        let present = self
            .lens
            .terms()
            .find(|(present, _)| **present == term)
            .map(|(_, place)| place);
        match present {
            Some(place) => {
                let mut line = self.lens.text().to_owned();
                line.replace_range(place.start..place.end, "");
                self.set_lens(Lens::new(
                    line.split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                        .as_str(),
                ))
            }
            None => self.narrow(&term),
        }
    }

    pub(super) fn edit_lens(&mut self) -> Vec<Effect> {
        let mut text = self.lens.text().to_owned();
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        self.lens_editor = Some(LensEditor {
            line: Editor::line(&text),
            before: self.stand(),
            recalled: 0,
            typed: String::new(),
        });
        Vec::new()
    }

    pub(super) fn lens_typed(&mut self) -> Vec<Effect> {
        match &self.lens_editor {
            Some(editor) => {
                let lens = Lens::new(&editor.line.contents());
                self.best_wanted = !lens.is_empty();
                self.set_lens(lens)
            }
            None => Vec::new(),
        }
    }

    pub(super) fn accept_lens(&mut self) -> Vec<Effect> {
        self.leave_lens_editor();
        let lens = Lens::new(self.lens.text().trim());
        if let Some(mistake) = lens.mistakes().first() {
            let text = format!("In the lens: {}", mistake.message);
            self.notices.push(Severity::Warning, text);
        }
        let mut effects = self.remember_lens(lens.text().to_owned());
        if self.focus == Pane::Timeline && self.layout.area(Pane::Documents).width == 0 {
            self.focus(Pane::Documents);
        }
        effects.extend(self.set_lens(lens));
        if !self.lens.is_empty() {
            self.focus(Pane::Documents);
            effects.extend(self.preview());
        }
        self.remarks_due = true;
        if !self.searching {
            self.tell_remarks();
        }
        effects
    }

    /// Tells, once, for whom the names in the lens were taken, where that was not seen while it was typed.
    pub(super) fn tell_remarks(&mut self) {
        if std::mem::take(&mut self.remarks_due) && !self.remarks.is_empty() {
            let text = format!("In the lens: {}", self.remarks.join("; "));
            self.notices.push(Severity::Done, text);
        }
    }

    /// Ends typing with the lens that is typed: what it shows is read from now on, and what was being
    /// read is a step back.
    pub(super) fn leave_lens_editor(&mut self) {
        if let Some(editor) = self.lens_editor.take() {
            self.remember_stand(&editor.before);
            self.in_passing = false;
            if let Some(place) = editor.before.left_for(self) {
                self.history.leave(place);
            }
        }
    }

    pub(super) fn cancel_lens(&mut self) -> Vec<Effect> {
        match self.lens_editor.take() {
            Some(editor) => self.put_back(editor.before),
            None => Vec::new(),
        }
    }

    /// Puts a lens among those used before, as the newest of them.
    fn remember_lens(&mut self, text: String) -> Vec<Effect> {
        if text.is_empty() || self.lens_history.last() == Some(&text) {
            return Vec::new();
        }
        self.lens_history.retain(|known| *known != text);
        self.lens_history.push(text);
        let spare = self.lens_history.len().saturating_sub(MOST_REMEMBERED);
        self.lens_history.drain(..spare);
        vec![Effect::SaveHistory(self.lens_history.clone())]
    }

    /// Asks for the name under which the present lens is kept.
    pub(super) fn name_lens(&mut self) -> Vec<Effect> {
        if self.lens.is_empty() {
            let edit = self.keymap.way_to(Action::EditLens);
            let text = format!("The lens is empty: press {edit} and type what to look for");
            self.notices.push(Severity::Warning, text);
            return Vec::new();
        }
        let kept = self.reading.lenses();
        let present = self.lens.text().trim();
        let name = kept.into_iter().find(|(_, text)| *text == present);
        let name = name.map_or_else(String::new, |(name, _)| name.to_owned());
        let effects = self.ask(Asks::LensName, &name);
        if let Some(prompt) = &mut self.prompt {
            prompt.line.select_all();
        }
        effects
    }

    /// Keeps the present lens under this name, in place of another one of it.
    pub(super) fn keep_lens(&mut self, name: &str) -> Vec<Effect> {
        let text = self.lens.text().trim().to_owned();
        let before = self.reading.keep_lens(name, text.clone());
        let undo = self.keymap.way_to(Action::Undo);
        let other = before.as_ref().filter(|before| **before != text);
        let told = other.map_or_else(
            || format!("Lens kept as “{name}”"),
            |other| {
                let other = clean_line(other);
                format!("Lens kept as “{name}”, which was {other}; {undo} brings that back")
            },
        );
        if before.as_ref() != Some(&text) {
            self.changes.made(Change::Lens(name.to_owned(), before));
        }
        self.notices.push(Severity::Done, told);
        vec![Effect::SaveReading(self.reading.clone())]
    }

    /// Gives the kept lens of this name the text that it had, or forgets it where it had none.
    pub(super) fn put_lens_back(&mut self, name: &str, text: Option<String>) -> Vec<Effect> {
        let told = match text {
            Some(text) => {
                let told = format!("Taken back: lens “{name}” is {}", clean_line(&text));
                self.reading.keep_lens(name, text);
                told
            }
            None => {
                self.reading.forget_lens(name);
                format!("Taken back: lens “{name}” is forgotten")
            }
        };
        self.notices.push(Severity::Done, told);
        let mut effects = self.renew_picker();
        effects.push(Effect::SaveReading(self.reading.clone()));
        effects
    }

    /// Looks through a kept lens.
    pub(super) fn use_lens(&mut self, text: &str) -> Vec<Effect> {
        let mut effects = self.remember_lens(text.to_owned());
        self.best_wanted = true;
        effects.extend(self.set_lens(Lens::new(text)));
        self.focus(Pane::Documents);
        effects
    }

    /// Forgets the kept lens that is selected in the picker.
    pub(super) fn forget_lens(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(Picked::Lens(name, _)) = picker.selected() else {
            let text = "Only kept lenses can be forgotten here";
            self.notices.push(Severity::Warning, text);
            return Vec::new();
        };
        let before = self.reading.forget_lens(&name);
        let undo = self.keymap.way_to(Action::Undo);
        let told = format!("Lens “{name}” is forgotten; {undo} brings it back");
        self.changes.made(Change::Lens(name, before));
        self.notices.push(Severity::Done, told);
        let mut effects = self.renew_picker();
        effects.push(Effect::SaveReading(self.reading.clone()));
        effects
    }

    pub(super) fn recall_lens(&mut self, by: isize) -> Vec<Effect> {
        let Some(editor) = &mut self.lens_editor else {
            return Vec::new();
        };
        let recalled = editor
            .recalled
            .saturating_add_signed(by)
            .min(self.lens_history.len());
        if editor.recalled == 0 {
            editor.typed = editor.line.contents();
        }
        editor.recalled = recalled;
        let text = match recalled.checked_sub(1) {
            Some(back) => self
                .lens_history
                .iter()
                .rev()
                .nth(back)
                .cloned()
                .unwrap_or_default(),
            None => editor.typed.clone(),
        };
        editor.line = Editor::line(&text);
        self.lens_typed()
    }
}
