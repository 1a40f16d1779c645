//! The grammar of years and their halves, quarters and months, in words and figures. Days are in
//! [`super::day_month`], decades and centuries in [`super::century`].

use super::business::{is_fiscal, is_reported};
use super::century::{after_decade, century, century_in_figures};
use super::form::{Exactness, Form, Year, Yearly};
use super::language::{Class, Unit};
use super::quantity::quantity;
use super::reading::{
    Point, Read, century_of, function, is, is_before_christ, ordinal, skip, small, year_of,
};
use super::tense::verb;
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};
use crate::edtf::Edtf;

/// Symbols of units that are the same in every language, of two letters or more: the SI Brochure (9th
/// edition, with its prefixes) and IEC 80000-13.
const SYMBOLS: &[&str] = &[
    "bit", "kB", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "px", "mm", "cm", "km",
    "kg", "mg", "ml", "Hz", "kHz", "MHz", "GHz", "kV", "mAh", "kW", "MW", "GW", "TW", "kWh", "MWh",
    "GWh", "TWh", "kJ", "MJ",
];

/// Words of a subject among which its verb is looked for.
const SUBJECT: usize = 6;

/// A year of four figures, where what stands around it says that it is one.
pub(super) fn year(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
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
    // `In 1967 workers caught it`: English would count them as 1,967, and they have a verb.
    let introduced = t.language.grammar.counts_look_like_years
        && year % 50 != 0
        && at > 0
        && t.is(at - 1, Class::YEAR_BEFORE)
        && !t.is(at - 1, Class::ARTICLE.or(Class::OF))
        && (end + 1..end + SUBJECT)
            .take_while(|&at| t.is_word(at))
            .any(|at| verb(t, at).is_some());
    // `between 1250 and 1100 BC`
    let joined = t.is(end, Class::AND.or(Class::TO).or(Class::OR))
        || matches!(t.sign(end), Some(Sign::Hyphen | Sign::Dash));
    let other = [end + 1, end + 2]
        .into_iter()
        .find(|&at| t.number(at).is_some());
    if joined && other.is_some_and(|at| is_before_christ(t, at + 1)) {
        return None;
    }
    let counted = (t.is(end, Class::COUNTED) && !introduced)
        || t.is_sign(end, Sign::Quantity)
        || SYMBOLS.contains(&t.str(end))
        || t.word(end).unit.is_some_and(|_| t.word(end).plural)
        || (t.number(end).is_some() && !expected);
    if counted || is_before_christ(t, end) {
        return None;
    }
    if expected {
        return Some((form, end));
    }
    let Some(before) = at.checked_sub(1) else {
        let function = t.is(end, Class::PREPOSITION.or(Class::ARTICLE).or(Class::AND));
        // `2006–2017: a group of banks owns it`
        let spans = glued_after
            && matches!(t.sign(end), Some(Sign::Hyphen | Sign::Dash))
            && t.number(end + 1)
                .is_some_and(|to| is_later_year(year, to.value));
        return (function || spans || t.is_sign(end, Sign::Colon)).then_some((form, end));
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
        let loose = t.is(introducer, Class::ARTICLE) || t.language.grammar.counts_look_like_years;
        let noun = loose && !modern && t.is_word(end) && !function(t, end) && !t.is_capital(end);
        // `In 1798 rebels seized the castle`: what has a verb of its own is not counted.
        let told = t.is_word(end + 1) && verb(t, end + 1).is_some();
        let noun = noun && (t.is(introducer, Class::ARTICLE) || !told);
        // `fra il 1798 e il 1801`, `dopo il 1848`
        let placed = introducer
            .checked_sub(1)
            .is_some_and(|before| t.is(before, Class::BETWEEN.or(Class::AFTER).or(Class::BY)));
        return (!noun
            && (modern
                || !loose
                || (1000..1900).contains(&year) && (placed || !t.is(introducer, Class::ARTICLE))))
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
        || (t.sign(end).is_some()
            && (!t.is_sign(end, Sign::Hyphen) || (glued_after && is_year_end(t, end + 1))))
        || verb(t, end).is_some()
        // `nel bilancio 2022 c’erano`
        || (t.is_sign(end + 1, Sign::Apostrophe) && verb(t, end + 2).is_some())
        || function(t, end)
        || t.is_capital(end)
        || t.is(
            end,
            Class::PRESENT_AUXILIARY
                .or(Class::PAST_VERB)
                .or(Class::FUTURE_VERB)
                .or(Class::CLAUSE),
        );
    // `End of the mission: 2041`
    let entry = t.is_sign(before, Sign::Colon) && t.at(end).is_none();
    let follows = entry
        || (t.is_word(before) && !t.is(before, Class::COUNTED))
        || matches!(
            t.sign(before),
            Some(Sign::Comma | Sign::Dash | Sign::OpenQuote)
        );
    ((1900..=2049).contains(&year) && ends && follows && t.number(before).is_none())
        .then_some((form, end))
}

/// Whether a number of four figures is a year within a long life after one of modern times.
fn is_later_year(year: i16, to: u32) -> bool {
    let to = year_of(to).unwrap_or_default();
    (1900..=2049).contains(&year) && (year + 1..year + LIFE).contains(&to)
}

/// Years that nothing outlasts whose years stand before it without a word.
const LIFE: i16 = 120;

/// Whether the number can end a range of years: `2023`, `23`.
pub(super) fn is_year_end(t: &Tokens<'_>, at: usize) -> bool {
    t.number(at)
        .is_some_and(|number| matches!(number.len(), 2 | 4))
}

/// Whether a year is counted from the birth of Christ by what follows it, and the token after that: `d.C.`,
/// `dopo Cristo`, and in English `AD`, `CE`.
fn after_christ(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let dotted = |first: &str, second: char| {
        let letters = t.str(at) == first
            && t.is_sign(at + 1, Sign::Stop)
            && t.glued(at + 1)
            && t.str(at + 2).starts_with(second);
        let stop = usize::from(t.is_sign(at + 3, Sign::Stop) && t.glued(at + 3));
        letters.then_some(at + 3 + stop)
    };
    match t.str(at) {
        // In Italian those are an *amministratore delegato* and the *Comunità europea*.
        "AD" | "CE" => t.language.grammar.anno_domini.then_some(at + 1),
        "dopo" if t.str(at + 1) == "Cristo" => Some(at + 2),
        _ => {
            dotted("d", 'C').or_else(|| dotted("A", 'D').filter(|_| t.language.grammar.anno_domini))
        }
    }
}

/// `79 d.C.`, `AD 79`: a year that says from when it is counted, and so needs not four figures.
pub(super) fn in_our_era(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let number = t.number(at).filter(|number| number.len() <= 4)?;
    let year = year_of(number.value).filter(|year| *year < 2200)?;
    let before = t.language.grammar.anno_domini && at > 0 && t.str(at - 1) == "AD" && number.spaced;
    let end = match after_christ(t, at + 1) {
        Some(end) => end,
        None => before.then_some(at + 1)?,
    };
    if t.glued(at) && !t.is_sign(at - 1, Sign::Open) || !before && is_marked(t, at, end) {
        return None;
    }
    Some(Ok((Form::Exact(Edtf::year(year)?), end)))
}

/// Whether what looks like an era at the end of a number is the mark of what is counted: `the 12 CE marked
/// pumps`, `300 CE certificates`; not `the 79 CE eruption`, nor `In 43 AD legions crossed`.
fn is_marked(t: &Tokens<'_>, at: usize, end: usize) -> bool {
    let plain = |at: usize| t.is_word(at) && !t.is_capital(at) && !function(t, at);
    let is_verb = |at: usize| verb(t, at).is_some();
    let introduced = at > 0
        && t.is(at - 1, Class::YEAR_BEFORE)
        && !t.is(at - 1, Class::ARTICLE.or(Class::OF).or(Class::AND));
    let counted = match is_verb(end) {
        true => plain(end + 1) && !is_verb(end + 1),
        false => t.str(end).ends_with('s'),
    };
    t.language.grammar.counts_look_like_years
        && plain(end)
        && counted
        && !(introduced && is_verb(end + 1))
}

/// `’68`, `nell’89`, `’80s`.
pub(super) fn short_year(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let number_at = if t.is_sign(at, Sign::Apostrophe) {
        at + 1
    } else {
        at
    };
    if number_at > at
        && let Some(century) = century_in_figures(t, number_at)
    {
        return Some(Ok(century));
    }
    let number = t.number(number_at).filter(|number| number.len() == 2)?;
    let value = i16::from(small(number.value)?);
    let end = number_at + 1;
    if t.glued(end) && t.str(end) == "s" && value % 10 == 0 {
        let decade = Edtf::decade(century_of(value))?;
        return Some(Ok((Form::Exact(decade), end + 1)));
    }
    if number_at > at && value % 10 == 0 && after_decade(t, at) {
        return Some(Ok((Form::Exact(Edtf::decade(1900 + value)?), end)));
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
    // `In ’68 students met`: nobody counts with an apostrophe before the number.
    let marked = number_at > at && at > 0 && t.is(at - 1, Class::YEAR_BEFORE);
    let counted = (t.is(end, Class::COUNTED) && !marked)
        // `l’80 per cento`
        || (t.is(end, Class::PREPOSITION) && t.word(end + 1).cardinal == 100)
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

/// `20th century`, `secondo trimestre del 2023`, `primo semestre`, `prima metà del 2023`.
pub(super) fn ordinal_period(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (nth, next) = ordinal(t, at)?;
    // `12th-century`
    let hyphen = t.is_sign(next, Sign::Hyphen) && t.glued(next);
    let next = if hyphen && t.word(next + 1).unit == Some(Unit::Century) {
        next + 1
    } else {
        next
    };
    let word = t.word(next);
    let half = word.unit == Some(Unit::Half) || (word.is(Class::HALF_YEAR) && word.unit.is_none());
    // `17th and 18th centuries`
    let listed = Class::AND.or(Class::START).or(Class::MIDDLE).or(Class::END);
    let what = match word.unit {
        Some(Unit::Century) if !word.plural || (at > 0 && t.is(at - 1, listed)) => {
            return century(t, nth, next + 1);
        }
        Some(Unit::Quarter) if (1..=4).contains(&nth) => Yearly::Quarter(small(nth)?),
        _ if half && (1..=2).contains(&nth) => Yearly::Half(small(nth)?),
        _ => return None,
    };
    if is_fiscal(t, at, next + 1) {
        return Some(Err(next + 1));
    }
    let found = after(t, next + 1);
    let end = found.end;
    // `second half`, `first quarter` and `prima metà` are of a match or a month as well.
    let plain =
        word.unit.is_some() && (!t.language.grammar.halves_of_matches || is_reported(t, at));
    if end == next + 1 && !plain {
        return None;
    }
    Some(yearly(what, found).map_or(Err(end), |form| Ok((form, end))))
}

/// `primi sette mesi del 2024`, `last three months of 2023`: so many at one end of a year that is told.
pub(super) fn months(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let last = t.is(at, Class::LAST.or(Class::LATEST));
    let first = t.word(at).ordinal == 1 || t.is(at, Class::START);
    if !last && !first {
        return None;
    }
    let found = quantity(t, at + 1)?;
    let word = t.word(found.end);
    let counted = found.exactness == Exactness::Counted && (2..12).contains(&found.amount);
    let of = found.end + 1;
    if !counted || word.unit != Some(Unit::Month) {
        return None;
    }
    let amount = i8::try_from(found.amount).ok()?;
    if !t.is(of, Class::OF) {
        // `Nei primi nove mesi la produzione è scesa`: of this year, once they are over.
        let quarters = first && amount % 3 == 0;
        let within =
            at > 0 && t.is(at - 1, Class::PREPOSITION) && !t.is(at - 1, Class::AND.or(Class::OF));
        let article = at > 1 && t.is(at - 1, Class::ARTICLE) && t.is(at - 2, Class::PREPOSITION);
        let form = Form::Yearly {
            what: Yearly::Months(1, amount),
            year: Year::FromNow(0),
            direction: None,
        };
        // `nei primi tre mesi dopo il voto`, `in the first six months in office`: of something else.
        let named = t.is(
            of,
            Class::AFTER
                .or(Class::BEFORE)
                .or(Class::SINCE)
                .or(Class::TO),
        ) || (t.language.grammar.halves_of_matches && t.is(of, Class::PREPOSITION));
        return (quarters && !named && (within || article))
            .then(|| is(at, of, form))
            .flatten();
    }
    let what = if last {
        Yearly::Months(13 - amount, 12)
    } else {
        Yearly::Months(1, amount)
    };
    let found = after(t, of);
    let end = found.end;
    if let Some(form) = yearly(what, found).filter(|_| end > of) {
        return is(at, end, form);
    }
    // `primi sei mesi dell’anno`: of the one in which it is written.
    let year = skip(t, of + 1, Class::ARTICLE);
    let this = t.word(year).unit == Some(Unit::Year) && !t.word(year).plural && first;
    let form = Form::Yearly {
        what,
        year: Year::FromNow(0),
        direction: None,
    };
    this.then(|| is(at, year + 1, form)).flatten()
}

/// `ultimo trimestre del 2023`, `last quarter of 2023`, `ultimo mese dell’anno scorso`: the last one
/// of a year that is told.
pub(super) fn last_period(t: &Tokens<'_>, at: usize) -> Option<Read> {
    if !t.is(at, Class::LAST.or(Class::LATEST)) || t.word(at + 1).plural {
        return None;
    }
    let what = match t.word(at + 1).unit? {
        Unit::Quarter => Yearly::Quarter(4),
        Unit::Half => Yearly::Half(2),
        Unit::Month => Yearly::Month(12),
        _ => return None,
    };
    if !t.is(at + 2, Class::OF) {
        return None;
    }
    if is_fiscal(t, at, at + 2) {
        return Some(Read::Not(at + 2));
    }
    let found = after(t, at + 2);
    let end = found.end;
    let form = yearly(what, found).filter(|_| end > at + 2)?;
    is(at, end, form)
}
