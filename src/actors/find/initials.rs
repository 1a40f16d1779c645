//! People whose given names are initials without full stops: JK Rowling, CS Lewis. Capitals before a name
//! are those of clubs, ships and companies as well, so what may be one of these needs more: an office
//! before it, a verb of speech after it, the surname alone elsewhere.

use std::ops::Range;

use super::lists::lists;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, CAPITAL, DIGIT, LOUD, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, COMPANY, FIELD, FORM, FUNCTION, GIVEN, NO_ACTOR, ORDINARY_SURNAME, ORGANISATION_HEAD,
    ORGANISATION_WORD, PLACE_WORD, SPEECH,
};

/// Letters that may stand without anything else said.
const FEW: u32 = 2;
/// More letters are no initials.
const MOST: u32 = 3;

impl Reading<'_> {
    /// Whether `words` are initials without full stops and a surname.
    pub(super) fn begins_with_initials(&self, words: &Range<usize>) -> bool {
        let Some(letters) = self.tokens.get(words.start) else {
            return false;
        };
        let form = self.means(words.start, FORM);
        let written = self.text(&(words.start..words.start + 1)).as_bytes();
        let shaped = letters.is(ALL_CAPITALS)
            && !letters.is(LOUD | DIGIT)
            && (FEW..=MOST).contains(&letters.len())
            && !written.iter().all(|letter| b"IVX".contains(letter))
            && (letters.word == 0 || form || self.meanings.of(letters.sense) == 0)
            && !self.is_inside_hit(words.start)
            && !self.is_rank(words.start);
        let surname = |at: usize| {
            let plain = (self.tokens.get(at)).is_some_and(|token| {
                token.gap == SPACE && token.is(CAPITAL) && !token.is(ALL_CAPITALS | DIGIT)
            });
            plain
                && (self.is_strange(at) || self.means(at, GIVEN | ORDINARY_SURNAME))
                && !self.is_inside_hit(at)
        };
        if !shaped || !(2..=3).contains(&words.len()) || self.has_article(words.start) {
            return false;
        }
        let called = self.languages == ENGLISH || self.means(words.end - 1, GIVEN);
        let enough = called && !form && letters.len() <= FEW;
        (words.start + 1..words.end).all(surname)
            && self.told_kind(words).is_none()
            && (enough || self.is_told_a_person(words))
    }

    /// Whether the capitals at the token are a rank before a surname: DI Murray, PC Smith.
    pub(super) fn is_rank(&self, at: usize) -> bool {
        let Some(letters) = self.tokens.get(at) else {
            return false;
        };
        let surname = |next: usize| {
            let token = self.tokens.get(next);
            token.is_some_and(|token| {
                token.gap == SPACE && token.is(CAPITAL) && !token.is(ALL_CAPITALS | DIGIT)
            }) && !self.means(next, COMMON | FUNCTION | FIELD | NO_ACTOR | COMPANY)
                && !self.means(next, ORGANISATION_HEAD | ORGANISATION_WORD | PLACE_WORD)
        };
        self.languages == ENGLISH
            && letters.is(ALL_CAPITALS)
            && !letters.is(LOUD)
            && lists().ranks.has(self.folded(at))
            && surname(at + 1)
    }

    /// Whether an office before `words`, a verb of speech or an office after them, or their last word alone
    /// elsewhere tells that they are somebody.
    fn is_told_a_person(&self, words: &Range<usize>) -> bool {
        let speaks = |at: usize| self.is_close(at) && self.means(at, SPEECH);
        self.is_led(words.start)
            || speaks(words.end)
            || self.means(words.end, FUNCTION) && speaks(words.end + 1)
            || self.is_apposed(words.end)
            || self.stands_without_initials(words.end - 1)
    }

    /// Whether the text has the surname at the token somewhere without initials before it or before a
    /// given name. One pass over the article tells it of all surnames, however many are asked about.
    fn stands_without_initials(&self, at: usize) -> bool {
        let surnames = self.without_initials.get_or_init(|| {
            let plain = |at: usize| {
                (self.tokens.get(at))
                    .is_some_and(|token| token.is(CAPITAL) && !token.is(ALL_CAPITALS | DIGIT))
            };
            let before = |at: usize| at.checked_sub(1).filter(|_| self.is_spaced(at));
            let initials = |at: usize| {
                (self.tokens.get(at)).is_some_and(|token| {
                    token.is(ALL_CAPITALS) && (FEW..=MOST).contains(&token.len())
                })
            };
            let alone = |&at: &usize| {
                let first = before(at);
                let second = first.filter(|&given| plain(given)).and_then(before);
                plain(at) && !first.into_iter().chain(second).any(initials)
            };
            let alone = self.all_notable().filter(alone);
            alone.map(|at| (self.folded(at), ())).collect()
        });
        surnames.contains_key(self.folded(at))
    }
}
