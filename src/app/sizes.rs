//! How large each pane and overlay is on this screen, told to its state, which scrolls by it. Where the
//! panes lie is for [`super::layout`].

use super::help::help_page;
use super::layout::Layout;
use super::notice::MOST_TOLD;
use super::{App, Overlay, Pane};
use crate::corpus::load::LoadProblem;
use crate::text::clean::clean_line;
use crate::text::grapheme::truncate;

/// Rows below the sources of an event, for the words of the selected one and why they mean its date.
pub const SOURCE_ROWS: u16 = 6;
/// Rows of a card below its passages, for the reason.
pub const CARD_ROWS: u16 = 2;
/// Columns of the names in the matrix, and of each cell.
pub const MATRIX_COLUMNS: (u16, u16) = (24, 4);

fn matrix_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(MATRIX_COLUMNS.0) / MATRIX_COLUMNS.1)
}

/// What is told of a file with a problem, on one line.
#[must_use]
pub fn told(problem: &LoadProblem) -> String {
    let told = format!("{}: {}", problem.path, problem.reason);
    clean_line(&truncate(&told, MOST_TOLD))
}

impl App {
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.layout = Layout::new(width, height, self.focus, self.only_reader);
        self.size_panes();
    }

    pub(super) fn relay(&mut self) {
        let screen = self.layout.screen;
        self.resize(screen.width, screen.height);
    }

    pub(super) fn size_panes(&mut self) {
        let inside = |pane| self.layout.inside(pane);
        let (documents, timeline) = (inside(Pane::Documents), inside(Pane::Timeline));
        let reader = inside(Pane::Reader);
        if documents.height > 0 {
            self.documents.resize(documents.height);
        }
        if timeline.height > 0 {
            self.timeline.resize(timeline.width, timeline.height);
        }
        if reader.width > 0 {
            self.reader.resize(reader.width, reader.height);
        }
        let over = self.layout.overlay().inset(1, 1);
        let rows = usize::from(over.height);
        let panes_columns = matrix_columns(over.width);
        let problems = self.catalogue.problems.iter().map(told);
        let notices = self.notices.all().iter();
        let texts = problems.chain(notices.map(|notice| notice.text.clone()));
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Actors(list) => list.cursor.set_height(rows.saturating_sub(2)),
                Overlay::Card(card) => {
                    let head = card.rows((over.width, over.height)).head();
                    card.cursor
                        .set_height(rows.saturating_sub(usize::from(head + CARD_ROWS)));
                }
                Overlay::Matrix(matrix) => {
                    matrix.row.set_height(rows.saturating_sub(3));
                    matrix.column.set_height(panes_columns);
                }
                Overlay::Sources(sources) => sources
                    .cursor
                    .set_height(rows.saturating_sub(usize::from(SOURCE_ROWS) + 1)),
                Overlay::Bookmarks(list) => {
                    list.cursor.set_height((rows.saturating_sub(1) / 3).max(1))
                }
                Overlay::Picker(picker) => picker.resize(rows),
                Overlay::Help(cursor) => {
                    cursor.set_len(help_page(&self.keymap, over.width).lines.len());
                    cursor.set_height(rows);
                }
                Overlay::Notices(list) => list.lay_out(texts.clone(), (over.width, rows)),
                Overlay::Naming(_) | Overlay::Note(_) => {}
            }
        }
    }
}
