//! Roles: `il presidente russo`, `la ministra degli Esteri di Pyongyang`, `Ukraine's president`.
//! A role means the person whom the text names beside it; else the one to whom the article gives
//! the same role elsewhere; else whoever held the office, by the dictionary, at the article's date.
//! One that nobody can be given stays unmarked.

use std::cell::LazyCell;

use super::bare::BareRoles;
use super::reading::{Named, Reading, Who};
use super::tokens::{APOSTROPHE, COMMA, HYPHEN, SPACE};
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::office::Office;
use crate::actors::dictionary::words::{FUNCTION, OF, ROLES};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::{Set, Table};

/// A role as the text gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub(super) first: usize,
    /// The noun.
    pub(super) head: usize,
    pub(super) end: usize,
    /// `None` for a role that only the name beside it tells the holder of.
    pub(super) office: Option<Office>,
    /// The number of the country or organisation.
    pub(super) of: Option<u32>,
    pub(super) former: bool,
}

/// Who begins, or ends, at which token, in the order of the text.
#[derive(Debug)]
pub(super) struct Places(Vec<(usize, Who)>);

impl Places {
    fn new(named: impl Iterator<Item = (usize, Who)>) -> Self {
        let mut places: Vec<(usize, Who)> = named.collect();
        // Of several at one place the last that was named stays the last.
        places.sort_by_key(|&(at, _)| at);
        Self(places)
    }

    /// Who is there.
    pub(super) fn at(&self, token: usize) -> Option<Who> {
        let after = self.0.partition_point(|&(at, _)| at <= token);
        let &(at, who) = self.0.get(after.checked_sub(1)?)?;
        (at == token).then_some(who)
    }
}

/// Who holds each office by what the article says beside it, `None` where it names several.
type Given = Table<(Office, u32), Option<Who>>;

