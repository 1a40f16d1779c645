//! From what an expression says to a place on the calendar: by the article's own date, the tense
//! of the verb, the direction words, the date told before, and the speaker's time inside quoted
//! speech. A value is as precise as the text and the article's date allow; where they leave it
//! vague, it is marked as approximate, and where they leave it open, there is none.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::grammar::{Base, Direction, Exactness, Expression, Form, Year, Yearly};
use super::language::{Holiday, Unit};
use super::tense::Tense;
use super::{Anchor, Part, Value};
use crate::edtf::{Edtf, Precision, days_between};

/// What is known before an expression is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    /// When the article was published, or when the quoted speaker spoke.
    pub(super) now: Option<Edtf>,
    /// The week of publication, where the text gives it away and the date does not.
    pub(super) week: Option<Edtf>,
    /// The date told before in the same sentence.
    pub(super) sentence: Option<Edtf>,
    /// The date that the sentence before was set in.
    pub(super) frame: Option<Edtf>,
    /// The last date told.
    pub(super) last: Option<Edtf>,
    pub(super) tense: Tense,
}

/// The value of an expression, and what it was worked out from.
pub(super) fn resolve(expression: &Expression, s: &Situation) -> Option<(Value, Anchor)> {
    let (value, anchor) = match expression.to {
        Some(to) => {
            let (date, anchor) = s.range(expression.form, to)?;
            (Value::Date(date), anchor)
        }
        None => s.value(expression.form, expression.part)?,
    };
    Some(match value {
        Value::Date(date) if expression.part == Some(Part::About) => {
            (Value::Date(date.approximate()), anchor)
        }
        value => (value, anchor),
    })
}

