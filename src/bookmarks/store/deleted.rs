//! Bookmarks that are not kept any more, and what those that were replaced said before: they lie in a folder of their
//! own, from which they can be taken back. What is kept is for the module above.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::report::failed;
use super::{Saved, Store, StoreError, default_name};
use crate::bookmarks::disk;
use crate::bookmarks::{Bookmark, BookmarkId};

/// The folder of them, in that of the bookmarks.
const DELETED: &str = "deleted";

impl Store {
    /// Where they lie; it may not be there yet.
    #[must_use]
    pub fn deleted_folder(&self) -> PathBuf {
        self.folder.join(DELETED)
    }

    /// Moves a bookmark, as it is now, to the folder of deleted ones.
    ///
    /// # Errors
    /// It is not there, or could not be moved.
    pub fn delete(&self, id: &BookmarkId) -> Result<(), StoreError> {
        let mut seen = self.seen();
        let _lock = self.begin(&mut seen)?;
        let deleted = self.deleted_folder();
        self.disk
            .make_folder(&deleted)
            .map_err(failed("make", &deleted))?;
        let mut names = seen.names.remove(id).unwrap_or_default();
        names.push(default_name(id));
        names.retain(|name| fs::symlink_metadata(self.folder.join(name)).is_ok());
        names.dedup();
        if names.is_empty() {
            return Err(StoreError::Missing(id.clone()));
        }
        for name in names {
            let from = self.folder.join(&name);
            let free = free_name(&deleted, id);
            self.disk
                .shift(&from, &deleted, &free)
                .map_err(failed("delete", &from))?;
        }
        Ok(())
    }

    /// Takes a deleted bookmark back, as it was last; also one that an earlier run deleted.
    ///
    /// # Errors
    /// It is not among the deleted, is there already, or could not be moved.
    pub fn restore(&self, id: &BookmarkId) -> Result<Bookmark, StoreError> {
        let mut seen = self.seen();
        let _lock = self.begin(&mut seen)?;
        let name = default_name(id);
        if fs::symlink_metadata(self.folder.join(&name)).is_ok() {
            return Err(StoreError::Present(id.clone()));
        }
        let deleted = self.deleted_folder();
        let (readings, _) = self.read_folder(&deleted, &mut HashMap::new());
        let (from, reading) = readings
            .into_iter()
            .filter(|(_, reading)| reading.bookmark.id == *id)
            .max_by_key(|(_, reading)| reading.bookmark.modified)
            .ok_or_else(|| StoreError::Missing(id.clone()))?;
        let from = deleted.join(from);
        self.disk
            .shift(&from, &self.folder, &name)
            .map_err(failed("restore", &from))?;
        if let Some(revision) = reading.bookmark.revision {
            seen.written.insert(id.clone(), revision);
        }
        Ok(reading.bookmark.clone())
    }

    /// The deleted bookmarks.
    #[must_use]
    pub fn deleted(&self) -> Vec<Bookmark> {
        let deleted = self.deleted_folder();
        let (readings, _) = self.read_folder(&deleted, &mut HashMap::new());
        readings
            .into_iter()
            .map(|(_, reading)| reading.bookmark.clone())
            .collect()
    }

    /// Keeps a changed bookmark as [`Self::save`] does; what it was before is put to the deleted ones first.
    ///
    /// # Errors
    /// As there; or what it was before could not be kept, and nothing was changed then.
    pub fn replace(&self, bookmark: &Bookmark) -> Result<Saved, StoreError> {
        {
            let mut seen = self.seen();
            let _lock = self.begin(&mut seen)?;
            let path = self.folder.join(self.file_of(&bookmark.id, &seen));
            if let Ok(before) = disk::read(&path) {
                let deleted = self.deleted_folder();
                self.disk
                    .make_folder(&deleted)
                    .map_err(failed("make", &deleted))?;
                let free = free_name(&deleted, &bookmark.id);
                self.disk
                    .put(&deleted, &free, &before, false)
                    .map_err(failed("write", &deleted.join(&free)))?;
            }
        }
        self.save(bookmark)
    }
}

/// A name for the file of a bookmark that is free in `folder`.
fn free_name(folder: &Path, id: &BookmarkId) -> OsString {
    (1..)
        .map(|n| match n {
            1 => default_name(id),
            n => OsString::from(format!("{id}.{n}.md")),
        })
        .find(|free| fs::symlink_metadata(folder.join(free)).is_err())
        .unwrap_or_else(|| default_name(id))
}
