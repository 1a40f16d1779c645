//! Files and folders to articles: walking, parsing on all processors, and delivering in an order
//! that is always the same. How a folder is walked is in `walk`, what is to be done with what is found in
//! `look`, how many there are in `count`, how files keep their order in `order`, how one is opened in `read`, what is done where that
//! does not end in `workers`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::bounded;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::decode::Chosen;
use super::error::LoadError;
use super::recurring::Recurring;
use super::stamp::{FileKey, Stamp};
use super::{Article, seeds, standard_input};
use crate::text::clean::clean_path;

mod count;
mod lately;
mod look;
mod order;
mod read;
mod walk;
mod workers;

use count::Count;
pub use lately::Lately;
use look::{Handing, Looked};
use order::{Loading, Task};
pub(super) use read::bytes;
pub use read::read;
use walk::Found;
pub(super) use walk::link;

/// The size limit where none is given: 64 MB.
pub const MAX_BYTES: u64 = 64 << 20;
/// The most processor time that one file may take, so that one that never ends does not hold up the
/// others. A program that was not optimised takes longer for everything.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Batches of files that the walk may be ahead.
const WALKED: usize = 128;

/// What to open.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Files and folders; `-` stands for standard input, nothing for the embedded articles.
    pub paths: Vec<PathBuf>,
    /// Whether the hidden files of folders are read too.
    pub hidden: bool,
    /// The largest file that is read.
    pub max_bytes: u64,
    /// The encoding of texts that declare none and are not UTF-8; otherwise it is guessed.
    pub encoding: Option<Chosen>,
    /// The clock: what a text dates after today is no date of its own.
    pub now: fn() -> Timestamp,
}

impl Inputs {
    /// How their files are opened.
    #[must_use]
    pub const fn opening(&self) -> Opening {
        Opening {
            max_bytes: self.max_bytes,
            encoding: self.encoding,
            now: self.now,
        }
    }
}

/// How files are opened, whichever they are.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The largest file that is read.
    pub max_bytes: u64,
    /// The encoding of texts that declare none and are not UTF-8; otherwise it is guessed.
    pub encoding: Option<Chosen>,
    /// The clock.
    pub now: fn() -> Timestamp,
}

impl Opening {
    /// The day of reading, in Greenwich.
    #[must_use]
    pub fn today(&self) -> Date {
        (self.now)().to_zoned(TimeZone::UTC).date()
    }
}

/// With this limit, encodings as they are guessed, and the system’s clock.
impl From<u64> for Opening {
    fn from(max_bytes: u64) -> Self {
        Self {
            max_bytes,
            encoding: None,
            now: Timestamp::now,
        }
    }
}

