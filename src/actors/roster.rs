//! Everyone of a corpus: the actors of the dictionary and those that articles introduce, each once,
//! whatever the spelling. Two names are joined only when nothing contradicts: same kind, same
//! sound, or one wrong letter in a long family name, and never when one article has both.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dictionary::{Dictionary, Entry};
use super::spelling::{ends, is_misspelt, sound};
use super::{Actor, ActorId, ActorKind};
use crate::edtf::Edtf;
use crate::text::fold::fold;
use crate::text::language::Language;
use crate::text::segment;

/// Every actor of a corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Roster {
    actors: HashMap<ActorId, Known>,
    /// Actors that turned out to be another one.
    merged: HashMap<ActorId, ActorId>,
    /// Folded names, for what a person types.
    names: HashMap<Arc<str>, Vec<ActorId>>,
    /// By the sound of the whole name.
    sounds: HashMap<String, ActorId>,
    /// People by the sound of given name and the family name's first letter, for misspellings.
    people: HashMap<String, Vec<ActorId>>,
    /// People by each word of their names that may stand for them alone.
    families: HashMap<String, Vec<ActorId>>,
    /// The offices that somebody held, the latest last; those of the dictionary.
    #[serde(skip)]
    offices: HashMap<ActorId, Vec<Held>>,
    /// Actors that the reader has hidden, by name; those of the dictionary.
    #[serde(skip)]
    hidden: Vec<Actor>,
}

/// An office that somebody held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which: president, foreign, …
    pub office: &'static str,
    /// Of what country or organisation.
    pub of: ActorId,
    /// Since when, where that is known.
    pub from: Option<Edtf>,
    /// Until when; `None` is not yet, or not known.
    pub to: Option<Edtf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    actor: Actor,
    /// The English name where it differs.
    english: Option<String>,
    /// Whether no dictionary has it.
    introduced: bool,
}

/// People of one given name and initial that a new name is compared with.
const MOST_COMPARED: usize = 64;
/// A family name that two have already means nobody.
const MOST_OF_FAMILY: usize = 2;
/// Actors that one typed name may mean.
const MOST_CALLED: usize = 256;

