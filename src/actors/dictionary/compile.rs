//! From the files of a dictionary to its tables: names with their inflections, ids, offices, and
//! whatever is wrong with them. A user's file comes after the embedded ones and wins over them.

use super::aliases::{alias_of, bare};
use super::compiler::{Compiler, Place, Reference, line};
use super::lexicon::{Alias, Case, MOST_ALIKE};
use super::mistakes::mistakes;
use super::quick;
use super::raw::{self, Item, Names, Row};
use super::word::{ANY, ENGLISH, ITALIAN, Languages, WordId};
use super::words::MEANINGS;
use super::{Dictionary, DictionaryProblem, Problem, Source, Watched, inflect, slug, write_id};
use crate::actors::{ActorKind, How};
use crate::text::clean::clean_line;
use crate::text::segment;

/// Compiles `files`: where from, name, contents.
pub(super) fn compile<'a>(
    files: impl Iterator<Item = (Source, &'a str, &'a str)>,
) -> (Dictionary, Vec<DictionaryProblem>) {
    let mut compiler = Compiler::new();
    for (source, name, contents) in files {
        compiler.file(source, name, contents);
        if source == Source::Embedded {
            let entries = compiler.dictionary.entries.len();
            compiler.dictionary.embedded = u32::try_from(entries).unwrap_or(u32::MAX);
        }
    }
    compiler.refer();
    compiler.join();
    compiler.finish()
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

impl<'a> Compiler<'a> {
    fn file(&mut self, source: Source, file: &'a str, contents: &'a str) {
        let at = |byte| Place {
            file,
            contents,
            byte,
        };
        self.seen.clear();
        self.foreign = source != Source::Embedded;
        let mut state = Reading {
            source,
            languages: ANY,
            refused: false,
        };
        if source == Source::Embedded {
            let read = quick::read(contents, |(byte, item)| {
                self.item(&mut state, at(byte), item);
            });
            if let Err(byte) = read {
                let problem = "the dictionaries of the program have one row a line".to_owned();
                self.report(at(byte), Problem::Syntax(problem));
            }
            return;
        }
        match toml::from_str::<raw::File>(contents) {
            Ok(read) => {
                for (byte, item) in read.into_items() {
                    self.item(&mut state, at(byte), item);
                }
            }
            Err(error) => {
                let first = error.span().map_or(0, |span| span.start);
                let mut all = mistakes(contents);
                if all.is_empty() {
                    all.push((first, error.message().to_owned()));
                }
                for (byte, told) in all {
                    self.report(at(byte), Problem::Syntax(told));
                }
            }
        }
    }

    fn item(&mut self, state: &mut Reading, place: Place<'a>, item: Item<'a>) {
        let own = state.source == Source::Embedded;
        match item {
            Item::Language(language) => {
                state.languages = match &*language {
                    "it" => ITALIAN,
                    "en" => ENGLISH,
                    _ => ANY,
                };
            }
            Item::Words(..) if state.source == Source::Beside => {
                if !std::mem::replace(&mut state.refused, true) {
                    self.report(place, Problem::Words);
                }
            }
            Item::Words(key, words) => self.words(place, state.languages, &key, &words),
            Item::Row(table, key, mut row) => {
                let key = if own {
                    key
                } else {
                    row.clean();
                    clean_line(&key).into()
                };
                if key.contains(char::is_whitespace) {
                    let key = key.into_owned();
                    self.report(place, Problem::Key { key });
                    return;
                }
                let town = table == raw::Table::Cities;
                self.quiet = own || !row.is.is_empty();
                self.row_once(place, (table.kind(), town), &key, &row);
            }
            Item::Towns(code, mut names) => {
                if !own {
                    names.0 = clean_line(&names.0).into();
                }
                for name in names.iter() {
                    let row = Row {
                        of: code.clone(),
                        name: Names(name.to_owned().into()),
                        ..Row::default()
                    };
                    self.row_once(place, (ActorKind::Place, true), &slug(bare(name)), &row);
                }
            }
            Item::Watch(names) => {
                let mut all = names.0.strip_suffix('|').unwrap_or(&names.0).split('|');
                if all.any(|name| slug(name).is_empty()) {
                    self.report(place, Problem::Empty);
                }
                for name in names.iter() {
                    self.watch(clean_line(name));
                }
            }
        }
    }

    /// Gives words the meaning of `key`.
    fn words(&mut self, place: Place<'a>, languages: Languages, key: &str, words: &str) {
        let Some(&(_, meaning)) = MEANINGS.iter().find(|(known, _)| *known == key) else {
            let known: Vec<_> = MEANINGS.iter().map(|(known, _)| *known).collect();
            let problem = Problem::Meaning {
                key: key.to_owned(),
                known: known.join(", "),
            };
            self.report(place, problem);
            return;
        };
        for word in words.split_ascii_whitespace() {
            self.dictionary.lexicon.mean(word, languages, meaning);
        }
    }

    /// Takes a row unless its actor has one in this file already.
    fn row_once(&mut self, place: Place<'a>, kind: (ActorKind, bool), key: &str, row: &Row<'a>) {
        write_id(kind.0, key, &mut self.id);
        let known = self.dictionary.number(&self.id);
        let seen = known.is_some_and(|known| {
            let seen = self.seen.get(known as usize);
            seen.is_some_and(|&seen| seen)
        });
        if seen {
            let id = self.id.clone();
            self.report(place, Problem::Repeated { id });
            return;
        }
        let Some(number) = self.row(place, kind, (key, known), row) else {
            return;
        };
        let number = number as usize;
        if self.seen.len() <= number {
            self.seen.resize(number + 1, false);
        }
        if let Some(seen) = self.seen.get_mut(number) {
            *seen = true;
        }
    }

    /// Lets the reader see `text` wherever it stands.
    fn watch(&mut self, text: String) {
        let words: Vec<WordId> = segment::words(&text)
            .map(|range| self.dictionary.lexicon.learn(range.of(&text)))
            .collect();
        if words.contains(&0) {
            return;
        }
        let Some(&first) = words.first() else { return };
        write_id(ActorKind::Word, &slug(&text), &mut self.id);
        let known = self.dictionary.number(&self.id);
        let actor = self.enter((ActorKind::Word, known), &text, &text);
        let watched = self.dictionary.watched.entry(first).or_default();
        if !watched.iter().any(|known| known.words == words) && watched.len() < MOST_ALIKE {
            watched.push(Watched { words, actor });
        }
    }

    /// Takes a row of the actor `key`, whose number is `known` where it is, and whose id is at hand;
    /// gives back its number.
    fn row(
        &mut self,
        place: Place<'a>,
        (kind, town): (ActorKind, bool),
        (key, known): (&str, Option<u32>),
        row: &Row<'a>,
    ) -> Option<u32> {
        fn shown<'n>(names: &'n Names<'_>) -> Option<&'n str> {
            names.first().map(bare)
        }
        let (name, en) = (shown(&row.name), shown(&row.en));
        let italian = shown(&row.it).or(name).or(en);
        let english = en.or_else(|| shown(&row.in_en)).or(name);
        // A correction of an actor that is known, or that articles introduce, needs no name.
        let corrects = row.hide || !row.is.is_empty() || !row.kind.is_empty();
        let number = match (italian, known) {
            (Some(italian), _) => self.enter((kind, known), italian, english.unwrap_or(italian)),
            (None, Some(known)) => known,
            (None, None) if corrects || !row.show.is_empty() => {
                let name = unslugged(key);
                self.enter((kind, known), &name, &name)
            }
            (None, None) => {
                let id = self.id.clone();
                self.report(place, Problem::Nameless { id });
                return None;
            }
        };
        let kind = self.correct(place, (number, kind), row);
        let people = kind == ActorKind::Person;
        for (names, languages) in [
            (&row.name, ANY),
            (&row.it, ANY),
            (&row.en, ANY),
            (&row.also, ANY),
            (&row.in_it, ITALIAN),
            (&row.in_en, ENGLISH),
        ] {
            for name in names.iter() {
                let mut alias = alias_of(number, name, people, languages);
                alias.town = town;
                // An Italian acronym is an English word or name where English has its own: Pam.
                let italian = std::ptr::eq(names, &row.it) && en.is_some();
                if italian && (alias.case == Case::Acronym || bare(name).len() <= 3) {
                    alias.languages = ITALIAN;
                }
                self.name(place, number, name, alias, true);
            }
        }
        // What is decided about one bearer of a surname says nothing of the others.
        let decided = corrects || !row.show.is_empty();
        if people && !(decided && row.short.is_none()) {
            self.short_forms(place, number, row);
        }
        for (adjectives, languages) in [(&row.adj_it, ITALIAN), (&row.adj_en, ENGLISH)] {
            for adjective in adjectives.iter() {
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
                is: row.is.clone(),
                of: row.of.clone(),
                stands_for: row.stands_for.clone(),
                office: row.office.clone(),
            });
        }
        Some(number)
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
                kind: row.kind.to_string(),
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
            let before = std::mem::replace(&mut entry.actor.name, row.show.to_string());
            entry.english = None;
            entry.actor.aliases.retain(|alias| *alias != row.show);
            if !entry.actor.aliases.contains(&before) {
                entry.actor.aliases.push(before);
            }
        }
        entry.actor.kind
    }
}

/// A name of which only the key is known, as it was probably written.
fn unslugged(key: &str) -> String {
    let words = key.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What is known of the file that is read, apart from its actors.
struct Reading {
    source: Source,
    /// Of its words.
    languages: Languages,
    /// Whether its words were refused.
    refused: bool,
}
