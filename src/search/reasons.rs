//! Why a question has no answer: what each of its terms finds by itself, and what is near to words
//! that do not occur. The answers themselves are for `worker`.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::forms;
use super::matcher::Matcher;
use super::query::{Field, Query, Term};
use super::request::Request;
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
    /// How many articles it finds alone; of an excluded one, how many it leaves.
    pub articles: usize,
    /// If none: words or names of the corpus that are near.
    pub near: Vec<String>,
}

/// What each term finds alone, of a question that has no answer.
pub(super) fn reasons(request: &Request, library: &Library) -> Vec<Reason> {
    let terms = request.query.terms();
    let meant = || terms.iter().filter(|term| is_meant(term));
    let only = meant().count() == 1;
    meant()
        // A regular expression alone would have to be looked for in every text, which was done
        // where there is nothing else.
        .filter(|term| only || !matches!(term.field, Field::Pattern(_)))
        .take(MOST)
        .map(|term| {
            let articles = if only {
                0
            } else {
                let alone = Query::default().with(term.clone());
                let matcher = Matcher::new(&alone, &request.catalogue, &request.kept);
                matcher.found(&request.catalogue, library).len()
            };
            Reason {
                term: term.to_string(),
                excluded: term.excluded.then(|| term.field.to_string()),
                articles,
                near: if articles == 0 && !term.excluded {
                    near(&term.field, &request.catalogue)
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

const fn is_meant(term: &Term) -> bool {
    !matches!(term.field, Field::Broken(_))
}

/// What of the corpus is near to a term that finds nothing: words, or names for what is a name.
fn near(field: &Field, catalogue: &Catalogue) -> Vec<String> {
    match field {
        Field::Word(words) | Field::Phrase { words, .. } | Field::Title(words) => {
            let known = catalogue.words();
            let words = forms::typed_words(words);
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
            near_names(name, names)
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
) -> Vec<String> {
    let mut typed = folded_words(typed);
    typed.truncate(MOST);
    if typed.is_empty() {
        return Vec::new();
    }
    let away = |name: &str| -> Option<usize> {
        let words = folded_words(name);
        let nearest = |typed: &String| {
            words
                .iter()
                .filter_map(|word| forms::away(typed, word))
                .min()
        };
        typed.iter().map(nearest).sum()
    };
    let mut near: Vec<(usize, Reverse<u32>, &str)> = named
        .filter_map(|(names, shown, articles)| {
            let away = names.filter_map(away).min()?;
            Some((away, Reverse(articles), shown))
        })
        .collect();
    near.sort_unstable();
    near.dedup_by_key(|near| near.2);
    let shown = near.iter().map(|(.., shown)| (*shown).to_owned());
    shown.take(NEAR).collect()
}
