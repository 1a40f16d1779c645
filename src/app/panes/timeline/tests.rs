//! Rows, the window on them, and the selection.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::list::Motion;
use super::*;
use crate::edtf::Edtf;
use crate::search::events::Fitting;
use crate::timeline::{Event, Report};

/// One event for each date, told by an article of its own that was published in 2024; every second
/// one of `person:a`, every third of `person:b`.
fn events(dates: &[&str]) -> Arc<Events> {
    let mut dates: Vec<Edtf> = dates.iter().map(|date| date.parse().unwrap()).collect();
    dates.sort();
    let list = (dates.iter().zip(0_usize..)).map(|(date, number)| {
        let mut actors = Vec::new();
        for (of, name) in [(2, "person:a"), (3, "person:b")] {
            if number % of == 0 {
                actors.push(ActorId(name.into()));
            }
        }
        let report = Report {
            article: ArticleId(number as u64),
            sentence: TextRange::new(0, 10),
            expression: TextRange::new(0, 4),
            date: *date,
            anchor: crate::dates::Anchor::Explicit,
            mark: 0,
            title: format!("event {number}").into(),
            actors: actors.clone().into(),
            words: Box::default(),
            planned: false,
        };
        Event {
            date: *date,
            title: report.title.clone(),
            actors: actors.into(),
            reports: vec![Arc::new(report)],
            planned: false,
        }
    });
    let list: Vec<_> = list.map(Arc::new).collect();
    let articles: Vec<_> = (0..list.len() as u64)
        .map(|id| (ArticleId(id), "2024-05".parse().ok()))
        .collect();
    Arc::new(Events::new(&list, &articles))
}

fn everything(events: &Events) -> Fitting {
    Fitting {
        events: vec![true; events.len()],
        articles: vec![true; events.articles()],
    }
}

fn pane(dates: &[&str], today: Option<&str>) -> TimelinePane {
    let events = events(dates);
    let mut pane = TimelinePane::default();
    pane.resize(40, 20);
    if let Some(today) = today {
        pane.set_today(today.parse().unwrap());
    }
    let fitting = everything(&events);
    pane.set_events(events, fitting, Vec::new());
    pane
}

/// The rows in words.
fn listed(pane: &TimelinePane) -> Vec<String> {
    (0..pane.rows.len())
        .map(|row| match pane.rows.get(row) {
            Some(Row::Period(number)) => {
                let period = pane.rows.period(number).unwrap();
                assert_eq!(pane.rows.row_of_period(number), Some(row));
                format!(
                    "{} {}/{}",
                    period.bucket.as_edtf(),
                    period.told,
                    period.written
                )
            }
            Some(Row::Event(number)) => {
                assert_eq!(pane.rows.row_of_event(number), Some(row));
                format!("  {}", pane.summary(number).unwrap().date)
            }
            Some(Row::Gap(years)) => format!("{years} years"),
            Some(Row::Today) => "today".to_owned(),
            None => "nothing".to_owned(),
        })
        .collect()
}

#[test]
fn periods_gaps_and_today_stand_in_their_order() {
    let dates = ["2011-03", "2024", "2024-01-05", "2024-02", "2025"];
    let mut pane = pane(&dates, Some("2024-01-20"));
    let years = [
        "2011 1/0",
        "  2011-03",
        "12 years",
        "2024 3/0",
        "  2024-01-05",
        "  2024",
        "today",
        "  2024-02",
        "2025 1/0",
        "  2025",
    ];
    // The year as a whole begins before its first days.
    let mut sorted = years.map(str::to_owned).to_vec();
    sorted.swap(4, 5);
    assert_eq!(listed(&pane), sorted);
    pane.zoom(true);
    assert_eq!(
        listed(&pane),
        [
            "2011-03 1/0",
            "  2011-03",
            "12 years",
            "2024-01 1/0",
            "  2024-01-05",
            "2024 1/0",
            "  2024",
            "today",
            "2024-02 1/0",
            "  2024-02",
            "2025 1/0",
            "  2025",
        ]
    );
    pane.zoom(false);
    pane.zoom(false);
    assert_eq!(listed(&pane)[..2], ["201X 1/0", "  2011-03"]);
}

#[test]
fn what_was_written_has_periods_of_its_own() {
    let mut pane = pane(&["2023", "2025"], Some("2030-01-01"));
    assert_eq!(pane.switch_bars(), Bars::Written);
    assert_eq!(
        listed(&pane),
        [
            "2023 1/0", "  2023", "2024 0/2", "2025 1/0", "  2025", "today"
        ]
    );
    assert_eq!(pane.rows.most(Bars::Written), 2);
    pane.go(Motion::First);
    pane.go(Motion::Line(2));
    assert_eq!(pane.selected_period(), "2024".parse().ok());
    pane.zoom(true);
    assert_eq!(pane.selected_period(), "2024-05".parse().ok());
}

#[test]
fn moving_passes_over_what_cannot_be_selected() {
    let mut pane = pane(&["1990", "2024"], Some("2024-02-01"));
    pane.go(Motion::First);
    let mut seen = vec![pane.selected_row()];
    for _ in 0..6 {
        pane.go(Motion::Line(1));
        seen.push(pane.selected_row());
    }
    seen.dedup();
    let expected = [Row::Period(0), Row::Event(0), Row::Period(1), Row::Event(1)];
    assert_eq!(seen, expected.map(Some));
    pane.go(Motion::Line(-2));
    assert_eq!(pane.selected_row(), Some(Row::Event(0)));
}

