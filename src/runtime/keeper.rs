//! The thread that writes what the user keeps: bookmarks, drafts, decisions, the places of reading,
//! the lenses used before. One at a time and in order, so that what was asked first is on disk first;
//! and it tells the truth about each, since «saved» may be said only when it is.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, Sender};
use rustix::fs::{Access, access};
use tempfile::NamedTempFile;

use crate::app::correction::{Corrected, Correction};
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::app::panes::bookmarks::Unread;
use crate::app::reading::{Reading, VERSION};
use crate::bookmarks::store::{Problem, Saved, Stamp, Store};
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::index::library::Library;
use crate::text::clean::{clean_line, clean_path};

use super::decisions;
use super::history;
use super::own_file;
use super::places::make_private_folder;

/// Where the keeper writes.
#[derive(Clone, Debug)]
pub(super) struct Folders {
    /// Bookmarks and the places of reading; `None` where there is no home.
    pub(super) data: Option<PathBuf>,
    /// Bookmarks.
    pub(super) bookmarks: Option<PathBuf>,
    /// The lenses used before.
    pub(super) state: Option<PathBuf>,
    /// What the user decides about what the program recognises.
    pub(super) config: Option<PathBuf>,
}

/// What the keeper is asked.
#[derive(Debug)]
pub(super) enum Keep {
    Save(Box<Bookmark>),
    Delete(BookmarkId),
    Restore(BookmarkId),
    Correct(Box<Correction>),
    PutBack(Box<Corrected>),
    Draft(Box<Bookmark>),
    DiscardDraft(BookmarkId),
    Reading(Reading),
    History(Vec<String>),
    /// Tells all bookmarks again, if anybody has changed them since they were told.
    Look,
}

impl Keep {
    /// Whether it is a change that the user asked for, and waits for; a draft is kept unasked.
    fn is_asked(&self) -> bool {
        matches!(
            self,
            Self::Save(_)
                | Self::Delete(_)
                | Self::Restore(_)
                | Self::Correct(_)
                | Self::PutBack(_)
        )
    }
}

/// Reads what is kept, tells it, and then does what it is asked until the channel is closed.
pub(super) fn run(
    folders: &Folders,
    library: &Library,
    orders: &Receiver<Keep>,
    messages: &Sender<Msg>,
) {
    let keeper = Keeper {
        store: open(folders, messages),
        folders,
        library,
        messages,
        told: Cell::new(None),
    };
    let unread = "The bookmarks could not be read: the program made a mistake with one of them; their files are as they were";
    let told = catch_unwind(AssertUnwindSafe(|| {
        keeper.tell_all();
        keeper.tell_decisions();
        keeper.tell_drafts();
    }));
    if told.is_err() {
        tell(messages, Severity::Error, unread);
    }
    serve(orders, messages, |order| keeper.obey(order));
}

/// Hands each order to `obey`, in order and leaving out what a later one makes void, until the
/// channel is closed. A mistake of the program with one of them is told, and the next is obeyed.
fn serve(orders: &Receiver<Keep>, messages: &Sender<Msg>, obey: impl Fn(Keep)) {
    let lost =
        "The program made a mistake and may not have kept the last change; B shows what is kept";
    while let Ok(first) = orders.recv() {
        let waiting: Vec<Keep> = std::iter::once(first).chain(orders.try_iter()).collect();
        // Of a note that is being typed, and of places, only the last state is worth the disk.
        let last = |is: fn(&Keep) -> bool| waiting.iter().rposition(is);
        let draft = last(|order| matches!(order, Keep::Draft(_)));
        let reading = last(|order| matches!(order, Keep::Reading(_)));
        let history = last(|order| matches!(order, Keep::History(_)));
        for (place, order) in waiting.into_iter().enumerate() {
            let stale = match order {
                Keep::Draft(_) => Some(place) != draft,
                Keep::Reading(_) => Some(place) != reading,
                Keep::History(_) => Some(place) != history,
                _ => false,
            };
            if stale {
                continue;
            }
            let asked = order.is_asked();
            if catch_unwind(AssertUnwindSafe(|| obey(order))).is_err() {
                refuse(messages, asked, lost);
            }
        }
    }
}

