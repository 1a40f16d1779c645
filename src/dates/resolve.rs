//! From what an expression says to a place on the calendar: by the article's own date, the tense
//! of the verb, the direction words, the date told before, and the speaker's time inside quoted
//! speech. A value is as precise as the text and the article's date allow; where they leave it
//! vague, it is marked as approximate, and where they leave it open, there is none.

use std::cmp::Ordering;

use super::form::{Base, Direction, Exactness, Expression, Form, Year, Yearly};
use super::language::Unit;
use super::reckon::{
    A_FEW_WEEKS, add_days, earliest, has_year, in_year, is_day, is_late, iso, latest, latest_over,
    nearest, on_its_weekday, on_weekday, push_iso, sensible, shifted, unit_from, years,
};
use super::situation::Situation;
use super::tense::Tense;
use super::{Anchor, Part, Value};
use crate::edtf::{Edtf, Precision, days_between};

mod ranges;

/// Years after which nothing is counted from what an article told before.
const MILLENNIUM: i32 = 1000;

/// The years after one that was told, the likeliest first, in which a day is looked for that has its weekday.
const FIRST_YEARS: [i16; 6] = [0, 1, -1, 2, 3, 4];

/// The value of an expression, and what it was worked out from.
pub(super) fn resolve(expression: &Expression, s: &Situation) -> Option<(Value, Anchor)> {
    let (value, anchor) = match expression.to {
        Some(to) => {
            let (date, anchor) = s.range(expression.form, to)?;
            (Value::Date(date), anchor)
        }
        None => s.value(expression.form, s.bound.or(expression.part))?,
    };
    Some(match value {
        Value::Date(date) if expression.part == Some(Part::About) => {
            (Value::Date(date.approximate()), anchor)
        }
        value => (value, anchor),
    })
}

