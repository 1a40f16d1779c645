//! The grammar of parts of periods: their beginning, middle and end, and the bounds that words before an
//! expression set. The periods themselves are in [`super::point`] and [`super::relative`].

use super::Part;
use super::business::is_fiscal;
use super::directed::directed;
use super::form::{Expression, Form, Yearly};
use super::language::{Class, Unit};
use super::point;
use super::reading::{Read, is, skip};
use super::relative;
use super::token::{Sign, Tokens};
use super::year;

/// `inizio del 2023`, `metà giugno`, `entro fine anno`, `mid-June`, `primi mesi del 2023`,
/// `prima metà di giugno`.
pub(super) fn part(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let word = t.word(at);
    let halved = t.word(at + 1).is(Class::HALF_YEAR);
    if halved && is_fiscal(t, at, at + 2) {
        return Some(Read::Not(at + 2));
    }
    if halved && let Some(Ok((form, end))) = year::ordinal_period(t, at) {
        return is(at, end, form);
    }
    let (part, mut inner) = if (1..3).contains(&word.ordinal) && halved {
        let part = if word.ordinal == 1 {
            Part::Start
        } else {
            Part::End
        };
        (part, at + 2)
    } else if word.ordinal == 1 && t.word(at + 1).century > 0 && t.is_capital(at + 1) {
        (Part::Start, at + 1)
    } else if (1..=3).contains(&word.ordinal)
        && t.is(at + 1, Class::FIRST_DAYS)
        && t.is(at + 2, Class::OF)
    {
        // `seconda decade di luglio`, `first days of May`
        let part = [Part::Start, Part::Middle, Part::End];
        (*part.get(usize::from(word.ordinal - 1))?, at + 1)
    } else if word.is(Class::LATEST)
        && t.language.grammar.last_is_latest
        && t.is(at + 1, Class::FIRST_DAYS)
        && t.is(at + 2, Class::OF)
    {
        (Part::End, at + 1)
    } else if word.is(Class::START) {
        (Part::Start, at + 1)
    } else if word.is(Class::MIDDLE) {
        (Part::Middle, at + 1)
    } else if word.is(Class::END) {
        (Part::End, at + 1)
    } else {
        return None;
    };
    if t.is(inner, Class::FIRST_DAYS) && t.is(inner + 1, Class::OF) {
        inner += 1;
    }
    let inner = skip(t, inner, Class::OF.or(Class::ARTICLE).or(Class::ABOUT));
    let bounded = t.word(inner).unit.filter(|unit| {
        !t.word(inner).plural
            && matches!(
                unit,
                Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
            )
    });
    let found = match (directed(t, inner), bounded) {
        (Some(Read::Is(found)), _) => found,
        (_, Some(unit)) => match relative::unit(t, inner) {
            Some(Read::Is(found)) => found,
            _ => Expression::new(inner, inner + 1, Form::Unit { unit, shift: 0 }),
        },
        _ => {
            let (form, end) = point::read(t, inner, true)?.ok()?;
            Expression::new(inner, end, form)
        }
    };
    let wide = match found.form {
        Form::Exact(date) => date.days() > 6,
        Form::Yearly { what, .. } => !matches!(what, Yearly::Day { .. } | Yearly::Holiday(_)),
        Form::Unit { unit, .. } | Form::FromThen { unit, .. } => {
            !matches!(unit, Unit::Day | Unit::Weekend)
        }
        Form::ShortYear(_) => true,
        _ => false,
    };
    wide.then_some(Read::Is(Expression {
        first: at,
        part: Some(part),
        ..found
    }))
}

/// Which part of a period the words before an expression ask for.
pub(super) fn part_before(t: &Tokens<'_>, first: usize) -> Option<Part> {
    let mut at = first;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        if t.is(at, Class::BY) {
            return Some(Part::Before);
        }
        if t.is(at, Class::UNTIL) {
            return Some(Part::Until);
        }
        if t.is(at, Class::SINCE.or(Class::AFTER)) {
            return Some(Part::After);
        }
        if t.is(at, Class::ABOUT) {
            return Some(Part::About);
        }
        let passing =
            t.is(at, Class::ARTICLE.or(Class::TO).or(Class::OF)) || t.is_sign(at, Sign::Apostrophe);
        if !passing {
            return None;
        }
    }
    None
}
