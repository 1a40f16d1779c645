//! Institutions of Italy that stand alone with an article and that the article names nowhere in full:
//! «la Procura» is that of the town that the article is about, «la Regione» that of the region, «la
//! Commissione» beside the European Union its own.

use super::known::Hit;
use super::reading::{Reading, Who};
use crate::actors::ActorKind;
use crate::actors::dictionary::lexicon::ENGLISH;

/// The regions of Italy, by the last part of their ids.
const REGIONS: &[&str] = &[
    "place:sicily",
    "place:sardinia",
    "place:lombardy",
    "place:veneto",
    "place:piedmont",
    "place:emilia-romagna",
    "place:tuscany",
    "place:lazio",
    "place:marche",
    "place:molise",
    "place:aosta-valley",
    "place:campania",
    "place:puglia",
    "place:calabria",
    "place:liguria",
    "place:umbria",
    "place:friuli",
    "place:trentino",
    "place:abruzzo",
    "place:basilicata",
];
/// What speaks of the European Union.
const EUROPE: &[&str] = &[
    "organisation:eu",
    "organisation:european-parliament",
    "organisation:european-commission",
    "place:brussels",
    "place:strasbourg",
];
const COMMISSION: &str = "organisation:european-commission";

impl Reading<'_> {
    /// Names the institution that the lone head word at the token means; it is not sure.
    pub(super) fn name_institution(&mut self, at: usize) {
        if self.languages == ENGLISH {
            return;
        }
        let word = self.folded(at);
        let who = match word {
            "commissione" => {
                let europe = self.hits.iter().any(|hit| self.is_one_of(hit, EUROPE));
                let number = self.dictionary.number(COMMISSION).filter(|_| europe);
                number.map(Who::Known)
            }
            "tesoro" => {
                let italy = self.dictionary.number("country:it");
                let home = italy.is_some() && self.countries.first().copied() == italy;
                // «il segretario al Tesoro» is that of Washington.
                let office = at.checked_sub(1).is_some_and(|to| self.folded(to) == "al");
                if home && !office {
                    self.institution(at, "Ministero dell’Economia".to_owned())
                } else {
                    None
                }
            }
            "regione" => {
                let region = self.hits.iter().find(|hit| self.is_one_of(hit, REGIONS));
                let region = region.copied().and_then(|hit| self.place_name(&hit));
                let name =
                    region.map_or_else(|| "Regione".to_owned(), |it| format!("Regione {it}"));
                self.institution(at, name)
            }
            _ => {
                let town = self.hits.iter().find(|hit| self.is_italian_town(hit));
                let town = town.copied().and_then(|hit| self.place_name(&hit));
                let head = self.text(&(at..at + 1)).to_owned();
                let name = town.map_or_else(|| head.clone(), |town| format!("{head} di {town}"));
                self.institution(at, name)
            }
        };
        if let Some(who) = who {
            self.name_again(at, who, (at, at + 1));
        }
    }

    /// The institution of this name, which its head word alone calls, too.
    fn institution(&mut self, at: usize, name: String) -> Option<Who> {
        let who = self.actor(ActorKind::Organisation, &name)?;
        let word = self.text(&(at..at + 1));
        self.call(who, word);
        Some(who)
    }

    fn is_one_of(&self, hit: &Hit, ids: &[&str]) -> bool {
        self.aliases(hit).next().is_some_and(|alias| {
            let entry = self.dictionary.entry(alias.actor);
            entry.is_some_and(|entry| ids.contains(&&*entry.actor.id.0))
        })
    }

    fn is_italian_town(&self, hit: &Hit) -> bool {
        let italy = self.dictionary.number("country:it");
        self.aliases(hit).any(|alias| {
            let entry = self.dictionary.entry(alias.actor);
            alias.town && entry.is_some_and(|entry| entry.country == italy)
        })
    }

    fn place_name(&self, hit: &Hit) -> Option<String> {
        let alias = self.aliases(hit).next()?;
        let entry = self.dictionary.entry(alias.actor)?;
        Some(entry.actor.name.clone())
    }
}
