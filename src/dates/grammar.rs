//! The grammar of temporal expressions, over tokens and word tables: from tokens to expressions
//! whose form says what is given and what is missing. One rule a construction, each looking at a
//! bounded number of tokens, so that the whole is linear. What a form comes to on the calendar is
//! for [`super::resolve`]; points of the calendar are read in [`super::point`].

use super::amount::{amount, every};
use super::business;
use super::century;
use super::clock;
use super::directed::directed;
use super::form::{Base, Exactness, Expression, Form, Year};
use super::language::{Class, Phrase, Unit};
use super::listed;
use super::nth;
use super::part::{part, part_before};
use super::point;
use super::reading::{Read, direction_at, is, phrase_at, shift, skip};
use super::relative::unit;
use super::span;
use super::token::{Sign, Tokens};
use super::year;

/// Finds the expressions among the tokens, at most `limit`.
pub(super) fn expressions(t: &Tokens<'_>, limit: usize) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while found.len() < limit {
        let rest = t.all.get(at..).unwrap_or_default();
        let Some(next) = rest.iter().position(|token| token.begins) else {
            break;
        };
        at += next;
        match expression(t, at, found.last()) {
            Some(Read::Is(expression)) if is_weekday_again(t, &expression, found.last()) => {
                at = expression.end.max(at + 1);
            }
            Some(Read::Is(mut expression)) => {
                go_on(t, &mut expression);
                if expression.part.is_none() {
                    expression.part = part_before(t, expression.first);
                }
                at = expression.end.max(at + 1);
                found.push(expression);
            }
            Some(Read::Not(end)) => at = end.max(at + 1),
            None => at += 1,
        }
    }
    found
}

/// Whether it only says which weekday the day before it is: `il 18 febbraio, di sabato`, `7 May, a
/// Thursday`.
fn is_weekday_again(t: &Tokens<'_>, one: &Expression, before: Option<&Expression>) -> bool {
    let plain = matches!(
        one.form,
        Form::Weekday {
            day: 0,
            direction: None,
            ..
        }
    );
    let Some(before) = before.filter(|before| plain && before.is_of_day()) else {
        return false;
    };
    let opens = matches!(t.sign(before.end), Some(Sign::Comma | Sign::Open));
    let words = before.end + 1..one.first;
    let leads = |at: usize| {
        t.is(at, Class::ARTICLE.or(Class::OF)) && !t.is(at, Class::THIS)
            || t.is_sign(at, Sign::Apostrophe)
    };
    // `Il 9 ottobre 1963 era mercoledì`
    let is = one.first == before.end + 1 && t.is(before.end, Class::REMOTE_VERB);
    is && one.to.is_none()
        || opens && (1..=2).contains(&words.len()) && words.clone().all(leads) && one.to.is_none()
}

/// A time of day, with the day that is told right after it.
fn clock_of_day(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (end, next) = clock::clock(t, at)?;
    if t.at(next).is_some_and(|token| token.begins)
        && let Some(Read::Is(day)) = expression(t, next, None)
        && day.is_of_day()
    {
        return Some(Read::Is(Expression { first: at, ..day }));
    }
    is(at, end, Form::Clock)
}

/// Takes in what goes with an expression: the time of a day, the other end of a range.
fn go_on(t: &Tokens<'_>, expression: &mut Expression) {
    if expression.is_of_day()
        && let Some(end) = clock::after_day(t, expression.end)
    {
        expression.end = end;
    }
    if !expression.is_calendar() {
        return;
    }
    // `tra il 2019 e l’anno scorso`, `da fine 2019 a metà 2021`: the ends may be of any kind.
    let Some(next) = span::connector(t, expression.first, expression.end) else {
        return;
    };
    if t.is_word(expression.end)
        && t.at(next).is_some_and(|token| token.begins)
        && let Some(Read::Is(to)) = self::expression(t, next, None)
        && to.is_calendar()
        && to.form != Form::Day(0)
    {
        expression.to = Some(to.form);
        expression.end = to.end;
        expression.part = None;
    }
}

/// The expression that begins at a token. `before` is the last one found, for lists of years.
pub(super) fn expression(t: &Tokens<'_>, at: usize, before: Option<&Expression>) -> Option<Read> {
    let word = t.word(at);
    let begins = word.is(Class::BEGINS)
        || t.number(at).is_some()
        || (t.is_sign(at, Sign::Apostrophe) && t.number(at + 1).is_some());
    if !begins {
        if !t.is_capital(at) {
            return None;
        }
        // `XX secolo`, `Q2 2023`: words that no table has.
        return century::paired(t, at)
            .or_else(|| century::roman_century(t, at))
            .or_else(|| business::short_quarter(t, at))
            .or_else(|| business::fiscal_year(t, at));
    }
    if in_street(t, at) {
        if let Some((_, end)) = super::day_month::day_month(t, at) {
            return Some(Read::Not(end));
        }
        if word.month != 0 || t.number(at).is_some() {
            return Some(Read::Not(at + 1));
        }
    }
    phrase(t, at)
        .or_else(|| nth::of_month(t, at))
        .or_else(|| nth::of_week(t, at))
        .or_else(|| nth::of_told_month(t, at))
        .or_else(|| year::last_period(t, at))
        .or_else(|| year::months(t, at))
        .or_else(|| century::paired(t, at))
        .or_else(|| part(t, at))
        .or_else(|| directed(t, at))
        .or_else(|| every(t, at))
        .or_else(|| span::days(t, at))
        .or_else(|| listed::day(t, at, before))
        .or_else(|| nth::nth_day(t, at))
        .or_else(|| nth::told_before(t, at))
        .or_else(|| clock_of_day(t, at))
        .or_else(|| range(t, at, before))
        .or_else(|| unit(t, at))
        .or_else(|| amount(t, at))
}

