//! The document list: three lines an article, one for the date and two for the title; a fourth, the
//! best passage, while the lens looks for something in the texts.

use crate::app::action::Action;
use crate::app::panes::documents::Row;
use crate::app::preview::counted;
use crate::app::{App, Pane};
use crate::corpus::{DateSource, Head};
use crate::search::reasons;
use crate::search::request::Sort;
use crate::text::TextRange;
use crate::text::clean::clean_line;
use crate::text::fold::capitalised;
use crate::text::grapheme;
use crate::text::runs::runs;
use crate::text::wrap::wrap;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_frame_with, draw_idle_mark};

/// How many reasons are told where no article could be opened.
const REASONS: usize = 3;

/// Draws the pane.
pub(super) fn draw(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let documents = &app.documents;
    let total = app.catalogue.entries.len();
    let (order, short) = match documents.sort {
        Sort::Relevance if !app.lens.is_empty() => ("best first", "best"),
        Sort::Relevance | Sort::Date => ("newest first", "newest"),
        Sort::Title => ("by title", "title"),
    };
    let (dot, found) = (look.glyphs.dot, documents.rows.len());
    let count = match app.lens.is_empty() {
        true => total.to_string(),
        false => format!("{found} of {total}"),
    };
    // The order is seen to change wherever there is room for a word of it.
    let remarks = [
        format!("{count} {dot} {order}"),
        format!("{count} {dot} {short}"),
        format!("{found} {dot} {short}"),
        count,
    ];
    let remarks = remarks.each_ref().map(String::as_str);
    draw_frame_with(app, look, canvas, Pane::Documents, &remarks);
    let focused = app.is_focused(Pane::Documents);
    let mut inside = canvas.inside();
    if documents.rows.is_empty() {
        draw_nothing(app, look, &mut inside);
        return;
    }
    let height = documents.row_height();
    for (place, number) in documents.cursor.visible().enumerate() {
        let Some(row) = documents.rows.get(number) else {
            break;
        };
        let Ok(top) = u16::try_from(place * height) else {
            break;
        };
        if documents.cursor.selected() == Some(number) {
            let role = if focused {
                Role::Selected
            } else {
                Role::SelectedIdle
            };
            for line in 0..u16::try_from(height).unwrap_or(1) {
                inside.style_row(top + line, look.style(role));
            }
            if !focused {
                draw_idle_mark(look, &mut inside, top);
            }
        }
        draw_row(app, look, &mut inside, &row, top);
    }
}

fn draw_nothing(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let width = canvas.width().saturating_sub(2);
    let dim = look.style(Role::Dim);
    let mut lines = Vec::new();
    if app.reading_files || app.searching {
        lines.push("Reading …".to_owned());
    } else if app.catalogue.entries.is_empty() {
        lines.push("No article could be opened.".to_owned());
        let problems = &app.catalogue.problems;
        for problem in problems.iter().take(REASONS) {
            lines.push(clean_line(&format!("{}: {}", problem.path, problem.reason)));
        }
        let key = app.keymap.way_to(Action::Notices);
        lines.push(match problems.len() {
            0 => format!("Press {key} for the reasons."),
            number => format!("{key} lists {}.", counted(number, "problem")),
        });
    } else {
        lines.push("Nothing fits the lens.".to_owned());
        lines.extend(
            reasons::told(&app.reasons)
                .iter()
                .map(|line| capitalised(line)),
        );
        lines.push("Esc widens it.".to_owned());
    }
    let mut at = 0;
    for line in lines {
        for part in wrap(
            &line,
            TextRange::new(0, line.len()),
            usize::from(width.max(1)),
        ) {
            canvas.put_cut(1, at, width, part.of(&line), dim);
            at += 1;
        }
    }
}

