//! Tests of merging: which reports become one event, and in which order.

mod again;
mod marks;
mod stories;

use super::*;
use crate::corpus::ArticleId;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::timeline::Quote;
use crate::timeline::words::{Stem, content_words};

/// A report of an article that says `text`; words in capitals are its actors.
fn report(article: u64, at: usize, date: &str, text: &str) -> Arc<Report> {
    let planned = text.contains("potrebbe") || text.contains("will");
    Arc::new(Report {
        article: ArticleId(article),
        sentence: TextRange::new(at, at + text.len()),
        expression: TextRange::new(at, at + 1),
        date: date.parse().unwrap(),
        anchor: crate::dates::Anchor::Explicit,
        mark: Quote::mark(text, &at.to_string()),
        title: text.into(),
        actors: text
            .split(' ')
            .filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
            .map(|word| ActorId(Arc::from(format!("person:{word}"))))
            .collect(),
        words: (content_words(text, Language::ITALIAN).iter())
            .map(|word| Stem::of(word))
            .collect(),
        planned,
    })
}

/// When an article was published, and one of three stories.
fn about(article: u64) -> About {
    let named = [
        "place:oslo",
        "place:lima",
        "person:ROSSI",
        "organisation:ente",
    ];
    let story = named.into_iter().skip(article as usize % 3).take(2);
    About {
        published: TIMES[article as usize % TIMES.len()].parse().ok(),
        story: Story::of(story),
    }
}

const TIMES: [&str; 13] = [
    "2021",
    "2021-05",
    "2021-05-14",
    "2021-05-14~",
    "2021-05-31~",
    "2021-W19",
    "2020-W53",
    "2022-01",
    "2021-05-30/2021-06-02",
    "2021-12-31",
    "202X",
    "2021-06",
    "2021-06-01",
];

fn dates(reports: &[(u64, usize, &str, &str)]) -> Vec<(String, usize)> {
    let reports = reports
        .iter()
        .map(|&(article, at, date, text)| {
            (report(article, at, date, text), date.parse().ok().into())
        })
        .collect();
    merge(reports)
        .into_iter()
        .map(|event| (event.date.to_string(), event.reports.len()))
        .collect()
}

