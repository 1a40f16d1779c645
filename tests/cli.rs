//! The program as a script sees it: every command, every exit status, and that nothing that was
//! typed or read is ever obeyed by a terminal. What is found in texts is for the tests of the layers.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program left.
struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The program in a folder of its own that is also its home, so that no test sees the user's.
fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rassegna"));
    command.current_dir(home).env_clear().env("HOME", home);
    command
}

fn run(home: &Path, words: &[impl AsRef<OsStr>]) -> Run {
    let done = program(home)
        .args(words)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Run {
        status: done.status.code(),
        stdout: String::from_utf8(done.stdout).unwrap(),
        stderr: String::from_utf8(done.stderr).unwrap(),
    }
}

#[test]
fn without_a_terminal_the_screen_is_not_opened() {
    let home = tempfile::tempdir().unwrap();
    for words in [vec![], vec!["."], vec![".", "manca"]] {
        let run = run(home.path(), &words);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains("terminal"), "{}", run.stderr);
    }
    let mistyped = run(home.path(), &["mann"]);
    assert!(mistyped.stderr.contains("`rassegna man`"));
}

#[test]
fn t1_t2_nothing_that_was_typed_is_obeyed_by_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    let evil = "\u{1b}]0;preso\u{7}\u{9b}31m\u{202e}x";
    let option = format!("--{evil}");
    let mistyped = format!("ma{}n", '\u{1b}');
    for words in [
        vec![evil],
        vec![option.as_str()],
        vec![mistyped.as_str()],
        vec!["completions", evil],
        vec!["man", evil],
    ] {
        let run = run(home.path(), &words);
        assert_eq!(run.status, Some(2), "{words:?}");
        let both = format!("{}{}", run.stdout, run.stderr);
        let bad = both
            .chars()
            .find(|&c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}'));
        assert_eq!(bad, None, "{both:?}");
    }
}

#[test]
fn help_is_on_standard_output_and_mistakes_are_not() {
    let home = tempfile::tempdir().unwrap();
    for words in [
        vec!["--help"],
        vec!["-h"],
        vec!["man", "--help"],
        vec!["--version"],
    ] {
        let run = run(home.path(), &words);
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (Some(0), ""),
            "{words:?}"
        );
        assert!(run.stdout.contains("rassegna"), "{words:?}");
    }
    for words in [vec!["--nope"], vec!["completions"], vec!["man", "nope"]] {
        let run = run(home.path(), &words);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(2), ""),
            "{words:?}"
        );
        assert!(!run.stderr.is_empty(), "{words:?}");
    }
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let home = tempfile::tempdir().unwrap();
    for words in [
        vec!["completions", "bash"],
        vec!["completions", "fish"],
        vec!["completions", "zsh"],
        vec!["man"],
    ] {
        let run = run(home.path(), &words);
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (Some(0), ""),
            "{words:?}"
        );
        for command in ["completions", "man"] {
            assert!(run.stdout.contains(command), "{words:?}: {command}");
        }
    }
    let page = run(home.path(), &["man", "completions"]);
    assert_eq!(page.status, Some(0));
    assert!(page.stdout.contains("zsh"));
}
