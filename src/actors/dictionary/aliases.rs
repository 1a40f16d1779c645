//! From the names of a row to what is looked up: how each is written, the surname alone, the capital of a
//! country. What else a row says is for [`super::compile`].

use super::compiler::{Compiler, Place};
use super::lexicon::{Alias, Case, Taken};
use super::raw::{self, Row};
use super::word::{ANY, Languages};
use super::{Problem, id, slug, write_id};
use crate::actors::{ActorKind, How};

/// Names shown of one actor.
const MOST_ALIASES: usize = 256;

impl<'a> Compiler<'a> {
    pub(super) fn name(
        &mut self,
        place: Place<'a>,
        number: u32,
        text: &str,
        mut alias: Alias,
        shown: bool,
    ) {
        let name = bare(text);
        alias.unsure |= text.starts_with('?');
        alias.parted = name.contains([':', '&']);
        // What the dictionaries of the program write so begins with a particle, which many sentences have.
        if self.foreign && alias.case != Case::Lower && name.starts_with(char::is_lowercase) {
            alias.small = true;
            alias.case = Case::Every;
        }
        if shown
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
            && entry.actor.name != name
            && entry.actor.aliases.len() < MOST_ALIASES
            && !entry.actor.aliases.iter().any(|known| known == name)
        {
            entry.actor.aliases.push(name.to_owned());
        }
        if self.foreign
            && shown
            && text.starts_with('?')
            && let Some(entry) = self.dictionary.entries.get_mut(number as usize)
            && entry.doubtful.len() < MOST_ALIASES
        {
            entry.doubtful.push(name.to_owned());
        }
        match self.dictionary.lexicon.name(name, alias) {
            Taken::Alone => {}
            // The dictionaries of the program know what they do, and so does who says that both are one.
            Taken::Over(_) if self.quiet => {}
            Taken::Also(other) | Taken::Over(other) => {
                let (id, other) = (self.id_of(number), self.id_of(other));
                let name = name.to_owned();
                self.report(place, Problem::Conflict { name, id, other });
            }
            Taken::TooMany => {
                let (id, name) = (self.id_of(number), name.to_owned());
                self.report(place, Problem::Crowded { name, id });
            }
        }
    }

    pub(super) fn short_forms(&mut self, place: Place<'a>, number: u32, row: &Row<'a>) {
        let mut alias = Alias::new(number, How::Name, Case::Every, ANY);
        alias.short = true;
        match &row.short {
            Some(forms) => {
                for form in forms.iter().filter(|form| *form != "-") {
                    self.name(place, number, form, alias, true);
                }
            }
            None => {
                for names in [&row.name, &row.it, &row.en] {
                    let last = names.first().and_then(|name| name.rsplit(' ').next());
                    if let Some(form) = last.filter(|form| *form != "-") {
                        self.name(place, number, form, alias, true);
                    }
                }
            }
        }
    }

    pub(super) fn capital(&mut self, place: Place<'a>, country: u32, code: &str, capital: &str) {
        let (italian, english) = capital.split_once('/').unwrap_or((capital, capital));
        let names = || raw::split(italian).chain(raw::split(english));
        let first = |names| raw::split(names).next();
        let (Some(first), Some(first_english)) = (first(italian), first(english)) else {
            return;
        };
        let key = slug(bare(first_english));
        write_id(ActorKind::Place, &key, &mut self.id);
        let known = self.dictionary.number(&self.id);
        let number = self.enter((ActorKind::Place, known), bare(first), bare(first_english));
        for name in names() {
            let mut alias = Alias::new(number, How::Name, Case::First, ANY);
            alias.town = true;
            self.name(place, number, name, alias, true);
        }
        if let Some(entry) = self.dictionary.entries.get_mut(number as usize) {
            entry.country = Some(country);
            entry.actor.stands_for = Some(id(ActorKind::Country, code));
        }
    }
}

pub(super) fn alias_of(number: u32, text: &str, person: bool, languages: Languages) -> Alias {
    let name = bare(text);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let case = if !name.chars().any(char::is_uppercase) {
        Case::Lower
    } else if !name.contains(' ') && letters().count() > 1 && letters().all(char::is_uppercase) {
        Case::Acronym
    } else if person {
        Case::Every
    } else {
        Case::First
    };
    Alias::new(number, How::Name, case, languages)
}

/// A name without the mark of the unsure.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix('?').unwrap_or(name)
}
