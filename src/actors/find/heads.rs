//! Head words that stand alone for an organisation which the article names in full: «la Procura» for
//! the Procura di Lodi. Where two organisations begin with the word, it means neither.

use super::lists::lists;
use super::reading::{Full, Reading};
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAPITAL, INITIAL, LOUD, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    FUNCTION, INSTITUTION, NATIONAL_HEAD, OF, ORGANISATION_ADJECTIVE, ORGANISATION_HEAD,
};
use crate::actors::{ActorKind, How};
use crate::text::hash::TextTable;

impl Reading<'_> {
    /// Ties a head word that stands alone after an article to the one organisation of the article
    /// that begins with it: «la Procura», «the Commission».
    pub(super) fn find_heads(&mut self) {
        let mut heads: TextTable<&str, Option<Full>> = TextTable::default();
        for named in &self.named {
            let head = named.end > named.first + 1
                && named.how == How::Name
                && self.means(named.first, ORGANISATION_HEAD)
                && self.kind(named.who) == ActorKind::Organisation;
            // British Antarctic Survey, Geological Survey of India
            let closing = (named.first + 1..named.end)
                .rev()
                .filter(|_| named.how == How::Name)
                .find(|&at| {
                    self.is_closing_head(at) && (at + 1 == named.end || self.means(at + 1, OF))
                })
                .filter(|_| self.kind(named.who) == ActorKind::Organisation);
            if head || closing.is_some() {
                let word = closing.unwrap_or(named.first);
                let one = Some((named.who, (named.first, named.end)));
                heads
                    .entry(self.folded(word))
                    .and_modify(|known| {
                        if known.is_some_and(|(who, _)| who != named.who) {
                            *known = None;
                        }
                    })
                    .or_insert(one);
            }
        }
        if heads.is_empty() && self.languages == ENGLISH {
            return;
        }
        let mut next = 0;
        let mut seats = None;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            if self.is_claimed(at) || !self.is_lone_head(at) {
                continue;
            }
            let institution = self.means(at, INSTITUTION);
            if institution && !heads.contains_key(self.folded(at)) {
                let mut found = seats.take().unwrap_or_else(|| self.seats());
                self.name_institution(at, &mut found);
                seats = Some(found);
            } else if let Some(&Some((who, evidence))) = heads.get(self.folded(at)) {
                // A name that ends with the word lends it to «the» only.
                let closes = self.folded(evidence.0) != self.folded(at);
                if closes && self.folded(at - 1) != "the" {
                    continue;
                }
                self.name_again(at, who, evidence);
            }
        }
    }

    /// Whether the token is a word that closes an English name and may stand for the whole: «the
    /// Survey» for the British Antarctic Survey.
    pub(super) fn is_closing_head(&self, at: usize) -> bool {
        self.languages == ENGLISH
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD))
            && (self.means_in_english(at, NATIONAL_HEAD)
                || lists().closing_heads.has(self.folded(at)))
    }

    /// Whether the token is a capitalised head word after an article, and nothing goes on from it.
    fn is_lone_head(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if !token.is(CAPITAL) || token.is(INITIAL | LOUD | ALL_CAPITALS) {
            return false;
        }
        let led = at.checked_sub(1).is_some_and(|before| {
            matches!(token.gap, SPACE | APOSTROPHE) && self.means(before, FUNCTION)
        });
        let goes_on = self.tokens.get(at + 1).is_some_and(|next| {
            next.gap == SPACE
                && (next.is(CAPITAL)
                    || self.means(at + 1, OF | ORGANISATION_ADJECTIVE)
                    || self.is_adjective(at + 1))
        });
        let the = || {
            at.checked_sub(1)
                .is_some_and(|before| self.folded(before) == "the")
        };
        led && !goes_on
            && (self.means(at, ORGANISATION_HEAD | INSTITUTION)
                || self.is_closing_head(at) && the())
    }
}
