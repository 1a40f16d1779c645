//! The grammar of days by their number and of the names of months and weekdays beside them. What stands
//! behind a day says its year: [`super::year_behind`].

use super::form::{Form, Yearly};
use super::language::Class;
use super::reading::{Point, in_number, is_suffix, skip_article, small};
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};
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
    let most = if t.language.grammar.ordinal_days {
        31
    } else {
        1
    };
    let day = small(u32::from(word.ordinal)).filter(|day| (1..=most).contains(day))?;
    Some((day, at + 1))
}

/// A month by name or abbreviation, and the token after it.
pub(super) fn month_name(t: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let word = t.word(at);
    if word.month > 0 && (t.is_capital(at) || !t.language.grammar.names_are_capitalised) {
        return Some((word.month, at + 1));
    }
    if word.short_month > 0 && (t.is_capital(at) || !t.language.grammar.names_are_capitalised) {
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
pub(super) fn month_first(t: &Tokens<'_>, at: usize) -> Option<Point> {
    if !t.language.grammar.month_first {
        return None;
    }
    let (weekday, next) = weekday_before(t, at);
    let (month, next) = month_name(t, next)?;
    let number = t.number(next).filter(|number| number.len() <= 2)?;
    let (day, next) = day(t, next)?;
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
