//! The timeline of 100,000 articles: merging what they tell, and then whatever a key can ask of the
//! pane, as percentiles of many runs, for what matters is that no frame is missed. Time is the
//! processor's. `cargo bench --bench timeline`

#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use rassegna::actors::ActorId;
use rassegna::app::panes::list::Motion;
use rassegna::app::panes::timeline::TimelinePane;
use rassegna::corpus::ArticleId;
use rassegna::edtf::Edtf;
use rassegna::index::catalogue::Catalogue;
use rassegna::search::events::fitting;
use rassegna::search::query::Query;
use rassegna::text::TextRange;
use rassegna::timeline::events::Events;
use rassegna::timeline::{Report, Stem, merge};

#[path = "support/clock.rs"]
mod clock;

const ARTICLES: u64 = 100_000;
/// Dated sentences of an article.
const TOLD: u64 = 4;
const RUNS: usize = 200;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// A number below `bound`, small ones far more often.
    fn seldom(&mut self, bound: u64) -> u64 {
        let most = 1 + self.below(bound);
        self.below(most)
    }

    /// Mostly days, of the last 25 years.
    fn date(&mut self) -> Option<Edtf> {
        let year = 2000 + i16::try_from(self.below(25)).ok()?;
        let month = 1 + i8::try_from(self.below(12)).ok()?;
        let day = 1 + i8::try_from(self.below(28)).ok()?;
        match self.below(8) {
            0 => Edtf::year(year),
            1 | 2 => Edtf::month(year, month),
            _ => Edtf::ymd(year, month, day),
        }
    }
}

type Told = Vec<(Arc<Report>, Option<Edtf>)>;

/// What the articles tell, and when each was published.
fn corpus() -> (Told, Vec<(ArticleId, Option<Edtf>)>) {
    let mut random = Random(7);
    let mut told = Vec::new();
    let mut articles = Vec::new();
    for article in 0..ARTICLES {
        let published = random.date();
        articles.push((ArticleId(article), published));
        for sentence in 0..TOLD {
            let Some(date) = random.date() else { continue };
            let start = usize::try_from(sentence).unwrap_or(0) * 200;
            let actors: Vec<ActorId> = (0..1 + random.below(3))
                .map(|_| ActorId(format!("person:{}", random.seldom(2000)).into()))
                .collect();
            let mut words: Vec<Stem> = (0..6)
                .map(|_| Stem::of(&format!("w{}", random.seldom(20_000))))
                .collect();
            words.sort();
            words.dedup();
            let report = Report {
                article: ArticleId(article),
                sentence: TextRange::new(start, start + 150),
                expression: TextRange::new(start, start + 10),
                date,
                anchor: rassegna::dates::Anchor::Explicit,
                mark: 0,
                title: format!("what article {article} tells, number {sentence}").into(),
                actors: actors.into(),
                words: words.into(),
                planned: false,
            };
            told.push((Arc::new(report), published));
        }
    }
    (told, articles)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: usize| {
        times
            .get((times.len() * part / 100).min(times.len() - 1))
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{what:<44} p50 {:>7.2} ms   p99 {:>7.2} ms",
        ms(at(50)),
        ms(at(99))
    );
}

fn main() {
    // The harness is asked for its tests by `cargo test --benches`; it has none.
    if std::env::args().any(|word| word == "--test" || word == "--list") {
        return;
    }
    let (told, articles) = corpus();
    let reports = told.len();
    let from = clock::processor_time();
    let list = merge::merge(told);
    println!(
        "{reports} reports merged to {} events in {:.0} ms",
        list.len(),
        ms(clock::processor_time() - from)
    );
    let from = clock::processor_time();
    let events = Arc::new(Events::new(list, &articles));
    println!(
        "laid on the scale at every zoom in {:.0} ms",
        ms(clock::processor_time() - from)
    );

    let catalogue = Catalogue::default();
    let half = || (0..ARTICLES).step_by(2).map(ArticleId);
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut time = |what: &'static str, act: &mut dyn FnMut()| {
        let from = clock::processor_time();
        act();
        times
            .entry(what)
            .or_default()
            .push(clock::processor_time() - from);
    };
    let everything = Query::parse("").query;
    let words = Query::parse("parola").query;
    let period = Query::parse("parola date:2010..2012").query;
    let mut pane = TimelinePane::default();
    pane.resize(44, 58);
    let actors: Vec<ActorId> = (0..3)
        .map(|number| ActorId(format!("person:{number}").into()))
        .collect();
    for _ in 0..RUNS {
        for (what, query) in [
            ("all events", &everything),
            ("half of the articles", &words),
            ("and a period", &period),
        ] {
            time(what, &mut || {
                let fits = fitting(query, &catalogue, &events, half());
                pane.set_events(Arc::clone(&events), fits, actors.clone());
                black_box(pane.visible().count());
            });
        }
        let fits = fitting(&everything, &catalogue, &events, half());
        pane.set_events(Arc::clone(&events), fits, actors.clone());
        for (what, finer) in [
            ("zoom in", true),
            ("zoom in", true),
            ("zoom out", false),
            ("zoom out", false),
            ("zoom out", false),
            ("zoom in", true),
        ] {
            time(what, &mut || {
                pane.zoom(finer);
                black_box(pane.visible().count());
            });
        }
        time("bars by publication, or not", &mut || {
            pane.switch_bars();
            black_box(pane.visible().count());
        });
        time("a page down", &mut || {
            pane.go(Motion::Page(-1));
            black_box(pane.visible().count());
        });
        time("another open article", &mut || {
            pane.set_open(Some(ArticleId(77)));
            pane.follow(500);
        });
    }
    for (what, times) in &mut times {
        report(what, times);
    }
}