fn draw_row(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>, row: &Row<'_>, top: u16) {
    let head = &*row.entry.head();
    let width = canvas.width();
    let unread = app.reading.place(head.id).is_none() && app.reader.id() != Some(head.id);
    if unread {
        canvas.put(0, top, look.glyphs.unread, look.style(Role::Unread));
    }
    let (kept, lost) = app.bookmarks_of(head.id);
    let mut right = width;
    if row.hits > 0 {
        let noun = if row.hits == 1 { "hit" } else { "hits" };
        let hits = format!(" {} {noun}", row.hits);
        right = canvas.put_right(right, top, &hits, look.style(Role::Accent));
    } else if let Some(place) = app
        .reading
        .place(head.id)
        .filter(|place| place.progress > 0)
    {
        right = canvas.put_right(
            right,
            top,
            &format!(" {}%", place.progress),
            look.style(Role::Faint),
        );
    }
    if lost > 0 {
        let sign = format!(" {}{lost}", look.glyphs.lost);
        right = canvas.put_right(right, top, &sign, look.style(Role::Warning));
    }
    if kept > 0 {
        let sign = format!(" {}{kept}", look.glyphs.kept);
        right = canvas.put_right(right, top, &sign, look.style(Role::Gutter));
    }
    let date = date_of(head);
    let mut at = canvas.put_cut(
        2,
        top,
        right.saturating_sub(2),
        &date,
        look.style(Role::Date),
    );
    if let Some(source) = head.source.as_deref().filter(|_| at + 3 < right) {
        let room = right.saturating_sub(at);
        at = canvas.put_cut(
            at,
            top,
            room,
            &format!(" {} {source}", look.glyphs.dot),
            look.style(Role::Dim),
        );
    }
    debug_assert!(at <= width);
    let style = look.style(if unread { Role::Title } else { Role::Text });
    let room = width.saturating_sub(3);
    canvas.put_wrapped((2, top + 1), (room, 2), &head.title, style);
    if app.documents.passages {
        draw_passage(look, canvas, row, top + 3);
    }
}

/// The best passage in one line, its marks in view.
fn draw_passage(look: Look<'_>, canvas: &mut Canvas<'_>, row: &Row<'_>, top: u16) {
    let Some(passage) = row.passage else { return };
    let text = passage.text.as_str();
    let start = passage.range.start;
    let in_passage = |mark: &TextRange| {
        TextRange::new(
            mark.start.saturating_sub(start),
            mark.end.saturating_sub(start),
        )
    };
    let marks: Vec<(TextRange, ())> = passage
        .marks
        .iter()
        .map(|mark| (in_passage(mark), ()))
        .collect();
    let first = passage.first.saturating_sub(start);
    // Some words before the first hit, so that it is seen in its sentence.
    let before = text.get(..first).unwrap_or_default();
    let start = if before.chars().count() > 12 {
        let from = before.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
        before
            .get(from..)
            .and_then(|tail| tail.find(' '))
            .map_or(first, |space| from + space + 1)
    } else {
        0
    };
    let width = canvas.width();
    let mut at = 2;
    if start > 0 {
        at = canvas.put(at, top, look.glyphs.ellipsis, look.style(Role::Faint));
    }
    let rest = text.get(start..).unwrap_or_default();
    let room = usize::from(width.saturating_sub(at));
    let is_cut = grapheme::width(rest) > room;
    let end = if is_cut {
        let mut columns = 0;
        let fits = grapheme::graphemes(rest).take_while(|(_, _, wide)| {
            columns += wide;
            columns < room
        });
        start + fits.last().map_or(0, |(range, _, _)| range.end)
    } else {
        text.len()
    };
    for run in runs(TextRange::new(start, end), &marks) {
        let role = if run.kinds.is_empty() {
            Role::Dim
        } else {
            Role::Hit
        };
        at = canvas.put(at, top, run.range.of(text), look.style(role));
    }
    if is_cut {
        canvas.put(at, top, look.glyphs.ellipsis, look.style(Role::Faint));
    }
}

/// The date of an article as it is listed: an estimate is marked as such.
pub(super) fn date_of(head: &Head) -> String {
    match (&head.date, &head.date_source) {
        (Some(date), DateSource::Inferred(_)) if !date.is_approximate() => format!("{date}~"),
        (Some(date), _) => date.to_string(),
        (None, _) => "no date".to_owned(),
    }
}
