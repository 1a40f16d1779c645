//! The numbers over the links of the screen while one of them is chosen, and where each leads: its
//! real host stands beside its text, and a text that is another address is marked (promise T4).

use crate::app::App;
use crate::app::links::{Goal, Link};
use crate::app::panes::reader::{LineKind, Open};
use crate::text::TextRange;
use crate::text::{address, grapheme};

use super::Look;
use super::paint::Canvas;
use super::theme::Role;

/// Draws both over the lines of the reader; `left` is the column where the text begins.
pub(super) fn draw(app: &App, look: Look<'_>, inside: &mut Canvas<'_>, open: &Open, left: u16) {
    let Some(hints) = &open.links else {
        return;
    };
    let meant = |number: usize| number.to_string().starts_with(&hints.typed);
    for (place, link) in hints
        .links
        .iter()
        .enumerate()
        .filter(|(place, _)| meant(place + 1))
    {
        let line = app.reader.visible().enumerate().find(|(_, (_, line))| {
            matches!(line.kind, LineKind::Text(_))
                && (line.range.start..line.range.end).contains(&link.range.start)
        });
        if let Some((row, (_, line))) = line
            && let Ok(row) = u16::try_from(row)
        {
            let before = TextRange::new(line.range.start, link.range.start);
            let columns = grapheme::width(before.of(&open.annotated.article.text));
            let columns = u16::try_from(columns).unwrap_or(u16::MAX);
            let column = left.saturating_add(line.indent).saturating_add(columns);
            inside.put(
                column,
                row,
                &(place + 1).to_string(),
                look.style(Role::HitCurrent),
            );
        }
    }
    let shown: Vec<(usize, &Link)> = hints
        .links
        .iter()
        .enumerate()
        .filter(|(place, _)| meant(place + 1))
        .collect();
    // Half of the pane stays text.
    let rows = u16::try_from(shown.len())
        .unwrap_or(u16::MAX)
        .min(inside.height() / 2);
    let top = inside.height() - rows;
    let (width, text) = (inside.width(), &open.annotated.article.text);
    for (row, (place, link)) in (top..inside.height()).zip(shown) {
        inside.put(
            0,
            row,
            &" ".repeat(usize::from(width)),
            look.style(Role::Footer),
        );
        let at = inside.put(
            1,
            row,
            &(place + 1).to_string(),
            look.style(Role::HitCurrent),
        );
        let goal = match &link.goal {
            Goal::Place(_) => "in this text".to_owned(),
            Goal::Address(url) => address::real_host(url).unwrap_or_else(|| url.clone()),
        };
        let mut at = inside.put_cut(at + 1, row, width / 2, &goal, look.style(Role::Link));
        if let Some(claims) = &link.claims {
            let warning = format!("not {claims}");
            at = inside.put_cut(at + 1, row, width / 2, &warning, look.style(Role::Warning));
        }
        let room = width.saturating_sub(at + 2);
        let says = link.range.of(text);
        inside.put_cut(at + 2, row, room, says, look.style(Role::Dim));
    }
}
