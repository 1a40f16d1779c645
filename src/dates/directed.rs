//! The grammar of points of the calendar to which a word points: `lo scorso settembre`. What else such words
//! begin is in [`super::relative`], the points are in [`super::point`].

use super::form::Form;
use super::point;
use super::reading::{Read, is};
use super::relative::{Pointed, pointed};
use super::token::Tokens;

/// `lo scorso settembre`, `next Friday`, and whatever else such a word begins.
pub(super) fn directed(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (direction, next) = match pointed(t, at)? {
        Pointed::Read(read) => return Some(read),
        Pointed::To(direction, next) => (direction, next),
    };
    let (form, end) = point::read(t, next, true)?.ok()?;
    let form = match form {
        Form::Yearly {
            what,
            year,
            direction: None,
        } => Form::Yearly {
            what,
            year,
            direction: Some(direction),
        },
        Form::Weekday {
            weekday,
            day,
            direction: None,
        } => Form::Weekday {
            weekday,
            day,
            direction: Some(direction),
        },
        // A year that is given needs no direction.
        Form::Exact(_) => form,
        _ => return None,
    };
    is(at, end, form)
}
