//! The words of a role: the noun, what it is for, and whose it is, in the order of Italian and of
//! English. Who holds the office is for [`super::roles`].

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAPITAL, INITIAL, LETTER, LOUD, Token};
use super::who::Role;
use crate::actors::ActorKind;
use crate::actors::dictionary::office::Office;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHANCELLOR, CHIEF, COMMON, DEFENCE, DIPLOMACY, FINANCE, FIRST, FOREIGN, FORMER, FUNCTION,
    GOVERNMENT, INTERIOR, JUSTICE, LEADER, MINISTER, MONARCH, OF, PLACE_PREPOSITION, PREMIER,
    PRESIDENT, SECRETARY, SECURITY, SPEECH, SPOKESPERSON, STATE, SUPREME, VICE,
};

const FIELDS: &[(u64, Office)] = &[
    (DEFENCE, Office::Defence),
    (FOREIGN, Office::Foreign),
    (INTERIOR, Office::Interior),
    (FINANCE, Office::Finance),
    (SECURITY, Office::Security),
    (JUSTICE, Office::Justice),
];

/// What the words of a role say.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    of: Option<u32>,
    field: Option<Office>,
    government: bool,
    state: bool,
    diplomacy: bool,
    general: bool,
    vice: bool,
    former: bool,
    end: usize,
}

