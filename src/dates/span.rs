//! The grammar of two points of the calendar that are told together: ranges and lists. The points
//! themselves are in [`super::point`].

use super::day_month::{day, day_month, month_name, weekday_before};
use super::form::{Expression, Form, Year, Yearly};
use super::language::Class;
use super::reading::{Read, skip_article};
use super::token::{Sign, Tokens};
use super::year_behind::{Given, after};
use crate::edtf::{Edtf, Precision};

/// Days of one month that are told together: `10 al 13 settembre`, `3 e il 4 marzo`,
/// `3, 4 e 5 marzo`, `September 10-13, 2023`, `March 3 and 4`.
pub(super) fn days(t: &Tokens<'_>, at: usize) -> Option<Read> {
    days_first(t, at).or_else(|| days_last(t, at))
}

pub(super) fn days_first(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (weekday, next) = weekday_before(t, at);
    let (first, mut next) = day(t, next)?;
    if first == 0 || t.number(next - 1).is_none() && t.word(next - 1).ordinal > 1 {
        return None;
    }
    let own_end = next;
    // At most a week of days is told one by one.
    let mut joined = None;
    for _ in 0..7 {
        let list = t.is_sign(next, Sign::Comma) || t.is(next, Class::AND);
        let to = t.is(next, Class::TO)
            || matches!(t.sign(next), Some(Sign::Hyphen | Sign::Dash | Sign::Slash));
        if !list && !to {
            return None;
        }
        if joined.is_none() {
            joined = Some(to || (t.is(next, Class::AND) && between(t, at)));
        }
        let after = if t.is_sign(next + 1, Sign::Apostrophe) {
            next + 2
        } else {
            next + 1
        };
        let after = skip_article(t, after);
        if let Some((form, end)) = day_month(t, after) {
            let Some(last) = form else {
                return Some(Read::Not(end));
            };
            return joined_days(
                at,
                own_end,
                (first, weekday),
                last,
                end,
                joined == Some(true),
            );
        }
        let (_, then) = weekday_before(t, after);
        next = day(t, then)?.1;
        if to {
            return None;
        }
    }
    None
}

/// The expression for a day whose month is told with a later day.
pub(super) fn joined_days(
    at: usize,
    own_end: usize,
    (day, weekday): (i8, i8),
    last: Form,
    end: usize,
    range: bool,
) -> Option<Read> {
    // `dal 9 al 3 maggio` contradicts itself.
    let till = match last {
        Form::Exact(date) => date.first_day().day(),
        Form::Yearly {
            what: Yearly::Day { day, .. },
            ..
        } => day,
        _ => return None,
    };
    if range && (1..WRAPS).contains(&(day - till)) {
        return Some(Read::Not(end));
    }
    let first = match last {
        Form::Exact(date) => {
            let last = date.first_day();
            let (year, month) = match month_of(day, last.day(), last.month()) {
                month if month > last.month() => (last.year().checked_sub(1)?, month),
                month => (last.year(), month),
            };
            Form::Exact(Edtf::ymd(year, month, day)?)
        }
        Form::Yearly {
            what: Yearly::Day {
                month, day: till, ..
            },
            year,
            direction,
        } => {
            let month = month_of(day, till, month);
            // A leap year has all the days that any year has.
            Edtf::ymd(2000, month, day)?;
            Form::Yearly {
                what: Yearly::Day {
                    month,
                    day,
                    weekday,
                },
                year,
                direction,
            }
        }
        _ => return None,
    };
    Some(Read::Is(Expression {
        first: at,
        end: if range { end } else { own_end },
        form: first,
        to: range.then_some(last),
        part: None,
    }))
}

/// Days from which on a later day of the month is one of the month before: `dal 28 al 3 marzo`.
const WRAPS: i8 = 15;

/// The month of a day that is told before the day `till` of a month: `dal 28 al 3 marzo` begins in
/// February; `il 5 e il 3 marzo` are of March.
const fn month_of(day: i8, till: i8, month: i8) -> i8 {
    match (day - till >= WRAPS, month) {
        (false, month) => month,
        (true, 1) => 12,
        (true, month) => month - 1,
    }
}

/// Whether `between` precedes the token.
pub(super) fn between(t: &Tokens<'_>, at: usize) -> bool {
    preceded(t, at, Class::BETWEEN)
}

pub(super) fn preceded(t: &Tokens<'_>, at: usize, classes: Class) -> bool {
    let mut before = at;
    for _ in 0..3 {
        let Some(one) = before.checked_sub(1) else {
            return false;
        };
        if t.is(one, classes) {
            return true;
        }
        if !t.is(one, Class::ARTICLE)
            && !t.is_sign(one, Sign::Apostrophe)
            && !t.is(one, Class::YEAR_BEFORE)
        {
            return false;
        }
        before = one;
    }
    false
}

