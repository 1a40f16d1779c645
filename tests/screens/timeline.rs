//! The timeline: its events and their sentences, how it is divided, and the way from a text to it and back.

use rassegna::app::Pane;
use rassegna::app::key::Modifiers;
use rassegna::app::mouse::{Mouse, MouseKind};
use rassegna::app::msg::Msg;

use super::driver::Driver;

#[test]
fn an_event_opens_at_its_sentence_and_then_at_its_next_source() {
    let mut room = Driver::embedded(160, 45);
    let catalogue = room.app.catalogue.clone();
    let shared = catalogue.events.iter().position(|event| {
        let first = event.reports[0].article;
        event.reports.iter().any(|report| report.article != first)
    });
    let shared = shared.expect("an event that two articles tell");
    let shared = u32::try_from(shared).unwrap();
    room.keys("3");
    room.app.timeline.select_place(shared);
    let mut articles = std::collections::HashSet::new();
    for _ in 0..catalogue.events.reports(shared) {
        room.keys("<enter>");
        articles.insert(room.app.reader.id());
        let open = room.app.reader.open.as_ref().unwrap();
        assert!(open.pointed.is_some(), "the sentence is pointed at");
    }
    assert!(articles.len() > 1, "each Enter goes to another source");
}

#[test]
fn the_timeline_is_divided_more_or_less_finely() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3+").shows("month");
    let months = room.app.timeline.rows().len();
    room.keys("--").shows("decade");
    assert!(room.app.timeline.rows().len() < months);
}

#[test]
fn a_gap_of_years_is_one_line_and_so_is_today() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3gg").shows("years without events");
    let screen = room.screen();
    let gaps = screen.matches('┊').count();
    assert_eq!(
        gaps,
        screen.matches("years without events").count(),
        "{screen}"
    );
    room.keys("G").shows("── today, 1º marzo 2026 ──");
    let event = room.app.timeline.selected_event();
    assert!(event.is_some(), "the end of the list is its last event");
}

#[test]
fn the_timeline_goes_to_a_date_while_it_is_typed() {
    let mut room = Driver::embedded(160, 45);
    let at = |room: &Driver| room.app.timeline.selected_date().unwrap().to_string();
    room.keys("3");
    let before = at(&room);
    room.keys("dsettembre 2024")
        .shows("To date: settembre 2024");
    assert_eq!(at(&room), "2024-09");
    room.keys("<esc>").hides("To date");
    assert_eq!(at(&room), before);
    room.keys("d2023-09-13<enter>").hides("To date");
    assert_eq!(at(&room), "2023-09-13");
    room.keys("d2030<enter>")
        .shows("Nothing is told of 2030: this is the last event before it");
    room.keys("d1931<enter>")
        .shows("Nothing is told of 1931: this is the first event after it");
    room.keys("d2023-09-13<enter>").hides("Nothing is told");
    // What is no date can be mended where it is typed.
    room.keys("dqui<enter>")
        .shows("To date: qui")
        .shows("no date; such as");
    assert_eq!(at(&room), "2023-09-13");
    room.keys("<backspace>")
        .shows("To date: qu")
        .hides("no date; such as");
    room.keys("<enter><ctrl-u>2024-09<enter>").hides("To date");
    assert_eq!(at(&room), "2024-09");
}

#[test]
fn a_date_in_the_text_leads_to_its_event_and_back() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/title:shoigu firmato<enter>2n");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    room.keys("d");
    assert_eq!(room.app.focus, Pane::Timeline);
    let event = room.app.timeline.selected_event().unwrap();
    assert_eq!(event.date.to_string(), "2024-06-19");
    room.keys("<ctrl-o>");
    assert_eq!(room.app.focus, Pane::Reader);
    let open = room.app.reader.open.as_ref().unwrap();
    assert_eq!(open.cursor, place, "back at the place that was left");
    room.keys("ggd").shows("No date on this line");
}

