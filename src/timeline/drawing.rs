//! Events drawn on a line of time, as SVG: days as points, longer periods as long as they are,
//! those of one time above one another, and years of which nothing is told cut out of the line.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;

use super::export::{Told, in_html};
use crate::edtf::days_between;

/// The width of the drawing, and what is left free at both ends.
const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 14.0;
/// The width of a cut, and the longest stretch of empty years that is drawn.
const CUT: f64 = 26.0;
const EMPTY_YEARS: i16 = 2;
/// The least width of an event, and what is left free between two.
const POINT: f64 = 7.0;
const APART: f64 = 2.0;
/// The height of a row where there is room for it, and of all rows where there is not.
const ROW: f64 = 11.0;
const ROWS: f64 = 520.0;
/// The height of the line of time with its labels.
const AXIS: f64 = 30.0;
/// The least room for the label of a year, and for that of a month.
const LABEL: f64 = 34.0;
const MONTH_LABEL: f64 = 50.0;

/// A stretch of the line that is drawn whole: years from `first` to `last`.
struct Stretch {
    first: i16,
    last: i16,
    /// Where it begins.
    x: f64,
}

/// From days to places.
struct Line {
    stretches: Vec<Stretch>,
    /// The width of a day.
    day: f64,
}

impl Line {
    /// The line for events from first to last day.
    fn new(periods: &[(Date, Date)]) -> Self {
        // The middle of a long period is as empty as any other time.
        let mut years: Vec<i16> = (periods.iter())
            .flat_map(|(first, last)| [first.year(), last.year()])
            .collect();
        years.sort_unstable();
        let mut stretches: Vec<Stretch> = Vec::new();
        for year in years {
            match stretches.last_mut() {
                Some(open) if year - open.last <= EMPTY_YEARS + 1 => open.last = year,
                _ => stretches.push(Stretch {
                    first: year,
                    last: year,
                    x: 0.0,
                }),
            }
        }
        let days: i64 = stretches.iter().map(Stretch::days).sum();
        let cuts = stretches.len().saturating_sub(1) as f64;
        // Where there are many cuts they are narrower.
        let cut = CUT.min((WIDTH - 2.0 * MARGIN) / 2.0 / cuts.max(1.0));
        let day = (WIDTH - 2.0 * MARGIN - cuts * cut) / days.max(1) as f64;
        let mut x = MARGIN;
        for stretch in &mut stretches {
            stretch.x = x;
            x += stretch.days() as f64 * day + cut;
        }
        Self { stretches, day }
    }

    fn x(&self, date: Date) -> f64 {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.first <= date.year());
        let stretch = after.checked_sub(1).and_then(|at| self.stretches.get(at));
        stretch.map_or(MARGIN, |stretch| {
            stretch.x + days_between(new_year(stretch.first), date) as f64 * self.day
        })
    }
}

impl Stretch {
    fn days(&self) -> i64 {
        let last = Date::new(self.last, 12, 31).unwrap_or(Date::MAX);
        days_between(new_year(self.first), last) + 1
    }

    fn end(&self, day: f64) -> f64 {
        self.x + self.days() as f64 * day
    }
}

fn new_year(year: i16) -> Date {
    Date::new(year, 1, 1).unwrap_or(Date::MIN)
}

