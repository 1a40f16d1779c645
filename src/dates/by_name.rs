//! Days that are told by their weekday or their number, and periods that are told as the same of another
//! year: which they are, by what is known around them. What else an expression comes to is for
//! [`super::resolve`].

use jiff::civil::Date;

use super::Anchor;
use super::form::{Direction, Year};
use super::language::Unit;
use super::reckon::{A_FEW_WEEKS, add_days, has_year, is_day, unit_from};
use super::situation::Situation;
use super::tense::Tense;
use crate::edtf::{Edtf, Precision, days_between};

/// Within so many days of the day of writing a weekday goes on from one that was announced.
const SOON: i64 = 15;

/// Days of what was told from which the next weekday can be counted: a day, or a night between two.
const NIGHT: i64 = 2;
/// Days of what was told in which the next weekday lies about.
const A_MONTH: i64 = 31;

impl Situation {
    /// The day of that number next to the one that the text speaks of, or of which it was written.
    pub(super) fn nth_day(&self, day: i8) -> Option<(Edtf, Anchor)> {
        // `A settembre l’acqua è tornata: il 19 il fiume …`
        let month = (self.sentence).filter(|told| told.precision() == Precision::Month);
        if let Some(first) = month.map(|month| month.first_day()) {
            let date = Edtf::ymd(first.year(), first.month(), day)?;
            return Some((date, Anchor::Previous));
        }
        // `On 12 May the ship leaked. His trial is set for the 14th.`
        let over = |told: &Edtf| {
            self.now
                .is_some_and(|now| told.last_day() < now.first_day())
        };
        let frame = (self.frame).filter(|frame| self.tense != Tense::Future || !over(frame));
        let told = self.sentence.or(frame).filter(is_day);
        let from = told.or(self.now.filter(is_day))?.first_day();
        let (back, ahead) = match self.tense {
            Tense::Future => (0, 31),
            Tense::Past | Tense::Narrative if told.is_none() => (31, 0),
            _ => (31, 31),
        };
        let date = (-back..=ahead)
            .filter_map(|days| add_days(from, days))
            .filter(|date| date.day() == day)
            .min_by_key(|date| days_between(from, *date).abs())?;
        let anchor = if told.is_some() {
            Anchor::Previous
        } else {
            Anchor::Tense
        };
        Some((Edtf::day(date)?, anchor))
    }

    /// The day of that number next to the day, or of the month, that was told last; `None` where none was of
    /// about these weeks or of this sentence.
    pub(super) fn nth_told(&self, day: i8) -> Option<(Edtf, Anchor)> {
        let near = |told: &Edtf| {
            let away = |now: Edtf| days_between(now.first_day(), told.first_day()).abs();
            self.now.is_some_and(|now| away(now) < A_FEW_WEEKS)
        };
        let told = (self.sentence.or(self.frame)).or(self.last.filter(near))?;
        let first = told.first_day();
        if told.precision() == Precision::Month {
            return Some((
                Edtf::ymd(first.year(), first.month(), day)?,
                Anchor::Previous,
            ));
        }
        let back = if self.tense == Tense::Future { 0 } else { 31 };
        // `La settimana dopo, tra il 10 e il 12`: of a week that was told, too.
        let date = (-back..=31)
            .filter_map(|days| add_days(first, days))
            .filter(|date| told.days() <= 14 && date.day() == day)
            // A story goes on rather than back.
            .min_by_key(|date| match days_between(first, *date) {
                back @ ..0 => -2 * back,
                ahead => ahead,
            })?;
        Some((Edtf::day(date)?, Anchor::Previous))
    }

    /// The weekday of a week that is told from here, or from what was told before.
    pub(super) fn weekday_of(&self, weekday: i8, shift: i16, told: bool) -> Option<(Edtf, Anchor)> {
        let (week, anchor) = match told {
            true => {
                let from = self.sentence.or(self.last)?;
                (unit_from(&from, Unit::Week, shift)?, Anchor::Previous)
            }
            false => (self.unit(Unit::Week, shift)?, Anchor::Publication),
        };
        if week.days() != 7 {
            return Some((week, anchor));
        }
        let day = add_days(week.first_day(), i64::from(weekday) - 1)?;
        Some((Edtf::day(day)?, anchor))
    }

