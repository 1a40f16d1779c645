//! The list of what the program has to tell, each of it in full: on which lines it stands. What it says is
//! for `notice` and the catalogue.

use super::list::Cursor;
use crate::text::TextRange;
use crate::text::wrap::wrap;

/// Columns before what is told, and before its further lines.
pub const INDENT: (u16, u16) = (1, 3);

/// The list, scrolled by lines.
#[derive(Clone, Debug, Default)]
pub struct NoticeList {
    /// The lines on the screen.
    pub cursor: Cursor,
    /// The line after each thing that is told.
    ends: Vec<usize>,
}

impl NoticeList {
    /// There are these texts, and so many columns and rows for them.
    pub fn lay_out<T: AsRef<str>>(
        &mut self,
        texts: impl Iterator<Item = T>,
        (width, rows): (u16, usize),
    ) {
        let mut end = 0;
        self.ends.clear();
        self.ends.extend(texts.map(|text| {
            end += lines(text.as_ref(), width).len().max(1);
            end
        }));
        self.cursor.set_len(end);
        self.cursor.set_height(rows);
    }

    /// The number of what stands on a line, and which of its lines that is.
    #[must_use]
    pub fn at(&self, line: usize) -> Option<(usize, usize)> {
        let number = self.ends.partition_point(|&end| end <= line);
        let first = match number.checked_sub(1) {
            Some(before) => self.ends.get(before).copied()?,
            None => 0,
        };
        (number < self.ends.len()).then(|| (number, line.saturating_sub(first)))
    }
}

/// The lines of one text in a list of so many columns.
#[must_use]
pub fn lines(text: &str, width: u16) -> Vec<TextRange> {
    let room = width.saturating_sub(INDENT.0 + INDENT.1).max(1);
    wrap(text, TextRange::new(0, text.len()), usize::from(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_belongs_to_what_is_told_on_it() {
        let mut list = NoticeList::default();
        let texts = ["uno due tre quattro", "", "cinque"];
        list.lay_out(texts.iter(), (15, 2));
        let told: Vec<_> = (0..=list.cursor.len()).map(|line| list.at(line)).collect();
        let expected = [Some((0, 0)), Some((0, 1)), Some((1, 0)), Some((2, 0)), None];
        assert_eq!(told, expected);
    }
}
