//! The timeline of 100,000 articles: merging what they tell, and what a hundred of them tell anew, and
//! then whatever a key can ask of the pane, as percentiles of many runs, for what matters is that no
//! frame is missed. Time is the processor's; of merging, for which all processors work, the clock's
//! too. `cargo bench --bench timeline`

#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
use rassegna::timeline::merge::{self, About, Changes, Story};
use rassegna::timeline::{Event, Report, Stem};

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

type Told = Vec<(Arc<Report>, About)>;

/// Whom an article names: some people of whom many articles tell, and a few others.
fn story(article: u64) -> Story {
    let mut random = Random(article);
    let known = (0..8).map(|_| random.seldom(2000)).collect::<Vec<_>>();
    let other = (0..4).map(|_| 2000 + random.below(ARTICLES));
    let named = known.into_iter().chain(other.collect::<Vec<_>>());
    let named: Vec<String> = named.map(|number| format!("person:{number}")).collect();
    Story::of(named.iter().map(String::as_str))
}

/// What the articles tell, and what is asked of each.
fn corpus() -> (Told, Vec<(ArticleId, Option<Edtf>)>) {
    let mut random = Random(7);
    // An id is shared by all who name somebody.
    let people: Vec<ActorId> = (0..2000)
        .map(|number| ActorId(format!("person:{number}").into()))
        .collect();
    let mut told = Vec::new();
    let mut articles = Vec::new();
    for article in 0..ARTICLES {
        let published = random.date();
        articles.push((ArticleId(article), published));
        let about = About {
            published,
            story: story(article),
        };
        for sentence in 0..TOLD {
            let Some(date) = random.date() else { continue };
            let start = usize::try_from(sentence).unwrap_or(0) * 200;
            let actors: Vec<ActorId> = (0..1 + random.below(3))
                .filter_map(|_| {
                    people
                        .get(usize::try_from(random.seldom(2000)).ok()?)
                        .cloned()
                })
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
                mark: (article * TOLD + sentence) << 1,
                title: format!("what article {article} tells, number {sentence}").into(),
                actors: actors.into(),
                words: words.into(),
                planned: false,
            };
            told.push((Arc::new(report), about.clone()));
        }
    }
    (told, articles)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Does something large, and tells how long all processors and the clock took.
fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let (from, began) = (clock::processors_time(), Instant::now());
    let made = act();
    let (took, elapsed) = (clock::processors_time() - from, began.elapsed());
    println!(
        "{what:<44} {:>7.0} ms of processors {:>7.0} ms",
        ms(took),
        ms(elapsed)
    );
    made
}

/// One article in so many is told anew.
const APART: u64 = ARTICLES / 100;
/// Marks what is told anew.
const LATER: u64 = 1;

/// What the articles that changed tell now: half of it as before, a day later.
fn later() -> Told {
    let (told, _) = corpus();
    let of = |(report, _): &(Arc<Report>, _)| report.article.0 % APART == 0;
    (told.into_iter().filter(of))
        .map(|(report, about)| {
            let mut report = Report::clone(&report);
            report.mark |= LATER;
            if report.sentence.start % 400 == 0 {
                let day = report.date.last_day();
                report.date = day
                    .tomorrow()
                    .ok()
                    .and_then(Edtf::day)
                    .unwrap_or(report.date);
            }
            (Arc::new(report), about)
        })
        .collect()
}

fn changed(told: &Told) -> Changes {
    let of = |(report, _): &&(Arc<Report>, _)| report.article.0 % APART == 0;
    Changes {
        gone: told.iter().filter(of).cloned().collect(),
        come: later(),
    }
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
    let list = timed("merged", || merge::merge(told.clone()));
    println!("{reports} reports are {} events", list.len());
    let changes = changed(&told);
    let published: Vec<Option<Edtf>> = articles.iter().map(|(_, date)| *date).collect();
    let about = |id: ArticleId| About {
        published: usize::try_from(id.0)
            .ok()
            .and_then(|id| *published.get(id)?),
        story: story(id.0),
    };
    let again = timed("merged anew after 100 articles changed", || {
        merge::again(&list, changes, &about)
    });
    let is_same = |event: &&Arc<Event>| Arc::strong_count(event) > 1;
    println!(
        "{} events are the same",
        again.iter().filter(is_same).count()
    );
    let after = told.iter().cloned().chain(later());
    let after =
        after.filter(|(report, _)| report.article.0 % APART != 0 || report.mark & LATER != 0);
    assert!(
        again == merge::merge(after.collect()),
        "what was merged anew"
    );
    drop(again);
    let events = timed("laid on the scale at every zoom", || {
        Arc::new(Events::new(&list, &articles))
    });

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
