//! Whether a date of a sentence can tell when something happened, or only says which one of its kind something is,
//! since when, compared with when. Which pieces are its own is for [`super`].

use super::{BEFORE_DATE, Claim};
use crate::dates::{Anchor, DateMention, Part};
use crate::edtf::{Edtf, Precision};
use crate::text::TextRange;
use crate::timeline::clause::{Sentence, Token};
use crate::timeline::language::Class;

/// Words between a comparison and the date that it is with.
const COMPARED: usize = 8;

impl Sentence<'_> {
    /// Whether a date can place something in time, by itself and the words before it.
    pub(super) fn may_tell(&self, date: usize) -> bool {
        let Some(&(mention, value)) = self.dates.get(date) else {
            return false;
        };
        if value.precision() == Precision::Century || self.is_of_dateline(date) {
            return false;
        }
        // `ieri …, e alle 17 è ripreso`: a time of day tells no more than its day.
        let same =
            |other: &(&DateMention, Edtf)| other.0.anchor != Anchor::Same && other.1 == value;
        if mention.anchor == Anchor::Same && self.dates.iter().any(same) {
            return false;
        }
        // `ieri, 8 giugno,`: one day in two ways.
        let again = date
            .checked_sub(1)
            .and_then(|before| self.dates.get(before));
        let apposed = |other: &(&DateMention, Edtf)| {
            let between = TextRange::new(other.0.range.end, mention.range.start);
            other.1 == value
                && between.start <= between.end
                && (between.of(&self.article.text))
                    .trim_matches([' ', ',', '(', '–', '—'])
                    .is_empty()
        };
        if again.is_some_and(apposed) {
            return false;
        }
        // `fino al 1839, quando crollò la torre`: then something happened after all.
        let ends = |home: usize| self.told_next(home, date).is_some();
        if mention.part == Some(Part::Until) && !self.home(date).is_some_and(ends) {
            return false;
        }
        let Some(language) = self.language else {
            return true;
        };
        let Some(first) = self.tokens.iter().position(|t| t.date == Some(date)) else {
            return false;
        };
        let token = |back: usize| first.checked_sub(back).and_then(|at| self.tokens.get(at));
        let before = |back, class| token(back).is_some_and(|token| token.is(class));
        let text = mention.range.of(&self.article.text);
        // `da allora`, `da quel giorno`: what goes on since has its own time.
        let named = text.contains(|c: char| c.is_ascii_digit());
        let before_told = matches!(mention.anchor, Anchor::Previous | Anchor::Same);
        if before_told && !named && before(1, Class::SINCE) {
            return false;
        }
        // `la legge 145 del 2018`: which law it is.
        let numbered = || {
            let word = token(2).map(|token| token.range.of(&self.article.text));
            word.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
        };
        let year = value.precision() == Precision::Year;
        if year && before(1, Class::OF) && numbered() {
            return false;
        }
        // `…, la più alta dal 2008`: since when nothing was higher.
        let says_no_more = |home: usize| home > 0 && !self.tells(home) && !self.is_bare(home);
        let since = before(1, Class::SINCE) || mention.part == Some(Part::After);
        if since && self.home(date).is_some_and(says_no_more) {
            return false;
        }
        // `una diga che regge dal 1954`: how long a noun is what it is.
        let of_noun = |home: usize| {
            let ahead = self.piece_tokens(home).iter();
            let mut ahead = ahead.take_while(|token| token.date != Some(date));
            (ahead.find(|token| token.verb.tells || token.is(Class::RELATIVE)))
                .is_some_and(|token| token.is(Class::RELATIVE))
        };
        let lasts = since && value.precision() != Precision::Range;
        if lasts && self.home(date).is_some_and(of_noun) {
            return false;
        }
        // `i suoi colleghi dal 2016 sono in carcere`: no more is what a noun is before its verb.
        let before_verb = |home: usize| {
            let tokens = self.piece_tokens(home);
            let at = tokens.iter().position(|token| token.date == Some(date));
            at.is_some_and(|at| {
                let leading = tokens.iter().take(at);
                let opens = (leading.clone())
                    .all(|token| token.is(Class::PREPOSITION.or(Class::CONNECTIVE)));
                let told = leading.clone().any(|token| token.verb.tells);
                !opens && !told && tokens.iter().skip(at).any(|token| token.verb.finite)
            })
        };
        if lasts && self.home(date).is_some_and(before_verb) {
            return false;
        }
        // `prima di quest’anno`; but something is to happen `prima di Natale`.
        let ahead = || {
            let home = self.home(date);
            let mut tokens = home.map_or(&[][..], |home| self.piece_tokens(home)).iter();
            !named && tokens.any(|token| token.verb.planned)
        };
        let limit = before(1, Class::BEFORE) || before(2, Class::BEFORE);
        if limit && !ahead() {
            return false;
        }
        if self.is_compared(first, date) {
            return false;
        }
        // `under a 1976 convention`, `of the 1951 treaty`: which it is.
        let next = self
            .tokens
            .get(first + 1)
            .filter(|_| !self.gap(first + 1).contains([',', '.', ';', ')']));
        let noun = next.is_some_and(|next| {
            !next.verb.tells
                && !next.is(Class::PREPOSITION
                    .or(Class::COORDINATOR)
                    .or(Class::RELATIVE))
        });
        let article = Class::ARTICLE.or(Class::INDEFINITE).or(Class::ANAPHOR);
        if year && noun && before(1, article) && before(2, Class::ATTRIBUTIVE) {
            return false;
        }
        if language.is_today(text) {
            let home = self
                .home(date)
                .map_or(&[][..], |home| self.piece_tokens(home));
            return home.iter().any(|token| token.verb.done)
                && !home.iter().any(|token| token.verb.planned)
                && !before(1, Class::UNTIL);
        }
        true
    }

    /// Whether a date only says in which larger period another one of the sentence lies:
    /// `venerdì … per la settima volta quest’anno`, `(il primo dal 2000)`.
    pub(super) fn is_frame(&self, claim: &Claim, homes: &[(usize, usize)]) -> bool {
        let Some(&(_, value)) = self.dates.get(claim.date) else {
            return true;
        };
        let bracketed = self.is_bracketed(claim.home);
        if bracketed && !self.tells(claim.home) {
            return true;
        }
        homes.iter().any(|&(date, home)| {
            let apposed = || self.is_bare(claim.home) && self.opens_next(claim.home, date);
            let same =
                home == claim.home || (!self.tells(claim.home) && (claim.home > 0 || apposed()));
            same && date != claim.date
                && self
                    .dates
                    .get(date)
                    .is_some_and(|&(_, other)| value.contains(&other) && value != other)
        })
    }

    /// Whether a date opens the piece after `home`: `Four years later, in November, he won`.
    fn opens_next(&self, home: usize, date: usize) -> bool {
        let tokens = self.piece_tokens(home + 1);
        let first = tokens.iter().position(|token| token.date == Some(date));
        first.is_some_and(|first| {
            let mut leading = tokens.iter().take(first);
            first < BEFORE_DATE && leading.all(|token| token.is(Class::PREPOSITION))
        })
    }

    /// Whether a date is what an amount or a time is compared with, and tells of no happening: `against €5.4
    /// billion a year ago`, `rispetto al 2023`.
    fn is_compared(&self, first: usize, date: usize) -> bool {
        let small = |token: &Token| {
            let word = token.range.of(&self.article.text);
            word.starts_with(|c: char| c.is_ascii_digit())
        };
        let from = first.saturating_sub(COMPARED);
        let Some(compares) = (from..first).rev().find(|&at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(Class::COMPARING))
        }) else {
            return false;
        };
        let leads = (Class::PREPOSITION.or(Class::ATTRIBUTIVE))
            .or(Class::ARTICLE)
            .or(Class::INDEFINITE);
        let between = self.tokens.get(compares + 1..first).unwrap_or_default();
        let mut plain = between.iter().skip_while(|token| token.is(leads));
        // `contro i 5,4 miliardi di un anno fa`, `rispetto a un anno fa`; but `ha votato contro la legge nel 2019`.
        plain.next().is_none_or(small)
            && between
                .iter()
                .all(|token| !token.verb.tells && token.date.is_none_or(|d| d == date))
            && (compares + 1..=first).all(|at| {
                // `5,4` is one number.
                let gap = self.gap(at);
                !gap.contains([';', ':', '(', ')']) && !gap.contains(", ")
            })
    }
}
