//! The reader: the open article laid out in lines, the place in it, and what is marked in it.
//! The place is a byte of the text, so it survives every change of width. Recognising and
//! searching are done elsewhere; here their ranges are only kept and walked through.

use std::sync::Arc;

use crate::corpus::{Article, ArticleId};
use crate::index::Annotated;
use crate::text::TextRange;
use crate::text::grapheme;

mod lines;
mod open;

pub use lines::{Line, LineKind};
pub use open::{Kept, Open};

use lines::lines;
use open::margin;

use super::list::Motion;

/// The widest column of text at the beginning.
pub const COLUMN: u16 = 72;
/// The narrowest and the widest that can be asked for.
pub const COLUMN_RANGE: std::ops::RangeInclusive<u16> = 24..=200;
/// Columns left of the text: the place, and the bookmarks.
pub const GUTTER: u16 = 2;

/// The pane.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The open article.
    pub open: Option<Open>,
    /// The widest column of text, in columns.
    pub column: u16,
    /// Columns and rows inside the frame.
    size: (u16, u16),
    /// The row of the place where the reader last went to it; sizes come and go.
    row: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            open: None,
            column: COLUMN,
            size: (0, 0),
            row: 0,
        }
    }
}

impl Reader {
    /// A reader whose column of text is at most so wide, within [`COLUMN_RANGE`].
    #[must_use]
    pub fn of_width(column: u16) -> Self {
        Self {
            column: column.clamp(*COLUMN_RANGE.start(), *COLUMN_RANGE.end()),
            ..Self::default()
        }
    }

