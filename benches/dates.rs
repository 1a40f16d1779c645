//! Dates found in prose, beside a bare regular expression with ASCII classes that finds some of
//! them and understands none: both run over the same texts in the same process, on one core. Time is
//! the processor's, so that what else the machine does counts for little.
//! `cargo bench --bench dates`

#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::hint::black_box;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use rassegna::corpus::Article;
use rassegna::corpus::load::{Inputs, Loaded, load};
use rassegna::dates;
use regex::Regex;

#[path = "support/clock.rs"]
mod clock;
#[path = "support/mod.rs"]
#[allow(dead_code, reason = "the bench of search needs more of it")]
mod support;

/// Bytes of each text, at least: more than the caches of a core hold.
const BYTES: usize = 16 << 20;
const RUNS: usize = 7;

/// What is read.
#[derive(Clone, Copy, Debug)]
enum Text {
    /// The articles that come with the program, again and again.
    Articles,
    /// A paragraph of those after each paragraph that means nothing.
    Mixed,
    /// Words that mean nothing, and the dates that the generator puts among them.
    Generated,
}

static EMBEDDED: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let mut articles = Vec::new();
    let go_on = AtomicBool::new(false);
    load(&Inputs::default(), &go_on, &mut |loaded| {
        if let Loaded::Article(article) = loaded {
            articles.push(*article);
        }
    });
    assert!(!articles.is_empty(), "articles come with the program");
    articles
});

/// Article after article, until they have [`BYTES`].
fn enough(mut next: impl FnMut(usize) -> Article) -> Vec<Article> {
    let mut bytes = 0;
    let mut articles = Vec::new();
    while bytes < BYTES {
        let article = next(articles.len());
        bytes += article.text.len();
        articles.push(article);
    }
    articles
}

fn articles(text: Text) -> &'static [Article] {
    static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
        let known = EMBEDDED.iter().cycle();
        enough(|nth| {
            known
                .clone()
                .nth(nth % EMBEDDED.len())
                .cloned()
                .expect("one of a cycle")
        })
    });
    static MIXED: LazyLock<Vec<Article>> = LazyLock::new(|| {
        let mut generator = support::Generator::new(11);
        let paragraphs: Vec<(&Article, _)> = EMBEDDED
            .iter()
            .flat_map(|article| article.blocks.iter().map(move |block| (article, *block)))
            .collect();
        let mut taken = paragraphs.iter().cycle();
        enough(|_| {
            let mut article = generator.article();
            for _ in 0..8 {
                let (from, mut block) = *taken.next().expect("one of a cycle");
                let text = block.range.of(&from.text);
                article.text.push_str("\n\n");
                let start = article.text.len();
                article.text.push_str(text);
                block.range = rassegna::text::TextRange::new(start, article.text.len());
                article.blocks.push(block);
            }
            article
        })
    });
    static GENERATED: LazyLock<Vec<Article>> = LazyLock::new(|| {
        let mut generator = support::Generator::new(3);
        enough(|_| generator.article())
    });
    match text {
        Text::Articles => &ARTICLES,
        Text::Mixed => &MIXED,
        Text::Generated => &GENERATED,
    }
}

/// Days, months and years as they are written most often, without a value.
const PATTERN: &str = "(?-u:\\b)(?:[0-9]{1,2}(?:º|°)? )?(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|\
    agosto|settembre|ottobre|novembre|dicembre)(?: [0-9]{4})?(?-u:\\b)|(?-u:\\b)(?:1[0-9]|20)[0-9]{2}(?-u:\\b)|\
    (?-u:\\b)[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?-u:\\b)|(?-u:\\b)(?:ieri|oggi|domani)(?-u:\\b)";

/// Megabytes of `articles` that `find` gets through in a second of processor time, and how much it
/// found: the best of several runs.
fn speed(articles: &[Article], find: impl Fn(&Article) -> usize) -> (f64, usize) {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut best = f64::INFINITY;
    let mut found = 0;
    for _ in 0..RUNS {
        let from = clock::processor_time();
        found = articles
            .iter()
            .map(|article| find(black_box(article)))
            .sum();
        best = best.min((clock::processor_time() - from).as_secs_f64());
    }
    (bytes as f64 / 1e6 / best, found)
}

fn main() {
    // The harness is asked for its tests by `cargo test --benches`; it has none.
    if std::env::args().any(|word| word == "--test" || word == "--list") {
        return;
    }
    let pattern = Regex::new(PATTERN).expect("the pattern is one");
    println!("MB a second of one core   dates with values   a bare regular expression");
    for text in [Text::Articles, Text::Mixed, Text::Generated] {
        let articles = articles(text);
        let (ours, found) = speed(articles, |article| dates::find(article).len());
        let (theirs, matched) = speed(articles, |article| pattern.find_iter(&article.text).count());
        println!(
            "{:<25} {ours:>6.0} ({found:>6} found) {theirs:>6.0} ({matched:>6} found)",
            format!("{text:?}")
        );
    }
}
