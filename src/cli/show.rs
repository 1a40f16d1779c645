//! `rassegna show`: whole articles with everything that was recognised in them, as data or to read.

use std::io;

use serde::Serialize;

use super::failure::Failure;
use super::json;
use super::list::{date_source, short};
use super::output::{Output, Style, message};
use super::reading::Reading;
use crate::actors::find::MOST_MENTIONS;
use crate::actors::roster::Roster;
use crate::actors::{ActorKind, How, why};
use crate::corpus::{
    Article, Block, BlockKind, DateSource, Head, LoadError, Span, SpanKind, Statement,
};
use crate::dates::Value;
use crate::index::Annotated;
use crate::text::TextRange;
use crate::text::runs::runs;
use crate::text::wrap::wrap;

/// An article with its text. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    article: String,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    date_source: &'static str,
    text: &'a str,
    body: usize,
    actors: Vec<MentionLine<'a>>,
    dates: Vec<DateLine<'a>>,
    title_from: &'static str,
    date_from: Option<&'static str>,
    date_evidence: Option<&'a str>,
    source: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    lang: &'a str,
    tags: &'a [String],
    words: usize,
    signs: usize,
    blocks: Vec<BlockLine>,
    spans: Vec<SpanLine<'a>>,
    links: Vec<LinkLine<'a>>,
    removed: &'a [String],
    /// Other files in which the same text stands.
    also: &'a [String],
    /// In which encoding the file was read, where it does not say so.
    encoding: Option<&'static str>,
    /// Whether actors are named more often than `actors` lists.
    more_actors: bool,
}

/// A place where an actor is named.
#[derive(Serialize)]
struct MentionLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    actor: String,
    name: String,
    kind: ActorKind,
    how: How,
    /// How it was recognised: dictionary, pattern, short form, …
    found: &'static str,
    /// Whether nothing else was likely.
    sure: bool,
    /// Why it means this actor, in words.
    why: String,
    /// The place that it follows from, where that is another one.
    evidence: Option<[usize; 2]>,
}

/// A temporal expression.
#[derive(Serialize)]
struct DateLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: String,
    kind: &'static str,
    anchor: &'static str,
}

/// A paragraph-like part.
#[derive(Serialize)]
struct BlockLine {
    start: usize,
    end: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

/// An inline style or link: `target` is where a link leads, `to` the byte of this text where a
/// footnote or the way back from it leads.
#[derive(Serialize)]
struct SpanLine<'a> {
    start: usize,
    end: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<usize>,
}

/// A link and where it leads.
#[derive(Serialize)]
struct LinkLine<'a> {
    start: usize,
    end: usize,
    target: &'a str,
}

/// The columns of prose on a wide terminal, as in the reader.
const WIDEST: usize = 72;

/// Prints the articles of `reading`, and says whether there is one.
///
/// With `raw`, what was taken out of them follows each.
pub(super) fn run(
    reading: &Reading,
    as_json: bool,
    raw: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    let mut found = false;
    for annotated in reading
        .entries()
        .into_iter()
        .filter_map(|entry| reading.text(entry))
    {
        if annotated.more {
            message(&format_args!(
                "{}: names actors more than {MOST_MENTIONS} times; what comes after is not marked",
                annotated.article.head.path
            ));
        }
        if as_json {
            json::write_line(out.writer(), &line(&annotated, reading))?;
        } else {
            if found {
                out.line(&[])?;
            }
            text(&annotated, reading, out)?;
            if raw {
                removed(&annotated.article, out)?;
            }
        }
        found = true;
    }
    Ok(found)
}

fn line<'a>(annotated: &'a Annotated, reading: &'a Reading) -> Line<'a> {
    let roster = reading.roster();
    let article = &*annotated.article;
    let head = &article.head;
    let (date_from, date_evidence) = match &head.date_source {
        DateSource::Stated(statement) => (Some(statement_name(*statement)), None),
        DateSource::Inferred(evidence) => (None, Some(evidence.as_str())),
        DateSource::Unknown => (None, None),
    };
    Line {
        article: head.id.to_string(),
        path: &head.path,
        title: &head.title,
        date: head.date.map(|date| date.to_string()),
        date_source: date_source(head),
        text: &article.text,
        body: article.body,
        actors: mentions(annotated, roster),
        dates: dates(annotated),
        title_from: statement_name(head.title_source),
        date_from,
        date_evidence,
        source: head.source.as_deref(),
        author: head.author.as_deref(),
        url: head.url.as_deref(),
        lang: head.lang.code(),
        tags: &head.tags,
        words: head.words,
        signs: head.signs,
        blocks: article.blocks.iter().map(block).collect(),
        spans: article.spans.iter().map(span).collect(),
        links: links(article),
        removed: &article.removed,
        also: reading.catalogue().also(head.id),
        encoding: encoding(article).map(|(name, _)| name),
        more_actors: annotated.more,
    }
}

