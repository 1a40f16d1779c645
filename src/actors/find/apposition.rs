//! The name beside a role: `il presidente russo Putin`, `Putin, il presidente russo,`, `Putin is the
//! president`. A name is one's who has the role only as its title, parted from it by a pair of commas, or
//! tied to it by a verb; the next name of a list is not. Whose the words of the role are is for
//! [`super::offices`].

use super::lists::lists;
use super::reading::{Named, Reading, Who};
use super::tokens::{APOSTROPHE, COMMA, HYPHEN, SPACE};
use super::who::Role;
use crate::actors::ActorKind;
use crate::actors::dictionary::office::{self, Office};
use crate::actors::dictionary::words::{FUNCTION, OF};

/// Who begins, or ends, at which token, and where the name ends, in the order of the text.
#[derive(Debug)]
pub(super) struct PeopleAt(Vec<(usize, Who, usize)>);

impl PeopleAt {
    /// The names by the token with which they begin.
    pub(super) fn starting<'n>(named: impl Iterator<Item = &'n Named>) -> Self {
        Self::sorted(named.map(|named| (named.first, named.who, named.end)))
    }

    /// The names by the token after their last.
    pub(super) fn ending<'n>(named: impl Iterator<Item = &'n Named>) -> Self {
        Self::sorted(named.map(|named| (named.end, named.who, named.end)))
    }

    fn sorted(named: impl Iterator<Item = (usize, Who, usize)>) -> Self {
        let mut places: Vec<_> = named.collect();
        // Of several at one place the last that was named stays the last.
        places.sort_by_key(|&(at, ..)| at);
        Self(places)
    }

    /// Who is there.
    pub(super) fn at(&self, token: usize) -> Option<Who> {
        self.name_at(token).map(|(who, _)| who)
    }

    /// Who is there, and the token after the name.
    fn name_at(&self, token: usize) -> Option<(Who, usize)> {
        let after = self.0.partition_point(|&(at, ..)| at <= token);
        let &(at, who, end) = self.0.get(after.checked_sub(1)?)?;
        (at == token).then_some((who, end))
    }
}

/// Who is named beside a role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) who: Who,
    /// Whether the text gives the role for the time when it was written: not after «era», «was».
    pub(super) now: bool,
    /// Whether nobody else is likely to have it.
    pub(super) sure: bool,
}

