//! The card of an actor: names, roles, counts, first and last mention, how much over time, with
//! whom, and every passage with the reason why it means the actor.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::actors::roster::{Number, Roster};
use crate::actors::{ActorId, ActorKind, How};
use crate::app::among::Among;
use crate::app::turns::Turns;
use crate::corpus::Head;
use crate::edtf::{Edtf, days_between};
use crate::index::Entry;
use crate::index::mentions::Passage;
use crate::index::together::MOST_PAIRED;
use crate::text::TextRange;
use crate::text::fold::{Alphabetical, fold};
use crate::text::language::Language;
use crate::text::wrap::wrap;

use super::list::Cursor;

/// Names and roles of the passages that are told.
const MOST_CALLED: usize = 8;
/// Columns of the words before each line.
pub const LABEL: u16 = 11;
/// Rows that names, roles and companions share on the smallest screen.
const FEWEST: u16 = 5;
/// Rows of the head of a card beside those.
const OTHER_ROWS: u16 = 5;
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
    /// Its other names, with `?` before those that others may have, as the reader says.
    pub aliases: Vec<String>,
    /// The offices held, as the dictionary has them.
    pub roles: Vec<String>,
    /// What it stands for, as a capital for a government, by the name that is shown.
    pub stands_for: Option<String>,
    /// Whether it was counted yet; what follows is empty until then.
    pub counted: bool,
    /// Mentions in the articles of the lens.
    pub mentions: u32,
    /// How many of the articles name actors more often than is counted, so that it may have more.
    pub cut: usize,
    /// The articles of the lens that name it, in the order of the list, in which the keys go from mention to
    /// mention.
    pub articles: Vec<Arc<Head>>,
    /// Who is named in the same articles, in how many.
    pub with: Vec<(String, ActorKind, u32)>,
    /// When the articles were published, and how often each names it.
    published: Vec<(Edtf, u32)>,
    /// When the events are that name it, and how many reports tell each.
    told: Vec<(Edtf, u32)>,
    /// Whether time is that of the events rather than that of publication.
    pub by_told: bool,
    /// Where it is named.
    pub passages: Vec<Passage>,
    /// Whether the passages are still being looked up.
    pub waiting: bool,
    /// Whether there are more than those.
    pub more: bool,
    /// What the passages call it.
    pub called: Called,
    /// The selected passage.
    pub cursor: Cursor,
    pub(in crate::app) turns: Turns,
}

/// How many rows of a card its longer lines have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The other names.
    pub also: u16,
    /// The roles.
    pub roles: u16,
    /// The companions.
    pub with: u16,
}

impl Rows {
    /// Those above the passages.
    #[must_use]
    pub const fn head(self) -> u16 {
        self.also + self.roles + self.with + OTHER_ROWS
    }
}

/// What passages call an actor beside its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// Short forms and the like, the most frequent first.
    pub names: Vec<String>,
    /// Roles that the articles give it, the most frequent first.
    pub roles: Vec<String>,
    /// How many of the mentions may be of another.
    pub unsure: usize,
}

impl Called {
    fn of(passages: &[Passage]) -> Self {
        let told = |how: How| {
            let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
            for passage in passages.iter().filter(|passage| passage.how == how) {
                // «Il premier» and «il premier» are one; the last is most often inside a sentence.
                let count = counts.entry(fold(passage.named())).or_default();
                *count = (count.0 + 1, passage.named());
            }
            let mut names: Vec<(usize, &str)> = counts.into_values().collect();
            names.sort_unstable_by(|(a, one), (b, other)| (b, one).cmp(&(a, other)));
            let names = names.into_iter().take(MOST_CALLED);
            names.map(|(_, name)| name.to_owned()).collect()
        };
        Self {
            names: told(How::Name),
            roles: told(How::Role),
            unsure: passages.iter().filter(|passage| !passage.sure).count(),
        }
    }
}

