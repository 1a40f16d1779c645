//! What the rows of dictionaries say of one another, resolved when every file has been read: the
//! country that somebody belongs to, whom a capital stands for, offices, and who is really whom.

use std::sync::Arc;

use super::compiler::Compiler;
use super::office::{self, Term};
use super::{Problem, write_id};
use crate::actors::ActorKind;
use crate::text::hash::Table;

impl Compiler<'_> {
    /// Resolves what the rows say of one another.
    pub(super) fn refer(&mut self) {
        let mut id = String::new();
        let mut terms = std::mem::take(&mut self.dictionary.terms);
        for reference in std::mem::take(&mut self.references) {
            if !reference.is.is_empty() {
                self.said
                    .push((reference.place, reference.actor, reference.is));
            }
            let missing = |missing: &str| Problem::Missing {
                id: self.id_of(reference.actor),
                missing: missing.to_owned(),
            };
            let mut problems = Vec::new();
            let mut country_of = |code: &str| {
                let kinds = [ActorKind::Country, ActorKind::Organisation];
                kinds.into_iter().find_map(|kind| {
                    write_id(kind, code, &mut id);
                    self.dictionary.number(&id)
                })
            };
            let mut country = None;
            if !reference.of.is_empty() {
                country = country_of(&reference.of);
                if country.is_none() {
                    problems.push(missing(&reference.of));
                }
            }
            let mut stands_for = None;
            if !reference.stands_for.is_empty() {
                let number = self
                    .dictionary
                    .number(&reference.stands_for)
                    .or_else(|| country_of(&reference.stands_for));
                match number.and_then(|number| self.dictionary.entry(number)) {
                    Some(entry) => {
                        stands_for = Some(entry.actor.id.clone());
                        country = country.or(number);
                    }
                    None => problems.push(missing(&reference.stands_for)),
                }
            }
            for text in reference.office.split(';').map(str::trim) {
                if text.is_empty() {
                    continue;
                }
                let written = office::read(text);
                let of = written.as_ref().and_then(|written| match written.country {
                    Some(code) => country_of(code),
                    None => country,
                });
                let backwards = written.as_ref().is_some_and(office::Written::is_backwards);
                match (written, of) {
                    (Some(_), _) if backwards => problems.push(Problem::Backwards {
                        id: self.id_of(reference.actor),
                        office: text.to_owned(),
                    }),
                    (Some(written), Some(of)) => terms.push(Term {
                        office: written.office,
                        leads: written.leads,
                        country: of,
                        person: reference.actor,
                        from: written.from,
                        to: written.to,
                    }),
                    (Some(written), None) => {
                        problems.push(missing(written.country.unwrap_or("a country (of = …)")));
                    }
                    (None, _) => problems.push(Problem::Office {
                        id: self.id_of(reference.actor),
                        office: text.to_owned(),
                    }),
                }
            }
            if let Some(entry) = self.dictionary.entries.get_mut(reference.actor as usize) {
                entry.country = entry.country.or(country);
                entry.actor.stands_for = stands_for.or_else(|| entry.actor.stands_for.take());
            }
            for problem in problems {
                self.report(reference.place, problem);
            }
        }
        self.dictionary.terms = terms;
    }

    /// Makes one actor of those that are said to be one.
    pub(super) fn join(&mut self) {
        let mut said: Table<u32, u32> = Table::default();
        for (place, actor, is) in std::mem::take(&mut self.said) {
            let id = self.id_of(actor);
            let Some(mut other) = self.dictionary.number(&is) else {
                let missing = is.into_owned();
                self.report(place, Problem::Missing { id, missing });
                continue;
            };
            // What is said of the other one counts, too.
            while let Some(&next) = said.get(&other) {
                other = next;
            }
            if other == actor {
                let other = is.into_owned();
                self.report(place, Problem::Circle { id, other });
                continue;
            }
            for known in said.values_mut().filter(|known| **known == actor) {
                *known = other;
            }
            said.insert(actor, other);
        }
        if said.is_empty() {
            return;
        }
        let really = |number: &mut u32| {
            if let Some(&other) = said.get(number) {
                *number = other;
            }
        };
        self.dictionary.lexicon.redirect(&said);
        for term in &mut self.dictionary.terms {
            really(&mut term.person);
            really(&mut term.country);
        }
        for country in self.dictionary.entries.iter_mut() {
            country.country.iter_mut().for_each(really);
        }
        for (&from, &to) in &said {
            let Some(entry) = self.dictionary.entries.get_mut(from as usize) else {
                continue;
            };
            entry.is = Some(to);
            let adjectives = std::mem::take(&mut entry.adjectives);
            let names: Vec<String> = std::iter::once(entry.actor.name.clone())
                .chain(std::mem::take(&mut entry.actor.aliases))
                .collect();
            let (id, country) = (Arc::clone(&entry.actor.id.0), entry.country);
            self.dictionary.ids.insert(id, to);
            if let Some(entry) = self.dictionary.entries.get_mut(to as usize) {
                entry.country = entry.country.or(country);
                entry.adjectives.extend(adjectives);
                for name in names {
                    if name != entry.actor.name && !entry.actor.aliases.contains(&name) {
                        entry.actor.aliases.push(name);
                    }
                }
            }
        }
    }
}
