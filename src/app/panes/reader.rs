//! The reader: the open article laid out in lines, the place in it, and what is marked in it.
//! The place is a byte of the text, so it survives every change of width. Recognising and
//! searching are done elsewhere; here their ranges are only kept and walked through.

use std::sync::Arc;

use crate::actors::{ActorId, Mention};
use crate::app::links::Links;
use crate::bookmarks::BookmarkId;
use crate::corpus::{Article, ArticleId, BlockKind};
use crate::dates::{Anchor, Value};
use crate::edtf::Edtf;
use crate::index::Annotated;
use crate::text::TextRange;
use crate::text::grapheme;
use crate::text::wrap::wrap;

use super::list::Motion;
use super::select::Selection;

/// The widest column of text at the beginning.
pub const COLUMN: u16 = 72;
/// The narrowest and the widest that can be asked for.
pub const COLUMN_RANGE: std::ops::RangeInclusive<u16> = 24..=200;
/// Columns left of the text: the place, and the bookmarks.
pub const GUTTER: u16 = 2;

/// What a line of the reader shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A part of a block of the article, which has this number.
    Text(usize),
    /// Date, source, author, length.
    Byline,
    /// Nothing.
    Blank,
}

/// One line of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part of the article's text; empty for what is not text.
    pub range: TextRange,
    /// What it shows.
    pub kind: LineKind,
    /// Columns before the text.
    pub indent: u16,
}

/// A passage of the open article that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it was found again.
    pub range: TextRange,
    /// Which bookmark.
    pub id: BookmarkId,
}

/// The open article.
#[derive(Clone, Debug)]
pub struct Open {
    /// The article with what was recognised in it.
    pub annotated: Arc<Annotated>,
    /// Its lines at the present width.
    pub lines: Vec<Line>,
    /// The first line on the screen.
    pub top: usize,
    /// The place of the reader.
    pub cursor: usize,
    /// The hits of the lens, by start.
    pub hits: Vec<TextRange>,
    /// Which of the hits was gone to.
    pub hit: Option<usize>,
    /// Kept passages, by start.
    pub kept: Vec<Kept>,
    /// The sentence that something led to, shown until the next movement.
    pub pointed: Option<TextRange>,
    /// The passage that is being selected.
    pub selection: Option<Selection>,
    /// The links of the screen, while one of them is chosen.
    pub links: Option<Links>,
}

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

    /// Goes to `sentence` and shows it as the one that was meant.
    pub fn point_at(&mut self, sentence: TextRange) {
        self.point(sentence);
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

/// Rows kept between the place and the edges of the screen.
fn margin(height: usize) -> usize {
    (height / 4).min(5)
}

impl Open {
    /// The line that shows `byte`.
    #[must_use]
    pub fn line_of(&self, byte: usize) -> usize {
        // Blank lines have the range of what follows them, so the last line that begins at or
        // before the byte is the one that shows it.
        self.lines
            .partition_point(|line| line.range.start <= byte)
            .saturating_sub(1)
    }

    fn start_of(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |line| line.range.start)
    }

    /// The first line of text from `line` on, in the direction of `by`.
    fn text_line(&self, line: usize, by: isize) -> usize {
        let is_text = |line: &Line| matches!(line.kind, LineKind::Text(_));
        let on = || {
            self.lines
                .iter()
                .enumerate()
                .skip(line)
                .find(|(_, l)| is_text(l))
        };
        let back = || {
            self.lines
                .iter()
                .enumerate()
                .take(line + 1)
                .rfind(|(_, l)| is_text(l))
        };
        if by < 0 {
            back().or_else(on)
        } else {
            on().or_else(back)
        }
        .map_or(line, |(at, _)| at)
    }

    fn keep_in_view(&mut self, height: usize) {
        let line = self.line_of(self.cursor);
        let margin = margin(height);
        let last_top = self.lines.len().saturating_sub(height);
        self.top = self
            .top
            .min(line.saturating_sub(margin))
            .max((line + margin + 1).saturating_sub(height))
            .min(last_top);
    }

    /// The hit after (or before) the place, and goes to it; `false` at the end of the article.
    pub fn step_hit(&mut self, forward: bool) -> Option<TextRange> {
        let next = match (self.hit, forward) {
            (Some(hit), true) if self.at_hit(hit) => hit + 1,
            (Some(hit), false) if self.at_hit(hit) => hit.checked_sub(1)?,
            (_, true) => self.hits.partition_point(|hit| hit.start < self.cursor),
            (_, false) => self
                .hits
                .partition_point(|hit| hit.start < self.cursor)
                .checked_sub(1)?,
        };
        let range = *self.hits.get(next)?;
        self.hit = Some(next);
        Some(range)
    }

    /// Whether the reader is still where that hit led.
    fn at_hit(&self, hit: usize) -> bool {
        self.hits
            .get(hit)
            .is_some_and(|range| range.start == self.cursor)
    }

    /// The next mention of `actor` after (or before) the place.
    #[must_use]
    pub fn step_mention(
        &self,
        is_meant: impl Fn(&ActorId) -> bool,
        forward: bool,
    ) -> Option<TextRange> {
        let mentions = &self.annotated.mentions;
        let found = |mention: &&Mention| is_meant(&mention.actor);
        if forward {
            mentions
                .iter()
                .filter(found)
                .find(|mention| mention.range.start > self.cursor)
        } else {
            mentions
                .iter()
                .filter(found)
                .rfind(|mention| mention.range.start < self.cursor)
        }
        .map(|mention| mention.range)
    }

    /// The mention at the place, or the first one after it on the same line.
    #[must_use]
    pub fn mention_here(&self) -> Option<&Mention> {
        let line = self.lines.get(self.line_of(self.cursor))?;
        let mentions = &self.annotated.mentions;
        mentions
            .iter()
            .filter(|mention| mention.range.contains(self.cursor))
            .min_by_key(|mention| mention.range.len())
            .or_else(|| {
                mentions.iter().find(|mention| {
                    mention.range.start >= self.cursor && mention.range.start < line.range.end
                })
            })
    }

    /// The date at the place, or else the next one on its line, or the first one.
    #[must_use]
    pub fn date_here(&self) -> Option<(TextRange, Edtf, Anchor)> {
        let line = self.lines.get(self.line_of(self.cursor))?;
        let here = (self.annotated.dates.iter())
            .filter(|found| found.range.overlaps(line.range))
            .filter_map(|found| match found.value {
                Value::Date(date) => Some((found.range, date, found.anchor)),
                _ => None,
            });
        let mut ahead = here.clone().filter(|(range, ..)| range.end > self.cursor);
        ahead.next().or_else(|| here.clone().next())
    }

    /// The first byte on the screen.
    #[must_use]
    pub fn top_byte(&self) -> usize {
        self.start_of(self.top)
    }
}

