//! Names that no dictionary has: runs of capitalised words in running prose, taken for people,
//! places or organisations by their shape and by the words around them. A capital that a sentence's
//! beginning, a heading or a line of capitals explains is no evidence.

use std::ops::Range;

use super::lists::lists;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, INITIAL, LOUD, SPACE};
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, COMPANY, DEFENCE, FIELD, FINANCE, FOREIGN, FUNCTION, GIVEN, INTERIOR, JUSTICE,
    NO_ACTOR, OF, ORGANISATION_HEAD, ORGANISATION_WORD, PLACE_HEAD, PLACE_WORD, SECURITY, STATE,
    SUPREME, TITLE, TRADE,
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
            if let Some(end) = self.read_called_after(&run) {
                at = end;
                continue;
            }
            if let Some(end) = self.town_of(&run).or_else(|| self.long_town(&run)) {
                at = end;
                self.introduce(run.start..end, ActorKind::Place);
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
        let over = lists().spans.has(self.folded(head)) && lists().over.has(self.folded(of));
        let led = self.means(of, OF) && self.folded(of) != "per" || over;
        if !begins || !self.is_spaced(of) || !led {
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

    /// Takes a run apart: titles, names of the dictionary, of which `next` is the first that may
    /// stand in it, and what is left.
    fn read_run(&mut self, run: Range<usize>, mut next: usize) {
        if self.read_announced(&run, next) {
            return;
        }
        if self.is_form_of_club(&run) && !self.begins_with_initials(&run) {
            self.introduce(run, ActorKind::Organisation);
            return;
        }
        if self.is_contest(&run) {
            self.claim(run);
            return;
        }
        if self.is_initialled_person(&run) {
            self.claim(run);
            return;
        }
        if self.is_street(&run) {
            self.claim(run);
            return;
        }
        if let Some(vessel) = self.vessel_in(&run) {
            let who = self.introduce(run.clone(), ActorKind::Organisation);
            self.call_by_first(vessel + 1, who);
            return;
        }
        if let Some(grand) = self.grand_work(&run, next) {
            self.introduce(grand..run.end, ActorKind::Place);
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
                    && (self.is_given(*hit) || self.is_joined_syllable(hit.first, hit.end))
            }) {
                next += 1;
            }
            let hit = self.hits.get(next).filter(|hit| hit.first < run.end);
            let Some(&hit) = hit else {
                self.read_words(start..run.end);
                return;
            };
            if hit.first > start {
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
                    start = hit.end;
                    continue;
                }
                if self.is_station(head, hit) {
                    self.read_words(start..head);
                    self.introduce(head..hit.end, ActorKind::Organisation);
                    start = hit.end;
                    continue;
                }
                if let Some(union) = self.union_before(start, hit) {
                    self.read_words(start..union);
                    let who = self.introduce(union..hit.end, ActorKind::Organisation);
                    self.call_by_first(union, who);
                    start = hit.end;
                    continue;
                }
                if let Some(longer) = self.lengthens(start, hit) {
                    self.introduce(longer..hit.end, ActorKind::Organisation);
                    start = hit.end;
                    continue;
                }
                // Kanye West: no country lies in the west of one that nobody knows.
                let west = self.languages == ENGLISH
                    && hit.first == start + 1
                    && hit.end == run.end
                    && self.folded(hit.first) == "west"
                    && self.is_strange(start)
                    && !self
                        .tokens
                        .get(start)
                        .is_some_and(|token| token.is(INITIAL))
                    && self.is_spaced(hit.first);
                if west {
                    self.introduce_person(start..hit.end, actors::Found::Introduced);
                    return;
                }
                // «il cantante Kanye West»: West is a word of English before it is a place.
                let surname = hit.end == run.end
                    && hit.end == hit.first + 1
                    && self.means_in_english(hit.first, COMMON);
                if surname && self.languages != ENGLISH && self.is_led(start) {
                    self.introduce_person(start..hit.end, actors::Found::Introduced);
                    return;
                }
                // Qajar Iran
                if self.is_epoch(start..hit.first) && self.is_land(hit) {
                    self.claim(start..hit.first);
                    start = hit.first;
                    continue;
                }
                if self.is_club_of(start..hit.first, hit, run.end) {
                    self.introduce(start..hit.end, ActorKind::Organisation);
                    start = hit.end;
                    continue;
                }
                // «at Victoria Park», whoever Park is
                let park = start..hit.end;
                if hit.end == hit.first + 1 && self.is_royal_place(&park) {
                    self.introduce(park, ActorKind::Place);
                    start = hit.end;
                    continue;
                }
                let words = self.trimmed(start..hit.first);
                if let Some(end) = self.absorbs(&words, hit, run.end) {
                    self.introduce_person(words.start..end, actors::Found::Introduced);
                    start = end;
                } else {
                    self.read_words(start..hit.first);
                    start = hit.first;
                }
                continue;
            }
            let end = hit.end.max(start + 1);
            let next_hit = self.hits.get(next + 1).copied();
            if next_hit.is_some_and(|other| {
                other.first == hit.end && self.is_child_of_names(hit, other, run.end)
            }) {
                self.introduce_person(hit.first..run.end, actors::Found::Introduced);
                return;
            }
            // «l’Iran Qajar»
            if self.is_epoch(hit.end..run.end) && self.is_land(hit) {
                self.claim(hit.end..run.end);
                return;
            }
            match self.outgrown(hit, run.end) {
                Some((longer, kind)) => {
                    let told = || self.told_kind(&(hit.first..longer));
                    match kind {
                        ActorKind::Person if told().is_none() => {
                            self.introduce_person(hit.first..longer, actors::Found::Introduced);
                        }
                        kind => {
                            let kind = told().unwrap_or(kind);
                            self.introduce(hit.first..longer, kind);
                        }
                    }
                    start = longer;
                }
                None => start = end,
            }
        }
    }

    /// Whether an abstract noun of Italian stands in `words`, which no given name begins: Alta
    /// Velocità, Transizione Ecologica.
    fn is_abstract(&self, words: &Range<usize>) -> bool {
        self.languages != ENGLISH
            && !self.means(words.start, GIVEN)
            && words
                .clone()
                .all(|at| !self.means(at, ORGANISATION_HEAD | ORGANISATION_WORD))
            && words.clone().any(|at| {
                let word = self.folded(at);
                let accented = self
                    .text(&(at..at + 1))
                    .strip_suffix('à')
                    .is_some_and(|stem| stem.ends_with('t'));
                accented
                    || ["zione", "zioni", "sione", "mento", "menti", "ismo"]
                        .iter()
                        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
            })
    }

    /// Whether a word for organisations stands in `words`.
    fn ends_as_organisation(&self, words: &Range<usize>) -> bool {
        words
            .clone()
            .any(|at| self.means(at, ORGANISATION_WORD | COMPANY))
    }

    /// What a run without names of the dictionary names.
    fn read_words(&mut self, words: Range<usize>) {
        let all = words.clone();
        // «la Idroservizi Sud, la società dei depuratori»
        if words.len() > 1
            && self.is_strange(words.start)
            && self.is_certain_capital(&words)
            && self.told_kind(&words) == Some(ActorKind::Organisation)
        {
            self.introduce(words, ActorKind::Organisation);
            return;
        }
        if let Some(end) = self.article_title(&words) {
            self.claim(words.start..end);
            return;
        }
        let words = self.trimmed(self.after_office(words));
        if let Some(person) = self.place_before_person(&words) {
            self.introduce_person(person..words.end, actors::Found::Introduced);
            return;
        }
        // Hurricane Milton, Storm Floris
        let storm = words.len() == 2
            && self.languages == ENGLISH
            && matches!(
                self.folded(words.start),
                "storm" | "hurricane" | "cyclone" | "typhoon"
            );
        if storm {
            self.note_thing(words.start + 1);
        }
        if self.ends_with_letter(&words) {
            self.claim(words);
            return;
        }
        if storm || self.is_for_machines(&words) {
            return;
        }
        // Ng'ang'a is one word.
        let one = (words.start + 1..words.end).all(|at| self.is_glottal(at));
        if one || self.is_abstract(&words) || self.is_mere_heading(&words) {
            return;
        }
        // «il decreto Salva Casa»
        let called = self.names_a_law(words.start) && !self.means(words.start, GIVEN);
        // Stefan Problem
        let closed = words.len() == 2 && self.is_of_a_capital_law(words.start);
        if self.is_of_a_prize(&words) || self.is_new_law(&words) {
            self.claim(words);
            return;
        }
        let law = called || closed;
        if law && !self.ends_as_organisation(&words) {
            return;
        }
        if self.is_apposed_thing(words.end) && !self.means(words.start, GIVEN) {
            return;
        }
        // «il film Match Point», but «nel film Woody Allen …»
        let thing = self.is_named_thing(words.start) && !self.means(words.start, GIVEN);
        if thing || self.is_title(&words) && !self.ends_as_organisation(&words) {
            return;
        }
        if words.end == all.end
            && let Some(end) = self.geographic_noun(words.end)
            && self.is_certain_capital(&words)
        {
            let who = self.introduce(words.start..end, ActorKind::Place);
            self.also_without_company(who, words);
            return;
        }
        if self.is_called_by_capitals(&words) {
            self.introduce(words, ActorKind::Organisation);
            return;
        }
        let titled = words.start > all.start;
        // Alfred Nobel
        let named = words.len() == 2 && self.means(words.start, GIVEN);
        if words.clone().any(|at| {
            self.tokens.get(at).is_none_or(|token| {
                // Oscar Piastri
                let first = at == words.start && self.is_strange(words.start + 1);
                let surname = named && (at > words.start || first) && !token.is(ALL_CAPITALS);
                token.len() > LONGEST_WORD
                    || self.meanings.of(token.sense) & (NO_ACTOR | SUPREME) != 0 && !surname
            })
        }) {
            return;
        }
        if words.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(ALL_CAPITALS))
        }) {
            return;
        }
        if let Some(last) = words
            .clone()
            .rev()
            .find(|&at| self.means(at, ORGANISATION_WORD) || self.is_company(at))
        {
            if last > words.start {
                let who = self.introduce(words.start..last + 1, ActorKind::Organisation);
                if self.means(last, COMPANY) {
                    self.also_without_company(who, words.start..last);
                }
            }
            return;
        }
        if self.is_ship(&words) {
            self.introduce(words, ActorKind::Organisation);
            return;
        }
        let hyphenated = words.len() == 3 && self.is_hyphenated(words.start + 1);
        if hyphenated
            || words.clone().any(|at| self.means(at, PLACE_WORD))
                && !self.is_called_street(&words)
                && !self.is_called_place(&words)
            || self.means(words.start, PLACE_HEAD) && !self.means(words.start, GIVEN)
        {
            let who = self.introduce(words.clone(), ActorKind::Place);
            self.call_with_head(who, &words);
            return;
        }
        if self.is_armed(&words) {
            self.introduce(words, ActorKind::Weapon);
            return;
        }
        // Emergency Economic Powers Act: what a common noun closes is a thing.
        let thing = self.languages == ENGLISH && words.end < all.end;
        if thing && !self.means(words.start, GIVEN) {
            return;
        }
        if let Some(head) = self.group_of(&words) {
            if let Some(who) = self.introduce(head..words.end, ActorKind::Organisation) {
                let name = self.text(&words);
                self.call(who, name);
            }
            return;
        }
        let told = self.told_kind(&words).filter(|_| !titled);
        if told.is_none() && (self.is_person(&words, titled) || self.is_named_again(&words)) {
            self.introduce_person(words, actors::Found::Introduced);
        } else if self.is_certain_capital(&words) || told.is_some() && self.is_strange(words.start)
        {
            let kind = told.unwrap_or_else(|| self.kind_by_context(&words));
            let known = self.named.len();
            if kind == ActorKind::Person {
                self.introduce_person(words, actors::Found::Introduced);
            } else {
                let who = self.introduce(words.clone(), kind);
                if kind == ActorKind::Place {
                    self.call_with_head(who, &words);
                }
            }
            if self.named.len() > known {
                self.doubt_last();
            }
        } else if words.len() > 2 {
            // The sentence's first word may be no part of the name that follows it.
            self.read_words(words.start + 1..words.end);
        }
    }
}
