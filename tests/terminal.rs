//! The terminal in a real pseudo-terminal: whatever way a program with a screen ends, stops or
//! fails, the terminal is left as it was found (promises E1 to E8). A small program stands in for
//! the reading room, so that it can be made to fail; it is this test file, started again.

mod support;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rassegna::app::key::Key;
use rassegna::runtime::input::Input;
use rassegna::runtime::panic_report;
use rassegna::runtime::signals::Signal as Ending;
use rassegna::runtime::terminal::{Options, Screen};
use ratatui::widgets::Paragraph;
use rustix::process::Signal;

use support::pty::{Home, Program, Session};

/// The environment variable under which this file is the small program.
const PLAY: &str = "RASSEGNA_TEST_SCREEN";

/// Under its value the small program takes for ever to close.
const STUCK: &str = "RASSEGNA_TEST_STUCK";

/// Not a test: the small program, which shows its size and every input, and does what keys say.
#[test]
#[ignore = "run by the other tests in a pseudo-terminal"]
fn small_program() {
    if std::env::var_os(PLAY).is_none() {
        return;
    }
    let status = play().expect("the small program runs");
    if std::env::var_os(STUCK).is_some() {
        let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT])
            .expect("signals can be listened for");
        writeln!(std::io::stderr(), "closing").expect("somebody reads");
        for _ in &mut signals {
            writeln!(std::io::stderr(), "forgiven").expect("somebody reads");
        }
    }
    std::process::exit(status.into());
}

fn play() -> Result<u8, Box<dyn std::error::Error>> {
    let home = std::env::var("HOME")?;
    let options = Options {
        mouse: true,
        ask_background: true,
    };
    let (mut screen, inputs) = match Screen::open(options) {
        Ok(opened) => opened,
        Err(error) => {
            writeln!(std::io::stderr(), "refused: {error}")?;
            return Ok(2);
        }
    };
    panic_report::install(screen.modes(), Some(home.clone().into()));
    let mut lines = Vec::new();
    let mut redrawn = 0;
    loop {
        let size = screen.size();
        let latest = lines
            .get(lines.len().saturating_sub(12)..)
            .unwrap_or_default();
        let shown = format!(
            "size {}x{}, {} inputs\n{}",
            size.columns,
            size.rows,
            lines.len(),
            latest.join("\n")
        );
        let _later = screen.draw(|frame| {
            frame.render_widget(Paragraph::new(shown.as_str()), frame.area());
        })?;
        let input = inputs.recv()?;
        match &input {
            Input::Key(key) if *key == Key::char('q') => {
                fs::write(Path::new(&home).join("redrawn"), redrawn.to_string())?;
                return Ok(0);
            }
            Input::Key(key) if *key == Key::char('p') => panic!("broken\u{1b}]0;title\u{7}"),
            Input::Key(key) if *key == Key::char('w') => {
                let worker = std::thread::spawn(|| panic!("a worker broke"));
                lines.push(format!("worker panicked: {}", worker.join().is_err()));
            }
            Input::Key(key) if *key == Key::char('r') => {
                screen.resize(size);
                redrawn += 1;
            }
            Input::Key(key) if *key == Key::char('e') => {
                let (status, _) = screen.lend(|| {
                    Command::new("sh")
                        .args(["-c", "echo borrowed; read line; echo \"got $line\""])
                        .status()
                });
                lines.push(format!("editor ended well: {}", status?.success()));
            }
            Input::Key(key) if *key == Key::ctrl('z') => {
                let stopped = screen.suspend()?.is_some();
                lines.push(format!("stopped: {stopped}"));
            }
            Input::Suspend => {
                screen.suspend()?;
            }
            Input::Continue => {
                screen.restore()?;
            }
            Input::Resize(size) => screen.resize(*size),
            Input::End(number) => return Ok(Ending::exit_status(*number)),
            Input::Gone => return Ok(1),
            Input::Ready => continue,
            _ => {}
        }
        lines.push(format!("{input:?}"));
    }
}

fn program(home: &Home) -> Program {
    let file = std::env::current_exe().expect("this file");
    arguments(Program::new(file, home))
}

/// The small program as the arguments of another.
fn play_in(other: Program) -> Program {
    arguments(other.arg(std::env::current_exe().expect("this file")))
}

