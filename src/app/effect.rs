//! What the runtime must do for the app: everything that takes time, reads or writes, or touches
//! the terminal. Each comes back, if it comes back, as a [`super::msg::Msg`].

use std::path::PathBuf;
use std::sync::Arc;

use crate::actors::ActorId;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::Head;
use crate::index::Annotated;
use crate::index::catalogue::Catalogue;
use crate::search::request::Request;
use crate::timeline::Report;
use crate::timeline::correction::{Change, Correction as Decision};

use super::correction::{Corrected, Correction};
use super::reading::Reading;
use super::survey::Survey;

/// What the words of reports are wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To be shown.
    Sources,
    /// To keep what is decided about their event.
    Decision(Change),
}

/// One thing to be done.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Answers a lens.
    Search(Request),
    /// Reads an article and recognises what is in it.
    Open(Arc<Head>),
    /// Finds the hits of the lens in the open article.
    Mark {
        /// The article.
        annotated: Arc<Annotated>,
        /// The lens, as typed.
        lens: String,
        /// Of the lens.
        generation: u64,
    },
    /// Writes a bookmark.
    Save(Box<Bookmark>),
    /// Deletes a bookmark, so that it can be restored.
    Delete(BookmarkId),
    /// Brings a deleted bookmark back.
    Restore(BookmarkId),
    /// Looks up where some articles name an actor.
    Passages {
        /// Whom.
        actor: ActorId,
        /// Which articles, in the order in which they are told.
        articles: Vec<Arc<Head>>,
        /// In which names are looked up.
        catalogue: Arc<Catalogue>,
    },
    /// Looks for what a list over the panes asks of the whole corpus.
    Survey(Survey),
    /// Reads the words of reports.
    Quote {
        /// The reports, each with the head of its article.
        reports: Vec<(Arc<Report>, Arc<Head>)>,
        /// What they are wanted for.
        wanted: Wanted,
    },
    /// Looks what became of the passages of bookmarks in an article that was edited.
    Compare(Arc<Head>, Vec<Arc<Bookmark>>),
    /// Works out the events of a catalogue as the reader decided.
    Events {
        /// Of which.
        catalogue: Arc<Catalogue>,
        /// What was decided.
        decisions: Arc<[Decision]>,
    },
    /// Writes a correction into the user's file of its kind.
    Correct(Box<Correction>),
    /// Takes a correction out of that file again, if it is as the correction left it.
    PutBack(Box<Corrected>),
    /// Makes the dictionary of actors anew from its files, and reads everything again by it.
    MakeDictionary,
    /// Keeps what is typed of a note, in case the program ends.
    SaveDraft(Box<Bookmark>),
    /// Drops the draft of a bookmark.
    DiscardDraft(BookmarkId),
    /// Reads the bookmarks again, if another program has changed them.
    LookAtBookmarks,
    /// Keeps where the reader is in each article, the marks and the kept lenses.
    SaveReading(Reading),
    /// Keeps the lenses used before, oldest first.
    SaveHistory(Vec<String>),
    /// Puts text on the clipboard, through the terminal.
    Copy(String),
    /// Opens an address in the browser; it is http, https or mailto.
    OpenUrl(String),
    /// Opens a file in the user's editor, and reads it again after that.
    Edit(PathBuf),
    /// Reads again what has changed on disk, these files in any case, and everything where the
    /// dictionary of actors is another one; tells what came of it.
    Reread(Option<Vec<PathBuf>>),
    /// Ends the reading of the corpus with what was read so far.
    StopReading,
    /// Switches reports of the mouse on or off.
    Mouse(bool),
    /// Changes to the next theme.
    NextTheme,
    /// Draws everything again.
    Redraw,
    /// Gives the terminal back until the program is continued.
    Suspend,
    /// Ends the program.
    Quit,
}
