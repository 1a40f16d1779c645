//! Everyone of a corpus: the actors of the dictionary and those that articles introduce, each once,
//! whatever the spelling. Two names are joined only when nothing contradicts: same kind, same
//! sound, or one wrong letter in a long family name, and never when one article has both.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use self::decided::Decided;
use self::ear::Ear;
use self::shape::Shape;
use self::tables::{ByHash, Numbered, Shared};
use super::dictionary::{Dictionary, Entry};
use super::spelling::sound;
use super::{Actor, ActorId, ActorKind};
use crate::edtf::Edtf;
use crate::text::columns::Places;
use crate::text::fold::Alphabetical;
use crate::text::hash::Seed;
use crate::text::language::Language;
use crate::text::numbers::Numbers;
use crate::text::texts::Texts;

pub use self::calling::Foremost;
pub use self::given::Introduced;
pub use self::lone::Rare;
pub use self::tables::Number;

mod calling;
mod decided;
mod ear;
mod entering;
mod given;
mod heard;
mod kept;
mod lone;
mod shape;
mod tables;

/// Every actor of a corpus. Each has a number, which stands for it wherever much is kept of many
/// articles: numbers are given from 0 and never taken back. What the reader decided of some lies over all that,
/// so that a copy with another decision costs nothing and none of it need be found out again.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// What the hashes begin from.
    seed: Seed,
    /// The stable names, by number.
    ids: Shared<Texts>,
    numbers: Shared<Places>,
    /// What is known of each, by number, as [`Known`] has it.
    known: Shared<Numbers>,
    /// That of those of whom something else is known since.
    changed: Shared<Numbered<u32>>,
    /// The names of actors as they are written, those of one in one text, with [`BETWEEN`] between.
    written: Shared<Texts>,
    /// What only few have.
    more: Shared<Numbered<More>>,
    /// Of people with only one name, the sound of that; of organisations that are only an acronym, that.
    lone: Shared<Numbered<u64>>,
    /// By number, of those who came since it was kept, the [`Shape`] of the family name.
    shapes: Shared<Vec<Shape>>,
    /// The acronyms that are nobody's where they stand alone, in order.
    rare: Vec<Number>,
    /// Actors that turned out to be another one.
    merged: Shared<Numbered<Number>>,
    /// Folded names, for what a person types, and whom each means first.
    names: Shared<Texts>,
    meant: Shared<Numbers>,
    called: Shared<Places>,
    /// The words of names by their sounds, once they were asked for, and of the names that came since.
    ear: OnceLock<Arc<Ear>>,
    newer_ear: OnceLock<Arc<Ear>>,
    /// By the places of names in `names`, whom else they mean.
    also_meant: Shared<Numbered<Vec<Number>>>,
    /// By the sound of the whole name.
    sounds: Shared<ByHash>,
    /// People by the sound of given name and the family name's first letter, for misspellings.
    people: Shared<ByHash>,
    /// People by each word of their names that may stand for them alone, organisations by their acronyms.
    families: Shared<ByHash>,
    /// By the folded words of a role that articles give somebody, whom it means; these are no names.
    roles: Shared<ByHash>,
    /// The offices that somebody held, the latest last; those of the dictionary.
    offices: Shared<HashMap<ActorId, Vec<Held>>>,
    /// Actors that the reader has hidden, by name; those of the dictionary.
    hidden: Vec<Actor>,
    /// The names that others may have, too, as the reader says; those of the dictionary.
    doubtful: Shared<HashMap<Arc<str>, Vec<String>>>,
    decided: Decided,
}

/// An office that somebody held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which: president, foreign minister, …
    pub office: &'static str,
    /// Of what country or organisation.
    pub of: ActorId,
    /// Since when, where that is known.
    pub from: Option<Edtf>,
    /// Until when; `None` is not yet, or not known.
    pub to: Option<Edtf>,
}

/// What is known of an actor.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// What it is; `None` of a stable name that only stands for another one, or for nobody.
    kind: Option<ActorKind>,
    /// Whether no dictionary has it.
    introduced: bool,
    /// The number of its names.
    written: u32,
}

impl Known {
    /// Bits of what it is, below the number of its names, which has the others: those of one and the
    /// next are alike then, and so are kept in few bits.
    const KIND: u32 = 3;

    /// All of it in one number.
    fn packed(self) -> u32 {
        let kind = self.kind.map_or(0, |kind| 1 + kind as u32);
        self.written << (Self::KIND + 1) | kind << 1 | u32::from(self.introduced)
    }