fn arguments(program: Program) -> Program {
    program
        .env(PLAY, "1")
        .arg("--ignored")
        .arg("--exact")
        .arg("--nocapture")
        .arg("small_program")
}

fn start(home: &Home) -> Session {
    let mut session = program(home).start(80, 24);
    session.wait_for("size 80x24");
    session
}

#[test]
fn e1_every_way_out_leaves_the_terminal_as_it_was() {
    type Way = (&'static str, fn(&mut Session), u32);
    let ways: [Way; 5] = [
        ("q", |session| session.keys("q"), 0),
        ("SIGINT", |session| session.signal(Signal::INT), 130),
        ("SIGTERM", |session| session.signal(Signal::TERM), 143),
        ("SIGHUP", |session| session.signal(Signal::HUP), 129),
        ("SIGQUIT", |session| session.signal(Signal::QUIT), 131),
    ];
    for (name, leave, status) in ways {
        let home = Home::new();
        let mut session = start(&home);
        leave(&mut session);
        assert_eq!(session.wait_exit().exit_code(), status, "{name}");
        let left = session.left();
        assert_eq!(left.switched_on, "", "{name}");
        assert!(
            !left.screen.contains("size 80x24"),
            "{name}: {}",
            left.screen
        );
    }
}

#[test]
fn e1_control_c_ends_a_program_that_takes_for_ever_to_close() {
    let home = Home::new();
    let mut session = program(&home).env(STUCK, "1").start(80, 24);
    session.wait_for("size 80x24");
    session.keys("q");
    session.wait_for("closing");
    session.keys("\x03");
    session.wait_for("forgiven");
    session.keys("\x03");
    assert!(session.wait_exit().signal().is_some());
    assert_eq!(session.left().switched_on, "");
}

#[test]
fn e2_a_vanished_terminal_ends_the_program_within_a_second() {
    // The system tells the first process of the terminal, which may keep it to itself.
    for (told, command) in [
        (true, r#"exec "$@""#),
        (false, r#"trap '' HUP; "$@"; exit 0"#),
    ] {
        let home = Home::new();
        let program = Program::new("sh", &home).arg("-c").arg(command).arg("sh");
        let mut session = play_in(program).start(80, 24);
        session.wait_for("size 80x24");
        let took = session.hang_up();
        assert!(took < Duration::from_secs(1), "told {told}: {took:?}");
    }
}

#[test]
fn e3_control_z_gives_the_terminal_to_the_shell_and_back() {
    let home = Home::new();
    let shell = Program::new("sh", &home)
        .arg("-c")
        .arg(r#"set -m; "$@"; echo "the shell reads"; read line; echo "it read $line"; fg; echo over"#)
        .arg("sh");
    let mut session = play_in(shell).start(80, 24);
    session.wait_for("size 80x24");
    session.keys("j\x1a");
    let stopped = session.wait_for("the shell reads");
    assert!(!stopped.contains("size 80x24"), "{stopped}");
    session.resize(70, 20);
    session.keys("a line\r");
    let resumed = session.wait_for("size 70x20");
    assert!(!resumed.contains("it read"), "{resumed}");
    session.wait_for("stopped: true");
    session.keys("q");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    for line in ["it read a line", "over"] {
        assert!(left.screen.contains(line), "{line}: {}", left.screen);
    }
}

#[test]
fn e3_without_a_shell_nothing_stops() {
    let home = Home::new();
    let mut session = start(&home);
    session.keys("\x1a");
    session.wait_for("stopped: false");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn e4_every_size_is_drawn() {
    let home = Home::new();
    let mut session = program(&home).start(1, 1);
    session.wait_for("s");
    for (columns, rows) in [(20, 5), (500, 200), (2, 1), (65535, 1), (1, 300), (0, 0)] {
        session.resize(columns, rows);
    }
    session.resize(90, 30);
    session.wait_for("size 90x30");
    session.keys("q");
    assert_eq!(session.left().switched_on, "");
}

#[test]
fn e7_a_terminal_that_does_not_read_loses_no_key_and_gets_few_frames() {
    const KEYS: usize = 3000;
    let home = Home::new();
    let mut session = start(&home);
    session.wait_for("Background(Dark)");
    session.stop_reading();
    session.keys(&"r".repeat(KEYS));
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    let redrawn = fs::read_to_string(home.path().join("redrawn")).expect("the program counted");
    assert_eq!(redrawn, KEYS.to_string());
    session.read_again();
    session.left();
    let frames = session.count_written(b"\x1b[?2026h");
    assert!(frames < KEYS / 2, "{frames} frames for {KEYS} keys");
}

#[test]
fn e7_a_terminal_that_does_not_read_does_not_hold_up_the_end() {
    let home = Home::new();
    let mut session = start(&home);
    session.stop_reading();
    session.keys(&"r".repeat(2000));
    session.signal(Signal::TERM);
    assert_eq!(session.wait_exit().exit_code(), 143);
}

#[test]
fn e8_a_panic_leaves_a_line_a_report_and_the_terminal() {
    let home = Home::new();
    let mut session = start(&home);
    session.keys("p");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    let line = left.screen.replace('\n', "");
    assert!(
        line.contains("rassegna: internal error: broken␛]0;title␇"),
        "{}",
        left.screen
    );
    let reports = reports(&home);
    let [(mode, text)] = reports.as_slice() else {
        panic!("{reports:?}");
    };
    assert_eq!(*mode, 0o600);
    assert!(text.contains("message: broken␛]0;title␇\n"), "{text}");
}

#[test]
fn e8_a_panic_of_a_worker_leaves_the_screen_alone() {
    let home = Home::new();
    let mut session = start(&home);
    session.keys("ww");
    let screen = session.wait_until("two workers", |screen| {
        screen.contents().matches("worker panicked: true").count() == 2
    });
    assert!(!screen.contains("a worker broke"), "{screen}");
    session.keys("q");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    assert!(!left.screen.contains("a worker broke"), "{}", left.screen);
    let reports = reports(&home);
    assert_eq!(reports.len(), 1, "{reports:?}");
}

/// The reports in `home`: mode and text.
fn reports(home: &Home) -> Vec<(u32, String)> {
    fs::read_dir(home.path())
        .expect("the home is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let mode = fs::metadata(&path).expect("a file").permissions().mode();
            (mode & 0o777, fs::read_to_string(&path).expect("a text"))
        })
        .collect()
}

#[test]
fn another_program_can_borrow_the_terminal() {
    let home = Home::new();
    let mut session = start(&home);
    session.keys("e");
    session.wait_for("borrowed");
    // Typed to the other program: its line, and no key of ours.
    session.keys("quit\r");
    session.wait_for("editor ended well: true");
    session.keys("j");
    let screen = session.wait_for("Char('j')");
    assert!(!screen.contains("Char('u')"), "{screen}");
    session.keys("q");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    assert!(left.screen.contains("got quit"), "{}", left.screen);
}

#[test]
fn an_answer_that_is_under_way_does_not_reach_another_program() {
    let home = Home::new();
    let mut session = program(&home)
        .latency(Duration::from_millis(60))
        .start(80, 24);
    session.wait_for("size 80x24");
    session.keys("e");
    session.wait_answered();
    session.wait_for("borrowed");
    session.keys("quit\r");
    session.wait_for("editor ended well: true");
    session.keys("q");
    let left = session.left();
    assert_eq!(left.switched_on, "");
    assert!(!left.screen.contains("]11;"), "{}", left.screen);
    assert!(left.screen.contains("got quit"), "{}", left.screen);
}

#[test]
fn the_background_is_told_without_a_key() {
    let home = Home::new();
    let mut session = start(&home);
    let screen = session.wait_for("Background(Dark)");
    assert!(!screen.contains("Key("), "{screen}");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn escape_is_a_key_when_nothing_follows() {
    let home = Home::new();
    let mut session = start(&home);
    session.keys("\x1b");
    session.wait_for("code: Esc");
    session.keys("\x1b[A");
    session.wait_for("code: Up");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn e6_without_a_terminal_it_says_what_to_use_instead() {
    let home = Home::new();
    let output = Command::new(std::env::current_exe().expect("this file"))
        .args(["--ignored", "--exact", "--nocapture", "small_program"])
        .env(PLAY, "1")
        .env("HOME", home.path())
        .output()
        .expect("this file runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("refused: standard output is not a terminal"),
        "{said}"
    );
    assert!(said.contains("`rassegna list`"), "{said}");
    assert!(!output.stdout.contains(&0x1b), "{:?}", output.stdout);
}
