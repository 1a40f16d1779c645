//! The program as a script sees it: every command, every exit status, the promised fields, and
//! that nothing a file holds is ever obeyed by a terminal. What is found in texts is for the tests
//! of the layers.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "cli/told.rs"]
mod told;

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
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
fn json_has_the_promised_fields_in_their_order() {
    let folder = articles();
    for (words, fields) in [
        (
            vec!["list"],
            vec![
                "article",
                "path",
                "title",
                "date",
                "date_source",
                "source",
                "lang",
                "words",
            ],
        ),
        (
            vec!["show"],
            vec![
                "article",
                "path",
                "title",
                "date",
                "date_source",
                "text",
                "body",
                "actors",
                "dates",
            ],
        ),
        (
            vec!["search", "trattato"],
            vec![
                "article", "path", "title", "score", "text", "start", "end", "matches",
            ],
        ),
        (
            vec!["actors"],
            vec!["actor", "name", "kind", "aliases", "mentions", "articles"],
        ),
        (
            vec!["timeline"],
            vec!["date", "precision", "title", "actors", "reports"],
        ),
    ] {
        let run = run(folder.path(), &[&words[..], &["--json", "."]].concat());
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (Some(0), ""),
            "{words:?}"
        );
        assert!(!run.stdout.is_empty(), "{words:?}");
        for line in run.stdout.lines() {
            let mut rest = line;
            for field in &fields {
                let key = format!("\"{field}\":");
                let at = rest
                    .find(&key)
                    .unwrap_or_else(|| panic!("{field} in {line}"));
                rest = rest.get(at + key.len()..).unwrap();
            }
            let value: Value = serde_json::from_str(line).unwrap();
            assert!(names(&value).len() >= fields.len());
        }
    }
}

#[test]
fn offsets_are_bytes_of_the_printed_text() {
    let folder = articles();
    let shown = run(folder.path(), &["show", "--json", "."]).lines();
    assert_eq!(shown.len(), 2);
    let place = |text: &str, of: &Value| {
        let byte = |field: &str| usize::try_from(of[field].as_u64().unwrap()).unwrap();
        text.get(byte("start")..byte("end")).unwrap().to_owned()
    };
    for article in &shown {
        let text = article["text"].as_str().unwrap();
        let title = article["title"].as_str().unwrap();
        let body = usize::try_from(article["body"].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(..body).unwrap().trim_end(), title);
        let found = [&article["actors"], &article["dates"]];
        for mention in found.iter().flat_map(|list| list.as_array().unwrap()) {
            assert_eq!(place(text, mention), mention["text"].as_str().unwrap());
        }
        assert!(
            found
                .iter()
                .all(|list| !list.as_array().unwrap().is_empty())
        );
    }
    let text_of = |id: &Value| {
        let article = shown.iter().find(|article| &article["article"] == id);
        article.unwrap()["text"].as_str().unwrap().to_owned()
    };
    for event in run(folder.path(), &["timeline", "--json", "."]).lines() {
        for report in event["reports"].as_array().unwrap() {
            let text = text_of(&report["article"]);
            assert_eq!(place(&text, report), report["text"].as_str().unwrap());
        }
    }
    for hit in run(folder.path(), &["search", "trattato", "--json", "."]).lines() {
        let text = text_of(&hit["article"]);
        assert_eq!(place(&text, &hit), hit["text"].as_str().unwrap());
        let matches = hit["matches"].as_array().unwrap();
        assert!(!matches.is_empty());
        for mark in matches {
            let byte = |at: usize| usize::try_from(mark[at].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(byte(0)..byte(1)).unwrap(), "trattato");
        }
    }
}

#[test]
fn a_title_that_is_the_first_sentence_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Il 19 giugno 2024 Vladimir Putin ha visto Anna Bianchi. E se n’è andato.\n";
    fs::write(folder.path().join("senza.md"), text).unwrap();
    let list = run(folder.path(), &["list", "--json", "."]).lines();
    assert_eq!(list[0]["words"], 15);
    let actors = run(folder.path(), &["actors", "--json", "."]).lines();
    assert!(actors.len() >= 2);
    assert!(
        actors.iter().all(|actor| actor["mentions"] == 1),
        "{actors:?}"
    );
    let show = run(folder.path(), &["show", "--json", "."]).lines();
    assert_eq!(show[0]["dates"].as_array().unwrap().len(), 1);
}

