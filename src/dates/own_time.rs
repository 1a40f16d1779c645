//! Whether an article tells of its own time, as news does, or of years ago only, as history does. What
//! that means for a day without a year is for [`super::resolve`].

use super::form::{Base, Expression, Form, Year};
use super::language::Unit;
use super::reckon::A_FEW_WEEKS;
use super::tense::Tense;
use super::{Anchor, Edtf};
use crate::edtf::{Precision, days_between};

/// What is told within so many days of the day of writing is of the article's own time.
const RECENT: i64 = 400;

/// What the dates of an article say of its own time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnTime {
    /// Something is told by the day of writing (`yesterday`), or as of these months.
    news: bool,
    /// Dates of years ago, told with their year.
    past: u32,
    /// One of them is known to the month or better, and is more than the year of a noun.
    fine: bool,
    /// After it, a day or month without a year.
    open: bool,
}

impl OwnTime {
    /// Takes note of a date that is told outside quotations.
    pub(super) fn see(
        &mut self,
        expression: &Expression,
        (date, anchor, tense): (Edtf, Anchor, Tense),
        inserted: bool,
        now: &Edtf,
    ) {
        let short = |unit| !matches!(unit, Unit::Year | Unit::Decade | Unit::Century);
        match expression.form {
            // `Today` is these years as well, unless something happens or is said on it.
            Form::Day(0) => self.news |= tense != Tense::Open,
            Form::Weekday { .. } => self.news |= anchor != Anchor::Previous,
            Form::Day(_) | Form::OpenUnit(_) | Form::Around { .. } => {
                self.news = true;
            }
            Form::Unit { unit, .. } => self.news |= short(unit),
            Form::Shift {
                unit,
                base: Base::Now | Base::NowIfFuture,
                ..
            } => self.news |= short(unit),
            Form::Yearly {
                direction: Some(_), ..
            }
            | Form::Yearly {
                year: Year::FromNow(_),
                ..
            } => self.news |= anchor == Anchor::Publication,
            Form::Yearly {
                year: Year::Open, ..
            } => {
                let ago = days_between(date.last_day(), now.first_day());
                let seen = anchor == Anchor::Tense && date.precision() == Precision::Day;
                // `Il 12 maggio la Cassazione ha riaperto il caso`: these weeks.
                self.news |= seen && tense != Tense::Narrative && ago.abs() < A_FEW_WEEKS;
                self.open |= self.fine && anchor == Anchor::Tense;
            }
            Form::Exact(_) => {
                let ago = days_between(date.last_day(), now.first_day());
                let fine = matches!(date.precision(), Precision::Day | Precision::Month);
                self.news |= fine && ago.abs() < RECENT;
                self.past += u32::from(ago > 2 * RECENT);
                self.fine |= fine && ago > 2 * RECENT && !inserted;
            }
            _ => {}
        }
    }

    /// Whether it tells of years ago, with days that lack the year, and nothing of its own time.
    pub(super) const fn is_history(self) -> bool {
        self.past > 1 && self.open && !self.news
    }
}
