//! What the walk found to what is to be done with it: files that are known to be what they were need not
//! be read. Of a large folder that is known nearly all of the time goes into asking the system, so that
//! all threads do. The order is that of the walk, and who is found twice counts where it was found first.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::Sender;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::order::Task;
use super::walk::Found;
use super::{Content, IsKnown, LoadedFile, refused};
use crate::corpus::stamp::FileKey;
use crate::text::hash::Direct;

/// Files that are looked at together at most, where most are only looked at.
pub(super) const TOGETHER: usize = 1024;
/// Fewer are looked at sooner by one thread than others are woken.
const MANY: usize = 128;
/// Files that a thread looks at in one go.
const SHARE: usize = 32;

/// What is to be done with what the walk found.
pub(super) struct Looked {
    /// The name of a file that is taken only once.
    pub(super) key: Option<FileKey>,
    pub(super) task: Task,
}

/// Says what is to be done with something, if anything is.
pub(super) type Pick<'a> = &'a (dyn Fn(Found) -> Option<Looked> + Sync);

impl Looked {
    /// A file that is `known` to be what it was is not read.
    pub(super) fn at(found: Found, known: Option<IsKnown<'_>>) -> Option<Self> {
        let task = match found {
            Found::Listing => return None,
            Found::Folder(path) => Task::Folder(path),
            Found::Problem(path, reason) => Task::Ready(refused(&path, reason)),
            // What is known needs no first sight.
            Found::Early(_) if known.is_some() => return None,
            Found::Early(place) => Task::read(place, true),
            Found::File(place) => {
                let key = FileKey::of(&place.real);
                let now = known.and_then(|known| Some((known, place.stamp_now()?)));
                let task = match now {
                    Some((known, stamp)) if known(key, stamp) => Task::Ready(LoadedFile {
                        key,
                        stamp: Some(stamp),
                        content: Content::Unchanged,
                    }),
                    _ => Task::read(place, false),
                };
                let key = Some(key);
                return Some(Self { key, task });
            }
        };
        Some(Self { key: None, task })
    }
}

/// Hands what the walk finds, once it was looked at, to those who read.
pub(super) struct Handing<'a> {
    batch: Batch,
    look: Look<'a>,
    to: Sender<Vec<Task>>,
}

impl<'a> Handing<'a> {
    /// So many go together at most.
    pub(super) fn new(
        pick: Pick<'a>,
        most: usize,
        cancel: &'a AtomicBool,
        to: Sender<Vec<Task>>,
    ) -> Self {
        Self {
            batch: Batch::new(most),
            look: Look::new(pick, cancel),
            to,
        }
    }

    /// Takes what the walk has found, and says whether it is to go on: where nobody wants more, every
    /// folder that is still listed is waited for in vain.
    pub(super) fn take(&mut self, found: Found) -> bool {
        match self.batch.take(found) {
            Some(found) => self.send(found),
            None => !self.look.is_cancelled(),
        }
    }

    /// Hands over what was not yet.
    pub(super) fn end(mut self) {
        let rest = self.batch.rest();
        self.send(rest);
    }

    fn send(&mut self, found: Vec<Found>) -> bool {
        let tasks = self.look.tasks(found);
        // Nobody receives once loading was cancelled.
        !self.look.is_cancelled() && (tasks.is_empty() || self.to.send(tasks).is_ok())
    }
}

/// What was found on its way from the walk, which goes together: to wake another thread for each would
/// take longer than to do it.
struct Batch {
    found: Vec<Found>,
    /// How many go together now, and at most.
    size: usize,
    most: usize,
}

impl Batch {
    /// So many go together at most.
    const fn new(most: usize) -> Self {
        Self {
            found: Vec::new(),
            size: 1,
            most,
        }
    }

    /// Adds what the walk has found, and gives the batch where it is to be sent: when it is full, and
    /// before the walk pauses.
    fn take(&mut self, found: Found) -> Option<Vec<Found>> {
        let pauses = matches!(found, Found::Listing | Found::Early(_));
        if !matches!(found, Found::Listing) {
            self.found.push(found);
        }
        if self.found.len() < self.size && !pauses || self.found.is_empty() {
            return None;
        }
        // The first files are wanted at once, later ones with as little ado as possible.
        self.size = (self.size * 2).min(self.most);
        Some(self.rest())
    }

    /// What was not yet given.
    fn rest(&mut self) -> Vec<Found> {
        std::mem::take(&mut self.found)
    }
}

/// Looks at what the walk found.
struct Look<'a> {
    pick: Pick<'a>,
    cancel: &'a AtomicBool,
    /// Files that were found before.
    seen: HashSet<FileKey, BuildHasherDefault<Direct>>,
    /// Made when there is enough to do. Theirs alone: on a disk that does not answer nobody else waits
    /// behind them.
    threads: Option<ThreadPool>,
}