#[test]
fn an_article_is_named_by_the_beginning_of_its_id() {
    let folder = articles();
    let lines = run(folder.path(), &["list", "--json", "."]).lines();
    let id = lines[1]["article"].as_str().unwrap();
    let one = run(
        folder.path(),
        &["show", "--json", ".", "--article", id.get(..10).unwrap()],
    );
    assert_eq!(one.status, Some(0));
    assert_eq!(one.lines().len(), 1);
    assert_eq!(one.lines()[0]["article"], id);
    // The id does not depend on what else is open.
    let alone = run(
        folder.path(),
        &["list", "--json", lines[1]["path"].as_str().unwrap()],
    );
    assert_eq!(alone.lines().len(), 1);
    for (given, status) in [("", 2), ("zz", 2), ("00000000000000aa", 1)] {
        let run = run(folder.path(), &["show", ".", "--article", given]);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(status), ""),
            "{given}"
        );
        assert!(!run.stderr.is_empty(), "{given}");
    }
}

#[test]
fn every_command_looks_through_the_lens() {
    let folder = articles();
    for command in COMMANDS {
        let lens = |text: &str| {
            run(
                folder.path(),
                &[command, &["--json", ".", "--lens", text]].concat(),
            )
        };
        assert_eq!(lens("missili").status, Some(0), "{command:?}");
        let nothing = lens("actor:\"corea del nord\" zanzibar");
        assert_eq!(
            (nothing.status, nothing.stdout.as_str()),
            (Some(1), ""),
            "{command:?}"
        );
        let mistaken = lens("date:mai");
        assert_eq!(
            (mistaken.status, mistaken.stdout.as_str()),
            (Some(2), ""),
            "{command:?}"
        );
        assert!(mistaken.stderr.contains("date:mai"), "{}", mistaken.stderr);
    }
    let titles = |text: &str| -> Vec<String> {
        run(folder.path(), &["list", "--json", ".", "--lens", text])
            .lines()
            .iter()
            .map(|line| line["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles("missili"), ["Una firma a Pyongyang"]);
    assert_eq!(titles("date:2023"), ["Dopo il trattato"]);
    assert_eq!(titles("published:2024-07"), ["Dopo il trattato"]);
    assert_eq!(titles("actor:kim").len(), 2);
}

#[test]
fn an_article_is_named_once_below_an_event_and_who_announced_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (name, date, text) in [
        (
            "prima.md",
            "2023-09-05",
            "Kim Jong Un incontrerà Vladimir Putin a Vladivostok il 13 settembre 2023.",
        ),
        (
            "dopo.md",
            "2023-09-20",
            "Kim Jong Un ha incontrato Vladimir Putin a Vladivostok il 13 settembre 2023. Poi altro.\n\n\
             Il 13 settembre 2023 Kim Jong Un ha incontrato a Vladivostok Vladimir Putin.",
        ),
    ] {
        let text = format!("---\ntitle: {name}\ndate: {date}\nlang: it\n---\n\n{text}\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let shown = run(folder.path(), &["timeline", "."]).stdout;
    let lines = |end: &str| shown.lines().filter(|line| line.ends_with(end)).count();
    assert_eq!(lines("prima.md  (announced)"), 1, "{shown}");
    assert_eq!(lines("dopo.md"), 1, "{shown}");
    assert!(!shown.contains("(planned)"), "{shown}");
}

#[test]
fn an_event_of_two_articles_is_one_line_in_every_format() {
    let folder = articles();
    let events = run(
        folder.path(),
        &["timeline", "--json", ".", "--lens", "date:2024-06-19"],
    )
    .lines();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["date"], "2024-06-19");
    assert_eq!(events[0]["reports"].as_array().unwrap().len(), 2);
    for (format, begins) in [
        ("text", "2023"),
        ("json", "{\"date\":\"2023"),
        ("csv", "date,from,to,"),
        ("md", "## 2023"),
        ("ics", "BEGIN:VCALENDAR\r\n"),
        ("timelinejs", "Year,Month,Day,"),
    ] {
        let run = run(folder.path(), &["timeline", "--format", format, "."]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{format}");
        assert!(run.stdout.starts_with(begins), "{format}: {}", run.stdout);
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_printed() {
    let folder = articles();
    let path = folder.path();
    fs::create_dir(path.join("vuota")).unwrap();
    fs::write(
        path.join("binario.txt"),
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0",
    )
    .unwrap();
    fs::write(path.join("niente.txt"), "").unwrap();
    fs::write(
        path.join("rotto.md"),
        "---\ntitle: [non chiuso\n---\n\nIl testo si legge lo stesso.\n",
    )
    .unwrap();
    fs::write(
        path.join("latin.txt"),
        b"Titolo\n\nPerch\xe9 no? \xc8 gi\xe0 tardi.\n",
    )
    .unwrap();
    for (words, status, said) in [
        (vec!["firma.md"], 0, ""),
        (vec!["firma.md", "manca.txt"], 2, "manca.txt"),
        (vec!["firma.md", "binario.txt"], 2, "binario.txt"),
        (vec!["firma.md", "niente.txt"], 2, "niente.txt"),
        (vec!["firma.md", "rotto.md"], 0, "rotto.md"),
        (vec!["firma.md", "latin.txt"], 0, "latin.txt"),
    ] {
        for command in COMMANDS {
            let run = run(path, &[command, &words[..]].concat());
            assert_eq!(
                run.status,
                Some(status),
                "{command:?} {words:?}: {}",
                run.stderr
            );
            assert!(
                run.stderr.contains(said),
                "{command:?} {words:?}: {}",
                run.stderr
            );
            assert!(!run.stdout.is_empty(), "{command:?} {words:?}");
            assert!(
                run.stderr
                    .lines()
                    .all(|line| line.starts_with("rassegna: "))
            );
        }
    }
    for words in [["list", "vuota"], ["show", "vuota"], ["actors", "vuota"]] {
        let run = run(path, &words);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(1), ""),
            "{words:?}"
        );
        assert!(run.stderr.contains("vuota"), "{}", run.stderr);
    }
    let all = run(path, &["list", "--json", "."]);
    assert_eq!(
        (all.status, all.lines().len()),
        (Some(2), 5),
        "{}",
        all.stderr
    );
}

#[test]
fn what_show_prints_as_json_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let printed = run(home.path(), &["show", "--json"]);
    fs::write(home.path().join("articoli.jsonl"), &printed.stdout).unwrap();
    let again = run(home.path(), &["show", "--json", "articoli.jsonl"]);
    assert_eq!((again.status, again.stderr.as_str()), (Some(0), ""));
    let (before, after) = (printed.lines(), again.lines());
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        for field in [
            "title",
            "text",
            "body",
            "blocks",
            "links",
            "source",
            "author",
            "url",
            "lang",
            "tags",
            "date",
            "date_source",
            "actors",
            "dates",
        ] {
            assert_eq!(after[field], before[field], "{field}");
        }
    }
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
fn a_picture_among_articles_is_told_and_nothing_that_failed() {
    let folder = articles();
    fs::write(folder.path().join("foto.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    // Also where it is known from before.
    for _ in 0..2 {
        let list = run(folder.path(), &["list", "."]);
        assert_eq!(list.status, Some(0), "{}", list.stderr);
        assert!(list.stderr.contains("foto.png: not a text but an image"));
        let named = run(folder.path(), &["list", "firma.md", "foto.png"]);
        assert_eq!(named.status, Some(2), "{}", named.stderr);
    }
    let one = run(folder.path(), &["list", "--json", "firma.md"]);
    let id = one.lines()[0]["article"].as_str().unwrap().to_owned();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!((shown.status, shown.stderr.as_str()), (Some(0), ""));
    // What is wrong with other files is not asked for, and what is wrong with this one is.
    fs::write(
        folder.path().join("cornice.md"),
        "---\ndate: 2024-02-31\n---\n\nUn testo breve.\n",
    )
    .unwrap();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!(shown.stderr, "");
    let other = run(folder.path(), &["list", "--json", "cornice.md"]);
    let id = other.lines()[0]["article"].as_str().unwrap().to_owned();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!(shown.stderr.lines().count(), 1, "{}", shown.stderr);
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

/// A passage of the first of [`articles`], as another program keeps it.
const ANNOTATION: &str = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation",
"body":{"type":"TextualBody","value":"Da \u001b[31mrileggere"},
"target":{"source":"https://esempio.it/firma","selector":{"type":"TextQuoteSelector",
"exact":"un trattato di mutua difesa","prefix":"firmato a Pyongyang ","suffix":". I missili"}}}"#;

#[test]
fn bookmarks_come_in_go_out_and_are_found_through_the_lens() {
    let folder = articles();
    let path = folder.path();
    let other = tempfile::tempdir().unwrap();
    let theirs = other.path().join("altrui.json");
    fs::write(&theirs, ANNOTATION).unwrap();
    let import = [OsStr::new("bookmarks"), "import".as_ref(), theirs.as_ref()];
    let list = ["bookmarks", "list", "--json"];
    assert_eq!(run(path, &list).status, Some(1));
    let first = run(path, &import);
    assert_eq!(
        (first.status, first.stdout.as_str()),
        (Some(0), ""),
        "{}",
        first.stderr
    );
    let again = run(path, &import);
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    let kept = run(path, &list);
    assert_eq!(
        (kept.status, kept.lines().len()),
        (Some(0), 1),
        "{}",
        kept.stderr
    );
    assert_eq!(kept.lines()[0]["quote"], "un trattato di mutua difesa");
    let shown = run(path, &["bookmarks", "list"]);
    assert!(shown.stdout.contains("rileggere") && !shown.stdout.contains('\u{1b}'));
    for (words, status) in [
        (vec!["firma.md"], 0),
        (vec!["2024-07-01-dopo.txt"], 1),
        (vec![".", "--lens", "missili"], 0),
    ] {
        assert_eq!(
            run(path, &[&list[..], &words[..]].concat()).status,
            Some(status),
            "{words:?}"
        );
    }
    let marked = run(path, &["list", "--json", ".", "--lens", "in:notes"]);
    assert_eq!(marked.lines().len(), 1, "{}", marked.stderr);
    assert_eq!(marked.lines()[0]["title"], "Una firma a Pyongyang");

    // What became of the passage is told where its articles are looked at.
    let words = ["bookmarks", "list", "firma.md"];
    let as_json = ["bookmarks", "list", "--json", "firma.md"];
    assert_eq!(run(path, &as_json).lines()[0]["standing"], "exact");
    let text = fs::read_to_string(path.join("firma.md")).unwrap();
    for (instead, word, says) in [
        (
            "un patto di mutua difesa",
            "changed",
            "un [-trattato-]{+patto+} di mutua difesa",
        ),
        ("niente", "lost", "un trattato di mutua difesa"),
    ] {
        let other = text.replace("un trattato di mutua difesa", instead);
        assert_ne!(other, text);
        fs::write(path.join("firma.md"), other).unwrap();
        assert_eq!(run(path, &as_json).lines()[0]["standing"], word);
        let shown = run(path, &words).stdout;
        assert!(
            shown.contains(&format!("({word})")) && shown.contains(says),
            "{shown}"
        );
    }
    fs::write(path.join("firma.md"), text).unwrap();

    for format in ["markdown", "jsonl", "csv", "w3c"] {
        let out = run(path, &["bookmarks", "export", "--format", format]);
        assert_eq!(out.status, Some(0), "{format}: {}", out.stderr);
        assert!(
            out.stdout.contains("un trattato di mutua difesa"),
            "{format}"
        );
        if format != "csv" {
            let home = tempfile::tempdir().unwrap();
            let file = other.path().join(format);
            fs::write(&file, out.stdout).unwrap();
            let back = run(
                home.path(),
                &[OsStr::new("bookmarks"), "import".as_ref(), file.as_ref()],
            );
            assert_eq!(back.status, Some(0), "{format}: {}", back.stderr);
            assert_eq!(run(home.path(), &list).lines(), kept.lines(), "{format}");
        }
    }
    for file in ["manca", "firma.md"] {
        let run = run(path, &["bookmarks", "import", file]);
        assert_eq!(run.status, Some(2), "{file}: {}", run.stderr);
    }
}

#[test]
fn without_a_home_there_are_articles_but_no_bookmarks() {
    let folder = articles();
    let without = |words: &[&str]| {
        let done = program(folder.path())
            .env_remove("HOME")
            .args(words)
            .output()
            .unwrap();
        (done.status.code(), !done.stderr.is_empty())
    };
    assert_eq!(without(&["list", "."]), (Some(0), false));
    assert_eq!(without(&["bookmarks", "list"]), (Some(2), true));
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

#[test]
fn actors_of_ones_own_and_beside_the_articles_count_in_every_command() {
    let home = articles();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    fs::write(
        config.join("actors.toml"),
        "watch = [\"trattato\"]\n[people]\nkim-jong-un = { show = \"Kim III\" }\n",
    )
    .unwrap();
    fs::write(
        home.path().join("actors.toml"),
        "[operations]\nfirma = { name = \"mutua difesa\" }\n[people]\nkim-jong-un = { show = \"Kim\" }\n",
    )
    .unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    assert_eq!((found.status, found.stderr.as_str()), (Some(0), ""));
    let names: Vec<String> = (found.lines().iter())
        .map(|line| format!("{} {}", line["kind"], line["name"]).replace('"', ""))
        .collect();
    for expected in ["person Kim III", "operation mutua difesa", "word trattato"] {
        assert!(names.iter().any(|name| name == expected), "{names:?}");
    }
    let found = run(
        home.path(),
        &["list", "--json", "--lens", "actor:trattato", "."],
    );
    assert_eq!(found.lines().len(), 2, "the lens knows them as well");
    // A file that is named has neighbours, too.
    let found = run(home.path(), &["actors", "--json", "firma.md"]);
    assert!(found.stdout.contains("mutua difesa"), "{}", found.stdout);
    let found = run(home.path(), &["actors", "--json"]);
    assert!(!found.stdout.contains("mutua difesa"), "{}", found.stdout);
}

#[test]
fn s3_actors_beside_the_articles_are_data_and_nothing_else() {
    let home = articles();
    let file = home.path().join("actors.toml");
    fs::write(
        &file,
        "[people]\nx = { name = \"Kim \\u001B[31mRosso\\u202E\", show = \"a\\u001B]0;x\\u0007\" }\n\
         kim-jong-un = { also = \"\\u009Bboh\" }\n[words]\nfunction = \"putin\"\n",
    )
    .unwrap();
    let found = run(home.path(), &["actors", "."]);
    assert_eq!(found.status, Some(0));
    assert!(
        found.stderr.contains("actors.toml:5: lists of words"),
        "{}",
        found.stderr
    );
    assert!(found.stdout.contains("Vladimir Putin"), "{}", found.stdout);
    for text in [found.stdout, found.stderr] {
        let bad = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(bad), "{text:?}");
    }
    for (contents, told) in [
        (&b"[people\n"[..], "actors.toml:1"),
        (&b"\xff"[..], "not UTF-8"),
        (&vec![b'#'; (1 << 20) + 1][..], "larger than 1 MB"),
    ] {
        fs::write(&file, contents).unwrap();
        let found = run(home.path(), &["actors", "."]);
        assert_eq!(found.status, Some(0), "the articles are read all the same");
        assert!(found.stderr.contains(told), "{told}: {}", found.stderr);
    }
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/etc/hosts", &file).unwrap();
    let found = run(home.path(), &["actors", "."]);
    assert!(
        !found.stderr.contains("localhost"),
        "a link is not followed"
    );
}

#[test]
fn thousands_of_actors_of_one_name_cost_no_time() {
    let home = articles();
    let mut file = "[people]\n".to_owned();
    for number in 0..20_000 {
        file += &format!("n{number} = {{ name = \"Anna Rossi\" }}\n");
    }
    fs::write(home.path().join("actors.toml"), file).unwrap();
    let begun = std::time::Instant::now();
    let found = run(home.path(), &["actors", "."]);
    assert_eq!(found.status, Some(0));
    assert!(found.stderr.contains("already means"), "{}", found.stderr);
    assert!(found.stderr.lines().count() < 200);
    assert!(begun.elapsed().as_secs() < 10);
}

#[test]
fn the_timeline_is_as_the_reader_corrected_it() {
    let folder = articles();
    let home = folder.path();
    let events = run(home, &["timeline", "--json", "."]).lines();
    let met = events.iter().find(|event| event["date"] == "2023").unwrap();
    let report = &met["reports"][0];
    let text = report["text"].as_str().unwrap();
    let at = |value: &Value| {
        value
            .as_u64()
            .and_then(|at| usize::try_from(at).ok())
            .unwrap()
    };
    let start = at(&report["start"]);
    let dated = at(&report["expression"][0]) - start..at(&report["expression"][1]) - start;
    let decision = format!(
        "[[event]]\ndo = \"date\"\ndate = \"2023-09-13\"\nreports = [{{ article = {}, hash = \"0\", \
         quote = {}, dated = {:?} }}]\n",
        report["article"],
        report["text"],
        text.get(dated).unwrap()
    );
    let data = home.join(".local/share/rassegna");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("events.toml"), &decision).unwrap();
    let corrected = run(home, &["timeline", "--json", "."]);
    assert!(corrected.stderr.is_empty(), "{}", corrected.stderr);
    let dates: Vec<Value> = (corrected.lines().iter())
        .map(|event| event["date"].clone())
        .collect();
    assert!(dates.contains(&Value::from("2023-09-13")) && !dates.contains(&Value::from("2023")));
    fs::write(
        data.join("events.toml"),
        format!("{decision}\n[[event]]\ndo = \"burn\"\n"),
    )
    .unwrap();
    let told = run(home, &["timeline", "--json", "."]);
    assert!(
        told.stderr.contains("events.toml, line 6"),
        "{}",
        told.stderr
    );
    assert_eq!(
        told.stdout, corrected.stdout,
        "what is right in the file still counts"
    );
}

#[test]
fn the_timeline_is_a_page_that_asks_for_nothing() {
    let folder = articles();
    let page = run(folder.path(), &["timeline", "--format", "html", "."]).stdout;
    assert!(
        page.starts_with("<!doctype html>") && page.contains("<svg"),
        "{page}"
    );
    assert!(page.contains("href=\"https://esempio.it/firma\""));
    assert!(!page.contains("<script") && !page.contains("src="));
}

#[test]
fn pairs_of_actors_and_their_graph_are_printed_in_every_form() {
    let home = articles();
    let found = run(home.path(), &["actors", "--with", "--json", "."]);
    assert_eq!(found.status, Some(0));
    let pairs = found.lines();
    let ids = ["person:kim-jong-un", "person:vladimir-putin"];
    let pair = pairs
        .iter()
        .find(|pair| {
            ids == [
                pair["actor"].as_str().unwrap(),
                pair["with"].as_str().unwrap(),
            ]
        })
        .unwrap();
    assert_eq!(
        (&pair["articles"], &pair["passages"]),
        (&2.into(), &2.into())
    );
    let csv = run(home.path(), &["actors", "--with", "--format", "csv", "."]).stdout;
    assert_eq!(csv.lines().count(), pairs.len() + 1);
    assert!(csv.starts_with("actor,name,with,with_name,articles,passages"));
    let text = run(home.path(), &["actors", "--with", "."]).stdout;
    assert!(text.contains("Kim Jong Un · Vladimir Putin"), "{text}");
    let actors = run(home.path(), &["actors", "--json", "."]).lines().len();
    let table = run(home.path(), &["actors", "--format", "csv", "."]).stdout;
    assert_eq!(table.lines().count(), actors + 1);
    let graph = run(home.path(), &["actors", "--format", "graphml", "."]).stdout;
    assert_eq!(graph.matches("<node ").count(), actors);
    assert_eq!(graph.matches("<edge ").count(), pairs.len());
    let dot = run(home.path(), &["actors", "--format", "dot", "."]).stdout;
    assert_eq!(dot.matches(" -- ").count(), pairs.len());
    let nothing = run(
        home.path(),
        &["actors", "--with", "--lens", "nessunatalparola", "."],
    );
    assert_eq!(nothing.status, Some(1));
}

#[test]
fn who_is_named_with_one_actor() {
    let home = articles();
    let all = run(home.path(), &["actors", "--with", "--json", "."]).lines();
    let of = |name: &str| run(home.path(), &["actors", ".", "--json", "--with", name]);
    let putin = of("putin").lines();
    assert!(!putin.is_empty() && putin.len() < all.len());
    for pair in &putin {
        assert_eq!(pair["actor"], "person:vladimir-putin");
        assert_ne!(pair["with"], "person:vladimir-putin");
    }
    let dot = run(
        home.path(),
        &["actors", ".", "--with", "putin", "--format", "dot"],
    );
    assert_eq!(dot.stdout.matches(" -- ").count(), putin.len());
    let nobody = of("nessunchiamatocosi");
    assert_eq!(nobody.status, Some(1));
    assert!(
        nobody.stderr.contains("nobody is called"),
        "{}",
        nobody.stderr
    );
    // What is the name of a folder is the folder.
    let folder = run(home.path(), &["actors", "--json", "--with", "."]).lines();
    assert_eq!(folder, all);
}

#[test]
fn every_mention_says_how_it_was_found() {
    let home = articles();
    let shown = run(home.path(), &["show", "--json", "."]).lines();
    let mentions: Vec<_> = shown
        .iter()
        .flat_map(|article| article["actors"].as_array().unwrap())
        .collect();
    assert!(!mentions.is_empty());
    for mention in &mentions {
        assert!(mention["sure"].is_boolean(), "{mention}");
        assert!(!mention["why"].as_str().unwrap().is_empty(), "{mention}");
        assert!(!mention["found"].as_str().unwrap().is_empty(), "{mention}");
    }
    let known = mentions
        .iter()
        .find(|mention| mention["text"] == "Vladimir Putin")
        .unwrap();
    assert_eq!(known["found"], "dictionary");
    assert_eq!(known["sure"], true);
}

#[test]
fn a_query_may_begin_with_what_is_not_wanted() {
    let home = articles();
    for words in [
        ["search", "-festeggia", "--json", "."],
        ["list", "--lens=-festeggia", "--json", "."],
        ["list", "--json", "--lens", "-festeggia"],
    ] {
        let folder = words.iter().filter(|word| **word != ".").chain([&"."]);
        let found = run(home.path(), &folder.collect::<Vec<_>>());
        assert_eq!(found.status, Some(0), "{words:?} {}", found.stderr);
        assert_eq!(
            found.stdout.lines().count(),
            1,
            "{words:?} {}",
            found.stdout
        );
        assert!(
            found.stdout.contains("Dopo il trattato"),
            "{}",
            found.stdout
        );
    }
}

#[test]
fn somebody_of_a_known_surname_is_somebody_else() {
    let home = tempfile::tempdir().unwrap();
    let text = "Il comune\n\nIl sindaco Marco De Luca ha parlato ieri. Secondo De Luca il ponte \
                riapre. Il medico Paolo Di Maio non c’era. Ursula von der Leyen ha scritto.\n";
    fs::write(home.path().join("a.txt"), text).unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    for wanted in ["Marco De Luca", "Paolo Di Maio", "Ursula von der Leyen"] {
        assert!(found.stdout.contains(wanted), "{wanted}: {}", found.stdout);
    }
    for unwanted in ["Vincenzo De Luca", "Luigi Di Maio"] {
        assert!(!found.stdout.contains(unwanted), "{}", found.stdout);
    }
}
