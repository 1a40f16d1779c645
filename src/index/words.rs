//! The words of a corpus, in parts that never change once they are full: each knows its words, which
//! of its articles hold a word, and where. A part is packed in memory or stored on disk, and whoever
//! asks need not know which. Which words a query means, and how well an article answers it, is left
//! to `search`.

use std::sync::Arc;

use rayon::prelude::*;

use super::left::Left;
use super::lexicon::Lexicon;
use super::packed::{self, Packed};
use super::stored::{self, Stored};
use super::vocabulary::Tokens;
use crate::corpus::ArticleId;

/// Articles of a full part in memory.
const FULL: usize = 16_384;
/// So many bytes that were read of a part are much.
const MUCH: u64 = 1 << 20;
/// The place of an article that is gone.
const GONE: u32 = u32::MAX;

/// Where in an article a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In its title.
    Title,
    /// In a heading.
    Heading,
    /// In the paragraph after the title.
    Lead,
    /// Anywhere else.
    Body,
}

impl Zone {
    /// The zone of the block after this one.
    #[must_use]
    pub const fn next(self, heading: bool) -> Self {
        match self {
            _ if heading => Self::Heading,
            Self::Title => Self::Lead,
            _ => Self::Body,
        }
    }
}

/// A word that was looked for, in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// From 2; one after that of the word before where the two are in a row, which words of two
    /// blocks are not.
    pub position: u32,
    /// The number under which the word was looked for.
    pub fitting: u16,
    /// In what it stands.
    pub zone: Zone,
}

/// Words to be visited: at least all that are like this one in one of these ways.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The word itself, folded, which is always one of them.
    pub word: &'a str,
    /// Those that begin with it.
    pub prefix: bool,
    /// Those that differ in a light ending.
    pub endings: bool,
    /// Those with so many typing errors, but the same first letter.
    pub typos: usize,
}

/// What is looked for in the articles of a part.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// Folded words, each once, with the number under which it is told, above 0.
    pub words: &'a [(Arc<str>, u16)],
    /// For each word that is typed, the places in `words` of all that it may mean; an article needs
    /// one of each. Best with those first that fewest articles hold.
    pub required: &'a [Vec<u32>],
}

/// All words of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Words {
    parts: Vec<Held>,
    /// For each article of the corpus where its words are.
    at: Vec<At>,
    /// The words of all parts on disk, where it was made since the last of them came.
    lexicon: Option<Arc<Lexicon>>,
}

/// Where words are known: in a part, or in all parts on disk.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// In one part.
    Part(&'a Held),
    /// In all that are on disk.
    Lexicon(&'a Lexicon),
}

impl Source<'_> {
    /// Calls `found` with at least the words that are wanted, each once, and how many articles hold
    /// it.
    pub fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        match self {
            Self::Part(held) => held.visit(wanted, found),
            Self::Lexicon(lexicon) => lexicon.visit(wanted, found),
        }
    }

    /// Calls `found` with every word, and how many articles hold it.
    pub fn visit_all(&self, found: &mut dyn FnMut(&str, u32)) {
        match self {
            Self::Part(held) => held.visit_all(found),
            Self::Lexicon(lexicon) => lexicon.visit_all(found),
        }
    }
}

/// The number of a part, and of an article in it.
#[derive(Clone, Copy, Debug)]
struct At {
    part: u32,
    local: u32,
}

/// Where no words are.
const NOWHERE: At = At {
    part: u32::MAX,
    local: 0,
};

/// A part, and the place of each of its articles in the corpus.
#[derive(Clone, Debug)]
pub struct Held {
    part: Part,
    places: Arc<Vec<u32>>,
}

/// How the words of a part are kept.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// In memory.
    Packed(Arc<Packed>),
    /// On disk, under the name of a folder.
    Stored(Arc<Stored>, Arc<str>),
}