/// The encoding of a file that does not say which it is, and whether it is a guess.
fn encoding(article: &Article) -> Option<(&'static str, bool)> {
    article.problems.iter().find_map(|problem| match problem {
        LoadError::Guessed(name) => Some((*name, true)),
        LoadError::Chosen(name) => Some((*name, false)),
        _ => None,
    })
}

fn mentions<'a>(annotated: &'a Annotated, roster: &Roster) -> Vec<MentionLine<'a>> {
    let article = &*annotated.article;
    annotated
        .mentions
        .iter()
        .filter_map(|mention| {
            let mention = &roster.seen(mention);
            let id = &mention.actor;
            let kind = roster.kind_of(id)?;
            let name = roster.name(id, article.head.lang);
            Some(MentionLine {
                start: mention.range.start,
                end: mention.range.end,
                text: mention.range.of(&article.text),
                kind,
                how: mention.how,
                found: why::method(mention.found),
                sure: mention.sure,
                why: why::why(mention, &article.text, name),
                evidence: mention.evidence.map(|range| [range.start, range.end]),
                name: name.to_owned(),
                actor: id.to_string(),
            })
        })
        .collect()
}

fn dates(annotated: &Annotated) -> Vec<DateLine<'_>> {
    annotated
        .dates
        .iter()
        .map(|date| DateLine {
            start: date.range.start,
            end: date.range.end,
            text: date.range.of(&annotated.article.text),
            value: match &date.value {
                Value::Date(value) => value.to_string(),
                Value::Duration(value) | Value::Set(value) => value.clone(),
            },
            kind: date.value.kind(),
            anchor: date.anchor.as_str(),
        })
        .collect()
}

fn links(article: &Article) -> Vec<LinkLine<'_>> {
    article
        .spans
        .iter()
        .filter_map(|span| match &span.kind {
            SpanKind::Link(target) => Some(LinkLine {
                start: span.range.start,
                end: span.range.end,
                target,
            }),
            _ => None,
        })
        .collect()
}

fn span(span: &Span) -> SpanLine<'_> {
    let (kind, target, to) = match &span.kind {
        SpanKind::Emphasis => ("emphasis", None, None),
        SpanKind::Strong => ("strong", None, None),
        SpanKind::Code => ("code", None, None),
        SpanKind::Link(target) => ("link", Some(target.as_str()), None),
        SpanKind::Note(to) => ("note", None, Some(*to)),
    };
    SpanLine {
        start: span.range.start,
        end: span.range.end,
        kind,
        target,
        to,
    }
}

const fn statement_name(statement: Statement) -> &'static str {
    match statement {
        Statement::FrontMatter => "front matter",
        Statement::Format => "format",
        Statement::LeadingLine => "leading line",
        Statement::Heading => "heading",
        Statement::FirstSentence => "first sentence",
        Statement::FileName => "file name",
    }
}

const fn block(block: &Block) -> BlockLine {
    let (kind, level) = match block.kind {
        BlockKind::Title => ("title", None),
        BlockKind::Heading(level) => ("heading", Some(level)),
        BlockKind::Paragraph => ("paragraph", None),
        BlockKind::Quote => ("quote", None),
        BlockKind::Item { depth } => ("item", Some(depth)),
        BlockKind::Verbatim => ("verbatim", None),
        BlockKind::Rule => ("rule", None),
    };
    BlockLine {
        start: block.range.start,
        end: block.range.end,
        kind,
        level,
    }
}

