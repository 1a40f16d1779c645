//! What the reader decided about actors that are known, before everything is read again by it: under which
//! name one is shown, what it is, whether it is one, and who it really is. It lies over all else that is
//! known and is never read into that, so that what is taken back leaves nothing. What needs another look at the
//! articles, a further name or an actor that nobody knew, waits for that.

use super::Roster;
use super::calling::words;
use super::entering::joined;
use super::tables::{Number, Numbered};
use crate::actors::correction::{Correction, Subject};
use crate::actors::{Actor, ActorId, ActorKind};
use crate::text::fold::Alphabetical;

/// What is decided about some actors, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Decided {
    /// What they are; `None` of what is none.
    kinds: Numbered<Option<ActorKind>>,
    /// Their names as [`Roster::names`] parts them.
    names: Numbered<String>,
    /// The names that only the reader gives, folded, and to whom.
    called: Vec<(String, Number)>,
    /// Who they really are.
    joined: Numbered<Number>,
    /// Everyone who is hidden, where that is not as it was before.
    hidden: Option<Vec<Actor>>,
}

impl Decided {
    #[inline]
    pub(super) fn kind(&self, number: Number) -> Option<Option<ActorKind>> {
        self.kinds.get(&number).copied()
    }

    #[inline]
    pub(super) fn names(&self, number: Number) -> Option<&str> {
        self.names.get(&number).map(String::as_str)
    }

    pub(super) fn called(&self) -> impl Iterator<Item = (&str, Number)> {
        let called = self.called.iter();
        called.map(|(name, number)| (name.as_str(), *number))
    }

    pub(super) fn hidden(&self) -> Option<&[Actor]> {
        self.hidden.as_deref()
    }

    /// Those who are decided to be somebody else.
    pub(super) fn joined(&self) -> impl Iterator<Item = &Number> {
        self.joined.keys()
    }

    /// Who a number is: as it is decided, else whoever is decided of whom was `found` for it.
    #[inline]
    pub(super) fn who(&self, number: Number, found: impl Fn() -> Number) -> Number {
        if self.joined.is_empty() {
            return found();
        }
        let decided = |number: Number| self.joined.get(&number).copied();
        decided(number).unwrap_or_else(|| {
            let is = found();
            decided(is).unwrap_or(is)
        })
    }
}

impl Roster {
    /// The same roster as the reader decided, the later decisions over the earlier: those that it had before
    /// and that are not among them hold no more.
    #[must_use]
    pub fn with<'d>(&self, decisions: impl IntoIterator<Item = &'d Correction>) -> Self {
        let mut roster = Self {
            decided: Decided::default(),
            ..self.clone()
        };
        for decision in decisions {
            roster.decide(decision);
        }
        roster
    }

    fn decide(&mut self, decision: &Correction) {
        match decision {
            Correction::Rename { actor, name } => self.show_as(&actor.id, name),
            Correction::Kind { actor, kind } => self.be(&actor.id, Some(*kind)),
            Correction::Hide { actor } => self.be(&actor.id, None),
            Correction::Join { actor, into } => self.join(actor, into),
            Correction::Show { actor } => self.show(&actor.id),
            Correction::Add { .. } | Correction::Call { .. } => {}
        }
    }

    /// Shows an actor under `name`; it goes by its other names as before.
    fn show_as(&mut self, id: &ActorId, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let number = self.number(id).map(|number| self.who(number));
        let Some(number) = number.filter(|&number| self.is_actor(number)) else {
            return;
        };
        if name.is_empty() || self.first_name(number) == name {
            return;
        }
        let others = self.names(number).chain(self.english(number));
        let others = others.filter(|other| *other != name);
        let all = joined(std::iter::once(name.as_str()).chain(others));
        let folded = words(&name);
        if !self.called_exactly(&name).any(|known| known == number) {
            self.decided.called.push((folded, number));
        }
        self.decided.names.insert(number, all);
    }

    /// Lets an actor be of a kind, or none at all.
    fn be(&mut self, id: &ActorId, kind: Option<ActorKind>) {
        let Some(number) = self.number(id).map(|number| self.who(number)) else {
            return;
        };
        if self.kind(number) == kind {
            return;
        }
        let mut hidden = self.hidden().to_vec();
        hidden.retain(|hidden| *hidden.id.0 != *self.id(number));
        hidden.extend(self.actor(number).filter(|_| kind.is_none()));
        hidden.sort_by(|a, b| Alphabetical(&a.name).cmp(&Alphabetical(&b.name)));
        self.decided.hidden = Some(hidden);
        self.decided.kinds.insert(number, kind);
    }

    /// Lets an actor be one again that was decided to be none.
    fn show(&mut self, id: &ActorId) {
        let number = self.number(id).map(|number| self.who(number));
        let hidden = |number: &Number| self.decided.kind(*number) == Some(None);
        if let Some(number) = number.filter(hidden) {
            self.decided.kinds.remove(&number);
            if let Some(hidden) = &mut self.decided.hidden {
                hidden.retain(|hidden| hidden.id != *id);
            }
        }
    }

    fn join(&mut self, actor: &Subject, into: &Subject) {
        let (Some(number), Some(is)) = (self.number(&actor.id), self.number(&into.id)) else {
            return;
        };
        let is = self.who(is);
        if number == is {
            return;
        }
        let joined = &mut self.decided.joined;
        for other in joined.values_mut().filter(|other| **other == number) {
            *other = is;
        }
        joined.insert(number, is);
    }
}
