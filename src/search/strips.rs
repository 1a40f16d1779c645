//! A query put to every article of a catalogue, strip by strip, so that threads share the work, what
//! is known can be told on the way, and nothing is finished that nobody waits for any more. How well
//! one article answers is decided by `matcher`.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::matcher::{Matcher, Score};
use super::sequence::Scan;
use crate::index::catalogue::Catalogue;
use crate::index::left::Left;
use crate::index::library::Library;
use crate::index::words::Pass;

/// Articles of the first strip of a part, which is answered first, and of the later ones: each begins
/// anew with every word that is looked for.
const FIRST: usize = 1024;
const LONGEST: usize = 4096;
/// The same where texts have to be read.
const READ: usize = 32;

/// Some articles, side by side.
#[derive(Clone, Debug)]
pub(super) enum Strip {
    /// By their places in the corpus.
    Places(Range<usize>),
    /// By their numbers in a part of its words.
    Part(usize, Range<u32>),
}

impl Strip {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Places(places) => places.len(),
            Self::Part(_, locals) => locals.len(),
        }
    }
}

/// A query, and all that it is put to.
#[derive(Debug)]
pub(super) struct Strips<'a> {
    matcher: &'a Matcher,
    catalogue: &'a Catalogue,
    library: &'a Library,
    /// For each part of the words, made when its first strip comes.
    passes: Vec<OnceLock<Pass<'a>>>,
    /// For each pattern, the places of the articles that may fit it; `None` for all.
    may: Vec<Option<Left>>,
    all: Vec<Strip>,
}

impl<'a> Strips<'a> {
    pub(super) fn new(
        matcher: &'a Matcher,
        catalogue: &'a Catalogue,
        library: &'a Library,
    ) -> Self {
        let (first, longest) = match matcher.reads_texts() {
            true => (READ, READ),
            false => (FIRST, LONGEST),
        };
        let parts = catalogue.words().parts();
        let mut all: Vec<Strip> = if matcher.sequences().is_empty() {
            let articles = catalogue.entries.len();
            (0..articles)
                .step_by(longest)
                .map(|from| Strip::Places(from..articles.min(from + longest)))
                .collect()
        } else {
            let strips = parts.iter().enumerate().flat_map(|(part, held)| {
                let later = (first..held.len()).step_by(longest);
                std::iter::once(0).chain(later).map(move |from| {
                    let number = |local: usize| u32::try_from(local).unwrap_or(u32::MAX);
                    let length = if from == 0 { first } else { longest };
                    let to = held.len().min(from + length);
                    Strip::Part(part, number(from)..number(to))
                })
            });
            strips.collect()
        };
        // The beginnings of all parts first, so that no thread waits for another one's part.
        all.sort_by_key(|strip| match strip {
            Strip::Places(places) => places.start,
            Strip::Part(_, locals) => locals.start as usize,
        });
        let patterns = matcher.patterns().iter();
        Self {
            matcher,
            catalogue,
            library,
            may: patterns
                .map(|pattern| pattern.required.places(catalogue))
                .collect(),
            passes: parts.iter().map(|_| OnceLock::new()).collect(),
            all,
        }
    }

    pub(super) fn all(&self) -> &[Strip] {
        &self.all
    }

    /// What the text of the article at a place leaves of its score, where it has to be read.
    fn read(&self, place: usize, score: Score) -> Option<Score> {
        if !self.matcher.reads_texts() {
            return Some(score);
        }
        let entry = self.catalogue.entries.get(place)?;
        let reads = || self.library.text(&entry.head()).ok();
        let may = |pattern| self.may_fit(pattern, place);
        (self.matcher).read(score, &mut None, reads, may)
    }

    /// Whether the text of the article at a place may fit a pattern, by the words that it has.
    fn may_fit(&self, pattern: usize, place: usize) -> bool {
        let local = u32::try_from(place).unwrap_or(u32::MAX);
        match self.may.get(pattern) {
            // What has no words was not cut into words yet.
            Some(Some(places)) => {
                places.contains(local) || self.catalogue.ranks().length(place) == 0
            }
            _ => true,
        }
    }

