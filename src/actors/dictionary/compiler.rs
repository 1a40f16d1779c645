//! What is made while files of actors are read: the dictionary so far, what is still to be resolved, and
//! what is wrong. What the rows mean is for [`super::compile`], [`super::aliases`] and
//! [`super::references`].

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use super::lexicon::Lexicon;
use super::{Brief, Dictionary, DictionaryProblem, Entry, Problem};
use crate::actors::{Actor, ActorId, ActorKind};
use crate::text::hash::Table;

/// Problems told of one file.
const MOST_PROBLEMS: usize = 50;
/// Actors, what they say of others, terms of office and words that there is room for from the beginning: those
/// of the program.
pub(super) const ACTORS: usize = 4500;
pub(super) const TERMS: usize = 2000;
const WORDS: usize = 12_000;

pub(super) struct Compiler<'a> {
    pub(super) dictionary: Dictionary,
    problems: Vec<DictionaryProblem>,
    /// Problems of each file.
    told: Table<&'a str, usize>,
    /// For each actor whether the file that is read has a row of it.
    pub(super) seen: Vec<bool>,
    pub(super) references: Vec<Reference<'a>>,
    /// Which actor is said to be which other one, and where.
    pub(super) said: Vec<(Place<'a>, u32, Cow<'a, str>)>,
    /// Whether a name that goes before the surname of somebody else is nothing to tell.
    pub(super) quiet: bool,
    /// Whether the file that is read is no part of the program.
    pub(super) foreign: bool,
    /// The id that is looked up.
    pub(super) id: String,
}

/// Where something is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) contents: &'a str,
    pub(super) byte: usize,
}

/// What can be resolved only when every file has been read.
pub(super) struct Reference<'a> {
    pub(super) place: Place<'a>,
    pub(super) actor: u32,
    pub(super) is: Cow<'a, str>,
    pub(super) of: Cow<'a, str>,
    pub(super) stands_for: Cow<'a, str>,
    pub(super) office: Cow<'a, str>,
}

impl<'a> Compiler<'a> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            dictionary: Dictionary {
                entries: Vec::with_capacity(ACTORS),
                embedded: 0,
                briefs: Vec::new(),
                ids: Table::with_capacity_and_hasher(ACTORS, Default::default()),
                lexicon: Lexicon::with_capacity(WORDS),
                terms: Vec::with_capacity(TERMS),
                watched: Table::default(),
                people: OnceLock::new(),
                nations: OnceLock::new(),
                fingerprint: 0,
            },
            problems: Vec::new(),
            told: Table::default(),
            seen: Vec::with_capacity(ACTORS),
            references: Vec::with_capacity(ACTORS),
            said: Vec::new(),
            quiet: true,
            foreign: false,
            id: String::new(),
        }
    }

    /// The dictionary, and what was wrong.
    pub(super) fn finish(mut self) -> (Dictionary, Vec<DictionaryProblem>) {
        self.dictionary.terms.sort_by_key(|term| term.country);
        let entries = self.dictionary.entries.iter();
        self.dictionary.briefs = entries
            .map(|entry| Brief {
                kind: entry.actor.kind,
                country: entry.country,
            })
            .collect();
        (self.dictionary, self.problems)
    }

    /// Tells `problem` of what stands at `place`.
    pub(super) fn report(&mut self, place: Place<'a>, problem: Problem) {
        let told = self.told.entry(place.file).or_default();
        *told += 1;
        // Whoever has so many makes one mistake again and again.
        let problem = match (*told).cmp(&MOST_PROBLEMS) {
            Ordering::Less => problem,
            Ordering::Equal => Problem::More,
            Ordering::Greater => return,
        };
        self.problems.push(DictionaryProblem {
            file: place.file.to_owned(),
            line: line(place.contents, place.byte),
            problem,
        });
    }

    /// The number of the actor whose id is at hand, which is new unless an earlier file has it.
    pub(super) fn enter(
        &mut self,
        (kind, known): (ActorKind, Option<u32>),
        name: &str,
        english: &str,
    ) -> u32 {
        let other = (english != name).then(|| english.to_owned());
        if let Some(number) = known
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
        {
            let before = std::mem::replace(&mut entry.actor.name, name.to_owned());
            entry.english = other;
            if before != entry.actor.name && !entry.actor.aliases.contains(&before) {
                entry.actor.aliases.push(before);
            }
            return number;
        }
        let id = ActorId(self.id.as_str().into());
        let number = u32::try_from(self.dictionary.entries.len()).unwrap_or(u32::MAX);
        self.dictionary.ids.insert(Arc::clone(&id.0), number);
        self.dictionary.entries.push(Entry {
            actor: Actor {
                id,
                kind,
                name: name.to_owned(),
                english: None,
                guessed: false,
                aliases: Vec::new(),
                stands_for: None,
            },
            english: other,
            country: None,
            adjectives: Vec::new(),
            doubtful: Vec::new(),
            hidden: false,
            is: None,
        });
        number
    }

    /// The id of an actor.
    pub(super) fn id_of(&self, number: u32) -> String {
        let entry = self.dictionary.entry(number);
        entry.map_or_else(String::new, |entry| entry.actor.id.to_string())
    }
}

/// The line, from 1, in which `byte` of `text` stands.
pub(super) fn line(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count()
}
