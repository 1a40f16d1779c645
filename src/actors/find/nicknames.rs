//! Names that a person goes by beside his own: «Carlo Borlenghi, 41, known as Quillo», «Carlo Borlenghi, detto lo
//! Squalo», «Carlo Borlenghi, lo “Squalo dello Stretto”». Where the article says so once, the word or the words
//! mean him everywhere in it.

use std::ops::Range;

use super::lists::lists;
use super::reading::{Named, Reading, Who};
use super::tokens::{CAPITAL, COLON, COMMA, DIGIT, DOT, LOUD, OPENED, QUOTE, SPACE, STOP};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{CHIEF, FUNCTION, GIVEN, OF, TITLE, TRADE};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::TextTable;

/// Words of a nickname.
const MOST_WORDS: usize = 5;
/// Nicknames that begin with the same word.
const MOST_ALIKE: usize = 8;

/// Somebody, the words that he is known by, and whether these need an article before them elsewhere.
type Known = (Who, Range<usize>, bool);

impl<'a> Reading<'a> {
    /// Lets people whom the article names in full go by what it says they are known by.
    pub(super) fn find_nicknames(&mut self) {
        let people = self.named.iter().filter(|named| {
            named.end > named.first + 1 && self.kind(named.who) == ActorKind::Person
        });
        let called: Vec<(Who, Range<usize>)> = people
            .filter_map(|named| Some((named.who, self.nickname_after(named.end)?)))
            .collect();
        let mut phrases: TextTable<&'a str, Vec<Known>> = TextTable::default();
        for (who, words) in called {
            let folded = self.folded(words.start);
            if words.len() == 1 {
                // «detto il Sindaco» is not the mayor of whom the text tells.
                let taken = self.means(words.start, TITLE | CHIEF | TRADE)
                    || self.hit_at(words.start).is_some();
                if !taken {
                    self.establish(&words, &[folded], who);
                }
                continue;
            }
            let alike = phrases.entry(folded).or_default();
            if alike.len() + 2 <= MOST_ALIKE {
                alike.push((who, words.clone(), false));
                // «lo Squalo», who is the «Squalo dello Stretto»
                if self.means(words.start + 1, OF) && !self.means(words.start, GIVEN | TITLE) {
                    alike.push((who, words.start..words.start + 1, true));
                }
            }
        }
        if !phrases.is_empty() {
            self.name_phrases(&phrases);
        }
    }

    /// Names whoever is known by several words wherever they stand.
    fn name_phrases(&mut self, phrases: &TextTable<&'a str, Vec<Known>>) {
        let mut next = 0;
        let mut past = 0;
        while let Some(at) = self.notable_from(past, &mut next) {
            next += 1;
            let Some(alike) = phrases.get(self.folded(at)) else {
                continue;
            };
            let fits = alike.iter().find(|(_, words, led)| {
                let same = words.clone().zip(at..).all(|(told, here)| {
                    self.folded(told) == self.folded(here)
                        && (here == at || self.is_spaced_or_elided(here))
                        && !self.is_claimed(here)
                });
                same && (!led || self.is_led_by_article(at)) && self.is_capital(at)
            });
            let Some((who, words, _)) = fits else {
                continue;
            };
            past = at + words.len();
            self.settle(Named {
                first: at,
                end: past,
                who: *who,
                how: How::Name,
                found: actors::Found::ShortForm,
                sure: true,
                evidence: Some((words.start, words.end)).filter(|&(first, _)| first != at),
            });
        }
    }

    /// Whether an article stands before the token, a quotation that opens between.
    fn is_led_by_article(&self, at: usize) -> bool {
        let goes_on = (self.tokens.get(at + 1))
            .is_some_and(|next| next.gap == SPACE && (next.is(CAPITAL) || self.means(at + 1, OF)));
        let before = at.checked_sub(1).filter(|_| !goes_on);
        before.is_some_and(|before| {
            self.is_article(before)
                || lists().melted.has(self.folded(before))
                || self.is_articulated(at)
        })
    }

    fn is_article(&self, at: usize) -> bool {
        lists().nickname_articles.has(self.folded(at))
    }

    /// What somebody is known by whose name ends before the token.
    fn nickname_after(&self, end: usize) -> Option<Range<usize>> {
        let token = |at: usize| self.tokens.get(at);
        let comma = |at: usize| token(at).is_some_and(|token| token.gap == COMMA | SPACE);
        let spaced =
            |at: usize| token(at).is_some_and(|token| token.gap & !(QUOTE | OPENED) == SPACE);
        let opened = |at: usize| token(at).is_some_and(|token| token.gap & OPENED != 0);
        let aged = comma(end) && token(end).is_some_and(|age| age.is(DIGIT)) && comma(end + 1);
        let at = end + usize::from(aged);
        if !(comma(at) || self.is_spaced(at)) {
            return None;
        }
        let called = self.past_being_called(at);
        // «…, lo “Squalo dello Stretto”, …»
        let apposed = comma(at) && self.is_article(at) && opened(at + 1) && !opened(at);
        let mut past = match called {
            Some(past) => past,
            None if apposed => at + 1,
            None => return None,
        };
        if called.is_some() && self.is_article(past) && (spaced(past)) {
            past += 1;
        }
        let one = token(past)?;
        let elided = past > at && self.is_article(past - 1) && self.is_spaced_or_elided(past);
        let name =
            (spaced(past) || elided) && one.is(CAPITAL) && !one.is(DIGIT | LOUD) && one.len() > 2;
        if !name || self.is_claimed(past) {
            return None;
        }
        let quoted = opened(past) || past > 0 && opened(past - 1) && self.is_article(past - 1);
        let end = self.end_of_nickname(past, quoted)?;
        let set_off = token(end).is_none_or(|next| next.gap & (COMMA | DOT | STOP | COLON) != 0);
        let free = !(past..end).any(|at| self.is_claimed(at));
        (free && (called.is_some() || set_off && quoted)).then_some(past..end)
    }

    /// The token after «known as», «detto» or the like at the token.
    fn past_being_called(&self, at: usize) -> Option<usize> {
        let word = self.folded(at);
        let as_at = |at: usize| matches!(self.folded(at), "as" | "come");
        if lists().nicknamed.has(word) {
            return Some(at + 1);
        }
        if lists().known.has(word) && as_at(at + 1) {
            return Some(at + 2);
        }
        // «better known as», «also known as», «meglio noto come»
        let better = lists().better.has(word) && lists().known.has(self.folded(at + 1));
        (better && as_at(at + 2)).then_some(at + 3)
    }

    /// Where the nickname ends that begins at the token: with its quotation, or else with its capitals.
    fn end_of_nickname(&self, first: usize, quoted: bool) -> Option<usize> {
        let gap = |at: usize| self.tokens.get(at).map_or(STOP, |token| token.gap);
        if quoted {
            let closed = (first + 1..=first + MOST_WORDS).find(|&at| gap(at) & !SPACE != 0);
            return closed.filter(|&at| {
                at == first + 1 || gap(at) & QUOTE != 0 || self.tokens.get(at).is_none()
            });
        }
        let capital = |at: usize| gap(at) == SPACE && self.is_capital(at);
        let end = (first + 1..=first + MOST_WORDS)
            .find(|&at| !capital(at))
            .unwrap_or(first + 1);
        // Of several words in Italian the first is the nickname of «detto Totò Riina», and English has the
        // whole: «known as Big Mike».
        let whole = end == first + 1 || self.languages == ENGLISH && !self.means(first, FUNCTION);
        whole.then_some(end)
    }
}
