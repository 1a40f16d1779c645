//! Dates as metadata states them: front matter, leading lines and file names. A value is one date
//! or nothing; what cannot be a date, or could be two, is never bent into one (promise D1). Dates
//! in prose are for `dates`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;

use crate::edtf::Edtf;
use crate::text::fold::fold;
use crate::text::language::{self, Language};

/// The most words that a date of a leading line has.
const MOST_WORDS: usize = 7;

/// The date that `text` states as a whole, perhaps with a time, in numbers or in the words of any
/// language known. `03/04/2024` is read day first, but in English it could be either and is none.
#[must_use]
pub fn parse(text: &str, language: Language) -> Option<Edtf> {
    let text = text.trim().trim_end_matches([',', ';', '.']);
    let text: Cow<'_, str> = if text.is_ascii() {
        text.into()
    } else {
        text.chars().map(plain_digit).collect()
    };
    if text.is_empty() || text.len() > 200 {
        return None;
    }
    exact(&text, language).or_else(|| {
        // «2024-06-15 and more»: what follows a full date does not change it.
        let (date, _) = text
            .split_once(' ')
            .filter(|(_, rest)| !looks_like_time(rest))?;
        (date.len() == 10).then(|| date.parse().ok()).flatten()
    })
}

/// How the days of a text are written: in its language and, where the text says in which year it is, perhaps
/// without that.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The language.
    pub language: Language,
    /// The year that may be left out.
    pub year: Option<i16>,
}

impl From<Language> for Days {
    fn from(language: Language) -> Self {
        Self {
            language,
            year: None,
        }
    }
}

impl Days {
    /// The day that `text` states as a whole.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Edtf> {
        let day = |text: &str| parse(text, self.language).filter(|date| date.days() == 1);
        day(text).or_else(|| day(&format!("{text} {}", self.year?)))
    }
}

/// Whether a text begins with the name of a weekday.
#[must_use]
pub fn begins_with_weekday(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split([' ', ',']).next();
    first.is_some_and(|word| weekday(word).is_some())
}

/// The date that `text` is, perhaps with a time.
fn exact(text: &str, language: Language) -> Option<Edtf> {
    text.parse::<Edtf>()
        .ok()
        .or_else(|| numeric(text, language))
        .or_else(|| in_words(text))
}

/// The longest date at the beginning of `text`, and the byte where what follows begins.
#[must_use]
pub fn prefix(text: &str, language: Language) -> Option<(Edtf, usize)> {
    let mut ends: Vec<usize> = text
        .char_indices()
        .filter(|&(_, c)| c.is_whitespace())
        .map(|(at, _)| at)
        .take(MOST_WORDS)
        .collect();
    if ends.len() < MOST_WORDS {
        ends.push(text.len());
    }
    ends.into_iter().rev().find_map(|end| {
        let date = exact(text.get(..end)?, language)?;
        let rest = text.get(end..)?;
        Some((date, text.len() - rest.trim_start().len()))
    })
}

/// The date in the name of a file: `2024-06-19-vertice`, `2024_06_19`, `20240619`, `2023-09 note`.
#[must_use]
pub fn in_file_name(stem: &str) -> Option<Edtf> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut at = 0;
    while let Some(rest) = stem.get(at..).filter(|rest| !rest.is_empty()) {
        let run = digits(rest);
        if run == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let fresh = !stem.get(..at)?.ends_with(char::is_alphanumeric);
        if fresh && run == 4 {
            let year: i16 = rest.get(..4)?.parse().ok()?;
            let separated = rest
                .get(5..)
                .filter(|_| matches!(rest.as_bytes().get(4), Some(b'-' | b'_' | b'.')));
            if let Some(month_on) = separated
                && digits(month_on) == 2
                && (1000..=2999).contains(&year)
            {
                let month = month_on.get(..2)?.parse().ok()?;
                let day = month_on.get(3..).filter(|rest| {
                    digits(rest) == 2
                        && matches!(month_on.as_bytes().get(2), Some(b'-' | b'_' | b'.'))
                });
                return match day {
                    Some(day) => Edtf::ymd(year, month, day.get(..2)?.parse().ok()?),
                    None if at == 0 => Edtf::month(year, month),
                    None => None,
                };
            }
        }
        if at == 0 && run == 8 {
            return compact(rest.get(..8)?)
                .filter(|date| (1900..2100).contains(&date.first_day().year()));
        }
        at += run;
    }
    None
}

