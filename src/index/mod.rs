//! What is known of every article of a corpus: the catalogue, made once in the background, small,
//! and the texts, read when they are opened. Searching it is left to `search`.

use std::sync::Arc;

use crate::actors::Mention;
use crate::corpus::Article;
use crate::dates::DateMention;

pub mod annotate;
pub mod build;
pub mod cache;
pub mod catalogue;
mod checkpoint;
mod doubles;
mod entries;
mod filed;
pub mod found;
pub mod keeping;
pub mod left;
mod lexicon;
pub mod library;
mod lookup;
pub mod mentions;
mod packed;
pub mod quotes;
mod reopening;
mod stored;
mod storing;
pub mod times;
pub mod together;
pub mod vocabulary;
pub mod wanted;
pub mod words;

pub use self::entries::{Entries, Entry};

/// An open article with everything that was recognised in it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The article; its date is the inferred one where the file states none.
    pub article: Arc<Article>,
    /// By start, then longest first; nested ones are separate.
    pub mentions: Vec<Mention>,
    /// By start; disjoint.
    pub dates: Vec<DateMention>,
    /// What is recognised in a title that is but the first sentence of the body: to be shown there,
    /// and counted in the body.
    pub title: TitleMarks,
    /// Whether recognition is done; until then only the text is there to be read.
    pub recognised: bool,
    /// Whether it names actors more often than [`crate::actors::find::MOST_MENTIONS`], of which the
    /// first are there.
    pub more: bool,
}

/// Mentions and dates of a title that count in the body.
#[derive(Clone, Debug, Default)]
pub struct TitleMarks {
    /// As in [`Annotated::mentions`].
    pub mentions: Vec<Mention>,
    /// As in [`Annotated::dates`].
    pub dates: Vec<DateMention>,
}

impl Annotated {
    /// An article in which nothing is recognised.
    #[must_use]
    pub fn plain(article: Arc<Article>) -> Self {
        Self {
            article,
            mentions: Vec::new(),
            dates: Vec::new(),
            title: TitleMarks::default(),
            recognised: false,
            more: false,
        }
    }
}
