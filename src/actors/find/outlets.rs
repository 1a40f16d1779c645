//! Stations that go by their broadcaster or by a number, and Italian newspapers by their place: BBC Radio 4, BBC
//! Two, Radio 1 Rai, Gazzetta di Parma.

use std::ops::Range;

use super::extents::extents;
use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, DIGIT, LOUD, SPACE};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{GIVEN, OF, TITLE, TRADE};

impl Reading<'_> {
    /// The station of a broadcaster that `run` begins, or with the number after it is: BBC Radio 4, BBC Two,
    /// Radio 1 Rai, BBC Radio nan Gàidheal.
    pub(super) fn station_end(&self, run: &Range<usize>) -> Option<usize> {
        let lists = extents();
        let first = run.start;
        let owned = lists.broadcasters.has(self.folded(first)) && self.is_broadcaster(first);
        let kind = first + usize::from(owned);
        let capital = |at: usize| {
            self.is_spaced(at)
                && (self.tokens.get(at)).is_some_and(|it| it.is(CAPITAL) && !it.is(DIGIT | LOUD))
        };
        if owned && capital(kind) && lists.station_numbers.has(self.folded(kind)) {
            return Some(kind + 1);
        }
        if !lists.stations.has(self.folded(kind)) || !(kind == first || capital(kind)) {
            return None;
        }
        let next = kind + 1;
        let number = |at: usize| {
            (self.tokens.get(at)).is_some_and(|it| {
                it.gap == SPACE && it.is(DIGIT) && !it.is(CAPITAL) && it.len() <= 2
            })
        };
        if number(next) {
            // Radio 1 Rai
            let owner = next + 1;
            let owner = !owned
                && capital(owner)
                && lists.broadcasters.has(self.folded(owner))
                && self.is_broadcaster(owner);
            return Some(next + 1 + usize::from(owner));
        }
        if !owned {
            return None;
        }
        if lists.station_numbers.has(self.folded(next)) && capital(next) {
            return Some(next + 1);
        }
        // BBC Radio nan Gàidheal, BBC Radio Scotland
        let small = self.is_spaced(next) && self.is_small_word(next) && self.is_strange(next);
        let name = next + usize::from(small);
        let strange = capital(name)
            && (self.is_strange(name) || self.hit_at(name).is_some_and(|hit| self.is_land(hit)));
        let alone = !capital(name + 1);
        (strange && alone).then_some(name + 1)
    }

    /// The end of the Italian newspaper of which the capitalised token is the first word: Gazzetta di Parma,
    /// Corriere del Ticino.
    pub(super) fn newspaper_end(&self, at: usize) -> Option<usize> {
        let of = at + 1;
        let fits = self.languages != ENGLISH
            && extents().newspapers.has(self.folded(at))
            && (self.tokens.get(at)).is_some_and(|it| it.is(CAPITAL) && !it.is(LOUD))
            && self.is_inside_hit(at) == self.hits_at(at)
            && self.hit_at(at).is_none_or(|hit| hit.end == of)
            && self.is_spaced(of)
            && self.means(of, OF)
            && self.is_small_word(of)
            && self.is_spaced_or_elided(of + 1)
            && self.is_capital(of + 1)
            && !self.means(of + 1, GIVEN | TITLE | TRADE);
        let place = self.hit_at(of + 1);
        if !fits || place.is_some_and(|place| !self.is_land(place)) {
            return None;
        }
        Some(place.map_or(of + 2, |place| place.end))
    }

    fn is_broadcaster(&self, at: usize) -> bool {
        self.hit_at(at).is_none_or(|hit| {
            hit.end == at + 1
                && self
                    .aliases(&hit)
                    .all(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Organisation)
        })
    }
}
