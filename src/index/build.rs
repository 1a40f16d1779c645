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
        catalogue: None,
        problems: Vec::new(),
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
    /// Made together with the first articles, so that reading does not wait for the dictionary.
    catalogue: Option<Catalogue>,
    problems: Vec<LoadProblem>,
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
        let mut catalogue = self.take_in();
        if catalogue.entries.len() >= self.next {
            self.next = catalogue.entries.len() * GROWTH;
            catalogue.merge_reports();
            catalogue.problems.clone_from(&self.problems);
            (self.publish)(Arc::new(catalogue.clone()), false);
        }
        self.catalogue = Some(catalogue);
    }

    fn problem(&mut self, problem: LoadProblem) {
        self.problems.push(problem);
    }

    /// Hands over the first articles as they are, where the dictionary is not made yet: they can be
    /// read meanwhile.
    fn show_first(&mut self) {
        let mut first = Catalogue::default();
        for article in &self.waiting {
            let prepared = annotate::unrecognised(article.clone());
            first.add(&prepared);
            self.library.keep(&prepared.annotated);
        }
        (self.publish)(Arc::new(first), false);
    }

    /// The catalogue with the articles that were waiting.
    fn take_in(&mut self) -> Catalogue {
        if self.catalogue.is_none() && !self.waiting.is_empty() && !self.library.can_recognise() {
            self.show_first();
        }
        let dictionary = self.library.dictionary();
        let known = self.catalogue.take();
        let waiting = std::mem::take(&mut self.waiting);
        let (mut catalogue, prepared) = rayon::join(
            || known.unwrap_or_else(|| Catalogue::new(dictionary)),
            || {
                let prepared: Vec<Prepared> = waiting
                    .into_par_iter()
                    .map(|article| annotate::prepare(article, dictionary))
                    .collect();
                prepared
            },
        );
        for prepared in prepared {
            catalogue.add(&prepared);
            self.library.keep(&prepared.annotated);
        }
        catalogue
    }

    fn finish(mut self) {
        let mut catalogue = self.take_in();
        catalogue.merge_reports();
        catalogue.problems = self.problems;
        (self.publish)(Arc::new(catalogue), true);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::{load, seeds};

    #[test]
    fn the_embedded_articles_are_all_there_in_their_order() {
        let library = Library::new(Arc::new(Dictionary::with_user(&[]).0), load::MAX_BYTES, 0);
        let mut published = Vec::new();
        let go_on = AtomicBool::new(false);
        build(
            &Inputs::default(),
            &library,
            &go_on,
            &mut |catalogue, whole| {
                published.push((catalogue, whole));
            },
        );
        let (catalogue, whole) = published.pop().unwrap();
        assert!(whole && published.iter().all(|(_, whole)| !whole));
        let titles: Vec<_> = catalogue
            .entries
            .iter()
            .map(|entry| &entry.head.title)
            .collect();
        let seeds = seeds::articles();
        assert_eq!(
            titles,
            seeds
                .iter()
                .map(|seed| &seed.head.title)
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_is_known_is_handed_over_again_and_again() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..100 {
            let file = folder.path().join(format!("{number:03}.txt"));
            std::fs::write(
                file,
                format!("Numero {number}\n\nIl testo numero {number}.\n"),
            )
            .unwrap();
        }
        std::fs::write(folder.path().join("vuoto.txt"), "").unwrap();
        let inputs = Inputs {
            paths: vec![folder.path().to_owned()],
            ..Inputs::default()
        };
        let library = Library::new(
            Arc::new(Dictionary::with_user(&[]).0),
            load::MAX_BYTES,
            1 << 20,
        );
        let cancel = AtomicBool::new(false);
        let mut sizes = Vec::new();
        let mut last = None;
        build(&inputs, &library, &cancel, &mut |catalogue, whole| {
            sizes.push(catalogue.entries.len());
            last = Some((catalogue, whole));
        });
        assert!(sizes.is_sorted() && sizes.len() > 2, "{sizes:?}");
        let (catalogue, whole) = last.unwrap();
        assert_eq!(
            (catalogue.entries.len(), catalogue.problems.len()),
            (100, 1)
        );
        assert!(whole);
        cancel.store(true, Ordering::Relaxed);
        build(&inputs, &library, &cancel, &mut |_, whole| assert!(!whole));
    }
}
