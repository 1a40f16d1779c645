//! Files and folders to articles: walking, parsing on all processors, and delivering in an order
//! that is always the same. How a folder is walked is in `walk`, how a file is opened in `read`.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustix::fs::OFlags;

use super::error::LoadError;
use super::{Article, seeds, standard_input};
use crate::text::clean::clean_path;

mod read;
mod stamp;
mod walk;

use read::Source;
pub(super) use read::bytes;
pub(super) use read::embedded;
pub use read::read;
pub use stamp::{FileKey, Stamp};
use walk::Found;

/// The size limit where none is given: 64 MB.
pub const MAX_BYTES: u64 = 64_000_000;
/// How many files are parsed before the first are delivered, and how many at most at once: the
/// batches grow from one to the other.
const BATCHES: (usize, usize) = (8, 512);

/// What to open.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Files and folders; `-` stands for standard input, nothing for the embedded articles.
    pub paths: Vec<PathBuf>,
    /// Whether the hidden files of folders are read too.
    pub hidden: bool,
    /// The largest file that is read.
    pub max_bytes: u64,
}

impl Default for Inputs {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            hidden: false,
            max_bytes: MAX_BYTES,
        }
    }
}

/// One result of loading.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// An article.
    Article(Box<Article>),
    /// A path that gave none, or a notice about one that did.
    Problem(LoadProblem),
}

/// What went wrong with which path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadProblem {
    /// The path as it can be shown.
    pub path: String,
    /// What went wrong.
    pub reason: LoadError,
}

impl LoadProblem {
    pub(super) fn new(path: &Path, reason: LoadError) -> Self {
        Self {
            path: clean_path(path),
            reason,
        }
    }
}

impl fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

/// One file, or one path that is none.
#[derive(Clone, Debug)]
pub struct LoadedFile {
    /// Its name in every reading.
    pub key: FileKey,
    /// What tells whether it is still the same; `None` where it has to be read again in any case.
    pub stamp: Option<Stamp>,
    /// What it gave.
    pub content: Content,
}

/// What a file gave.
#[derive(Clone, Debug)]
pub enum Content {
    /// The same as before; it was not read.
    Unchanged,
    /// Its articles, and what could not be read of it.
    Read(Vec<Article>, Vec<LoadProblem>),
}

/// Whether a file is known to be what it was when it had this stamp.
pub type IsKnown<'a> = &'a (dyn Fn(FileKey, Stamp) -> bool + Sync);

/// Reads everything that `inputs` names and hands each article and problem to `sink`: the inputs in
/// their order, folders sorted by name, whatever the number of processors. The same file is read
/// once. Ends early, after the batch in hand, when `cancel` is set.
pub fn load(inputs: &Inputs, cancel: &AtomicBool, sink: &mut dyn FnMut(Loaded)) {
    load_files(inputs, None, cancel, &mut |file| {
        if let Content::Read(articles, problems) = file.content {
            problems
                .into_iter()
                .map(Loaded::Problem)
                .for_each(&mut *sink);
            for article in articles {
                sink(Loaded::Article(Box::new(article)));
            }
        }
    });
}

/// The same by files; those that `known` knows are not read again.
pub fn load_files(
    inputs: &Inputs,
    known: Option<IsKnown<'_>>,
    cancel: &AtomicBool,
    sink: &mut dyn FnMut(LoadedFile),
) {
    if inputs.paths.is_empty() {
        for article in seeds::articles() {
            let key = FileKey::of(Path::new(&article.head.path));
            let same = known.is_some_and(|known| known(key, Stamp::FIXED));
            let content = if same {
                Content::Unchanged
            } else {
                Content::Read(vec![article], Vec::new())
            };
            sink(LoadedFile {
                key,
                stamp: Some(Stamp::FIXED),
                content,
            });
        }
        return;
    }
    let mut batch = Batch {
        max_bytes: inputs.max_bytes,
        known,
        cancel,
        sink,
        jobs: Vec::new(),
        size: BATCHES.0,
        seen: HashSet::new(),
    };
    walk::walk(&inputs.paths, inputs.hidden, &mut |found| batch.take(found));
    batch.flush();
}

struct Batch<'a> {
    max_bytes: u64,
    known: Option<IsKnown<'a>>,
    cancel: &'a AtomicBool,
    sink: &'a mut dyn FnMut(LoadedFile),
    /// What is to be done, in the order in which it is delivered.
    jobs: Vec<Found>,
    size: usize,
    /// The files that have been read.
    seen: HashSet<FileKey>,
}

impl Batch<'_> {
    /// Whether to go on.
    fn take(&mut self, found: Found) -> bool {
        if let Found::File { real, .. } = &found
            && !self.seen.insert(FileKey::of(real))
        {
            return true;
        }
        self.jobs.push(found);
        if self.jobs.len() >= self.size {
            self.flush();
            self.size = (self.size * 2).min(BATCHES.1);
        }
        !self.cancel.load(Ordering::Relaxed)
    }

    fn flush(&mut self) {
        let jobs = std::mem::take(&mut self.jobs);
        if self.cancel.load(Ordering::Relaxed) {
            return;
        }
        let (max_bytes, known, cancel) = (self.max_bytes, self.known, self.cancel);
        let files: Vec<Option<LoadedFile>> = jobs
            .into_par_iter()
            .map(|found| {
                let wanted = !cancel.load(Ordering::Relaxed);
                wanted.then(|| loaded(found, known, max_bytes))
            })
            .collect();
        files.into_iter().flatten().for_each(&mut *self.sink);
    }
}

/// Reads what was found, where it has to be read.
fn loaded(found: Found, known: Option<IsKnown<'_>>, max_bytes: u64) -> LoadedFile {
    match found {
        Found::Problem(path, reason) => LoadedFile {
            key: FileKey::of(&path),
            stamp: None,
            content: Content::Read(Vec::new(), vec![LoadProblem::new(&path, reason)]),
        },
        Found::File { path, real, named } => {
            let key = FileKey::of(&real);
            let now = known.and_then(|known| Some((known, stamp_now(&path, named)?)));
            if let Some((known, stamp)) = now
                && known(key, stamp)
            {
                return LoadedFile {
                    key,
                    stamp: Some(stamp),
                    content: Content::Unchanged,
                };
            }
            let flags = if named {
                OFlags::empty()
            } else {
                OFlags::NOFOLLOW
            };
            let source = Source {
                path: &path,
                real: &real,
                max_bytes,
                flags,
            };
            let given = source.read();
            LoadedFile {
                key,
                stamp: given.stamp,
                content: Content::Read(given.articles, given.problems),
            }
        }
    }
}

/// What the system says of a file without opening it.
fn stamp_now(path: &Path, named: bool) -> Option<Stamp> {
    if standard_input::is_meant(path) {
        return Some(Stamp::FIXED);
    }
    let found = if named {
        fs::metadata(path)
    } else {
        fs::symlink_metadata(path)
    };
    Stamp::of(&found.ok()?)
}

#[cfg(test)]
mod tests;