/// A search that is ready to go through the articles of a part.
#[derive(Debug)]
pub enum Pass<'a> {
    /// Over packed articles.
    Packed(packed::Pass<'a>),
    /// Over stored articles.
    Stored(stored::Pass<'a>),
}

impl Words {
    /// Takes the words of the article at `place` in: a new one at the end, or one that takes the
    /// place of another.
    pub(super) fn add(&mut self, tokens: &Tokens, place: usize) {
        if let Some(at) = self.at.get(place)
            && let Some(held) = self.parts.get_mut(at.part as usize)
        {
            held.let_go(at.local);
        }
        let open = |held: &Held| matches!(&held.part, Part::Packed(packed) if packed.len() < FULL);
        if !self.parts.last().is_some_and(open) {
            self.parts.push(Held {
                part: Part::Packed(Arc::default()),
                places: Arc::default(),
            });
        }
        let part = u32::try_from(self.parts.len() - 1).unwrap_or(u32::MAX);
        let Some(Held {
            part: Part::Packed(packed),
            places,
        }) = self.parts.last_mut()
        else {
            return;
        };
        Arc::make_mut(packed).add(tokens);
        let places = Arc::make_mut(places);
        let at = At {
            part,
            local: u32::try_from(places.len()).unwrap_or(u32::MAX),
        };
        places.push(u32::try_from(place).unwrap_or(GONE));
        match self.at.get_mut(place) {
            Some(before) => *before = at,
            None => self.at.push(at),
        }
    }

    /// The words of so many articles, which are still to be put in their places.
    pub(super) fn awaiting(articles: usize) -> Self {
        Self {
            at: vec![NOWHERE; articles],
            ..Self::default()
        }
    }

    /// Puts the words of some articles in their places, which are those of `place` by id and hash
    /// of the text, as far as nothing is there yet.
    pub(super) fn attach(
        &mut self,
        part: Part,
        names: impl Iterator<Item = (ArticleId, u64)>,
        place: &dyn Fn(ArticleId, u64) -> Option<usize>,
    ) {
        self.lexicon = None;
        let number = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        let places = self.put(number, u32::MAX, names, place);
        self.parts.push(Held { part, places });
    }

    /// Puts a part that was stored in the place of what it was written from.
    pub(super) fn replace(
        &mut self,
        number: usize,
        (stored, folder): (Arc<Stored>, Arc<str>),
        place: &dyn Fn(ArticleId, u64) -> Option<usize>,
    ) {
        self.lexicon = None;
        let part = u32::try_from(number).unwrap_or(u32::MAX);
        let places = self.put(part, part, stored.names(), place);
        if let Some(held) = self.parts.get_mut(number) {
            *held = Held {
                part: Part::Stored(stored, folder),
                places,
            };
        }
    }

    /// The places of articles of a part, where those of the part `instead` stand until now.
    fn put(
        &mut self,
        part: u32,
        instead: u32,
        names: impl Iterator<Item = (ArticleId, u64)>,
        place: &dyn Fn(ArticleId, u64) -> Option<usize>,
    ) -> Arc<Vec<u32>> {
        let places = (0..).zip(names).map(|(local, (id, hash))| {
            let place = place(id, hash)?;
            let at = self.at.get_mut(place).filter(|at| at.part == instead)?;
            *at = At { part, local };
            u32::try_from(place).ok()
        });
        Arc::new(places.map(|place| place.unwrap_or(GONE)).collect())
    }

    /// Whether the words of every article are there.
    pub(super) fn are_whole(&self) -> bool {
        self.at.iter().all(|at| at.part != NOWHERE.part)
    }

    /// The parts in memory that have so many articles, by their numbers.
    pub(super) fn packed(
        &self,
        least: usize,
    ) -> impl Iterator<Item = (usize, &Arc<Packed>, &Held)> {
        let parts = self.parts.iter().enumerate();
        parts.filter_map(move |(number, held)| match &held.part {
            Part::Packed(packed) if packed.len() >= least => Some((number, packed, held)),
            _ => None,
        })
    }

    /// The parts in memory that take no more articles, by their numbers.
    pub(super) fn full(&self) -> impl Iterator<Item = (usize, &Arc<Packed>, &Held)> {
        self.packed(FULL)
    }

    /// Articles that were taken in, those that are gone included.
    pub(super) fn taken_in(&self) -> usize {
        self.parts.iter().map(Held::len).sum()
    }

    /// Gives every article its new place; `None` where it is gone.
    pub(super) fn move_to(&mut self, articles: usize, after: &dyn Fn(usize) -> Option<u32>) {
        let mut at = vec![NOWHERE; articles];
        for (part, held) in (0..).zip(&mut self.parts) {
            for (local, place) in (0..).zip(Arc::make_mut(&mut held.places)) {
                if *place == GONE {
                    continue;
                }
                let moved = after(*place as usize);
                if moved.is_none() {
                    held.part.let_go(local);
                }
                *place = moved.unwrap_or(GONE);
                if let Some(at) = at.get_mut(*place as usize) {
                    *at = At { part, local };
                }
            }
        }
        self.at = at;
    }

    /// Makes the lexicon, which is left out of account again when a part comes to disk.
    pub(super) fn make_lexicon(&mut self) {
        let stored = self.parts.iter().filter_map(|held| match &held.part {
            Part::Stored(stored, _) => Some(&**stored),
            Part::Packed(_) => None,
        });
        let stored: Vec<&Stored> = stored.collect();
        if self.lexicon.is_none() && !stored.is_empty() {
            self.lexicon = Lexicon::of(&stored).map(Arc::new);
        }
    }

    /// Takes the lexicon of words of which these have the same parts on disk.
    pub(super) fn take_lexicon(&mut self, other: &Self) {
        let stored = |words: &Self| -> Vec<Arc<str>> {
            let folder = |held: &Held| match &held.part {
                Part::Stored(_, folder) => Some(Arc::clone(folder)),
                Part::Packed(_) => None,
            };
            words.parts.iter().filter_map(folder).collect()
        };
        if self.lexicon.is_none() && stored(self) == stored(other) {
            self.lexicon.clone_from(&other.lexicon);
        }
    }

    /// Where all words are known.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        let in_lexicon = |held: &&Held| {
            let is_stored = matches!(held.part, Part::Stored(..));
            is_stored && self.lexicon.is_some()
        };
        let parts = self.parts.iter().filter(|held| !in_lexicon(held));
        let lexicon = self.lexicon.as_deref().map(Source::Lexicon);
        parts.map(Source::Part).chain(lexicon).collect()
    }

    /// Gives back the memory of what searching read of the parts on disk, as long as nobody `waits`.
    pub fn let_go(&self, waits: &dyn Fn() -> bool) {
        for held in &self.parts {
            if waits() {
                return;
            }
            if let Part::Stored(stored, _) = &held.part {
                stored.let_go(MUCH);
            }
        }
    }

    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &[Held] {
        &self.parts
    }

    /// Whether an article holds this folded word.
    #[must_use]
    pub fn hold(&self, word: &str) -> bool {
        let wanted = Wanted {
            word,
            prefix: false,
            endings: false,
            typos: 0,
        };
        let mut known = false;
        for source in self.sources() {
            source.visit(&wanted, &mut |other, _| known |= other == word);
        }
        known
    }

    /// The places of the articles, of so many, that hold for each slot one of its words. Those whose
    /// words are not known yet are among them.
    #[must_use]
    pub fn holding(&self, slots: &[Vec<Arc<str>>], articles: usize) -> Left {
        let mut words: Vec<(Arc<str>, u16)> = (slots.iter().flatten())
            .map(|word| (Arc::clone(word), 1))
            .collect();
        words.sort_unstable();
        words.dedup();
        let place = |word: &Arc<str>| {
            let place = words.binary_search_by(|(known, _)| known.cmp(word));
            u32::try_from(place.ok()?).ok()
        };
        let required: Vec<Vec<u32>> = (slots.iter())
            .map(|slot| slot.iter().filter_map(place).collect())
            .collect();
        let search = Search {
            words: &words,
            required: &required,
        };
        let parts: Vec<Option<Left>> = (self.parts.par_iter())
            .map(|held| held.left(&search))
            .collect();
        let mut holding = Left::none(articles);
        for (held, left) in self.parts.iter().zip(parts) {
            let mut local = 0;
            while (local as usize) < held.len() {
                if let Some(left) = &left {
                    match left.next(local) {
                        Some(next) => local = next,
                        None => break,
                    }
                }
                if let Some(place) = held.place(local) {
                    holding.insert(u32::try_from(place).unwrap_or(GONE));
                }
                local += 1;
            }
        }
        for place in 0..articles {
            let at = self.at.get(place);
            if at.is_none_or(|at| at.part == NOWHERE.part) {
                holding.insert(u32::try_from(place).unwrap_or(GONE));
            }
        }
        holding
    }

    /// A folded word as a reader would write it.
    #[must_use]
    pub fn shown(&self, folded: &str) -> String {
        let mut written = self.parts.iter().filter_map(|held| held.written(folded));
        written.next().unwrap_or_else(|| folded.to_owned())
    }
}

