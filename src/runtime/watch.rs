//! Watching the folders of the corpus: the system tells of changes, and when it has been quiet for a
//! moment they are passed on, without saying which; reading again finds out. Nothing wakes up as
//! long as nothing changes.

use std::collections::HashSet;
use std::path::{Path, PathBuf, absolute};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};
use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::corpus::load::Inputs;
use crate::text::clean::{clean_line, clean_path};

/// How long it has to be quiet, and how long is waited for that while changes go on.
const QUIET: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(2);
/// How much longer than reading again takes it has to be quiet before that is done: a large folder
/// in which something always changes must not keep a processor busy.
const REST: u32 = 5;

/// The watched folders.
#[derive(Debug)]
pub(super) struct Watching {
    watcher: Option<RecommendedWatcher>,
    scope: Arc<RwLock<Scope>>,
    /// The user's own file.
    own: Option<PathBuf>,
    /// What the user named.
    named: Vec<PathBuf>,
    /// Milliseconds that reading again took.
    took: Arc<AtomicU64>,
    /// What is to be told.
    problem: Option<String>,
    /// Whether the system watches no more folders.
    full: bool,
}

/// Which changes matter.
#[derive(Debug, Default)]
struct Scope {
    /// Folders whose files are read.
    folders: HashSet<PathBuf>,
    /// Files that were named.
    files: HashSet<PathBuf>,
    /// Folders that are watched for them only.
    around: HashSet<PathBuf>,
    /// Folders in which the program itself writes.
    ours: Vec<PathBuf>,
    /// The file in them that the user changes, too, and the one that it is a link to.
    own: Vec<PathBuf>,
    hidden: bool,
}

impl Scope {
    fn concerns(&self, event: &Event) -> bool {
        // Somebody who only reads changes nothing.
        !matches!(event.kind, EventKind::Access(_))
            && (event.need_rescan() || event.paths.iter().any(|path| self.holds(path)))
    }

    /// Whether nothing but the user's own file changed.
    fn is_own(&self, event: &Event) -> bool {
        let own = |path: &PathBuf| self.own.contains(path);
        // It is put in the place of itself under a name that nobody reads.
        let other = |path: &PathBuf| !own(path) && self.holds(path);
        let paths = &event.paths;
        !event.need_rescan() && paths.iter().any(own) && !paths.iter().any(other)
    }

    fn holds(&self, path: &Path) -> bool {
        if self.own.iter().any(|own| own == path) {
            return true;
        }
        if self.files.contains(path) || self.folders.contains(path) {
            return true;
        }
        let name = path.file_name().map(|name| name.as_encoded_bytes());
        let hidden = name.is_some_and(|name| name.starts_with(b"."));
        (self.hidden || !hidden)
            && !self.ours.iter().any(|ours| path.starts_with(ours))
            && path
                .parent()
                .is_some_and(|folder| self.folders.contains(folder))
    }
}

