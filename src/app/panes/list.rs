//! A cursor over a list of rows, and the window of rows that is on the screen. What the rows are
//! is for the pane.

/// Which row is selected and which is the first one shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Rows in all.
    len: usize,
    /// The selected row; below `len` unless the list is empty.
    selected: usize,
    /// The first row on the screen.
    top: usize,
    /// Rows that fit on the screen.
    height: usize,
    /// The first row on the screen when the list was last moved; heights come and go.
    settled: usize,
}

impl Cursor {
    /// The selected row; `None` in an empty list.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        (self.len > 0).then_some(self.selected)
    }

    /// The rows on the screen.
    #[must_use]
    pub fn visible(&self) -> std::ops::Range<usize> {
        self.top.min(self.len)..(self.top + self.height).min(self.len)
    }

    /// Rows in all.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Rows that fit on the screen.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// There are now `len` rows.
    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.select(self.selected);
    }

    /// `height` rows now fit on the screen.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.top = self.settled;
        self.bring_into_view();
    }

    /// Selects `row`, or the last one, and brings it on the screen.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.len.saturating_sub(1));
        self.bring_into_view();
        self.settled = self.top;
    }

    /// The selected row is now number `row`: rows came or went before it. It stays where it is on
    /// the screen.
    pub fn replace(&mut self, row: usize) {
        self.top = row.saturating_sub(self.selected.saturating_sub(self.top));
        self.select(row);
    }

    fn bring_into_view(&mut self) {
        let last_top = self.len.saturating_sub(self.height.max(1));
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(self.height.max(1)))
            .min(last_top);
    }

    /// Selects the row `by` rows further on, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Moves the window by `by` rows; the selection stays on the screen.
    pub fn scroll(&mut self, by: isize) {
        let last_top = self.len.saturating_sub(self.height.max(1));
        self.top = self.top.saturating_add_signed(by).min(last_top);
        let last = (self.top + self.height.max(1)).saturating_sub(1);
        self.selected = self
            .selected
            .clamp(self.top, last)
            .min(self.len.saturating_sub(1));
        self.settled = self.top;
    }
}

/// A movement that every list understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One row.
    Line(isize),
    /// Half a screen, up (-1) or down (1).
    Half(isize),
    /// A screen, up (-1) or down (1).
    Page(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Cursor {
    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        let page = self.height.max(1).cast_signed();
        match motion {
            Motion::Line(by) => self.step(by),
            Motion::Half(by) => self.step(by * (page / 2).max(1)),
            Motion::Page(by) => self.step(by * (page - 1).max(1)),
            Motion::First => self.select(0),
            Motion::Last => self.select(self.len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_selection_is_always_on_the_screen(
            len in 0_usize..50, height in 1_usize..20,
            moves in proptest::collection::vec((-30_isize..30, proptest::bool::ANY), 0..40),
        ) {
            let mut cursor = Cursor::default();
            cursor.set_height(height);
            cursor.set_len(len);
            for (by, scroll) in moves {
                if scroll { cursor.scroll(by) } else { cursor.step(by) }
                match cursor.selected() {
                    Some(row) => proptest::prop_assert!(cursor.visible().contains(&row)),
                    None => proptest::prop_assert!(cursor.visible().is_empty()),
                }
            }
        }
    }
}