/// Whether the token stands where a street has its name: `via XX Settembre`, `piazza 4 novembre`.
fn in_street(t: &Tokens<'_>, at: usize) -> bool {
    let street = |at: usize| t.is(at, Class::STREET);
    // `nel quartiere 3 giorni fa`
    let counted = t.number(at).is_some() && t.word(at + 1).unit.is_some();
    at > 0
        && !counted
        && (street(at - 1)
            || (at > 1 && street(at - 2) && (century::roman(t.str(at - 1)).is_some()))
            || (at > 1 && t.is_sign(at - 1, Sign::Stop) && street(at - 2)))
}

/// `ieri`, `l’altro ieri`, `Natale 2023`, `più di vent’anni`, `fine settimana`.
fn phrase(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (end, phrase) = phrase_at(t, at)?;
    match phrase {
        Phrase::Day(days) => {
            // `an overnight train`; `overnight between March 3 and 4`, which says when itself.
            let noun = at > 0 && t.is(at - 1, Class::ARTICLE) && t.is_word(end);
            let day = t.word(end + 1);
            let dated = t.is(end, Class::PREPOSITION)
                && (day.month > 0 || day.weekday > 0 || t.number(end + 1).is_some());
            if t.is(at, Class::DAY_PART) && (noun || dated) {
                return None;
            }
            let end = if t.is(end, Class::DAY_PART) {
                end + 1
            } else {
                end
            };
            is(at, end, Form::Day(days))
        }
        Phrase::AnchoredDay(days) => is(
            at,
            end,
            Form::FromThen {
                unit: Unit::Day,
                shift: days,
            },
        ),
        Phrase::Holiday(_) => range(t, at, None),
        Phrase::More => match amount(t, end)? {
            Read::Is(mut expression) => {
                expression.first = at;
                Some(Read::Is(expression))
            }
            not @ Read::Not(_) => Some(not),
        },
        Phrase::Back => match amount(t, end)? {
            Read::Is(found) => {
                let Form::Duration {
                    unit,
                    amount,
                    half,
                    rest: 0,
                    least: 0,
                } = found.form
                else {
                    return None;
                };
                let form = Form::Shift {
                    unit,
                    amount: -amount,
                    half,
                    exactness: Exactness::Counted,
                    base: Base::Now,
                };
                is(at, found.end, form)
            }
            not @ Read::Not(_) => Some(not),
        },
        Phrase::Weekend => {
            let (end, form) = match direction_at(t, end) {
                Some((end, direction)) => (
                    end,
                    Form::Unit {
                        unit: Unit::Weekend,
                        shift: shift(direction),
                    },
                ),
                None => (end, Form::OpenUnit(Unit::Weekend)),
            };
            is(at, end, form)
        }
        Phrase::WeekNow => is(
            at + 1,
            end,
            Form::Unit {
                unit: Unit::Week,
                shift: 0,
            },
        ),
        Phrase::FiscalYear => match range(t, end, None)? {
            Read::Is(found) => {
                let year = matches!(found.form, Form::Exact(date) if date.days() > 360);
                year.then_some(Read::Is(Expression { first: at, ..found }))
            }
            not @ Read::Not(_) => Some(not),
        },
        Phrase::SamePeriod => {
            let found = super::year_behind::after(t, end);
            let (year, given) = match found.year {
                super::year_behind::Given::Year(year) | super::year_behind::Given::Short(year) => {
                    (Year::Open, Some(year))
                }
                super::year_behind::Given::Open(year) if found.end > end => (year, None),
                _ => return None,
            };
            is(at, found.end, Form::SamePeriod { year, given })
        }
        Phrase::Ago | Phrase::This | Phrase::Last | Phrase::Later | Phrase::FromNow => None,
    }
}

/// A point of the calendar, or a range of two.
fn range(t: &Tokens<'_>, at: usize, before: Option<&Expression>) -> Option<Read> {
    let listed = before.is_some_and(|before| {
        matches!(before.form, Form::Exact(_))
            && skip(t, before.end + 1, Class::ARTICLE.or(Class::PREPOSITION)) == at
            && (t.is(before.end, Class::AND) || t.is_sign(before.end, Sign::Comma))
    });
    let (form, end) = match point::read(t, at, listed)? {
        Ok(read) => read,
        Err(end) => return Some(Read::Not(end)),
    };
    let mut expression = Expression::new(at, end, form);
    if let Some(next) = span::connector(t, at, end)
        && let Some(Ok((to, to_end))) = point::read(t, next, true)
        && span::pair(form, to)
    {
        expression.to = Some(to);
        expression.end = to_end;
    } else if let Form::Exact(from) = form
        && let Some((to, to_end)) = span::short_end(t, at, end, from)
    {
        expression.to = Some(Form::Exact(to));
        expression.end = to_end;
    }
    Some(Read::Is(expression))
}
