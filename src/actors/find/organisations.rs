//! Organisations that the dictionary does not have as a whole: where in the text they are looked for, the
//! bodies that a country closes. How far a name reaches is for [`super::italian`] and [`super::english`],
//! which ministry or army it is for [`super::state_bodies`].

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, INITIAL, LOUD};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, DEFENCE, FIELD, FINANCE, FOREIGN, INTERIOR, JUSTICE, MINISTRY, OF, SECURITY,
};
use crate::actors::{ActorKind, How};

/// What ministries are for.
pub(super) const FIELDS: u64 = FIELD | DEFENCE | FOREIGN | INTERIOR | FINANCE | SECURITY | JUSTICE;
/// A longer run of words is no name.
pub(super) const MOST_WORDS: usize = 12;

impl Reading<'_> {
    /// Finds organisations that the dictionary does not have as a whole.
    pub(super) fn find_organisations(&mut self) {
        let mut bodies = Vec::new();
        let (mut at, mut next) = (0, 0);
        while let Some(notable) = self.notable_from(at, &mut next) {
            at = notable;
            // What an acronym in brackets has the initials of is settled as a whole.
            if self.is_claimed(at) {
                at += 1;
                continue;
            }
            if let Some((words, kind)) = self.small_headed(at) {
                at = words.end;
                self.introduce(words, kind);
                continue;
            }
            let found = if let Some(body) = self.body_of_country(at) {
                Some(body)
            } else if self.languages == ENGLISH {
                self.english_organisation(at)
                    .or_else(|| self.small_party(at + 1))
            } else {
                self.italian_organisation(at)
                    .or_else(|| self.english_organisation(at))
            };
            at = match found {
                Some(words) if self.is_for_machines(&words) => words.end,
                Some(words) => {
                    let end = words.end;
                    let called = self.state_body(words);
                    let ministry = called.words.clone().any(|at| self.means(at, MINISTRY));
                    if ministry || called.is_of_a_state() {
                        bodies.push(called);
                    } else {
                        self.introduce_body(called.words);
                    }
                    end
                }
                None => at + 1,
            };
        }
        self.name_state_bodies(bodies);
    }

    /// The body whose name a country closes, where bodies of several have what stands before it: the
    /// Communist Party of Greece is not that of China.
    fn body_of_country(&self, at: usize) -> Option<Range<usize>> {
        if !self.is_inside_hit(at + 1) {
            return None;
        }
        let hit = self.hit_at(at).filter(|hit| hit.end > at + 1)?;
        let mut lead = hit.end;
        if !self.means(lead, OF) || !self.is_close(lead) {
            return None;
        }
        // L’Ordine dei medici di Lodi is not that of the country.
        if self.languages != ENGLISH
            && lists().in_towns.has(self.folded(hit.first))
            && let Some(town) = self.hit_at(lead + 1).filter(|_| self.is_close(lead + 1))
            && self.is_land(town)
        {
            return Some(hit.first..town.end);
        }
        lead += 1;
        if self.folded(lead) == "the" {
            lead += 1;
        }
        let country = self.hit_at(lead).filter(|_| self.is_close(lead))?;
        let land = self.bearer(lead).filter(|&land| {
            self.is_land(country) && self.kind(Who::Known(land)) == ActorKind::Country
        })?;
        let body = self.aliases(&hit).all(|alias| {
            alias.how == How::Name
                && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
                && (self.dictionary.country(alias.actor)).is_some_and(|of| of != land)
        });
        body.then_some(hit.first..country.end)
    }

    /// Introduces an organisation, which the article may call without the nationality that closes its
    /// name, too: la Guardia costiera libica, la Guardia costiera.
    fn introduce_body(&mut self, words: Range<usize>) {
        let short = words
            .end
            .checked_sub(1)
            .and_then(|last| self.hit_ending(last))
            .filter(|hit| self.is_adjective(hit.first) && hit.first > words.start + 1)
            .map(|hit| words.start..hit.first);
        let cut = self.is_cut(words.end);
        let who = self.introduce(words, ActorKind::Organisation);
        if cut {
            self.doubt_last();
        }
        if let Some(short) = short {
            self.also_without_company(who, short);
        }
    }

    /// Whether the dictionary surely has the head, alone or as a part of a longer name: «Senato» alone
    /// may be that of Italy, «Senato francese» is another.
    pub(super) fn is_known_head(&self, head: usize) -> bool {
        let doubtful =
            |hit: Hit| hit.end == hit.first + 1 && self.aliases(&hit).all(|alias| alias.unsure);
        match self.hit_at(head) {
            Some(hit) => !doubtful(hit),
            None => self.is_inside_hit(head),
        }
    }

    pub(super) fn is_land(&self, hit: Hit) -> bool {
        self.aliases(&hit).next().is_some_and(|alias| {
            let kind = self.kind(Who::Known(alias.actor));
            alias.how == How::Name && matches!(kind, ActorKind::Country | ActorKind::Place)
        })
    }

    pub(super) fn is_certain(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD))
            && !self.means(at, COMMON)
    }
}
