//! Reckoning on the calendar: what recurs every year, the years in which it lies near a date, and
//! units counted from one. Which of these an expression means is for [`super::resolve`].

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::form::{Exactness, Yearly};
use super::language::{Holiday, Unit};
use crate::edtf::{Edtf, Precision, days_between};

/// The point of `year` that recurs every year; `None` where that year has none.
pub(super) fn in_year(what: Yearly, year: i16) -> Option<Edtf> {
    match what {
        Yearly::Day { month, day, .. } => Edtf::ymd(year, month, day),
        Yearly::Month(month) => Edtf::month(year, month),
        Yearly::Season(season) => Edtf::season(year, season),
        Yearly::Quarter(quarter) => Edtf::quarter(year, quarter),
        Yearly::Half(half) => Edtf::half(year, half),
        Yearly::Months(from, to) => Edtf::range(Edtf::month(year, from)?, Edtf::month(year, to)?),
        Yearly::LastDay(month) => Edtf::day(Edtf::month(year, month)?.last_day()),
        Yearly::Holiday(Holiday::Fixed(month, day)) => Edtf::ymd(year, month, day),
        Yearly::Holiday(Holiday::Easter(days)) => {
            Edtf::day(add_days(easter(year)?, i64::from(days))?)
        }
        Yearly::Holiday(Holiday::OrthodoxEaster(days)) => {
            Edtf::day(add_days(orthodox_easter(year)?, i64::from(days))?)
        }
        Yearly::Holiday(Holiday::EasterWeek(weeks)) => {
            Edtf::week_of(add_days(easter(year)?, 7 * i64::from(weeks))?)
        }
        Yearly::Holiday(Holiday::Nth(month, weekday, nth)) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let first = Date::new(year, month, 1).ok()?;
            Edtf::day(first.nth_weekday_of_month(nth, weekday).ok()?)
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    );
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// Easter Sunday of the Julian calendar (Meeus), as a day of the Gregorian one; from 1900 to 2099 they
/// are 13 days apart, and a day outside is nobody's.
fn orthodox_easter(year: i16) -> Option<Date> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let julian = Date::new(
        year,
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    );
    add_days(julian.ok()?, 13)
}

pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn month_of(date: Date) -> Option<Edtf> {
    Edtf::month(date.year(), date.month())
}

fn add_months(date: Date, months: i32) -> Option<Edtf> {
    let index = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    Edtf::month(year, i8::try_from(index.rem_euclid(12) + 1).ok()?)
}

fn add_years(year: i16, years: i32) -> Option<Edtf> {
    Edtf::year(i16::try_from(i32::from(year) + years).ok()?)
}

/// Whether a date is known to the month or better.
pub(super) fn has_month(date: &Edtf) -> bool {
    let (first, last) = (date.first_day(), date.last_day());
    first.year() == last.year() && first.month() == last.month()
}

pub(super) fn is_day(date: &Edtf) -> bool {
    date.first_day() == date.last_day()
}

pub(super) fn has_year(date: &Edtf) -> bool {
    date.first_day().year() == date.last_day().year()
}

/// The years around a date in which something of every year is looked for; leap days come every
/// four years, or eight.
pub(super) fn years(date: &Edtf) -> impl DoubleEndedIterator<Item = i16> + use<> {
    let (first, last) = (date.first_day().year(), date.last_day().year());
    first.saturating_sub(8)..=last.saturating_add(8)
}

/// The latest that has begun by the end of `now`.
pub(super) fn latest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    years(now)
        .rev()
        .filter_map(|year| in_year(what, year))
        .find(|date| date.first_day() <= now.last_day())
}

/// The latest that is over by the end of `now`.
pub(super) fn latest_over(what: Yearly, now: &Edtf) -> Option<Edtf> {
    years(now)
        .rev()
        .filter_map(|year| in_year(what, year))
        .find(|date| date.last_day() <= now.last_day())
}

/// The earliest that is not over at the beginning of `now`; of something told before, one that
/// does not begin before it.
pub(super) fn earliest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    years(now)
        .filter_map(|year| in_year(what, year))
        .find(|date| date.last_day() >= now.first_day())
}

/// The nearest to the day of writing; news looks back further than ahead.
pub(super) fn nearest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    weighed(what, now, (1, 2))
}

/// The nearest to what was told before; a story goes on rather than back.
pub(super) fn onward(what: Yearly, told: &Edtf) -> Option<Edtf> {
    weighed(what, told, (3, 2))
}

