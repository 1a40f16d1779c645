//! What is known of an article while it is being read: its tokens, the names found so far and whom
//! they mean, and the actors that it introduces. The steps of recognition add to it.

use std::collections::HashSet;

use super::known::{self, Hit};
use super::tokens::Token;
use super::{Found, MOST_MENTIONS};
use crate::actors::dictionary::Dictionary;
use crate::actors::dictionary::lexicon::{Alias, Languages};
use crate::actors::{self, Actor, ActorId, ActorKind, How, Mention};
use crate::corpus::Article;
use crate::text::TextRange;

/// An actor of the dictionary or one that the article introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    /// By its number in the dictionary.
    Known(u32),
    /// By its number among the actors introduced.
    New(u32),
}

/// A mention in the making.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The first token.
    pub(super) first: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Whom.
    pub(super) who: Who,
    /// By what.
    pub(super) how: How,
    /// How it was recognised.
    pub(super) found: actors::Found,
}

/// See the top of this file.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) dictionary: &'a Dictionary,
    pub(super) languages: Languages,
    pub(super) tokens: Vec<Token>,
    /// Names of the dictionary that nothing longer has swallowed.
    pub(super) hits: Vec<Hit>,
    pub(super) named: Vec<Named>,
    pub(super) introduced: Vec<Actor>,
    /// The countries that the article speaks of.
    pub(super) countries: HashSet<u32>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        article: &'a Article,
        dictionary: &'a Dictionary,
        languages: Languages,
        tokens: Vec<Token>,
    ) -> Self {
        let hits = known::hits(&tokens, dictionary.lexicon(), languages);
        let mut reading = Self {
            article,
            dictionary,
            languages,
            tokens,
            hits,
            named: Vec::new(),
            introduced: Vec::new(),
            countries: HashSet::new(),
        };
        reading.survey();
        reading
    }

    /// Notes the countries that sure names speak of.
    fn survey(&mut self) {
        for hit in &self.hits {
            let sure = self
                .aliases(hit)
                .find(|alias| !alias.unsure && !alias.short)
                .and_then(|alias| self.dictionary.entry(alias.actor))
                .and_then(|entry| entry.country);
            self.countries.extend(sure);
        }
    }

    /// The aliases that a hit may be.
    pub(super) fn aliases(&self, hit: &Hit) -> impl Iterator<Item = &'a Alias> {
        let written = self.tokens.get(hit.first..hit.end).unwrap_or_default();
        let languages = self.languages;
        self.dictionary
            .lexicon()
            .ending(hit.place)
            .filter(move |alias| known::fits(alias, written, languages))
    }

    /// Whom a hit means, where that can be told: the first sure full name, else the short form or
    /// doubtful name of somebody whose full name or country the article gives.
    fn meaning(&self, hit: &Hit, full: &HashSet<u32>) -> Option<(&'a Alias, actors::Found)> {
        let mut doubtful = None;
        for alias in self.aliases(hit) {
            if !alias.unsure && !alias.short {
                return Some((alias, actors::Found::Dictionary));
            }
            let given = full.contains(&alias.actor);
            let near = self
                .dictionary
                .entry(alias.actor)
                .and_then(|entry| entry.country)
                .is_some_and(|country| self.countries.contains(&country));
            let rank = match (given, near, alias.unsure) {
                (true, _, _) => 3,
                (false, true, false) => 2,
                (false, true, true) | (false, false, false) => 1,
                (false, false, true) => continue,
            };
            if doubtful.is_none_or(|(best, _)| rank > best) {
                doubtful = Some((rank, alias));
            }
        }
        doubtful.map(|(rank, alias)| {
            let found = if rank == 3 && alias.short {
                actors::Found::ShortForm
            } else {
                actors::Found::Dictionary
            };
            (alias, found)
        })
    }

    /// Decides whom the remaining names of the dictionary mean.
    pub(super) fn settle_known(&mut self) {
        let full: HashSet<u32> = self
            .hits
            .iter()
            .filter_map(|hit| {
                self.aliases(hit)
                    .find(|alias| !alias.unsure && !alias.short)
            })
            .map(|alias| alias.actor)
            .collect();
        let hits = std::mem::take(&mut self.hits);
        for hit in &hits {
            if let Some((alias, found)) = self.meaning(hit, &full) {
                self.named.push(Named {
                    first: hit.first,
                    end: hit.end,
                    who: Who::Known(alias.actor),
                    how: alias.how,
                    found,
                });
            }
        }
        self.hits = hits;
    }

    /// The text from the token `first` to before `end`.
    pub(super) fn range(&self, first: usize, end: usize) -> TextRange {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        TextRange::new(
            start as usize,
            last.map_or(start, |token| token.end) as usize,
        )
    }

    fn id(&self, who: Who) -> Option<ActorId> {
        Some(match who {
            Who::Known(number) => self.dictionary.entry(number)?.actor.id.clone(),
            Who::New(number) => self.introduced.get(number as usize)?.id.clone(),
        })
    }

    /// The kind of `who`.
    pub(super) fn kind(&self, who: Who) -> ActorKind {
        match who {
            Who::Known(number) => self
                .dictionary
                .entry(number)
                .map_or(ActorKind::Organisation, |entry| entry.actor.kind),
            Who::New(number) => self
                .introduced
                .get(number as usize)
                .map_or(ActorKind::Organisation, |actor| actor.kind),
        }
    }

    /// The mentions in their order, and the actors introduced.
    pub(super) fn into_found(mut self) -> Found {
        self.named
            .sort_by_key(|named| (named.first, usize::MAX - named.end));
        let more = self.named.len() > MOST_MENTIONS;
        let mentions = self
            .named
            .iter()
            .take(MOST_MENTIONS)
            .filter_map(|named| {
                Some(Mention {
                    range: self.range(named.first, named.end),
                    actor: self.id(named.who)?,
                    how: named.how,
                    found: named.found,
                })
            })
            .collect();
        Found {
            mentions,
            actors: self.introduced,
            more,
        }
    }
}
