//! What the user sees: keys in, screen out, over the embedded articles. What is about one thing is in the
//! module of that.

#[path = "screens/bookmarks.rs"]
mod bookmarks;
#[path = "screens/cards.rs"]
mod cards;
#[path = "screens/corrections.rs"]
mod corrections;
#[path = "screens/drafts.rs"]
mod drafts;
#[path = "support/driver.rs"]
mod driver;
#[path = "screens/events.rs"]
mod events;
#[path = "screens/files.rs"]
mod files;
#[path = "screens/footers.rs"]
mod footers;
#[path = "screens/hits.rs"]
mod hits;
#[path = "screens/large.rs"]
mod large;
#[path = "screens/lens.rs"]
mod lens;
#[path = "screens/links.rs"]
mod links;
#[path = "screens/notes.rs"]
mod notes;
#[path = "screens/picker.rs"]
mod picker;
#[path = "screens/shapes.rs"]
mod shapes;
#[path = "screens/timeline.rs"]
mod timeline;

use rassegna::app::action::ACTIONS;

use driver::Driver;

#[test]
fn the_room_opens_with_everything_to_read() {
    let mut room = Driver::embedded(160, 45);
    room.shows("5 articles")
        .shows("Documents")
        .shows("Reader")
        .shows("Timeline");
    room.shows("Shoigu di nuovo da Kim")
        .shows("2025-06-09")
        .shows("Pyongyang");
    room.shows("people")
        .shows("countries")
        .shows("? help")
        .shows("q quit");
    assert_eq!(room.app.documents.rows.len(), 5);
    assert!(room.app.timeline.len() > 5, "the articles tell events");
}

#[test]
fn moving_through_the_documents_shows_each_in_the_reader() {
    let mut room = Driver::embedded(120, 35);
    let first = room.app.reader.id();
    room.keys("j");
    assert_ne!(room.app.reader.id(), first);
    room.keys("k");
    assert_eq!(room.app.reader.id(), first);
    room.keys("G");
    assert_eq!(room.app.documents.cursor.selected(), Some(4));
}

#[test]
fn the_order_of_the_documents_is_named_wherever_there_is_room() {
    for (width, orders) in [
        (160, ["best first", "newest first", "by title"]),
        (80, ["· best", "· newest", "· title"]),
    ] {
        let mut room = Driver::embedded(width, 40);
        room.keys("/russia<enter>");
        for order in orders {
            let screen = room.screen();
            let frame = screen.lines().nth(1).unwrap_or_default();
            assert!(frame.contains(order), "{frame}");
            room.keys("s");
        }
    }
}

#[test]
fn marks_and_the_way_back_lead_to_the_same_place() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjjjma");
    let place = (
        room.app.reader.id(),
        room.app.reader.open.as_ref().unwrap().cursor,
    );
    room.keys("JG'a");
    assert_eq!(
        (
            room.app.reader.id(),
            room.app.reader.open.as_ref().unwrap().cursor
        ),
        place
    );
    room.keys("J<ctrl-o>");
    assert_eq!(room.app.reader.id(), place.0);
    room.keys("<alt-right>");
    assert_ne!(room.app.reader.id(), place.0);
}

#[test]
fn the_help_shows_every_action_with_its_keys() {
    let mut room = Driver::embedded(160, 45);
    let mut seen = room.keys("?").screen();
    for _ in 0..ACTIONS.len() {
        seen.push_str(&room.keys("<ctrl-d>").screen());
    }
    for info in ACTIONS {
        assert!(seen.contains(info.doc), "{}", info.name);
    }
    room.keys("q").hides("Writing a note");
}

#[test]
fn nothing_of_the_help_is_cut() {
    for (width, height) in [(40, 12), (80, 24), (160, 45)] {
        let mut room = Driver::embedded(width, height);
        room.keys("?");
        let mut pages = 0;
        loop {
            let screen = room.screen();
            for line in screen.lines().filter_map(|line| line.split('┃').nth(1)) {
                assert!(!line.contains('…'), "{width} columns: {line}");
            }
            pages += 1;
            if room.keys("<pagedown>").screen() == screen {
                break;
            }
        }
        assert!(pages > 2, "{width} columns");
        room.keys("G").shows("Answering a question");
        room.keys("gg").shows("Everywhere");
    }
}

#[test]
fn q_ends_the_program() {
    let mut room = Driver::embedded(80, 24);
    room.keys("q");
    assert!(room.ended);
}