impl Situation {
    fn value(&self, form: Form, part: Option<Part>) -> Option<(Value, Anchor)> {
        let date = |(date, anchor): (Edtf, Anchor)| (Value::Date(date), anchor);
        match form {
            Form::Duration {
                unit,
                amount,
                half,
                rest,
                least,
            } => {
                // Weeks stand alone in ISO 8601.
                let (unit, amount, rest) = match unit {
                    Unit::Week if rest > 0 && least == 0 => {
                        (Unit::Day, amount.checked_mul(7)?.checked_add(rest)?, 0)
                    }
                    _ => (unit, amount, rest),
                };
                let mut length = iso(unit, amount, half)?;
                if let Some(below) = unit.below().filter(|_| rest > 0) {
                    push_iso(&mut length, &iso(below, rest, false)?);
                    if let Some(below) = below.below().filter(|_| least > 0) {
                        push_iso(&mut length, &iso(below, least, false)?);
                    }
                }
                Some((Value::Duration(length), Anchor::Explicit))
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
            // The first months of a year that has not seen them yet are those of something else.
            Form::Yearly {
                what: Yearly::Months(1, amount),
                year: Year::FromNow(0),
                ..
            } if self.is_ahead(form) => {
                let length = iso(Unit::Month, i32::from(amount), false)?;
                Some((Value::Duration(length), Anchor::Explicit))
            }
            // Counted from what no date was given for: only the length is known.
            Form::Shift {
                unit,
                amount,
                half,
                exactness: Exactness::Counted,
                base: Base::Then,
            } => self.date(form, part).map(date).or_else(|| {
                let length = iso(unit, amount.abs(), half)?;
                Some((Value::Duration(length), Anchor::Explicit))
            }),
            _ => self.date(form, part).map(date),
        }
    }

    /// Whether a date is not over yet, or nobody knows.
    fn is_ahead(&self, form: Form) -> bool {
        let ends = self.date(form, None).map(|(date, _)| date.last_day());
        ends.zip(self.now)
            .is_none_or(|(end, now)| end > now.last_day())
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
            Form::WeekdayOf {
                weekday,
                shift,
                told,
            } => self.weekday_of(weekday, shift, told),
            Form::WeekdayAfter { weekday, weeks } => {
                // `two Fridays ago` is the one before the last.
                let (direction, weeks) = match weeks < 0 {
                    true => (Direction::Last, weeks + 1),
                    false => (Direction::Next, weeks),
                };
                let (day, anchor) = self.weekday(weekday, 0, Some(direction))?;
                let days = i64::from(weeks) * 7;
                let later = || Edtf::day(add_days(day.first_day(), days)?);
                Some((if is_day(&day) { later()? } else { day }, anchor))
            }
            Form::WeekdayThen { weekday, before } => self.weekday_then(weekday, before),
            Form::DayOf { day, shift, told } => self.day_of(day, shift, told),
            Form::Clock => {
                let of_story = [self.sentence, self.frame, self.day];
                // `It will be played at 20.30` is not of a day that is over, nor `he spoke at 1.20` of one to come.
                let fits = |told: &Edtf| match (self.now.filter(is_day), self.tense) {
                    (Some(now), Tense::Future) => told.last_day() >= now.first_day(),
                    (Some(now), Tense::Past) => told.first_day() <= now.last_day(),
                    (Some(now), Tense::Narrative) => told.first_day() <= now.last_day(),
                    _ => true,
                };
                let mut days = of_story.into_iter().flatten();
                let day =
                    days.find(|told| is_day(told) && (self.sentence == Some(*told) || fits(told)));
                let of_night = |scene: Edtf| Edtf::day(scene.last_day());
                let scene = self.scene.filter(|_| self.tense != Tense::Future);
                // `nella notte tra il 2 e il 3 …`, `partì giovedì 2 …`, and then `alle 0.50`
                let begun = |scene: &Edtf| {
                    let told = self.sentence.is_some_and(|told| is_day(&told));
                    let first = day.is_some_and(|day| day.first_day() == scene.first_day());
                    self.early && first && !told && scene.days() == 2
                };
                if let Some(next) = scene.filter(begun).and_then(of_night) {
                    return Some((next, Anchor::Same));
                }
                let day = day.or_else(|| scene.and_then(of_night));
                Some((day.or(self.now.filter(is_day))?, Anchor::Same))
            }
            Form::SamePeriod { year, given } => self.same_period(year, given),
            Form::Nth(day) => self.nth_day(day),
            Form::NthTold(day) => self.nth_told(day),
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
            Form::Unit { unit, shift } => {
                if shift == 0
                    && let Some(date) = self.ends_of_story(unit, part)
                {
                    return Some((date, Anchor::Previous));
                }
                let shift = shift + self.turned(unit, part).filter(|_| shift == 0).unwrap_or(0);
                Some((self.unit(unit, shift)?, Anchor::Publication))
            }
            Form::OpenUnit(unit) => {
                let ahead = part == Some(Part::Before);
                // On a Saturday or Sunday, the weekend is that one.
                let is_weekend = |now: Edtf| {
                    is_day(&now) && now.first_day().weekday().to_monday_one_offset() > 5
                };
                let shift = match self.tense {
                    _ if unit == Unit::Weekend && self.now.is_some_and(is_weekend) => 0,
                    _ if ahead => 1,
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
                // `from 29 June to 6 July …, two weeks later`: from its end on.
                let counted = base == Base::Then && from.precision() == Precision::Range;
                let from = match counted && from.days() <= 31 {
                    true if amount > 0 => Edtf::day(from.last_day())?,
                    true => Edtf::day(from.first_day())?,
                    false => from,
                };
                // `an hour later` in a year says nothing.
                let short = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
                if base == Base::Then && short && !is_day(&from) {
                    return None;
                }
                // `le Idi di marzo, duemila anni dopo`: from a time that nothing gives.
                if base == Base::Then && unit == Unit::Year && amount.abs() > MILLENNIUM {
                    return None;
                }
                let week = self.week.filter(|_| base != Base::Then);
                let date = shifted(from, week, unit, amount, half, exactness)?;
                // What was done cannot be later than the day of writing: it is counted from something else.
                let done = matches!(self.tense, Tense::Past | Tense::Narrative);
                let to_come = |now: Edtf| date.first_day() > now.last_day();
                if base == Base::Then && done && amount > 0 && self.now.is_some_and(to_come) {
                    return None;
                }
                Some((date, anchor))
            }
            Form::FromThen { unit, shift } => {
                let from = self.sentence.or(self.last)?;
                // `Il 17 scioperano: sono fermi a novembre. La settimana dopo …`: no week is one of a month’s.
                let date = unit_from(&from, unit, shift).or_else(|| {
                    let day = self
                        .day
                        .filter(|_| matches!(unit, Unit::Day | Unit::Week))?;
                    unit_from(&day, unit, shift)
                });
                Some((date?, Anchor::Previous))
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
                    // Last night’s hours are those of two days.
                    Unit::Hour if is_day(&now) => {
                        let other = if future { 1 } else { -1 };
                        let other = Edtf::day(add_days(now.first_day(), other)?)?;
                        let (from, to) = (other.min(now), other.max(now));
                        Edtf::range(from.exact(), to.exact())?.approximate()
                    }
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

    /// A unit of the calendar, so many after the one of writing; as much of it as the article's
    /// date tells.
    pub(super) fn unit(&self, unit: Unit, shift: i16) -> Option<Edtf> {
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
                // `Nel 2019 l’export calò: nei primi sei mesi dell’anno …`
                let of_story = shift == 0 && matches!(what, Yearly::Months(..));
                let told = (self.sentence.or(self.frame))
                    .filter(|told| of_story && told.precision() == Precision::Year);
                if let Some(told) = told {
                    return Some((in_year(what, told.first_day().year())?, Anchor::Previous));
                }
                let year = self.now.filter(has_year)?.first_day().year() + shift;
                return Some((in_year(what, year)?, Anchor::Publication));
            }
            Year::FromThen(shift) => {
                let then = self.sentence.or(self.last).filter(has_year)?;
                let date = in_year(what, then.first_day().year() + shift)?;
                return Some((date, Anchor::Previous));
            }
            Year::Following | Year::Preceding => {
                let then = (self.sentence.or(self.last)).filter(|then| then.days() <= 366)?;
                let follows = |date: &Edtf| date.first_day() > then.last_day();
                let precedes = |date: &Edtf| date.last_day() < then.first_day();
                let mut dates = years(&then).filter_map(|year| in_year(what, year));
                let date = if year == Year::Following {
                    dates.find(follows)
                } else {
                    dates.rev().find(precedes)
                };
                return Some((date?, Anchor::Previous));
            }
            Year::Open => {}
        }
        if let Some(listed) = self.listed.filter(|_| direction.is_none() && what.is_day()) {
            return Some((latest(what, &listed)?, Anchor::Explicit));
        }
        let Some(now) = self.now else {
            // Nothing but the story says when: its own year.
            let year = self
                .sentence
                .or(self.last)
                .filter(has_year)?
                .first_day()
                .year();
            let fits = |by: i16| on_its_weekday(what, year.saturating_add(by));
            // A day that has its weekday is of a year in which it falls on that.
            let date = FIRST_YEARS.into_iter().find_map(fits);
            return Some((date.or_else(|| in_year(what, year))?, Anchor::Previous));
        };
        let whole = what.is_day();
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
                let of = |year| in_year(what, year);
                let year = now.first_day().year();
                // `quest’inverno`, in February: the one that has begun in the year before.
                let begun = of(year - 1).filter(|date| date.overlaps(&now));
                return Some((begun.or_else(|| of(year))?, Anchor::Publication));
            }
            None => {}
        }
        let told = || self.told(what, part, &now);
        let verb = match self.tense {
            Tense::Past | Tense::Narrative => Ordering::Less,
            Tense::Future => Ordering::Greater,
            Tense::Open => Ordering::Equal,
        };
        if let Some(date) = on_weekday(what, &now, verb) {
            // Of a story of years ago, where it falls on its weekday there, and is of no news.
            let news = days_between(now.first_day(), date.first_day()).abs() < A_FEW_WEEKS;
            let told = told().filter(|told| !news && *told != date && is_late(what, told, 0));
            return Some(match told {
                Some(told) => (told, Anchor::Previous),
                None => (date, Anchor::Publication),
            });
        }
        if let Some(date) = told() {
            return Some((date, Anchor::Previous));
        }
        let date = match self.tense {
            // `ordered the firm to pay by 23 September`; `by 3 May he had left`
            Tense::Narrative if part == Some(Part::Before) => nearest(what, &now),
            _ if part == Some(Part::Before) => earliest(what, &now),
            // `hanno offerto ospitalità fino a novembre`, `è rimasto in cella fino a marzo`
            Tense::Past if part == Some(Part::Until) => nearest(what, &now),
            // What a quarter brought is told when it is over.
            Tense::Past | Tense::Narrative
                if matches!(what, Yearly::Quarter(_) | Yearly::Half(_)) =>
            {
                latest_over(what, &now)
            }
            Tense::Past | Tense::Narrative => latest(what, &now),
            Tense::Future => earliest(what, &now).and_then(|next| {
                // `In March: the work will begin in winter`, which is all but over.
                let begun = days_between(next.first_day(), now.first_day());
                match matches!(what, Yearly::Season(_)) && begun * 3 > next.days() * 2 {
                    true => in_year(what, next.first_day().year() + 1),
                    false => Some(next),
                }
            }),
            Tense::Open => nearest(what, &now),
        };
        let date = if whole && is_day(&now) && self.tense != Tense::Narrative {
            sensible(date?, nearest(what, &now)?, &now)
        } else {
            date?
        };
        Some((date, Anchor::Tense))
    }
}
