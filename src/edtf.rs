//! Dates as values, in the notation of EDTF (ISO 8601-2:2019, levels 0 and 1, with the seasons,
//! quarters and halves of level 2 and the week dates of ISO 8601-1), with the precision that was
//! given and no more. Finding dates in prose, and words for them, are left to `dates`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date of some precision, or a range of two; every day of it lies in the years 1 to 9999.
///
/// Dates are ordered by their first day, then the narrower first.
///
/// ```
/// use rassegna::edtf::Edtf;
/// let month: Edtf = "2023-09".parse()?;
/// let talks: Edtf = "2023-09-10/2023-09-13".parse()?;
/// assert!(month.contains(&talks) && month < talks);
/// assert_eq!(month.approximate().to_string(), "2023-09~");
/// # Ok::<(), rassegna::edtf::EdtfError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    from: Period,
    /// The end of a range.
    to: Option<Period>,
    approximate: bool,
}

/// How much of the calendar a date covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `19XX`
    Century,
    /// `199X`
    Decade,
    /// `1999`
    Year,
    /// `1999-40`, `1999-41`
    Half,
    /// `1999-21` (spring) to `1999-24` (winter, which begins in that year)
    Season,
    /// `1999-33` to `1999-36`
    Quarter,
    /// `1999-12`
    Month,
    /// `1999-W52`
    Week,
    /// `1999-12-31`
    Day,
    /// `1999-12-30/1999-12-31`
    Range,
}

impl Precision {
    /// The word used in data: `century`, `decade`, …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Half => "half",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Range => "range",
        }
    }
}

/// What [`Edtf::from_str`] refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{text}” is no date: expected one such as 2024-06-19, 2023-09, 2023-W36, 199X or 2022/2024"
)]
pub struct EdtfError {
    /// What was given.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Period {
    Century(i16),
    Decade(i16),
    Year(i16),
    Half(i16, i8),
    Season(i16, i8),
    Quarter(i16, i8),
    Month(i16, i8),
    Week(i16, i8),
    Day(Date),
}

fn is_year(year: i16) -> bool {
    (1..=9999).contains(&year)
}

impl Edtf {
    fn single(from: Period) -> Self {
        Self {
            from,
            to: None,
            approximate: false,
        }
    }

