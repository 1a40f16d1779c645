//! Writing a note: the article in the title, the quote above, or how it differs from what stands
//! there now, the note, the tags.

use ratatui::widgets::Widget;

use crate::app::App;
use crate::app::layout::Area;
use crate::app::panes::note::{Field, NoteEditor, Saving};
use crate::bookmarks::standing::Standing;
use crate::text::TextRange;
use crate::text::clean::{clean, clean_line};
use crate::text::grapheme;
use crate::text::wrap::wrap;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_title};

/// Draws the editor; the place of the cursor.
pub(super) fn draw(
    app: &App,
    note: &NoteEditor,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let title = if note.is_new {
        "New bookmark"
    } else {
        "Bookmark"
    };
    let standing = app.standing(note.id());
    let word = standing.and_then(Standing::word);
    let title = match word {
        Some(word) => format!("{title} ({word})"),
        None => title.to_owned(),
    };
    draw_title(look, canvas, &title, &clean_line(note.article()));
    let mut inside = canvas.inside();
    let (width, height) = (inside.width(), inside.height());
    let quote = match standing.and_then(Standing::change) {
        Some(change) => change.difference.clone(),
        None => clean(note.quote()).text,
    };
    let lines = wrap(
        &quote,
        TextRange::new(0, quote.len()),
        usize::from(width.saturating_sub(4).max(1)),
    );
    let shown = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min((height / 3).max(1));
    for (row, line) in (0..shown).zip(&lines) {
        inside.put(1, row, look.glyphs.frame[5], look.style(Role::Gutter));
        inside.put(3, row, line.of(&quote), look.style(Role::Quote));
    }
    if usize::from(shown) < lines.len() {
        inside.put(
            width.saturating_sub(2),
            shown.saturating_sub(1),
            look.glyphs.ellipsis,
            look.style(Role::Dim),
        );
    }
    let label = |field| {
        if note.field == field {
            Role::Accent
        } else {
            Role::Dim
        }
    };
    let at = inside.put(1, shown + 1, "Note", look.style(label(Field::Note)));
    if let Saving::Refused(reason) = &note.saving {
        let room = width.saturating_sub(at + 3);
        inside.put_cut(at + 2, shown + 1, room, reason, look.style(Role::Error));
    }
    let tags_row = height.saturating_sub(1);
    inside.put(1, tags_row, "Tags", look.style(label(Field::Tags)));
    let area = Area {
        x: 1,
        y: shown + 2,
        width: width.saturating_sub(2),
        height: tags_row.saturating_sub(shown + 3),
    };
    let note_cursor = draw_editor(&mut inside.part(area), note.note.area());
    let area = Area {
        x: 7,
        y: tags_row,
        width: width.saturating_sub(8),
        height: 1,
    };
    let tags_cursor = draw_editor(&mut inside.part(area), note.tags.area());
    match note.field {
        Field::Note => note_cursor,
        Field::Tags => tags_cursor,
    }
}

/// Draws a text area; the place of its cursor.
fn draw_editor(
    canvas: &mut Canvas<'_>,
    area: &tui_textarea::TextArea<'static>,
) -> Option<(u16, u16)> {
    if canvas.width() == 0 || canvas.height() == 0 {
        return None;
    }
    let (buffer, rect) = canvas.widget();
    area.render(rect, buffer);
    let cursor = area.screen_cursor();
    let (top, left) = area.scroll_offset();
    let row = u16::try_from(cursor.row).ok()?.checked_sub(top)?;
    let column = u16::try_from(cursor.col).ok()?.checked_sub(left)?;
    let fits = row < canvas.height() && column <= canvas.width();
    fits.then(|| canvas.on_screen(column.min(canvas.width().saturating_sub(1)), row))
}

/// Draws one line that is being typed, scrolled so that its cursor is in view; the place of it.
pub(super) fn draw_line(
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    typed: &str,
    before_cursor: &str,
    role: Role,
) -> (u16, u16) {
    let width = usize::from(canvas.width());
    let cursor = grapheme::width(before_cursor);
    let mut hidden = 0;
    let mut from = 0;
    for (range, _, columns) in grapheme::graphemes(typed) {
        if cursor - hidden.min(cursor) < width {
            break;
        }
        hidden += columns;
        from = range.end;
    }
    let shown = typed.get(from..).unwrap_or_default();
    canvas.put(0, 0, shown, look.style(role));
    let column = cursor.saturating_sub(hidden).min(width.saturating_sub(1));
    canvas.on_screen(u16::try_from(column).unwrap_or(u16::MAX), 0)
}
