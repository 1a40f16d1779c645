//! The grammar of points of the calendar: which of them begins at a word, days in words and figures,
//! and the year that follows one. Those told by a name alone are in [`super::named`], years and what
//! is longer in [`super::year`], the constructions around points in [`super::grammar`].

use super::amount::quantity;
use super::century::{century_name, decade, named_before, roman_period};
use super::figures::{day_and_month, impossible_day, numeric, timed};
use super::form::{Direction, Exactness, Form, Year, Yearly};
use super::grammar::{direction_at, phrase_at};
use super::language::{Class, Phrase, Unit};
use super::named::{holiday, month, season, then, weekday};
use super::token::{Sign, Tokens};
use super::year::{in_our_era, ordinal_period, short_year, year};
use crate::edtf::Edtf;

/// A form and the token after it; or the token after what looks like a point and is none.
pub(super) type Point = Result<(Form, usize), usize>;

/// The point of the calendar that begins at a token. `expected` says that what stands before it
/// (a direction, a part, the other end of a range) already makes it one.
pub(super) fn read(t: &Tokens<'_>, at: usize, expected: bool) -> Option<Point> {
    if let Some(found) = numeric(t, at).or_else(|| day_and_month(t, at)) {
        return Some(found);
    }
    if let Some(end) = impossible_day(t, at) {
        return Some(Err(end));
    }
    if let Some((form, end)) = day_month(t, at) {
        return Some(form.map_or(Err(end), |form| Ok((form, end))));
    }
    let found = month_first(t, at)
        .or_else(|| timed(t, at))
        .or_else(|| in_our_era(t, at))
        .or_else(|| short_year(t, at))
        .or_else(|| decade(t, at))
        .or_else(|| ordinal_period(t, at))
        .or_else(|| roman_period(t, at))
        .or_else(|| named_before(t, at))
        .or_else(|| holiday(t, at));
    if let Some(found) = found {
        return Some(found);
    }
    month(t, at, expected)
        .or_else(|| season(t, at, expected))
        .or_else(|| weekday(t, at))
        .or_else(|| year(t, at, expected))
        .or_else(|| century_name(t, at))
        .or_else(|| then(t, at))
        .map(Ok)
}

pub(super) fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}

pub(super) fn year_of(value: u32) -> Option<i16> {
    i16::try_from(value)
        .ok()
        .filter(|year| (1..=9999).contains(year))
}

/// A yearly point with what the text says of its year: complete where it gives one.
pub(super) fn yearly(what: Yearly, after: After) -> Option<Form> {
    match after.year {
        Given::Year(year) => super::reckon::in_year(what, year).map(Form::Exact),
        Given::Short(year) => super::reckon::in_year(what, year).map(Form::Exact),
        Given::Open(year) => {
            // A day that no year has.
            if let Yearly::Day { month, day, .. } = what {
                Edtf::ymd(2000, month, day)?;
            }
            Some(Form::Yearly {
                what,
                year,
                direction: after.direction,
            })
        }
        Given::Impossible => None,
    }
}

pub(super) enum Given {
    Year(i16),
    Short(i16),
    Open(Year),
    Impossible,
}

/// What follows a month or a day of one: a year, a direction.
pub(super) struct After {
    pub(super) year: Given,
    pub(super) direction: Option<Direction>,
    pub(super) end: usize,
}

