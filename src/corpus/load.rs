//! Files and folders to articles: walking, parsing on all processors, and delivering in an order
//! that is always the same. How a folder is walked is in `walk`, how a file is opened in `read`, what
//! is done where that does not end in `workers`.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, bounded, select};
use rustix::fs::OFlags;

use super::error::LoadError;
use super::{Article, seeds, standard_input};
use crate::text::clean::clean_path;

mod read;
mod stamp;
mod walk;
mod workers;

pub(super) use read::bytes;
pub(super) use read::embedded;
pub use read::read;
use read::{Given, Source};
pub use stamp::{FileKey, Stamp};
use walk::{Found, Place};
use workers::Workers;

/// The size limit where none is given: 64 MB.
pub const MAX_BYTES: u64 = 64_000_000;
/// The most processor time that one file may take, so that one that never ends does not hold up the
/// others. A program that was not optimised takes longer for everything.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// How often it is looked whether a file takes too long, while something is being read.
const LOOK: Duration = Duration::from_millis(100);
/// Files that the walk may be ahead, that may be in work, and bytes of text that may wait for an
/// earlier file.
const WALKED: usize = 4096;
/// Files that a worker takes at once at most, and bytes of text after which it hands over.
const LARGEST_CHUNK: usize = 32;
const CHUNK_BYTES: usize = 1 << 20;
const WINDOW: usize = 512;
const HELD: usize = 64 << 20;

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

/// What happens while files are loaded.
#[derive(Debug)]
pub enum Step {
    /// A file, in its order.
    File(LoadedFile),
    /// Articles that can be shown before their turn, at which they come again: the first that came
    /// along in a folder that is too large to wait for.
    Early(Vec<Article>),
    /// A folder was listed.
    Folder(PathBuf),
    /// So many files there are in all.
    Counted(usize),
}

/// Whether a file is known to be what it was when it had this stamp.
pub type IsKnown<'a> = &'a (dyn Fn(FileKey, Stamp) -> bool + Sync);

/// Reads everything that `inputs` names and hands each article and problem to `sink`: the inputs in
/// their order, folders sorted by name, whatever the number of processors. The same file is read
/// once. Ends early when `cancel` is set.
pub fn load(inputs: &Inputs, cancel: &AtomicBool, sink: &mut dyn FnMut(Loaded)) {
    load_files(inputs, None, cancel, &mut |step| {
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
    });
}

/// The same step by step; files that `known` knows are not read again.
pub fn load_files(
    inputs: &Inputs,
    known: Option<IsKnown<'_>>,
    cancel: &AtomicBool,
    sink: &mut dyn FnMut(Step),
) {
    if inputs.paths.is_empty() {
        return embedded_files(known, sink);
    }
    let (sender, found) = bounded(WALKED);
    thread::scope(|scope| {
        let walk = move || {
            let mut seen = HashSet::new();
            walk::walk(&inputs.paths, inputs.hidden, &mut |found| {
                let task = Task::of(found, known, &mut seen);
                // Nobody receives once loading was cancelled.
                task.is_none_or(|task| sender.send(task).is_ok())
            });
        };
        let walker = thread::Builder::new()
            .name("walk".to_owned())
            .spawn_scoped(scope, walk);
        if let Err(error) = walker {
            let path = PathBuf::from(".");
            sink(Step::File(refused(&path, error.into())));
        }
        Loading::new(inputs.max_bytes, cancel, sink).run(found);
    });
}

