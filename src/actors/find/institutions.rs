//! Institutions of Italy that stand alone with an article and that the article names nowhere in full:
//! «la Procura» is that of the only town of the article or of the sentence, «la Regione» that of the
//! only region, «la Commissione» beside the European Union its own.

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::state_table::ministry_for;
use super::tokens::{CAPITAL, INITIAL, LOUD};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::SPEECH;
use crate::actors::{ActorKind, How};
use crate::text::hash::{Set, TextTable};

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
/// Tokens that are looked at on each side for the beginning and the end of a sentence.
const MOST_OF_SENTENCE: usize = 80;

/// What an article says of institutions that stand alone in it; worked out once, as a text may have one in
/// each of its sentences.
#[derive(Debug, Default)]
pub(super) struct Seats<'a> {
    towns: TownsNamed,
    regions: TownsNamed,
    /// Whether the article speaks of the European Union.
    europe: bool,
    /// The institutions that were given to a place.
    given: Set<Who>,
    /// The bodies that go on from a head word.
    stated: TextTable<&'a str, Stated>,
}

/// TownsNamed that an article names, by token.
#[derive(Debug, Default)]
struct TownsNamed {
    named: Vec<(usize, u32)>,
    /// Where it names places abroad.
    abroad: Vec<usize>,
    /// The only one in the whole article.
    only: Option<u32>,
}

/// The bodies introduced under a name that goes on from a head word.
#[derive(Clone, Copy, Debug, Default)]
struct Stated {
    /// How many of all that are introduced have been looked at.
    seen: usize,
    /// The first of them that does.
    first: Option<u32>,
    /// Whether another one does.
    several: bool,
}

impl TownsNamed {
    fn new(mut named: Vec<(usize, u32)>, mut abroad: Vec<usize>) -> Self {
        named.sort_unstable();
        abroad.sort_unstable();
        let only = only(&named);
        Self {
            named,
            abroad,
            only,
        }
    }

    /// Whether the last place that the article names before the token is abroad.
    fn is_abroad(&self, at: usize) -> bool {
        let before = |places: usize| places.checked_sub(1);
        let last = before(self.named.partition_point(|&(place, _)| place < at));
        let last = last
            .and_then(|last| self.named.get(last))
            .map(|&(at, _)| at);
        let abroad = before(self.abroad.partition_point(|&place| place < at));
        let abroad = abroad.and_then(|abroad| self.abroad.get(abroad)).copied();
        abroad > last
    }
}

/// The only place of `places`; `None` where there are several or none.
fn only(places: &[(usize, u32)]) -> Option<u32> {
    let (_, one) = *places.first()?;
    places.iter().all(|&(_, other)| other == one).then_some(one)
}

