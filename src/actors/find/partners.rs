//! Firms that go by the names of two partners: Marks & Spencer, Johnson & Johnson.

use std::ops::Range;

use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, DIGIT, INITIAL, LETTER, LOUD, OTHER, SPACE};
use crate::actors::ActorKind;
use crate::actors::dictionary::words::{
    COMMON, FIELD, FUNCTION, GIVEN, ORDINARY, PLACE_PREPOSITION, TITLE, TRADE,
};

/// Words on one side of the sign.
const MOST_WORDS: usize = 2;

impl Reading<'_> {
    /// Names what a sign with spaces around it joins to one firm.
    pub(super) fn find_partners(&mut self) {
        if !self.article.text.contains(" & ") {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            let joined = self
                .tokens
                .get(at)
                .is_some_and(|token| token.gap == OTHER | SPACE);
            if joined
                && !self.is_claimed(at)
                && let Some(words) = self.partners(at)
            {
                self.introduce(words, ActorKind::Organisation);
            }
        }
    }

    fn partners(&self, at: usize) -> Option<Range<usize>> {
        let before = at.checked_sub(1)?;
        let (last, token) = (self.tokens.get(before)?, self.tokens.get(at)?);
        let between = self.article.text.get(last.end()..token.start())?;
        let named = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD | DIGIT | LETTER))
                && !self.is_claimed(at)
                && !self.is_adjective(at)
                && (!self.means(at, COMMON | FIELD | FUNCTION | ORDINARY | TITLE | TRADE)
                    || self.means(at, GIVEN))
        };
        if between != " & " || !named(before) || !named(at) {
            return None;
        }
        let mut first = before;
        while before - first + 1 < MOST_WORDS
            && self.is_spaced(first)
            && first > 0
            && named(first - 1)
        {
            first -= 1;
        }
        let mut end = at + 1;
        while end - at < MOST_WORDS && self.is_spaced(end) && named(end) {
            end += 1;
        }
        // «Yesterday Marks & Spencer»: what only a sentence's beginning capitalises is no part.
        let opens = self
            .tokens
            .get(first)
            .is_some_and(|token| token.is(INITIAL));
        if opens && first < before && !self.is_strange(first) {
            first += 1;
        }
        let placed = first.checked_sub(1).is_some_and(|lead| {
            self.means(lead, PLACE_PREPOSITION) && self.hits_at(first) && self.hits_at(at)
        });
        // «Trump & Putin», «Paris & London», «Anna & Marco» are two; Johnson & Johnson is one.
        let single = end == at + 1 && first == before;
        let double = single && self.folded(before) == self.folded(at);
        let friends = single && self.means(before, GIVEN) && self.means(at, GIVEN);
        let known = (first..end).any(|at| self.is_somebody_or_somewhere(at));
        (!placed && (double || !friends && !known)).then_some(first..end)
    }

    /// Whether the token belongs to the name of a person, a country or another place of the dictionary.
    fn is_somebody_or_somewhere(&self, at: usize) -> bool {
        let hit = self.hit_at(at).or_else(|| self.hit_ending(at));
        hit.is_some_and(|hit| {
            self.aliases(&hit)
                .any(|alias| self.kind(Who::Known(alias.actor)) != ActorKind::Organisation)
        })
    }
}
