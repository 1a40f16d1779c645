//! Dictionaries of actors: the ones in the program and the user's, read from TOML, checked, and
//! compiled into the tables that recognition looks texts up in. What a text means by a name is
//! decided in [`super::find`]; identities that only a corpus shows are for [`super::roster`].

use std::sync::{Arc, LazyLock, OnceLock};

use xxhash_rust::xxh3::Xxh3;

use crate::edtf::Edtf;
use crate::embedded;
use crate::text::language::Language;

use super::{Actor, ActorId, ActorKind};

mod aliases;
mod compile;
mod compiler;
mod inflect;
pub(crate) mod lexicon;
mod mistakes;
mod numbers;
pub(crate) mod office;
pub(crate) mod packed;
mod people;
mod problem;
mod quick;
mod raw;
mod references;
pub(crate) mod senses;
pub(crate) mod word;
pub(crate) mod words;

use crate::text::fold::fold;
use crate::text::hash::Table;
use lexicon::Lexicon;
use office::Term;
use packed::Packed;
use people::People;
pub use problem::{DictionaryProblem, Problem};
use word::{ANY, ENGLISH, ITALIAN, Languages, WordId};
use words::{FAMILY, GIVEN, ROLES, TITLE, TRADE};

/// Every actor that is known beforehand, and every word that recognition goes by.
#[derive(Debug)]
pub struct Dictionary {
    entries: Vec<Entry>,
    /// How many of them, the first ones, are out of the program.
    embedded: u32,
    /// What recognition asks of every actor that a text names, close together.
    briefs: Vec<Brief>,
    ids: Table<Arc<str>, u32>,
    lexicon: Lexicon,
    /// Who held which office when, by country.
    terms: Vec<Term>,
    /// The words that the reader wants to see, by the first word of each.
    watched: Table<WordId, Vec<Watched>>,
    /// People by how they are called; made when first asked for.
    people: OnceLock<People>,
    /// Countries by their English adjectives, folded; made when first asked for.
    nations: OnceLock<Table<String, u32>>,
    /// A hash of all that it was made of.
    fingerprint: u64,
}

/// Words in a row that the reader wants to see, and the number of the actor that stands for them.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    pub(crate) words: Vec<WordId>,
    pub(crate) actor: u32,
}

/// The kind of an actor, and the number of its country.
#[derive(Clone, Copy, Debug)]
struct Brief {
    kind: ActorKind,
    country: Option<u32>,
}

/// An actor of the dictionary with what only recognition needs.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The actor, under its Italian name.
    pub(crate) actor: Actor,
    /// Its name in English, where that is another one.
    english: Option<String>,
    /// The number of the country it belongs to; of a country, itself.
    pub(crate) country: Option<u32>,
    /// The adjectives that mean it, so that a person who types one finds it.
    pub(crate) adjectives: Vec<String>,
    /// The names that others may have, too, as the reader says.
    pub(crate) doubtful: Vec<String>,
    /// Whether it is never marked, as the reader says.
    pub(crate) hidden: bool,
    /// The number of the actor that it really is, as the reader says.
    pub(crate) is: Option<u32>,
}

impl Entry {
    /// Its name in English.
    pub(crate) fn english(&self) -> &str {
        self.english.as_ref().unwrap_or(&self.actor.name)
    }
}

/// A file of actors that says by examples, which are all comments, what such a file can hold.
pub const EXAMPLE: &str = include_str!("../../assets/actors-example.toml");

/// Who surely has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer<'a> {
    /// Who was asked for.
    Same,
    /// Somebody else.
    Other(&'a Actor),
}

/// A file of actors that is not part of the program: its name, to tell problems by, and what is in
/// it.
pub type UserFile = (String, String);

/// The files of actors that are not part of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFiles {
    /// Those that lie beside the articles. They are data about actors and nothing else: lists of
    /// words, which would change how every text is read, are not taken from them.
    pub beside: Vec<UserFile>,
    /// The user's own, which are believed over all others.
    pub own: Vec<UserFile>,
}

/// Where a file of actors comes from; what is written by others is cleaned first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Out of the program.
    Embedded,
    /// From beside the articles.
    Beside,
    /// From the user's configuration.
    Own,
}

static EMBEDDED: LazyLock<Dictionary> = LazyLock::new(|| {
    // The embedded files are checked by a test; here their problems have nobody to be told to.
    Dictionary::with_user(&[]).0
});

