//! What is selected in the timeline: moving, scrolling, going to a date, an event or what the open
//! article tells, and from an event to its sources. What rows there are is for [`super::rows`].

use jiff::civil::Date;

use super::super::list::Motion;
use super::{Row, TimelinePane, Window};
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::timeline::Event;

impl TimelinePane {
    /// The number of the selected row.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        (!self.rows.is_empty()).then_some(self.selected)
    }

    pub(super) fn selected_row(&self) -> Option<Row> {
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
    pub fn selected_event(&self) -> Option<Event> {
        self.events.get(self.selected_place()?)
    }

    /// The date of the selected row; today's line and a gap have that of their period.
    #[must_use]
    pub fn selected_date(&self) -> Option<Edtf> {
        match self.selected_place() {
            Some(place) => self.events.date(place),
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

    pub(super) fn bring_into_view(&mut self) {
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

    pub(super) fn select_last_event(&mut self) {
        match self.len().checked_sub(1) {
            Some(last) => self.select_number(last),
            None => self.select(self.rows.len()),
        }
    }

    pub(super) fn select_period(&mut self, date: Date) {
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

    /// What is selected, and the window around it.
    #[must_use]
    pub fn window(&self) -> Window {
        let (rows, selected, top) = (self.rows.len(), self.selected, self.top);
        Window {
            rows,
            selected,
            top,
        }
    }

    /// Goes back to a window, where there are as many rows as there were then.
    pub fn go_back(&mut self, window: Window) {
        if self.rows.len() == window.rows {
            (self.selected, self.top) = (window.selected, window.top);
            self.bring_into_view();
            self.settled = self.top;
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
            .flat_map(|&place| {
                let told = self.events.told_in(place, id);
                told.map(move |(sentence, _)| (sentence, place))
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
        let Some(article) = self.open else {
            return false;
        };
        let mut told = self.events.told_by(article).iter().copied();
        let place = told.find(|&place| {
            let mut told = self.events.told_in(place, article);
            told.any(|(_, dated)| dated == expression)
        });
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
        let reports = self.events.get(place)?.reports;
        let source = self
            .source()
            .map_or(0, |source| (source + 1) % reports.len());
        let report = reports.get(source)?;
        let sentence = (report.article, report.sentence);
        self.source = Some((place, source));
        Some(sentence)
    }
}
