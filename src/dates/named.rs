//! The grammar of points of the calendar by their names alone: months, seasons, weekdays, holidays.
//! Days are in [`super::day_month`], what follows a point in [`super::year_behind`].

use super::day_month::month_name;
use super::form::{Form, Yearly};
use super::language::{Class, Phrase, Unit};
use super::nth;
use super::reading::{
    Point, Read, direction_at, ends_phrase, phrase_at, skip_article, small, year_of,
};
use super::tense::verb;
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};
use crate::edtf::Edtf;

/// `settembre 2023`, `aprile del 2019`, `dicembre dell’anno scorso`, `marzo`.
pub(super) fn month(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
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
    // `Drew and August Pell`; but `In August Pell resigned`
    let named = t.language.grammar.names_are_capitalised
        && word.name
        && t.is_capital(next)
        && t.at(next).is_some_and(|token| token.word == 0);
    let placed = before.is_some_and(|before| {
        let when = Class::AHEAD.or(Class::BY).or(Class::SINCE).or(Class::UNTIL);
        // `Editing by April Ross`; but `by April Ross had left`
        let told = !t.is(before, Class::BY) || verb(t, next + 1).is_some();
        told && t.is(before, when.or(Class::LAST).or(Class::NEXT).or(Class::THIS))
    });
    if named && !placed && !expected {
        return None;
    }
    // `in May’s cabinet`
    let last = before.is_some_and(|at| t.is(at, Class::LAST.or(Class::NEXT).or(Class::THIS)));
    let somebody =
        t.language.grammar.possessives && word.name && owns(t, next) && !has_of_month(t, next);
    if somebody && !last && !expected {
        return None;
    }
    let verb_like = t.language.grammar.names_are_capitalised && matches!(month, 3 | 5);
    let allowed = if t.language.grammar.names_are_capitalised || t.is_capital(at) {
        is_month_of(t, at, month) || introduced && (!verb_like || !t.is(at + 1, Class::FUTURE_VERB))
    } else {
        true
    };
    (allowed || expected).then_some((form, end))
}

/// Whether what stands around a month that has its capital makes it one: `January’s slump`, `the March
/// attack`, `compared with December`. April, May, June and August are people as well, and march is what
/// they do.
fn is_month_of(t: &Tokens<'_>, at: usize, month: i8) -> bool {
    if !t.language.grammar.names_are_capitalised || t.is_capital(at + 1) {
        return false;
    }
    let noun = |at: usize| {
        let function = Class::PREPOSITION.or(Class::AND).or(Class::CLAUSE);
        t.is_word(at) && !t.is_capital(at) && !t.is(at, function) && verb(t, at).is_none()
    };
    if owns(t, at + 1) {
        return noun(at + 3) || has_of_month(t, at + 1);
    }
    let the = |at: usize| t.is(at, Class::ARTICLE) && !t.is(at, Class::OF);
    let article = at > 0 && the(at - 1) || at > 1 && noun(at - 1) && the(at - 2);
    let name = t.word(at).name || month == 3;
    article && noun(at + 1) || !name && (at == 0 || !t.is_capital(at - 1))
}

/// Whether what ends here has something: `’s`.
fn owns(t: &Tokens<'_>, at: usize) -> bool {
    t.is_sign(at, Sign::Apostrophe) && t.glued(at) && t.str(at + 1) == "s"
}

/// Whether what is had, by the `’s` at `at`, is what a month has: `’s local elections`.
fn has_of_month(t: &Tokens<'_>, at: usize) -> bool {
    let function = Class::PREPOSITION.or(Class::AND).or(Class::CLAUSE);
    (at + 2..at + 2 + OWN_WORDS)
        .take_while(|&at| t.is_word(at) && !t.is(at, function))
        .any(|at| t.word(at).of_month || t.is(at, Class::START.or(Class::MIDDLE).or(Class::END)))
}

/// Words among which that is looked for.
const OWN_WORDS: usize = 3;

