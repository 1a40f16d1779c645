//! Longer names that names of the dictionary are part of: Melania Trump, Baku Steel, Maria Luisa De
//! Colle, Hellas Verona. Which words are a run at all is for [`super::names`].

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::names::NOUNS;
use super::reading::{Reading, Who};
use super::tokens::{ALL_CAPITALS, CAPITAL, HYPHEN, INITIAL, LOUD, SPACE};
use crate::actors::dictionary::lexicon::Case;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, COMPANY, FAMILY, FIELD, FUNCTION, GIVEN, NO_ACTOR, OF, ORGANISATION_HEAD,
    ORGANISATION_WORD, PLACE_HEAD, PLACE_PREPOSITION, PLACE_WORD, SPEECH, STATE, TITLE, TRADE,
};
use crate::actors::{ActorKind, How};

impl Reading<'_> {
    /// «Regione Lazio», «Stato di New York»: a place that the dictionary has, and what it is.
    pub(super) fn is_land_office(&self, head: usize, hit: Hit) -> bool {
        lists().land_offices.has(self.folded(head))
            && self.aliases(&hit).any(|alias| {
                self.kind(Who::Known(alias.actor)) == ActorKind::Place && alias.how == How::Name
            })
    }

    pub(super) fn hit_is_person(&self, hit: Hit) -> bool {
        self.aliases(&hit)
            .any(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Person)
    }

    /// The end of the person's name that `words` and the surname `hit` after them make.
    pub(super) fn absorbs(&self, words: &Range<usize>, hit: Hit, end: usize) -> Option<usize> {
        // De Luca is as much a surname as Draghi.
        let one = hit.end == hit.first + 1 || self.aliases(&hit).all(|alias| alias.short);
        let joined = self.is_spaced(hit.first);
        // Sophie Marchetti-Brown
        let double =
            words.len() == 2 && self.means(words.start, GIVEN) && self.is_joined(hit.first);
        if words.is_empty() || !one || !(joined || double) || words.end != hit.first {
            return None;
        }
        // Maria Luisa De Colle: what an article of surnames leads is a surname.
        let article = words.end - 1;
        let led = joined
            && self.is_surname_article(article)
            && (self.means(words.start, GIVEN) && words.len() > 1
                || words.len() == 1 && self.is_bearer_of(article..hit.end));
        if led {
            return Some(hit.end);
        }
        if words.len() > 2 {
            return None;
        }
        let person = self
            .aliases(&hit)
            .any(|alias| alias.short || self.kind(Who::Known(alias.actor)) == ActorKind::Person);
        let given = self.means(words.end - 1, GIVEN) || self.means(words.start, GIVEN);
        // Windows Store
        if person && !given && self.is_ordinary(hit.first) {
            return None;
        }
        let first = self.tokens.get(words.start)?;
        let plain = !first.is(INITIAL)
            && !self.means(
                words.start,
                COMMON | FUNCTION | TITLE | TRADE | ORGANISATION_HEAD | ORGANISATION_WORD | FIELD,
            );
        let adjective = self.aliases(&hit).any(|alias| alias.how == How::Adjective);
        let place_name = !person && !adjective && given && hit.end >= end.min(hit.end);
        // «Heiner Linke, chair of the committee»: what somebody is follows a comma.
        if words.len() == 1 && first.word == 0 && !adjective && self.is_apposed(hit.end) {
            return Some(hit.end);
        }
        if !((person && (given || plain)) || place_name) {
            return None;
        }
        // Marina Costa Lobo: the name may go on after the surname that the dictionary knows.
        let more = (hit.end..end.min(hit.end + 2))
            .take_while(|&at| !self.is_inside_hit(at) && !self.means(at, NOUNS))
            .count();
        Some(if given { hit.end + more } else { hit.end })
    }

    /// Whether a place that `head` tells is called after the person `hit`: Isole Cook, Ponte Morandi.
    pub(super) fn is_called_after(&self, head: usize, hit: Hit) -> bool {
        let thing = !self.means(head, CHIEF | STATE | TRADE | TITLE | GIVEN | FUNCTION);
        self.languages != ENGLISH && thing && self.aliases(&hit).all(|alias| alias.short)
    }

    /// Whether the doubtful `hit` is a given name as well.
    pub(super) fn is_given(&self, hit: Hit) -> bool {
        hit.end == hit.first + 1
            && self.means(hit.first, GIVEN)
            && self.aliases(&hit).all(|alias| alias.unsure)
    }

    /// Whether the token is one of the small words that begin surnames: De, Di, La, capitalised
    /// inside a sentence.
    pub(super) fn is_surname_article(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD))
            && matches!(
                self.folded(at),
                "de" | "di"
                    | "del"
                    | "della"
                    | "dello"
                    | "dal"
                    | "dalla"
                    | "d"
                    | "la"
                    | "lo"
                    | "li"
            )
    }

    /// Whether the article gives somebody a full name that ends with `words`.
    fn is_bearer_of(&self, words: Range<usize>) -> bool {
        let parts: Vec<&str> = words.map(|at| self.folded(at)).collect();
        self.same_person(&parts).is_some()
    }

    /// Whether «Radio» before the land `hit` makes a broadcaster of it: Radio New Zealand.
    pub(super) fn is_station(&self, head: usize, hit: Hit) -> bool {
        self.folded(head) == "radio"
            && self.is_capital(head)
            && self.is_spaced(hit.first)
            && self.is_land(hit)
            && !self.is_adjective(hit.first)
    }

    /// The end of the part of the world that the quarter of the sky `hit` and the place after it make:
    /// West Antarctica.
    fn quarter(&self, hit: Hit, end: usize) -> Option<usize> {
        let place = self.hit_at(hit.end).filter(|place| place.end <= end)?;
        let alias = self.aliases(&place).next()?;
        let land = alias.how == How::Name && self.kind(Who::Known(alias.actor)) == ActorKind::Place;
        let quarter = self.languages == ENGLISH
            && matches!(self.folded(hit.first), "north" | "south" | "east" | "west")
            && hit.end == hit.first + 1;
        (quarter && land && self.is_spaced(hit.end)).then_some(place.end)
    }

    /// Where the longer name begins that ends with the organisation `hit` of several words:
    /// Bolivarian National Guard is not the National Guard.
    pub(super) fn lengthens(&self, start: usize, hit: Hit) -> Option<usize> {
        let first = hit.first.checked_sub(1).filter(|&first| first >= start)?;
        let strange = self.tokens.get(first).is_some_and(|token| {
            token.word == 0 && !token.is(INITIAL | LOUD | ALL_CAPITALS) && token.len() > 3
        });
        let spaced = self.is_spaced(hit.first);
        let organisation = self.languages == ENGLISH
            && hit.end > hit.first + 1
            && self.means_in_english(hit.end - 1, ORGANISATION_WORD)
            && self
                .aliases(&hit)
                .any(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Organisation);
        (strange && spaced && organisation).then_some(first)
    }

    /// The end of the name that a place and the strange words after it make: Baku Steel, Genova
    /// Brignole. After a preposition the place stands for itself: «A Genova Salis ha vinto».
    fn named_after(&self, hit: Hit, end: usize) -> Option<usize> {
        let land = self.aliases(&hit).any(|alias| {
            let kind = self.kind(Who::Known(alias.actor));
            alias.how == How::Name
                && !alias.short
                && matches!(kind, ActorKind::Place | ActorKind::Country)
        });
        let led = hit
            .first
            .checked_sub(1)
            .is_some_and(|before| self.means(before, PLACE_PREPOSITION | TRADE | TITLE));
        let of_office = hit.first.checked_sub(2).is_some_and(|office| {
            self.means(office + 1, OF) && self.means(office, TRADE | TITLE | CHIEF)
        });
        let first = self.tokens.get(hit.first)?;
        let person = self.means(hit.first, GIVEN | FAMILY);
        // Cleveland-Cliffs begins a sentence, too.
        let hyphen = self.is_joined(hit.end);
        // «Shanghai Salvage said»
        let speaks = || self.languages == ENGLISH && self.is_close(end) && self.means(end, SPEECH);
        let initial = first.is(INITIAL) && !hyphen && !speaks();
        // «l’inviato per la Libia Ghassan Zalameh»
        let country = self.languages != ENGLISH
            && end > hit.end + 1
            && self.has_article(hit.first)
            && self.is_country(hit);
        if !land || led || of_office || person || initial || country || first.is(LOUD) {
            return None;
        }
        let strange = |at: usize| {
            !self.means(at, NOUNS | GIVEN | FAMILY | PLACE_HEAD | NO_ACTOR | OF)
                && !self.is_inside_hit(at)
                && self.tokens.get(at).is_some_and(|token| {
                    let joined = token.gap == HYPHEN && self.languages == ENGLISH;
                    (token.gap == SPACE || joined) && token.len() > 3
                })
        };
        let past = (hit.end..end.min(hit.end + 3))
            .take_while(|&at| strange(at))
            .last()?
            + 1;
        (past == end).then_some(end)
    }

    /// The longer name that begins with `hit`: `Kim Yo-jong`, `Israel Katz`, `Tokyo Electron Ltd`.
    pub(super) fn outgrown(&self, hit: Hit, end: usize) -> Option<(usize, ActorKind)> {
        let next = self.tokens.get(hit.end)?;
        if hit.end >= end {
            return None;
        }
        // Rio Grande Valley
        let word = hit.end + 1 == end && self.means(hit.end, PLACE_WORD) && next.gap == SPACE;
        if word && self.is_land(hit) && !next.is(LOUD | ALL_CAPITALS) && self.languages == ENGLISH {
            return Some((end, ActorKind::Place));
        }
        if let Some(end) = self.hall_or_quarter(hit, end) {
            return Some((end, ActorKind::Place));
        }
        // John F. Kennedy International Airport
        let called = self.means(end - 1, PLACE_WORD)
            && (hit.end..end).all(|at| {
                self.is_spaced(at)
                    && !self.hits_at(at)
                    && (at + 1 == end || self.means(at, ORGANISATION_WORD | ORGANISATION_HEAD))
            });
        if called && hit.end > hit.first + 1 && self.hit_is_person(hit) {
            return Some((end, ActorKind::Place));
        }
        if hit.end > hit.first + 1 {
            return None;
        }
        if let Some(end) = self.quarter(hit, end) {
            return Some((end, ActorKind::Place));
        }
        // Edmonton Sun
        let paper = hit.end + 1 == end
            && self.languages == ENGLISH
            && lists().papers.has(self.folded(hit.end))
            && !next.is(LOUD | INITIAL)
            && self.is_spaced(hit.end);
        if paper && self.is_land(hit) {
            return Some((end, ActorKind::Organisation));
        }
        if self.aliases(&hit).any(|alias| alias.how == How::Adjective) {
            return None;
        }
        if let Some(end) = self.named_after(hit, end).or_else(|| self.branch(hit, end)) {
            return Some((end, ActorKind::Organisation));
        }
        // «Eppo Bruins» is nobody's acronym, where «Nato» and «Unicef» stand alone.
        let acronym = self.aliases(&hit).any(|alias| alias.case == Case::Acronym);
        let written = self.tokens.get(hit.first)?;
        let namelike = self.languages == ENGLISH && next.word == 0 && !written.is(ALL_CAPITALS);
        if next.gap != SPACE || acronym && !namelike {
            return None;
        }
        let rest = hit.end..end;
        // Washington Dulles International Airport
        if self.languages == ENGLISH && self.means(end - 1, PLACE_WORD) && rest.len() > 1 {
            return Some((end, ActorKind::Place));
        }
        // Benin City
        let city = rest.len() == 1
            && self.means_in_english(hit.end, PLACE_WORD)
            && self.means_in_english(hit.end, ORGANISATION_WORD);
        if city && self.is_country(hit) {
            return Some((end, ActorKind::Place));
        }
        if let Some(last) = rest
            .clone()
            .rev()
            .find(|&at| self.means(at, ORGANISATION_WORD | COMPANY))
        {
            return Some((last + 1, ActorKind::Organisation));
        }
        if rest.clone().any(|at| self.means(at, PLACE_WORD)) {
            return Some((end, ActorKind::Place));
        }
        let known = self.hits_at(hit.end);
        let eastern = self.means(hit.first, FAMILY) && rest.len() <= 2;
        let doubtful = acronym || self.aliases(&hit).all(|alias| alias.unsure || alias.short);
        // «In Paris Louis Bielle-Biarrey scored»: a given name begins another name there.
        let placed = self.means(hit.end, GIVEN)
            && hit.first.checked_sub(1).is_some_and(|before| {
                self.is_close(hit.first) && self.means(before, PLACE_PREPOSITION)
            });
        let western = self.means(hit.first, GIVEN) && rest.len() <= 3 && !placed
            || doubtful && rest.len() == 1;
        let plain = !self.means(hit.end, COMMON | FUNCTION | TITLE | TRADE | FIELD);
        ((eastern || western) && plain && !known).then_some((end, ActorKind::Person))
    }
}
