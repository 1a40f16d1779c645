//! One part of the words of a corpus: how it is kept, and which of its articles still count. What all
//! parts are together is for `words`, how a part answers for `packed` and `stored`.

use std::sync::Arc;

use super::GONE;
use crate::index::left::Left;
use crate::index::packed::{self, Packed};
use crate::index::stored::{self, Stored};
use crate::index::vocabulary::Tokens;
use crate::index::wanted::{Occurrence, Search, Wanted};

/// A part, and the place of each of its articles in the corpus.
#[derive(Clone, Debug)]
pub struct Held {
    pub(super) part: Part,
    pub(super) places: Arc<Vec<u32>>,
}

/// How the words of a part are kept.
#[derive(Clone, Debug)]
pub(in crate::index) enum Part {
    /// In memory.
    Packed(Packed),
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

impl Held {
    pub(in crate::index) const fn part(&self) -> &Part {
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
    pub(super) fn left(&self, search: &Search<'_>) -> Option<Left> {
        match &self.part {
            Part::Packed(packed) => packed.left(search),
            Part::Stored(stored, _) => stored.left(search),
        }
    }

    /// A folded word as a text writes it, where that is something else.
    pub(super) fn written(&self, folded: &str) -> Option<String> {
        match &self.part {
            Part::Packed(packed) => packed.written(folded),
            Part::Stored(stored, _) => stored.written(folded),
        }
    }

    /// Takes in an article of the corpus that stands at `place` there, and gives its number here; only
    /// what is in memory can.
    pub(super) fn add(&mut self, tokens: &Tokens, place: usize) -> u32 {
        if let Part::Packed(packed) = &mut self.part {
            packed.add(tokens);
        }
        let places = Arc::make_mut(&mut self.places);
        let local = u32::try_from(places.len()).unwrap_or(u32::MAX);
        places.push(u32::try_from(place).unwrap_or(GONE));
        local
    }

    /// Lets an article go.
    pub(super) fn let_go(&mut self, local: u32) {
        if let Some(place) = Arc::make_mut(&mut self.places).get_mut(local as usize) {
            *place = GONE;
        }
        self.part.let_go(local);
    }

    /// Gives every article its new place, and tells which that is; one that is `None` is let go.
    pub(super) fn move_to(
        &mut self,
        after: &dyn Fn(usize) -> Option<u32>,
        moved: &mut dyn FnMut(u32, u32),
    ) {
        for (local, place) in (0..).zip(Arc::make_mut(&mut self.places)) {
            if *place == GONE {
                continue;
            }
            match after(*place as usize) {
                Some(now) => {
                    *place = now;
                    moved(local, now);
                }
                None => {
                    *place = GONE;
                    self.part.let_go(local);
                }
            }
        }
    }
}

impl Part {
    /// That an article of it is gone is known of what is on disk by its place alone.
    fn let_go(&mut self, local: u32) {
        if let Self::Packed(packed) = self {
            packed.let_go(local);
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
