//! What the days that have their weekday say of the year in which a text was written: news gives them without
//! their year, and they fall on their weekday in few years only. Which year fits best is for [`super`].

use crate::dates::form::Yearly;
use crate::dates::reckon::{in_year, is_late, on_its_weekday};
use crate::dates::tense::Tense;
use crate::edtf::{Edtf, days_between};
use crate::text::TextRange;

/// In so many years most days of a month fall on each weekday only once.
const AGAIN: i16 = 4;

/// So far from the day of writing a day is told without its year.
const A_YEAR: i64 = 366;

/// A verb that tells a day as done seldom stands beside one to come, nor the other way round: then it is
/// taken for so many days further away.
const AGAINST_VERB: i64 = 120;

/// A day with its weekday and without its year, and how it is told.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) what: Yearly,
    pub(super) tense: Tense,
    pub(super) place: TextRange,
}

impl Pair {
    /// How far from a day of writing it falls on its weekday; `None` where that is in another year.
    fn distance(&self, written: &Edtf) -> Option<i64> {
        let year = written.first_day().year();
        let near = year.saturating_sub(1)..=year.saturating_add(1);
        near.filter_map(|year| on_its_weekday(self.what, year))
            .map(|date| {
                let later = days_between(written.first_day(), date.first_day());
                let against = match self.tense {
                    Tense::Past | Tense::Narrative => later > 0,
                    Tense::Future => later < 0,
                    Tense::Open => false,
                };
                later.abs() + if against { AGAINST_VERB } else { 0 }
            })
            .filter(|days| *days <= A_YEAR)
            .min()
    }
}

/// Those that are not over at the beginning of `now` and fall on their weekday, or so many days `late`, which
/// a report may be that says on which weekday it happened; within the years after which a weekday comes
/// again. None where the text gives no weekday.
pub(super) fn on_weekday(what: Yearly, now: &Edtf, late: i8) -> impl Iterator<Item = Edtf> + use<> {
    since(what, now).filter(move |date| is_late(what, date, late))
}

/// Those that are not over at the beginning of `now`, within the same years.
pub(super) fn since(what: Yearly, now: &Edtf) -> impl Iterator<Item = Edtf> + use<> {
    let first = now.first_day();
    (first.year()..=first.year().saturating_add(AGAIN))
        .filter_map(move |year| in_year(what, year))
        .filter(move |date| date.last_day() >= first)
}

/// The day of writing, of those given, with which most of the `pairs` agree, and more than disagree; of several
/// the one that they lie nearest to, and of these the first.
pub(super) fn agreed(written: impl Iterator<Item = Edtf>, pairs: &[Pair]) -> Option<Edtf> {
    let best = written.filter_map(|date| {
        let near: Vec<i64> = pairs
            .iter()
            .filter_map(|pair| pair.distance(&date))
            .collect();
        let against = pairs.len() - near.len();
        (near.len() > against).then(|| ((against, near.iter().sum::<i64>()), date))
    });
    best.min_by_key(|(rank, _)| *rank).map(|(_, date)| date)
}
