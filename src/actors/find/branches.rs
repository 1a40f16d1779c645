//! Organisations that only more than their own word tells from others: those that somebody's office
//! owns, parties by their creed, and branches by their place: Confindustria Sicilia, NHS England.

use std::ops::Range;

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{APOSTROPHE, CAMEL, CAPITAL, DIGIT, HYPHEN, INITIAL, LETTER, LOUD, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, FIELD, FUNCTION, GIVEN, OF, ORGANISATION_HEAD, PLACE_PREPOSITION, TITLE, TRADE,
};
use crate::actors::{ActorKind, How};

/// Words of an office before the one with the genitive.
const MOST_OF_OFFICE: usize = 3;

impl Reading<'_> {
    /// Where the owner of an organisation begins, if the token is the «s» of one: the holder of an
    /// office or common people, as the owner of others is nobody's name: «Kast's Republican Party».
    pub(super) fn office_owner(&self, at: usize) -> Option<usize> {
        let owner = at.checked_sub(1)?;
        let joined = self
            .tokens
            .get(at)
            .is_some_and(|token| token.gap == APOSTROPHE);
        let office = self.means_in_english(owner, TITLE | TRADE)
            || self.folded(owner).ends_with("men")
            || lists().owning.has(self.folded(owner));
        let inside = self
            .tokens
            .get(owner)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD));
        let owns = self.languages == ENGLISH
            && self.folded(at) == "s"
            && joined
            && office
            && inside
            && !self.is_inside_hit(owner);
        if !owns {
            return None;
        }
        // Attorney General’s Department, Prime Minister’s Office
        let mut first = owner;
        while owner - first < MOST_OF_OFFICE
            && self.is_spaced(first)
            && let Some(before) = first.checked_sub(1)
            && self.is_capital(before)
            && !self.is_inside_hit(before)
            && (self.means_in_english(before, TITLE | TRADE)
                || extents().offices.has(self.folded(before)))
        {
            first = before;
        }
        Some(first)
    }

    /// Whether the token is a capitalised common noun inside a sentence, as parties are called by.
    pub(super) fn is_creed(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD))
            && self.means(at, COMMON)
            && !self.means(at, FUNCTION | TITLE | TRADE)
    }

    /// The end of the branch that the organisation `hit` and the place or the brand after it name, where
    /// these close the run of capitals: NHS England, Google DeepMind.
    pub(super) fn branch(&self, hit: Hit, end: usize) -> Option<usize> {
        let first = self.tokens.get(hit.first)?;
        let next = self.tokens.get(hit.end)?;
        let body = !first.is(LOUD)
            && self.aliases(&hit).any(|alias| {
                alias.how == How::Name
                    && !alias.unsure
                    && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
            });
        if !body || next.gap != SPACE || next.is(LOUD) {
            return None;
        }
        match self.hit_at(hit.end) {
            Some(place) => (place.end == end && self.is_seat_of(place)).then_some(end),
            // Google DeepMind, Rcs Sport
            None => {
                // Rai Cinema: a common noun has a capital for the name only.
                let noun = self.languages != ENGLISH
                    && !next.is(INITIAL)
                    && self.means(hit.end, COMMON)
                    && !self.means(hit.end, FUNCTION | TITLE | TRADE);
                let brand = next.is(CAMEL) || self.means(hit.end, FIELD) || noun;
                (brand && next.is(CAPITAL) && !next.is(DIGIT) && hit.end + 1 == end).then_some(end)
            }
        }
    }

    /// Whether strange `words` and the place `hit` after them, which ends the run, name a club, a branch
    /// or the like: Eintracht Francoforte, Confartigianato Marche.
    pub(super) fn is_club_of(&self, words: Range<usize>, hit: Hit, end: usize) -> bool {
        let strange = words.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.word == 0 && !token.is(INITIAL | LOUD | LETTER))
        });
        let spaced = self.is_spaced(hit.first);
        let one = words.len() == 1 && spaced && hit.end == end;
        if one && (self.is_national_branch(words.start, hit) || self.is_field_of(words.start, hit))
        {
            return true;
        }
        self.languages != ENGLISH
            && words.len() <= 2
            && strange
            && spaced
            && hit.end == end
            && (self.aliases(&hit).any(|alias| alias.town)
                || words.len() == 1 && self.is_seat_of(hit))
    }

    /// Whether a country closes the name of two words.
    pub(super) fn closes_with_country(&self, words: &Range<usize>) -> bool {
        let country = words.end.checked_sub(1).filter(|_| words.len() == 2);
        let country = country.and_then(|last| self.hit_at(last));
        country.is_some_and(|hit| self.is_country(hit))
    }

    /// Whether `hit` is surely a country, by its name.
    pub(super) fn is_country(&self, hit: Hit) -> bool {
        !self.is_adjective(hit.first) && self.is_of_country(hit)
    }

    /// Whether a hit is the name or an adjective of a country.
    pub(super) fn is_of_country(&self, hit: Hit) -> bool {
        (self.sure_alias(&hit))
            .is_some_and(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Country)
    }

    /// Whether the word at the token, which means nothing by itself, and the country `hit` name a company or
    /// its branch: Space Norway, Nexperia China. After a preposition the word is a place, and after an office
    /// somebody.
    fn is_national_branch(&self, at: usize, hit: Hit) -> bool {
        let brand = self.tokens.get(at).is_some_and(|token| {
            let again = || self.is_repeated(at);
            token.is(CAPITAL)
                && !token.is(LOUD | LETTER | DIGIT)
                && token.len() > 3
                && !self.means(at, u64::MAX)
                && (!token.is(INITIAL) || self.is_namelike(at))
                // Of a company more is told: `in Qajar Iran` stands there once.
                && again()
        });
        let country = hit.end == hit.first + 1 && self.is_country(hit) && self.is_seat_of(hit);
        let led = at.checked_sub(1).is_some_and(|before| {
            self.means(before, PLACE_PREPOSITION | TITLE | TRADE) && self.is_close(at)
        });
        country && !led && brand
    }

    /// Whether the field at the token and the country `hit` name a department: Environment Canada.
    fn is_field_of(&self, at: usize, hit: Hit) -> bool {
        let written = self.tokens.get(at);
        self.languages == ENGLISH
            && written.is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD))
            && (self.means(at, FIELD) || lists().of_departments.has(self.folded(at)))
            && self.is_land(hit)
            && self.is_seat_of(hit)
    }

    /// Whether a word for companies right before the token says that the name is theirs, whoever bears
    /// it, too: «il gruppo Marcegaglia».
    pub(super) fn is_group(&self, at: usize) -> bool {
        self.is_close(at)
            && at.checked_sub(1).is_some_and(|before| {
                self.means(before, ORGANISATION_HEAD) && lists().groups.has(self.folded(before))
            })
    }

    /// Where the group begins that goes by somebody's full name `words`: «il gruppo Giovanni Rana». Where an
    /// office leads, «il fondatore del gruppo Giovanni Rana», or what the bearer is follows, they are somebody.
    pub(super) fn group_of(&self, words: &Range<usize>) -> Option<usize> {
        let head = words
            .start
            .checked_sub(1)
            .filter(|_| self.is_group(words.start))?;
        let article = head.checked_sub(1).filter(|_| self.is_close(head))?;
        let before = article.checked_sub(1);
        let plain = match self.folded(article) {
            "il" | "la" | "l" | "un" | "una" => {
                // «Secondo il gruppo Mario Rossi ha mentito»
                before.is_none_or(|before| {
                    !self.means(before, OF | PLACE_PREPOSITION)
                        && !matches!(
                            self.folded(before),
                            "secondo" | "con" | "contro" | "dopo" | "senza" | "durante" | "oltre"
                        )
                })
            }
            "del" | "della" | "dell" => {
                before.is_some_and(|noun| !self.means(noun, TITLE | TRADE | CHIEF | FUNCTION))
            }
            _ => false,
        };
        let known = self.people.has(self.folded(words.end - 1));
        let full = words.len() == 2 && self.means(words.start, GIVEN);
        let fits = self.languages != ENGLISH && full && plain && self.is_small(head) && !known;
        (fits && !self.is_apposed(words.end)).then_some(head)
    }

    /// Whether `hit` is surely a place, written so.
    fn is_seat_of(&self, hit: Hit) -> bool {
        let joined = self
            .tokens
            .get(hit.end)
            .is_some_and(|next| next.gap & HYPHEN != 0);
        !joined
            && self.aliases(&hit).any(|alias| {
                let kind = self.kind(Who::Known(alias.actor));
                alias.how == How::Name
                    && !alias.short
                    && !alias.unsure
                    && matches!(kind, ActorKind::Place | ActorKind::Country)
            })
    }
}
