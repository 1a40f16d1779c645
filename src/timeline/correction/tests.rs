//! Decisions about events, and the file that keeps them.

use super::*;
use crate::actors::ActorId;
use crate::text::TextRange;

fn report(article: u64, quote: &str, date: &str) -> Arc<Report> {
    Arc::new(Report {
        article: ArticleId(article),
        sentence: TextRange::new(0, quote.len()),
        expression: TextRange::new(0, 4),
        date: date.parse().unwrap(),
        title: quote.into(),
        anchor: crate::dates::Anchor::Explicit,
        mark: Quote::mark(quote, quote.get(..4).unwrap()),
        actors: [ActorId("person:a".into())].into(),
        words: Box::default(),
        planned: false,
    })
}

fn told() -> Vec<Arc<Event>> {
    let reports = [
        vec![
            report(1, "2023 Kim incontra Putin", "2023"),
            report(2, "2023 Putin vede Kim", "2023-09"),
        ],
        vec![report(3, "2024 il patto", "2024-06-19")],
    ];
    let one = |reports: Vec<Arc<Report>>| {
        merge::one(reports.into_iter().map(|r| (r, None.into())).collect())
    };
    (reports.into_iter().filter_map(one))
        .map(Arc::new)
        .collect()
}

/// Every article has its own number as its hash.
fn about(id: ArticleId) -> Option<(u64, Option<Edtf>)> {
    Some((id.0, None))
}

fn correction(change: Change, reports: &[&Report]) -> Correction {
    let quote = |report: &Report| report.quote(&report.title).unwrap();
    let anchor = |report: &&Report| Anchor::new(report, report.article.0, quote(report));
    Correction {
        change,
        reports: reports.iter().map(anchor).collect(),
    }
}

fn shown(events: &[Arc<Event>]) -> Vec<(String, &str, usize)> {
    let of = |event: &'_ Event| (event.date.to_string(), event.reports.len());
    (events.iter().map(|event| (of(event), &*event.title)))
        .map(|((date, reports), title)| (date, title, reports))
        .collect()
}

#[test]
fn each_decision_does_what_it_says() {
    let all = told();
    let (first, second, third) = (&all[0].reports[0], &all[0].reports[1], &all[1].reports[0]);
    let with = |change, reports: &[&Report]| apply(told(), &[correction(change, reports)], &about);
    let hidden = with(Change::Hide, &[second]);
    assert_eq!(
        shown(&hidden),
        [("2024-06-19".to_owned(), "2024 il patto", 1)]
    );
    let split = with(Change::Split, &[first]);
    assert_eq!(
        shown(&split),
        [
            ("2023".to_owned(), "2023 Kim incontra Putin", 1),
            ("2023-09".to_owned(), "2023 Putin vede Kim", 1),
            ("2024-06-19".to_owned(), "2024 il patto", 1),
        ]
    );
    let joined = with(Change::Join, &[first, third]);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].reports.len(), 3);
    let dated = with(Change::Date("2025".parse().unwrap()), &[first]);
    assert_eq!(shown(&dated)[1], ("2025".to_owned(), &*all[0].title, 2));
    let called = with(Change::Title("Il vertice".to_owned()), &[first]);
    assert_eq!(shown(&called)[0].1, "Il vertice");
    let alone = with(Change::Split, &[third]);
    assert_eq!(alone, all, "one report cannot be split");
}

#[test]
fn decisions_follow_one_another() {
    let all = told();
    let first = &all[0].reports[0];
    let third = &all[1].reports[0];
    let corrections = [
        correction(Change::Split, &[first]),
        correction(Change::Join, &[first, third]),
        correction(Change::Title("Insieme".to_owned()), &[third]),
    ];
    let events = apply(told(), &corrections, &about);
    let mut found = shown(&events);
    found.sort();
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .any(|(_, title, reports)| *title == "Insieme" && *reports == 2)
    );
}

