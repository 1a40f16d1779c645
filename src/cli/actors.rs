//! `rassegna actors`: who and what the articles name, the most often named first.

use serde::Serialize;

use super::json;
use super::output::{Output, Style};
use super::reading::{Failure, Reading};
use crate::actors::ActorKind;
use crate::text::grapheme;

/// An actor over all articles. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    actor: &'a str,
    name: &'a str,
    kind: ActorKind,
    aliases: Vec<&'a str>,
    mentions: u32,
    articles: u32,
    stands_for: Option<&'a str>,
}

/// Prints the actors of the articles, and says whether there is one.
pub(super) fn run(reading: &Reading, as_json: bool, out: &mut Output) -> Result<bool, Failure> {
    let entries = reading.entries();
    let counts = reading
        .catalogue()
        .actor_counts(entries.iter().map(|entry| &***entry));
    let language = reading.language();
    let lines: Vec<_> = counts
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
        .collect();
    if as_json {
        for line in &lines {
            json::write_line(out.writer(), line)?;
        }
        return Ok(!lines.is_empty());
    }
    for line in &lines {
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
    Ok(!lines.is_empty())
}
