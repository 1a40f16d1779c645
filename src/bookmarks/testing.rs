//! What the tests of this layer share: articles made of a title and a body.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::corpus::{Article, DateSource, Head, Origin, Statement};
use crate::text::TextRange;
use crate::text::clean::clean;
use crate::text::language::Language;

use super::{Bookmark, BookmarkId, Repeats};

/// 19 June 2024, 10:00 UTC.
pub(super) fn noon() -> Timestamp {
    "2024-06-19T10:00:00Z".parse().unwrap()
}

/// An article at `/articles/patto.md`.
pub(super) fn article(title: &str, body: &str) -> Article {
    let text = clean(&format!("{title}\n\n{body}")).text;
    let start = clean(title).text.len() + 2;
    let mut article = Article::of_paragraphs(&text, Language::default(), "2024-06-19".parse().ok());
    article.body = start;
    article.head = Head {
        origin: Origin::File {
            path: PathBuf::from("/articles/patto.md"),
            part: 0,
        },
        path: "/articles/patto.md".into(),
        title: clean(title).text,
        title_source: Statement::Heading,
        date_source: DateSource::Stated(Statement::FrontMatter),
        source: Some("La Gazzetta".into()),
        url: Some("https://example.org/patto".into()),
        ..article.head
    };
    article
}

/// Where occurrence `nth` of `quote` is in the body of `article`.
pub(super) fn range_of(article: &Article, quote: &str, nth: usize) -> TextRange {
    let body = article.text.get(article.body..).unwrap();
    let (start, found) = body.match_indices(quote).nth(nth).unwrap();
    TextRange::new(start, start + found.len()).shifted(article.body)
}

/// A bookmark of occurrence `nth` of `quote` in the body of `article`.
pub(super) fn keep(article: &Article, quote: &str, nth: usize) -> Bookmark {
    Bookmark::new(article, range_of(article, quote, nth), "", &[], noon()).unwrap()
}

/// A bookmark with what is hard to write in a table: commas, a note that looks like a formula, tags.
pub(super) fn pact() -> Bookmark {
    let article = article("Il patto", "I due paesi, oggi, firmano.\n\nPoi basta.");
    let mut kept = keep(&article, "paesi, oggi", 0);
    kept.id = "a1".parse().unwrap();
    kept.note = "=HYPERLINK(\"x\")".into();
    kept.tags = vec!["patto".into(), "Kim".into()];
    kept
}

/// Any text, with a liking for what could break a file.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---"),
        Just("\n"),
        Just("\n\n"),
        Just("> "),
        Just(">"),
        Just("check: \"0\""),
        Just("\r\n"),
        Just("\r"),
        Just("\u{1b}[31m"),
        Just("\u{0}"),
        Just("\u{202e}"),
        Just("\t"),
        Just(" "),
        Just("«perché»"),
        Just("e\u{301}"),
        Just("version: 9"),
        Just("\"\\'"),
        Just("#"),
        Just("\u{2028}"),
        Just("\u{feff}"),
        Just("\u{85}"),
        Just("👨‍👩‍👧"),
        Just("-->"),
        Just("=1+1"),
        Just(","),
        Just("testo"),
        Just("\u{e0041}"),
        Just("<!-- rassegna {}"),
    ];
    proptest::collection::vec(
        prop_oneof![3 => piece.prop_map(ToOwned::to_owned), 1 => ".{0,6}"],
        0..12,
    )
    .prop_map(|pieces| pieces.concat())
}

/// Any bookmark that may come from a text, a person or another program.
pub(super) fn any_bookmark() -> impl Strategy<Value = Bookmark> {
    let texts = (any_text(), any_text(), any_text(), any_text(), any_text());
    let more = (
        proptest::option::of(any_text()),
        proptest::collection::vec(any_text(), 0..4),
        proptest::option::of(proptest::collection::vec(1_u8.., 1..20)),
        any::<(Option<u64>, u32, u16, [u16; 5])>(),
        -60_000_000_000_i64..250_000_000_000,
    );
    (texts, more).prop_map(
        |((quote, prefix, suffix, title, note), (some, tags, path, numbers, second))| {
            let (hash, part, start, repeats) = numbers;
            let created = Timestamp::new(second, 123_000_000).unwrap();
            let path = path
                .map(|bytes| PathBuf::from(OsString::from_vec([b"/", bytes.as_slice()].concat())));
            Bookmark {
                id: BookmarkId::new(created),
                quote,
                prefix,
                suffix,
                title,
                note,
                tags,
                start: hash.map_or(0, |_| usize::from(start)),
                end: hash.map_or(0, |_| usize::from(start) + 5),
                hash,
                repeats: hash.map(|_| Repeats::from_numbers(repeats.map(usize::from))),
                origin: match (path, &some) {
                    (Some(path), _) => Some(Origin::File { path, part }),
                    (None, Some(name)) => Some(Origin::Embedded(name.clone())),
                    (None, None) => None,
                },
                author: some.clone(),
                date: "2023-09~".parse().ok().filter(|_| part % 2 == 0),
                source: some.clone(),
                url: some,
                created,
                modified: created,
                unknown: Vec::new(),
                revision: None,
            }
        },
    )
}
