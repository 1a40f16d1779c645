//! Whether three numbers with points are those of a version, which may look like a day: `patch 8.1.1973`,
//! `7.4.2067`. What day they are where they are one is for [`super::figures`].

use super::language::Class;
use super::reading::{small, year_of};
use super::token::{Sign, Tokens};
use crate::edtf::Edtf;

/// A day later than this year is seldom written, and then with all its figures.
const LAST_YEAR: u32 = 2049;

/// Nor is one of before this year, and never with zeros before its year.
const FIRST_YEAR: u32 = 1000;

/// How far around a number other versions are looked for, in tokens.
const REACH: usize = 64;

/// How many tokens the three numbers have.
const LENGTH: usize = 5;

/// Whether the three numbers that begin at a token are those of a version: a word or what stands behind them
/// says so, no day has such a year, or a version of about the same number stands near.
pub(super) fn is_version(t: &Tokens<'_>, at: usize) -> bool {
    let Some([major, ..]) = numbers(t, at) else {
        return false;
    };
    // `Version 3.1.2 (12.3.2024)`: that of a day would be as long as a year.
    let akin = |other: usize| {
        let long = t.at(other + LENGTH - 1).is_some_and(|last| last.len() > 2);
        numbers(t, other).is_some_and(|[its, ..]| its.abs_diff(major) <= 1)
            && long
            && is_surely(t, other)
    };
    // `il 13.3.2019`: so begins a day, whatever else the text speaks of.
    let led = (at.saturating_sub(2)..at)
        .rev()
        .find(|&before| !t.is_sign(before, Sign::Apostrophe));
    let since = Class::SINCE.or(Class::UNTIL).or(Class::BY);
    let led = led.is_some_and(|before| t.is(before, Class::DAY_BEFORE) && !t.is(before, since));
    let around = at.saturating_sub(REACH)..at + REACH;
    is_surely(t, at) || !led && around.filter(|&other| other != at).any(akin)
}

/// The numbers of three that points join, where they begin at a token and go on with no other.
fn numbers(t: &Tokens<'_>, at: usize) -> Option<[u32; 3]> {
    let joined = |at: usize| t.is_sign(at, Sign::Stop) && t.glued(at) && t.glued(at + 1);
    let first = t.number(at).filter(|_| !t.glued(at) || !joined(at - 1))?;
    let second = t.number(at + 2).filter(|_| joined(at + 1))?;
    let third = t.number(at + 4).filter(|_| joined(at + 3))?;
    Some([first.value, second.value, third.value])
}

/// Whether they are those of a version whatever stands elsewhere.
fn is_surely(t: &Tokens<'_>, at: usize) -> bool {
    let stopped = usize::from(at > 0 && t.is_sign(at - 1, Sign::Stop) && t.glued(at - 1));
    let named = at > stopped && t.word(at - 1 - stopped).version && !t.glued(at);
    // `9.1.1378-2`, but `1.9.1939-8.5.1945`
    let end = at + LENGTH;
    let revised = t.is_sign(end, Sign::Hyphen)
        && t.glued(end)
        && t.glued(end + 1)
        && t.number(end + 1).is_some_and(|number| number.len() != 4)
        && !(t.is_sign(end + 2, Sign::Stop) && t.glued(end + 3) && t.number(end + 3).is_some());
    named || revised || numbers(t, at).is_some_and(|numbers| has_no_year(t, at, numbers))
}

/// Whether the last number is no year in which a day would be written so.
fn has_no_year(t: &Tokens<'_>, at: usize, [major, minor, last]: [u32; 3]) -> bool {
    let figures = |at: usize| t.at(at).map_or(0, |number| number.len());
    if figures(at) > 2 || figures(at + LENGTH - 1) < 3 {
        return false;
    }
    // `31.12.2069`: both as a day is written that is meant to be read as one.
    let written_out = figures(at) == 2 && figures(at + 2) == 2;
    let day = || Edtf::ymd(year_of(last)?, small(minor)?, small(major)?);
    day().is_none() || last < FIRST_YEAR || last > LAST_YEAR && !written_out
}