fn embedded_files(known: Option<IsKnown<'_>>, sink: &mut dyn FnMut(Step)) {
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

/// What the walk leaves to be done.
enum Task {
    /// To be read.
    Read { place: Place, early: bool },
    /// Nothing is to be read.
    Ready(LoadedFile),
    /// A folder was listed.
    Folder(PathBuf),
}

impl Task {
    fn of(found: Found, known: Option<IsKnown<'_>>, seen: &mut HashSet<FileKey>) -> Option<Self> {
        Some(match found {
            Found::Folder(path) => Self::Folder(path),
            Found::Problem(path, reason) => Self::Ready(refused(&path, reason)),
            // What is known needs no first sight.
            Found::Early(_) if known.is_some() => return None,
            Found::Early(place) => Self::Read { place, early: true },
            Found::File(place) => {
                let key = FileKey::of(&place.real);
                if !seen.insert(key) {
                    return None;
                }
                let now = known.and_then(|known| Some((known, stamp_now(&place)?)));
                match now {
                    Some((known, stamp)) if known(key, stamp) => Self::Ready(LoadedFile {
                        key,
                        stamp: Some(stamp),
                        content: Content::Unchanged,
                    }),
                    _ => Self::Read {
                        place,
                        early: false,
                    },
                }
            }
        })
    }
}

/// What is being loaded: tasks in their order, of which some are done.
struct Loading<'a> {
    cancel: &'a AtomicBool,
    sink: &'a mut dyn FnMut(Step),
    workers: Workers<Chunk, (Vec<(usize, Given)>, Chunk)>,
    /// Tasks that go to a worker together, how many at most, and the numbers of those that went by
    /// the number of their chunk.
    chunk: Chunk,
    size: usize,
    handed_out: HashMap<usize, Vec<usize>>,
    chunks: usize,
    tasks: VecDeque<Pending>,
    /// The number of the first task.
    first: usize,
    /// Files so far.
    files: usize,
    /// Bytes of text that are read and wait for their turn.
    held: usize,
}

/// Files by the number of their task.
type Chunk = Vec<(usize, Place)>;

/// A task on its way.
struct Pending {
    early: bool,
    state: State,
}

enum State {
    /// A worker has it.
    Reading(Place),
    Done(LoadedFile),
    Folder(PathBuf),
}

impl<'a> Loading<'a> {
    fn new(max_bytes: u64, cancel: &'a AtomicBool, sink: &'a mut dyn FnMut(Step)) -> Self {
        let most = thread::available_parallelism().map_or(1, NonZero::get);
        let read = move |chunk: Chunk| {
            let mut chunk = chunk.into_iter();
            let mut given = Vec::with_capacity(chunk.len());
            let mut bytes = 0;
            while bytes < CHUNK_BYTES
                && let Some((number, place)) = chunk.next()
            {
                let flags = if place.named {
                    OFlags::empty()
                } else {
                    OFlags::NOFOLLOW
                };
                let source = Source {
                    path: &place.path,
                    real: &place.real,
                    max_bytes,
                    flags,
                };
                let read = source.read();
                bytes += weight(&read.articles);
                given.push((number, read));
            }
            (given, chunk.collect())
        };
        Self {
            cancel,
            sink,
            workers: Workers::new(most, DEADLINE, read),
            chunk: Vec::new(),
            size: 1,
            handed_out: HashMap::new(),
            chunks: 0,
            tasks: VecDeque::new(),
            first: 0,
            files: 0,
            held: 0,
        }
    }

    fn run(mut self, found: Receiver<Task>) {
        let mut found = Some(found);
        while !self.cancel.load(Ordering::Relaxed) {
            self.deliver();
            let room = self.tasks.is_empty() || self.tasks.len() < WINDOW && self.held < HELD;
            let more = room && found.as_ref().is_some_and(|walk| !walk.is_empty());
            if !more {
                let chunk = std::mem::take(&mut self.chunk);
                self.hand_out(chunk, false);
            }
            match &found {
                Some(walk) if room => select! {
                    recv(walk) -> task => match task {
                        Ok(task) => self.take(task),
                        Err(_) => {
                            found = None;
                            (self.sink)(Step::Counted(self.files));
                        }
                    },
                    recv(self.workers.done()) -> done => if let Ok((number, read)) = done {
                        self.chunk_done(number, read);
                    },
                    default(LOOK) => self.give_up(),
                },
                None if self.tasks.is_empty() => break,
                _ => match self.workers.done().recv_timeout(LOOK) {
                    Ok((number, read)) => self.chunk_done(number, read),
                    Err(_) => self.give_up(),
                },
            }
        }
    }

