//! The reader's own judgement of actors: naming one, giving it another name, joining two, changing
//! its kind, hiding a false one, words to watch for. Here is what is asked for; what it means in the
//! file is for `actors::correction`.

use std::sync::Arc;

use crate::actors::correction::{Correction as OfActor, Subject};
use crate::actors::{ActorId, ActorKind};
use crate::index::catalogue::Catalogue;
use crate::text::language::Language;
use crate::timeline::correction as events;

use super::action::Action;
use super::changes::Change;
use super::correction::{Corrected, Correction};
use super::effect::Effect;
use super::notice::Severity;
use super::panes::naming::{Asked, Naming};
use super::panes::picker::{Choices, PickerPane, Purpose};
use super::{App, Overlay};

/// What is decided about actors and needs no other look at the articles, in order, with what the actor was
/// before. It lies over every catalogue that comes, also over one that says the same already.
#[derive(Clone, Debug, Default)]
pub(super) struct Decided {
    decisions: Vec<(OfActor, Option<ActorKind>)>,
    /// Whether there was any.
    any: bool,
}

impl Decided {
    /// The catalogue as it is decided.
    pub(super) fn over(&self, catalogue: Arc<Catalogue>) -> Arc<Catalogue> {
        match self.any {
            true => Arc::new(catalogue.decided(self.all())),
            false => catalogue,
        }
    }

    fn all(&self) -> impl Iterator<Item = &OfActor> {
        self.decisions.iter().map(|(decision, _)| decision)
    }

    fn take(&mut self, decision: OfActor, catalogue: &Catalogue) {
        self.any = true;
        let before = decision.about().and_then(|id| catalogue.roster.kind_of(id));
        self.decisions.push((decision, before));
    }

    /// Takes a decision back. A catalogue that was read by it meanwhile is told the opposite, as far as that can
    /// be told without another look at the articles.
    fn take_back(&mut self, decision: &OfActor, catalogue: &Catalogue, language: Language) {
        let at = self.decisions.iter().rposition(|(it, _)| it == decision);
        let Some((decision, before)) = at.map(|at| self.decisions.remove(at)) else {
            return;
        };
        let roster = catalogue.roster.with(self.all());
        let opposite = match decision {
            OfActor::Rename { actor, .. } if roster.name(&actor.id, language) != actor.name => {
                let name = actor.name.clone();
                Some(OfActor::Rename { actor, name })
            }
            OfActor::Kind { actor, .. } | OfActor::Hide { actor } => before
                .filter(|&kind| roster.kind_of(&actor.id) != Some(kind))
                .map(|kind| OfActor::Kind { actor, kind }),
            _ => None,
        };
        self.decisions.extend(opposite.map(|it| (it, None)));
    }
}

impl App {
    /// Whom a correction of `id` is about.
    fn subject(&self, id: &ActorId) -> Subject {
        let roster = &self.catalogue.roster;
        Subject {
            id: roster.resolve(id),
            name: self.actor_name(id).to_owned(),
            introduced: roster.is_introduced(id),
        }
    }

    /// The actor that the list or the card over the panes is about.
    fn corrected_actor(&mut self) -> Option<Subject> {
        let id = match self.overlays.last() {
            Some(Overlay::Actors(list)) => list.selected().map(|row| row.actor),
            Some(Overlay::Card(card)) => card.id.clone(),
            _ => None,
        };
        if id.is_none() {
            self.notices.push(Severity::Warning, "No actor is selected");
        }
        id.map(|id| self.subject(&id))
    }

    /// Asks for a correction to be kept.
    pub(super) fn correct(&mut self, correction: OfActor) -> Vec<Effect> {
        self.changes.ask();
        vec![Effect::Correct(Box::new(Correction::Actor(correction)))]
    }

