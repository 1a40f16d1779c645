//! Which articles a query finds and how well: from what the catalogue knows of each, without its
//! text, which only a regular expression needs. Where in a text the hits are is left to `passage`.
//!
//! An article's score says first how exactly the least exact of the words occurs in it (a word as
//! typed before one that begins with it, before another ending or spelling, before a typing error,
//! before letters in order), then how much it is about them: rare words count more than common ones
//! (BM25), those of the title four times, of headings and the first paragraph more than of the
//! rest, and words near one another more than words apart. Of equal articles the newer is first.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::forms::{Form, Latitude};
use super::pattern::Pattern;
use super::query::{Field, Kept, Period, Query, Term};
use super::sequence::{Manner, Scan, Sequences};
use super::spellings::{Reach, spellings};
use super::typed::typed;
use crate::actors::ActorId;
use crate::corpus::{Article, ArticleId};
use crate::index::Entry;
use crate::index::catalogue::Catalogue;
use crate::index::vocabulary::folded_words;
use crate::index::wanted::Occurrence;
use crate::text::segment::{is_joined, is_word};

/// What the reader kept, for `in:bookmarks` and `in:notes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptArticles {
    /// Articles with a kept passage.
    pub bookmarks: HashSet<ArticleId>,
    /// Articles with a note.
    pub notes: HashSet<ArticleId>,
}

/// How well an article answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Above 0, at most 100; the higher, the better.
    pub value: f64,
    /// How many hits it has.
    pub hits: usize,
}

/// A query that is ready to be put to the articles of one catalogue.
#[derive(Debug)]
pub struct Matcher {
    words: Sequences,
    conditions: Vec<Condition>,
    /// Every actor that is looked for, by each of its identities in the catalogue, with the number
    /// of its term.
    actors: HashMap<ActorId, usize>,
    periods: Vec<Period>,
    patterns: Vec<Pattern>,
    average: f64,
    /// How many words there were that no article holds.
    strange: usize,
}

/// A term that is decided without the words of the text.
#[derive(Debug)]
struct Condition {
    excluded: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Mentions of the actor, by the places of the articles.
    Actor(Vec<u32>),
    Date(Period),
    Published(Period),
    /// The words, and whether they are whole ones.
    Source(Vec<String>, bool),
    In(HashSet<ArticleId>),
}

/// Terms beyond these are not looked for: nobody means so many.
const MOST_TERMS: usize = 1000;
/// Words that no article holds which may be names as somebody hears them.
const MOST_STRANGE: usize = 4;

impl Matcher {
    /// Makes a query ready: works out, once, which words of the corpus and which actors it means.
    #[must_use]
    pub fn new(query: &Query, catalogue: &Catalogue, kept: &KeptArticles) -> Self {
        let mut matcher = Self {
            words: Sequences::default(),
            conditions: Vec::new(),
            actors: HashMap::new(),
            periods: Vec::new(),
            patterns: Vec::new(),
            average: catalogue.average_words(),
            strange: 0,
        };
        let terms: Vec<&Term> = distinct(query.terms());
        let last = query.terms().last();
        for term in terms {
            let open = last == Some(term);
            matcher.compile(term, open, catalogue, kept);
        }
        matcher.words.finish();
        matcher
    }