impl Reading<'_> {
    /// Finds the roles that can be given to somebody.
    pub(super) fn find_roles(&mut self) {
        let people = (self.named.iter()).filter(|named| self.kind(named.who) == ActorKind::Person);
        let starts =
            LazyCell::new(|| Places::new(people.clone().map(|named| (named.first, named.who))));
        let ends =
            LazyCell::new(|| Places::new(people.clone().map(|named| (named.end, named.who))));
        let wholes = LazyCell::new(|| {
            let several = self
                .named
                .iter()
                .filter(|named| named.end > named.first + 1);
            let mut wholes: Vec<_> = several.map(|named| (named.first, named.end)).collect();
            wholes.sort_unstable();
            wholes
        });
        let mut roles = Vec::new();
        let mut bare = BareRoles::default();
        let (mut at, mut next) = (0, 0);
        while let Some(notable) = self.notable_from(at, &mut next) {
            at = notable;
            if !self.means(at, ROLES) || self.is_claimed(at) {
                at += 1;
                continue;
            }
            match self.role_at(at) {
                // «il capo della Kenya Airways» governs no country.
                Some(role) if self.cuts(&wholes, role.end) => at += 1,
                Some(role) => {
                    let holder = self.beside(&role, &starts, &ends);
                    at = role.end.max(at + 1);
                    roles.push((role, holder));
                }
                None => {
                    self.note_bare(at, &starts, &mut bare);
                    at += 1;
                }
            }
        }
        // Where the article first gives somebody a role beside the name.
        let mut spans: Table<Who, (usize, usize)> = Table::default();
        let mut given = Given::default();
        for (role, holder) in &roles {
            let &Some(who) = holder else { continue };
            spans.entry(who).or_insert((role.first, role.end));
            if let (Some(office), Some(of), false) = (role.office, role.of, role.former) {
                let one = given.entry((office, of)).or_insert(Some(who));
                *one = one.filter(|&known| known == who);
            }
        }
        // Only an article without a date asks whom it names.
        let named: Set<Who> = if roles.is_empty() || self.article.head.date.is_some() {
            Set::default()
        } else {
            self.named
                .iter()
                .filter(|named| named.how == How::Name)
                .map(|named| named.who)
                .collect()
        };
        for (role, beside) in roles {
            let held = beside
                .map(|who| (who, actors::Found::RoleOf))
                .or_else(|| self.holder(&role, &given, &named));
            bare.introduce(self.folded(role.head), held.map(|(who, _)| who), &role);
            let Some((who, found)) = held else { continue };
            let evidence = match found {
                actors::Found::RoleGiven => spans.get(&who).copied(),
                _ => None,
            };
            self.named.push(Named {
                first: role.first,
                end: role.end,
                who,
                how: How::Role,
                found,
                sure: found != actors::Found::Office || self.article.head.date.is_some(),
                evidence,
            });
        }
        let resolved: Vec<_> = bare.resolved(|at| self.folded(at)).collect();
        for (at, who, evidence) in resolved {
            self.named.push(Named {
                first: at,
                end: at + 1,
                who,
                how: How::Role,
                found: actors::Found::RoleGiven,
                sure: false,
                evidence: Some(evidence),
            });
        }
    }

    /// The person named right after the role, or before it and a comma.
    /// Whether one of the names `wholes` begins before the token and goes on past it.
    fn cuts(&self, wholes: &[(usize, usize)], token: usize) -> bool {
        let after = wholes.partition_point(|&(first, _)| first < token);
        let before = after.checked_sub(1).and_then(|at| wholes.get(at));
        before.is_some_and(|&(_, end)| end > token)
    }

    fn beside(&self, role: &Role, starts: &Places, ends: &Places) -> Option<Who> {
        let next = self.tokens.get(role.end);
        let after = starts
            .at(role.end)
            .filter(|_| next.is_some_and(|next| next.gap == SPACE || next.gap == COMMA | SPACE));
        if let Some(who) = after {
            return Some(who);
        }
        if let Some(who) = self.copula(role).and_then(|verb| ends.at(verb)) {
            return Some(who);
        }
        // «Sergei Shoigu, segretario del …,»: with or without an article between.
        let mut first = role.first;
        if first > 0 && self.means(first - 1, FUNCTION) && !self.means(first - 1, OF) {
            first -= 1;
        }
        let comma = self.is_after_comma(first);
        let closed = next.is_none_or(|next| next.gap & !(SPACE | HYPHEN | APOSTROPHE) != 0);
        ends.at(first).filter(|_| comma && closed)
    }

    /// The verb of «X è il nuovo presidente», «X is the new president».
    fn copula(&self, role: &Role) -> Option<usize> {
        let mut first = role.first;
        if first > 0 && self.is_close(first) && self.is_new(first - 1) {
            first -= 1;
        }
        let article = first.checked_sub(1).filter(|_| self.is_close(first))?;
        if !self.means(article, FUNCTION) || self.means(article, OF) {
            return None;
        }
        let verb = article.checked_sub(1).filter(|_| self.is_close(article))?;
        let is = matches!(self.folded(verb), "e" | "is" | "was" | "fu" | "era")
            && self.text(&(verb..verb + 1)) != "e";
        is.then_some(verb)
    }

    /// Whether the token says that somebody comes to an office: the dictionary may not know yet.
    pub(super) fn is_new(&self, at: usize) -> bool {
        matches!(
            self.folded(at),
            "nuovo"
                | "nuova"
                | "neo"
                | "futuro"
                | "futura"
                | "prossimo"
                | "prossima"
                | "new"
                | "next"
                | "incoming"
                | "future"
        )
    }

    /// Whether the token before speaks of several: «i leader di …».
    pub(super) fn is_plural(&self, first: usize) -> bool {
        self.languages != ENGLISH
            && first > 0
            && self.is_close(first)
            && matches!(
                self.folded(first - 1),
                "i" | "gli"
                    | "le"
                    | "dei"
                    | "degli"
                    | "delle"
                    | "ai"
                    | "agli"
                    | "alle"
                    | "dai"
                    | "dagli"
                    | "dalle"
                    | "due"
                    | "tre"
            )
    }

    /// Who holds the role, by what the article or the dictionary says.
    fn holder(&self, role: &Role, given: &Given, named: &Set<Who>) -> Option<(Who, actors::Found)> {
        let (Some(office), Some(of), false) = (role.office, role.of, role.former) else {
            return None;
        };
        let one = |office| given.get(&(office, of)).copied().flatten();
        if let Some(who) = one(office) {
            return Some((who, actors::Found::RoleGiven));
        }
        if given.contains_key(&(office, of)) {
            return None;
        }
        let date = self.article.head.date;
        if office == Office::Leader {
            let heads = [
                Office::President,
                Office::Premier,
                Office::Chancellor,
                Office::Monarch,
            ];
            let mut heads = heads.into_iter().filter_map(one);
            if let Some(who) = heads.next() {
                let known = self.dictionary.holder(office, of, date).map(Who::Known);
                let alone = heads.next().is_none() && known.is_none();
                return if alone {
                    Some((who, actors::Found::RoleGiven))
                } else {
                    known.map(|known| (known, actors::Found::Office))
                };
            }
        }
        let alike = match office {
            Office::Premier => &[Office::Premier, Office::Chancellor][..],
            _ => &[office][..],
        };
        for &office in alike {
            let known = if date.is_some() {
                self.dictionary.holder(office, of, date)
            } else {
                let mut named = self
                    .dictionary
                    .holders(office, of)
                    .filter(|&person| named.contains(&Who::Known(person)));
                let first = named.next();
                first.filter(|&first| named.all(|other| other == first))
            };
            if let Some(person) = known {
                return Some((Who::Known(person), actors::Found::Office));
            }
        }
        None
    }
}