/// Digits of other scripts as ours, and the wide hyphen.
fn plain_digit(c: char) -> char {
    let zero = match u32::from(c) {
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        0x966..=0x96f => 0x966,
        0xff10..=0xff19 => 0xff10,
        0xff0d => return '-',
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

fn compact(text: &str) -> Option<Edtf> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    Edtf::ymd(
        part(0, 4)?,
        i8::try_from(part(4, 6)?).ok()?,
        i8::try_from(part(6, 8)?).ok()?,
    )
}

fn numeric(text: &str, language: Language) -> Option<Edtf> {
    let (date, rest) = match text.find(['T', 't', ' ', ',']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    if !date
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b'W' | b'w'))
    {
        return None;
    }
    if !rest.is_empty() && !is_time(rest) {
        return None;
    }
    if date.bytes().all(|b| b.is_ascii_digit()) {
        return match date.len() {
            8 => compact(date),
            10 if rest.is_empty() => epoch(date.parse().ok()?),
            13 if rest.is_empty() => epoch(date.parse::<i64>().ok()? / 1000),
            _ => None,
        };
    }
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let number = |part: &str| {
        (1..=4)
            .contains(&part.len())
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    match parts.as_slice() {
        [year, month] if year.len() == 4 && month.len() == 2 => {
            Edtf::month(number(year)?, i8::try_from(number(month)?).ok()?)
        }
        [year, day] if year.len() == 4 && day.len() == 3 => {
            let first = Date::new(number(year)?, 1, 1).ok()?;
            let days = number(day)?;
            let found = first
                .checked_add(jiff::Span::new().try_days(days - 1).ok()?)
                .ok()?;
            (days > 0 && found.year() == first.year()).then(|| Edtf::day(found))?
        }
        [year, week, day] if week.starts_with(['W', 'w']) => {
            let weekday = Weekday::from_monday_one_offset(i8::try_from(number(day)?).ok()?).ok()?;
            let week = i8::try_from(number(week.get(1..)?)?).ok()?;
            Edtf::day(ISOWeekDate::new(number(year)?, week, weekday).ok()?.date())
        }
        [year, month, day] if year.len() == 4 => Edtf::ymd(
            number(year)?,
            i8::try_from(number(month)?).ok()?,
            i8::try_from(number(day)?).ok()?,
        ),
        [first, second, year] if year.len() == 4 => {
            let (first, second) = (
                i8::try_from(number(first)?).ok()?,
                i8::try_from(number(second)?).ok()?,
            );
            let year = number(year)?;
            if first > 12 || first == second {
                Edtf::ymd(year, second, first)
            } else if second > 12 {
                Edtf::ymd(year, first, second)
            } else if language == Language::ENGLISH || language.is_unknown() {
                None
            } else {
                Edtf::ymd(year, second, first)
            }
        }
        _ => None,
    }
}

fn epoch(seconds: i64) -> Option<Edtf> {
    let day = Timestamp::from_second(seconds)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .date();
    (1990..2100).contains(&day.year()).then(|| Edtf::day(day))?
}

fn looks_like_time(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':')
}

/// Whether what follows a date is a time that exists.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim();
    if !looks_like_time(rest) {
        return false;
    }
    let (clock, zone) =
        match rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))) {
            Some(at) => (
                rest.get(..at).unwrap_or_default(),
                rest.get(at..).unwrap_or_default(),
            ),
            None => (rest, ""),
        };
    let within = |text: &str, separators: &[char], limits: &[u32]| {
        text.split(separators)
            .zip(limits)
            .all(|(part, limit)| part.parse::<u32>().is_ok_and(|value| value <= *limit))
    };
    let zone = zone.trim();
    let offset = zone.strip_prefix(['+', '-']).map(|offset| {
        let colon = offset.contains(':');
        let hours = offset.get(..2).unwrap_or(offset);
        let minutes = offset
            .get(if colon { 3 } else { 2 }..)
            .filter(|rest| !rest.is_empty());
        within(hours, &[], &[14]) && minutes.is_none_or(|minutes| within(minutes, &[], &[59]))
    });
    within(clock, &[':', '.', ','], &[23, 59, 60]) && offset.unwrap_or(true)
}

