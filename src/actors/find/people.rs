//! The people of an article by the words of their names: who may go by a surname, and who by a given name
//! alone. Whom such a word means where it stands is for [`super::identity`], the tables
//! are in [`super::persons`].

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::persons::Person;
use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, CAMEL, CAPITAL, DOT, LETTER, LOUD, OPENED, QUOTE, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FAMILY, FUNCTION, GIVEN, NO_ACTOR, ORGANISATION_HEAD, ORGANISATION_WORD, PARTICLE,
    PLACE_HEAD, PLACE_WORD, TITLE, TRADE,
};
use crate::actors::{ActorKind, How};

/// People of one family name that are told apart.
const MOST_NAMESAKES: usize = 32;

impl<'a> Reading<'a> {
    /// Whether the capitalised word at the token closes somebody's name by the title before it, the given name
    /// or the initials in it: «Dr Park Jin Woo», «Ann K. Green».
    pub(super) fn closes_a_person(&self, last: usize) -> bool {
        let dotted = |at: usize| (self.tokens.get(at)).is_some_and(|it| it.gap == DOT | SPACE);
        let mut first = last;
        let mut initials = false;
        while last - first < 4
            && let Some(before) = first.checked_sub(1)
        {
            let letter = (self.tokens.get(before)).is_some_and(|token| token.is(LETTER));
            let joined = self.is_spaced(first) || letter && dotted(first);
            if !joined || !self.is_capital(before) || self.means(before, TITLE | TRADE) {
                break;
            }
            initials |= letter;
            first = before;
        }
        let body = ORGANISATION_HEAD | ORGANISATION_WORD;
        let plain = |at: usize| {
            let other = self.hit_at(at).is_some_and(|hit| !self.hit_is_person(hit));
            !other && !self.means_in_english(at, body)
        };
        let noun = self.means_in_english(last, COMMON | PLACE_HEAD | PLACE_WORD);
        let titled = first.checked_sub(1).is_some_and(|title| {
            self.means(title, TITLE | TRADE) && (self.is_spaced(first) || dotted(first))
        });
        let several = last > first && (initials || self.means(first, GIVEN));
        !noun && (titled || several) && (first..=last).all(plain)
    }

