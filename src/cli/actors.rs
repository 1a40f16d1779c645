//! `rassegna actors`: who and what the articles name, the most often named first, and who is named
//! with whom. The graph of that is written by `graph`.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::actor_lines::{ActorLine, PairLine};
use super::arguments::{ActorsFormat, Paths};
use super::failure::Failure;
use super::output::{Output, Style, message};
use super::reading::Reading;
use super::{graph, json};
use crate::actors::ActorId;
use crate::actors::find::MOST_MENTIONS;
use crate::index::catalogue::ActorCount;
use crate::index::together::{MOST_PAIRED, together};
use crate::text::grapheme;
use crate::timeline::export::row;

/// What was given after `--with`: a NAME, or the PATH that it is the name of, which goes before
/// `paths`.
pub(super) fn company(with: Option<&str>, paths: &Paths) -> (Option<String>, Paths) {
    let mut paths = paths.clone();
    let given = with.filter(|given| !given.is_empty());
    match given.filter(|given| *given == "-" || Path::new(given).exists()) {
        Some(path) => {
            paths.paths.insert(0, path.into());
            (Some(String::new()), paths)
        }
        None => (with.map(str::to_owned), paths),
    }
}

/// Prints the actors of the articles, or with `with` who is named with whom, or with the one of
/// that name; says whether there is anything.
pub(super) fn run(
    reading: &Reading,
    format: ActorsFormat,
    with: Option<&str>,
    out: &mut Output,
) -> Result<bool, Failure> {
    let entries = reading.entries();
    let counts = reading.catalogue().actor_counts(entries.iter().copied());
    let mut lines = lines(reading, &counts);
    let cut = entries.iter().filter(|entry| entry.names_more()).count();
    if cut > 0 {
        message(&format!(
            "{cut} of the articles name actors more than {MOST_MENTIONS} times each: what comes after is \
             not counted"
        ));
    }
    let graph = matches!(format, ActorsFormat::Graphml | ActorsFormat::Dot);
    if with.is_none() && !graph {
        print_actors(&lines, format, out)?;
        return Ok(!lines.is_empty());
    }
    let roster = reading.roster();
    let mut pairs = together(roster, entries.iter().copied(), None);
    if let Some(name) = with.filter(|name| !name.is_empty()) {
        let asked: HashSet<ActorId> = roster.named(name).into_iter().collect();
        if asked.is_empty() {
            message(&format!(
                "nobody is called `{name}`: `rassegna actors` prints all names"
            ));
        }
        pairs.retain_mut(|pair| {
            let [one, other] = &mut pair.actors;
            if !asked.contains(one) {
                std::mem::swap(one, other);
            }
            asked.contains(one)
        });
        let named: HashSet<&str> = pairs
            .iter()
            .flat_map(|pair| &pair.actors)
            .map(|id| &*id.0)
            .collect();
        lines.retain(|line| named.contains(line.actor));
    }
    let lists = entries
        .iter()
        .filter(|entry| entry.actors().count() > MOST_PAIRED)
        .count();
    if lists > 0 {
        message(&format!(
            "{lists} of the articles name more than {MOST_PAIRED} actors each: of those the \
             {MOST_PAIRED} named most often are paired"
        ));
    }
    let language = reading.language();
    let pairs: Vec<PairLine<'_>> = pairs
        .iter()
        .map(|pair| {
            let [a, b] = &pair.actors;
            PairLine {
                actor: &a.0,
                name: roster.name(a, language),
                with: &b.0,
                with_name: roster.name(b, language),
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

fn lines<'a>(reading: &'a Reading, counts: &'a [ActorCount]) -> Vec<ActorLine<'a>> {
    let language = reading.language();
    counts
        .iter()
        .filter_map(|count| {
            let actor = reading.roster().get(&count.actor)?;
            let name = reading.roster().name(&count.actor, language);
            let mut also = reading.roster().all_names(&count.actor);
            also.retain(|alias| alias != name);
            Some(ActorLine {
                actor: &count.actor.0,
                name,
                kind: actor.kind,
                aliases: std::iter::once(actor.name)
                    .chain(actor.aliases)
                    .filter(|alias| alias != name)
                    .collect(),
                mentions: count.mentions,
                articles: count.articles,
                stands_for: actor.stands_for.map(|other| other.to_string()),
                unsure: count.unsure,
                also: also.join(", "),
            })
        })
        .collect()
}

fn print_actors(lines: &[ActorLine<'_>], format: ActorsFormat, out: &mut Output) -> io::Result<()> {
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
                "unsure",
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
                        line.stands_for.as_deref().unwrap_or_default(),
                        &line.unsure.to_string(),
                    ],
                )?;
            }
        }
        _ => {
            let most = lines.iter().map(|line| line.unsure).max().unwrap_or(0);
            for line in lines {
                out.line(&[
                    (&format!("{:>6}", line.mentions), Style::Plain),
                    (&doubted(line.unsure, most), Style::Faint),
                    (&format!(" in {:<5}", line.articles), Style::Faint),
                    (&grapheme::pad(line.kind.as_str(), 14), Style::Faint),
                    (line.name, Style::Actor(line.kind)),
                    ("  ", Style::Plain),
                    (&line.also, Style::Faint),
                ])?;
            }
        }
    }
    Ok(())
}

/// How many mentions are not sure, as the list on the screen has it: ` ?3`; as wide as the `most` of all lines,
/// and nothing where there are none.
fn doubted(unsure: u32, most: u32) -> String {
    if most == 0 {
        return String::new();
    }
    let wide = most.to_string().len() + 2;
    let shown = if unsure > 0 {
        format!(" ?{unsure}")
    } else {
        String::new()
    };
    format!("{shown:<wide$}")
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
