//! The reader's own judgement of events: hiding a false one, joining two that are one, splitting
//! one that is two, another title or date. What a decision means and how it is written down is for
//! `timeline::correction`, keeping it for the runtime.

use std::sync::Arc;

use crate::index::catalogue::Catalogue;
use crate::timeline::correction::{Anchor, Change, Correction as Decision};
use crate::timeline::events::Events;
use crate::timeline::{Quote, Report};

use super::correction::Correction;
use super::effect::{Effect, Wanted};
use super::notice::Severity;
use super::panes::picker::PickerPane;
use super::panes::sources::Sources;
use super::prompt::Asks;
use super::{App, Overlay, Target};

/// So many events are corrected within a frame.
const AT_ONCE: usize = 2000;

impl App {
    /// These are all decisions about events now.
    pub(super) fn decide(&mut self, decisions: Vec<Decision>) -> Vec<Effect> {
        self.decisions = decisions.into();
        match self.correct_events() {
            Some(effect) => vec![effect],
            None => {
                self.show_events();
                self.renew_picker()
            }
        }
    }

    /// Makes the events what the reader decided; where there are so many that a frame would be
    /// missed, asks for it, and those that were there before stay until then.
    pub(super) fn correct_events(&mut self) -> Option<Effect> {
        if !self.decisions.is_empty() && self.catalogue.events.len() > AT_ONCE {
            return Some(Effect::Events {
                catalogue: Arc::clone(&self.catalogue),
                decisions: Arc::clone(&self.decisions),
            });
        }
        self.events = self.catalogue.corrected(&self.decisions);
        None
    }

    /// The events that were asked for are there; nobody wants them if something was read or decided
    /// since.
    pub(super) fn events_known(
        &mut self,
        catalogue: &Arc<Catalogue>,
        decisions: &Arc<[Decision]>,
        events: Arc<Events>,
    ) -> Vec<Effect> {
        let current =
            Arc::ptr_eq(catalogue, &self.catalogue) && Arc::ptr_eq(decisions, &self.decisions);
        if !current {
            return Vec::new();
        }
        self.events = events;
        self.show_events();
        self.renew_picker()
    }

    /// Asks for the words by which what these reports tell is known again, to keep a decision about
    /// it.
    pub(super) fn correct_event(&mut self, change: Change, reports: &[Arc<Report>]) -> Vec<Effect> {
        vec![self.quote(reports, Wanted::Decision(change))]
    }

    /// The words are there: asks for the decision to be kept.
    pub(super) fn decided(
        &mut self,
        change: Change,
        quoted: Vec<(Arc<Report>, Option<Quote>)>,
    ) -> Vec<Effect> {
        let anchor = |(report, quote): (Arc<Report>, Option<Quote>)| {
            let entry = self.catalogue.entry(report.article)?;
            Some(Anchor::new(&report, entry.hash(), quote?))
        };
        let reports: Vec<Anchor> = quoted.into_iter().filter_map(anchor).collect();
        if reports.is_empty() {
            let text = "Not kept: the articles that tell the event cannot be read any more";
            self.notices.push(Severity::Error, text);
            return Vec::new();
        }
        self.changes.ask();
        let decision = Decision { change, reports };
        vec![Effect::Correct(Box::new(Correction::Event(decision)))]
    }

    /// Asks for the words of reports.
    fn quote(&self, reports: &[Arc<Report>], wanted: Wanted) -> Effect {
        let with_head = |report: &Arc<Report>| {
            let entry = self.catalogue.entry(report.article)?;
            Some((Arc::clone(report), entry.head()))
        };
        let reports = reports.iter().filter_map(with_head).collect();
        Effect::Quote { reports, wanted }
    }

    /// Who tells the selected event.
    fn selected_reports(&mut self) -> Option<Vec<Arc<Report>>> {
        let event = self.timeline.selected_event();
        let reports = event.map(|event| event.reports.clone());
        if reports.is_none() {
            self.notices.push(Severity::Warning, "No event is selected");
        }
        reports
    }