pub(super) fn after(t: &Tokens<'_>, at: usize) -> After {
    let open = |year: Year, end: usize| After {
        year: Given::Open(year),
        direction: None,
        end,
    };
    let mut next = at;
    if t.is_sign(next, Sign::Comma) && t.language.capital_names {
        next += 1;
    }
    if t.is(next, Class::OF) && next == at {
        next += 1;
        while t.is_sign(next, Sign::Apostrophe)
            || (t.is(next, Class::ARTICLE) && !t.is(next, Class::THIS))
        {
            // `del ’45`
            if t.number(next + 1).is_some() && t.is_sign(next, Sign::Apostrophe) {
                break;
            }
            next += 1;
        }
    }
    if let Some(number) = t.number(next) {
        let fraction = matches!(t.sign(next + 1), Some(Sign::Stop | Sign::Comma))
            && t.glued(next + 1)
            && t.number(next + 2).is_some()
            && t.glued(next + 2);
        // `first half of the 1980s`
        let plural = t.glued(next + 1) && t.str(next + 1) == "s";
        let whole = !fraction && !plural && !t.is_sign(next + 1, Sign::Quantity);
        let counted = t.is(next + 1, Class::COUNTED) || t.word(next + 1).unit.is_some();
        if number.len() <= 4 && super::year::is_before_christ(t, next + 1) {
            // A day so long ago is none of ours, and never one of these years.
            return After {
                year: Given::Impossible,
                direction: None,
                end: next + 1,
            };
        }
        if number.len() == 4 && whole && !counted {
            return After {
                year: year_of(number.value).map_or(Given::Impossible, Given::Year),
                direction: None,
                end: next + 1,
            };
        }
        if number.len() > 4 && whole && !counted && next == at {
            return After {
                year: Given::Impossible,
                direction: None,
                end: next + 1,
            };
        }
        return open(Year::Open, at);
    }
    if t.is_sign(next, Sign::Apostrophe)
        && let Some(number) = t.number(next + 1).filter(|number| number.len() == 2)
        && t.glued(next + 1)
        && let Some(short) = small(number.value)
    {
        return After {
            year: Given::Short(century_of(i16::from(short))),
            direction: None,
            end: next + 2,
        };
    }
    if next > at
        && let Some((year, end)) = relative_year(t, next)
    {
        return open(year, end);
    }
    if let Some((year, end)) = relative_year(t, at).filter(|_| t.language.capital_names) {
        return open(year, end);
    }
    // `nell’ottobre successivo`; `ottobre dopo …` goes on otherwise.
    let related =
        |class: Class| t.is(at, class) && !t.is(at, Class::AFTER.or(Class::BEFORE).or(Class::THEN));
    if !t.language.capital_names && t.word(at + 1).unit.is_none() {
        if related(Class::FOLLOWING) {
            return open(Year::Following, at + 1);
        }
        if related(Class::PRECEDING) {
            return open(Year::Preceding, at + 1);
        }
    }
    // `settembre scorso`; a direction before a unit or a month belongs to that.
    if let Some((end, direction)) = direction_at(t, at)
        && t.word(end).unit.is_none()
        && t.word(end).month == 0
        && (!t.language.capital_names || ends_phrase(t, end))
    {
        return After {
            year: Given::Open(Year::Open),
            direction: Some(direction),
            end,
        };
    }
    open(Year::Open, at)
}

pub(super) fn ends_phrase(t: &Tokens<'_>, at: usize) -> bool {
    t.at(at).is_none() || t.sign(at).is_some()
}

/// The full year of two figures: from 1930 to 2029.
pub(super) fn century_of(short: i16) -> i16 {
    if short < 30 {
        2000 + short
    } else {
        1900 + short
    }
}

/// `due anni fa`, `three years later`.
fn counted_year(t: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
    let found = quantity(t, at)?;
    let years = i16::try_from(found.amount).ok()?;
    let is_year = t.word(found.end).unit == Some(Unit::Year);
    if !is_year || found.exactness != Exactness::Counted || !(1..1000).contains(&years) {
        return None;
    }
    let next = found.end + 1;
    if t.is(next, Class::AGO) {
        return Some((Year::FromNow(-years), next + 1));
    }
    if t.is(next, Class::FOLLOWING) {
        return Some((Year::FromThen(years), next + 1));
    }
    if t.is(next, Class::PRECEDING) {
        return Some((Year::FromThen(-years), next + 1));
    }
    match phrase_at(t, next)? {
        (end, Phrase::Ago) => Some((Year::FromNow(-years), end)),
        (end, Phrase::Later) => Some((Year::FromThen(years), end)),
        _ => None,
    }
}

/// `scorso anno`, `anno prossimo`, `quest’anno`, `stesso anno`, `anno successivo`, `due anni fa`.
fn relative_year(t: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
    if let Some(found) = counted_year(t, at) {
        return Some(found);
    }
    let is_year = |at: usize| t.word(at).unit == Some(Unit::Year) && !t.word(at).plural;
    let shift = |direction| match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    let skip = |at: usize| {
        if t.is_sign(at, Sign::Apostrophe) {
            at + 1
        } else {
            at
        }
    };
    if is_year(at) {
        if let Some((end, direction)) = direction_at(t, at + 1) {
            return Some((Year::FromNow(shift(direction)), end));
        }
        if t.is(at + 1, Class::FOLLOWING) {
            return Some((Year::FromThen(1), at + 2));
        }
        if t.is(at + 1, Class::PRECEDING) {
            return Some((Year::FromThen(-1), at + 2));
        }
        return None;
    }
    if let Some((end, direction)) = direction_at(t, at)
        && is_year(skip(end))
    {
        return Some((Year::FromNow(shift(direction)), skip(end) + 1));
    }
    let next = skip(at + 1);
    let step = if t.is(at, Class::THAT) {
        0
    } else if t.is(at, Class::FOLLOWING) {
        1
    } else if t.is(at, Class::PRECEDING) {
        -1
    } else {
        return None;
    };
    is_year(next).then_some((Year::FromThen(step), next + 1))
}

