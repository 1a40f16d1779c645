//! What the reader must not be told for sure when the whole article is read: a surname that is a town of the
//! article or of the dictionary, whoever may be a building (Albert Hall), and ships, for which there is no kind.
//! What the words right before a surname say of it is for [`super::whereabouts`].

use std::ops::Range;

use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, CAMEL, INITIAL, LOUD, SPACE};
use super::who::Doubts;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, FAMILY, FUNCTION, GIVEN, OF, ORGANISATION_HEAD, PLACE_PREPOSITION, POST, ROLES, SPEECH,
    TITLE, TRADE,
};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::Set;

impl<'a> Reading<'a> {
    /// Notes that the surname at the token is a town somewhere in the article.
    pub(super) fn note_town(&mut self, at: usize) {
        let word = self.folded(at);
        self.doubts.towns.insert(word, ());
    }

    /// Notes that the actor named last is nobody and no body: a ship.
    pub(super) fn note_ship(&mut self) {
        if let Some(Who::New(number)) = self.named.last().map(|last| last.who) {
            self.doubts.things.insert(number);
        }
    }

    /// Notes that whoever was named last may be a building.
    pub(super) fn note_building(&mut self) {
        if let Some(Who::New(number)) = self.named.last().map(|last| last.who) {
            self.doubts.buildings.insert(number);
        }
    }

    /// Whether what stands beside `words` says that somebody is meant: a title, what is said, an apposition.
    pub(super) fn is_told_person(&self, words: &Range<usize>) -> bool {
        let said = |at: usize| self.is_spaced(at) && self.means(at, SPEECH);
        let next = words.end;
        let has = || {
            self.languages != ENGLISH
                && self.is_spaced(next)
                && lists().having_it.has(self.folded(next))
                && said(next + 1)
        };
        // «…», said Lancaster.
        let closes = (self.tokens.get(next)).is_none_or(|next| next.gap != SPACE);
        let says = || {
            let before = words.start.checked_sub(1);
            closes && before.is_some_and(|at| self.is_spaced(words.start) && self.means(at, SPEECH))
        };
        self.is_titled(words.start) || said(next) || has() || says() || self.is_apposed(next)
    }

    /// Whether the surname at the token is a town of the dictionary as well or begins the name of a firm of the
    /// article, and nothing says that somebody is meant: «Rovigo è in festa» beside Mario Rovigo.
    pub(super) fn is_rather_either(&self, at: usize) -> bool {
        let firm = || !self.brands.is_empty() && self.brands.contains_key(self.folded(at));
        (self.hits_at(at) && self.is_town_of_dictionary(at) || firm())
            && !self.is_told_person(&(at..at + 1))
    }

    /// The places of one word of the dictionary that close a name of several words of the article which a given
    /// name begins, so that the word alone may be short for it: Ravenna, in «l’associazione Clementina Ravenna».
    pub(super) fn towns_in_names(&self) -> Vec<&'a str> {
        let named = self.named.iter().filter(|it| it.end > it.first + 1);
        let body = |at: usize| {
            (at.checked_sub(1)).is_some_and(|head| {
                self.means(head, ORGANISATION_HEAD) && self.is_small_word(head) && self.is_close(at)
            })
        };
        let called = named.filter(|it| {
            self.hits_at(it.end - 1)
                && self.is_spaced(it.end - 1)
                && (self.means(it.first, GIVEN) || self.is_strange(it.first) && body(it.first))
        });
        called.map(|it| self.folded(it.end - 1)).collect()
    }

    /// Whether an article or a word for bodies says that the name at the token is a body’s, which no office leads:
    /// «l’Hellas Verona», «la società Psa Genova».
    pub(super) fn is_surely_body(&self, at: usize) -> bool {
        let head = at.checked_sub(1).filter(|_| self.is_close(at));
        let body = head.is_some_and(|head| {
            self.means(head, ORGANISATION_HEAD)
                && self.is_small_word(head)
                && !self.is_office_of(head)
        });
        // ReArm Europe
        let brand = (self.tokens.get(at)).is_some_and(|token| token.is(CAMEL | ALL_CAPITALS));
        body || brand || self.has_article(at)
    }

    /// Whether a capitalised word that nothing explains stands at the token, which a name before it may go on
    /// with: Ripon City Band.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        let known = TITLE | TRADE | ROLES | POST | GIVEN | FUNCTION | CHIEF | FAMILY;
        self.is_spaced(at)
            && self.is_capital(at)
            && !self.means(at, known)
            && !self.is_inside_hit(at)
            && (self.tokens.get(at)).is_some_and(|token| !token.is(LOUD | INITIAL))
    }

    /// Whether a preposition says that the name at the token is a place: «a Ravenna», but not «di Ravenna».
    pub(super) fn is_placed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.is_spaced(at));
        before.is_some_and(|at| self.means(at, PLACE_PREPOSITION) && !self.means(at, OF))
    }

    /// The introduced people of whom no full name is sure.
    fn guessed_people(&self) -> Set<u32> {
        let full = |sure: bool| {
            (self.named.iter()).filter_map(move |it| match it.who {
                Who::New(number) if it.sure == sure && it.found != actors::Found::ShortForm => {
                    Some(number)
                }
                _ => None,
            })
        };
        let mut guessed: Set<u32> = full(false).collect();
        if !guessed.is_empty() {
            for number in full(true) {
                guessed.remove(&number);
            }
        }
        guessed.retain(|&number| self.kind(Who::New(number)) == ActorKind::Person);
        self.without_told(guessed)
    }

    /// `people` without those of whom the article says somewhere what people do.
    fn without_told(&self, mut people: Set<u32>) -> Set<u32> {
        if !people.is_empty() {
            for named in &self.named {
                if let Who::New(number) = named.who
                    && people.contains(&number)
                    && self.is_told_person(&(named.first..named.end))
                {
                    people.remove(&number);
                }
            }
        }
        people
    }

    /// Takes the certainty from what is doubtful wherever the article has it.
    pub(super) fn doubt_what_is_open(&mut self) {
        let mut towns = std::mem::take(&mut self.doubts.towns);
        if !self.people.by_word.is_empty() {
            for named in &self.named {
                // Wells, Wells-next-the-Sea
                let word = named.end == named.first + 1 || self.is_joined(named.first + 1);
                if word
                    && self.kind(named.who) == ActorKind::Place
                    && self.people.has(self.folded(named.first))
                {
                    towns.insert(self.folded(named.first), ());
                }
            }
        }
        let Doubts {
            things, buildings, ..
        } = std::mem::take(&mut self.doubts);
        let guessed = self.guessed_people();
        if towns.is_empty() && things.is_empty() && buildings.is_empty() && guessed.is_empty() {
            return;
        }
        let buildings = self.without_told(buildings);
        let mut named = std::mem::take(&mut self.named);
        for it in named.iter_mut().filter(|it| it.sure && it.how == How::Name) {
            let open = match it.who {
                Who::New(number) => things.contains(&number) || buildings.contains(&number),
                Who::Known(_) => false,
            };
            let town = it.end == it.first + 1
                && towns.contains_key(self.folded(it.first))
                && self.kind(it.who) == ActorKind::Person
                && !self.is_told_person(&(it.first..it.end));
            let short = it.found == actors::Found::ShortForm
                && matches!(it.who, Who::New(number) if guessed.contains(&number));
            it.sure = !(open || town || short);
        }
        self.named = named;
    }
}
