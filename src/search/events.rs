//! Which events the lens leaves: those of the actors and the period that it asks for, told by an
//! article that it finds. Which articles it finds is for `matcher`.

use super::query::{Field, Period, Query};
use crate::corpus::ArticleId;
use crate::index::catalogue::Catalogue;
use crate::timeline::events::Events;

/// What the lens leaves of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitting {
    /// Whether the event at each place is left.
    pub events: Vec<bool>,
    /// Whether the article of each number is found.
    pub articles: Vec<bool>,
}

impl Fitting {
    /// Whether the event at this place is left.
    #[must_use]
    pub fn holds(&self, place: u32) -> bool {
        self.events.get(place as usize).is_some_and(|&fits| fits)
    }
}

/// What of `events` fits `query`; `found` are the articles that it finds, and `catalogue` knows who
/// is who.
#[must_use]
pub fn fitting(
    query: &Query,
    catalogue: &Catalogue,
    events: &Events,
    found: impl Iterator<Item = ArticleId>,
) -> Fitting {
    let mut articles = vec![query.is_empty(); events.articles()];
    let mut fits = vec![query.is_empty(); events.len()];
    if !query.is_empty() {
        for article in found {
            let Some(number) = events.number(article) else {
                continue;
            };
            if let Some(found) = articles.get_mut(number as usize) {
                *found = true;
            }
            mark(&mut fits, events.told_by_number(number));
        }
    }
    let mut periods = Vec::new();
    for term in query.terms() {
        match &term.field {
            Field::Actor(name) => {
                let mut named = vec![false; events.len()];
                let roster = &catalogue.roster;
                for id in catalogue.named(name) {
                    mark(&mut named, events.naming(&id));
                    mark(&mut named, events.naming(&roster.resolve(&id)));
                }
                for (fits, named) in fits.iter_mut().zip(named) {
                    *fits &= named != term.excluded;
                }
            }
            Field::Date(period) if !term.excluded => periods.push(period),
            _ => {}
        }
    }
    within(&mut fits, events, &periods);
    Fitting {
        events: fits,
        articles,
    }
}

fn mark(fits: &mut [bool], places: &[u32]) {
    for &place in places {
        if let Some(fits) = fits.get_mut(place as usize) {
            *fits = true;
        }
    }
}

/// Leaves the events that tell of one of the periods: an article tells of several, an event lies in one.
fn within(fits: &mut [bool], events: &Events, periods: &[&Period]) {
    if periods.is_empty() {
        return;
    }
    let days: Vec<_> = periods.iter().map(|period| period.days()).collect();
    let dates = events.dates().iter().zip(events.days());
    for (fits, (date, &(first, last))) in fits.iter_mut().zip(dates) {
        // Days are quicker compared than dates are asked; few events need both.
        *fits = *fits
            && days.iter().zip(periods).any(|(&(from, to), period)| {
                from.is_none_or(|from| from <= last)
                    && to.is_none_or(|to| first <= to)
                    && period.is_told_by(date)
            });
    }
}
