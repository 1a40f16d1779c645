//! The open article in its lines: which of them are seen, and what stands at the place or next to it,
//! be it a hit, a mention or a date. How the reader moves is for the pane.

use std::sync::Arc;

use super::{Line, LineKind};
use crate::actors::{ActorId, Mention};
use crate::app::links::Links;
use crate::app::panes::select::Selection;
use crate::bookmarks::BookmarkId;
use crate::dates::{Anchor, Value};
use crate::edtf::Edtf;
use crate::index::Annotated;
use crate::text::TextRange;

/// A passage of the open article that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it was found again.
    pub range: TextRange,
    /// Whether it reads differently from what was kept.
    pub changed: bool,
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

/// Rows kept between the place and the edges of the screen.
pub(super) fn margin(height: usize) -> usize {
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

    pub(super) fn start_of(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |line| line.range.start)
    }

    /// The first line of text from `line` on, in the direction of `by`.
    pub(super) fn text_line(&self, line: usize, by: isize) -> usize {
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

    pub(super) fn keep_in_view(&mut self, height: usize) {
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

    /// The mentions that begin at `byte`.
    pub(in crate::app) fn mentions_at(&self, byte: usize) -> impl Iterator<Item = &Mention> {
        let mentions = self.annotated.mentions.iter();
        mentions.filter(move |mention| mention.range.start == byte)
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
}
