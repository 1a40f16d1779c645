//! The timeline pane: periods with their bars, under each its events, and lanes of actors above. What an event is and
//! how time is divided is for `timeline`; here is what is shown of it and what is selected. Rows differ in height,
//! and only those on the screen are ever looked at.

use std::sync::Arc;

use jiff::civil::Date;

use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::search::events::Fitting;
use crate::text::TextRange;
use crate::timeline::Event;
use crate::timeline::events::Events;
use crate::timeline::scale::Zoom;

use super::list::Motion;

mod lanes;
mod rows;
#[cfg(test)]
mod tests;

pub use lanes::{Lane, Lanes};
pub use rows::{Period, Row, Rows};

/// What the bars of the periods count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    /// How much is told of each period: what happened when.
    #[default]
    Told,
    /// How many articles were published in it: what was written when.
    Written,
}

/// The pane.
#[derive(Clone, Debug, Default)]
pub struct TimelinePane {
    events: Arc<Events>,
    /// What the lens leaves of them.
    fitting: Fitting,
    rows: Rows,
    zoom: ZoomLevel,
    bars: Bars,
    today: Option<Date>,
    /// The selected row, and the first one on the screen.
    selected: usize,
    top: usize,
    /// The first row on the screen when the list was last moved; heights come and go.
    settled: usize,
    /// Columns and lines inside the frame.
    size: (usize, usize),
    /// The event whose sources are gone through, and which of them was opened last.
    source: Option<(u32, usize)>,
    /// The open article, and what it tells: sentence and event, by sentence, and the events in order.
    open: Option<ArticleId>,
    told: Vec<(TextRange, u32)>,
    /// The actors that have lanes, and whether lanes are shown; until asked, where actors are looked for.
    actors: Vec<ActorId>,
    wants_lanes: Option<bool>,
    in_lens: bool,
    lanes: Lanes,
}

/// Years, until it is changed.
#[derive(Clone, Copy, Debug)]
struct ZoomLevel(Zoom);

impl Default for ZoomLevel {
    fn default() -> Self {
        Self(Zoom::Year)
    }
}

/// From this many lines on, an event has two of them for its title.
const ROOMY: usize = 24;
/// Lines that the list keeps below the lanes.
const LEFT_FOR_LIST: usize = 6;
/// From this many lines on, lanes are shown without asking where the lens names actors.
const LANES_FROM: usize = 16;
/// Columns of the names of lanes, with the space after them, at most.
const NAMES: usize = 16;

