//! Weapons by their designation (`KN-23`, `F-16`, `Su-35`) and operations by what announces them
//! (`operazione SpiderWeb`, `Exercise Steadfast Defender`).

use std::ops::Range;

use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, CAPITAL, COMMA, DIGIT, HYPHEN, LOUD, OPENED, OTHER, QUOTE, SPACE,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FUNCTION, GIVEN, NO_ACTOR, OPERATION_HEAD, WEAPON_HEAD,
};
use crate::actors::{self, ActorKind, How};

impl Reading<'_> {
    /// Finds weapons and operations that the dictionary does not have.
    pub(super) fn find_arms(&mut self) {
        let (mut at, mut next) = (0, 0);
        while let Some(notable) = self.notable_from(at, &mut next) {
            (at, next) = (notable, next + 1);
            if self.is_claimed(at) {
                continue;
            }
            if let Some(end) = self.designation(at) {
                self.introduce(at..end, ActorKind::Weapon);
            } else if let Some(words) = self.model(at) {
                self.introduce_model(words);
            } else if self.is_numbered_arm(at) {
                self.introduce(at..at + 1, ActorKind::Weapon);
            } else if self.means(at, OPERATION_HEAD) && !self.is_inside_hit(at) {
                self.operation(at);
            }
        }
    }

    /// The end of the designation that begins at the token: letters, a hyphen, a number.
    fn designation(&self, at: usize) -> Option<usize> {
        let letters = self.tokens.get(at)?;
        let number = self.tokens.get(at + 1)?;
        let shaped = letters.is(CAPITAL)
            && !letters.is(DIGIT | LOUD)
            && number.gap == HYPHEN
            && number.is(DIGIT)
            && number.len() <= 5;
        if !shaped || self.is_inside_hit(at + 1) {
            return None;
        }
        let folded = self.folded(at);
        let closed = self.languages == ENGLISH && self.is_spaced(at + 2);
        let announced = at
            .checked_sub(1)
            .is_some_and(|before| self.means(before, WEAPON_HEAD))
            || closed && self.means(at + 2, WEAPON_HEAD);
        let digits = self
            .folded(at + 1)
            .chars()
            .take_while(char::is_ascii_digit)
            .count();
        let family = self
            .hit_at(at)
            .filter(|hit| hit.end == at + 1)
            .and_then(|hit| self.aliases(&hit).next().map(|alias| alias.actor))
            .is_some_and(|actor| self.kind(Who::Known(actor)) == ActorKind::Weapon);
        let series = (1..=3).contains(&digits) && lists().series.has(folded);
        let capitals = letters.is(ALL_CAPITALS) && letters.len() <= 4;
        let known = family
            || series && !self.means(at, NO_ACTOR)
            || announced && (capitals || (1..=3).contains(&digits));
        known.then_some(at + 2)
    }

    /// The model that ends with the token: a weapon of the dictionary and capitals with digits, Bayraktar
    /// TB2, or after a word for weapons a name that a stroke goes on with, Samp/T.
    fn model(&self, at: usize) -> Option<Range<usize>> {
        let mark = self.tokens.get(at)?;
        let shaped = mark.is(CAPITAL) && !mark.is(LOUD) && mark.len() <= 5;
        let numbered = mark.gap == SPACE && mark.is(DIGIT);
        if !shaped || !(numbered || mark.gap == OTHER) {
            return None;
        }
        let before = at.checked_sub(1)?;
        if numbered {
            let hit = self.hit_ending(before)?;
            let weapon = self
                .aliases(&hit)
                .all(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Weapon);
            return weapon.then_some(hit.first..at + 1);
        }
        let name = self.tokens.get(before)?;
        let stroke = self.article.text.get(name.end()..mark.start()) == Some("/");
        let announced = (before.checked_sub(1))
            .is_some_and(|head| self.is_close(before) && self.means(head, WEAPON_HEAD));
        let named = name.is(CAPITAL) && !name.is(LOUD) && !self.is_inside_hit(before);
        (stroke && announced && named && mark.len() <= 2).then_some(before..at + 1)
    }

    /// Introduces a model, which several of are one: two Bayraktar TB2s.
    fn introduce_model(&mut self, words: Range<usize>) {
        let text = self.text(&words);
        let one = (text.strip_suffix('s')).filter(|one| {
            self.languages == ENGLISH && one.ends_with(|last: char| last.is_ascii_digit())
        });
        if let Some(who) = self.actor(ActorKind::Weapon, one.unwrap_or(text)) {
            self.name(words, who, How::Name, actors::Found::Introduced);
        }
    }

    /// Whether the token is one or more capitals and a number beside a word for weapons: GB50A bombs, i carri T72.
    fn is_numbered_arm(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if !token.is(DIGIT) || token.is(LOUD) || token.len() > 6 || self.is_inside_hit(at) {
            return false;
        }
        let text = self.text(&(at..at + 1)).as_bytes();
        let capitals = text
            .iter()
            .take_while(|byte| byte.is_ascii_uppercase())
            .count();
        let rest = text.get(capitals..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let shaped =
            (1..=3).contains(&capitals) && (1..=3).contains(&digits) && rest.len() <= digits + 1;
        let arm = |at: usize| self.means(at, WEAPON_HEAD) || lists().bombs.has(self.folded(at));
        shaped
            && if self.languages == ENGLISH {
                self.is_spaced(at + 1) && arm(at + 1)
            } else {
                self.is_spaced(at) && at.checked_sub(1).is_some_and(arm)
            }
    }

    /// The end of the name in quotation marks at the token, small words and all: «Acqua sporca».
    fn quoted_name(&self, first: usize) -> Option<usize> {
        let token = self.tokens.get(first)?;
        let opens = token.gap & OPENED != 0
            && token.gap & !(SPACE | QUOTE | OPENED | COMMA) == 0
            && token.is(CAPITAL);
        if !opens {
            return None;
        }
        let closed = |at: usize| {
            let end = self.range(at, at + 1).end;
            let rest = self.article.text.get(end..).unwrap_or_default();
            rest.starts_with(['»', '”', '"', '“'])
        };
        let last = (first..first + 5).find(|&at| closed(at))?;
        let plain = (first + 1..=last).all(|at| self.is_close(at) || self.is_after_comma(at));
        plain.then_some(last + 1)
    }

    /// Names an inquiry or a trial by what stands in quotation marks after it: l’inchiesta «Acqua
    /// sporca», l’inchiesta, chiamata «Double Face».
    fn inquiry(&mut self, head: usize) {
        let called = lists().called.has(self.folded(head + 1));
        let first = head + 1 + usize::from(called);
        if let Some(end) = self.quoted_name(first) {
            self.name_operation(first..end);
        }
    }

    /// The name after `operazione`.
    fn operation(&mut self, head: usize) {
        if self.languages != ENGLISH
            && matches!(
                self.folded(head),
                "inchiesta" | "indagine" | "processo" | "maxiprocesso" | "blitz"
            )
        {
            self.inquiry(head);
            return;
        }
        if self.languages != ENGLISH
            && let Some(end) = self.quoted_name(head + 1)
        {
            self.name_operation(head + 1..end);
            return;
        }
        let mut first = head + 1;
        // operazione militare «Tempesta»: one adjective may stand between.
        if self.tokens.get(first).is_some_and(|token| {
            token.gap == SPACE && !token.is(CAPITAL) && !self.means(head + 1, FUNCTION)
        }) {
            first += 1;
        }
        let Some(token) = self.tokens.get(first) else {
            return;
        };
        let quoted = token.gap & OPENED != 0;
        let fits = token.is(CAPITAL)
            && !token.is(LOUD)
            && (token.gap == SPACE || quoted && token.gap & !(SPACE | QUOTE | OPENED) == 0);
        if !fits
            || self.is_inside_hit(first)
            || self.means(first, FUNCTION | COMMON | GIVEN | NO_ACTOR)
            || self.is_adjective(first)
        {
            return;
        }
        let mut end = first + 1;
        while end < first + 5
            && self.tokens.get(end).is_some_and(|token| {
                matches!(token.gap, SPACE | HYPHEN) && (token.is(CAPITAL) || token.gap == HYPHEN)
            })
            && !self.hits_at(end)
        {
            end += 1;
        }
        self.name_operation(first..end);
    }

    /// Settles that `words` name an operation.
    fn name_operation(&mut self, words: Range<usize>) {
        let name = self.text(&words);
        let known = self
            .dictionary
            .number(&super::dictionary::id(ActorKind::Operation, &super::dictionary::slug(name)).0);
        let who = match known {
            Some(number) => Some(Who::Known(number)),
            None => {
                let head = if self.languages == ENGLISH {
                    "Operation"
                } else {
                    "Operazione"
                };
                let who = self.actor(ActorKind::Operation, name);
                if let Some(who) = who {
                    self.call(who, &format!("{head} {name}"));
                }
                who
            }
        };
        if let Some(who) = who {
            self.name(words, who, How::Name, actors::Found::Introduced);
        }
    }
}
