//! The grammar of days in figures alone, of the hour before a day, and of days that are none where no
//! language is known. Days in words are in [`super::point`].

use super::day_month::day_month;
use super::form::{Form, Year, Yearly};
use super::language::{Class, Numeric};
use super::reading::{Point, century_of, in_number, skip_article, small, year_of};
use super::token::{Sign, Tokens};
use super::version::is_version;
use crate::edtf::Edtf;
use crate::text::fold::fold;
use crate::text::language;

/// `18.30 del 13 settembre 2023`: the hour belongs to the day.
pub(super) fn timed(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (hour, minutes) = (t.number(at)?, t.number(at + 2)?);
    let clock = hour.value < 25
        && minutes.value < 60
        && minutes.len() == 2
        && matches!(t.sign(at + 1), Some(Sign::Stop | Sign::Colon))
        && t.glued(at + 1)
        && t.glued(at + 2);
    if !clock || !t.is(at + 3, Class::OF.or(Class::PREPOSITION)) {
        return None;
    }
    let (form, end) = day_month(t, skip_article(t, at + 4))?;
    Some(form.map_or(Err(end), |form| Ok((form, end))))
}

/// Days in figures alone: `24/02/2022`, `2022-02-24`, `24.2.22`, `2023-09`, `09/2023`, `2023-W36`.
pub(super) fn numeric(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let first = t.number(at)?;
    if t.glued(at) && in_number(t, at) {
        return None;
    }
    let sign = t.sign(at + 1).filter(|sign| {
        matches!(sign, Sign::Hyphen | Sign::Slash | Sign::Stop)
            && t.glued(at + 1)
            && t.glued(at + 2)
    })?;
    if first.len() == 4
        && sign == Sign::Hyphen
        && t.number(at + 3).is_none()
        && let Some(week) = t.str(at + 2).strip_prefix('W')
    {
        let week = week.parse().ok().filter(|_| week.len() == 2)?;
        let date = Edtf::week(year_of(first.value)?, week);
        return Some(date.map_or(Err(at + 3), |date| Ok((Form::Exact(date), at + 3))));
    }
    let second = t.number(at + 2)?;
    let third = t
        .number(at + 4)
        .filter(|_| t.sign(at + 3) == Some(sign) && t.glued(at + 3) && t.glued(at + 4));
    let Some(third) = third else {
        return year_and_month(t, at, sign);
    };
    // A fourth number: an address or a version.
    if t.sign(at + 5) == Some(sign)
        && t.glued(at + 5)
        && t.glued(at + 6)
        && t.number(at + 6).is_some()
    {
        return Some(Err(at + 7));
    }
    let end = at + 5;
    if sign == Sign::Stop && is_version(t, at) {
        return Some(Err(end));
    }
    let date = if first.len() == 4 && second.len() <= 2 && third.len() <= 2 {
        day_of(year_of(first.value), second.value, third.value)
    } else if first.len() <= 2 && second.len() <= 2 && matches!(third.len(), 2 | 4) {
        let year = match third.len() {
            4 => year_of(third.value),
            // `1.2.23` is rather a version.
            _ if sign == Sign::Stop && (first.len() < 2 || second.len() < 2) => return None,
            _ => small(third.value).map(|short| century_of(i16::from(short))),
        };
        let month_first = t.language.numeric == Numeric::MonthFirst && sign != Sign::Stop;
        match (month_first, first.value > 12) {
            (true, false) => day_of(year, first.value, second.value).map(|date| {
                // Half of the world would read it the other way round.
                let ambiguous = second.value <= 12 && second.value != first.value;
                if ambiguous { date.approximate() } else { date }
            }),
            _ => day_of(year, second.value, first.value),
        }
    } else if second.len() > 2 {
        return None;
    } else {
        // `99999-01-01`
        None
    };
    Some(date.map_or(Err(end), |date| Ok((Form::Exact(date), end))))
}