/// `September 10-13, 2023`, `March 3 and 4, 2022`.
pub(super) fn days_last(t: &Tokens<'_>, at: usize) -> Option<Read> {
    if !t.language.grammar.month_first {
        return None;
    }
    let (month, next) = month_name(t, at)?;
    let (first, next) = day(t, next)?;
    let to = matches!(t.sign(next), Some(Sign::Hyphen | Sign::Dash)) || t.is(next, Class::TO);
    if !to && !t.is(next, Class::AND) {
        return None;
    }
    let (last, next) = day(t, next + 1)?;
    if month_name(t, next).is_some()
        || t.is(next, Class::COUNTED)
        || t.word(next).unit.is_some()
        || last <= first
    {
        return None;
    }
    let found = after(t, next);
    let end = found.end;
    let form = |day: i8| Yearly::Day {
        month,
        day,
        weekday: 0,
    };
    let year = match found.year {
        Given::Year(year) | Given::Short(year) => Some(year),
        Given::Open(_) => None,
        Given::Impossible => return Some(Read::Not(end)),
    };
    let make = |day: i8| match year {
        Some(year) => super::reckon::in_year(form(day), year).map(Form::Exact),
        None => Some(Form::Yearly {
            what: form(day),
            year: Year::Open,
            direction: None,
        }),
    };
    let (Some(from), Some(to_form)) = (make(first), make(last)) else {
        return Some(Read::Not(end));
    };
    Some(Read::Is(Expression {
        first: at,
        end,
        form: from,
        to: Some(to_form),
        part: None,
    }))
}

/// The token where the other end of a range begins, after the point from `at` to `end`.
pub(super) fn connector(t: &Tokens<'_>, at: usize, end: usize) -> Option<usize> {
    let next = match t.sign(end) {
        Some(Sign::Hyphen | Sign::Dash) => end + 1,
        Some(Sign::Slash)
            if t.glued(end) && t.number(end + 1).is_some_and(|number| number.len() == 4) =>
        {
            end + 1
        }
        Some(_) => return None,
        None if t.is(end, Class::UNTIL) => {
            if t.is(end + 1, Class::TO) {
                end + 2
            } else {
                end + 1
            }
        }
        None if t.is(end, Class::TO) && preceded(t, at, Class::FROM.or(Class::SINCE)) => end + 1,
        None if t.is(end, Class::AND) && between(t, at) => end + 1,
        None => return None,
    };
    let next = if t.is_sign(next, Sign::Apostrophe) {
        next + 1
    } else {
        next
    };
    let next = skip_article(t, next);
    Some(
        if t.is(next, Class::YEAR_BEFORE) && t.number(next + 1).is_some() {
            next + 1
        } else {
            next
        },
    )
}

/// Whether two points are of a kind that makes a range.
pub(super) fn pair(from: Form, to: Form) -> bool {
    let rank = |form: Form| match form {
        Form::Exact(date) => match date.precision() {
            Precision::Day => 1,
            Precision::Month => 2,
            Precision::Year => 3,
            _ => 4,
        },
        Form::Yearly {
            what: Yearly::Day { .. } | Yearly::Holiday(_),
            ..
        } => 1,
        Form::Yearly {
            what: Yearly::Month(_),
            ..
        } => 2,
        Form::Yearly { .. } => 4,
        Form::Weekday { .. } | Form::WeekdayOf { .. } | Form::WeekdayThen { .. } => 1,
        Form::ShortYear(_) => 3,
        _ => 0,
    };
    let (from, to) = (rank(from), rank(to));
    from == to && from > 0
}

/// The end of `2022-23`, `1914-18`.
pub(super) fn short_end(
    t: &Tokens<'_>,
    at: usize,
    end: usize,
    from: Edtf,
) -> Option<(Edtf, usize)> {
    if from.precision() != Precision::Year || end != at + 1 {
        return None;
    }
    let joined = matches!(t.sign(end), Some(Sign::Hyphen | Sign::Slash | Sign::Dash))
        && t.glued(end)
        && t.glued(end + 1);
    let number = t
        .number(end + 1)
        .filter(|number| joined && number.len() == 2)?;
    let first = from.first_day().year();
    let last = first / 100 * 100 + i16::try_from(number.value).ok()?;
    (last > first).then_some((Edtf::year(last)?, end + 2))
}