/// Tells that something was not done: whoever asked for a change is told in either case.
fn refuse(messages: &Sender<Msg>, asked: bool, text: &str) {
    let notice = Notice {
        severity: Severity::Error,
        text: clean_line(text),
    };
    let _ = messages.send(if asked {
        Msg::NotKept(notice)
    } else {
        Msg::Notice(notice)
    });
}

fn open(folders: &Folders, messages: &Sender<Msg>) -> Option<Store> {
    let folder = folders.bookmarks.as_ref()?;
    match Store::open(folder) {
        Ok(store) => {
            if let Err(error) = may_write(folder) {
                let folder = clean_path(folder);
                let text = format!(
                    "Bookmarks cannot be kept in {folder}: {error}; articles can be read all the same"
                );
                tell(messages, Severity::Warning, &text);
            }
            Some(store)
        }
        Err(error) => {
            tell(messages, Severity::Error, &error.to_string());
            None
        }
    }
}

/// Whether something can be written in `folder`, or in what is there of the way to it.
fn may_write(folder: &Path) -> io::Result<()> {
    let there = folder.ancestors().find(|above| above.exists());
    let needed = Access::WRITE_OK | Access::EXEC_OK;
    Ok(access(there.unwrap_or(Path::new("/")), needed)?)
}

fn tell(messages: &Sender<Msg>, severity: Severity, text: &str) {
    // Nobody receives once the program is ending; what was to be written is written all the same.
    let _ = messages.send(Msg::Notice(Notice {
        severity,
        text: clean_line(text),
    }));
}

/// A file that is not among the bookmarks, as far as it can be read.
fn unread(problem: &Problem) -> Option<Unread> {
    if problem.reason.is_harmless() {
        return None;
    }
    let content = problem.partial.as_ref().map(|partial| {
        let parts = [&partial.quote, &partial.note];
        let parts = parts.map(|part| clean_line(part));
        parts.join(" ").trim().to_owned()
    });
    Some(Unread {
        file: problem.file.clone(),
        reason: clean_line(&problem.reason.to_string()),
        content: content.unwrap_or_default(),
    })
}

struct Keeper<'a> {
    store: Option<Store>,
    folders: &'a Folders,
    /// Which knows who has which name.
    library: &'a Library,
    messages: &'a Sender<Msg>,
    /// What the folder held when all bookmarks were told.
    told: Cell<Option<Stamp>>,
}

