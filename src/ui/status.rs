//! The line above (what is open, through which lens) and the line below (notices, progress, keys).

use std::fmt::Write as _;

use crate::app::action::Action;
use crate::app::layout::{Area, Shape};
use crate::app::notice::Severity;
use crate::app::preview::thousands;
use crate::app::{App, Pane};
use crate::text::TextRange;
use crate::text::grapheme;
use crate::text::runs::runs;

use super::Look;
use super::note::draw_line;
use super::paint::Canvas;
use super::theme::Role;

/// Columns of the numbered names of the panes, with the space after them.
const PANE_NAMES: u16 = 38;

/// Draws the header; the place of the cursor while the lens is edited.
pub(super) fn draw_header(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    canvas.clear(look.style(Role::Header));
    let width = canvas.width();
    let mut right = width;
    let remark = header_remark(app, look);
    // Where the panes are named there is no room for both the lens and what it finds.
    let names_panes =
        app.layout.shape == Shape::Narrow && !app.only_reader && app.lens_editor.is_none();
    let names: u16 = if names_panes { PANE_NAMES } else { 0 };
    let remark = format!(" {remark} ");
    let room = usize::from(width.saturating_sub(names));
    if width >= 60 && (app.lens.is_empty() || !names_panes) && grapheme::width(&remark) <= room {
        right = canvas.put_right(width, 0, &remark, look.style(Role::Header));
    } else if remark.ends_with("(!) ") {
        // What went wrong is told where nothing else has room.
        right = canvas.put_right(width, 0, " (!) ", look.style(Role::Header));
    }
    let mut at = 1;
    if names_panes {
        for (number, pane) in Pane::ALL.into_iter().enumerate() {
            let role = if pane == app.focus {
                Role::HeaderName
            } else {
                Role::Header
            };
            let name = format!("{} {}", number + 1, pane.title());
            at = canvas.put(at, 0, &name, look.style(role));
            at = canvas.put(at, 0, "  ", look.style(Role::Header));
        }
        if app.lens.is_empty() {
            return None;
        }
    } else {
        at = canvas.put(at, 0, "rassegna", look.style(Role::HeaderName));
        at = canvas.put(at, 0, "  ", look.style(Role::Header));
    }
    at = canvas.put(at, 0, "/ ", look.style(Role::HeaderName));
    let room = right.saturating_sub(at);
    if let Some(editor) = &app.lens_editor {
        let area = Area {
            x: at,
            y: 0,
            width: room,
            height: 1,
        };
        let typed = editor.line.contents();
        return Some(draw_line(
            look,
            &mut canvas.part(area),
            &typed,
            &editor.line.before_cursor(),
            Role::HeaderName,
        ));
    }
    if app.lens.is_empty() {
        canvas.put_cut(at, 0, room, "everything", look.style(Role::Header));
    } else {
        draw_lens(
            app,
            look,
            &mut canvas.part(Area {
                x: at,
                y: 0,
                width: room,
                height: 1,
            }),
        );
    }
    None
}

/// The lens as typed; what is not understood in it stands out.
fn draw_lens(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let text = app.lens.text();
    let mistakes: Vec<(TextRange, ())> = app
        .lens
        .mistakes()
        .iter()
        .map(|mistake| (mistake.range, ()))
        .collect();
    let mut at = 0;
    for run in runs(TextRange::new(0, text.len()), &mistakes) {
        let role = if run.kinds.is_empty() {
            Role::HeaderName
        } else {
            Role::Error
        };
        let style = look.style(Role::Header).patch(look.style(role));
        // What has no room any more is cut where it is seen that it is.
        let room = canvas.width().saturating_sub(at);
        let shown = run.range.of(text);
        if grapheme::width(shown) >= usize::from(room) {
            let rest = text.get(run.range.start..).unwrap_or_default();
            canvas.put_cut(at, 0, room, rest, style);
            return;
        }
        at = canvas.put(at, 0, shown, style);
    }
}

fn header_remark(app: &App, look: Look<'_>) -> String {
    let articles = app.catalogue.entries.len();
    let noun = if articles == 1 { "article" } else { "articles" };
    let mut remark = if app.lens.is_empty() {
        format!("{} {noun}", thousands(articles))
    } else {
        let mut remark = format!(
            "{} of {} {noun}",
            thousands(app.documents.rows.len()),
            thousands(articles)
        );
        if app.hits_in_all > 0 {
            let noun = if app.hits_in_all == 1 { "hit" } else { "hits" };
            remark = format!("{} {noun} in {remark}", thousands(app.hits_in_all));
        }
        remark
    };
    // Not every file with a problem is left out: some are read with a part missing, or by a guess.
    let counts = [
        (app.catalogue.problems.len(), "problem"),
        (app.notices.failures(), "failure"),
    ];
    let mut told = String::new();
    for (count, noun) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let plural = if count == 1 { "" } else { "s" };
        // Writing to a string does not fail.
        let _ = write!(
            told,
            " {} {} {noun}{plural}",
            look.glyphs.dot,
            thousands(count)
        );
    }
    if !told.is_empty() {
        remark = format!("{remark}{told} (!)");
    }
    remark
}

