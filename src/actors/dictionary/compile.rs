//! From the files of a dictionary to its tables: names with their inflections, ids, offices, and
//! whatever is wrong with them. A user's file comes after the embedded ones and wins over them.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex, OnceLock};

use super::hash::Table;
use super::lexicon::{
    ANY, Alias, Case, ENGLISH, ITALIAN, Languages, Lexicon, MOST_ALIKE, Taken, WordId,
};
use super::quick;
use super::raw::{self, Row};
use super::references::Reference;
use super::words::MEANINGS;
use super::{Dictionary, DictionaryProblem, Entry, Problem, Source, Watched, id, inflect, slug};
use crate::actors::{Actor, ActorKind, How};
use crate::text::clean::clean_line;
use crate::text::fold::fold;
use crate::text::segment;

/// Names shown of one actor.
const MOST_ALIASES: usize = 256;
/// Problems told of one file.
const MOST_PROBLEMS: usize = 50;

/// A file that is read once, and taken by whoever compiles it.
type Slot = OnceLock<Mutex<Option<Result<raw::File, toml::de::Error>>>>;

/// Compiles `files`: where from, name, contents.
pub(super) fn compile<'a>(
    files: impl Iterator<Item = (Source, &'a str, &'a str)>,
) -> (Dictionary, Vec<DictionaryProblem>) {
    let mut compiler = Compiler {
        dictionary: Dictionary {
            entries: Vec::with_capacity(2000),
            ids: Table::with_capacity_and_hasher(2000, Default::default()),
            lexicon: Lexicon::with_capacity(12_000),
            terms: Vec::new(),
            watched: Table::default(),
            people: OnceLock::new(),
            fingerprint: 0,
        },
        problems: Vec::new(),
        told: Table::default(),
        references: Vec::new(),
        said: Vec::new(),
    };
    // No file needs another for being read: while the files are compiled
    // from the first on, another thread reads them from the last on.
    let files: Vec<_> = files.collect();
    let slots: Vec<Slot> = files.iter().map(|_| Slot::new()).collect();
    rayon::join(
        || {
            for (&(source, name, contents), slot) in files.iter().zip(&slots) {
                let read = slot
                    .get_or_init(|| Mutex::new(Some(read(source, contents))))
                    .lock()
                    .map_or(None, |mut read| read.take());
                if let Some(read) = read {
                    compiler.file(source, (name, contents), read);
                }
            }
        },
        || {
            for (&(source, _, contents), slot) in files.iter().zip(&slots).rev() {
                slot.get_or_init(|| Mutex::new(Some(read(source, contents))));
            }
        },
    );
    compiler.refer();
    compiler.join();
    (compiler.dictionary, compiler.problems)
}

/// What a file says, by the short way where it can be taken.
fn read(source: Source, contents: &str) -> Result<raw::File, toml::de::Error> {
    let quick = match source {
        Source::Embedded => quick::read(contents),
        Source::Beside | Source::Own => None,
    };
    quick.map_or_else(|| toml::from_str(contents), Ok)
}

/// See [`Dictionary::refusal`].
pub(super) fn refusal(file: &str, contents: &str) -> Option<DictionaryProblem> {
    let error = toml::from_str::<raw::File>(contents).err()?;
    Some(DictionaryProblem {
        file: file.to_owned(),
        line: line(contents, error.span().map_or(0, |span| span.start)),
        problem: Problem::Syntax(error.message().to_owned()),
    })
}

pub(super) struct Compiler<'a> {
    pub(super) dictionary: Dictionary,
    problems: Vec<DictionaryProblem>,
    /// Problems of each file.
    told: Table<&'a str, usize>,
    pub(super) references: Vec<Reference<'a>>,
    /// Which actor is said to be which other one, and where.
    pub(super) said: Vec<(Place<'a>, u32, String)>,
}

/// Where something is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    file: &'a str,
    contents: &'a str,
    byte: usize,
}

