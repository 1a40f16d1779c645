//! The grammar of numbers in words and figures that count units of time, and of parts of a unit. What is
//! counted, and from when, is in [`super::amount`].

use super::form::Exactness;
use super::language::{Class, Unit};
use super::reading::skip;
use super::token::{Sign, Tokens};
/// A count of units.
pub(super) struct Quantity {
    /// 0 where the text says only that there are few.
    pub(super) amount: i32,
    pub(super) exactness: Exactness,
    /// `un`, `a`
    pub(super) indefinite: bool,
    /// Where the unit is.
    pub(super) end: usize,
}

pub(super) fn quantity(t: &Tokens<'_>, at: usize) -> Option<Quantity> {
    let word = t.word(at);
    let counted = |amount: u32, end: usize, indefinite: bool| Quantity {
        amount: i32::try_from(amount).unwrap_or(0),
        exactness: Exactness::Counted,
        indefinite,
        end,
    };
    let mut found = if let Some(number) = t.number(at) {
        if t.glued(at)
            && !matches!(
                t.sign(at - 1),
                Some(Sign::Apostrophe | Sign::OpenQuote | Sign::Quote | Sign::Open)
            )
        {
            return None;
        }
        let grouped = matches!(t.sign(at + 1), Some(Sign::Stop | Sign::Comma)) && t.glued(at + 1);
        match t.number(at + 2) {
            Some(more) if grouped && t.glued(at + 2) && more.len() == 3 => {
                counted(number.value.min(9999) * 1000 + more.value, at + 3, false)
            }
            // A decimal fraction.
            Some(_) if grouped && t.glued(at + 2) => return None,
            _ => counted(number.value, at + 1, false),
        }
    } else if word.is(Class::FEW) {
        Quantity {
            amount: 0,
            exactness: Exactness::Vague,
            indefinite: false,
            end: at + 1,
        }
    } else if word.collective > 0 {
        let mut found = counted(u32::from(word.collective), at + 1, false);
        found.exactness = Exactness::Vague;
        found.end = skip(t, found.end, Class::OF);
        found
    } else if word.cardinal > 0 {
        let indefinite = word.cardinal == 1 && word.is(Class::ARTICLE);
        if indefinite && (t.is(at + 1, Class::FEW) || t.word(at + 1).collective > 0) {
            return quantity(t, at + 1);
        }
        let tens = word.cardinal >= 20 && word.cardinal.is_multiple_of(10);
        if tens && t.is_sign(at + 1, Sign::Hyphen) && (1..10).contains(&t.word(at + 2).cardinal) {
            counted(
                u32::from(word.cardinal + t.word(at + 2).cardinal),
                at + 3,
                false,
            )
        } else {
            counted(u32::from(word.cardinal), at + 1, indefinite)
        }
    } else {
        return None;
    };
    // `un altro anno`, `un’altra settimana`
    let other = skip(t, found.end, Class::default());
    if found.indefinite && t.is(other, Class::ALTERNATE) {
        found.end = other + 1;
    }
    if matches!(t.sign(found.end), Some(Sign::Apostrophe | Sign::Hyphen)) && t.glued(found.end) {
        found.end += 1;
    }
    (found.amount > 0 || found.exactness == Exactness::Vague).then_some(found)
}

/// `mezzo secolo`, `un quarto d’ora`, `half an hour`, `a quarter-century`: a part of a unit in the units that
/// make it up, and the token after it.
pub(super) fn fraction(t: &Tokens<'_>, at: usize) -> Option<(Unit, i32, usize)> {
    let joined = |at: usize| {
        let sign = matches!(t.sign(at), Some(Sign::Apostrophe | Sign::Hyphen)) && t.glued(at);
        if sign { at + 1 } else { at }
    };
    if t.is(at, Class::HALF_MORE) {
        let direct = joined(at + 1);
        let article = t.word(direct).cardinal == 1 && t.is(direct, Class::ARTICLE);
        let unit = if article { direct + 1 } else { direct };
        let word = t.word(unit);
        let (part, amount) = match word.unit.filter(|_| !word.plural)? {
            Unit::Century => (Unit::Decade, 5),
            Unit::Decade => (Unit::Year, 5),
            Unit::Year if article || !t.language.grammar.article_per => (Unit::Month, 6),
            Unit::Day if article => (Unit::Hour, 12),
            Unit::Hour => (Unit::Minute, 30),
            _ => return None,
        };
        return Some((part, amount, unit + 1));
    }
    let article = t.word(at).cardinal == 1 && t.is(at, Class::ARTICLE);
    let quarter = if article { at + 1 } else { at };
    let word = t.word(quarter);
    if word.ordinal != 4 && word.unit != Some(Unit::Quarter) || word.plural {
        return None;
    }
    let hyphen = t.is_sign(quarter + 1, Sign::Hyphen) && t.glued(quarter + 1);
    if !hyphen && !t.is(quarter + 1, Class::OF) {
        return None;
    }
    let unit = skip(t, quarter + 2, Class::ARTICLE);
    let (part, amount) = match t.word(unit).unit.filter(|_| !t.word(unit).plural)? {
        Unit::Century => (Unit::Year, 25),
        Unit::Hour => (Unit::Minute, 15),
        _ => return None,
    };
    Some((part, amount, unit + 1))
}