/// How far reading the corpus has come, and how it is stopped.
fn reading(app: &App) -> String {
    let progress = app.progress.unwrap_or_default();
    let read = match (progress.of, progress.about) {
        (Some(of), _) => format!("{} of {}", thousands(progress.read), thousands(of)),
        (None, Some(about)) => {
            let about = thousands(about.max(progress.read));
            format!("{} of about {about}", thousands(progress.read))
        }
        (None, None) => thousands(progress.read.max(app.catalogue.entries.len())),
    };
    match (app.progress, app.keymap.key_of(Action::StopReading)) {
        // It is worth stopping only once it takes a while.
        (Some(_), Some(key)) => format!("reading {read} … {key} stops"),
        _ => format!("reading {read} …"),
    }
}

/// The look of a notice.
pub(super) const fn role_of(severity: Severity) -> Role {
    match severity {
        Severity::Done => Role::Done,
        Severity::Warning => Role::Warning,
        Severity::Error => Role::Error,
    }
}

/// Draws the footer: a question, a mistake in the lens, a notice, or the keys that matter now; the
/// place of the cursor while a question is answered.
pub(super) fn draw_footer(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let width = canvas.width();
    let mut right = width;
    let progress = if app.progress.is_some() || app.reading_files {
        reading(app)
    } else if let (true, Some((done, of))) = (app.searching, app.searched) {
        format!("searched {} of {} …", thousands(done), thousands(of))
    } else if app.searching {
        "searching …".to_owned()
    } else {
        String::new()
    };
    if !progress.is_empty() {
        right = canvas.put_right(width, 0, &format!(" {progress} "), look.style(Role::Accent));
    }
    if let Some(keys) = app.pending_keys() {
        canvas.put_cut(
            1,
            0,
            right.saturating_sub(1),
            &keys,
            look.style(Role::Accent),
        );
        return None;
    }
    if let Some(prompt) = &app.prompt {
        let style = look.style(Role::Key);
        let at = canvas.put(1, 0, prompt.asks.question(), style) + 1;
        if let Some(reason) = prompt.refused {
            // What is typed comes first: the reason is cut before it.
            let typed = grapheme::width(&prompt.line.contents()) + 2;
            let typed = u16::try_from(typed).unwrap_or(u16::MAX);
            let room = right.saturating_sub(at).saturating_sub(typed);
            let start = right.saturating_sub(room);
            canvas.put_cut(start, 0, room, reason, look.style(Role::Warning));
            right = start;
        }
        let area = Area {
            x: at,
            y: 0,
            width: right.saturating_sub(at),
            height: 1,
        };
        return Some(draw_line(
            look,
            &mut canvas.part(area),
            &prompt.line.contents(),
            &prompt.line.before_cursor(),
            match prompt.line.is_selected() {
                true => Role::Selection,
                false => Role::Text,
            },
        ));
    }
    if app.lens_editor.is_some() {
        let mistake = app.lens.mistakes().first();
        let mistake = mistake.map(|mistake| (&mistake.message, Role::Warning));
        let remark = app.remarks.first().map(|remark| (remark, Role::Dim));
        if let Some((text, role)) = mistake.or(remark) {
            canvas.put_cut(1, 0, right.saturating_sub(1), text, look.style(role));
            return None;
        }
    }
    if let Some(notice) = app.notices.current() {
        let style = look.style(role_of(notice.severity));
        let mut room = right.saturating_sub(1);
        if grapheme::width(&notice.text) > usize::from(room) {
            // The list of notices has room for all of it.
            let start = canvas.put_right(right, 0, " ! all of it ", look.style(Role::Key));
            room = start.saturating_sub(1);
        }
        canvas.put_cut(1, 0, room, &notice.text, style);
        return None;
    }
    if let Some(selection) = app.selection() {
        let unit = format!(" {} ", selection.unit.plural());
        right = canvas.put_right(right, 0, &unit, look.style(Role::Accent));
    }
    // Whoever does not know the keys must find these, however narrow the screen is.
    for action in app.ways_out().into_iter().rev() {
        let Some(key) = app.keymap.key_of(action) else {
            continue;
        };
        let short = action.info().short;
        if usize::from(right) < grapheme::width(&key) + grapheme::width(short) + 3 {
            continue;
        }
        right = canvas.put_right(right, 0, &format!("{short} "), look.style(Role::Footer));
        right = canvas.put_right(right, 0, &format!(" {key} "), look.style(Role::Key));
    }
    let mut at = 1;
    for action in app.hints() {
        let Some(key) = app.keymap.key_of(action) else {
            continue;
        };
        let short = action.info().short;
        let columns = grapheme::width(&key) + grapheme::width(short) + 3;
        if usize::from(right.saturating_sub(at)) < columns {
            continue;
        }
        at = canvas.put(at, 0, &key, look.style(Role::Key));
        at = canvas.put(at + 1, 0, short, look.style(Role::Footer)) + 2;
    }
    None
}
