//! The grammar of days and weeks by their number: in a month (`l’ultima domenica di giugno`, `first week of
//! March 1917`), in a week or month that is told from here (`Tuesday of last week`, `il 10 del mese scorso`),
//! and alone (`entro il 15`). Days with the name of their month are in [`super::day_month`].

use super::Part;
use super::day_month::{day, month_name};
use super::form::{Expression, Form, Yearly};
use super::language::{Class, Holiday, Unit};
use super::reading::{Read, function, is, is_suffix, ordinal, skip, small};
use super::relative::{Pointed, pointed, unit};
use super::span;
use super::tense::verb;
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};

/// `l’ultima domenica di giugno`, `third Sunday of November 2023`, `ultimo giorno di agosto`, `first week of
/// March`.
pub(super) fn of_month(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (nth, next) = match t.is(at, Class::LATEST) {
        true => (-1, at + 1),
        false => {
            let (nth, next) = ordinal(t, at)?;
            (small(nth).filter(|nth| *nth <= 5)?, next)
        }
    };
    let word = t.word(next);
    let unit = word.unit.filter(|_| !word.plural);
    if word.weekday == 0 && !matches!(unit, Some(Unit::Day | Unit::Week)) {
        return None;
    }
    // `the second Monday in October`
    let within = t.language.grammar.within_month && t.is(next + 1, Class::AHEAD);
    if !within && !t.is(next + 1, Class::OF) {
        return None;
    }
    let mut month = skip(t, next + 2, Class::ARTICLE);
    // `del mese di marzo`
    if t.word(month).unit == Some(Unit::Month) && t.is(month + 1, Class::OF) {
        month += 2;
    }
    let (month, end) = month_name(t, month)?;
    let mut part = None;
    let what = if word.weekday > 0 {
        Yearly::Holiday(Holiday::Nth(month, word.weekday, nth))
    } else if unit == Some(Unit::Week) {
        part = Some(match nth {
            1 => Part::Start,
            -1 => Part::End,
            _ => Part::Middle,
        });
        Yearly::Month(month)
    } else if nth == -1 {
        Yearly::LastDay(month)
    } else if nth == 1 {
        Yearly::Day {
            month,
            day: 1,
            weekday: 0,
        }
    } else {
        return None;
    };
    let after = after(t, end);
    let end = after.end;
    let form = yearly(what, after)?;
    Some(Read::Is(Expression {
        part,
        ..Expression::new(at, end, form)
    }))
}

/// `prossima settimana`, `mese scorso`, whichever stands first.
fn unit_from_here(t: &Tokens<'_>, at: usize) -> Option<Read> {
    match pointed(t, at) {
        Some(Pointed::Read(read)) => Some(read),
        Some(Pointed::To(..)) | None => unit(t, at),
    }
}

/// `martedì della scorsa settimana`, `Tuesday of this week`: a weekday with the week that it is of.
pub(super) fn of_week(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let weekday = t.word(at).weekday;
    if weekday == 0 || (t.language.grammar.names_are_capitalised && !t.is_capital(at)) {
        return None;
    }
    let of = if t.is(at + 1, Class::DAY_PART) {
        at + 2
    } else {
        at + 1
    };
    // `on Monday last week`
    let direct = t.language.grammar.directions_lead
        && t.is(of, Class::LAST.or(Class::NEXT).or(Class::THIS))
        && t.word(of + 1).unit == Some(Unit::Week);
    let week = match direct {
        true => of,
        false => skip(t, of + 1, Class::ARTICLE),
    };
    if !direct && !t.is(of, Class::OF) {
        return None;
    }
    let Some(Read::Is(found)) = unit_from_here(t, week) else {
        return None;
    };
    let (shift, told) = match found.form {
        Form::Unit {
            unit: Unit::Week,
            shift,
        } => (shift, false),
        Form::FromThen {
            unit: Unit::Week,
            shift,
        } => (shift, true),
        _ => return None,
    };
    let form = Form::WeekdayOf {
        weekday,
        shift,
        told,
    };
    is(at, found.end, form)
}

/// `il 10 del mese scorso`, `10th of this month`: a day by its number with the month that it is of.
pub(super) fn of_told_month(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let before = at.checked_sub(1)?;
    let (day, end) = day(t, at).filter(|(day, _)| *day > 0)?;
    let elided = usize::from(t.is_sign(before, Sign::Apostrophe));
    let article = before.checked_sub(elided)?;
    if !t.is(article, Class::ARTICLE.or(Class::DAY_BEFORE)) || !t.is(end, Class::OF) {
        return None;
    }
    let month = skip(t, end + 1, Class::ARTICLE);
    let Some(Read::Is(found)) = unit_from_here(t, month) else {
        return None;
    };
    let (shift, told) = match found.form {
        Form::Unit {
            unit: Unit::Month,
            shift,
        } => (shift, false),
        Form::FromThen {
            unit: Unit::Month,
            shift,
        } => (shift, true),
        _ => return None,
    };
    is(at, found.end, Form::DayOf { day, shift, told })
}

