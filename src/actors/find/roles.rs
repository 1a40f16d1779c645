//! Roles: `il presidente russo`, `la ministra degli Esteri di Pyongyang`, `Ukraine's president`.
//! A role means the person whom the text names beside it; else the one to whom the article gives
//! the same role elsewhere; else whoever held the office, by the dictionary, at the article's date.
//! One that nobody can be given stays unmarked.

use std::collections::{HashMap, HashSet};

use super::bare::BareRoles;
use super::reading::{Named, Reading, Who};
use super::tokens::{APOSTROPHE, CAPITAL, COMMA, HYPHEN, LOUD, SPACE};
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::office::Office;
use crate::actors::dictionary::words::{
    CHANCELLOR, CHIEF, DEFENCE, DIPLOMACY, FINANCE, FIRST, FOREIGN, FORMER, FUNCTION, GOVERNMENT,
    INTERIOR, JUSTICE, LEADER, MINISTER, MONARCH, OF, PLACE_PREPOSITION, PREMIER, PRESIDENT,
    SECRETARY, SECURITY, SPOKESPERSON, STATE, SUPREME, VICE,
};
use crate::actors::{self, ActorKind, How};

const ROLES: u64 = PRESIDENT
    | PREMIER
    | FIRST
    | CHANCELLOR
    | MONARCH
    | LEADER
    | MINISTER
    | SECRETARY
    | SPOKESPERSON
    | CHIEF;

const FIELDS: &[(u64, Office)] = &[
    (DEFENCE, Office::Defence),
    (FOREIGN, Office::Foreign),
    (INTERIOR, Office::Interior),
    (FINANCE, Office::Finance),
    (SECURITY, Office::Security),
    (JUSTICE, Office::Justice),
];

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

/// Where `who` is first given a role.
fn given_at(spans: &[(Who, (usize, usize))], who: Who) -> Option<(usize, usize)> {
    let mut spans = spans.iter();
    spans
        .find(|(holder, _)| *holder == who)
        .map(|&(_, span)| span)
}

/// What the words of a role say.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    of: Option<u32>,
    field: Option<Office>,
    government: bool,
    state: bool,
    diplomacy: bool,
    general: bool,
    end: usize,
}

