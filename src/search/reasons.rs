//! Why a question has no answer: what each of its terms finds by itself, and what is near to words
//! that do not occur. The answers themselves are for `worker`.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::distance;
use super::forms;
use super::matcher::Matcher;
use super::query::{Field, Query, Term};
use super::request::Request;
use super::typed;
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;
use crate::index::vocabulary::folded_words;

/// Terms that are looked for alone, and words of a name to which others are near.
const MOST: usize = 8;
/// How long it is looked for which of several regular expressions find nothing.
const PATIENCE: Duration = Duration::from_secs(2);
/// Near words offered for one that does not occur.
const NEAR: usize = 3;

/// What one term of a query finds by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The term, as it is written.
    pub term: String,
    /// What must not hold, where it is excluded.
    pub excluded: Option<String>,
    /// How many articles it finds alone; of an excluded one, how many it leaves.
    pub articles: usize,
    /// If none: words or names of the corpus that are near.
    pub near: Vec<String>,
}

/// What each term finds alone, of a question that has no answer.
/// Nothing more is told once it is not `wanted` any more.
pub(super) fn reasons(
    request: &Request,
    library: &Library,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Vec<Reason> {
    let terms = request.query.terms();
    let meant = || terms.iter().filter(|term| is_meant(term));
    let only = meant().count() == 1;
    let began = Instant::now();
    let told = meant().take(MOST).filter_map(|term| {
        let alone = || {
            let alone = Query::default().with(term.clone());
            let matcher = Matcher::new(&alone, &request.catalogue, &request.kept);
            // Alone a regular expression may have to be looked for in every text.
            let in_time = || wanted() && (!matcher.reads_texts() || began.elapsed() < PATIENCE);
            matcher.count(&request.catalogue, library, &in_time)
        };
        let articles = if only { 0 } else { alone()? };
        Some(Reason {
            term: term.to_string(),
            excluded: term.excluded.then(|| term.field.to_string()),
            articles,
            near: if articles == 0 && !term.excluded {
                near(&term.field, &request.catalogue, wanted)
            } else {
                Vec::new()
            },
        })
    });
    told.collect()
}

const fn is_meant(term: &Term) -> bool {
    !matches!(term.field, Field::Broken(_))
}

/// What of the corpus is near to a term that finds nothing: words, or names for what is a name.
fn near(field: &Field, catalogue: &Catalogue, wanted: &(dyn Fn() -> bool + Sync)) -> Vec<String> {
    match field {
        Field::Word(words) | Field::Phrase { words, .. } | Field::Title(words) => {
            let known = catalogue.words();
            let words = typed::typed(words).words;
            let unknown = words.iter().find(|word| !known.hold(word));
            unknown.map_or_else(Vec::new, |word| forms::near(word, NEAR, known))
        }
        Field::Actor(name) => {
            let (roster, language) = (&catalogue.roster, catalogue.language());
            let everyone = catalogue.everyone();
            let names = everyone.par_iter().map(|one| {
                let names = roster.names(one.actor);
                (names, roster.name_of(one.actor, language), one.articles)
            });
            near_names(name, names, wanted)
        }
        Field::Source(name) => {
            let mut sources: HashMap<&str, u32> = HashMap::new();
            for source in catalogue.entries.iter().filter_map(|entry| entry.source()) {
                *sources.entry(source).or_default() += 1;
            }
            let names = sources.par_iter();
            near_names(
                name,
                names.map(|(source, articles)| (std::iter::once(*source), *source, *articles)),
                wanted,
            )
        }
        _ => Vec::new(),
    }
}

/// Of things that go by some names, are shown by one, and are in so many articles, those of which a name
/// has words near to all that were typed: the nearest first, then those in most articles.
fn near_names<'a, N: Iterator<Item = &'a str>>(
    typed: &str,
    named: impl ParallelIterator<Item = (N, &'a str, u32)>,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Vec<String> {
    let mut typed = folded_words(typed);
    typed.truncate(MOST);
    if typed.is_empty() {
        return Vec::new();
    }
    let away = |name: &str| -> Option<usize> {
        if !may_be_near(name, &typed) {
            return None;
        }
        let words = folded_words(name);
        let nearest = |typed: &String| {
            words
                .iter()
                .filter_map(|word| distance::away(typed, word))
                .min()
        };
        typed.iter().map(nearest).sum()
    };
    let mut near: Vec<(usize, Reverse<u32>, &str)> = named
        .filter(|_| wanted())
        .filter_map(|(names, shown, articles)| {
            let away = names.filter_map(away).min()?;
            Some((away, Reverse(articles), shown))
        })
        .collect();
    if !wanted() {
        return Vec::new();
    }
    near.sort_unstable();
    let mut seen = HashSet::new();
    let shown = near.iter().filter(|(.., shown)| seen.insert(*shown));
    shown
        .map(|(.., shown)| (*shown).to_owned())
        .take(NEAR)
        .collect()
}

/// Whether a name has a word about as long as each of the typed ones, told without folding it: of millions
/// of names hardly one has. Where it is not of ASCII that is not asked.
fn may_be_near(name: &str, typed: &[String]) -> bool {
    let has_near = |typed: &String| {
        let length = typed.chars().count();
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| !word.is_empty() && distance::is_about_as_long(length, word.len()))
    };
    !name.is_ascii() || typed.iter().all(has_near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_offered_once_though_two_go_by_it() {
        let named = [
            (["Anna Brani", "Bruna"], "Anna Bruni", 3),
            (["Anna Bruno", "Brunetto"], "Anna Bruno", 9),
            (["Brunna", "Bruno"], "Anna Bruni", 1),
        ];
        let names = || {
            let named = named.par_iter();
            named.map(|(names, shown, articles)| (names.iter().copied(), *shown, *articles))
        };
        assert_eq!(
            near_names("bruna", names(), &|| true),
            ["Anna Bruni", "Anna Bruno"]
        );
        assert_eq!(near_names("bruna", names(), &|| false), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_asked_before_folding_loses_nothing(
            name in "[a-zA-Zé'\u{2019}. -]{0,24}", typed in "[a-zé]{1,9}( [a-z]{1,9})?",
        ) {
            let typed = folded_words(&typed);
            let words = folded_words(&name);
            let is_near = |typed: &String| words.iter().any(|word| distance::away(typed, word).is_some());
            if typed.iter().all(is_near) {
                proptest::prop_assert!(may_be_near(&name, &typed));
            }
        }
    }
}