impl<'a> Compiler<'a> {
    fn file(
        &mut self,
        source: Source,
        (file, contents): (&'a str, &'a str),
        read: Result<raw::File, toml::de::Error>,
    ) {
        let at = |byte| Place {
            file,
            contents,
            byte,
        };
        let mut parsed = match read {
            Ok(parsed) => parsed,
            Err(error) => {
                let byte = error.span().map_or(0, |span| span.start);
                self.report(at(byte), Problem::Syntax(error.message().to_owned()));
                return;
            }
        };
        let languages = match parsed.language.as_str() {
            "it" => ITALIAN,
            "en" => ENGLISH,
            _ => ANY,
        };
        if source == Source::Beside
            && let Some(words) = parsed.words.values().next()
        {
            self.report(at(words.span().start), Problem::Words);
            parsed.words.clear();
        }
        for (key, words) in &parsed.words {
            match MEANINGS.iter().find(|(known, _)| known == key) {
                Some(&(_, meaning)) => {
                    for word in words.get_ref().split_whitespace() {
                        self.dictionary
                            .lexicon
                            .mean(&fold(word), languages, meaning);
                    }
                }
                None => {
                    let known: Vec<_> = MEANINGS.iter().map(|(known, _)| *known).collect();
                    let problem = Problem::Meaning {
                        key: key.clone(),
                        known: known.join(", "),
                    };
                    self.report(at(words.span().start), problem);
                }
            }
        }
        let mut seen = Table::default();
        let towns = parsed.towns.into_iter().flat_map(|(code, names)| {
            let at = names.span();
            names.into_inner().0.into_iter().map(move |name| {
                let row = Row {
                    of: code.clone(),
                    name: raw::Names(vec![name.clone()]),
                    ..Row::default()
                };
                (slug(bare(&name)), toml::Spanned::new(at.clone(), row))
            })
        });
        let towns = raw::Rows(towns.collect());
        for (kind, town, rows) in [
            (ActorKind::Country, false, parsed.countries),
            (ActorKind::Person, false, parsed.people),
            (ActorKind::Organisation, false, parsed.organisations),
            (ActorKind::Place, false, parsed.places),
            (ActorKind::Place, true, parsed.cities),
            (ActorKind::Place, true, towns),
            (ActorKind::Weapon, false, parsed.weapons),
            (ActorKind::Operation, false, parsed.operations),
        ] {
            for (key, row) in rows.0 {
                let place = at(row.span().start);
                let mut row = row.into_inner();
                let key = if source == Source::Embedded {
                    key
                } else {
                    row.clean();
                    clean_line(&key)
                };
                if seen.insert((kind.as_str(), key.clone()), ()).is_some() {
                    let id = id(kind, &key).to_string();
                    self.report(place, Problem::Repeated { id });
                } else {
                    self.row(place, (kind, town), &key, row);
                }
            }
        }
        parsed.watch.clean();
        for words in parsed.watch.0 {
            self.watch(words);
        }
    }

    /// Lets the reader see `text` wherever it stands.
    fn watch(&mut self, text: String) {
        let words: Vec<WordId> = segment::words(&text)
            .map(|range| self.dictionary.lexicon.learn(&fold(range.of(&text))))
            .collect();
        let Some(&first) = words.first() else { return };
        let actor = self.enter(ActorKind::Word, &slug(&text), text.clone(), text);
        let watched = self.dictionary.watched.entry(first).or_default();
        if !watched.iter().any(|known| known.words == words) && watched.len() < MOST_ALIKE {
            watched.push(Watched { words, actor });
        }
    }

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