impl<'a> Look<'a> {
    fn new(pick: Pick<'a>, cancel: &'a AtomicBool) -> Self {
        Self {
            pick,
            cancel,
            seen: HashSet::default(),
            threads: None,
        }
    }

    /// Whether nobody wants any more.
    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// What is to be done, in the order in which it was found; nothing more once it was cancelled.
    fn tasks(&mut self, found: Vec<Found>) -> Vec<Task> {
        if found.len() >= MANY && self.threads.is_none() {
            let threads = thread::available_parallelism().map_or(1, NonZero::get);
            let named = |number| format!("look {number}");
            let threads = ThreadPoolBuilder::new()
                .num_threads(threads)
                .thread_name(named);
            // Where the system refuses them, this thread looks.
            self.threads = threads.build().ok();
        }
        let (pick, cancel) = (self.pick, self.cancel);
        let look = |found| match cancel.load(Ordering::Relaxed) {
            true => None,
            false => pick(found),
        };
        let looked: Vec<Option<Looked>> = match &self.threads {
            Some(threads) if found.len() >= MANY => threads.install(|| {
                let found = found.into_par_iter().with_min_len(SHARE);
                found.map(look).collect()
            }),
            _ => found.into_iter().map(look).collect(),
        };
        let is_new = |looked: &Looked| looked.key.is_none_or(|key| self.seen.insert(key));
        let new = looked.into_iter().flatten().filter(is_new);
        new.map(|looked| looked.task).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::corpus::load::walk::walk;
    use crate::corpus::load::{Inputs, Step, load_files};
    use crate::corpus::recurring::Recurring;

    #[test]
    fn files_that_all_threads_look_at_come_in_their_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut names = Vec::new();
        for part in ["a", "b"] {
            fs::create_dir(folder.path().join(part)).unwrap();
            for number in 0..2 * MANY {
                let path = folder.path().join(format!("{part}/{number:04}.txt"));
                fs::write(&path, format!("Testo {part} {number}.\n")).unwrap();
                let earlier = SystemTime::now() - Duration::from_secs(60);
                let file = fs::File::options().write(true).open(&path).unwrap();
                file.set_modified(earlier).unwrap();
                names.push(FileKey::of(&path.canonicalize().unwrap()));
            }
        }
        let changed = [names[3], names[MANY], names[3 * MANY + 1]];
        let inputs = Inputs {
            paths: vec![folder.path().to_owned(), folder.path().join("b")],
            ..Inputs::default()
        };
        let read = |cancel: &AtomicBool| {
            let (mut keys, mut read) = (Vec::new(), Vec::new());
            load_files(
                &inputs,
                Some(&|key, _| !changed.contains(&key)),
                &mut Recurring::default(),
                cancel,
                &mut |step| {
                    let Step::File(file) = step else { return };
                    keys.push(file.key);
                    if let Content::Read(articles, _) = file.content {
                        read.extend(
                            articles
                                .iter()
                                .map(|article| (file.key, article.text.clone())),
                        );
                    }
                },
            );
            (keys, read)
        };
        let (keys, found) = read(&AtomicBool::new(false));
        assert_eq!(keys, names);
        let found: Vec<_> = found
            .iter()
            .map(|(key, text)| (*key, text.trim_end()))
            .collect();
        let texts = ["Testo a 3.", "Testo a 128.", "Testo b 129."];
        let wanted: Vec<_> = changed.into_iter().zip(texts).collect();
        assert!(
            found
                .iter()
                .zip(&wanted)
                .all(|((key, text), (changed, wanted))| key == changed && text.contains(wanted))
                && found.len() == wanted.len(),
            "{found:?}"
        );
        assert_eq!(read(&AtomicBool::new(true)), (Vec::new(), Vec::new()));
    }

    /// How many things the walk hands over after it was cancelled where it found the first.
    fn found_in_vain(pick: Pick<'_>, paths: &[PathBuf]) -> usize {
        let cancel = AtomicBool::new(false);
        let (sender, tasks) = crossbeam_channel::unbounded();
        let mut handing = Handing::new(pick, TOGETHER, &cancel, sender);
        let mut found = 0;
        walk(paths, false, &mut |one| {
            found += 1;
            cancel.store(true, Ordering::Relaxed);
            handing.take(one)
        });
        handing.end();
        assert_eq!(tasks.try_iter().flatten().count(), 0);
        found - 1
    }

    #[test]
    fn a_walk_that_is_cancelled_ends_there() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..3000 {
            fs::write(folder.path().join(format!("{number:04}.txt")), "Testo.").unwrap();
        }
        let paths = [folder.path().to_owned()];
        assert_eq!(found_in_vain(&|found| Looked::at(found, None), &paths), 0);
        // The second look at a folder wants hardly any of its files.
        assert_eq!(found_in_vain(&|_| None, &paths), 0);
    }
}