#[test]
fn bars_count_what_happened_or_what_was_written() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3w")
        .shows("when written")
        .shows("what was written when");
    room.keys("ggp");
    assert_eq!(room.app.lens.text(), "published:195X");
    room.keys("<esc>w").hides("when written");
}

#[test]
fn actors_of_the_lens_have_lanes() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3").hides("1950  ");
    room.keys("/actor:kim<enter>3");
    assert_eq!(room.app.timeline.lane_lines(), 2);
    room.keys("L");
    assert_eq!(room.app.timeline.lane_lines(), 0);
    room.keys("X3L");
    assert_eq!(room.app.timeline.lane_lines(), 7, "those named most");
    // A click on a column goes to its time.
    let inside = room.app.layout.inside(Pane::Timeline);
    let names = u16::try_from(room.app.timeline.name_columns()).unwrap();
    room.click(inside.x + names + 1, inside.y);
    let first = room.app.timeline.lanes().columns[0].as_edtf();
    let selected = room.app.timeline.selected_date().unwrap();
    assert!(selected.first_day() >= first.first_day(), "{selected}");
    room.keys("gg");
    assert_ne!(room.app.timeline.selected_date(), Some(selected));
}

#[test]
fn the_wheel_with_ctrl_divides_time() {
    let mut room = Driver::embedded(160, 45);
    let inside = room.app.layout.inside(Pane::Timeline);
    let zoom = |kind| {
        Msg::Mouse(Mouse {
            column: inside.x + 3,
            row: inside.y + 10,
            kind,
            modifiers: Modifiers {
                ctrl: true,
                ..Modifiers::default()
            },
        })
    };
    room.happen(zoom(MouseKind::ScrollUp));
    room.shows("by month");
    room.happen(zoom(MouseKind::ScrollDown));
    room.happen(zoom(MouseKind::ScrollDown));
    room.shows("by decade");
}

#[test]
fn a_period_goes_into_the_lens() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3p");
    assert!(
        room.app.lens.text().starts_with("date:"),
        "{}",
        room.app.lens.text()
    );
}

#[test]
fn an_event_says_how_many_articles_tell_it() {
    let mut room = Driver::embedded(160, 45);
    let events = &room.app.catalogue.events;
    let places = (0..).take(events.len());
    let told = places.filter_map(|place| Some((events.reports(place), events.summary(place)?)));
    let told: Vec<(usize, usize)> = told
        .map(|(reports, event)| (reports, event.articles))
        .collect();
    assert!(told.iter().any(|(reports, articles)| reports > articles));
    let most = told.iter().map(|&(_, articles)| articles).max();
    assert!(most.is_some_and(|most| most <= 5));
    room.keys("3gg").hides("7 sources");
}

#[test]
fn a_decade_in_words_names_nobody() {
    let room = Driver::embedded(160, 45);
    let catalogue = &room.app.catalogue;
    let named = catalogue.entries.iter().flat_map(|entry| entry.actors());
    let named: Vec<&str> = named.map(|(actor, _)| catalogue.roster.id(actor)).collect();
    assert!(!named.is_empty());
    assert!(named.iter().all(|actor| !actor.contains("cinquanta")));
}

#[test]
fn no_two_sources_of_an_event_look_alike() {
    for (width, height) in [(160, 45), (80, 24)] {
        let mut room = Driver::embedded(width, height);
        room.keys("3gg");
        let mut several = 0;
        for _ in 0..3 * room.app.events.len() {
            room.keys("j");
            let Some(event) = room.app.timeline.selected_event() else {
                continue;
            };
            let articles: std::collections::HashSet<_> =
                event.reports.iter().map(|report| report.article).collect();
            several += usize::from(articles.len() < event.reports.len());
            let count = event.reports.len();
            let screen = room.keys("i").screen();
            let rows = screen.lines().filter_map(|line| line.split('┃').nth(1));
            let rows: Vec<_> = rows.take(count).collect();
            let distinct: std::collections::HashSet<_> = rows.iter().collect();
            assert_eq!(distinct.len(), rows.len(), "{screen}");
            room.keys("q");
        }
        assert!(several > 0);
    }
}
