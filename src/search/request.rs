//! A question to a corpus and the order in which its answer is wanted. Answering it is for `worker`.

use std::sync::Arc;

use super::matcher::KeptArticles;
use super::query::Query;
use crate::index::catalogue::Catalogue;

/// A question to a corpus.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number; a higher one makes the lower ones void.
    pub generation: u64,
    /// What is looked for.
    pub query: Query,
    /// In which order.
    pub sort: Sort,
    /// How many of the first articles are opened for their best passage.
    pub passages: usize,
    /// Where.
    pub catalogue: Arc<Catalogue>,
    /// What the reader kept, for `in:`.
    pub kept: Arc<KeptArticles>,
}

/// The order of articles; equal ones are in the order of the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best answer first, then the newest.
    #[default]
    Relevance,
    /// The newest first, undated ones last.
    Date,
    /// By title.
    Title,
}