fn text(annotated: &Annotated, reading: &Reading, out: &mut Output) -> io::Result<()> {
    let roster = reading.roster();
    let article = &*annotated.article;
    let mut marks: Vec<_> = annotated
        .dates
        .iter()
        .map(|date| (date.range, Style::Date))
        .collect();
    for mention in &annotated.mentions {
        if let Some(kind) = roster.kind_of(&mention.actor) {
            marks.push((mention.range, Style::Actor(kind)));
        }
    }
    for (number, block) in article.blocks.iter().enumerate() {
        if number > 0 && !follows_closely(article.blocks.get(number - 1), block) {
            out.end_line()?;
        }
        let within: Vec<_> = marks
            .iter()
            .copied()
            .filter(|(range, _)| range.overlaps(block.range))
            .collect();
        prose(&article.text, block, &within, out)?;
        if block.kind == BlockKind::Title {
            byline(&article.head, out)?;
            provenance(article, reading.catalogue().also(article.head.id), out)?;
        }
    }
    Ok(())
}

/// What is not part of the text: furniture, repetitions, metadata.
fn removed(article: &Article, out: &mut Output) -> io::Result<()> {
    out.end_line()?;
    if article.removed.is_empty() {
        return out.line(&[("Nothing was taken out.", Style::Faint)]);
    }
    out.line(&[("Taken out:", Style::Strong)])?;
    for line in article.removed.iter().flat_map(|part| part.lines()) {
        out.line(&[("- ", Style::Faint), (line, Style::Plain)])?;
    }
    Ok(())
}

/// Whether two blocks are lines of one list.
fn follows_closely(before: Option<&Block>, block: &Block) -> bool {
    let item = |block: &Block| matches!(block.kind, BlockKind::Item { .. });
    before.is_some_and(item) && item(block)
}

fn byline(head: &Head, out: &mut Output) -> io::Result<()> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(head.date.map(|date| date.to_string()));
    parts.extend(head.source.clone());
    parts.extend(head.author.clone());
    parts.push(head.path.clone());
    parts.push(short(head));
    out.line(&[(&parts.join(" · "), Style::Faint)])
}

/// Where title and date come from, how the file was read, and where else the text stands.
fn provenance(article: &Article, also: &[String], out: &mut Output) -> io::Result<()> {
    let head = &article.head;
    let title = format!("Title: {}.", statement_name(head.title_source));
    let date = match &head.date_source {
        DateSource::Stated(statement) => format!("Date: {}.", statement_name(*statement)),
        DateSource::Inferred(evidence) => format!("Date: estimated from «{evidence}»."),
        DateSource::Unknown => "Date: nothing tells it.".to_owned(),
    };
    out.line(&[(&format!("{title} {date}"), Style::Faint)])?;
    if let Some((name, is_guess)) = encoding(article) {
        let how = if is_guess {
            "a guess that --encoding can mend"
        } else {
            "as --encoding says"
        };
        out.line(&[(&format!("Encoding: {name}, {how}."), Style::Faint)])?;
    }
    if also.is_empty() {
        return Ok(());
    }
    out.line(&[(&format!("Also in {}", also.join(", ")), Style::Faint)])
}

/// One block: wrapped on a terminal, on one line in a file.
fn prose(
    text: &str,
    block: &Block,
    marks: &[(TextRange, Style)],
    out: &mut Output,
) -> io::Result<()> {
    let (indent, base) = match block.kind {
        BlockKind::Title | BlockKind::Heading(_) => (String::new(), Style::Strong),
        BlockKind::Quote => ("  │ ".to_owned(), Style::Plain),
        BlockKind::Item { depth } => ("  ".repeat(usize::from(depth) + 1), Style::Plain),
        BlockKind::Verbatim => ("    ".to_owned(), Style::Plain),
        BlockKind::Paragraph | BlockKind::Rule => (String::new(), Style::Plain),
    };
    let columns = out.columns().map(|columns| columns.min(WIDEST));
    let width = columns.map_or(usize::MAX, |columns| {
        columns.saturating_sub(indent.chars().count())
    });
    for row in wrap(text, block.range, width) {
        out.styled(&indent, Style::Faint)?;
        for run in runs(row, marks) {
            // Of nested mentions the innermost is the last.
            let style = run.kinds.last().copied().unwrap_or(base);
            out.styled(run.range.of(text), style)?;
        }
        out.end_line()?;
    }
    Ok(())
}
