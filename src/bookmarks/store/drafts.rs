//! Drafts: notes that are being typed, kept so that a crash loses at most what was typed since the
//! last save. Each running program writes its own, and holds a lock while it lives, so that a draft
//! is offered only when the program that wrote it is gone.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{DRAFTS, Store, StoreError, failed};
use crate::bookmarks::disk::{self, UNFINISHED};
use crate::bookmarks::file;
use crate::bookmarks::{Bookmark, BookmarkId};

/// Nobody writes one draft for so long.
const A_DAY: Duration = Duration::from_hours(24);

/// What parts the name of a bookmark from that of the program that types it.
const PARTING: char = '~';

/// The drafts of this program.
pub(super) struct Own {
    /// Tells its drafts from those of others.
    token: String,
    /// Held while the program lives, from the first draft on.
    lock: Mutex<Option<(PathBuf, File)>>,
}

impl Default for Own {
    fn default() -> Self {
        let random = std::hash::RandomState::new().hash_one(std::process::id());
        Self {
            token: format!("{random:016x}"),
            lock: Mutex::default(),
        }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let lock = self.lock.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some((path, _)) = lock.take() {
            // A lock file that stays only costs a look at the next start.
            let _ = fs::remove_file(path);
        }
    }
}

impl Store {
    /// Keeps `bookmark`, new or being changed, with what was typed so far. To be called at most
    /// every second or two, and when the program must end.
    ///
    /// # Errors
    /// It could not be written in full. An earlier draft still is.
    pub fn save_draft(&self, bookmark: &Bookmark) -> Result<(), StoreError> {
        let folder = self.folder.join(DRAFTS);
        self.disk
            .make_folder(&folder)
            .map_err(failed("make", &folder))?;
        self.hold(&folder);
        let name = OsString::from(format!("{}{PARTING}{}.md", bookmark.id, self.drafts.token));
        self.disk
            .put(&folder, &name, file::write(bookmark).as_bytes(), true)
            .map_err(failed("write", &folder.join(&name)))
    }

    /// Shows other programs that this one lives. Where that is not possible they offer its drafts.
    fn hold(&self, folder: &Path) {
        let mut lock = self
            .drafts
            .lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if lock.is_none() {
            let path = lock_of(folder, &self.drafts.token);
            *lock = disk::try_lock(&path).map(|file| (path, file));
        }
    }

    /// The drafts that programs left which are gone, without those that were saved after all; to
    /// be offered at the start. A draft of a bookmark that is kept is a change of its note.
    #[must_use]
    pub fn drafts(&self) -> Vec<Bookmark> {
        let folder = self.folder.join(DRAFTS);
        self.sweep(&folder);
        let kept = self.load().bookmarks;
        let kept: HashMap<&BookmarkId, &Bookmark> = kept
            .iter()
            .map(|bookmark| (&bookmark.id, bookmark))
            .collect();
        let mut drafts = Vec::new();
        for (path, bookmark) in self.orphans(&folder) {
            let saved = kept
                .get(&bookmark.id)
                .is_some_and(|kept| kept.note == bookmark.note && kept.tags == bookmark.tags);
            if saved {
                let _ = fs::remove_file(path);
            } else {
                drafts.push(Bookmark {
                    revision: kept.get(&bookmark.id).and_then(|kept| kept.revision),
                    ..bookmark
                });
            }
        }
        drafts
    }

    /// Forgets the draft of a bookmark: this program's own, and what programs that are gone left.
    ///
    /// # Errors
    /// It could not be removed.
    pub fn discard_draft(&self, id: &BookmarkId) -> Result<(), StoreError> {
        let folder = self.folder.join(DRAFTS);
        let own = folder.join(format!("{id}{PARTING}{}.md", self.drafts.token));
        let orphans = self
            .orphans(&folder)
            .into_iter()
            .filter(|(_, draft)| draft.id == *id)
            .map(|(path, _)| path);
        for path in orphans.chain([own]) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(failed("remove", &path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes what killed programs leave that nobody reads: their locks, and drafts of which the first
    /// word was not on the disk yet, where no other program may be writing one.
    fn sweep(&self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        let mut unfinished = Vec::new();
        let mut alone = true;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let token = name
                .strip_prefix('.')
                .and_then(|name| name.strip_suffix(".lock"));
            if let Some(token) = token.filter(|&token| token != self.drafts.token) {
                alone &= !is_held(folder, token);
            } else if name.starts_with(UNFINISHED) {
                unfinished.push(entry.path());
            }
        }
        // Where files cannot be locked, one that lives is not seen.
        let is_old = |path: &&PathBuf| {
            let written = fs::metadata(path).and_then(|metadata| metadata.modified());
            written.is_ok_and(|written| written.elapsed().is_ok_and(|since| since > A_DAY))
        };
        for path in unfinished.iter().filter(|_| alone).filter(is_old) {
            let _ = fs::remove_file(path);
        }
    }

    /// Every draft of a program that is gone.
    fn orphans(&self, folder: &Path) -> Vec<(PathBuf, Bookmark)> {
        let (readings, _) = self.read_folder(folder, &mut HashMap::new());
        let mut living: HashMap<String, bool> = HashMap::new();
        let mut orphans = Vec::new();
        for (name, reading) in readings {
            let stem = Path::new(&name).file_stem().and_then(|stem| stem.to_str());
            let token = stem.and_then(|stem| stem.rsplit_once(PARTING));
            let token = token.map_or("", |(_, token)| token);
            let lives = *living
                .entry(token.to_owned())
                .or_insert_with(|| token == self.drafts.token || is_held(folder, token));
            if !lives {
                orphans.push((folder.join(name), reading.bookmark.clone()));
            }
        }
        orphans
    }
}

fn lock_of(folder: &Path, token: &str) -> PathBuf {
    folder.join(format!(".{token}.lock"))
}

/// Whether a program that lives holds the lock; one that nobody holds is removed.
fn is_held(folder: &Path, token: &str) -> bool {
    let path = lock_of(folder, token);
    if !path.exists() {
        return false;
    }
    let free = disk::try_lock(&path).is_some();
    if free {
        let _ = fs::remove_file(path);
    }
    !free
}