#[test]
fn what_is_told_elsewhere_or_no_longer_is_left_alone() {
    let all = told();
    let mut hide = correction(Change::Hide, &[&all[1].reports[0]]);
    hide.reports[0].quote.push('!');
    assert_eq!(apply(told(), std::slice::from_ref(&hide), &about), all);
    let mut hide = correction(Change::Hide, &[&all[1].reports[0]]);
    hide.reports[0].article = ArticleId(99);
    hide.reports[0].quote = "2024  il\npatto".to_owned();
    assert_eq!(
        apply(told(), std::slice::from_ref(&hide), &about).len(),
        1,
        "the file was moved"
    );
    hide.reports[0].hash = 99;
    assert_eq!(apply(told(), &[hide], &about), all, "it is another text");
}

#[test]
fn the_file_says_what_was_decided() {
    let all = told();
    let first = &all[0].reports[0];
    let mut text = None;
    let corrections = [
        correction(Change::Hide, &[first]),
        correction(Change::Date("2023-09~".parse().unwrap()), &[first]),
        correction(
            Change::Title("Un \"titolo\" \\ tutto".to_owned()),
            &[first, &all[1].reports[0]],
        ),
        correction(Change::Join, &[first]),
        correction(Change::Split, &[first]),
    ];
    for correction in &corrections {
        text = Some(correction.append("events.toml", text.as_deref()).unwrap());
    }
    let text = text.unwrap();
    assert_eq!(
        parse("events.toml", &text),
        (corrections.to_vec(), Vec::new()),
        "{text}"
    );
    assert!(text.starts_with("# Events as you corrected them"));
}

#[test]
fn z1_a_mistake_is_told_with_its_line_and_nothing_is_written_over_it() {
    let anchor = "reports = [{ article = \"1\", hash = \"2\", quote = \"q\", dated = \"d\" }]";
    for (text, line, reason) in [
        ("a = [", 1, "array"),
        ("event = 3", 1, "sequence"),
        ("x = 1", 1, "unknown field"),
        (
            &format!("\n\n[[event]]\ndo = \"burn\"\n{anchor}"),
            3,
            "do is to be hide, split",
        ),
        (
            &format!("[[event]]\ndo = \"date\"\n{anchor}"),
            1,
            "a date is to be given",
        ),
        (
            &format!("[[event]]\ndo = \"date\"\ndate = \"31-31\"\n{anchor}"),
            1,
            "is no date",
        ),
        (
            "[[event]]\ndo = \"hide\"\nreports = []",
            1,
            "name the sentences",
        ),
        ("[[event]]\ndo = \"hide\"", 1, "reports"),
        (
            "[[event]]\ndo = \"hide\"\nreports = [{ article = \"x\", hash = \"2\", quote = \"q\", dated = \"d\" }]",
            1,
            "hexadecimal",
        ),
    ] {
        let (corrections, problems) = parse("events.toml", text);
        assert!(corrections.is_empty(), "{text}");
        assert_eq!(problems.len(), 1, "{text}");
        assert_eq!(problems[0].line, line, "{text}: {}", problems[0]);
        assert!(
            problems[0].to_string().contains(reason),
            "{text}: {}",
            problems[0]
        );
        let hide = correction(Change::Hide, &[&told()[0].reports[0]]);
        assert!(hide.append("events.toml", Some(text)).is_err(), "{text}");
    }
}

#[test]
fn a_decision_is_taken_out_of_the_file_and_nothing_else() {
    let all = told();
    let hide = correction(Change::Hide, &[&all[0].reports[0]]);
    let date = correction(Change::Date("2025".parse().unwrap()), &[&all[1].reports[0]]);
    let mine = "# my own remark\n";
    let first = hide.append("events.toml", Some(mine)).unwrap();
    let both = date.append("events.toml", Some(&first)).unwrap();
    let left = hide.remove("events.toml", Some(&both)).unwrap();
    assert_eq!(
        parse("events.toml", &left),
        (vec![date.clone()], Vec::new())
    );
    assert_eq!(
        date.remove("events.toml", Some(&both)).unwrap().trim_end(),
        first.trim_end()
    );
    let gone = hide.remove("events.toml", Some(&left));
    assert!(gone.is_err_and(|reason| reason.contains("not there any more")));
    assert!(
        hide.remove("events.toml", Some("[[event]]\ndo = 1\n"))
            .is_err()
    );
}
