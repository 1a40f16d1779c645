//! The state of the screen and every decision about it. Messages go in ([`msg`]), effects come
//! out ([`effect`]); nothing here draws, reads, writes or waits.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::actors::ActorId;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::ArticleId;
use crate::index::build::Progress;
use crate::index::catalogue::Catalogue;
use crate::search::lens::Lens;
use crate::search::reasons::Reason;
use crate::search::request::Sort;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::timeline::Report;
use crate::timeline::correction::Correction as Decision;
use crate::timeline::events::Events;

mod act;
pub mod action;
pub mod among;
pub mod capabilities;
mod cards;
mod changes;
mod correct;
pub mod correction;
mod decide;
pub mod editor;
pub mod effect;
mod help;
pub mod history;
mod holding;
mod keep;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod links;
pub mod looking;
pub mod mouse;
pub mod msg;
mod navigate;
pub mod notice;
mod noting;
pub mod panes;
mod picking;
mod placing;
mod point;
pub mod preview;
pub mod prompt;
pub mod reading;
mod reread;
mod see;
mod sizes;
mod stand;
mod step;
pub mod survey;
pub mod turns;
mod update;
pub mod user_file;

use action::{Action, Context};
use changes::Changes;
use editor::Editor;
use effect::Effect;
use history::History;
use key::Key;
use keymap::Keymap;
use layout::Layout;
use notice::Notices;
use panes::actors::ActorList;
use panes::bookmarks::{BookmarkList, Unread};
use panes::card::Card;
use panes::documents::Documents;
use panes::list::Cursor;
use panes::matrix::Matrix;
use panes::naming::Naming;
use panes::note::NoteEditor;
use panes::notices::NoticeList;
use panes::picker::PickerPane;
use panes::reader::Reader;
use panes::sources::Sources;
use panes::timeline::{TimelinePane, Window};
use prompt::Prompt;
use reading::Reading;
use stand::Stand;

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of articles.
    #[default]
    Documents,
    /// The open article.
    Reader,
    /// The events.
    Timeline,
}

impl Pane {
    /// All, from left to right.
    pub const ALL: [Self; 3] = [Self::Documents, Self::Reader, Self::Timeline];

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Reader => "Reader",
            Self::Timeline => "Timeline",
        }
    }

    /// Where its keys are.
    #[must_use]
    pub const fn context(self) -> Context {
        match self {
            Self::Documents => Context::Documents,
            Self::Reader => Context::Reader,
            Self::Timeline => Context::Timeline,
        }
    }

    /// What goes there.
    #[must_use]
    pub const fn focus_action(self) -> Action {
        match self {
            Self::Documents => Action::FocusDocuments,
            Self::Reader => Action::FocusReader,
            Self::Timeline => Action::FocusTimeline,
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Documents => Self::Reader,
            Self::Reader => Self::Timeline,
            Self::Timeline => Self::Documents,
        }
    }

    const fn previous(self) -> Self {
        match self {
            Self::Documents => Self::Timeline,
            Self::Reader => Self::Documents,
            Self::Timeline => Self::Reader,
        }
    }
}

/// What lies over the panes; the last one takes the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Who is named.
    Actors(ActorList),
    /// One of them.
    Card(Box<Card>),
    /// Who is named with whom.
    Matrix(Box<Matrix>),
    /// Who tells an event, and when each says it was.
    Sources(Box<Sources>),
    /// What is kept.
    Bookmarks(BookmarkList),
    /// Finding anything by name.
    Picker(Box<PickerPane>),
    /// Every key, scrolled.
    Help(Cursor),
    /// Notices and problems, scrolled.
    Notices(NoticeList),
    /// A name being typed.
    Naming(Box<Naming>),
    /// A note being written.
    Note(Box<NoteEditor>),
}

/// The line of the lens while it is edited.
#[derive(Clone, Debug)]
pub struct LensEditor {
    /// What is typed.
    pub line: Editor,
    /// What to go back to.
    before: Stand,
    /// How far back in the history of lenses.
    recalled: usize,
    /// What was typed before one of them was recalled.
    typed: String,
}

/// Whether the lens has changed and its first hit is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seeking {
    No,
    /// It is to be shown as soon as it is known.
    Begun,
    /// It was not known yet while files were read; it is to be shown if the reader still stands at this
    /// byte of the text then.
    WaitingAt(usize),
}

