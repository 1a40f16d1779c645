//! What is known of every article without its text: entries in the order of the corpus, everyone
//! who is named, everything that is told, and the way from each to the articles.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::sync::{Arc, OnceLock};

use self::naming::{ByActor, Named};
pub use self::whom::Candidates;
use self::whom::Whom;
use super::annotate::Prepared;
use super::entries::{Entries, Entry, Fresh};
use super::found::{self, Findings};
use super::stored::Stored;
use super::times::Times;
use super::words::Words;
use crate::actors::ActorId;
use crate::actors::correction::Correction;
use crate::actors::dictionary::Dictionary;
use crate::actors::roster::{Introduced, Number, Roster};
use crate::corpus::load::LoadProblem;
use crate::corpus::{ArticleId, Head};
use crate::text::hash::Table;
use crate::text::language::Language;
use crate::timeline::events::{ByArticle, Events};
use crate::timeline::packed::{Key, Terms};

mod everyone;
pub(super) mod naming;
mod ranks;
mod told;
mod whom;

pub use everyone::{ActorCount, Counted};
pub use ranks::Ranks;

/// The catalogue of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// One for each article, in the order in which they were read.
    pub entries: Entries,
    /// Everyone who may be named.
    pub roster: Arc<Roster>,
    /// What is said in what they tell, by number.
    pub(super) terms: Arc<Terms>,
    /// What the articles tell, by date.
    pub events: Arc<Events>,
    /// The articles of which these are the events.
    told_by: Entries,
    /// What could not be read, or not in full.
    pub problems: Vec<LoadProblem>,
    /// The number of the dictionary by which actors were recognised; 0 where none was.
    pub edition: u64,
    /// The paths of files that say the same as an article, and are not shown.
    pub(super) also: Arc<HashMap<ArticleId, Vec<String>>>,
    words: Words,
    by_article: Arc<ByArticle<u32>>,
    /// By identity as it was recognised: which entries, and how often.
    by_actor: Arc<ByActor>,
    /// Made when first asked for.
    whom: OnceLock<Arc<Whom>>,
    /// Made when first asked for.
    ranks: OnceLock<Arc<Ranks>>,
    titles: OnceLock<Arc<[u32]>>,
    language: OnceLock<Language>,
    /// Words of all articles together.
    length: u64,
}

/// Articles that may be replaced in the smallest corpus before it is worn.
const WORN: usize = 1000;
/// The place of an article that is gone.
const GONE: u32 = u32::MAX;

