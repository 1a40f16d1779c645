//! Where bookmarks are kept: a folder with one file each, named after the bookmark (see
//! [`file`](mod@super::file)). The files are the truth; several programs may write at once, and files
//! may come and go by other hands.
//!
//! ```text
//! bookmarks/20240619T101112123-0a1b2c3d4e5f.md   one bookmark
//! bookmarks/deleted/                             deleted ones, to be restored; may be emptied
//! bookmarks/drafts/                              half-typed notes
//! bookmarks/.lock                                held while one program writes
//! ```
//!
//! What is said to be saved is on the disk. A file that cannot be read, or that a newer version
//! wrote, is never changed. A bookmark that another program changed since it was read is never
//! overwritten: both are kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::clean::clean_path;

use super::disk::{self, Disk, UNFINISHED};
use super::file::{self, Reading};
use super::{Bookmark, BookmarkId};

mod deleted;
mod drafts;
mod report;

pub use report::{Loaded, Problem, Reason, Saved, StoreError};
use report::{failed, why};

const DRAFTS: &str = "drafts";
const LOCK: &str = ".lock";

/// What the folder held at one moment; see [`Store::changed_since`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64);

/// The bookmarks of one folder. Can be shared between threads.
pub struct Store {
    folder: PathBuf,
    disk: Disk,
    seen: Mutex<Seen>,
    drafts: drafts::Own,
}

/// What was read and written; only to be quicker, and to tell own changes from others'.
#[derive(Default)]
struct Seen {
    /// Files as last read.
    files: HashMap<OsString, Known>,
    /// The files of each bookmark, the one that is shown first.
    names: HashMap<BookmarkId, Vec<OsString>>,
    /// The hash of each file that this store wrote last.
    written: HashMap<BookmarkId, u64>,
    /// Files whose fault was reported, with a hash of the fault.
    reported: HashSet<(OsString, String)>,
    swept: bool,
}

struct Known {
    stamp: FileStamp,
    reading: Arc<Reading>,
}

/// Changes when a file is written or replaced.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct FileStamp(u64, u64, i64, i64, i64, i64);

impl FileStamp {
    fn of(metadata: &Metadata) -> Self {
        let m = metadata;
        Self(
            m.ino(),
            m.size(),
            m.mtime(),
            m.mtime_nsec(),
            m.ctime(),
            m.ctime_nsec(),
        )
    }
}

