//! Roles that stand alone: `il ministro`, `the president`. Each means the one person whom the
//! article introduces by the same noun; where it has two, or speaks of the office of somebody
//! unknown, nobody.

use super::apposition::PeopleAt;
use super::reading::{Reading, Who};
use super::tokens::{APOSTROPHE, CAPITAL, HYPHEN, LOUD, SPACE};
use super::who::Role;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FORMER, FUNCTION, OF, SPEECH, VICE};
use crate::text::hash::TextTable;

/// Somebody, `None` for one who is unknown, and the tokens that introduce them by a noun.
type Introduced = (Option<Who>, (usize, usize));

/// Roles without a country, each with those who are introduced by its noun.
#[derive(Debug, Default)]
pub(super) struct BareRoles<'a> {
    /// By the noun: who, `None` for somebody unknown, and where first.
    introduced: TextTable<&'a str, Vec<Introduced>>,
    /// The nouns that stand alone after an article.
    asked: Vec<usize>,
}

/// Holders of one noun that are told apart: with two of them it means nobody.
const MOST_HOLDERS: usize = 2;

impl<'a> BareRoles<'a> {
    pub(super) fn introduce(&mut self, noun: &'a str, who: Option<Who>, role: &Role) {
        let holders = self.introduced.entry(noun).or_default();
        // A former holder is one who may be meant, and so is somebody unknown.
        let who = who.filter(|_| !role.former);
        let known = holders.iter().any(|(known, _)| *known == who);
        if !known && holders.len() < MOST_HOLDERS {
            holders.push((who, (role.first, role.end)));
        }
    }

    /// The nouns that stand alone where the article introduces nobody by them.
    pub(super) fn unknown<'t>(
        &self,
        noun: impl Fn(usize) -> &'t str,
    ) -> impl Iterator<Item = usize> {
        let asked = self.asked.iter().copied();
        asked.filter(move |&at| !self.introduced.contains_key(noun(at)))
    }

    /// The nouns that stand alone after the only one whom the article introduces by them.
    pub(super) fn resolved<'t>(
        &self,
        noun: impl Fn(usize) -> &'t str,
    ) -> impl Iterator<Item = (usize, Who, (usize, usize))> {
        self.asked.iter().filter_map(move |&at| {
            match self.introduced.get(noun(at)).map(Vec::as_slice) {
                Some(&[(Some(who), evidence)]) if evidence.0 < at => Some((at, who, evidence)),
                _ => None,
            }
        })
    }
}

impl<'a> Reading<'a> {
    /// Notes what stands at a role without a country: «il premier Netanyahu» introduces its holder,
    /// «il premier» alone is told by that.
    pub(super) fn note_bare(&self, at: usize, starts: &PeopleAt, bare: &mut BareRoles<'a>) {
        let next = self.tokens.get(at + 1);
        let spaced = next.is_some_and(|next| next.gap == SPACE);
        let role = Role {
            first: at,
            head: at,
            end: at + 1,
            office: None,
            of: None,
            former: at > 0 && self.means(at - 1, FORMER | VICE),
        };
        if let Some(who) = starts.at(at + 1).filter(|_| spaced) {
            bare.introduce(self.folded(at), Some(who), &role);
            return;
        }
        if spaced && self.means(at + 1, OF) {
            // Somebody else's office, of which nothing is known.
            bare.introduce(self.folded(at), None, &role);
            return;
        }
        let article = at.checked_sub(1).is_some_and(|before| {
            let word = self.folded(before);
            match self.languages {
                ENGLISH => word == "the",
                _ => matches!(word, "il" | "lo" | "la" | "l"),
            }
        });
        let token = self.tokens.get(at);
        let loud = token.is_none_or(|token| token.is(LOUD));
        let ends = next.is_none_or(|next| next.gap & !(SPACE | HYPHEN | APOSTROPHE) != 0);
        let goes_on = spaced
            && self.means(at + 1, FUNCTION | SPEECH)
            && next.is_some_and(|next| !next.is(CAPITAL));
        if article && self.is_close(at) && !loud && (ends || goes_on) {
            bare.asked.push(at);
        }
    }
}
