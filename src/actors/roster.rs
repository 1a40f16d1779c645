//! Everyone of a corpus: the actors of the dictionary and those that articles introduce, each once,
//! whatever the spelling. Two names are joined only when nothing contradicts: same kind, same
//! sound, or one wrong letter in a long family name, and never when one article has both.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::dictionary::{Dictionary, Entry};
use super::spelling::{ends, has_particle, is_misspelt, sound};
use super::{Actor, ActorId, ActorKind};
use crate::edtf::Edtf;
use crate::text::fold::fold;
use crate::text::language::Language;
use crate::text::segment;

/// Every actor of a corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Roster {
    /// The actors by their numbers, which stand for them in what follows.
    actors: Vec<Known>,
    #[serde(skip)]
    numbers: HashMap<ActorId, Number>,
    /// Actors that turned out to be another one.
    merged: HashMap<ActorId, ActorId>,
    /// Folded names, for what a person types, and where each stands.
    names: Vec<(Box<str>, Few)>,
    #[serde(skip)]
    called: Hashed<u32>,
    /// By the sound of the whole name.
    sounds: Hashed<Number>,
    /// People by the sound of given name and the family name's first letter, for misspellings.
    people: Hashed<Few>,
    /// People by each word of their names that may stand for them alone.
    families: Hashed<Few>,
    /// The offices that somebody held, the latest last; those of the dictionary.
    #[serde(skip)]
    offices: HashMap<ActorId, Vec<Held>>,
    /// Actors that the reader has hidden, by name; those of the dictionary.
    #[serde(skip)]
    hidden: Vec<Actor>,
}

/// The number of an actor in a roster.
type Number = u32;

/// By the hash of a text: two texts in many thousand million thousand millions share one.
type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Direct>>;

