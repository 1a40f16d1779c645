//! The grammar of times of day: `alle 17.30`, `at 4 a.m.`, `a mezzogiorno`. A time goes with the day that is
//! told beside it, and without one it is of the day that is spoken of. What that day is, is for
//! [`super::resolve`]; the hour before a day in figures is in [`super::figures`].

use super::language::{Class, Phrase};
use super::reading::{phrase_at, skip_article};
use super::tense::verb;
use super::token::{Sign, Tokens};

/// Signs by which a time of day is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// An hour by its number alone.
    Bare,
    /// With minutes, behind a stop or a colon.
    Stopped,
    Colon,
    /// `a.m.`, `pm`.
    Half,
    /// An hour in words, alone.
    Word,
    /// In words, with a part of it or of the day: `tre meno un quarto`, `quattro e mezza del mattino`.
    Words,
}

/// Zones of time that may follow.
const ZONES: [&str; 12] = [
    "GMT", "UTC", "EST", "EDT", "ET", "CET", "CEST", "BST", "PT", "PST", "PDT", "CDT",
];

/// A time of day in figures, how it is known, and the token after it.
fn figures(t: &Tokens<'_>, at: usize) -> Option<(Mark, usize)> {
    let hour = (t.number(at)).filter(|hour| hour.len() <= 2 && hour.value <= 24)?;
    if !hour.spaced && t.number(at.checked_sub(2)?).is_some() {
        return None;
    }
    let sign = t
        .sign(at + 1)
        .filter(|sign| matches!(sign, Sign::Stop | Sign::Colon) && t.glued(at + 1));
    let minutes = (t.number(at + 2)).filter(|m| sign.is_some() && t.glued(at + 2) && m.len() == 2);
    let (mut mark, mut end) = match (sign, minutes) {
        (Some(_), Some(minutes)) if minutes.value > 59 => return None,
        (Some(Sign::Stop), Some(_)) => (Mark::Stopped, at + 3),
        (Some(_), Some(_)) => (Mark::Colon, at + 3),
        _ => (Mark::Bare, at + 1),
    };
    // `12.10.2020`, `10:30:15`, `4.30 %`
    let longer = matches!(t.sign(end), Some(Sign::Stop | Sign::Colon | Sign::Comma))
        && t.glued(end)
        && t.glued(end + 1)
        && t.number(end + 1).is_some();
    if longer {
        return None;
    }
    let half = t.str(end);
    let stopped = t.is_sign(end + 1, Sign::Stop) && t.glued(end + 2) && t.str(end + 2) == "m";
    if matches!(half, "am" | "pm" | "AM" | "PM") {
        (mark, end) = (Mark::Half, end + 1);
    } else if matches!(half, "a" | "p") && stopped {
        (mark, end) = (Mark::Half, end + 3);
    } else if t.is(end, Class::AND) && t.is(end + 1, Class::HALF_MORE) {
        end += 2;
    }
    // `4 del mattino`
    let part = skip_article(t, end + 1);
    if t.is(end, Class::OF) && t.is(part, Class::DAY_PART) && !t.language.grammar.hours_are_bare {
        end = part + 1;
    }
    let zone = if t.is_sign(end, Sign::Stop) && t.glued(end) && mark == Mark::Half {
        end + 1
    } else {
        end
    };
    if ZONES.contains(&t.str(zone)) {
        end = zone + 1;
    }
    Some((mark, end))
}

