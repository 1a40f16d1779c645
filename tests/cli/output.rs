//! Where the output goes: a terminal, a reader that stops, a full disk; and what explains the program.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use super::{COMMANDS, articles, program, run};

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let paragraph = "Il 19 giugno 2024 Putin e Kim hanno firmato un trattato. ".repeat(40);
    for number in 0..60 {
        let text = format!("Articolo {number}\n\n{paragraph}\n");
        fs::write(folder.path().join(format!("{number:02}.txt")), text).unwrap();
    }
    for words in [vec!["show", "--json", "."], vec!["show", "."]] {
        let mut child = program(folder.path())
            .args(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = articles();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let done = program(folder.path())
        .args(["show", "."])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(!done.stderr.is_empty());
}

#[test]
fn without_a_terminal_the_screen_is_not_opened() {
    let folder = articles();
    for words in [vec![], vec!["."], vec!["--lens", "kim", "."]] {
        let run = run(folder.path(), &words);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains("rassegna list"), "{}", run.stderr);
    }
    let mistyped = run(folder.path(), &["lits"]);
    assert!(mistyped.stderr.contains("the command is `rassegna list`"));
}

#[test]
fn t1_t2_nothing_of_a_file_is_obeyed_by_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\u{1b}]0;preso\u{7}\u{9b}31m\u{202e}x";
    let name = format!("{evil}.md");
    fs::write(
        folder.path().join(&name),
        format!(
            "---\ntitle: \"Titolo \\e[31m\\u202E fine\"\nsource: \"\\x9b1m Fonte\"\n---\n\n\
             Il 19 giugno 2024 Putin {evil} ha visto Kim.\n\n[qui](http://a.example/{evil})\n"
        ),
    )
    .unwrap();
    let missing = format!("{evil}-manca");
    let mut runs = Vec::new();
    for command in COMMANDS {
        for more in [&[][..], &["--json"], &["--color", "always"]] {
            runs.push(run(
                folder.path(),
                &[command, more, &[".", &missing]].concat(),
            ));
        }
    }
    for format in ["csv", "md", "ics", "timelinejs"] {
        runs.push(run(folder.path(), &["timeline", "--format", format, "."]));
    }
    let option = format!("--{evil}");
    for words in [
        vec!["list", "--lens", evil],
        vec!["list", "--lens", &missing, &option],
        vec!["list", "--color", evil],
        vec!["show", "--article", evil],
        vec!["completions", evil],
        vec!["man", evil],
        vec!["bookmarks", "import", &missing],
        vec![evil],
    ] {
        runs.push(run(folder.path(), &words));
    }
    for run in runs {
        let both = format!("{}{}", run.stdout, run.stderr);
        // Our own styles are the one thing that is let through.
        let bare = ["0", "1", "2", "4", "31", "32", "33", "34", "35", "36"]
            .iter()
            .fold(both, |text, sgr| {
                text.replace(&format!("\u{1b}[{sgr}m"), "")
            });
        let bad = bare.chars().find(|&c| {
            (c.is_control() && !matches!(c, '\n' | '\r')) || matches!(c, '\u{202a}'..='\u{202e}')
        });
        assert_eq!(bad, None, "{bare:?}");
    }
}

#[test]
fn styles_are_for_terminals() {
    let folder = articles();
    for command in COMMANDS {
        let plain = run(folder.path(), &[command, &["."]].concat());
        assert!(!plain.stdout.contains('\u{1b}'), "{command:?}");
        let styled = run(
            folder.path(),
            &[command, &[".", "--color", "always"]].concat(),
        );
        assert!(
            styled.stdout.contains("\u{1b}[1m") || command == ["actors"],
            "{command:?}"
        );
        assert!(styled.stdout.contains("\u{1b}["), "{command:?}");
    }
}

#[test]
fn help_is_on_standard_output_and_mistakes_are_not() {
    let home = tempfile::tempdir().unwrap();
    for words in [
        vec!["--help"],
        vec!["-h"],
        vec!["search", "--help"],
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
    for words in [
        vec!["--nope"],
        vec!["search"],
        vec!["timeline", "--format", "doc"],
    ] {
        let run = run(home.path(), &words);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(2), ""),
            "{words:?}"
        );
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
        for command in ["list", "show", "search", "actors", "timeline", "bookmarks"] {
            assert!(run.stdout.contains(command), "{words:?}: {command}");
        }
    }
    let page = run(home.path(), &["man", "timeline"]);
    assert_eq!(page.status, Some(0));
    assert!(page.stdout.contains("timelinejs"));
    let version = concat!("\"rassegna ", env!("CARGO_PKG_VERSION"), "\"");
    assert!(page.stdout.contains(version), "{}", page.stdout);
    assert_eq!(run(home.path(), &["man", "nope"]).status, Some(2));
}
