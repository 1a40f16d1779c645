//! What the reader kept, as commands need it: the bookmarks, and the articles in which they lie. What
//! is printed of them is for `bookmarks`.

use std::collections::HashMap;
use std::sync::Arc;

use super::failure::Failure;
use super::output::message;
use crate::bookmarks::Bookmark;
use crate::bookmarks::anchor::{Kinship, kinship};
use crate::bookmarks::store::Store;
use crate::corpus::{ArticleId, Head};
use crate::index::Entries;
use crate::runtime::places::Places;
use crate::search::matcher::KeptArticles;

/// Everything that is kept, and whether something of it could not be read.
pub(super) struct Kept {
    pub(super) bookmarks: Vec<Bookmark>,
    pub(super) failed: bool,
}

/// Reads what is kept; what cannot be read is told on standard error.
///
/// # Errors
///
/// Where there is no place for bookmarks, or no folder in it.
pub(super) fn kept() -> Result<Kept, Failure> {
    let loaded = store()?.load();
    for problem in &loaded.problems {
        message(&format_args!("{}: {}", problem.file, problem.reason));
    }
    let failed = !loaded.problems.is_empty();
    let mut bookmarks = loaded.bookmarks;
    // A damaged one is shown as far as it can be read.
    bookmarks.extend(
        loaded
            .problems
            .into_iter()
            .filter_map(|problem| Some((problem.partial?, problem.file)))
            .map(|(mut partial, file)| {
                if partial.title.is_empty() {
                    partial.title = file;
                }
                *partial
            }),
    );
    Ok(Kept { bookmarks, failed })
}

/// Where bookmarks are kept.
///
/// # Errors
///
/// Where there is no place for them, or no folder in it.
pub(super) fn store() -> Result<Store, Failure> {
    let places = Places::find();
    for problem in &places.problems {
        message(problem);
    }
    let folder = places.bookmarks().ok_or(Failure::NoPlace)?;
    Ok(Store::open(&folder)?)
}

/// In which of `entries` bookmarks lie.
pub(super) fn kept_in(bookmarks: &[Bookmark], entries: &Entries) -> KeptArticles {
    let mut articles = KeptArticles::default();
    for (article, bookmark) in placed(bookmarks, entries.iter().map(|entry| entry.head())) {
        articles.bookmarks.insert(article);
        if !bookmark.note.is_empty() {
            articles.notes.insert(article);
        }
    }
    articles
}

/// Each bookmark with its article: of several that may be it, the surest.
pub(super) fn placed(
    bookmarks: &[Bookmark],
    heads: impl Iterator<Item = Arc<Head>>,
) -> Vec<(ArticleId, &Bookmark)> {
    let mut placed: HashMap<usize, (Kinship, ArticleId)> = HashMap::new();
    for head in heads {
        for (number, bookmark) in bookmarks.iter().enumerate() {
            let Some(kin) = kinship(bookmark, &head) else {
                continue;
            };
            let known = placed.get(&number);
            if known.is_none_or(|&(before, _)| kin > before) {
                placed.insert(number, (kin, head.id));
            }
        }
    }
    bookmarks
        .iter()
        .enumerate()
        .filter_map(|(number, bookmark)| Some((placed.get(&number)?.1, bookmark)))
        .collect()
}