/// A day of the month in figures (`4`, `1º`, `19th`) or as an ordinal; 0 where no month has it.
pub(super) fn day(t: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(number) = t.number(at) {
        // `In May 2,000 people fled`
        let grouped = matches!(t.sign(at + 1), Some(Sign::Stop | Sign::Comma))
            && t.glued(at + 1)
            && t.glued(at + 2)
            && t.number(at + 2).is_some_and(|more| more.len() == 3);
        if number.len() > 2 || grouped || (t.glued(at) && in_number(t, at)) {
            return None;
        }
        let mut end = at + 1;
        if t.is_sign(end, Sign::Degree) || (t.glued(end) && is_suffix(t.str(end))) {
            end += 1;
        }
        let day = small(number.value)
            .filter(|day| (1..=31).contains(day))
            .unwrap_or(0);
        return Some((day, end));
    }
    let word = t.word(at);
    if word.cardinal >= 20 && t.is_sign(at + 1, Sign::Hyphen) && t.word(at + 2).ordinal < 10 {
        let day = word.cardinal + t.word(at + 2).ordinal;
        return (t.word(at + 2).ordinal > 0)
            .then(|| small(u32::from(day)).map(|day| (day, at + 3)))?;
    }
    // `secondo marzo` is said by nobody; `second of March` is.
    let most = if t.language.capital_names { 31 } else { 1 };
    let day = small(u32::from(word.ordinal)).filter(|day| (1..=most).contains(day))?;
    Some((day, at + 1))
}

/// Whether a number is the rest of a longer one: `1.000`, `F-16`, `€30`.
pub(super) fn in_number(t: &Tokens<'_>, at: usize) -> bool {
    match t.sign(at - 1) {
        Some(Sign::Stop | Sign::Comma | Sign::Slash | Sign::Colon) => {
            t.number(at.wrapping_sub(2)).is_some()
        }
        Some(Sign::Hyphen) => {
            let before = at.wrapping_sub(2);
            let part = Class::START.or(Class::MIDDLE).or(Class::END);
            t.is_word(before) && t.glued(at - 1) && !t.is(before, part)
        }
        Some(Sign::Quantity) | None => true,
        Some(_) => false,
    }
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "o" | "er")
}

/// A month by name or abbreviation, and the token after it.
pub(super) fn month_name(t: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let word = t.word(at);
    if word.month > 0 && (t.is_capital(at) || !t.language.capital_names) {
        return Some((word.month, at + 1));
    }
    if word.short_month > 0 && (t.is_capital(at) || !t.language.capital_names) {
        let stop = t.is_sign(at + 1, Sign::Stop) && t.glued(at + 1);
        return Some((word.short_month, if stop { at + 2 } else { at + 1 }));
    }
    None
}

/// A weekday before a day of the month, and the token after it.
pub(super) fn weekday_before(t: &Tokens<'_>, at: usize) -> (i8, usize) {
    let word = t.word(at);
    let (weekday, mut end) = match (word.weekday, word.short_weekday) {
        (0, 0) => return (0, at),
        (0, short) => (short, at + 1),
        (full, _) => (full, at + 1),
    };
    // A stop ends an abbreviation, and behind a whole word the sentence.
    let abbreviated = word.weekday == 0 && t.is_sign(end, Sign::Stop);
    if abbreviated || t.is_sign(end, Sign::Comma) {
        end += 1;
    }
    (weekday, skip_article(t, end))
}

pub(super) fn skip_article(t: &Tokens<'_>, at: usize) -> usize {
    let mut next = at;
    if t.is(next, Class::ARTICLE) {
        next += 1;
        if t.is_sign(next, Sign::Apostrophe) {
            next += 1;
        }
    }
    next
}

/// `4 giugno`, `giovedì 13 settembre 2023`, `19th of June`; no form where the calendar has no such
/// day.
pub(super) fn day_month(t: &Tokens<'_>, at: usize) -> Option<(Option<Form>, usize)> {
    let (weekday, next) = weekday_before(t, at);
    let (day, mut next) = day(t, next)?;
    if t.is(next, Class::OF) && t.is_word(next) {
        next += 1;
    }
    let (month, next) = month_name(t, next)?;
    let after = after(t, next);
    let end = after.end;
    if day == 0 {
        return Some((None, end));
    }
    Some((
        yearly(
            Yearly::Day {
                month,
                day,
                weekday,
            },
            after,
        ),
        end,
    ))
}

/// `June 19, 2024`, `Thursday, February 24`.
fn month_first(t: &Tokens<'_>, at: usize) -> Option<Point> {
    if !t.language.capital_names {
        return None;
    }
    let (weekday, next) = weekday_before(t, at);
    let (month, next) = month_name(t, next)?;
    let number = t.number(next).filter(|number| number.len() <= 2)?;
    let (day, next) = self::day(t, next)?;
    if t.is(next, Class::COUNTED) || t.is_sign(next, Sign::Quantity) {
        return None;
    }
    if t.is_sign(next, Sign::Colon) && t.glued(next) && t.glued(next + 1) {
        return None;
    }
    let after = after(t, next);
    let end = after.end;
    if !(1..=31).contains(&number.value) {
        return Some(Err(end));
    }
    Some(
        yearly(
            Yearly::Day {
                month,
                day,
                weekday,
            },
            after,
        )
        .map_or(Err(end), |form| Ok((form, end))),
    )
}
