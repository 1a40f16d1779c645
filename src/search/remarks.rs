//! What is to be said of a query besides what it finds: whom a name after `actor:` is taken for, where it could be
//! somebody else. Why nothing is found is for `reasons`.

use super::query::{Field, Query};
use crate::index::catalogue::{Candidates, Catalogue};

/// Names that are told of those whom a name may mean.
const MOST: usize = 3;

/// What is to be said of the terms of `query`, a line each, in their order.
pub(super) fn remarks(query: &Query, catalogue: &Catalogue) -> Vec<String> {
    let said = query.terms().iter().filter_map(|term| match &term.field {
        Field::Actor(name) => said_of(&term.field, &catalogue.candidates(name)),
        _ => None,
    });
    said.collect()
}

fn said_of(field: &Field, candidates: &Candidates<'_>) -> Option<String> {
    let Candidates { meant, besides } = candidates;
    if !besides.is_empty() {
        let (meant, besides) = (listed(meant, ""), listed(besides, ""));
        return Some(format!("{field} is {meant}, and not {besides}"));
    }
    match meant.len() {
        0 | 1 => None,
        _ => Some(format!("{field} is any of {}", listed(meant, "in "))),
    }
}

/// The first names, how many articles each is in, and how many more there are.
fn listed(names: &[(&str, u32)], before: &str) -> String {
    let told = names.iter().take(MOST);
    let told = told.map(|(name, articles)| format!("{name} ({before}{articles})"));
    let told: Vec<String> = told.collect();
    match names.len().saturating_sub(MOST) {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}
