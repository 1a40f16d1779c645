//! Roles: `il presidente russo`, `la ministra degli Esteri di Pyongyang`, `Ukraine's president`.
//! A role means the person whom the text names beside it, see [`super::apposition`]; else the one to
//! whom the article gives the same role elsewhere; else whoever held the office, by the dictionary, at
//! the article's date, or at the one that the sentence tells, see [`super::bygone`]. One that nobody can
//! be given stays unmarked.

use std::cell::LazyCell;

use super::apposition::{Beside, PeopleAt};
use super::bare::BareRoles;
use super::bygone::Told;
use super::extents::extents;
use super::reading::{Named, Reading, Who};
use super::who::Role;
use crate::actors::dictionary::office::{self, Office};
use crate::actors::dictionary::words::{COMMON, FAMILY, GIVEN, PREMIER, ROLES, TRADE, VICE};
use crate::actors::{self, ActorKind, How};
use crate::edtf::Edtf;
use crate::text::hash::{Set, Table};

/// A date of more days is a decade, or another span of years.
const DAYS_OF_YEAR: i64 = 366;

/// Who holds a role, and how that is known.
#[derive(Clone, Copy, Debug)]
struct Held {
    who: Who,
    found: actors::Found,
    sure: bool,
    /// The tokens that it follows from.
    evidence: Option<(usize, usize)>,
}

/// Who holds each office by what the article says beside it, `None` where it names several.
type Given = Table<(Office, u32), Option<Who>>;

