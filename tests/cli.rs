//! The program as a script sees it: every command, every exit status, the promised fields, and
//! that nothing a file holds is ever obeyed by a terminal; each in the module of what it is about. What
//! is found in texts is for the tests of the layers.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "cli/actors.rs"]
mod actors;
#[path = "cli/bookmarks.rs"]
mod bookmarks;
#[path = "cli/data.rs"]
mod data;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/timeline.rs"]
mod timeline;
#[path = "cli/told.rs"]
mod told;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program left.
struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The lines of standard output, each as JSON.
    fn lines(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
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

/// A folder with two articles that share an actor and an event.
fn articles() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("firma.md"),
        "---\ntitle: Una firma a Pyongyang\ndate: 2024-06-20\nsource: Prova\nurl: https://esempio.it/firma\nlang: it\n---\n\n\
         Il 19 giugno 2024 Vladimir Putin e Kim Jong Un hanno firmato a Pyongyang un trattato di \
         mutua difesa. I missili restano fuori dal testo.\n\nLa Corea del Nord festeggia.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("2024-07-01-dopo.txt"),
        "Dopo il trattato\n\nIl 19 giugno 2024 Putin e Kim Jong-un hanno firmato a Pyongyang il \
         trattato. Nel 2023 si erano visti in Russia.\n",
    )
    .unwrap();
    folder
}

fn names(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

const COMMANDS: [&[&str]; 5] = [
    &["list"],
    &["show"],
    &["search", "trattato"],
    &["actors"],
    &["timeline"],
];

#[test]
fn the_embedded_articles_are_there_without_any_path() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), &["list", "--json"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(run.lines().len() >= 5);
}

#[test]
fn standard_input_is_an_article() {
    use std::io::Write as _;

    let home = tempfile::tempdir().unwrap();
    let mut child = program(home.path())
        .args(["show", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all("Un titolo\n\nPutin è a Mosca.\n".as_bytes())
        .unwrap();
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    let line: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(line["title"], "Un titolo");
}

#[test]
fn settings_count_for_commands_and_the_files_that_explain_them_are_printed() {
    let folder = articles();
    fs::write(
        folder.path().join(".nascosto.txt"),
        "Nascosto\n\nUn testo che si nasconde.\n",
    )
    .unwrap();
    let config = folder.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    let listed = |words: &[&str]| {
        let run = run(folder.path(), words);
        (run.lines().len(), run.stderr)
    };
    assert_eq!(listed(&["list", "--json", "."]).0, 2);
    fs::write(
        config.join("config.toml"),
        "hidden = true\nmax-size = \"100\"\nmouse = 7\n",
    )
    .unwrap();
    // The long article is too large now, and the hidden one is there.
    let (articles, told) = listed(&[
        "list",
        "--json",
        "firma.md",
        "2024-07-01-dopo.txt",
        ".nascosto.txt",
    ]);
    assert_eq!(articles, 1, "{told}");
    assert!(
        told.contains("config.toml, line 3: mouse is to be true or false"),
        "{told}"
    );
    // The command line goes first.
    let (articles, _) = listed(&["list", "--json", "--max-size", "1M", "."]);
    assert!(articles >= 3);
    for (flag, says) in [
        ("--print-default-config", "# max-size = \"64M\""),
        ("--print-default-keys", "# quit = [\"q\", \"ctrl-c\"]"),
        ("--print-default-theme", "name = \"dark\""),
    ] {
        let run = run(folder.path(), &[flag]);
        assert_eq!(run.status, Some(0));
        assert!(run.stdout.contains(says), "{flag}: {}", run.stdout);
    }
}
