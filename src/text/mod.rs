//! Text as characters: ranges, cleaning, segmentation, folding, width, wrapping, overlapping
//! marks. Nothing here knows what an article, an actor or a date is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub mod address;
pub mod bytes;
pub mod clean;
pub mod columns;
mod detect;
pub(crate) mod eights;
pub(crate) mod endings;
pub mod fixed;
pub mod fold;
pub mod grapheme;
pub mod groups;
pub mod hash;
pub mod language;
pub mod numbers;
pub mod runs;
pub mod segment;
pub mod sounds;
pub(crate) mod table;
pub mod texts;
pub mod wrap;

/// A range of bytes of one text, always on character boundaries, `start <= end`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl TextRange {
    /// A range from `start` to before `end`; an end before the start gives an empty range.
    #[inline]
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `byte` lies inside.
    #[must_use]
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether `other` lies inside, ends included.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The part of `text` that it names; empty where the range does not fit the text, so that a
    /// range kept from an older version of a text never panics.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
