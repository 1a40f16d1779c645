//! Why a question has no answer: what each of its terms finds by itself, and what is near to words
//! that do not occur. The answers themselves are for `worker`.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::distance;
use super::forms;
use super::matcher::Matcher;
use super::query::{Field, Query, Term};
use super::request::Request;
use super::strips;
use super::typed;
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;
use crate::index::vocabulary::folded_words;

/// Terms that are looked for alone, and words of a name to which others are near.
const MOST: usize = 8;
/// Near words offered for one that does not occur.
const NEAR: usize = 3;

/// What one term of a query finds by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The term, as it is written.
    pub term: String,
    /// What must not hold, where it is excluded.
    pub excluded: Option<String>,
    /// How many articles it finds alone; of an excluded one, how many it leaves. Nothing as long as texts are
    /// still looked through for it.
    pub articles: Option<usize>,
    /// If none: words or names of the corpus that are near.
    pub near: Vec<String>,
}

/// The reasons in words, a line each: what finds nothing by itself, what is still looked for, or else how much
/// each finds.
#[must_use]
pub fn told(reasons: &[Reason]) -> Vec<String> {
    let near = |reason: &Reason| match reason.near.as_slice() {
        [] => String::new(),
        near => format!("; close to it: {}", near.join(", ")),
    };
    let lines = reasons
        .iter()
        .filter_map(|reason| match (reason.articles, &reason.excluded) {
            (None, _) => Some(format!("looking for {} alone …", reason.term)),
            (Some(0), Some(excluded)) => Some(format!(
                "every article answers {excluded}, so {} leaves none",
                reason.term
            )),
            (Some(0), None) => Some(format!("nothing answers {}{}", reason.term, near(reason))),
            (Some(_), _) => None,
        });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() || reasons.is_empty() {
        return lines;
    }
    let alone = (reasons.iter())
        .filter_map(|reason| Some(format!("{} in {}", reason.term, reason.articles?)));
    let alone: Vec<String> = alone.collect();
    vec![format!(
        "no article has all of it; alone: {}",
        alone.join(", ")
    )]
}

/// What each term finds alone, of a question that has no answer; told in part where texts have to be looked through
/// for the rest, which goes on as long as that is `wanted`. `None` where it is not any more.
pub(super) fn reasons(
    request: &Request,
    library: &Library,
    wanted: &(dyn Fn() -> bool + Sync),
    tell: &mut dyn FnMut(Vec<Reason>),
) -> Option<Vec<Reason>> {
    let terms = request.query.terms();
    let meant: Vec<&Term> = (terms.iter())
        .filter(|term| is_meant(term))
        .take(MOST)
        .collect();
    let catalogue = &*request.catalogue;
    let alone: Vec<Matcher> = (meant.iter())
        .map(|&term| {
            let alone = Query::default().with(term.clone());
            Matcher::new(&alone, catalogue, &request.kept)
        })
        .collect();
    // A single term finds what the question found.
    let only = terms.iter().filter(|term| is_meant(term)).count() == 1;
    let mut told = Vec::with_capacity(meant.len());
    for (term, matcher) in meant.iter().zip(&alone) {
        let articles = match (only, matcher.reads_texts()) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => Some(matcher.count(catalogue, library, wanted)?),
        };
        told.push(Reason {
            term: term.to_string(),
            excluded: term.excluded.then(|| term.field.to_string()),
            articles,
            near: match articles {
                Some(0) if !term.excluded => near(&term.field, catalogue, wanted),
                _ => Vec::new(),
            },
        });
    }
    if told.iter().any(|reason| reason.articles.is_none()) {
        tell(told.clone());
        // All of them in one reading of the texts.
        let reading: Vec<&Matcher> = (alone.iter())
            .filter(|matcher| matcher.reads_texts() && !only)
            .collect();
        let counts = strips::counts(&reading, catalogue, library, wanted)?;
        let left = told.iter_mut().filter(|reason| reason.articles.is_none());
        for (reason, count) in left.zip(counts) {
            reason.articles = Some(count);
        }
    }
    wanted().then_some(told)
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
