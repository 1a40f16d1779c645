//! What the store tells: what was loaded and saved, what is wrong with a file, and why something
//! could not be done, in words for people.

use std::io;
use std::path::{Path, PathBuf};

use crate::bookmarks::file::FileFault;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::text::clean::clean_path;

/// Why something could not be done; nothing was done then.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something else has the folder's name.
    #[error("{path} is not a folder: bookmarks cannot be kept there; move it away")]
    NotAFolder {
        /// Clean.
        path: String,
    },
    /// The system refused.
    #[error("cannot {action} {path}: {}", why(source))]
    Failed {
        /// In the infinitive.
        action: &'static str,
        /// Clean.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// Another program has been writing for too long.
    #[error("cannot write to {path}: another program is writing there; try again")]
    Busy {
        /// Clean.
        path: String,
    },
    /// The bookmark's file must not be written.
    #[error("{path} is left as it is: {fault}")]
    Protected {
        /// Clean.
        path: String,
        /// Why.
        fault: FileFault,
    },
    /// There is no such bookmark.
    #[error("the bookmark {0} is not there any more: another program may have deleted it")]
    Missing(BookmarkId),
    /// What is to be restored is there.
    #[error("the bookmark {0} is there already: nothing to restore")]
    Present(BookmarkId),
}

/// What a system's error means, in plain words.
pub(super) fn why(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => "no space is left on the disk".into(),
        Kind::FileTooLarge => "the file is too large".into(),
        Kind::PermissionDenied => "permission denied; check who owns it and its mode".into(),
        Kind::ReadOnlyFilesystem => "the disk is read-only".into(),
        Kind::NotFound => "it is not there".into(),
        Kind::NotADirectory => "a part of the path is not a folder".into(),
        _ => error.to_string(),
    }
}

/// What was saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// The bookmark as it is kept now; to be used from here on.
    Written(Bookmark),
    /// Another program changed the same bookmark in the meantime. Its version stays; this one is
    /// kept beside it, under a new name.
    Both(Bookmark),
}

impl Saved {
    /// The bookmark as it is kept now.
    #[must_use]
    pub fn into_bookmark(self) -> Bookmark {
        match self {
            Self::Written(bookmark) | Self::Both(bookmark) => bookmark,
        }
    }
}

/// Everything that is kept.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// By name, so by when they were made.
    pub bookmarks: Vec<Bookmark>,
    /// What could not be read, or not in full; by file.
    pub problems: Vec<Problem>,
}

/// A file that is not a good bookmark. It is left as it is.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file; clean, one line.
    pub file: String,
    /// The file, byte for byte.
    pub path: PathBuf,
    /// What is wrong.
    pub reason: Reason,
    /// As far as it could be read, where it is not among the bookmarks; cannot be saved.
    pub partial: Option<Box<Bookmark>>,
    /// Whether the same store has reported it before.
    pub repeated: bool,
}

/// What is wrong with a file.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Reason {
    /// It could not be opened or read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// What it says is wrong.
    #[error("{0}")]
    Fault(FileFault),
    /// Another file holds the same bookmark, and was changed later.
    #[error("holds an older version of the bookmark in {0}; delete one of the two")]
    Older(String),
}

impl Reason {
    /// Whether all that the file says is among the bookmarks.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        match self {
            Self::Unreadable(_) => false,
            Self::Fault(fault) => fault.is_harmless(),
            Self::Older(_) => true,
        }
    }
}

/// A failure to `action` what is at `path`.
pub(super) fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = clean_path(path);
    move |source| StoreError::Failed {
        action,
        path,
        source,
    }
}
