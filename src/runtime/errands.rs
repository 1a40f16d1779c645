//! What the screen asks about articles, and the answers: their texts and what is in them. In which
//! thread that is done is for `jobs`; whoever plays the runtime without threads answers by the same.

use std::collections::VecDeque;
use std::panic;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, TryRecvError};

use crate::actors::ActorId;
use crate::app::effect::Wanted;
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::bookmarks::Bookmark;
use crate::bookmarks::anchor::Finder;
use crate::bookmarks::standing::Standing;
use crate::corpus::Head;
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;
use crate::index::{Annotated, mentions, quotes};
use crate::search::lens::Lens;
use crate::search::matcher::{KeptArticles, Matcher};
use crate::text::clean::clean_line;
use crate::timeline::Report;
use crate::timeline::correction::Correction;

/// A question about articles.
#[derive(Debug)]
pub enum Errand {
    /// Read an article.
    Open(Arc<Head>),
    /// Find where articles name an actor.
    Passages {
        /// Whom.
        actor: ActorId,
        /// Which articles, in the order in which they are told.
        articles: Vec<Arc<Head>>,
        /// In which names are looked up.
        catalogue: Arc<Catalogue>,
    },
    /// Read the words of reports.
    Quote(Vec<(Arc<Report>, Arc<Head>)>, Wanted),
    /// Look what became of the passages of bookmarks in an article that was edited.
    Compare(Arc<Head>, Vec<Arc<Bookmark>>),
    /// Make the events what the reader decided.
    Events {
        /// Of which.
        catalogue: Arc<Catalogue>,
        /// What was decided.
        decisions: Arc<[Correction]>,
    },
    /// Find the hits of a lens in one.
    Mark {
        /// The article.
        annotated: Arc<Annotated>,
        /// The lens, as typed.
        lens: String,
        /// Of the lens.
        generation: u64,
        /// In which names are looked up.
        catalogue: Arc<Catalogue>,
    },
}

impl Errand {
    /// The answer.
    #[must_use]
    pub fn run(self, library: &Library) -> Msg {
        match self {
            Self::Open(head) => match library.open(&head) {
                Ok(annotated) => Msg::Opened(annotated),
                Err(error) => Msg::NotOpened(head.id, clean_line(&error.to_string())),
            },
            Self::Quote(reports, wanted) => {
                let quotes = quotes::quotes(library, &reports);
                let reports = reports.into_iter().map(|(report, _)| report);
                Msg::Quoted(reports.zip(quotes).collect(), wanted)
            }
            Self::Compare(head, bookmarks) => compared(library, &head, &bookmarks),
            Self::Events {
                catalogue,
                decisions,
            } => Msg::Events {
                events: catalogue.corrected(&decisions),
                catalogue,
                decisions,
            },
            Self::Passages {
                actor,
                articles,
                catalogue,
            } => {
                let roster = &catalogue.roster;
                let (found, more) = mentions::passages(library, roster, &actor, &articles);
                Msg::Passages(actor, found, more)
            }
            Self::Mark {
                annotated,
                lens,
                generation,
                catalogue,
            } => {
                let lens = Lens::new(&lens);
                let matcher = Matcher::new(lens.query(), &catalogue, &KeptArticles::default());
                Msg::Marked {
                    generation,
                    id: annotated.article.head.id,
                    hits: matcher.marks(&annotated),
                }
            }
        }
    }
}

impl Errand {
    /// What is told where the program makes a mistake with it: whoever waits for the answer need not.
    #[must_use]
    pub fn given_up(&self) -> Vec<Msg> {
        let text = "An article could not be opened: the program made a mistake with it";
        let notice = Msg::Notice(Notice {
            severity: Severity::Error,
            text: text.to_owned(),
        });
        match self {
            Self::Open(head) => vec![Msg::NotOpened(head.id, text.to_owned())],
            Self::Compare(head, bookmarks) => {
                let unknown = bookmarks.iter().map(|bookmark| (bookmark.id.clone(), None));
                vec![notice, Msg::Compared(head.hash, unknown.collect())]
            }
            Self::Mark {
                annotated,
                generation,
                ..
            } => {
                let nothing = Msg::Marked {
                    generation: *generation,
                    id: annotated.article.head.id,
                    hits: Vec::new(),
                };
                vec![notice, nothing]
            }
            Self::Quote(..) | Self::Passages { .. } | Self::Events { .. } => vec![notice],
        }
    }
}

/// What became of the passages of bookmarks in their article.
fn compared(library: &Library, head: &Arc<Head>, bookmarks: &[Arc<Bookmark>]) -> Msg {
    let article = library.text(head).ok();
    let finder = article.as_ref().map(|article| Finder::new(article));
    let hash = (article.as_ref()).map_or(head.hash, |article| article.head.hash);
    let standing = |bookmark: &Bookmark| {
        let finder = finder.as_ref()?;
        Some(Standing::of(bookmark, finder))
    };
    let standings = bookmarks.iter();
    Msg::Compared(
        hash,
        standings
            .map(|bookmark| (bookmark.id.clone(), standing(bookmark)))
            .collect(),
    )
}

/// Answers what is asked until nobody asks any more, the newest of a kind for which nobody waits for
/// the older ones.
pub(super) fn run_all(waiting: &Receiver<Errand>, library: &Library, messages: &Sender<Msg>) {
    // What nobody waits for is done one at a time, and everything else before it.
    let mut later = VecDeque::new();
    loop {
        let first = match later.is_empty() {
            true => match waiting.recv() {
                Ok(errand) => Some(errand),
                Err(_) => return,
            },
            false => match waiting.try_recv() {
                Ok(errand) => Some(errand),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            },
        };
        // Of many articles asked for, as when moving through the list, only the last is wanted.
        let mut open = None;
        let mut mark = None;
        let mut passages = None;
        let mut events = None;
        let mut quotes = Vec::new();
        for errand in first.into_iter().chain(waiting.try_iter()) {
            match errand {
                Errand::Open(_) => open = Some(errand),
                Errand::Mark { .. } => mark = Some(errand),
                Errand::Passages { .. } => passages = Some(errand),
                Errand::Events { .. } => events = Some(errand),
                // A decision waits for them.
                Errand::Quote(..) => quotes.push(errand),
                Errand::Compare(..) => later.push_back(errand),
            }
        }
        let shown = open.into_iter().chain(mark).chain(passages);
        let mut now = shown.chain(quotes).chain(events).peekable();
        let one = match now.peek() {
            Some(_) => None,
            None => later.pop_front(),
        };
        for errand in now.chain(one) {
            let given_up = errand.given_up();
            let run = panic::AssertUnwindSafe(|| errand.run(library));
            let told = match panic::catch_unwind(run) {
                Ok(msg) => vec![msg],
                Err(_) => given_up,
            };
            for msg in told {
                let _ = messages.send(msg);
            }
        }
    }
}
