//! The words of a corpus, in parts that take nothing more once they are full: each knows its words, which
//! of its articles hold a word, and where. A part is packed in memory or stored on disk, and whoever
//! asks need not know which; what one part is stands in `held`. Which words a query means, and how well
//! an article answers it, is left to `search`.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use super::left::Left;
use super::lexicon::Lexicon;
use super::packed::Packed;
use super::stored::Stored;
use super::vocabulary::Tokens;
use super::wanted::{Search, Wanted};
use crate::corpus::ArticleId;

pub(super) use held::Part;
pub use held::{Held, Pass};

mod held;

/// Articles of a full part in memory.
const FULL: usize = 16_384;
/// A part of so many articles is copied sooner than one more is begun.
const FEW: usize = 1024;
/// So many bytes that were read of a part are much.
const MUCH: u64 = 1 << 20;
/// Of so many parts, one is let go of also where somebody waits.
const AT_ONCE: usize = 16;
/// The place of an article that is gone.
const GONE: u32 = u32::MAX;

/// All words of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Words {
    parts: Vec<Held>,
    /// For each article of the corpus where its words are.
    at: Vec<At>,
    /// So many parts take nothing more, full or not.
    closed: usize,
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
        if self.parts.len() <= self.closed || !self.parts.last().is_some_and(open) {
            self.parts.push(Held {
                part: Part::Packed(Packed::default()),
                places: Arc::default(),
            });
        }
        let part = u32::try_from(self.parts.len() - 1).unwrap_or(u32::MAX);
        let Some(held) = self.parts.last_mut() else {
            return;
        };
        let at = At {
            part,
            local: held.add(tokens, place),
        };
        match self.at.get_mut(place) {
            Some(before) => *before = at,
            None => self.at.push(at),
        }
    }

    /// Takes nothing more into what is there, unless it is little: somebody else has it too, so that it is
    /// copied whole where an article is added.
    pub(super) fn close(&mut self) {
        let little = |held: &Held| matches!(&held.part, Part::Packed(packed) if packed.len() < FEW);
        self.closed = self.parts.len() - usize::from(self.parts.last().is_some_and(little));
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
    pub(super) fn packed(&self, least: usize) -> impl Iterator<Item = (usize, &Packed, &Held)> {
        let parts = self.parts.iter().enumerate();
        parts.filter_map(move |(number, held)| match &held.part {
            Part::Packed(packed) if packed.len() >= least => Some((number, packed, held)),
            _ => None,
        })
    }

    /// The parts in memory that take no more articles, by their numbers.
    pub(super) fn full(&self) -> impl Iterator<Item = (usize, &Packed, &Held)> {
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
            held.move_to(after, &mut |local, place| {
                if let Some(at) = at.get_mut(place as usize) {
                    *at = At { part, local };
                }
            });
        }
        self.at = at;
    }

    /// Makes the lexicon, which is left out of account again when a part comes to disk.
    pub(super) fn make_lexicon(&mut self) {
        let stored: Vec<&Stored> = self.stored().collect();
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
        for stored in self.stored() {
            if waits() {
                return;
            }
            stored.let_go(MUCH);
        }
    }

    /// The parts on disk.
    fn stored(&self) -> impl Iterator<Item = &Stored> {
        self.parts.iter().filter_map(|held| match &held.part {
            Part::Stored(stored, _) => Some(&**stored),
            Part::Packed(_) => None,
        })
    }

    /// How many bytes searching read of the parts on disk, as often as it did, since they were given back.
    pub(super) fn read(&self) -> u64 {
        self.stored().map(Stored::read).sum()
    }

    /// The same while somebody types, where more than `most` bytes were read: of those parts first of which
    /// most was, some of them also where somebody `waits`, for which that is no long time.
    pub fn let_go_beyond(&self, most: u64, waits: &dyn Fn() -> bool) {
        let mut stored: Vec<(u64, &Stored)> = (self.stored())
            .map(|stored| (stored.read(), stored))
            .collect();
        let mut read = self.read();
        if read <= most {
            return;
        }
        stored.sort_by_key(|&(read, _)| Reverse(read));
        let at_once = self.parts.len().div_ceil(AT_ONCE);
        for (nth, (much, stored)) in stored.into_iter().enumerate() {
            if read <= most / 2 || (nth >= at_once && waits()) {
                return;
            }
            stored.let_go(much);
            read -= much;
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
