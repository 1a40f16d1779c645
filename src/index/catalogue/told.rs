//! What the articles of a catalogue tell: which events there are, and how they follow from what has
//! changed since they were known. How reports become events is for `timeline::merge`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Catalogue;
use super::naming::Naming;
use crate::actors::roster::{Number, Roster};
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::index::Entry;
use crate::timeline::Event;
use crate::timeline::correction::{self, Correction};
use crate::timeline::events::{Columns, Events, Finder, Tellers};
use crate::timeline::merge::{self, About, Source, Story};
use crate::timeline::packed::Key;

impl Catalogue {
    /// What events are told by.
    fn tellers(&self) -> Tellers {
        Tellers {
            articles: Arc::clone(&self.by_article),
            told: Arc::new(self.entries.clone()),
            roster: Arc::clone(&self.roster),
            terms: Arc::clone(&self.terms),
        }
    }

    /// Takes the events that its articles tell.
    fn set_events(&mut self, list: Columns, tellers: Tellers) {
        let published: Vec<Option<Edtf>> = self.entries.iter().map(|entry| entry.date()).collect();
        self.events = Arc::new(Events::laid(list, tellers, &published));
        self.told_by = self.entries.clone();
    }

    /// Takes what was kept of the events of nothing else than what is here.
    pub(in crate::index) fn restore_events(&mut self, kept: &[u8]) -> Option<()> {
        let actors = self.roster.numbers();
        let list = Columns::restored(kept, self.entries.len(), actors)?;
        self.set_events(list, self.tellers());
        Some(())
    }

    /// Takes the events of another one of the same articles and the same actors under the same numbers.
    pub(in crate::index) fn take_events(&mut self, same: &Self) {
        self.events = Arc::new(same.events.told_elsewhere(self.tellers()));
        self.told_by = self.entries.clone();
    }

    /// The events in the form in which they are kept; `None` where they are not those of its articles.
    pub(in crate::index) fn kept_events(&self) -> Option<Vec<u8>> {
        let same = self.told_by.are(&self.entries);
        same.then(|| self.events.columns().kept()).flatten()
    }

    /// Makes the events of everything that the articles taken in so far tell. Years are merged each by
    /// itself, and so that not all that is told is unpacked at once, some years after the others.
    pub fn merge_reports(&mut self) {
        self.weigh_acronyms();
        let tellers = self.tellers();
        let finder = Finder::new(&tellers);
        let mut list = Columns::default();
        let places = self.places();
        for years in together(&places) {
            let articles: Vec<&[Place]> = years.chunk_by(|a, b| a.1 == b.1).collect();
            let told = (articles.into_par_iter())
                .flat_map_iter(|places| self.told_at(places))
                .collect();
            list.extend(&merge::merge(told), &finder);
        }
        drop((finder, places));
        list.shrink();
        self.set_events(list, tellers);
    }

    /// What one article tells at these places.
    fn told_at(&self, places: &[Place]) -> Vec<Source> {
        let article = places.first().map(|&(_, article, _)| article as usize);
        let Some(entry) = article.and_then(|article| self.entries.get(article)) else {
            return Vec::new();
        };
        let (about, told) = (about(entry, self.key()), entry.told());
        let reports = (places.iter()).filter_map(|&(_, _, at)| told.report(at, self.key()));
        reports
            .map(|report| (Arc::new(report), about.clone()))
            .collect()
    }

