//! The sources of an event: one line each, with when it says that the event was; below, the selected
//! one’s words and why they mean that date.

use crate::app::panes::sources::Sources;
use crate::app::{App, SOURCE_ROWS};
use crate::dates::language::spoken;
use crate::text::grapheme;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_title};

/// Columns of a date, so that what follows lines up where there is room.
const DATE: u16 = 28;

/// Draws them.
pub(super) fn draw(app: &App, sources: &Sources, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let count = sources.reports.len();
    let noun = if count == 1 { "sentence" } else { "sentences" };
    let remark = format!("{count} {noun}, {}", sources.said());
    draw_title(look, canvas, &sources.title, &remark);
    let mut inside = canvas.inside();
    let (width, height) = (inside.width(), inside.height());
    let date_columns = DATE.min(width / 3);
    for (row, number) in (0..).zip(sources.cursor.visible()) {
        let Some(report) = sources.reports.get(number) else {
            break;
        };
        if sources.cursor.selected() == Some(number) {
            inside.style_row(row, look.style(Role::Selected));
        }
        let agrees = report.date == sources.date;
        let role = if agrees { Role::Date } else { Role::Accent };
        let date = spoken(&report.date, app.language);
        inside.put_cut(1, row, date_columns, &date, look.style(role));
        let (published, title) = app.catalogue.entry(report.article).map_or_else(
            || (String::new(), ""),
            |entry| {
                let date = entry.date();
                let published = date.map_or_else(String::new, |date| date.to_string());
                (published, entry.title())
            },
        );
        // What others tell as done this one announced.
        let announced = report.planned && !sources.planned;
        if announced {
            inside.put(
                date_columns + 1,
                row,
                look.glyphs.planned,
                look.style(Role::Accent),
            );
        }
        let at = date_columns + 3;
        let room = width.saturating_sub(at + 1);
        let at = inside.put_cut(at, row, room, &published, look.style(Role::Faint));
        let room = width.saturating_sub(at + 2);
        let Some(words) = sources.words(number) else {
            inside.put_cut(at + 1, row, room, title, look.style(Role::Text));
            continue;
        };
        // Several sentences of one article are told apart by their words, which need room, too.
        let end = inside.put_cut(at + 1, row, room / 3, title, look.style(Role::Text));
        let end = inside.put(
            end,
            row,
            &format!(" {} ", look.glyphs.dot),
            look.style(Role::Faint),
        );
        let room = width.saturating_sub(end + 1);
        inside.put_cut(end, row, room, words, look.style(Role::Dim));
    }
    let Some(report) = sources.selected() else {
        return;
    };
    let top = height.saturating_sub(SOURCE_ROWS);
    let room = width.saturating_sub(2);
    let published = app
        .catalogue
        .entry(report.article)
        .and_then(|entry| entry.date())
        .map(|date| spoken(&date, app.language));
    let quote = sources.quoted();
    let said = quote.map_or_else(String::new, |quote| format!("“{}”: ", quote.dated));
    let end = inside.put_cut(1, top, room, &said, look.style(Role::Date));
    let why = report.anchor.said(published.as_deref());
    let left = width.saturating_sub(end + 1);
    let long = grapheme::width(&why);
    // Beside the words that say when, below them, or in two lines.
    let rows = if long <= usize::from(left) {
        inside.put(end, top, &why, look.style(Role::Text));
        1
    } else {
        let rows = if long <= usize::from(room) { 1 } else { 2 };
        inside.put_wrapped((1, top + 1), (room, rows), &why, look.style(Role::Text));
        rows
    };
    // Until the article is read, and where it cannot be, what is known of its sentence.
    let words = quote.map_or(&*report.title, |quote| &quote.sentence);
    inside.put_wrapped(
        (1, top + 1 + rows),
        (room, SOURCE_ROWS - 1 - rows),
        words,
        look.style(Role::Dim),
    );
}
