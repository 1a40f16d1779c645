//! What the screen looks like: sizes, panes, the mouse, and marks that need no colour.

use rassegna::app::Pane;
use rassegna::app::mouse::MouseKind;
use ratatui::style::Modifier;

use super::driver::Driver;

#[test]
fn the_place_survives_every_change_of_size() {
    let mut room = Driver::embedded(160, 45);
    room.keys("2").keys("jjjjjjjjjjjj");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    let before = room.screen();
    for (width, height) in [
        (80, 24),
        (60, 20),
        (1, 1),
        (0, 0),
        (200, 60),
        (31, 9),
        (160, 45),
    ] {
        room.resize(width, height);
        room.screen();
        assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
    }
    assert_eq!(room.screen(), before);
}

#[test]
fn every_size_draws_something_and_every_list_opens_in_it() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (3, 2),
        (19, 5),
        (20, 5),
        (24, 6),
        (60, 20),
        (69, 24),
        (70, 24),
        (118, 10),
        (300, 100),
    ] {
        let mut room = Driver::embedded(width, height);
        for keys in [
            "",
            "2",
            "3",
            "a",
            "<esc>B",
            "<esc><ctrl-p>kim",
            "<esc>?",
            "<esc>!",
            "<esc>2vb",
            "<esc>/x",
        ] {
            room.keys(keys);
            room.screen();
        }
    }
}

#[test]
fn three_widths_have_three_shapes() {
    let mut room = Driver::embedded(160, 45);
    room.shows("Documents").shows("Reader").shows("Timeline");
    room.resize(80, 24)
        .shows("Documents")
        .shows("Reader")
        .shows("Timeline");
    room.resize(60, 20)
        .shows("1 Documents  2 Reader  3 Timeline")
        .keys("2")
        .shows("people");
}

#[test]
fn the_mouse_focuses_selects_scrolls_and_opens() {
    let mut room = Driver::embedded(160, 45);
    let first = room.app.reader.id();
    room.click(10, 6);
    assert_ne!(
        room.app.reader.id(),
        first,
        "a click shows the article under it"
    );
    room.click(10, 6);
    assert_eq!(room.app.focus, Pane::Reader, "a second click opens it");
    let top = room.app.reader.open.as_ref().unwrap().top;
    room.mouse(MouseKind::ScrollDown, 80, 20);
    assert!(room.app.reader.open.as_ref().unwrap().top > top);
    room.click(150, 10);
    assert_eq!(room.app.focus, Pane::Timeline);
}

#[test]
fn the_mouse_can_be_switched_off() {
    let mut room = Driver::embedded(160, 45);
    room.keys(":mouse<enter>").shows("Mouse off");
    room.click(150, 10);
    assert_ne!(room.app.focus, Pane::Timeline);
}

#[test]
fn actors_and_dates_stand_out_without_colours_too() {
    let room = Driver::embedded(160, 45);
    let buffer = room.buffer();
    let person = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::BOLD))
        .count();
    let dates = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .count();
    assert!(person > 10 && dates > 10, "{person} {dates}");
}

#[test]
fn only_the_reader_and_all_panes_again() {
    let mut room = Driver::embedded(160, 45);
    room.keys("z").hides("Timeline").keys("z").shows("Timeline");
}

#[test]
fn one_pane_at_a_time_shows_the_lens_and_the_text_that_is_gone_to() {
    for keys in ["n", "J"] {
        let mut room = Driver::embedded(60, 20);
        room.keys("/putin<enter>").shows("/ putin").keys(keys);
        assert_eq!(room.app.focus, Pane::Reader, "{keys}");
    }
    let mut room = Driver::embedded(60, 20);
    room.keys("3G<enter>");
    assert_eq!(room.app.focus, Pane::Reader);
    assert!(room.app.reader.open.as_ref().unwrap().pointed.is_some());
}