/// The point of `year` that recurs every year; `None` where that year has none.
pub(super) fn in_year(what: Yearly, year: i16) -> Option<Edtf> {
    match what {
        Yearly::Day { month, day, .. } => Edtf::ymd(year, month, day),
        Yearly::Month(month) => Edtf::month(year, month),
        Yearly::Season(season) => Edtf::season(year, season),
        Yearly::Quarter(quarter) => Edtf::quarter(year, quarter),
        Yearly::Half(half) => Edtf::half(year, half),
        Yearly::Holiday(Holiday::Fixed(month, day)) => Edtf::ymd(year, month, day),
        Yearly::Holiday(Holiday::Easter(days)) => {
            Edtf::day(add_days(easter(year)?, i64::from(days))?)
        }
        Yearly::Holiday(Holiday::Nth(month, weekday, nth)) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let first = Date::new(year, month, 1).ok()?;
            Edtf::day(first.nth_weekday_of_month(nth, weekday).ok()?)
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    );
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn month_of(date: Date) -> Option<Edtf> {
    Edtf::month(date.year(), date.month())
}

fn add_months(date: Date, months: i32) -> Option<Edtf> {
    let index = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    Edtf::month(year, i8::try_from(index.rem_euclid(12) + 1).ok()?)
}

fn add_years(year: i16, years: i32) -> Option<Edtf> {
    Edtf::year(i16::try_from(i32::from(year) + years).ok()?)
}

/// Whether a date is known to the month or better.
fn has_month(date: &Edtf) -> bool {
    let (first, last) = (date.first_day(), date.last_day());
    first.year() == last.year() && first.month() == last.month()
}

fn is_day(date: &Edtf) -> bool {
    date.first_day() == date.last_day()
}

fn has_year(date: &Edtf) -> bool {
    date.first_day().year() == date.last_day().year()
}

impl Situation {
    fn value(&self, form: Form, part: Option<Part>) -> Option<(Value, Anchor)> {
        let date = |(date, anchor): (Edtf, Anchor)| (Value::Date(date), anchor);
        match form {
            Form::Duration { unit, amount, half } => {
                Some((Value::Duration(iso(unit, amount, half)?), Anchor::Explicit))
            }
            Form::Set { unit, amount } => {
                Some((Value::Set(iso(unit, amount, false)?), Anchor::Explicit))
            }
            Form::Shift {
                unit,
                amount,
                half,
                base: Base::NowIfFuture,
                ..
            } if self.tense != Tense::Future => {
                Some((Value::Duration(iso(unit, amount, half)?), Anchor::Explicit))
            }
            _ => self.date(form, part).map(date),
        }
    }

    fn date(&self, form: Form, part: Option<Part>) -> Option<(Edtf, Anchor)> {
        match form {
            Form::Exact(date) => Some((date, Anchor::Explicit)),
            Form::Yearly {
                what,
                year,
                direction,
            } => self.yearly(what, year, direction, part),
            Form::Weekday {
                weekday,
                day,
                direction,
            } => self.weekday(weekday, day, direction),
            Form::Day(days) => {
                let now = self.now?;
                let date = if is_day(&now) {
                    let day = Edtf::day(add_days(now.first_day(), i64::from(days))?)?;
                    if now.is_approximate() {
                        day.approximate()
                    } else {
                        day
                    }
                } else {
                    now.approximate()
                };
                Some((date, Anchor::Publication))
            }
            Form::Unit { unit, shift } => Some((self.unit(unit, shift)?, Anchor::Publication)),
            Form::OpenUnit(unit) => {
                let shift = match self.tense {
                    Tense::Future => 1,
                    _ => -1,
                };
                Some((self.unit(unit, shift)?, Anchor::Tense))
            }
            Form::Shift {
                unit,
                amount,
                half,
                exactness,
                base,
            } => {
                let (from, anchor) = match base {
                    Base::Now | Base::NowIfFuture => (self.now?, Anchor::Publication),
                    Base::Then => (self.sentence.or(self.last)?, Anchor::Previous),
                };
                // `an hour later` in a year says nothing.
                let short = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
                if base == Base::Then && short && !is_day(&from) {
                    return None;
                }
                let week = self.week.filter(|_| base != Base::Then);
                let date = shifted(from, week, unit, amount, half, exactness)?;
                Some((date, anchor))
            }
            Form::FromThen { unit, shift } => {
                let from = self.sentence.or(self.last)?;
                Some((unit_from(&from, unit, shift)?, Anchor::Previous))
            }
            Form::Then => Some((self.sentence.or(self.last)?, Anchor::Same)),
            Form::ShortYear(short) => {
                let limit = self.now.map_or(2029, |now| now.last_day().year() + 1);
                let year = if 2000 + short <= limit {
                    2000 + short
                } else {
                    1900 + short
                };
                Some((Edtf::year(year)?, Anchor::Explicit))
            }
            Form::Around { unit, future } => {
                let now = self.now?;
                let date = match unit {
                    Unit::Hour if is_day(&now) => now.approximate(),
                    Unit::Hour => now.approximate(),
                    _ => {
                        let days = if unit == Unit::Week { 14 } else { 3 };
                        let days = if future { days } else { -days };
                        shifted(now, self.week, Unit::Day, days, false, Exactness::Vague)?
                    }
                };
                Some((date, Anchor::Publication))
            }
            Form::Duration { .. } | Form::Set { .. } => None,
        }
    }

    fn range(&self, from: Form, to: Form) -> Option<(Edtf, Anchor)> {
        if let (
            Form::Yearly {
                what,
                year: Year::Open,
                direction: None,
            },
            Form::Exact(end),
        ) = (from, to)
        {
            let start = latest(what, &end)?;
            return Some((Edtf::range(start, end)?, Anchor::Explicit));
        }
        if let (
            Form::Exact(start),
            Form::Yearly {
                what,
                year: Year::Open,
                ..
            },
        ) = (from, to)
        {
            let end = earliest(what, &start)?;
            return Some((Edtf::range(start, end)?, Anchor::Explicit));
        }
        let (end, anchor) = self.date(to, None)?;
        let start = match from {
            Form::Yearly {
                what,
                year: Year::Open,
                ..
            } => latest(what, &end)?,
            Form::Weekday { weekday, .. } => {
                let back =
                    (end.first_day().weekday().to_monday_one_offset() - weekday).rem_euclid(7);
                Edtf::day(add_days(end.first_day(), -i64::from(back))?)?
            }
            _ => self.date(from, None)?.0,
        };
        Some((Edtf::range(start, end)?, anchor))
    }

    /// A unit of the calendar, so many after the one of writing; as much of it as the article's
    /// date tells.
    fn unit(&self, unit: Unit, shift: i16) -> Option<Edtf> {
        let now = self.now?;
        if let (Unit::Week | Unit::Weekend, Some(week)) = (unit, self.week) {
            return unit_from(&week, unit, shift);
        }
        unit_from(&now, unit, shift).or_else(|| (shift.abs() < 2).then(|| now.approximate()))
    }

    fn yearly(
        &self,
        what: Yearly,
        year: Year,
        direction: Option<Direction>,
        part: Option<Part>,
    ) -> Option<(Edtf, Anchor)> {
        match year {
            Year::FromNow(shift) => {
                let year = self.now.filter(has_year)?.first_day().year() + shift;
                return Some((in_year(what, year)?, Anchor::Publication));
            }
            Year::FromThen(shift) => {
                let then = self.sentence.or(self.last).filter(has_year)?;
                let date = in_year(what, then.first_day().year() + shift)?;
                return Some((date, Anchor::Previous));
            }
            Year::Open => {}
        }
        let Some(now) = self.now else {
            // Nothing but the story says when: its own year.
            let then = self.sentence.or(self.last).filter(has_year)?;
            return Some((in_year(what, then.first_day().year())?, Anchor::Previous));
        };
        let whole = matches!(what, Yearly::Day { .. } | Yearly::Holiday(_));
        match direction {
            Some(Direction::Last) if whole => {
                return Some((latest(what, &now)?, Anchor::Publication));
            }
            Some(Direction::Last) => {
                let before = Edtf::day(add_days(now.first_day(), -1)?)?;
                let date = years(&before)
                    .rev()
                    .filter_map(|year| in_year(what, year))
                    .find(|date| date.last_day() < now.first_day())?;
                return Some((date, Anchor::Publication));
            }
            Some(Direction::Next) => {
                let date = years(&now)
                    .filter_map(|year| in_year(what, year))
                    .find(|date| {
                        if whole {
                            date.last_day() >= now.first_day()
                        } else {
                            date.first_day() > now.last_day()
                        }
                    })?;
                return Some((date, Anchor::Publication));
            }
            Some(Direction::This) => {
                return Some((in_year(what, now.first_day().year())?, Anchor::Publication));
            }
            None => {}
        }
        if let Yearly::Day { weekday, .. } = what
            && weekday != 0
            && let Some(date) = on_weekday(what, weekday, &now)
        {
            return Some((date, Anchor::Publication));
        }
        if let Some(date) = self.in_story(what, &now) {
            return Some((date, Anchor::Previous));
        }
        let date = match self.tense {
            _ if part == Some(Part::Before) && self.tense != Tense::Narrative => {
                earliest(what, &now)
            }
            Tense::Past | Tense::Narrative => latest(what, &now),
            Tense::Future => earliest(what, &now),
            Tense::Open => nearest(what, &now),
        };
        Some((date?, Anchor::Tense))
    }

    /// The year that the story is in, where it has one and is not simply the news: a date told
    /// before in the sentence, or one that the sentence before was set in.
    fn in_story(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let told = match (self.sentence, self.frame) {
            (Some(sentence), _) => {
                // `Eletto nel 2015, a marzo ha firmato`: March of this year.
                let recent = sentence.first_day().year() + 1 >= now.first_day().year();
                let follows = recent
                    || self.tense == Tense::Narrative
                    || !matches!(sentence.precision(), Precision::Year | Precision::Range);
                follows.then_some(sentence)?
            }
            (None, frame) => frame?,
        };
        if told.days() > 366 {
            return None;
        }
        let date = earliest(what, &told)?;
        let sooner = date.first_day().year() <= told.last_day().year() + 1;
        let told_as_done = date.first_day() <= now.last_day();
        let fits = match self.tense {
            Tense::Future => told.last_day() >= now.first_day(),
            Tense::Past | Tense::Narrative | Tense::Open => told_as_done,
        };
        (sooner && fits).then_some(date)
    }

    fn weekday(
        &self,
        weekday: i8,
        day: i8,
        direction: Option<Direction>,
    ) -> Option<(Edtf, Anchor)> {
        let now = self.now?;
        if !is_day(&now) {
            return Some((now.approximate(), Anchor::Publication));
        }
        let today = now.first_day();
        let of = |date: Date| date.weekday().to_monday_one_offset();
        if day != 0 {
            let (back, ahead) = match (direction, self.tense) {
                (Some(Direction::Next), _) | (None, Tense::Future) => (0, 70),
                (Some(Direction::Last), _) | (None, Tense::Past | Tense::Narrative) => (70, 0),
                _ => (40, 40),
            };
            let date = (-back..=ahead)
                .filter_map(|days| add_days(today, days))
                .filter(|date| date.day() == day && of(*date) == weekday)
                .min_by_key(|date| days_between(today, *date).abs())?;
            return Some((Edtf::day(date)?, Anchor::Tense));
        }
        let back = i64::from((of(today) - weekday).rem_euclid(7));
        let days = match (direction, self.tense) {
            (Some(Direction::Last), _) => -(if back == 0 { 7 } else { back }),
            (Some(Direction::Next), _) | (None, Tense::Future) => 7 - back,
            (Some(Direction::This), Tense::Future) => (7 - back) % 7,
            (Some(Direction::This) | None, _) => -back,
        };
        let anchor = if direction.is_some() {
            Anchor::Publication
        } else {
            Anchor::Tense
        };
        Some((Edtf::day(add_days(today, days)?)?, anchor))
    }
}

/// The years around a date in which something of every year is looked for; leap days come every
/// four years, or eight.
fn years(date: &Edtf) -> impl DoubleEndedIterator<Item = i16> + use<> {
    let (first, last) = (date.first_day().year(), date.last_day().year());
    first.saturating_sub(8)..=last.saturating_add(8)
}

/// The latest that has begun by the end of `now`.
fn latest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    years(now)
        .rev()
        .filter_map(|year| in_year(what, year))
        .find(|date| date.first_day() <= now.last_day())
}

