//! About how many files there are, before the walk has come to its end: a second walk that only counts runs
//! ahead of it, and holds nothing but the folders that it has still to list. It begins once so many files
//! were read that the first can be seen, and that there may be many.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Scope};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::walk::is_hidden;
use super::{Inputs, standard_input};

/// With fewer files the walk comes to its end before it is worth to count.
const READ: usize = 64;

/// A count that may be asked for.
pub(super) struct Count {
    /// Begins it; gone where it has begun, or is not wanted any more.
    begins: Option<Sender<()>>,
    told: Receiver<usize>,
}

impl Count {
    /// One that waits. It ends where it is let go of, or loading is cancelled.
    pub(super) fn new<'s>(
        scope: &'s Scope<'s, '_>,
        inputs: &'s Inputs,
        cancel: &'s AtomicBool,
    ) -> Self {
        let (begins, begun) = bounded(1);
        let (tell, told) = bounded(1);
        let count = move || {
            if begun.recv().is_ok() {
                // Who does not want it any more has let go of the other end.
                let goes_on = || !cancel.load(Ordering::Relaxed) && !is_let_go(&begun);
                if let Some(files) = count(&inputs.paths, inputs.hidden, &goes_on) {
                    let _ = tell.send(files);
                }
            }
        };
        let counts = thread::Builder::new()
            .name("count".to_owned())
            .spawn_scoped(scope, count);
        Self {
            // Without it nobody is told before the end.
            begins: counts.is_ok().then_some(begins),
            told,
        }
    }

    /// So many files were read.
    pub(super) fn read(&self, files: usize) {
        if files >= READ
            && let Some(begins) = &self.begins
        {
            // Full where it has begun.
            let _ = begins.try_send(());
        }
    }

    /// What it has come to, which is told once.
    pub(super) fn told(&self) -> Option<usize> {
        self.told.try_recv().ok()
    }

    /// It is not wanted any more.
    pub(super) fn let_go(&mut self) {
        self.begins = None;
    }
}

/// Whether the other end is gone.
fn is_let_go(begun: &Receiver<()>) -> bool {
    matches!(
        begun.try_recv(),
        Err(crossbeam_channel::TryRecvError::Disconnected)
    )
}

/// Files below `paths`, links inside folders aside; `None` where it is not to go on.
fn count(paths: &[PathBuf], hidden: bool, goes_on: &dyn Fn() -> bool) -> Option<usize> {
    let mut files = 0;
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in paths {
        match !standard_input::is_meant(path) && path.is_dir() {
            true => folders.push(path.clone()),
            false => files += 1,
        }
    }
    while let Some(folder) = folders.pop() {
        for (nth, entry) in entries(&folder).enumerate() {
            if nth % READ == 0 && !goes_on() {
                return None;
            }
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if !hidden && is_hidden(&entry.file_name()) {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if !kind.is_symlink() {
                files += 1;
            }
        }
    }
    Some(files)
}

/// What is in a folder, as far as it can be listed.
fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map_while(Result::ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_what_the_walk_comes_to_and_ends_where_nobody_wants_it() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        for number in 0..150 {
            fs::write(inner.join(format!("{number}.txt")), "Testo.").unwrap();
        }
        fs::write(inner.join(".nascosto.txt"), "Testo.").unwrap();
        fs::write(folder.path().join("uno.txt"), "Testo.").unwrap();
        std::os::unix::fs::symlink("uno.txt", folder.path().join("due.txt")).unwrap();
        let paths = [folder.path().to_owned(), inner.join("1.txt")];
        assert_eq!(count(&paths, false, &|| true), Some(152));
        assert_eq!(count(&paths, true, &|| true), Some(153));
        assert_eq!(count(&paths, true, &|| false), None);
    }

    #[test]
    fn it_is_not_begun_before_many_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("uno.txt"), "Testo.").unwrap();
        let inputs = Inputs {
            paths: vec![folder.path().to_owned()],
            ..Inputs::default()
        };
        let cancel = AtomicBool::new(false);
        thread::scope(|scope| {
            let mut none = Count::new(scope, &inputs, &cancel);
            none.read(READ - 1);
            none.let_go();
            assert_eq!(none.told.recv().ok(), None);
            let count = Count::new(scope, &inputs, &cancel);
            count.read(READ);
            assert_eq!(count.told.recv().ok(), Some(1));
        });
    }
}
