//! The timeline pane: periods with their bars, and under each its events. What an event is and
//! how time is divided is for `timeline`; here is which rows there are and which is selected.

use std::sync::Arc;

use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::index::catalogue::Catalogue;
use crate::text::TextRange;
use crate::timeline::Event;
use crate::timeline::scale::{self, Bucket, Zoom};

use super::list::Cursor;

/// A row of the pane.
#[derive(Clone, Debug)]
pub enum Row {
    /// A period: how many events it has, and how many articles tell of it.
    Period {
        /// Which.
        bucket: Bucket,
        /// Reports of its events.
        reports: usize,
    },
    /// An event, by its place in [`TimelinePane::events`].
    Event(usize),
    /// Years in which nothing is told.
    Gap {
        /// How many.
        years: i32,
    },
}

/// The pane.
#[derive(Clone, Debug)]
pub struct TimelinePane {
    /// What is known of the corpus, with all its events.
    catalogue: Arc<Catalogue>,
    /// The places of the events that the lens leaves, by date.
    events: Vec<usize>,
    /// Periods and events in order.
    pub rows: Vec<Row>,
    /// How finely time is divided.
    pub zoom: Zoom,
    /// The selected row.
    pub cursor: Cursor,
    /// The most reports of any period, for the bars.
    pub most: usize,
    /// The event whose sources are gone through, and which of them was opened last.
    pub source: Option<(usize, usize)>,
    /// The row of each event.
    event_rows: Vec<usize>,
    /// The open article, and what it tells: sentence and event, by sentence.
    open: Option<ArticleId>,
    told: Vec<(TextRange, usize)>,
    /// Rows inside the frame.
    height: usize,
}

impl Default for TimelinePane {
    fn default() -> Self {
        Self {
            catalogue: Arc::default(),
            events: Vec::new(),
            rows: Vec::new(),
            zoom: Zoom::Year,
            cursor: Cursor::default(),
            most: 0,
            source: None,
            event_rows: Vec::new(),
            open: None,
            told: Vec::new(),
            height: 0,
        }
    }
}

/// From this many lines on, an event has two of them for its title.
const ROOMY: usize = 24;

