//! The articles of a lens, among which the lists over the panes count.

use std::sync::Arc;

use crate::index::catalogue::{Catalogue, Counted};
use crate::search::ranking::Ranking;
use crate::text::language::Language;

/// The articles of a lens.
#[derive(Clone, Debug)]
pub struct Among {
    /// Of which they are.
    pub catalogue: Arc<Catalogue>,
    /// Which.
    pub articles: Ranking,
    /// In which actors are named.
    pub language: Language,
}

impl Among {
    /// How much they speak of whom, the most often named first.
    #[must_use]
    pub fn counted(&self) -> Vec<Counted> {
        if self.articles.len() == self.catalogue.entries.len() {
            return self.catalogue.everyone();
        }
        let entries = self.articles.iter().map(|row| row.entry);
        self.catalogue.counted(entries)
    }
}
