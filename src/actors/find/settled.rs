//! Whom the names of the dictionary mean: settled when the whole article has been seen, because one
//! name may be that of several, and a doubtful one of nobody.

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{ACCENTED, APOSTROPHE, CAPITAL, DIGIT, INITIAL, LOUD};
use crate::actors::dictionary::lexicon::Alias;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{COMMON, FAMILY, FUNCTION, GIVEN, KIN, ORGANISATION_HEAD};
use crate::actors::{self, ActorKind, How};

impl<'a> Reading<'a> {
    /// Whom a hit means, where that can be told: the first sure full name, else the short form or
    /// doubtful name of somebody whose full name or country the article gives.
    fn meaning(&self, hit: &Hit, full: &[u32]) -> Option<(&'a Alias, actors::Found, bool)> {
        if let Some(alias) = self.sure_alias(hit).filter(|_| !hit.doubted) {
            // Nobody else has the name.
            return Some((alias, actors::Found::Dictionary, true));
        }
        let mut doubtful = None;
        let dated = self.is_dated(hit);
        let rival = self.rival(hit, full);
        for alias in self.aliases(hit) {
            if !alias.unsure && !alias.short && !self.is_outdone(hit, alias, full) {
                return Some((alias, actors::Found::Dictionary, true));
            }
            let given = full.binary_search(&alias.actor).is_ok();
            let near = self.dictionary.country(alias.actor).is_some_and(|country| {
                if alias.unsure && self.is_institution(hit, alias) {
                    self.countries.first() == Some(&country)
                } else {
                    self.countries.contains(&country)
                }
            });
            if alias.short && !given && self.is_mere_word(hit, alias.actor, near) {
                continue;
            }
            if alias.unsure && rival.is_some_and(|(rival, told)| told && rival != alias.actor) {
                continue;
            }
            let rank = match (given, near, alias.unsure) {
                (true, _, _) => 3,
                (false, true, false) => 2,
                (false, true, true) => 1,
                (false, false, false) if !self.is_somebodys_given(*hit) => 1,
                (false, false, _) => continue,
            };
            if !dated && doubtful.is_none_or(|(best, _)| rank > best) {
                doubtful = Some((rank, alias));
            }
        }
        doubtful.map(|(rank, alias)| {
            let found = if rank == 3 && alias.short {
                actors::Found::ShortForm
            } else {
                actors::Found::Dictionary
            };
            let contested = alias.unsure && rival.is_some_and(|(rival, _)| rival != alias.actor);
            (alias, found, rank == 3 && !contested)
        })
    }

    /// Who has the name `hit` for sure, be it only as a surname, and whether the article speaks of them beside
    /// it: in full, or of their country. Somebody who only may be called so, too, does not take it from them
    /// then.
    fn rival(&self, hit: &Hit, full: &[u32]) -> Option<(u32, bool)> {
        let rival = self.aliases(hit).find(|alias| !alias.unsure)?.actor;
        let country = self.dictionary.country(rival);
        let told = country.is_some_and(|country| self.countries.contains(&country));
        Some((rival, told || full.binary_search(&rival).is_ok()))
    }

    /// Whether the surname `hit` of a leader is a given name first, or a family name that many have, and the
    /// article speaks of no country of his: Ibrahim, who fled, is not the one who governs Malaysia, nor is Lai
    /// who scored the one who governs Taiwan.
    pub(super) fn is_somebodys_given(&self, hit: Hit) -> bool {
        let near = |actor: u32| {
            let country = self.dictionary.country(actor);
            country.is_some_and(|country| self.countries.contains(&country))
        };
        hit.sure == 0
            && hit.end == hit.first + 1
            && self.means(hit.first, GIVEN | FAMILY)
            && self.aliases(&hit).all(|alias| {
                let entry = self.dictionary.entry(alias.actor);
                let surname = entry.is_some_and(|entry| {
                    let word = self.text(&(hit.first..hit.end));
                    let (mut first, mut last) =
                        (entry.actor.name.split(' '), entry.actor.name.rsplit(' '));
                    let family = alias.unsure && first.next() == Some(word);
                    let given = self.means(hit.first, GIVEN) && last.next() == Some(word);
                    (family || given) && entry.actor.name.contains(' ')
                });
                alias.short && surname && !near(alias.actor)
            })
    }