impl Roster {
    /// The actors of `dictionary`.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut roster = Self::default();
        let shown = |entry: &&Entry| !entry.hidden && entry.is.is_none();
        for entry in dictionary.entries().iter().filter(shown) {
            roster.enter(&entry.actor, Some(&entry.english), false);
            for adjective in &entry.adjectives {
                roster.call(adjective, &entry.actor.id);
            }
        }
        roster.take_offices(dictionary);
        for (id, is) in dictionary.joined() {
            roster.merged.insert(id.clone(), is.clone());
        }
        roster
    }

    /// Takes the offices of a dictionary, which are not kept with the rest, and whom it hides.
    pub fn take_offices(&mut self, dictionary: &Dictionary) {
        let hidden = dictionary.entries().iter().filter(|entry| entry.hidden);
        self.hidden = hidden.map(|entry| entry.actor.clone()).collect();
        self.hidden.sort_by(|a, b| a.name.cmp(&b.name));
        for term in dictionary.terms() {
            let of = dictionary.entry(term.country);
            if let (Some(person), Some(of)) = (dictionary.entry(term.person), of) {
                let held = self.offices.entry(person.actor.id.clone()).or_default();
                held.push(Held {
                    office: term.office.as_str(),
                    of: of.actor.id.clone(),
                    from: term.from,
                    to: term.to,
                });
            }
        }
    }

    /// Adds the actors that one article introduces. One that is known under another spelling is
    /// joined to it.
    pub fn add(&mut self, actors: &[Actor]) {
        for actor in actors {
            if let Some(known) = self.actors.get_mut(&actor.id) {
                let fresh: Vec<_> = std::iter::once(&actor.name)
                    .chain(&actor.aliases)
                    .filter(|name| {
                        **name != known.actor.name && !known.actor.aliases.contains(name)
                    })
                    .cloned()
                    .collect();
                known.actor.aliases.extend(fresh.iter().cloned());
                for name in fresh {
                    self.call(&name, &actor.id);
                }
                continue;
            }
            let double = self
                .double(actor)
                .filter(|double| !actors.iter().any(|other| other.id == *double));
            if let Some(double) = double {
                for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                    self.call(name, &double);
                }
                if let Some(known) = self.actors.get_mut(&double) {
                    for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                        if *name != known.actor.name && !known.actor.aliases.contains(name) {
                            known.actor.aliases.push(name.clone());
                        }
                    }
                }
                self.merged.insert(actor.id.clone(), double);
            } else {
                self.enter(actor, None, true);
            }
        }
    }

    fn enter(&mut self, actor: &Actor, english: Option<&str>, introduced: bool) {
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            self.call(name, &actor.id);
            let heard = sound(name);
            if actor.kind == ActorKind::Person
                && let Some((first, family)) = ends(&heard)
            {
                let key = person_key(first, family);
                push(
                    self.people.entry(key).or_default(),
                    &actor.id,
                    MOST_COMPARED,
                );
                push(
                    self.families.entry(family.to_owned()).or_default(),
                    &actor.id,
                    MOST_OF_FAMILY,
                );
            }
            if heard.contains(' ') {
                self.sounds.entry(heard).or_insert_with(|| actor.id.clone());
            }
        }
        let known = Known {
            actor: actor.clone(),
            english: english
                .filter(|english| *english != actor.name)
                .map(str::to_owned),
            introduced,
        };
        self.actors.insert(actor.id.clone(), known);
    }

    /// Lets `name` be typed for `id`.
    fn call(&mut self, name: &str, id: &ActorId) {
        let folded = words(name);
        if let Some(called) = self.names.get_mut(folded.as_str()) {
            push(called, id, MOST_CALLED);
        } else {
            self.names.insert(folded.into(), vec![id.clone()]);
        }
    }

    /// Whom `actor` is, under another spelling.
    fn double(&self, actor: &Actor) -> Option<ActorId> {
        let heard = sound(&actor.name);
        if let Some(id) = self.sounds.get(&heard)
            && self.get(id).is_some_and(|known| known.kind == actor.kind)
        {
            return Some(id.clone());
        }
        if actor.kind != ActorKind::Person {
            return None;
        }
        let (first, family) = ends(&heard)?;
        let mut close = self
            .people
            .get(&person_key(first, family))?
            .iter()
            .take(MOST_COMPARED)
            .filter(|id| {
                self.get(id)
                    .is_some_and(|known| is_misspelt(&heard, &sound(&known.name)))
            });
        let one = close.next()?;
        close.next().is_none().then(|| one.clone())
    }

    /// The actor of this id; of a merged one, the one it was joined to.
    #[must_use]
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(&self.resolve(id)).map(|known| &known.actor)
    }

    /// Who `id` really is: itself, the actor it was joined to, or, of somebody whom an article calls
    /// only by a family name, the one person of the corpus who has it.
    #[must_use]
    pub fn resolve(&self, id: &ActorId) -> ActorId {
        if let Some(merged) = self.merged.get(id) {
            return merged.clone();
        }
        let lone = self
            .actors
            .get(id)
            .filter(|known| known.actor.kind == ActorKind::Person)
            .map(|known| sound(&known.actor.name))
            .filter(|heard| !heard.contains(' '));
        if let Some(heard) = lone
            && let Some([one]) = self.families.get(&heard).map(Vec::as_slice)
        {
            return one.clone();
        }
        id.clone()
    }

    /// The offices that an actor held, as the dictionary has them.
    #[must_use]
    pub fn offices(&self, id: &ActorId) -> &[Held] {
        self.offices.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether only articles have this actor, and no dictionary.
    #[must_use]
    pub fn is_introduced(&self, id: &ActorId) -> bool {
        let known = self.actors.get(&self.resolve(id));
        known.is_none_or(|known| known.introduced)
    }

    /// Joins `id` to `into`, as the reader says.
    pub fn merge(&mut self, id: &ActorId, into: &ActorId) {
        let into = self.resolve(into);
        if *id == into {
            return;
        }
        let Some(joined) = self.actors.get(id).map(|known| known.actor.clone()) else {
            return;
        };
        if let Some(known) = self.actors.get_mut(&into) {
            for name in std::iter::once(joined.name).chain(joined.aliases) {
                if name != known.actor.name && !known.actor.aliases.contains(&name) {
                    known.actor.aliases.push(name);
                }
            }
            self.merged.insert(id.clone(), into);
        }
    }

    /// The actors that a person may mean by `text`: those with exactly this name, in any case and
    /// accents, else those with a name whose words begin with all of its words. Sorted by id.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<ActorId> {
        let typed = words(text);
        let mut found: Vec<ActorId> = if let Some(exact) = self.names.get(typed.as_str()) {
            exact.iter().map(|id| self.resolve(id)).collect()
        } else if typed.is_empty() {
            Vec::new()
        } else {
            let typed: Vec<&str> = typed.split(' ').collect();
            self.names
                .iter()
                .filter(|(name, _)| {
                    typed
                        .iter()
                        .all(|start| name.split(' ').any(|word| word.starts_with(start)))
                })
                .flat_map(|(_, ids)| ids)
                .map(|id| self.resolve(id))
                .collect()
        };
        found.sort();
        found.dedup();
        found
    }

    /// The name to show in `language`; the id itself for somebody unknown.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a ActorId, language: Language) -> &'a str {
        let known = match self.merged.get(id) {
            Some(merged) => self.actors.get(merged),
            None => self.actors.get(&self.resolve(id)),
        };
        known.map_or(&id.0, |known| match &known.english {
            Some(english) if language == Language::ENGLISH => english,
            _ => &known.actor.name,
        })
    }

    /// Those whom the reader has hidden, by name.
    #[must_use]
    pub fn hidden(&self) -> &[Actor] {
        &self.hidden
    }

    /// Every actor, in no order; merged ones are left out.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.actors.values().map(|known| &known.actor)
    }
}

