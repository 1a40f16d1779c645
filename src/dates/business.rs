//! The grammar of the years and quarters of businesses: `FY2023`, `Q2 2023`, and whether a quarter is one of
//! business rather than of a match. Quarters and halves in words are read in [`super::year`].

use super::form::{Form, Yearly};
use super::language::{Class, Unit};
use super::reading::{Read, as_read, century_of, is, skip};
use super::token::{Sign, Tokens};
use super::year_behind::{after, yearly};
use crate::edtf::Edtf;

/// `FY2023`, `FY23`: the year of a business.
pub(super) fn fiscal_year(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let figures = t.str(at).strip_prefix("FY")?;
    let year: i16 = figures.parse().ok()?;
    let year = match figures.len() {
        4 => Some(year).filter(|year| (1900..2100).contains(year))?,
        2 => century_of(year),
        _ => return None,
    };
    is(at, at + 1, Form::Exact(Edtf::year(year)?))
}

/// `Q2 2023`, `H1 2023`.
pub(super) fn short_quarter(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let mut bytes = t.str(at).bytes();
    let (Some(letter), Some(digit @ b'1'..=b'4'), None) =
        (bytes.next(), bytes.next(), bytes.next())
    else {
        return None;
    };
    let nth = i8::try_from(digit - b'0').ok()?;
    let what = match letter {
        b'Q' | b'T' => Yearly::Quarter(nth),
        b'H' | b'S' if nth < 3 => Yearly::Half(nth),
        _ => return None,
    };
    if is_fiscal(t, at, at + 1) {
        return Some(Read::Not(at + 1));
    }
    let found = after(t, at + 1);
    let end = found.end;
    let alone = || {
        let before = at.checked_sub(1);
        let introduced = Class::PREPOSITION.or(Class::ARTICLE);
        before.is_some_and(|before| t.is(before, introduced)) && is_business(t, at)
    };
    if end == at + 1 && !alone() {
        return None;
    }
    as_read(
        at,
        yearly(what, found).map_or(Err(end), |form| Ok((form, end))),
    )
}

/// `a loss for the third quarter`, `sales fell in the third quarter`: one of business, and of no match.
pub(super) fn is_reported(t: &Tokens<'_>, at: usize) -> bool {
    let stated = at > 1 && t.is(at - 1, Class::ARTICLE) && t.is(at - 2, Class::APPOINTED);
    stated || is_business(t, at)
}

/// Whether the quarter or half whose words lie from `at` to `end` is one of a business year, which begins in
/// whichever month: `third quarter of fiscal 2024`, `terzo trimestre dell’esercizio 2023/24`, `fiscal third
/// quarter`. Which months it has, nothing says.
pub(super) fn is_fiscal(t: &Tokens<'_>, at: usize, end: usize) -> bool {
    let fiscal = |at: usize| t.word(at).fiscal;
    if fiscal(end) || at.checked_sub(1).is_some_and(fiscal) {
        return true;
    }
    let of = skip(t, end, Class::OF.or(Class::ARTICLE));
    if fiscal_year(t, of).is_some() || fiscal(of) {
        return true;
    }
    // `of its 2023-24 fiscal year`, `dell’anno fiscale 2024`
    let year = |at: usize| t.word(at).unit == Some(Unit::Year) || t.number(at).is_some();
    let joins = |at: usize| matches!(t.sign(at), Some(Sign::Hyphen | Sign::Slash | Sign::Dash));
    let behind = (of..of + YEAR).find(|&at| !year(at) && !joins(at));
    behind.is_some_and(|behind| behind > of && fiscal(behind))
}

/// Tokens of two years and the sign between them.
const YEAR: usize = 4;

/// Tokens around a quarter among which the words of business are looked for.
const BUSINESS: usize = 14;

/// Whether the sentence around a token speaks of business.
fn is_business(t: &Tokens<'_>, at: usize) -> bool {
    let ends = |at: &usize| !matches!(t.sign(*at), Some(Sign::Stop | Sign::End)) || t.glued(at + 1);
    let says = |at: usize| t.is(at, Class::BUSINESS);
    let back = (at.saturating_sub(BUSINESS)..at).rev().take_while(ends);
    let ahead = (at..at + BUSINESS).take_while(ends);
    back.chain(ahead).any(says)
}
