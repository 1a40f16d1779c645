//! The list of bookmarks. Keeping them is for `bookmarks` and the runtime.

use std::sync::Arc;

use crate::bookmarks::Bookmark;
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

/// The list.
#[derive(Clone, Debug, Default)]
pub struct BookmarkList {
    /// The bookmarks shown, newest first.
    pub rows: Vec<Arc<Bookmark>>,
    /// After them, what cannot be read.
    pub unread: Vec<Arc<Unread>>,
    /// The selected row of both.
    pub cursor: Cursor,
    /// Typed to filter quotes, notes, tags and titles.
    pub filter: String,
    /// Whether the filter is being typed.
    pub filtering: bool,
}

impl BookmarkList {
    /// Shows what of `all` and `unread` fits the filter; the selected bookmark stays selected.
    pub fn fill(&mut self, all: &[Arc<Bookmark>], unread: &[Arc<Unread>]) {
        let selected = self.selected().map(|row| row.id.clone());
        let filter = fold(&self.filter);
        self.rows = all
            .iter()
            .filter(|bookmark| {
                filter.is_empty()
                    || fold(&bookmark.quote).contains(&filter)
                    || fold(&bookmark.note).contains(&filter)
                    || fold(&bookmark.title).contains(&filter)
                    || bookmark.tags.iter().any(|tag| fold(tag).contains(&filter))
            })
            .cloned()
            .collect();
        self.rows
            .sort_by(|a, b| b.created.cmp(&a.created).then_with(|| b.id.cmp(&a.id)));
        self.unread = unread
            .iter()
            .filter(|unread| {
                filter.is_empty()
                    || fold(&unread.content).contains(&filter)
                    || fold(&unread.file).contains(&filter)
            })
            .cloned()
            .collect();
        self.cursor.set_len(self.rows.len() + self.unread.len());
        let place = selected.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.cursor
            .select(place.unwrap_or_else(|| self.cursor.selected().unwrap_or(0)));
    }

    /// The selected bookmark.
    #[must_use]
    pub fn selected(&self) -> Option<&Arc<Bookmark>> {
        self.rows.get(self.cursor.selected()?)
    }

    /// The file at this row.
    #[must_use]
    pub fn unread_at(&self, row: usize) -> Option<&Arc<Unread>> {
        self.unread.get(row.checked_sub(self.rows.len())?)
    }

    /// The selected file that cannot be read.
    #[must_use]
    pub fn selected_unread(&self) -> Option<&Arc<Unread>> {
        self.unread_at(self.cursor.selected()?)
    }
}