impl Keeper<'_> {
    fn tell_all(&self) {
        let Some(store) = &self.store else { return };
        // Before it is read: what changes meanwhile is read the next time.
        self.told.set(Some(store.stamp()));
        let loaded = store.load();
        for problem in loaded.problems.iter().filter(|problem| !problem.repeated) {
            let severity = if problem.reason.is_harmless() {
                Severity::Warning
            } else {
                Severity::Error
            };
            let text = format!("{}: {}", problem.file, problem.reason);
            tell(self.messages, severity, &text);
        }
        let unread = loaded.problems.iter().filter_map(unread).collect();
        let _ = self.messages.send(Msg::Bookmarks(loaded.bookmarks, unread));
    }

    /// What was decided about events.
    fn tell_decisions(&self) {
        let Some(data) = &self.folders.data else {
            return;
        };
        let (decisions, problems) = decisions::read(data);
        for problem in problems {
            tell(self.messages, Severity::Warning, &problem);
        }
        if !decisions.is_empty() {
            let _ = self.messages.send(Msg::Decisions(decisions));
        }
    }

    fn tell_drafts(&self) {
        let Some(store) = &self.store else { return };
        let drafts = store.drafts();
        if !drafts.is_empty() {
            let _ = self.messages.send(Msg::Drafts(drafts));
        }
    }

    fn obey(&self, order: Keep) {
        if let Keep::Reading(reading) = order {
            if let Some(data) = &self.folders.data
                && let Err(problem) = write_reading(data, &reading)
            {
                let text = format!("Where you are is not kept: {problem}");
                tell(self.messages, Severity::Warning, &text);
            }
            return;
        }
        if let Keep::History(lenses) = order {
            if let Some(state) = &self.folders.state
                && let Err(error) = history::write(state, lenses)
            {
                let text = format!("The lenses used before are not kept: {error}");
                tell(self.messages, Severity::Warning, &text);
            }
            return;
        }
        let order = match order {
            Keep::Correct(correction) => return self.correct(*correction),
            Keep::PutBack(corrected) => return self.put_back(corrected),
            order => order,
        };
        let asked = order.is_asked();
        let Some(store) = &self.store else {
            if matches!(order, Keep::Look) {
                return;
            }
            refuse(
                self.messages,
                asked,
                "Not saved: there is no folder for bookmarks (see the notices with !)",
            );
            return;
        };
        let done = match order {
            Keep::Save(bookmark) => store.save(&bookmark).map(|saved| {
                let both = matches!(saved, Saved::Both(_));
                let _ = self.messages.send(Msg::Saved {
                    bookmark: Box::new(saved.into_bookmark()),
                    asked: bookmark.id,
                });
                if both {
                    let text = "Another program changed this bookmark too: both are kept";
                    tell(self.messages, Severity::Warning, text);
                    self.tell_all();
                }
            }),
            Keep::Delete(id) => store.delete(&id).map(|()| {
                let _ = self.messages.send(Msg::Deleted(id));
            }),
            Keep::Restore(id) => store.restore(&id).map(|restored| {
                let _ = self.messages.send(Msg::Saved {
                    asked: restored.id.clone(),
                    bookmark: Box::new(restored),
                });
            }),
            Keep::Draft(bookmark) => store.save_draft(&bookmark),
            Keep::DiscardDraft(id) => store.discard_draft(&id),
            Keep::Look => {
                if self.told.get().is_none_or(|told| store.changed_since(told)) {
                    self.tell_all();
                }
                Ok(())
            }
            Keep::Reading(_) | Keep::History(_) | Keep::Correct(_) | Keep::PutBack(_) => Ok(()),
        };
        if let Err(error) = done {
            refuse(self.messages, asked, &error.to_string());
        }
    }
}

impl Keeper<'_> {
    fn correct(&self, correction: Correction) {
        let refused = Cell::new(false);
        let done = self.own_file(&correction).and_then(|path| {
            let name = file_name(&path);
            let known = self.library.dictionary();
            let apply = |before: Option<&str>| correction.apply(&name, before, &known);
            own_file::change(&path, |before| {
                apply(before).inspect_err(|_| refused.set(true))
            })
        });
        let _ = self.messages.send(match done {
            Ok((before, after)) => Msg::Corrected(Box::new(Corrected {
                correction,
                before,
                after,
            })),
            // What cannot be meant so is no failure of the program.
            Err(problem) if refused.get() => {
                not_kept(Severity::Warning, &format!("Not kept: {problem}"))
            }
            Err(problem) => not_kept(Severity::Error, &format!("Not kept: {problem}")),
        });
    }

    fn put_back(&self, corrected: Box<Corrected>) {
        let done = self.own_file(&corrected.correction).and_then(|path| {
            let name = file_name(&path);
            let held = (corrected.before.as_deref(), corrected.after.as_str());
            own_file::put_back(&path, held, |now| corrected.take_back(&name, now))
        });
        let _ = self.messages.send(match done {
            Ok(()) => Msg::PutBack(corrected),
            Err(problem) => not_kept(Severity::Error, &format!("Not taken back: {problem}")),
        });
    }

    fn own_file(&self, correction: &Correction) -> Result<PathBuf, String> {
        let folder = match correction {
            Correction::Actor(_) => self.folders.config.as_ref(),
            Correction::Event(_) | Correction::Withdraw(_) => self.folders.data.as_ref(),
        };
        folder
            .map(|folder| folder.join(correction.file()))
            .ok_or_else(|| "there is no folder for it (see the notices with !)".to_owned())
    }
}

/// The name of a file of the user's own alone: what is told of it has to fit below the panes.
fn file_name(path: &Path) -> String {
    clean_path(Path::new(path.file_name().unwrap_or_default()))
}

fn not_kept(severity: Severity, problem: &str) -> Msg {
    Msg::NotKept(Notice {
        severity,
        text: clean_line(problem),
    })
}

