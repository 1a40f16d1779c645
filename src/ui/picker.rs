//! The picker: what is typed, under it the answers with the letters that were found, and what is
//! told of the selected one.

use crate::app::App;
use crate::app::panes::picker::PickerPane;
use crate::app::preview::thousands;
use crate::text::TextRange;
use crate::text::runs::runs;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_title, typed};

/// Columns of the word for the kind.
const KIND: u16 = 10;

/// Draws the picker; the place of its cursor.
pub(super) fn draw(
    app: &App,
    picker: &PickerPane,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    draw_title(
        look,
        canvas,
        &picker.title,
        &match picker.total() {
            // What is shown may still be the answer to less than what is typed.
            Some(total) if !picker.whole => format!("looking through {}", thousands(total)),
            Some(total) => format!("{} of {}", thousands(picker.matching), thousands(total)),
            None => "counting".to_owned(),
        },
    );
    let mut inside = canvas.inside();
    let width = inside.width();
    let cursor = typed::draw(&picker.line, look, &mut inside);
    if picker.picked.is_empty() {
        let said = match picker.whole {
            true => "Nothing of that name.",
            false => "Looking",
        };
        inside.put(3, 1, said, look.style(Role::Dim));
    }
    for (place, number) in picker.cursor.visible().enumerate() {
        let Some(picked) = picker.picked.get(number) else {
            break;
        };
        let Some(candidate) = picker.candidate(picked) else {
            break;
        };
        let Ok(y) = u16::try_from(place + 1) else {
            break;
        };
        if picker.cursor.selected() == Some(number) {
            inside.style_row(y, look.style(Role::Selected));
        }
        inside.put_cut(1, y, KIND, candidate.kind.kind(), look.style(Role::Faint));
        let marks: Vec<(TextRange, ())> = picked.marks.iter().map(|&mark| (mark, ())).collect();
        let mut x = KIND + 1;
        let room = width.saturating_sub(1);
        for run in runs(TextRange::new(0, candidate.label.len()), &marks) {
            let role = if run.kinds.is_empty() {
                Role::Text
            } else {
                Role::Hit
            };
            let left = room.saturating_sub(x);
            x = inside.put_cut(x, y, left, run.range.of(&candidate.label), look.style(role));
            if x >= room {
                break;
            }
        }
        if x + 6 < room && !candidate.detail.is_empty() {
            inside.put_cut(
                x + 2,
                y,
                room - x - 2,
                &candidate.detail,
                look.style(Role::Dim),
            );
        }
    }
    let preview = u16::try_from(picker.preview_rows()).unwrap_or(0);
    if preview > 0
        && let Some(target) = picker.selected()
    {
        let top = inside.height().saturating_sub(preview);
        for x in 0..width {
            inside.put(x, top, look.glyphs.frame[4], look.style(Role::Border));
        }
        for (y, line) in (top + 1..).zip(app.preview_of(&target)) {
            let role = if y == top + 1 { Role::Title } else { Role::Dim };
            inside.put_cut(1, y, width.saturating_sub(2), &line, look.style(role));
        }
    }
    Some(cursor)
}