    /// A year from 1 to 9999.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        is_year(year).then(|| Self::single(Period::Year(year)))
    }

    /// A month, 1 to 12.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        (is_year(year) && (1..=12).contains(&month))
            .then(|| Self::single(Period::Month(year, month)))
    }

    /// A day; `None` before the year 1.
    #[must_use]
    pub fn day(day: Date) -> Option<Self> {
        is_year(day.year()).then(|| Self::single(Period::Day(day)))
    }

    /// A day by its numbers; `None` where the calendar has no such day.
    #[must_use]
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::day(Date::new(year, month, day).ok()?)
    }

    /// A week of ISO 8601, 1 to 52 or 53, of a week year.
    #[must_use]
    pub fn week(year: i16, week: i8) -> Option<Self> {
        let exists = is_year(year) && ISOWeekDate::new(year, week, Weekday::Monday).is_ok();
        exists.then(|| Self::single(Period::Week(year, week)))
    }

    /// The week that `day` lies in.
    #[must_use]
    pub fn week_of(day: Date) -> Option<Self> {
        let week = day.iso_week_date();
        Self::week(week.year(), week.week())
    }

    /// The ten years that begin with `first`, as in `1990`; `None` where it is no multiple of 10.
    #[must_use]
    pub fn decade(first: i16) -> Option<Self> {
        ((0..=9990).contains(&first) && first % 10 == 0)
            .then(|| Self::single(Period::Decade(first / 10)))
    }

    /// The hundred years that begin with `first`, as in `1900`; `None` where it is no multiple of
    /// 100.
    #[must_use]
    pub fn century(first: i16) -> Option<Self> {
        ((0..=9900).contains(&first) && first % 100 == 0)
            .then(|| Self::single(Period::Century(first / 100)))
    }

    /// A season: 1 spring (March to May), 2 summer, 3 autumn, 4 winter (December of `year` to
    /// February).
    #[must_use]
    pub fn season(year: i16, season: i8) -> Option<Self> {
        (is_year(year) && (1..=4).contains(&season))
            .then(|| Self::single(Period::Season(year, season)))
    }

    /// A quarter, 1 to 4.
    #[must_use]
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        (is_year(year) && (1..=4).contains(&quarter))
            .then(|| Self::single(Period::Quarter(year, quarter)))
    }

    /// A half year, 1 or 2.
    #[must_use]
    pub fn half(year: i16, half: i8) -> Option<Self> {
        (is_year(year) && (1..=2).contains(&half)).then(|| Self::single(Period::Half(year, half)))
    }

    /// From the beginning of `from` to the end of `to`, approximate if one of them is; `None`
    /// where one of them is a range, or `to` begins or ends before `from`. A range of one period
    /// is that period.
    #[must_use]
    pub fn range(from: Self, to: Self) -> Option<Self> {
        if from.to.is_some() || to.to.is_some() {
            return None;
        }
        if to.first_day() < from.first_day() || to.last_day() < from.last_day() {
            return None;
        }
        Some(Self {
            from: from.from,
            to: (from.from != to.from).then_some(to.from),
            approximate: from.approximate || to.approximate,
        })
    }

    /// The two ends of a range.
    #[must_use]
    pub fn ends(&self) -> Option<(Self, Self)> {
        self.to
            .map(|to| (Self::single(self.from), Self::single(to)))
    }

    /// The first day.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.from.first_day()
    }

    /// The last day.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.to.unwrap_or(self.from).last_day()
    }

    /// The first and the last day.
    #[must_use]
    pub fn span(&self) -> (Date, Date) {
        match (self.from, self.to) {
            (Period::Day(day), None) => (day, day),
            _ => (self.first_day(), self.last_day()),
        }
    }

    /// How many days it covers, at least 1.
    #[must_use]
    pub fn days(&self) -> i64 {
        match (self.from, self.to) {
            (Period::Day(_), None) => 1,
            _ => days_between(self.first_day(), self.last_day()) + 1,
        }
    }

    /// How much of the calendar it covers.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match (self.to, self.from) {
            (Some(_), _) => Precision::Range,
            (None, Period::Century(_)) => Precision::Century,
            (None, Period::Decade(_)) => Precision::Decade,
            (None, Period::Year(_)) => Precision::Year,
            (None, Period::Half(..)) => Precision::Half,
            (None, Period::Season(..)) => Precision::Season,
            (None, Period::Quarter(..)) => Precision::Quarter,
            (None, Period::Month(..)) => Precision::Month,
            (None, Period::Week(..)) => Precision::Week,
            (None, Period::Day(_)) => Precision::Day,
        }
    }

    /// The same, marked as approximate (`~`).
    #[must_use]
    pub fn approximate(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// The same without the mark.
    #[must_use]
    pub fn exact(mut self) -> Self {
        self.approximate = false;
        self
    }

    /// Whether it is marked as approximate.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Whether every day of `other` is one of its days.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }
}

/// Whole days from `a` to `b`, negative where `b` is earlier.
#[must_use]
pub fn days_between(a: Date, b: Date) -> i64 {
    b.duration_since(a).as_hours() / 24
}

/// The first day of a month whose year and month are valid.
fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap_or(Date::MAX)
}

impl Period {
    fn first_day(self) -> Date {
        match self {
            Self::Century(century) => first_of((century * 100).max(1), 1),
            Self::Decade(decade) => first_of((decade * 10).max(1), 1),
            Self::Year(year) => first_of(year, 1),
            Self::Half(year, half) => first_of(year, half * 6 - 5),
            Self::Season(year, season) => first_of(year, season * 3),
            Self::Quarter(year, quarter) => first_of(year, quarter * 3 - 2),
            Self::Month(year, month) => first_of(year, month),
            Self::Week(year, week) => {
                ISOWeekDate::new(year, week, Weekday::Monday).map_or(Date::MAX, Date::from)
            }
            Self::Day(day) => day,
        }
    }

