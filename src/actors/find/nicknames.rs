//! Names that a person goes by beside his own: «Carlo Borlenghi, 41, known as Quillo», «Carlo Borlenghi,
//! detto Quillo». Where the article says so once, the word means him everywhere in it.

use std::ops::Range;

use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, COMMA, DIGIT, LOUD, OPENED, QUOTE, SPACE};
use crate::actors::ActorKind;
use crate::actors::dictionary::lexicon::ENGLISH;

impl Reading<'_> {
    /// Lets people whom the article names in full go by the word that it says they are known by.
    pub(super) fn find_nicknames(&mut self) {
        let people = self.named.iter().filter(|named| {
            named.end > named.first + 1 && self.kind(named.who) == ActorKind::Person
        });
        let called: Vec<(Who, Range<usize>)> = people
            .filter_map(|named| Some((named.who, self.nickname_after(named.end)?)))
            .collect();
        for (who, word) in called {
            let folded = self.folded(word.start);
            self.establish(&word, &[folded], who);
        }
    }

    /// The one word that somebody is known by whose name ends before the token.
    fn nickname_after(&self, end: usize) -> Option<Range<usize>> {
        let token = |at: usize| self.tokens.get(at);
        let comma = |at: usize| token(at).is_some_and(|token| token.gap == COMMA | SPACE);
        let spaced =
            |at: usize| token(at).is_some_and(|token| token.gap & !(QUOTE | OPENED) == SPACE);
        let aged = comma(end) && token(end).is_some_and(|age| age.is(DIGIT)) && comma(end + 1);
        let at = end + usize::from(aged);
        if !(comma(at) || self.is_spaced(at)) {
            return None;
        }
        let next = self.folded(at + 1);
        let past = match self.folded(at) {
            "known" | "better" | "nicknamed" | "aka" if self.languages == ENGLISH => {
                let words = ["known", "as"];
                let better = usize::from(self.folded(at) == "better");
                if matches!(self.folded(at), "nicknamed" | "aka") {
                    at + 1
                } else {
                    let known = at + better;
                    let said = (known..)
                        .zip(words)
                        .all(|(at, word)| self.folded(at) == word);
                    said.then_some(known + 2)?
                }
            }
            "conosciuto" | "conosciuta" | "noto" | "nota" if next == "come" => at + 2,
            "detto" | "detta" | "soprannominato" | "soprannominata" => at + 1,
            "alias" => at + 1,
            _ => return None,
        };
        let one = token(past)?;
        let alone = token(past + 1).is_none_or(|next| next.gap != SPACE || !next.is(CAPITAL));
        let name = spaced(past) && one.is(CAPITAL) && !one.is(DIGIT | LOUD) && one.len() > 2;
        (name && alone && !self.is_claimed(past)).then_some(past..past + 1)
    }
}