#[test]
fn articles_that_tell_the_same_event_are_merged() {
    let found = dates(&[
        (
            1,
            0,
            "2021-05-14",
            "il ministro ROSSI ha incontrato NERI a Oslo",
        ),
        (
            2,
            0,
            "2021-05",
            "nel vertice di Oslo tra ROSSI e NERI si parlò di pesca",
        ),
        (3, 0, "2021-05-14", "BIANCHI inaugura il ponte di Messina"),
        (
            4,
            0,
            "2020-05-14",
            "il ministro ROSSI ha incontrato NERI a Oslo",
        ),
    ]);
    let expected = [("2020-05-14", 1), ("2021-05-14", 2), ("2021-05-14", 1)];
    let mut expected: Vec<_> = expected
        .map(|(date, count)| (date.to_owned(), count))
        .to_vec();
    let mut found = found;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn two_dates_of_one_sentence_are_two_events() {
    let text = "ROSSI ha incontrato NERI a marzo e di nuovo quel mese";
    let found = dates(&[(1, 0, "2021-03", text), (1, 0, "2021-03-04", text)]);
    assert_eq!(found.len(), 2);
}

#[test]
fn what_was_done_dates_what_was_announced() {
    let reports = vec![
        (
            report(1, 0, "2021-05-10", "ROSSI potrebbe incontrare NERI a Oslo"),
            None.into(),
        ),
        (
            report(2, 0, "2021-05", "ROSSI ha incontrato NERI a Oslo"),
            None.into(),
        ),
    ];
    let events = merge(reports);
    let [event] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert_eq!(event.date.to_string(), "2021-05");
    assert!(!event.planned);
    assert_eq!(event.actors.len(), 2);
}

#[test]
fn the_order_of_the_articles_makes_no_difference() {
    let reports: Vec<_> = (0..40)
        .map(|nth| {
            let text = [
                "ROSSI ha incontrato NERI a Oslo",
                "BIANCHI inaugura un ponte",
            ];
            let date = ["2021-05-14", "2021-05"];
            let one = report(nth, 0, date[nth as usize / 2 % 2], text[nth as usize % 2]);
            (one, None.into())
        })
        .collect();
    let mut reversed = reports.clone();
    reversed.reverse();
    assert_eq!(merge(reports), merge(reversed));
}

#[test]
fn pairs_that_are_one_event_and_pairs_that_are_two() {
    let one = [
        (
            "2021-05-14",
            "ROSSI vede NERI a Oslo",
            "2021-05",
            "il vertice di Oslo tra ROSSI e NERI",
        ),
        (
            "2021-W19",
            "ROSSI potrebbe vedere NERI",
            "2021-05",
            "NERI e ROSSI si sono visti a Oslo",
        ),
        (
            "2021-05-14",
            "crolla il ponte sul fiume",
            "2021-05-14",
            "il crollo del ponte fa tre vittime",
        ),
    ];
    let two = [
        // The year before.
        (
            "2020-09",
            "ROSSI ha visto NERI a Oslo",
            "2021-09",
            "ROSSI ha visto NERI a Oslo",
        ),
        // Another guest.
        (
            "2021-05",
            "ROSSI ha visto NERI",
            "2021-05",
            "ROSSI ha visto BIANCHI",
        ),
        // The same people, a day later.
        (
            "2021-05-14",
            "ROSSI ha visto NERI",
            "2021-05-15",
            "ROSSI ha visto NERI",
        ),
        // Nothing but the month.
        (
            "2021-05",
            "apre la nuova biblioteca",
            "2021-05",
            "chiude lo stadio comunale",
        ),
    ];
    for (pairs, events) in [(&one[..], 1), (&two[..], 2)] {
        for &(a_date, a, b_date, b) in pairs {
            let found = dates(&[(1, 0, a_date, a), (2, 0, b_date, b)]);
            assert_eq!(found.len(), events, "{a} / {b}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_report_is_lost_and_order_makes_no_difference(
        told in proptest::collection::vec((0u64..6, 0usize..5, 0usize..4), 0..80),
        turn in 0usize..80,
    ) {
        let texts = [
            "ROSSI ha incontrato NERI a Oslo",
            "BIANCHI inaugura un ponte",
            "NERI potrebbe visitare Lima",
            "il vertice di Oslo tra ROSSI e NERI",
        ];
        let times = ["2021", "2021-05", "2021-05-14", "2021-W19", "2022-01"];
        let reports: Vec<_> = (told.iter().enumerate())
            .map(|(nth, &(article, time, text))| {
                (report(article, nth * 100, times[time], texts[text]), about(article))
            })
            .collect();
        let mut turned = reports.clone();
        turned.rotate_left(if told.is_empty() { 0 } else { turn % told.len() });
        let events = merge(reports);
        proptest::prop_assert_eq!(events.iter().map(|e| e.reports.len()).sum::<usize>(), told.len());
        proptest::prop_assert!(events.iter().all(|event| !event.reports.is_empty()));
        proptest::prop_assert_eq!(events, merge(turned));
    }
}

#[test]
fn many_reports_of_one_day_take_little_time() {
    let reports: Vec<_> = (0..5_000)
        .map(|nth| {
            let text = format!("ROSSI visita la città numero{} di borgo{}", nth, nth % 977);
            (report(nth, 0, "2021-05-14", &text), None.into())
        })
        .collect();
    let events = merge(reports);
    assert!(!events.is_empty());
}

#[test]
fn an_event_is_called_by_what_can_be_understood_alone() {
    let reports = [
        (
            1,
            "2021-05-14",
            "Their house fell in the earthquake of ROSSI and NERI",
        ),
        (
            2,
            "2021-05-14",
            "An earthquake hit the house of ROSSI and of his neighbour NERI",
        ),
    ];
    let reports = (reports.into_iter())
        .map(|(article, date, text)| (report(article, 0, date, text), date.parse().ok().into()))
        .collect();
    let events = merge(reports);
    assert_eq!(events.len(), 1);
    assert!(events[0].title.starts_with("An earthquake"));
}

#[test]
fn visits_of_one_article_to_two_places_are_two() {
    let visit = |at, text: &str, town: &str| {
        let told = report(1, at, "2023-05-14", text);
        let mut report = Report::clone(&told);
        let town = ActorId(format!("place:{town}").into());
        report.actors = report.actors.iter().cloned().chain([town]).collect();
        (Arc::new(report), None.into())
    };
    let flew = || visit(0, "ROSSI è volato dal cancelliere NERI", "berlino");
    let came = |town| visit(200, "ROSSI arriva per una cena", town);
    assert_eq!(merge(vec![flew(), came("parigi")]).len(), 2);
    assert_eq!(merge(vec![flew(), came("berlino")]).len(), 1);
}

#[test]
fn two_kinds_of_things_that_happen_to_one_person_are_two() {
    let told = |at, date: &str, text: &str| {
        let mut report = Report::clone(&report(1, at, date, "ROSSI"));
        let words = content_words(text, Language::ITALIAN);
        report.words = words.iter().map(|word| Stem::of(word)).collect();
        (Arc::new(report), None.into())
    };
    let arrested = || told(0, "2021-05", "arrestato");
    assert_eq!(
        merge(vec![arrested(), told(90, "2021-05-14", "si dimise")]).len(),
        2
    );
    assert_eq!(
        merge(vec![arrested(), told(90, "2021-05-14", "l’arresto")]).len(),
        1
    );
}

#[test]
fn a_sentence_that_an_article_says_again_is_one_event() {
    let again = |at: usize| {
        let mut report = report(1, at, "2021-05-14", "piove");
        let mark = Quote::mark("piove", "oggi");
        Arc::make_mut(&mut report).mark = mark;
        (report, None.into())
    };
    let events = merge((0..100).map(|nth| again(nth * 10)).collect());
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].reports.len(), 100);
}