/// What the next key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    /// The letter of a mark to set.
    SetMark,
    /// The letter of a mark to go to.
    GoMark,
    /// The number of a link.
    Link,
}

/// Where to go once an article is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// Where the reader was.
    Remembered,
    /// To this byte.
    Byte(usize),
    /// To this sentence, which is pointed at.
    Sentence(TextRange),
    /// To the mention of the followed actor that begins at this byte of a sentence, which is pointed at.
    Passage(TextRange, usize),
    /// To the passage of this bookmark, where it is found in the article.
    Kept(BookmarkId),
    /// To the first or last hit of the lens, once its hits are known.
    Hit {
        /// The first rather than the last.
        first: bool,
    },
    /// To the first or last mention of the followed actor.
    Mention {
        /// The first rather than the last.
        first: bool,
    },
}

/// The state of the program.
#[derive(Clone, Debug)]
pub struct App {
    /// Where everything is.
    pub layout: Layout,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// What lies over the panes.
    pub overlays: Vec<Overlay>,
    /// The line of the lens, while it is edited.
    pub lens_editor: Option<LensEditor>,
    /// The line that is asked for.
    pub prompt: Option<Prompt>,
    /// The one filter.
    pub lens: Lens,
    /// The document list.
    pub documents: Documents,
    /// The reader.
    pub reader: Reader,
    /// The timeline.
    pub timeline: TimelinePane,
    /// The events, as the reader corrected them.
    pub events: Arc<Events>,
    /// What is known of the corpus.
    pub catalogue: Arc<Catalogue>,
    /// Whether files are still being read.
    pub reading_files: bool,
    /// How far reading has come, where it takes a while.
    pub progress: Option<Progress>,
    /// Whether the answer to the lens is still coming.
    pub searching: bool,
    /// Of how many articles it is known so far, of all, where their texts have to be read for it.
    pub searched: Option<(usize, usize)>,
    /// Hits of the lens in all articles.
    pub hits_in_all: usize,
    /// What has to be told.
    pub notices: Notices,
    /// What is kept.
    pub bookmarks: Vec<Arc<Bookmark>>,
    /// Files of bookmarks that cannot be read, or not in full.
    pub unread: Vec<Arc<Unread>>,
    /// Places and marks.
    pub reading: Reading,
    /// Keys to actions.
    pub keymap: Keymap,
    /// Whether only the reader is shown.
    pub only_reader: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Lenses used before, oldest first.
    pub lens_history: Vec<String>,
    /// Why the lens finds nothing, term by term.
    pub reasons: Vec<Reason>,
    /// For whom names in the lens were taken that could be somebody else's, a line each.
    pub remarks: Vec<String>,
    /// Whether these are still to be told of the lens that was typed.
    remarks_due: bool,
    /// The language of most articles, in which dates and actors are named.
    pub language: Language,
    /// What the reader decided about events.
    decisions: Arc<[Decision]>,
    /// What was decided about actors since the start.
    decided: correct::Decided,
    /// The event that is to be joined to another.
    joining: Option<(u32, Vec<Arc<Report>>)>,
    pending: Vec<Key>,
    /// Keys that wait for the article that is being opened.
    held: holding::Held,
    awaited: Option<Awaited>,
    generation: u64,
    /// Whether nothing is known yet of the lens of this generation: in the corpus, in the open article.
    unanswered: bool,
    unmarked: bool,
    opening: Option<(ArticleId, Target)>,
    seeking: Seeking,
    /// Whether the best answer to the lens is to be shown rather than what is being read.
    best_wanted: bool,
    /// Where the timeline stood, where what is open stays although the lens may not find it.
    stays: Option<Window>,
    /// Whether what is open was merely shown while a lens was typed, and not read.
    in_passing: bool,
    /// The beginning of the id of the article that was asked for at the start.
    asked: Option<String>,
    /// Whether neither a key nor the mouse was used yet.
    untouched: bool,
    followed: Option<ActorId>,
    /// Where going on came to an end, until it goes on from the other.
    came_to: Option<step::End>,
    history: History,
    changes: Changes,
    /// The article of each bookmark that has one in the corpus.
    kept_in: HashMap<BookmarkId, ArticleId>,
    /// How many bookmarks each of these articles has.
    kept_counts: HashMap<ArticleId, keep::Counts>,
    /// Of bookmarks whose article has another text than it had: what became of the passage.
    compared: HashMap<BookmarkId, keep::Compared>,
    /// The passage that is gone to once it is known where it is, unless something else is done before.
    kept_wanted: Option<BookmarkId>,
    placings: turns::Turns,
    now: fn() -> Timestamp,
    zone: TimeZone,
    shown_url: Option<String>,
    /// Notes that were closed without saving.
    pub drafts: Vec<Bookmark>,
    /// Whether one of the drafts may be nowhere but here.
    unkept: bool,
}

