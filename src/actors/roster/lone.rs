//! Those whom an article calls by one word that another article explains: a surname, or a word whose kind
//! is only guessed, which is that of the one person of the corpus who has it; an acronym, which is that of the
//! one organisation. Within one article they are tied by recognition.

use std::collections::HashMap;

use super::tables::Number;
use super::{BETWEEN, MOST_OF_FAMILY, Roster};
use crate::actors::dictionary::Dictionary;
use crate::actors::spelling::{ends, has_particle};
use crate::actors::{Actor, ActorKind, Found, Mention};
use crate::text::fold::fold;

/// An acronym is that of an organisation which at least one in so many of the articles with it names in full.
const LEAST_SHARE: usize = 5;

/// Acronyms that hardly any of their articles explain, see [`Roster::weighed`]; in order.
#[derive(Debug)]
pub struct Rare(Vec<Number>);

impl Roster {
    /// Notes that the organisation `actor` goes by `name` as well, if that is an acronym.
    pub(super) fn abbreviate(&mut self, actor: &Actor, name: &str, number: Number) {
        if *name != actor.name && is_one(actor, name) {
            let key = self.hashed(&key(name));
            self.families.add(key, number, MOST_OF_FAMILY);
        }
    }

    /// Lets a person with this name, which sounds as it was `heard`, be the one whom the surname alone means.
    pub(super) fn join_family(
        &mut self,
        actor: &Actor,
        name: &str,
        heard: &str,
        number: Number,
        of: Option<&Dictionary>,
    ) {
        if actor.kind != ActorKind::Person {
            return;
        }
        let Some((_, family)) = ends(heard) else {
            return;
        };
        // Nobody calls De Luca Luca, and Ibrahim, who fled, is nobody's prime minister.
        let given = |of: &Dictionary| name.rsplit(' ').next().is_some_and(|it| of.is_given(it));
        // Nor is every Lai the president whose name William Lai ends with.
        let many = |of: &Dictionary| name.rsplit(' ').next().is_some_and(|it| of.is_family(it));
        let lone = *name == actor.name && of.is_some_and(given) || of.is_some_and(many);
        // Whom an article tells by the title from another of the surname, «la dottoressa Belotti», is not whom
        // others call by the surname.
        let titled = || {
            let known = Dictionary::embedded();
            let first = name.split(' ').next().unwrap_or_default();
            of.is_none() && known.is_title(first) && !known.is_given(first)
        };
        if !has_particle(heard) && !lone && !titled() {
            let family = self.hashed(family);
            self.families.add(family, number, MOST_OF_FAMILY);
        }
    }

    /// The one person of the family by whose name alone somebody is called, the one organisation of an
    /// acronym.
    pub(super) fn of_family(&self, number: Number) -> Option<Number> {
        let one = self.families.only(*self.lone.get(&number)?)?;
        if self.rare.binary_search(&number).is_ok() {
            return None;
        }
        let doubted = self.is_guessed(number)
            && (!self.has_the_surname(one, number) || self.is_called_so_surely(number));
        (!doubted).then_some(one)
    }

    /// Weighs which acronyms are those of the one organisation that has them, wherever they stand alone: one article
    /// on a club of few letters says nothing of hundreds of others. `articles` tells how many name an identity.
    /// `None` where nothing changes.
    #[must_use]
    pub fn weighed(&self, articles: &dyn Fn(Number) -> usize) -> Option<Rare> {
        let acronyms =
            (self.lone.iter()).filter(|(number, _)| is_capitals(self.first_name(**number)));
        let pairs: Vec<(Number, Number)> = acronyms
            .filter_map(|(&number, &key)| Some((number, self.families.only(key)?)))
            .filter(|&(_, long)| self.known(long).is_some_and(|known| known.introduced))
            .collect();
        let mut of: HashMap<Number, usize> = (pairs.iter())
            .map(|&(_, long)| (long, articles(long)))
            .collect();
        if !of.is_empty() {
            for (&from, to) in self.merged.iter() {
                if let Some(all) = of.get_mut(to) {
                    *all += articles(from);
                }
            }
        }
        let rare = |&(acronym, long): &(Number, Number)| {
            let all = of.get(&long).copied().unwrap_or(0);
            all.saturating_mul(LEAST_SHARE) < articles(acronym)
        };
        let mut rare: Vec<Number> = pairs
            .iter()
            .filter(|pair| rare(pair))
            .map(|it| it.0)
            .collect();
        rare.sort_unstable();
        (rare != self.rare).then_some(Rare(rare))
    }

    /// Takes what was weighed.
    pub fn weigh(&mut self, Rare(rare): Rare) {
        self.rare = rare;
    }

    /// Whether the surname of somebody is the only name of `number`, letter by letter; of whom the reader has
    /// hidden, the sound is enough.
    fn has_the_surname(&self, somebody: Number, number: Number) -> bool {
        let word = fold(self.first_name(number));
        let mut names = self.names(somebody);
        !self.is_actor(somebody) || names.any(|name| fold(name).rsplit(' ').next() == Some(&*word))
    }

    /// Whether the kind of an actor is a guess, which somebody's surname may contradict.
    pub(super) fn is_guessed(&self, number: Number) -> bool {
        self.lone.contains_key(&number)
            && self.kind(number) == Some(ActorKind::Organisation)
            && !is_capitals(self.first_name(number))
    }

    /// Whether another actor that is no person goes by the only name of this one.
    fn is_called_so_surely(&self, number: Number) -> bool {
        let others = self.called_exactly(self.first_name(number));
        let mut others = others.filter(|&other| other != number);
        others.any(|other| {
            self.kind(other)
                .is_some_and(|kind| kind != ActorKind::Person)
        })
    }

    /// A mention as the whole corpus sees it: whoever is tied to another article's name by one word is not
    /// sure.
    #[must_use]
    pub fn seen(&self, mention: &Mention) -> Mention {
        let actor = self.resolve(&mention.actor);
        let number = self.number(&mention.actor);
        let tied = number.is_some_and(|it| self.lone.contains_key(&it)) && actor != mention.actor;
        let mut seen = Mention {
            actor,
            ..mention.clone()
        };
        if tied {
            (seen.sure, seen.found, seen.evidence) = (false, Found::ShortForm, None);
        }
        seen
    }
}

/// Whether `name` is an acronym of an organisation: capitals in one word.
pub(super) fn is_one(actor: &Actor, name: &str) -> bool {
    actor.kind == ActorKind::Organisation && is_capitals(name)
}

fn is_capitals(name: &str) -> bool {
    name.len() > 2 && name.chars().all(char::is_uppercase)
}

/// What an acronym is found by; no sound of a name has the mark.
pub(super) fn key(name: &str) -> String {
    let mut key = BETWEEN.to_string();
    key.push_str(name);
    key
}