/// `15 giugno 2024`, `Sat, 15 Jun 2024 10:00:00 GMT`, `June 15, 2024`, `settembre 2023`.
fn in_words(text: &str) -> Option<Edtf> {
    let folded = fold(text);
    let mut words = folded
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .peekable();
    let weekday = words.peek().and_then(|word| weekday(word));
    if weekday.is_some() {
        words.next();
    }
    let mut day = None;
    let mut month = None;
    let year = loop {
        let word = words.next()?;
        if let Some(found) = month_number(word) {
            if month.replace(found).is_some() {
                return None;
            }
        } else if month.is_some() && is_year(word) {
            break word.parse::<i16>().ok()?;
        } else if let Some(found) = ordinal(word) {
            if day.replace(found).is_some() {
                return None;
            }
        } else if !matches!(word, "il" | "l'" | "di" | "del" | "the" | "of" | "on") {
            return None;
        }
    };
    let rest: Vec<&str> = words.collect();
    let begins =
        |word: &str| word.contains(':') || matches!(word, "alle" | "ore" | "h" | "at" | "-" | "|");
    let time = rest.join(" ");
    if !rest.first().is_none_or(|word| begins(word))
        || !rest.iter().all(|word| is_time_word(word))
        || looks_like_time(&time) && !is_time(&time)
    {
        return None;
    }
    let month = month?;
    let Some(day) = day else {
        return weekday.is_none().then(|| Edtf::month(year, month))?;
    };
    let date = Date::new(year, month, day).ok()?;
    weekday
        .is_none_or(|weekday| date.weekday() == weekday)
        .then(|| Edtf::day(date))?
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn ordinal(word: &str) -> Option<i8> {
    let digits = word
        .trim_end_matches(['°', 'º', '.'])
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th");
    // Folding makes `º` the letter that it is a small form of.
    let digits = digits.strip_suffix('o').unwrap_or(digits);
    (1..=2)
        .contains(&digits.len())
        .then(|| digits.parse().ok())
        .flatten()
}

fn is_time_word(word: &str) -> bool {
    matches!(
        word,
        "alle"
            | "ore"
            | "h"
            | "at"
            | "am"
            | "pm"
            | "gmt"
            | "utc"
            | "z"
            | "cet"
            | "cest"
            | "est"
            | "edt"
            | "-"
            | "|"
    ) || word
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-'))
}

/// A month by its name in any language, whole or at least its first three letters.
fn month_number(word: &str) -> Option<i8> {
    named(word, |known| &known.months)
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(named(word, |known| &known.weekdays)?).ok()
}

fn named(word: &str, names: fn(&'static language::Known) -> &'static Vec<String>) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let place = language::all().iter().find_map(|known| {
        let short = word.len() <= 4;
        names(known)
            .iter()
            .position(|name| name == word || short && name.starts_with(word))
    })?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_metadata_states() {
        for (text, value) in [
            ("2024-06-19", "2024-06-19"),
            ("2023-09", "2023-09"),
            ("2023-W36", "2023-W36"),
            ("2024-06-15T10:00:00+02:00", "2024-06-15"),
            ("2024-06-15 10:00", "2024-06-15"),
            ("2016-12-31T23:59:60Z", "2016-12-31"),
            ("2024-06-15 and more", "2024-06-15"),
            ("2024/06/15", "2024-06-15"),
            ("20240615", "2024-06-15"),
            ("2024-W25-6", "2024-06-22"),
            ("2024-167", "2024-06-15"),
            ("1700000000", "2023-11-14"),
            ("1700000000000", "2023-11-14"),
            ("31/12/2024", "2024-12-31"),
            ("12/31/2024", "2024-12-31"),
            ("3.4.2024", "2024-04-03"),
            ("15 giugno 2024", "2024-06-15"),
            ("sabato 15 giugno 2024, ore 10:30", "2024-06-15"),
            ("1° marzo 2024", "2024-03-01"),
            ("1º marzo 2024", "2024-03-01"),
            ("settembre 2023", "2023-09"),
            ("June 15, 2024", "2024-06-15"),
            ("Sat, 15 Jun 2024 10:00:00 GMT", "2024-06-15"),
            ("٢٠٢٤-٠٦-١٥", "2024-06-15"),
            ("２０２４－０６－１５", "2024-06-15"),
        ] {
            let found = parse(text, Language::ITALIAN).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn d1_what_is_no_date_is_none() {
        for text in [
            "2024-02-31",
            "2023-02-29",
            "99999-01-01",
            "0000-01-01",
            "-0044-03-15",
            "2024-00-10",
            "2024-13-01",
            "2024-01-00",
            "03/04/05",
            "2024-06-15T25:61:61Z",
            "2024-01-01T00:00:00+99:99",
            "9999999999999999",
            "tomorrow",
            "Mon, 15 Jun 2024 10:00:00 GMT",
            "2023-366",
            "31 giugno 2024",
            "giugno",
            "",
            "15 giugno 2024 a Roma",
        ] {
            assert_eq!(parse(text, Language::ITALIAN), None, "{text}");
        }
        assert_eq!(parse("03/04/2024", Language::ENGLISH), None);
    }

    #[test]
    fn finds_where_a_date_ends() {
        for (text, expected) in [
            ("2023-09 Il leader parte", Some(("2023-09", 8))),
            ("15 giugno 2024 Il leader parte", Some(("2024-06-15", 15))),
            ("2023-09", Some(("2023-09", 7))),
            ("Il 2023-09", None),
        ] {
            let found = prefix(text, Language::ITALIAN).map(|(date, at)| (date.to_string(), at));
            assert_eq!(
                found.as_ref().map(|(date, at)| (date.as_str(), *at)),
                expected
            );
        }
    }

    #[test]
    fn reads_file_names() {
        for (stem, value) in [
            ("2024-06-19-vertice", Some("2024-06-19")),
            ("2024_06_19", Some("2024-06-19")),
            ("vertice-2024-06-19", Some("2024-06-19")),
            ("20240619 vertice", Some("2024-06-19")),
            ("2023-09 note", Some("2023-09")),
            ("2023-02-30-no", None),
            ("000_79993afe652e218a", None),
            ("kn-23-2024", None),
            ("12345678", None),
        ] {
            let found = in_file_name(stem).map(|date| date.to_string());
            assert_eq!(found.as_deref(), value, "{stem}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,30}|[0-9TZW:/. +-]{0,24}") {
            let _ = parse(&text, Language::ITALIAN);
            let _ = prefix(&text, Language::default());
            let _ = in_file_name(&text);
        }
    }
}
