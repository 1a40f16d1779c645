//! Head words that stand alone for an organisation which the article names in full: «la Procura» for
//! the Procura di Lodi. Where two organisations begin with the word, it means neither.

use super::reading::{Full, Reading};
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAPITAL, INITIAL, LOUD, SPACE};
use crate::actors::dictionary::words::{FUNCTION, OF, ORGANISATION_ADJECTIVE, ORGANISATION_HEAD};
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
            if head {
                let one = Some((named.who, (named.first, named.end)));
                heads
                    .entry(self.folded(named.first))
                    .and_modify(|known| {
                        if known.is_some_and(|(who, _)| who != named.who) {
                            *known = None;
                        }
                    })
                    .or_insert(one);
            }
        }
        if heads.is_empty() {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(1, &mut next) {
            next += 1;
            if self.is_claimed(at) || !self.is_lone_head(at) {
                continue;
            }
            if let Some(&Some((who, evidence))) = heads.get(self.folded(at)) {
                self.name_again(at, who, evidence);
            }
        }
    }

    /// Whether the token is a capitalised head word after an article, and nothing goes on from it.
    fn is_lone_head(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let led = at.checked_sub(1).is_some_and(|before| {
            matches!(token.gap, SPACE | APOSTROPHE) && self.means(before, FUNCTION)
        });
        let goes_on = self.tokens.get(at + 1).is_some_and(|next| {
            next.gap == SPACE
                && (next.is(CAPITAL)
                    || self.means(at + 1, OF | ORGANISATION_ADJECTIVE)
                    || self.is_adjective(at + 1))
        });
        self.means(at, ORGANISATION_HEAD)
            && token.is(CAPITAL)
            && !token.is(INITIAL | LOUD | ALL_CAPITALS)
            && led
            && !goes_on
    }
}
