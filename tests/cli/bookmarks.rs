//! Bookmarks that come in, go out and are found.

use std::ffi::OsStr;
use std::fs;

use super::{articles, program, run};

/// A passage of the first of [`articles`], as another program keeps it.
const ANNOTATION: &str = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation",
"body":{"type":"TextualBody","value":"Da \u001b[31mrileggere"},
"target":{"source":"https://esempio.it/firma","selector":{"type":"TextQuoteSelector",
"exact":"un trattato di mutua difesa","prefix":"firmato a Pyongyang ","suffix":". I missili"}}}"#;

#[test]
fn what_was_changed_in_a_spreadsheet_takes_the_place_of_what_is_kept() {
    let folder = articles();
    let path = folder.path();
    let other = tempfile::tempdir().unwrap();
    let file = other.path().join("tabella.csv");
    fs::write(
        &file,
        "quote,note,tags\nun trattato di mutua difesa,Da rileggere,\n",
    )
    .unwrap();
    let import = [OsStr::new("bookmarks"), "import".as_ref(), file.as_ref()];
    assert_eq!(run(path, &import).status, Some(0));
    let table = run(path, &["bookmarks", "export", "--format", "csv"]).stdout;
    let edited = table.replacen("Da rileggere", "Riletto", 1);
    fs::write(&file, edited + "\"Non chiuso,uno\n").unwrap();
    let told = run(path, &import);
    assert!(
        told.stderr
            .contains("0 bookmarks new and kept now; 1 changed")
            && told
                .stderr
                .contains("line 3: a quotation mark is not closed"),
        "{}",
        told.stderr
    );
    let kept = run(path, &["bookmarks", "list", "--json"]);
    assert_eq!(kept.lines().len(), 1);
    assert_eq!(kept.lines()[0]["note"], "Riletto");
    // What was before is where the message says.
    let (_, rest) = told.stderr.split_once("lies in ").unwrap();
    let (place, _) = rest.split_once(", to be moved back").unwrap();
    let deleted: Vec<_> = fs::read_dir(place).unwrap().collect();
    assert_eq!(deleted.len(), 1);
}

#[test]
fn tables_come_in_as_spreadsheets_write_them() {
    let table = "sep=;\r\nquote;note\r\nun trattato di mutua difesa;Perché è così\r\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(table.encode_utf16());
        units.flat_map(bytes).collect()
    };
    let western: Vec<u8> = table.chars().map(|c| u32::from(c) as u8).collect();
    for (name, bytes) in [
        ("utf-8.csv", format!("\u{feff}{table}").into_bytes()),
        ("utf-16le.csv", wide(u16::to_le_bytes)),
        ("utf-16be.csv", wide(u16::to_be_bytes)),
        ("windows-1252.csv", western),
    ] {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(name), bytes).unwrap();
        let told = run(home.path(), &["bookmarks", "import", name]);
        assert_eq!(told.status, Some(0), "{name}: {}", told.stderr);
        let kept = run(home.path(), &["bookmarks", "list", "--json"]);
        assert_eq!(kept.lines()[0]["note"], "Perché è così", "{name}");
    }
}

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
