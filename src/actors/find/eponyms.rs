//! What is called after somebody: laws, plans, methods and cases. The surname in «la legge Borlenghi» names
//! the law, and nobody acts under it; in «il caso Borlenghi» it is that of whom the case is about, which
//! nothing else need say.

use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAMEL, HYPHEN, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{CASE, GIVEN, LAW, SPEECH};

/// Surnames that hyphens join to one law at most, beside the one that is asked of: what is joined without
/// end is no name.
const JOINED: usize = 3;

impl Reading<'_> {
    /// Whether the name at the token tells which law, plan or method is meant, and is nobody's by that.
    pub(super) fn names_a_law(&self, at: usize) -> bool {
        self.is_beside(at, LAW) && !self.acts_after(at)
    }

    /// Whether the Italian name at the token is rather who acts after a law that a preposition leads: «con il
    /// decreto Borlenghi ha vietato la pesca».
    pub(super) fn acts_after_a_law(&self, at: usize) -> bool {
        self.is_beside(at, LAW) && self.acts_after(at)
    }

    fn acts_after(&self, at: usize) -> bool {
        let acts = self.is_spaced(at + 1)
            && (self.means(at + 1, SPEECH)
                || matches!(self.folded(at + 1), "ha" | "aveva" | "vuole" | "voleva"));
        if self.languages == ENGLISH || !acts {
            return false;
        }
        // «con il nuovo piano»: an article and an adjective may stand between.
        let mut word = at;
        for _ in 0..4 {
            let Some(before) = word
                .checked_sub(1)
                .filter(|_| self.is_spaced_or_elided(word))
            else {
                return false;
            };
            word = before;
            if matches!(
                self.folded(word),
                "con" | "dopo" | "per" | "secondo" | "col"
            ) {
                return true;
            }
        }
        false
    }

    /// Whether the English noun for a law or the like after the name has a capital, too: the Samina Law.
    /// Jude Law is somebody.
    pub(super) fn is_of_a_capital_law(&self, at: usize) -> bool {
        let somebody = self.means(at, GIVEN) && !self.has_article(at);
        self.languages == ENGLISH
            && !somebody
            && self.is_capital(at + 1)
            && self.is_spaced(at + 1)
            && self.means(at + 1, LAW)
            && !self.means(at + 1, GIVEN)
    }

    /// Whether the name at the token tells which trial, inquiry or affair is meant.
    pub(super) fn names_a_case(&self, at: usize) -> bool {
        self.is_beside(at, CASE)
    }

    /// Whether a word in small letters that means `what` stands where the language has it: before the
    /// name in Italian, «il decreto Borlenghi»; after it in English, «the Borlenghi inquiry».
    fn is_beside(&self, at: usize, what: u64) -> bool {
        let close = |at: usize, gaps: u16| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.gap != 0 && token.gap & !gaps == 0)
        };
        // Bossi-Fini
        let mut first = at;
        while at - first < JOINED && first > 0 && close(first, HYPHEN) && !self.is_small(first - 1)
        {
            first -= 1;
        }
        let before = first.checked_sub(1);
        if self.languages == ENGLISH {
            let mut noun = at + 1;
            while noun - at <= JOINED && close(noun, HYPHEN) && !self.is_small(noun) {
                noun += 1;
            }
            let the = before.is_some_and(|the| close(first, SPACE) && self.folded(the) == "the");
            return the && close(noun, SPACE) && self.is_small(noun) && self.means(noun, what);
        }
        close(first, SPACE | APOSTROPHE)
            && before.is_some_and(|noun| self.is_small(noun) && self.means(noun, what))
    }

    /// Whether the token is written as surnames are, not as an acronym or a brand.
    pub(super) fn is_plainly_written(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| !token.is(ALL_CAPITALS | CAMEL))
    }
}
