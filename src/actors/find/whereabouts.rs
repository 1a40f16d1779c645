//! Surnames that are towns as well, where the words before say that it is the town: «Gaia Avellino è nata ad
//! Avellino», «Amy Lincoln spoke in Lincoln, Nebraska». What else a surname may be is for
//! [`super::identity`].

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lists::{Endings, Words};
use super::reading::{Reading, Who};
use super::tokens::{APOSTROPHE, CAPITAL, COMMA, INITIAL, SPACE};
use crate::actors::dictionary::words::{FUNCTION, OF, PLACE_PREPOSITION};
use crate::actors::{self, ActorKind, How};
use crate::embedded;

/// See the keys of the asset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    of_towns: Words,
    reaching: Words,
    leaving: Words,
    prepositions: Words,
    from: Words,
    left: Words,
    reached: Words,
    bound: Words,
    to_somebody: Endings,
    dative: Words,
    in_somebody: Words,
    named_places: Words,
}

/// The lists, read when first asked for.
fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let named = |&&(name, _): &&(&str, &str)| name.starts_with("whereabouts");
        let text = (embedded::LISTS.iter().find(named)).map_or("", |&(_, text)| text);
        // A test holds that the asset can be read.
        toml::from_str(text).unwrap_or_default()
    });
    &LISTS
}

/// What the words before a surname say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It is a town here.
    Town,
    /// It is one, or somebody is left or visited: «left Deal at dawn».
    Likely,
    /// It may be one.
    Perhaps,
    Nothing,
}

impl Reading<'_> {
    /// Names the town that the surname `at` is here rather than whoever has it; says whether it did.
    pub(super) fn name_town(&mut self, at: usize) -> bool {
        if self.whereabouts(at) != Told::Town {
            return false;
        }
        let words = at..at + 1;
        let known = self.hit_at(at).filter(|hit| hit.end == at + 1);
        let known = known.and_then(|hit| {
            self.aliases(&hit)
                .find(|alias| !alias.short && alias.how == How::Name)
                .map(|alias| Who::Known(alias.actor))
                .filter(|&who| self.kind(who) == ActorKind::Place)
        });
        if let Some(who) = known {
            self.name(words, who, How::Name, actors::Found::Dictionary);
        } else {
            self.introduce(words, ActorKind::Place);
            self.doubt_last();
        }
        true
    }

    /// Whether the surname `at` may as well be a town where it stands: «A Monteleone la festa».
    pub(super) fn may_be_a_town(&mut self, at: usize) -> bool {
        let told = self.whereabouts(at);
        if told == Told::Likely {
            self.note_town(at);
        }
        told != Told::Nothing
    }

    /// Whether the two words that a hyphen joins are a place by the noun before them: «the port of Ust-Luga».
    pub(super) fn is_joined_place(&self, words: &Range<usize>) -> bool {
        let joined = words.len() == 2 && self.is_joined(words.start + 1);
        let of = words
            .start
            .checked_sub(1)
            .filter(|_| joined && self.is_spaced(words.start));
        let noun = of.and_then(|of| of.checked_sub(1).filter(|_| self.is_spaced(of)));
        of.is_some_and(|of| self.means(of, OF))
            && noun.is_some_and(|noun| lists().named_places.has(self.folded(noun)))
    }

    fn whereabouts(&self, at: usize) -> Told {
        let plain = self.is_spaced(at)
            && (self.tokens.get(at)).is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL))
            // «in Houston’s view»
            && (self.tokens.get(at + 1))
                .is_none_or(|next| next.gap & APOSTROPHE == 0 && !(next.gap == SPACE && next.is(CAPITAL)));
        let Some(before) = at.checked_sub(1).filter(|_| plain) else {
            return Told::Nothing;
        };
        let lists = lists();
        let word = self.folded(before);
        if lists.left.has(word) {
            let on = lists.bound.has(self.folded(at + 1)) && self.is_capital(at + 2);
            return if on { Told::Town } else { Told::Likely };
        }
        if lists.reached.has(word) {
            return Told::Likely;
        }
        if !self.means(before, FUNCTION | PLACE_PREPOSITION) {
            return Told::Nothing;
        }
        let lead = before.checked_sub(1).filter(|_| self.is_spaced(before));
        let led = |words: &Words| lead.is_some_and(|lead| words.has(self.folded(lead)));
        let place = lists.prepositions.has(word);
        let town = self.means(before, OF) && led(&lists.of_towns)
            || place && (led(&lists.reaching) || self.is_before_its_state(at))
            || lists.from.has(word) && led(&lists.leaving);
        let within = word == "in" && !led(&lists.in_somebody);
        if town || within && self.is_town_of_dictionary(at) {
            Told::Town
        } else if within
            // «Saline di Volterra»
            || self.means(before, OF) && lead.is_some_and(|lead| self.is_capital(lead))
            || place && (self.tokens.get(before)).is_some_and(|token| token.is(INITIAL))
            || lists.dative.has(word)
                && !lead.is_some_and(|lead| lists.to_somebody.begin(self.folded(lead)))
        {
            Told::Perhaps
        } else {
            Told::Nothing
        }
    }

    /// Whether a comma and the state or the country of a town follow it: «in Lincoln, Nebraska».
    fn is_before_its_state(&self, at: usize) -> bool {
        let comma = |at: usize| (self.tokens.get(at)).is_some_and(|token| token.gap & COMMA != 0);
        let land = self
            .hit_at(at + 1)
            .filter(|&hit| comma(at + 1) && self.is_land(hit));
        // «in Lincoln, Denver and Boston»
        land.is_some_and(|land| {
            let town = self.aliases(&land).any(|alias| alias.town);
            !town && !self.is_adjective(at + 1)
        })
    }

    /// Whether the dictionary has a town of this name, be it doubtful.
    pub(super) fn is_town_of_dictionary(&self, at: usize) -> bool {
        let hit = self.hit_at(at).filter(|hit| hit.end == at + 1);
        hit.is_some_and(|hit| {
            self.aliases(&hit).any(|alias| {
                !alias.short
                    && alias.how == How::Name
                    && self.kind(Who::Known(alias.actor)) == ActorKind::Place
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_can_be_read() {
        assert!(lists().reaching.has("nata"));
        assert!(lists().bound.has("for"));
    }
}
