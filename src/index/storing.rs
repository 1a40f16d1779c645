//! Writes words of a catalogue to disk while it grows, and now and then the catalogue itself, on a thread of
//! its own. When that is done is decided in `keeping` and `checkpoint`, what stands in the folders is for
//! `stored`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::cache::Cache;
use super::cache::Read;
use super::catalogue::Catalogue;
use super::checkpoint::{Checkpoint, OnTheWay, Void};
use super::packed::Packed;
use super::stored::{Stored, StoredError};
use crate::corpus::ArticleId;

/// The words of a smaller corpus stay in memory, and in the file of the catalogue.
pub(super) const STORED: usize = 4096;
/// Words of fewer articles are not worth a folder.
pub(super) const TAIL: usize = 1024;
/// How often it is looked whether the program ends, while words are written.
const LOOK: Duration = Duration::from_millis(20);

/// The same catalogue with all its words on disk, in new folders below `folder`.
///
/// # Errors
///
/// What the system says where it refuses.
pub fn on_disk(catalogue: &Catalogue, folder: &Path) -> Result<Catalogue, String> {
    let mut storing = Storing::new(folder);
    let mut stored = catalogue.clone();
    storing.ask(&stored, 0);
    storing.finish(&mut stored, &AtomicBool::new(false));
    stored.make_lexicon();
    storing.trouble.take().map_or(Ok(stored), Err)
}

/// Writes words of one catalogue to disk, on a thread of its own.
#[derive(Debug)]
pub(super) struct Storing {
    folder: PathBuf,
    /// What is to be asked whether this program writes; it is held from then on.
    pub(super) asks: Option<Cache>,
    /// The parts that were asked for, by number.
    asked: HashMap<usize, Packed>,
    jobs: Option<Sender<Order>>,
    done: Option<Receiver<Done>>,
    waiting: usize,
    /// Where and when the catalogue is to be kept; `None` where it is not before it is whole.
    pub(super) on_the_way: Option<OnTheWay>,
    /// Whether nobody wants any more what was asked for.
    void: Void,
    /// What went wrong.
    pub(super) trouble: Option<String>,
}

/// A part to be written, with its articles by their numbers.
struct Job {
    number: usize,
    packed: Packed,
    names: Vec<Option<(ArticleId, u64)>>,
}

/// What the thread is to write.
enum Order {
    Words(Job),
    Catalogue(Box<Checkpoint>),
}

/// What it has written.
enum Done {
    /// A part of a number, and what was written of it, under the name of its folder.
    Words((usize, Packed), Result<(Arc<Stored>, Arc<str>), String>),
    /// How long it took, if it could be.
    Catalogue(Result<Duration, String>),
}

