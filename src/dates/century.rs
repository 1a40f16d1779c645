//! The grammar of decades and centuries, in words, figures and Roman numerals. Years and what is shorter
//! are in [`super::year`].

use super::business::is_fiscal;
use super::form::{Expression, Form, Yearly};
use super::language::{Class, Unit};
use super::reading::{
    Point, Read, as_read, in_number, is_before_christ, ordinal, skip, small, year_of,
};
use super::span::between;
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};
use crate::edtf::Edtf;

/// `’600`: the century by its hundreds, from the second millennium on.
pub(super) fn century_in_figures(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    let number = t.number(at).filter(|number| number.len() == 3)?;
    let hundreds = i16::try_from(number.value).ok()?;
    let whole = hundreds % 100 == 0 && hundreds > 100 && t.glued(at);
    let closed =
        !t.glued(at + 1) || matches!(t.sign(at + 1), Some(Sign::Comma | Sign::Stop | Sign::Close));
    let counted = t.is(at + 1, Class::COUNTED) || t.word(at + 1).unit.is_some();
    (whole && closed && !counted && !t.language.grammar.centuries_by_number).then_some(())?;
    Some((Form::Exact(Edtf::century(1000 + hundreds)?), at + 1))
}

/// Whether another decade is told right before: `anni ’80 e ’90`, `anni Ottanta e Novanta`.
pub(super) fn after_decade(t: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(2).filter(|_| t.is(at - 1, Class::AND)) else {
        return false;
    };
    let figures = t
        .number(before)
        .is_some_and(|number| number.len() == 2 && number.value % 10 == 0);
    (1..4).any(|back| {
        let year = before.checked_sub(back).map(|at| t.word(at));
        year.is_some_and(|word| word.unit == Some(Unit::Year) && word.plural)
    }) && (figures || t.word(before).decade > 0)
}

/// `anni ’80`, `anni Ottanta`, `anni 2000`, `1980s`, `eighties`.
pub(super) fn decade(t: &Tokens<'_>, at: usize) -> Option<Point> {
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
    if word.decade > 0 && (word.cardinal == 0 || after_decade(t, at)) && !is_of_life(t, at) {
        return exact(1900 + word.decade, at + 1);
    }
    let number = t.number(at).filter(|number| number.len() == 4)?;
    let plural = t.glued(at + 1) && t.str(at + 1) == "s";
    let value = year_of(number.value).filter(|year| (1000..2100).contains(year) && year % 10 == 0);
    let year = value.filter(|_| plural && !(t.glued(at) && in_number(t, at)))?;
    // `the 1600s` are a hundred years, the 2000s so far ten.
    if year % 100 == 0 && year < 2000 {
        return Some(Ok((Form::Exact(Edtf::century(year)?), at + 2)));
    }
    exact(year, at + 2)
}

/// Whether a decade is one of somebody’s life: `in her late nineties`.
fn is_of_life(t: &Tokens<'_>, at: usize) -> bool {
    let part = Class::START.or(Class::MIDDLE).or(Class::END);
    let mut before = at.checked_sub(1);
    while let Some(at) = before.filter(|&at| t.is(at, part) || t.is_sign(at, Sign::Hyphen)) {
        before = at.checked_sub(1);
    }
    let whose = |at: usize| t.is(at, Class::ARTICLE) && t.str(at) != "the";
    t.language.grammar.centuries_by_number && before.is_some_and(whose)
}

