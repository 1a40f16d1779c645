//! The states of the United States as its newspapers abbreviate them after a town: «Gulfport, Miss.»,
//! «NEWARK, N.J. —». The abbreviations are those of the stylebook of the Associated Press.

use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, COMMA, DIGIT, DOT, LETTER, LOUD, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FUNCTION, GIVEN};
use crate::actors::{self, ActorKind, How};

/// Words of a town before the comma.
const MOST_WORDS: usize = 3;

impl Reading<'_> {
    /// Names the abbreviated states that follow a town and a comma, and the towns that no list has.
    pub(super) fn find_states(&mut self) {
        if self.languages != ENGLISH {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            if self.is_district(at) {
                self.claim(at..at + 2);
                continue;
            }
            let Some((end, state)) = self.state_at(at) else {
                continue;
            };
            self.name(
                at..end,
                Who::Known(state),
                How::Name,
                actors::Found::Dictionary,
            );
            if let Some((first, town)) = self.known_town(at) {
                let found = actors::Found::Dictionary;
                self.name(first..at, Who::Known(town), How::Name, found);
            } else if let Some(town) = self.town_before(at) {
                self.introduce(town..at, ActorKind::Place);
            }
        }
    }

    /// Where the abbreviation at the token ends, and its state.
    fn state_at(&self, at: usize) -> Option<(usize, u32)> {
        let token = self.tokens.get(at)?;
        if token.gap != COMMA | SPACE || !token.is(CAPITAL) || token.len() > 5 {
            return None;
        }
        let rest = self.article.text.get(token.start()..)?;
        let (written, id) = lists().states.beginning(rest)?;
        let parts = written.matches('.').count();
        let state = self.dictionary.number(&format!("place:{id}"))?;
        let town = at.checked_sub(1)?;
        let named = self
            .tokens
            .get(town)
            .is_some_and(|town| town.is(CAPITAL) && !town.is(DIGIT))
            && !lists().calendar.has(self.folded(town));
        let end = at + parts;
        let doubtful = lists().doubtful_states.has(written) && {
            let goes_on = self.tokens.get(end).is_some_and(|next| {
                next.gap == DOT | SPACE && next.is(CAPITAL) && !self.means(end, FUNCTION)
            });
            let given = self.means(town, GIVEN) && !self.is_inside_hit(town);
            goes_on || given
        };
        (named && !doubtful).then_some((end, state))
    }

    /// Whether the token begins the «D.C.» of Washington.
    fn is_district(&self, at: usize) -> bool {
        let capital = at.checked_sub(1).map_or("", |before| self.folded(before));
        let letters = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(LETTER));
        capital == "washington"
            && letters(at)
            && letters(at + 1)
            && (self.folded(at), self.folded(at + 1)) == ("d", "c")
    }

    /// The town of the dictionary that ends before the token, doubtful or not, and where it begins.
    fn known_town(&self, at: usize) -> Option<(usize, u32)> {
        let hit = self.hit_ending(at.checked_sub(1)?)?;
        let town = self
            .aliases(&hit)
            .find(|alias| alias.town && alias.how == How::Name)?;
        (!self.is_swallowed(&hit)).then_some((hit.first, town.actor))
    }

    /// Where the strange town begins that ends before the token.
    fn town_before(&self, at: usize) -> Option<usize> {
        let fits = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(CAPITAL) && !token.is(DIGIT | LETTER | LOUD))
                && !self.is_claimed(at)
                && !self.is_inside_hit(at)
                && !self.means(at, FUNCTION)
        };
        let mut first = at.checked_sub(1).filter(|&last| fits(last))?;
        while at - first < MOST_WORDS {
            let joined = self.tokens.get(first).is_some_and(|token| {
                token.gap == SPACE || token.gap == SPACE | DOT && token.len() > 2
            });
            let Some(before) = first.checked_sub(1).filter(|&at| joined && fits(at)) else {
                break;
            };
            first = before;
        }
        // «John Barrasso, Wyo.» is a senator.
        let person = first + 1 < at && self.means(first, GIVEN);
        (!person).then_some(first)
    }
}
