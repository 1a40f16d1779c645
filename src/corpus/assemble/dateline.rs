//! The dateline of a report: `PORT SUDAN, April 14, 2025 – …`, `GENEVA (14 April 2025) – …`. It stays in
//! the text, whose first sentence it opens; here is only the day that it states. Dates that stand as
//! lines of their own are for `leading`.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::corpus::stated::{self, Days};
use crate::corpus::{Block, BlockKind};
use crate::edtf::Edtf;

/// A dateline ends within so many bytes.
const LONGEST: usize = 120;
/// Words of the places in it.
const PLACES: usize = 8;
/// The first paragraphs, among which a standfirst may stand before it.
const OPENING: usize = 4;

/// The day that the dateline of the article states, as it is written; `None` where no paragraph of the
/// first ones has one, or where several have and the text is a chronicle.
pub(super) fn dateline(text: &str, blocks: &[Block], days: Days, today: Date) -> Option<String> {
    let mut found = (blocks.iter())
        .filter(|block| block.kind == BlockKind::Paragraph)
        .take(OPENING)
        .filter_map(|block| stated_day(block.range.of(text), days));
    let (day, form) = found.next()?;
    let date = days.read(day)?;
    let is_news = form == Form::Agency || !is_early(&date);
    (found.next().is_none() && is_news && is_of_now(text, &date, today)).then(|| day.to_owned())
}

/// Whether a text can be a report of `date`: the day is not after `today`, and no year that the text tells
/// of lies more than a generation after it, as in `HIROSHIMA, August 6, 1945 – …`.
pub(super) fn is_of_now(text: &str, date: &Edtf, today: Date) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    let first = date.first_day();
    let latest = first.year().saturating_add(HORIZON);
    first <= today.saturating_add(ZONES)
        && (years.filter_map(|number| number.parse::<i16>().ok()))
            .all(|year| year >= 2100 || year <= latest)
}

/// Whether a day is of the time before texts were written as files: where only a place stands beside it,
/// `Colle Alto, 18 giugno 1815` is rather what the text tells of than when it was written. The year does
/// not move with the calendar, so that an archive reads the same in every year.
pub(super) fn is_early(date: &Edtf) -> bool {
    date.first_day().year() < FILES
}

/// Whether a text tells of years more than a generation after `date`: of several, since one number of four
/// figures may be anything. A day above it is then that of a birth or of history.
pub(super) fn tells_of_later(text: &str, date: &Edtf) -> bool {
    let latest = date.first_day().year().saturating_add(HORIZON);
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut later = numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse::<i16>().ok())
        .filter(|&year| year > latest && year < 2100);
    let first = later.next();
    later.any(|year| Some(year) != first)
}

/// Where it is tomorrow already.
const ZONES: SignedDuration = SignedDuration::from_hours(24);

/// Since when most texts are written as files.
const FILES: i16 = 1990;

/// A report is told again, and plans look ahead, so many years at most.
const HORIZON: i16 = 30;

/// How a dateline is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As agencies do, with a dash before the report: `ROME, May 3, 1995 – …`.
    Agency,
    /// In a way in which captions and memories begin as well: `Roma, 14 marzo 2023. …`.
    Loose,
}

/// The day before the dash after which a paragraph goes on: behind the place and a comma, or in
/// brackets.
fn stated_day(paragraph: &str, days: Days) -> Option<(&str, Form)> {
    let head = paragraph.get(..paragraph.floor_char_boundary(LONGEST))?;
    match bracketed_day(head, days).or_else(|| placed_day(head, days)) {
        Some(day) => Some((day, Form::Loose)),
        None => agency_day(head, days).map(|day| (day, Form::Agency)),
    }
}