/// The lines of `article` at `width` columns: blocks apart, the byline under the title.
fn lines(article: &Article, width: usize) -> Vec<Line> {
    let mut lines =
        Vec::with_capacity(article.text.len() / width.max(1) + article.blocks.len() * 2);
    for (number, block) in article.blocks.iter().enumerate() {
        let before = number
            .checked_sub(1)
            .and_then(|before| article.blocks.get(before));
        let tight = matches!(block.kind, BlockKind::Item { .. })
            && before.is_some_and(|before| matches!(before.kind, BlockKind::Item { .. }));
        if number > 0 && !tight {
            let range = TextRange::new(block.range.start, block.range.start);
            lines.push(Line {
                range,
                kind: LineKind::Blank,
                indent: 0,
            });
        }
        let (indent, hang) = match block.kind {
            BlockKind::Quote => (2, 2),
            BlockKind::Item { depth } => {
                let indent = u16::from(depth.min(8)) * 2;
                let text = block.range.of(&article.text);
                let sign = text.split_inclusive(' ').next().unwrap_or_default();
                let columns = u16::try_from(grapheme::width(sign)).unwrap_or(u16::MAX);
                (indent, indent + columns.min(6))
            }
            _ => (0, 0),
        };
        let mut first = true;
        let mut start = block.range.start;
        for row in block.range.of(&article.text).split('\n') {
            let row_range = TextRange::new(start, start + row.len());
            start = row_range.end + 1;
            let room = width.saturating_sub(usize::from(hang)).max(1);
            for range in wrap(&article.text, row_range, room) {
                let indent = if first { indent } else { hang };
                lines.push(Line {
                    range,
                    kind: LineKind::Text(number),
                    indent,
                });
                first = false;
            }
        }
        if block.kind == BlockKind::Title {
            let range = TextRange::new(block.range.end, block.range.end);
            lines.push(Line {
                range,
                kind: LineKind::Byline,
                indent: 0,
            });
        }
    }
    lines
}
