//! The grammar of lists of days whose month stands before them, once for all: `July 8, 9 and 10`.

use super::form::{Expression, Form, Year, Yearly};
use super::language::Class;
use super::reading::{Read, is};
use super::token::{Sign, Tokens};
use crate::edtf::Edtf;

/// The days after the first of `July 8, 9 and 10`, where months are told before their days.
pub(super) fn day(t: &Tokens<'_>, at: usize, before: Option<&Expression>) -> Option<Read> {
    let before = before.filter(|before| t.language.grammar.month_first && before.to.is_none())?;
    let leads = |at: usize| t.is_sign(at, Sign::Comma) || t.is(at, Class::AND);
    // The day stands last in what was told before, as in `July 8`, `July 8th` or in the list.
    let last = before.end.checked_sub(1)?;
    let last = t.number(last).or_else(|| {
        let number = t.number(last.checked_sub(1)?)?;
        is_ordinal(t, last - 1).then_some(number)
    })?;
    let (month, first, direction) = match before.form {
        Form::Yearly {
            what: Yearly::Day { month, day, .. },
            year: Year::Open,
            direction,
        } => (month, day, direction),
        Form::Exact(date) if last.len() <= 2 && date.days() == 1 => {
            (date.first_day().month(), date.first_day().day(), None)
        }
        _ => return None,
    };
    if !(before.end < at && at <= before.end + 2 && (before.end..at).all(leads)) {
        return None;
    }
    let number = |at: usize| {
        let number = t.number(at).filter(|number| number.len() <= 2)?;
        // `by June 3 and 1,200 monitors`
        let thousands = t.is_sign(at + 1, Sign::Comma)
            && (t.glued(at + 1) && t.glued(at + 2))
            && t.number(at + 2).is_some_and(|more| more.len() == 3);
        if thousands {
            return None;
        }
        super::reading::small(number.value).filter(|day| (1..=31).contains(day))
    };
    let after = |at: usize| at + 1 + usize::from(is_ordinal(t, at));
    let day = number(at)?;
    // The list ends where no thing is counted: `on July 8, 9 people` is none.
    let first_end = after(at);
    let mut end = first_end;
    let mut ordinal = end > at + 1;
    let mut before_it = day;
    let mut in_row = first + 1 == day;
    let mut ands = usize::from((before.end..at).any(|at| t.is(at, Class::AND)));
    while let Some(next) = (end + 1..=end + 2).find(|&next| number(next).is_some())
        && (end..next).all(leads)
    {
        ands += usize::from((end..next).any(|at| t.is(at, Class::AND)));
        in_row &= number(next) == Some(before_it + 1);
        before_it = number(next)?;
        end = after(next);
        ordinal = end > next + 1;
    }
    // `On July 8, 9 and 11 the police`: a new subject is not what they count; a bare name may be, but
    // for days in a row.
    let subject = t.is(end, Class::ARTICLE) || (in_row && t.is_capital(end));
    let counted =
        t.is_word(end) && !(ordinal || subject || t.is(end, Class::PREPOSITION.or(Class::CLAUSE)));
    let quantity =
        t.sign(end).is_some_and(|sign| sign == Sign::Quantity) || t.number(end).is_some();
    // `3, 4 and 5 May` has a month of its own.
    let own = t.word(end).month > 0 || t.is(end, Class::OF);
    if ands == 0 || counted || quantity || own || t.word(end).unit.is_some() {
        return None;
    }
    let what = Yearly::Day {
        month,
        day,
        weekday: 0,
    };
    let year = (t.is_sign(end, Sign::Comma))
        .then(|| t.number(end + 1).filter(|year| year.len() == 4))
        .flatten()
        .and_then(|year| super::reading::year_of(year.value));
    let Some(year) = year else {
        let form = Form::Yearly {
            what,
            year: Year::Open,
            direction,
        };
        return is(at, first_end, form);
    };
    let last = if end == first_end { end + 2 } else { first_end };
    is(at, last, Form::Exact(Edtf::ymd(year, month, day)?))
}

/// Whether the number at a place is an ordinal in figures: `9th`.
fn is_ordinal(t: &Tokens<'_>, at: usize) -> bool {
    t.glued(at + 1) && super::reading::is_suffix(t.str(at + 1))
}
