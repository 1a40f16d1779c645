//! How actors come into the roster: those of the dictionary, and those that articles introduce, of whom one that is
//! known under another spelling is joined to that one, and never where one article has both.

use super::shape::Shape;
use super::tables::Number;
use super::{BETWEEN, Known, More, Roster, lone};
use crate::actors::dictionary::Dictionary;
use crate::actors::spelling::{ends, is_misspelt, sound};
use crate::actors::{Actor, ActorKind};

/// People of one given name and initial that a new name is compared with.
const MOST_COMPARED: usize = 64;
/// Names that are kept of one actor; by further ones it is only found.
pub(super) const MOST_NAMES: usize = 64;

impl Roster {
    /// Adds the actors that one article introduces. One that is known under another spelling is
    /// joined to it.
    pub fn add(&mut self, actors: &[Actor]) {
        for actor in actors {
            if let Some(number) = self
                .number(&actor.id)
                .filter(|&number| self.is_actor(number))
            {
                // What one article guesses another may know.
                if self.is_guessed(number) && !actor.guessed {
                    self.lone.remove(&number);
                }
                for name in self.call_too(actor, number) {
                    self.call(name, number);
                    self.abbreviate(actor, name, number);
                }
                continue;
            }
            let heard = sound(&actor.name);
            let double = self.double(actor, &heard).filter(|&double| {
                let double = self.ids.bytes(double);
                !actors.iter().any(|other| other.id.0.as_bytes() == double)
            });
            if let Some(double) = double {
                for name in actor.names() {
                    self.call(name, double);
                    self.abbreviate(actor, name, double);
                }
                self.call_too(actor, double);
                let number = self.intern(&actor.id);
                self.merged.insert(number, double);
            } else {
                self.enter(actor, heard, actor.english.as_deref(), None);
            }
        }
    }

    /// Adds the names of `actor` to those of one that is known: the ones that it did not have.
    fn call_too<'a>(&mut self, actor: &'a Actor, number: Number) -> Vec<&'a String> {
        let fresh: Vec<&String> = actor
            .names()
            .filter(|name| self.names(number).all(|known| known != name.as_str()))
            .collect();
        let room = MOST_NAMES.saturating_sub(self.names(number).count());
        if !fresh.is_empty() && room > 0 {
            let kept = fresh.iter().take(room).map(|name| name.as_str());
            let all = joined(self.names(number).chain(kept));
            let written = self.written.push(&all);
            if let Some(known) = self.known(number) {
                self.know(number, Known { written, ..known });
            }
        }
        fresh
    }

    /// Takes an actor in, whose name sounds as it was `heard`.
    pub(super) fn enter(
        &mut self,
        actor: &Actor,
        heard: String,
        english: Option<&str>,
        of: Option<&Dictionary>,
    ) {
        // One of a dictionary that comes twice takes the place of itself.
        let number = self.intern(&actor.id);
        let is_person = actor.kind == ActorKind::Person;
        let lone = if of.is_none() && lone::is_one(actor, &actor.name) {
            Some(self.hashed(&lone::key(&actor.name)))
        } else {
            let surname = (is_person || actor.guessed) && !heard.contains(' ');
            surname.then(|| self.hashed(&heard))
        };
        match lone {
            Some(heard) => self.lone.insert(number, heard),
            None => self.lone.remove(&number),
        };
        if let Some((_, family)) = ends(&heard).filter(|_| is_person) {
            let at = number as usize;
            if self.shapes.len() <= at {
                self.shapes.resize(at + 1, Shape::default());
            }
            if let Some(shape) = self.shapes.get_mut(at) {
                *shape = Shape::of(family);
            }
        }
        let mut first = Some(heard);
        for name in actor.names() {
            self.call(name, number);
            self.abbreviate(actor, name, number);
            let heard = first.take().unwrap_or_else(|| sound(name));
            self.join_family(actor, name, &heard, number, of);
            if is_person && let Some((first, family)) = ends(&heard) {
                let key = self.hashed(&person_key(first, family));
                self.people.add(key, number, MOST_COMPARED);
            }
            // A ministry is called as those of other countries are.
            if heard.contains(' ') && actor.english.is_none() {
                let heard = self.hashed(&heard);
                self.sounds.add(heard, number, 1);
            }
        }
        let known = Known {
            kind: Some(actor.kind),
            introduced: of.is_none(),
            written: self
                .written
                .push(&joined(actor.names().map(String::as_str))),
        };
        self.know(number, known);
        let english = english.filter(|english| *english != actor.name);
        if english.is_some() || actor.stands_for.is_some() {
            let more = More {
                english: english.map(str::to_owned),
                stands_for: actor.stands_for.clone(),
            };
            self.more.insert(number, more);
        } else {
            self.more.remove(&number);
        }
    }

    /// Whom `actor`, whose name sounds as it was `heard`, is under another spelling.
    fn double(&self, actor: &Actor, heard: &str) -> Option<Number> {
        if actor.english.is_some() {
            return None;
        }
        if let Some(number) = self.sounds.of(self.hashed(heard)).next()
            && self.kind(number) == Some(actor.kind)
        {
            return Some(number);
        }
        if actor.kind != ActorKind::Person {
            return None;
        }
        let (first, family) = ends(heard)?;
        let shape = Shape::of(family);
        let mut close = (self.people)
            .of(self.hashed(&person_key(first, family)))
            // Of nearly all of them this is enough to know.
            .filter(|&number| {
                let other = self.shapes.get(number as usize);
                other.is_none_or(|&other| shape.may_be_misspelt(other))
            })
            .filter(|&number| is_misspelt(heard, &sound(self.first_name(number))));
        let one = close.next()?;
        close.next().is_none().then_some(one)
    }
}

/// Names as one text.
pub(super) fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for (number, name) in names.enumerate() {
        if number > 0 {
            all.push(BETWEEN);
        }
        all.extend(name.chars().filter(|&letter| letter != BETWEEN));
    }
    all
}

fn person_key(first: &str, family: &str) -> String {
    let mut key = first.to_owned();
    key.push(' ');
    key.extend(family.chars().next());
    key
}
