//! Files on their way: handed to the workers in chunks, and handed over in the order in which they
//! were found, whatever is done first. What takes too long is given up; which lines recur is noted as
//! the files pass, and a file that was read before one of its lines was known to recur is read again
//! before its turn, so that what is handed over does not depend on who was first. The walk is in `walk`,
//! what is made of it in `look`, what a file gives in `read`.

use std::collections::{HashMap, VecDeque};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, select};
use rustix::fs::OFlags;

use super::count::Count;
use super::read::{Given, Source};
use super::walk::Place;
use super::workers::{LOOK, Turn, Workers};
use super::{Content, DEADLINE, LoadProblem, LoadedFile, Opening, Step};
use crate::corpus::error::LoadError;
use crate::corpus::recurring::{Known, Margins, Recurring};
use crate::corpus::stamp::{FileKey, Stamp};
use crate::corpus::{Article, standard_input};

/// Files that a worker takes at once at most, and bytes of text after which it hands over.
pub(super) const LARGEST_CHUNK: usize = 32;
const CHUNK_BYTES: usize = 1 << 20;
/// Files that may be in work, and bytes of text that may wait for an earlier file.
const WINDOW: usize = 512;
const HELD: usize = 64 << 20;

/// What the walk leaves to be done.
pub(super) enum Task {
    /// To be read.
    Read { place: Arc<Place>, early: bool },
    /// Nothing is to be read.
    Ready(LoadedFile),
    /// A folder was listed.
    Folder(PathBuf),
}

impl Task {
    /// A file to be read.
    pub(super) fn read(place: Place, early: bool) -> Self {
        let place = Arc::new(place);
        Self::Read { place, early }
    }
}

/// What is being loaded: tasks in their order, of which some are done.
pub(super) struct Loading<'a> {
    recurring: &'a mut Recurring,
    /// The lines that are known to recur, for the workers.
    known: Arc<Mutex<Arc<Known>>>,
    cancel: &'a AtomicBool,
    sink: &'a mut dyn FnMut(Step<'_>),
    workers: Workers<Chunk, ChunkRead>,
    /// Tasks that go to a worker together, how many at most, and the numbers of those that went by
    /// the number of their chunk.
    chunk: Chunk,
    size: usize,
    handed_out: HashMap<usize, Vec<usize>>,
    chunks: usize,
    tasks: VecDeque<Pending>,
    /// The number of the first task.
    first: usize,
    /// Files so far, and those that were read.
    files: usize,
    read: usize,
    /// Bytes of text that are read and wait for their turn.
    held: usize,
    /// Whether something was handed over since it was last told that there is nothing more.
    delivered: bool,
}

/// Files by the number of their task.
type Chunk = Vec<(usize, Arc<Place>)>;

/// What became of a chunk.
struct ChunkRead {
    given: Vec<(usize, Given)>,
    /// How many lines were known to recur.
    known: usize,
    /// What another worker may read.
    rest: Chunk,
}

/// A task on its way.
struct Pending {
    early: bool,
    state: State,
}

enum State {
    /// A worker has it.
    Reading(Arc<Place>),
    Read(Read),
    /// Nothing was to be read.
    Ready(LoadedFile),
    Folder(PathBuf),
}

/// A file that was read.
struct Read {
    place: Arc<Place>,
    stamp: Option<Stamp>,
    articles: Vec<Article>,
    margins: Vec<Margins>,
    problems: Vec<LoadProblem>,
    /// How many lines were known to recur.
    known: usize,
}

impl Read {
    /// Whether a line was left in that is known to recur by now.
    fn is_behind(&self, recurring: &Recurring) -> bool {
        let mut each = self.articles.iter().zip(&self.margins);
        self.known < recurring.known().len()
            && each.any(|(article, margins)| recurring.is_in(margins, &article.head.recurring))
    }
}

