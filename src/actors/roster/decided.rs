//! What the reader decides about actors that are known, before everything is read again by it: under which
//! name one is shown, what it is, whether it is one, and who it really is. What needs another look at the
//! articles, a further name or an actor that nobody knew, waits for that.

use super::entering::joined;
use super::{Known, Roster};
use crate::actors::correction::{Correction, Subject};
use crate::actors::{ActorId, ActorKind};

impl Roster {
    /// Takes over what the reader decided; whether anything is otherwise now.
    pub fn decide(&mut self, decision: &Correction) -> bool {
        match decision {
            Correction::Rename { actor, name } => self.show_as(&actor.id, name),
            Correction::Kind { actor, kind } => self.be(&actor.id, Some(*kind)),
            Correction::Hide { actor } => self.be(&actor.id, None),
            Correction::Join { actor, into } => self.join(actor, into),
            Correction::Add { .. } | Correction::Call { .. } | Correction::Show { .. } => false,
        }
    }

    /// Takes back what the reader decided, as far as it is known how it was before; whether anything is
    /// otherwise now.
    pub fn decide_no_more(&mut self, decision: &Correction) -> bool {
        match decision {
            Correction::Rename { actor, .. } => self.show_as(&actor.id, &actor.name),
            Correction::Kind { actor, .. } | Correction::Hide { actor } => {
                let (kind, _) = actor.id.0.split_once(':').unwrap_or_default();
                let kind = ActorKind::ALL.into_iter().find(|it| it.as_str() == kind);
                kind.is_some() && self.be(&actor.id, kind)
            }
            Correction::Join { actor, .. } => {
                let number = self.number(&actor.id);
                number.is_some_and(|number| self.merged.remove(&number).is_some())
            }
            Correction::Add { .. } | Correction::Call { .. } | Correction::Show { .. } => false,
        }
    }

    /// Shows an actor under `name`; it goes by its other names as before.
    fn show_as(&mut self, id: &ActorId, name: &str) -> bool {
        let number = self.number(id).map(|number| self.who(number));
        let Some((number, known)) = number.and_then(|number| Some((number, self.known(number)?)))
        else {
            return false;
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if known.kind.is_none() || name.is_empty() || self.first_name(number) == name {
            return false;
        }
        let english = self
            .more
            .get_mut(&number)
            .and_then(|more| more.english.take());
        let others = self.names(number).chain(english.as_deref());
        let others = others.filter(|other| *other != name);
        let all = joined(std::iter::once(name.as_str()).chain(others));
        let written = self.written.push(&all);
        self.know(number, Known { written, ..known });
        self.call(&name, number);
        true
    }

    /// Lets an actor be of a kind, or none at all.
    fn be(&mut self, id: &ActorId, kind: Option<ActorKind>) -> bool {
        let number = self.number(id).map(|number| self.who(number));
        let known = number.and_then(|number| Some((number, self.known(number)?)));
        let Some((number, known)) = known.filter(|(_, known)| known.kind != kind) else {
            return false;
        };
        self.know(number, Known { kind, ..known });
        true
    }

    fn join(&mut self, actor: &Subject, into: &Subject) -> bool {
        let (Some(number), Some(is)) = (self.number(&actor.id), self.number(&into.id)) else {
            return false;
        };
        let is = self.who(is);
        if number == is {
            return false;
        }
        for other in self.merged.values_mut().filter(|other| **other == number) {
            *other = is;
        }
        self.merged.insert(number, is);
        true
    }
}