    /// A correction is kept, or taken back.
    pub(super) fn corrected(&mut self, corrected: Box<Corrected>) -> Vec<Effect> {
        let said = corrected.correction.said();
        // What was withdrawn holds again when that is undone.
        let (effect, again) = match &corrected.correction {
            Correction::Actor(_) => (Some(Effect::MakeDictionary), None),
            Correction::Event(_) => (None, None),
            Correction::Withdraw(decision) => (None, Some(decision.said())),
        };
        let (before, after) = (corrected.before.clone(), corrected.after.clone());
        let decision = match &corrected.correction {
            Correction::Actor(decision) => Some(decision.clone()),
            Correction::Event(_) | Correction::Withdraw(_) => None,
        };
        let undone = self.changes.done(Change::Corrected(corrected));
        let mut effects = Vec::new();
        // What needs no other look at the articles counts before they are read again.
        if let Some(decision) = decision.filter(OfActor::may_count_at_once) {
            if undone {
                self.decided
                    .take_back(&decision, &self.catalogue, self.language);
            } else {
                self.decided.take(decision, &self.catalogue);
            }
            let decided = self.decided.over(Arc::clone(&self.catalogue));
            effects.extend(self.know(decided, self.reading_files));
        }
        if effect.is_none() {
            let file = if undone {
                before.unwrap_or_default()
            } else {
                after
            };
            effects.extend(self.decide(events::parse("events.toml", &file).0));
        }
        let text = match (undone, again) {
            (true, Some(again)) => format!("Decided again: {again}"),
            (true, None) => format!("Undone: “{said}”"),
            (false, _) => format!("Kept: {said}; u takes it back"),
        };
        self.notices.push(Severity::Done, text);
        effects.extend(effect);
        effects
    }

