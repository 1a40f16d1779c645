//! Names that no dictionary has: runs of capitalised words in running prose, taken for people,
//! places or organisations by their shape and by the words around them. A capital that a sentence's
//! beginning, a heading or a line of capitals explains is no evidence.

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::Reading;
use super::tokens::{APOSTROPHE, CAPITAL, DIGIT, INITIAL, LOUD, SPACE};
use crate::actors::dictionary::word::{ENGLISH, ITALIAN};
use crate::actors::dictionary::words::{
    CHIEF, COMMON, DEFENCE, FAMILY, FIELD, FINANCE, FOREIGN, FUNCTION, GIVEN, INTERIOR, JUSTICE,
    OF, PLACE_HEAD, SECURITY, STATE, TITLE, TRADE,
};
use crate::actors::{self, ActorKind};

/// A word of more bytes is no name.
pub(super) const LONGEST_WORD: u32 = 40;

/// Nouns of office and field, which stand before a name and are no part of it.
pub(super) const NOUNS: u64 = COMMON
    | FUNCTION
    | TITLE
    | TRADE
    | FIELD
    | DEFENCE
    | FOREIGN
    | INTERIOR
    | FINANCE
    | SECURITY
    | JUSTICE
    | STATE;

impl Reading<'_> {
    /// Finds the names of several words, and lets them swallow shorter names of the dictionary that
    /// they contain (`Melania Trump`).
    pub(super) fn find_names(&mut self) {
        let (mut at, mut next) = (0, 0);
        let mut hit = 0;
        while let Some(notable) = self.notable_from(at, &mut next) {
            at = notable;
            let Some(run) = self.run_from(at) else {
                at += 1;
                continue;
            };
            at = run.end;
            if let Some(end) = self.place_of(run.end - 1) {
                let kind = if self.folded(run.end - 1) == "comune" {
                    ActorKind::Organisation
                } else {
                    ActorKind::Place
                };
                let who = self.introduce(run.end - 1..end, kind);
                at = end;
                if who.is_none() || run.len() == 1 {
                    continue;
                }
            }
            if let Some(end) = self.station_end(&run) {
                at = end;
                self.introduce(run.start..end, ActorKind::Organisation);
                continue;
            }
            if let Some(end) = self.numbered_place(&run) {
                at = end;
                self.introduce(end - 2..end, ActorKind::Place);
                continue;
            }
            if let Some(end) = self.town_of(&run).or_else(|| self.long_town(&run)) {
                at = end;
                let who = self.introduce(run.start..end, ActorKind::Place);
                // Casalecchio di Reno, Casalecchio
                if run.len() == 1 && self.is_strange(run.start) {
                    self.call_by_first(run.start, who);
                }
                continue;
            }
            if self.is_town_of_words(&run) {
                self.introduce(run, ActorKind::Place);
                continue;
            }
            if let Some(end) = self.newspaper_end(run.end - 1) {
                at = end;
                self.introduce(run.end - 1..end, ActorKind::Organisation);
                // «Cronache di Narnia»
                if self.hit_ending(end - 1).is_none() {
                    self.doubt_last();
                }
                continue;
            }
            if let Some(end) = self.called_ground(&run) {
                at = end;
                self.introduce(run.start..end, ActorKind::Place);
                continue;
            }
            if self.is_feast_of_saint(&run) {
                self.claim(run);
                continue;
            }
            if let Some(end) = self.read_called_after(&run) {
                at = end;
                continue;
            }
            let run = run.start..run.end - usize::from(at > run.end);
            while self.hits.get(hit).is_some_and(|hit| hit.end <= run.start) {
                hit += 1;
            }
            self.read_run(run, hit);
        }
    }

    /// The end of the place that the capitalised word `head` begins with what follows it: Gulf of
    /// Finland, Palazzo del Governatore.
    fn place_of(&self, head: usize) -> Option<usize> {
        let begins = self.means(head, PLACE_HEAD)
            && !self.means(head, CHIEF | STATE | TRADE | GIVEN)
            // Inside a sentence «la Valle del Belice» is no common noun.
            && !(self.means(head, COMMON)
                && self.tokens.get(head)?.is(INITIAL)
                && self.folded(head) != "comune")
            && (self.hits_at(head) == self.is_inside_hit(head))
            && self
                .hit_at(head)
                .is_none_or(|hit| hit.end == head + 1 && !self.hit_is_person(hit))
            && !(head > 0 && self.means(head - 1, GIVEN))
            && !self.tokens.get(head)?.is(LOUD);
        let of = head + 1;
        // Ponte sullo Stretto di Messina
        let over = || lists().spans.has(self.folded(head)) && lists().over.has(self.folded(of));
        let led = || self.means(of, OF) && self.folded(of) != "per" || over();
        if !begins || !self.is_spaced(of) || !led() {
            return None;
        }
        let name = of + 1;
        let token = self.tokens.get(name)?;
        if !token.is(CAPITAL) || token.is(DIGIT) || !matches!(token.gap, SPACE | APOSTROPHE) {
            return None;
        }
        // Basilica di San Nicola, Convento di Sant’Orsola
        let saint = matches!(
            self.folded(name),
            "san" | "santa" | "santo" | "sant" | "santi" | "santissima" | "s"
        );
        if saint && self.is_capital(name + 1) && self.is_close(name + 1) {
            return Some(name + 2);
        }
        match self.hit_at(name) {
            Some(hit) => self.is_land(hit).then_some(hit.end),
            None if self.is_inside_hit(name) || self.means(name, FUNCTION) => None,
            None => Some(name + 1),
        }
    }

    /// Takes a run apart: names of the dictionary, of which `next` is the first that may stand in it, and
    /// what is left.
    fn read_run(&mut self, run: Range<usize>, mut next: usize) {
        if self.read_whole(&run, next) {
            return;
        }
        let mut start = run.start;
        while start < run.end {
            while self.hits.get(next).is_some_and(|hit| hit.end <= start) {
                next += 1;
            }
            // Karla Sofía Gascón: what may be a place and is a given name is a given name in a run.
            while self.hits.get(next).is_some_and(|hit| {
                hit.first < run.end
                    && run.len() > 1
                    && (self.is_given(*hit)
                        || self.is_joined_syllable(hit.first, hit.end)
                        || self.is_last_syllable(*hit, run.start))
            }) {
                next += 1;
            }
            let hit = self.hits.get(next).filter(|hit| hit.first < run.end);
            let Some(&hit) = hit else {
                self.read_words(start..run.end);
                return;
            };
            start = if hit.first > start {
                self.read_up_to(start, hit, run.end)
            } else {
                let other = self.hits.get(next + 1).copied();
                self.read_from(hit, other, start, run.end)
            };
        }
    }

    /// Names what a run is as a whole, whatever the dictionary has of it; says whether it did.
    fn read_whole(&mut self, run: &Range<usize>, next: usize) -> bool {
        if self.read_announced(run, next) || self.name_misspelt(run) {
            return true;
        }
        if let Some(kind) = self.ship_by_letters(run) {
            self.introduce(run.clone(), kind);
            self.note_ship();
        } else if self.is_form_of_club(run) && !self.begins_with_initials(run) {
            self.introduce(run.clone(), ActorKind::Organisation);
        } else if self.is_contest(run) || self.is_initialled_person(run) || self.is_street(run) {
            self.claim(run.clone());
        } else if let Some(vessel) = self.vessel_in(run) {
            let who = self.introduce(run.clone(), ActorKind::Organisation);
            self.note_ship();
            self.call_by_first(vessel + 1, who);
        } else if let Some(grand) = self.grand_work(run, next) {
            self.introduce(grand..run.end, ActorKind::Place);
        } else {
            return false;
        }
        true
    }

    /// Reads the words of a run from `start` to the name `hit` of the dictionary, with it where it belongs to
    /// them; gives back where the rest begins.
    fn read_up_to(&mut self, start: usize, hit: Hit, end: usize) -> usize {
        let head = hit.first - 1;
        if self.means(head, PLACE_HEAD)
            && !self.is_land_office(head, hit)
            && self.is_certain_capital(&(head..hit.first))
            && self.is_spaced(hit.first)
            && !self.is_adjective(hit.first)
            && (!self.hit_is_person(hit) || self.is_called_after(head, hit))
        {
            self.read_words(start..head);
            self.introduce(head..hit.end, ActorKind::Place);
            return hit.end;
        }
        if self.is_station(head, hit) {
            self.read_words(start..head);
            self.introduce(head..hit.end, ActorKind::Organisation);
            return hit.end;
        }
        if let Some(firm) = self.firm_of_known(start, hit, end) {
            self.introduce(start..firm, ActorKind::Organisation);
            return firm;
        }
        if let Some(union) = self.union_before(start, hit) {
            self.read_words(start..union);
            let who = self.introduce(union..hit.end, ActorKind::Organisation);
            self.call_by_first(union, who);
            return hit.end;
        }
        if let Some(longer) = self.lengthens(start, hit) {
            self.introduce(longer..hit.end, ActorKind::Organisation);
            return hit.end;
        }
        // «il cantante Kanye West»: West is a word of English before it is a place.
        let surname = hit.end == end
            && hit.end == hit.first + 1
            && self.means_in_english(hit.first, COMMON)
            && self.languages != ENGLISH
            && self.is_led(start);
        if surname || self.is_west_of_nowhere(start, hit, end) {
            self.introduce_person(start..hit.end, actors::Found::Introduced);
            return end;
        }
        // Qajar Iran
        if self.is_epoch(start..hit.first) && self.is_land(hit) {
            self.claim(start..hit.first);
            return hit.first;
        }
        if self.is_club_of(start..hit.first, hit, end) {
            self.introduce(start..hit.end, ActorKind::Organisation);
            // «Ferdinanda Modena scrive», «la presidente dell’associazione Clementina Ravenna»
            if self.languages != ENGLISH && !self.is_surely_body(start) {
                self.doubt_last();
            }
            return hit.end;
        }
        // «at Victoria Park», whoever Park is
        let park = start..hit.end;
        if hit.end == hit.first + 1 && self.is_royal_place(&park) {
            self.introduce(park, ActorKind::Place);
            return hit.end;
        }
        let words = self.trimmed(start..hit.first);
        if let Some(end) = self.absorbs(&words, hit, end) {
            // «la Igor Gorgonzola Novara»
            let club = self.languages != ENGLISH
                && words.len() > 1
                && self.has_article(words.start)
                && self.is_land(hit);
            if club {
                self.introduce(words.start..end, ActorKind::Organisation);
                self.doubt_last();
                return end;
            }
            self.introduce_person(words.start..end, actors::Found::Introduced);
            return end;
        }
        self.read_words(start..hit.first);
        hit.first
    }

    /// Kanye West: no country lies in the west of one that nobody knows.
    fn is_west_of_nowhere(&self, start: usize, hit: Hit, end: usize) -> bool {
        self.languages == ENGLISH
            && hit.first == start + 1
            && hit.end == end
            && self.folded(hit.first) == "west"
            && self.is_strange(start)
            && !self
                .tokens
                .get(start)
                .is_some_and(|token| token.is(INITIAL))
            && self.is_spaced(hit.first)
    }

    /// Reads the longer name that begins with the name `hit` of the dictionary, after which the name `other`
    /// is the next; gives back where the rest of the run begins.
    fn read_from(&mut self, hit: Hit, other: Option<Hit>, start: usize, end: usize) -> usize {
        let child = other.filter(|other| other.first == hit.end);
        if child.is_some_and(|other| self.is_child_of_names(hit, other, end)) {
            self.introduce_person(hit.first..end, actors::Found::Introduced);
            return end;
        }
        // «l’Iran Qajar»
        if self.is_epoch(hit.end..end) && self.is_land(hit) {
            self.claim(hit.end..end);
            return end;
        }
        let Some((longer, kind)) = self.outgrown(hit, end) else {
            return hit.end.max(start + 1);
        };
        let told = || self.told_kind(&(hit.first..longer));
        // «il relitto della Costa Perlata»
        let thing = kind == ActorKind::Person
            && self.languages == ITALIAN
            && self.has_article(hit.first)
            && !self.means(hit.first, GIVEN | FAMILY)
            && !self.is_surname_article(hit.first);
        match kind {
            ActorKind::Person if thing => {
                self.introduce(hit.first..longer, ActorKind::Organisation);
                self.doubt_last();
            }
            ActorKind::Person if told().is_none() => {
                self.introduce_person(hit.first..longer, actors::Found::Introduced);
            }
            kind => {
                let kind = told().unwrap_or(kind);
                self.introduce(hit.first..longer, kind);
            }
        }
        longer
    }
}
