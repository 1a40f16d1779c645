//! The timeline: periods with a bar for how much is told of them, events under each, gaps of years.

use crate::actors::ActorKind;
use crate::app::panes::timeline::Row;
use crate::app::{App, Pane};
use crate::dates::language::spoken;
use crate::text::grapheme;
use crate::timeline::Event;
use crate::timeline::scale::Zoom;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_frame};

/// Columns of the longest bar.
const BAR: u16 = 12;

/// Draws the pane.
pub(super) fn draw(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let timeline = &app.timeline;
    let zoom = match timeline.zoom {
        Zoom::Decade => "by decade",
        Zoom::Year => "by year",
        Zoom::Month => "by month",
        Zoom::Day => "by day",
    };
    let noun = if timeline.len() == 1 {
        "event"
    } else {
        "events"
    };
    let remark = format!("{} {noun} {} {zoom}", timeline.len(), look.glyphs.dot);
    draw_frame(app, look, canvas, Pane::Timeline, &remark);
    let focused = app.is_focused(Pane::Timeline);
    let mut inside = canvas.inside();
    if timeline.rows.is_empty() {
        let text = if app.reading_files {
            "Reading …"
        } else {
            "Nothing dated here."
        };
        inside.put_cut(
            1,
            0,
            inside.width().saturating_sub(1),
            text,
            look.style(Role::Dim),
        );
        return;
    }
    let lines = u16::try_from(timeline.row_height()).unwrap_or(2);
    for (place, number) in timeline.cursor.visible().enumerate() {
        let Some(row) = timeline.rows.get(number) else {
            break;
        };
        let Ok(top) = u16::try_from(place * timeline.row_height()) else {
            break;
        };
        if timeline.cursor.selected() == Some(number) {
            let style = look.style(if focused {
                Role::Selected
            } else {
                Role::SelectedIdle
            });
            let lines = if matches!(row, Row::Event(_)) {
                lines
            } else {
                1
            };
            for line in 0..lines {
                inside.style_row(top + line, style);
            }
        }
        match row {
            Row::Period { bucket, reports } => {
                draw_period(
                    app,
                    look,
                    &mut inside,
                    (&bucket.label(app.language), *reports),
                    top,
                );
            }
            Row::Gap { years } => {
                let unit = if *years == 1 { "year" } else { "years" };
                inside.put(1, top, look.glyphs.gap, look.style(Role::Faint));
                inside.put(
                    3,
                    top,
                    &format!("{years} {unit} without events"),
                    look.style(Role::Faint),
                );
                inside.put(1, top + 1, look.glyphs.gap, look.style(Role::Faint));
            }
            Row::Event(event) => {
                if let Some(shown) = timeline.event(*event) {
                    draw_event(
                        app,
                        look,
                        &mut inside,
                        (shown, timeline.is_told(*event)),
                        (top, lines),
                    );
                }
            }
        }
    }
}

fn draw_period(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    (label, reports): (&str, usize),
    top: u16,
) {
    let end = canvas.put(1, top, label, look.style(Role::Heading));
    let bar = BAR.min(canvas.width().saturating_sub(end + 6));
    let right = canvas.width().saturating_sub(1);
    let start = canvas.put_right(right, top, &format!(" {reports}"), look.style(Role::Dim));
    let from = start.saturating_sub(bar);
    canvas.bar(
        (from, top),
        bar,
        (reports, app.timeline.most),
        (look.glyphs, look.style(Role::Bar)),
    );
    let across = look.glyphs.frame[4];
    for column in 1..canvas.width().saturating_sub(1) {
        canvas.put(column, top + 1, across, look.style(Role::Faint));
    }
}

fn draw_event(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    (event, told): (&Event, bool),
    (top, lines): (u16, u16),
) {
    let width = canvas.width();
    let sign = match (event.planned, told) {
        (true, _) => look.glyphs.planned,
        (false, told) => look.glyphs.event[usize::from(told)],
    };
    canvas.put(
        1,
        top,
        sign,
        look.style(if told { Role::Now } else { Role::Dim }),
    );
    let mut right = width;
    if event.reports.len() > 1 {
        let sources = format!(" {} sources ", event.reports.len());
        right = canvas.put_right(right, top, &sources, look.style(Role::Dim));
    }
    let date = spoken(&event.date, app.language);
    let at = canvas.put_cut(
        3,
        top,
        right.saturating_sub(3),
        &date,
        look.style(Role::Date),
    );
    draw_actors(app, look, canvas, event, (at, right, top));
    let style = look.style(if told { Role::Title } else { Role::Text });
    let room = width.saturating_sub(4);
    canvas.put_wrapped((3, top + 1), (room, lines - 1), &event.title, style);
}

/// As many of the people and organisations, then of the others, as there is room for.
fn draw_actors(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    event: &Event,
    (mut at, right, row): (u16, u16, u16),
) {
    let roster = &app.catalogue.roster;
    let mut actors: Vec<_> = event
        .actors
        .iter()
        .filter_map(|id| roster.get(&roster.resolve(id)))
        .collect();
    actors.sort_by_key(|actor| !matches!(actor.kind, ActorKind::Person | ActorKind::Organisation));
    for (number, actor) in actors.into_iter().take(3).enumerate() {
        let before = if number == 0 { "  " } else { ", " };
        let name = app.actor_name(&actor.id);
        let columns = grapheme::width(name) + before.len();
        if usize::from(right.saturating_sub(at)) <= columns {
            break;
        }
        at = canvas.put(at, row, before, look.style(Role::Faint));
        at = canvas.put(at, row, name, look.theme.actor(actor.kind));
    }
}