impl Store {
    /// The bookmarks in `folder`, which is made when the first is saved.
    ///
    /// # Errors
    /// Something that is not a folder is there, or it cannot be looked at.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        match fs::metadata(folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(StoreError::NotAFolder {
                    path: clean_path(folder),
                });
            }
            // A link to nowhere is something else than nothing.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.is_symlink() => {}
            Err(source) => return Err(failed("open", folder)(source)),
        }
        Ok(Self {
            folder: folder.to_owned(),
            disk: Disk::default(),
            seen: Mutex::default(),
            drafts: drafts::Own::default(),
        })
    }

    /// Everything that is kept. Files that did not change since the last time are not read again.
    #[must_use]
    pub fn load(&self) -> Loaded {
        let mut seen = self.seen();
        let (readings, mut problems) = self.read_folder(&self.folder, &mut seen.files);
        let mut bookmarks: BTreeMap<BookmarkId, (OsString, Bookmark)> = BTreeMap::new();
        seen.names.clear();
        for (name, reading) in readings {
            if let Some(fault) = &reading.fault {
                let partial = (!fault.is_harmless()).then(|| Box::new(reading.bookmark.clone()));
                problems.push(self.problem(&name, Reason::Fault(fault.clone()), partial));
                if !fault.is_harmless() {
                    continue;
                }
            }
            let id = reading.bookmark.id.clone();
            let names = seen.names.entry(id.clone()).or_default();
            let (older, newer) = match bookmarks.remove(&id) {
                None => (None, (name.clone(), reading.bookmark.clone())),
                // A copy by another hand: show the later one, and never drop the other unseen.
                Some(other) if other.1.modified >= reading.bookmark.modified => {
                    (Some((name.clone(), reading.bookmark.clone())), other)
                }
                Some(other) => (Some(other), (name.clone(), reading.bookmark.clone())),
            };
            if newer.0 == name {
                names.insert(0, name);
            } else {
                names.push(name);
            }
            if let Some((older, bookmark)) = older
                && !bookmark.same_content(&newer.1)
            {
                let reason = Reason::Older(clean_path(Path::new(&newer.0)));
                problems.push(self.problem(&older, reason, Some(Box::new(bookmark))));
            }
            bookmarks.insert(id, newer);
        }
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        for problem in &mut problems {
            let key = (problem.path.clone().into(), problem.reason.to_string());
            problem.repeated = !seen.reported.insert(key);
        }
        Loaded {
            bookmarks: bookmarks
                .into_values()
                .map(|(_, bookmark)| bookmark)
                .collect(),
            problems,
        }
    }

    /// What the folder holds now; costs a look at each file, and reads none.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Stamp(0);
        };
        let sum = entries
            .flatten()
            .filter(|entry| is_bookmark(&entry.file_name()))
            .filter_map(|entry| {
                let stamp = FileStamp::of(&entry.metadata().ok()?);
                let text = format!(
                    "{:?} {} {} {} {}",
                    entry.file_name(),
                    stamp.0,
                    stamp.1,
                    stamp.4,
                    stamp.5
                );
                Some(xxh3_64(text.as_bytes()))
            })
            .fold(1_u64, u64::wrapping_add);
        Stamp(sum)
    }

    /// Whether any program changed the folder since `stamp` was taken.
    #[must_use]
    pub fn changed_since(&self, stamp: Stamp) -> bool {
        self.stamp() != stamp
    }

    /// Keeps `bookmark`, new or changed; its draft is done with. When this returns, it is on the
    /// disk.
    ///
    /// # Errors
    /// It could not be written in full, or its file must not be. What was kept before still is.
    pub fn save(&self, bookmark: &Bookmark) -> Result<Saved, StoreError> {
        let saved = self.write(bookmark)?;
        // A draft that stays is no harm: it is recognised as saved.
        let _ = self.discard_draft(&bookmark.id);
        Ok(saved)
    }

    fn write(&self, bookmark: &Bookmark) -> Result<Saved, StoreError> {
        let mut seen = self.seen();
        let _lock = self.begin(&mut seen)?;
        let name = self.file_of(&bookmark.id, &seen);
        let path = self.folder.join(&name);
        let current = match disk::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(failed("read", &path)(source)),
        };
        let Some(current) = current else {
            let saved = self.put(bookmark, &default_name(&bookmark.id), false, &mut seen)?;
            return Ok(Saved::Written(saved));
        };
        let reading = file::read(&current, &bookmark.id);
        if let Some(fault) = reading.fault.filter(|fault| !fault.is_harmless()) {
            return Err(StoreError::Protected {
                path: clean_path(&path),
                fault,
            });
        }
        let revision = xxh3_64(&current);
        let own = seen.written.get(&bookmark.id) == Some(&revision);
        if reading.bookmark.id == bookmark.id && (own || bookmark.revision == Some(revision)) {
            let saved = self.put(bookmark, &name, true, &mut seen)?;
            return Ok(Saved::Written(saved));
        }
        if reading.bookmark.id == bookmark.id && reading.bookmark.same_content(bookmark) {
            return Ok(Saved::Written(Bookmark {
                revision: Some(revision),
                ..reading.bookmark
            }));
        }
        let copy = Bookmark {
            id: BookmarkId::new(bookmark.modified.max(Timestamp::UNIX_EPOCH)),
            ..bookmark.clone()
        };
        let saved = self.put(&copy, &default_name(&copy.id), false, &mut seen)?;
        Ok(Saved::Both(saved))
    }

    fn put(
        &self,
        bookmark: &Bookmark,
        name: &OsStr,
        replace: bool,
        seen: &mut Seen,
    ) -> Result<Bookmark, StoreError> {
        let text = file::write(bookmark);
        self.disk
            .put(&self.folder, name, text.as_bytes(), replace)
            .map_err(failed("write", &self.folder.join(name)))?;
        let revision = xxh3_64(text.as_bytes());
        seen.written.insert(bookmark.id.clone(), revision);
        Ok(Bookmark {
            revision: Some(revision),
            ..bookmark.clone()
        })
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // What a panicking thread left is only a memory of files, which are checked again.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the folder, waits for other programs, and removes what a killed one left unfinished.
    fn begin(&self, seen: &mut Seen) -> Result<Option<File>, StoreError> {
        self.disk
            .make_folder(&self.folder)
            .map_err(failed("make", &self.folder))?;
        let path = self.folder.join(LOCK);
        let lock = disk::lock(&path).map_err(|source| match source.kind() {
            io::ErrorKind::WouldBlock => StoreError::Busy {
                path: clean_path(&self.folder),
            },
            _ => failed("write to", &self.folder)(source),
        })?;
        if lock.is_some() && !seen.swept {
            // Only who holds the lock writes such files: these belong to nobody.
            seen.swept = true;
            for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
                if entry
                    .file_name()
                    .as_encoded_bytes()
                    .starts_with(UNFINISHED.as_bytes())
                {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
        Ok(lock)
    }

    /// The file that holds the bookmark, or will.
    fn file_of(&self, id: &BookmarkId, seen: &Seen) -> OsString {
        seen.names
            .get(id)
            .and_then(|names| names.first())
            .filter(|name| fs::symlink_metadata(self.folder.join(name)).is_ok())
            .cloned()
            .unwrap_or_else(|| default_name(id))
    }

    fn problem(&self, name: &OsStr, reason: Reason, partial: Option<Box<Bookmark>>) -> Problem {
        let path = self.folder.join(name);
        Problem {
            file: clean_path(Path::new(name)),
            path,
            reason,
            partial,
            repeated: false,
        }
    }

    /// Reads every bookmark file of `folder`, by name.
    fn read_folder(
        &self,
        folder: &Path,
        known: &mut HashMap<OsString, Known>,
    ) -> (Vec<(OsString, Arc<Reading>)>, Vec<Problem>) {
        let mut readings = Vec::new();
        let mut problems = Vec::new();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    let name = folder.file_name().unwrap_or_default();
                    let mut problem = self.problem(name, Reason::Unreadable(why(&error)), None);
                    folder.clone_into(&mut problem.path);
                    problems.push(problem);
                }
                return (readings, problems);
            }
        };
        let mut names: Vec<OsString> = entries
            .flatten()
            .map(|entry| entry.file_name())
            .filter(|name| is_bookmark(name))
            .collect();
        names.sort();
        let mut now = HashMap::with_capacity(names.len());
        for name in names {
            let path = folder.join(&name);
            let stamp = fs::symlink_metadata(&path).map(|found| FileStamp::of(&found));
            let same = known
                .remove(&name)
                .filter(|known| stamp.as_ref().is_ok_and(|stamp| known.stamp == *stamp));
            let reading = match same {
                Some(known) => known.reading,
                None => match disk::read(&path) {
                    Ok(bytes) => Arc::new(reading(&bytes, &name)),
                    // Deleted in the meantime.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => {
                        let reason = if path.is_symlink() {
                            "it is a link, which is not followed".into()
                        } else {
                            why(&error)
                        };
                        problems.push(self.problem(&name, Reason::Unreadable(reason), None));
                        continue;
                    }
                },
            };
            if let Ok(stamp) = stamp {
                let reading = Arc::clone(&reading);
                now.insert(name.clone(), Known { stamp, reading });
            }
            readings.push((name, reading));
        }
        *known = now;
        (readings, problems)
    }
}

/// What `bytes` say; a bookmark without a name is called after its file.
fn reading(bytes: &[u8], name: &OsStr) -> Reading {
    let stem = Path::new(name).file_stem().and_then(OsStr::to_str);
    let id = stem
        .and_then(|stem| stem.parse().ok())
        .unwrap_or_else(|| BookmarkId(format!("file-{:016x}", xxh3_64(name.as_encoded_bytes()))));
    let mut reading = file::read(bytes, &id);
    reading.bookmark.revision = Some(xxh3_64(bytes));
    reading
}

fn default_name(id: &BookmarkId) -> OsString {
    OsString::from(format!("{id}.md"))
}

fn is_bookmark(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.ends_with(b".md") && !name.starts_with(b".")
}

#[cfg(test)]
mod tests;