    /// Whether the surname `hit` of `actor`, whom the article does not name in full, is an ordinary word
    /// first: «the Store app», «Secondo il ministro». An office before it makes it a name, and so does
    /// his country inside a sentence, if no letter of the surname is left out.
    fn is_mere_word(&self, hit: &Hit, actor: u32, near: bool) -> bool {
        let Some(token) = self.tokens.get(hit.first) else {
            return false;
        };
        let word = hit.end == hit.first + 1
            && !token.is(ACCENTED)
            && (self.means(hit.first, FUNCTION | COMMON) || self.is_ordinary_alone(hit.first));
        let written = || {
            let entry = self.dictionary.entry(actor);
            entry.is_some_and(|entry| entry.actor.name.is_ascii())
        };
        word && self.kind(Who::Known(actor)) == ActorKind::Person
            && !self.is_led(hit.first)
            && !(near && !token.is(INITIAL) && written())
    }

    /// Whether the hit is the common noun for a body of government, «il Senato», which is that of the
    /// country that the article is about.
    fn is_institution(&self, hit: &Hit, alias: &Alias) -> bool {
        hit.end == hit.first + 1
            && self.folded(hit.first) != "treasury"
            && self.means(hit.first, COMMON | ORGANISATION_HEAD)
            && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
            && self
                .dictionary
                .country(alias.actor)
                .is_some_and(|of| self.kind(Who::Known(of)) == ActorKind::Country)
    }