impl Storing {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            asks: None,
            asked: HashMap::new(),
            jobs: None,
            done: None,
            waiting: 0,
            on_the_way: None,
            void: Void::default(),
            trouble: None,
        }
    }

    /// Has the parts written that are full.
    pub(super) fn ask_full(&mut self, catalogue: &Catalogue) {
        let full = catalogue.words().full();
        let full: Vec<usize> = full.map(|(number, ..)| number).collect();
        self.ask_if_it_writes(catalogue, &full);
    }

    /// Has the others written too, of a corpus that is read to its end.
    pub(super) fn ask_rest(&mut self, catalogue: &Catalogue) {
        if catalogue.entries.len() >= STORED {
            self.ask_if_it_writes(catalogue, &large(catalogue, TAIL));
        }
    }

    fn ask_if_it_writes(&mut self, catalogue: &Catalogue, parts: &[usize]) {
        if !parts.is_empty() && self.writes() {
            self.ask_for(catalogue, parts);
        }
    }

    /// Whether this is the program that writes.
    fn writes(&mut self) -> bool {
        (self.asks.as_mut()).is_none_or(|cache| cache.writes().unwrap_or(false))
    }

    /// Whether a catalogue of so many articles is to be kept now.
    pub(super) fn is_due(&mut self, articles: usize, now: Instant) -> bool {
        let way = self.on_the_way.as_mut();
        let is_due = self.trouble.is_none() && way.is_some_and(|way| way.is_due(articles, now));
        is_due && self.writes()
    }

    /// Has it kept, with what was `read` of files and what it has cost to bring that into its form.
    pub(super) fn ask_to_keep(
        &mut self,
        catalogue: Arc<Catalogue>,
        dictionary: u64,
        read: (Read, Duration),
    ) {
        let way = self.on_the_way.as_mut();
        let Some(checkpoint) = way.map(|way| way.checkpoint(catalogue, dictionary, read)) else {
            return;
        };
        let order = Order::Catalogue(Box::new(checkpoint));
        let sent = self.jobs().is_some_and(|jobs| jobs.send(order).is_ok());
        self.waiting += usize::from(sent);
    }

    /// Whether so many articles are so few that they can be kept while somebody waits.
    pub(super) fn is_little(&self, articles: usize) -> bool {
        let way = self.on_the_way.as_ref();
        self.trouble.is_none() && way.is_some_and(|way| way.is_little(articles))
    }

    /// Whether they are to be kept at once, as the program ends.
    pub(super) fn is_due_at_once(&mut self, articles: usize) -> bool {
        self.is_little(articles) && self.writes()
    }

    /// Keeps it at once.
    pub(super) fn keep_at_once(&mut self, catalogue: &Catalogue, dictionary: u64, read: &Read) {
        if let Some(way) = &self.on_the_way {
            let kept = way.keep_at_once(catalogue, dictionary, read);
            self.trouble = kept.err().map(|error| error.to_string());
        }
    }

    /// Has the parts written that are in memory and have so many articles.
    pub(super) fn ask(&mut self, catalogue: &Catalogue, least: usize) {
        self.ask_for(catalogue, &large(catalogue, least));
    }

    fn ask_for(&mut self, catalogue: &Catalogue, numbers: &[usize]) {
        for (number, packed, held) in catalogue.words().packed(0) {
            let asked = self.asked.get(&number);
            let is_asked = asked.is_some_and(|asked| asked.is(packed));
            if !numbers.contains(&number) || self.trouble.is_some() || is_asked {
                continue;
            }
            self.asked.insert(number, packed.clone());
            let name = |local| {
                let entry = catalogue.entries.get(held.place(local)?)?;
                Some((entry.id(), entry.hash()))
            };
            let job = Job {
                number,
                packed: packed.clone(),
                names: (0..).take(packed.len()).map(name).collect(),
            };
            let sent = (self.jobs()).is_some_and(|jobs| jobs.send(Order::Words(job)).is_ok());
            self.waiting += usize::from(sent);
        }
    }

    /// The way to the thread, which is started at the first call.
    fn jobs(&mut self) -> Option<&Sender<Order>> {
        if self.jobs.is_none() {
            let (jobs, orders) = unbounded::<Order>();
            let (told, done) = unbounded();
            let folder = self.folder.clone();
            let void = self.void.clone();
            let started = thread::Builder::new()
                .name("index".to_owned())
                .spawn(move || {
                    for order in orders {
                        if void.is() {
                            return;
                        }
                        let done = match order {
                            Order::Words(job) => {
                                let written = write(&folder, &job);
                                Done::Words((job.number, job.packed), written)
                            }
                            Order::Catalogue(checkpoint) => {
                                let began = Instant::now();
                                let kept = checkpoint.keep(&void);
                                let kept = kept.map_err(|error| error.to_string());
                                Done::Catalogue(kept.map(|()| checkpoint.cost + began.elapsed()))
                            }
                        };
                        if told.send(done).is_err() {
                            return;
                        }
                    }
                });
            if let Err(error) = started {
                self.trouble = Some(error.to_string());
                return None;
            }
            self.jobs = Some(jobs);
            self.done = Some(done);
        }
        self.jobs.as_ref()
    }

    /// Puts what is written by now in the place of what it was written from.
    pub(super) fn take(&mut self, catalogue: &mut Catalogue) -> bool {
        let done: Vec<Done> = self.done.iter().flat_map(Receiver::try_iter).collect();
        let any = !done.is_empty();
        done.into_iter().for_each(|done| self.put(catalogue, done));
        any
    }

    /// The same with everything that was asked for, as long as nobody cancels it.
    pub(super) fn finish(&mut self, catalogue: &mut Catalogue, cancel: &AtomicBool) -> bool {
        let mut any = self.take(catalogue);
        while self.waiting > 0 && !cancel.load(Ordering::Relaxed) {
            let Some(done) = &self.done else { break };
            match done.recv_timeout(LOOK) {
                Ok(done) => {
                    self.put(catalogue, done);
                    any = true;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The thread has ended before its time; what it was asked for stays in memory.
                Err(RecvTimeoutError::Disconnected) => {
                    self.waiting = 0;
                    self.trouble = Some("the thread that writes words has ended".to_owned());
                }
            }
        }
        any
    }

    fn put(&mut self, catalogue: &mut Catalogue, done: Done) {
        self.waiting = self.waiting.saturating_sub(1);
        let ((number, packed), written) = match done {
            Done::Words(part, written) => (part, written),
            Done::Catalogue(kept) => {
                if let (Ok(cost), Some(way)) = (&kept, &mut self.on_the_way) {
                    way.kept(*cost);
                }
                self.trouble = self.trouble.take().or(kept.err());
                return;
            }
        };
        let mut parts = catalogue.words().packed(0);
        // Articles may have come to it or gone from it since.
        let is_same = parts.any(|(known, now, _)| known == number && now.is(&packed));
        drop(parts);
        match written {
            Ok(stored) if is_same => {
                self.asked.remove(&number);
                catalogue.replace_words(number, stored);
            }
            Ok((stored, name)) => {
                // Nobody knows of this folder; the part is written again as it is now.
                drop(stored);
                if !name.is_empty() {
                    let _ = std::fs::remove_dir_all(self.folder.join(&*name));
                }
                let is_asked = |asked: &mut Packed| asked.is(&packed);
                if self.asked.get_mut(&number).is_some_and(is_asked) {
                    self.asked.remove(&number);
                    self.ask_for(catalogue, &[number]);
                }
            }
            Err(error) => self.trouble = Some(error),
        }
    }
}

