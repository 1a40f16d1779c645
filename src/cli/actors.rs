//! `rassegna actors`: who and what the articles name, the most often named first, and who is named
//! with whom. The graph of that is written by `graph`.

use std::io;

use serde::Serialize;

use super::arguments::ActorsFormat;
use super::output::{Output, Style};
use super::reading::{Failure, Reading};
use super::{graph, json};
use crate::actors::ActorKind;
use crate::index::catalogue::ActorCount;
use crate::index::together::together;
use crate::text::grapheme;
use crate::timeline::export::row;

/// An actor over all articles. The fields and their order are promised.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub(super) actor: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: ActorKind,
    aliases: Vec<&'a str>,
    pub(super) mentions: u32,
    pub(super) articles: u32,
    stands_for: Option<&'a str>,
}

#[cfg(test)]
impl<'a> Line<'a> {
    /// Somebody of this name.
    pub(super) fn named(actor: &'a str, name: &'a str, kind: ActorKind) -> Self {
        Self {
            actor,
            name,
            kind,
            aliases: Vec::new(),
            mentions: 1,
            articles: 1,
            stands_for: None,
        }
    }
}

/// Two actors that are named together. The fields and their order are promised.
#[derive(Serialize)]
pub(super) struct PairLine<'a> {
    pub(super) actor: &'a str,
    pub(super) name: &'a str,
    pub(super) with: &'a str,
    pub(super) with_name: &'a str,
    pub(super) articles: u32,
    pub(super) passages: u32,
}

/// Prints the actors of the articles, or with `with` who is named with whom, and says whether
/// there is one.
pub(super) fn run(
    reading: &Reading,
    format: ActorsFormat,
    with: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    let entries = reading.entries();
    let counts = reading
        .catalogue()
        .actor_counts(entries.iter().map(|entry| &***entry));
    let lines = lines(reading, &counts);
    let graph = matches!(format, ActorsFormat::Graphml | ActorsFormat::Dot);
    if !with && !graph {
        print_actors(&lines, format, out)?;
        return Ok(!lines.is_empty());
    }
    let pairs = together(
        reading.roster(),
        entries.iter().map(|entry| &***entry),
        None,
    );
    let language = reading.language();
    let pairs: Vec<PairLine<'_>> = pairs
        .iter()
        .map(|pair| {
            let [a, b] = &pair.actors;
            PairLine {
                actor: &a.0,
                name: reading.roster().name(a, language),
                with: &b.0,
                with_name: reading.roster().name(b, language),
                articles: pair.articles,
                passages: pair.passages,
            }
        })
        .collect();
    match format {
        ActorsFormat::Graphml => graph::graphml(&lines, &pairs, out.writer())?,
        ActorsFormat::Dot => graph::dot(&lines, &pairs, out.writer())?,
        _ => print_pairs(&pairs, format, out)?,
    }
    Ok(if graph {
        !lines.is_empty()
    } else {
        !pairs.is_empty()
    })
}

fn lines<'a>(reading: &'a Reading, counts: &'a [ActorCount]) -> Vec<Line<'a>> {
    let language = reading.language();
    counts
        .iter()
        .filter_map(|count| {
            let actor = reading.roster().get(&count.actor)?;
            let name = reading.roster().name(&count.actor, language);
            Some(Line {
                actor: &count.actor.0,
                name,
                kind: actor.kind,
                aliases: std::iter::once(&actor.name)
                    .chain(&actor.aliases)
                    .map(String::as_str)
                    .filter(|&alias| alias != name)
                    .collect(),
                mentions: count.mentions,
                articles: count.articles,
                stands_for: actor.stands_for.as_ref().map(|other| &*other.0),
            })
        })
        .collect()
}

fn print_actors(lines: &[Line<'_>], format: ActorsFormat, out: &mut Output) -> io::Result<()> {
    match format {
        ActorsFormat::Json => {
            for line in lines {
                json::write_line(out.writer(), line)?;
            }
        }
        ActorsFormat::Csv => {
            let head = [
                "actor",
                "name",
                "kind",
                "aliases",
                "mentions",
                "articles",
                "stands_for",
            ];
            row(out.writer(), &head)?;
            for line in lines {
                row(
                    out.writer(),
                    &[
                        line.actor,
                        line.name,
                        line.kind.as_str(),
                        &line.aliases.join("; "),
                        &line.mentions.to_string(),
                        &line.articles.to_string(),
                        line.stands_for.unwrap_or_default(),
                    ],
                )?;
            }
        }
        _ => {
            for line in lines {
                let aliases = line.aliases.join(", ");
                out.line(&[
                    (&format!("{:>6}", line.mentions), Style::Plain),
                    (&format!(" in {:<5}", line.articles), Style::Faint),
                    (&grapheme::pad(line.kind.as_str(), 14), Style::Faint),
                    (line.name, Style::Actor(line.kind)),
                    ("  ", Style::Plain),
                    (&aliases, Style::Faint),
                ])?;
            }
        }
    }
    Ok(())
}

fn print_pairs(pairs: &[PairLine<'_>], format: ActorsFormat, out: &mut Output) -> io::Result<()> {
    match format {
        ActorsFormat::Json => {
            for pair in pairs {
                json::write_line(out.writer(), pair)?;
            }
        }
        ActorsFormat::Csv => {
            let head = ["actor", "name", "with", "with_name", "articles", "passages"];
            row(out.writer(), &head)?;
            for pair in pairs {
                row(
                    out.writer(),
                    &[
                        pair.actor,
                        pair.name,
                        pair.with,
                        pair.with_name,
                        &pair.articles.to_string(),
                        &pair.passages.to_string(),
                    ],
                )?;
            }
        }
        _ => {
            for pair in pairs {
                let counts = format!(
                    "{:>6} articles {:>6} passages  ",
                    pair.articles, pair.passages
                );
                out.line(&[
                    (&counts, Style::Faint),
                    (pair.name, Style::Strong),
                    (" · ", Style::Faint),
                    (pair.with_name, Style::Strong),
                ])?;
            }
        }
    }
    Ok(())
}