    /// Whether a number or a preposition of time stands beside a name that is a month as well: `May 19`, `19
    /// May`, `in May` are times and nobody.
    pub(super) fn is_dated(&self, hit: &Hit) -> bool {
        let number = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.is(DIGIT) && !token.is(CAPITAL))
        };
        let beside = |joint: usize| self.is_spaced(joint);
        // «in May», «that May»; but «said that May should go», «since May took office»
        let acts = |next: usize| {
            self.is_spaced(next) && self.is_small_word(next) && !self.means(next, FUNCTION)
        };
        let said = |that: usize| {
            self.folded(that) == "that"
                && (that.checked_sub(1))
                    .is_some_and(|at| self.is_spaced(that) && self.is_small_word(at))
        };
        let month = |before: usize| {
            self.languages == ENGLISH
                && extents().before_months.has(self.folded(before))
                && !(said(before) && acts(hit.end))
                && !(acts(hit.end) && self.people.has(self.folded(hit.first)))
                && (self.tokens.get(hit.end)).is_none_or(|next| next.gap != APOSTROPHE)
        };
        hit.end == hit.first + 1
            && ((number(hit.end) && beside(hit.end))
                || (beside(hit.first)
                    && (hit.first.checked_sub(1)).is_some_and(|at| number(at) || month(at))))
            && lists().calendar.has(self.folded(hit.first))
    }

    /// Whether the article speaks of somebody else who may have the name, and neither of the one who
    /// surely has it nor of his country: Monaco is Munich, but not beside Montecarlo.
    fn is_outdone(&self, hit: &Hit, sure: &Alias, full: &[u32]) -> bool {
        let told = |actor| {
            let country = self.dictionary.country(actor);
            country.is_some_and(|country| self.countries.contains(&country))
        };
        self.aliases(hit).any(|other| {
            other.unsure
                && other.actor != sure.actor
                && (full.binary_search(&other.actor).is_ok() || told(other.actor))
        }) && !told(sure.actor)
    }

    /// Decides whom the remaining names of the dictionary mean.
    pub(super) fn settle_known(&mut self) {
        let mut full: Vec<u32> = self
            .hits
            .iter()
            .filter(|hit| !self.is_swallowed(hit))
            .filter_map(|hit| self.sure_alias(hit))
            .map(|alias| alias.actor)
            .collect();
        full.sort_unstable();
        full.dedup();
        let hits = std::mem::take(&mut self.hits);
        self.settle_clubs(&hits);
        let towns = self.towns_in_names();
        for hit in &hits {
            if self.is_swallowed(hit)
                || self.is_of_a_thing(hit)
                || self.is_language(hit)
                || self.is_relatives_given(hit)
            {
                continue;
            }
            if let Some((alias, found, sure)) = self.meaning(hit, &full) {
                let person = self.kind(Who::Known(alias.actor)) == ActorKind::Person;
                if person && self.square_called(&(hit.first..hit.end), true).is_some() {
                    continue;
                }
                // «Mrs Clinton», «la signora Macron»
                let other = alias.short && self.is_of_another_sex(hit.end - 1, alias.actor);
                let fits = |it: &&Alias| it.short && !self.is_of_another_sex(hit.end - 1, it.actor);
                let alias = if other {
                    let Some(fitting) = self.aliases(hit).find(fits) else {
                        self.name_by_title(hit.end - 1);
                        continue;
                    };
                    fitting
                } else {
                    alias
                };
                let sure = sure && !other;
                // «in Austin»: nobody whom the article does not name stands after «in».
                if alias.short && found == actors::Found::Dictionary && self.is_within(hit) {
                    self.introduce(hit.first..hit.end, ActorKind::Place);
                    self.doubt_last();
                    continue;
                }
                let who = Who::Known(alias.actor);
                if let Some(body) = self.coastguard(hit) {
                    self.introduce(body, ActorKind::Organisation);
                }
                self.name(hit.first..hit.end, who, alias.how, found);
                let called = matches!(self.kind(who), ActorKind::Person | ActorKind::Place)
                    && (self.names_a_law(hit.first) || self.names_a_case(hit.first));
                // Ravenna, after «l’associazione Clementina Ravenna»
                let either = !towns.is_empty()
                    && hit.end == hit.first + 1
                    && towns.contains(&self.folded(hit.first))
                    && !self.is_placed(hit.first);
                if !sure || called || either {
                    self.doubt_last();
                }
            } else if self.is_another_body(hit) {
                self.introduce(hit.first..hit.end, ActorKind::Organisation);
                self.doubt_last();
            }
        }
        self.hits = hits;
    }

    /// Whether a name of several words that bodies of many countries have is none of those whom the
    /// dictionary knows: the Communist Party of an article on Chile.
    fn is_another_body(&self, hit: &Hit) -> bool {
        let loud = |at: usize| self.tokens.get(at).is_none_or(|token| token.is(LOUD));
        hit.end > hit.first + 1
            && !(hit.first..hit.end).any(loud)
            && self
                .tokens
                .get(hit.first)
                .is_some_and(|first| first.is(CAPITAL))
            && self.aliases(hit).all(|alias| {
                alias.how == How::Name
                    && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
            })
    }

    /// Whether the hit belongs to the name of a race or a cup, or to a sum: «il Giro d'Italia», «la Coppa
    /// Italia», «US$ 10».
    fn is_of_a_thing(&self, hit: &Hit) -> bool {
        let token = |at: usize| self.tokens.get(at);
        let written = hit.end.checked_sub(1).and_then(token);
        let sum =
            written.is_some_and(|last| self.article.text.as_bytes().get(last.end()) == Some(&b'$'));
        let race = |noun: usize| {
            token(noun).is_some_and(|token| token.is(CAPITAL))
                && lists().races.has(self.folded(noun))
        };
        let elided = token(hit.first).is_some_and(|token| token.gap == APOSTROPHE);
        // What is called so has a capital, and two small words after it at most.
        let before = self.tokens.get(hit.first.saturating_sub(3)..hit.first);
        let called = before.is_some_and(|words| words.iter().any(|word| word.is(CAPITAL)));
        if !elided && !called {
            return sum;
        }
        let led = match hit.first.checked_sub(1) {
            Some(of) if elided => {
                let of_league = |noun: usize| self.folded(noun) == "lega";
                self.folded(of) == "d"
                    && self.is_close(of)
                    && (of.checked_sub(1)).is_some_and(|noun| race(noun) || of_league(noun))
            }
            // Tour de France, Giro di Spagna
            Some(of) if self.is_close(of) && lists().of_races.has(self.folded(of)) => {
                self.is_spaced(hit.first) && of.checked_sub(1).is_some_and(race)
            }
            Some(noun) => self.is_spaced(hit.first) && race(noun),
            None => false,
        };
        sum || led
    }

    /// Whether a noun for a relative leads the given name alone that the hit is, which is no king’s then: «mio
    /// fratello Enrico».
    fn is_relatives_given(&self, hit: &Hit) -> bool {
        hit.end == hit.first + 1
            && hit.sure == 0
            && self.means(hit.first, GIVEN)
            && (hit.first.checked_sub(1))
                .is_some_and(|kin| self.is_spaced(hit.first) && self.means(kin, KIN))
    }

    /// Whether a hit stands after «in», and does not go on.
    fn is_within(&self, hit: &Hit) -> bool {
        let before = hit
            .first
            .checked_sub(1)
            .filter(|_| self.is_spaced(hit.first));
        let owner = self.tokens.get(hit.end).is_some_and(|next| {
            next.gap & APOSTROPHE != 0 || self.is_spaced(hit.end) && next.is(CAPITAL)
        });
        before.is_some_and(|before| self.folded(before) == "in") && !owner
    }
}
