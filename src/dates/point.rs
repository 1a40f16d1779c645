//! The grammar of points of the calendar: days, months, years, decades, centuries, seasons,
//! quarters, weekdays and holidays, in words and figures, and what joins two of them to a range.
//! The constructions around them are in [`super::grammar`].

use super::grammar::{Direction, Expression, Form, Read, Year, Yearly, direction_at, phrase_at};
use super::language::{Class, Numeric, Phrase, Unit};
use super::token::{Sign, Tokens};
use crate::edtf::Edtf;

/// A form and the token after it; or the token after what looks like a point and is none.
pub(super) type Point = Result<(Form, usize), usize>;

/// The point of the calendar that begins at a token. `expected` says that what stands before it
/// (a direction, a part, the other end of a range) already makes it one.
pub(super) fn read(t: &Tokens<'_>, at: usize, expected: bool) -> Option<Point> {
    if let Some(found) = numeric(t, at) {
        return Some(found);
    }
    if let Some((form, end)) = day_month(t, at) {
        return Some(form.map_or(Err(end), |form| Ok((form, end))));
    }
    let found = month_first(t, at)
        .or_else(|| timed(t, at))
        .or_else(|| short_year(t, at))
        .or_else(|| decade(t, at))
        .or_else(|| ordinal_period(t, at))
        .or_else(|| roman_period(t, at))
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

fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}

fn year_of(value: u32) -> Option<i16> {
    i16::try_from(value)
        .ok()
        .filter(|year| (1..=9999).contains(year))
}

