//! Why a question has no answer: what each of its terms finds by itself, and what is near to words
//! that do not occur. The answers themselves are for `worker`.

use super::forms;
use super::matcher::Matcher;
use super::query::{Field, Query, Term};
use super::request::Request;
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;

/// Terms that are looked for alone.
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
    /// If none: words of the corpus that are near.
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

/// Words of the corpus near to those of a term that does not occur.
fn near(field: &Field, catalogue: &Catalogue) -> Vec<String> {
    let (Field::Word(words) | Field::Phrase { words, .. } | Field::Title(words)) = field else {
        return Vec::new();
    };
    let known = catalogue.words();
    let words = forms::typed_words(words);
    let unknown = words.iter().find(|word| !known.hold(word));
    unknown.map_or_else(Vec::new, |word| forms::near(word, NEAR, known))
}
