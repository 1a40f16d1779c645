//! Words that the reader watches for, wherever they stand and however they are written. They take
//! nothing away from the names around them.

use super::known;
use super::reading::{Named, Reading, Who};
use crate::actors::{self, How};

impl Reading<'_> {
    /// Finds the words that the reader watches for; of several that begin at one place the longest.
    pub(super) fn find_watched(&mut self) {
        if !self.dictionary.watches() {
            return;
        }
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            let longest = self
                .dictionary
                .watched(token.word)
                .iter()
                .filter(|watched| token.word != 0 && self.stands(at, &watched.words))
                .max_by_key(|watched| watched.words.len())
                .map(|watched| (watched.words.len(), watched.actor));
            let Some((words, actor)) = longest else {
                at += 1;
                continue;
            };
            self.named.push(Named {
                first: at,
                end: at + words,
                who: Who::Known(actor),
                how: How::Name,
                found: actors::Found::Watched,
                sure: true,
                evidence: None,
            });
            at += words;
        }
    }

    /// Whether `words` stand in a row from the token `at` on.
    fn stands(&self, at: usize, words: &[u32]) -> bool {
        (at..)
            .zip(words)
            .all(|(at, &word)| self.tokens.get(at).is_some_and(|token| token.word == word))
            && (at + 1..at + words.len()).all(|at| {
                self.tokens
                    .get(at)
                    .is_some_and(|token| known::goes_on(token, self.tokens.get(at - 1)))
            })
    }
}