/// The nearest, where a day back counts `back` and a day ahead `ahead`; the past one of two as near.
fn weighed(what: Yearly, from: &Edtf, (back, ahead): (i64, i64)) -> Option<Edtf> {
    let distance = |date: &Edtf| {
        if date.overlaps(from) {
            0
        } else if date.last_day() < from.first_day() {
            days_between(date.last_day(), from.first_day()) * back
        } else {
            days_between(from.last_day(), date.first_day()) * ahead
        }
    };
    (years(from).filter_map(|year| in_year(what, year))).min_by_key(distance)
}

/// Of the two days of a year that a verb and nearness give, the one that is meant: nobody gives a
/// day of almost a year ago, or ahead, without its year where the same day lies a few weeks away.
/// The verb that was found is another clause’s then.
pub(super) fn sensible(told: Edtf, near: Edtf, now: &Edtf) -> Edtf {
    let away = |date: &Edtf| days_between(now.first_day(), date.first_day()).abs();
    if away(&told) > ALMOST_A_YEAR && away(&near) < A_FEW_WEEKS {
        near
    } else {
        told
    }
}

const ALMOST_A_YEAR: i64 = 320;
pub(super) const A_FEW_WEEKS: i64 = 45;

/// Whether a date falls so many days after the weekday that a day has; none that has no weekday does.
pub(super) fn is_late(what: Yearly, date: &Edtf, late: i8) -> bool {
    let Yearly::Day { weekday, .. } = what else {
        return false;
    };
    let falls_on = date.first_day().weekday().to_monday_one_offset();
    weekday > 0 && (falls_on - weekday).rem_euclid(7) == late
}

/// The day of `year`, where it falls on the weekday that it has.
pub(super) fn on_its_weekday(what: Yearly, year: i16) -> Option<Edtf> {
    in_year(what, year).filter(|date| is_late(what, date, 0))
}

/// The nearest year in which the day falls on the weekday that it has, where `told` is less for what a verb tells
/// as done and greater for what is to come; a year on the other side is meant only where it is much nearer.
pub(super) fn on_weekday(what: Yearly, now: &Edtf, told: Ordering) -> Option<Edtf> {
    let distance = |date: &Edtf| {
        let later = days_between(now.first_day(), date.first_day());
        let against = told != Ordering::Equal && later.cmp(&0) == told.reverse();
        later.abs() * if against { AGAINST_VERB } else { 1 }
    };
    years(now)
        .filter_map(|year| on_its_weekday(what, year))
        .min_by_key(distance)
}

/// By so much a day lies further away that its verb tells otherwise: `Giovedì 12 marzo la nave affondò` is of
/// four years ago rather than of next year but one, and `i colloqui furono spostati a venerdì 20 settembre` of the
/// next months rather than of five years ago.
const AGAINST_VERB: i64 = 4;

/// The unit that lies `shift` units from the one of `from`; `None` where `from` does not tell it.
pub(super) fn unit_from(from: &Edtf, unit: Unit, shift: i16) -> Option<Edtf> {
    let first = from.first_day();
    let step = i32::from(shift);
    let date = match unit {
        // The day after a night that lies between two.
        Unit::Day if from.days() <= 2 => {
            let from = if shift > 0 { from.last_day() } else { first };
            Edtf::day(add_days(from, i64::from(shift))?)?
        }
        Unit::Week | Unit::Weekend => {
            let one_week = Edtf::week_of(first) == Edtf::week_of(from.last_day());
            if !one_week {
                return None;
            }
            // The next weekend is this week's, until it has begun.
            let shift = match (unit, shift) {
                (Unit::Weekend, 1) if first.weekday().to_monday_one_offset() < 6 => 0,
                (_, shift) => shift,
            };
            Edtf::week_of(add_days(first, 7 * i64::from(shift))?)?
        }
        Unit::Month if has_month(from) => add_months(first, step)?,
        Unit::Quarter if has_month(from) => {
            let month = add_months(first, step * 3)?.first_day();
            Edtf::quarter(month.year(), (month.month() + 2) / 3)?
        }
        Unit::Half if has_month(from) => {
            let month = add_months(first, step * 6)?.first_day();
            Edtf::half(month.year(), (month.month() + 5) / 6)?
        }
        Unit::Year if has_year(from) => add_years(first.year(), step)?,
        // `tra il 1967 e il 1971 … L’anno dopo`: after its end, before its beginning.
        Unit::Year if from.precision() == Precision::Range && shift != 0 => {
            let from = if shift > 0 { from.last_day() } else { first };
            add_years(from.year(), step)?
        }
        Unit::Decade => {
            // `Ha insegnato dal 1974 al 1998. Nel decennio successivo …`
            let from = if shift > 0 { from.last_day() } else { first };
            Edtf::decade(from.year() / 10 * 10 + shift.checked_mul(10)?)?
        }
        Unit::Century => Edtf::century(first.year() / 100 * 100 + shift.checked_mul(100)?)?,
        _ => return None,
    };
    Some(if from.is_approximate() && matches!(unit, Unit::Day) {
        date.approximate()
    } else {
        date
    })
}

