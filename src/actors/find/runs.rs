//! Where a run of capitalised words begins and ends: which words go on with the name before them, by
//! a space, a hyphen, an initial, small words between. What a run names is for [`super::names`].

use std::ops::Range;

use super::lists::lists;
use super::reading::Reading;
use super::tokens::{
    AMPERSAND, APOSTROPHE, CAPITAL, DIGIT, DOT, HYPHEN, INITIAL, LETTER, LOUD, OPENED, QUOTE,
    SPACE, Token,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, COMPANY, FAMILY, FUNCTION, GIVEN, NO_ACTOR, PARTICLE,
};

/// A name of more words is a heading or a list.
const MOST_WORDS: usize = 7;
/// Small words that hyphens join inside the name of a town.
const MOST_SMALL: usize = 3;

impl Reading<'_> {
    /// The run of capitalised words that begins at token `first`.
    pub(super) fn run_from(&self, first: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(first)?;
        // The T of «C&T.» is nobody's initial.
        let sign = token.is(LETTER) && token.gap == AMPERSAND;
        if !is_name_word(token) || self.is_claimed(first) || self.is_era(first) || sign {
            return None;
        }
        // Li Gao: what is a small word here may be a family name there.
        let family =
            || self.means(first, FAMILY) && self.joins(first + 1) || self.is_small_family(first);
        if self.means(first, FUNCTION) && (token.is(INITIAL) && !family() || !self.joins(first + 1))
        {
            return None;
        }
        let mut end = first + 1;
        while end - first < MOST_WORDS && !self.is_claimed(end) {
            let Some(next) = self.tokens.get(end) else {
                break;
            };
            // Nearly all names are followed by a sign that ends them or by a small word.
            if next.gap & !(SPACE | HYPHEN | APOSTROPHE | DOT | QUOTE | OPENED) != 0 {
                break;
            }
            if next.gap == SPACE && !next.is(CAPITAL) {
                let surname = || self.joined_surname(first, end);
                let Some(past) = self.particles(end).or_else(surname) else {
                    break;
                };
                end = past;
            } else if self.joins(end) {
                end += 1;
            } else if let Some(past) = self.nickname(first, end) {
                end = past;
            } else if let Some(past) = self.particles(end) {
                end = past;
            } else if self.is_syllable(end) || self.is_joined_syllable(first, end) {
                end += 1;
            } else if let Some(past) = self.joined_surname(first, end) {
                end = past;
            } else if let Some(past) = self.hyphenated_end(end) {
                end = past;
            } else if end > first + 1 && self.is_glottal(end) {
                end += 1;
            } else {
                break;
            }
        }
        // «la Belice Inerti srl»
        if self.is_small_company(end) {
            end += 1;
        }
        Some(first..end)
    }

    /// Whether the token closes a company's name. Of the short ones what another name follows is
    /// something else: Iyad Ag Ghali.
    pub(super) fn is_company(&self, at: usize) -> bool {
        let goes_on = || {
            self.tokens
                .get(at + 1)
                .is_some_and(|next| next.gap == SPACE && next.is(CAPITAL) && next.word == 0)
                || self.hits_at(at + 1)
        };
        self.means(at, COMPANY)
            && !(matches!(self.folded(at), "ag" | "sa" | "co" | "nv") && goes_on())
    }

    /// Whether the token is what closes a company's name in small letters.
    pub(super) fn is_small_company(&self, at: usize) -> bool {
        self.languages != ENGLISH
            && self.tokens.get(at).is_some_and(|token| {
                token.gap == SPACE
                    && token.len() <= 4
                    && self.meanings.of(token.sense) & COMPANY != 0
                    && matches!(self.folded(at), "spa" | "srl" | "srls" | "scarl" | "gmbh")
            })
    }

    /// Whether token `at` goes on with the name that the token before is part of.
    fn joins(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.tokens.get(at),
            at.checked_sub(1).and_then(|before| self.tokens.get(before)),
        ) else {
            return false;
        };
        is_name_word(token)
            && match token.gap {
                SPACE => !self.is_column(before.end(), token.start()),
                HYPHEN => true,
                // D’Alema, Dell’Utri, Sant’Egidio
                APOSTROPHE => {
                    before.is(CAPITAL)
                        && (before.is(LETTER)
                            || matches!(self.folded(at - 1), "dell" | "dall" | "sant"))
                }
                DOT => before.is(LETTER),
                gap if gap == APOSTROPHE | SPACE => self.is_after_ca(at),
                gap => {
                    gap == DOT | SPACE
                        && before.is(LETTER)
                        && before.is(CAPITAL)
                        && !self.is_numeral(at - 1)
                        && !self.is_era(at - 1)
                }
            }
    }

    /// Whether the space between two bytes parts columns rather than words: a tab, or more spaces than
    /// two in one line.
    fn is_column(&self, start: usize, end: usize) -> bool {
        end > start + 1 && {
            let bytes = self.article.text.as_bytes();
            let space = bytes.get(start..end).unwrap_or_default();
            (space.len() > 2 || space.contains(&b'\t')) && !space.contains(&b'\n')
        }
    }

    /// Whether a sentence ends with the single letter `at`, the number of a pope or a king, rather
    /// than an initial going on: «il patriarca Bartolomeo I. Assente …».
    fn is_numeral(&self, at: usize) -> bool {
        let letter = self.range(at, at + 1).of(&self.article.text);
        at > 0
            && matches!(letter, "I" | "V" | "X")
            && !self.means(at + 1, GIVEN | FAMILY)
            && !self.tokens.get(at + 1).is_some_and(|next| next.is(LETTER))
    }

    /// Whether the letter `at` closes «a.C.» or «d.C.».
    fn is_era(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return false;
        };
        self.tokens
            .get(at)
            .is_some_and(|token| token.gap == DOT && token.is(LETTER))
            && before.is(LETTER)
            && !before.is(CAPITAL)
    }

    /// Whether `at` is the particle of a Portuguese name, or of Leonardo's: in Italian the same word
    /// is a preposition first.
    fn is_portuguese(&self, at: usize) -> bool {
        self.folded(at) == "da"
            && (self.languages == ENGLISH || lists().after_da.has(self.folded(at + 1)))
    }

    /// Whether an English text can have the word only inside a name of another language: Ciudad del
    /// Este, Forte dei Marmi.
    fn is_romance(&self, at: usize) -> bool {
        self.languages == ENGLISH
            && matches!(
                self.folded(at),
                "del" | "della" | "dello" | "dei" | "degli" | "delle" | "di"
            )
    }

    /// The token after the particles at `at` and the capitalised word that follows them: the end
    /// of `von der Leyen`, `al-Assad`.
    fn particles(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 3 {
            let token = self.tokens.get(end)?;
            let fits = matches!(token.gap, SPACE | HYPHEN)
                && !token.is(CAPITAL)
                && (self.means(end, PARTICLE)
                    || self.is_portuguese(end)
                    || self.is_romance(end)
                    // Óscar de la Hoya
                    || end > at && self.folded(end) == "la" && self.folded(end - 1) == "de")
                && !self.is_claimed(end);
            if !fits {
                break;
            }
            end += 1;
        }
        let last = end.checked_sub(1).filter(|&last| last >= at)?;
        let next = self.tokens.get(end)?;
        let word = self.tokens.get(last)?.range();
        let arabic = matches!(word.of(&self.article.text), "al" | "el");
        // In Italian «al» is a preposition first.
        // Cava de’ Tirreni
        let cut = || next.gap == APOSTROPHE | SPACE && self.folded(last) == "de";
        let spaced = next.gap == SPACE && (!arabic || self.languages == ENGLISH) || cut();
        let joined = next.gap == HYPHEN || spaced;
        (joined && is_name_word(next)).then_some(end + 1)
    }

    /// Whether `at` is the second syllable of a given name in `Kim Jong-un`, or `Myung-whun Chung`.
    fn is_syllable(&self, at: usize) -> bool {
        let after = self.tokens.get(at + 1);
        let given_first = || {
            self.means(at + 1, FAMILY)
                && after.is_some_and(|next| next.gap == SPACE && is_name_word(next))
        };
        self.tokens.get(at).is_some_and(|token| {
            token.gap == HYPHEN && token.len() <= 7 && !token.is(CAPITAL | DIGIT)
        }) && (at
            .checked_sub(2)
            .is_some_and(|first| self.means(first, FAMILY) || self.is_small_family(first))
            || given_first())
    }

    /// Whether the token is a family name of Korea or China that is a small word elsewhere, before a given
    /// name of two syllables: An Se-young, So Wing-tat.
    pub(super) fn is_small_family(&self, at: usize) -> bool {
        let word = |at: usize, fits: &dyn Fn(&Token) -> bool| self.tokens.get(at).is_some_and(fits);
        word(at, &|family| family.is(CAPITAL) && family.len() <= 3)
            && word(at + 1, &|given| {
                given.gap == SPACE && is_name_word(given) && given.len() <= 6
            })
            && word(at + 2, &|given| {
                given.gap == HYPHEN && !given.is(CAPITAL | DIGIT) && given.len() <= 6
            })
            && lists().small_families.has(self.folded(at))
            && !lists().after_hyphens.has(self.folded(at + 2))
            && !(self.hits_at(at + 1) || self.means(at + 1, NO_ACTOR | COMMON))
    }

    /// The end of the name to which hyphens join small words from `at` on and a capitalised one: Stoke-on-Trent,
    /// Fos-sur-Mer, Stow-on-the-Wold.
    pub(super) fn hyphenated_end(&self, at: usize) -> Option<usize> {
        let small = |at: &usize| {
            (self.tokens.get(*at)).is_some_and(|token| {
                token.gap == HYPHEN && token.len() <= 5 && !token.is(CAPITAL | DIGIT)
            })
        };
        let end = at + (at..at + MOST_SMALL).take_while(small).count();
        let name = self.tokens.get(end).filter(|_| end > at)?;
        (name.gap == HYPHEN && is_name_word(name) && !self.is_claimed(end)).then_some(end + 1)
    }
}

/// Whether a token may be part of a name introduced by its capital.
fn is_name_word(token: &Token) -> bool {
    token.is(CAPITAL) && !token.is(LOUD | DIGIT)
}
