//! Queries over generated corpora: `cargo bench --bench search`. What is timed is what happens
//! between a key and the answer, and before it: taking an article in.

#![allow(clippy::expect_used, reason = "a benchmark may fail by panicking")]

mod support;

use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use rassegna::actors::dictionary::Dictionary;
use rassegna::index::annotate::{self, Prepared};
use rassegna::index::catalogue::Catalogue;
use rassegna::index::library::Library;
use rassegna::search::fuzzy::{Candidate, Picker};
use rassegna::search::matcher::{KeptArticles, Matcher};
use rassegna::search::query::Query;
use rassegna::search::request::{Request, Sort};
use rassegna::search::worker::run;
use rayon::prelude::*;
use support::{Generator, word_of_rank};

const ARTICLES: usize = 10_000;

static CORPUS: LazyLock<(Arc<Catalogue>, Library)> = LazyLock::new(|| {
    let (dictionary, _) = Dictionary::with_user(&[]);
    let library = Library::new(Arc::new(dictionary), 1 << 20, 1 << 30);
    let mut catalogue = Catalogue::new(&library.dictionary());
    for prepared in prepared(ARTICLES, &library.dictionary()) {
        catalogue.add(&prepared);
        library.keep(&prepared.annotated, library.edition());
    }
    (Arc::new(catalogue), library)
});

fn prepared(articles: usize, dictionary: &Dictionary) -> Vec<Prepared> {
    let mut generator = Generator::new(1);
    let articles: Vec<_> = (0..articles).map(|_| generator.article()).collect();
    articles
        .into_par_iter()
        .map(|article| annotate::prepare(article, dictionary, jiff::civil::Date::MAX))
        .collect()
}

/// Queries by what they ask of the program; the words are of known rank.
fn queries() -> Vec<(&'static str, String)> {
    let word = word_of_rank;
    let typo = |word: &str| {
        word.chars()
            .take(word.chars().count() - 2)
            .chain("xa".chars())
            .collect::<String>()
    };
    vec![
        ("one rare word", word(20_000)),
        ("one common word", word(5)),
        ("one letter", "s".to_owned()),
        ("two letters", "st".to_owned()),
        ("two words", format!("{} {}", word(300), word(700))),
        ("phrase", format!("\"{} {}\"", word(3), word(9))),
        ("typo", typo(&word(20_000))),
        ("letters in order", "zgrprsta".to_owned()),
        ("exclusion", format!("{} -{}", word(300), word(2))),
        ("period", "published:2010..2012".to_owned()),
        ("nothing", "wwwwwwwwww kkkkkk".to_owned()),
    ]
}

fn main() {
    divan::main();
}

/// From the query to sorted articles with twenty passages.
#[divan::bench(args = queries().into_iter().map(|(name, _)| name).collect::<Vec<_>>())]
fn answer(bencher: Bencher<'_, '_>, name: &str) {
    let (catalogue, library) = &*CORPUS;
    let (_, line) = queries()
        .into_iter()
        .find(|(known, _)| *known == name)
        .expect("the name is one of them");
    let request = Request {
        generation: 1,
        query: Query::parse(&line).query,
        sort: Sort::Relevance,
        passages: 20,
        catalogue: Arc::clone(catalogue),
        kept: Arc::new(KeptArticles::default()),
    };
    bencher.bench(|| run(black_box(&request), library));
}

/// Hits in one open text, for the reader.
#[divan::bench]
fn marks(bencher: Bencher<'_, '_>) {
    let (catalogue, library) = &*CORPUS;
    let entry = catalogue.entries.first().expect("there are articles");
    let annotated = library.open(&entry.head()).expect("it is at hand");
    let query = Query::parse(&format!("{} {}", word_of_rank(3), word_of_rank(9))).query;
    let matcher = Matcher::new(&query, catalogue, &KeptArticles::default());
    bencher
        .counter(divan::counter::BytesCount::of_str(&annotated.article.text))
        .bench(|| matcher.marks(black_box(&annotated)));
}

/// Taking prepared articles in: the part that one thread does.
#[divan::bench(sample_count = 10)]
fn take_in_1000(bencher: Bencher<'_, '_>) {
    let (_, library) = &*CORPUS;
    let prepared = prepared(1000, &library.dictionary());
    let empty = Catalogue::new(&library.dictionary());
    bencher
        .with_inputs(|| empty.clone())
        .bench_values(|mut catalogue| {
            for prepared in &prepared {
                catalogue.add(prepared);
            }
            catalogue
        });
}

/// A key in the picker over a hundred thousand names.
#[divan::bench(args = ["k", "rost", "sta grama", "^ba 'ce !di"], sample_count = 20)]
fn pick_of_100000(bencher: Bencher<'_, '_>, typed: &str) {
    let mut generator = Generator::new(2);
    let names: Vec<Candidate<()>> = (0..100_000)
        .map(|_| Candidate {
            kind: (),
            label: format!(
                "{} {} {} {} {}",
                generator.word(),
                generator.word(),
                generator.word(),
                generator.word(),
                generator.word()
            ),
            detail: generator.word(),
        })
        .collect();
    let picker = Picker::new(names);
    bencher.bench_local(|| picker.pick(black_box(typed), 100));
}
