//! Everything that can happen to the app: what the user does, and what the runtime brings.

use std::sync::Arc;

use crate::actors::ActorId;
use crate::bookmarks::standing::Standing;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::ArticleId;
use crate::index::Annotated;
use crate::index::build::Progress;
use crate::index::catalogue::Catalogue;
use crate::index::mentions::Passage;
use crate::search::worker::Snapshot;
use crate::text::TextRange;
use crate::timeline::events::Events;
use crate::timeline::{Quote, Report};

use super::panes::bookmarks::Unread;

use super::correction::Corrected;
use super::effect::Wanted;
use super::key::Key;
use super::mouse::Mouse;
use super::notice::Notice;
use super::survey::Findings;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The screen has now this many columns and rows.
    Resize(u16, u16),
    /// More, or all, is known of the corpus.
    Catalogue {
        /// What is known.
        catalogue: Arc<Catalogue>,
        /// Whether more will come.
        reading: bool,
    },
    /// How far reading the corpus has come; `None` when it is over.
    Progress(Option<Progress>),
    /// An answer, perhaps partial, to a lens.
    Results(Snapshot),
    /// An article was read.
    Opened(Arc<Annotated>),
    /// An article could not be read, and why.
    NotOpened(ArticleId, String),
    /// The hits of the lens of this generation in an article.
    Marked {
        /// Of the lens.
        generation: u64,
        /// The article.
        id: ArticleId,
        /// By start.
        hits: Vec<TextRange>,
    },
    /// The bookmarks were read; these are all.
    Bookmarks(Vec<Bookmark>, Vec<Unread>),
    /// A bookmark is on disk.
    Saved {
        /// As it is there.
        bookmark: Box<Bookmark>,
        /// The one that was to be saved: another one, where it had to be kept beside that.
        asked: BookmarkId,
    },
    /// A bookmark is deleted on disk.
    Deleted(BookmarkId),
    /// What the reader decided about events before.
    Decisions(Vec<crate::timeline::correction::Correction>),
    /// The events of a catalogue by these decisions.
    Events {
        /// Of which.
        catalogue: Arc<Catalogue>,
        /// By which decisions.
        decisions: Arc<[crate::timeline::correction::Correction]>,
        /// The events.
        events: Arc<Events>,
    },
    /// What became of passages in the article whose text has this hash; nothing where it cannot be
    /// read.
    Compared(u64, Vec<(BookmarkId, Option<Standing>)>),
    /// The words of reports, as far as they can be read, and what they were wanted for.
    Quoted(Vec<(Arc<Report>, Option<Quote>)>, Wanted),
    /// Where articles name an actor, and whether there is more.
    Passages(ActorId, Vec<Passage>, bool),
    /// What a list asked of the whole corpus, or a part of it.
    Surveyed(Findings),
    /// A correction is on disk.
    Corrected(Box<Corrected>),
    /// A correction is taken out of its file again.
    PutBack(Box<Corrected>),
    /// What was asked for first and is not answered yet could not be kept, and why.
    NotKept(Notice),
    /// Notes were not finished when the program ended, the newest last.
    Drafts(Vec<Bookmark>),
    /// Something to tell.
    Notice(Notice),
    /// A signal asks the program to end.
    Terminate,
}
