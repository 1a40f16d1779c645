//! `rassegna search`: the articles that a query finds, best first, each with its best passage.

use std::io;

use serde::Serialize;

use super::failure::Failure;
use super::json;
use super::list::short;
use super::output::{Output, Style, message};
use super::reading::{NO_ARTICLE, Reading};
use crate::corpus::Head;
use crate::search::passage::Passage;
use crate::search::ranking::Found;
use crate::search::reasons::{self, Reason};
use crate::text::TextRange;
use crate::text::runs::runs;
use crate::text::wrap::wrap;

/// What is found in an article. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    article: String,
    path: &'a str,
    title: &'a str,
    score: f64,
    text: &'a str,
    start: usize,
    end: usize,
    matches: Vec<(usize, usize)>,
    hits: usize,
    date: Option<String>,
    source: Option<&'a str>,
}

/// The columns of a passage on a very wide terminal, and in a file.
const WIDEST: usize = 100;

/// So many articles are opened before what was found in them is printed.
const AT_ONCE: usize = 16;

/// Prints what the lens of `reading` finds, and says whether it finds something.
pub(super) fn run(reading: &Reading, as_json: bool, out: &mut Output) -> Result<bool, Failure> {
    let (snapshot, passages) = reading.search().ok_or(Failure::NoQuery)?;
    let all: Vec<Found<'_>> = snapshot.found.iter().collect();
    for some in all.chunks(AT_ONCE) {
        for (found, passage) in some.iter().zip(passages.of(some)) {
            let Some(passage) = passage else {
                continue;
            };
            let found = found.with(&passage);
            if as_json {
                json::write_line(out.writer(), &line(&found, &found.entry.head(), &passage))?;
            } else {
                text(&found, &passage, out)?;
            }
        }
        // Whoever reads the first lines need not wait for the last.
        out.writer().flush()?;
    }
    for remark in &snapshot.remarks {
        message(remark);
    }
    if snapshot.found.is_empty() {
        tell(reading, &snapshot.reasons);
    }
    Ok(!snapshot.found.is_empty())
}

/// Says why nothing is found.
fn tell(reading: &Reading, reasons: &[Reason]) {
    // What no text was looked through for cannot be said to be nowhere.
    if reading.is_empty() {
        message(&NO_ARTICLE);
        return;
    }
    let told = reasons::told(reasons);
    if told.is_empty() {
        message(&format_args!("nothing answers {}", reading.lens()));
    }
    for line in told {
        message(&line);
    }
}

fn line<'a>(found: &Found<'_>, head: &'a Head, passage: &'a Passage) -> Line<'a> {
    Line {
        article: head.id.to_string(),
        path: &head.path,
        title: &head.title,
        score: found.score,
        text: &passage.text,
        start: passage.range.start,
        end: passage.range.end,
        matches: passage
            .marks
            .iter()
            .map(|mark| (mark.start, mark.end))
            .collect(),
        hits: found.hits,
        date: head.date.map(|date| date.to_string()),
        source: head.source.as_deref(),
    }
}

fn text(found: &Found<'_>, passage: &Passage, out: &mut Output) -> io::Result<()> {
    let head = &*found.entry.head();
    let date = head
        .date
        .map(|date| format!("  {date}"))
        .unwrap_or_default();
    out.line(&[
        (&short(head), Style::Faint),
        (&date, Style::Plain),
        ("  ", Style::Plain),
        (&head.title, Style::Strong),
    ])?;
    let marks: Vec<_> = passage
        .marks
        .iter()
        .map(|mark| {
            let by = passage.range.start;
            (TextRange::new(mark.start - by, mark.end - by), ())
        })
        .collect();
    let columns = out.columns().unwrap_or(WIDEST).min(WIDEST);
    let all = TextRange::new(0, passage.text.len());
    for row in wrap(&passage.text, all, columns.saturating_sub(4)) {
        out.styled("    ", Style::Plain)?;
        for run in runs(row, &marks) {
            let style = if run.kinds.is_empty() {
                Style::Plain
            } else {
                Style::Strong
            };
            out.styled(run.range.of(&passage.text), style)?;
        }
        out.end_line()?;
    }
    Ok(())
}