impl Default for Inputs {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            hidden: false,
            max_bytes: MAX_BYTES,
            encoding: None,
            now: Timestamp::now,
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

/// What happens while files are loaded.
#[derive(Debug)]
pub enum Step<'a> {
    /// A file, in its order.
    File(LoadedFile),
    /// A file that was there before, in the order of files, without the lines that recur in the
    /// corpus, as the files after it have shown.
    Again(LoadedFile),
    /// Articles that can be shown before their turn, at which they come again: the first that came
    /// along in a folder that is too large to wait for.
    Early(Vec<Article>),
    /// Nothing more comes until whoever writes to standard input has done so, which can take as long
    /// as they like.
    Waiting,
    /// A folder was listed.
    Folder(PathBuf),
    /// About so many files there are in all.
    About(usize),
    /// So many there are.
    Counted(usize),
    /// The lines of all files so far that are not to come again, as far as they could recur.
    Noted(&'a Recurring),
}

/// Whether a file is known to be what it was when it had this stamp.
pub type IsKnown<'a> = &'a (dyn Fn(FileKey, Stamp) -> bool + Sync);

/// Reads everything that `inputs` names and hands each article and problem to `sink`: the inputs in
/// their order, standard input after all others, folders sorted by name, whatever the number of processors. The same file is read
/// once. Ends early when `cancel` is set.
pub fn load(inputs: &Inputs, cancel: &AtomicBool, sink: &mut dyn FnMut(Loaded)) {
    load_files(
        inputs,
        None,
        &mut Recurring::default(),
        cancel,
        &mut |step| {
            if let Step::File(LoadedFile {
                content: Content::Read(articles, problems),
                ..
            }) = step
            {
                problems
                    .into_iter()
                    .map(Loaded::Problem)
                    .for_each(&mut *sink);
                for article in articles {
                    sink(Loaded::Article(Box::new(article)));
                }
            }
        },
    );
}

/// The same step by step; files that `known` knows are not read again, unless a line of theirs is
/// seen to recur now. `recurring` is what earlier readings of these inputs saw.
pub fn load_files(
    inputs: &Inputs,
    known: Option<IsKnown<'_>>,
    recurring: &mut Recurring,
    cancel: &AtomicBool,
    sink: &mut dyn FnMut(Step<'_>),
) {
    if inputs.paths.is_empty() {
        return embedded_files(known, sink);
    }
    let pick = |found| Looked::at(found, known);
    let most = match known {
        Some(_) => look::TOGETHER,
        None => order::LARGEST_CHUNK,
    };
    pass(inputs, &pick, most, recurring, cancel, sink);
    let stale = recurring.stale();
    if stale.is_empty() || cancel.load(Ordering::Relaxed) {
        return;
    }
    let pick = |found| match found {
        Found::File(place) => {
            let key = FileKey::of(&place.real);
            let looked = || Looked {
                key: Some(key),
                task: Task::read(place, false),
            };
            stale.contains(&key).then(looked)
        }
        Found::Early(_) | Found::Problem(..) | Found::Listing | Found::Folder(_) => None,
    };
    let most = order::LARGEST_CHUNK;
    pass(inputs, &pick, most, recurring, cancel, &mut |step| {
        if let Step::File(file) = step {
            sink(Step::Again(file));
        }
    });
    // All that is known was known to this pass.
    recurring.stale();
}

/// Walks and reads what `pick` makes tasks of, so many at a time at most.
fn pass(
    inputs: &Inputs,
    pick: look::Pick<'_>,
    most: usize,
    recurring: &mut Recurring,
    cancel: &AtomicBool,
    sink: &mut dyn FnMut(Step<'_>),
) {
    let (sender, found) = bounded(WALKED);
    thread::scope(|scope| {
        let walk = move || {
            let mut handing = Handing::new(pick, most, cancel, sender);
            walk::walk(&inputs.paths, inputs.hidden, &mut |found| {
                handing.take(found)
            });
            handing.end();
        };
        let walker = thread::Builder::new()
            .name("walk".to_owned())
            .spawn_scoped(scope, walk);
        if let Err(error) = walker {
            let path = PathBuf::from(".");
            sink(Step::File(refused(&path, error.into())));
        }
        let count = Count::new(scope, inputs, cancel);
        Loading::new(inputs.opening(), recurring, cancel, sink).run(found, count);
    });
}

fn embedded_files(known: Option<IsKnown<'_>>, sink: &mut dyn FnMut(Step<'_>)) {
    let articles = seeds::articles();
    sink(Step::Counted(articles.len()));
    for article in articles {
        let key = FileKey::of(Path::new(&article.head.path));
        let same = known.is_some_and(|known| known(key, Stamp::FIXED));
        let content = if same {
            Content::Unchanged
        } else {
            Content::Read(vec![article], Vec::new())
        };
        sink(Step::File(LoadedFile {
            key,
            stamp: Some(Stamp::FIXED),
            content,
        }));
    }
}

/// A path that gives no article, and why.
fn refused(path: &Path, reason: LoadError) -> LoadedFile {
    LoadedFile {
        key: FileKey::of(path),
        stamp: None,
        content: Content::Read(Vec::new(), vec![LoadProblem::new(path, reason)]),
    }
}

#[cfg(test)]
mod tests;