#[test]
fn a_date_is_gone_to_or_what_comes_after_it() {
    let mut pane = pane(&["2011-03", "2023-09-13", "2024-02"], None);
    for (date, event) in [
        ("2011-03", "2011-03"),
        ("2012", "2023-09-13"),
        ("2023-09-13", "2023-09-13"),
        ("2050", "2024-02"),
        ("1950", "2011-03"),
    ] {
        pane.select_date(&date.parse().unwrap());
        assert_eq!(
            pane.selected_event().map(|event| event.date),
            event.parse().ok(),
            "{date}"
        );
    }
}

#[test]
fn lanes_stand_around_the_selection_and_count_what_is_dated_exactly_enough() {
    let dates = [
        "1950",
        "2023-01",
        "2023-02",
        "2023-03",
        "2023-03-05",
        "2023-04",
        "2024",
    ];
    let mut pane = pane(&dates, None);
    let fitting = everything(&pane.events);
    let actors = vec![ActorId("person:a".into()), ActorId("person:b".into())];
    pane.set_events(Arc::clone(&pane.events), fitting, actors);
    // 40 columns: 13 for names, so 25 for years.
    let lanes = pane.lanes();
    assert_eq!(lanes.lanes.len(), 2);
    assert_eq!(lanes.columns.len(), 25);
    assert_eq!(
        lanes.columns.last().unwrap().as_edtf(),
        "2024".parse().unwrap()
    );
    assert_eq!(lanes.selected, Some(24));
    assert_eq!(lanes.lanes[0].counts[23..], [2, 1]);
    pane.select_date(&"1950".parse().unwrap());
    assert_eq!(pane.lanes().columns[0].as_edtf(), "1950".parse().unwrap());
    assert_eq!(pane.lanes().selected, Some(0));
    pane.zoom(true);
    pane.select_date(&"2023-03".parse().unwrap());
    let lanes = pane.lanes();
    let selected = lanes.selected.unwrap();
    assert_eq!(
        lanes.columns[selected].as_edtf(),
        "2023-03".parse().unwrap()
    );
    assert_eq!(lanes.lanes[0].counts[selected], 1, "{lanes:?}");
    pane.switch_lanes();
    assert_eq!(pane.lane_lines(), 0);
}

#[test]
fn an_empty_timeline_can_be_used() {
    let mut pane = pane(&[], Some("2024-01-01"));
    pane.zoom(true);
    pane.switch_bars();
    pane.switch_lanes();
    pane.go(Motion::Last);
    pane.scroll(3);
    pane.select_date(&"2024".parse().unwrap());
    assert_eq!((pane.selected(), pane.selected_period()), (None, None));
    assert_eq!(pane.visible().count(), 0);
}

proptest! {
    #[test]
    fn the_selection_is_always_whole_on_the_screen(
        years in proptest::collection::vec(1980_i16..2030, 1..30),
        height in 3_u16..40,
        moves in proptest::collection::vec((-12_isize..12, 0_u8..4), 0..40),
    ) {
        let dates: Vec<String> = years.iter().map(|year| format!("{year}-0{}", year % 9 + 1)).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let mut pane = pane(&dates, Some("2005-06-01"));
        pane.resize(40, height);
        for (by, kind) in moves {
            match kind {
                0 => pane.scroll(by),
                1 => pane.go(Motion::Line(by)),
                2 => pane.go(Motion::Page(by.signum())),
                _ => pane.zoom(by > 0),
            }
            let selected = pane.selected().unwrap();
            let shown: Vec<_> = pane.visible().collect();
            let found = shown.iter().find(|(_, number, _)| *number == selected);
            let &(line, _, row) = found.unwrap();
            prop_assert!(line + pane.lines(row) <= usize::from(height) || line == 0);
            for &(line, number, _) in &shown {
                prop_assert_eq!(pane.row_at(line + pane.lane_lines()), Some(number));
            }
        }
    }

    #[test]
    fn every_row_leads_back_to_itself(
        years in proptest::collection::vec(1900_i16..2030, 0..40),
        today in 1890_i16..2040,
        keep in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let dates: Vec<String> = years.iter().map(|year| format!("{year}-07")).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let events = events(&dates);
        let mut fitting = everything(&events);
        fitting.events.iter_mut().zip(&keep).for_each(|(fits, keep)| *fits = *keep);
        let mut pane = TimelinePane::default();
        pane.resize(40, 20);
        pane.set_today(jiff::civil::date(today, 6, 1));
        pane.set_events(Arc::clone(&events), fitting.clone(), Vec::new());
        for zoom in [true, false, false] {
            pane.zoom(zoom);
            let listed = listed(&pane);
            prop_assert!(!listed.contains(&"nothing".to_owned()), "{listed:?}");
            let left = fitting.events.iter().filter(|&&fits| fits).count();
            prop_assert_eq!(pane.len(), left);
            for place in 0..u32::try_from(events.len()).unwrap() {
                prop_assert_eq!(pane.select_place(place), fitting.holds(place));
                if fitting.holds(place) {
                    prop_assert_eq!(pane.selected_place(), Some(place));
                }
            }
        }
    }
}
