//! Going on: to the next or previous hit, mention or article, from one article to another, and
//! from the end to the beginning where one goes on there once more. Getting to a place is for
//! `navigate`.

use std::collections::HashSet;
use std::sync::Arc;

use crate::actors::{ActorId, Mention};
use crate::corpus::ArticleId;
use crate::search::query::Field;

use super::action::Action;
use super::effect::Effect;
use super::notice::Severity;
use super::panes::documents::Row;
use super::panes::reader::Open;
use super::{App, Target};

/// Where going on came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// Whether it was the last rather than the first.
    forward: bool,
    article: ArticleId,
    byte: usize,
}

impl App {
    /// The next (or previous) hit, in the next article that has one if need be.
    pub(super) fn step_hit(&mut self, forward: bool) -> Vec<Effect> {
        if self.lens.is_empty() {
            let edit = self.keymap.way_to(Action::EditLens);
            let text = format!("The lens is empty: press {edit} and type what to look for");
            self.notices.push(Severity::Warning, text);
            return Vec::new();
        }
        if let Some(open) = &mut self.reader.open
            && let Some(hit) = open.step_hit(forward)
        {
            self.bring_up_reader();
            self.reader.point(hit);
            self.follow_reader();
            return Vec::new();
        }
        let has_hits = |row: &Row<'_>| row.hits > 0;
        if let Some(id) = self.neighbour(forward, has_hits) {
            return self.jump_to(id, Target::Hit { first: forward });
        }
        if self.hits_in_all == 0 {
            let text = "The lens has no hit in any text";
            self.notices.push(Severity::Done, text);
            return Vec::new();
        }
        let key = match forward {
            true => Action::NextHit,
            false => Action::PreviousHit,
        };
        let target = Target::Hit { first: forward };
        self.go_around(forward, ("hit", key), has_hits, target)
    }