impl Reading<'_> {
    /// Finds the roles that can be given to somebody.
    pub(super) fn find_roles(&mut self) {
        let mut starts = HashMap::new();
        let mut ends = HashMap::new();
        for named in &self.named {
            if self.kind(named.who) == ActorKind::Person {
                starts.insert(named.first, named.who);
                ends.insert(named.end, named.who);
            }
        }
        let mut roles = Vec::new();
        let mut bare = BareRoles::default();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.means(at, ROLES) || self.is_claimed(at) {
                at += 1;
                continue;
            }
            match self.role_at(at) {
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
        // Where the article gives somebody a role beside the name.
        let spans: Vec<(Who, (usize, usize))> = roles
            .iter()
            .filter_map(|(role, holder)| Some(((*holder)?, (role.first, role.end))))
            .collect();
        let mut given: HashMap<(Office, u32), Vec<Who>> = HashMap::new();
        for (role, holder) in &roles {
            if let (Some(office), Some(of), Some(who), false) =
                (role.office, role.of, holder, role.former)
            {
                let holders = given.entry((office, of)).or_default();
                if !holders.contains(who) {
                    holders.push(*who);
                }
            }
        }
        let named: HashSet<Who> = self
            .named
            .iter()
            .filter(|named| named.how == How::Name)
            .map(|named| named.who)
            .collect();
        for (role, beside) in roles {
            let held = beside
                .map(|who| (who, actors::Found::RoleOf))
                .or_else(|| self.holder(&role, &given, &named));
            bare.introduce(self.folded(role.head), held.map(|(who, _)| who), &role);
            let Some((who, found)) = held else { continue };
            let evidence = match found {
                actors::Found::RoleGiven => given_at(&spans, who),
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
    fn beside(
        &self,
        role: &Role,
        starts: &HashMap<usize, Who>,
        ends: &HashMap<usize, Who>,
    ) -> Option<Who> {
        let next = self.tokens.get(role.end);
        let after = starts
            .get(&role.end)
            .filter(|_| next.is_some_and(|next| next.gap == SPACE || next.gap == COMMA | SPACE));
        if let Some(&who) = after {
            return Some(who);
        }
        if let Some(&who) = self.copula(role).and_then(|verb| ends.get(&verb)) {
            return Some(who);
        }
        // «Sergei Shoigu, segretario del …,»: with or without an article between.
        let mut first = role.first;
        if first > 0 && self.means(first - 1, FUNCTION) && !self.means(first - 1, OF) {
            first -= 1;
        }
        let comma = self
            .tokens
            .get(first)
            .is_some_and(|token| token.gap == COMMA | SPACE);
        let closed = next.is_none_or(|next| next.gap & !(SPACE | HYPHEN | APOSTROPHE) != 0);
        ends.get(&first).copied().filter(|_| comma && closed)
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
        let is = matches!(
            self.folded(verb).as_str(),
            "e" | "is" | "was" | "fu" | "era"
        ) && self.text(&(verb..verb + 1)) != "e";
        is.then_some(verb)
    }

    /// Whether the token says that somebody comes to an office: the dictionary may not know yet.
    fn is_new(&self, at: usize) -> bool {
        matches!(
            self.folded(at).as_str(),
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
    fn is_plural(&self, first: usize) -> bool {
        self.languages != ENGLISH
            && first > 0
            && self.is_close(first)
            && matches!(
                self.folded(first - 1).as_str(),
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
    fn holder(
        &self,
        role: &Role,
        given: &HashMap<(Office, u32), Vec<Who>>,
        named: &HashSet<Who>,
    ) -> Option<(Who, actors::Found)> {
        let (Some(office), Some(of), false) = (role.office, role.of, role.former) else {
            return None;
        };
        let one = |office| match given.get(&(office, of)).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        };
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

    /// The role whose head noun is the token `at`.
    fn role_at(&self, at: usize) -> Option<Role> {
        let mut head_end = at + 1;
        if self.means(at, FIRST) && !self.means(at, MINISTER) {
            if !self.means(at + 1, MINISTER) || !self.is_close(at + 1) {
                return None;
            }
            head_end = at + 2;
        }
        let mut parts = Parts {
            end: head_end,
            ..Parts::default()
        };
        let mut first = at;
        if self.languages == ENGLISH {
            first = self.read_before(at, &mut parts);
        }
        self.read_after(&mut parts);
        let mut vice = self.means(at, VICE);
        let mut former = false;
        while let Some(before) = first.checked_sub(1).filter(|_| self.is_close(first)) {
            if self.means(before, VICE) {
                vice = true;
            } else if self.means(before, FORMER) {
                former = true;
            } else {
                break;
            }
            first = before;
        }
        if self.tokens.get(at).is_some_and(|token| token.is(LOUD)) {
            return None;
        }
        if self.is_plural(first) {
            return None;
        }
        former |= first > 0 && self.is_close(first) && self.is_new(first - 1);
        let office = self.office(at, vice, &parts);
        // Without a country or organisation a role says nothing by itself.
        let complete = parts.of.is_some() || parts.field.is_some() && parts.end > head_end;
        complete.then_some(Role {
            first,
            head: at,
            end: parts.end,
            office,
            of: parts.of,
            former,
        })
    }

    /// Reads what English puts before the head: `Russian Defence`, `Ukraine's`. Gives back the
    /// first token of the role.
    fn read_before(&self, at: usize, parts: &mut Parts) -> usize {
        let mut first = at;
        while let Some(before) = first.checked_sub(1).filter(|_| self.is_close(first)) {
            let field = self.field(before);
            if parts.field.is_none() && field.is_some() && !self.hits_ending(before) {
                parts.field = field;
                first = before;
                continue;
            }
            if self.means(before, FIRST | VICE | FORMER | SUPREME) {
                first = before;
                continue;
            }
            let mut last = before;
            let possessive = self
                .tokens
                .get(before)
                .is_some_and(|token| token.gap == APOSTROPHE && token.len() == 1);
            if possessive {
                last = before.checked_sub(1).unwrap_or(before);
            }
            if self.hits_ending(last)
                && let Some(hit) = self.hit_ending(last)
                && let Some(of) = self.bearer(hit.first)
            {
                parts.of = Some(of);
                return hit.first;
            }
            break;
        }
        first
    }

    /// Reads what follows the head: adjectives, fields, `of` somebody, in any order.
    fn read_after(&self, parts: &mut Parts) {
        loop {
            let at = parts.end;
            if !self.is_close(at) {
                return;
            }
            if let Some(hit) = self.hit_at(at)
                && self.is_adjective(at)
                && parts.of.is_none()
            {
                if self.languages == ENGLISH {
                    return;
                }
                parts.of = self.bearer(at);
                parts.end = hit.end;
                continue;
            }
            if self.means(at, SUPREME) && self.languages != ENGLISH {
                parts.end = at + 1;
                continue;
            }
            let word = self.folded(at);
            if matches!(word.as_str(), "generale" | "general") {
                parts.general = true;
                parts.end = at + 1;
                continue;
            }
            if word == "uno" {
                parts.end = at + 1;
                continue;
            }
            // di, della, alla … and what they lead to
            if !self.means(at, OF | PLACE_PREPOSITION)
                && !matches!(word.as_str(), "al" | "alla" | "all" | "agli" | "ai")
            {
                return;
            }
            let mut next = at + 1;
            if matches!(self.folded(next).as_str(), "the") {
                next += 1;
            }
            if !self.is_close(next) {
                return;
            }
            if parts.of.is_none()
                && let Some(hit) = self.hit_at(next)
                && let Some(of) = self.bearer(next)
                && self.means(at, OF)
            {
                parts.of = Some(of);
                parts.end = hit.end;
                continue;
            }
            if let Some(field) = self.field(next).filter(|_| parts.field.is_none()) {
                parts.field = Some(field);
                parts.end = next + 1;
                if self.folded(next) == "affari" && self.means(next + 1, FOREIGN) {
                    parts.end += 1;
                }
                continue;
            }
            let council = self.folded(next) == "consiglio"
                && !self.hits_at(next)
                && self.means(at, OF)
                && self.tokens.get(next).is_some_and(|token| token.is(CAPITAL));
            if self.means(next, STATE) && !parts.state {
                parts.state = true;
            } else if (self.means(next, GOVERNMENT) || council) && !parts.government {
                parts.government = true;
            } else if self.means(next, DIPLOMACY) && !parts.diplomacy {
                parts.diplomacy = true;
            } else {
                return;
            }
            parts.end = next + 1;
        }
    }

    fn field(&self, at: usize) -> Option<Office> {
        FIELDS
            .iter()
            .find(|(meaning, _)| self.means(at, *meaning))
            .map(|&(_, office)| office)
    }

    /// The office that the head noun `at` and the other words make.
    fn office(&self, at: usize, vice: bool, parts: &Parts) -> Option<Office> {
        let is = |meaning| self.means(at, meaning);
        let office = if is(FIRST) && self.means(at + 1, MINISTER) || is(PREMIER) {
            Office::Premier
        } else if is(PRESIDENT) {
            if parts.government {
                Office::Premier
            } else {
                Office::President
            }
        } else if is(CHANCELLOR) {
            Office::Chancellor
        } else if is(MONARCH) {
            Office::Monarch
        } else if is(MINISTER) {
            if self.languages == ENGLISH && at > 0 && self.means(at - 1, FIRST) {
                Office::Premier
            } else {
                parts.field?
            }
        } else if is(SECRETARY) {
            if parts.state {
                Office::Foreign
            } else {
                parts.field.unwrap_or(Office::Secretary)
            }
        } else if is(LEADER) {
            Office::Leader
        } else if is(SPOKESPERSON) {
            Office::Spokesperson
        } else if parts.diplomacy {
            Office::Foreign
        } else if parts.government {
            Office::Premier
        } else if parts.field.is_some() {
            return None;
        } else {
            // capo di Stato, numero uno del Cremlino, Guida suprema dell'Iran
            Office::Leader
        };
        match (vice, office) {
            (false, office) => Some(office),
            (true, Office::President) => Some(Office::VicePresident),
            (true, Office::Premier) => Some(Office::VicePremier),
            (true, _) => None,
        }
    }

    /// Whether one space or hyphen parts the token from the one before, or the apostrophe of an
    /// elision.
    pub(super) fn is_close(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| matches!(token.gap, SPACE | HYPHEN | APOSTROPHE))
    }

    /// The country of the adjective, capital or palace that begins at the token, or the
    /// organisation or country itself.
    pub(super) fn bearer(&self, at: usize) -> Option<u32> {
        let hit = self.hit_at(at)?;
        let alias = self.aliases(&hit).find(|alias| !alias.short)?;
        let entry = self.dictionary.entry(alias.actor)?;
        match entry.actor.kind {
            ActorKind::Country | ActorKind::Organisation => Some(alias.actor),
            ActorKind::Place => entry
                .actor
                .stands_for
                .as_ref()
                .and_then(|id| self.dictionary.number(&id.0)),
            _ => None,
        }
    }
}
