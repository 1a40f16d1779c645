//! How the real program lives and dies in a terminal (promises E1 to E6): signals, a terminal that
//! vanishes, suspension, terminals that show no colours or no screen. What a panic leaves is in
//! `terminal.rs`, what a user does in between in `program.rs`.

#[path = "support/files.rs"]
mod files;
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use files::wait_until;
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

/// An article, and an editor for it that does what `script` says; the program that opens both.
fn with_editor(home: &Home, script: &str) -> Program {
    fs::write(
        home.path().join("pezzo.txt"),
        "Il ponte\n\nIl ponte resta chiuso.\n",
    )
    .expect("an article");
    let editor = home.path().join("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("an editor");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("one that runs");
    Program::new(RASSEGNA, home).env("EDITOR", editor)
}

/// Opens the article, and its editor, which says that it edits.
fn start_editor(home: &Home, script: &str) -> Session {
    let program = with_editor(home, script).arg("pezzo.txt");
    let mut session = program.start(100, 30);
    session.wait_for("resta chiuso");
    session.keys("2e");
    session.wait_for("editing");
    session
}

/// An editor that has the terminal as editors do, and says which signal it was told.
const EDITS: &str = r#"
trap 'echo TERM >told; kill $!; exit 1' TERM
trap 'echo HUP >told; kill $!; exit 1' HUP
trap 'echo resized' WINCH
stty raw -echo
echo editing
sleep 60 & while :; do wait; done"#;

/// Whether the place in the article was kept.
fn is_place_kept(home: &Home) -> bool {
    let reading = home.path().join(".local/share/rassegna/reading.json");
    fs::read_to_string(reading).is_ok_and(|kept| kept.contains("\"byte\""))
}

#[test]
fn e1_a_signal_ends_the_program_and_its_editor() {
    for (signal, status, name) in [(Signal::TERM, 143, "TERM"), (Signal::HUP, 129, "HUP")] {
        let home = Home::new();
        let mut session = start_editor(&home, EDITS);
        session.signal(signal);
        assert_eq!(session.wait_exit().exit_code(), status);
        let told = home.path().join("told");
        wait_until(home.path(), || {
            fs::read_to_string(&told).is_ok_and(|told| told.trim() == name)
        });
        assert_eq!(session.left().switched_on, "", "{name}");
        assert!(is_place_kept(&home), "{name}");
    }
}

#[test]
fn e1_an_editor_that_heeds_no_signal_does_not_hold_up_the_end() {
    let home = Home::new();
    let deaf = r#"
trap '' TERM
stty raw -echo
echo editing
while [ ! -e over ]; do sleep 0.1; done"#;
    let mut session = start_editor(&home, deaf);
    session.signal(Signal::TERM);
    assert_eq!(session.wait_exit().exit_code(), 143);
    fs::write(home.path().join("over"), "").unwrap();
    assert_eq!(session.left().switched_on, "");
    assert!(is_place_kept(&home));
}

#[test]
fn e2_a_terminal_that_vanishes_from_an_editor_ends_both() {
    let home = Home::new();
    let mut session = start_editor(&home, EDITS);
    session.hang_up();
    wait_until(home.path(), || home.path().join("told").exists());
    assert!(is_place_kept(&home));
}

#[test]
fn e3_an_editor_that_is_suspended_gives_the_terminal_to_the_shell() {
    // As vim does, all in the terminal are told; as another might, only itself.
    for stop in ["kill -TSTP 0", "kill -STOP $$"] {
        let home = Home::new();
        with_editor(
            &home,
            &format!("echo editing; read x; {stop}; echo again; read x"),
        );
        let script = r#"set -m; "$@"; echo "the shell reads"; read line; fg; echo over"#;
        let mut session = Program::new("sh", &home)
            .env("EDITOR", home.path().join("editor"))
            .arg("-c")
            .arg(script)
            .arg("sh")
            .arg(RASSEGNA)
            .arg("pezzo.txt")
            .start(100, 30);
        session.wait_for("resta chiuso");
        session.keys("2e");
        session.wait_for("editing");
        session.keys("\r");
        session.wait_for("the shell reads");
        session.keys("\r");
        session.wait_for("again");
        session.keys("\r");
        session.wait_for("resta chiuso");
        session.keys("q");
        let left = session.left();
        assert_eq!(left.switched_on, "", "{stop}");
        assert!(left.screen.contains("over"), "{}", left.screen);
    }
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