/// `il 24/4`, `on 4/24`: a day without a year, where what stands before it lets it be no fraction.
pub(super) fn day_and_month(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (first, second) = (t.number(at)?, t.number(at + 2)?);
    let slashed = t.is_sign(at + 1, Sign::Slash) && t.glued(at + 1) && t.glued(at + 2);
    let end = at + 3;
    let longer = t.glued(end)
        && matches!(
            t.sign(end),
            Some(Sign::Slash | Sign::Hyphen | Sign::Quantity | Sign::Colon)
        );
    let before = at.checked_sub(1)?;
    let elided = usize::from(t.is_sign(before, Sign::Apostrophe) && t.glued(at));
    let introducer = before.checked_sub(elided)?;
    let introduced = t.is(introducer, Class::DAY_BEFORE);
    let of = t.is(end, Class::OF.or(Class::COUNTED)) || t.word(end).unit.is_some();
    if !slashed || longer || of || !introduced || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (day, month) = match t.language.numeric {
        Numeric::DayFirst => (first.value, second.value),
        Numeric::MonthFirst => (second.value, first.value),
    };
    let (month, day) = (small(month)?, small(day)?);
    Edtf::ymd(2000, month, day)?;
    let form = Form::Yearly {
        what: Yearly::Day {
            month,
            day,
            weekday: 0,
        },
        year: Year::Open,
        direction: None,
    };
    Some(Ok((form, end)))
}

pub(super) fn day_of(year: Option<i16>, month: u32, day: u32) -> Option<Edtf> {
    Edtf::ymd(year?, small(month)?, small(day)?)
}

/// Whether it is the number of a law or a ruling: `n. 81/2008`.
fn numbered(t: &Tokens<'_>, at: usize) -> bool {
    let before = |back: usize| {
        at.checked_sub(back)
            .is_some_and(|at| t.is(at, Class::DESIGNATION))
    };
    before(1) || before(2)
}

pub(super) fn year_and_month(t: &Tokens<'_>, at: usize, sign: Sign) -> Option<Point> {
    let (first, second) = (t.number(at)?, t.number(at + 2)?);
    let end = at + 3;
    let month = if first.len() == 4 && second.len() == 2 && sign == Sign::Hyphen {
        // `2011-12` is rather a season of sport than a December.
        if second.value == (first.value + 1) % 100 {
            return None;
        }
        Edtf::month(year_of(first.value)?, small(second.value)?)
    } else if first.len() == 2 && second.len() == 4 && sign == Sign::Slash && !numbered(t, at) {
        Edtf::month(year_of(second.value)?, small(first.value)?)
    } else {
        return None;
    };
    match month {
        Some(month) => Some(Ok((Form::Exact(month), end))),
        // `2022-23`, `1914-18` are ranges of years; `2023-00` is nothing.
        None if second.len() == 2 && second.value > first.value % 100 => None,
        None => Some(Err(end)),
    }
}

/// `31 February 2024`, `February 31, 2024` in a text of whatever language: its months are looked up in
/// all languages, so that no year is read out of a day that no year has. Gives the token after it.
pub(super) fn impossible_day(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let month_at = |at: usize| {
        let word = fold(t.str(at));
        let languages = language::all().iter();
        languages
            .filter_map(|known| known.months.iter().position(|month| *month == word))
            .find_map(|place| i8::try_from(place + 1).ok())
    };
    let day = t.number(at).filter(|number| number.len() <= 2)?;
    let is_year = |at: usize| t.number(at).is_some_and(|number| number.len() == 4);
    let day = small(day.value).filter(|_| (at + 1..=at + 3).any(is_year))?;
    let (month, mut next) = match month_at(at + 1) {
        Some(month) => (month, at + 2),
        None => (month_at(at.checked_sub(1)?)?, at + 1),
    };
    if t.is_sign(next, Sign::Comma) {
        next += 1;
    }
    let year = t.number(next).filter(|number| number.len() == 4)?;
    let possible = Edtf::ymd(year_of(year.value)?, month, day).is_some();
    (!possible).then_some(next + 1)
}
