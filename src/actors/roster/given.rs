//! What else an actor is called: the roles that articles give it, by which it is found and never shown, and its
//! names as a file of actors has them. Whom a typed name means is for [`super::calling`].

use super::Roster;
use super::calling::words;
use super::tables::Number;
use crate::actors::{Actor, ActorId};

/// People whom one role means.
const MOST_OF_ROLE: usize = 16;

/// Whom one article introduces, and the roles by which it names somebody.
#[derive(Clone, Debug, Default)]
pub struct Introduced {
    /// Those whom no dictionary has.
    pub actors: Vec<Actor>,
    /// Who is named by which role, as the article has it.
    pub roles: Vec<(ActorId, String)>,
}

impl Introduced {
    /// Whether there is nothing of it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.roles.is_empty()
    }
}

impl Roster {
    /// Takes in what one article says of names.
    pub fn introduce(&mut self, introduced: &Introduced) {
        self.add(&introduced.actors);
        for (id, role) in &introduced.roles {
            let number = self.intern(id);
            let role = self.hashed(&words(role));
            self.roles.add(role, number, MOST_OF_ROLE);
        }
    }

    /// Whom the articles name by exactly this role, in any case and accents.
    pub(super) fn in_role(&self, typed: &str) -> impl Iterator<Item = Number> + '_ {
        self.roles.of(self.hashed(typed))
    }

    /// The names of the actor of this id, the foremost first, as a file of actors has them: with `?` before
    /// one of which the reader says that others may have it.
    #[must_use]
    pub fn all_names(&self, id: &ActorId) -> Vec<String> {
        let number = self.number(id).map(|number| self.who(number));
        number.map_or_else(Vec::new, |number| self.written_names(number))
    }

    /// The same of the actor of a number, but without the foremost.
    #[must_use]
    pub fn other_names(&self, number: Number) -> Vec<String> {
        let mut names = self.written_names(number);
        names.drain(..names.len().min(1));
        names
    }

    fn written_names(&self, number: Number) -> Vec<String> {
        let mut names: Vec<String> = self.names(number).map(str::to_owned).collect();
        if let Some(doubtful) = self.doubtful.get(self.id(number)) {
            for name in names.iter_mut().filter(|name| doubtful.contains(name)) {
                name.insert(0, '?');
            }
        }
        names
    }
}
