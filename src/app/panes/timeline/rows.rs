//! The rows of the timeline: periods, the events under each, gaps of years, today. Rows are worked
//! out from where each period begins, so that a million events need no row of their own.

use jiff::civil::Date;

use super::Bars;
use crate::search::events::Fitting;
use crate::timeline::events::Events;
use crate::timeline::scale::{Bucket, Zoom};

/// A row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A period, by its number.
    Period(usize),
    /// An event, by its number among those shown.
    Event(usize),
    /// So many years of which nothing is shown.
    Gap(i32),
    /// The line between what is past and what is to come.
    Today,
}

/// A period of which something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Which.
    pub bucket: Bucket,
    /// Reports of its events.
    pub told: usize,
    /// Articles that were published in it; counted only where they are asked for.
    pub written: usize,
    /// The number of its first event.
    first: usize,
    /// Years of which nothing is shown, before it.
    gap: i32,
    /// Its row, today's line not counted.
    row: usize,
}

/// All rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The periods, in order.
    periods: Vec<Period>,
    /// The places of the events shown, in the order of the rows.
    shown: Vec<u32>,
    /// The row of today's line.
    today: Option<usize>,
    /// The most reports, and the most articles, of any period.
    most: (usize, usize),
}

impl Rows {
    /// Divides what `fitting` leaves of `events`.
    #[must_use]
    pub fn new(
        events: &Events,
        fitting: &Fitting,
        (zoom, bars): (Zoom, Bars),
        today: Option<Date>,
    ) -> Self {
        let mut rows = Self::default();
        let told = rows.told(events, fitting, zoom);
        let written = match bars {
            Bars::Told => Vec::new(),
            Bars::Written => written(events, fitting, zoom),
        };
        rows.lay_out(told, written);
        rows.today = today.and_then(|today| rows.row_of_today(events, today));
        rows
    }

    /// Of each period: which, its first event, its reports.
    fn told(
        &mut self,
        events: &Events,
        fitting: &Fitting,
        zoom: Zoom,
    ) -> Vec<(Bucket, usize, usize)> {
        let mut told: Vec<(Bucket, usize, usize)> = Vec::new();
        let Some(division) = events.division(zoom) else {
            return told;
        };
        let mut last = None;
        for (place, stretch) in division.in_order() {
            if !fitting.holds(place) {
                continue;
            }
            if last != Some(stretch) {
                let Some(&bucket) = division.buckets().get(stretch as usize) else {
                    continue;
                };
                told.push((bucket, self.shown.len(), 0));
                last = Some(stretch);
            }
            if let Some((_, _, reports)) = told.last_mut() {
                *reports += events.reports(place);
            }
            self.shown.push(place);
        }
        told
    }

    fn lay_out(&mut self, told: Vec<(Bucket, usize, usize)>, written: Vec<(Bucket, usize)>) {
        let mut told = told.into_iter().peekable();
        let mut written = written.into_iter().peekable();
        let mut row = 0;
        loop {
            let bucket = match (told.peek(), written.peek()) {
                (Some((told, ..)), Some((written, _))) => *told.min(written),
                (Some((bucket, ..)), None) | (None, Some((bucket, _))) => *bucket,
                (None, None) => break,
            };
            let here = told.next_if(|(told, ..)| *told == bucket);
            let articles = written.next_if(|(written, _)| *written == bucket);
            let next = told.peek().map_or(self.shown.len(), |&(_, first, _)| first);
            let first = here.map_or(next, |(_, first, _)| first);
            let gap = self
                .periods
                .last()
                .map_or(0, |before| years_between(&before.bucket, &bucket));
            let gap = if gap > 1 { gap } else { 0 };
            row += usize::from(gap > 0);
            let period = Period {
                bucket,
                told: here.map_or(0, |(_, _, reports)| reports),
                written: articles.map_or(0, |(_, articles)| articles),
                first,
                gap,
                row,
            };
            self.most.0 = self.most.0.max(period.told);
            self.most.1 = self.most.1.max(period.written);
            self.periods.push(period);
            row += 1 + next - first;
        }
    }

