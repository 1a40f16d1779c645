//! Drawing the state: from `&App` and a theme to cells, and nothing else. What is drawn was decided
//! and laid out in `app`; here are only looks. Each pane and each list has a file of its own.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::layout::Area;
use crate::app::{App, Overlay, Pane};

mod card;
mod documents;
mod links;
mod lists;
mod naming;
mod note;
mod paint;
mod picker;
mod reader;
mod sources;
mod status;
pub mod theme;
mod timeline;
mod typed;

pub use paint::{ASCII, Glyphs, UNICODE};

use paint::Canvas;
use theme::{Role, Theme};

/// How things look: theme and signs.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Styles.
    pub theme: &'a Theme,
    /// Signs.
    pub glyphs: &'a Glyphs,
}

impl Look<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

/// Marks the selected row of a pane that has not the keys, which not every theme tells by a colour.
fn draw_idle_mark(look: Look<'_>, inside: &mut Canvas<'_>, row: u16) {
    inside.put(0, row, look.glyphs.place, look.style(Role::Place));
}

/// Draws the whole screen; where the cursor belongs, if one is shown.
pub fn draw(app: &App, look: Look<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let screen = Area {
        x: buffer.area.x,
        y: buffer.area.y,
        width: buffer.area.width,
        height: buffer.area.height,
    };
    let mut canvas = Canvas::new(buffer, screen);
    canvas.clear(look.style(Role::Text));
    if app.layout.too_small() {
        canvas.put(0, 0, "too small", look.style(Role::Dim));
        return None;
    }
    let mut cursor = status::draw_header(app, look, &mut canvas.part(app.layout.header));
    for pane in Pane::ALL {
        let area = app.layout.area(pane);
        if area.width == 0 || area.height == 0 {
            continue;
        }
        let mut canvas = canvas.part(area);
        match pane {
            Pane::Documents => documents::draw(app, look, &mut canvas),
            Pane::Reader => reader::draw(app, look, &mut canvas),
            Pane::Timeline => timeline::draw(app, look, &mut canvas),
        }
    }
    cursor = status::draw_footer(app, look, &mut canvas.part(app.layout.footer)).or(cursor);
    for overlay in &app.overlays {
        let mut canvas = canvas.part(app.layout.overlay());
        canvas.clear(look.style(Role::Text));
        canvas.frame(&look.glyphs.focus, look.style(Role::BorderFocus));
        cursor = match overlay {
            Overlay::Actors(list) => lists::draw_actors(app, list, look, &mut canvas),
            Overlay::Card(shown) => {
                card::draw(app, shown, look, &mut canvas);
                None
            }
            Overlay::Matrix(matrix) => {
                card::draw_matrix(app, matrix, look, &mut canvas);
                None
            }
            Overlay::Sources(shown) => {
                sources::draw(app, shown, look, &mut canvas);
                None
            }
            Overlay::Bookmarks(list) => lists::draw_bookmarks(app, list, look, &mut canvas),
            Overlay::Picker(picker) => picker::draw(app, picker, look, &mut canvas),
            Overlay::Help(lines) => lists::draw_help(app, lines, look, &mut canvas),
            Overlay::Notices(lines) => lists::draw_notices(app, lines, look, &mut canvas),
            Overlay::Naming(naming) => naming::draw(naming, look, &mut canvas),
            Overlay::Note(note) => note::draw(app, note, look, &mut canvas),
        };
    }
    cursor
}

/// Draws the frame of a pane with its title on the left and a remark on the right.
fn draw_frame(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>, pane: Pane, remark: &str) {
    // Where there is no room for all of it, the first part says the most.
    let dot = format!(" {} ", look.glyphs.dot);
    let part = remark.split(dot.as_str()).next().unwrap_or_default();
    draw_frame_with(app, look, canvas, pane, &[remark, part]);
}

/// The same with the first of some remarks that there is room for, or as much of the last as there
/// is.
fn draw_frame_with(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    pane: Pane,
    remarks: &[&str],
) {
    let focused = app.is_focused(pane);
    let (signs, style) = if focused {
        (&look.glyphs.focus, look.style(Role::BorderFocus))
    } else {
        (&look.glyphs.frame, look.style(Role::Border))
    };
    canvas.frame(signs, style);
    let width = canvas.width();
    let title = look.style(if focused { Role::Accent } else { Role::Dim });
    let end = canvas.put_cut(
        2,
        0,
        width.saturating_sub(4),
        &format!(" {} ", pane.title()),
        title,
    );
    let room = width.saturating_sub(end + 2);
    let fits = |remark: &&&str| crate::text::grapheme::width(remark) + 2 <= usize::from(room);
    let remark = remarks.iter().find(fits).or(remarks.last());
    if let Some(remark) = remark.filter(|remark| !remark.is_empty() && room > 4) {
        let remark = crate::text::grapheme::truncate(remark, usize::from(room - 2));
        canvas.put_right(width - 1, 0, &format!(" {remark} "), look.style(Role::Dim));
    }
}

/// Draws a title in the upper edge of an overlay and a remark at its right end.
fn draw_title(look: Look<'_>, canvas: &mut Canvas<'_>, title: &str, remark: &str) {
    let width = canvas.width();
    let end = canvas.put_cut(
        2,
        0,
        width.saturating_sub(4),
        &format!(" {title} "),
        look.style(Role::Accent),
    );
    let room = width.saturating_sub(end + 2);
    if room > 4 {
        let remark = crate::text::grapheme::truncate(remark, usize::from(room - 2));
        canvas.put_right(width - 1, 0, &format!(" {remark} "), look.style(Role::Dim));
    }
}