impl<'a> Loading<'a> {
    pub(super) fn new(
        opening: Opening,
        recurring: &'a mut Recurring,
        cancel: &'a AtomicBool,
        sink: &'a mut dyn FnMut(Step<'_>),
    ) -> Self {
        let most = thread::available_parallelism().map_or(1, NonZero::get);
        let known = Arc::new(Mutex::new(Arc::clone(recurring.known())));
        let of_workers = Arc::clone(&known);
        let read = move |chunk: Chunk| {
            let known = now_known(&of_workers);
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
                    opening,
                    flags,
                    recurs: &|line| known.contains(&line),
                };
                let read = source.read();
                bytes += weight(read.articles());
                given.push((number, read));
            }
            ChunkRead {
                given,
                known: known.len(),
                rest: chunk.collect(),
            }
        };
        Self {
            recurring,
            known,
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
            read: 0,
            held: 0,
            delivered: false,
        }
    }

    pub(super) fn run(mut self, found: Receiver<Vec<Task>>, count: Count) {
        let mut count = count;
        let mut found = Some(found);
        while !self.cancel.load(Ordering::Relaxed) {
            self.deliver();
            if found.is_some() {
                count.read(self.read);
                if let Some(files) = count.told() {
                    (self.sink)(Step::About(files));
                }
            }
            let room = self.tasks.is_empty() || self.tasks.len() < WINDOW && self.held < HELD;
            let more = room && found.as_ref().is_some_and(|walk| !walk.is_empty());
            if !more {
                let chunk = std::mem::take(&mut self.chunk);
                self.hand_out(chunk, Turn::Last);
            }
            match &found {
                Some(walk) if room => select! {
                    recv(walk) -> tasks => match tasks {
                        Ok(tasks) => tasks.into_iter().for_each(|task| self.take(task)),
                        Err(_) => {
                            found = None;
                            count.let_go();
                            (self.sink)(Step::Counted(self.files));
                        }
                    },
                    recv(self.workers.done()) -> done => if let Ok((number, read)) = done {
                        self.chunk_done(number, read);
                    },
                    default(LOOK) => self.wait(),
                },
                None if self.tasks.is_empty() => break,
                _ => match self.workers.done().recv_timeout(LOOK) {
                    Ok((number, read)) => self.chunk_done(number, read),
                    Err(_) => self.wait(),
                },
            }
        }
    }

    /// Gives files to a worker.
    fn hand_out(&mut self, chunk: Chunk, turn: Turn) {
        if chunk.is_empty() {
            return;
        }
        let numbers = chunk.iter().map(|(number, _)| *number).collect();
        self.handed_out.insert(self.chunks, numbers);
        self.workers.start(self.chunks, chunk, turn);
        self.chunks += 1;
        // The first files are wanted at once, later ones with as little ado as possible.
        self.size = (self.size + 1).min(LARGEST_CHUNK);
    }

    fn chunk_done(&mut self, chunk: usize, read: ChunkRead) {
        self.handed_out.remove(&chunk);
        self.read += read.given.len();
        let numbers: Vec<usize> = read.given.iter().map(|(number, _)| *number).collect();
        for (number, given) in read.given {
            self.done(number, Some(given), read.known);
        }
        self.read_again(numbers);
        // Its files come before all that wait.
        self.hand_out(read.rest, Turn::Next);
    }

    /// Has those of these files read again in which a line was left that is known to recur by now.
    fn read_again(&mut self, numbers: impl IntoIterator<Item = usize>) {
        let mut again = Vec::new();
        for number in numbers {
            let pending = number.checked_sub(self.first);
            let pending = pending.and_then(|place| self.tasks.get_mut(place));
            if let Some(Pending {
                early: false,
                state,
            }) = pending
                && let State::Read(read) = state
                && read.is_behind(self.recurring)
            {
                self.held = self.held.saturating_sub(weight(read.articles.iter()));
                let place = Arc::clone(&read.place);
                *state = State::Reading(Arc::clone(&place));
                if standard_input::is_meant(&place.path) {
                    self.hand_out(vec![(number, place)], Turn::Patient);
                } else {
                    again.push((number, place));
                }
            }
        }
        self.hand_out(again, Turn::Next);
    }

    fn take(&mut self, task: Task) {
        let number = self.first + self.tasks.len();
        let (early, state) = match task {
            Task::Read { place, early } => {
                if standard_input::is_meant(&place.path) {
                    let alone = vec![(number, Arc::clone(&place))];
                    self.hand_out(alone, Turn::Patient);
                } else {
                    self.chunk.push((number, Arc::clone(&place)));
                }
                (early, State::Reading(place))
            }
            Task::Ready(file) => (false, State::Ready(file)),
            Task::Folder(path) => (false, State::Folder(path)),
        };
        self.files += usize::from(!early && !matches!(state, State::Folder(_)));
        self.tasks.push_back(Pending { early, state });
        if self.chunk.len() >= self.size {
            let chunk = std::mem::take(&mut self.chunk);
            self.hand_out(chunk, Turn::Last);
        }
    }

    /// Nothing came for a while.
    fn wait(&mut self) {
        self.give_up();
        let is_stream = |pending: &Pending| matches!(&pending.state, State::Reading(place) if standard_input::is_meant(&place.path));
        if self.delivered && self.tasks.front().is_some_and(is_stream) {
            self.delivered = false;
            (self.sink)(Step::Waiting);
        }
    }

    /// Gives up what takes too long: a file by itself, or else each of its chunk by itself, since
    /// nobody knows which of them it is.
    fn give_up(&mut self) {
        for chunk in self.workers.overdue() {
            let numbers = self.handed_out.remove(&chunk).unwrap_or_default();
            if let [number] = numbers.as_slice() {
                self.done(*number, None, 0);
                continue;
            }
            for number in numbers {
                let pending = number.checked_sub(self.first);
                if let Some(pending) = pending.and_then(|place| self.tasks.get(place))
                    && let State::Reading(place) = &pending.state
                {
                    let alone = vec![(number, Arc::clone(place))];
                    self.hand_out(alone, Turn::Next);
                }
            }
        }
    }

    /// A worker has read the file of this number when so many lines were known to recur, or was given
    /// up.
    fn done(&mut self, number: usize, given: Option<Given>, known: usize) {
        let Some(pending) = number
            .checked_sub(self.first)
            .and_then(|place| self.tasks.get_mut(place))
        else {
            return;
        };
        let State::Reading(place) = &pending.state else {
            return;
        };
        let given = given.unwrap_or_else(|| {
            // It is not tried again as long as it is the same.
            Given::nothing(place.stamp_now(), &place.path, LoadError::TooSlow)
        });
        self.held += weight(given.articles());
        let (place, stamp) = (Arc::clone(place), given.stamp);
        let (articles, margins, problems) = given.unpacked();
        pending.state = State::Read(Read {
            place,
            stamp,
            articles,
            margins,
            problems,
            known,
        });
    }

    /// Hands over what is done, up to the first task that is not.
    fn deliver(&mut self) {
        while !self.cancel.load(Ordering::Relaxed)
            && let Some(Pending { early, state }) = self.tasks.front()
        {
            match state {
                State::Reading(_) => return,
                State::Read(read) if !early && read.is_behind(self.recurring) => {
                    return self.read_again(self.first..self.first + self.tasks.len());
                }
                _ => {}
            }
            let Some(Pending { early, state }) = self.tasks.pop_front() else {
                return;
            };
            self.first += 1;
            self.delivered = true;
            let step = match state {
                State::Reading(_) => return,
                State::Folder(path) => Step::Folder(path),
                State::Ready(file) => Step::File(file),
                State::Read(read) => {
                    self.held = self.held.saturating_sub(weight(read.articles.iter()));
                    if early {
                        Step::Early(read.articles)
                    } else {
                        let key = FileKey::of(&read.place.real);
                        self.note(key, &read.articles, &read.margins);
                        Step::File(LoadedFile {
                            key,
                            stamp: read.stamp,
                            content: Content::Read(read.articles, read.problems),
                        })
                    }
                }
            };
            let is_file = matches!(step, Step::File(_));
            (self.sink)(step);
            if is_file {
                (self.sink)(Step::Noted(self.recurring));
            }
        }
    }
}

impl Loading<'_> {
    /// Takes note of the lines of articles that could recur.
    fn note(&mut self, file: FileKey, articles: &[Article], margins: &[Margins]) {
        let mut more = false;
        for (article, margins) in articles.iter().zip(margins) {
            more |= self.recurring.note(file, margins, &article.head.recurring);
        }
        if more {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            *known = Arc::clone(self.recurring.known());
        }
    }
}

/// The lines that are known to recur now. The lock is given back at once, since whoever kept it while
/// a file is read would hold up all others.
fn now_known(known: &Mutex<Arc<Known>>) -> Arc<Known> {
    Arc::clone(&known.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Bytes of text.
fn weight<'a>(articles: impl Iterator<Item = &'a Article>) -> usize {
    articles.map(|article| article.text.len()).sum()
}