    /// Where today's line belongs: after everything that had begun.
    fn row_of_today(&self, events: &Events, today: Date) -> Option<usize> {
        let begun = |period: &Period| period.bucket.as_edtf().first_day() <= today;
        let Some(last) = self.periods.partition_point(begun).checked_sub(1) else {
            return (!self.periods.is_empty()).then_some(0);
        };
        let period = self.periods.get(last)?;
        let end = self
            .periods
            .get(last + 1)
            .map_or(self.shown.len(), |next| next.first);
        let shown = self.shown.get(period.first..end)?;
        let past = shown.partition_point(|&place| {
            let day = events.days().get(place as usize);
            day.is_some_and(|&(first, _)| first <= today)
        });
        Some(period.row + 1 + past)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.periods.last();
        let plain = last.map_or(0, |last| last.row + 1 + self.shown.len() - last.first);
        plain + usize::from(self.today.is_some())
    }

    /// Whether there is no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.periods.is_empty()
    }

    /// What a row shows.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Row> {
        if row >= self.len() {
            return None;
        }
        let plain = match self.today {
            Some(today) if row == today => return Some(Row::Today),
            Some(today) if row > today => row - 1,
            _ => row,
        };
        // The gap before a period belongs to it.
        let begins = |period: &Period| period.row - usize::from(period.gap > 0) <= plain;
        let number = self.periods.partition_point(begins).checked_sub(1)?;
        let period = self.periods.get(number)?;
        Some(if plain < period.row {
            Row::Gap(period.gap)
        } else if plain == period.row {
            Row::Period(number)
        } else {
            Row::Event(period.first + plain - period.row - 1)
        })
    }

    fn shown_row(&self, plain: usize) -> usize {
        plain + usize::from(self.today.is_some_and(|today| today <= plain))
    }

    /// The row of a period.
    #[must_use]
    pub fn row_of_period(&self, number: usize) -> Option<usize> {
        self.periods
            .get(number)
            .map(|period| self.shown_row(period.row))
    }

    /// The row of the event of a number.
    #[must_use]
    pub fn row_of_event(&self, number: usize) -> Option<usize> {
        if number >= self.shown.len() {
            return None;
        }
        let after = self
            .periods
            .partition_point(|period| period.first <= number);
        // Of periods without events the last one that begins here holds it.
        let period = self.periods.get(after.checked_sub(1)?)?;
        Some(self.shown_row(period.row + 1 + number - period.first))
    }

    /// The row of the period that holds `date`, or else of the next one.
    #[must_use]
    pub fn period_at(&self, date: Date) -> Option<usize> {
        let before = |period: &Period| period.bucket.as_edtf().last_day() < date;
        let number = self.periods.iter().position(|period| !before(period))?;
        self.row_of_period(number)
    }

    /// A period.
    #[must_use]
    pub fn period(&self, number: usize) -> Option<&Period> {
        self.periods.get(number)
    }

    /// The period that a row stands in; a gap stands in the one before it.
    #[must_use]
    pub fn period_of(&self, row: usize) -> Option<&Period> {
        let plain = row - usize::from(self.today.is_some_and(|today| row >= today && row > 0));
        let after = self.periods.partition_point(|period| period.row <= plain);
        self.periods.get(after.saturating_sub(1))
    }

    /// The places of the events shown, by their numbers.
    #[must_use]
    pub fn shown(&self) -> &[u32] {
        &self.shown
    }

    /// The most reports of any period, or the most articles.
    #[must_use]
    pub const fn most(&self, bars: Bars) -> usize {
        match bars {
            Bars::Told => self.most.0,
            Bars::Written => self.most.1,
        }
    }
}

/// Of each period in which articles were published that the lens finds: which, and how many.
fn written(events: &Events, fitting: &Fitting, zoom: Zoom) -> Vec<(Bucket, usize)> {
    let mut written: Vec<(Bucket, usize)> = Vec::new();
    let Some(division) = events.published(zoom) else {
        return written;
    };
    let mut last = None;
    for (article, stretch) in division.in_order() {
        if !fitting
            .articles
            .get(article as usize)
            .is_some_and(|&found| found)
        {
            continue;
        }
        if last != Some(stretch) {
            let Some(&bucket) = division.buckets().get(stretch as usize) else {
                continue;
            };
            written.push((bucket, 0));
            last = Some(stretch);
        }
        if let Some((_, articles)) = written.last_mut() {
            *articles += 1;
        }
    }
    written
}

fn years_between(before: &Bucket, after: &Bucket) -> i32 {
    let before = i32::from(before.as_edtf().last_day().year());
    let after = i32::from(after.as_edtf().first_day().year());
    after - before - 1
}
