//! What of a run of capitalised words is the name: without the title before it, the office in which
//! English wraps it, the place that a preposition leads, the common noun that closes it.

use std::ops::Range;

use super::extents::extents;
use super::names::NOUNS;
use super::reading::Reading;
use super::tokens::{
    ALL_CAPITALS, CAPITAL, COMMA, DIGIT, DOT, HYPHEN, INITIAL, LOUD, OPEN, QUOTE, SPACE,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FAMILY, FUNCTION, GIVEN, OF, PLACE_PREPOSITION, SPEECH, TITLE, TRADE,
};

impl Reading<'_> {
    /// `words` without leading titles, offices and words that only a sentence's beginning
    /// capitalises, and without trailing common nouns.
    pub(super) fn trimmed(&self, mut words: Range<usize>) -> Range<usize> {
        while let Some(token) = self.tokens.get(words.start) {
            if words.len() > 1 && self.is_rank(words.start) {
                words.start += 1;
                continue;
            }
            let named =
                self.means(words.start, GIVEN | FAMILY) || self.is_small_family(words.start);
            let next = words.start + 1;
            let noun = self.means(words.start, NOUNS) && !self.is_undotted(words.start);
            let opens = token.is(INITIAL)
                && !named
                && next < words.end
                && self
                    .tokens
                    .get(next)
                    .is_some_and(|token| token.gap != HYPHEN)
                && (self.means(next, GIVEN) || self.hits_at(next))
                && !self.is_strange_given(&words)
                && !self.begins_with_initials(&words);
            // «La Russa», «De Luca»: an article inside the sentence is part of the name.
            let article =
                self.means(words.start, FUNCTION) && !token.is(INITIAL) && next < words.end;
            // «Premio della Critica Mia Martini»
            let ordinary = next < words.end
                && self.is_ordinary(words.start)
                && self.means(next, GIVEN)
                && !self.is_strange_given(&words);
            let leads = opens || noun && !article && !named || ordinary;
            if words.is_empty() || !leads {
                break;
            }
            words.start += 1;
        }
        // Zaha Hadid DBE
        while words.len() > 2
            && (self.tokens.get(words.end - 1)).is_some_and(|it| it.is(ALL_CAPITALS))
            && extents().letters_after.has(self.folded(words.end - 1))
        {
            words.end -= 1;
        }
        while words.end.checked_sub(1).is_some_and(|last| {
            // Inta-A: what a hyphen joins is no word by itself.
            let joined = self.is_joined(last) || self.is_glottal(last);
            // Bartolomeo I: the article of Italian is no number.
            let written = self.text(&(last..last + 1)).bytes();
            let number = written.len() <= 5 && written.into_iter().all(|it| b"IVX".contains(&it));
            // Julie Bishop, Michele Guerra.
            // Lucio Dalla: inside a sentence nothing but a name capitalises a small word.
            let surname = words.len() == 2
                && self.means(words.start, GIVEN)
                && (!self.means(last, FUNCTION) || self.is_small_surname(last));
            // Tour de: a particle leads, and closes nothing.
            let small = self
                .tokens
                .get(last)
                .is_some_and(|token| !token.is(CAPITAL | DIGIT) && token.gap != HYPHEN)
                && !self.is_small_company(last)
                && !joined;
            // «dei Del Vecchio»
            let article = words.len() > 1
                && self.is_surname_article(last - 1)
                && !self
                    .tokens
                    .get(last - 1)
                    .is_some_and(|token| token.is(INITIAL))
                && self.tokens.get(last).is_some_and(|token| token.is(CAPITAL));
            last >= words.start
                && !article
                && (small || self.means(last, COMMON | FUNCTION))
                && !self.means(last, GIVEN)
                && !((joined || number || surname) && last > words.start)
        }) {
            words.end -= 1;
        }
        words
    }

    /// Whether the small word at the token is written as a surname is.
    pub(super) fn is_small_surname(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.len() > 3
                && token.is(CAPITAL)
                && !token.is(INITIAL | LOUD | ALL_CAPITALS)
                && token.gap == SPACE
        })
    }

    /// Whether `words` are a given name that no dictionary has and a surname that is a given name as well:
    /// «Devakumar Edwin, a vice-president of the group, said».
    fn is_strange_given(&self, words: &Range<usize>) -> bool {
        let strange = self
            .tokens
            .get(words.start)
            .is_some_and(|token| token.word == 0 && !token.is(LOUD) && token.len() > 3);
        let speaks =
            self.languages == ENGLISH && self.is_close(words.end) && self.means(words.end, SPEECH);
        let told = speaks || self.is_set_off(words.end);
        let given = words.len() == 2 && self.means(words.start + 1, GIVEN);
        given && strange && told && self.is_namelike(words.start)
    }

    /// Whether a comma or a bracket stands at the token, or «and» and another name.
    pub(super) fn is_set_off(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|next| {
            let other = self.tokens.get(at + 1);
            next.gap & (COMMA | OPEN) != 0
                || next.gap == SPACE
                    && matches!(self.folded(at), "and" | "e" | "ed")
                    && other.is_some_and(|other| other.gap == SPACE && other.is(CAPITAL))
        })
    }

    /// In English the words after the last office: Economy Minister Luis Caputo.
    pub(super) fn after_office(&self, words: Range<usize>) -> Range<usize> {
        if self.languages != ENGLISH {
            return words;
        }
        let last = words
            .end
            .checked_sub(1)
            .filter(|&last| last > words.start)
            .and_then(|last| {
                // Bonnie “Prince” Billy
                let quoted = |at: usize| {
                    at > words.start && (self.tokens.get(at)).is_some_and(|it| it.gap & QUOTE != 0)
                };
                (words.start..last)
                    .rev()
                    .find(|&at| self.means(at, TRADE | TITLE) && !quoted(at))
            });
        match last {
            Some(office) if !self.means(office, GIVEN) => office + 1..words.end,
            _ => words,
        }
    }

    /// Where a person begins after a place that only a preposition parts from what is before: «il
    /// sindaco di Cuneo Patrizia Manassero», «il capo di X David Barnea».
    pub(super) fn place_before_person(&self, words: &Range<usize>) -> Option<usize> {
        if words.len() < 3 {
            return None;
        }
        let first = self.tokens.get(words.start)?;
        let led = self.is_articulated(words.start)
            || words
                .start
                .checked_sub(1)
                .is_some_and(|before| self.means(before, OF | PLACE_PREPOSITION));
        let splits = (led || first.is(ALL_CAPITALS)) && !self.means(words.start, GIVEN | FAMILY);
        let person = words.start + 1;
        if splits && self.means(person, GIVEN) {
            return Some(person);
        }
        // «il commissario al Clima Wopke Hoekstra», «il direttore della Sala Stampa Matteo Bruni»:
        // nobody's name follows an article that has melted into its preposition.
        if !led || self.languages == ENGLISH || !self.is_articulated(words.start) {
            return None;
        }
        let given = (person..words.end - 1).find(|&at| self.means(at, GIVEN));
        given.or_else(|| {
            let office = words
                .start
                .checked_sub(2)
                .is_some_and(|noun| self.means(noun, TRADE | TITLE));
            (office && words.len() == 3).then_some(person)
        })
    }

    /// Whether an article melted into a preposition stands before the token: `del`, `alla`.
    pub(super) fn is_articulated(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.folded(before),
                "del"
                    | "dello"
                    | "della"
                    | "dei"
                    | "degli"
                    | "delle"
                    | "dell"
                    | "al"
                    | "allo"
                    | "alla"
                    | "ai"
                    | "agli"
                    | "alle"
                    | "all"
            )
        })
    }

    /// Whether the token looks like an abbreviated title and has no full stop: Gen Nakatani.
    fn is_undotted(&self, at: usize) -> bool {
        let word = self.folded(at);
        let abbreviation = self
            .article
            .head
            .lang
            .known()
            .is_some_and(|known| known.abbreviations.contains(word));
        let dotted = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.gap & DOT != 0);
        abbreviation && !dotted && self.languages != ENGLISH
    }
}