    fn compile(&mut self, term: &Term, open: bool, catalogue: &Catalogue, kept: &KeptArticles) {
        let excluded = term.excluded;
        let (free, open_end) = if excluded {
            (Latitude::Exact, Latitude::Exact)
        } else {
            (Latitude::Free { open: false }, Latitude::Open)
        };
        let as_typed = |words: &str, inner, last, in_title| {
            let manner = Manner {
                inner,
                last,
                excluded,
                in_title,
            };
            (typed(words), manner)
        };
        let sequence = match &term.field {
            Field::Word(text) if excluded => as_typed(text, free, free, false),
            Field::Word(text) => {
                // What ends in another sign is no beginning: `C++`, `l'`.
                let open = open && text.ends_with(|c| is_word(c) || is_joined(c));
                as_typed(text, free, Latitude::Free { open }, false)
            }
            Field::Title(text) if excluded => as_typed(text, free, free, true),
            Field::Title(text) => as_typed(text, free, Latitude::Free { open: true }, true),
            Field::Phrase { words, open: true } => {
                as_typed(words, Latitude::Exact, open_end, false)
            }
            Field::Phrase { words, .. } => as_typed(words, Latitude::Exact, Latitude::Exact, false),
            _ => return self.condition(term, catalogue, kept),
        };
        let (typed, manner) = sequence;
        // What is quoted or left out is meant as it is written, but a hyphen is hardly ever meant.
        let reach = match &term.field {
            Field::Word(_) if !excluded && self.strange < MOST_STRANGE => Reach::NamesHeard,
            Field::Word(_) if !excluded => Reach::Names,
            _ => Reach::Compounds,
        };
        let strange = |word: &String| !catalogue.words().hold(word);
        let named = reach != Reach::Compounds;
        self.strange += usize::from(named && typed.words.iter().any(strange));
        let others = match self.words.may_guess() {
            true => spellings(&typed, reach, catalogue),
            false => Vec::new(),
        };
        self.words.add(&typed.words, manner, &others, catalogue);
    }

    fn condition(&mut self, term: &Term, catalogue: &Catalogue, kept: &KeptArticles) {
        let excluded = term.excluded;
        let what = match &term.field {
            Field::Broken(_) | Field::Word(_) | Field::Phrase { .. } | Field::Title(_) => return,
            Field::Pattern(typed) => {
                self.patterns.extend(Pattern::new(typed, excluded));
                return;
            }
            Field::Actor(name) => {
                let named = catalogue.named(name);
                let mut mentions = vec![0; catalogue.entries.len()];
                for actor in &named {
                    for &(place, times) in catalogue.naming_places(actor) {
                        if let Some(mentions) = mentions.get_mut(place as usize) {
                            *mentions += times.mentions();
                        }
                    }
                }
                if !excluded {
                    let term = self.conditions.len();
                    self.actors
                        .extend(named.into_iter().map(|actor| (actor, term)));
                }
                What::Actor(mentions)
            }
            Field::Date(period) => {
                if !excluded {
                    self.periods.push(*period);
                }
                What::Date(*period)
            }
            Field::Published(period) => What::Published(*period),
            Field::Source(text) => What::Source(folded_words(text), excluded),
            Field::In(Kept::Bookmarks) => What::In(kept.bookmarks.clone()),
            Field::In(Kept::Notes) => What::In(kept.notes.clone()),
        };
        self.conditions.push(Condition { excluded, what });
    }

    /// Whether the texts have to be read for an answer, so that it takes its time.
    pub(super) const fn reads_texts(&self) -> bool {
        !self.patterns.is_empty()
    }

    pub(super) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// What is known of an article beside its words: how relevant that makes it, and hits; `None`
    /// where it does not answer.
    pub(super) fn told(&self, place: usize, catalogue: &Catalogue) -> Option<(f64, usize)> {
        let mut relevance = 0.0;
        let mut hits = 0;
        if self.conditions.is_empty() {
            return Some((relevance, hits));
        }
        let entry = catalogue.entries.get(place)?;
        for condition in &self.conditions {
            let found = condition.what.count(place, entry);
            if (found > 0) == condition.excluded {
                return None;
            }
            if found > 0 && condition.what.is_told() {
                hits += found as usize;
                relevance += 2.0 * saturated(f64::from(found), 3.0);
            }
        }
        Some((relevance, hits))
    }

    /// How well an article answers a query without words, of which this is [`Self::told`].
    pub(super) fn without_words(&self, (relevance, hits): (f64, usize)) -> Score {
        Score {
            value: value(Form::Exact, relevance),
            hits,
        }
    }

    /// The same of a query with words, of which these occur in an article of so many words.
    pub(super) fn with_words(
        &self,
        (relevance, hits): (f64, usize),
        scan: &mut Scan<'_>,
        length: u32,
        occurrences: &[Occurrence],
    ) -> Option<Score> {
        scan.reset();
        for occurrence in occurrences {
            let position = occurrence.position;
            let place = (position, position);
            scan.word(occurrence.fitting, position, place, occurrence.zone);
        }
        if !scan.finish().0 {
            return None;
        }
        let relevance = relevance + scan.relevance(length, self.average);
        Some(Score {
            value: value(scan.exactness(), relevance),
            hits: hits + scan.hits(),
        })
    }

