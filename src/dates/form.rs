//! What an expression gives before it has a value: its form, and which tokens it covers. How forms are
//! read is for [`super::grammar`], what they come to on the calendar for [`super::resolve`].

use super::Part;
use super::language::{Holiday, Unit};
use crate::edtf::Edtf;

/// Whether the last one, this one or the next one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Last,
    This,
    Next,
}

/// The year of something that recurs every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// The text does not say.
    Open,
    /// So many years after the year of writing.
    FromNow(i16),
    /// So many years after the year told before.
    FromThen(i16),
    /// The first one after the date told before, or the last one before it.
    Following,
    Preceding,
}

/// Something that recurs every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Yearly {
    Day {
        month: i8,
        day: i8,
        /// 0 where the text gives none.
        weekday: i8,
    },
    Month(i8),
    Season(i8),
    Quarter(i8),
    Half(i8),
    /// From one month to another.
    Months(i8, i8),
    Holiday(Holiday),
    /// The last day of a month.
    LastDay(i8),
}

/// How exactly an amount is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exactness {
    Counted,
    /// `pochi`, `qualche`, `una decina`
    Vague,
}

/// From when an amount is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of writing.
    Now,
    /// The date told before.
    Then,
    /// The day of writing where the verb looks ahead; a mere length of time elsewhere.
    NowIfFuture,
}

/// What an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A complete date.
    Exact(Edtf),
    Yearly {
        what: Yearly,
        year: Year,
        direction: Option<Direction>,
    },
    Weekday {
        weekday: i8,
        /// The day of the month, 0 where the text gives none.
        day: i8,
        direction: Option<Direction>,
    },
    /// A weekday of the week that lies so many after the one of writing, or after the one `told` before.
    WeekdayOf {
        weekday: i8,
        shift: i16,
        told: bool,
    },
    /// The next weekday of that name, so many weeks later: `Tuesday week`.
    WeekdayAfter {
        weekday: i8,
        weeks: i16,
    },
    /// The first weekday of that name after what was told, or the last before it: `il giovedì successivo`.
    WeekdayThen {
        weekday: i8,
        before: bool,
    },
    /// A day of the month that lies so many after the one of writing, or after the one `told` before.
    DayOf {
        day: i8,
        shift: i16,
        told: bool,
    },
    /// A time of day.
    Clock,
    /// The period that is spoken of, in another year; the year alone where none is.
    SamePeriod {
        year: Year,
        /// The year itself, where the text gives it.
        given: Option<i16>,
    },
    /// A day of the month by its number alone.
    Nth(i8),
    /// The same, where only what was told before makes it a day.
    NthTold(i8),
    /// Days after the day of writing.
    Day(i16),
    /// Units after the one of writing.
    Unit {
        unit: Unit,
        shift: i16,
    },
    /// A unit, which one the tense says.
    OpenUnit(Unit),
    /// An amount of units away, negative for the past.
    Shift {
        unit: Unit,
        amount: i32,
        half: bool,
        exactness: Exactness,
        base: Base,
    },
    /// A unit after the one told before.
    FromThen {
        unit: Unit,
        shift: i16,
    },
    /// The date told before.
    Then,
    /// Two figures of a year.
    ShortYear(i16),
    /// `scorse ore`, `prossimi giorni`
    Around {
        unit: Unit,
        future: bool,
    },
    Duration {
        unit: Unit,
        amount: i32,
        half: bool,
        /// Of the unit below, what is told besides: `tre anni e due mesi`.
        rest: i32,
        /// Of the unit below that: `quattro anni, due mesi e venti giorni`.
        least: i32,
    },
    Set {
        unit: Unit,
        amount: i32,
    },
}

/// A temporal expression before it has a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    /// First token.
    pub(super) first: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) form: Form,
    /// The end of a range.
    pub(super) to: Option<Form>,
    pub(super) part: Option<Part>,
}

impl Expression {
    pub(super) fn new(first: usize, end: usize, form: Form) -> Self {
        Self {
            first,
            end,
            form,
            to: None,
            part: None,
        }
    }
}

impl Expression {
    /// Whether it is a day of the week or of the year, whose year or week is left open.
    pub(super) const fn is_day(&self) -> bool {
        match self.form {
            Form::Weekday { .. } | Form::Nth(_) => true,
            Form::Yearly {
                what,
                year: Year::Open,
                ..
            } => what.is_day(),
            _ => false,
        }
    }

    /// Whether it is one day, on which a time of day can be.
    pub(super) fn is_of_day(&self) -> bool {
        let day = match self.form {
            Form::Exact(date) => date.days() == 1,
            Form::Yearly { what, .. } => what.is_day(),
            Form::Day(_)
            | Form::Weekday { .. }
            | Form::WeekdayOf { .. }
            | Form::WeekdayAfter { .. }
            | Form::WeekdayThen { .. }
            | Form::DayOf { .. }
            | Form::Nth(_)
            | Form::NthTold(_)
            | Form::FromThen {
                unit: Unit::Day, ..
            } => true,
            _ => false,
        };
        day && self.to.is_none()
    }

    /// Whether it is a place on the calendar, which can be an end of a range.
    pub(super) const fn is_calendar(&self) -> bool {
        let none = matches!(
            self.form,
            Form::Duration { .. }
                | Form::Set { .. }
                | Form::Clock
                | Form::Then
                | Form::Around { .. }
                | Form::Nth(_)
                | Form::NthTold(_)
                | Form::SamePeriod { .. }
        );
        !none && self.to.is_none()
    }

    /// Whether it is a day of a month, whose year is left open.
    pub(super) const fn is_day_of_month(&self) -> bool {
        matches!(
            self.form,
            Form::Yearly {
                what: Yearly::Day { .. },
                year: Year::Open,
                direction: None,
            }
        ) && self.to.is_none()
    }

    /// Whether it is a month, whose year is left open.
    pub(super) const fn is_month(&self) -> bool {
        matches!(
            self.form,
            Form::Yearly {
                what: Yearly::Month(_),
                year: Year::Open,
                direction: None,
            }
        ) && self.to.is_none()
    }

    /// Whether it is a day of the year by its name, whose year is left open.
    pub(super) const fn is_holiday(&self) -> bool {
        matches!(
            self.form,
            Form::Yearly {
                what: Yearly::Holiday(_),
                year: Year::Open,
                ..
            }
        )
    }
}

impl Yearly {
    /// Whether it is a single day.
    pub(super) const fn is_day(&self) -> bool {
        matches!(self, Self::Day { .. } | Self::Holiday(_) | Self::LastDay(_))
    }
}