impl Dictionary {
    /// The dictionaries in the program, compiled at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The dictionaries in the program and the `files` of the user, `(name, contents)`, which add
    /// actors and names and may replace embedded actors by id. What cannot be used is reported and
    /// left out.
    #[must_use]
    pub fn with_user(files: &[UserFile]) -> (Self, Vec<DictionaryProblem>) {
        Self::compile(&[], files)
    }

    /// The dictionaries in the program, the files beside the articles and the user's own, the
    /// later ones believed over the earlier.
    #[must_use]
    pub fn with_files(files: &UserFiles) -> (Self, Vec<DictionaryProblem>) {
        Self::compile(&files.beside, &files.own)
    }

    fn compile(beside: &[UserFile], own: &[UserFile]) -> (Self, Vec<DictionaryProblem>) {
        let embedded = embedded::ACTORS
            .iter()
            .map(|&(name, contents)| (Source::Embedded, name, contents));
        let beside = beside.iter().map(|file| (Source::Beside, file));
        let others = beside.chain(own.iter().map(|file| (Source::Own, file)));
        let others =
            others.map(|(source, (name, contents))| (source, name.as_str(), contents.as_str()));
        let files: Vec<_> = embedded.chain(others).collect();
        let mut hasher = Xxh3::new();
        for (source, _, contents) in &files {
            hasher.update(&[*source as u8]);
            hasher.update(&contents.len().to_le_bytes());
            hasher.update(contents.as_bytes());
        }
        let (mut dictionary, problems) = compile::compile(files.into_iter());
        dictionary.fingerprint = hasher.digest();
        (dictionary, problems)
    }

    /// A number that another dictionary hardly has: what was recognised by this one is recognised
    /// the same by every other that has it.
    #[must_use]
    pub const fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// What keeps `contents` from being read as a file of actors, if something does; `name` is that
    /// of the file.
    #[must_use]
    pub fn refusal(name: &str, contents: &str) -> Option<DictionaryProblem> {
        compile::refusal(name, contents)
    }

    /// The actors in the order of the files, under their Italian names.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = &Actor> {
        self.entries.iter().map(|entry| &entry.actor)
    }

    /// The actor of this id, under its Italian name.
    #[must_use]
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.entry(self.number(&id.0)?).map(|entry| &entry.actor)
    }

    /// The name of an actor in `language`: English in English, Italian otherwise.
    #[must_use]
    pub fn name(&self, id: &ActorId, language: Language) -> Option<&str> {
        let entry = self.entry(self.number(&id.0)?)?;
        Some(if language == Language::ENGLISH {
            entry.english()
        } else {
            &entry.actor.name
        })
    }

    /// Who surely has exactly this `name`, so that it cannot be given to `id`, which is of this kind,
    /// as a sure one; somebody else before `id` itself.
    #[must_use]
    pub fn bearer(&self, name: &str, kind: ActorKind, id: &ActorId) -> Option<Bearer<'_>> {
        let own = self.number(&id.0);
        let alias = aliases::alias_of(0, name, kind == ActorKind::Person, ANY);
        let mut same = false;
        for other in self.lexicon.sure(name, &alias) {
            if Some(other.actor) != own {
                let other = self.entry(other.actor)?;
                return Some(Bearer::Other(&other.actor));
            }
            same |= !other.short;
        }
        same.then_some(Bearer::Same)
    }

    /// How many names it holds, adjectives and their inflections included.
    #[must_use]
    pub fn names(&self) -> usize {
        self.lexicon.len()
    }

    /// Every name and adjective that texts are searched for, in the order of the files; one that
    /// several actors have comes as often.
    pub fn every_name(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| {
            std::iter::once(&entry.actor.name)
                .chain(&entry.actor.aliases)
                .chain(&entry.adjectives)
                .map(String::as_str)
        })
    }

    #[inline]
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    #[inline]
    pub(crate) fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(number as usize)
    }

    /// Whether only a file of the reader's has an actor, which articles may give more names than that does.
    #[inline]
    pub(crate) fn is_own(&self, number: u32) -> bool {
        number >= self.embedded
    }

    /// The kind of an actor.
    #[inline]
    pub(crate) fn kind(&self, number: u32) -> Option<ActorKind> {
        self.briefs.get(number as usize).map(|brief| brief.kind)
    }

    /// The number of the country that an actor belongs to; of a country, itself.
    #[inline]
    pub(crate) fn country(&self, number: u32) -> Option<u32> {
        self.briefs.get(number as usize)?.country
    }

    #[inline]
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The words in a row that begin with `word` and that the reader wants to see.
    pub(crate) fn watched(&self, word: WordId) -> &[Watched] {
        self.watched.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Who held which office when.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether the reader wants to see any word.
    pub(crate) fn watches(&self) -> bool {
        !self.watched.is_empty()
    }

    /// The actors that are really another one, each with that one.
    pub(crate) fn joined(&self) -> impl Iterator<Item = (&ActorId, &ActorId)> {
        self.entries.iter().filter_map(|entry| {
            let is = self.entry(entry.is?)?;
            Some((&entry.actor.id, &is.actor.id))
        })
    }

    /// Whether people are called so by their given name, in any language.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.means(name, GIVEN)
    }

    /// Whether it is a title or an office, which stands before a name.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.means(word.trim_end_matches('.'), TITLE | TRADE | ROLES)
    }

    /// Whether it is a family name of Korea, China or Vietnam, which many have.
    pub(crate) fn is_family(&self, name: &str) -> bool {
        self.means(name, FAMILY)
    }

    /// The country that an English adjective of nationality, folded, belongs to.
    pub(crate) fn english_nation(&self, adjective: &str) -> Option<u32> {
        let nations = self.nations.get_or_init(|| {
            let countries = (0..).zip(&self.entries);
            let countries = countries.filter(|(_, entry)| entry.actor.kind == ActorKind::Country);
            let forms = countries.flat_map(|(number, entry)| {
                let english = entry.adjectives.iter();
                let english = english.filter(|form| form.starts_with(char::is_uppercase));
                english.map(move |form| (fold(form), number))
            });
            forms.collect()
        });
        nations.get(adjective).copied()
    }

    /// Whether it means something on any list.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.means(word, u64::MAX)
    }

    fn means(&self, name: &str, meaning: u64) -> bool {
        let packed = Packed::new(fold(name).as_bytes());
        packed.is_some_and(|packed| {
            let sense = self.lexicon.word(&packed).sense;
            self.lexicon.meanings(ANY).of(sense) & meaning != 0
        })
    }

    #[inline]
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Who held `office` of the country numbered `country` when an article of `date` was written;
    /// of an article without a date, whoever holds it now.
    pub(crate) fn holder(
        &self,
        office: office::Office,
        country: u32,
        date: Option<Edtf>,
    ) -> Option<u32> {
        office::holder(&self.terms, office, country, date)
    }

    /// Everyone who ever held `office` of `country`.
    pub(crate) fn holders(
        &self,
        office: office::Office,
        country: u32,
    ) -> impl Iterator<Item = u32> {
        office::of_country(&self.terms, country)
            .iter()
            .filter(move |term| term.serves_as(office))
            .map(|term| term.person)
    }
}

