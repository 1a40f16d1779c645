//! Whom a text names, and where: the values that the steps of recognition hand on while an article is read.

use crate::actors::dictionary::office::Office;
use crate::actors::{self, How};
use crate::edtf::Edtf;
use crate::text::hash::{Set, TextTable};

/// An actor of the dictionary or one that the article introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    /// By its number in the dictionary.
    Known(u32),
    /// By its number among the actors introduced.
    New(u32),
}

/// Somebody, and the tokens of the full name: the first, and the one after the last.
pub(super) type Full = (Who, (usize, usize));

/// A mention in the making.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The first token.
    pub(super) first: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Whom.
    pub(super) who: Who,
    /// By what.
    pub(super) how: How,
    /// How it was recognised.
    pub(super) found: actors::Found,
    /// Whether nothing else was likely.
    pub(super) sure: bool,
    /// The tokens that it follows from.
    pub(super) evidence: Option<(usize, usize)>,
}

/// A date of the text without a year in digits, which lies well before the article: ten years ago.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) date: Edtf,
}

/// A role as the text gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub(super) first: usize,
    /// The noun.
    pub(super) head: usize,
    pub(super) end: usize,
    /// `None` for a role that only the name beside it tells the holder of.
    pub(super) office: Option<Office>,
    /// The number of the country or organisation.
    pub(super) of: Option<u32>,
    /// Whether it is not, or not surely, whoever holds the office: a former one, one to come, any one.
    pub(super) former: bool,
}

/// What is doubtful wherever the article has it.
#[derive(Debug, Default)]
pub(super) struct Doubts<'a> {
    /// Surnames that the article has of a town as well: «left Deal at dawn».
    pub(super) towns: TextTable<&'a str, ()>,
    /// Introduced actors of no kind that there is: ships.
    pub(super) things: Set<u32>,
    /// Introduced people who may be buildings, unless the article says somewhere what people do.
    pub(super) buildings: Set<u32>,
}
