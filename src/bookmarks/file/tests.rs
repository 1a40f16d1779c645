//! Files as written, as edited by hand, and as damaged.

use proptest::prelude::*;

use super::super::testing::{any_bookmark, article, keep};
use super::*;

fn bookmark() -> Bookmark {
    let article = article("Il patto", "Uno.\n\nI due paesi firmano.\nPoi basta.");
    let mut kept = keep(&article, "due paesi firmano.\nPoi", 0);
    kept.id = "20240619T100000000-00000000cafe".parse().unwrap();
    kept.note = "Da confrontare\n\n---\n> con il testo".into();
    kept.tags = vec!["patto".into(), "Kim \"Jong\"".into()];
    kept
}

fn read_text(text: &str) -> Reading {
    read(text.as_bytes(), &"fallback".parse().unwrap())
}

const WRITTEN: &str = r#"---
version: 1
id: "20240619T100000000-00000000cafe"
title: "Il patto"
source: "La Gazzetta"
date: "2024-06-19"
url: "https://example.org/patto"
path: "/articles/patto.md"
hash: "HASH"
start: 18
end: 40
prefix: "Uno.\n\nI "
suffix: " basta."
repeats: [0,0,0,0,0]
tags: ["patto","Kim \"Jong\""]
created: "2024-06-19T10:00:00Z"
modified: "2024-06-19T10:00:00Z"
check: "CHECK"
---

> due paesi firmano.
> Poi

Da confrontare

---
> con il testo
"#;

#[test]
fn is_readable_markdown() {
    let written = write(&bookmark());
    let field = |name: &str| {
        let line = written.lines().find(|line| line.starts_with(name)).unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    };
    let expected = WRITTEN
        .replace("HASH", &field("hash"))
        .replace("CHECK", &field("check"));
    assert_eq!(written, expected);
}

#[test]
fn reads_what_people_write_by_hand() {
    let written = write(&bookmark());
    let without_check: String = written
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("check:"))
        .collect();
    let edited = without_check
        .replace("title: \"Il patto\"", "title: Il patto  # nuovo")
        .replace(
            "tags: [\"patto\",\"Kim \\\"Jong\\\"\"]",
            "tags:\n  - patto\n  - Kim \"Jong\"",
        )
        .replace(
            "url:",
            "# a comment\nmine: {a: [1, 2]}\nother: |\n  x: 1\n  y\nurl:",
        );
    let reading = read_text(&edited);
    assert_eq!(reading.fault, None);
    assert!(reading.bookmark.same_content(&bookmark()));
    let kept = [
        "# a comment",
        "mine: {a: [1, 2]}",
        "other: |",
        "  x: 1",
        "  y",
    ];
    assert_eq!(reading.bookmark.unknown, kept);
    let again = read_text(&write(&reading.bookmark));
    assert_eq!(again.fault, None);
    assert_eq!(again.bookmark, reading.bookmark);
}

#[test]
fn says_what_is_wrong_and_shows_the_rest() {
    let good = write(&bookmark());
    let rows: Vec<(&str, String, FileFault)> = vec![
        ("empty", String::new(), FileFault::NoFrontMatter),
        ("html", "<html>".repeat(9), FileFault::NoFrontMatter),
        (
            "cut",
            good.chars().take(120).collect(),
            FileFault::NoFrontMatter,
        ),
        (
            "cut at the end",
            good.chars().take(good.len() - 3).collect(),
            FileFault::Altered,
        ),
        (
            "a note",
            "---\ntitle: x\n---\nNota".into(),
            FileFault::Missing("version"),
        ),
        (
            "newer",
            good.replace("version: 1", "version: 2"),
            FileFault::Newer(2),
        ),
        ("windows", good.replace('\n', "\r\n"), FileFault::Altered),
        ("mark", format!("\u{feff}{good}"), FileFault::Altered),
        (
            "a word",
            good.replace("confrontare", "confrontarx"),
            FileFault::Altered,
        ),
        (
            "a date",
            good.replace("2024-06-19\"", "ieri\""),
            FileFault::Field {
                line: 6,
                field: "date",
                expected: "a date such as 2024-06-19 or 2024-06~",
            },
        ),
        (
            "twice",
            good.replace("url:", "id: \"a\"\nurl:"),
            FileFault::Twice("id"),
        ),
        (
            "no id",
            good.replace("id: ", "di: "),
            FileFault::Missing("id"),
        ),
        (
            "merged",
            format!("<<<<<<< a\n{good}"),
            FileFault::NoFrontMatter,
        ),
        (
            "no quote",
            good.replace("> due paesi firmano.\n> Poi\n\n", ""),
            FileFault::Missing("quote"),
        ),
    ];
    for (name, text, fault) in rows {
        let reading = read_text(&text);
        assert_eq!(reading.fault, Some(fault), "{name}");
        let shown = format!("{}{}", reading.bookmark.quote, reading.bookmark.note);
        assert!(shown.len() >= text.len().min(4), "{name}: {shown}");
    }
    let mut bytes = good.into_bytes();
    *bytes.last_mut().unwrap() = 0xff;
    let reading = read(&bytes, &"fallback".parse().unwrap());
    assert_eq!(reading.fault, Some(FileFault::NotText));
    assert_eq!(reading.bookmark.quote, bookmark().quote);
}

proptest! {
    #[test]
    fn any_bookmark_comes_back_from_an_inert_file(bookmark in any_bookmark()) {
        let written = write(&bookmark);
        prop_assert!(written.chars().all(|c| is_inert(c) || matches!(c, '\n' | '\t')));
        let reading = read_text(&written);
        prop_assert_eq!(reading.fault, None);
        prop_assert_eq!(reading.bookmark, bookmark);
    }

    #[test]
    fn any_bytes_are_read_and_what_is_harmless_loses_nothing(
        bookmark in any_bookmark(), at in any::<prop::sample::Index>(), byte: u8, cut: bool,
    ) {
        let mut bytes = write(&bookmark).into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let reading = read(&bytes, &"fallback".parse().unwrap());
        if reading.fault.as_ref().is_none_or(FileFault::is_harmless) {
            let again = read_text(&write(&reading.bookmark));
            prop_assert_eq!(again.fault, None);
            prop_assert_eq!(again.bookmark, reading.bookmark);
        }
    }
}
