//! Acronyms of organisations across articles: one that stands alone in an article belongs to the one
//! organisation of the corpus that another introduces with it. Within one article they are tied by recognition.

use super::tables::Number;
use super::{BETWEEN, MOST_OF_FAMILY, Roster};
use crate::actors::{Actor, ActorKind};

impl Roster {
    /// Notes that the organisation `actor` goes by `name` as well, if that is an acronym.
    pub(super) fn abbreviate(&mut self, actor: &Actor, name: &str, number: Number) {
        if *name != actor.name && is_one(actor, name) {
            let key = self.hashed(&key(name));
            self.families.add(key, number, MOST_OF_FAMILY);
        }
    }
}

/// Whether `name` is an acronym of an organisation: capitals in one word.
pub(super) fn is_one(actor: &Actor, name: &str) -> bool {
    actor.kind == ActorKind::Organisation && name.len() > 2 && name.chars().all(char::is_uppercase)
}

/// What an acronym is found by; no sound of a name has the mark.
pub(super) fn key(name: &str) -> String {
    let mut key = BETWEEN.to_string();
    key.push_str(name);
    key
}
