//! The list of actors, the card of one and the matrix of who appears with whom: opening, filling,
//! going on from them.

use std::sync::Arc;

use crate::actors::ActorId;
use crate::index::mentions::Passage;
use crate::search::query::Term;

use super::among::Among;
use super::effect::Effect;
use super::notice::Severity;
use super::panes::actors::ActorList;
use super::panes::card::Card;
use super::panes::list::Motion;
use super::panes::matrix::Matrix;
use super::survey::{Asked, Findings, Found, Survey};
use super::{App, Overlay, Target};

impl App {
    pub(super) fn list_actors(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Actors(ActorList::default()));
        self.size_panes();
        self.fill_actors()
    }

    /// The articles of the lens.
    fn among(&self) -> Among {
        Among {
            // Numbers of actors are of one catalogue, and the next answer may not be there yet.
            catalogue: Arc::clone(self.documents.rows.catalogue()),
            articles: self.documents.rows.without_passages(),
            language: self.language,
        }
    }

    /// Counts the actors of the list over the panes anew.
    pub(super) fn fill_actors(&mut self) -> Vec<Effect> {
        self.ask_for_actors(true)
    }

    /// Asks for the rows that are wanted now, of actors that are counted already.
    pub(super) fn arrange_actors(&mut self) -> Vec<Effect> {
        self.ask_for_actors(false)
    }

    fn ask_for_actors(&mut self, anew: bool) -> Vec<Effect> {
        let among = self.among();
        let Some(Overlay::Actors(list)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        list.current = false;
        let same = Arc::ptr_eq(&list.catalogue, &among.catalogue);
        let survey = Survey {
            turn: list.turns.next(),
            asked: Asked::Actors {
                among,
                counts: list.counts.clone().filter(|_| !anew && same),
                arrangement: list.arrangement.clone(),
            },
        };
        self.survey(survey)
    }

    /// Looks for what a pane asks: at once, or where that takes longer than a frame, by an effect.
    pub(super) fn survey(&mut self, survey: Survey) -> Vec<Effect> {
        if !survey.is_quick() {
            return vec![Effect::Survey(survey)];
        }
        let mut whole = None;
        survey.answer(&mut |findings| whole = Some(findings));
        whole.map_or_else(Vec::new, |findings| self.surveyed(findings))
    }

    /// What a pane asked for is found; nobody wants it where it asked for something else since.
    pub(super) fn surveyed(&mut self, findings: Findings) -> Vec<Effect> {
        let Findings { turn, found } = findings;
        if let Found::Bookmarks(placed) = found {
            return match self.placings.is_newest(&turn) {
                true => self.bookmarks_placed(placed),
                false => Vec::new(),
            };
        }
        let asked = |overlay: &&mut Overlay| match overlay {
            Overlay::Actors(list) => list.turns.is_newest(&turn),
            Overlay::Card(card) => card.turns.is_newest(&turn),
            Overlay::Matrix(matrix) => matrix.turns.is_newest(&turn),
            Overlay::Picker(picker) => picker.turns.is_newest(&turn),
            _ => false,
        };
        match (self.overlays.iter_mut().find(asked), found) {
            (
                Some(Overlay::Actors(list)),
                Found::Actors {
                    catalogue,
                    counts,
                    rows,
                },
            ) => {
                let hurried = std::mem::take(&mut list.hurried);
                list.show(catalogue, counts, rows);
                if hurried && matches!(self.overlays.last(), Some(Overlay::Actors(_))) {
                    return self.open();
                }
            }
            // Who was hidden has no card any more.
            (Some(Overlay::Card(_)), Found::Card(filled)) if filled.kind.is_none() => {
                self.overlays.pop();
                self.size_panes();
                return self.fill_actors();
            }
            (Some(Overlay::Card(card)), Found::Card(filled)) => {
                card.fill(*filled);
                let articles = card.articles.clone();
                let actor = card.id.clone().map(|actor| Effect::Passages {
                    actor,
                    articles,
                    catalogue: Arc::clone(self.documents.rows.catalogue()),
                });
                self.size_panes();
                return actor.into_iter().collect();
            }
            (Some(Overlay::Matrix(matrix)), Found::Matrix(filled)) => matrix.show(*filled),
            (Some(Overlay::Picker(picker)), Found::Names { picks, whole }) => {
                picker.show(picks, whole);
                if whole && picker.hurried {
                    return self.accept_picked();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Changes what the list wants to show.
    pub(super) fn in_actors(&mut self, change: impl FnOnce(&mut ActorList)) -> Vec<Effect> {
        if let Some(Overlay::Actors(list)) = self.overlays.last_mut() {
            change(list);
            list.hurried = false;
        }
        self.arrange_actors()
    }

    /// Opens the card of the actor that is selected in the list.
    pub(super) fn card_of_selected(&mut self) -> Vec<Effect> {
        let id = match self.overlays.last() {
            Some(Overlay::Actors(list)) => list.selected().map(|row| row.actor),
            _ => None,
        };
        match id {
            Some(id) => self.open_card(&id),
            None => Vec::new(),
        }
    }

    /// Opens the card of the actor at the place in the reader.
    pub(super) fn card_here(&mut self) -> Vec<Effect> {
        match self.mention_here().map(|mention| mention.actor.clone()) {
            Some(id) => self.open_card(&id),
            None => {
                self.notices.push(
                    Severity::Warning,
                    "No actor on this line; press a for all of them",
                );
                Vec::new()
            }
        }
    }

    fn open_card(&mut self, id: &ActorId) -> Vec<Effect> {
        let mut card = Card::of(id);
        card.name = self.actor_name(id).to_owned();
        self.overlays.push(Overlay::Card(Box::new(card)));
        self.size_panes();
        self.fill_card()
    }

    /// Fills the card over the panes anew; its passages are asked for when the rest is there.
    pub(super) fn fill_card(&mut self) -> Vec<Effect> {
        let among = self.among();
        let Some(Overlay::Card(card)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let Some(id) = card.id.clone() else {
            return Vec::new();
        };
        card.waiting = true;
        let survey = Survey {
            turn: card.turns.next(),
            asked: Asked::Card { among, id },
        };
        self.survey(survey)
    }

    /// The passages of an actor are known.
    pub(super) fn passages_known(&mut self, actor: &ActorId, passages: Vec<Passage>, more: bool) {
        for overlay in &mut self.overlays {
            if let Overlay::Card(card) = overlay
                && card.id.as_ref() == Some(actor)
            {
                card.show(passages, more);
                self.size_panes();
                return;
            }
        }
    }

    /// Goes to the selected passage of the card.
    pub(super) fn open_passage(&mut self) -> Vec<Effect> {
        let Some(Overlay::Card(card)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(passage) = card.selected() else {
            return Vec::new();
        };
        let (article, sentence) = (passage.article, passage.sentence);
        let named = sentence.start + passage.mark.start;
        self.followed.clone_from(&card.id);
        self.overlays.clear();
        self.focus(super::Pane::Reader);
        self.jump_to(article, Target::Passage(sentence, named))
    }

    /// Counts time by what is told, or by publication.
    pub(super) fn card_time(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Card(card)) = self.overlays.last_mut() {
            card.by_told = !card.by_told;
        }
        Vec::new()
    }

    pub(super) fn open_matrix(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Matrix(Box::default()));
        self.size_panes();
        self.fill_matrix()
    }

    /// Counts the matrix over the panes anew.
    pub(super) fn fill_matrix(&mut self) -> Vec<Effect> {
        let among = self.among();
        let Some(Overlay::Matrix(matrix)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let survey = Survey {
            turn: matrix.turns.next(),
            asked: Asked::Matrix {
                among,
                kind: matrix.kind,
            },
        };
        self.survey(survey)
    }

    pub(super) fn in_matrix(&mut self, change: impl FnOnce(&mut Matrix)) -> Vec<Effect> {
        if let Some(Overlay::Matrix(matrix)) = self.overlays.last_mut() {
            change(matrix);
        }
        Vec::new()
    }

    pub(super) fn matrix_column(&mut self, by: isize) -> Vec<Effect> {
        self.in_matrix(|matrix| matrix.column.go(Motion::Line(by)))
    }

    pub(super) fn matrix_kind(&mut self) -> Vec<Effect> {
        self.in_matrix(Matrix::next_kind);
        self.fill_matrix()
    }

    /// Puts both actors of the selected cell into the lens.
    pub(super) fn narrow_to_both(&mut self) -> Vec<Effect> {
        let Some(Overlay::Matrix(matrix)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some((one, other)) = matrix.selected() else {
            return Vec::new();
        };
        let [one, other] = [Term::actor(&one.name), Term::actor(&other.name)];
        self.overlays.clear();
        // The answer to the first alone is void as soon as the second is there.
        self.narrow_to_chosen(&one);
        self.best_wanted = true;
        self.narrow(&other)
    }
}