impl<'a> Reading<'a> {
    /// The towns and regions of Italy that the article names so far, those within the names of bodies as
    /// well, and whether it speaks of Europe.
    pub(super) fn seats(&self) -> Seats<'a> {
        let (mut towns, mut regions, mut abroad) = (Vec::new(), Vec::new(), Vec::new());
        for named in &self.named {
            let kind = self.kind(named.who);
            // «il Napoli» is a club, Sofia Ferrara somebody.
            let club = kind == ActorKind::Organisation && named.end == named.first + 1;
            if named.how != How::Name || kind == ActorKind::Person || club {
                continue;
            }
            for at in named.first..named.end {
                let Some(hit) = self.hit_at(at) else { continue };
                if let Some(region) = self.region_of_italy(&hit) {
                    regions.push((at, region));
                } else if let Some(town) = self.italian_town(&hit) {
                    towns.push((at, town));
                } else if self.aliases(&hit).any(|alias| alias.town) {
                    abroad.push(at);
                }
            }
        }
        Seats {
            towns: TownsNamed::new(towns, abroad),
            regions: TownsNamed::new(regions, Vec::new()),
            europe: (self.hits.iter()).any(|hit| hit.sure != 0 && self.is_one_of(hit, EUROPE)),
            ..Seats::default()
        }
    }

    /// The one of `places` that alone stands in the sentence of the token, or else in the article.
    fn only_around(&self, at: usize, places: &TownsNamed) -> Option<u32> {
        let begins = |at: usize| self.tokens.get(at).is_none_or(|token| token.is(INITIAL));
        let first = (at.saturating_sub(MOST_OF_SENTENCE)..=at)
            .rev()
            .find(|&at| begins(at));
        let end = (at + 1..=at + MOST_OF_SENTENCE).find(|&at| begins(at));
        let near = first.zip(end).and_then(|(first, end)| {
            let from = places.named.partition_point(|&(at, _)| at < first);
            let to = places.named.partition_point(|&(at, _)| at < end);
            places.named.get(from..to)
        });
        let only = || places.only.filter(|_| !places.is_abroad(at));
        near.and_then(self::only).or_else(only)
    }

    /// Whether the «Tesoro» at the token acts or is a ministry's by what stands beside it.
    fn is_treasury(&self, at: usize) -> bool {
        let verb = (at + 1..at + 4).find(|&at| {
            !matches!(
                self.folded(at),
                "non" | "ha" | "ne" | "lo" | "la" | "si" | "sta" | "che"
            )
        });
        let acts = verb.is_some_and(|verb| {
            (at + 1..=verb).all(|at| self.is_spaced(at))
                && (self.means(verb, SPEECH) || lists().deciding.has(self.folded(verb)))
        });
        let of = at.checked_sub(1).filter(|&of| self.folded(of) == "del");
        let noun = of.and_then(|of| of.checked_sub(1));
        acts || noun.is_some_and(|noun| lists().of_treasury.has(self.folded(noun)))
    }

    /// Names the institution that the lone head word at the token means; it is not sure.
    pub(super) fn name_institution(&mut self, at: usize, seats: &mut Seats<'a>) {
        if self.languages == ENGLISH {
            return;
        }
        let word = self.folded(at);
        let known = self.introduced_so(self.text(&(at..at + 1)), seats);
        // What the article says itself goes before what was concluded for another sentence.
        let stated = known.filter(|who| !seats.given.contains(who));
        let who = match word {
            _ if stated.is_some() => stated,
            "commissione" => {
                let number = self.dictionary.number(COMMISSION);
                let number = number.filter(|_| seats.europe);
                number.map(Who::Known)
            }
            "unione" => {
                let number = self.dictionary.number("organisation:eu");
                number.filter(|_| seats.europe).map(Who::Known)
            }
            "tesoro" => {
                let italy = self.dictionary.number("country:it");
                let home = italy.is_some() && self.countries.first().copied() == italy;
                // «il segretario al Tesoro» is that of Washington.
                let office = at.checked_sub(1).is_some_and(|to| self.folded(to) == "al");
                if home && !office && self.is_treasury(at) {
                    let who = ministry_for("economy").and_then(|body| self.body_of(body, italy));
                    if let Some(who) = who {
                        let word = self.text(&(at..at + 1));
                        self.call(who, word);
                    }
                    who
                } else {
                    None
                }
            }
            _ => {
                let region = word == "regione";
                let places = if region { &seats.regions } else { &seats.towns };
                let place = self.only_around(at, places);
                let place = place.and_then(|number| self.dictionary.entry(number));
                let head = self.text(&(at..at + 1)).to_owned();
                if let Some(place) = place {
                    let of = if region { " " } else { " di " };
                    let who = self.institution(at, format!("{head}{of}{}", place.actor.name));
                    seats.given.extend(who);
                    who
                } else if known.is_some() {
                    known
                } else {
                    self.institution(at, head)
                }
            }
        };
        if let Some(who) = who {
            self.name_again(at, who, (at, at + 1));
        }
    }

    /// The region of Italy that a capitalised «Regione» and its name or adjective are: la Regione
    /// siciliana.
    pub(super) fn region(&self, head: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(head)?;
        if !token.is(CAPITAL) || token.is(LOUD) || !self.hits_at(head + 1) {
            return None;
        }
        if self.folded(head) != "regione" {
            return None;
        }
        let hit = self.hit_at(head + 1).filter(|_| self.is_close(head + 1))?;
        let plain = hit.end == head + 2 || !self.is_adjective(head + 1);
        (plain && self.is_one_of(&hit, REGIONS)).then_some(head..hit.end)
    }

    /// The only body that the article introduces under a name that goes on from the head word.
    fn introduced_so(&self, head: &'a str, seats: &mut Seats<'a>) -> Option<Who> {
        let stated = seats.stated.entry(head).or_default();
        for (number, actor) in self.introduced.iter().enumerate().skip(stated.seen) {
            let so = actor.kind == ActorKind::Organisation
                && (actor.name.strip_prefix(head)).is_some_and(|rest| rest.starts_with(' '));
            stated.several |= so && stated.first.is_some();
            let number = u32::try_from(number).ok().filter(|_| so);
            stated.first = stated.first.or(number);
        }
        stated.seen = self.introduced.len();
        stated.first.filter(|_| !stated.several).map(Who::New)
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

    fn region_of_italy(&self, hit: &Hit) -> Option<u32> {
        let alias = self.aliases(hit).next()?;
        self.is_one_of(hit, REGIONS).then_some(alias.actor)
    }

    fn italian_town(&self, hit: &Hit) -> Option<u32> {
        let italy = self.dictionary.number("country:it");
        let mut aliases = self.aliases(hit);
        let town = aliases.find(|alias| {
            let entry = self.dictionary.entry(alias.actor);
            alias.town && entry.is_some_and(|entry| entry.country == italy)
        });
        town.map(|alias| alias.actor)
    }
}