/// What the app begins with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The lens, as text.
    pub lens: String,
    /// The beginning of the id of the article to open first.
    pub article: Option<String>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Places and marks of earlier times.
    pub reading: Reading,
    /// Lenses used at earlier times, oldest first.
    pub lens_history: Vec<String>,
    /// Keys to actions.
    pub keymap: Keymap,
    /// The widest that the column of text is made, in columns.
    pub column: u16,
    /// The order of the documents.
    pub sort: Sort,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// Where the reader is: it says which day today is.
    pub zone: TimeZone,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            width: 80,
            height: 24,
            lens: String::new(),
            article: None,
            mouse: true,
            reading: Reading::default(),
            lens_history: Vec::new(),
            keymap: Keymap::default(),
            column: panes::reader::COLUMN,
            sort: Sort::default(),
            now: Timestamp::now,
            zone: TimeZone::UTC,
        }
    }
}

impl App {
    /// The state before anything is known of the corpus.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let mut app = Self {
            layout: Layout::default(),
            focus: Pane::Documents,
            overlays: Vec::new(),
            lens_editor: None,
            prompt: None,
            lens: Lens::new(&setup.lens),
            documents: Documents::sorted(setup.sort),
            reader: Reader::of_width(setup.column),
            timeline: TimelinePane::default(),
            events: Arc::default(),
            decisions: Arc::default(),
            decided: correct::Decided::default(),
            joining: None,
            catalogue: Arc::default(),
            reading_files: true,
            progress: None,
            searching: false,
            searched: None,
            hits_in_all: 0,
            notices: Notices::default(),
            bookmarks: Vec::new(),
            unread: Vec::new(),
            reading: setup.reading,
            keymap: setup.keymap,
            only_reader: false,
            mouse: setup.mouse,
            lens_history: setup.lens_history,
            reasons: Vec::new(),
            remarks: Vec::new(),
            remarks_due: false,
            language: Language::default(),
            pending: Vec::new(),
            held: holding::Held::default(),
            awaited: None,
            generation: 0,
            unanswered: false,
            unmarked: false,
            opening: None,
            seeking: Seeking::No,
            best_wanted: true,
            stays: None,
            in_passing: false,
            asked: setup.article,
            untouched: true,
            followed: None,
            came_to: None,
            history: History::default(),
            changes: Changes::default(),
            kept_in: HashMap::new(),
            kept_counts: HashMap::new(),
            compared: HashMap::new(),
            kept_wanted: None,
            placings: turns::Turns::default(),
            now: setup.now,
            zone: setup.zone,
            shown_url: None,
            drafts: Vec::new(),
            unkept: false,
        };
        app.resize(setup.width, setup.height);
        app
    }

    fn focus(&mut self, pane: Pane) {
        self.focus = pane;
        if self.only_reader && pane != Pane::Reader {
            self.only_reader = false;
        }
        self.relay();
    }

    /// Effects that remember where the reader is; for the end of the program.
    #[must_use]
    pub fn leave(&mut self) -> Vec<Effect> {
        if let Some(editor) = self.lens_editor.take() {
            self.remember_stand(&editor.before);
        }
        self.remember_place();
        let mut effects = vec![Effect::SaveReading(self.reading.clone())];
        effects.extend(self.draft());
        effects
    }
}

pub use help::{HELP_MARGIN, HelpLine, HelpPage, help_page};
pub use sizes::{CARD_ROWS, MATRIX_COLUMNS, SOURCE_ROWS, told};
