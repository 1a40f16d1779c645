//! Articles that say the same: a page that was saved twice, a file and its copy. The first in the
//! order of the corpus is shown, and the paths of the others with it.

use std::collections::hash_map::Entry as Place;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::corpus::{ArticleId, Head};
use crate::text::hash::Direct;

/// An article of a file, and the hash of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// Its stable name.
    pub(super) id: ArticleId,
    /// Of the clean text.
    pub(super) hash: u64,
}

impl Part {
    /// That of an article.
    pub(super) const fn of(head: &Head) -> Self {
        Self {
            id: head.id,
            hash: head.hash,
        }
    }
}

/// The articles of a file: of nearly all files one, which is worth no allocation.
#[derive(Clone, Debug)]
pub(super) enum Parts {
    One(Part),
    Several(Box<[Part]>),
}

impl Deref for Parts {
    type Target = [Part];

    fn deref(&self) -> &[Part] {
        match self {
            Self::One(part) => std::slice::from_ref(part),
            Self::Several(parts) => parts,
        }
    }
}

impl FromIterator<Part> for Parts {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        let mut parts = parts.into_iter();
        let (first, second) = (parts.next(), parts.next());
        match (first, second) {
            (Some(part), None) => Self::One(part),
            _ => Self::Several(first.into_iter().chain(second).chain(parts).collect()),
        }
    }
}

/// Which articles are shown for which text.
#[derive(Debug, Default)]
pub(super) struct Doubles {
    /// The first article of each text.
    shown: HashMap<u64, ArticleId, BuildHasherDefault<Direct>>,
    /// The others.
    hidden: HashMap<ArticleId, Arc<Head>>,
}

impl Doubles {
    /// None yet, of about so many articles.
    pub(super) fn of_about(articles: usize) -> Self {
        let mut doubles = Self::default();
        doubles.shown.reserve(articles);
        doubles
    }

    /// Whether an article is the first of its text; to be asked in the order of the corpus.
    pub(super) fn shows(&mut self, part: Part) -> bool {
        match self.shown.entry(part.hash) {
            Place::Vacant(place) => {
                place.insert(part.id);
                true
            }
            Place::Occupied(place) => *place.get() == part.id,
        }
    }

    /// Forgets an article that comes again with another text.
    pub(super) fn forget(&mut self, part: Part) {
        self.hidden.remove(&part.id);
        if self.shown.get(&part.hash) == Some(&part.id) {
            self.shown.remove(&part.hash);
        }
    }

    /// Shows the first article of each text in the order of `parts`, which is that of the corpus, also
    /// where it came to say the same as a later one only after that was shown: what is to be shown
    /// now, each with what no longer is, if anything was.
    pub(super) fn settle(
        &mut self,
        parts: impl Iterator<Item = Part>,
    ) -> Vec<(Arc<Head>, Option<ArticleId>)> {
        let mut met = HashSet::new();
        let mut settled = Vec::new();
        for part in parts.filter(|part| met.insert(part.hash)) {
            if let Some(first) = self.hidden.remove(&part.id) {
                settled.push((first, self.shown.insert(part.hash, part.id)));
            }
        }
        settled
    }

    /// Remembers an article that is not.
    pub(super) fn hide(&mut self, head: Option<Arc<Head>>) {
        self.hidden.extend(head.map(|head| (head.id, head)));
    }

    /// What is known of all articles that are not shown.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &Arc<Head>> {
        self.hidden.values()
    }

    /// What is known of an article that is not shown.
    pub(super) fn head(&self, id: ArticleId) -> Option<&Arc<Head>> {
        self.hidden.get(&id)
    }

    /// For each article that stands for others their paths, in the order of the corpus, which is
    /// that of `parts`.
    pub(super) fn also(
        &self,
        parts: impl Iterator<Item = Part>,
    ) -> HashMap<ArticleId, Vec<String>> {
        let mut also: HashMap<ArticleId, Vec<String>> = HashMap::new();
        if self.hidden.is_empty() {
            return also;
        }
        for part in parts {
            if let (Some(head), Some(shown)) =
                (self.hidden.get(&part.id), self.shown.get(&part.hash))
            {
                also.entry(*shown).or_default().push(head.path.clone());
            }
        }
        also
    }
}