    /// What the text of an article leaves of its score; `read` gives it, where it is needed and was not read
    /// before, and `may` says of each pattern whether it may fit. One that cannot be read answers nothing.
    pub(super) fn read(
        &self,
        mut score: Score,
        text: &mut Option<Arc<Article>>,
        read: impl Fn() -> Option<Arc<Article>>,
        may: impl Fn(usize) -> bool,
    ) -> Option<Score> {
        let patterns = || self.patterns.iter().enumerate();
        if patterns().any(|(number, pattern)| !pattern.excluded && !may(number)) {
            return None;
        }
        for (_, pattern) in patterns().filter(|&(number, _)| may(number)) {
            let article = match text {
                Some(article) => article,
                None => text.insert(read()?),
            };
            let hits = pattern.hits(&article.text).count();
            if (hits > 0) == pattern.excluded {
                return None;
            }
            score.hits += hits;
        }
        Some(score)
    }

    pub(super) const fn sequences(&self) -> &Sequences {
        &self.words
    }

    /// The number of the term that looks for this actor.
    pub(super) fn actor_term(&self, actor: &ActorId) -> Option<usize> {
        self.actors.get(actor).copied()
    }

    /// Whether hits are among what is recognised in a text: actors and dates.
    pub(super) fn needs_recognition(&self) -> bool {
        !self.actors.is_empty() || !self.periods.is_empty()
    }

    pub(super) fn periods(&self) -> &[Period] {
        &self.periods
    }
}

/// The terms without repeats, in order; so many as are looked for.
fn distinct(terms: &[Term]) -> Vec<&Term> {
    let mut seen = HashSet::new();
    terms
        .iter()
        .filter(|term| seen.insert(term.to_string()))
        .take(MOST_TERMS)
        .collect()
}

/// From 0 towards 1: `half` gives a half.
fn saturated(amount: f64, half: f64) -> f64 {
    amount / (amount + half)
}

/// Exactness first, then relevance; rounded, so that nearly equal articles are equal.
fn value(exactness: Form, relevance: f64) -> f64 {
    let floor = match exactness {
        Form::Exact => 80.0,
        Form::Prefix => 60.0,
        Form::Ending => 40.0,
        Form::Typo => 20.0,
        Form::Fuzzy => 0.0,
    };
    let within = (saturated(relevance, 8.0) * 200.0).round() / 10.0;
    floor + within.clamp(0.1, 20.0)
}

impl What {
    /// How often it holds for an article.
    fn count(&self, place: usize, entry: Entry<'_>) -> u32 {
        match self {
            Self::Actor(mentions) => mentions.get(place).copied().unwrap_or(0),
            Self::Date(period) => entry
                .dates()
                .filter(|(date, _)| period.is_told_by(date))
                .map(|(_, count)| count)
                .sum(),
            Self::Published(period) => {
                u32::from(entry.date().is_some_and(|date| period.overlaps(&date)))
            }
            Self::Source(wanted, whole) => u32::from(
                entry
                    .source()
                    .is_some_and(|source| in_a_row(wanted, source, *whole)),
            ),
            Self::In(kept) => u32::from(kept.contains(&entry.id())),
        }
    }

    /// Whether it is something that the text tells, and not about the article.
    const fn is_told(&self) -> bool {
        matches!(self, Self::Actor(_) | Self::Date(_))
    }
}

/// Whether the words stand in a row in `text`, each the beginning of one, or all of it where they are `whole`.
fn in_a_row(wanted: &[String], text: &str, whole: bool) -> bool {
    let words = folded_words(text);
    words.windows(wanted.len().max(1)).any(|row| {
        row.iter().zip(wanted).all(|(word, wanted)| match whole {
            true => word == wanted,
            false => word.starts_with(wanted.as_str()),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_left_out_by_whole_words_only() {
        let wanted = ["ansa".to_owned()];
        for (source, found, left_out) in [
            ("ANSA", true, true),
            ("Ansaldo Informa", true, false),
            ("Agenzia Ansa", true, true),
        ] {
            assert_eq!(in_a_row(&wanted, source, false), found, "{source}");
            assert_eq!(in_a_row(&wanted, source, true), left_out, "{source}");
        }
    }
}