    /// Gives files to a worker; a `patient` one waits for as long as it takes.
    fn hand_out(&mut self, chunk: Chunk, patient: bool) {
        if chunk.is_empty() {
            return;
        }
        let numbers = chunk.iter().map(|(number, _)| *number).collect();
        self.handed_out.insert(self.chunks, numbers);
        self.workers.start(self.chunks, chunk, patient);
        self.chunks += 1;
        // The first files are wanted at once, later ones with as little ado as possible.
        self.size = (self.size + 1).min(LARGEST_CHUNK);
    }

    fn chunk_done(&mut self, chunk: usize, (given, rest): (Vec<(usize, Given)>, Chunk)) {
        self.handed_out.remove(&chunk);
        for (number, given) in given {
            self.done(number, Some(given));
        }
        self.hand_out(rest, false);
    }

    fn take(&mut self, task: Task) {
        let number = self.first + self.tasks.len();
        let (early, state) = match task {
            Task::Read { place, early } => {
                if standard_input::is_meant(&place.path) {
                    self.hand_out(vec![(number, place.clone())], true);
                } else {
                    self.chunk.push((number, place.clone()));
                }
                (early, State::Reading(place))
            }
            Task::Ready(file) => (false, State::Done(file)),
            Task::Folder(path) => (false, State::Folder(path)),
        };
        self.files += usize::from(!early && !matches!(state, State::Folder(_)));
        self.tasks.push_back(Pending { early, state });
        if self.chunk.len() >= self.size {
            let chunk = std::mem::take(&mut self.chunk);
            self.hand_out(chunk, false);
        }
    }

    /// Gives up what takes too long: a file by itself, or else each of its chunk by itself, since
    /// nobody knows which of them it is.
    fn give_up(&mut self) {
        for chunk in self.workers.overdue() {
            let numbers = self.handed_out.remove(&chunk).unwrap_or_default();
            if let [number] = numbers.as_slice() {
                self.done(*number, None);
                continue;
            }
            for number in numbers {
                let pending = number.checked_sub(self.first);
                if let Some(pending) = pending.and_then(|place| self.tasks.get(place))
                    && let State::Reading(place) = &pending.state
                {
                    let alone = vec![(number, place.clone())];
                    self.hand_out(alone, false);
                }
            }
        }
    }

    /// A worker has read the file of this number, or was given up.
    fn done(&mut self, number: usize, given: Option<Given>) {
        let Some(pending) = number
            .checked_sub(self.first)
            .and_then(|place| self.tasks.get_mut(place))
        else {
            return;
        };
        let State::Reading(place) = &pending.state else {
            return;
        };
        let given = given.unwrap_or_else(|| Given {
            // It is not tried again as long as it is the same.
            stamp: stamp_now(place),
            articles: Vec::new(),
            problems: vec![LoadProblem::new(&place.path, LoadError::TooSlow)],
        });
        self.held += weight(&given.articles);
        pending.state = State::Done(LoadedFile {
            key: FileKey::of(&place.real),
            stamp: given.stamp,
            content: Content::Read(given.articles, given.problems),
        });
    }

    /// Hands over what is done, up to the first task that is not.
    fn deliver(&mut self) {
        let waits = |pending: &Pending| matches!(pending.state, State::Reading(_));
        while self.tasks.front().is_some_and(|first| !waits(first)) {
            let Some(Pending { early, state }) = self.tasks.pop_front() else {
                return;
            };
            self.first += 1;
            let step = match state {
                State::Folder(path) => Step::Folder(path),
                State::Done(file) => {
                    let early = match &file.content {
                        Content::Read(articles, _) => {
                            self.held = self.held.saturating_sub(weight(articles));
                            early
                        }
                        Content::Unchanged => false,
                    };
                    match file.content {
                        Content::Read(articles, _) if early => Step::Early(articles),
                        _ => Step::File(file),
                    }
                }
                State::Reading(_) => return,
            };
            (self.sink)(step);
        }
    }
}

/// Bytes of text.
fn weight(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

/// What the system says of a file without opening it.
fn stamp_now(place: &Place) -> Option<Stamp> {
    if standard_input::is_meant(&place.path) {
        return Some(Stamp::FIXED);
    }
    let found = if place.named {
        fs::metadata(&place.path)
    } else {
        fs::symlink_metadata(&place.path)
    };
    Stamp::of(&found.ok()?)
}

#[cfg(test)]
mod tests;