/// A yearly point with what the text says of its year: complete where it gives one.
fn yearly(what: Yearly, after: After) -> Option<Form> {
    match after.year {
        Given::Year(year) => super::resolve::in_year(what, year).map(Form::Exact),
        Given::Short(year) => super::resolve::in_year(what, year).map(Form::Exact),
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

enum Given {
    Year(i16),
    Short(i16),
    Open(Year),
    Impossible,
}

/// What follows a month or a day of one: a year, a direction.
struct After {
    year: Given,
    direction: Option<Direction>,
    end: usize,
}

fn after(t: &Tokens<'_>, at: usize) -> After {
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
        let whole = !fraction && !t.is_sign(next + 1, Sign::Quantity);
        let counted = t.is(next + 1, Class::COUNTED) || t.word(next + 1).unit.is_some();
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

fn ends_phrase(t: &Tokens<'_>, at: usize) -> bool {
    t.at(at).is_none() || t.sign(at).is_some()
}

/// The full year of two figures: from 1930 to 2029.
fn century_of(short: i16) -> i16 {
    if short < 30 {
        2000 + short
    } else {
        1900 + short
    }
}

/// `scorso anno`, `anno prossimo`, `quest’anno`, `stesso anno`, `anno successivo`.
fn relative_year(t: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
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
fn day(t: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(number) = t.number(at) {
        if number.len() > 2 || (t.glued(at) && in_number(t, at)) {
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
    let day = small(u32::from(word.ordinal)).filter(|day| (1..=31).contains(day))?;
    Some((day, at + 1))
}

/// Whether a number is the rest of a longer one: `1.000`, `F-16`, `€30`.
fn in_number(t: &Tokens<'_>, at: usize) -> bool {
    match t.sign(at - 1) {
        Some(Sign::Stop | Sign::Comma | Sign::Slash | Sign::Colon) => {
            t.number(at.wrapping_sub(2)).is_some()
        }
        Some(Sign::Hyphen) => t.is_word(at.wrapping_sub(2)) && t.glued(at - 1),
        Some(Sign::Quantity) | None => true,
        Some(_) => false,
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "o" | "er")
}

/// A month by name or abbreviation, and the token after it.
fn month_name(t: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
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
fn weekday_before(t: &Tokens<'_>, at: usize) -> (i8, usize) {
    let word = t.word(at);
    let (weekday, mut end) = match (word.weekday, word.short_weekday) {
        (0, 0) => return (0, at),
        (0, short) => (short, at + 1),
        (full, _) => (full, at + 1),
    };
    if matches!(t.sign(end), Some(Sign::Comma | Sign::Stop)) {
        end += 1;
    }
    (weekday, skip_article(t, end))
}

fn skip_article(t: &Tokens<'_>, at: usize) -> usize {
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

/// `18.30 del 13 settembre 2023`: the hour belongs to the day.
fn timed(t: &Tokens<'_>, at: usize) -> Option<Point> {
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
fn numeric(t: &Tokens<'_>, at: usize) -> Option<Point> {
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

fn day_of(year: Option<i16>, month: u32, day: u32) -> Option<Edtf> {
    Edtf::ymd(year?, small(month)?, small(day)?)
}

fn year_and_month(t: &Tokens<'_>, at: usize, sign: Sign) -> Option<Point> {
    let (first, second) = (t.number(at)?, t.number(at + 2)?);
    let end = at + 3;
    let month = if first.len() == 4 && second.len() == 2 && sign == Sign::Hyphen {
        // `2011-12` is rather a season of sport than a December.
        if second.value == (first.value + 1) % 100 {
            return None;
        }
        Edtf::month(year_of(first.value)?, small(second.value)?)
    } else if first.len() <= 2 && second.len() == 4 && sign == Sign::Slash {
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

/// `settembre 2023`, `aprile del 2019`, `dicembre dell’anno scorso`, `marzo`.
fn month(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
    let word = t.word(at);
    let (month, next) = month_name(t, at)?;
    // A number before it that is no day: `32 gennaio`.
    if at > 0 && t.number(at - 1).is_some_and(|number| number.len() != 4) {
        return None;
    }
    let found = after(t, next);
    let end = found.end;
    let dated = end > next;
    let form = yearly(Yearly::Month(month), found)?;
    if dated {
        return Some((form, end));
    }
    // An abbreviation alone is any word: `Mar Nero`.
    if word.month == 0 {
        return None;
    }
    let before = at.checked_sub(1);
    let introduced = before.is_some_and(|before| {
        t.is(
            before,
            Class::PREPOSITION
                .or(Class::BY)
                .or(Class::AND)
                .or(Class::FROM)
                .or(Class::TO),
        )
    });
    let verb_like = t.language.capital_names && matches!(month, 3 | 5);
    let allowed = if t.language.capital_names || t.is_capital(at) {
        introduced && (!verb_like || !t.is(at + 1, Class::FUTURE_VERB))
    } else {
        true
    };
    (allowed || expected).then_some((form, end))
}

/// `autunno 2023`, `scorsa estate` (its direction read before), `in primavera`.
fn season(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
    let season = t.word(at).season;
    if season == 0 {
        return None;
    }
    let found = after(t, at + 1);
    let end = found.end;
    let dated = end > at + 1;
    let form = yearly(Yearly::Season(season), found)?;
    let elided = if at > 1 && t.is_sign(at - 1, Sign::Apostrophe) {
        2
    } else {
        1
    };
    let introduced = at.checked_sub(elided).is_some_and(|before| {
        t.is(before, Class::PREPOSITION.or(Class::BY)) && !t.is(before, Class::AND)
    });
    let the =
        at > 1 && t.is(at - 1, Class::ARTICLE) && t.is(at - 2, Class::PREPOSITION.or(Class::BY));
    let alone = !t.is_capital(at) && !t.is(at + 1, Class::OF);
    (dated || ((introduced || the || expected) && alone)).then_some((form, end))
}

/// `giovedì`, `giovedì scorso`, `Thursday morning`, `giovedì 24`.
fn weekday(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    let weekday = t.word(at).weekday;
    if weekday == 0 || (t.language.capital_names && !t.is_capital(at)) {
        return None;
    }
    // `Black Friday`, `Bloody Sunday`
    if t.language.capital_names
        && at > 1
        && t.is_capital(at - 1)
        && !t.is(at - 1, Class::PREPOSITION)
        && t.at(at - 1).is_some_and(|token| token.word == 0)
    {
        return None;
    }
    let mut end = at + 1;
    let mut day = 0;
    if let Some(number) = t.number(end).filter(|number| number.len() <= 2)
        && (1..=31).contains(&number.value)
        && !t.is(end + 1, Class::COUNTED)
        && t.word(end + 1).unit.is_none()
        && !(matches!(
            t.sign(end + 1),
            Some(Sign::Colon | Sign::Stop | Sign::Comma | Sign::Quantity)
        ) && t.glued(end + 1)
            && t.glued(end + 2))
    {
        day = small(number.value)?;
        end += 1;
    }
    let mut direction = None;
    if t.is(end, Class::DAY_PART) {
        end += 1;
    }
    if let Some((after, found)) = direction_at(t, end)
        && t.word(after).unit.is_none()
        && (!t.language.capital_names || ends_phrase(t, after))
    {
        direction = Some(found);
        end = after;
    }
    Some((
        Form::Weekday {
            weekday,
            day,
            direction,
        },
        end,
    ))
}

/// A year of four figures, where what stands around it says that it is one.
fn year(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
    let number = t.number(at).filter(|number| number.len() == 4)?;
    let year = year_of(number.value).filter(|year| (1000..=2199).contains(year))?;
    let end = at + 1;
    let form = Form::Exact(Edtf::year(year)?);
    let glued_after = t.glued(end);
    if glued_after {
        let digit = t.number(end + 1).is_some() && t.glued(end + 1);
        match t.sign(end) {
            Some(Sign::Quantity | Sign::Degree) | None => return None,
            Some(Sign::Stop | Sign::Comma | Sign::Colon) if digit => return None,
            Some(Sign::Hyphen | Sign::Slash) if digit && !is_year_end(t, end + 1) => return None,
            _ => {}
        }
    }
    let counted = t.is(end, Class::COUNTED)
        || t.is_sign(end, Sign::Quantity)
        || t.word(end).unit.is_some_and(|_| t.word(end).plural)
        || (t.number(end).is_some() && !expected);
    if counted {
        return None;
    }
    if expected {
        return Some((form, end));
    }
    let Some(before) = at.checked_sub(1) else {
        let function = t.is(end, Class::PREPOSITION.or(Class::ARTICLE).or(Class::AND));
        return (function || t.is_sign(end, Sign::Colon)).then_some((form, end));
    };
    if t.glued(at)
        && !matches!(
            t.sign(before),
            Some(Sign::Open | Sign::OpenQuote | Sign::Quote | Sign::Apostrophe | Sign::Dash)
        )
    {
        return None;
    }
    let modern = (1900..=2100).contains(&year);
    let elided = t.is_sign(before, Sign::Apostrophe);
    let introducer = if elided {
        before.checked_sub(1)?
    } else {
        before
    };
    // `anno` needs no room for doubt; an article does, and so does an English preposition.
    let designation = t.is(before, Class::DESIGNATION)
        || (t.is_sign(before, Sign::Stop) && before > 0 && t.is(before - 1, Class::DESIGNATION));
    if t.is(introducer, Class::YEAR_BEFORE) {
        let loose = t.is(introducer, Class::ARTICLE) || t.language.capital_names;
        let noun = loose && !modern && t.is_word(end) && !function(t, end) && !t.is_capital(end);
        return (!noun
            && (modern
                || !loose
                || (1000..1900).contains(&year) && !t.is(introducer, Class::ARTICLE)))
        .then_some((form, end));
    }
    if designation {
        return None;
    }
    if t.is_sign(before, Sign::Open) {
        return (glued_after || modern).then_some((form, end));
    }
    // Alone after a noun: `le elezioni 2024`, `Expo 2015`.
    let ends = t.at(end).is_none()
        || (t.sign(end).is_some() && !t.is_sign(end, Sign::Hyphen))
        || function(t, end)
        || t.is_capital(end)
        || t.is(
            end,
            Class::PRESENT_AUXILIARY
                .or(Class::PAST_VERB)
                .or(Class::FUTURE_VERB),
        );
    let follows = (t.is_word(before) && !t.is(before, Class::COUNTED))
        || matches!(
            t.sign(before),
            Some(Sign::Comma | Sign::Dash | Sign::OpenQuote)
        );
    ((1900..=2049).contains(&year) && ends && follows && t.number(before).is_none())
        .then_some((form, end))
}

fn function(t: &Tokens<'_>, at: usize) -> bool {
    t.is(
        at,
        Class::PREPOSITION
            .or(Class::ARTICLE)
            .or(Class::AND)
            .or(Class::OF),
    )
}

/// Whether the number can end a range of years: `2023`, `23`.
fn is_year_end(t: &Tokens<'_>, at: usize) -> bool {
    t.number(at)
        .is_some_and(|number| matches!(number.len(), 2 | 4))
}

/// `’68`, `nell’89`, `’80s`.
fn short_year(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let number_at = if t.is_sign(at, Sign::Apostrophe) {
        at + 1
    } else {
        at
    };
    let number = t.number(number_at).filter(|number| number.len() == 2)?;
    let value = i16::from(small(number.value)?);
    let end = number_at + 1;
    if t.glued(end) && t.str(end) == "s" && value % 10 == 0 {
        let decade = Edtf::decade(century_of(value))?;
        return Some(Ok((Form::Exact(decade), end + 1)));
    }
    // Only after an apostrophe; that of an article or preposition precedes the figures.
    let before = if number_at == at {
        at.checked_sub(1)?
    } else {
        at
    };
    if !t.is_sign(before, Sign::Apostrophe) || !t.glued(number_at) {
        return None;
    }
    let elided = t.glued(before);
    if number_at > at && elided {
        return None;
    }
    if elided
        && !(before > 0
            && t.is(before - 1, Class::YEAR_BEFORE)
            && !t.is(before - 1, Class::ARTICLE))
    {
        return None;
    }
    // In the nineties the figures of a year are no number of anything.
    if value < 32 && elided {
        return None;
    }
    let counted = t.is(end, Class::COUNTED)
        || t.word(end).month > 0
        || t.word(end).unit.is_some()
        || t.glued(end)
            && !matches!(
                t.sign(end),
                Some(
                    Sign::Comma
                        | Sign::Stop
                        | Sign::Close
                        | Sign::CloseQuote
                        | Sign::Quote
                        | Sign::Colon
                        | Sign::End
                        | Sign::Hyphen
                        | Sign::Dash
                )
            )
        || t.is_sign(end, Sign::Quantity);
    (!counted).then_some(Ok((Form::ShortYear(value), end)))
}

/// `anni ’80`, `anni Ottanta`, `anni 2000`, `1980s`, `eighties`.
fn decade(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let exact = |first: i16, end: usize| Some(Ok((Form::Exact(Edtf::decade(first)?), end)));
    let word = t.word(at);
    if word.unit == Some(Unit::Year) && word.plural {
        let next = if t.is_sign(at + 1, Sign::Apostrophe) {
            at + 2
        } else {
            at + 1
        };
        let named = t.word(next).decade;
        if named > 0 {
            return exact(1900 + named, next + 1);
        }
        let number = t.number(next)?;
        let value = i16::try_from(number.value)
            .ok()
            .filter(|value| value % 10 == 0)?;
        return match number.len() {
            2 if value >= 20 => exact(1900 + value, next + 1),
            2 => exact(2000 + value, next + 1),
            4 if (1000..2100).contains(&value) => exact(value, next + 1),
            _ => None,
        };
    }
    if word.decade > 0 && word.cardinal == 0 {
        return exact(1900 + word.decade, at + 1);
    }
    let number = t.number(at).filter(|number| number.len() == 4)?;
    let plural = t.glued(at + 1) && t.str(at + 1) == "s";
    let value = year_of(number.value).filter(|year| (1000..2100).contains(year) && year % 10 == 0);
    value
        .filter(|_| plural && !(t.glued(at) && in_number(t, at)))
        .and_then(|year| exact(year, at + 2))
}

/// `20th century`, `secondo trimestre del 2023`, `primo semestre`, `prima metà del 2023`.
pub(super) fn ordinal_period(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (nth, next) = ordinal(t, at)?;
    let word = t.word(next);
    let half = word.unit == Some(Unit::Half) || (word.is(Class::HALF_YEAR) && word.unit.is_none());
    let what = match word.unit {
        Some(Unit::Century) if !word.plural => return century(t, nth, next + 1),
        Some(Unit::Quarter) if (1..=4).contains(&nth) => Yearly::Quarter(small(nth)?),
        _ if half && (1..=2).contains(&nth) => Yearly::Half(small(nth)?),
        _ => return None,
    };
    let found = after(t, next + 1);
    let end = found.end;
    // `second half`, `first quarter` and `prima metà` are of a match or a month as well.
    let plain = word.unit.is_some() && !t.language.capital_names;
    if end == next + 1 && !plain {
        return None;
    }
    Some(yearly(what, found).map_or(Err(end), |form| Ok((form, end))))
}

fn ordinal(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(number) = t.number(at) {
        let marked =
            t.is_sign(at + 1, Sign::Degree) || (t.glued(at + 1) && is_suffix(t.str(at + 1)));
        return marked.then_some((number.value, at + 2));
    }
    let word = t.word(at);
    if word.cardinal >= 20 && t.is_sign(at + 1, Sign::Hyphen) && t.word(at + 2).ordinal > 0 {
        return Some((u32::from(word.cardinal + t.word(at + 2).ordinal), at + 3));
    }
    (word.ordinal > 0).then_some((u32::from(word.ordinal), at + 1))
}

/// A century by its number, unless it lies before Christ.
fn century(t: &Tokens<'_>, nth: u32, end: usize) -> Option<Point> {
    let before_christ = matches!(t.str(end), "a" | "avanti" | "BC" | "BCE" | "B" | "av")
        && (t.glued(end + 1) || t.str(end).len() > 1);
    let first = i16::try_from(nth).ok()?.checked_sub(1)?.checked_mul(100)?;
    if before_christ || !(1..=22).contains(&nth) {
        return Some(Err(end));
    }
    Some(Ok((Form::Exact(Edtf::century(first)?), end)))
}

/// The value of a Roman numeral in capitals, up to 39.
pub(super) fn roman(word: &str) -> Option<u32> {
    let mut total: i64 = 0;
    let mut last = 0;
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    for digit in word.bytes().rev() {
        let value = match digit {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    u32::try_from(total)
        .ok()
        .filter(|total| (1..40).contains(total))
}

/// `XX secolo`, `II trimestre 2023`.
fn roman_period(t: &Tokens<'_>, at: usize) -> Option<Point> {
    if !t.is_word(at) {
        return None;
    }
    let nth = roman(t.str(at))?;
    match t.word(at + 1).unit? {
        Unit::Century if !t.word(at + 1).plural => century(t, nth, at + 2),
        Unit::Quarter if nth <= 4 => {
            let found = after(t, at + 2);
            let end = found.end;
            (end > at + 2).then(|| {
                yearly(Yearly::Quarter(small(nth).unwrap_or(1)), found)
                    .map_or(Err(end), |form| Ok((form, end)))
            })
        }
        _ => None,
    }
}

/// [`roman_period`] as an expression of its own.
pub(super) fn roman_century(t: &Tokens<'_>, at: usize) -> Option<Read> {
    if !t.is_capital(at) {
        return None;
    }
    as_read(at, roman_period(t, at)?)
}

/// `Q2 2023`, `H1 2023`.
pub(super) fn short_quarter(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let mut bytes = t.str(at).bytes();
    let (Some(letter), Some(digit @ b'1'..=b'4'), None) =
        (bytes.next(), bytes.next(), bytes.next())
    else {
        return None;
    };
    let nth = i8::try_from(digit - b'0').ok()?;
    let what = match letter {
        b'Q' | b'T' => Yearly::Quarter(nth),
        b'H' | b'S' if nth < 3 => Yearly::Half(nth),
        _ => return None,
    };
    let found = after(t, at + 1);
    let end = found.end;
    if end == at + 1 {
        return None;
    }
    as_read(
        at,
        yearly(what, found).map_or(Err(end), |form| Ok((form, end))),
    )
}

fn as_read(at: usize, point: Point) -> Option<Read> {
    Some(match point {
        Ok((form, end)) => Read::Is(Expression {
            first: at,
            end,
            form,
            to: None,
            part: None,
        }),
        Err(end) => Read::Not(end),
    })
}

/// `Novecento` with a capital.
fn century_name(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    let first = t.word(at).century;
    if first == 0 || !t.is_capital(at) || at == 0 {
        return None;
    }
    let introduced =
        t.is(at - 1, Class::PREPOSITION.or(Class::ARTICLE)) || t.is_sign(at - 1, Sign::Apostrophe);
    introduced.then_some((Form::Exact(Edtf::century(first)?), at + 1))
}

/// `Natale 2023`, `a Pasqua`.
fn holiday(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (next, Phrase::Holiday(holiday)) = phrase_at(t, at)? else {
        return None;
    };
    // `Giovanni Natale` is a person.
    if at > 0
        && next == at + 1
        && t.is_capital(at - 1)
        && t.at(at - 1).is_some_and(|token| token.word == 0)
    {
        return None;
    }
    if t.is_capital(at + 1) && next == at + 1 && t.at(next).is_some_and(|token| token.word == 0) {
        return None;
    }
    let found = after(t, next);
    let end = found.end;
    Some(yearly(Yearly::Holiday(holiday), found).map_or(Err(end), |form| Ok((form, end))))
}

/// `da allora`, `Allora` at the beginning of a sentence.
fn then(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    if !t.is(at, Class::THEN) {
        return None;
    }
    let since = at > 0 && t.is(at - 1, Class::FROM.or(Class::SINCE).or(Class::TO));
    let begins = t.is_capital(at) && t.is_word(at + 1);
    (since || begins).then_some((Form::Then, at + 1))
}

/// Days of one month that are told together: `10 al 13 settembre`, `3 e il 4 marzo`,
/// `3, 4 e 5 marzo`, `September 10-13, 2023`, `March 3 and 4`.
pub(super) fn days(t: &Tokens<'_>, at: usize) -> Option<Read> {
    days_first(t, at).or_else(|| days_last(t, at))
}

fn days_first(t: &Tokens<'_>, at: usize) -> Option<Read> {
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
fn joined_days(
    at: usize,
    own_end: usize,
    (day, weekday): (i8, i8),
    last: Form,
    end: usize,
    range: bool,
) -> Option<Read> {
    let first = match last {
        Form::Exact(date) => {
            let last = date.first_day();
            Form::Exact(Edtf::ymd(last.year(), last.month(), day)?)
        }
        Form::Yearly {
            what: Yearly::Day { month, .. },
            year,
            direction,
        } => Form::Yearly {
            what: Yearly::Day {
                month,
                day,
                weekday,
            },
            year,
            direction,
        },
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

/// Whether `between` precedes the token.
fn between(t: &Tokens<'_>, at: usize) -> bool {
    preceded(t, at, Class::BETWEEN)
}

fn preceded(t: &Tokens<'_>, at: usize, classes: Class) -> bool {
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
fn days_last(t: &Tokens<'_>, at: usize) -> Option<Read> {
    if !t.language.capital_names {
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
        Some(year) => super::resolve::in_year(form(day), year).map(Form::Exact),
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
            crate::edtf::Precision::Day => 1,
            crate::edtf::Precision::Month => 2,
            crate::edtf::Precision::Year => 3,
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
        Form::Weekday { .. } => 1,
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
    if from.precision() != crate::edtf::Precision::Year || end != at + 1 {
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