    /// The first weekday of that name after the day that was told last, or the last before it; where no day was, it
    /// is next to the day of writing.
    pub(super) fn weekday_then(&self, weekday: i8, before: bool) -> Option<(Edtf, Anchor)> {
        let told = [self.sentence, self.day, self.frame, self.last];
        let told = told.into_iter().flatten().next();
        let Some(told) = told else {
            return self.weekday(weekday, 0, None);
        };
        if told.days() > A_MONTH {
            return None;
        }
        if told.days() > NIGHT {
            return Some((told.approximate(), Anchor::Previous));
        }
        let of = |date: Date| date.weekday().to_monday_one_offset();
        let days = if before {
            -i64::from((of(told.first_day()) - weekday - 1).rem_euclid(7) + 1)
        } else {
            i64::from((weekday - of(told.last_day()) - 1).rem_euclid(7) + 1)
        };
        let from = if before {
            told.first_day()
        } else {
            told.last_day()
        };
        Some((Edtf::day(add_days(from, days)?)?, Anchor::Previous))
    }

    /// The day of that number of a month that is told from here, or from what was told before.
    pub(super) fn day_of(&self, day: i8, shift: i16, told: bool) -> Option<(Edtf, Anchor)> {
        let (month, anchor) = match told {
            true => {
                let from = self.sentence.or(self.last)?;
                (unit_from(&from, Unit::Month, shift)?, Anchor::Previous)
            }
            false => (self.unit(Unit::Month, shift)?, Anchor::Publication),
        };
        if month.precision() != Precision::Month {
            return Some((month, anchor));
        }
        let first = month.first_day();
        Some((Edtf::ymd(first.year(), first.month(), day)?, anchor))
    }

    /// The quarter, months or season that is spoken of, in another year: `i primi nove mesi …, contro lo
    /// stesso periodo del 2023`.
    pub(super) fn same_period(&self, year: Year, given: Option<i16>) -> Option<(Edtf, Anchor)> {
        let told = [self.sentence, self.frame, self.last].into_iter().flatten();
        let told = told
            .filter(has_year)
            .find(|told| told.days() < 360 && !is_day(told));
        let from = |base: Edtf, shift: i16| base.first_day().year() + shift;
        let year = match (given, year) {
            (Some(year), _) => year,
            (None, Year::FromNow(shift)) => from(self.now.filter(has_year)?, shift),
            (None, Year::FromThen(shift)) => from(told?, shift),
            _ => return None,
        };
        let moved = |date: jiff::civil::Date| Edtf::ymd(year, date.month(), date.day());
        let Some(told) = told else {
            return Some((Edtf::year(year)?, Anchor::Explicit));
        };
        let (first, last) = (told.first_day(), told.last_day());
        let date = match told.precision() {
            Precision::Month => Edtf::month(year, first.month()),
            Precision::Quarter => Edtf::quarter(year, (first.month() + 2) / 3),
            Precision::Season => Edtf::season(year, (first.month() / 3).max(1)),
            _ if first.day() == 1 && told.days() > 27 => Edtf::range(
                Edtf::month(year, first.month())?,
                Edtf::month(year, last.month())?,
            ),
            _ => Edtf::range(moved(first)?, moved(last)?),
        };
        Some((date?, Anchor::Previous))
    }

    /// The weekday next to the day that the sentence is set on, where that is of another week than the one of
    /// writing: `Il 13 ottobre il fiume è uscito, e venerdì …`.
    fn weekday_beside(&self, weekday: i8, today: Date) -> Option<Edtf> {
        let told = self.beside?.first_day();
        let away = days_between(today, told);
        let goes_on = match self.tense {
            Tense::Future => away > 0,
            Tense::Past | Tense::Narrative => away < 0,
            Tense::Open => true,
        };
        let date = (-3..=3)
            .filter_map(|days| add_days(told, days))
            .find(|date| date.weekday().to_monday_one_offset() == weekday)?;
        (away.abs() > 6 && goes_on).then(|| Edtf::day(date))?
    }

