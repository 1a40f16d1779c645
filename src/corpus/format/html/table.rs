//! Tables as lines with columns. A table that only lays out a page is none: its cells are blocks.

use super::element::Element;
use super::scan::{Scanner, Tag, Token, lower};
use crate::corpus::Span;
use crate::corpus::format::Draft;
use crate::text::TextRange;
use crate::text::grapheme;

/// The most columns that are lined up, and how wide they may be together.
const MOST_COLUMNS: usize = 24;
const WIDEST: usize = 100;
/// What a cell may span, as in HTML.
const MOST_SPANNED: usize = 1000;
/// A cell with more text than this is prose.
const LONGEST_CELL: usize = 240;
/// Between two columns.
const BORDER: &str = " | ";

/// Whether the table that `tag` opens holds data in rows and columns, judged by what follows.
pub(super) fn holds_data(tag: &Tag<'_>, scanner: &Scanner<'_>) -> bool {
    if matches!(tag.attribute("role"), Some("presentation" | "none")) {
        return false;
    }
    let (mut rows, mut cells, mut most, mut text, mut parts) = (0usize, 0usize, 0usize, 0usize, 0);
    for token in scanner.clone() {
        match token {
            Token::Text(words) if cells > 0 => {
                text += words
                    .split_ascii_whitespace()
                    .map(|word| word.len() + 1)
                    .sum::<usize>();
                if text > LONGEST_CELL {
                    return false;
                }
            }
            Token::Open(tag) => match Element::named(&lower(tag.name)) {
                Element::Row => (rows, cells) = (rows + 1, 0),
                Element::Cell => {
                    cells += 1;
                    most = most.max(cells);
                    (text, parts) = (0, 0);
                }
                Element::Paragraph => {
                    parts += 1;
                    if parts > 1 {
                        return false;
                    }
                }
                Element::Table
                | Element::Heading(_)
                | Element::List { .. }
                | Element::Quote
                | Element::Preformatted
                | Element::Rule => return false,
                _ => {}
            },
            Token::Close(name) if name.eq_ignore_ascii_case("table") => break,
            _ => {}
        }
    }
    rows > 1 && most > 1
}

/// A table in the making.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
    open: Option<OpenCell>,
    /// For how many rows more a cell of an earlier row stands in each of the first columns.
    taken: Vec<usize>,
}

#[derive(Debug)]
struct Cell {
    text: String,
    /// In the text of the cell.
    spans: Vec<Span>,
    column: usize,
    columns: usize,
}

/// A cell whose text is at the end of the draft.
#[derive(Debug)]
struct OpenCell {
    start: usize,
    first_span: usize,
    columns: usize,
    rows: usize,
}

impl Table {
    /// Where the text of the open cell begins.
    pub(super) fn start(&self) -> Option<usize> {
        self.open.as_ref().map(|cell| cell.start)
    }

    pub(super) fn row(&mut self, draft: &mut Draft) {
        self.end_cell(draft);
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        self.rows.push(Vec::new());
    }

    pub(super) fn cell(&mut self, tag: Option<&Tag<'_>>, draft: &mut Draft) {
        self.end_cell(draft);
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let number = |name| {
            tag.and_then(|tag| tag.attribute(name))
                .and_then(|value| value.trim().parse::<usize>().ok())
                .map_or(1, |value| value.clamp(1, MOST_SPANNED))
        };
        self.open = Some(OpenCell {
            start: draft.text.len(),
            first_span: draft.spans.len(),
            columns: number("colspan"),
            rows: number("rowspan"),
        });
    }

    pub(super) fn end_cell(&mut self, draft: &mut Draft) {
        let (Some(open), Some(row)) = (self.open.take(), self.rows.last_mut()) else {
            return;
        };
        let mut column = row.last().map_or(0, |cell| cell.column + cell.columns);
        while self.taken.get(column).is_some_and(|&rows| rows > 0) {
            column += 1;
        }
        if open.rows > 1 && column + open.columns <= MOST_COLUMNS {
            let end = column + open.columns;
            self.taken.resize(self.taken.len().max(end), 0);
            for rows in self.taken.iter_mut().take(end).skip(column) {
                // The row that it stands in counts as well.
                *rows = open.rows;
            }
        }
        let text = draft.text.split_off(open.start.min(draft.text.len()));
        let spans = draft
            .spans
            .split_off(open.first_span.min(draft.spans.len()));
        row.push(Cell {
            spans: moved(spans, |at| at.saturating_sub(open.start)),
            text,
            column,
            columns: open.columns,
        });
    }

    /// Writes the rows as lines at the end of the draft.
    pub(super) fn write(mut self, draft: &mut Draft) {
        self.end_cell(draft);
        let widths = self.widths();
        for row in &self.rows {
            if row.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            let mut column = 0;
            for cell in row {
                let last = row
                    .iter()
                    .rposition(|cell| !cell.text.is_empty())
                    .and_then(|place| row.get(place));
                if last.is_some_and(|last| cell.column > last.column) {
                    break;
                }
                match &widths {
                    Some(widths) => {
                        // Columns that another row's cell stands in are empty in this one.
                        while column < cell.column {
                            pad(widths.get(column).copied().unwrap_or_default(), draft);
                            draft.text.push_str(BORDER);
                            column += 1;
                        }
                    }
                    None if column > 0 => draft.text.push_str(BORDER),
                    None => {}
                }
                let start = draft.text.len();
                draft.text.push_str(&cell.text);
                draft
                    .spans
                    .extend(moved(cell.spans.clone(), |at| at + start));
                column = cell.column + cell.columns;
                let is_last = last.is_none_or(|last| last.column == cell.column);
                if let Some(widths) = &widths
                    && !is_last
                {
                    let width: usize = widths
                        .iter()
                        .take(column)
                        .skip(cell.column)
                        .map(|width| width + BORDER.len())
                        .sum();
                    let used = grapheme::width(&cell.text) + BORDER.len();
                    pad(width.saturating_sub(used), draft);
                    draft.text.push_str(BORDER);
                }
            }
            draft.text.push('\n');
        }
    }

    /// The width of each column, if they can stand side by side.
    fn widths(&self) -> Option<Vec<usize>> {
        let mut widths = Vec::new();
        for row in self.rows.iter().filter(|row| row.len() > 1) {
            for cell in row {
                if cell.column + cell.columns > MOST_COLUMNS {
                    return None;
                }
                if widths.len() <= cell.column {
                    widths.resize(cell.column + 1, 0);
                }
                if cell.columns == 1
                    && let Some(width) = widths.get_mut(cell.column)
                {
                    *width = grapheme::width(&cell.text).max(*width);
                    if *width > WIDEST {
                        return None;
                    }
                }
            }
        }
        let whole: usize = widths.iter().map(|width| width + BORDER.len()).sum();
        (whole <= WIDEST).then_some(widths)
    }
}

fn pad(columns: usize, draft: &mut Draft) {
    draft.text.extend(std::iter::repeat_n(' ', columns));
}

fn moved(spans: Vec<Span>, to: impl Fn(usize) -> usize) -> Vec<Span> {
    spans
        .into_iter()
        .map(|span| Span {
            range: TextRange::new(to(span.range.start), to(span.range.end)),
            kind: span.kind,
        })
        .collect()
}