/// The day of `(Di mercoledì 14 giugno 2023) Il ministro …`, as collections of news put it before a text.
fn bracketed_day(head: &str, days: Days) -> Option<&str> {
    let (inside, rest) = head.strip_prefix('(')?.split_once(')')?;
    let goes_on = rest.trim_start().starts_with(char::is_alphabetic);
    // `Di`, `on`: one small word.
    let without = inside.split_once(' ').map_or(inside, |(_, rest)| rest);
    let mut ways = [inside, without].into_iter();
    ways.find(|day| goes_on && days.read(day).is_some())
}

/// The day of `OSLO, May 3, 2024 – …`, of `GENEVA (14 April 2025) – …`.
fn agency_day(head: &str, days: Days) -> Option<&str> {
    let (head, rest) = head.match_indices(DASHES).find_map(|(at, dash)| {
        let rest = head.get(at + dash.len()..)?;
        // A hyphen stands between words, a dash may be set close.
        let spaced = |rest: &str| rest.trim_start_matches('-').starts_with(' ');
        let parts = dash != "-" || head.get(..at)?.ends_with(' ') && spaced(rest);
        parts.then(|| Some((head.get(..at)?, rest))).flatten()
    })?;
    // `Anna Bell, 25 maggio 1922 – 11 giugno 1984, …`: from when to when.
    if stated::prefix(rest.trim_start(), days.language).is_some() {
        return None;
    }
    let head = head.trim_end();
    // `OSLO, May 3, 2024 /NewsLine/ -- …`: by which wire it went.
    let wire = head
        .strip_suffix('/')
        .and_then(|head| head.split_once(" /"));
    let head = wire.map_or(head, |(head, _)| head.trim_end());
    // `PARIS, 3 June 2025 (AFP) – …`: the agency says no day.
    let (head, bracket) = match head
        .strip_suffix(')')
        .and_then(|head| head.rsplit_once('('))
    {
        Some((before, inside)) => (before.trim_end(), Some(inside)),
        None => (head, None),
    };
    let is_day = |text: &&str| days.read(text).is_some();
    if let Some(day) = bracket.filter(is_day) {
        return is_place(head).then_some(day);
    }
    head.match_indices(',').find_map(|(at, _)| {
        let day = head.get(at + 1..)?.trim();
        let place = head.get(..at).is_some_and(is_place);
        Some(day).filter(|day| place && is_day(day))
    })
}

/// The day of `Roma, 14 marzo 2023. Il ministro …`, which a stop ends, and of `LONDON — March 14, 2023 —
/// The minister …`, whose parts dashes keep apart.
fn placed_day(head: &str, days: Days) -> Option<&str> {
    let is_day = |text: &&str| days.read(text).is_some();
    let stopped = head.split_once(". ").and_then(|(line, rest)| {
        let (place, day) = line.split_once(',')?;
        let goes_on = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '"'));
        Some(day.trim()).filter(|day| goes_on && is_place(place) && is_day(day))
    });
    stopped.or_else(|| {
        let mut parts = head.split([DASHES[0], DASHES[1], DASHES[3]]);
        let (place, day) = (parts.next()?.trim_end(), parts.next()?.trim());
        parts.next()?;
        Some(day).filter(|day| is_place(place) && is_day(day))
    })
}

/// Dashes between a dateline and the report.
const DASHES: [char; 4] = ['–', '—', '-', '―'];

/// Words in small letters inside the names of places.
const JOINING: [&str; 14] = [
    "al", "da", "de", "del", "della", "di", "do", "el", "la", "le", "of", "sul", "sur", "upon",
];