fn hashed(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The hash of what is a hash already.
#[derive(Clone, Copy, Debug, Default)]
struct Direct(u64);

impl Hasher for Direct {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Some actors, nearly always one.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Few {
    One(Number),
    More(Box<[Number]>),
}

impl Few {
    fn as_slice(&self) -> &[Number] {
        match self {
            Self::One(number) => std::slice::from_ref(number),
            Self::More(numbers) => numbers,
        }
    }

    /// Adds one that is not among them, up to `most`.
    fn add(&mut self, number: Number, most: usize) {
        let numbers = self.as_slice();
        if numbers.len() < most && !numbers.contains(&number) {
            *self = Self::More([numbers, &[number]].concat().into());
        }
    }
}

/// What is kept of a roster; the rest follows from it.
#[derive(Deserialize)]
struct Kept {
    actors: Vec<Known>,
    merged: HashMap<ActorId, ActorId>,
    names: Vec<(Box<str>, Few)>,
    sounds: Hashed<Number>,
    people: Hashed<Few>,
    families: Hashed<Few>,
}

impl From<Kept> for Roster {
    fn from(mut kept: Kept) -> Self {
        // What was read grew until it held everything, and is too large now.
        kept.actors.shrink_to_fit();
        kept.names.shrink_to_fit();
        let ids = kept.actors.iter().map(|known| known.actor.id.clone());
        let names = kept.names.iter().map(|(name, _)| hashed(name));
        Self {
            numbers: ids.zip(0..).collect(),
            called: names.zip(0..).collect(),
            actors: kept.actors,
            merged: kept.merged,
            names: kept.names,
            sounds: kept.sounds,
            people: kept.people,
            families: kept.families,
            offices: HashMap::new(),
            hidden: Vec::new(),
        }
    }
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
    /// Of a person with only one name, the sound of that.
    lone: Option<u64>,
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
            roster.enter(&entry.actor, Some(entry.english()), false);
            if let Some(number) = roster.number(&entry.actor.id) {
                for adjective in &entry.adjectives {
                    roster.call(adjective, number);
                }
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
        for held in self.offices.values_mut() {
            held.sort_by_key(|held| held.from.map(|from| from.first_day()));
        }
    }

    /// Adds the actors that one article introduces. One that is known under another spelling is
    /// joined to it.
    pub fn add(&mut self, actors: &[Actor]) {
        for actor in actors {
            if let Some(number) = self.numbers.get(&actor.id).copied() {
                let Some(known) = self.actors.get_mut(number as usize) else {
                    continue;
                };
                let fresh: Vec<_> = std::iter::once(&actor.name)
                    .chain(&actor.aliases)
                    .filter(|name| {
                        **name != known.actor.name && !known.actor.aliases.contains(name)
                    })
                    .cloned()
                    .collect();
                known.actor.aliases.extend(fresh.iter().cloned());
                for name in fresh {
                    self.call(&name, number);
                }
                continue;
            }
            let double = self.double(actor).filter(|&double| {
                let double = self.known(double).map(|known| &known.actor.id);
                !actors.iter().any(|other| Some(&other.id) == double)
            });
            if let Some(double) = double {
                for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                    self.call(name, double);
                }
                if let Some(known) = self.actors.get_mut(double as usize) {
                    for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                        if *name != known.actor.name && !known.actor.aliases.contains(name) {
                            known.actor.aliases.push(name.clone());
                        }
                    }
                    let double = known.actor.id.clone();
                    self.merged.insert(actor.id.clone(), double);
                }
            } else {
                self.enter(actor, None, true);
            }
        }
    }

    fn known(&self, number: Number) -> Option<&Known> {
        self.actors.get(number as usize)
    }

    fn number(&self, id: &ActorId) -> Option<Number> {
        self.numbers.get(id).copied()
    }

    fn enter(&mut self, actor: &Actor, english: Option<&str>, introduced: bool) {
        // One of a dictionary that comes twice takes the place of itself.
        let next = u32::try_from(self.actors.len()).unwrap_or(Number::MAX);
        let number = self.number(&actor.id).unwrap_or(next);
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            self.call(name, number);
            let heard = sound(name);
            if actor.kind == ActorKind::Person
                && let Some((first, family)) = ends(&heard)
            {
                let key = hashed(&person_key(first, family));
                add(&mut self.people, key, number, MOST_COMPARED);
                // Nobody calls De Luca Luca.
                if !has_particle(&heard) {
                    add(&mut self.families, hashed(family), number, MOST_OF_FAMILY);
                }
            }
            if heard.contains(' ') {
                self.sounds.entry(hashed(&heard)).or_insert(number);
            }
        }
        let known = Known {
            actor: actor.clone(),
            english: english
                .filter(|english| *english != actor.name)
                .map(str::to_owned),
            lone: Some(sound(&actor.name))
                .filter(|heard| actor.kind == ActorKind::Person && !heard.contains(' '))
                .map(|heard| hashed(&heard)),
            introduced,
        };
        match self.actors.get_mut(number as usize) {
            Some(before) => *before = known,
            None => {
                self.numbers.insert(actor.id.clone(), number);
                self.actors.push(known);
            }
        }
    }

    /// Lets `name` be typed for an actor.
    fn call(&mut self, name: &str, number: Number) {
        let folded = words(name);
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let place = *self.called.entry(hashed(&folded)).or_insert(next);
        match self.names.get_mut(place as usize) {
            Some((_, called)) => called.add(number, MOST_CALLED),
            None => self.names.push((folded.into(), Few::One(number))),
        }
    }

    /// Whom `actor` is, under another spelling.
    fn double(&self, actor: &Actor) -> Option<Number> {
        let heard = sound(&actor.name);
        if let Some(&number) = self.sounds.get(&hashed(&heard))
            && (self.known(number)).is_some_and(|known| known.actor.kind == actor.kind)
        {
            return Some(number);
        }
        if actor.kind != ActorKind::Person {
            return None;
        }
        let (first, family) = ends(&heard)?;
        let mut close = self
            .people
            .get(&hashed(&person_key(first, family)))?
            .as_slice()
            .iter()
            .take(MOST_COMPARED)
            .filter(|&&number| {
                self.known(number)
                    .is_some_and(|known| is_misspelt(&heard, &sound(&known.actor.name)))
            });
        let one = close.next()?;
        close.next().is_none().then_some(*one)
    }

    /// The actor of this id; of a merged one, the one it was joined to.
    #[must_use]
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        let known = self.known(self.number(&self.resolve(id))?)?;
        Some(&known.actor)
    }

    /// The same id, held in memory once where the roster has it.
    #[must_use]
    pub fn shared(&self, id: ActorId) -> ActorId {
        let known = self.numbers.get_key_value(&id);
        known.map_or(id, |(known, _)| known.clone())
    }

    /// Who `id` really is: itself, the actor it was joined to, or, of somebody whom an article calls
    /// only by a family name, the one person of the corpus who has it.
    #[must_use]
    pub fn resolve(&self, id: &ActorId) -> ActorId {
        if let Some(merged) = self.merged.get(id) {
            return merged.clone();
        }
        let known = self.number(id).and_then(|number| self.known(number));
        let family = known.and_then(|known| self.of_family(known));
        family.unwrap_or(id).clone()
    }

    /// The one person of the family by whose name alone somebody is called.
    fn of_family(&self, known: &Known) -> Option<&ActorId> {
        match self.families.get(&known.lone?)?.as_slice() {
            [one] => Some(&self.known(*one)?.actor.id),
            _ => None,
        }
    }

    /// Everyone who is really somebody else, and who that is.
    pub fn joined(&self) -> impl Iterator<Item = (&ActorId, &ActorId)> {
        let families = self.actors.iter().filter_map(|known| {
            let id = &known.actor.id;
            let is = self.of_family(known).filter(|is| *is != id)?;
            (!self.merged.contains_key(id)).then_some((id, is))
        });
        self.merged.iter().chain(families)
    }

    /// The offices that an actor held, as the dictionary has them.
    #[must_use]
    pub fn offices(&self, id: &ActorId) -> &[Held] {
        self.offices.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether only articles have this actor, and no dictionary.
    #[must_use]
    pub fn is_introduced(&self, id: &ActorId) -> bool {
        let known = self.number(&self.resolve(id));
        let known = known.and_then(|number| self.known(number));
        known.is_none_or(|known| known.introduced)
    }

    /// Joins `id` to `into`, as the reader says.
    pub fn merge(&mut self, id: &ActorId, into: &ActorId) {
        let into = self.resolve(into);
        if *id == into {
            return;
        }
        let joined = self.number(id).and_then(|number| self.known(number));
        let Some(joined) = joined.map(|known| known.actor.clone()) else {
            return;
        };
        let into_number = self.number(&into);
        if let Some(known) = into_number.and_then(|into| self.actors.get_mut(into as usize)) {
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
        self.actual(&self.called(text))
    }

    /// Who the actors of these numbers really are, sorted by id.
    #[must_use]
    pub fn actual(&self, numbers: &[u32]) -> Vec<ActorId> {
        let ids = numbers.par_iter().filter_map(|&number| self.known(number));
        let mut found: Vec<ActorId> = ids.map(|known| self.resolve(&known.actor.id)).collect();
        found.par_sort_unstable();
        found.dedup();
        found
    }

    /// The numbers of the actors that are meant as in [`Self::named`], from 0 in the order of
    /// [`Self::actors`], before it is asked who they really are.
    #[must_use]
    pub fn called(&self, text: &str) -> Vec<u32> {
        let typed = words(text);
        let exact = self.called.get(&hashed(&typed));
        let exact = exact.and_then(|&place| self.names.get(place as usize));
        let mut numbers: Vec<Number> = if let Some((_, exact)) = exact {
            exact.as_slice().to_vec()
        } else if typed.is_empty() {
            Vec::new()
        } else {
            let typed: Vec<&str> = typed.split(' ').collect();
            let begins = |name: &str, start: &str| {
                name.starts_with(start)
                    || name
                        .match_indices(start)
                        .any(|(at, _)| name.as_bytes().get(at.wrapping_sub(1)) == Some(&b' '))
            };
            (self.names.par_iter())
                .filter(|(name, _)| typed.iter().all(|start| begins(name, start)))
                .flat_map_iter(|(_, numbers)| numbers.as_slice().iter().copied())
                .collect()
        };
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The name to show in `language`; the id itself for somebody unknown.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a ActorId, language: Language) -> &'a str {
        let number = match self.merged.get(id) {
            Some(merged) => self.number(merged),
            None => self.number(&self.resolve(id)),
        };
        let known = number.and_then(|number| self.known(number));
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
        self.actors.iter().map(|known| &known.actor)
    }
}

/// Adds an actor to those of a key, up to `most`.
fn add(list: &mut Hashed<Few>, key: u64, number: Number, most: usize) {
    list.entry(key)
        .and_modify(|few| few.add(number, most))
        .or_insert(Few::One(number));
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
        // De Luca is in the dictionary, and nobody calls him Luca.
        roster.add(&[person("Luca")]);
        for (given, expected) in [
            ("person:sergej-shojgu", "person:sergei-shoigu"),
            ("person:alexander-nobak", "person:alexander-novak"),
            ("person:marta-belini", "person:marta-bellini"),
            ("person:mario-bellini", "person:mario-bellini"),
            ("person:bellini", "person:bellini"),
            ("person:rossana-fabris", "person:rossana-fabris"),
            ("person:fabris", "person:rossana-fabris"),
            ("person:luca", "person:luca"),
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