/// The languages of the dictionary that a text in `language` is looked up in.
pub(crate) fn languages(language: Language) -> Languages {
    match language {
        Language::ITALIAN => ITALIAN,
        Language::ENGLISH => ENGLISH,
        _ => ANY,
    }
}

/// A name as it stands in an id: folded, words joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    // Nearly all names are plain words with a space between.
    let mut last = b' ';
    let plain = name.bytes().all(|byte| {
        let fits = byte.is_ascii_alphanumeric() || byte == b' ' && last != b' ';
        last = byte;
        fits
    });
    if plain && last != b' ' {
        let small = name.bytes().map(|byte| match byte {
            b' ' => b'-',
            letter => letter.to_ascii_lowercase(),
        });
        return String::from_utf8(small.collect()).unwrap_or_default();
    }
    let mut slug = String::with_capacity(name.len());
    if name.is_ascii() {
        let mut joined = false;
        for letter in name.bytes() {
            if letter.is_ascii_alphanumeric() {
                if joined && !slug.is_empty() {
                    slug.push('-');
                }
                slug.push(char::from(letter.to_ascii_lowercase()));
            }
            joined = !letter.is_ascii_alphanumeric();
        }
        return slug;
    }
    for range in crate::text::segment::words(name) {
        if !slug.is_empty() {
            slug.push('-');
        }
        crate::text::fold::push_all_folded(range.of(name), &mut slug);
    }
    slug
}

/// The id of an actor of `kind` whose dictionary key or slug is `key`.
pub(crate) fn id(kind: ActorKind, key: &str) -> ActorId {
    let mut text = String::with_capacity(kind.as_str().len() + 1 + key.len());
    write_id(kind, key, &mut text);
    ActorId(text.into())
}

/// Makes `text` the id of an actor of `kind` whose dictionary key or slug is `key`.
pub(crate) fn write_id(kind: ActorKind, key: &str, text: &mut String) {
    text.clear();
    text.push_str(kind.as_str());
    text.push(':');
    text.push_str(key);
}

#[cfg(test)]
mod tests;
