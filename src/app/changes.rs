//! What can be taken back: the changes of what is kept, the latest last. A change counts only when
//! the keeper says that it is on disk, and one that cannot be taken back now stays to be taken back
//! later. What taking back does is decided in `keep`.

use std::collections::VecDeque;

use super::correction::Corrected;
use crate::bookmarks::{Bookmark, BookmarkId};

/// Changes that are remembered.
const MOST: usize = 500;

/// A change of what is kept.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// This bookmark was new.
    Created(BookmarkId),
    /// This bookmark was so before.
    Edited(Box<Bookmark>),
    /// This bookmark was there.
    Deleted(BookmarkId),
    /// This was corrected.
    Corrected(Box<Corrected>),
    /// The lens of this name had this text, or none.
    Lens(String, Option<String>),
}

/// What the keeper was asked for and has not answered.
#[derive(Clone, Debug)]
enum Asked {
    /// A change that the reader wants.
    Change,
    /// To take this one back.
    Undo(Change),
}

/// The changes that were made, and those that are under way; the keeper answers each order once,
/// in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    made: Vec<Change>,
    asked: VecDeque<Asked>,
}

impl Changes {
    /// The keeper is asked for a change.
    pub(super) fn ask(&mut self) {
        self.asked.push_back(Asked::Change);
    }

    /// Whether the keeper has still to answer something.
    pub(super) fn are_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The last change, which the keeper is asked to take back; `None` where there is none.
    pub(super) fn undo(&mut self) -> Option<Change> {
        let change = self.made.pop()?;
        // What is kept with the places of reading is written unasked, and not answered.
        if !matches!(change, Change::Lens(..)) {
            self.asked.push_back(Asked::Undo(change.clone()));
        }
        Some(change)
    }

    /// The keeper has made `change`, or has taken one back; whether it was the latter.
    pub(super) fn done(&mut self, change: Change) -> bool {
        if let Some(Asked::Undo(_)) = self.asked.pop_front() {
            return true;
        }
        self.made(change);
        false
    }

    /// A change is made for which nobody has to be waited.
    pub(super) fn made(&mut self, change: Change) {
        self.made.push(change);
        if self.made.len() > MOST {
            self.made.remove(0);
        }
    }

    /// The keeper could not do what it was asked first.
    pub(super) fn failed(&mut self) {
        if let Some(Asked::Undo(change)) = self.asked.pop_front() {
            self.made.push(change);
        }
    }
}