    /// Whether the Italian `words` are a surname in capitals and a given name after it, as offices and courts
    /// write them: «BARDELLI Licio».
    pub(super) fn is_surname_in_capitals(&self, words: &Range<usize>) -> bool {
        let Some(last) = words.end.checked_sub(1).filter(|&last| last > words.start) else {
            return false;
        };
        let loud = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|it| it.is(ALL_CAPITALS) && !it.is(LOUD) && it.len() > 1)
        };
        let long = self.tokens.get(last - 1).is_some_and(|it| it.len() > 3);
        self.languages != ENGLISH
            && words.len() <= 3
            && long
            && self.means(last, GIVEN)
            && self.is_spaced(last)
            && !loud(last)
            && (words.start..last).all(|at| {
                loud(at) && !self.is_inside_hit(at) && !self.means(at, COMMON | ORGANISATION_WORD)
            })
    }

    /// Remembers that the article gives the full name of `who`.
    pub(super) fn establish(&mut self, words: &Range<usize>, parts: &[&'a str], who: Who) {
        // Kim Min-hee, but Kim Basinger.
        let eastern = self.is_surname_in_capitals(words)
            || self.means(words.start, FAMILY)
                && (parts.len() == 3 || !self.means(words.start, GIVEN));
        if parts.len() > 1
            && let Some(&given) = parts.first()
            && self.means(words.start, GIVEN)
        {
            match self.people.by_given.get_mut(given) {
                Some(known) if known.is_some_and(|(known, _)| known != who) => *known = None,
                Some(_) => {}
                None => {
                    let place = (words.start, words.end);
                    self.people.by_given.insert(given, Some((who, place)));
                }
            }
        }
        let title = self.title_of(words.start);
        for (at, &part) in words.clone().zip(parts) {
            let (first, last) = (at == words.start, at + 1 == words.end);
            // A given name alone names too many; the family name stands first in the East.
            let family = if parts.len() == 1 {
                true
            } else if eastern {
                // In Vietnam the last word names alone.
                first || last && is_vietnamese(parts)
            } else {
                last || !first && (!self.means(at, GIVEN | PARTICLE) || self.is_quoted(at))
            };
            let proper = words
                .clone()
                .filter(|&at| !self.means(at, PARTICLE | FUNCTION))
                .count();
            let given = !family && first && proper == 2 && self.stands_alone(words);
            // The Nobel is the prize, whoever Alfred Nobel was.
            let noun = COMMON | TITLE | PLACE_WORD | ORGANISATION_WORD;
            let thing = self.means(at, NO_ACTOR)
                || (self.is_ordinary(at) || self.means(at, noun))
                    && !self.means(words.start, GIVEN | FAMILY)
                    && !self.is_led(words.start)
                    && parts.len() > 1;
            if thing && last && self.is_inside_hit(at) {
                let place = (words.start, words.end);
                self.people.by_common.entry(part).or_insert((who, place));
            }
            if !(family || given) || part.len() < 2 || thing {
                continue;
            }
            self.people.note(part);
            let namesakes = self.people.by_word.entry(part).or_default();
            if let Some(known) = namesakes.iter_mut().find(|known| known.who == who) {
                known.again(words, parts);
                known.entitle(title);
            } else if namesakes.len() < MOST_NAMESAKES {
                namesakes.push(Person::new(who, words, parts, given, title));
            }
        }
    }

    /// Whether the token stands in quotation marks of its own.
    fn is_quoted(&self, at: usize) -> bool {
        let opened = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.gap & OPENED != 0)
        };
        opened(at)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.gap & QUOTE != 0)
    }

    /// Whether the given name that begins `words` names its bearer alone: popes and kings by their
    /// number (Leone XIV), and where the custom is so those whose given name nobody else here has
    /// (Chadchart Sittipunt).
    fn stands_alone(&self, words: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (
            self.tokens.get(words.start),
            words
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) else {
            return false;
        };
        let numeral = last.is(ALL_CAPITALS)
            && last
                .range()
                .of(&self.article.text)
                .bytes()
                .all(|letter| b"IVX".contains(&letter));
        let unheard = first.word == 0 && first.len() >= 5 && !first.is(LOUD | ALL_CAPITALS | CAMEL);
        numeral || unheard
    }

    /// Remembers the people whose full names the dictionary has and the article gives.
    pub(super) fn establish_known(&mut self) {
        let several = |hit: &&Hit| hit.end > hit.first + 1;
        let hits: Vec<Hit> = self.hits.iter().filter(several).copied().collect();
        for hit in hits {
            if self.is_swallowed(&hit) {
                continue;
            }
            self.establish_brand(hit);
            let person = self
                .sure_alias(&hit)
                .map(|alias| Who::Known(alias.actor))
                .filter(|&who| self.kind(who) == ActorKind::Person);
            if let Some(who) = person {
                let words = hit.first..hit.end;
                let parts: Vec<&str> = words.clone().map(|at| self.folded(at)).collect();
                self.establish(&words, &parts, who);
            }
        }
    }

    /// Remembers that an organisation which the article names in full may go by its first word:
    /// Nippon Steel.
    fn establish_brand(&mut self, hit: Hit) {
        let organisation = self
            .aliases(&hit)
            .find(|alias| !alias.unsure && alias.how == How::Name)
            .map(|alias| Who::Known(alias.actor))
            .filter(|&who| self.kind(who) == ActorKind::Organisation);
        let first = hit.first;
        let plain = self.tokens.get(first).is_some_and(|token| {
            token.is(CAPITAL) && !token.is(LOUD | LETTER | ALL_CAPITALS) && token.len() > 4
        }) && !self.means(first, u64::MAX)
            && !self.means_in_english(first, u64::MAX);
        if let Some(who) = organisation.filter(|_| plain) {
            let word = self.folded(first);
            self.brands.entry(word).or_insert(who);
        }
    }
}

/// Whether a family name of Vietnam begins the folded words of a name.
fn is_vietnamese(parts: &[&str]) -> bool {
    parts.len() > 2
        && parts
            .first()
            .is_some_and(|family| lists().vietnamese.has(family))
}