    fn row(&mut self, place: Place<'a>, (kind, town): (ActorKind, bool), key: &str, row: Row) {
        let shown = |names: &raw::Names| names.0.first().map(|name| bare(name).to_owned());
        let both = shown(&row.name);
        let italian = shown(&row.it)
            .or_else(|| both.clone())
            .or_else(|| shown(&row.en));
        // A correction of an actor that is known, or that articles introduce, needs no name.
        let known = self.dictionary.number(&id(kind, key).0);
        let corrects = row.hide || !row.is.is_empty() || !row.kind.is_empty();
        let number = match (italian, known) {
            (Some(italian), _) => {
                let english = shown(&row.en)
                    .or_else(|| shown(&row.in_en))
                    .or(both)
                    .unwrap_or_else(|| italian.clone());
                self.enter(kind, key, italian, english)
            }
            (None, Some(known)) => known,
            (None, None) if corrects || !row.show.is_empty() => {
                let name = key.replace('-', " ");
                self.enter(kind, key, name.clone(), name)
            }
            (None, None) => {
                let id = id(kind, key).to_string();
                self.report(place, Problem::Nameless { id });
                return;
            }
        };
        let kind = self.correct(place, (number, kind), &row);
        let people = kind == ActorKind::Person;
        for (names, languages) in [
            (&row.name, ANY),
            (&row.it, ANY),
            (&row.en, ANY),
            (&row.also, ANY),
            (&row.in_it, ITALIAN),
            (&row.in_en, ENGLISH),
        ] {
            for name in &names.0 {
                let mut alias = alias_of(number, name, people, languages);
                alias.town = town;
                // An Italian acronym is an English word or name where English has its own: Pam.
                let italian = std::ptr::eq(names, &row.it) && !row.en.0.is_empty();
                if italian && (alias.case == Case::Acronym || bare(name).len() <= 3) {
                    alias.languages = ITALIAN;
                }
                self.name(place, number, name, alias, true);
            }
        }
        if people {
            self.short_forms(place, number, &row);
        }
        for (adjectives, languages) in [(&row.adj_it, ITALIAN), (&row.adj_en, ENGLISH)] {
            for adjective in &adjectives.0 {
                let (case, forms) = if languages == ITALIAN {
                    (Case::Lower, inflect::italian(adjective))
                } else {
                    (Case::First, inflect::english(adjective))
                };
                for form in forms {
                    let alias = Alias::new(number, How::Adjective, case, languages);
                    self.name(place, number, &form, alias, false);
                    if let Some(entry) = self.dictionary.entries.get_mut(number as usize) {
                        entry.adjectives.push(bare(&form).to_owned());
                    }
                }
            }
        }
        if kind == ActorKind::Country
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
        {
            entry.country = Some(number);
        }
        if !row.capital.is_empty() {
            self.capital(place, number, key, &row.capital);
        }
        let refers = [&row.of, &row.stands_for, &row.office, &row.is];
        if refers.into_iter().any(|text| !text.is_empty()) {
            self.references.push(Reference {
                place,
                actor: number,
                is: row.is,
                of: row.of,
                stands_for: row.stands_for,
                office: row.office,
            });
        }
    }

    /// The number of the actor, which is new unless an earlier file has its id.
    fn enter(&mut self, kind: ActorKind, key: &str, name: String, english: String) -> u32 {
        let id = id(kind, key);
        if let Some(number) = self.dictionary.number(&id.0)
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
        {
            let before = std::mem::replace(&mut entry.actor.name, name);
            entry.english = english;
            if before != entry.actor.name && !entry.actor.aliases.contains(&before) {
                entry.actor.aliases.push(before);
            }
            return number;
        }
        let number = u32::try_from(self.dictionary.entries.len()).unwrap_or(u32::MAX);
        self.dictionary.ids.insert(Arc::clone(&id.0), number);
        self.dictionary.entries.push(Entry {
            actor: Actor {
                id,
                kind,
                name,
                aliases: Vec::new(),
                stands_for: None,
            },
            english,
            country: None,
            adjectives: Vec::new(),
            hidden: false,
            is: None,
        });
        number
    }

