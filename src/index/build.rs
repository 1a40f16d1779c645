//! A corpus to its catalogue, in the background: articles are read, prepared by all threads, and
//! taken in in their order, and what is known so far is handed over again and again on the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::annotate::{self, Prepared};
use super::catalogue::Catalogue;
use super::library::Library;
use crate::corpus::Article;
use crate::corpus::load::{self, Inputs, LoadProblem, Loaded};

/// Articles that are prepared together; the first batches are small, so that something can be read
/// at once.
const LARGEST_BATCH: usize = 256;
const FIRST_BATCH: usize = 8;
/// The catalogue is handed over when it has grown by this factor: copying it costs no more than
/// making it.
const GROWTH: usize = 2;

/// Reads everything that `inputs` names. `publish` gets the catalogue whenever it has doubled, and
/// at the end, then with `true`. Ends early, without that, where `cancel` becomes true.
pub fn build(
    inputs: &Inputs,
    library: &Library,
    cancel: &AtomicBool,
    publish: &mut dyn FnMut(Arc<Catalogue>, bool),
) {
    let mut building = Building {
        catalogue: Catalogue::new(library.dictionary()),
        library,
        waiting: Vec::new(),
        batch: FIRST_BATCH,
        next: FIRST_BATCH,
        publish,
    };
    load::load(inputs, cancel, &mut |loaded| match loaded {
        Loaded::Article(article) => building.article(*article),
        Loaded::Problem(problem) => building.problem(problem),
    });
    if !cancel.load(Ordering::Relaxed) {
        building.finish();
    }
}

struct Building<'a> {
    catalogue: Catalogue,
    library: &'a Library,
    waiting: Vec<Article>,
    batch: usize,
    next: usize,
    publish: &'a mut dyn FnMut(Arc<Catalogue>, bool),
}

impl Building<'_> {
    fn article(&mut self, article: Article) {
        self.waiting.push(article);
        if self.waiting.len() < self.batch {
            return;
        }
        self.batch = (self.batch * GROWTH).min(LARGEST_BATCH);
        self.take_in();
        if self.catalogue.entries.len() >= self.next {
            self.next = self.catalogue.entries.len() * GROWTH;
            (self.publish)(Arc::new(self.catalogue.clone()), false);
        }
    }

    fn problem(&mut self, problem: LoadProblem) {
        self.catalogue.problems.push(problem);
    }

    fn take_in(&mut self) {
        let dictionary = self.library.dictionary();
        let prepared: Vec<Prepared> = std::mem::take(&mut self.waiting)
            .into_par_iter()
            .map(|article| annotate::prepare(article, dictionary))
            .collect();
        for prepared in prepared {
            self.catalogue.add(&prepared);
            self.library.keep(&prepared.annotated);
        }
    }

    fn finish(mut self) {
        self.take_in();
        (self.publish)(Arc::new(self.catalogue), true);
    }
}