/// So many units from a date, with the precision of the unit.
pub(super) fn shifted(
    from: Edtf,
    week: Option<Edtf>,
    unit: Unit,
    amount: i32,
    half: bool,
    exactness: Exactness,
) -> Option<Edtf> {
    let vague = exactness == Exactness::Vague;
    let mark = |date: Edtf| if vague { date.approximate() } else { date };
    let first = from.first_day();
    let sign = amount.signum();
    match unit {
        Unit::Century => {
            let more = if half { 50 * sign } else { 0 };
            Some(
                add_years(first.year(), amount.checked_mul(100)?.checked_add(more)?)?.approximate(),
            )
        }
        Unit::Millennium => add_years(first.year(), amount.checked_mul(1000)?),
        Unit::Decade => {
            let more = if half { 5 * sign } else { 0 };
            Some(add_years(first.year(), amount.checked_mul(10)?.checked_add(more)?)?.approximate())
        }
        Unit::Year if half && has_month(&from) => {
            Some(add_months(first, amount.checked_mul(12)? + 6 * sign)?.approximate())
        }
        Unit::Year if has_year(&from) => add_years(first.year(), amount).map(mark),
        Unit::Half | Unit::Quarter | Unit::Month if has_month(&from) => {
            let months = match unit {
                Unit::Half => 6,
                Unit::Quarter => 3,
                _ => 1,
            };
            add_months(first, amount.checked_mul(months)?).map(mark)
        }
        Unit::Week
        | Unit::Fortnight
        | Unit::Weekend
        | Unit::Day
        | Unit::Hour
        | Unit::Minute
        | Unit::Second
            if has_month(&from) || week.is_some() =>
        {
            let days = match unit {
                Unit::Week | Unit::Weekend => i64::from(amount) * 7,
                Unit::Fortnight => i64::from(amount) * 14,
                Unit::Day => i64::from(amount),
                Unit::Hour => i64::from(amount) / 24,
                _ => 0,
            };
            // Of a month or a week that the day lies in, somewhere in the middle.
            let base = match week {
                Some(week) if !is_day(&from) => week.first_day(),
                _ => add_days(first, (from.days() - 1) / 2)?,
            };
            let day = add_days(base, days)?;
            if !is_day(&from) || vague {
                return Some(month_of(day)?.approximate());
            }
            match unit {
                Unit::Week | Unit::Fortnight | Unit::Weekend => Edtf::week_of(day),
                Unit::Day => Edtf::day(day),
                _ => Edtf::day(day).map(Edtf::approximate),
            }
        }
        // Less than the date is known by: near it.
        _ if from.days() <= 366 => Some(from.approximate()),
        _ => None,
    }
}

/// A length of time in ISO 8601.
pub(super) fn iso(unit: Unit, amount: i32, half: bool) -> Option<String> {
    if amount <= 0 {
        return None;
    }
    Some(match unit {
        Unit::Second => format!("PT{amount}S"),
        Unit::Minute => format!("PT{amount}M"),
        Unit::Hour if half => format!("PT{amount}H30M"),
        Unit::Hour => format!("PT{amount}H"),
        Unit::Day => format!("P{amount}D"),
        Unit::Week | Unit::Weekend => format!("P{amount}W"),
        Unit::Fortnight => format!("P{}W", amount.checked_mul(2)?),
        Unit::Month if half => format!("P{amount}M15D"),
        Unit::Month => format!("P{amount}M"),
        Unit::Quarter => format!("P{}M", amount.checked_mul(3)?),
        Unit::Half => format!("P{}M", amount.checked_mul(6)?),
        Unit::Year if half => format!("P{amount}Y6M"),
        Unit::Year => format!("P{amount}Y"),
        Unit::Millennium => format!("P{}Y", amount.checked_mul(1000)?),
        Unit::Decade => format!(
            "P{}Y",
            amount
                .checked_mul(10)?
                .checked_add(if half { 5 } else { 0 })?
        ),
        Unit::Century => format!(
            "P{}Y",
            amount
                .checked_mul(100)?
                .checked_add(if half { 50 } else { 0 })?
        ),
    })
}

/// A length of time with another, of a smaller unit, behind it: `P3Y` and `P2M` are `P3Y2M`.
pub(super) fn push_iso(length: &mut String, more: &str) {
    let more = more.trim_start_matches('P');
    // The hours of a day stand behind a `T` of their own, the minutes of an hour behind hers.
    let has_time = length.contains('T');
    length.push_str(more.strip_prefix('T').filter(|_| has_time).unwrap_or(more));
}