/// `il 29 giocherà`, `il 29 il fiume ruppe`: a day by its number, where an article makes it one and a
/// verb says what happened.
pub(super) fn nth_day(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let number = t
        .number(at)
        .filter(|number| number.len() <= 2 && number.spaced)?;
    let day = small(number.value).filter(|day| (2..=31).contains(day))?;
    let article = at.checked_sub(1)?;
    if let Some(end) = numbered_day(t, at, article) {
        return is(at, end, Form::Nth(day));
    }
    let the = t.is(article, Class::ARTICLE) && t.is(article, Class::DAY_BEFORE);
    let verb =
        |at: usize| t.is_word(at) && (verb(t, at).is_some() || t.is(at, Class::PRESENT_AUXILIARY));
    let subject = t.is(at + 1, Class::ARTICLE) && !t.is(at + 1, Class::OF.or(Class::TO));
    // `in programma il 23 alle 14.30`
    let hour = t.is(at + 1, Class::CLOCK) && t.number(at + 2).is_some_and(|hour| hour.value < 25);
    let told = verb(at + 1)
        || hour
        || (subject
            && (at + 2..=at + SUBJECT)
                .take_while(|&at| t.is_word(at) || t.is_sign(at, Sign::Apostrophe))
                .any(verb));
    (the && told && !t.language.grammar.days_are_bare).then_some(Read::Is(Expression::new(
        at,
        at + 1,
        Form::Nth(day),
    )))
}

/// The end of a day by its number that is told as one: `il giorno 20`, `entro il 15`, `on the 23rd`.
fn numbered_day(t: &Tokens<'_>, at: usize, before: usize) -> Option<usize> {
    let suffix = t.glued(at + 1) && is_suffix(t.str(at + 1));
    let end = if suffix { at + 2 } else { at + 1 };
    let closed = t.at(end).is_none()
        || t.sign(end).is_some_and(|sign| {
            !matches!(sign, Sign::Quantity | Sign::Degree | Sign::Slash) && !t.glued(end + 1)
        });
    // `the 12th of April`
    if t.is(end, Class::OF) {
        return None;
    }
    let word = t.word(before);
    if word.unit == Some(Unit::Day) && !word.plural && !t.language.grammar.days_are_bare {
        let told = t.is(end, Class::CLAUSE) || verb(t, end).is_some();
        return (closed || told || function(t, end)).then_some(end);
    }
    let of = before.checked_sub(1)?;
    let dated = Class::BY
        .or(Class::AFTER)
        .or(Class::BEFORE)
        .or(Class::DAY_BEFORE);
    let dated = dated.or(Class::APPOINTED);
    let introduced = t.is(before, Class::ARTICLE) && t.is(of, dated);
    match t.language.grammar.days_are_bare {
        true => {
            let told = verb(t, end).is_some();
            (introduced && suffix && (closed || function(t, end) || told)).then_some(end)
        }
        false => (introduced && closed && t.is(of, Class::BY)).then_some(end),
    }
}

/// Tokens after a day among which the verb of its subject is looked for.
const SUBJECT: usize = 6;

/// Days by their number whose month was told before, where the language puts an article to them: `dal 20 al
/// 24:`, `tra il 13 e il 15.`, `lo sciopero del 31,`, `, il 15,`.
pub(super) fn told_before(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let before = at.checked_sub(1)?;
    if t.language.grammar.days_are_bare || !t.is(before, Class::DAY_BEFORE) {
        return None;
    }
    let number = |at: usize| {
        let number = t.number(at).filter(|number| number.len() <= 2)?;
        small(number.value).filter(|day| (2..=31).contains(day))
    };
    let ends = |at: usize| {
        let mark = t.sign(at).is_some_and(|sign| {
            matches!(
                sign,
                Sign::Comma | Sign::Stop | Sign::Colon | Sign::Close | Sign::End
            ) && !t.glued(at + 1)
        });
        t.at(at).is_none() || mark
    };
    let day = number(at).filter(|_| t.at(at).is_some_and(|token| token.spaced))?;
    let range = t.is(before, Class::SINCE) && t.is(at + 1, Class::TO)
        || span::between(t, at) && t.is(at + 1, Class::AND);
    if range {
        let last = super::reading::skip_article(t, at + 2);
        let till = number(last).filter(|till| *till > day && ends(last + 1))?;
        return Some(Read::Is(Expression {
            to: Some(Form::NthTold(till)),
            ..Expression::new(at, last + 1, Form::NthTold(day))
        }));
    }
    let noun = |at: usize| {
        let known = Class::DESIGNATION.or(Class::COUNTED).or(Class::AND);
        t.is_word(at) && !t.is(at, known) && !t.is_capital(at)
    };
    let of = t.is(before, Class::OF) && before > 0 && noun(before - 1);
    let apposed = t.is(before, Class::ARTICLE) && before > 0 && t.is_sign(before - 1, Sign::Comma);
    // `il traguardo è stato raggiunto il 24.`
    let closes = t.is(before, Class::ARTICLE)
        && before > 0
        && verb(t, before - 1).is_some()
        && matches!(t.sign(at + 1), Some(Sign::Stop | Sign::End))
        && !t.glued(at + 2);
    let single = closes || of && ends(at + 1) || apposed && t.is_sign(at + 1, Sign::Comma);
    let form = Form::NthTold(day);
    single.then_some(Read::Is(Expression::new(at, at + 1, form)))
}