impl Reading<'_> {
    /// Finds the roles that can be given to somebody.
    pub(super) fn find_roles(&mut self) {
        let people = (self.named.iter()).filter(|named| self.kind(named.who) == ActorKind::Person);
        let starts = LazyCell::new(|| PeopleAt::starting(people.clone()));
        let ends = LazyCell::new(|| PeopleAt::ending(people.clone()));
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
        for (role, beside) in &roles {
            let Some(beside) = beside else { continue };
            let who = beside.who;
            spans.entry(who).or_insert((role.first, role.end));
            if let (Some(office), Some(of), false) = (role.office, role.of, role.former)
                && beside.now
                && self.may_hold_now(who, office, of)
                && !matches!(self.told_of(role), Told::Of(..))
            {
                let one = given.entry((office, of)).or_insert(Some(who));
                *one = one.filter(|&known| known == who);
            }
        }
        self.confirm_officers(&roles);
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
            let held = match beside {
                Some(beside) => Some(Held {
                    who: beside.who,
                    found: actors::Found::RoleOf,
                    sure: beside.sure,
                    evidence: None,
                }),
                None => self.holder(&role, &given, &named),
            };
            bare.introduce(self.folded(role.head), held.map(|held| held.who), &role);
            let Some(held) = held else { continue };
            let evidence = match held.found {
                actors::Found::RoleGiven => spans.get(&held.who).copied(),
                _ => held.evidence,
            };
            self.named.push(Named {
                first: role.first,
                end: role.end,
                who: held.who,
                how: How::Role,
                found: held.found,
                sure: held.sure,
                evidence,
            });
        }
        let given = bare.resolved(|at| self.folded(at));
        let given = given.map(|(at, who, evidence)| (at, who, actors::Found::RoleGiven, evidence));
        let mut resolved: Vec<_> = given.collect();
        let premiers: Vec<usize> = (bare.unknown(|at| self.folded(at)))
            .filter(|&at| self.means(at, PREMIER) && !self.means(at, VICE))
            .collect();
        resolved.extend(self.the_premier(&premiers));
        for (at, who, found, evidence) in resolved {
            self.named.push(Named {
                first: at,
                end: at + 1,
                who,
                how: How::Role,
                found,
                sure: false,
                evidence: Some(evidence),
            });
        }
    }

    /// Makes the surnames sure of those of whom the dictionary knows that they held the office which the text
    /// gives them: «Ukrainian president Zelensky», and «Zelensky» elsewhere.
    fn confirm_officers(&mut self, roles: &[(Role, Option<Beside>)]) {
        let mut officers: Vec<u32> = Vec::new();
        for (role, beside) in roles {
            let (Some(office), Some(of), Some(beside)) = (role.office, role.of, beside) else {
                continue;
            };
            if let Who::Known(person) = beside.who
                && !officers.contains(&person)
                && self.held(person, office, of)
            {
                officers.push(person);
            }
        }
        // «il presidente Putin», where the article speaks of Russia.
        for named in &self.named {
            let Who::Known(person) = named.who else {
                continue;
            };
            let role = named.first.checked_sub(1).filter(|_| !named.sure);
            let led = role.filter(|&role| self.means(role, ROLES) && self.is_spaced(named.first));
            if let Some(role) = led
                && !officers.contains(&person)
                && let Some(of) = self.dictionary.country(person)
                && let Some(office) = self.plain_office(role)
                && self.held(person, office, of)
                && (self.countries.contains(&of) || self.holds(person, office, of, named.first))
            {
                officers.push(person);
            }
        }
        if officers.is_empty() {
            return;
        }
        let surname = |person: u32| {
            let bare = |it: &&Named| it.who == Who::Known(person) && it.end == it.first + 1;
            Some(self.folded(self.named.iter().find(bare)?.first))
        };
        let rivalled: Vec<u32> = (officers.iter().copied())
            .filter(|&person| {
                surname(person).is_some_and(|surname| {
                    (self.named.iter()).any(|named| self.is_rival(named, person, surname))
                })
            })
            .collect();
        let mut named = std::mem::take(&mut self.named);
        for named in &mut named {
            let Who::Known(person) = named.who else {
                continue;
            };
            if officers.contains(&person)
                && named.how == How::Name
                && named.found == actors::Found::Dictionary
            {
                let before = named.first.checked_sub(1);
                let in_office = before.is_some_and(|role| self.is_office_of_theirs(role, person));
                named.sure |= (in_office || !rivalled.contains(&person))
                    && !self.names_a_law(named.first)
                    && !self.names_a_case(named.first);
            }
        }
        self.named = named;
    }

    /// Whether the person held the office that stands at the token, of whatever country.
    fn is_office_of_theirs(&self, role: usize, person: u32) -> bool {
        self.means(role, ROLES)
            && (self.dictionary.country(person))
                .zip(self.plain_office(role))
                .is_some_and(|(of, office)| self.held(person, office, of))
    }

    /// Whether a mention shows that the article has somebody else of the person's surname: «Mrs Clinton», «the
    /// striker Johnson», «Defence Minister Lee», Magic Johnson.
    fn is_rival(&self, named: &Named, person: u32, surname: &str) -> bool {
        let last = named.end.saturating_sub(1);
        if named.who == Who::Known(person) && named.how == How::Name {
            let before = named
                .first
                .checked_sub(1)
                .filter(|_| named.end == named.first + 1);
            return before.is_some_and(|before| {
                let other = self.means(before, TRADE | ROLES) && self.is_spaced(named.first)
                    || extents().no_politicians.has(self.folded(before));
                other && !self.is_office_of_theirs(before, person)
                    || self.is_of_another_sex(last, person)
            });
        }
        named.how == How::Name
            && named.who != Who::Known(person)
            && self.folded(last) == surname
            && self.kind(named.who) == ActorKind::Person
    }

    /// Whether the person with the surname at the token, which few others have, holds the office when the
    /// article is written.
    fn holds(&self, person: u32, office: Office, of: u32, surname: usize) -> bool {
        let date = self.article.head.date;
        let held = date.and_then(|date| self.officer(office, of, date));
        !self.means(surname, GIVEN | FAMILY | COMMON) && held.is_some_and(|(one, _)| one == person)
    }

    /// Whether the dictionary knows that the person held the office.
    fn held(&self, person: u32, office: Office, of: u32) -> bool {
        alike(office).any(|office| {
            let mut holders = self.dictionary.holders(office, of);
            holders.any(|holder| holder == person)
        })
    }

    /// Whom «la premier» means at the tokens `asked`, where the article gives nobody the office: the only
    /// one named so far who headed a government when it was written.
    fn the_premier(&self, asked: &[usize]) -> Vec<(usize, Who, actors::Found, (usize, usize))> {
        let Some(date) = self.article.head.date.filter(|_| !asked.is_empty()) else {
            return Vec::new();
        };
        let governs = |person: u32| {
            let country = self.dictionary.country(person);
            country.is_some_and(|country| {
                let terms = self.dictionary.terms();
                let mut holders = office::holders_at(terms, Office::Premier, country, date);
                holders.any(|holder| holder == person)
            })
        };
        let mut named: Vec<(usize, usize, u32)> = (self.named.iter())
            .filter_map(|named| match named.who {
                Who::Known(person) if named.how == How::Name && governs(person) => {
                    Some((named.first, named.end, person))
                }
                _ => None,
            })
            .collect();
        named.sort_unstable();
        let Some(&(first, end, person)) = named.first() else {
            return Vec::new();
        };
        let other = named.iter().find(|&&(_, _, other)| other != person);
        let other = other.map_or(usize::MAX, |&(first, ..)| first);
        let asked = asked.iter().filter(|&&at| first < at && at < other);
        asked
            .map(|&at| (at, Who::Known(person), actors::Found::Office, (first, end)))
            .collect()
    }

    /// Whether one of the names `wholes` begins before the token and goes on past it.
    fn cuts(&self, wholes: &[(usize, usize)], token: usize) -> bool {
        let after = wholes.partition_point(|&(first, _)| first < token);
        let before = after.checked_sub(1).and_then(|at| wholes.get(at));
        before.is_some_and(|&(_, end)| end > token)
    }

    /// Who holds the role, by what the article or the dictionary says.
    fn holder(&self, role: &Role, given: &Given, named: &Set<Who>) -> Option<Held> {
        let (Some(office), Some(of), false) = (role.office, role.of, role.former) else {
            return None;
        };
        let held = |who, found, sure| {
            let evidence = None;
            Some(Held {
                who,
                found,
                sure,
                evidence,
            })
        };
        let told = self.told_of(role);
        let date = self.article.head.date;
        if let Told::Of(then, words) = told {
            // Of a decade the last one is hardly meant.
            let vague = then.days() > DAYS_OF_YEAR;
            let at_that_time = self.officer(office, of, then);
            let at_that_time = at_that_time.filter(|&(_, alone)| alone || !vague);
            if at_that_time.is_none()
                || date.is_none_or(|date| self.officer(office, of, date) != at_that_time)
            {
                let (person, _) = at_that_time?;
                return Some(Held {
                    who: Who::Known(person),
                    found: actors::Found::Office,
                    sure: false,
                    evidence: Some(words),
                });
            }
        }
        // Of a year that the sentence only touches, somebody else may be meant.
        let apart = |who| match told {
            Told::Near(then) => {
                let one = self.officer(office, of, then);
                one.is_some_and(|(one, _)| Who::Known(one) == who)
            }
            _ => true,
        };
        let one = |office| given.get(&(office, of)).copied().flatten();
        if let Some(who) = one(office) {
            return held(who, actors::Found::RoleGiven, apart(who));
        }
        if given.contains_key(&(office, of)) {
            return None;
        }
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
                    held(who, actors::Found::RoleGiven, apart(who))
                } else {
                    held(
                        known?,
                        actors::Found::Office,
                        date.is_some() && apart(known?),
                    )
                };
            }
        }
        if let Some(date) = date {
            let (person, alone) = self.officer(office, of, date)?;
            let who = Who::Known(person);
            return held(who, actors::Found::Office, alone && apart(who));
        }
        alike(office).find_map(|office| {
            let mut named = self
                .dictionary
                .holders(office, of)
                .filter(|&person| named.contains(&Who::Known(person)));
            let first = named.next();
            let who = Who::Known(first.filter(|&first| named.all(|other| other == first))?);
            held(who, actors::Found::Office, false)
        })
    }

    /// Who held the office at `date`, by the dictionary: of several the one who came last, and whether
    /// nobody else did.
    fn officer(&self, office: Office, of: u32, date: Edtf) -> Option<(u32, bool)> {
        alike(office).find_map(|office| {
            let person = self.dictionary.holder(office, of, Some(date))?;
            let mut others = office::holders_at(self.dictionary.terms(), office, of, date);
            Some((person, others.all(|other| other == person)))
        })
    }
}

/// The offices of the dictionary that `office` may be: a chancellor heads a government, too.
fn alike(office: Office) -> impl Iterator<Item = Office> {
    let chancellor = (office == Office::Premier).then_some(Office::Chancellor);
    std::iter::once(office).chain(chancellor)
}
