//! The list of actors, the card of one and the matrix of who appears with whom: opening, filling,
//! going on from them.

use std::sync::Arc;

use crate::actors::ActorId;
use crate::index::mentions::Passage;
use crate::search::query::Term;

use super::effect::Effect;
use super::notice::Severity;
use super::panes::actors::ActorList;
use super::panes::card::Card;
use super::panes::list::Motion;
use super::panes::matrix::Matrix;
use super::{App, Overlay, Target};

impl App {
    pub(super) fn list_actors(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Actors(ActorList::default()));
        self.size_panes();
        self.fill_actors();
        Vec::new()
    }

    pub(super) fn fill_actors(&mut self) {
        let Some(Overlay::Actors(list)) = self.overlays.last_mut() else {
            return;
        };
        let catalogue = &self.catalogue;
        let entries = self.documents.rows.iter().map(|row| &**row.entry);
        list.fill(catalogue, self.language, entries);
    }

    pub(super) fn in_actors(&mut self, change: impl FnOnce(&mut ActorList)) -> Vec<Effect> {
        if let Some(Overlay::Actors(list)) = self.overlays.last_mut() {
            change(list);
        }
        Vec::new()
    }

    /// Opens the card of the actor that is selected in the list.
    pub(super) fn card_of_selected(&mut self) -> Vec<Effect> {
        let id = match self.overlays.last() {
            Some(Overlay::Actors(list)) => list.selected().map(|row| row.id.clone()),
            _ => None,
        };
        match id {
            Some(id) => self.open_card(&id),
            None => Vec::new(),
        }
    }

    /// Opens the card of the actor at the place in the reader.
    pub(super) fn card_here(&mut self) -> Vec<Effect> {
        let open = self.reader.open.as_ref();
        let mention = open.and_then(super::panes::reader::Open::mention_here);
        match mention.map(|mention| mention.actor.clone()) {
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
        let card = Card::of(id);
        self.overlays.push(Overlay::Card(Box::new(card)));
        self.size_panes();
        self.fill_card()
    }

    /// Fills the card over the panes anew, and asks for its passages.
    pub(super) fn fill_card(&mut self) -> Vec<Effect> {
        let entries = self.documents.rows.iter().map(|row| row.entry);
        let Some(Overlay::Card(card)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let Some(id) = card.id.clone() else {
            return Vec::new();
        };
        card.fill(&self.catalogue, self.language, &id, entries);
        card.waiting = true;
        let actor = card.id.clone().unwrap_or(id);
        vec![Effect::Passages {
            actor,
            articles: card.articles.clone(),
            catalogue: Arc::clone(&self.catalogue),
        }]
    }

    /// The passages of an actor are known.
    pub(super) fn passages_known(&mut self, actor: &ActorId, passages: Vec<Passage>, more: bool) {
        if let Some(Overlay::Card(card)) = self.overlays.last_mut()
            && card.id.as_ref() == Some(actor)
        {
            card.show(passages, more);
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
        self.followed.clone_from(&card.id);
        self.overlays.clear();
        self.focus(super::Pane::Reader);
        self.jump_to(article, Target::Sentence(sentence))
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
        self.fill_matrix();
        Vec::new()
    }

    /// Counts the matrix over the panes anew.
    pub(super) fn fill_matrix(&mut self) {
        let entries = self.documents.rows.iter().map(|row| row.entry);
        if let Some(Overlay::Matrix(matrix)) = self.overlays.last_mut() {
            matrix.fill(&self.catalogue, self.language, entries);
        }
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
        self.fill_matrix();
        Vec::new()
    }

    /// Puts both actors of the selected cell into the lens.
    pub(super) fn narrow_to_both(&mut self) -> Vec<Effect> {
        let Some(Overlay::Matrix(matrix)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some((one, other)) = matrix.selected() else {
            return Vec::new();
        };
        let terms = [Term::actor(&one.name), Term::actor(&other.name)];
        self.overlays.clear();
        let mut effects = Vec::new();
        for term in &terms {
            effects = self.narrow(term);
        }
        effects
    }
}
