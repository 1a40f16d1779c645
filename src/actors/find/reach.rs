//! How far names reach that small words of other languages join (Melzi d’Eril, Luigi di Maio, Óscar de
//! la Hoya), that hyphens lengthen (Leung Kwok-hung, Yunus-bek Yevkurov), and towns of several words
//! (Barberino del Mugello).

use std::ops::Range;

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, HYPHEN, LETTER, LOUD, OPENED, QUOTE, SPACE, Token,
};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FAMILY, GIVEN, KIN, OF, PLACE_PREPOSITION, PLACE_WORD};

impl Reading<'_> {
    /// Whether the token is strange and has a capital that neither a heading nor a sentence explains.
    fn is_strange_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.word == 0
                && token.is(CAPITAL)
                && !token.is(LOUD | DIGIT | LETTER | ALL_CAPITALS)
                && !self.is_claimed(at)
        })
    }

    /// The token after «di Maio» in «Luigi di Maio», after «d’Eril» in «Melzi d’Eril»: a small word at
    /// `at` that joins the strange word after it to the name before.
    pub(super) fn joined_surname(&self, first: usize, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let next = self.tokens.get(at + 1)?;
        let last = at.checked_sub(1)?;
        if token.gap != SPACE || token.is(CAPITAL) || !self.is_strange_capital(at + 1) {
            return None;
        }
        let before = self.tokens.get(last)?;
        let word = self.folded(at);
        let joined = if next.gap == APOSTROPHE {
            let named = before.word == 0 || self.means(first, GIVEN) && at - first == 1;
            token.is(LETTER) && word == "d" && named && !before.is(ALL_CAPITALS)
        } else {
            next.gap == SPACE
                && matches!(word, "di" | "del" | "della")
                && self.languages != ENGLISH
                && (first..at).all(|at| self.means(at, GIVEN))
                && !(word == "di"
                    && first
                        .checked_sub(1)
                        .is_some_and(|before| self.means(before, OF | PLACE_PREPOSITION)))
        };
        joined.then_some(at + 2)
    }

    /// The token after the surname that follows the nickname at `at`: Jorge "Tuto" Quiroga.
    pub(super) fn nickname(&self, first: usize, at: usize) -> Option<usize> {
        let (nickname, surname) = (self.tokens.get(at)?, self.tokens.get(at + 1)?);
        let opened = nickname.gap & OPENED != 0 && nickname.gap & !(SPACE | QUOTE | OPENED) == 0;
        let closed = surname.gap == SPACE | QUOTE;
        let capital = |token: &Token| token.is(CAPITAL) && !token.is(LOUD | DIGIT | ALL_CAPITALS);
        let one = at - first == 1 && self.means(first, GIVEN);
        (one && opened && closed && capital(nickname) && capital(surname)).then_some(at + 2)
    }

    /// Whether a hyphen joins the small word at `at` to the name before as one of the East has it.
    pub(super) fn is_joined_syllable(&self, first: usize, at: usize) -> bool {
        let small = |token: &Token| token.gap == HYPHEN && !token.is(CAPITAL | DIGIT);
        let Some(token) = self.tokens.get(at).filter(|token| small(token)) else {
            return false;
        };
        if lists().joined.has(self.folded(at)) {
            return true;
        }
        let family = (first..at).any(|at| self.means(at, FAMILY));
        let strange = token.word == 0 && token.len() <= 6;
        // «Pita-led», «Chan-style» go on with English.
        let english = ["ed", "ing", "style", "like", "era", "based"]
            .iter()
            .any(|ending| self.folded(at).ends_with(ending));
        // Hirokazu Kore-eda
        let whole = || {
            let strange = |at: usize| self.tokens.get(at).is_some_and(|token| token.word == 0);
            token.len() <= 4 && (first..at).all(|at| strange(at) || self.means(at, GIVEN))
        };
        at - first > 1 && strange && !english && (family || self.languages != ENGLISH || whole())
    }

    /// Whether a hyphen joins what may be somebody's surname to a name of the East in the run that begins at
    /// `first`, as its second syllable: Zhou En-Lai.
    pub(super) fn is_last_syllable(&self, hit: Hit, first: usize) -> bool {
        let family = hit.first.checked_sub(2).filter(|&at| at >= first);
        hit.end == hit.first + 1
            && self.is_joined(hit.first)
            && family.is_some_and(|family| self.means(family, FAMILY))
            && self.hit_is_person(hit)
    }

    /// The end of the town that the strange word `run` after a preposition makes with «del» or the like
    /// and another name: Barberino del Mugello, Poggio dei Pini, San Giuliano di Puglia.
    pub(super) fn long_town(&self, run: &Range<usize>) -> Option<usize> {
        let small = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.gap == SPACE && !token.is(CAPITAL))
        };
        if self.languages == ENGLISH || run.len() > 2 || !small(run.end) {
            return None;
        }
        let name = self.tokens.get(run.end + 1)?;
        let capital = name.is(CAPITAL) && !name.is(LOUD | ALL_CAPITALS | DIGIT);
        if !capital || self.is_claimed(run.end + 1) {
            return None;
        }
        let led = run.start.checked_sub(1).is_some_and(|before| {
            (self.means(before, PLACE_PREPOSITION)
                || matches!(self.folded(before), "di" | "comune"))
                && self.is_spaced(run.start)
        });
        // «a Torre del Greco, San Giorgio a Cremano e …»
        let listed = || {
            let and = matches!(self.folded(run.start - 1), "e" | "ed") && self.is_spaced(run.start);
            let past = if and { run.start - 1 } else { run.start };
            let place = |who: Who| self.kind(who) == ActorKind::Place;
            (and || self.is_after_comma(run.start))
                && (self.named.last()).is_some_and(|it| it.end == past && place(it.who))
        };
        let closing = self.folded(run.end + 1);
        let bound = extents().closing_towns.has(closing) || extents().valleys.has(closing);
        // «Castelnuovo del Garda attende», but «Villa in Toscana sequestrata»
        let town = bound
            && extents().first_of_towns.has(self.folded(run.start))
            && (led || self.means(run.end, OF))
            && !self.is_after_office(run.start);
        let led = led || town || run.start > 0 && listed();
        let last = run.end.checked_sub(1)?;
        let saint = run.len() == 2
            && matches!(
                self.folded(run.start),
                "san" | "santa" | "santo" | "villa" | "castel" | "monte" | "torre" | "rocca"
            );
        let strange = self.is_strange_capital(last) && (run.len() == 1 || saint)
            || saint && self.means(last, GIVEN)
            || town;
        if !led || !strange {
            return None;
        }
        let land = |hit: Hit| hit.end == run.end + 2 && self.is_land(hit);
        let known = self.hit_at(run.end + 1);
        let joined = matches!(name.gap, SPACE | APOSTROPHE)
            && extents().after_towns.has(self.folded(run.end))
            && known.is_none_or(|hit| hit.end == run.end + 2);
        // Castelnuovo di Val di Cecina
        let valley = run.end + 1;
        if (town || led)
            && joined
            && extents().valleys.has(self.folded(valley))
            && self.means(valley + 1, OF)
            && self.is_spaced(valley + 1)
            && self.is_capital(valley + 2)
        {
            return Some(valley + 3);
        }
        if bound && joined {
            return Some(run.end + 2);
        }
        let joins = match self.folded(run.end) {
            "sul" | "sulla" | "sull" | "in" | "al" | "alla"
                if matches!(name.gap, SPACE | APOSTROPHE) =>
            {
                known.is_none_or(land)
            }
            "del" | "dello" | "della" | "dei" | "degli" | "delle" => {
                known.is_none() && name.word == 0 && name.gap == SPACE
            }
            "dell" => known.is_none() && name.word == 0 && name.gap == APOSTROPHE,
            // San Giorgio a Cremano
            "a" | "ad" => saint && known.is_none() && name.word == 0 && name.gap == SPACE,
            // A town of Milan's is written so; «da Fiumicino di Roma» is not.
            "di" => {
                name.gap == SPACE
                    && known.is_some_and(land)
                    && (saint || known.is_some_and(|town| self.is_in_province_of(run, town)))
            }
            _ => false,
        };
        joins.then_some(run.end + 2)
    }

    /// Whether the strange `run` is a town that says which province it is in, that of `town`: Cisterna di
    /// Latina. «Da Fiumicino di Roma» leads two, and whoever is somebody's relative has a surname.
    fn is_in_province_of(&self, run: &Range<usize>, town: Hit) -> bool {
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        let relative = before
            .checked_sub(1)
            .is_some_and(|kin| self.means(kin, KIN));
        let led = self.means(before, OF) || matches!(self.folded(before), "a" | "ad" | "comune");
        led && !relative && run.len() == 1 && self.aliases(&town).any(|alias| alias.town)
    }

    /// Where the name of a work begins that ends the English `run` with a word for places, and into
    /// which a nationality goes, that of the hit `next`: Grand Ethiopian Renaissance Dam.
    pub(super) fn grand_work(&self, run: &Range<usize>, next: usize) -> Option<usize> {
        let hit = self.hits.get(next).filter(|hit| hit.end < run.end)?;
        let first = hit
            .first
            .checked_sub(1)
            .filter(|&first| first >= run.start)?;
        let grand = matches!(self.folded(first), "grand" | "great" | "greater" | "royal");
        let closes = self.means(run.end - 1, PLACE_WORD);
        let fits = self.languages == ENGLISH && self.is_adjective(hit.first) && grand && closes;
        (fits && !self.is_claimed(first)).then_some(first)
    }

    /// Whether the organisation that two hits make is a person whose given name and surname the
    /// dictionary knows of two others: Saddam Haftar.
    pub(super) fn is_child_of_names(&self, hit: Hit, next: Hit, end: usize) -> bool {
        let one = |hit: &Hit| hit.end == hit.first + 1;
        let person = |alias_actor: u32| self.kind(Who::Known(alias_actor)) == ActorKind::Person;
        let spaced = self
            .tokens
            .get(next.first)
            .is_some_and(|token| token.gap == SPACE && !token.is(LOUD));
        let name = |actor: u32| {
            self.dictionary
                .entry(actor)
                .map(|entry| entry.actor.name.as_str())
        };
        let word = |hit: &Hit| self.text(&(hit.first..hit.end));
        let given = self.aliases(&hit).any(|alias| {
            alias.short
                && person(alias.actor)
                && name(alias.actor).is_some_and(|name| {
                    name.split(' ').next() == Some(word(&hit)) && name.contains(' ')
                })
        }) && !self.means(hit.first, FAMILY);
        let family = self.aliases(&next).any(|alias| {
            alias.short
                && person(alias.actor)
                && name(alias.actor).is_some_and(|name| name.ends_with(word(&next)))
        });
        one(&hit) && one(&next) && spaced && next.end == end && given && family
    }
}
