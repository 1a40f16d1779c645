//! The file of several articles that was opened last, as its format gave it: whoever opens its articles one
//! after another does not read the file for each of them. What an article is made of is for `read`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::corpus::format::Draft;
use crate::corpus::stamp::Stamp;

/// Files whose articles have more text, in bytes, are not held.
const LARGEST: usize = 64 << 20;

/// Holds at most one file; can be shared between threads.
#[derive(Debug, Default)]
pub struct Lately(Mutex<Option<(PathBuf, Stamp, Arc<Held>)>>);

/// What a file, or one of an archive, gave.
#[derive(Debug)]
pub(super) struct Held {
    /// Its name, of which the ending says what it is.
    pub(super) name: PathBuf,
    /// Whether it stands inside an archive.
    pub(super) is_inside: bool,
    /// The number of its first article.
    pub(super) first: u32,
    /// Its articles.
    pub(super) drafts: Vec<Draft>,
}

impl Held {
    /// The article number `part` of the file.
    pub(super) fn draft(&self, part: u32) -> Option<&Draft> {
        self.drafts.get(part.checked_sub(self.first)? as usize)
    }
}

impl Lately {
    /// What the file at `path` gave when it had this stamp, if that is what is held.
    pub(super) fn of(&self, path: &Path, stamp: Stamp) -> Option<Arc<Held>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, _, held) = held
            .as_ref()
            .filter(|(of, as_of, _)| of == path && *as_of == stamp)?;
        Some(Arc::clone(held))
    }

    /// Holds what a file gave instead of what was held, unless it is too large.
    pub(super) fn hold(&self, path: &Path, stamp: Stamp, held: Held) {
        let bytes: usize = held.drafts.iter().map(|draft| draft.text.len()).sum();
        let new = (bytes <= LARGEST).then(|| (path.to_owned(), stamp, Arc::new(held)));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = new;
    }
}