fn reading_path(data: &Path) -> PathBuf {
    data.join("reading.json")
}

/// Reads the places of earlier times; nothing where there are none. What cannot be understood is
/// told, and never written over.
pub(super) fn read_reading(data: &Path) -> (Reading, Option<String>) {
    match known_reading(data) {
        Ok(reading) => (reading, None),
        Err(problem) => (Reading::default(), Some(problem)),
    }
}

/// What is on disk, or why nothing may be written there.
fn known_reading(data: &Path) -> Result<Reading, String> {
    let path = reading_path(data);
    let shown = clean_path(&path);
    let left = "it is left as it is, and places are not kept until it is moved away";
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Reading::default()),
        Err(error) => return Err(format!("{shown}: {error}; {left}")),
    };
    match serde_json::from_slice::<Reading>(&bytes) {
        Ok(reading) if reading.version <= VERSION => Ok(reading),
        Ok(_) => Err(format!("{shown} is of a newer version; {left}")),
        Err(error) => Err(format!("{shown} cannot be understood ({error}); {left}")),
    }
}

fn write_reading(data: &Path, reading: &Reading) -> Result<(), String> {
    let mut reading = reading.clone();
    reading.join(known_reading(data)?);
    reading.version = VERSION;
    make_private_folder(data).map_err(|error| error.to_string())?;
    let write = || {
        let mut file = NamedTempFile::new_in(data)?;
        serde_json::to_writer(&mut file, &reading)?;
        file.flush()?;
        file.as_file().sync_data()?;
        file.persist(reading_path(data))?;
        Ok::<(), std::io::Error>(())
    };
    write().map_err(|error| format!("{}: {error}", clean_path(&reading_path(data))))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Arc;

    use crossbeam_channel::unbounded;
    use jiff::Timestamp;

    use super::*;
    use crate::actors::ActorKind;
    use crate::actors::correction::Correction as OfActor;
    use crate::actors::dictionary::Dictionary;

    #[test]
    fn a_mistake_is_told_and_what_comes_after_it_is_kept() {
        let (orders, waiting) = unbounded();
        let (messages, told) = unbounded();
        let id = BookmarkId::new(Timestamp::UNIX_EPOCH);
        for order in [
            Keep::Delete(id.clone()),
            Keep::Restore(id.clone()),
            Keep::Look,
        ] {
            orders.send(order).unwrap();
        }
        drop(orders);
        let obeyed = RefCell::new(Vec::new());
        serve(&waiting, &messages, |order| {
            assert!(!matches!(order, Keep::Delete(_)), "a mistake");
            obeyed.borrow_mut().push(order);
        });
        assert!(
            matches!(obeyed.take().as_slice(), [Keep::Restore(kept), Keep::Look] if *kept == id),
        );
        let told: Vec<Msg> = told.try_iter().collect();
        assert!(
            matches!(told.as_slice(), [Msg::NotKept(notice)] if notice.severity == Severity::Error),
            "{told:?}"
        );
    }

    #[test]
    fn what_is_refused_is_no_failure_of_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let (messages, told) = unbounded();
        let severity = |config: &Path, name: &str| {
            let folders = Folders {
                data: None,
                bookmarks: None,
                state: None,
                config: Some(config.to_owned()),
            };
            let dictionary = Dictionary::with_user(&[]).0;
            let keeper = Keeper {
                store: None,
                folders: &folders,
                library: &Library::new(Arc::new(dictionary), 1 << 20, 1 << 20),
                messages: &messages,
                told: Cell::new(None),
            };
            keeper.correct(Correction::Actor(OfActor::Add {
                kind: ActorKind::Person,
                name: name.to_owned(),
            }));
            match told.try_recv() {
                Ok(Msg::NotKept(notice)) => Some(notice.severity),
                _ => None,
            }
        };
        assert_eq!(severity(folder.path(), " "), Some(Severity::Warning));
        assert_eq!(severity(folder.path(), "Anna Bruni"), None);
        let file = folder.path().join("actors.toml");
        assert_eq!(severity(&file, "Anna Neri"), Some(Severity::Error));
    }
}