    /// The text that is selected in the reader, on one line.
    fn selected_text(&self) -> Option<String> {
        let open = self.reader.open.as_ref()?;
        let range = open.selection?.range();
        let text = range.of(&open.annotated.article.text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Names an actor by the selected text.
    pub(super) fn name_actor(&mut self) -> Vec<Effect> {
        if let Some(text) = self.selected_text() {
            let kind = likely_kind(&text);
            self.ask_name(Asked::Add(kind), &text);
        }
        Vec::new()
    }

    /// Lets an actor that is picked go by the selected text, too.
    pub(super) fn call_by_selection(&mut self) -> Vec<Effect> {
        match self.selected_text() {
            Some(text) => self.pick_actor(format!("Whom does «{text}» mean?"), Purpose::Call(text)),
            None => Vec::new(),
        }
    }

    pub(super) fn rename_actor(&mut self) -> Vec<Effect> {
        if let Some(actor) = self.corrected_actor() {
            let name = actor.name.clone();
            self.ask_name(Asked::Rename(actor), &name);
        }
        Vec::new()
    }

    pub(super) fn call_actor(&mut self) -> Vec<Effect> {
        if let Some(actor) = self.corrected_actor() {
            self.ask_name(Asked::Call(actor), "");
        }
        Vec::new()
    }

    pub(super) fn join_actor(&mut self) -> Vec<Effect> {
        match self.corrected_actor() {
            Some(actor) => self.pick_actor(format!("Who is {}?", actor.name), Purpose::Join(actor)),
            None => Vec::new(),
        }
    }

    pub(super) fn change_kind(&mut self) -> Vec<Effect> {
        match self.corrected_actor() {
            Some(actor) => self.show_picker(PickerPane::kinds(actor)),
            None => Vec::new(),
        }
    }

    /// Lets an actor be of this kind; nothing is written of one that is of it already.
    pub(super) fn correct_kind(&mut self, actor: Subject, kind: ActorKind) -> Vec<Effect> {
        if self.catalogue.roster.kind_of(&actor.id) == Some(kind) {
            let text = format!("{} is {} already", actor.name, kind.with_article());
            self.notices.push(Severity::Done, text);
            return Vec::new();
        }
        self.correct(OfActor::Kind { actor, kind })
    }

    pub(super) fn hide_actor(&mut self) -> Vec<Effect> {
        match self.corrected_actor() {
            Some(actor) => self.correct(OfActor::Hide { actor }),
            None => Vec::new(),
        }
    }

    /// Lists whom the reader has hidden; the one picked is shown again.
    pub(super) fn pick_hidden(&mut self) -> Vec<Effect> {
        if self.catalogue.roster.hidden().is_empty() {
            self.notices
                .push(Severity::Done, "No actor is hidden".to_owned());
            return Vec::new();
        }
        self.show_picker(PickerPane::hidden(&self.catalogue))
    }

    /// Asks for a word to watch for.
    pub(super) fn watch(&mut self) -> Vec<Effect> {
        self.ask_name(Asked::Add(ActorKind::Word), "");
        Vec::new()
    }

    fn ask_name(&mut self, asked: Asked, begun: &str) {
        self.overlays
            .push(Overlay::Naming(Box::new(Naming::new(asked, begun))));
        self.size_panes();
    }

    fn pick_actor(&mut self, title: String, purpose: Purpose) -> Vec<Effect> {
        // Nobody is somebody else by being the same.
        let except = match &purpose {
            Purpose::Join(actor) => Some(&actor.id),
            _ => None,
        };
        let choices = Choices::actors(&self.catalogue, self.language, except);
        self.show_picker(PickerPane::new(title, purpose, choices))
    }

    /// Whether the name that is typed for an actor to be shown under is one of another, which is told; two
    /// of one name would be one in the lens.
    fn is_taken(&mut self) -> bool {
        let Some(Overlay::Naming(naming)) = self.overlays.last() else {
            return false;
        };
        let Asked::Rename(actor) = &naming.asked else {
            return false;
        };
        let roster = &self.catalogue.roster;
        let name = naming.line.contents();
        let mut others = roster.bearers(&name).into_iter();
        let Some(other) = others.find(|&other| roster.id(other) != &*actor.id.0) else {
            return false;
        };
        let name = name.trim();
        let other = roster.name_of(other, self.language);
        let join = self.keymap.way_to(Action::JoinActor);
        let text = format!(
            "«{name}» is a name of {other}: {join} joins the two if they are one, else choose another name"
        );
        self.notices.push(Severity::Warning, text);
        true
    }

    /// What was typed is meant.
    pub(super) fn accept_name(&mut self) -> Vec<Effect> {
        if self.is_taken() {
            return Vec::new();
        }
        let Some(Overlay::Naming(naming)) = self.overlays.pop() else {
            return Vec::new();
        };
        if let Some(open) = &mut self.reader.open {
            open.selection = None;
        }
        let name = naming.line.contents();
        self.correct(match naming.asked {
            Asked::Add(kind) => OfActor::Add { kind, name },
            Asked::Call(actor) => OfActor::Call { actor, name },
            Asked::Rename(actor) => OfActor::Rename { actor, name },
        })
    }

    pub(super) fn next_named_kind(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Naming(naming)) = self.overlays.last_mut() {
            naming.next_kind();
        }
        Vec::new()
    }

    /// Does with the actor that was picked what it was picked for.
    pub(super) fn picked_actor(&mut self, id: &ActorId, purpose: Purpose) -> Vec<Effect> {
        let actor = self.subject(id);
        match purpose {
            Purpose::Call(name) => {
                if let Some(open) = &mut self.reader.open {
                    open.selection = None;
                }
                self.correct(OfActor::Call { actor, name })
            }
            Purpose::Join(joined) => self.correct(OfActor::Join {
                actor: joined,
                into: actor,
            }),
            Purpose::Go | Purpose::Kind(_) => Vec::new(),
        }
    }
}

/// What a text that is selected as a name probably names.
fn likely_kind(text: &str) -> ActorKind {
    let capitals = text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    match (text.split_whitespace().count(), capitals) {
        (_, 0) => ActorKind::Word,
        (2..=3, 2..) => ActorKind::Person,
        _ => ActorKind::Organisation,
    }
}
