//! How the real program lives and dies in a terminal (promises E1 to E6): signals, a terminal that
//! vanishes, suspension, terminals that show no colours or no screen. What a panic leaves is in
//! `terminal.rs`, what a user does in between in `program.rs`.

mod support;

use std::fs;
use std::time::Duration;

use rustix::process::Signal;
use support::pty::{Home, Program, Session};

const RASSEGNA: &str = env!("CARGO_BIN_EXE_rassegna");

fn start(home: &Home) -> Session {
    let mut session = Program::new(RASSEGNA, home).start(100, 30);
    session.wait_for(" words");
    session
}

/// Opens the note of a bookmark and types into it.
fn type_note(session: &mut Session, note: &str) {
    session.keys("2b");
    session.wait_for("New bookmark");
    session.keys(note);
    session.wait_for(note);
}

/// Whether `text` is in a draft on disk.
fn is_drafted(home: &Home, text: &str) -> bool {
    let drafts = home.path().join(".local/share/rassegna/bookmarks/drafts");
    fs::read_dir(drafts).is_ok_and(|entries| {
        entries
            .filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok())
            .any(|draft| draft.contains(text))
    })
}

#[test]
fn e1_a_signal_saves_the_draft_and_leaves_the_terminal_as_it_was() {
    for (signal, status) in [
        (Signal::INT, 130),
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
        (Signal::ABORT, 134),
        (Signal::USR1, 138),
    ] {
        let home = Home::new();
        let mut session = start(&home);
        type_note(&mut session, "a metà di una frase");
        session.signal(signal);
        assert_eq!(session.wait_exit().exit_code(), status);
        let left = session.left();
        assert_eq!(left.switched_on, "", "{signal:?}");
        assert!(!left.screen.contains("New bookmark"), "{}", left.screen);
        assert!(is_drafted(&home, "a metà di una frase"), "{signal:?}");
    }
}

#[test]
fn e2_a_vanished_terminal_saves_the_draft_and_ends_the_program() {
    let home = Home::new();
    let mut session = start(&home);
    type_note(&mut session, "prima del buio");
    let took = session.hang_up();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(is_drafted(&home, "prima del buio"));
}

#[test]
fn e3_a_suspended_program_comes_back_where_it_was() {
    let home = Home::new();
    let script = r#"set -m; "$@"; echo "the shell reads"; read line; fg; echo over"#;
    let mut session = Program::new("sh", &home)
        .arg("-c")
        .arg(script)
        .arg("sh")
        .arg(RASSEGNA)
        .start(100, 30);
    session.wait_for(" words");
    session.keys("?");
    session.wait_for("Everywhere");
    session.keys("\x1a");
    let stopped = session.wait_for("the shell reads");
    assert!(!stopped.contains("Everywhere"), "{stopped}");
    session.keys("\r");
    session.wait_for("Everywhere");
    session.keys("\x1b");
    session.wait_while("Everywhere");
    session.keys("q");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    assert!(left.screen.contains("over"), "{}", left.screen);
}

#[test]
fn e6_a_terminal_without_a_screen_is_told_what_to_use() {
    for term in ["", "dumb"] {
        let home = Home::new();
        let mut session = Program::new(RASSEGNA, &home)
            .env("TERM", term)
            .start(80, 24);
        assert_eq!(session.wait_exit().exit_code(), 2, "{term}");
        let left = session.left();
        assert_eq!(left.switched_on, "", "{term}");
        assert!(left.screen.contains("TERM"), "{}", left.screen);
        assert!(left.screen.contains("rassegna list"), "{}", left.screen);
    }
}

#[test]
fn without_colours_the_screen_still_has_attributes() {
    let coloured = |cell: &vt100::Cell| {
        cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
    };
    for (no_color, expected) in [("", true), ("1", false)] {
        let home = Home::new();
        let mut session = Program::new(RASSEGNA, &home)
            .env("NO_COLOR", no_color)
            .start(100, 30);
        session.wait_until("words, bold, colours as wanted", |screen| {
            let (rows, columns) = screen.size();
            let cells = || {
                (0..rows)
                    .flat_map(move |row| (0..columns).map(move |column| (row, column)))
                    .filter_map(|(row, column)| screen.cell(row, column))
            };
            screen.contents().contains(" words")
                && cells().any(vt100::Cell::bold)
                && cells().any(coloured) == expected
        });
        session.keys("q");
        assert_eq!(session.wait_exit().exit_code(), 0);
    }
}
