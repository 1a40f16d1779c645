//! Titles of works and other things by how they are written and what stands beside them: The Third Man,
//! «Polar Fever, his memoir», «LUMI, the supercomputer». Streets, which are called after somebody and act
//! as little: via Matteotti, Acacia Avenue, Reisnerstrasse.

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::reading::Reading;
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, COMMA, DIGIT, INITIAL, LETTER, LOUD, OPENED, SPACE,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FUNCTION, GIVEN, NO_ACTOR, ORGANISATION_WORD, PLACE_HEAD, PLACE_PREPOSITION,
    PLACE_WORD, SPEECH, STREET, THING_HEAD, TITLE, TRADE,
};

/// Small words between a comma and the noun that tells what something is.
const MOST_BETWEEN: usize = 3;

impl Reading<'_> {
    /// Where the title ends that an English «The» begins inside a sentence before ordinary words or before
    /// «of» and another name: The Third Man, The Tale of Kieu. The Oval and The Rolling Stones are none.
    pub(super) fn article_title(&self, words: &Range<usize>) -> Option<usize> {
        let first = self.tokens.get(words.start)?;
        let the = self.languages == ENGLISH
            && self.folded(words.start) == "the"
            && !first.is(INITIAL | LOUD)
            && words.len() > 1;
        let rest = words.start + 1..words.end;
        let named = rest.clone().any(|at| {
            self.is_inside_hit(at)
                || self.means(
                    at,
                    ORGANISATION_WORD | PLACE_WORD | PLACE_HEAD | TITLE | TRADE,
                )
        });
        if !the || named {
            return None;
        }
        let mut end = words.end;
        let small = |at: usize| {
            self.is_spaced(at) && matches!(self.folded(at), "of" | "in" | "and" | "to" | "for")
        };
        while small(end) && self.is_spaced(end + 1) && self.is_capital(end + 1) {
            end += 2;
        }
        let plain =
            (rest.clone()).any(|at| self.means(at, COMMON | FUNCTION) || self.is_ordinary(at));
        (end > words.end || plain && rest.len() > 1).then_some(end)
    }

    /// Whether an apposition that begins with a comma at the token says that what stands before it is a work
    /// or another thing.
    pub(super) fn is_apposed_thing(&self, at: usize) -> bool {
        let comma = self.is_after_comma(at);
        let leads = match self.languages {
            ENGLISH => matches!(
                self.folded(at),
                "a" | "an" | "the" | "his" | "her" | "their" | "its"
            ),
            _ => matches!(
                self.folded(at),
                "il" | "lo" | "la" | "l" | "un" | "uno" | "una" | "film" | "romanzo"
            ),
        };
        let small = |at: &usize| {
            (self.tokens.get(*at)).is_some_and(|token| {
                matches!(token.gap, SPACE | APOSTROPHE) && !token.is(CAPITAL | DIGIT)
            })
        };
        // «Rossi, the opera singer» sings.
        let head = |at: usize| {
            let goes_on = self.is_spaced(at + 1) && !self.means(at + 1, FUNCTION);
            self.means(at, THING_HEAD) && !(goes_on && self.languages == ENGLISH)
        };
        comma
            && leads
            && (head(at)
                || (at + 1..at + 2 + MOST_BETWEEN)
                    .take_while(small)
                    .take_while(|&at| !self.means(at, FUNCTION) || self.is_possessive(at))
                    .any(head))
    }

    /// Whether `run` is a competition of clubs, in which they meet and which does nothing: Europa League.
    pub(super) fn is_contest(&self, run: &Range<usize>) -> bool {
        let last = run.start + 1;
        // FA Cup
        let cup = || {
            (self.tokens.get(run.start)).is_some_and(|it| it.is(ALL_CAPITALS) && !it.is(LOUD))
                && lists().closing_things.has(self.folded(last))
                && !self.hits_at(run.start)
        };
        // Japan Cup
        let of_land = || {
            self.hit_at(run.start)
                .is_some_and(|hit| hit.end == last && self.is_land(hit))
                && extents().contests_of_lands.has(self.folded(last))
        };
        let race = || {
            let last = run.end.saturating_sub(1);
            run.len() > 1 && extents().races.has(self.folded(last)) && !self.is_led(run.start)
        };
        if race() {
            return true;
        }
        run.len() == 2
            && (lists().contests.has(self.folded(run.start)) && self.folded(last) == "league"
                || cup()
                || of_land())
    }

    /// Whether `words` are the dynasty or the rule under which a country was: Qajar Iran, Vichy France.
    pub(super) fn is_epoch(&self, words: Range<usize>) -> bool {
        words.len() == 1 && lists().epochs.has(self.folded(words.start))
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(
            self.folded(at),
            "suo" | "sua" | "loro" | "primo" | "prima" | "nuovo" | "nuova" | "first" | "new"
        )
    }

    /// Whether a capitalised word for prizes and races stands before the full name `words`, after which
    /// they are called: «il Premio Mario Borlenghi».
    pub(super) fn is_of_a_prize(&self, words: &Range<usize>) -> bool {
        let noun = words.start.checked_sub(1);
        self.languages != ENGLISH
            && words.len() > 1
            && self.is_spaced(words.start)
            && self.means(words.start, GIVEN)
            && noun.is_some_and(|noun| {
                let prize = lists().prizes.has(self.folded(noun));
                prize && self.is_capital(noun)
            })
    }

    /// Whether two surnames that a hyphen joins are new or old, as laws are: «una nuova Bossi-Fini».
    pub(super) fn is_new_law(&self, words: &Range<usize>) -> bool {
        self.languages != ENGLISH
            && words.len() == 2
            && self.is_joined(words.start + 1)
            && !self.means(words.start, GIVEN)
            && self.is_spaced(words.start)
            && words.start.checked_sub(1).is_some_and(|before| {
                matches!(self.folded(before), "nuova" | "vecchia") && !self.is_capital(before)
            })
    }

    /// Whether `run` is the name of a street.
    pub(super) fn is_street(&self, run: &Range<usize>) -> bool {
        let Some(last) = run.end.checked_sub(1).filter(|&last| last >= run.start) else {
            return false;
        };
        let known = || (run.clone()).any(|at| self.hit_at(at).is_some_and(|hit| hit.end > at + 1));
        if self.is_strange(last) && lists().street_endings.end(self.folded(last)) && !known() {
            return true;
        }
        if self.languages == ENGLISH {
            return run.len() > 1
                && self.means(last, STREET)
                && !known()
                && !self.is_called_street(run);
        }
        let way = (run.start.checked_sub(1)).filter(|_| self.is_spaced(run.start));
        let way = way.filter(|&way| self.means(way, STREET));
        way.is_some_and(|way| self.is_small(way) && !self.is_away(way, run))
    }

    /// Whether the English `run` that ends with a word for streets is rather a person of that surname: Nathan
    /// Lane; «Kate Street said». A lane may be called after a given name as well: «in Mary Lane».
    pub(super) fn is_called_street(&self, run: &Range<usize>) -> bool {
        let Some(last) = run.end.checked_sub(1) else {
            return false;
        };
        let street = run.len() == 2 && self.languages == ENGLISH && self.means(last, STREET);
        let before = run
            .start
            .checked_sub(1)
            .filter(|_| self.is_close(run.start));
        let placed = before.is_some_and(|before| {
            matches!(self.folded(before), "in" | "on" | "along")
                || self.tokens.get(before).is_some_and(|token| token.is(DIGIT))
        });
        let given = self.means(run.start, GIVEN) && self.folded(last) == "lane";
        let speaks = self.is_spaced(run.end) && self.means(run.end, SPEECH);
        street && !placed && (given || speaks || self.is_led(run.start))
    }

    /// Whether the English `words`, a given name and a word for places that is a surname as well, are rather
    /// somebody: Kari Lake. What has an article or stands in, at or near is a place, and so is what queens
    /// are given: Victoria Park.
    pub(super) fn is_called_place(&self, words: &Range<usize>) -> bool {
        let placed = words.start.checked_sub(1).is_some_and(|before| {
            self.means(before, PLACE_PREPOSITION) && self.is_spaced(words.start)
        });
        // Julia “Butterfly” Hill, Marc Lamont Hill
        let middle = words.len() == 3
            && (self.means(words.start + 1, GIVEN)
                || self.is_led(words.start)
                || (self.tokens.get(words.start + 1))
                    .is_some_and(|it| it.is(LETTER) || it.gap & OPENED != 0));
        (words.len() == 2 || middle)
            && self.means(words.start, GIVEN)
            && lists()
                .surname_places
                .has(self.folded(words.end.saturating_sub(1)))
            && !lists().royal.has(self.folded(words.start))
            && !placed
            && !self.has_article(words.start)
    }

    /// Whether the English `words`, whose first no list has, may be somebody or a building: Windsor Castle. What has an article or
    /// stands in or at is one.
    pub(super) fn is_person_or_building(&self, words: &Range<usize>) -> bool {
        words.len() == 2
            && lists().surname_buildings.has(self.folded(words.start + 1))
            && self.is_strange(words.start)
            && !self.is_placed(words.start)
            && !self.has_article(words.start)
            && !self.hits_at(words.start)
    }

    /// Whether the full name `words` ends with an English word for buildings and places: Kelly Hall, Kari Lake.
    pub(super) fn may_be_building(&self, words: &Range<usize>) -> bool {
        words.len() == 2
            && self.means_in_english(words.start + 1, PLACE_WORD)
            && lists().surname_places.has(self.folded(words.start + 1))
    }

    /// Whether `words` of an Italian text are a given name and an English word for places that is nobody's surname:
    /// Holly Springs.
    pub(super) fn is_english_place(&self, words: &Range<usize>) -> bool {
        let last = words.start + 1;
        self.languages != ENGLISH
            && words.len() == 2
            && self.means(words.start, GIVEN)
            && self.means_in_english(last, PLACE_WORD)
            && !self.means(last, u64::MAX)
            && !lists().surname_places.has(self.folded(last))
            && !self.is_led(words.start)
    }

    /// Whether the English `words` are a given name and a word for places, and no person by what stands around
    /// them.
    pub(super) fn is_royal_place(&self, words: &Range<usize>) -> bool {
        self.languages == ENGLISH
            && words.len() == 2
            && self.means(words.start, GIVEN)
            && self.means(words.start + 1, PLACE_WORD)
            && !self.is_called_place(words)
            && self.is_spaced(words.start + 1)
    }

    /// Whether the Italian «via» before `run` is no street but what «away» and «by way of» are: «hanno mandato
    /// via Pioli», «a Kiev via Varsavia». A street has a small word, a sign or nothing before it, or its number
    /// after it.
    fn is_away(&self, via: usize, run: &Range<usize>) -> bool {
        let after = self.tokens.get(run.end);
        let numbered =
            after.is_some_and(|token| token.gap & !(COMMA | SPACE) == 0 && token.is(DIGIT));
        let before = via.checked_sub(1).filter(|_| self.is_spaced(via));
        let bound = before.is_some_and(|before| {
            !lists().before_streets.has(self.folded(before)) && !self.means(before, PLACE_HEAD)
        });
        self.folded(via) == "via" && bound && !numbered
    }

    /// The party of which the small word at the token is the last: «the far-right Freedom party». Its name
    /// begins where its capitals do.
    pub(super) fn small_party(&self, party: usize) -> Option<Range<usize>> {
        let small = self.languages == ENGLISH
            && self.folded(party) == "party"
            && self.is_spaced(party)
            && self
                .tokens
                .get(party)
                .is_some_and(|token| !token.is(CAPITAL));
        let mut first = party;
        let creed = |at: usize| {
            (self.tokens.get(at))
                .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD | DIGIT))
                && !self.is_claimed(at)
                && !self.means(at, GIVEN | TITLE | TRADE)
        };
        while small && first > 1 && party - first < 4 && creed(first - 1) && self.is_spaced(first) {
            first -= 1;
        }
        // A known name is its own: Labour, Trump.
        let last = party.checked_sub(1)?;
        let known = (self.hit_ending(last)).is_some_and(|hit| !self.is_adjective(hit.first));
        // «the Christmas party»
        let word = self.folded(last);
        let feast =
            lists().feasts.has(word) || lists().calendar.has(word) || self.means(last, NO_ACTOR);
        let led = (first.saturating_sub(4)..first)
            .any(|at| matches!(self.folded(at), "the" | "his" | "her" | "their" | "s"))
            && !matches!(self.folded(first.checked_sub(1)?), "a" | "an");
        (first < party && !known && !feast && led).then_some(first..party + 1)
    }
}
