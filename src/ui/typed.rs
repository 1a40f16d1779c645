//! The line in which something is typed, at the top of what is drawn over the panes.

use crate::app::editor::Editor;
use crate::app::layout::Area;

use super::Look;
use super::note::draw_line;
use super::paint::Canvas;
use super::theme::Role;

/// Draws the line behind its sign; the place of the cursor.
pub(super) fn draw(line: &Editor, look: Look<'_>, inside: &mut Canvas<'_>) -> (u16, u16) {
    let at = inside.put(1, 0, "> ", look.style(Role::Key));
    let area = Area {
        x: at,
        y: 0,
        width: inside.width().saturating_sub(at + 1),
        height: 1,
    };
    let mut part = inside.part(area);
    let (typed, before) = (line.contents(), line.before_cursor());
    draw_line(look, &mut part, &typed, &before, Role::Text)
}