impl TimelinePane {
    /// The pane has now so many columns and lines inside its frame.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (usize::from(width), usize::from(height));
        self.draw_lanes();
        self.top = self.settled;
        self.bring_into_view();
    }

    /// The day that today is.
    pub fn set_today(&mut self, today: Date) {
        self.today = Some(today);
    }

    // ---- what is shown

    /// Lines of the screen that an event takes.
    #[must_use]
    pub const fn event_lines(&self) -> usize {
        if self.size.1 >= ROOMY { 3 } else { 2 }
    }

    const fn lines(&self, row: Row) -> usize {
        match row {
            Row::Event(_) => self.event_lines(),
            Row::Period(_) | Row::Gap(_) | Row::Today => 1,
        }
    }

    fn lines_of(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| self.lines(row))
    }

    /// Lines above the list that the lanes take: one for each and one for the time.
    #[must_use]
    pub fn lane_lines(&self) -> usize {
        match self.lanes.lanes.len() {
            0 => 0,
            lanes => lanes + 1,
        }
    }

    fn list_lines(&self) -> usize {
        self.size.1.saturating_sub(self.lane_lines()).max(1)
    }

    /// The rows on the screen, each with its line below the lanes; the last may be cut.
    pub fn visible(&self) -> impl Iterator<Item = (usize, usize, Row)> + '_ {
        let mut line = 0;
        (self.top..self.rows.len()).map_while(move |number| {
            let row = self.rows.get(number)?;
            let at = line;
            line += self.lines(row);
            (at < self.list_lines()).then_some((at, number, row))
        })
    }

    /// The row at a line inside the frame.
    #[must_use]
    pub fn row_at(&self, line: usize) -> Option<usize> {
        let line = line.checked_sub(self.lane_lines())?;
        let mut rows = self.visible();
        let found = rows.find(|&(at, _, row)| line < at + self.lines(row));
        found.map(|(_, number, _)| number)
    }

    /// The rows.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The lanes.
    #[must_use]
    pub const fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// Columns of the names of the lanes, with the space after them.
    #[must_use]
    pub const fn name_columns(&self) -> usize {
        if self.size.0 / 3 < NAMES {
            self.size.0 / 3
        } else {
            NAMES
        }
    }

    /// What the bars count.
    #[must_use]
    pub const fn bars(&self) -> Bars {
        self.bars
    }

    /// How finely time is divided.
    #[must_use]
    pub const fn zoom_level(&self) -> Zoom {
        self.zoom.0
    }

    /// Today.
    #[must_use]
    pub const fn today(&self) -> Option<Date> {
        self.today
    }

    /// How many events the lens leaves.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.shown().len()
    }

    /// Whether the lens leaves none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.shown().is_empty()
    }

    /// The event of a number.
    #[must_use]
    pub fn event(&self, number: usize) -> Option<&Event> {
        self.events.get(*self.rows.shown().get(number)? as usize)
    }

    /// Whether the open article tells the event of this number.
    #[must_use]
    pub fn is_told(&self, number: usize) -> bool {
        let place = self.rows.shown().get(number);
        let told = self.open.map(|article| self.events.told_by(article));
        place
            .zip(told)
            .is_some_and(|(place, told)| told.binary_search(place).is_ok())
    }

    // ---- changes

    /// Shows what `fitting` leaves of `events`; the selection stays at its date. `actors` are those that
    /// the lens looks for.
    pub fn set_events(&mut self, events: Arc<Events>, fitting: Fitting, actors: Vec<ActorId>) {
        let date = self.selected_date();
        let event = self
            .selected_event()
            .map(|event| (event.date, event.title.clone()));
        self.events = events;
        self.fitting = fitting;
        self.source = None;
        self.in_lens = !actors.is_empty();
        self.actors = actors;
        if !self.in_lens && self.wants_lanes == Some(true) {
            self.actors = self.most_named();
        }
        self.lay_out();
        match date {
            Some(date) => self.select_date(&date),
            None => self.select_last_event(),
        }
        // Of the events of one day the same one stays.
        if let Some((date, title)) = event {
            let here = self.selected_place().unwrap_or_default();
            let mut near = (here..).zip(self.events.get(here as usize..).unwrap_or_default());
            let same = near.find(|(place, event)| {
                event.date > date || (event.title == title && self.fitting.holds(*place))
            });
            if let Some((place, event)) = same
                && event.date == date
            {
                self.select_place(place);
            }
        }
        self.set_open(self.open);
    }

    /// Divides time one step more finely (`true`) or more coarsely; the selection stays.
    pub fn zoom(&mut self, finer: bool) {
        let zoom = if finer {
            self.zoom.0.closer()
        } else {
            self.zoom.0.wider()
        };
        if let Some(zoom) = zoom {
            self.zoom = ZoomLevel(zoom);
            self.lay_out_again();
        }
    }

    /// Counts by the bars what happened in each period, or what was written in it.
    pub fn switch_bars(&mut self) -> Bars {
        self.bars = match self.bars {
            Bars::Told => Bars::Written,
            Bars::Written => Bars::Told,
        };
        self.lay_out_again();
        self.bars
    }

    /// Shows the lanes of the actors of the lens, or of those that are named most; or none.
    pub fn switch_lanes(&mut self) {
        self.wants_lanes = Some(self.lanes.lanes.is_empty());
        if !self.in_lens {
            self.actors = self.most_named();
        }
        self.draw_lanes();
        self.bring_into_view();
    }

    fn most_named(&self) -> Vec<ActorId> {
        let mut counts: Vec<(usize, &ActorId)> = (self.events.actors())
            .map(|actor| {
                let named = self.events.naming(actor).iter();
                (
                    named.filter(|&&place| self.fitting.holds(place)).count(),
                    actor,
                )
            })
            .filter(|&(count, _)| count > 0)
            .collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        counts
            .into_iter()
            .take(lanes::MOST)
            .map(|(_, actor)| actor.clone())
            .collect()
    }

    fn lay_out(&mut self) {
        self.rows = Rows::new(
            &self.events,
            &self.fitting,
            (self.zoom.0, self.bars),
            self.today,
        );
        self.draw_lanes();
    }

    fn lay_out_again(&mut self) {
        let (date, place) = (self.selected_date(), self.selected_place());
        self.lay_out();
        match (place, date) {
            (Some(place), _) => {
                self.select_place(place);
            }
            (None, Some(date)) => self.select_period(date.first_day()),
            (None, None) => self.select_last_event(),
        }
    }

    fn draw_lanes(&mut self) {
        let (width, height) = self.size;
        let wanted = self
            .wants_lanes
            .unwrap_or(self.in_lens && height >= LANES_FROM);
        let room = height.saturating_sub(LEFT_FOR_LIST + 1).min(lanes::MOST);
        let columns = width.saturating_sub(self.name_columns() + 2);
        if !wanted || room == 0 || columns == 0 {
            self.lanes = Lanes::default();
            return;
        }
        let actors = self.actors.get(..room).unwrap_or(&self.actors);
        let date = self.selected_date();
        self.lanes = Lanes::new(
            (&self.events, &self.fitting),
            actors,
            self.zoom.0,
            date,
            columns,
        );
    }

    // ---- the selection

    /// The number of the selected row.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        (!self.rows.is_empty()).then_some(self.selected)
    }

    fn selected_row(&self) -> Option<Row> {
        self.rows.get(self.selected)
    }

    /// The place of the selected event.
    #[must_use]
    pub fn selected_place(&self) -> Option<u32> {
        match self.selected_row()? {
            Row::Event(number) => self.rows.shown().get(number).copied(),
            _ => None,
        }
    }

    /// The selected event.
    #[must_use]
    pub fn selected_event(&self) -> Option<&Event> {
        self.events.get(self.selected_place()? as usize)
    }

    /// The date of the selected row; today's line and a gap have that of their period.
    #[must_use]
    pub fn selected_date(&self) -> Option<Edtf> {
        match self.selected_event() {
            Some(event) => Some(event.date),
            None => self.selected_period(),
        }
    }

    /// The period of the selected row, as the zoom divides time.
    #[must_use]
    pub fn selected_period(&self) -> Option<Edtf> {
        let period = self.rows.period_of(self.selected()?)?;
        Some(period.bucket.as_edtf())
    }

    /// Selects a row, or the last one, and brings it on the screen.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.bring_into_view();
        self.settled = self.top;
        if self.lane_lines() > 0 {
            self.draw_lanes();
        }
    }

    fn bring_into_view(&mut self) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.min(last);
        // Today’s line, or a gap, after the selected row is seen with it.
        let mut end = self.selected;
        while end < last && self.is_idle(end + 1) {
            end += 1;
        }
        let first = self.first_above(end).min(self.selected);
        self.top = self.top.clamp(first, self.selected);
        self.top = self.top.min(self.first_above(last));
    }

    /// The first row that can be on the screen together with `row`.
    fn first_above(&self, row: usize) -> usize {
        let room = self.list_lines();
        let mut used = self.lines_of(row);
        let mut first = row;
        while let Some(above) = first.checked_sub(1) {
            used += self.lines_of(above);
            if used > room {
                break;
            }
            first = above;
        }
        first
    }

    /// The last row that is whole on the screen.
    fn last_whole(&self) -> usize {
        let room = self.list_lines();
        let whole = |&(at, _, row): &(usize, usize, Row)| at == 0 || at + self.lines(row) <= room;
        let last = self.visible().take_while(whole).last();
        last.map_or(self.top, |(_, number, _)| number)
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        let page = self.visible().count().max(1).cast_signed();
        match motion {
            Motion::Line(by) => self.step(by),
            Motion::Half(by) => self.step(by * (page / 2).max(1)),
            Motion::Page(by) => self.step(by * (page - 1).max(1)),
            Motion::First => self.select(0),
            Motion::Last => {
                self.selected = self.rows.len();
                self.step(-1);
            }
        }
    }

    /// Whether there is nothing to select in a row.
    fn is_idle(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(Row::Gap(_) | Row::Today))
    }

    /// Steps by rows, past those that have nothing to select.
    fn step(&mut self, by: isize) {
        let mut row = self.selected.saturating_add_signed(by);
        while self.is_idle(row) {
            match row.checked_add_signed(by.signum()) {
                Some(next) if next < self.rows.len() && next != row => row = next,
                _ => return,
            }
        }
        self.select(row);
    }

    /// Moves the window by `by` rows; the selection stays on the screen.
    pub fn scroll(&mut self, by: isize) {
        let last_top = self.first_above(self.rows.len().saturating_sub(1));
        self.top = self.top.saturating_add_signed(by).min(last_top);
        self.settled = self.top;
        self.selected = self
            .selected
            .clamp(self.top, self.last_whole().max(self.top));
        self.draw_lanes();
    }

    fn select_last_event(&mut self) {
        match self.len().checked_sub(1) {
            Some(last) => self.select_number(last),
            None => self.select(self.rows.len()),
        }
    }

    fn select_period(&mut self, date: Date) {
        self.select(self.rows.period_at(date).unwrap_or(self.rows.len()));
    }

    /// Selects the first event at or after `date`, or else the last one before it.
    pub fn select_date(&mut self, date: &Edtf) {
        let days = self.events.days();
        let first = days.partition_point(|&(first, _)| first < date.first_day());
        let holds = |place: &usize| self.fitting.events.get(*place).is_some_and(|&fits| fits);
        let place = (first..days.len())
            .find(holds)
            .or_else(|| (0..first).rev().find(holds));
        match place.and_then(|place| u32::try_from(place).ok()) {
            Some(place) => {
                self.select_place(place);
            }
            None => self.select_period(date.first_day()),
        }
    }

    /// Selects the event at this place of all events; whether it is shown.
    pub fn select_place(&mut self, place: u32) -> bool {
        let number = self.number_of(place);
        if let Some(number) = number {
            self.select_number(number);
        }
        number.is_some()
    }

    fn number_of(&self, place: u32) -> Option<usize> {
        let division = self.events.division(self.zoom.0)?;
        let rank = division.rank(place).filter(|_| self.fitting.holds(place))?;
        let shown = self.rows.shown();
        shown
            .binary_search_by_key(&Some(rank), |&shown| division.rank(shown))
            .ok()
    }

    fn select_number(&mut self, number: usize) {
        if let Some(row) = self.rows.row_of_event(number) {
            self.select(row);
        }
    }

    /// Selects what is told in a column of the lanes, or next after it.
    pub fn select_column(&mut self, column: usize) {
        let column = column.checked_sub(self.name_columns() + 1);
        let bucket = column.and_then(|column| self.lanes.columns.get(column));
        if let Some(date) = bucket.map(|bucket| bucket.as_edtf()) {
            self.select_date(&date);
        }
    }

    // ---- the open article and the sources

    /// The article whose events are marked and followed.
    pub fn set_open(&mut self, article: Option<ArticleId>) {
        self.open = article;
        let Some(id) = article else {
            self.told.clear();
            return;
        };
        let told = self
            .events
            .told_by(id)
            .iter()
            .filter(|&&place| self.fitting.holds(place));
        self.told = told
            .filter_map(|&place| Some((place, self.events.get(place as usize)?)))
            .flat_map(|(place, event)| {
                let reports = event
                    .reports
                    .iter()
                    .filter(move |report| report.article == id);
                reports.map(move |report| (report.sentence, place))
            })
            .collect();
        self.told.sort_unstable();
    }

    /// Selects the event that the open article tells at `byte`, or next after it.
    pub fn follow(&mut self, byte: usize) {
        let next = (self.told).partition_point(|(sentence, _)| sentence.end <= byte);
        if let Some(&(_, place)) = self.told.get(next).or_else(|| self.told.last()) {
            self.select_place(place);
        }
    }

    /// Selects the event that the open article dates by this expression; whether it is shown.
    pub fn select_expression(&mut self, expression: TextRange) -> bool {
        let told = self
            .open
            .map_or(&[][..], |article| self.events.told_by(article));
        let dated = |place: &&u32| {
            let event = self.events.get(**place as usize);
            event.is_some_and(|event| {
                event.reports.iter().any(|report| {
                    Some(report.article) == self.open && report.expression == expression
                })
            })
        };
        let place = told.iter().find(dated).copied();
        place.is_some_and(|place| self.select_place(place))
    }

    /// Which source of the selected event was opened last, from 0.
    #[must_use]
    pub fn source(&self) -> Option<usize> {
        let (place, source) = self.source?;
        (self.selected_place() == Some(place)).then_some(source)
    }

    /// The next source of the selected event: each call leads to another, round and round.
    pub fn next_source(&mut self) -> Option<(ArticleId, TextRange)> {
        let place = self.selected_place()?;
        let reports = &self.events.get(place as usize)?.reports;
        let source = self
            .source()
            .map_or(0, |source| (source + 1) % reports.len());
        let report = reports.get(source)?;
        let sentence = (report.article, report.sentence);
        self.source = Some((place, source));
        Some(sentence)
    }
}