impl Reading<'_> {
    /// The role whose head noun is the token `at`.
    pub(super) fn role_at(&self, at: usize) -> Option<Role> {
        let mut head_end = at + 1;
        if self.means(at, FIRST) && !self.means(at, MINISTER) {
            if !self.means(at + 1, MINISTER) || !self.is_close(at + 1) {
                return None;
            }
            head_end = at + 2;
        }
        let mut parts = Parts {
            end: head_end,
            ..Parts::default()
        };
        let mut first = at;
        if self.languages == ENGLISH {
            first = self.read_before(at, &mut parts);
        }
        self.read_after(&mut parts);
        let mut vice = parts.vice || self.means(at, VICE);
        let mut former = parts.former;
        while let Some(before) = first.checked_sub(1).filter(|_| self.is_close(first)) {
            if self.means(before, VICE) {
                vice = true;
            } else if self.means(before, FORMER) {
                former = true;
            } else {
                break;
            }
            first = before;
        }
        if self.tokens.get(at).is_some_and(|token| token.is(LOUD)) {
            return None;
        }
        if self.is_plural(first) {
            return None;
        }
        if self.means(at, CHIEF) && self.is_another_chief(&parts) {
            return None;
        }
        former |= self.is_any_one(first) || self.is_of_another_time(parts.end);
        let office = self.office(at, vice, &parts);
        // Without a country or organisation a role says nothing by itself.
        let complete = parts.of.is_some() || parts.field.is_some() && parts.end > head_end;
        complete.then_some(Role {
            first,
            head: at,
            end: parts.end,
            office,
            of: parts.of,
            former,
        })
    }

    /// Whether the words that stand after those of a chief make him no head of a government: «Japan's chief
    /// cabinet secretary», «il capo russo della delegazione».
    fn is_another_chief(&self, parts: &Parts) -> bool {
        let next = parts.end;
        self.is_close(next)
            && if self.languages == ENGLISH {
                extents().after_chiefs.has(self.folded(next)) || self.folded(next) == "of"
            } else {
                self.means(next, OF) && self.folded(next) != "per"
            }
    }

    /// The office that the word at the token is by itself: «il presidente», «premier».
    pub(super) fn plain_office(&self, at: usize) -> Option<Office> {
        let governs = self.means(at, PRESIDENT | PREMIER | CHANCELLOR | MONARCH);
        let office = governs.then(|| self.office(at, self.means(at, VICE), &Parts::default()));
        office.flatten()
    }

    /// Reads what English puts before the head: `Russian Defence`, `Ukraine's`. Gives back the
    /// first token of the role.
    fn read_before(&self, at: usize, parts: &mut Parts) -> usize {
        let mut first = at;
        while let Some(before) = first.checked_sub(1).filter(|_| self.is_close(first)) {
            let field = self.field(before);
            if parts.field.is_none() && field.is_some() && !self.hits_ending(before) {
                parts.field = field;
                first = before;
                continue;
            }
            // «the Russian deputy foreign minister», «Russia's former president»
            parts.vice |= self.means(before, VICE);
            parts.former |= self.means(before, FORMER);
            if self.means(before, FIRST | VICE | FORMER | SUPREME) {
                first = before;
                continue;
            }
            let mut last = before;
            let possessive = self
                .tokens
                .get(before)
                .is_some_and(|token| token.gap == APOSTROPHE && token.len() == 1);
            if possessive {
                last = before.checked_sub(1).unwrap_or(before);
            }
            if self.hits_ending(last)
                && let Some(hit) = self.hit_ending(last)
                && let Some(of) = self.bearer(hit.first)
                && (possessive || !self.is_led_place(&hit) && !self.closes_a_firm(&hit))
            {
                parts.of = Some(of);
                return hit.first;
            }
            break;
        }
        first
    }

    /// Whether the country closes the name of a firm: «the Airwave Liberia boss».
    fn closes_a_firm(&self, hit: &Hit) -> bool {
        let brand = hit
            .first
            .checked_sub(1)
            .filter(|_| self.is_spaced(hit.first));
        !self.is_adjective(hit.first)
            && brand.is_some_and(|brand| {
                let plain = |token: &Token| token.is(CAPITAL) && !token.is(INITIAL | LOUD);
                self.tokens.get(brand).is_some_and(plain)
                    && !self.means(brand, FORMER | VICE | FUNCTION)
            })
    }

    /// Whether a preposition leads the country, which is no attribute then: «in Ukraine President Macron».
    fn is_led_place(&self, hit: &Hit) -> bool {
        let led = (hit.first.checked_sub(1)).is_some_and(|before| {
            self.is_spaced(hit.first) && lists().before_lands.has(self.folded(before))
        });
        let short = self
            .tokens
            .get(hit.first)
            .is_some_and(|token| token.is(ALL_CAPITALS | LETTER));
        led && !short && !self.is_adjective(hit.first)
    }

    /// Reads what follows the head: adjectives, fields, `of` somebody, in any order.
    fn read_after(&self, parts: &mut Parts) {
        loop {
            let at = parts.end;
            if !self.is_close(at) {
                return;
            }
            if let Some(hit) = self.hit_at(at)
                && self.is_adjective(at)
                && parts.of.is_none()
            {
                if self.languages == ENGLISH {
                    return;
                }
                parts.of = self.bearer(at);
                parts.end = hit.end;
                continue;
            }
            if self.means(at, SUPREME) && self.languages != ENGLISH {
                parts.end = at + 1;
                continue;
            }
            let word = self.folded(at);
            if matches!(word, "generale" | "general") {
                parts.general = true;
                parts.end = at + 1;
                continue;
            }
            if word == "uno" {
                parts.end = at + 1;
                continue;
            }
            // di, della, alla … and what they lead to
            if !self.means(at, OF | PLACE_PREPOSITION)
                && !matches!(word, "al" | "alla" | "all" | "agli" | "ai")
            {
                return;
            }
            let mut next = at + 1;
            if matches!(self.folded(next), "the") {
                next += 1;
            }
            if !self.is_close(next) {
                return;
            }
            if parts.of.is_none()
                && let Some(hit) = self.hit_at(next)
                && let Some(of) = self.bearer(next)
                && self.means(at, OF)
            {
                // «the head of the Polish government», but not «the head of the Polish team»
                let national = self.languages == ENGLISH && self.is_adjective(next);
                let noun = hit.end;
                if national && self.is_close(noun) && self.is_small_word(noun) {
                    if self.means(noun, GOVERNMENT) {
                        parts.government = true;
                    } else if self.means(noun, STATE) {
                        parts.state = true;
                    } else if !self.means(noun, FUNCTION | SPEECH) {
                        return;
                    }
                    parts.end = noun + usize::from(!self.means(noun, FUNCTION | SPEECH));
                } else {
                    parts.end = hit.end;
                }
                parts.of = Some(of);
                continue;
            }
            if let Some(field) = self.field(next).filter(|_| parts.field.is_none()) {
                parts.field = Some(field);
                parts.end = next + 1;
                if self.folded(next) == "affari" && self.means(next + 1, FOREIGN) {
                    parts.end += 1;
                }
                continue;
            }
            let council = self.folded(next) == "consiglio"
                && !self.hits_at(next)
                && self.means(at, OF)
                && self.tokens.get(next).is_some_and(|token| token.is(CAPITAL));
            if self.means(next, STATE) && !parts.state {
                parts.state = true;
            } else if (self.means(next, GOVERNMENT) || council) && !parts.government {
                parts.government = true;
            } else if self.means(next, DIPLOMACY) && !parts.diplomacy {
                parts.diplomacy = true;
            } else {
                return;
            }
            parts.end = next + 1;
        }
    }

    fn field(&self, at: usize) -> Option<Office> {
        FIELDS
            .iter()
            .find(|(meaning, _)| self.means(at, *meaning))
            .map(|&(_, office)| office)
    }

    /// The office that the head noun `at` and the other words make.
    fn office(&self, at: usize, vice: bool, parts: &Parts) -> Option<Office> {
        let is = |meaning| self.means(at, meaning);
        let office = if is(FIRST) && self.means(at + 1, MINISTER) || is(PREMIER) {
            Office::Premier
        } else if is(PRESIDENT) {
            if parts.government {
                Office::Premier
            } else {
                Office::President
            }
        } else if is(CHANCELLOR) {
            Office::Chancellor
        } else if is(MONARCH) {
            Office::Monarch
        } else if is(MINISTER) {
            if self.languages == ENGLISH && at > 0 && self.means(at - 1, FIRST) {
                Office::Premier
            } else {
                parts.field?
            }
        } else if is(SECRETARY) {
            if parts.state {
                Office::Foreign
            } else {
                parts.field.unwrap_or(Office::Secretary)
            }
        } else if is(LEADER) {
            Office::Leader
        } else if is(SPOKESPERSON) {
            Office::Spokesperson
        } else if parts.diplomacy {
            Office::Foreign
        } else if parts.government {
            Office::Premier
        } else if parts.field.is_some() {
            return None;
        } else {
            // capo di Stato, numero uno del Cremlino, Guida suprema dell'Iran
            Office::Leader
        };
        match (vice, office) {
            (false, office) => Some(office),
            (true, Office::President) => Some(Office::VicePresident),
            (true, Office::Premier) => Some(Office::VicePremier),
            (true, _) => None,
        }
    }

    /// The country of the adjective, capital or palace that begins at the token, or the
    /// organisation or country itself.
    pub(super) fn bearer(&self, at: usize) -> Option<u32> {
        let hit = self.hit_at(at)?;
        let common = self.means(at, COMMON);
        let alias = self
            .aliases(&hit)
            .find(|alias| !(alias.short || alias.unsure && common))?;
        let entry = self.dictionary.entry(alias.actor)?;
        match entry.actor.kind {
            ActorKind::Country | ActorKind::Organisation => Some(alias.actor),
            ActorKind::Place => entry
                .actor
                .stands_for
                .as_ref()
                .and_then(|id| self.dictionary.number(&id.0)),
            _ => None,
        }
    }
}
