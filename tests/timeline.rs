//! The timeline of the embedded articles: what several of them tell is one row, and what they tell
//! of different times is not.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rassegna::actors::dictionary::Dictionary;
use rassegna::corpus::load::Inputs;
use rassegna::index::build::build;
use rassegna::index::catalogue::Catalogue;
use rassegna::index::library::{DEFAULT_BUDGET, Library};
use rassegna::timeline::Event;

fn catalogue() -> Arc<Catalogue> {
    let inputs = Inputs::default();
    let (dictionary, _) = Dictionary::with_user(&[]);
    let dictionary = Arc::new(dictionary);
    let library = Library::new(dictionary, inputs.max_bytes, DEFAULT_BUDGET);
    let mut last = None;
    build(
        &inputs,
        &library,
        &AtomicBool::new(false),
        &mut |catalogue, _| last = Some(catalogue),
    );
    last.unwrap()
}

fn articles(event: &Event) -> usize {
    let articles: HashSet<_> = event.reports.iter().map(|report| report.article).collect();
    articles.len()
}

/// The events of exactly this date that name all of these people.
fn of(catalogue: &Catalogue, date: &str, people: &[&str]) -> Vec<Event> {
    let names = |event: &Event, person: &str| event.actors.iter().any(|id| &*id.0 == person);
    (catalogue.events.iter())
        .filter(|event| event.date.to_string() == date)
        .filter(|event| people.iter().all(|person| names(event, person)))
        .collect()
}

#[test]
fn what_several_articles_tell_is_one_row() {
    let catalogue = catalogue();
    let (kim, putin, shoigu) = (
        "person:kim-jong-un",
        "person:vladimir-putin",
        "person:sergei-shoigu",
    );
    for (date, people, tellers) in [
        ("2019-04", &[kim, putin][..], 2),
        ("2022", &["country:ua"], 2),
        ("2023-07", &[shoigu], 3),
        ("2023-09-13", &[kim, putin], 3),
        ("2024-06-19", &[kim, putin], 2),
        ("2024-09", &[kim, shoigu], 1),
        ("2025-03", &[kim, shoigu], 1),
        ("2025-06-04", &[kim, shoigu], 1),
    ] {
        let found = of(&catalogue, date, people);
        let told: Vec<usize> = found.iter().map(articles).collect();
        assert_eq!(told, [tellers], "{date} {people:?}: {found:#?}");
    }
}

#[test]
fn every_report_is_in_one_event() {
    let catalogue = catalogue();
    let told: usize = catalogue
        .entries
        .iter()
        .map(|entry| entry.findings(catalogue.key()).reports.len())
        .sum();
    let shown: usize = catalogue
        .events
        .iter()
        .map(|event| event.reports.len())
        .sum();
    assert_eq!(told, shown);
    assert!(catalogue.events.dates().is_sorted());
    assert!(catalogue.events.iter().all(|event| !event.title.is_empty()));
}
