//! Typing a name: what is asked, the line, the kinds to choose from.

use crate::actors::ActorKind;
use crate::app::panes::naming::Naming;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_title, typed};

/// Draws what is asked; the place of the cursor.
pub(super) fn draw(naming: &Naming, look: Look<'_>, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    draw_title(look, canvas, &naming.title(), "enter keeps, esc closes");
    let mut inside = canvas.inside();
    let (width, height) = (inside.width(), inside.height());
    let cursor = typed::draw(&naming.line, look, &mut inside);
    if let Some(chosen) = naming.kind() {
        inside.put_cut(
            1,
            2,
            width.saturating_sub(2),
            "It is a (tab for the next):",
            look.style(Role::Dim),
        );
        for (row, kind) in (3..height).zip(ActorKind::ALL) {
            let is = kind == chosen;
            if is {
                inside.style_row(row, look.style(Role::Selected));
            }
            inside.put(1, row, if is { ">" } else { " " }, look.style(Role::Key));
            let text = match kind {
                ActorKind::Word => "word to watch for",
                kind => kind.as_str(),
            };
            inside.put(3, row, text, look.theme.actor(kind));
        }
    }
    Some(cursor)
}
