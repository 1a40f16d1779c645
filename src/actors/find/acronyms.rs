//! Acronyms that an article introduces in brackets after a name: `Istituto … internazionale (Ispi)`.

use super::known::LONGEST_ACRONYM;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, CAPITAL, DIGIT, INITIAL, LOUD, OPEN, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    FUNCTION, GIVEN, NATIONAL_HEAD, OF, ORGANISATION_HEAD, ORGANISATION_WORD,
};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::Table;

impl Reading<'_> {
    /// Whether a bracket closes right after the token, the last of its paragraph, too.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let end = self.range(at, at + 1).end;
        self.article.text.as_bytes().get(end) == Some(&b')')
    }

    /// Introduces the bodies of which the capitals before an acronym in brackets are the initials, whatever
    /// their words: Ethiopian Electric Power (EEP).
    pub(super) fn find_initialled(&mut self) {
        if !self.bracketed {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(2, &mut next) {
            next += 1;
            let bracketed = self.tokens.get(at).is_some_and(|token| {
                token.gap == OPEN | SPACE
                    && (token.is(ALL_CAPITALS) || self.hits_at(at))
                    && (3..=8).contains(&token.len())
            });
            if !bracketed || !self.is_closed(at) {
                continue;
            }
            if let Some((first, weapon)) = self.initialled_weapon(at) {
                let how = How::Name;
                self.name(
                    first..at,
                    Who::Known(weapon),
                    how,
                    actors::Found::Dictionary,
                );
                continue;
            }
            let loud = self.tokens.get(at).is_some_and(|it| it.is(ALL_CAPITALS));
            if let Some(first) = self.initialled(at, false).filter(|_| loud) {
                if self.is_a_thing(first, at) {
                    self.note_thing(at);
                    self.claim(first..at);
                    continue;
                }
                if !self.is_like_a_body(first, at) {
                    continue;
                }
                let called = self.state_body(first..at);
                let who = if let Some(body) = called.body.filter(|_| called.is_of_a_state()) {
                    let who = self.body_of(body, called.country);
                    if let Some(who) = who {
                        self.name(first..at, who, How::Name, actors::Found::Introduced);
                    }
                    who
                } else {
                    self.introduce(first..at, ActorKind::Organisation)
                };
                if let Some(who) = who {
                    let written = self.text(&(at..at + 1));
                    self.call(who, written);
                }
            }
        }
    }

    /// The weapon of the dictionary that the acronym at the token is, and where the words begin of which it has
    /// the initials: «the US Terminal High Altitude Area Defence (Thaad)».
    fn initialled_weapon(&self, at: usize) -> Option<(usize, u32)> {
        let hit = self.hit_at(at).filter(|hit| hit.end == at + 1)?;
        let weapon = self.sure_alias(&hit)?.actor;
        let armed = self.kind(Who::Known(weapon)) == ActorKind::Weapon;
        let first = self.initialled(at, true).filter(|_| armed)?;
        Some((first, weapon))
    }

    /// Where the capitalised words begin of which the acronym at the token has the initials, `led` by a
    /// country that is no part of them or not.
    fn initialled(&self, at: usize, led: bool) -> Option<usize> {
        let mut letters = self.folded(at).bytes().rev();
        let mut first = at;
        let mut wanted = letters.next();
        while let Some(letter) = wanted {
            let before = first.checked_sub(1)?;
            let token = self.tokens.get(before)?;
            if self.is_claimed(before) || token.is(LOUD | DIGIT | ALL_CAPITALS) {
                return None;
            }
            if token.is(CAPITAL) && self.folded(before).as_bytes().first() == Some(&letter) {
                wanted = letters.next();
            } else if token.is(CAPITAL) || !self.means_in_english(before, FUNCTION | OF) {
                return None;
            }
            first = before;
            if wanted.is_some() && token.gap != SPACE {
                return None;
            }
        }
        // Johns Hopkins Applied Physics Laboratory (APL) begins earlier, and a name of the dictionary
        // is known as a whole.
        let longer = first.checked_sub(1).is_some_and(|before| {
            self.is_close(first)
                && !(led && self.hits_ending(before))
                && !self.means(before, FUNCTION)
                && self.tokens.get(before).is_some_and(|it| it.is(CAPITAL))
        });
        let known = self.hit_at(first).is_some_and(|hit| hit.end > first + 1);
        let plain = !self.tokens.get(first)?.is(INITIAL) || self.is_strange(first);
        (!longer && !known && plain && at - first > 1).then_some(first)
    }

    /// Whether the words from `first` to before `end` are a thing by what they begin or end with: the
    /// Consumer Price Index (CPI), la Malattia … (…).
    fn is_a_thing(&self, first: usize, end: usize) -> bool {
        lists().last_of_things.has(self.folded(end - 1))
            || self.languages != ENGLISH && lists().first_of_things.has(self.folded(first))
    }

    /// Whether they may be a body by what they begin and end with.
    fn is_like_a_body(&self, first: usize, end: usize) -> bool {
        let words = ORGANISATION_HEAD | ORGANISATION_WORD | NATIONAL_HEAD;
        let body = lists().last_of_bodies.has(self.folded(end - 1))
            || self.means_in_english(end - 1, words)
            || self.means(first, ORGANISATION_HEAD)
            || self.is_inside_hit(first);
        body && !self.means(first, GIVEN)
    }

    /// Whether the word at the token is made of letters that begin words of the name of `who`, in order: Ispi,
    /// Istat of Istituto di statistica.
    fn abbreviates(&self, at: usize, who: Who) -> bool {
        let Who::New(number) = who else { return false };
        let Some(actor) = self.introduced.get(number as usize) else {
            return false;
        };
        let letters = self.folded(at).as_bytes();
        if letters.len() > LONGEST_ACRONYM as usize + 2 {
            return false;
        }
        let name = crate::actors::dictionary::slug(&actor.name);
        // After how many words the first letters are told at the earliest.
        let mut told = [usize::MAX; LONGEST_ACRONYM as usize + 3];
        if let Some(first) = told.first_mut() {
            *first = 0;
        }
        for begun in 0..letters.len() {
            let Some(&past) = told.get(begun).filter(|past| **past != usize::MAX) else {
                continue;
            };
            let rest = letters.get(begun..).unwrap_or_default();
            for (place, word) in name.split('-').enumerate().skip(past) {
                let same = word.bytes().zip(rest).take_while(|(a, b)| a == *b).count();
                for taken in 1..=same {
                    if let Some(told) = told.get_mut(begun + taken) {
                        *told = (*told).min(place + 1);
                    }
                }
            }
        }
        told.get(letters.len())
            .is_some_and(|past| *past != usize::MAX)
    }

    /// Ties acronyms in brackets to the name before them: `Istituto … internazionale (Ispi)`.
    pub(super) fn find_acronyms(&mut self) {
        if !self.bracketed {
            return;
        }
        let ends: Table<usize, Who> = self
            .named
            .iter()
            .filter(|named| named.how == How::Name)
            .map(|named| (named.end, named.who))
            .collect();
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            let Some(token) = self.tokens.get(at) else {
                break;
            };
            let closed = self.is_closed(at);
            if token.gap & OPEN == 0 || !token.is(CAPITAL) || token.is(DIGIT) || !closed {
                continue;
            }
            let Some(&who) = ends.get(&at) else { continue };
            let written = token.range().of(&self.article.text);
            // A name of the dictionary is its own: «(Milano)» says where.
            let known = self.is_inside_hit(at);
            let short = token.is(ALL_CAPITALS) || self.abbreviates(at, who);
            if known || !short || self.kind(who) == ActorKind::Person || !matches!(who, Who::New(_))
            {
                continue;
            }
            self.call(who, written);
            let folded = self.folded(at);
            self.acronyms.insert(folded, who);
        }
        if self.acronyms.is_empty() {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            let fits = self.is_capital(at) && !self.is_claimed(at) && !self.is_inside_hit(at);
            if fits && let Some(&who) = self.acronyms.get(self.folded(at)) {
                self.name(at..at + 1, who, How::Name, actors::Found::ShortForm);
            }
        }
    }
}
