//! Strange words that are the names of firms by what stands beside them: what only firms do and have («Zenvara
//! acquired …», «le azioni Zenvara»), a genitive in a language that has none («il marchio Tod’s»), partners
//! («Rossi e associati»). And what looks so and is no firm: peoples, missions in space.

use std::ops::Range;

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::Reading;
use super::tokens::{
    ACCENTED, ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, HYPHEN, INITIAL, LETTER, LOUD, OPEN, SPACE,
};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::{ENGLISH, ITALIAN};
use crate::actors::dictionary::words::{FUNCTION, GIVEN, OF, ORGANISATION_WORD, TITLE, TRADE};
use crate::text::hash::TextTable;

/// So often a text has a word with which its sentences begin that is a name.
const AGAIN: u32 = 3;
/// Capitalised words before «and associates».
const MOST_PARTNERS: usize = 3;

impl<'a> Reading<'a> {
    /// Where the name ends that an Italian text writes with the genitive of English: Tod’s, Levi’s.
    pub(super) fn genitive_brand(&self, at: usize) -> Option<usize> {
        let s = self.tokens.get(at + 1)?;
        let genitive = self.languages == ITALIAN
            && s.gap == APOSTROPHE
            && s.is(LETTER)
            && !s.is(CAPITAL)
            && self.folded(at + 1) == "s";
        // The quotation of another language has genitives, too.
        let english =
            || self.is_spaced(at + 2) && self.is_small_word(at + 2) && self.is_strange(at + 2);
        (genitive && !english()).then_some(at + 2)
    }