    /// Where everything is told, by year.
    fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = (self.entries.par_iter().enumerate())
            .flat_map_iter(|(article, entry)| {
                let article = u32::try_from(article).unwrap_or(u32::MAX);
                let told = entry.told();
                let dates: Vec<_> = told.dates().collect();
                (dates.into_iter()).map(move |(at, date)| (year(&date), article, at))
            })
            .collect();
        places.par_sort_unstable();
        places
    }

    /// Makes the same events, where those of `before`, which this was made of, are known, of what has
    /// changed since.
    pub(in crate::index) fn merge_changed(&mut self, before: &Self) {
        self.weigh_acronyms();
        let joined = |roster: &Roster| -> HashMap<Number, Number> { roster.joined().collect() };
        let (was, is) = (joined(&before.roster), joined(&self.roster));
        // Whoever is somebody else now is told of under another identity.
        let moved = |number: &&Number| was.get(number) != is.get(number);
        let place = |(place, _): &Naming| *place as usize;
        let renamed: HashSet<ArticleId> = (was.keys().chain(is.keys()))
            .filter(moved)
            .flat_map(|&actor| {
                let then = before.by_actor.naming(actor).iter();
                let then = then.filter_map(|naming| before.entries.get(place(naming)));
                let now = self.by_actor.naming(actor).iter();
                then.chain(now.filter_map(|naming| self.entries.get(place(naming))))
            })
            .map(|entry| entry.id())
            .collect();
        let differs = |entry: Entry<'_>, other: &Self| {
            let same = other.entry(entry.id()).is_some_and(|known| known.is(entry));
            !same || renamed.contains(&entry.id())
        };
        let gone: Vec<Source> = (before.entries.par_iter())
            .filter(|entry| differs(*entry, self))
            .flat_map_iter(|entry| sources(entry, before.key()))
            .collect();
        let come: Vec<Source> = (self.entries.par_iter())
            .filter(|entry| differs(*entry, before))
            .flat_map_iter(|entry| sources(entry, self.key()))
            .collect();
        let about = |id| {
            let entry = self.entry(id);
            entry.map_or_else(About::default, |entry| about(entry, self.key()))
        };
        // Years are merged each by itself: those of which nothing changed stay as they are.
        let touched: HashSet<i16> = (gone.iter().chain(&come))
            .map(|(report, _)| year(&report.date))
            .collect();
        let known = &before.events;
        let (again, same): (Vec<u32>, Vec<u32>) = (0..)
            .zip(known.dates())
            .map(|(place, date)| (place, touched.contains(&year(date))))
            .fold(
                Default::default(),
                |(mut again, mut same), (place, is_again)| {
                    if is_again { &mut again } else { &mut same }.push(place);
                    (again, same)
                },
            );
        let again: Vec<Arc<Event>> = (again.into_par_iter())
            .filter_map(|place| known.get(place).map(Arc::new))
            .collect();
        let list = merge::again(&again, merge::Changes { gone, come }, &about);
        drop(again);
        let tellers = self.tellers();
        let here = |article: u32| {
            let told = known.tellers().told.told(article)?;
            tellers.articles.get(&told.article).copied()
        };
        let finder = Finder::new(&tellers);
        let mut all = Columns::default();
        let mut merged = list
            .chunk_by(|a, b| year(&a.date) == year(&b.date))
            .peekable();
        for place in same {
            let now = known.date(place).map(|date| year(&date));
            let is_before =
                |list: &&[Arc<Event>]| list.first().map(|first| year(&first.date)) < now;
            while let Some(list) = merged.next_if(is_before) {
                all.extend(list, &finder);
            }
            all.copy(known.columns(), place, &here);
        }
        for list in merged {
            all.extend(list, &finder);
        }
        all.shrink();
        self.set_events(all, tellers);
    }

    /// The events as the reader wants them.
    #[must_use]
    pub fn corrected(&self, corrections: &[Correction]) -> Arc<Events> {
        if corrections.is_empty() {
            return Arc::clone(&self.events);
        }
        let about = |id| {
            let entry = self.entry(id)?;
            Some((entry.hash(), entry.date()))
        };
        // Only what these articles tell, or others with the same text, can be meant.
        let anchors = || {
            corrections
                .iter()
                .flat_map(|correction| &correction.reports)
        };
        let articles: HashSet<ArticleId> = anchors().map(|anchor| anchor.article).collect();
        let hashes: HashSet<u64> = anchors().map(|anchor| anchor.hash).collect();
        let meant =
            |entry: &Entry<'_>| articles.contains(&entry.id()) || hashes.contains(&entry.hash());
        let mut places: Vec<u32> = (self.entries.par_iter().filter(meant))
            .flat_map_iter(|entry| self.events.told_by(entry.id()))
            .copied()
            .collect();
        places.par_sort_unstable();
        places.dedup();
        let events = places.iter().filter_map(|&place| self.events.get(place));
        let events = correction::apply(events.map(Arc::new).collect(), corrections, &about);
        Arc::new(self.events.with(&places, &events))
    }
}

/// The year of a report, the number of its article, and the byte at which it begins in what that tells.
type Place = (i16, u32, u32);

/// The year in which what is dated so is merged.
fn year(date: &Edtf) -> i16 {
    date.first_day().year()
}

/// So many reports are worth to be merged by themselves.
const ENOUGH: usize = 1 << 16;

/// The reports of some years after those of others: of as many years as there are threads, or more
/// where these tell little.
fn together(places: &[Place]) -> Vec<&[Place]> {
    let threads = rayon::current_num_threads();
    let mut all = Vec::new();
    let mut left = places;
    while !left.is_empty() {
        let (mut reports, mut years) = (0, 0);
        for year in left.chunk_by(|a, b| a.0 == b.0) {
            if reports >= ENOUGH && years >= threads {
                break;
            }
            reports += year.len();
            years += 1;
        }
        let (these, others) = left.split_at_checked(reports).unwrap_or((left, &[]));
        all.push(these);
        left = others;
    }
    all
}

/// What merging asks of an article.
fn about(entry: Entry<'_>, key: Key<'_>) -> About {
    let named = entry.actors();
    About {
        published: entry.date(),
        story: Story::of(named.map(|(actor, _)| key.roster.id(key.roster.who(actor)))),
    }
}

/// What an article tells, and what is asked of it.
fn sources<'a>(entry: Entry<'_>, key: Key<'a>) -> impl Iterator<Item = Source> + use<'a> {
    let about = about(entry, key);
    let reports: Vec<_> = entry.told().reports(key).collect();
    let reports = reports.into_iter();
    reports.map(move |report| (Arc::new(report), about.clone()))
}
