//! Writes words of a catalogue to disk while it grows, on a thread of its own. When that is done is
//! decided in `keeping`, what stands in the folders is for `stored`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::cache::Cache;
use super::catalogue::Catalogue;
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
    jobs: Option<Sender<Job>>,
    done: Option<Receiver<Done>>,
    waiting: usize,
    /// Whether nobody wants any more what was asked for.
    void: Arc<AtomicBool>,
    /// What went wrong.
    pub(super) trouble: Option<String>,
}

/// A part to be written, with its articles by their numbers.
struct Job {
    number: usize,
    packed: Packed,
    names: Vec<Option<(ArticleId, u64)>>,
}

/// A part of a number, and what was written of it, under the name of its folder.
type Done = ((usize, Packed), Result<(Arc<Stored>, Arc<str>), String>);

impl Storing {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            asks: None,
            asked: HashMap::new(),
            jobs: None,
            done: None,
            waiting: 0,
            void: Arc::default(),
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
        let asks = self.asks.as_mut().filter(|_| !parts.is_empty());
        if asks.is_some_and(|cache| !cache.writes().unwrap_or(false)) {
            return;
        }
        self.ask_for(catalogue, parts);
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
            let sent = self.jobs().is_some_and(|jobs| jobs.send(job).is_ok());
            self.waiting += usize::from(sent);
        }
    }

    /// The way to the thread, which is started at the first call.
    fn jobs(&mut self) -> Option<&Sender<Job>> {
        if self.jobs.is_none() {
            let (jobs, orders) = unbounded::<Job>();
            let (told, done) = unbounded();
            let folder = self.folder.clone();
            let void = Arc::clone(&self.void);
            let started = thread::Builder::new()
                .name("index".to_owned())
                .spawn(move || {
                    for job in orders {
                        if void.load(Ordering::Relaxed) {
                            return;
                        }
                        let written = write(&folder, &job);
                        if told.send(((job.number, job.packed), written)).is_err() {
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

    fn put(&mut self, catalogue: &mut Catalogue, ((number, packed), written): Done) {
        self.waiting = self.waiting.saturating_sub(1);
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
        self.void.store(true, Ordering::Relaxed);
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
