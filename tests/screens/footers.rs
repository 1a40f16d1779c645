//! The line below: whatever room there is, the keys that are needed most are named.

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
    for (width, height) in [(120, 35), (80, 24), (60, 20), (40, 12)] {
        for (place, keys, leave) in PLACES {
            let mut room = Driver::embedded(width, height);
            room.keys(keys);
            let screen = room.screen();
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