    /// Goes on from the other end in the first article whose row `fits`, where that is asked for once
    /// more; otherwise says that this was the last, of what, and which key asks.
    fn go_around(
        &mut self,
        forward: bool,
        (what, key): (&str, Action),
        fits: impl Fn(&Row<'_>) -> bool,
        target: Target,
    ) -> Vec<Effect> {
        let (ended, begins) = match forward {
            true => ("last", "first"),
            false => ("first", "last"),
        };
        if let Some(id) = self.beyond_the_end(forward, fits) {
            let text = format!("From the {begins} {what} again");
            self.notices.push(Severity::Done, text);
            return self.jump_to(id, target);
        }
        let key = self.keymap.way_to(key);
        let text = format!("That was the {ended} {what}; {key} again goes to the {begins}");
        self.notices.push(Severity::Done, text);
        Vec::new()
    }

    /// Where going on begins from the other end, which is asked for by going on once more where it
    /// came to an end: the article, by what its row `fits`.
    fn beyond_the_end(
        &mut self,
        forward: bool,
        fits: impl Fn(&Row<'_>) -> bool,
    ) -> Option<ArticleId> {
        let here = self.place().map(|place| End {
            forward,
            article: place.article,
            byte: place.byte,
        });
        if here.is_none() || self.came_to != here {
            self.came_to = here;
            return None;
        }
        self.came_to = None;
        let rows = &self.documents.rows;
        let fitting = |number| rows.get(number).filter(|row| fits(row));
        let mut numbers = 0..rows.len();
        let row = match forward {
            true => numbers.find_map(fitting),
            false => numbers.rev().find_map(fitting),
        };
        row.map(|row| row.entry.id())
    }

    /// The nearest article after (or before) the open one in the list that `fits`.
    fn neighbour(&self, forward: bool, fits: impl Fn(&Row<'_>) -> bool) -> Option<ArticleId> {
        let here = self.reader.id().and_then(|id| self.documents.position(id));
        let rows = &self.documents.rows;
        let fitting = |number| rows.get(number).filter(|row| fits(row));
        if forward {
            let after = here.map_or(0, |here| here + 1);
            (after..rows.len()).find_map(fitting)
        } else {
            let before = here.unwrap_or(rows.len());
            (0..before).rev().find_map(fitting)
        }
        .map(|row| row.entry.id())
    }

    /// The next (or previous) article of the list.
    pub(super) fn step_article(&mut self, forward: bool) -> Vec<Effect> {
        match self.neighbour(forward, |_| true) {
            Some(id) => self.jump_to(id, Target::Remembered),
            None => {
                let end = if forward { "last" } else { "first" };
                self.notices
                    .push(Severity::Done, format!("That was the {end} article"));
                Vec::new()
            }
        }
    }

    /// The actors that `.` and `,` go through: the one at the place, or those of the lens, or the
    /// one gone through before, or the first one on the line.
    pub(super) fn meant_actors(&self) -> Vec<ActorId> {
        let roster = &self.catalogue.roster;
        if let (Some(followed), Some(_)) = (&self.followed, self.followed_here()) {
            return vec![followed.clone()];
        }
        let open = self.reader.open.as_ref();
        let here = open.and_then(|open| {
            let at = open.mentions_at(open.cursor);
            at.max_by_key(|mention| mention.range.len())
        });
        let in_lens = self.actors_in_lens();
        if !in_lens.is_empty() {
            return in_lens;
        }
        here.or_else(|| open.and_then(Open::mention_here))
            .map(|mention| roster.resolve(&mention.actor))
            .or_else(|| self.followed.clone())
            .into_iter()
            .collect()
    }

    /// The mention of the followed actor that begins at the place.
    fn followed_here(&self) -> Option<&Mention> {
        let (open, followed) = (self.reader.open.as_ref()?, self.followed.as_ref()?);
        let roster = &self.catalogue.roster;
        let mut here = open.mentions_at(open.cursor);
        here.find(|mention| roster.resolve(&mention.actor) == *followed)
    }

    /// The mention that is meant at the place: of the followed actor, or the first one on its line.
    pub(super) fn mention_here(&self) -> Option<&Mention> {
        let first = || self.reader.open.as_ref()?.mention_here();
        self.followed_here().or_else(first)
    }

    /// The actors that the lens looks for.
    pub(super) fn actors_in_lens(&self) -> Vec<ActorId> {
        let terms = self.lens.query().terms().iter();
        let mut actors: Vec<ActorId> = terms
            .filter(|term| !term.excluded)
            .filter_map(|term| match &term.field {
                Field::Actor(name) => Some(self.catalogue.named(name)),
                _ => None,
            })
            .flatten()
            .map(|id| self.catalogue.roster.resolve(&id))
            .collect();
        let mut seen = HashSet::new();
        actors.retain(|id| seen.insert(id.clone()));
        actors
    }

    /// The next (or previous) mention of the actor meant, in another article if need be.
    pub(super) fn step_mention(&mut self, forward: bool) -> Vec<Effect> {
        let meant = self.meant_actors();
        let Some(first) = meant.first().cloned() else {
            self.notices.push(
                Severity::Warning,
                "No actor here: go to one, or put one into the lens with a",
            );
            return Vec::new();
        };
        self.followed = Some(first.clone());
        let catalogue = Arc::clone(&self.catalogue);
        let is_meant = |actor: &ActorId| meant.contains(&catalogue.roster.resolve(actor));
        let here = self
            .reader
            .open
            .as_ref()
            .and_then(|open| open.step_mention(is_meant, forward));
        let name = self.actor_name(&first).to_owned();
        if let Some(range) = here {
            self.bring_up_reader();
            self.reader.point(range);
            if let Some(open) = &mut self.reader.open {
                // The counter is of hits, and this mention may be one.
                let hit = open.hits.iter().position(|hit| hit.covers(range));
                open.hit = hit.or(open.hit);
            }
            self.follow_reader();
            return Vec::new();
        }
        let roster = &Arc::clone(self.documents.rows.catalogue()).roster;
        let numbers: Vec<_> = (meant.iter()).filter_map(|id| roster.number(id)).collect();
        let names = |row: &Row<'_>| {
            row.entry
                .actors()
                .any(|(actor, _)| numbers.contains(&roster.who(actor)))
        };
        if let Some(id) = self.neighbour(forward, names) {
            return self.jump_to(id, Target::Mention { first: forward });
        }
        let key = match forward {
            true => Action::NextMention,
            false => Action::PreviousMention,
        };
        let what = format!("mention of {name}");
        let target = Target::Mention { first: forward };
        self.go_around(forward, (&what, key), names, target)
    }
}