/// How much there is over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spark {
    /// How much in each of equal parts.
    pub parts: Vec<u32>,
    /// The first and the last date, as far as they are known.
    pub dates: (Edtf, Edtf),
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

    /// Tells all of `id` but its passages, in these articles.
    pub(in crate::app) fn filled(among: &Among, id: &ActorId) -> Self {
        let roster = &among.catalogue.roster;
        let language = among.language;
        let id = roster.resolve(id);
        let actor = roster.get(&id);
        let number = roster.number(&id);
        let kind = actor.as_ref().map(|actor| actor.kind);
        let stands_for = actor.as_ref().and_then(|actor| actor.stands_for.as_ref());
        let stands_for = stands_for.map(|other| roster.name(other, language).to_owned());
        let name = roster.name(&id, language).to_owned();
        let mut aliases = roster.all_names(&id);
        aliases.retain(|other| *other != name);
        let roles = roster
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
        let mentions = |entry: Entry<'_>| {
            let named = entry.actors();
            let it = named.filter(|(actor, _)| Some(roster.who(*actor)) == number);
            it.map(|(_, count)| count).sum::<u32>()
        };
        let named: Vec<(Entry<'_>, u32)> = (among.articles.iter())
            .map(|row| (row.entry, mentions(row.entry)))
            .filter(|(_, mentions)| *mentions > 0)
            .collect();
        let published = named
            .iter()
            .filter_map(|(entry, mentions)| Some((entry.date()?, *mentions)))
            .collect();
        let events = &among.catalogue.events;
        let told = (events.naming(&id).iter())
            .filter_map(|&place| {
                let reports = u32::try_from(events.reports(place)).unwrap_or(u32::MAX);
                Some((events.date(place)?, reports))
            })
            .collect();
        let heads = named.iter().map(|(entry, _)| entry.head());
        let articles: Vec<Arc<Head>> = heads.collect();
        Self {
            name,
            kind,
            aliases,
            roles,
            stands_for,
            mentions: named.iter().map(|(_, mentions)| mentions).sum(),
            cut: named.iter().filter(|(entry, _)| entry.names_more()).count(),
            articles,
            with: companions(
                roster,
                language,
                number,
                named.iter().map(|(entry, _)| *entry),
            ),
            published,
            told,
            counted: true,
            id: Some(id),
            ..Self::default()
        }
    }

    /// Takes all that `filled` tells, and waits for the passages.
    pub(in crate::app) fn fill(&mut self, filled: Self) {
        *self = Self {
            by_told: self.by_told,
            passages: std::mem::take(&mut self.passages),
            waiting: true,
            more: self.more,
            called: std::mem::take(&mut self.called),
            cursor: std::mem::take(&mut self.cursor),
            turns: std::mem::take(&mut self.turns),
            ..filled
        };
    }

    /// Every name by which it goes beside that which is shown, those of the passages last.
    #[must_use]
    pub fn also(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.aliases.iter().map(String::as_str).collect();
        let known = |name: &&str| fold(name.trim_start_matches('?'));
        let known: HashSet<String> = names.iter().map(known).collect();
        let seen = self.called.names.iter().map(String::as_str);
        let own = fold(&self.name);
        names.extend(seen.filter(|name| {
            let name = fold(name);
            name != own && !known.contains(&name)
        }));
        names
    }

    /// The offices that it held, and then the roles that the articles give it, as they have them.
    #[must_use]
    pub fn all_roles(&self) -> Vec<String> {
        let given = self.called.roles.iter().map(|role| format!("«{role}»"));
        self.roles.iter().cloned().chain(given).collect()
    }

    /// The earliest and the latest article that names it; ones without a date where none has one.
    #[must_use]
    pub fn ends(&self) -> [Option<&Arc<Head>>; 2] {
        let dated = || self.articles.iter().filter(|head| head.date.is_some());
        let day = |head: &&Arc<Head>| head.date.map(|date| date.first_day());
        [
            dated().min_by_key(day).or_else(|| self.articles.first()),
            dated().max_by_key(day).or_else(|| self.articles.last()),
        ]
    }

    /// Whom the companions are, with the number of articles.
    #[must_use]
    pub fn company(&self) -> String {
        let with = self.with.iter();
        let with: Vec<String> = with
            .map(|(name, _, articles)| format!("{name} {articles}"))
            .collect();
        with.join(", ")
    }

    /// How many rows names, roles and companions have in a card of this size: as many as they need, as long as
    /// there is room, and never fewer than [`FEWEST`] for all if they need them.
    #[must_use]
    pub fn rows(&self, (width, height): (u16, u16)) -> Rows {
        let room = usize::from(width.saturating_sub(LABEL + 1).max(1));
        let lines = |text: &str| {
            let lines = wrap(text, TextRange::new(0, text.len()), room).len();
            u16::try_from(lines).unwrap_or(u16::MAX).max(1)
        };
        let roles = match self.stands_for {
            Some(_) => 1,
            None => lines(&self.all_roles().join("; ")),
        };
        let wanted = [
            lines(&self.also().join(", ")),
            roles,
            lines(&self.company()),
        ];
        let most = FEWEST.max(height / 3);
        let mut given = [1; 3];
        let mut left = most.saturating_sub(3);
        while left > 0 && given != wanted {
            for (given, wanted) in given.iter_mut().zip(wanted) {
                if *given < wanted && left > 0 {
                    *given += 1;
                    left -= 1;
                }
            }
        }
        let [also, roles, with] = given;
        Rows { also, roles, with }
    }

    /// Takes the passages.
    pub fn show(&mut self, passages: Vec<Passage>, more: bool) {
        self.called = Called::of(&passages);
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
        let dates = moments.iter().map(|(date, _)| *date);
        let dates = (
            dates.clone().min_by_key(Edtf::first_day)?,
            dates.max_by_key(Edtf::first_day)?,
        );
        let [first, last] = [dates.0.first_day(), dates.1.first_day()];
        let days = usize::try_from(days_between(first, last)).ok()? + 1;
        let count = parts.min(days).max(1);
        let mut spark = vec![0_u32; count];
        for (date, weight) in moments {
            let at = usize::try_from(days_between(first, date.first_day())).ok()?;
            if let Some(part) = spark.get_mut(at * count / days) {
                *part = part.saturating_add(*weight);
            }
        }
        Some(Spark {
            parts: spark,
            dates,
        })
    }
}

/// Who else is named in these articles, in how many, those in the most first.
fn companions<'a>(
    roster: &Roster,
    language: Language,
    actor: Option<Number>,
    articles: impl Iterator<Item = Entry<'a>>,
) -> Vec<(String, ActorKind, u32)> {
    let mut counts: HashMap<Number, u32> = HashMap::new();
    for entry in articles {
        let named = entry.actors().take(MOST_PAIRED);
        let others: HashSet<Number> = named.map(|(other, _)| roster.who(other)).collect();
        for other in others {
            *counts.entry(other).or_default() += 1;
        }
    }
    let others = counts
        .into_iter()
        .filter(|(other, _)| Some(*other) != actor);
    let mut counts: Vec<(Number, u32)> = others.collect();
    counts.sort_by_cached_key(|&(other, articles)| {
        let name = roster.name_of(other, language);
        (Reverse(articles), Alphabetical(name), roster.id(other))
    });
    let told = counts.iter().filter_map(|&(other, articles)| {
        let kind = roster.kind(other)?;
        Some((roster.name_of(other, language).to_owned(), kind, articles))
    });
    told.take(MOST_WITH).collect()
}