    /// The article that is open.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.open.as_ref().map(|open| &*open.annotated.article)
    }

    /// The id of the article that is open.
    #[must_use]
    pub fn id(&self) -> Option<ArticleId> {
        self.article().map(|article| article.head.id)
    }

    /// Columns of text at the present size.
    #[must_use]
    pub fn text_width(&self) -> u16 {
        self.size
            .0
            .saturating_sub(GUTTER + 1)
            .min(self.column)
            .max(1)
    }

    /// The column, inside the frame, where the text begins: it is centred.
    #[must_use]
    pub fn left(&self) -> u16 {
        let spare = self
            .size
            .0
            .saturating_sub(GUTTER + 1)
            .saturating_sub(self.text_width());
        GUTTER + spare / 2
    }

    fn height(&self) -> usize {
        usize::from(self.size.1).max(1)
    }

    /// Shows `annotated` from `place` on, a byte of its text.
    pub fn show(&mut self, annotated: Arc<Annotated>, place: usize) {
        let place = annotated.article.text.floor_char_boundary(place);
        self.open = Some(Open {
            annotated,
            lines: Vec::new(),
            top: 0,
            cursor: place,
            hits: Vec::new(),
            hit: None,
            kept: Vec::new(),
            pointed: None,
            selection: None,
            links: None,
        });
        self.row = 0;
        self.lay_out();
        self.settle();
    }

    /// Shows again what was open before as it was; in the lines of the present width.
    pub fn put_back(&mut self, before: Self) {
        let laid_out = (before.size, before.column) == (self.size, self.column);
        self.open = before.open;
        self.row = before.row;
        if !laid_out {
            self.lay_out();
        }
    }

    /// Takes what was recognised in the open article, which stays where it is.
    pub fn recognise(&mut self, annotated: Arc<Annotated>) {
        if let Some(open) = &mut self.open {
            open.annotated = annotated;
        }
    }

    /// Takes the open article as it is now; `moved` leads from the places of its text before to
    /// those of now. What is selected or pointed at stays so as long as its words are there.
    pub fn renew(&mut self, annotated: Arc<Annotated>, moved: &dyn Fn(usize) -> usize) {
        let Some(open) = &mut self.open else { return };
        let before = Arc::clone(&open.annotated.article);
        let (old, new) = (before.text.as_str(), annotated.article.text.as_str());
        let kept = |range| same_words(range, old, new, moved);
        open.cursor = moved(open.cursor);
        open.pointed = open.pointed.and_then(kept);
        open.selection = open.selection.and_then(|selection| selection.moved(&kept));
        open.hits = open.hits.iter().copied().filter_map(kept).collect();
        open.hit = None;
        open.kept.clear();
        open.links = None;
        open.annotated = annotated;
        self.lay_out();
        self.settle();
    }

    /// The pane has now this many columns and rows inside its frame.
    pub fn resize(&mut self, width: u16, height: u16) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.lay_out();
        }
    }

    /// Makes the column of text wider or narrower.
    pub fn widen(&mut self, by: i16) {
        let column = self.text_width().saturating_add_signed(by);
        self.column = column.clamp(*COLUMN_RANGE.start(), *COLUMN_RANGE.end());
        self.lay_out();
    }

    fn lay_out(&mut self) {
        let width = usize::from(self.text_width());
        let row = self.row.min(self.height() - 1);
        let height = self.height();
        if let Some(open) = &mut self.open {
            open.lines = lines(&open.annotated.article, width);
            let line = open.line_of(open.cursor);
            open.top = line.saturating_sub(row);
            open.keep_in_view(height);
        }
    }

    fn settle(&mut self) {
        self.row = self
            .open
            .as_ref()
            .map_or(0, |open| open.line_of(open.cursor).saturating_sub(open.top));
    }

    /// The lines on the screen.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Line)> {
        let height = usize::from(self.size.1);
        self.open
            .iter()
            .flat_map(move |open| open.lines.iter().enumerate().skip(open.top).take(height))
    }

    /// Moves the place; a selection moves the lines only.
    pub fn go(&mut self, motion: Motion) {
        let height = self.height();
        let Some(open) = &mut self.open else { return };
        open.pointed = None;
        let last = open.lines.len().saturating_sub(1);
        let here = open.line_of(open.cursor);
        let page = height.saturating_sub(2).max(1).cast_signed();
        let (line, scroll) = match motion {
            Motion::Line(by) => (
                open.text_line(here.saturating_add_signed(by).min(last), by),
                0,
            ),
            Motion::Half(by) => (
                here.saturating_add_signed(by * (page / 2).max(1)),
                by * (page / 2).max(1),
            ),
            Motion::Page(by) => (here.saturating_add_signed(by * page), by * page),
            Motion::First => (0, 0),
            Motion::Last => (last, 0),
        };
        if scroll != 0 {
            open.top = open.top.saturating_add_signed(scroll);
        }
        open.cursor = open.start_of(line.min(last));
        open.keep_in_view(height);
        self.settle();
    }

    /// Moves the lines by `by` rows, as a wheel does; the place stays on the screen.
    pub fn scroll(&mut self, by: isize) {
        let height = self.height();
        let Some(open) = &mut self.open else { return };
        let last_top = open.lines.len().saturating_sub(height);
        open.top = open.top.saturating_add_signed(by).min(last_top);
        let margin = margin(height);
        let line = open.line_of(open.cursor);
        let first = if open.top == 0 { 0 } else { open.top + margin };
        let last = if open.top == last_top {
            open.lines.len()
        } else {
            open.top + height - margin
        };
        let line = line.clamp(first, last.saturating_sub(1).max(first));
        open.cursor = open.start_of(open.text_line(line, by));
        self.settle();
    }

    /// Goes to `range` and shows it in the upper half of the screen if it is not in view.
    pub fn point(&mut self, range: TextRange) {
        let height = self.height();
        let Some(open) = &mut self.open else { return };
        open.cursor = range.start.min(open.annotated.article.text.len());
        let line = open.line_of(open.cursor);
        if line < open.top + margin(height) || line + margin(height) >= open.top + height {
            open.top = line.saturating_sub(height / 3);
        }
        open.keep_in_view(height);
        self.settle();
    }

    /// Goes to the byte `at` of `sentence` and shows that as the one that was meant.
    pub fn point_at(&mut self, sentence: TextRange, at: usize) {
        self.point(sentence);
        if at != sentence.start {
            self.point(TextRange::new(at, at.max(sentence.end)));
        }
        if let Some(open) = &mut self.open {
            open.pointed = Some(sentence);
        }
    }

    /// Keeps the moving end of the selection in view.
    pub fn follow_selection(&mut self) {
        let height = self.height();
        let Some(open) = &mut self.open else { return };
        if let Some(selection) = open.selection {
            open.cursor = selection.head();
            open.keep_in_view(height);
        }
        self.settle();
    }

    /// The byte of the text shown at a cell inside the frame; of the nearest text in its row.
    #[must_use]
    pub fn byte_at(&self, column: u16, row: u16) -> Option<usize> {
        let open = self.open.as_ref()?;
        let line = open.lines.get(open.top + usize::from(row))?;
        let LineKind::Text(_) = line.kind else {
            return None;
        };
        let mut left = usize::from(column.saturating_sub(self.left() + line.indent));
        let text = line.range.of(&open.annotated.article.text);
        for (range, _, width) in grapheme::graphemes(text) {
            if left < width.max(1) {
                return Some(line.range.start + range.start);
            }
            left -= width;
        }
        Some(line.range.end)
    }

    /// How much of the article lies above the lower edge of the screen, in percent.
    #[must_use]
    pub fn progress(&self) -> u8 {
        let Some(open) = &self.open else { return 0 };
        let seen = (open.top + self.height()).min(open.lines.len());
        u8::try_from(seen * 100 / open.lines.len().max(1)).unwrap_or(100)
    }
}

/// The same passage in a text whose bytes have `moved`; `None` where its words are not there.
fn same_words(
    range: TextRange,
    old: &str,
    new: &str,
    moved: &dyn Fn(usize) -> usize,
) -> Option<TextRange> {
    let start = moved(range.start);
    let there = TextRange::new(start, start + range.len());
    (new.get(there.start..there.end) == Some(range.of(old))).then_some(there)
}