impl Catalogue {
    /// An empty catalogue that knows the actors of `dictionary`.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        Self {
            roster: Arc::new(Roster::new(dictionary)),
            ..Self::default()
        }
    }

    /// The same with a roster that says what the reader decided, and nothing of what else was decided before.
    #[must_use]
    pub fn decided<'d>(&self, decisions: impl IntoIterator<Item = &'d Correction>) -> Self {
        let mut decided = self.clone();
        decided.roster = Arc::new(self.roster.with(decisions));
        decided.forget_orders();
        decided
    }

    /// A catalogue of articles of which only the heads are known.
    pub(super) fn of_heads(entries: Entries) -> Self {
        Self {
            by_article: Arc::new(entries.iter().map(|entry| entry.id()).zip(0..).collect()),
            length: entries.iter().map(|entry| u64::from(entry.length())).sum(),
            entries,
            ..Self::default()
        }
    }

    /// The same articles as they lie in a file, of which nothing but the heads is known, and their
    /// words.
    pub(super) fn lying(&self, entries: Entries) -> Self {
        Self {
            entries,
            by_article: Arc::clone(&self.by_article),
            length: self.length,
            words: self.words.clone(),
            ..Self::default()
        }
    }

    /// The same articles with what was found in them, as these `entries` have it, of which each names so
    /// many so often; the events are still to be merged.
    pub(super) fn completed(
        &self,
        entries: Entries,
        named: &[Named],
        (roster, terms): (Arc<Roster>, Arc<Terms>),
    ) -> Self {
        Self {
            entries,
            by_article: Arc::clone(&self.by_article),
            by_actor: Arc::new(ByActor::of(named)),
            length: self.length,
            words: self.words.clone(),
            roster,
            terms,
            ..Self::default()
        }
    }

    /// What the numbers stand for by which its entries tell of somebody, and of something.
    #[must_use]
    pub fn key(&self) -> Key<'_> {
        Key {
            roster: &self.roster,
            terms: &self.terms,
        }
    }

    /// The place of an article whose text has this hash.
    pub(super) fn place(&self, id: ArticleId, hash: u64) -> Option<usize> {
        let place = self.position(id)?;
        self.is_at(place, id, hash).then_some(place)
    }

    /// Whether the article at a place is this one, of a text with this hash.
    pub(super) fn is_at(&self, place: usize, id: ArticleId, hash: u64) -> bool {
        let entry = self.entries.get(place);
        entry.is_some_and(|entry| entry.id() == id && entry.hash() == hash)
    }

    /// Puts words on disk in the place of the same ones in memory.
    pub(super) fn replace_words(&mut self, part: usize, stored: (Arc<Stored>, Arc<str>)) {
        let mut words = std::mem::take(&mut self.words);
        words.replace(part, stored, &|id, hash| self.place(id, hash));
        self.words = words;
    }

    /// Makes ready what is asked of the words on disk at every key.
    pub(super) fn make_lexicon(&mut self) {
        self.words.make_lexicon();
    }

    pub(super) fn set_words(&mut self, words: Words) {
        self.words = words;
    }

    /// The same, which takes in what has changed since while somebody else has this one.
    pub(super) fn to_be_renewed(&self) -> Self {
        let mut again = self.clone();
        again.words.close();
        again
    }

    /// Takes an article in. One of an id that is there already takes its place.
    pub fn add(&mut self, prepared: &Prepared) {
        if !prepared.introduced.is_empty() {
            Arc::make_mut(&mut self.roster).introduce(&prepared.introduced);
        }
        let head = &prepared.annotated.article.head;
        let place = self.position(head.id).unwrap_or(self.entries.len());
        self.words.add(&prepared.tokens, place);
        let length = prepared.tokens.words();
        let entry = self.entry_of((Arc::new(head.clone()), length), &prepared.findings);
        self.put(entry);
    }

    /// The same with many. Each thing that is done has large tables of its own, in which what is asked
    /// for one article after the other is found sooner than where they take turns.
    pub(super) fn add_all(&mut self, all: &[Prepared]) {
        let id = |prepared: &Prepared| prepared.annotated.article.head.id;
        let mut ids: Vec<ArticleId> = all.iter().map(id).collect();
        ids.sort_unstable();
        let twice = ids.windows(2).any(|two| two.first() == two.last());
        if twice || ids.iter().any(|id| self.position(*id).is_some()) {
            all.iter().for_each(|prepared| self.add(prepared));
            return;
        }
        for (place, prepared) in (self.entries.len()..).zip(all) {
            self.words.add(&prepared.tokens, place);
        }
        for prepared in all.iter().filter(|all| !all.introduced.is_empty()) {
            Arc::make_mut(&mut self.roster).introduce(&prepared.introduced);
        }
        for prepared in all {
            let head = prepared.annotated.article.head.clone();
            let known = (Arc::new(head), prepared.tokens.words());
            let entry = self.entry_of(known, &prepared.findings);
            self.put(entry);
        }
    }

    /// The entry of an article of so many words; everyone who is named has a number then.
    fn entry_of(&mut self, (head, length): (Arc<Head>, u32), findings: &Findings) -> Fresh {
        // Who is named is named again and again, by one text that all share.
        let mut numbers: Table<usize, Number> = Table::default();
        for id in findings.everyone() {
            if let MapEntry::Vacant(unknown) = numbers.entry(id.0.as_ptr().addr()) {
                let number = self.roster.number(id);
                unknown
                    .insert(number.unwrap_or_else(|| Arc::make_mut(&mut self.roster).intern(id)));
            }
        }
        let number = &mut |id: &ActorId| {
            let number = numbers.get(&id.0.as_ptr().addr()).copied();
            number.unwrap_or(Number::MAX)
        };
        let (found, told) = findings.packed(number, Arc::make_mut(&mut self.terms));
        Fresh {
            head,
            found,
            told,
            length,
        }
    }

    /// Takes over what was read of articles while nothing but their heads was known: `read` was made
    /// of a catalogue with the entries `heads`, of which this has the whole ones, and `introduced`
    /// are those whom its other articles introduce.
    pub(super) fn adopt(&mut self, heads: &Self, mut read: Self, introduced: &[Introduced]) {
        let is_new = |entry: &Entry<'_>| {
            let known = heads.entry(entry.id());
            known.is_none_or(|known| !known.is(*entry))
        };
        for one in introduced.iter().filter(|one| !one.is_empty()) {
            Arc::make_mut(&mut self.roster).introduce(one);
        }
        for entry in read.entries.iter().filter(is_new) {
            // There everyone has another number.
            let known = (entry.head(), entry.length());
            let entry = self.entry_of(known, &entry.findings(read.key()));
            self.put(entry);
        }
        let order: Vec<ArticleId> = read.entries.iter().map(|entry| entry.id()).collect();
        self.arrange(&order);
        read.words.take_lexicon(&self.words);
        self.words = read.words;
        self.also = read.also;
        self.problems = read.problems;
    }

    /// Weighs anew which acronyms are whose, by how many articles there are now that name both.
    pub(super) fn weigh_acronyms(&mut self) {
        let articles = |number| self.by_actor.naming(number).len();
        if let Some(rare) = self.roster.weighed(&articles) {
            Arc::make_mut(&mut self.roster).weigh(rare);
            self.forget_orders();
        }
    }

    /// Puts an article in its place; its words are there.
    fn put(&mut self, entry: Fresh) {
        self.forget_orders();
        let id = entry.head.id;
        let place = self.position(id).unwrap_or(self.entries.len());
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        self.length += u64::from(entry.length);
        Arc::make_mut(&mut self.by_article).insert(id, number);
        let by_actor = Arc::make_mut(&mut self.by_actor);
        if let Some(before) = self.entries.get(place) {
            self.length -= u64::from(before.length());
            for (actor, _) in before.actors() {
                by_actor.change(actor, |naming| naming.retain(|&(entry, _)| entry != number));
            }
        }
        for (actor, count) in found::actors(&entry.found) {
            by_actor.change(actor, |naming| naming.push((number, count)));
        }
        self.entries.put(place, entry);
    }

    /// Whether so many articles were replaced that what is left of them weighs more than what is
    /// there: better made anew.
    #[must_use]
    pub fn is_worn(&self) -> bool {
        self.words.taken_in() > 2 * self.entries.len() + WORN
    }

    /// Puts the articles into this order; those that are not named in it are let go. Whether anything
    /// was moved.
    pub fn arrange(&mut self, order: &[ArticleId]) -> bool {
        if self.entries.len() == order.len()
            && (self.entries.iter().zip(order)).all(|(entry, id)| entry.id() == *id)
        {
            return false;
        }
        let mut moved = vec![GONE; self.entries.len()];
        let mut left = Vec::with_capacity(order.len());
        for id in order {
            if let Some(before) = self.position(*id)
                && let Some(after) = moved.get_mut(before)
                && *after == GONE
            {
                *after = u32::try_from(left.len()).unwrap_or(GONE);
                left.push(before);
            }
        }
        let after = |before: u32| {
            let after = moved.get(before as usize).copied();
            after.filter(|&after| after != GONE)
        };
        Arc::make_mut(&mut self.by_article).retain(|_, place| match after(*place) {
            Some(after) => {
                *place = after;
                true
            }
            None => false,
        });
        self.forget_orders();
        Arc::make_mut(&mut self.by_actor).settle(&after);
        self.words
            .move_to(left.len(), &|before| after(u32::try_from(before).ok()?));
        self.entries.arrange(&left);
        let lengths = self.entries.iter().map(|entry| u64::from(entry.length()));
        self.length = lengths.sum();
        true
    }

    /// The entry of an article.
    #[must_use]
    pub fn entry(&self, id: ArticleId) -> Option<Entry<'_>> {
        self.entries.get(self.position(id)?)
    }

    /// The other files, as they can be shown, in which the same text stands.
    #[must_use]
    pub fn also(&self, id: ArticleId) -> &[String] {
        self.also.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The place of an article in the order of the corpus.
    #[must_use]
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.by_article.get(&id).map(|&place| place as usize)
    }

    /// The words of all articles.
    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// Forgets what follows from the articles and is made when asked for.
    fn forget_orders(&mut self) {
        self.whom.take();
        self.ranks.take();
        self.titles.take();
        self.language.take();
    }

    /// Words of an article, on average.
    #[must_use]
    pub fn average_words(&self) -> f64 {
        self.length as f64 / self.entries.len().max(1) as f64
    }

    /// The places of the articles that name this identity, in the order of the corpus, and how often
    /// each does.
    #[must_use]
    pub fn naming_places(&self, actor: &ActorId) -> &[(u32, Times)] {
        let number = self.roster.number(actor);
        number.map_or(&[], |number| self.by_actor.naming(number))
    }

    /// The articles that name this identity, in the order of the corpus, and how often.
    pub fn naming(&self, actor: &ActorId) -> impl Iterator<Item = (Entry<'_>, u32)> {
        self.naming_places(actor)
            .iter()
            .filter_map(|&(place, times)| {
                Some((self.entries.get(place as usize)?, times.mentions()))
            })
    }

    /// The language of most articles.
    #[must_use]
    pub fn language(&self) -> Language {
        *self.language.get_or_init(|| {
            let mut counts: HashMap<Language, usize> = HashMap::new();
            for entry in self.entries.iter() {
                *counts.entry(entry.lang()).or_default() += 1;
            }
            let commonest = (counts.into_iter()).max_by_key(|&(language, count)| (count, language));
            commonest.map_or_else(Language::default, |(language, _)| language)
        })
    }
}

#[cfg(test)]
mod tests;