    fn of(packed: u32) -> Self {
        let kind = packed >> 1 & !(u32::MAX << Self::KIND);
        let kind = (kind as usize).checked_sub(1);
        Self {
            kind: kind.and_then(|kind| ActorKind::ALL.get(kind)).copied(),
            introduced: packed & 1 == 1,
            written: packed >> (Self::KIND + 1),
        }
    }
}

/// What is known of few actors.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct More {
    /// The English name where it differs.
    english: Option<String>,
    stands_for: Option<ActorId>,
}

/// Stands between two names of an actor; no name has it, for it is none that can be shown.
const BETWEEN: char = '\u{1f}';

/// A family name that two have already means nobody.
const MOST_OF_FAMILY: usize = 2;

impl Roster {
    /// The actors of `dictionary`.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        let mut roster = Self::default();
        let shown = |entry: &&Entry| !entry.hidden && entry.is.is_none();
        for entry in dictionary.entries().iter().filter(shown) {
            let heard = sound(&entry.actor.name);
            roster.enter(&entry.actor, heard, Some(entry.english()), Some(dictionary));
            if let Some(number) = roster.number(&entry.actor.id) {
                for adjective in &entry.adjectives {
                    roster.call(adjective, number);
                }
            }
        }
        roster.take_offices(dictionary);
        // Whoever is called by nothing but the surname of a hidden one is hidden with them.
        for entry in dictionary.entries().iter().filter(|entry| entry.hidden) {
            let number = roster.intern(&entry.actor.id);
            for name in entry.actor.names() {
                roster.join_family(&entry.actor, name, &sound(name), number, Some(dictionary));
            }
        }
        for (id, is) in dictionary.joined() {
            let (id, is) = (roster.intern(id), roster.intern(is));
            roster.merged.insert(id, is);
        }
        roster
    }

    /// Takes the offices of a dictionary, which are not kept with the rest, whom it hides, and which names
    /// it doubts.
    pub fn take_offices(&mut self, dictionary: &Dictionary) {
        let hidden = dictionary.entries().iter().filter(|entry| entry.hidden);
        self.hidden = hidden.map(|entry| entry.actor.clone()).collect();
        let doubtful = (dictionary.entries().iter()).filter(|entry| !entry.doubtful.is_empty());
        let doubtful = doubtful
            .map(|entry| (Arc::clone(&entry.actor.id.0), entry.doubtful.clone()))
            .collect::<HashMap<_, _>>();
        self.doubtful = doubtful.into();
        (self.hidden).sort_by(|a, b| Alphabetical(&a.name).cmp(&Alphabetical(&b.name)));
        for term in dictionary.terms() {
            let of = dictionary.entry(term.country);
            if let (Some(person), Some(of)) = (dictionary.entry(term.person), of) {
                let held = self.offices.entry(person.actor.id.clone()).or_default();
                held.push(Held {
                    office: term.office.title(),
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

    fn hashed(&self, text: &str) -> u64 {
        self.seed.hash(text.as_bytes())
    }

    /// The number of a stable name, which is given one where it has none.
    pub fn intern(&mut self, id: &ActorId) -> Number {
        self.number(id).unwrap_or_else(|| {
            let number = self.ids.push(&id.0);
            self.known.push(Known::default().packed());
            let (seed, ids) = (self.seed, &self.ids);
            self.numbers
                .insert(number, |number| seed.hash(ids.bytes(number)));
            number
        })
    }

    /// The number of a stable name.
    #[must_use]
    pub fn number(&self, id: &ActorId) -> Option<Number> {
        let id = &*id.0;
        (self.numbers).find(self.hashed(id), |number| {
            self.ids.bytes(number) == id.as_bytes()
        })
    }

    /// How many numbers were given.
    #[must_use]
    pub fn numbers(&self) -> Number {
        self.ids.len()
    }

    /// The stable name of a number; empty where it has none.
    #[must_use]
    pub fn id(&self, number: Number) -> &str {
        self.ids.get(number)
    }

    fn known(&self, number: Number) -> Option<Known> {
        let changed = self.changed.get(&number).copied();
        let packed = changed.or_else(|| self.known.get(number as usize));
        let mut known = packed.map(Known::of)?;
        if let Some(kind) = self.decided.kind(number) {
            known.kind = kind;
        }
        Some(known)
    }

    fn know(&mut self, number: Number, known: Known) {
        if !self.known.set(number as usize, known.packed()) {
            self.changed.insert(number, known.packed());
        }
    }

    fn is_actor(&self, number: Number) -> bool {
        self.kind(number).is_some()
    }

    /// What the actor of a number is; nothing where that only stands for another one.
    #[must_use]
    pub fn kind(&self, number: Number) -> Option<ActorKind> {
        self.known(number)?.kind
    }

    /// The names of the actor of a number, that it is shown under first.
    pub fn names(&self, number: Number) -> std::str::Split<'_, char> {
        let written = || {
            let known = self.known(number);
            known.map_or("", |known| self.written.get(known.written))
        };
        self.decided
            .names(number)
            .unwrap_or_else(written)
            .split(BETWEEN)
    }

    fn first_name(&self, number: Number) -> &str {
        self.names(number).next().unwrap_or_default()
    }

    /// The actor of this id; of a merged one, the one it was joined to.
    #[must_use]
    pub fn get(&self, id: &ActorId) -> Option<Actor> {
        self.actor(self.who(self.number(id)?))
    }

    /// What the actor of this id is; of a merged one, the one it was joined to.
    #[must_use]
    pub fn kind_of(&self, id: &ActorId) -> Option<ActorKind> {
        self.kind(self.who(self.number(id)?))
    }

    /// The actor of a number.
    fn actor(&self, number: Number) -> Option<Actor> {
        let kind = self.kind(number)?;
        let mut names = self.names(number).map(str::to_owned);
        let more = self.more.get(&number);
        Some(Actor {
            id: ActorId(self.id(number).into()),
            kind,
            name: names.next().unwrap_or_default(),
            english: self.english(number).map(str::to_owned),
            guessed: false,
            aliases: names.collect(),
            stands_for: more.and_then(|more| more.stands_for.clone()),
        })
    }

    /// Who `id` really is: itself, the actor it was joined to, or, of somebody whom an article calls
    /// only by a family name, the one person of the corpus who has it; of an acronym, the one organisation.
    #[must_use]
    pub fn resolve(&self, id: &ActorId) -> ActorId {
        match self.number(id).map(|number| (number, self.who(number))) {
            Some((number, is)) if is != number => ActorId(self.id(is).into()),
            _ => id.clone(),
        }
    }

    /// The same by numbers.
    #[must_use]
    pub fn who(&self, number: Number) -> Number {
        self.decided.who(number, || self.found(number))
    }

    /// Who that is by what was found out.
    fn found(&self, number: Number) -> Number {
        let is = self.merged.get(&number).copied();
        let Some(is) = is.or_else(|| self.of_family(number)) else {
            return number;
        };
        // Whom the reader joined to another takes those along who are called by the surname.
        self.merged.get(&is).copied().unwrap_or(is)
    }

    /// Everyone who is really somebody else, and who that is, by their numbers.
    pub fn joined(&self) -> impl Iterator<Item = (Number, Number)> + '_ {
        let all = (self.merged.keys()).chain(self.lone.keys());
        let all = all.chain(self.decided.joined());
        let mut both: Vec<Number> = all.copied().collect();
        both.sort_unstable();
        both.dedup();
        let joined = both.into_iter().map(|number| (number, self.who(number)));
        joined.filter(|(number, is)| number != is)
    }

    /// The offices that an actor held, as the dictionary has them.
    #[must_use]
    pub fn offices(&self, id: &ActorId) -> &[Held] {
        self.offices.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether only articles have this actor, and no dictionary.
    #[must_use]
    pub fn is_introduced(&self, id: &ActorId) -> bool {
        let known = self.number(id).map(|number| self.who(number));
        let known = known.and_then(|number| self.known(number));
        known.is_none_or(|known| known.introduced || known.kind.is_none())
    }

    /// The name to show in `language`; the id itself for somebody unknown.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a ActorId, language: Language) -> &'a str {
        let number = self.number(id).map(|number| self.who(number));
        match number.filter(|&number| self.is_actor(number)) {
            Some(number) => self.name_of(number, language),
            None => &id.0,
        }
    }

    /// The name to show in `language` of the actor of a number.
    #[must_use]
    pub fn name_of(&self, number: Number, language: Language) -> &str {
        match self.english(number) {
            Some(english) if language == Language::ENGLISH => english,
            _ => self.first_name(number),
        }
    }

    /// The English name of an actor where it differs.
    fn english(&self, number: Number) -> Option<&str> {
        // What the reader calls somebody is the name in every language.
        let more = self.more.get(&number);
        let more = more.filter(|_| self.decided.names(number).is_none());
        more.and_then(|more| more.english.as_deref())
    }

    /// Those whom the reader has hidden, by name.
    #[must_use]
    pub fn hidden(&self) -> &[Actor] {
        self.decided.hidden().unwrap_or(&self.hidden)
    }

    /// Every actor, by number; merged ones are left out.
    pub fn actors(&self) -> impl Iterator<Item = Actor> + '_ {
        (0..self.numbers()).filter_map(|number| self.actor(number))
    }
}

#[cfg(test)]
mod tests;
