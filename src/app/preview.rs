//! What the picker tells of the selected thing before it is chosen: what the catalogue knows,
//! without opening a text. How it is drawn is left to `ui`.

use crate::actors::ActorId;
use crate::app::action::Action;
use crate::app::panes::picker::Target;
use crate::bookmarks::Bookmark;
use crate::corpus::{ArticleId, DateSource};
use crate::dates::language::spoken;
use crate::text::clean::clean_line;
use crate::timeline::Event;

use super::App;

/// Names and titles that are listed.
const LISTED: usize = 6;

impl App {
    /// Up to three lines about what is selected in the picker, the most telling first.
    #[must_use]
    pub fn preview_of(&self, target: &Target) -> Vec<String> {
        let lines = match target {
            Target::Article(id) => self.article_preview(*id),
            Target::Actor(count, name) => {
                let actor = self.catalogue.roster.get(&count.actor);
                let kind = actor.as_ref().map_or("", |actor| actor.kind.as_str());
                let said = format!(
                    "named {} in {}",
                    counted(count.mentions as usize, "time"),
                    counted(count.articles as usize, "article")
                );
                let also = actor.map_or_else(String::new, |actor| {
                    let others = actor.aliases.iter().filter(|alias| *alias != name);
                    let others: Vec<&str> = others.map(AsRef::as_ref).collect();
                    if others.is_empty() {
                        String::new()
                    } else {
                        format!("also: {}", others.join(", "))
                    }
                });
                vec![format!("{name} · {kind}"), said, also]
            }
            Target::Event(events, place) => events
                .get(*place)
                .map_or_else(Vec::new, |event| self.event_preview(&event)),
            Target::Bookmark(bookmark) => bookmark_preview(bookmark),
            Target::Lens(name, text) => vec![
                clean_line(name),
                clean_line(text),
                format!("{} forgets it", self.keymap.way_to(Action::ForgetLens)),
            ],
            Target::Kind(_) | Target::Hidden(_) => Vec::new(),
            Target::Decision(decision) => vec![decision.said(), decision.about()],
            Target::Command(action) => vec![
                action.info().doc.to_owned(),
                format!("in: {}", action.info().context.title()),
                self.keys_preview(*action),
            ],
        };
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn article_preview(&self, id: ArticleId) -> Vec<String> {
        let Some(entry) = self.catalogue.entry(id) else {
            return Vec::new();
        };
        let head = entry.head();
        let estimated = match head.date_source {
            DateSource::Inferred(_) => " (estimated)",
            DateSource::Stated(_) | DateSource::Unknown => "",
        };
        let date = head
            .date
            .map(|date| format!("{}{estimated}", spoken(&date, self.language)));
        let facts = [
            date,
            head.source.clone(),
            head.author.clone(),
            Some(counted(head.words, "word")),
            Some(head.path.clone()),
        ];
        let roster = &self.catalogue.roster;
        let named: Vec<String> = entry
            .actors()
            .take(LISTED)
            .map(|(actor, _)| {
                self.actor_name(&ActorId(roster.id(actor).into()))
                    .to_owned()
            })
            .collect();
        vec![
            head.title.clone(),
            facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            named.join(", "),
        ]
    }

    fn event_preview(&self, event: &Event) -> Vec<String> {
        let actors: Vec<&str> = event
            .actors
            .iter()
            .take(LISTED)
            .map(|actor| self.actor_name(actor))
            .collect();
        let mut told: Vec<&str> = event
            .reports
            .iter()
            .filter_map(|report| self.catalogue.entry(report.article))
            .map(|entry| entry.title())
            .collect();
        told.dedup();
        told.truncate(LISTED);
        vec![
            format!("{}: {}", spoken(&event.date, self.language), event.title),
            actors.join(", "),
            format!("told in: {}", told.join("; ")),
        ]
    }

    fn keys_preview(&self, action: Action) -> String {
        let keys = self.keymap.keys_of(action);
        if keys.is_empty() {
            "no key".to_owned()
        } else {
            format!("keys: {}", keys.join("  "))
        }
    }
}

fn bookmark_preview(bookmark: &Bookmark) -> Vec<String> {
    let note = clean_line(&bookmark.note);
    let tags = bookmark.tags.iter().map(|tag| format!("#{tag}"));
    let about: Vec<String> = (!note.is_empty())
        .then_some(note)
        .into_iter()
        .chain(tags)
        .collect();
    vec![
        format!("«{}»", clean_line(&bookmark.quote)),
        clean_line(&about.join("  ")),
        format!("in: {}", clean_line(&bookmark.title)),
    ]
}

/// A number of things, in words: `1 article`, `2 articles`.
#[must_use]
pub fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", thousands(number))
}

/// A number as English writes it: `20,000`.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
