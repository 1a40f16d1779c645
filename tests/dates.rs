//! Every file of `tests/fixtures/dates/` against what the program finds in it. A file is of the
//! language of its folder; `# date: 2024-01-22` gives the article's date for the lines that follow.
//! Each line of text is read as an article of its own, and the line below it marks every
//! expression with carets and its value; an expression that is not marked is a failure too.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rassegna::corpus::Article;
use rassegna::dates::{self, Value};
use rassegna::text::language::Language;
use unicode_segmentation::UnicodeSegmentation;

/// The line of carets for what is found in `text`.
fn carets(text: &str, found: &[dates::DateMention]) -> String {
    let mut line = String::new();
    let mut width = 0;
    for mention in found {
        let columns = |end: usize| text.get(..end).unwrap_or_default().graphemes(true).count();
        let (start, end) = (columns(mention.range.start), columns(mention.range.end));
        // Labels that would run into the next carets stand on lines of their own.
        if width > start {
            line.push('\n');
            width = 0;
        }
        let value = match &mention.value {
            Value::Date(date) => format!("date:{date}"),
            Value::Duration(length) => format!("duration:{length}"),
            Value::Set(length) => format!("set:{length}"),
        };
        let _ = write!(
            line,
            "{}{} {value}",
            " ".repeat(start - width),
            "^".repeat(end - start)
        );
        width = end + 1 + value.len() + 1;
        line.push(' ');
    }
    line.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

fn check(path: &Path, lang: Language, problems: &mut String) -> usize {
    let contents = fs::read_to_string(path).unwrap_or_default();
    let mut date = None;
    let mut checked = 0;
    let mut lines = contents.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(given) = line.strip_prefix("# date:") {
            date = given.trim().parse().ok();
        }
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut marks = Vec::new();
        while let Some(mark) = lines.next_if(|next| next.trim_start().starts_with('^')) {
            marks.push(mark.trim_end());
        }
        // `¶` parts paragraphs and is no longer than what it stands for.
        let text = line.replace('¶', "\n\n");
        let found = dates::find(&Article::of_paragraphs(&text, lang, date));
        let expected = marks.join("\n");
        let actual = carets(&text, &found);
        if actual != expected {
            let _ = writeln!(
                problems,
                "{}\n{line}\n{actual}\n  but marked:\n{expected}\n",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
        }
        checked += 1;
    }
    checked
}

#[test]
fn finds_what_the_fixtures_mark_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/dates");
    let mut problems = String::new();
    let mut checked = 0;
    for folder in fs::read_dir(root).unwrap() {
        let folder = folder.unwrap();
        let lang = Language::parse(&folder.file_name().to_string_lossy()).unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            checked += check(&file.unwrap().path(), lang, &mut problems);
        }
    }
    assert!(checked > 100, "only {checked} lines of fixtures");
    assert!(problems.is_empty(), "\n{problems}");
}

#[test]
fn d1_a_day_that_no_year_has_is_no_year_in_any_language() {
    for (text, values) in [
        ("Kuvvet 31 February 2024.", &[][..]),
        ("Kuvvet 31 febbraio 2024.", &[]),
        ("Kuvvet February 31, 2024.", &[]),
        ("Kuvvet 12 February 2024.", &["2024"]),
        ("Kuvvet 31 silsile 2024.", &["2024"]),
    ] {
        let found = dates::find(&Article::of_paragraphs(text, Language::default(), None));
        let found: Vec<String> = found
            .iter()
            .map(|mention| match &mention.value {
                Value::Date(date) => date.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found, values, "{text}");
    }
}

#[test]
fn reads_at_most_ten_thousand() {
    let text = "Il 3 marzo 2024 e ".repeat(12_000);
    let found = dates::find(&Article::of_paragraphs(&text, Language::ITALIAN, None));
    assert_eq!(found.len(), dates::LIMIT);
}

#[test]
fn hostile_texts_are_read_in_order() {
    for text in [
        "1".repeat(300_000),
        "1/".repeat(100_000),
        "il ".repeat(100_000),
        "3, ".repeat(100_000),
        "’".repeat(100_000),
        "marzo ".repeat(50_000),
        "(".repeat(100_000) + "3 marzo",
        "e\u{301}".repeat(50_000),
    ] {
        for lang in [Language::ITALIAN, Language::ENGLISH, Language::default()] {
            let date = "2024-01-22".parse().ok();
            let found = dates::find(&Article::of_paragraphs(&text, lang, date));
            assert!(found.is_sorted_by(|a, b| a.range.end <= b.range.start));
            assert!(
                found
                    .iter()
                    .all(|m| text.get(m.range.start..m.range.end).is_some())
            );
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_disjoint_mentions(text in "([0-9]{1,4}|il|del|marzo|fa|due|settimane|anni|scorso|prossima|inizio|secolo|XX|May|March|last|Friday|tra|e|al|dal|fine|anno|-|/|’|\\.|,|%| |\n\n){0,60}") {
        for lang in [Language::ITALIAN, Language::ENGLISH] {
            let date = "2024-01-22".parse().ok();
            let found = dates::find(&Article::of_paragraphs(&text, lang, date));
            proptest::prop_assert!(found.is_sorted_by(|a, b| a.range.end <= b.range.start));
            for mention in found {
                proptest::prop_assert!(!mention.range.is_empty());
                proptest::prop_assert!(text.get(mention.range.start..mention.range.end).is_some());
            }
        }
    }
}
