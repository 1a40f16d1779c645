//! In which articles bookmarks are. Whether an article is that of a bookmark is for
//! `bookmarks::anchor`, and so is the place in it.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::sync::Arc;

use crate::bookmarks::anchor::{self, Kinship};
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::{ArticleId, Origin};
use crate::index::catalogue::Catalogue;

/// Finds the article of each bookmark: of several that may be it, the surest.
pub(super) fn placed(
    bookmarks: &[Arc<Bookmark>],
    catalogue: &Catalogue,
) -> HashMap<BookmarkId, ArticleId> {
    // Kin share at least one of these, so that not every bookmark is held against every article.
    let mut alike: HashMap<Trait<'_>, Vec<&Bookmark>> = HashMap::new();
    for bookmark in bookmarks {
        let place = bookmark.origin.as_ref().map(file_name);
        let traits = [
            bookmark.hash.map(Trait::Text),
            Some(Trait::Title(&bookmark.title)),
            bookmark.url.as_deref().map(Trait::Address),
            place.map(Trait::File),
        ];
        for shared in traits.into_iter().flatten() {
            alike.entry(shared).or_default().push(bookmark);
        }
    }
    let mut placed: HashMap<BookmarkId, (Kinship, ArticleId)> = HashMap::new();
    for entry in catalogue.entries.iter().filter(|_| !alike.is_empty()) {
        let head = &*entry.head();
        let traits = [
            Some(Trait::Text(head.hash)),
            Some(Trait::Title(&head.title)),
            head.url.as_deref().map(Trait::Address),
            Some(Trait::File(file_name(&head.origin))),
        ];
        for bookmark in traits
            .iter()
            .flatten()
            .filter_map(|shared| alike.get(shared))
            .flatten()
        {
            if let Some(kinship) = anchor::kinship(bookmark, head) {
                let known = placed.get(&bookmark.id);
                if known.is_none_or(|(before, _)| kinship > *before) {
                    placed.insert(bookmark.id.clone(), (kinship, head.id));
                }
            }
        }
    }
    placed
        .into_iter()
        .map(|(id, (_, article))| (id, article))
        .collect()
}

/// Something by which a bookmark and its article know each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Trait<'a> {
    Text(u64),
    Title(&'a str),
    Address(&'a str),
    File(&'a OsStr),
}

fn file_name(origin: &Origin) -> &OsStr {
    match origin {
        Origin::Embedded(name) => OsStr::new(name),
        Origin::File { path, .. } => path.file_name().unwrap_or(path.as_os_str()),
    }
}
