//! `rassegna timeline`: what the articles tell, by date. The formats of other programs are in
//! [`crate::timeline::export`], the page in [`crate::timeline::page`].

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use super::arguments::TimelineFormat;
use super::failure::Failure;
use super::json;
use super::output::{Output, Style};
use super::reading::Reading;
use crate::corpus::{ArticleId, Head};
use crate::dates::language::spoken;
use crate::index::Entry;
use crate::text::TextRange;
use crate::timeline::export::{self, Source, Told};
use crate::timeline::page::{self, About};
use crate::timeline::{Event, Report};

/// An event. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    date: String,
    precision: &'static str,
    title: &'a str,
    actors: Vec<String>,
    reports: Vec<ReportLine<'a>>,
    planned: bool,
}

/// A sentence that tells it.
#[derive(Serialize)]
struct ReportLine<'a> {
    article: String,
    path: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    date: String,
    anchor: &'static str,
    expression: (usize, usize),
}

/// The articles and sentences that events refer to.
#[derive(Default)]
struct Texts {
    heads: HashMap<ArticleId, Arc<Head>>,
    sentences: HashMap<(ArticleId, TextRange), String>,
}

/// Prints the events that the articles of `reading` tell, and says whether there is one.
pub(super) fn run(
    reading: &Reading,
    format: TimelineFormat,
    out: &mut Output,
) -> Result<bool, Failure> {
    let entries = reading.entries();
    let events = reading.events(&entries);
    let texts = Texts::of(&events, &entries, reading);
    match format {
        TimelineFormat::Json => {
            for event in &events {
                json::write_line(out.writer(), &line(event, reading, &texts))?;
            }
        }
        TimelineFormat::Text => {
            for event in &events {
                text(event, reading, &texts, out)?;
            }
        }
        TimelineFormat::Csv
        | TimelineFormat::Md
        | TimelineFormat::Ics
        | TimelineFormat::Timelinejs
        | TimelineFormat::Html => {
            let told: Vec<_> = events
                .iter()
                .map(|event| told(event, reading, &texts))
                .collect();
            let out = out.writer();
            match format {
                TimelineFormat::Csv => export::csv(&told, out)?,
                TimelineFormat::Md => export::markdown(&told, out)?,
                TimelineFormat::Ics => export::ics(&told, Timestamp::now(), out)?,
                TimelineFormat::Html => {
                    let about = About {
                        language: reading.language(),
                        lens: reading.lens(),
                        articles: texts.heads.len(),
                    };
                    page::page(&told, &about, out)?;
                }
                _ => export::timelinejs(&told, out)?,
            }
        }
    }
    Ok(!events.is_empty())
}

impl Texts {
    /// Opens every article of `entries` that tells one of `events`.
    fn of(events: &[Event], entries: &[Entry<'_>], reading: &Reading) -> Self {
        let mut wanted: HashMap<ArticleId, Vec<TextRange>> = HashMap::new();
        for report in events.iter().flat_map(|event| &event.reports) {
            wanted
                .entry(report.article)
                .or_default()
                .push(report.sentence);
        }
        let mut texts = Self::default();
        for entry in entries {
            let id = entry.id();
            let Some(sentences) = wanted.get(&id) else {
                continue;
            };
            let Some(article) = reading.plain_text(*entry) else {
                continue;
            };
            texts.heads.insert(id, entry.head());
            for sentence in sentences {
                let text = sentence.of(&article.text).to_owned();
                texts.sentences.insert((id, *sentence), text);
            }
        }
        texts
    }

    /// The reports of `event` with their article and their sentence.
    fn reports<'a>(
        &'a self,
        event: &'a Event,
    ) -> impl Iterator<Item = (&'a Report, &'a Head, &'a str)> {
        event.reports.iter().filter_map(|report| {
            let head = self.heads.get(&report.article)?;
            let sentence = self.sentences.get(&(report.article, report.sentence))?;
            Some((&**report, &**head, sentence.as_str()))
        })
    }
}

fn names(event: &Event, reading: &Reading) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let language = reading.language();
    for actor in &*event.actors {
        let id = reading.roster().resolve(actor);
        let name = reading.roster().name(&id, language).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn line<'a>(event: &'a Event, reading: &Reading, texts: &'a Texts) -> Line<'a> {
    Line {
        date: event.date.to_string(),
        precision: event.date.precision().as_str(),
        title: &event.title,
        actors: names(event, reading),
        reports: texts
            .reports(event)
            .map(|(report, head, sentence)| ReportLine {
                article: head.id.to_string(),
                path: &head.path,
                start: report.sentence.start,
                end: report.sentence.end,
                text: sentence,
                date: report.date.to_string(),
                anchor: report.anchor.as_str(),
                expression: (report.expression.start, report.expression.end),
            })
            .collect(),
        planned: event.planned,
    }
}

fn told(event: &Event, reading: &Reading, texts: &Texts) -> Told {
    Told {
        date: event.date,
        spoken: spoken(&event.date, reading.language()),
        title: event.title.to_string(),
        actors: names(event, reading),
        planned: event.planned,
        sources: texts
            .reports(event)
            .map(|(report, head, sentence)| Source {
                article: head.id.to_string(),
                title: head.title.clone(),
                published: head.date,
                outlet: head.source.clone(),
                url: head.url.clone(),
                date: report.date,
                spoken: spoken(&report.date, reading.language()),
                text: sentence.to_owned(),
            })
            .collect(),
    }
}

/// Columns of the date, so that what follows lines up.
const DATE: usize = 12;

fn text(event: &Event, reading: &Reading, texts: &Texts, out: &mut Output) -> io::Result<()> {
    let date = event.date.to_string();
    let planned = if event.planned { "(planned) " } else { "" };
    out.line(&[
        (&date, Style::Date),
        (
            &" ".repeat(DATE.saturating_sub(date.len()).max(1)),
            Style::Plain,
        ),
        (planned, Style::Faint),
        (&event.title, Style::Strong),
    ])?;
    let indent = " ".repeat(DATE);
    let names = names(event, reading).join(", ");
    if !names.is_empty() {
        out.line(&[(&indent, Style::Plain), (&names, Style::Plain)])?;
    }
    // An article that tells it in several sentences alike is named once.
    let mut named = HashSet::new();
    for (report, head, _) in texts.reports(event) {
        let announced = report.planned && !event.planned;
        if !named.insert((head.id, report.date, announced)) {
            continue;
        }
        let mut other = String::new();
        if report.date != event.date {
            other = format!("  (dated {})", report.date);
        }
        if announced {
            other += "  (announced)";
        }
        let published = head
            .date
            .map(|date| format!("  {date}"))
            .unwrap_or_default();
        out.line(&[
            (&indent, Style::Plain),
            (&super::list::short(head), Style::Faint),
            (&published, Style::Faint),
            ("  ", Style::Plain),
            (&head.title, Style::Faint),
            (&other, Style::Date),
        ])?;
    }
    Ok(())
}
