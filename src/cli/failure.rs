//! Why a command cannot do what it is asked, in words, and the exit status that tells of it.

use std::io;

use crate::bookmarks::store::StoreError;

/// Nothing was found.
pub(super) const NOTHING: u8 = 1;
/// Something went wrong.
pub(super) const FAILED: u8 = 2;

/// Why a command cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// What is behind standard output does not take it.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    /// A lens that filters something else than what was meant is worse than none.
    #[error("the lens `{lens}`: {mistake}")]
    Lens {
        /// As typed.
        lens: String,
        /// What is wrong, and what to write instead.
        mistake: String,
    },
    /// There is no folder for bookmarks.
    #[error("there is no place where bookmarks could be: set HOME or XDG_DATA_HOME")]
    NoPlace,
    /// The bookmarks cannot be read, or not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no folder for what is kept of articles.
    #[error("there is no place where an index could be: set HOME or XDG_CACHE_HOME")]
    NoCache,
    /// Standard input, or nothing.
    #[error(
        "say which files or folders: standard input and the articles in the program need no index"
    )]
    NothingToIndex,
    /// Another program has the lock.
    #[error("another rassegna is writing the index of these articles: try again when it has ended")]
    Indexing,
    /// Why was told before.
    #[error("the index could not be written")]
    NotKept,
    /// The system refuses to delete.
    #[error("the index cannot be deleted: {0}")]
    Clearing(io::Error),
    /// There is nothing to look for.
    #[error("the query is empty: say what to look for; `rassegna list` prints every article")]
    NoQuery,
    /// `man` of something else.
    #[error("there is no command `{0}`: rassegna --help names them all")]
    NoCommand(String),
    /// What was given as `--article` cannot be the beginning of an id.
    #[error("`{0}` is no article's id: `rassegna list` prints them in front of the titles")]
    NoId(String),
    /// There is no such article.
    #[error("no article has an id that begins with `{0}`")]
    NoArticle(String),
    /// Several articles have ids that begin so.
    #[error("{count} articles have an id that begins with `{given}`: give more of it")]
    Ambiguous {
        /// As typed.
        given: String,
        /// How many.
        count: usize,
    },
}

impl Failure {
    /// The exit status that tells of it.
    pub(super) const fn status(&self) -> u8 {
        match self {
            Self::NoArticle(_) => NOTHING,
            _ => FAILED,
        }
    }
}