/// `autunno 2023`, `scorsa estate` (its direction read before), `in primavera`.
pub(super) fn season(t: &Tokens<'_>, at: usize, expected: bool) -> Option<(Form, usize)> {
    let season = t.word(at).season;
    if season == 0 {
        return None;
    }
    if let Some(found) = between_years(t, at, season) {
        return Some(found);
    }
    let found = after(t, at + 1);
    let end = found.end;
    let dated = end > at + 1;
    let form = yearly(Yearly::Season(season), found)?;
    // `the winter of 1978-79` is one.
    let end = if matches!(form, Form::Exact(_))
        && matches!(t.sign(end), Some(Sign::Hyphen | Sign::Dash | Sign::Slash))
        && t.glued(end)
        && t.glued(end + 1)
        && t.number(end + 1)
            .is_some_and(|number| matches!(number.len(), 2 | 4))
    {
        end + 2
    } else {
        end
    };
    let elided = if at > 1 && t.is_sign(at - 1, Sign::Apostrophe) {
        2
    } else {
        1
    };
    let introduced = at.checked_sub(elided).is_some_and(|before| {
        // `Prices are to fall`, but `from spring to fall`.
        let infinitive = t.language.grammar.names_are_capitalised
            && t.str(before) == "to"
            && (before == 0 || t.word(before - 1).season == 0 && t.word(before - 1).month == 0);
        t.is(before, Class::PREPOSITION.or(Class::BY)) && !t.is(before, Class::AND) && !infinitive
    });
    let the = at > elided
        && t.is(at - elided, Class::ARTICLE)
        && t.is(at - elided - 1, Class::PREPOSITION.or(Class::BY));
    let alone = !t.is_capital(at) && !t.is(at + 1, Class::OF);
    (dated || ((introduced || the || expected) && alone)).then_some((form, end))
}

/// `l’inverno tra il 1944 e il 1945`: the one that begins in the first of two years in a row.
fn between_years(t: &Tokens<'_>, at: usize, season: i8) -> Option<(Form, usize)> {
    let year = |at: usize| {
        let number = t.number(at).filter(|number| number.len() == 4)?;
        year_of(number.value)
    };
    let first = skip_article(t, at + 2);
    let last = skip_article(t, first + 2);
    let joined = t.is(at + 1, Class::BETWEEN) && t.is(first + 1, Class::AND);
    let begins = year(first).filter(|&begins| joined && year(last) == Some(begins + 1))?;
    Some((Form::Exact(Edtf::season(begins, season)?), last + 1))
}