    /// Calls `found` with the place and the score of every article of a strip that answers.
    pub(super) fn score(&self, strip: &Strip, found: &mut dyn FnMut(usize, Score)) {
        let matcher = self.matcher;
        match strip {
            Strip::Places(places) => {
                for place in places.clone() {
                    let told = matcher.told(place, self.catalogue);
                    let score = told.map(|told| matcher.without_words(told));
                    if let Some(score) = score.and_then(|score| self.read(place, score)) {
                        found(place, score);
                    }
                }
            }
            Strip::Part(part, locals) => {
                let held = self.catalogue.words().parts().get(*part);
                let pass = self.passes.get(*part);
                let (Some(held), Some(pass)) = (held, pass) else {
                    return;
                };
                let pass = pass.get_or_init(|| held.pass(&matcher.sequences().search()));
                let mut scan = Scan::new(matcher.sequences());
                let ranks = self.catalogue.ranks();
                pass.strip(locals.clone(), &mut |local, occurrences| {
                    let Some(place) = held.place(local) else {
                        return;
                    };
                    let score = matcher.told(place, self.catalogue).and_then(|told| {
                        let length = ranks.length(place);
                        let score = matcher.with_words(told, &mut scan, length, occurrences)?;
                        self.read(place, score)
                    });
                    if let Some(score) = score {
                        found(place, score);
                    }
                });
            }
        }
    }
}

/// How many articles each of some queries finds of which nothing is known without the texts; every text is read
/// once for all of them. `None` where that is not `wanted` to its end.
pub(super) fn counts(
    matchers: &[&Matcher],
    catalogue: &Catalogue,
    library: &Library,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<usize>> {
    let queries: Vec<Strips<'_>> = (matchers.iter())
        .map(|matcher| Strips::new(matcher, catalogue, library))
        .collect();
    let none = || vec![0; queries.len()];
    let counted = (0..catalogue.entries.len())
        .into_par_iter()
        .fold(none, |mut counts, place| {
            let entry = catalogue.entries.get(place).filter(|_| wanted());
            let Some(entry) = entry else { return counts };
            let mut text = None;
            for (query, count) in queries.iter().zip(&mut counts) {
                let may = |pattern| query.may_fit(pattern, place);
                let score = query.matcher.without_words((0.0, 0));
                let reads = || library.text(&entry.head()).ok();
                *count += usize::from(query.matcher.read(score, &mut text, reads, may).is_some());
            }
            counts
        });
    let counts = counted.reduce(none, |mut all, part| {
        for (all, part) in all.iter_mut().zip(part) {
            *all += part;
        }
        all
    });
    wanted().then_some(counts)
}

impl Matcher {
    /// The places of the articles of `catalogue` that answer, and how well, in the order of the
    /// corpus. One whose text is needed and cannot be read answers nothing.
    #[must_use]
    pub fn found(&self, catalogue: &Catalogue, library: &Library) -> Vec<(usize, Score)> {
        let strips = Strips::new(self, catalogue, library);
        let mut found: Vec<(usize, Score)> = strips
            .all()
            .par_iter()
            .map(|strip| {
                let mut found = Vec::new();
                strips.score(strip, &mut |place, score| found.push((place, score)));
                found
            })
            .flatten_iter()
            .collect();
        found.sort_unstable_by_key(|&(place, _)| place);
        found
    }

    /// How many articles of `catalogue` answer; `None` where that is not `wanted` to its end.
    pub(super) fn count(
        &self,
        catalogue: &Catalogue,
        library: &Library,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Option<usize> {
        let strips = Strips::new(self, catalogue, library);
        let counted = strips.all().par_iter().map(|strip| {
            let mut count = 0;
            if wanted() {
                strips.score(strip, &mut |_, _| count += 1);
            }
            count
        });
        let count = counted.sum();
        wanted().then_some(count)
    }
}
