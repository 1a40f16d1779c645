//! How fast actors are recognised: dictionary, patterns and identity together, one thread, beside
//! the bare multi-pattern matcher that looks for the same names in the same texts and does nothing
//! else; and how long until the dictionary of the whole world is there.
//! `cargo bench --bench recognition`

#![allow(clippy::expect_used, reason = "a benchmark may fail by panicking")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rassegna::actors::dictionary::Dictionary;
use rassegna::actors::find;
use rassegna::corpus::{Article, Block, BlockKind, seeds};
use rassegna::text::TextRange;
use rassegna::text::segment;
use support::Generator;

#[path = "support/mod.rs"]
#[allow(dead_code, reason = "the bench of search needs more of it")]
mod support;

const ARTICLES: usize = 300;
/// Sentences of a paragraph and paragraphs of an article.
const SENTENCES: usize = 4;
const PARAGRAPHS: usize = 5;

/// What is read: prose as the articles in the program have it, sentences that were written to name
/// as many as possible, or words that no dictionary has.
const TEXTS: [&str; 3] = ["prose", "names upon names", "unknown words"];

static PROSE: LazyLock<Vec<Article>> = LazyLock::new(|| shuffled(&sentences()));
static DENSE: LazyLock<Vec<Article>> = LazyLock::new(|| shuffled(&labelled()));
static UNKNOWN: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let mut generator = Generator::new(3);
    (0..ARTICLES).map(|_| generator.article()).collect()
});
static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names: Vec<&str> = Dictionary::embedded().every_name().collect();
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names)
        .expect("the names fit into a matcher")
});

fn articles(texts: &str) -> &'static [Article] {
    match texts {
        "prose" => &PROSE,
        "names upon names" => &DENSE,
        _ => &UNKNOWN,
    }
}

/// The sentences of the articles in the program.
fn sentences() -> Vec<String> {
    let mut sentences = Vec::new();
    for article in seeds::articles() {
        for block in &article.blocks {
            if block.kind == BlockKind::Paragraph {
                let text = block.range.of(&article.text);
                let parts =
                    segment::sentences(text, TextRange::new(0, text.len()), article.head.lang);
                sentences.extend(parts.iter().map(|range| range.of(text).trim().to_owned()));
            }
        }
    }
    sentences
}

/// The labelled Italian sentences of the tests.
fn labelled() -> Vec<String> {
    let mut sentences = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/actors/it");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(file).expect("fixtures are text");
        let told = text.lines().filter(|line| {
            !line.trim_start().starts_with('^') && !line.starts_with(['#']) && line.ends_with('.')
        });
        sentences.extend(told.map(str::to_owned));
    }
    sentences
}

/// Articles of these sentences in another order each.
fn shuffled(sentences: &[String]) -> Vec<Article> {
    let mut generator = Generator::new(4);
    // A step that shares no factor with the number of sentences meets each before it repeats.
    let mut order = (0..).map(|place: usize| place * 7919 % sentences.len());
    (0..ARTICLES)
        .map(|_| {
            let mut article = generator.article();
            let title = article.head.title.clone();
            article.text = title;
            article.blocks.truncate(1);
            for _ in 0..PARAGRAPHS {
                article.text.push_str("\n\n");
                let start = article.text.len();
                for place in 0..SENTENCES {
                    if place > 0 {
                        article.text.push(' ');
                    }
                    let sentence = order.next().and_then(|at| sentences.get(at));
                    article.text.push_str(sentence.map_or("", String::as_str));
                }
                article.blocks.push(Block {
                    range: TextRange::new(start, article.text.len()),
                    kind: BlockKind::Paragraph,
                });
            }
            article
        })
        .collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(
        articles
            .iter()
            .map(|article| article.text.len())
            .sum::<usize>(),
    )
}

fn main() {
    divan::main();
}

/// Everything that recognition does, article by article.
#[divan::bench(args = TEXTS, sample_count = 30)]
fn recognise(bencher: Bencher<'_, '_>, texts: &str) {
    let articles = articles(texts);
    let dictionary = Dictionary::embedded();
    bencher.counter(bytes(articles)).bench(|| {
        articles
            .iter()
            .map(|article| find::find(black_box(article), dictionary).mentions.len())
            .sum::<usize>()
    });
}

/// The pair: the places of the same names, without word boundaries, cases, or anybody meant.
#[divan::bench(args = TEXTS, sample_count = 30)]
fn bare_matcher(bencher: Bencher<'_, '_>, texts: &str) {
    let articles = articles(texts);
    bencher.counter(bytes(articles)).bench(|| {
        articles
            .iter()
            .map(|article| NAMES.find_iter(black_box(&article.text)).count())
            .sum::<usize>()
    });
}

/// From the files in the program to the tables.
#[divan::bench(sample_count = 50)]
fn dictionary_ready() -> Dictionary {
    Dictionary::with_user(&[]).0
}
