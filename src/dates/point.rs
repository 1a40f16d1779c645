//! The grammar of points of the calendar: in which order the rules are asked which of them begins at a
//! word. Days are in [`super::day_month`] and [`super::figures`], what is told by a name alone in
//! [`super::named`], years and what is longer in [`super::year`], the constructions around points in
//! [`super::grammar`].

use super::century::{century_name, decade, named_before, roman_period};
use super::day_month::{day_month, month_first};
use super::figures::{day_and_month, impossible_day, numeric, timed};
use super::named::{holiday, month, season, then, weekday};
use super::reading::Point;
use super::token::Tokens;
use super::year::{in_our_era, ordinal_period, short_year, year};

/// The point of the calendar that begins at a token. `expected` says that what stands before it
/// (a direction, a part, the other end of a range) already makes it one.
pub(super) fn read(t: &Tokens<'_>, at: usize, expected: bool) -> Option<Point> {
    if let Some(found) = numeric(t, at).or_else(|| day_and_month(t, at)) {
        return Some(found);
    }
    if let Some(end) = impossible_day(t, at) {
        return Some(Err(end));
    }
    if let Some((form, end)) = day_month(t, at) {
        return Some(form.map_or(Err(end), |form| Ok((form, end))));
    }
    let found = month_first(t, at)
        .or_else(|| timed(t, at))
        .or_else(|| in_our_era(t, at))
        .or_else(|| short_year(t, at))
        .or_else(|| decade(t, at))
        .or_else(|| ordinal_period(t, at))
        .or_else(|| roman_period(t, at))
        .or_else(|| named_before(t, at))
        .or_else(|| holiday(t, at));
    if let Some(found) = found {
        return Some(found);
    }
    month(t, at, expected)
        .or_else(|| season(t, at, expected))
        .or_else(|| weekday(t, at))
        .or_else(|| year(t, at, expected))
        .or_else(|| century_name(t, at))
        .or_else(|| then(t, at))
        .map(Ok)
}
