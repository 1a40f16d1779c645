//! The grammar of what stands behind a point of the calendar and says of which year it is: `2023`, `’23`, `of
//! last year`, `dell’anno successivo`. The points themselves are in the rules above it.

use super::form::{Direction, Exactness, Form, Year, Yearly};
use super::language::{Class, Phrase, Unit};
use super::quantity::quantity;
use super::reading::{
    century_of, direction_at, ends_phrase, is_before_christ, phrase_at, small, year_of,
};
use super::token::{Sign, Tokens};
use crate::edtf::Edtf;
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
    if t.is_sign(next, Sign::Comma) && t.language.grammar.month_first {
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
        if number.len() <= 4 && is_before_christ(t, next + 1) {
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
    if let Some((year, end)) = relative_year(t, at).filter(|_| t.language.grammar.directions_lead) {
        return open(year, end);
    }
    // `nell’ottobre successivo`; `ottobre dopo …` goes on otherwise.
    let related =
        |class: Class| t.is(at, class) && !t.is(at, Class::AFTER.or(Class::BEFORE).or(Class::THEN));
    if !t.language.grammar.directions_lead && t.word(at + 1).unit.is_none() {
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
        && (!t.language.grammar.directions_lead || ends_phrase(t, end))
    {
        return After {
            year: Given::Open(Year::Open),
            direction: Some(direction),
            end,
        };
    }
    open(Year::Open, at)
}

/// `due anni fa`, `three years later`.
pub(super) fn counted_year(t: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
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
pub(super) fn relative_year(t: &Tokens<'_>, at: usize) -> Option<(Year, usize)> {
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
