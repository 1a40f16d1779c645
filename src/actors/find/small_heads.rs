//! Bodies, churches and festivals of English that a word in small letters closes after the name of their place:
//! Highland council, Sleat parish church, Cambridge folk festival. Parties are for [`super::works`], rivers for
//! [`super::wholes`].

use std::ops::Range;

use super::extents::extents;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, CAPITAL, DIGIT, HYPHEN, INITIAL, LETTER, LOUD};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, FIELD, FUNCTION, GIVEN, NO_ACTOR, ORGANISATION_HEAD, ORGANISATION_WORD,
    PLACE_WORD, TITLE, TRADE,
};

/// Words of the place.
const MOST_WORDS: usize = 3;

impl Reading<'_> {
    /// The name that the capitalised token begins or is and a head in small letters closes, and what it
    /// names.
    pub(super) fn small_headed(&self, at: usize) -> Option<(Range<usize>, ActorKind)> {
        let english = self.languages == ENGLISH && self.is_capital(at);
        if !english || !self.is_spaced(at + 1) || !self.is_small_word(at + 1) {
            return None;
        }
        let lists = extents();
        let (mut head, mut kind) = (at + 1, None);
        let festival = lists.festivals.has(self.folded(head));
        if festival || lists.before_small_heads.has(self.folded(head)) {
            head += 1;
            if !self.is_spaced(head) || !self.is_small_word(head) {
                return None;
            }
        }
        let word = self.folded(head);
        if festival {
            kind = (word == "festival").then_some(ActorKind::Organisation);
        } else if lists.small_bodies.has(word) {
            kind = Some(ActorKind::Organisation);
        } else if lists.churches.has(word) {
            kind = Some(ActorKind::Place);
        }
        let kind = kind?;
        let known = |at: usize| self.is_inside_hit(at);
        let (mut first, mut strange) = (at, !known(at));
        if let Some(hit) = self.hit_ending(at) {
            // «In Leeds police …» and «the Paris church» tell where.
            let civic = head > at + 1 || lists.civic_bodies.has(word);
            // Kerry county council
            let county = hit.end == hit.first + 1 && head > at + 1 && word == "council";
            if !self.is_land(hit) && !county || self.is_country(hit) || !civic || word == "police" {
                return None;
            }
            first = hit.first;
            strange = false;
        } else if known(at) || !self.is_strange(at) || !self.is_namelike(at) {
            return None;
        } else if kind == ActorKind::Place
            && head == at + 1
            && extents().creed_endings.end(self.folded(at))
        {
            // «the Methodist church»
            return None;
        }
        let token = self.tokens.get(first)?;
        let shaped = token.is(CAPITAL) && !token.is(LOUD | DIGIT | LETTER | ALL_CAPITALS);
        if !shaped || self.is_claimed(first) || token.gap & HYPHEN != 0 {
            return None;
        }
        // «Fire police said»: a strange word that only a sentence’s beginning capitalises.
        if strange && token.is(INITIAL) && !self.is_capital_elsewhere(first) {
            return None;
        }
        let noun = COMMON
            | FIELD
            | FUNCTION
            | TITLE
            | TRADE
            | CHIEF
            | GIVEN
            | NO_ACTOR
            | ORGANISATION_HEAD
            | ORGANISATION_WORD
            | PLACE_WORD;
        while at - first + 1 < MOST_WORDS
            && self.is_spaced(first)
            && let Some(before) = first.checked_sub(1)
            && let Some(token) = self.tokens.get(before)
            && token.is(CAPITAL)
            && !token.is(LOUD | DIGIT | INITIAL)
        {
            // Another name stands there, and whose this is hangs on it.
            if known(before) || self.is_claimed(before) || self.means(before, noun) {
                return None;
            }
            first = before;
        }
        let led = (first.checked_sub(1)).is_some_and(|before| {
            self.is_spaced(first) && self.means(before, TITLE | TRADE | GIVEN)
        });
        // «the Kent police-station», «the Harlow council-house»
        let closed = (self.tokens.get(head + 1)).is_none_or(|next| next.gap != HYPHEN);
        (!led && closed).then_some((first..head + 1, kind))
    }
}
