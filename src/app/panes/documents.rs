//! The document list: the articles that the lens leaves, in order. Each row is three lines
//! high, or four while the lens looks for something in the texts and the best passage is shown. Matching and ranking are done by
//! `search`; reading an article by the runtime.

use crate::corpus::ArticleId;
use crate::search::ranking::{Found, Ranking};
use crate::search::request::Sort;

use super::list::Cursor;

/// One article in the list.
pub type Row<'a> = Found<'a>;

/// The pane.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// The articles that the lens leaves, in order.
    pub rows: Ranking,
    /// The selected one.
    pub cursor: Cursor,
    /// The order.
    pub sort: Sort,
    /// Whether a third line, the best passage, is shown.
    pub passages: bool,
    /// Rows inside the frame.
    height: usize,
}

impl Documents {
    /// An empty list in this order.
    #[must_use]
    pub fn sorted(sort: Sort) -> Self {
        Self {
            sort,
            ..Self::default()
        }
    }

    /// Lines of the screen that one article takes.
    #[must_use]
    pub const fn row_height(&self) -> usize {
        if self.passages { 4 } else { 3 }
    }

    /// The pane has now this many rows inside its frame.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height);
        self.cursor
            .set_height((self.height / self.row_height()).max(1));
    }

    /// Shows `rows`; the article `keep` is selected, at the height of the screen where the selected
    /// one was before. The first row is where it is not there any more.
    pub fn set_rows(&mut self, rows: Ranking, passages: bool, keep: Option<ArticleId>) {
        self.rows = rows;
        self.passages = passages;
        self.cursor
            .set_height((self.height / self.row_height()).max(1));
        self.cursor.set_len(self.rows.len());
        let place = keep.and_then(|id| self.rows.position(id));
        match place {
            Some(place) => self.cursor.replace(place),
            None => self.cursor.select(0),
        }
    }

    /// The selected article.
    #[must_use]
    pub fn selected(&self) -> Option<Row<'_>> {
        self.rows.get(self.cursor.selected()?)
    }

    /// The row of the article `id`.
    #[must_use]
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.rows.position(id)
    }
}
