//! The card of an actor: names, roles, counts, first and last mention, how much over time, with
//! whom, and every passage with the reason why it means the actor.

use std::sync::Arc;

use jiff::civil::Date;

use crate::actors::{ActorId, ActorKind};
use crate::corpus::Head;
use crate::edtf::{Edtf, days_between};
use crate::index::Entry;
use crate::index::catalogue::Catalogue;
use crate::index::mentions::Passage;
use crate::index::together::together;
use crate::text::language::Language;

use super::list::Cursor;

/// Companions that are told.
const MOST_WITH: usize = 12;

/// The card.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Whose.
    pub id: Option<ActorId>,
    /// The name it is shown under.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The offices held, as the dictionary has them.
    pub roles: Vec<String>,
    /// Mentions in the articles of the lens.
    pub mentions: u32,
    /// The articles of the lens that name it, the oldest first, undated ones last.
    pub articles: Vec<Arc<Head>>,
    /// Who is named in the same articles, in how many.
    pub with: Vec<(String, ActorKind, u32)>,
    /// When the articles were published, and how often each names it.
    published: Vec<(Date, u32)>,
    /// When the events are that name it, and how many reports tell each.
    told: Vec<(Date, u32)>,
    /// Whether time is that of the events rather than that of publication.
    pub by_told: bool,
    /// Where it is named.
    pub passages: Vec<Passage>,
    /// Whether the passages are still being looked up.
    pub waiting: bool,
    /// Whether there are more than those.
    pub more: bool,
    /// The selected passage.
    pub cursor: Cursor,
}

/// How much there is over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spark {
    /// How much in each of equal parts.
    pub parts: Vec<u32>,
    /// The first and the last day.
    pub days: (Date, Date),
}

impl Card {
    /// The card of `id`, of which nothing is known yet.
    #[must_use]
    pub fn of(id: &ActorId) -> Self {
        Self {
            id: Some(id.clone()),
            ..Self::default()
        }
    }

    /// Tells all of `id` but its passages, in the articles of `entries`, which are of `catalogue`.
    pub fn fill<'a>(
        &mut self,
        catalogue: &Catalogue,
        language: Language,
        id: &ActorId,
        entries: impl Iterator<Item = &'a Arc<Entry>>,
    ) {
        let roster = &catalogue.roster;
        let id = roster.resolve(id);
        let actor = roster.get(&id);
        let number = roster.number(&id);
        self.name = roster.name(&id, language).to_owned();
        self.kind = actor.as_ref().map(|actor| actor.kind);
        self.aliases = actor.map_or_else(Vec::new, |actor| {
            let mut names = actor.aliases;
            names.retain(|name| *name != self.name);
            names
        });
        self.roles = roster
            .offices(&id)
            .iter()
            .map(|held| {
                let day =
                    |date: Option<Edtf>| date.map_or_else(String::new, |date| date.to_string());
                let of = roster.name(&held.of, language);
                format!(
                    "{} ({of}) {}..{}",
                    held.office,
                    day(held.from),
                    day(held.to)
                )
            })
            .collect();
        let named: Vec<(&Arc<Entry>, u32)> = entries
            .filter_map(|entry| {
                let mentions = entry
                    .actors()
                    .filter(|(actor, _)| Some(roster.who(*actor)) == number)
                    .map(|(_, count)| count)
                    .sum();
                (mentions > 0).then_some((entry, mentions))
            })
            .collect();
        self.mentions = named.iter().map(|(_, mentions)| mentions).sum();
        self.published = named
            .iter()
            .filter_map(|(entry, mentions)| Some((entry.head.date?.first_day(), *mentions)))
            .collect();
        let events = &catalogue.events;
        self.told = (events.naming(&id).iter())
            .filter_map(|&place| {
                let reports = u32::try_from(events.reports(place)).unwrap_or(u32::MAX);
                Some((events.date(place)?.first_day(), reports))
            })
            .collect();
        self.articles = named
            .iter()
            .map(|(entry, _)| Arc::clone(&entry.head))
            .collect();
        self.articles
            .sort_by_key(|head| (head.date.is_none(), head.date.map(|date| date.first_day())));
        let company = together(roster, named.iter().map(|(entry, _)| &***entry), None);
        self.with = company
            .iter()
            .filter_map(|pair| {
                let [a, b] = &pair.actors;
                let other = match (*a == id, *b == id) {
                    (true, _) => b,
                    (_, true) => a,
                    _ => return None,
                };
                let kind = roster.kind_of(other)?;
                Some((roster.name(other, language).to_owned(), kind, pair.articles))
            })
            .take(MOST_WITH)
            .collect();
        self.id = Some(id);
    }

    /// Takes the passages.
    pub fn show(&mut self, passages: Vec<Passage>, more: bool) {
        self.passages = passages;
        self.more = more;
        self.waiting = false;
        self.cursor.set_len(self.passages.len());
    }

    /// The selected passage.
    #[must_use]
    pub fn selected(&self) -> Option<&Passage> {
        self.passages.get(self.cursor.selected()?)
    }

    /// How much there is over time, in at most `parts` equal parts; `None` where no day is known.
    #[must_use]
    pub fn spark(&self, parts: usize) -> Option<Spark> {
        let moments = if self.by_told {
            &self.told
        } else {
            &self.published
        };
        let first = moments.iter().map(|(day, _)| *day).min()?;
        let last = moments.iter().map(|(day, _)| *day).max()?;
        let days = usize::try_from(days_between(first, last)).ok()? + 1;
        let count = parts.min(days).max(1);
        let mut spark = vec![0_u32; count];
        for (day, weight) in moments {
            let at = usize::try_from(days_between(first, *day)).ok()?;
            if let Some(part) = spark.get_mut(at * count / days) {
                *part = part.saturating_add(*weight);
            }
        }
        Some(Spark {
            parts: spark,
            days: (first, last),
        })
    }
}