    /// The next weekday from the day on that was told last, where it is pointed at as one of then: `On 2 November
    /// the pipe burst. … on the Sunday`.
    fn weekday_pointed_at(&self, weekday: i8) -> Option<Edtf> {
        let told = self.sentence.filter(is_day).or(self.day);
        let from = told.filter(|_| self.pointed)?.first_day();
        let ahead = (weekday - from.weekday().to_monday_one_offset()).rem_euclid(7);
        Edtf::day(add_days(from, i64::from(ahead))?)
    }

    pub(super) fn weekday(
        &self,
        weekday: i8,
        day: i8,
        direction: Option<Direction>,
    ) -> Option<(Edtf, Anchor)> {
        let now = self.now?;
        let of = |date: Date| date.weekday().to_monday_one_offset();
        let near = |from: Date, back: i64, ahead: i64| {
            (-back..=ahead)
                .filter_map(|days| add_days(from, days))
                .filter(|date| date.day() == day && of(*date) == weekday)
                .min_by_key(|date| days_between(from, *date).abs())
        };
        // `Nella notte tra il 2 e il 3 marzo 1944 …`, and in a later paragraph `Partì giovedì 2`.
        let of_story = || {
            let days = [self.sentence, self.day, self.scene].into_iter().flatten();
            let date = days
                .filter(|told| told.days() <= 2 && direction.is_none())
                .find_map(|told| near(told.last_day(), 31, 31))?;
            Some((Edtf::day(date)?, Anchor::Previous))
        };
        if let Some(date) = self.weekday_pointed_at(weekday).filter(|_| day == 0) {
            return Some((date, Anchor::Previous));
        }
        if !is_day(&now) {
            let told = if day == 0 { None } else { of_story() };
            return Some(told.unwrap_or((now.approximate(), Anchor::Publication)));
        }
        let today = now.first_day();
        if day != 0 {
            let (back, ahead) = match (direction, self.tense) {
                (Some(Direction::Next), _) | (None, Tense::Future) => (0, 70),
                (Some(Direction::Last), _) | (None, Tense::Past | Tense::Narrative) => (70, 0),
                _ => (40, 40),
            };
            // `sabato 27 aprile e lunedì 29`; else as the tense says, and where there is none
            // so, the nearest.
            let told = self
                .sentence
                .filter(|told| is_day(told) && direction.is_none());
            if let Some(date) = told.and_then(|told| near(told.first_day(), 31, 31)) {
                return Some((Edtf::day(date)?, Anchor::Previous));
            }
            let of_writing = near(today, back, ahead).filter(|_| !self.history);
            if of_writing.is_none()
                && let Some(found) = of_story()
            {
                return Some(found);
            }
            let date = of_writing.or_else(|| near(today, 70, 70))?;
            return Some((Edtf::day(date)?, Anchor::Tense));
        }
        if let Some(date) = self
            .weekday_beside(weekday, today)
            .filter(|_| direction.is_none())
        {
            return Some((date, Anchor::Previous));
        }
        // `Domani c’è la prova, giovedì la gara`
        let announced = self.sentence.filter(|told| {
            let open = direction.is_none() && self.tense == Tense::Open;
            let soon = (1..SOON).contains(&days_between(today, told.first_day()));
            // `said Monday` on a Monday is today.
            open && soon && is_day(told) && of(today) != weekday
        });
        if let Some(told) = announced {
            let first = told.first_day();
            let ahead = (weekday - of(first)).rem_euclid(7);
            let date = Edtf::day(add_days(first, i64::from(ahead))?)?;
            return Some((date, Anchor::Previous));
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
