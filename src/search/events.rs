//! Which events the lens leaves: those of the actors and the period that it asks for, told by an
//! article that it finds. Which articles it finds is for `matcher`.

use std::collections::HashSet;

use super::query::{Field, Query, Term};
use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::index::catalogue::Catalogue;
use crate::timeline::Event;

/// The places in `catalogue.events` of the events that fit `query`, in order; `found` are the
/// articles that it finds.
#[must_use]
pub fn fitting(query: &Query, catalogue: &Catalogue, found: &HashSet<ArticleId>) -> Vec<usize> {
    let conditions: Vec<Condition<'_>> = query
        .terms()
        .iter()
        .filter_map(|term| Condition::new(term, catalogue))
        .collect();
    let told = |event: &Event| {
        event
            .reports
            .iter()
            .any(|report| found.contains(&report.article))
    };
    let fits = |event: &Event| {
        conditions
            .iter()
            .all(|condition| condition.holds(event, catalogue))
    };
    catalogue
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| (query.is_empty() || told(event)) && fits(event))
        .map(|(place, _)| place)
        .collect()
}

/// A term that an event by itself can fail.
struct Condition<'a> {
    term: &'a Term,
    actors: HashSet<ActorId>,
}

impl<'a> Condition<'a> {
    fn new(term: &'a Term, catalogue: &Catalogue) -> Option<Self> {
        let actors = match &term.field {
            Field::Actor(name) => {
                let roster = &catalogue.roster;
                catalogue
                    .named(name)
                    .iter()
                    .map(|id| roster.resolve(id))
                    .collect()
            }
            Field::Date(_) if !term.excluded => HashSet::new(),
            _ => return None,
        };
        Some(Self { term, actors })
    }

    fn holds(&self, event: &Event, catalogue: &Catalogue) -> bool {
        match &self.term.field {
            Field::Date(period) => period.overlaps(&event.date),
            _ => {
                let named = |id| self.actors.contains(&catalogue.roster.resolve(id));
                event.actors.iter().any(named) != self.term.excluded
            }
        }
    }
}