    pub(super) fn hide_event(&mut self) -> Vec<Effect> {
        match self.selected_reports() {
            Some(reports) => self.correct_event(Change::Hide, &reports),
            None => Vec::new(),
        }
    }

    /// Lists what was decided about events, in whatever session; the one picked is taken back.
    pub(super) fn pick_decision(&mut self) -> Vec<Effect> {
        if self.decisions.is_empty() {
            let text = "Nothing is decided about events: x hides one, e and D give it another title and date";
            self.notices.push(Severity::Done, text);
            return Vec::new();
        }
        self.show_picker(PickerPane::decisions(&self.decisions))
    }

    /// Asks for a decision to be taken back.
    pub(super) fn withdraw(&mut self, decision: Decision) -> Vec<Effect> {
        self.changes.ask();
        vec![Effect::Correct(Box::new(Correction::Withdraw(decision)))]
    }

    /// Shows who tells the selected event.
    pub(super) fn list_sources(&mut self) -> Vec<Effect> {
        let source = self.timeline.source().unwrap_or_default();
        match self.timeline.selected_event() {
            Some(event) => {
                let quote = self.quote(&event.reports, Wanted::Sources);
                let sources = Sources::new(&event, source);
                self.overlays.push(Overlay::Sources(Box::new(sources)));
                self.size_panes();
                vec![quote]
            }
            None => {
                self.notices.push(Severity::Warning, "No event is selected");
                Vec::new()
            }
        }
    }

    /// Goes to the sentence of the selected source.
    pub(super) fn open_source_of_event(&mut self) -> Vec<Effect> {
        let place = match self.overlays.last() {
            Some(Overlay::Sources(sources)) => sources.place(),
            _ => None,
        };
        let Some((article, sentence)) = place else {
            return Vec::new();
        };
        self.overlays.clear();
        self.focus(super::Pane::Reader);
        self.jump_to(article, Target::Sentence(sentence))
    }

    /// Takes the source that was opened last out of its event.
    pub(super) fn split_event(&mut self) -> Vec<Effect> {
        let Some(reports) = self.selected_reports() else {
            return Vec::new();
        };
        let source = self
            .timeline
            .source()
            .and_then(|source| reports.get(source));
        match source.cloned() {
            _ if reports.len() < 2 => {
                self.notices
                    .push(Severity::Warning, "One source alone tells this event");
                Vec::new()
            }
            Some(source) => self.correct_event(Change::Split, &[source]),
            None => {
                let text = "Open the source that tells of something else with enter, then come back and split";
                self.notices.push(Severity::Warning, text);
                Vec::new()
            }
        }
    }

    /// Remembers the selected event, or joins it to the one that was remembered.
    pub(super) fn join_events(&mut self) -> Vec<Effect> {
        let Some((place, mut reports)) =
            self.timeline.selected_place().zip(self.selected_reports())
        else {
            return Vec::new();
        };
        match self.joining.take() {
            Some((other, joined)) if other != place => {
                reports.extend(joined);
                self.correct_event(Change::Join, &reports)
            }
            Some(_) => {
                self.notices.push(Severity::Done, "Nothing is joined");
                Vec::new()
            }
            None => {
                self.joining = Some((place, reports));
                let text = "Select the event that is the same and press the key again; esc leaves";
                self.notices.push(Severity::Done, text);
                Vec::new()
            }
        }
    }

    pub(super) fn ask_title(&mut self) -> Vec<Effect> {
        let title = self
            .timeline
            .selected_event()
            .map(|event| event.title.clone());
        match (self.selected_reports(), title) {
            (Some(reports), Some(title)) => self.ask(Asks::Title(reports), &title),
            _ => Vec::new(),
        }
    }

    pub(super) fn ask_date(&mut self) -> Vec<Effect> {
        let date = self
            .timeline
            .selected_event()
            .map(|event| event.date.to_string());
        match (self.selected_reports(), date) {
            (Some(reports), Some(date)) => self.ask(Asks::EventDate(reports), &date),
            _ => Vec::new(),
        }
    }
}
