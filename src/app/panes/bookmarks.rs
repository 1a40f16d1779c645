//! The list of bookmarks. Keeping them is for `bookmarks` and the runtime.

use std::sync::Arc;

use crate::bookmarks::{Bookmark, BookmarkId};
use crate::text::fold::fold;

use super::list::Cursor;

/// A file of a bookmark that cannot be read, or not in full: it is shown, and never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its name, as it can be shown.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
    /// The quote and the note, as far as they can be read.
    pub content: String,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub enum Row {
    /// A note that was begun and not saved.
    Draft(Arc<Bookmark>),
    /// A bookmark.
    Kept(Arc<Bookmark>),
    /// What cannot be read.
    Unread(Arc<Unread>),
}

impl Row {
    /// What stays the same when the list is filled again.
    fn key(&self) -> (u8, &str) {
        match self {
            Self::Draft(draft) => (0, draft.id.as_str()),
            Self::Kept(bookmark) => (1, bookmark.id.as_str()),
            Self::Unread(unread) => (2, &unread.file),
        }
    }

    fn fits(&self, filter: &str) -> bool {
        let has = |text: &str| fold(text).contains(filter);
        match self {
            Self::Draft(bookmark) | Self::Kept(bookmark) => {
                has(&bookmark.quote)
                    || has(&bookmark.note)
                    || has(&bookmark.title)
                    || bookmark.tags.iter().any(|tag| has(tag))
            }
            Self::Unread(unread) => has(&unread.content) || has(&unread.file),
        }
    }
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct BookmarkList {
    /// Notes that are not finished, then the bookmarks, both newest first, then what cannot be read.
    pub rows: Vec<Row>,
    /// The selected row.
    pub cursor: Cursor,
    /// Typed to filter quotes, notes, tags and titles.
    pub filter: String,
    /// Whether the filter is being typed.
    pub filtering: bool,
}

impl BookmarkList {
    /// Shows what fits the filter; the selected row stays selected.
    pub fn fill(&mut self, drafts: &[Bookmark], kept: &[Arc<Bookmark>], unread: &[Arc<Unread>]) {
        let selected = self
            .cursor
            .selected()
            .and_then(|row| self.rows.get(row))
            .cloned();
        let mut drafts: Vec<Arc<Bookmark>> = drafts.iter().cloned().map(Arc::new).collect();
        let mut kept = kept.to_vec();
        for bookmarks in [&mut drafts, &mut kept] {
            bookmarks.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| b.id.cmp(&a.id)));
        }
        let filter = fold(&self.filter);
        self.rows = (drafts.into_iter().map(Row::Draft))
            .chain(kept.into_iter().map(Row::Kept))
            .chain(unread.iter().cloned().map(Row::Unread))
            .filter(|row| filter.is_empty() || row.fits(&filter))
            .collect();
        self.cursor.set_len(self.rows.len());
        let place = selected.and_then(|selected| {
            let same = |row: &Row| row.key() == selected.key();
            self.rows.iter().position(same)
        });
        self.cursor
            .select(place.unwrap_or_else(|| self.cursor.selected().unwrap_or(0)));
    }

    /// Selects a bookmark, where it is shown.
    pub fn select(&mut self, id: &BookmarkId) {
        let is_it = |row: &Row| matches!(row, Row::Kept(bookmark) if bookmark.id == *id);
        if let Some(place) = self.rows.iter().position(is_it) {
            self.cursor.select(place);
        }
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.selected()?)
    }

    /// How many bookmarks are shown.
    #[must_use]
    pub fn kept(&self) -> usize {
        let kept = |row: &&Row| matches!(row, Row::Kept(_));
        self.rows.iter().filter(kept).count()
    }
}