impl Reading<'_> {
    /// Whom the text names beside the role as its holder.
    pub(super) fn beside(&self, role: &Role, starts: &PeopleAt, ends: &PeopleAt) -> Option<Beside> {
        let now = |who| Beside {
            who,
            now: true,
            sure: true,
        };
        // «the British prime minister, Paul Kensing, his lawyer,»: of whom the dictionary knows who it is,
        // a stranger parted by a comma may be somebody else.
        let apart = |who| {
            let sure = !self.is_a_strangers(who, role);
            Beside {
                who,
                now: sure,
                sure,
            }
        };
        let after = starts.name_at(role.end);
        if let Some((who, end)) = after {
            let title = self.is_spaced(role.end) && self.may_hold(who, role, false);
            let apposed = || {
                self.is_after_comma(role.end)
                    && self.may_hold(who, role, true)
                    && self.is_closing(end)
                    && !self.lists_more(end, who, starts)
            };
            if title {
                return Some(now(who));
            }
            if apposed() {
                return Some(apart(who));
            }
        }
        if let Some((verb, past)) = self.copula(role)
            && let Some(who) = ends.at(verb).filter(|&who| self.may_hold(who, role, false))
        {
            return Some(Beside {
                who,
                now: !past,
                sure: true,
            });
        }
        // «Sergei Shoigu, segretario del …,»: with or without an article between.
        let mut first = role.first;
        if first > 0 && self.means(first - 1, FUNCTION) && !self.means(first - 1, OF) {
            first -= 1;
        }
        let comma = self.is_after_comma(first) && self.is_closing(role.end);
        let who = ends.at(first).filter(|_| comma)?;
        let alone = !self.lists_more(role.end, who, starts);
        (alone && self.may_hold(who, role, true)).then(|| apart(who))
    }

    /// Whether somebody whom no dictionary has is to hold an office of which it knows who held it when the
    /// article was written.
    fn is_a_strangers(&self, who: Who, role: &Role) -> bool {
        let office = role.office.zip(role.of).zip(self.article.head.date);
        let known = office.filter(|_| matches!(who, Who::New(_)) && !role.former);
        known.is_some_and(|((office, of), date)| {
            (self.dictionary.holder(office, of, Some(date))).is_some()
        })
    }

    /// Whether more than a space, a hyphen or an apostrophe stands before the token: a comma, the end of
    /// the sentence.
    fn is_closing(&self, at: usize) -> bool {
        (self.tokens.get(at)).is_none_or(|next| next.gap & !(SPACE | HYPHEN | APOSTROPHE) != 0)
    }

    /// Whether the comma before the token leads to another name of a list: «…, Rossi, Bianchi e Verdi».
    fn lists_more(&self, at: usize, who: Who, starts: &PeopleAt) -> bool {
        if self.tokens.get(at).is_none_or(|next| next.gap & COMMA == 0) {
            return false;
        }
        let and = matches!(who, Who::New(_)) && lists().and.has(self.folded(at));
        starts.at(at).is_some() || and && starts.at(at + 1).is_some()
    }

    /// Whether somebody may hold the role: nobody of another country does, and nobody parted from it by
    /// a comma of whom the dictionary knows that it was another.
    fn may_hold(&self, who: Who, role: &Role, apart: bool) -> bool {
        let (Who::Known(person), Some(of)) = (who, role.of) else {
            return true;
        };
        let held = |office| (self.dictionary.holders(office, of)).any(|other| other == person);
        if role.office.is_some_and(held) {
            return true;
        }
        let abroad = self.dictionary.kind(of) == Some(ActorKind::Country)
            && (self.dictionary.country(person)).is_some_and(|country| country != of);
        // «Katherina Reiche, the German economy minister», of whom the dictionary has no term at all
        let another = || {
            let served = office::served(self.dictionary.terms(), person, of);
            let office = (role.office).filter(|_| apart && !role.former && served);
            let date = self.article.head.date;
            (office.filter(|_| date.is_some()))
                .and_then(|office| self.dictionary.holder(office, of, date))
                .is_some_and(|holder| holder != person)
        };
        !abroad && !another()
    }

    /// Whether somebody to whom the text gives the office may be meant by it elsewhere: not who held it
    /// once, if another did when the article was written.
    pub(super) fn may_hold_now(&self, who: Who, office: Office, of: u32) -> bool {
        let (Who::Known(person), Some(date)) = (who, self.article.head.date) else {
            return true;
        };
        let mut now = office::holders_at(self.dictionary.terms(), office, of, date).peekable();
        now.peek().is_none()
            || now.any(|holder| holder == person)
            || !(self.dictionary.holders(office, of)).any(|holder| holder == person)
    }

    /// The verb of «X è il nuovo presidente», «X is the new president», and whether it tells of the past.
    fn copula(&self, role: &Role) -> Option<(usize, bool)> {
        let mut first = role.first;
        if first > 0 && self.is_close(first) && self.is_new(first - 1) {
            first -= 1;
        }
        let article = first.checked_sub(1).filter(|_| self.is_close(first))?;
        if !self.means(article, FUNCTION) || self.means(article, OF) {
            return None;
        }
        let verb = article.checked_sub(1).filter(|_| self.is_close(article))?;
        let past = lists().was.has(self.folded(verb));
        // «È», not «e».
        let is = lists().is.has(self.folded(verb)) && self.text(&(verb..verb + 1)) != "e";
        (is || past).then_some((verb, past))
    }
}
