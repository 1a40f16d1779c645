//! Texts that are neither Italian nor English: what their capitals and small words say is not known, so
//! only what is sure is read, names of the dictionary and people whose given name it has.

use std::ops::Range;

use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, CAPITAL, LOUD};
use crate::actors;
use crate::actors::dictionary::words::{FUNCTION, GIVEN, PARTICLE};
use crate::text::language::Language;

/// Surnames that one name may have.
const MOST_SURNAMES: usize = 2;

impl Reading<'_> {
    /// Whether the text is in a language that recognition has no words of.
    pub(super) fn is_foreign(&self) -> bool {
        let language = self.article.head.lang;
        !language.is_unknown() && language != Language::ITALIAN && language != Language::ENGLISH
    }

    /// Finds people by a given name and a surname, as far as they are written so in every language.
    pub(super) fn find_foreign_names(&mut self) {
        let (mut at, mut next) = (0, 0);
        while let Some(notable) = self.notable_from(at, &mut next) {
            let run = self.run_from(notable);
            at = run.as_ref().map_or(notable + 1, |run| run.end);
            if let Some(words) = run.and_then(|run| self.foreign_name(&run)) {
                self.introduce_person(words, actors::Found::Introduced);
            }
        }
    }

    /// The given names and the surname in `run`.
    fn foreign_name(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let given = |at: usize| {
            self.means(at, GIVEN)
                && (self.tokens.get(at)).is_some_and(|token| !token.is(LOUD | ALL_CAPITALS))
        };
        let first = run.clone().find(|&at| given(at))?;
        let mut end = first + 1;
        while end < run.end && given(end) {
            end += 1;
        }
        let particle = |at: usize| {
            let small = self.tokens.get(at).is_some_and(|token| !token.is(CAPITAL));
            small && self.means(at, PARTICLE)
        };
        while end < run.end && particle(end) {
            end += 1;
        }
        // Nouns of German have capitals, too.
        let most = if self.article.head.lang.code() == "de" {
            1
        } else {
            MOST_SURNAMES
        };
        let surname = |at: usize| {
            let plain = (self.tokens.get(at))
                .is_some_and(|token| token.is(CAPITAL) && !token.is(LOUD | ALL_CAPITALS));
            plain && !self.means(at, FUNCTION) && (self.is_strange(at) || self.is_inside_hit(at))
        };
        let surnames = (end..run.end).take(most).take_while(|&at| surname(at));
        end += surnames.count();
        let named = end - first > 1 && !particle(end - 1);
        let known = (first..end).any(|at| self.hit_at(at).is_some_and(|hit| hit.end > at + 1));
        (named && !known).then_some(first..end)
    }
}