impl Watching {
    /// Watches nothing yet; `changed` is called whenever something has changed, with whether that was
    /// only the user's `own` file. Where the system watches nothing that is a problem to be told.
    pub(super) fn new(
        inputs: &Inputs,
        ours: Vec<PathBuf>,
        own: Option<PathBuf>,
        changed: impl Fn(bool) + Send + 'static,
    ) -> Self {
        let scope = Arc::new(RwLock::new(Scope {
            ours,
            own: Vec::new(),
            hidden: inputs.hidden,
            ..Scope::default()
        }));
        let mut watching = Self {
            watcher: None,
            scope: Arc::clone(&scope),
            own,
            named: inputs
                .paths
                .iter()
                .filter_map(|path| absolute(path).ok())
                .collect(),
            took: Arc::default(),
            problem: None,
            full: false,
        };
        if inputs.paths.is_empty() && watching.own.is_none() {
            return watching;
        }
        let (sender, events) = bounded(1);
        let others = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&others);
        let told = move |event: notify::Result<Event>| {
            let scope = scope.read().unwrap_or_else(PoisonError::into_inner);
            let Ok(event) = event else { return };
            if scope.concerns(&event) {
                if !scope.is_own(&event) {
                    seen.store(true, Ordering::Relaxed);
                }
                // One that waits already stands for all.
                let _ = sender.try_send(());
            }
        };
        let took = Arc::clone(&watching.took);
        let waiting = thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                wait(&events, &took, || {
                    changed(!others.swap(false, Ordering::Relaxed))
                })
            });
        match (notify::recommended_watcher(told), waiting) {
            (Ok(watcher), Ok(_)) => watching.watcher = Some(watcher),
            (Err(error), _) => watching.refuse(&error.to_string()),
            (_, Err(error)) => watching.refuse(&error.to_string()),
        }
        watching
    }

    /// Reading again took so long.
    pub(super) fn took(&self, time: Duration) {
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.took.store(milliseconds, Ordering::Relaxed);
    }

    /// What has to be told, once.
    pub(super) fn problem(&mut self) -> Option<String> {
        self.problem.take()
    }

    fn refuse(&mut self, reason: &str) {
        let reason = clean_line(reason);
        self.problem = Some(format!(
            "Changes on disk are not noticed ({reason}): press R to read again"
        ));
    }

    /// Watches these folders and no others. Where there are some that were not watched before, so
    /// that something may have changed in them meanwhile, tells so, and whether that is nothing but
    /// the user's own file.
    pub(super) fn follow(&mut self, folders: &[PathBuf]) -> Option<bool> {
        let watcher = self.watcher.as_mut()?;
        let wanted: HashSet<PathBuf> = folders
            .iter()
            .filter_map(|path| absolute(path).ok())
            .collect();
        // An editor puts another file in the place of a file; only its folder tells.
        let files = self
            .named
            .iter()
            .filter(|path| !path.is_dir() && !wanted.contains(*path));
        let files: HashSet<PathBuf> = files.cloned().collect();
        let parent = |path: &PathBuf| path.parent().map(Path::to_owned);
        // Where it is a link, what is changed is the file elsewhere.
        let real = self.own.as_ref().and_then(|own| own.canonicalize().ok());
        let mut files_of_own: Vec<PathBuf> = self.own.iter().cloned().chain(real).collect();
        files_of_own.dedup();
        let beside: Vec<PathBuf> = (files_of_own.iter())
            .filter_map(parent)
            .filter(|folder| folder.is_dir())
            .collect();
        let around: HashSet<PathBuf> = files
            .iter()
            .filter_map(parent)
            .chain(beside.iter().cloned())
            .filter(|folder| !wanted.contains(folder))
            .collect();
        let (before, fresh) = {
            let mut scope = self.scope.write().unwrap_or_else(PoisonError::into_inner);
            let before: HashSet<PathBuf> = scope.folders.union(&scope.around).cloned().collect();
            let fresh: Vec<PathBuf> = wanted
                .union(&around)
                .filter(|path| !before.contains(*path))
                .cloned()
                .collect();
            (scope.folders, scope.around, scope.files) = (wanted, around, files);
            scope.own = files_of_own;
            (before, fresh)
        };
        let scope = self.scope.read().unwrap_or_else(PoisonError::into_inner);
        for gone in &before {
            if !scope.folders.contains(gone) && !scope.around.contains(gone) {
                // It is gone, and so is the watch.
                let _ = watcher.unwatch(gone);
                if self.named.contains(gone) {
                    self.problem = Some(format!(
                        "{} is gone: press R when it is back",
                        clean_path(gone)
                    ));
                }
            }
        }
        drop(scope);
        let mut added = None;
        for folder in &fresh {
            if self.full {
                break;
            }
            match watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    let only_own = beside.contains(folder) && !self.named.contains(folder);
                    added = Some(added.unwrap_or(true) && only_own);
                }
                Err(error) => match error.kind {
                    // The next walk says so.
                    notify::ErrorKind::PathNotFound => {}
                    notify::ErrorKind::MaxFilesWatch => self.full = true,
                    _ => {
                        self.problem = Some(format!(
                            "Changes in {} are not noticed ({}): press R to read again",
                            clean_path(folder),
                            clean_line(&error.to_string())
                        ));
                    }
                },
            }
        }
        if self.full {
            self.problem.get_or_insert_with(|| {
                "Not all folders are watched, the system allows no more of it: press R to read again"
                    .to_owned()
            });
        }
        added
    }
}

/// Passes changes on when it has been quiet for a moment.
fn wait(events: &Receiver<()>, took: &AtomicU64, changed: impl Fn()) {
    while events.recv().is_ok() {
        let took = Duration::from_millis(took.load(Ordering::Relaxed));
        let quiet = QUIET.max(took.saturating_mul(REST));
        let began = Instant::now();
        while events.recv_timeout(quiet).is_ok() && began.elapsed() < LONGEST.max(quiet) {}
        changed();
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    #[test]
    fn only_changes_of_articles_matter() {
        let scope = Scope {
            folders: ["/a".into(), "/a/data".into()].into(),
            files: ["/b/one.md".into()].into(),
            around: ["/b".into()].into(),
            ours: vec!["/a/data".into(), "/own".into()],
            own: vec!["/own/actors.toml".into(), "/dotfiles/actors.toml".into()],
            hidden: false,
        };
        for (path, matters) in [
            ("/a/x.md", true),
            ("/a", true),
            ("/a/.x.swp", false),
            ("/a/data/bookmark.md", false),
            ("/b/one.md", true),
            ("/b/other.md", false),
            ("/own/actors.toml", true),
            ("/own/config.toml", false),
            ("/dotfiles/actors.toml", true),
            ("/dotfiles/other.toml", false),
        ] {
            let event = |kind| Event::new(kind).add_path(path.into());
            let created = event(EventKind::Create(CreateKind::Any));
            assert_eq!(scope.concerns(&created), matters, "{path}");
            assert_eq!(
                scope.is_own(&created),
                path.ends_with("/actors.toml"),
                "{path}"
            );
            let read = event(EventKind::Access(AccessKind::Any));
            assert!(!scope.concerns(&read), "{path}");
        }
    }
}