/// A century by its number, unless it lies before Christ.
pub(super) fn century(t: &Tokens<'_>, nth: u32, end: usize) -> Option<Point> {
    let first = i16::try_from(nth).ok()?.checked_sub(1)?.checked_mul(100)?;
    if is_before_christ(t, end) || !(1..=22).contains(&nth) {
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
pub(super) fn roman_period(t: &Tokens<'_>, at: usize) -> Option<Point> {
    if !t.is_word(at) {
        return None;
    }
    // `XVIe siècle`
    let numeral = t.str(at);
    let nth = roman(numeral.strip_suffix('e').unwrap_or(numeral))?;
    match t.word(at + 1).unit? {
        Unit::Century if !t.word(at + 1).plural => century(t, nth, at + 2),
        Unit::Quarter if is_fiscal(t, at, at + 2) => Some(Err(at + 2)),
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

/// `Novecento` with a capital.
pub(super) fn century_name(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    let first = t.word(at).century;
    if first == 0 || !t.is_capital(at) || at == 0 {
        return None;
    }
    // `del Novecento`, `tardo Ottocento`
    let part = Class::START.or(Class::MIDDLE).or(Class::END);
    let introduced = t.is(at - 1, Class::PREPOSITION.or(Class::ARTICLE).or(part))
        || t.word(at - 1).ordinal == 1
        || t.is_sign(at - 1, Sign::Apostrophe);
    introduced.then_some((Form::Exact(Edtf::century(first)?), at + 1))
}

/// Centuries that are told together, their name once, at the end: `17th and 18th centuries`, `tra il XVII e
/// il XVIII secolo`, `Otto e Novecento`. What is found is the first of them, or both where they are a range.
pub(super) fn paired(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let part = Class::START.or(Class::MIDDLE).or(Class::END);
    let begin = match t.is(at, part) && !t.is_capital(at) {
        true => skip(t, at + 1, Class::OF.or(Class::ARTICLE)),
        false => at,
    };
    let (first, end) = short_name(t, begin).or_else(|| numbered(t, begin))?;
    let and = t.is(end, Class::AND) && !t.is(end, Class::OR);
    let to = t.is(end, Class::TO.or(Class::UNTIL))
        || matches!(t.sign(end), Some(Sign::Hyphen | Sign::Dash | Sign::Slash));
    if !and && !to {
        return None;
    }
    let mut next = skip(t, end + 1, Class::ARTICLE);
    if t.is(next, part) && !t.is_capital(next) {
        next = skip(t, next + 1, Class::OF.or(Class::ARTICLE));
    }
    let named = t.word(next).century;
    let (last, last_end) = if named > 0 && t.is_capital(next) {
        (named, next + 1)
    } else {
        numbered(t, next).filter(|&(_, end)| t.word(end).unit == Some(Unit::Century))?
    };
    let last_end = last_end + usize::from(named == 0);
    if last <= first || is_before_christ(t, last_end) {
        return None;
    }
    let mut found = Expression::new(at, end, Form::Exact(Edtf::century(first)?));
    if to || between(t, at) {
        found.to = Some(Form::Exact(Edtf::century(last)?));
        found.end = last_end;
    }
    Some(Read::Is(found))
}

/// `Otto` for `Ottocento`, where a century with its whole name follows.
fn short_name(t: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    let digit = i16::try_from(t.word(at).cardinal).ok();
    let digit = digit.filter(|digit| (2..10).contains(digit))?;
    let short = t.is_capital(at) && !t.language.grammar.centuries_by_number;
    short.then_some((1000 + 100 * digit, at + 1))
}

/// The first year of a century by its number, and the token after that.
fn numbered(t: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    let roman = || Some((roman(t.str(at)).filter(|_| t.is_word(at))?, at + 1));
    let (nth, end) = ordinal(t, at).or_else(roman)?;
    let nth = i16::try_from(nth)
        .ok()
        .filter(|nth| (1..=21).contains(nth))?;
    Some(((nth - 1) * 100, end))
}

/// `il secolo XIX`, `nei secoli XVII e XVIII`: the numeral behind its name.
pub(super) fn named_before(t: &Tokens<'_>, at: usize) -> Option<Point> {
    if t.word(at).unit != Some(Unit::Century) || t.is_capital(at) || !t.is_capital(at + 1) {
        return None;
    }
    let nth = roman(t.str(at + 1)).filter(|_| t.is_word(at + 1))?;
    century(t, nth, at + 2)
}
