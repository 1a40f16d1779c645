//! `rassegna list`: which articles there are, one a line.

use std::io;

use serde::Serialize;

use super::failure::Failure;
use super::json;
use super::output::{Output, Style};
use super::reading::Reading;
use crate::corpus::{DateSource, Head};

/// What is printed of an article without its text. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    article: String,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    date_source: &'static str,
    source: Option<&'a str>,
    lang: &'a str,
    words: usize,
    author: Option<&'a str>,
    url: Option<&'a str>,
    tags: &'a [String],
    /// Other files in which the same text stands.
    also: &'a [String],
}

/// Prints the articles of `reading`, and says whether there is one.
pub(super) fn run(reading: &Reading, as_json: bool, out: &mut Output) -> Result<bool, Failure> {
    let entries = reading.entries();
    for entry in &entries {
        let head = entry.head();
        if as_json {
            let also = reading.catalogue().also(head.id);
            json::write_line(out.writer(), &line(&head, also))?;
        } else {
            text(&head, out)?;
        }
    }
    Ok(!entries.is_empty())
}

fn line<'a>(head: &'a Head, also: &'a [String]) -> Line<'a> {
    Line {
        article: head.id.to_string(),
        path: &head.path,
        title: &head.title,
        date: head.date.map(|date| date.to_string()),
        date_source: date_source(head),
        source: head.source.as_deref(),
        lang: head.lang.code(),
        words: head.words,
        author: head.author.as_deref(),
        url: head.url.as_deref(),
        tags: &head.tags,
        also,
    }
}

/// How the date is known, as data.
pub(super) const fn date_source(head: &Head) -> &'static str {
    match head.date_source {
        DateSource::Stated(_) => "stated",
        DateSource::Inferred(_) => "inferred",
        DateSource::Unknown => "unknown",
    }
}

/// The beginning of an article's id that is enough to name it, but in very large corpora.
pub(super) fn short(head: &Head) -> String {
    head.id.to_string().chars().take(8).collect()
}

/// `1a2b3c4d  2024-06-19    1234  Title · Source`: what has no fixed width comes last, so that no
/// line has to wait for the others.
fn text(head: &Head, out: &mut Output) -> io::Result<()> {
    let date = head.date.map(|date| date.to_string()).unwrap_or_default();
    let source = head
        .source
        .as_ref()
        .map(|source| format!(" · {source}"))
        .unwrap_or_default();
    out.line(&[
        (&short(head), Style::Faint),
        ("  ", Style::Plain),
        (&format!("{date:<11}"), Style::Plain),
        (&format!("{:>7}  ", head.words), Style::Faint),
        (&head.title, Style::Strong),
        (&source, Style::Plain),
    ])
}