/// Whether these are the names of one or two places: `Port Sudan, Sudan`, `ROMA`, `Nairobi/Khartoum`.
fn is_place(text: &str) -> bool {
    let mut words = 0;
    for word in text.split([' ', '/', ',']).filter(|word| !word.is_empty()) {
        words += 1;
        let named = word.starts_with(char::is_uppercase);
        // `Rio de Janeiro`, `Reggio nell’Emilia`.
        let joins = words > 1 && (JOINING.contains(&word) || word.contains(['\'', '’']));
        let plain =
            (word.chars()).all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.' | '-'));
        if words > PLACES || !plain || !(named || joins) {
            return false;
        }
    }
    words > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;

    #[test]
    fn a_text_is_of_a_day_that_is_not_to_come_however_long_ago() {
        let date = |text: &str| text.parse::<Edtf>().unwrap();
        let of_now = |day, today| is_of_now("The bill passed.", &date(day), today);
        let today = jiff::civil::date(2026, 12, 31);
        assert!(of_now("1958-05-03", today));
        assert!(of_now("2026-12-31", today));
        // Where it is tomorrow already.
        assert!(of_now("2027-01-01", today));
        assert!(!of_now("2027-01-02", today));
    }

    #[test]
    fn the_day_of_a_dateline_is_read_and_no_other() {
        for (text, day) in [
            (
                "PORT SUDAN, Sudan, April 14, 2025 – Hundreds fled.",
                Some("April 14, 2025"),
            ),
            (
                "GENEVA (14 April 2025) – The office said so.",
                Some("14 April 2025"),
            ),
            (
                "Roma, 12 aprile 2024 - Il ministro ha firmato.",
                Some("12 aprile 2024"),
            ),
            (
                "Nairobi/Khartoum, 3 June 2025—The agency said so.",
                Some("3 June 2025"),
            ),
            (
                "PARIS, 3 June 2025 (AFP) – The court ruled.",
                Some("3 June 2025"),
            ),
            (
                "SALT LAKE CITY, Utah, Feb. 3, 2025 /WireLine/ -- Ardent Corp. said so.",
                Some("Feb. 3, 2025"),
            ),
            (
                "Rio de Janeiro, 3 giugno 2025 – Il vertice si apre.",
                Some("3 giugno 2025"),
            ),
            (
                "(Di mercoledì 12 giugno 2024) Il ministro ha firmato.",
                Some("mercoledì 12 giugno 2024"),
            ),
            ("(12 June 2024) The office said so.", Some("12 June 2024")),
            ("(Fino al 12 giugno 2024) Una mostra.", None),
            (
                "Roma, 12 aprile 2024. Il ministro ha firmato.",
                Some("12 aprile 2024"),
            ),
            (
                "LONDON — April 14, 2025 — The court ruled.",
                Some("April 14, 2025"),
            ),
            // Without a year, without a day, or somewhere in a sentence.
            ("ROMA, 12 APR - Il ministro ha firmato.", None),
            ("Roma, aprile 2024 – Il ministro ha firmato.", None),
            (
                "Signed in Paris, 3 June 2025 – a Tuesday – it failed.",
                None,
            ),
            ("La legge, 3 giugno 2025 – la seconda – è caduta.", None),
            (
                "Il ponte fu chiuso a Genova, 14 agosto 2018 – e riaperto.",
                None,
            ),
            ("ROME - On April 14, 2025, the court ruled.", None),
            (
                "Anna Bell, 25 maggio 1922 – 11 giugno 1984, è stata sindaca.",
                None,
            ),
            ("Palazzo Reale, 3 giugno 2025 – 4 settembre 2025", None),
        ] {
            let found = stated_day(text, Language::ENGLISH.into()).map(|(day, _)| day);
            assert_eq!(found, day, "{text}");
        }
    }

    #[test]
    fn a_dateline_leaves_out_the_year_that_is_known() {
        let days = Days {
            language: Language::ITALIAN,
            year: Some(2024),
        };
        for (text, day) in [
            ("ROMA, 12 APR - Il ministro ha firmato.", Some("12 APR")),
            ("Roma, 12 apr. – Il ministro ha firmato.", Some("12 apr.")),
            ("Roma, aprile – Il ministro ha firmato.", None),
        ] {
            let found = stated_day(text, days).map(|(day, _)| day);
            assert_eq!(found, day, "{text}");
        }
    }
}
