//! Merging what articles of one story tell, and sentences that go on with the one before.

use super::*;

/// A report of an article whose story names these.
fn of_story(article: u64, at: usize, date: &str, text: &str, named: &[&str]) -> Source {
    let about = About {
        published: None,
        story: Story::of(named.iter().copied()),
    };
    (report(article, at, date, text), about)
}

const FLOOD: [&str; 4] = [
    "place:valdossa",
    "organisation:rio-nero",
    "person:anna-tosi",
    "country:it",
];

#[test]
fn what_two_articles_of_one_story_tell_of_a_time_is_one_event() {
    let inquiry = ["place:valdossa", "person:anna-tosi", "organisation:procura"];
    let elsewhere = ["place:lima", "person:luis-vega", "country:it"];
    for (dates, named, events) in [
        (["2009-12-24", "2009-12-24"], &inquiry, 1),
        // Much happens in a month, and the two say nothing alike.
        (["2009-12-24", "2009-12"], &inquiry, 2),
        // Two articles that have only a country in common.
        (["2009-12-24", "2009-12-24"], &elsewhere, 2),
        (["2009-12-24", "2009-12-25"], &inquiry, 2),
        // Much happens in a year.
        (["2009-12-24", "2009"], &inquiry, 2),
    ] {
        let told = vec![
            of_story(1, 0, dates[0], "il fiume uscì senza vittime", &FLOOD),
            of_story(2, 0, dates[1], "ci furono soltanto danni", named),
        ];
        assert_eq!(merge(told).len(), events, "{dates:?} {named:?}");
    }
}

#[test]
fn articles_of_one_story_that_tell_much_of_a_day_have_to_say_the_same() {
    let told = |article, at, text| of_story(article, at, "2009-12-24", text, &FLOOD);
    let events = merge(vec![
        told(1, 0, "il fiume uscì senza vittime"),
        told(1, 200, "la giunta stanziò due milioni"),
        told(1, 400, "gli avvocati contestarono il decreto"),
        told(2, 0, "restarono chiuse le scuole"),
        told(2, 200, "la giunta stanziò i milioni"),
    ]);
    let of_two: Vec<&str> = (events.iter())
        .filter(|event| event.reports.len() > 1)
        .map(|event| &*event.title)
        .collect();
    assert_eq!(of_two, ["la giunta stanziò i milioni"]);
    let someone = merge(vec![
        told(1, 0, "ROSSI chiuse le scuole"),
        told(2, 0, "BIANCHI ringraziò i volontari"),
    ]);
    assert_eq!(someone.len(), 2, "of other people");
}

#[test]
fn a_chronicle_tells_no_one_thing_of_a_day_however_late_in_the_month() {
    let day = "2009-12-24";
    let notice = of_story(2, 0, day, "ci furono soltanto danni", &FLOOD);
    for (before, events) in [(10, 1), (70, 2)] {
        let chronicle = (0..before).map(|nth| {
            let date = format!("2009-12-{:02}", 1 + nth % 5);
            let text = format!("a borgo{nth} aprì fabbrica{nth}");
            of_story(1, nth * 100, &date, &text, &FLOOD)
        });
        let last = of_story(1, 9_000, day, "il fiume uscì senza vittime", &FLOOD);
        let told = merge(chronicle.chain([last, notice.clone()]).collect());
        let of_day = told.iter().filter(|event| event.date.to_string() == day);
        assert_eq!(of_day.count(), events, "after {before} others");
    }
}

#[test]
fn what_two_articles_of_one_story_tell_is_found_among_much() {
    let others = (0..300).map(|nth| {
        let text = format!("a borgo{nth} aprì fabbrica{nth}");
        of_story(100 + nth, 0, "2009-12-24", &text, &[])
    });
    let two = [
        of_story(1, 0, "2009-12-24", "il fiume uscì senza vittime", &FLOOD),
        of_story(2, 0, "2009-12-24", "ci furono soltanto danni", &FLOOD),
    ];
    assert_eq!(merge(others.chain(two).collect()).len(), 301);
}

#[test]
fn a_sentence_that_goes_on_with_the_one_before_is_of_its_event() {
    let day = "2021-02-18";
    let first = "la corte ha annullato ROSSI";
    let told = |at, date, text| (report(1, at, date, text), About::default());
    let next = first.len() + 1;
    for (at, date, text, events) in [
        (next, day, "fu applaudita in piazza", 1),
        (next, day, "NERI partì per Lima", 2),
        (next, "2021-02-19", "fu applaudita in piazza", 2),
        // In another paragraph.
        (next + 1, day, "fu applaudita in piazza", 2),
    ] {
        let told = vec![told(0, day, first), told(at, date, text)];
        assert_eq!(merge(told).len(), events, "{at} {date} {text}");
    }
}

#[test]
fn a_sentence_that_says_nothing_of_the_one_before_is_of_another_event() {
    let first = "la corte ha assolto gli imputati";
    let told = |at, text: &str, anchor| {
        let mut told = report(1, at, "2021-02-19", text);
        Arc::make_mut(&mut told).anchor = anchor;
        (told, About::default())
    };
    let (given, before) = (
        crate::dates::Anchor::Explicit,
        crate::dates::Anchor::Previous,
    );
    for (text, anchor, events) in [
        ("un incendio ha distrutto il mercato", given, 2),
        ("fuori gli imputati piansero", given, 1),
        ("egli lasciò il palazzo", given, 1),
        ("un corteo lasciò il palazzo", before, 1),
    ] {
        let two = vec![told(0, first, given), told(first.len() + 1, text, anchor)];
        assert_eq!(merge(two).len(), events, "{text}");
    }
}

#[test]
fn two_happenings_of_one_story_on_one_day_are_two_events() {
    let day = "2019-10-12";
    for (first, second, events) in [
        (
            "gli operai del reparto a caldo hanno incrociato le braccia per otto ore davanti ai cancelli",
            "il tribunale ha confermato i sigilli alla discarica e respinto ogni ricorso della proprietà",
            2,
        ),
        (
            "gli operai hanno incrociato le braccia",
            "davanti ai cancelli restarono gli operai",
            1,
        ),
    ] {
        let told = vec![
            of_story(1, 0, day, first, &FLOOD),
            of_story(2, 0, day, second, &FLOOD),
        ];
        assert_eq!(merge(told).len(), events, "{first} / {second}");
    }
}
