//! What the lists over the panes ask of the whole corpus, and what is found: in a small corpus at
//! once, in a large one by the runtime, so that no key waits for it. What is done with it is for the
//! panes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::actors::{ActorId, ActorKind};
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::ArticleId;
use crate::index::catalogue::{Catalogue, Counted};
use crate::search::fuzzy::{Picker, Picks};

use super::among::Among;
use super::panes::actors::{Arrangement, arranged};
use super::panes::card::Card;
use super::panes::matrix::Matrix;
use super::panes::picker::{Choices, MOST};
use super::placing::placed;
use super::turns::Turn;

/// So many articles are surveyed within a frame.
const AT_ONCE: usize = 500;
/// So many events are.
const EVENTS_AT_ONCE: usize = 5000;
/// Time between two parts of what is picked that are told.
const PART: Duration = Duration::from_millis(30);

/// A question.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Its turn.
    pub(super) turn: Turn,
    /// What is asked.
    pub(super) asked: Asked,
}

/// What can be asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// What fits the name that is typed.
    Names {
        names: Arc<Picker<Choices>>,
        typed: String,
    },
    /// Who is named; `counts` where they are known from before.
    Actors {
        among: Among,
        counts: Option<Arc<[Counted]>>,
        arrangement: Arrangement,
    },
    /// All of an actor but the passages.
    Card { among: Among, id: ActorId },
    /// Who is named with whom.
    Matrix {
        among: Among,
        kind: Option<ActorKind>,
    },
    /// In which articles bookmarks are.
    Bookmarks {
        catalogue: Arc<Catalogue>,
        bookmarks: Vec<Arc<Bookmark>>,
    },
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Of which question.
    pub(super) turn: Turn,
    /// What.
    pub(super) found: Found,
}

/// What can be found.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// Answers for what is typed, and whether they are all.
    Names { picks: Picks, whole: bool },
    /// Everyone who is named, and who is shown in which order.
    Actors {
        catalogue: Arc<Catalogue>,
        counts: Arc<[Counted]>,
        rows: Vec<Counted>,
    },
    /// What is known of an actor.
    Card(Box<Card>),
    /// Who is named with whom.
    Matrix(Box<Matrix>),
    /// The article of each bookmark.
    Bookmarks(HashMap<BookmarkId, ArticleId>),
}

impl Survey {
    /// Whether the answer is there within a frame.
    pub(super) fn is_quick(&self) -> bool {
        let small = |catalogue: &Catalogue| {
            catalogue.entries.len() <= AT_ONCE && catalogue.events.len() <= EVENTS_AT_ONCE
        };
        match &self.asked {
            Asked::Names { names, .. } => names.names().catalogue().is_none_or(small),
            Asked::Actors { among, .. }
            | Asked::Card { among, .. }
            | Asked::Matrix { among, .. } => small(&among.catalogue),
            Asked::Bookmarks {
                catalogue,
                bookmarks,
            } => bookmarks.is_empty() || small(catalogue),
        }
    }

    /// Which of the lists asks: of each only the newest question matters.
    #[must_use]
    pub fn kind(&self) -> impl Eq + use<> {
        std::mem::discriminant(&self.asked)
    }

    /// Hands over what is found, in parts where that takes long, as long as somebody wants it.
    pub fn answer(self, tell: &mut dyn FnMut(Findings)) {
        let Self { turn, asked } = self;
        if !turn.holds() {
            return;
        }
        let found = match asked {
            Asked::Names { names, typed } => {
                let mut told = Instant::now();
                let mut last = None;
                names.pick_while(&typed, MOST, |picks| {
                    let part = told.elapsed() >= PART;
                    if let Some(picks) = last.replace(picks).filter(|_| part) {
                        told = Instant::now();
                        tell(Findings {
                            turn: turn.clone(),
                            found: Found::Names {
                                picks,
                                whole: false,
                            },
                        });
                    }
                    turn.holds()
                });
                Found::Names {
                    picks: last.unwrap_or_default(),
                    whole: true,
                }
            }
            Asked::Actors {
                among,
                counts,
                arrangement,
            } => {
                let counts = counts.unwrap_or_else(|| among.counted().into());
                let rows = arranged(
                    &counts,
                    &among.catalogue.roster,
                    among.language,
                    &arrangement,
                );
                Found::Actors {
                    catalogue: among.catalogue,
                    counts,
                    rows,
                }
            }
            Asked::Card { among, id } => Found::Card(Box::new(Card::filled(&among, &id))),
            Asked::Matrix { among, kind } => Found::Matrix(Box::new(Matrix::filled(&among, kind))),
            Asked::Bookmarks {
                catalogue,
                bookmarks,
            } => Found::Bookmarks(placed(&bookmarks, &catalogue)),
        };
        if turn.holds() {
            tell(Findings { turn, found });
        }
    }
}
