//! The timeline: lanes of actors, periods with a bar for how much is told of them, events under
//! each, gaps of years, today.

use crate::actors::ActorKind;
use crate::app::panes::timeline::{Bars, Period, Row};
use crate::app::preview::thousands;
use crate::app::{App, Pane};
use crate::dates::language::spoken;
use crate::edtf::Edtf;
use crate::text::grapheme;
use crate::timeline::events::Summary;
use crate::timeline::scale::Zoom;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_frame, draw_idle_mark};

/// Columns of the longest bar.
const BAR: u16 = 12;
/// Columns from which on it is said what a bar counts.
const ROOM_FOR_UNIT: u16 = 34;

/// Draws the pane.
pub(super) fn draw(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let timeline = &app.timeline;
    let dot = look.glyphs.dot;
    let zoom = match timeline.zoom_level() {
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
    let mut remark = format!("{} {noun} {dot} {zoom}", thousands(timeline.len()));
    if timeline.bars() == Bars::Written {
        remark = format!("when written {dot} {remark}");
    }
    draw_frame(app, look, canvas, Pane::Timeline, &remark);
    let mut inside = canvas.inside();
    if timeline.rows().is_empty() {
        let text = if app.reading_files {
            "Reading …"
        } else {
            "Nothing dated here."
        };
        let room = inside.width().saturating_sub(1);
        inside.put_cut(1, 0, room, text, look.style(Role::Dim));
        return;
    }
    draw_lanes(app, look, &mut inside);
    let focused = app.is_focused(Pane::Timeline);
    let selected = look.style(if focused {
        Role::Selected
    } else {
        Role::SelectedIdle
    });
    let lines = u16::try_from(timeline.event_lines()).unwrap_or(2);
    for (line, number, row) in timeline.visible() {
        let Ok(top) = u16::try_from(line + timeline.lane_lines()) else {
            break;
        };
        if timeline.selected() == Some(number) {
            let lines = if matches!(row, Row::Event(_)) {
                lines
            } else {
                1
            };
            for line in 0..lines {
                inside.style_row(top + line, selected);
            }
            if !focused {
                draw_idle_mark(look, &mut inside, top);
            }
        }
        match row {
            Row::Period(number) => {
                if let Some(period) = timeline.rows().period(number) {
                    draw_period(app, look, &mut inside, period, top);
                }
            }
            Row::Gap(years) => {
                let text = format!("{} {years} years without events", look.glyphs.gap);
                inside.put(1, top, &text, look.style(Role::Faint));
            }
            Row::Today => draw_today(app, look, &mut inside, top),
            Row::Event(number) => {
                if let Some(event) = timeline.summary(number) {
                    let told = timeline.is_told(number);
                    draw_event(app, look, &mut inside, (&event, told), (top, lines));
                }
            }
        }
    }
}

/// One line for each actor, one column for each stretch of time, and a line that says which.
fn draw_lanes(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let timeline = &app.timeline;
    let lanes = timeline.lanes();
    let names = u16::try_from(timeline.name_columns()).unwrap_or(0);
    let roster = &app.catalogue.roster;
    for (row, lane) in (0_u16..).zip(&lanes.lanes) {
        let style = roster
            .kind_of(&lane.actor)
            .map(|kind| look.theme.actor(kind))
            .unwrap_or_default();
        let name = app.actor_name(&lane.actor);
        canvas.put_cut(1, row, names.saturating_sub(1), name, style);
        for (column, &count) in (names + 1..).zip(&lane.counts) {
            let level = (count * 7).div_ceil(lanes.most.max(1)).checked_sub(1);
            let sign = level.and_then(|level| look.glyphs.levels.get(level as usize));
            match sign {
                Some(sign) => canvas.put(column, row, sign, style),
                None => canvas.put(column, row, look.glyphs.dot, look.style(Role::Faint)),
            };
        }
    }
    let Some((first, last)) = lanes.columns.first().zip(lanes.columns.last()) else {
        return;
    };
    let row = u16::try_from(lanes.lanes.len()).unwrap_or(u16::MAX);
    let dim = look.style(Role::Dim);
    let from = first.as_edtf().to_string();
    let columns = u16::try_from(lanes.columns.len()).unwrap_or(u16::MAX);
    let end = canvas.put(names + 1, row, &from, dim);
    let to = last.as_edtf().to_string();
    let width = u16::try_from(grapheme::width(&to)).unwrap_or(0);
    let right = (names + 1 + columns).max(end + 1 + width);
    if first != last && right <= canvas.width() {
        canvas.put_right(right, row, &to, dim);
    }
    if let Some(selected) = lanes.selected.and_then(|at| u16::try_from(at).ok()) {
        let column = names + 1 + selected;
        for row in 0..=row {
            canvas.style(column, row, 1, look.style(Role::Selected));
        }
        // Where it stands under a date, the date stays legible.
        if column >= end && column + width < right {
            canvas.put(column, row, look.glyphs.here, look.style(Role::Accent));
        }
    }
}

/// The period, a line, and how much there is of it, all in one row.
fn draw_period(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>, period: &Period, top: u16) {
    let bars = app.timeline.bars();
    let count = match bars {
        Bars::Told => period.told,
        Bars::Written => period.written,
    };
    let label = period.bucket.label(app.language);
    let end = canvas.put(1, top, &label, look.style(Role::Heading));
    let right = canvas.width().saturating_sub(1);
    // What the bar counts is named where there is room.
    let unit = match (bars, count) {
        _ if canvas.width() < ROOM_FOR_UNIT => "",
        (Bars::Told, 1) => " report",
        (Bars::Told, _) => " reports",
        (Bars::Written, 1) => " article",
        (Bars::Written, _) => " articles",
    };
    let said = format!(" {count}{unit}");
    let start = canvas.put_right(right, top, &said, look.style(Role::Dim));
    let bar = BAR.min(start.saturating_sub(end + 2));
    let most = app.timeline.rows().most(bars).max(1);
    // The number stands right of the bar, which grows from there to the left of it.
    let from = start.saturating_sub(bar);
    for column in end + 1..from.saturating_sub(1) {
        canvas.put(column, top, look.glyphs.frame[4], look.style(Role::Faint));
    }
    canvas.bar(
        (from, top),
        bar,
        (count, most),
        (look.glyphs, look.style(Role::Bar)),
    );
}

fn draw_today(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>, top: u16) {
    let today = app.timeline.today().and_then(Edtf::day);
    let said = today
        .map(|today| spoken(&today, app.language))
        .unwrap_or_default();
    let line = look.glyphs.frame[4];
    let style = look.style(Role::Accent);
    let end = canvas.put(1, top, &format!("{line}{line} today, {said} "), style);
    for column in end..canvas.width().saturating_sub(1) {
        canvas.put(column, top, line, style);
    }
}

fn draw_event(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    (event, told): (&Summary<'_>, bool),
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
    if event.articles > 1 {
        let sources = format!(" {} sources ", event.articles);
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
    let at = draw_other_dates(app, look, canvas, event, (at, right, top));
    draw_actors(app, look, canvas, event, (at, right, top));
    let style = look.style(if told { Role::Title } else { Role::Text });
    let room = width.saturating_sub(4);
    canvas.put_wrapped((3, top + 1), (room, lines - 1), &event.title, style);
}

/// The dates that its sources give otherwise, each with how many sentences do.
fn draw_other_dates(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    event: &Summary<'_>,
    (mut at, right, row): (u16, u16, u16),
) -> u16 {
    let others = &event.others;
    if others.is_empty() {
        return at;
    }
    // What can be true together is only more or less exact; what cannot is a disagreement.
    let apart = |date: &Edtf| !date.overlaps(&event.date);
    let (sign, role) = if others.iter().any(|(date, _)| apart(date)) {
        (look.glyphs.differ, Role::Accent)
    } else {
        (look.glyphs.nearly, Role::Faint)
    };
    let room = |at: u16, said: &str| usize::from(right.saturating_sub(at)) > grapheme::width(said);
    let mut first = true;
    for &(date, count) in others {
        let before = if first {
            format!(" {sign} ")
        } else {
            ", ".to_owned()
        };
        let said = format!("{before}{} ({count})", spoken(&date, app.language));
        if !room(at, &said) {
            break;
        }
        first = false;
        let role = if apart(&date) {
            Role::Accent
        } else {
            Role::Faint
        };
        at = canvas.put(at, row, &said, look.style(role));
    }
    // Where there is no room for the dates, there is some for the sign.
    if first && right > at + 1 {
        at = canvas.put(at, row, &format!(" {sign}"), look.style(role));
    }
    at
}

/// As many of the people and organisations, then of the others, as there is room for.
fn draw_actors(
    app: &App,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    event: &Summary<'_>,
    (mut at, right, row): (u16, u16, u16),
) {
    let roster = &app.catalogue.roster;
    let of = |people: bool| {
        let actors = event.actors();
        let known = actors.filter_map(|id| roster.kind_of(&id).map(|kind| (id, kind)));
        known.filter(move |(_, kind)| {
            matches!(kind, ActorKind::Person | ActorKind::Organisation) == people
        })
    };
    for (number, (id, kind)) in of(true).chain(of(false)).take(3).enumerate() {
        let before = if number == 0 { "  " } else { ", " };
        let name = app.actor_name(&id);
        let columns = grapheme::width(name) + before.len();
        if usize::from(right.saturating_sub(at)) <= columns {
            break;
        }
        at = canvas.put(at, row, before, look.style(Role::Faint));
        at = canvas.put(at, row, name, look.theme.actor(kind));
    }
}