impl TimelinePane {
    /// The pane has now this many rows inside its frame.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height);
        self.cursor
            .set_height((self.height / self.row_height()).max(1));
    }

    /// Lines of the screen that each row takes.
    #[must_use]
    pub const fn row_height(&self) -> usize {
        if self.height >= ROOMY { 3 } else { 2 }
    }

    /// How many events the lens leaves.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether the lens leaves none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event of a number.
    #[must_use]
    pub fn event(&self, number: usize) -> Option<&Event> {
        self.catalogue.events.get(*self.events.get(number)?)
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.events
            .iter()
            .filter_map(|&place| self.catalogue.events.get(place))
    }

    /// Shows the events of `catalogue` at these places, which are in order; the selection stays at
    /// its date.
    pub fn set_events(&mut self, catalogue: Arc<Catalogue>, events: Vec<usize>) {
        let date = self.selected_date();
        self.catalogue = catalogue;
        self.events = events;
        self.source = None;
        self.lay_out(date);
        self.set_open(self.open);
    }

    /// Divides time one step more finely (`true`) or more coarsely; the selection stays.
    pub fn zoom(&mut self, finer: bool) {
        let date = self.selected_date();
        let event = self.selected_number();
        let zoom = if finer {
            self.zoom.closer()
        } else {
            self.zoom.wider()
        };
        self.zoom = zoom.unwrap_or(self.zoom);
        self.lay_out(date);
        if let Some(number) = event {
            self.select_number(number);
        }
    }

    fn lay_out(&mut self, date: Option<Edtf>) {
        self.rows.clear();
        self.event_rows.clear();
        self.most = 0;
        let mut last: Option<(Bucket, usize)> = None;
        let catalogue = Arc::clone(&self.catalogue);
        for (number, place) in self.events.iter().enumerate() {
            let Some(event) = catalogue.events.get(*place) else {
                continue;
            };
            let bucket = scale::bucket(&event.date, self.zoom);
            match last {
                Some((open, row)) if open == bucket => {
                    if let Some(Row::Period { reports, .. }) = self.rows.get_mut(row) {
                        *reports += event.reports.len();
                        self.most = self.most.max(*reports);
                    }
                }
                _ => {
                    if let Some((before, _)) = last {
                        let years = years_between(&before, &bucket);
                        if years > 1 {
                            self.rows.push(Row::Gap { years });
                        }
                    }
                    last = Some((bucket, self.rows.len()));
                    self.rows.push(Row::Period {
                        bucket,
                        reports: event.reports.len(),
                    });
                    self.most = self.most.max(event.reports.len());
                }
            }
            self.event_rows.push(self.rows.len());
            self.rows.push(Row::Event(number));
        }
        self.cursor.set_len(self.rows.len());
        match date {
            Some(date) => self.select_date(&date),
            None => self.cursor.select(self.rows.len()),
        }
    }

    fn selected_number(&self) -> Option<usize> {
        match self.rows.get(self.cursor.selected()?)? {
            Row::Event(number) => Some(*number),
            _ => None,
        }
    }

    /// The selected event.
    #[must_use]
    pub fn selected_event(&self) -> Option<&Event> {
        self.event(self.selected_number()?)
    }

    /// The date of the selected row; a gap has that of the event before it.
    #[must_use]
    pub fn selected_date(&self) -> Option<Edtf> {
        let row = self.cursor.selected()?;
        self.rows
            .get(..=row)?
            .iter()
            .rev()
            .find_map(|row| match row {
                Row::Event(number) => self.event(*number).map(|event| event.date),
                Row::Period { bucket, .. } => Some(bucket.as_edtf()),
                Row::Gap { .. } => None,
            })
    }

    /// The period of the selected row, as the zoom divides time.
    #[must_use]
    pub fn selected_period(&self) -> Option<Edtf> {
        let row = self.cursor.selected()?;
        self.rows
            .get(..=row)?
            .iter()
            .rev()
            .find_map(|row| match row {
                Row::Period { bucket, .. } => Some(bucket.as_edtf()),
                _ => None,
            })
    }

    /// Selects the first event at or after `date`.
    pub fn select_date(&mut self, date: &Edtf) {
        let catalogue = Arc::clone(&self.catalogue);
        let before = |place: &usize| {
            let event = catalogue.events.get(*place);
            event.is_some_and(|event| event.date.first_day() < date.first_day())
        };
        let number = self.events.partition_point(before);
        self.select_number(number.min(self.events.len().saturating_sub(1)));
    }

    /// Selects the event at this place of the catalogue, where it is shown.
    pub fn select_place(&mut self, place: usize) {
        if let Ok(number) = self.events.binary_search(&place) {
            self.select_number(number);
        }
    }

    fn select_number(&mut self, number: usize) {
        if let Some(&row) = self.event_rows.get(number) {
            self.cursor.select(row);
        }
    }

    /// The events that `article` tells, for [`Self::follow`] and the marks of its rows.
    pub fn set_open(&mut self, article: Option<ArticleId>) {
        self.open = article;
        self.told = self
            .events()
            .enumerate()
            .flat_map(|(number, event)| {
                let told = event
                    .reports
                    .iter()
                    .filter(|report| Some(report.article) == article);
                told.map(move |report| (report.sentence, number))
            })
            .collect();
        self.told.sort_unstable();
    }

    /// Whether the open article tells the event of this number.
    #[must_use]
    pub fn is_told(&self, number: usize) -> bool {
        self.told.iter().any(|&(_, told)| told == number)
    }

    /// Selects the event that the open article tells at `byte`, or next after it.
    pub fn follow(&mut self, byte: usize) {
        let next = self
            .told
            .partition_point(|(sentence, _)| sentence.end <= byte);
        if let Some(&(_, number)) = self.told.get(next).or_else(|| self.told.last()) {
            self.select_number(number);
        }
    }

    /// The next source of the selected event: each call leads to another, round and round.
    pub fn next_source(&mut self) -> Option<(ArticleId, TextRange)> {
        let Row::Event(number) = *self.rows.get(self.cursor.selected()?)? else {
            return None;
        };
        let reports = &self.event(number)?.reports;
        let source = match self.source {
            Some((event, source)) if event == number => (source + 1) % reports.len(),
            _ => 0,
        };
        let report = reports.get(source)?;
        let place = (report.article, report.sentence);
        self.source = Some((number, source));
        Some(place)
    }
}

fn years_between(before: &Bucket, after: &Bucket) -> i32 {
    let before = i32::from(before.as_edtf().last_day().year());
    let after = i32::from(after.as_edtf().first_day().year());
    after - before - 1
}