/// The numbers of the parts that are in memory and have so many articles.
fn large(catalogue: &Catalogue, least: usize) -> Vec<usize> {
    let large = catalogue.words().packed(least);
    large.map(|(number, ..)| number).collect()
}

/// Where it is interrupted before that is kept to which it belongs, nothing of it stays on the disk.
impl Drop for Storing {
    fn drop(&mut self) {
        self.void.set();
        if let Some(mut cache) = self.asks.take().filter(Cache::is_locked) {
            cache.give_up();
        }
    }
}

fn write(folder: &Path, job: &Job) -> Result<(Arc<Stored>, Arc<str>), String> {
    let name = |local: u32| job.names.get(local as usize).copied().flatten();
    let written = |made: &Path| {
        Stored::write(made, &job.packed, &name)?;
        Cache::make_private(made).map_err(StoredError::from)?;
        Stored::open(made)
    };
    let made = Cache::folder_of_words(folder).map_err(|error| error.to_string())?;
    match written(&made) {
        Ok(stored) => {
            let name = made.file_name().unwrap_or_default().to_string_lossy();
            Ok((Arc::new(stored), Arc::from(&*name)))
        }
        Err(error) => {
            // A disk that is full is not kept full.
            let _ = std::fs::remove_dir_all(&made);
            Err(error.to_string())
        }
    }
}
