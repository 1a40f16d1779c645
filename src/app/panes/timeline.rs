//! The timeline pane: periods with their bars, under each its events, and lanes of actors above. What an event is and
//! how time is divided is for `timeline`; here is what is shown of it and what is selected. Rows differ in height,
//! and only those on the screen are ever looked at.

use std::sync::Arc;

use jiff::civil::Date;

use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::search::events::Fitting;
use crate::text::TextRange;
use crate::timeline::events::{Events, Summary};
use crate::timeline::scale::Zoom;

mod lanes;
mod rows;
mod selection;
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

/// Which row was selected, and which was the first on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    rows: usize,
    selected: usize,
    top: usize,
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

    /// What the row of the event of a number shows.
    #[must_use]
    pub fn summary(&self, number: usize) -> Option<Summary<'_>> {
        let place = *self.rows.shown().get(number)?;
        self.events.summary(place)
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
        let told = self.selected_place();
        let told = told.and_then(|place| self.events.first(place));
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
        // The same one stays, also where it has another title or date now.
        if let Some((article, sentence, expression)) = told {
            let places = self.events.told_by(article).iter().copied();
            let same = places
                .filter(|&place| self.fitting.holds(place))
                .find(|&place| {
                    let mut told = self.events.told_in(place, article);
                    told.any(|(of, dated)| (of.start, dated.start) == (sentence, expression))
                });
            if let Some(place) = same {
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
        let mut counts: Vec<(usize, &str)> = (self.events.actors())
            .map(|(actor, named)| {
                let named = named.iter();
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
            .map(|(_, actor)| ActorId(actor.into()))
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
}
