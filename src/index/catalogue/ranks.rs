//! How new and how long each article is, and where its title stands among all: what sorting and searching
//! ask of every article at once.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Catalogue;
use crate::corpus::ArticleId;
use crate::edtf::days_between;
use crate::index::entries::Entry;
use crate::text::fold::fold;

/// What searching asks of every article, by their places, so that it need not look at each.
#[derive(Debug, Default)]
pub struct Ranks {
    ids: Vec<ArticleId>,
    newest: Vec<u32>,
    lengths: Vec<u32>,
}

impl Ranks {
    /// The articles by their places.
    #[must_use]
    pub fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    /// A number that is lower the newer an article is, and highest for one without a date.
    #[must_use]
    pub fn newest(&self, place: u32) -> u32 {
        self.newest.get(place as usize).copied().unwrap_or(u32::MAX)
    }

    /// How many words an article is searched by.
    #[must_use]
    pub fn length(&self, place: usize) -> u32 {
        self.lengths.get(place).copied().unwrap_or(0)
    }
}

impl Catalogue {
    /// How new and how long each article is.
    #[must_use]
    pub fn ranks(&self) -> &Ranks {
        self.ranks.get_or_init(|| {
            let newest = |entry: Entry<'_>| {
                entry.date().map_or(u32::MAX, |date| {
                    u32::try_from(days_between(date.last_day(), Date::MAX)).unwrap_or(0)
                })
            };
            Arc::new(Ranks {
                ids: self.entries.iter().map(|entry| entry.id()).collect(),
                newest: self.entries.iter().map(newest).collect(),
                lengths: self.entries.iter().map(|entry| entry.length()).collect(),
            })
        })
    }

    /// For each article the place of its title among all titles.
    #[must_use]
    pub fn title_ranks(&self) -> &[u32] {
        self.titles.get_or_init(|| {
            let titles: Vec<String> = (self.entries.par_iter())
                .map(|entry| fold(entry.title()))
                .collect();
            let mut order: Vec<(&str, u32)> = titles.iter().map(String::as_str).zip(0..).collect();
            order.par_sort_unstable();
            let mut ranks = vec![0; order.len()];
            for (rank, same) in (0..).zip(order.chunk_by(|a, b| a.0 == b.0)) {
                for &(_, place) in same {
                    if let Some(known) = ranks.get_mut(place as usize) {
                        *known = rank;
                    }
                }
            }
            ranks.into()
        })
    }
}
