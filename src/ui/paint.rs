//! Putting text on cells. Everything that is drawn goes through here, grapheme by grapheme, so that
//! nothing leaves its area, no wide character is cut, and no cell receives a flood of marks.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::layout::Area;
use crate::text::TextRange;
use crate::text::grapheme::{self, cell_text, graphemes};
use crate::text::wrap::wrap;

/// The signs that frames and bars are made of.
#[derive(Clone, Copy, Debug)]
pub struct Glyphs {
    /// Corners from upper left round to lower left, then the horizontal and the vertical line.
    pub frame: [&'static str; 6],
    /// The same for the pane that takes the keys.
    pub focus: [&'static str; 6],
    /// Bars of one eighth to eight eighths of a column.
    pub bar: [&'static str; 8],
    /// The same standing, for columns of a lane; never so high that lanes touch.
    pub levels: [&'static str; 7],
    /// The column of a lane that is selected.
    pub here: &'static str,
    /// An article that was not opened yet.
    pub unread: &'static str,
    /// A bookmark.
    pub kept: &'static str,
    /// A bookmark whose passage is lost.
    pub lost: &'static str,
    /// The place of the reader.
    pub place: &'static str,
    /// An event, and one that the open article tells.
    pub event: [&'static str; 2],
    /// A planned event.
    pub planned: &'static str,
    /// Sources that give dates more and less exact.
    pub nearly: &'static str,
    /// Sources whose dates cannot be true together.
    pub differ: &'static str,
    /// Between two things.
    pub dot: &'static str,
    /// What was cut.
    pub ellipsis: &'static str,
    /// A gap of years.
    pub gap: &'static str,
}

/// For terminals that show Unicode.
pub const UNICODE: Glyphs = Glyphs {
    frame: ["╭", "╮", "╯", "╰", "─", "│"],
    focus: ["┏", "┓", "┛", "┗", "━", "┃"],
    bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
    here: "▴",
    unread: "●",
    kept: "▌",
    lost: "✗",
    place: "›",
    event: ["·", "◆"],
    planned: "◇",
    nearly: "≈",
    differ: "≠",
    dot: "·",
    ellipsis: "…",
    gap: "┊",
};

/// For terminals that show ASCII only.
pub const ASCII: Glyphs = Glyphs {
    frame: ["+", "+", "+", "+", "-", "|"],
    focus: ["#", "#", "#", "#", "=", "#"],
    bar: [" ", " ", "-", "-", "-", "=", "=", "="],
    levels: [".", ":", ":", "+", "+", "#", "#"],
    here: "^",
    unread: "*",
    kept: "|",
    lost: "x",
    place: ">",
    event: [".", "*"],
    planned: "?",
    nearly: "~",
    differ: "!",
    dot: "-",
    ellipsis: "~",
    gap: ":",
};

/// An area of the screen that can be drawn on, and nothing beyond it.
#[derive(Debug)]
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Area,
}

impl<'a> Canvas<'a> {
    /// The part of the buffer inside `area`.
    pub(super) fn new(buffer: &'a mut Buffer, area: Area) -> Self {
        let within = Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area);
        let area = Area {
            x: within.x,
            y: within.y,
            width: within.width,
            height: within.height,
        };
        Self { buffer, area }
    }

    /// A part of this one, in its own coordinates.
    pub(super) fn part(&mut self, area: Area) -> Canvas<'_> {
        let x = self.area.x.saturating_add(area.x);
        let y = self.area.y.saturating_add(area.y);
        let width = area.width.min(self.area.width.saturating_sub(area.x));
        let height = area.height.min(self.area.height.saturating_sub(area.y));
        Canvas::new(
            self.buffer,
            Area {
                x,
                y,
                width,
                height,
            },
        )
    }

    /// Columns.
    #[must_use]
    pub(super) const fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    #[must_use]
    pub(super) const fn height(&self) -> u16 {
        self.area.height
    }

    /// Empties every cell and gives it this style.
    pub(super) fn clear(&mut self, style: Style) {
        let mut blank = Cell::default();
        blank.set_style(style);
        let whole = self.buffer.area;
        let columns = usize::from(whole.width);
        let left = usize::from(self.area.x.saturating_sub(whole.x));
        let width = usize::from(self.area.width).min(columns.saturating_sub(left));
        for row in 0..self.area.height {
            let row = usize::from((self.area.y + row).saturating_sub(whole.y));
            let start = row * columns + left;
            if let Some(cells) = self.buffer.content.get_mut(start..start + width) {
                cells.fill(blank.clone());
            }
        }
    }

    /// Puts a style over what is drawn in a row.
    pub(super) fn style_row(&mut self, row: u16, style: Style) {
        self.style(0, row, self.area.width, style);
    }

    /// Puts a style over `width` cells.
    pub(super) fn style(&mut self, column: u16, row: u16, width: u16, style: Style) {
        if row < self.area.height {
            for column in column..column.saturating_add(width).min(self.area.width) {
                if let Some(cell) = self
                    .buffer
                    .cell_mut((self.area.x + column, self.area.y + row))
                {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Draws `text` from a cell on, as far as there is room; the column after it.
    pub(super) fn put(&mut self, column: u16, row: u16, text: &str, style: Style) -> u16 {
        let mut at = column;
        if row >= self.area.height {
            return at;
        }
        for (_, symbol, columns) in graphemes(text) {
            let Ok(columns) = u16::try_from(columns) else {
                break;
            };
            // A grapheme that takes no column of its own is drawn as the sign for what is hidden.
            let (symbol, columns) = if columns == 0 {
                ("\u{fffd}", 1)
            } else {
                (symbol, columns)
            };
            if at.saturating_add(columns) > self.area.width {
                break;
            }
            let (x, y) = (self.area.x + at, self.area.y + row);
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                // A line of the text that is drawn on one with the line before it.
                let shown = match symbol {
                    "\n" => " ",
                    symbol => cell_text(symbol),
                };
                let drawable = !shown.chars().any(char::is_control);
                cell.set_symbol(if drawable { shown } else { "\u{fffd}" });
                cell.set_style(style);
            }
            for behind in 1..columns {
                if let Some(cell) = self.buffer.cell_mut((x + behind, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            at += columns;
        }
        at
    }

    /// Draws `text` cut to `width` columns, with an ellipsis where something was cut.
    pub(super) fn put_cut(
        &mut self,
        column: u16,
        row: u16,
        width: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let room = width.min(self.area.width.saturating_sub(column));
        self.put(
            column,
            row,
            &grapheme::truncate(text, usize::from(room)),
            style,
        )
    }

    /// Draws `text` broken over at most `lines` lines of `width` columns, the last one cut with an
    /// ellipsis where there is more.
    pub(super) fn put_wrapped(
        &mut self,
        (column, row): (u16, u16),
        (width, lines): (u16, u16),
        text: &str,
        style: Style,
    ) {
        let room = width.min(self.area.width.saturating_sub(column));
        let whole = TextRange::new(0, text.len());
        let broken = wrap(text, whole, usize::from(room.max(1)));
        for (line, range) in (0..lines).zip(&broken) {
            let end = if line + 1 == lines {
                text.len()
            } else {
                range.end
            };
            let shown = TextRange::new(range.start, end);
            self.put_cut(column, row + line, room, shown.of(text), style);
        }
    }

    /// Draws `text` so that it ends before column `end`; the column where it begins.
    pub(super) fn put_right(&mut self, end: u16, row: u16, text: &str, style: Style) -> u16 {
        let width = u16::try_from(grapheme::width(text)).unwrap_or(u16::MAX);
        let start = end.min(self.area.width).saturating_sub(width);
        self.put(start, row, text, style);
        start
    }

    /// Draws a frame around the area, with a title in its upper edge.
    pub(super) fn frame(&mut self, signs: &[&'static str; 6], style: Style) {
        let (width, height) = (self.area.width, self.area.height);
        if width < 2 || height < 2 {
            return;
        }
        let [
            upper_left,
            upper_right,
            lower_right,
            lower_left,
            across,
            down,
        ] = *signs;
        for column in 1..width - 1 {
            self.put(column, 0, across, style);
            self.put(column, height - 1, across, style);
        }
        for row in 1..height - 1 {
            self.put(0, row, down, style);
            self.put(width - 1, row, down, style);
        }
        self.put(0, 0, upper_left, style);
        self.put(width - 1, 0, upper_right, style);
        self.put(width - 1, height - 1, lower_right, style);
        self.put(0, height - 1, lower_left, style);
    }

    /// The area inside the frame.
    pub(super) fn inside(&mut self) -> Canvas<'_> {
        let Area { width, height, .. } = self.area;
        self.part(
            Area {
                x: 0,
                y: 0,
                width,
                height,
            }
            .inset(1, 1),
        )
    }

    /// Draws a bar of `part` in `whole` over at most `width` columns.
    pub(super) fn bar(
        &mut self,
        place: (u16, u16),
        width: u16,
        share: (usize, usize),
        look: (&Glyphs, Style),
    ) {
        let (part, whole) = share;
        let (glyphs, style) = look;
        let eighths = part * usize::from(width) * 8 / whole.max(1);
        let eighths = if part > 0 { eighths.max(2) } else { 0 };
        let full = u16::try_from(eighths / 8).unwrap_or(width);
        let [.., block] = glyphs.bar;
        for column in 0..full {
            self.put(place.0 + column, place.1, block, style);
        }
        if let Some(rest) = (eighths % 8).checked_sub(1)
            && let Some(sign) = glyphs.bar.get(rest)
        {
            self.put(place.0 + full, place.1, sign, style);
        }
    }

    /// The place of a cell on the screen.
    #[must_use]
    pub(super) const fn on_screen(&self, column: u16, row: u16) -> (u16, u16) {
        (self.area.x + column, self.area.y + row)
    }

    /// The buffer and this area in it, for a widget that draws itself.
    pub(super) fn widget(&mut self) -> (&mut Buffer, Rect) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        (self.buffer, Rect::new(x, y, width, height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width + 2, 1));
        draw(&mut Canvas::new(
            &mut buffer,
            Area {
                x: 1,
                y: 0,
                width,
                height: 1,
            },
        ));
        buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn nothing_leaves_its_area() {
        assert_eq!(
            drawn(4, |canvas| {
                canvas.put(0, 0, "abcdef", Style::new());
            }),
            " abcd "
        );
        assert_eq!(
            drawn(3, |canvas| {
                canvas.put(0, 0, "日本", Style::new());
            }),
            " 日   "
        );
        assert_eq!(
            drawn(4, |canvas| {
                canvas.put_cut(0, 0, 4, "abcdef", Style::new());
            }),
            " abc… "
        );
        assert_eq!(
            drawn(4, |canvas| {
                canvas.put_right(4, 0, "ab", Style::new());
            }),
            "   ab "
        );
    }

    #[test]
    fn no_control_character_reaches_a_cell() {
        assert!(
            !drawn(8, |canvas| {
                canvas.put(0, 0, "a\u{1b}[31m", Style::new());
            })
            .contains('\u{1b}')
        );
    }

    #[test]
    fn a_flood_of_marks_costs_no_more_than_a_letter() {
        let flood = format!("a{}b", "\u{301}".repeat(10_000));
        assert!(
            drawn(8, |canvas| {
                canvas.put(0, 0, &flood, Style::new());
            })
            .len()
                < 60
        );
    }
}