    /// Takes what the row says of the actor beside its names; gives back its kind.
    fn correct(
        &mut self,
        place: Place<'a>,
        (number, kind): (u32, ActorKind),
        row: &Row,
    ) -> ActorKind {
        let written = ActorKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == row.kind);
        if written.is_none() && !row.kind.is_empty() {
            let known: Vec<_> = ActorKind::ALL.iter().map(|kind| kind.as_str()).collect();
            let problem = Problem::Kind {
                id: self.id_of(number),
                kind: row.kind.clone(),
                known: known.join(", "),
            };
            self.report(place, problem);
        }
        let Some(entry) = self.dictionary.entries.get_mut(number as usize) else {
            return kind;
        };
        entry.hidden |= row.hide;
        if let Some(written) = written {
            entry.actor.kind = written;
        }
        if !row.show.is_empty() && row.show != entry.actor.name {
            let before = std::mem::replace(&mut entry.actor.name, row.show.clone());
            entry.english.clone_from(&row.show);
            entry.actor.aliases.retain(|alias| *alias != row.show);
            if !entry.actor.aliases.contains(&before) {
                entry.actor.aliases.push(before);
            }
        }
        entry.actor.kind
    }

    pub(super) fn id_of(&self, number: u32) -> String {
        let entry = self.dictionary.entry(number);
        entry.map_or_else(String::new, |entry| entry.actor.id.to_string())
    }

    fn name(&mut self, place: Place<'a>, number: u32, text: &str, mut alias: Alias, shown: bool) {
        let name = bare(text);
        alias.unsure |= text.starts_with('?');
        if shown
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
            && entry.actor.name != name
            && entry.actor.aliases.len() < MOST_ALIASES
            && !entry.actor.aliases.iter().any(|known| known == name)
        {
            entry.actor.aliases.push(name.to_owned());
        }
        let (name, id) = (name.to_owned(), number);
        match self.dictionary.lexicon.name(&name, alias) {
            Taken::Alone => {}
            Taken::Also(other) => {
                let (id, other) = (self.id_of(id), self.id_of(other));
                self.report(place, Problem::Conflict { name, id, other });
            }
            Taken::TooMany => {
                let id = self.id_of(id);
                self.report(place, Problem::Crowded { name, id });
            }
        }
    }

    fn short_forms(&mut self, place: Place<'a>, number: u32, row: &Row) {
        let forms = match &row.short {
            Some(forms) => forms.0.clone(),
            None => [&row.name, &row.it, &row.en]
                .into_iter()
                .flat_map(|names| names.0.first())
                .filter_map(|name| name.rsplit(' ').next())
                .map(str::to_owned)
                .collect(),
        };
        for form in forms.iter().filter(|form| *form != "-") {
            let mut alias = Alias::new(number, How::Name, Case::Every, ANY);
            alias.short = true;
            self.name(place, number, form, alias, true);
        }
    }

    fn capital(&mut self, place: Place<'a>, country: u32, code: &str, capital: &str) {
        let (italian, english) = capital.split_once('/').unwrap_or((capital, capital));
        let (italian, english) = (raw::split(italian), raw::split(english));
        let (Some(first), Some(first_english)) = (italian.first(), english.first()) else {
            return;
        };
        let key = slug(bare(first_english));
        let (first, first_english) = (bare(first).to_owned(), bare(first_english).to_owned());
        let number = self.enter(ActorKind::Place, &key, first, first_english);
        for name in italian.iter().chain(&english) {
            let mut alias = Alias::new(number, How::Name, Case::First, ANY);
            alias.town = true;
            self.name(place, number, name, alias, true);
        }
        if let Some(entry) = self.dictionary.entries.get_mut(number as usize) {
            entry.country = Some(country);
            entry.actor.stands_for = Some(id(ActorKind::Country, code));
        }
    }
}

fn alias_of(number: u32, text: &str, person: bool, languages: Languages) -> Alias {
    let name = bare(text);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let case = if !name.chars().any(char::is_uppercase) {
        Case::Lower
    } else if !name.contains(' ') && letters().count() > 1 && letters().all(char::is_uppercase) {
        Case::Acronym
    } else if person {
        Case::Every
    } else {
        Case::First
    };
    Alias::new(number, How::Name, case, languages)
}

/// A name without the mark of the unsure.
fn bare(name: &str) -> &str {
    name.strip_prefix('?').unwrap_or(name)
}

/// The line, from 1, in which `byte` of `text` stands.
fn line(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count()
}