fn push(list: &mut Vec<ActorId>, id: &ActorId, most: usize) {
    if list.len() < most && !list.contains(id) {
        list.push(id.clone());
    }
}

fn person_key(first: &str, family: &str) -> String {
    let mut key = first.to_owned();
    key.push(' ');
    key.extend(family.chars().next());
    key
}

/// The folded words of `text`, one space between.
fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for range in segment::words(&folded) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(range.of(&folded));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::dictionary;

    fn person(name: &str) -> Actor {
        Actor {
            id: dictionary::id(ActorKind::Person, &dictionary::slug(name)),
            kind: ActorKind::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            stands_for: None,
        }
    }

    fn id(text: &str) -> ActorId {
        ActorId(text.into())
    }

    #[test]
    fn spellings_meet_and_namesakes_do_not() {
        let mut roster = Roster::new(Dictionary::embedded());
        roster.add(&[person("Sergej Shojgù"), person("Alexander Nobak")]);
        roster.add(&[person("Marta Bellini")]);
        roster.add(&[person("Marta Belini"), person("Mario Bellini")]);
        roster.add(&[person("Bellini")]);
        roster.add(&[person("Rossana Fabbri"), person("Rossana Fabris")]);
        roster.add(&[person("Fabris")]);
        for (given, expected) in [
            ("person:sergej-shojgu", "person:sergei-shoigu"),
            ("person:alexander-nobak", "person:alexander-novak"),
            ("person:marta-belini", "person:marta-bellini"),
            ("person:mario-bellini", "person:mario-bellini"),
            ("person:bellini", "person:bellini"),
            ("person:rossana-fabris", "person:rossana-fabris"),
            ("person:fabris", "person:rossana-fabris"),
            ("person:kim-jong-il", "person:kim-jong-il"),
        ] {
            assert_eq!(roster.resolve(&id(given)), id(expected), "{given}");
        }
        assert_eq!(
            roster.named("nobak"),
            [id("person:alexander-novak")],
            "a joined name can be typed"
        );
    }

    #[test]
    fn people_type_any_name() {
        let roster = Roster::new(Dictionary::embedded());
        for (typed, expected) in [
            ("corea del nord", "country:kp"),
            ("NORTH KOREA", "country:kp"),
            ("nordcoreano", "country:kp"),
            ("kim jong-un", "person:kim-jong-un"),
            ("shoig", "person:sergei-shoigu"),
            ("son hui cho", "person:choe-son-hui"),
        ] {
            assert_eq!(roster.named(typed), [id(expected)], "{typed}");
        }
        assert!(roster.named("kim").contains(&id("person:kim-jong-un")));
        assert_eq!(roster.named("  "), []);
        let korea = id("country:kp");
        assert_eq!(roster.name(&korea, Language::ITALIAN), "Corea del Nord");
        assert_eq!(roster.name(&korea, Language::ENGLISH), "North Korea");
        assert_eq!(roster.name(&korea, Language::default()), "Corea del Nord");
    }

    #[test]
    fn the_reader_has_the_last_word() {
        let mut roster = Roster::new(Dictionary::embedded());
        roster.add(&[person("Il Signor K")]);
        roster.merge(&id("person:il-signor-k"), &id("person:kim-jong-un"));
        assert_eq!(
            roster.resolve(&id("person:il-signor-k")),
            id("person:kim-jong-un")
        );
    }
}
