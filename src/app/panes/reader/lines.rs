//! The lines of an article at a width: its blocks apart, the byline under the title.

use crate::corpus::{Article, BlockKind};
use crate::text::TextRange;
use crate::text::grapheme;
use crate::text::wrap::wrap;

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

/// The lines of `article` at `width` columns: blocks apart, the byline under the title.
pub(super) fn lines(article: &Article, width: usize) -> Vec<Line> {
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