/// The earliest that is not over at the beginning of `now`; of something told before, one that
/// does not begin before it.
pub(super) fn earliest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    years(now)
        .filter_map(|year| in_year(what, year))
        .find(|date| date.last_day() >= now.first_day())
}

/// The nearest, the past one where both are as near.
fn nearest(what: Yearly, now: &Edtf) -> Option<Edtf> {
    let distance = |date: &Edtf| {
        if date.overlaps(now) {
            0
        } else if date.last_day() < now.first_day() {
            days_between(date.last_day(), now.first_day())
        } else {
            // News looks back further than ahead.
            days_between(now.last_day(), date.first_day()) * 3 / 2
        }
    };
    years(now)
        .filter_map(|year| in_year(what, year))
        .min_by_key(distance)
}

/// The nearest year in which the day falls on that weekday.
fn on_weekday(what: Yearly, weekday: i8, now: &Edtf) -> Option<Edtf> {
    years(now)
        .filter_map(|year| in_year(what, year))
        .filter(|date| date.first_day().weekday().to_monday_one_offset() == weekday)
        .min_by_key(|date| days_between(now.first_day(), date.first_day()).abs())
}

/// The unit that lies `shift` units from the one of `from`; `None` where `from` does not tell it.
fn unit_from(from: &Edtf, unit: Unit, shift: i16) -> Option<Edtf> {
    let first = from.first_day();
    let step = i32::from(shift);
    let date = match unit {
        Unit::Day if is_day(from) => Edtf::day(add_days(first, i64::from(shift))?)?,
        Unit::Week | Unit::Weekend => {
            let one_week = Edtf::week_of(first) == Edtf::week_of(from.last_day());
            if !one_week {
                return None;
            }
            // The next weekend is this week's, until it has begun.
            let shift = match (unit, shift) {
                (Unit::Weekend, 1) if first.weekday().to_monday_one_offset() < 6 => 0,
                (_, shift) => shift,
            };
            Edtf::week_of(add_days(first, 7 * i64::from(shift))?)?
        }
        Unit::Month if has_month(from) => add_months(first, step)?,
        Unit::Quarter if has_month(from) => {
            let month = add_months(first, step * 3)?.first_day();
            Edtf::quarter(month.year(), (month.month() + 2) / 3)?
        }
        Unit::Half if has_month(from) => {
            let month = add_months(first, step * 6)?.first_day();
            Edtf::half(month.year(), (month.month() + 5) / 6)?
        }
        Unit::Year if has_year(from) => add_years(first.year(), step)?,
        Unit::Decade => Edtf::decade(first.year() / 10 * 10 + shift.checked_mul(10)?)?,
        Unit::Century => Edtf::century(first.year() / 100 * 100 + shift.checked_mul(100)?)?,
        _ => return None,
    };
    Some(if from.is_approximate() && matches!(unit, Unit::Day) {
        date.approximate()
    } else {
        date
    })
}

