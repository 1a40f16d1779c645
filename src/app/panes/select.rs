//! Selecting a passage by words, sentences or paragraphs. The two ends always lie on the borders
//! of such units; what is done with the passage is left to the app.

use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::segment;

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words.
    Word,
    /// Sentences.
    Sentence,
    /// Paragraphs.
    Paragraph,
}

impl Unit {
    /// The next one round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Sentence => Self::Paragraph,
            Self::Paragraph => Self::Word,
            Self::Word => Self::Sentence,
        }
    }

    /// Its plural, for the footer.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Word => "words",
            Self::Sentence => "sentences",
            Self::Paragraph => "paragraphs",
        }
    }
}

/// A passage that is being selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// What it grows by.
    pub unit: Unit,
    /// The unit where it began.
    anchor: TextRange,
    /// The unit that moves.
    head: TextRange,
    /// The byte where it began.
    from: usize,
}

impl Selection {
    /// The unit around `byte`, or the next one after it; `None` in an empty article.
    #[must_use]
    pub fn at(article: &Article, byte: usize, unit: Unit) -> Option<Self> {
        let here = unit_at(article, byte, unit)?;
        Some(Self {
            unit,
            anchor: here,
            head: here,
            from: byte,
        })
    }

    /// What is selected.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::new(
            self.anchor.start.min(self.head.start),
            self.anchor.end.max(self.head.end),
        )
    }

    /// The byte that should stay on the screen.
    #[must_use]
    pub fn head(&self) -> usize {
        if self.head.start < self.anchor.start {
            self.head.start
        } else {
            self.head.end.saturating_sub(1).max(self.head.start)
        }
    }

    /// The same passage, grown to whole units of another kind; a single unit becomes the word where
    /// it began.
    pub fn set_unit(&mut self, article: &Article, unit: Unit) {
        self.unit = unit;
        if unit == Unit::Word {
            let one = self.anchor == self.head;
            if let Some(word) = unit_at(article, self.from, unit).filter(|_| one) {
                (self.anchor, self.head) = (word, word);
            }
        } else {
            for end in [&mut self.anchor, &mut self.head] {
                if let Some(whole) = unit_at(article, end.start, unit) {
                    *end = whole;
                }
            }
        }
    }

    /// Moves the head one unit on (`forward`) or back.
    pub fn step(&mut self, article: &Article, forward: bool) {
        let next = if forward {
            unit_at(article, self.head.end, self.unit)
        } else {
            unit_before(article, self.head.start, self.unit)
        };
        if let Some(next) = next {
            self.head = next;
        }
    }

    /// The same selection in a text in which its ends have `moved`; `None` where either is gone.
    #[must_use]
    pub fn moved(&self, moved: &dyn Fn(TextRange) -> Option<TextRange>) -> Option<Self> {
        moved(self.range())?;
        Some(Self {
            unit: self.unit,
            anchor: moved(self.anchor)?,
            head: moved(self.head)?,
            from: moved(self.anchor)?.start,
        })
    }

    /// Moves the other end from now on.
    pub fn swap(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.head);
    }

    /// Moves the head to the unit at `byte`.
    pub fn extend_to(&mut self, article: &Article, byte: usize) {
        if let Some(there) = unit_at(article, byte, self.unit) {
            self.head = there;
        }
    }
}

/// The unit that contains `byte`, or the first one after it.
fn unit_at(article: &Article, byte: usize, unit: Unit) -> Option<TextRange> {
    let first = article
        .blocks
        .partition_point(|block| block.range.end <= byte);
    article
        .blocks
        .get(first..)?
        .iter()
        .filter(|block| block.kind != BlockKind::Rule)
        .find_map(|block| {
            units(article, block.range, unit)
                .into_iter()
                .find(|found| found.end > byte)
        })
}

/// The last unit that ends at or before `byte`.
fn unit_before(article: &Article, byte: usize, unit: Unit) -> Option<TextRange> {
    let after = article
        .blocks
        .partition_point(|block| block.range.start < byte);
    article
        .blocks
        .get(..after)?
        .iter()
        .rev()
        .filter(|block| block.kind != BlockKind::Rule)
        .find_map(|block| {
            units(article, block.range, unit)
                .into_iter()
                .rfind(|found| found.end <= byte)
        })
}

fn units(article: &Article, block: TextRange, unit: Unit) -> Vec<TextRange> {
    match unit {
        Unit::Paragraph => vec![block],
        Unit::Sentence => segment::sentences(&article.text, block, article.head.lang),
        Unit::Word => segment::words(block.of(&article.text))
            .map(|word| word.shifted(block.start))
            .collect(),
    }
}
