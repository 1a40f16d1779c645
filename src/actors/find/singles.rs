//! Names of one word that the article or the dictionary explains: short forms of full names, brands, and
//! their echoes where a capital says nothing. Words that stand for themselves are for
//! [`super::strangers`].

use super::known::Hit;
use super::lists::lists;
use super::reading::{Full, MOST_ROOM, Named, Reading, Who};
use super::tokens::{CAPITAL, DIGIT, HYPHEN, INITIAL, LOUD, SPACE, Token};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FIELD, FUNCTION, TITLE, TRADE};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::TextTable;

impl Reading<'_> {
    /// Finds the names of one word: short forms of names that the article gives in full, acronyms,
    /// and words that nothing but being a name capitalises.
    pub(super) fn find_single_names(&mut self) {
        let (mut hit, mut next) = (0, 0);
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            let Some(&token) = self.tokens.get(at) else {
                break;
            };
            if !is_single(&token) || self.is_claimed(at) {
                continue;
            }
            while self.hits.get(hit).is_some_and(|hit| hit.end <= at) {
                hit += 1;
            }
            if self.means(at, FUNCTION)
                && !(self.is_small_surname(at) && self.people.has(self.folded(at)))
            {
                continue;
            }
            let around = self.hits.get(hit).filter(|hit| hit.first <= at).copied();
            if let Some(hit) = around.filter(|hit| hit.end > hit.first + 1) {
                if let Some(who) = self.namesake(hit).filter(|_| at + 1 == hit.end) {
                    self.name_short_form(hit.first..hit.end, who);
                }
                continue;
            }
            let taken = around.is_some_and(|hit| !self.is_somebodys_given(hit));
            if around.is_some_and(|hit| self.is_dated(&hit)) {
                continue;
            }
            if token.word == 0 && self.is_group(at) && self.people.has(self.folded(at)) {
                self.introduce_single(at..at + 1, ActorKind::Organisation);
                continue;
            }
            if self.is_of_a_capital_law(at) {
                continue;
            }
            if let Some(who) = self.short_form(at) {
                let person = self.kind(who) == ActorKind::Person;
                let square = person && self.square_called(&(at..at + 1), true).is_some();
                if square || self.name_relative(at) || self.name_town(at) {
                    continue;
                }
                // Fils-Aimé, Costa Lobo, Lo Presti: several words may stand for one person.
                let mut end = at + 1;
                while self.is_same_short_form(end, who)
                    || self.is_glottal(end) && self.short_form(end) == Some(who)
                    || end > at + 1 && self.is_glottal(end)
                {
                    end += 1;
                }
                let first = if self.is_article_of(at, who) {
                    at - 1
                } else {
                    at
                };
                self.name_short_form(first..end, who);
                if self.may_be_a_town(at) || self.names_a_law(at) || self.names_a_case(at) {
                    self.doubt_last();
                }
                continue;
            }
            if let Some((who, evidence)) = around.and_then(|hit| self.common_namesake(hit)) {
                self.name_again(at, who, evidence);
                continue;
            }
            if taken {
                continue;
            }
            let brand = !self.brands.is_empty();
            let brand = brand.then(|| self.brands.get(self.folded(at)).copied());
            // A word that the dictionary knows begins a sentence for its own sake.
            // No common noun of English is anything without an article.
            let is = || {
                self.languages == ENGLISH
                    && self.is_spaced(at + 1)
                    && lists().being.has(self.folded(at + 1))
            };
            let brand = brand
                .flatten()
                .filter(|_| token.word == 0 || !token.is(INITIAL) || is());
            if let Some(who) = brand {
                self.name(at..at + 1, who, How::Name, actors::Found::ShortForm);
                self.doubt_last();
            } else {
                self.read_single(at, token);
            }
        }
    }

    /// Whom the article gives a full name that ends with the ordinary word which the dictionary has of
    /// somebody else as a surname alone: Moon, after Twila Moon.
    fn common_namesake(&self, hit: Hit) -> Option<Full> {
        let surname = || self.aliases(&hit).all(|alias| alias.short);
        let known = self.people.with_common(self.folded(hit.first))?;
        (hit.end == hit.first + 1 && surname()).then_some(known)
    }

    /// Whether the token goes on with a short form of the same person.
    fn is_same_short_form(&self, at: usize, who: Who) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.gap, SPACE | HYPHEN) && token.is(CAPITAL) && !token.is(INITIAL)
        }) && !self.is_claimed(at)
            && !self.is_inside_hit(at)
            && self.short_form(at) == Some(who)
    }

    /// Whether the token stands in a run of capitals that is nobody's name: the title of a law, of
    /// a book.
    pub(super) fn is_leftover(&self, at: usize) -> bool {
        let stray = |neighbour: usize, joint: usize, pardoned: bool| {
            let joined = self.is_spaced(joint);
            let capital = self
                .tokens
                .get(neighbour)
                .is_some_and(|token| token.is(CAPITAL) && !token.is(DIGIT));
            joined
                && capital
                && !pardoned
                && !self.is_claimed(neighbour)
                && !self.is_inside_hit(neighbour)
        };
        let before = at.checked_sub(1).is_some_and(|before| {
            let pardoned = self.means(before, TITLE | TRADE | FUNCTION | FIELD)
                || self.is_rank(before)
                || self
                    .tokens
                    .get(before)
                    .is_some_and(|token| token.is(INITIAL));
            stray(before, at, pardoned)
        });
        before || stray(at + 1, at + 1, false)
    }

    /// Finds, where a capital alone says nothing, the one-word names that the article has
    /// elsewhere.
    pub(super) fn find_echoes(&mut self) {
        let mut names: TextTable<&str, (Who, (usize, usize))> = TextTable::default();
        let single =
            |named: &&Named| named.end == named.first + 1 && matches!(named.who, Who::New(_));
        names.reserve(self.named.iter().filter(single).count().min(MOST_ROOM));
        for named in self.named.iter().filter(single) {
            names
                .entry(self.folded(named.first))
                .or_insert((named.who, (named.first, named.end)));
        }
        if names.is_empty() {
            return;
        }
        let mut next = 0;
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            if self.is_claimed(at) || self.is_inside_hit(at) || self.means(at, FUNCTION) {
                continue;
            }
            let fits = || {
                let token = self.tokens.get(at);
                token.is_some_and(|token| is_single(token) && token.is(INITIAL | LOUD))
                    || self.names_a_law(at)
            };
            if let Some(&(who, evidence)) = names.get(self.folded(at))
                && fits()
            {
                self.name_again(at, who, evidence);
            }
        }
    }
}

fn is_single(token: &Token) -> bool {
    token.is(CAPITAL) && !token.is(DIGIT)
}
