//! The lines around the panes: whatever room there is, the keys that are needed most are named, and notices
//! stay until they were seen.

use rassegna::app::msg::Msg;
use rassegna::app::notice::{Notice, Severity};

use super::driver::Driver;

/// Everywhere that one can be, and how what is open there is closed.
const PLACES: [(&str, &str, &str); 13] = [
    ("the documents", "1", "q quit"),
    ("the reader", "2", "q quit"),
    ("the timeline", "3", "q quit"),
    ("the reader, selecting", "2v", "esc back"),
    ("the actors", "a", "q close"),
    ("the filter of the actors", "a/kim", "esc drop"),
    ("a card", "ai", "q close"),
    ("the matrix", "M", "q close"),
    ("the bookmarks", "2b<ctrl-s>B", "q close"),
    ("a note", "2b", "esc close"),
    ("the help", "?", "q close"),
    ("the notices", "!", "q close"),
    ("the picker", "<ctrl-p>", "esc close"),
];

#[test]
fn how_to_leave_and_to_ask_for_help_has_room_first() {
    for (place, keys, leave) in PLACES {
        let mut room = Driver::embedded(120, 35);
        room.keys(keys);
        for (width, height) in [(120, 35), (80, 24), (60, 20), (40, 12)] {
            let screen = room.resize(width, height).screen();
            let footer = screen.lines().last().unwrap_or_default();
            assert!(
                footer.contains(leave),
                "{place} at {width}×{height}: {footer}"
            );
            let takes_text = keys.contains("/kim") || keys == "2b" || keys == "<ctrl-p>";
            let is_help = keys == "?";
            assert!(
                takes_text || is_help || footer.contains("? help"),
                "{place} at {width}×{height}: {footer}"
            );
        }
    }
}

#[test]
fn what_is_needed_most_in_a_list_has_room_before_the_rest() {
    for (keys, width, wanted) in [
        (
            "a",
            80,
            vec!["enter open", "/ filter", "u undo", "i card", "d hide"],
        ),
        (
            "2b<ctrl-s>B",
            80,
            vec!["enter open", "/ filter", "e edit", "d delete", "u undo"],
        ),
        ("a", 40, vec!["enter open", "/ filter"]),
        ("2b<ctrl-s>B", 40, vec!["enter open", "/ filter"]),
    ] {
        let mut room = Driver::embedded(width, 24);
        room.keys(keys);
        let screen = room.screen();
        let footer = screen.lines().last().unwrap_or_default();
        for key in wanted {
            assert!(footer.contains(key), "{keys} at {width}: {key}: {footer}");
        }
    }
}

#[test]
fn the_legend_names_every_kind_also_where_there_is_little_room() {
    Driver::embedded(80, 24).shows("people countries orgs places weapons ops");
    Driver::embedded(160, 45).shows("organisations  places  weapons  operations");
}

#[test]
fn a_key_of_another_pane_says_where_it_works() {
    let mut room = Driver::embedded(120, 35);
    room.keys("1b")
        .shows("b works in the reader (2 goes there)");
    room.keys("2b").shows("New bookmark").keys("<esc>");
}

#[test]
fn a_failure_is_not_forgotten_with_the_next_key() {
    let mut room = Driver::embedded(120, 35);
    let notice = Notice {
        severity: Severity::Error,
        text: "no space is left on the disk".to_owned(),
    };
    room.happen(Msg::Notice(notice));
    room.shows("no space is left").keys("jj");
    room.hides("no space is left").shows("1 failure (!)");
    room.keys("!").shows("no space is left").keys("<esc>");
    room.hides("failure");
}

#[test]
fn a_notice_too_long_for_its_line_can_be_read_as_a_whole() {
    let mut room = Driver::embedded(80, 24);
    let severity = rassegna::app::notice::Severity::Error;
    let text = format!("{} and this is the reason", "a very long path ".repeat(6));
    room.happen(Msg::Notice(rassegna::app::notice::Notice {
        severity,
        text,
    }));
    room.hides("reason").shows("! all of it");
    room.keys("!").shows("reason");
}

#[test]
fn the_help_is_named_on_every_screen_that_has_a_footer() {
    for (width, height) in [(60, 20), (80, 24), (120, 35)] {
        let mut room = Driver::embedded(width, height);
        for keys in ["1", "2", "3", "/missili<enter>"] {
            room.keys(keys).shows("? help");
        }
    }
}

#[test]
fn help_over_a_list_begins_with_the_keys_of_the_list() {
    for (keys, heading) in [
        ("a?", "Actors"),
        ("a<enter>?", "Everywhere"),
        ("B?", "Bookmarks"),
        ("!?", "Lists"),
        ("?", "Everywhere"),
    ] {
        let mut room = Driver::embedded(80, 24);
        room.keys(keys);
        let screen = room.screen();
        let mut lines = screen.lines().skip_while(|line| !line.contains("Help"));
        let first = lines.nth(1).unwrap_or_default();
        assert!(first.contains(heading), "{keys}:\n{screen}");
    }
}

#[test]
fn what_has_no_key_is_in_the_help_by_its_name() {
    let mut room = Driver::embedded(80, 24);
    room.keys("?");
    while !room.screen().contains("Switches the mouse off") {
        let before = room.screen();
        room.keys("j");
        assert_ne!(room.screen(), before, "it is not in the help");
    }
    room.shows(":mouse ");
}

#[test]
fn every_notice_is_listed_in_full_however_long_it_is() {
    let mut room = Driver::embedded(80, 24);
    for number in 0..9 {
        let text = format!("{}fine{number}", "una parola dopo l’altra, ".repeat(12));
        room.happen(Msg::Notice(Notice {
            severity: Severity::Warning,
            text,
        }));
    }
    room.keys("!").shows("fine0").hides("fine8");
    room.keys("G").shows("fine8");
    room.keys("gg").shows("fine0");
}