/// A time of day in words, where articles introduce it: how it is known, and the token after it.
fn in_words(t: &Tokens<'_>, at: usize) -> Option<(Mark, usize)> {
    let word = t.word(at);
    if t.language.grammar.hours_are_bare || !(1..=12).contains(&word.cardinal) || t.is_capital(at) {
        return None;
    }
    let part = |at: usize| {
        let quarter = t.word(at).cardinal == 1 && t.word(at + 1).ordinal == 4;
        let minutes = t.word(at).cardinal > 1 && t.word(at).cardinal < 60;
        match (t.is(at, Class::HALF_MORE) || minutes, quarter) {
            (true, _) => Some(at + 1),
            (_, true) => Some(at + 2),
            _ => None,
        }
    };
    let joined = t.is(at + 1, Class::AND) || t.str(at + 1) == "meno";
    let with = joined.then(|| part(at + 2)).flatten();
    let end = with.unwrap_or(at + 1);
    let day = skip_article(t, end + 1);
    if t.is(end, Class::OF) && t.is(day, Class::DAY_PART) {
        return Some((Mark::Words, day + 1));
    }
    let mark = if with.is_some() {
        Mark::Words
    } else {
        Mark::Word
    };
    Some((mark, end))
}

/// Whether the words before say that a number is a time: `alle 17`, `dopo le 20.15`, `at 10:30`.
fn is_introduced(t: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if t.is(before, Class::CLOCK) {
        return true;
    }
    // `all’1.55`, `dall’una`
    if t.is_sign(before, Sign::Apostrophe) && t.glued(at) {
        let one = t.number(at).is_some_and(|hour| hour.value == 1) || t.word(at).cardinal == 1;
        let elided = Class::TO.or(Class::SINCE);
        let article = before.checked_sub(2).is_some_and(|at| {
            t.str(at + 1) == "l" && t.is(at, Class::AFTER.or(Class::BEFORE).or(Class::ABOUT))
        });
        // `per l’1.10`
        let minutes = matches!(t.sign(at + 1), Some(Sign::Stop | Sign::Colon)) && t.glued(at + 2);
        let placed = before
            .checked_sub(2)
            .is_some_and(|at| minutes && t.str(at + 1) == "l" && t.is(at, Class::PREPOSITION));
        return one && (article || placed || before > 0 && t.is(before - 1, elided));
    }
    let around = Class::AFTER
        .or(Class::BEFORE)
        .or(Class::ABOUT)
        .or(Class::BY)
        .or(Class::BETWEEN)
        .or(Class::APPOINTED);
    !t.language.grammar.hours_are_bare
        && t.str(before) == "le"
        && before.checked_sub(1).is_some_and(|at| t.is(at, around))
}

/// Whether what follows a number lets it be a time, and counts nothing.
fn is_closed(t: &Tokens<'_>, end: usize) -> bool {
    if let Some(sign) = t.sign(end) {
        return !matches!(
            sign,
            Sign::Quantity | Sign::Degree | Sign::Slash | Sign::Hyphen
        );
    }
    let Some(token) = t.at(end) else {
        return true;
    };
    // `alle 11.30 c’è la gara`
    let elided = token.len() == 1 && t.is_sign(end + 1, Sign::Apostrophe) && t.glued(end + 1);
    if elided && !t.language.grammar.hours_are_bare {
        return true;
    }
    let word = t.word(end);
    if word.is(Class::COUNTED) || word.unit.is_some() || word.month > 0 || t.number(end).is_some() {
        return false;
    }
    // `17 per cento`
    if word.is(Class::PREPOSITION) && t.word(end + 1).cardinal == 100 {
        return false;
    }
    let goes_on = Class::PREPOSITION
        .or(Class::OF)
        .or(Class::ARTICLE)
        .or(Class::AND)
        .or(Class::TO)
        .or(Class::UNTIL)
        .or(Class::CLAUSE)
        .or(Class::DAY_PART)
        .or(Class::CLOCK)
        .or(Class::THIS);
    word.is(goes_on)
        || word.weekday > 0
        || matches!(phrase_at(t, end), Some((_, Phrase::Day(_))))
        || (token.word != 0 || !token.capital) && verb(t, end).is_some()
}

/// Whether an hour is told as one that something was close to: `just before 11`, `shortly after 4`.
fn is_close(t: &Tokens<'_>, at: usize) -> bool {
    let close = |at: usize| ["just", "shortly", "Just", "Shortly"].contains(&t.str(at));
    at > 1 && t.is(at - 1, Class::BEFORE.or(Class::AFTER)) && close(at - 2)
}