/// So many units from a date, with the precision of the unit.
fn shifted(
    from: Edtf,
    week: Option<Edtf>,
    unit: Unit,
    amount: i32,
    half: bool,
    exactness: Exactness,
) -> Option<Edtf> {
    let vague = exactness == Exactness::Vague;
    let mark = |date: Edtf| if vague { date.approximate() } else { date };
    let first = from.first_day();
    let sign = amount.signum();
    match unit {
        Unit::Century => Some(add_years(first.year(), amount.checked_mul(100)?)?.approximate()),
        Unit::Decade => Some(add_years(first.year(), amount.checked_mul(10)?)?.approximate()),
        Unit::Year if half && has_month(&from) => {
            Some(add_months(first, amount.checked_mul(12)? + 6 * sign)?.approximate())
        }
        Unit::Year if has_year(&from) => add_years(first.year(), amount).map(mark),
        Unit::Half | Unit::Quarter | Unit::Month if has_month(&from) => {
            let months = match unit {
                Unit::Half => 6,
                Unit::Quarter => 3,
                _ => 1,
            };
            add_months(first, amount.checked_mul(months)?).map(mark)
        }
        Unit::Week | Unit::Weekend | Unit::Day | Unit::Hour | Unit::Minute | Unit::Second
            if has_month(&from) || week.is_some() =>
        {
            let days = match unit {
                Unit::Week | Unit::Weekend => i64::from(amount) * 7,
                Unit::Day => i64::from(amount),
                Unit::Hour => i64::from(amount) / 24,
                _ => 0,
            };
            // Of a month or a week that the day lies in, somewhere in the middle.
            let base = match week {
                Some(week) if !is_day(&from) => week.first_day(),
                _ => add_days(first, (from.days() - 1) / 2)?,
            };
            let day = add_days(base, days)?;
            if !is_day(&from) || vague {
                return Some(month_of(day)?.approximate());
            }
            match unit {
                Unit::Week | Unit::Weekend => Edtf::week_of(day),
                Unit::Day => Edtf::day(day),
                _ => Edtf::day(day).map(Edtf::approximate),
            }
        }
        // Less than the date is known by: near it.
        _ if from.days() <= 366 => Some(from.approximate()),
        _ => None,
    }
}

/// A length of time in ISO 8601.
fn iso(unit: Unit, amount: i32, half: bool) -> Option<String> {
    if amount <= 0 {
        return None;
    }
    Some(match unit {
        Unit::Second => format!("PT{amount}S"),
        Unit::Minute => format!("PT{amount}M"),
        Unit::Hour if half => format!("PT{amount}H30M"),
        Unit::Hour => format!("PT{amount}H"),
        Unit::Day => format!("P{amount}D"),
        Unit::Week | Unit::Weekend => format!("P{amount}W"),
        Unit::Month if half => format!("P{amount}M15D"),
        Unit::Month => format!("P{amount}M"),
        Unit::Quarter => format!("P{}M", amount.checked_mul(3)?),
        Unit::Half => format!("P{}M", amount.checked_mul(6)?),
        Unit::Year if half => format!("P{amount}Y6M"),
        Unit::Year => format!("P{amount}Y"),
        Unit::Decade => format!("P{}Y", amount.checked_mul(10)?),
        Unit::Century => format!("P{}Y", amount.checked_mul(100)?),
    })
}
