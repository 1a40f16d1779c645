//! The timeline as the spreadsheet that TimelineJS 3 reads. What is told is for [`super`].

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;

use super::{Told, in_html, row};
use crate::edtf::{Edtf, Precision};

/// The spreadsheet of TimelineJS 3, as CSV.
///
/// # Errors
///
/// Those of `out`.
pub fn timelinejs(events: &[Told], out: &mut dyn Write) -> io::Result<()> {
    row(
        out,
        &[
            "Year",
            "Month",
            "Day",
            "Time",
            "End Year",
            "End Month",
            "End Day",
            "End Time",
            "Display Date",
            "Headline",
            "Text",
            "Media",
            "Media Credit",
            "Media Caption",
            "Media Thumbnail",
            "Type",
            "Group",
            "Background",
        ],
    )?;
    for event in events {
        let (from, to) = event.date.ends().map_or_else(
            || whole(event.date),
            |(from, to)| (cells(from, from.first_day()), cells(to, to.last_day())),
        );
        let mut text = String::new();
        for source in &event.sources {
            let _ = write!(
                text,
                "<p>{} <small>{}</small></p>",
                in_html(&source.text),
                in_html(&source.citation())
            );
        }
        let [year, month, day] = from;
        let [end_year, end_month, end_day] = to;
        row(
            out,
            &[
                &year,
                &month,
                &day,
                "",
                &end_year,
                &end_month,
                &end_day,
                "",
                &event.spoken,
                &in_html(&event.title),
                &text,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
        )?;
    }
    Ok(())
}

/// Begin and end of a date that is no range: the end is empty where the begin says it all.
fn whole(date: Edtf) -> ([String; 3], [String; 3]) {
    let begin = cells(date, date.first_day());
    match date.precision() {
        Precision::Day | Precision::Month | Precision::Year => (begin, <[String; 3]>::default()),
        _ => (begin, cells(date, date.last_day())),
    }
}

/// Year, month and day of `day`, as far as `date` gives them.
fn cells(date: Edtf, day: Date) -> [String; 3] {
    let month = !matches!(
        date.precision(),
        Precision::Century | Precision::Decade | Precision::Year
    );
    let exact = matches!(
        date.precision(),
        Precision::Day | Precision::Week | Precision::Range
    );
    [
        day.year().to_string(),
        if month {
            day.month().to_string()
        } else {
            String::new()
        },
        if exact {
            day.day().to_string()
        } else {
            String::new()
        },
    ]
}