    /// Whether the word is what a people or the people of a town are called, who are no body.
    pub(super) fn is_people(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| !token.is(ALL_CAPITALS))
            && lists().peoples.has(self.folded(at))
    }

    /// Whether a hyphen joins a number to the capitals at the token, as missions have it: STS-1.
    pub(super) fn is_mission(&self, at: usize) -> bool {
        (self.tokens.get(at + 1)).is_some_and(|next| next.gap == HYPHEN && next.is(DIGIT))
    }

    /// Whether the strange word that begins a sentence is a name all the same: in English a letter has an
    /// accent, another strange name is joined to it, it does what only firms do, or sentences are about it.
    pub(super) fn opens_as_a_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if token.word != 0 || token.is(LOUD | ALL_CAPITALS | DIGIT) || !self.is_namelike(at) {
            return false;
        }
        let english = self.languages == ENGLISH;
        if english && token.is(ACCENTED) {
            return !self.is_small_elsewhere(at);
        }
        (self.is_one_of_two(at) || self.deals(at) || self.is_firm(at) || self.is_subject(at))
            && !self.is_small_elsewhere(at)
    }

    /// Whether the strange word is what an Italian sentence is about that has no article for it, and the text
    /// has it again and again: «Leccardi non ha voluto dire altro».
    fn is_subject(&self, at: usize) -> bool {
        let not = self.folded(at + 1) == "non" && self.is_spaced(at + 2);
        let verb = at + 1 + usize::from(not);
        self.languages == ITALIAN
            && self.is_spaced(at + 1)
            && self.is_small_word(verb)
            && (self.text(&(verb..verb + 1)) == "è" || lists().auxiliaries.has(self.folded(verb)))
            && self.times_written(at) >= AGAIN
    }

    /// Whether «and» and another strange name follow the strange word: «Infineon and Onsemi rose».
    fn is_one_of_two(&self, at: usize) -> bool {
        let and = if self.languages == ENGLISH {
            "and"
        } else {
            "e"
        };
        let strange = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.word == 0 && token.is(CAPITAL) && !token.is(INITIAL | LOUD | DIGIT | LETTER)
            })
        };
        self.folded(at + 1) == and
            && self.is_spaced(at + 1)
            && self.is_spaced(at + 2)
            && strange(at + 2)
            && !self.is_abstract_noun(at)
    }

    /// Whether the word ends as common nouns do, those of several included.
    fn is_abstract_noun(&self, at: usize) -> bool {
        let word = self.folded(at);
        if self.languages == ENGLISH {
            lists().noun_endings.end(word)
        } else {
            lists().noun_endings_it.end(word)
        }
    }

    /// Whether what firms do follows the strange word: «Zenvara acquired its rival», «Zenvara ha acquisito …».
    fn deals(&self, at: usize) -> bool {
        // A common noun has its article in Italian.
        if self.languages == ENGLISH && self.is_abstract_noun(at) || !self.is_spaced(at + 1) {
            return false;
        }
        let has = self.languages != ENGLISH && lists().having_it.has(self.folded(at + 1));
        let verb = at + 1 + usize::from(has);
        self.is_spaced(verb)
            && self.is_small_word(verb)
            && if self.languages == ENGLISH {
                lists().dealing.has(self.folded(verb))
            } else if has {
                lists().dealt_it.has(self.folded(verb))
            } else {
                lists().dealing_it.has(self.folded(verb))
            }
    }

    /// Whether the article says somewhere of the strange word what is said of firms only.
    pub(super) fn is_firm(&self, at: usize) -> bool {
        if !self.is_strange(at) {
            return false;
        }
        let firms = self.firms.get_or_init(|| {
            let strange = self.all_notable().filter(|&at| {
                self.tokens.get(at).is_some_and(|token| {
                    token.word == 0 && token.is(CAPITAL) && !token.is(LOUD | DIGIT | LETTER)
                })
            });
            let firms = strange.filter(|&at| self.has_what_firms_have(at));
            firms
                .map(|at| (self.folded(at), ()))
                .collect::<TextTable<&'a str, ()>>()
        });
        !firms.is_empty() && firms.contains_key(self.folded(at))
    }

    /// Whether shares, takings or a works are said to be those of the word at the token.
    fn has_what_firms_have(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.is_spaced(at));
        // A surname goes with a given name, and a firm may be called after it elsewhere.
        let alone =
            (self.tokens.get(at + 1)).is_none_or(|next| next.gap != SPACE || !next.is(CAPITAL));
        let Some(before) = before.filter(|&before| alone && self.is_small_word(before)) else {
            return false;
        };
        let of = self.means(before, OF) || self.folded(before) == "in";
        let noun = if of {
            before.checked_sub(1).filter(|_| self.is_spaced(before))
        } else {
            Some(before)
        };
        let Some(noun) = noun else { return false };
        if self.languages == ENGLISH {
            of && lists().of_firms.has(self.folded(noun)) || self.owns_as_a_firm(at + 1)
        } else {
            lists().of_firms_it.has(self.folded(noun)) && self.folded(before) != "in"
        }
    }

    /// Whether «’s» at the token leads what only firms have: Zenvara’s shareholders.
    fn owns_as_a_firm(&self, at: usize) -> bool {
        let s = self.tokens.get(at);
        s.is_some_and(|s| s.gap == APOSTROPHE && s.is(LETTER))
            && self.is_spaced(at + 1)
            && lists().had_by_firms.has(self.folded(at + 1))
    }

    /// Introduces firms that go by one partner and the others that are not named: «Rossi e associati», «Halloran
    /// and Sons»; and those in brackets that have the surname before them: «Diego Vallone (Vallone)».
    pub(super) fn find_firms(&mut self) {
        let mut next = 0;
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            let Some(token) = self.tokens.get(at) else {
                break;
            };
            if token.is(DIGIT | LETTER | LOUD) || !token.is(CAPITAL) || self.is_claimed(at) {
                continue;
            }
            if token.gap == SPACE | OPEN
                && at > 1
                && self.folded(at) == self.folded(at - 1)
                && self.is_closed(at)
                && self.is_capital(at - 1)
                && self.is_capital(at - 2)
            {
                self.introduce(at..at + 1, ActorKind::Organisation);
                continue;
            }
            if !self.has_partners(at + 1) {
                continue;
            }
            let mut first = at;
            while at - first + 1 < MOST_PARTNERS
                && first > 0
                && self.is_spaced(first)
                && self.is_capital(first - 1)
                && !self.is_claimed(first - 1)
                && !self.means(first - 1, FUNCTION | TITLE | TRADE)
            {
                first -= 1;
            }
            self.introduce(first..at + 3, ActorKind::Organisation);
        }
    }

    /// The end of the firm that goes by the people `words` begin with, and whether that is sure: Rosa Melis Trading,
    /// Fratelli Melis, Marsh Brothers.
    pub(super) fn firm_of_people(&self, words: &Range<usize>) -> Option<(usize, bool)> {
        let last = words
            .end
            .checked_sub(1)
            .filter(|&last| last > words.start)?;
        let lists = extents();
        let trade = words.len() > 1
            && self.means(words.start, GIVEN)
            && lists.closing_firms.has(self.folded(last));
        if trade {
            return Some((words.end, words.len() > 2));
        }
        if self.languages == ENGLISH {
            let family = lists.closing_families.has(self.folded(last));
            return family.then_some((words.end, false));
        }
        // «i Fratelli Grimm» are no firm.
        let first = self.tokens.get(words.start)?;
        let firm = lists.first_of_firms.has(self.folded(words.start)) && !first.is(LOUD);
        firm.then_some((words.end, false))
    }

    /// The end of the firm that goes by somebody whose surname is the name `hit` of the dictionary: John Carter
    /// Ltd.
    pub(super) fn firm_of_known(&self, start: usize, hit: Hit, end: usize) -> Option<usize> {
        let named = hit.end == hit.first + 1
            && hit.first - start <= 2
            && self.means(start, GIVEN)
            && (start + 1..end).all(|at| self.is_spaced(at));
        let closes = |&at: &usize| {
            self.means(at, ORGANISATION_WORD)
                || self.is_company(at)
                || extents().closing_firms.has(self.folded(at))
        };
        let last = (hit.end..end).rev().filter(|_| named).find(closes)?;
        Some(last + 1)
    }

    /// Whether «and associates» stands at the token.
    fn has_partners(&self, at: usize) -> bool {
        let joined = self.is_spaced(at) && matches!(self.folded(at), "e" | "and");
        joined
            && self.is_spaced(at + 1)
            && lists().partners.has(self.folded(at + 1))
            && !(self.is_small(at + 1) && self.languages == ENGLISH)
            && self
                .tokens
                .get(at + 2)
                .is_none_or(|next| next.gap != SPACE || !next.is(CAPITAL))
    }
}