/// `giovedì`, `giovedì scorso`, `Thursday morning`, `giovedì 24`.
pub(super) fn weekday(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    let weekday = t.word(at).weekday;
    if weekday == 0 || (t.language.grammar.names_are_capitalised && !t.is_capital(at)) {
        return None;
    }
    // `domenica della settimana scorsa`
    if let Some(Read::Is(found)) = nth::of_week(t, at) {
        return Some((found.form, found.end));
    }
    if of_something_dated(t, at) {
        return None;
    }
    // `Black Friday`, `Bloody Sunday`
    if t.language.grammar.names_are_capitalised
        && at > 1
        && t.is_capital(at - 1)
        && !t.is(at - 1, Class::PREPOSITION)
        && t.at(at - 1).is_some_and(|token| token.word == 0)
    {
        return None;
    }
    let mut end = at + 1;
    // `on Sundays`, `Friday nights`, `le domeniche`; not `three Sundays`
    let counted = |before: usize| {
        t.number(before).is_some() || t.word(before).cardinal > 0 || t.is(before, Class::FEW)
    };
    let part = t.is(end, Class::DAY_PART);
    if t.word(at).plural || part && t.word(end).plural {
        let set = Form::Set {
            unit: Unit::Week,
            amount: 1,
        };
        let end = if part { end + 1 } else { end };
        return (at == 0 || !counted(at - 1)).then_some((set, end));
    }
    // `Tuesday week`; not `Tuesday week’s end`, which nobody says
    if t.language.grammar.weekday_week
        && t.word(end).unit == Some(Unit::Week)
        && !t.word(end).plural
        && (ends_phrase(t, end + 1) || t.is(end + 1, Class::PREPOSITION.or(Class::AND)))
    {
        return Some((Form::WeekdayAfter { weekday, weeks: 1 }, end + 1));
    }
    let mut day = 0;
    // `a Sunday`, `era un mercoledì`: one of many.
    let one = |before: usize| t.word(before).cardinal == 1 && t.is(before, Class::ARTICLE);
    if at > 0 && one(at - 1) && t.number(end).is_none() {
        return None;
    }
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
    if day == 0 && follows(t, at, end) {
        let before = t.is(end, Class::PRECEDING);
        return Some((Form::WeekdayThen { weekday, before }, end + 1));
    }
    if let Some((after, found)) = direction_at(t, end)
        && t.word(after).unit.is_none()
        && (!t.language.grammar.directions_lead || ends_phrase(t, after))
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

/// Whether the word behind a weekday counts it from what was told: `il giovedì successivo`, `la domenica dopo`;
/// not `il giovedì dopo la festa`.
fn follows(t: &Tokens<'_>, at: usize, end: usize) -> bool {
    let leads = at > 0 && t.is(at - 1, Class::ARTICLE.or(Class::DAY_BEFORE));
    let bare = t.is(end, Class::AFTER.or(Class::BEFORE));
    // «la domenica dopo Pasqua», but «la domenica dopo riprese»
    let governs = t.is_word(end + 1) && verb(t, end + 1).is_none();
    leads
        && !t.language.grammar.directions_lead
        && t.is(end, Class::FOLLOWING.or(Class::PRECEDING))
        && !(bare && governs)
}

/// Whether a weekday is that of something whose year is told: `the Saturday of the 1994 festival`, `il sabato
/// del festival del 1994`. Of the week of writing it is not.
fn of_something_dated(t: &Tokens<'_>, at: usize) -> bool {
    let the = at > 0
        && t.is(at - 1, Class::ARTICLE.or(Class::OF).or(Class::TO))
        && !t.is(at - 1, Class::THIS);
    let of = if t.is(at + 1, Class::DAY_PART) {
        at + 2
    } else {
        at + 1
    };
    let mut ahead = (of + 1..of + DATED)
        .take_while(|&at| t.sign(at).is_none() || t.is_sign(at, Sign::Apostrophe));
    let year = |at: usize| {
        let number = t.number(at).filter(|number| number.len() == 4);
        number.is_some_and(|number| (1000..2100).contains(&number.value))
    };
    // `the last Friday of that month`
    let of_then = t.is(of, Class::OF) && t.is(of + 1, Class::THAT);
    if of_then && t.word(of + 2).unit == Some(Unit::Month) {
        return true;
    }
    the && t.is(of, Class::OF) && ahead.any(|at| year(at) && t.word(at + 1).unit.is_none())
}

/// Tokens in which that year is told.
const DATED: usize = 8;

/// `Natale 2023`, `a Pasqua`.
pub(super) fn holiday(t: &Tokens<'_>, at: usize) -> Option<Point> {
    let (next, Phrase::Holiday(holiday)) = phrase_at(t, at)? else {
        return None;
    };
    // `il monastero di Santo Stefano`; but `la notte di San Silvestro`
    let of = at > 0 && t.is(at - 1, Class::OF) && !t.is(at - 1, Class::TO);
    let day = at > 1 && (t.is(at - 2, Class::DAY_PART) || t.word(at - 2).unit.is_some());
    let named = t.is_capital(next) && t.at(next).is_some_and(|token| token.word == 0);
    if t.is(at, Class::SAINT) && ((of && !day) || named) {
        return None;
    }
    // `il quartiere Ognissanti`
    if at > 0 && t.is(at - 1, Class::STREET) {
        return None;
    }
    // `Giovanni Natale` is a person, and `Lunar New Year` another day.
    if at > 0
        && (next == at + 1 || t.language.grammar.names_are_capitalised)
        && t.is_capital(at - 1)
        && t.at(at - 1).is_some_and(|token| token.word == 0)
    {
        return None;
    }
    // `At Christmas Town won`: what a preposition makes a day is not the name of what follows.
    let placed = at > 0
        && t.is(at - 1, Class::PREPOSITION)
        && !t.is(at - 1, Class::OF)
        && (!t.is(at - 1, Class::AND) || t.number(at.wrapping_sub(2)).is_some());
    let name = t.is_capital(at + 1) && t.at(next).is_some_and(|token| token.word == 0);
    if name && next == at + 1 && !placed {
        return None;
    }
    let found = after(t, next);
    let end = found.end;
    Some(yearly(Yearly::Holiday(holiday), found).map_or(Err(end), |form| Ok((form, end))))
}

/// `da allora`, `Allora` at the beginning of a sentence.
pub(super) fn then(t: &Tokens<'_>, at: usize) -> Option<(Form, usize)> {
    if !t.is(at, Class::THEN) {
        return None;
    }
    let since = at > 0 && t.is(at - 1, Class::FROM.or(Class::SINCE).or(Class::TO));
    let begins = t.is_capital(at) && t.is_word(at + 1);
    (since || begins).then_some((Form::Then, at + 1))
}
