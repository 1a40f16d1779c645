//! Clubs that go by the name of their town. Italian writes a town without an article, and a club with
//! one: «il Napoli». Where an article has such a club, what a feminine article leads is one as well
//! («la Roma»), and so is what a hyphen joins to a club: «Atalanta-Napoli».

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, LOUD, SPACE};
use crate::actors::dictionary::word::ITALIAN;
use crate::actors::dictionary::words::{CLUB, COMMON, FUNCTION, OF, SPEECH};
use crate::actors::{ActorKind, How};
use crate::text::hash::Set;

/// The article of a name, alone or melted into a preposition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

impl Reading<'_> {
    /// Settles which names of towns among `hits` are those of clubs.
    pub(super) fn settle_clubs(&mut self, hits: &[Hit]) {
        if self.languages & ITALIAN == 0 {
            return;
        }
        let mut clubs = Vec::new();
        for hit in hits {
            let town = hit.town && hit.end == hit.first + 1;
            if town && self.gender_before(hit.first) == Some(Gender::Masculine) && self.is_town(hit)
            {
                clubs.push(*hit);
            }
        }
        if clubs.is_empty() {
            return;
        }
        let masculine: Set<u32> = clubs.iter().map(|club| club.place).collect();
        for hit in &clubs {
            self.introduce(hit.first..hit.end, ActorKind::Organisation);
        }
        for hit in hits {
            if !hit.town {
                continue;
            }
            let feminine =
                self.gender_before(hit.first) == Some(Gender::Feminine) && !self.is_described(hit);
            let same = || masculine.contains(&hit.place);
            if (feminine || self.is_hyphened(hit) && same()) && self.is_town(hit) {
                self.introduce(hit.first..hit.end, ActorKind::Organisation);
                if feminine {
                    self.doubt_last();
                }
            }
        }
    }

    /// Whether the words after the town tell of what it is or was: «la Roma imperiale», «la Venezia del
    /// Settecento», «la Milano da bere».
    fn is_described(&self, hit: &Hit) -> bool {
        if !self.is_spaced(hit.end) {
            return false;
        }
        let somebodys = || {
            let next = self.tokens.get(hit.end + 1);
            next.is_some_and(|next| next.is(CAPITAL)) && !self.means(hit.end + 1, COMMON)
        };
        let quality = lists().qualifying_endings.end(self.folded(hit.end))
            && self.is_small_word(hit.end)
            && !self.means(hit.end, FUNCTION | SPEECH);
        quality
            || lists().of_times.has(self.folded(hit.end))
            || self.means(hit.end, OF) && !somebodys()
    }

    /// Whether a form of clubs begins `run`, and nothing but one name follows it: FC Basel, AC Milan.
    pub(super) fn is_form_of_club(&self, run: &Range<usize>) -> bool {
        let form = self
            .tokens
            .get(run.start)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD))
            && self.means(run.start, CLUB);
        let spaced = self.is_spaced(run.start + 1);
        form && spaced
            && !self.is_initialled_person(run)
            && (2..=3).contains(&run.len())
            && !self.hits_at(run.start)
    }

    /// Whether the letters that begin `run` lead a person's name and may be initials: «SC Johnson».
    pub(super) fn is_initialled_person(&self, run: &Range<usize>) -> bool {
        run.len() == 2
            && matches!(self.folded(run.start), "ac" | "cd" | "rc" | "sc")
            && self.is_close(run.start + 1)
            && self.hit_at(run.start + 1).is_some_and(|hit| {
                let mut aliases = self.aliases(&hit);
                aliases.any(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Person)
                    && !hit.town
            })
    }

    fn is_hyphened(&self, hit: &Hit) -> bool {
        self.is_joined(hit.first) || self.is_joined(hit.end)
    }

    /// Whether the hit is the name of a town that goes without an article.
    fn is_town(&self, hit: &Hit) -> bool {
        !self.is_swallowed(hit)
            && self.aliases(hit).any(|alias| {
                alias.town
                    && hit.end == hit.first + 1
                    && alias.how == How::Name
                    && !self.dictionary.entry(alias.actor).is_some_and(|entry| {
                        // Il Cairo, L'Aquila, La Spezia
                        let actor = &entry.actor;
                        std::iter::once(&actor.name)
                            .chain(&actor.aliases)
                            .any(|name| ["Il ", "La ", "L'"].iter().any(|it| name.starts_with(it)))
                    })
            })
    }

    /// The gender of the article right before the token.
    fn gender_before(&self, at: usize) -> Option<Gender> {
        let token = self.tokens.get(at)?;
        if token.gap != SPACE || token.is(LOUD) {
            return None;
        }
        match self.folded(at.checked_sub(1)?) {
            "il" | "del" | "dal" | "al" | "nel" | "sul" | "col" => Some(Gender::Masculine),
            "la" | "della" | "dalla" | "alla" | "nella" | "sulla" => Some(Gender::Feminine),
            _ => None,
        }
    }
}
