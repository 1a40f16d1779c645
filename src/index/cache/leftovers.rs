//! What a program began to keep and did not end, because it was interrupted, or the disk was full: it is
//! told, deleted with the rest, and swept away by the next program, as long as no other one writes there.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{CATALOGUE, Cache, KeptPart, WORDS, file};

impl Cache {
    /// Folders of words and files that were begun, whether or not the catalogue refers to them.
    fn begun(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let named = entries.filter(|entry| {
            let name = entry.file_name();
            let begins = |with| name.to_str().is_some_and(|name| name.starts_with(with));
            begins(WORDS) || begins(file::NEW)
        });
        named.map(|entry| entry.path()).collect()
    }

    /// Whether nothing is kept but what was only begun.
    pub(super) fn is_only_begun(&self) -> bool {
        !self.is_there() && !self.begun().is_empty()
    }

    /// Removes what was begun but that which `words` refers to. What cannot be removed is in nobody's
    /// way. To be called by the program that writes; whoever has it open goes on reading it.
    pub(super) fn sweep(&self, words: &[KeptPart]) {
        let kept: HashSet<&str> = (words.iter())
            .filter_map(|part| match part {
                KeptPart::Stored(folder) => Some(folder.as_str()),
                KeptPart::Packed(_) => None,
            })
            .collect();
        for path in self.begun() {
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| kept.contains(name)) {
                continue;
            }
            let _ = match path.is_dir() {
                true => fs::remove_dir_all(path),
                false => fs::remove_file(path),
            };
        }
    }

    /// Gives up what was begun: what was kept before stays, and where nothing was nothing is left.
    pub(in crate::index) fn give_up(&mut self) {
        if !self.writes().unwrap_or(false) {
            // Where not even this could be begun, the folder is empty.
            let _ = fs::remove_dir(&self.folder);
            return;
        }
        match self.open() {
            Ok(Some(kept)) => self.sweep(&kept.header.words),
            Ok(None) => {
                let _ = fs::remove_dir_all(&self.folder);
            }
            // What cannot be used says nothing of what it needs, and is made anew with it.
            Err(_) => self.sweep(&[]),
        }
        self.lock = None;
    }

    /// Removes what programs of the past began below the cache folder `root` and left.
    pub fn sweep_all(root: &Path) {
        let begun = |cache: &Self| cache.is_only_begun();
        for mut cache in Self::all(root).into_iter().filter(begun) {
            cache.give_up();
        }
    }

    /// Sweeps what programs of the past began in this place beside what is kept.
    pub(in crate::index) fn tidy(&self) {
        let begun = self.begun().len();
        let Ok(Some(kept)) = self.open() else { return };
        let words = kept.header.words.iter();
        if begun
            > words
                .filter(|part| matches!(part, KeptPart::Stored(_)))
                .count()
        {
            self.again().give_up();
        }
    }

    /// The cache folder in which this is.
    pub(in crate::index) fn root(&self) -> Option<&Path> {
        self.folder.ancestors().nth(2)
    }

    /// Makes room for the catalogue where something else than a file stands in its place.
    pub(super) fn clear_the_way(&self) {
        let path = self.folder.join(CATALOGUE);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            let _ = fs::remove_dir_all(path);
        }
    }
}