    fn last_day(self) -> Date {
        match self {
            Self::Century(century) => first_of(century * 100 + 99, 12).last_of_month(),
            Self::Decade(decade) => first_of(decade * 10 + 9, 12).last_of_month(),
            Self::Year(year) => first_of(year, 12).last_of_month(),
            Self::Half(year, half) => first_of(year, half * 6).last_of_month(),
            Self::Season(9999, 4) => Date::MAX,
            Self::Season(year, 4) => first_of(year + 1, 2).last_of_month(),
            Self::Season(year, season) => first_of(year, season * 3 + 2).last_of_month(),
            Self::Quarter(year, quarter) => first_of(year, quarter * 3).last_of_month(),
            Self::Month(year, month) => first_of(year, month).last_of_month(),
            // The last week of 9999 ends in the year 10000.
            Self::Week(year, week) => {
                ISOWeekDate::new(year, week, Weekday::Sunday).map_or(Date::MAX, Date::from)
            }
            Self::Day(day) => day,
        }
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.span())
            .cmp(&other.span())
            .then_with(|| (self.from, self.to).cmp(&(other.from, other.to)))
            .then_with(|| self.approximate.cmp(&other.approximate))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}XX"),
            Self::Decade(decade) => write!(f, "{decade:03}X"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-{}", 39 + half),
            Self::Season(year, season) => write!(f, "{year:04}-{}", 20 + season),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-{}", 32 + quarter),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.approximate { "~" } else { "" };
        write!(f, "{}{mark}", self.from)?;
        match self.to {
            Some(to) => write!(f, "/{to}{mark}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    /// Reads one date or a range `A/B`; a mark `~`, `?` or `%` after either end makes it
    /// approximate; `-XX` stands for a month or a day that is not given.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = match text.split_once('/') {
            None => parse_one(text),
            Some((from, to)) => parse_one(from)
                .zip(parse_one(to))
                .and_then(|(from, to)| Self::range(from, to)),
        };
        parsed.ok_or_else(|| EdtfError {
            // What is no date can be of any length.
            text: text.chars().take(40).collect(),
        })
    }
}

fn parse_one(text: &str) -> Option<Edtf> {
    let bare = text.strip_suffix(['~', '?', '%']);
    let mut rest = bare.unwrap_or(text);
    while let Some(less) = rest.strip_suffix("-XX") {
        rest = less;
    }
    let date = parse_exact(rest)?;
    Some(if bare.is_some() {
        date.approximate()
    } else {
        date
    })
}

fn parse_exact(text: &str) -> Option<Edtf> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let Some(second) = second else {
        return match year.find('X') {
            None => Edtf::year(number(year)?),
            Some(2) => Edtf::century(number(year.strip_suffix("XX")?)? * 100),
            Some(3) => Edtf::decade(number(year.strip_suffix('X')?)? * 10),
            Some(_) => None,
        };
    };
    let year = number(year)?;
    if let Some(week) = second.strip_prefix('W') {
        let whole = third.is_none() && week.len() == 2;
        return whole.then(|| Edtf::week(year, small(week)?))?;
    }
    if second.len() != 2 {
        return None;
    }
    let second = small(second)?;
    match third {
        Some(day) if day.len() == 2 => Edtf::ymd(year, second, small(day)?),
        Some(_) => None,
        None => match second {
            1..=12 => Edtf::month(year, second),
            21..=24 => Edtf::season(year, second - 20),
            33..=36 => Edtf::quarter(year, second - 32),
            40..=41 => Edtf::half(year, second - 39),
            _ => None,
        },
    }
}

fn number(digits: &str) -> Option<i16> {
    let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok())?
}

fn small(digits: &str) -> Option<i8> {
    number(digits).and_then(|number| i8::try_from(number).ok())
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
