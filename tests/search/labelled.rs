//! What people type over the embedded articles, against what was labelled by hand.

use std::fmt::Write as _;
use std::sync::Arc;

use rassegna::search::ranking::Found;
use rassegna::search::worker::run;

use super::{corpus, request};

/// What people type over the embedded articles: the mean of 1/rank of the article that was labelled
/// as the first, and how often the labelled passage is the one that is shown. `cargo test --test
/// search -- --nocapture queries` prints both.
#[test]
fn labelled_queries_find_their_article_and_passage_first() {
    let labelled = include_str!("../fixtures/search/queries.tsv");
    let (catalogue, library) = corpus(rassegna::corpus::seeds::articles());
    let (mut reciprocal, mut passages, mut all) = (0.0, 0.0, 0.0);
    let mut wrong = String::new();
    for line in labelled.lines().filter(|line| !line.starts_with('#')) {
        let [kind, query, article, passage] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let mut request = request(&catalogue, query);
        request.kept = Arc::default();
        let snapshot = run(&request, &library);
        let dated = |found: Found<'_>| {
            let date = found.entry.date().map(|date| date.to_string());
            date.as_deref() == Some(article)
        };
        let place = snapshot.found.iter().position(dated);
        let shown = place.and_then(|place| snapshot.found.get(place)?.passage);
        let shown = shown.is_some_and(|shown| shown.text.contains(passage));
        all += 1.0;
        reciprocal += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        passages += f64::from(u8::from(shown));
        if place != Some(0) || !shown {
            let rank = place.map(|place| place + 1);
            writeln!(
                wrong,
                "{kind}: {query}: rank {rank:?}, passage shown: {shown}"
            )
            .unwrap();
        }
    }
    let (mean, shown) = (reciprocal / all, passages / all);
    println!("{all} queries, mean reciprocal rank {mean:.3}, passages {shown:.3}\n{wrong}");
    assert!(
        mean >= 0.95 && shown >= 0.9,
        "{mean:.3} {shown:.3}\n{wrong}"
    );
}
