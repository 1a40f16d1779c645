//! What a run of capitalised words names in which the dictionary knows nothing: nobody, where it is a title, a
//! law or a storm; what a word for bodies, places or weapons in it or beside it says; else what its shape tells.
//! Which words are a run, and what of it the dictionary knows, is for [`super::names`].

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::names::LONGEST_WORD;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, DIGIT, HYPHEN, LETTER};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMPANY, GIVEN, NO_ACTOR, ORGANISATION_HEAD, ORGANISATION_WORD, PLACE_HEAD, PLACE_WORD, SUPREME,
};
use crate::actors::{self, ActorKind};

impl Reading<'_> {
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
    pub(super) fn read_words(&mut self, words: Range<usize>) {
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
        if self.is_english_hall(&words) {
            self.introduce(words, ActorKind::Place);
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
        if self.settle_nobody(&words) || self.read_by_noun(&words, &all) {
            return;
        }
        let titled = words.start > all.start;
        self.read_by_shape(words, titled);
    }

    /// Whether `words` are nobody's name by what they are or by what stands beside them: a storm, a law, a prize,
    /// a title, a heading. Where they would be read again, that is settled.
    fn settle_nobody(&mut self, words: &Range<usize>) -> bool {
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
        if self.ends_with_letter(words) {
            self.claim(words.clone());
            return true;
        }
        // Rosa Bianca, who has no title before the name
        let flower = words.len() == 2
            && self.languages != ENGLISH
            && lists().flowers.has(self.folded(words.start))
            && lists().colours.has(self.folded(words.start + 1))
            && !self.is_led(words.start);
        // Roman Catholic; «H. R. 1280»
        let creed = words.len() == 2 && extents().no_surnames.has(self.folded(words.start + 1));
        let letters =
            (words.clone()).all(|at| self.tokens.get(at).is_some_and(|token| token.is(LETTER)));
        if flower || creed || letters {
            self.claim(words.clone());
            return true;
        }
        if storm || self.is_for_machines(words) {
            return true;
        }
        // Ng'ang'a is one word.
        let one = (words.start + 1..words.end).all(|at| self.is_glottal(at));
        if one || self.is_abstract(words) || self.is_mere_heading(words) {
            return true;
        }
        // «il decreto Salva Casa»
        let called = self.names_a_law(words.start) && !self.means(words.start, GIVEN);
        // Stefan Problem
        let closed = words.len() == 2 && self.is_of_a_capital_law(words.start);
        if self.is_of_a_prize(words) || self.is_new_law(words) {
            self.claim(words.clone());
            return true;
        }
        let law = called || closed;
        if law && !self.ends_as_organisation(words) {
            return true;
        }
        if self.is_apposed_thing(words.end) && !self.means(words.start, GIVEN) {
            return true;
        }
        // «il film Match Point», but «nel film Woody Allen …»
        let thing = self.is_named_thing(words.start) && !self.means(words.start, GIVEN);
        if thing || self.is_title(words) && !self.ends_as_organisation(words) {
            return true;
        }
        false
    }

    /// Names `words`, which are left of `all` after their titles, by a noun within or beside them: for a place, a
    /// body, a ship, a weapon. Says whether they are settled, be it that such a noun makes them nobody's.
    fn read_by_noun(&mut self, words: &Range<usize>, all: &Range<usize>) -> bool {
        if words.end == all.end
            && let Some(end) = self.geographic_noun(words.end)
            && self.is_certain_capital(words)
        {
            let who = self.introduce(words.start..end, ActorKind::Place);
            self.also_without_company(who, words.clone());
            return true;
        }
        if self.is_called_by_capitals(words) {
            self.introduce(words.clone(), ActorKind::Organisation);
            return true;
        }
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
            return true;
        }
        if words.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(ALL_CAPITALS))
        }) {
            return true;
        }
        if let Some((end, sure)) = self.firm_of_people(words) {
            self.introduce(words.start..end, ActorKind::Organisation);
            if !sure {
                self.doubt_last();
            }
            return true;
        }
        if let Some(last) = words.clone().rev().find(|&at| {
            self.means(at, ORGANISATION_WORD) && !self.is_after_letter(at) || self.is_company(at)
        }) {
            if last > words.start {
                let who = self.introduce(words.start..last + 1, ActorKind::Organisation);
                if self.is_cut(last + 1) {
                    self.doubt_last();
                }
                if self.means(last, COMPANY) {
                    self.also_without_company(who, words.start..last);
                }
            }
            return true;
        }
        if self.is_ship(words) {
            self.introduce(words.clone(), ActorKind::Organisation);
            self.note_ship();
            return true;
        }
        if self.is_person_or_building(words) {
            if self.is_told_person(words) {
                self.introduce_person(words.clone(), actors::Found::Introduced);
            } else {
                self.introduce(words.clone(), ActorKind::Place);
                self.doubt_last();
            }
            return true;
        }
        let hyphenated = self.hyphenated_end(words.start + 1) == Some(words.end);
        if hyphenated
            || words.clone().any(|at| self.means(at, PLACE_WORD))
                && !self.is_called_street(words)
                && !self.is_called_place(words)
            || self.is_english_place(words)
            || self.means(words.start, PLACE_HEAD)
                && !self.means(words.start, GIVEN)
                && !(words.len() == 2 && self.is_after_office(words.start))
        {
            let who = self.introduce(words.clone(), ActorKind::Place);
            // La Liga, El Dorado
            if extents().romance_articles.has(self.folded(words.start))
                && !self.is_placed(words.start)
            {
                self.doubt_last();
            }
            self.call_with_head(who, words);
            return true;
        }
        if self.is_armed(words) {
            self.introduce(words.clone(), ActorKind::Weapon);
            return true;
        }
        // Emergency Economic Powers Act: what a common noun closes is a thing.
        let thing = self.languages == ENGLISH
            && words.end < all.end
            && !extents().letters_after.has(self.folded(words.end));
        if thing && !self.means(words.start, GIVEN) {
            return true;
        }
        if let Some(head) = self.group_of(words) {
            if let Some(who) = self.introduce(head..words.end, ActorKind::Organisation) {
                let name = self.text(words);
                self.call(who, name);
            }
            return true;
        }
        false
    }

    /// Names `words` by their shape and by what stands around them.
    fn read_by_shape(&mut self, words: Range<usize>, titled: bool) {
        if let Some(end) = self.hosts_house(&words) {
            self.introduce(words.start..end, ActorKind::Place);
            self.doubt_last();
            return;
        }
        // Orbiter Processing Facility-1
        let numbered = (self.tokens.get(words.end))
            .is_some_and(|it| it.gap == HYPHEN && it.is(DIGIT) && it.len() <= 2);
        if numbered && !titled && words.len() > 2 && self.is_certain_capital(&words) {
            self.introduce(words.start..words.end + 1, ActorKind::Organisation);
            return;
        }
        let told = self.told_kind(&words).filter(|_| !titled);
        if told.is_none() && (self.is_person(&words, titled) || self.is_named_again(&words)) {
            let building = self.may_be_building(&words);
            self.introduce_person(words, actors::Found::Introduced);
            if building {
                self.note_building();
            }
        } else if self.is_certain_capital(&words) || told.is_some() && self.is_strange(words.start)
        {
            let kind = told.unwrap_or_else(|| {
                if self.is_letter_and_word(&words) {
                    ActorKind::Organisation
                } else {
                    self.kind_by_context(&words)
                }
            });
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
