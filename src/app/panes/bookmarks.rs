//! The list of bookmarks. Keeping them is for `bookmarks` and the runtime.

use std::sync::Arc;

use crate::bookmarks::Bookmark;
use crate::text::fold::fold;

use super::list::Cursor;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct BookmarkList {
    /// The bookmarks shown, newest first.
    pub rows: Vec<Arc<Bookmark>>,
    /// The selected one.
    pub cursor: Cursor,
    /// Typed to filter quotes, notes, tags and titles.
    pub filter: String,
    /// Whether the filter is being typed.
    pub filtering: bool,
}

impl BookmarkList {
    /// Shows what of `all` fits the filter; the selected bookmark stays selected.
    pub fn fill(&mut self, all: &[Arc<Bookmark>]) {
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
        self.cursor.set_len(self.rows.len());
        let place = selected.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.cursor
            .select(place.unwrap_or_else(|| self.cursor.selected().unwrap_or(0)));
    }

    /// The selected bookmark.
    #[must_use]
    pub fn selected(&self) -> Option<&Arc<Bookmark>> {
        self.rows.get(self.cursor.selected()?)
    }
}
