//! Firms that go by the names of two partners or by letters that a sign joins: Marks & Spencer, Johnson &
//! Johnson, H&M, London P&I Club.

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, AMPERSAND, CAPITAL, DIGIT, INITIAL, LETTER, LOUD, SPACE};
use crate::actors::dictionary::words::{
    CHIEF, COMMON, COMPANY, FIELD, FUNCTION, GIVEN, ORDINARY, ORGANISATION_HEAD, ORGANISATION_WORD,
    PLACE_PREPOSITION, PLACE_WORD, TITLE, TRADE,
};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::TextTable;

/// Words on one side of the sign.
const MOST_WORDS: usize = 2;
/// Letters on one side of a sign without spaces.
const MOST_LETTERS: u32 = 3;
/// Words before the letters of a body.
const MOST_BEFORE: usize = 3;

impl Reading<'_> {
    /// Names what a sign joins to one firm.
    pub(super) fn find_partners(&mut self) {
        if memchr::memchr(b'&', self.article.text.as_bytes()).is_none() {
            return;
        }
        let mut signs = Vec::new();
        let mut initials: TextTable<String, Who> = TextTable::default();
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            let gap = self.tokens.get(at).map_or(0, |token| token.gap);
            if gap & AMPERSAND == 0 || self.is_claimed(at) {
                continue;
            }
            if gap == AMPERSAND && self.is_lettered(at) {
                signs.push(at);
            } else if self.is_joined_in_hit(at) {
                // Standard & Poor’s
            } else if let Some(words) = self.partners(at) {
                let first = |at: usize| self.folded(at).chars().next().unwrap_or_default();
                let letters = format!("{}&{}", first(words.start), first(at));
                if let Some(who) = self.introduce(words, ActorKind::Organisation) {
                    initials.entry(letters).or_insert(who);
                }
            }
        }
        for at in signs {
            self.name_lettered(at, &initials);
        }
    }

    /// Whether capitals that a sign joins without spaces end with the token: the T of AT&T.
    fn is_lettered(&self, at: usize) -> bool {
        // B&Bs
        let several = |at: usize| self.text(&(at..at + 1)).as_bytes().get(1..) == Some(b"s");
        let few = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                (token.is(ALL_CAPITALS | LETTER) || several(at))
                    && token.is(CAPITAL)
                    && !token.is(DIGIT)
                    && token.len() <= MOST_LETTERS
            })
        };
        let goes_on = |at: usize| (self.tokens.get(at)).is_some_and(|token| token.gap == AMPERSAND);
        let before = at.checked_sub(1);
        few(at) && !goes_on(at + 1) && before.is_some_and(|before| few(before) && !goes_on(before))
    }

    /// Whether a name of the dictionary goes over the sign before the token.
    fn is_joined_in_hit(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.is_inside_hit(at) && self.is_inside_hit(before) && !self.hits_at(at)
        })
    }

    /// Names the body of whose name capitals joined by a sign are part that end with the token, unless they
    /// are no body's: Q&A.
    fn name_lettered(&mut self, at: usize, initials: &TextTable<String, Who>) {
        let Some(first) = at.checked_sub(1).filter(|_| !self.is_claimed(at)) else {
            return;
        };
        let letters = format!("{}&{}", self.folded(first), self.folded(at));
        // The S&P 500 is an index.
        let numbered =
            (self.tokens.get(at + 1)).is_some_and(|next| next.gap == SPACE && next.is(DIGIT));
        if extents().joint_letters.has_or_plural(&letters) || numbered {
            self.claim(first..at + 1);
            return;
        }
        let (end, kind) = self.after_letters(at + 1);
        let start = self.before_letters(first, at, end);
        let words = start..end;
        let known = self.hit_at(first).is_some_and(|hit| hit.end >= end);
        if start == first && known || self.is_for_machines(&words) {
            return;
        }
        match initials.get(&letters).filter(|_| words.len() == 2) {
            Some(&who) => self.name(words, who, How::Name, actors::Found::ShortForm),
            None => {
                self.introduce(words, kind);
            }
        }
    }

    /// Where the name goes on to after its letters, and what it is: H&M Group, P&O Ferries.
    fn after_letters(&self, end: usize) -> (usize, ActorKind) {
        let capital = |at: usize| {
            self.is_spaced(at)
                && (self.tokens.get(at)).is_some_and(|token| {
                    token.is(CAPITAL) && !token.is(LOUD | DIGIT | ALL_CAPITALS)
                })
        };
        let mut last = end;
        while last < end + MOST_WORDS && capital(last) {
            if self.means(last, PLACE_WORD) {
                return (last + 1, ActorKind::Place);
            }
            let body = self.means_in_english(last, ORGANISATION_WORD | ORGANISATION_HEAD)
                || self.means(last, COMPANY | ORGANISATION_WORD);
            let plain = !capital(last + 1)
                && !self.hits_at(last)
                && !self.means(
                    last,
                    COMMON | FIELD | FUNCTION | TITLE | TRADE | CHIEF | GIVEN,
                );
            if !body && !plain {
                break;
            }
            last += 1;
        }
        (last, ActorKind::Organisation)
    }

    /// Where the name begins whose letters stand from `first` to `at`, if the words to before `end` make a
    /// body of it: London P&I Club, Texas A&M.
    fn before_letters(&self, first: usize, at: usize, end: usize) -> usize {
        let body =
            end > at + 1 && self.means_in_english(end - 1, ORGANISATION_WORD | ORGANISATION_HEAD);
        let school = self.folded(first) == "a" && self.folded(at) == "m";
        let mut start = first;
        while (body || school) && first - start < MOST_BEFORE && self.is_spaced(start) {
            let Some(before) = start.checked_sub(1) else {
                break;
            };
            let land = (self.hit_ending(before)).filter(|hit| self.is_land(*hit));
            let capital = (self.tokens.get(before))
                .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD | DIGIT | LETTER));
            let opens = self
                .tokens
                .get(before)
                .is_some_and(|token| token.is(INITIAL));
            let plain = !opens
                && !school
                && !self.is_inside_hit(before)
                && !self.means(before, COMMON | FUNCTION | TITLE | TRADE | GIVEN);
            match land {
                Some(hit) if capital => start = hit.first,
                None if capital && plain => start = before,
                _ => break,
            }
        }
        // Samsung C&T
        let firm = first
            .checked_sub(1)
            .filter(|_| start == first && self.is_spaced(first));
        let firm = firm.and_then(|last| self.hit_ending(last)).filter(|hit| {
            let mut aliases = self.aliases(hit);
            aliases.all(|alias| {
                !alias.unsure && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
            })
        });
        firm.map_or(start, |hit| hit.first)
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
        // Melis & Figli
        let family = lists().partners.has(self.folded(at)) && self.is_capital(at);
        if !matches!(between, " & " | "&") || !named(before) || !(named(at) || family) {
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
        (!placed && (double || family || !friends && !known)).then_some(first..end)
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
