//! What every rule of the grammar needs: what a rule made of the tokens at a place, the phrases and direction
//! words that begin there, and what a number or a word by itself can be. The rules are above it.

use super::form::{Direction, Expression, Form};
use super::language::{Class, Phrase};
use super::token::{Sign, Tokens};
/// What a rule made of the tokens at a place.
pub(super) enum Read {
    /// An expression.
    Is(Expression),
    /// These tokens, up to the one given, are none, whatever a part of them looks like: an
    /// impossible date, a street, an age.
    Not(usize),
}

pub(super) fn is(first: usize, end: usize, form: Form) -> Option<Read> {
    Some(Read::Is(Expression::new(first, end, form)))
}

/// A form and the token after it; or the token after what looks like a point and is none.
pub(super) type Point = Result<(Form, usize), usize>;

pub(super) fn as_read(at: usize, point: Point) -> Option<Read> {
    Some(match point {
        Ok((form, end)) => Read::Is(Expression {
            first: at,
            end,
            form,
            to: None,
            part: None,
        }),
        Err(end) => Read::Not(end),
    })
}

/// The token after articles, apostrophes, hyphens and words of one of the classes.
pub(super) fn skip(t: &Tokens<'_>, mut at: usize, classes: Class) -> usize {
    for _ in 0..3 {
        let sign = matches!(t.sign(at), Some(Sign::Apostrophe | Sign::Hyphen)) && t.glued(at);
        if !sign && !t.is(at, classes) {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the phrase at a token, and what it says.
pub(super) fn phrase_at(t: &Tokens<'_>, at: usize) -> Option<(usize, Phrase)> {
    let first = t.at(at)?.word;
    if !t.is(at, Class::STARTS) {
        return None;
    }
    t.language.phrases(first).iter().find_map(|(rest, phrase)| {
        let mut end = at + 1;
        for &word in rest {
            while t.glued(end)
                && matches!(
                    t.sign(end),
                    Some(Sign::Apostrophe | Sign::Hyphen | Sign::Stop)
                )
            {
                end += 1;
            }
            if t.at(end)?.word != word {
                return None;
            }
            end += 1;
        }
        Some((end, *phrase))
    })
}

/// A direction word or phrase, and the token after it.
pub(super) fn direction_at(t: &Tokens<'_>, at: usize) -> Option<(usize, Direction)> {
    let one = if t.is(at, Class::LAST) {
        Some(Direction::Last)
    } else if t.is(at, Class::NEXT) {
        Some(Direction::Next)
    } else if t.is(at, Class::THIS) {
        Some(Direction::This)
    } else {
        None
    };
    match (one, phrase_at(t, at)) {
        (Some(direction), _) => Some((at + 1, direction)),
        (None, Some((end, Phrase::Last))) => Some((end, Direction::Last)),
        (None, Some((end, Phrase::This))) => Some((end, Direction::This)),
        _ => None,
    }
}

pub(super) const fn shift(direction: Direction) -> i16 {
    match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    }
}

pub(super) fn skip_article(t: &Tokens<'_>, at: usize) -> usize {
    let mut next = at;
    if t.is(next, Class::ARTICLE) {
        next += 1;
        if t.is_sign(next, Sign::Apostrophe) {
            next += 1;
        }
    }
    next
}

pub(super) fn ends_phrase(t: &Tokens<'_>, at: usize) -> bool {
    t.at(at).is_none() || t.sign(at).is_some()
}

pub(super) fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}

pub(super) fn year_of(value: u32) -> Option<i16> {
    i16::try_from(value)
        .ok()
        .filter(|year| (1..=9999).contains(year))
}

/// The full year of two figures: from 1930 to 2029.
pub(super) fn century_of(short: i16) -> i16 {
    if short < 30 {
        2000 + short
    } else {
        1900 + short
    }
}

/// Whether a number is the rest of a longer one: `1.000`, `F-16`, `€30`, `v4.3`.
pub(super) fn in_number(t: &Tokens<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(2);
    match t.sign(at - 1) {
        Some(Sign::Stop) if t.is_word(before) => {
            t.glued(at - 1) && t.str(before).ends_with(|last: char| last.is_ascii_digit())
        }
        Some(Sign::Stop | Sign::Comma | Sign::Slash | Sign::Colon) => t.number(before).is_some(),
        Some(Sign::Hyphen) => {
            let part = Class::START.or(Class::MIDDLE).or(Class::END);
            t.is_word(before) && t.glued(at - 1) && !t.is(before, part)
        }
        Some(Sign::Quantity) | None => true,
        Some(_) => false,
    }
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "o" | "er")
}

pub(super) fn ordinal(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(number) = t.number(at) {
        let marked =
            t.is_sign(at + 1, Sign::Degree) || (t.glued(at + 1) && is_suffix(t.str(at + 1)));
        return marked.then_some((number.value, at + 2));
    }
    let word = t.word(at);
    if word.cardinal >= 20 && t.is_sign(at + 1, Sign::Hyphen) && t.word(at + 2).ordinal > 0 {
        return Some((u32::from(word.cardinal + t.word(at + 2).ordinal), at + 3));
    }
    (word.ordinal > 0).then_some((u32::from(word.ordinal), at + 1))
}

/// Whether a year or a century is counted back from the birth of Christ by what follows it, at
/// `at`: `BC`, `B.C.`, `BCE`, `a.C.`, `av. Cr.`, `avanti Cristo`.
pub(super) fn is_before_christ(t: &Tokens<'_>, at: usize) -> bool {
    match t.str(at) {
        "BC" | "BCE" | "avanti" => true,
        "a" | "av" | "B" => {
            t.is_sign(at + 1, Sign::Stop) && t.glued(at + 1) && t.str(at + 2).starts_with('C')
        }
        _ => false,
    }
}

pub(super) fn function(t: &Tokens<'_>, at: usize) -> bool {
    t.is(
        at,
        Class::PREPOSITION
            .or(Class::ARTICLE)
            .or(Class::AND)
            .or(Class::OF),
    )
}
