//! Temporal expressions in a text, with their values. The words of each language are assets of
//! `assets/dates/`, read by [`language`]; [`scan`] finds expressions, [`resolve`] gives them
//! values, [`infer`] works out when an undated article was written.

use crate::edtf::Edtf;
use crate::text::TextRange;

pub mod infer;
pub mod language;
pub mod resolve;
pub mod scan;

/// A temporal expression in a text, with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where: the shortest phrase, without a leading article or preposition.
    pub range: TextRange,
    /// What it means.
    pub value: Value,
    /// How the value was reached.
    pub anchor: Anchor,
    /// Which part of the period is meant, where the text says so.
    pub part: Option<Part>,
}

/// What a temporal expression means.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Calendar time.
    Date(Edtf),
    /// A length of time, ISO 8601 (`P3W`).
    Duration(String),
    /// A recurrence, ISO 8601 (`P1Y`).
    Set(String),
}

impl Value {
    /// `date`, `duration` or `set`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Duration(_) => "duration",
            Self::Set(_) => "set",
        }
    }
}

/// What a value was worked out from; what the reader is told when asking why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text gives it in full.
    Explicit,
    /// The article's own date.
    Publication,
    /// The article's date and the tense of the verb.
    Tense,
    /// A date that the text gave before.
    Previous,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `inizio`, `early`.
    Start,
    /// `metà`, `mid`.
    Middle,
    /// `fine`, `late`.
    End,
    /// `entro`, `by`.
    Before,
    /// `dopo`, `since`.
    After,
    /// `circa`, `about`.
    About,
}
