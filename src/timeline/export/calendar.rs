//! The timeline as a calendar, iCalendar of RFC 5545. What is told is for [`super`].

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3;

use super::{Told, escaped, gives_days};

/// A calendar, iCalendar of RFC 5545: an event covers all days of its date, and keeps nobody busy.
/// `now` is the time that the format asks for: when the calendar was made.
///
/// # Errors
///
/// Those of `out`.
pub fn ics(events: &[Told], now: Timestamp, out: &mut dyn Write) -> io::Result<()> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    property(out, "BEGIN", "VCALENDAR")?;
    property(out, "VERSION", "2.0")?;
    property(out, "PRODID", "-//rassegna//timeline//EN")?;
    for event in events {
        let day = |day: Date| day.strftime("%Y%m%d").to_string();
        let last = event.date.last_day();
        property(out, "BEGIN", "VEVENT")?;
        property(out, "UID", &format!("{:032x}@rassegna", identity(event)))?;
        property(out, "DTSTAMP", &stamp)?;
        property(out, "DTSTART;VALUE=DATE", &day(event.date.first_day()))?;
        // The end is the first day after; the last day that can be written has none.
        if let Ok(after) = last.tomorrow() {
            property(out, "DTEND;VALUE=DATE", &day(after))?;
        }
        let title = if gives_days(event.date) {
            event.title.clone()
        } else {
            format!("{} ({})", event.title, event.spoken)
        };
        property(out, "SUMMARY", &in_calendar(&title))?;
        let sources: Vec<_> = event
            .sources
            .iter()
            .map(|source| format!("{}\n{}", source.text, source.citation()))
            .collect();
        property(out, "DESCRIPTION", &in_calendar(&sources.join("\n\n")))?;
        if !event.actors.is_empty() {
            let names: Vec<_> = event.actors.iter().map(|name| in_calendar(name)).collect();
            property(out, "CATEGORIES", &names.join(","))?;
        }
        property(
            out,
            "STATUS",
            if event.planned {
                "TENTATIVE"
            } else {
                "CONFIRMED"
            },
        )?;
        property(out, "TRANSP", "TRANSPARENT")?;
        property(out, "END", "VEVENT")?;
    }
    property(out, "END", "VCALENDAR")
}

/// What makes the event the same one when the calendar is written again.
fn identity(event: &Told) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(event.date.to_string().as_bytes());
    if let Some(source) = event.sources.first() {
        hash.update(source.article.as_bytes());
        hash.update(source.text.as_bytes());
    }
    hash.digest128()
}

/// One line of a calendar, folded so that no line is longer than 75 bytes.
fn property(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let line = format!("{name}:{value}");
    let mut rest = line.as_str();
    let mut room = 75;
    loop {
        let (now, later) = rest.split_at(rest.floor_char_boundary(room));
        out.write_all(now.as_bytes())?;
        out.write_all(b"\r\n")?;
        if later.is_empty() {
            return Ok(());
        }
        out.write_all(b" ")?;
        rest = later;
        room = 74;
    }
}

fn in_calendar(text: &str) -> String {
    escaped(text, |c| match c {
        '\n' => Some("\\n"),
        '\\' => Some("\\\\"),
        ';' => Some("\\;"),
        ',' => Some("\\,"),
        _ => None,
    })
}