impl Held {
    pub(super) const fn part(&self) -> &Part {
        &self.part
    }

    /// How many articles it has, those that are gone included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place in the corpus of its article of this number; `None` of one that is gone.
    #[must_use]
    pub fn place(&self, local: u32) -> Option<usize> {
        let place = self.places.get(local as usize).copied();
        place
            .filter(|&place| place != GONE)
            .map(|place| place as usize)
    }

    /// Calls `found` with at least the words that are wanted, each once, and how many articles hold
    /// it.
    pub fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        match &self.part {
            Part::Packed(packed) => packed.visit(wanted, found),
            Part::Stored(stored, _) => stored.visit(wanted, found),
        }
    }

    /// Calls `found` with every word, and how many articles hold it.
    pub fn visit_all(&self, found: &mut dyn FnMut(&str, u32)) {
        match &self.part {
            Part::Packed(packed) => packed.visit_all(found),
            Part::Stored(stored, _) => stored.visit_all(found),
        }
    }

    /// Makes a search ready.
    #[must_use]
    pub fn pass(&self, search: &Search<'_>) -> Pass<'_> {
        match &self.part {
            Part::Packed(packed) => Pass::Packed(packed.pass(search)),
            Part::Stored(stored, _) => Pass::Stored(stored.pass(search)),
        }
    }

    /// Its articles that hold for each slot one of its words, except of slots that leave hardly any
    /// out; `None` for all.
    fn left(&self, search: &Search<'_>) -> Option<Left> {
        match &self.part {
            Part::Packed(packed) => packed.left(search),
            Part::Stored(stored, _) => stored.left(search),
        }
    }

    /// A folded word as a text writes it, where that is something else.
    fn written(&self, folded: &str) -> Option<String> {
        match &self.part {
            Part::Packed(packed) => packed.written(folded),
            Part::Stored(stored, _) => stored.written(folded),
        }
    }

    fn let_go(&mut self, local: u32) {
        if let Some(place) = Arc::make_mut(&mut self.places).get_mut(local as usize) {
            *place = GONE;
        }
        self.part.let_go(local);
    }
}

impl Part {
    /// Lets the words of an article go, so that they are not counted any more; those on disk stay as
    /// they were written.
    fn let_go(&mut self, local: u32) {
        if let Self::Packed(packed) = self {
            Arc::make_mut(packed).let_go(local);
        }
    }
}

impl Pass<'_> {
    /// Calls `found` with the number of every article of this range that may answer, and what it
    /// holds of what is looked for, in order.
    pub fn strip(&self, range: std::ops::Range<u32>, found: &mut dyn FnMut(u32, &[Occurrence])) {
        match self {
            Self::Packed(pass) => pass.strip(range, found),
            Self::Stored(pass) => pass.strip(range, found),
        }
    }
}