/// Draws the events; nothing where there are none. Each leads to its entry, `#e1` being the first.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn draw(events: &[Told], out: &mut dyn Write) -> io::Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let periods: Vec<(Date, Date)> = (events.iter())
        .map(|event| (event.date.first_day(), event.date.last_day()))
        .collect();
    let line = Line::new(&periods);
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::with_capacity(events.len());
    for &(first, last) in &periods {
        let from = line.x(first);
        let to = (line.x(last) + line.day).max(from + POINT);
        let row = ends.iter().position(|&end| end + APART <= from);
        let row = row.unwrap_or_else(|| {
            ends.push(0.0);
            ends.len() - 1
        });
        if let Some(end) = ends.get_mut(row) {
            *end = to;
        }
        placed.push((from, to - from, row));
    }
    let pitch = ROW.min(ROWS / ends.len() as f64);
    let base = 6.0 + pitch * ends.len() as f64;
    writeln!(
        out,
        "<figure>\n<svg viewBox=\"0 0 {WIDTH} {:.0}\" xmlns=\"http://www.w3.org/2000/svg\">",
        base + AXIS
    )?;
    out.write_all(axis(&line, base).as_bytes())?;
    for (number, (event, (x, width, row))) in (1..).zip(events.iter().zip(placed)) {
        let class = match (event.planned, event.sources.len()) {
            (true, _) => "event plan",
            (false, ..2) => "event",
            (false, _) => "event many",
        };
        let height = (pitch - 2.0).max(pitch * 0.7);
        writeln!(
            out,
            "<a href=\"#e{number}\"><title>{}: {}</title><rect class=\"{class}\" x=\"{x:.1}\" \
             y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{:.1}\"/></a>",
            in_html(&event.spoken),
            in_html(&event.title),
            base - pitch * (row + 1) as f64,
            (height / 2.0).min(3.5)
        )?;
    }
    out.write_all(
        b"</svg>\n<figcaption><span class=\"key\"></span>told <span class=\"key plan\"></span>planned; \
          a mark is as long as its date is exact, and stronger where several sources tell it</figcaption>\n</figure>\n",
    )
}

/// The line of time: its stretches, a tick for each year or month as far as there is room, labels, and cuts.
fn axis(line: &Line, y: f64) -> String {
    let mut svg = String::new();
    let below = y + 5.0;
    let mut label_end = f64::MIN;
    for (number, stretch) in line.stretches.iter().enumerate() {
        let end = stretch.end(line.day);
        let _ = writeln!(
            svg,
            "<path class=\"axis\" d=\"M{:.1} {y:.1}H{end:.1}\"/>",
            stretch.x
        );
        if number > 0 {
            let x = stretch.x;
            let _ = writeln!(
                svg,
                "<path class=\"break\" d=\"M{:.1} {y:.1}l3 -4l4 8l3 -4\"/>",
                x - 14.0
            );
        }
        let months = line.day * 30.0 >= MONTH_LABEL;
        for year in stretch.first..=stretch.last {
            let x = line.x(new_year(year));
            let _ = writeln!(
                svg,
                "<path class=\"tick\" d=\"M{x:.1} {y:.1}V{below:.1}\"/>"
            );
            if x >= label_end {
                let _ = writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{:.1}\">{year}</text>",
                    y + 18.0
                );
                label_end = x + LABEL;
            }
            for month in (2..=12).filter(|_| months) {
                let x = Date::new(year, month, 1).map_or(x, |first| line.x(first));
                let _ = writeln!(
                    svg,
                    "<path class=\"tick\" d=\"M{x:.1} {y:.1}V{below:.1}\"/>\
                     <text x=\"{x:.1}\" y=\"{:.1}\">{year}-{month:02}</text>",
                    y + 18.0
                );
            }
        }
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(dates: &[&str]) -> Line {
        let periods: Vec<(Date, Date)> = (dates.iter())
            .map(|date| date.parse::<crate::edtf::Edtf>().unwrap())
            .map(|date| (date.first_day(), date.last_day()))
            .collect();
        Line::new(&periods)
    }

    #[test]
    fn empty_years_are_cut_out_of_the_line() {
        let line = line(&["195X", "1953", "2019", "2021-03", "2024-01-05", "2024"]);
        let drawn: Vec<_> = line.stretches.iter().map(|s| (s.first, s.last)).collect();
        assert_eq!(drawn, [(1950, 1953), (1959, 1959), (2019, 2024)]);
        let end = line.stretches[2].end(line.day);
        assert!((end - (WIDTH - MARGIN)).abs() < 0.01, "{end}");
    }

    proptest::proptest! {
        #[test]
        fn everything_stands_on_the_line_and_in_order(
            mut years in proptest::collection::vec((1_i16..=9999, 1_i8..=12), 1..60),
        ) {
            years.sort_unstable();
            let dates: Vec<String> = (years.iter()).map(|(y, m)| format!("{y:04}-{m:02}")).collect();
            let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
            let line = line(&dates);
            let mut before = MARGIN - 0.01;
            for &(year, month) in &years {
                let x = line.x(Date::new(year, month, 1).unwrap());
                proptest::prop_assert!(x >= before - 0.01 && x <= WIDTH - MARGIN + 0.01);
                before = x;
            }
        }
    }
}
