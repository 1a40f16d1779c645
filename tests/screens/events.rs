//! Correcting events: what the reader decides is seen at once, kept in a file, and taken back.

use super::driver::Driver;

fn titles(room: &Driver) -> Vec<String> {
    room.app
        .events
        .iter()
        .map(|event| event.title.to_string())
        .collect()
}

fn selected(room: &Driver) -> (String, String, usize) {
    let event = room
        .app
        .timeline
        .selected_event()
        .expect("an event is selected");
    (
        event.date.to_string(),
        event.title.to_string(),
        event.reports.len(),
    )
}

#[test]
fn an_event_is_hidden_and_comes_back() {
    let mut room = Driver::embedded(160, 45);
    let before = titles(&room);
    room.keys("3");
    let (_, title, _) = selected(&room);
    room.keys("x")
        .shows("Kept: the event is hidden; u takes it back");
    assert!(!titles(&room).contains(&title));
    assert!(
        room.events_file
            .as_deref()
            .unwrap()
            .contains("do = \"hide\"")
    );
    room.keys("u").shows("Undone: “the event is hidden”");
    assert_eq!(titles(&room), before);
    assert_eq!(room.events_file, None);
}

#[test]
fn what_was_decided_is_listed_and_taken_back_in_any_order() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3H").shows("Nothing is decided about events");
    let before = titles(&room);
    let (_, hidden, _) = selected(&room);
    room.keys("x");
    room.keys("e<ctrl-u>Il vertice<enter>");
    // The list has both, the latest first; the older one is found by typing.
    room.keys("H")
        .shows("Decided about events")
        .shows("the event is called «Il vertice»")
        .shows("the event is hidden");
    room.keys("hidden<enter>")
        .shows("no longer decided that the event is hidden");
    let now = titles(&room);
    assert!(now.contains(&hidden) && now.contains(&"Il vertice".to_owned()));
    let file = room.events_file.clone().unwrap();
    assert_eq!(file.matches("[[event]]").count(), 1, "{file}");
    room.keys("H<enter>");
    assert_eq!(titles(&room), before);
    room.keys("u")
        .shows("Decided again: the event is called «Il vertice»");
    assert!(titles(&room).contains(&"Il vertice".to_owned()));
}

#[test]
fn an_event_gets_another_title_and_date() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3d2023-09-13<enter>e<ctrl-u>Il vertice<enter>");
    assert_eq!(selected(&room).1, "Il vertice");
    room.keys("D<ctrl-u>settembre 2023<enter>");
    assert!(
        room.app
            .events
            .iter()
            .any(|event| { &*event.title == "Il vertice" && event.date.to_string() == "2023-09" })
    );
    // The next key is for the same event, wherever it stands now.
    let (date, title, _) = selected(&room);
    assert_eq!((&*date, &*title), ("2023-09", "Il vertice"));
    let file = room.events_file.clone().unwrap();
    assert_eq!(file.matches("[[event]]").count(), 2, "{file}");
    room.keys("D<ctrl-u>boh<enter>")
        .shows("It was: boh")
        .shows("no date; such as");
    room.keys("<esc>").hides("It was").keys("uu");
    assert!(!titles(&room).contains(&"Il vertice".to_owned()));
}

#[test]
fn a_source_becomes_an_event_of_its_own_and_is_joined_again() {
    let mut room = Driver::embedded(160, 45);
    let before = room.app.events.len();
    room.keys("3d2023-09-13<enter>");
    let (_, _, sources) = selected(&room);
    assert!(sources > 1);
    room.keys("s").shows("Open the source");
    room.keys("<enter><enter>");
    room.keys("3s");
    assert_eq!(room.app.events.len(), before + 1, "{}", room.screen());
    let most = room
        .app
        .events
        .iter()
        .map(|event| event.reports.len())
        .max();
    assert_eq!(most, Some(sources - 1));
    // Joined to the event beside it.
    room.keys("d2023-09-13<enter>M")
        .shows("press the key again");
    room.keys("<esc>MjM");
    assert_eq!(room.app.events.len(), before);
    room.keys("uu");
    assert_eq!(room.app.events.len(), before);
    assert_eq!(room.events_file, None);
}

#[test]
fn what_cannot_be_kept_changes_nothing() {
    let mut room = Driver::embedded(160, 45);
    let before = titles(&room);
    room.disk_full = true;
    room.keys("3x").shows("no space left on the disk");
    assert_eq!(titles(&room), before);
    room.disk_full = false;
    room.events_file = Some("[[event".to_owned());
    room.keys("x").shows("events.toml, line 1");
    assert_eq!(titles(&room), before);
    assert_eq!(room.events_file.as_deref(), Some("[[event"));
}

#[test]
fn an_event_tells_who_says_when_and_why() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3d2023-09-13<enter>")
        .shows("13 settembre 2023 ≈")
        .keys("i")
        .shows("7 sentences, dates more and les")
        .keys("<end>")
        .shows("“settembre”: seen from 22 gennaio 2024, the article's date, by the verb's tense");
    room.keys("<enter>");
    assert!(room.app.overlays.is_empty());
    assert_eq!(room.app.focus, rassegna::app::Pane::Reader);
    room.shows("Il seguito di settembre");
    room.keys("d").shows("by the verb's tense");
}
