//! Temporal expressions in a text, with their values. The words of each language are assets of
//! `assets/dates/`, read by `asset`, and what they mean is in [`language`]; `scan` cuts articles into `token`s, `grammar` and the
//! modules below it find expressions among them, `resolve` gives these values with the help of `tense`, and
//! [`infer`] works out when an undated article was written.

use serde::{Deserialize, Serialize};

use self::reader::Reader;
use crate::corpus::Article;
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::language::Language;

mod amount;
mod around;
mod asset;
mod beside;
mod business;
mod by_name;
mod century;
mod clock;
mod day_month;
mod endings;
mod figures;
mod form;
mod grammar;
pub mod infer;
pub mod language;
mod listed;
mod named;
mod nth;
mod own_time;
mod part;
mod point;
mod quantity;
mod reader;
mod reading;
mod reckon;
mod relative;
mod resolve;
mod scan;
mod situation;
mod span;
mod spoken;
mod story;
mod tense;
mod token;
mod version;
mod year;
mod year_behind;

/// How many expressions of one article are read; what a text has beyond them is not.
pub const LIMIT: usize = 10_000;

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
    /// How the verb nearest to it tells what is dated.
    pub telling: Telling,
    /// Whether it stands in brackets that say nothing else: `(1914-1918)`, `(the first since 2000)`.
    pub aside: bool,
}

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// As done.
    Done,
    /// As planned, expected or possible.
    Ahead,
    /// No verb says.
    Open,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The text gives it in full.
    Explicit,
    /// The article's own date.
    Publication,
    /// The article's date and the tense of the verb.
    Tense,
    /// Counted from a date that the text gave before.
    Previous,
    /// A date that the text gave before, and nothing more: `allora`.
    Same,
}

impl Anchor {
    /// `text`, `published`, `tense`, `before` or `same`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "text",
            Self::Publication => "published",
            Self::Tense => "tense",
            Self::Previous => "before",
            Self::Same => "same",
        }
    }

    /// Why a value is what it is, for the reader; `published` is the article's own date in words.
    #[must_use]
    pub fn said(self, published: Option<&str>) -> String {
        let published = published.map_or_else(
            || "the article's date, which is not known".to_owned(),
            |published| format!("{published}, the article's date"),
        );
        match self {
            Self::Explicit => "the text gives it".to_owned(),
            Self::Publication => format!("counted from {published}"),
            Self::Tense => format!("seen from {published}, by the verb's tense"),
            Self::Previous => "counted from the date that the text gave before".to_owned(),
            Self::Same => "the date that the text gave before".to_owned(),
        }
    }
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
    /// `fino a`, `until`.
    Until,
    /// `dopo`, `since`.
    After,
    /// `circa`, `about`.
    About,
}

/// The temporal expressions of an article that have a value, in the order of the text, disjoint,
/// at most [`LIMIT`]. Values are worked out from the article's own date, where it has one.
#[must_use]
pub fn find(article: &Article) -> Vec<DateMention> {
    let now = article.head.date;
    let read = |week, history| {
        let mut reader = Reader::new(now, week, history);
        scan::article(article, |piece| reader.read(piece));
        reader
    };
    let reader = read(None, false);
    match (reader.week, reader.own_time.is_history()) {
        // The text gave away when it was written, or that this does not matter: read again, knowing it.
        (None, false) => reader.found,
        (week, history) => read(week, history).found,
    }
}

/// The date that a person means who typed `text` on the day `now`: EDTF (`2023-09`), or an
/// expression in one of the languages that are known, `first` before the others (`settembre 2023`,
/// `three days ago`). `None` where it is no date, or more than one.
///
/// ```
/// use rassegna::dates::typed;
/// use rassegna::text::language::Language;
/// let today = "2024-01-22".parse().ok();
/// let date = |text| typed(text, today, Language::ITALIAN).map(|date| date.to_string());
/// assert_eq!(date("settembre 2023").as_deref(), Some("2023-09"));
/// assert_eq!(date("three days ago").as_deref(), Some("2024-01-19"));
/// assert_eq!(date("2023-W36").as_deref(), Some("2023-W36"));
/// assert_eq!(date("Kim"), None);
/// ```
#[must_use]
pub fn typed(text: &str, now: Option<Edtf>, first: Language) -> Option<Edtf> {
    let text = text.trim();
    let whole = TextRange::new(0, text.len());
    let date = |language| {
        let mut reader = Reader::new(now, None, false);
        let blocks = std::iter::once(whole);
        scan::pieces(text, blocks, language, |piece| reader.read(piece));
        let [found] = reader.found.as_slice() else {
            return None;
        };
        // `il`, `in the`: what stands before it is no part of it.
        let before = text.get(..found.range.start).unwrap_or_default();
        let all = found.range.end == text.len() && before.split_whitespace().count() <= 2;
        match found.value {
            Value::Date(date) if all => Some(date),
            _ => None,
        }
    };
    let languages = std::iter::once(first).chain(language::known());
    text.parse()
        .ok()
        .or_else(|| languages.into_iter().find_map(date))
}
