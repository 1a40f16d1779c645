//! The picker: opening it, asking for what fits what is typed, and what is done with the choice.
//! Matching is for `search::fuzzy`.

use std::sync::Arc;

use crate::actors::correction::Correction;
use crate::search::fuzzy::Candidate;
use crate::search::query::Term;
use crate::text::clean::clean_line;

use super::action::Context;
use super::effect::Effect;
use super::panes::picker::{Choices, PickerPane, Purpose, Target as Picked, command_candidates};
use super::survey::{Asked, Survey};
use super::{App, Overlay, Pane, Target};

impl App {
    /// Lets everything be picked that has a name, or the commands.
    pub(super) fn open_picker(&mut self, commands_only: bool) -> Vec<Effect> {
        self.show_picker(if commands_only {
            PickerPane::commands(&self.keymap)
        } else {
            PickerPane::new("Find".to_owned(), Purpose::Go, self.choices())
        })
    }

    /// Puts a picker over the panes.
    pub(super) fn show_picker(&mut self, picker: PickerPane) -> Vec<Effect> {
        self.overlays.push(Overlay::Picker(Box::new(picker)));
        self.size_panes();
        self.pick()
    }

    /// Looks for what fits what is typed in the picker.
    pub(super) fn pick(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let (turn, names, typed) = picker.asks();
        self.survey(Survey {
            turn,
            asked: Asked::Names { names, typed },
        })
    }

    /// Everything that has a name.
    fn choices(&self) -> Choices {
        let bookmarks = self.bookmarks.iter().map(|bookmark| Candidate {
            kind: Picked::Bookmark(Arc::clone(bookmark)),
            label: clean_line(&bookmark.quote),
            detail: clean_line(&bookmark.note),
        });
        let lenses = self.reading.lenses().map(|(name, text)| Candidate {
            kind: Picked::Lens(name.to_owned(), text.to_owned()),
            label: clean_line(name),
            detail: clean_line(text),
        });
        let others = bookmarks
            .chain(lenses)
            .chain(command_candidates(&self.keymap));
        Choices::everything(
            &self.catalogue,
            &self.events,
            self.language,
            others.collect(),
        )
    }

    /// Has the picker of everything take its names anew, for they have changed, or events have
    /// other places.
    pub(super) fn renew_picker(&mut self) -> Vec<Effect> {
        let choices = match self.overlays.last() {
            Some(Overlay::Picker(picker)) if picker.finds_everything() => self.choices(),
            _ => return Vec::new(),
        };
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.renew(choices);
        }
        self.pick()
    }

    /// Goes to what is selected in the picker, or does with it what it was picked for.
    pub(super) fn accept_picked(&mut self) -> Vec<Effect> {
        // What was typed just now is meant, not what the answers to less of it begin with.
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut()
            && !picker.whole
            && picker.cursor.selected().is_none_or(|at| at == 0)
        {
            picker.hurried = true;
            return Vec::new();
        }
        let Some(Overlay::Picker(picker)) = self.overlays.pop() else {
            return Vec::new();
        };
        match picker.selected() {
            Some(Picked::Kind(kind)) => match picker.purpose {
                Purpose::Kind(actor) => self.correct_kind(actor, kind),
                _ => Vec::new(),
            },
            Some(Picked::Decision(decision)) => self.withdraw(*decision),
            Some(Picked::Hidden(actor)) => self.correct(Correction::Show { actor }),
            Some(Picked::Actor(count, _)) if picker.purpose != Purpose::Go => {
                self.picked_actor(&count.actor, picker.purpose)
            }
            Some(Picked::Article(id)) => {
                self.focus(Pane::Reader);
                self.jump_to(id, Target::Remembered)
            }
            Some(Picked::Actor(count, name)) => {
                self.followed = Some(count.actor);
                self.narrow_to_chosen(&Term::actor(&name))
            }
            Some(Picked::Event(events, place)) => {
                // Since it was listed, events may have taken other places.
                if Arc::ptr_eq(&events, &self.events) {
                    self.timeline.select_place(place);
                }
                let event = events.get(place);
                match event.and_then(|event| event.reports.first().cloned()) {
                    Some(report) => {
                        self.focus(Pane::Reader);
                        self.jump_to(report.article, Target::Sentence(report.sentence))
                    }
                    None => Vec::new(),
                }
            }
            Some(Picked::Lens(_, text)) => self.use_lens(&text),
            Some(Picked::Bookmark(bookmark)) => self.go_to_bookmark(&bookmark),
            Some(Picked::Command(action)) => {
                // A command of a pane works on that pane, wherever the keys were.
                match action.info().context {
                    Context::Documents => self.focus(Pane::Documents),
                    Context::Reader => self.focus(Pane::Reader),
                    Context::Timeline => self.focus(Pane::Timeline),
                    _ => {}
                }
                self.act(action)
            }
            None => Vec::new(),
        }
    }
}