/// The token after the time of day that begins at a token.
fn time(t: &Tokens<'_>, at: usize, introduced: bool) -> Option<usize> {
    if t.is(at, Class::NOON) && !t.is_capital(at) {
        return (introduced || t.is(at.checked_sub(1)?, Class::PREPOSITION)).then_some(at + 1);
    }
    let (mark, end) = figures(t, at).or_else(|| in_words(t, at).filter(|_| introduced))?;
    let english = t.language.grammar.hours_are_bare;
    // `alle due ragazze` are none.
    let alone = t.at(end).is_none()
        || matches!(
            t.sign(end),
            Some(Sign::Comma | Sign::Stop | Sign::Colon | Sign::End)
        )
        || t.is(end, Class::AND) && t.is(end + 1, Class::ARTICLE) && in_words(t, end + 2).is_some();
    if mark == Mark::Word && !alone {
        return None;
    }
    let is_time = match mark {
        Mark::Half => english,
        Mark::Colon | Mark::Word | Mark::Words => introduced,
        // `just before 11, …`
        Mark::Bare if english => introduced && alone && is_close(t, at),
        Mark::Stopped | Mark::Bare => introduced && !english,
    };
    (is_time && (mark == Mark::Half || is_closed(t, end))).then_some(end)
}

/// The token after a time, or from one time to another.
fn times(t: &Tokens<'_>, at: usize, introduced: bool) -> Option<usize> {
    let end = time(t, at, introduced)?;
    let joined = t.is(
        end,
        Class::TO.or(Class::UNTIL).or(Class::AND).or(Class::CLOCK),
    ) || matches!(t.sign(end), Some(Sign::Dash | Sign::Hyphen));
    let next = match t.is(end + 1, Class::TO) {
        true => end + 2,
        false => skip_article(t, end + 1),
    };
    let to = joined.then(|| time(t, next, introduced)).flatten();
    // `dalle 12 alle 15 squadre`: neither is a time.
    let counts = to.is_none() && !t.language.grammar.hours_are_bare && t.is(end, Class::CLOCK);
    (!counts).then(|| to.unwrap_or(end))
}

/// A time of day as an expression of its own: the token after it, and the one at which the day may be told that it
/// is of: `6.42 di ieri`, `2:20 a.m. on April 15`.
pub(super) fn clock(t: &Tokens<'_>, at: usize) -> Option<(usize, usize)> {
    let end = times(t, at, is_introduced(t, at))?;
    let mut next = end;
    if matches!(t.sign(next), Some(Sign::Stop)) && t.glued(next) && t.str(end - 1) == "m" {
        next += 1;
    }
    if t.is_sign(next, Sign::Comma) {
        next += 1;
    }
    if t.is(next, Class::OF.or(Class::DAY_BEFORE)) {
        next += 1;
        if t.is_sign(next, Sign::Apostrophe) {
            next += 1;
        }
        next = skip_article(t, next);
    }
    Some((end, next))
}

/// Where a day ends with the time that is told right after it: `giovedì alle 11`, `May 9 at 4 p.m.`.
pub(super) fn after_day(t: &Tokens<'_>, end: usize) -> Option<usize> {
    let mut next = end;
    if t.is_sign(next, Sign::Comma) {
        next += 1;
    }
    let marked = times(t, next, false).filter(|_| t.number(next).is_some());
    if marked.is_some() {
        return marked;
    }
    let mut introduced = false;
    while t.is(next, Class::CLOCK) && next < end + 4 {
        introduced = true;
        next += 1;
    }
    // `a mezzogiorno`
    if !introduced && t.is(next, Class::TO) && t.is(next + 1, Class::NOON) {
        return times(t, next + 1, true);
    }
    introduced.then(|| times(t, next, true)).flatten()
}
