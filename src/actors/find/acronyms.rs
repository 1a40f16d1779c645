//! Acronyms that an article introduces in brackets after a name: `Istituto … internazionale (Ispi)`.

use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, CAPITAL, DIGIT, OPEN};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::Table;

impl Reading<'_> {
    /// Whether a bracket closes right after the token, the last of its paragraph, too.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let end = self.range(at, at + 1).end;
        self.article.text.as_bytes().get(end) == Some(&b')')
    }

    /// Ties acronyms in brackets to the name before them: `Istituto … internazionale (Ispi)`.
    pub(super) fn find_acronyms(&mut self) {
        if !self.bracketed {
            return;
        }
        let ends: Table<usize, Who> = self
            .named
            .iter()
            .filter(|named| named.how == How::Name)
            .map(|named| (named.end, named.who))
            .collect();
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            let Some(token) = self.tokens.get(at) else {
                break;
            };
            let closed = self.is_closed(at);
            if token.gap & OPEN == 0 || !token.is(CAPITAL) || token.is(DIGIT) || !closed {
                continue;
            }
            let Some(&who) = ends.get(&at) else { continue };
            let written = token.range().of(&self.article.text);
            let short = token.is(ALL_CAPITALS) || written.len() <= 6;
            if !short || self.kind(who) == ActorKind::Person || !matches!(who, Who::New(_)) {
                continue;
            }
            self.call(who, written);
            let folded = self.folded(at);
            self.acronyms.insert(folded, who);
        }
        if self.acronyms.is_empty() {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            let fits = self.is_capital(at) && !self.is_claimed(at) && !self.is_inside_hit(at);
            if fits && let Some(&who) = self.acronyms.get(self.folded(at)) {
                self.name(at..at + 1, who, How::Name, actors::Found::ShortForm);
            }
        }
    }
}
