//! The query language of the lens: what a line of text means, and how it is written back. Cutting
//! the line is left to `read`, what a term finds to `matcher`.

use std::fmt;

use jiff::civil::Date;

use crate::edtf::{Edtf, days_between};
use crate::text::TextRange;

mod read;

use read::{opens, value};

/// What is looked for: every term must hold. An empty query holds for every article.
///
/// ```
/// use rassegna::search::query::Query;
/// let parsed = Query::parse("missili -attore:“Corea del Sud” data:2023-09..");
/// assert!(parsed.mistakes.is_empty());
/// assert_eq!(
///     parsed.query.to_string(),
///     r#"missili -actor:"Corea del Sud" date:2023-09.."#
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What must hold.
    pub field: Field,
    /// Whether it must not hold.
    pub excluded: bool,
}

/// What a [`Term`] is about. Texts are as typed, one line, without double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A word of the text; several where it holds an apostrophe or a hyphen, then in a row.
    Word(String),
    /// Words in a row.
    Phrase {
        /// The words.
        words: String,
        /// Whether the closing quote is not typed yet, so that the last word may go on.
        open: bool,
    },
    /// An actor, by one of its names.
    Actor(String),
    /// Something dated in this period is told.
    Date(Period),
    /// The article's own date lies in this period.
    Published(Period),
    /// Words of the title, in a row.
    Title(String),
    /// Words of the outlet's name, in a row.
    Source(String),
    /// A regular expression over the text, without the slashes around it; see [`super::pattern`].
    Pattern(String),
    /// What the reader kept of the article.
    In(Kept),
    /// What cannot be understood, as it would be typed again; it holds for every article.
    Broken(String),
}

/// What a reader can keep of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A passage.
    Bookmarks,
    /// A passage with a note.
    Notes,
}

/// How many times longer than a period a date may be that still tells of it: a week for a day, half
/// a year for a month, a few years for a year; not a decade for a year, nor a year for a month.
const VAGUER: i64 = 7;

/// Days from the first of `from` to the last of `to`; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Option<Edtf>,
    to: Option<Edtf>,
}

/// What [`Query::parse`] made of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The terms that were understood, and the broken ones.
    pub query: Query,
    /// Where in the line each term of `query` stands.
    pub places: Vec<TextRange>,
    /// What was not understood, in the order of the line.
    pub mistakes: Vec<Mistake>,
    /// The quote that would close the text which is still open at the end of the line.
    pub unclosed: Option<char>,
}

/// Something in a line that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the line as typed.
    pub range: TextRange,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl Query {
    /// Reads a line as typed. Nothing is an error: see [`Parsed::mistakes`].
    #[must_use]
    pub fn parse(line: &str) -> Parsed {
        read::line(line)
    }

    /// The terms in the order typed.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it holds for every article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms
            .iter()
            .all(|term| matches!(term.field, Field::Broken(_)))
    }

    /// Whether something is looked for in the texts, so that each article that is found has a passage
    /// that shows it.
    #[must_use]
    pub fn has_hits(&self) -> bool {
        self.terms.iter().any(|term| {
            !term.excluded
                && matches!(
                    term.field,
                    Field::Word(_)
                        | Field::Phrase { .. }
                        | Field::Pattern(_)
                        | Field::Actor(_)
                        | Field::Date(_)
                )
        })
    }

    /// Whether texts have to be read for an answer, so that it may take its time.
    #[must_use]
    pub fn reads_texts(&self) -> bool {
        let is_pattern = |term: &Term| matches!(term.field, Field::Pattern(_));
        self.terms.iter().any(is_pattern)
    }

    /// The query with `term` at its end.
    #[must_use]
    pub fn with(mut self, term: Term) -> Self {
        if let Some(Term {
            field: Field::Phrase { open, .. },
            ..
        }) = self.terms.last_mut()
        {
            *open = false;
        }
        self.terms.push(term);
        self
    }
}

impl Term {
    /// A term that must hold.
    #[must_use]
    pub const fn new(field: Field) -> Self {
        Self {
            field,
            excluded: false,
        }
    }

    /// The actor of this name.
    #[must_use]
    pub fn actor(name: &str) -> Self {
        Self::new(Field::Actor(value(name)))
    }

    /// Something dated in this period.
    #[must_use]
    pub const fn date(period: Period) -> Self {
        Self::new(Field::Date(period))
    }

    /// The same term, which must not hold.
    #[must_use]
    pub fn excluded(mut self) -> Self {
        self.excluded = true;
        self
    }
}

impl Period {
    /// From the first day of `from` to the last of `to`; `None` where it would end before it
    /// begins, or where both ends are open.
    #[must_use]
    pub fn new(from: Option<Edtf>, to: Option<Edtf>) -> Option<Self> {
        let fits = match (&from, &to) {
            (Some(from), Some(to)) => from.first_day() <= to.last_day(),
            (None, None) => false,
            _ => true,
        };
        fits.then_some(Self { from, to })
    }

    /// Its first and last day; `None` is open.
    #[must_use]
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        (
            self.from.as_ref().map(Edtf::first_day),
            self.to.as_ref().map(Edtf::last_day),
        )
    }

    /// Whether at least one day of `date` lies in it.
    #[must_use]
    pub fn overlaps(&self, date: &Edtf) -> bool {
        let (first, last) = self.days();
        first.is_none_or(|first| first <= date.last_day())
            && last.is_none_or(|last| date.first_day() <= last)
    }

    /// Whether `date` tells of this period: it lies wholly in it, or shares a day with it and is
    /// about as exact, which is at most [`VAGUER`] times as long as the period, or as the end of
    /// one that is open. `2025` is told of by `2024/2026` and by a winter that ends in it, but not
    /// by the 21st century, which tells of no year.
    #[must_use]
    pub fn is_told_by(&self, date: &Edtf) -> bool {
        let (first, last) = self.days();
        self.overlaps(date)
            && (first.is_none_or(|first| first <= date.first_day())
                && last.is_none_or(|last| date.last_day() <= last)
                || date.days() <= self.grain().saturating_mul(VAGUER))
    }

    /// How many days it has; of an open period, those of the end that it has.
    fn grain(&self) -> i64 {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => days_between(from.first_day(), to.last_day()) + 1,
            (Some(end), None) | (None, Some(end)) => end.days(),
            (None, None) => i64::MAX,
        }
    }

    /// Reads `2023-09`, `2023-9`, `2023-09..2024-01`, `2023..` or `..2023`.
    fn parse(text: &str) -> Result<Self, String> {
        let end = |text: &str| {
            let text = text.trim();
            let date = two_digits(text).parse::<Edtf>().map_err(|_| {
                format!("“{text}” is no date: write 2023, 2023-09, 2023-09-18 or 2023-09..2024")
            });
            (!text.is_empty()).then_some(date).transpose()
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (end(from)?, end(to.trim_start_matches('.'))?),
            None => {
                let date = end(text)?;
                (date, date)
            }
        };
        if from.is_none() && to.is_none() {
            return Err("a date is missing; write 2023, 2023-09 or 2023-09..2024-01".into());
        }
        Self::new(from, to).ok_or_else(|| "the period ends before it begins".into())
    }
}

/// A date as people type it in the form that EDTF wants: `2023-9-5` as `2023-09-05`.
fn two_digits(typed: &str) -> String {
    let mut parts = typed.split('-');
    let mut date = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let alone = part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
        date.extend(["-", if alone { "0" } else { "" }, part]);
    }
    date
}

impl From<Edtf> for Period {
    fn from(date: Edtf) -> Self {
        Self {
            from: Some(date),
            to: Some(date),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{term}")?;
            let last = index + 1 == self.terms.len();
            if !last && matches!(term.field, Field::Phrase { open: true, .. }) {
                f.write_str("\"")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excluded {
            f.write_str("-")?;
        }
        write!(f, "{}", self.field)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase { words, open: true } => write!(f, "\"{words}"),
            Self::Phrase { words, open: false } => write!(f, "\"{words}\""),
            Self::Actor(name) => write!(f, "actor:{}", Quoted(name)),
            Self::Date(period) => write!(f, "date:{period}"),
            Self::Published(period) => write!(f, "published:{period}"),
            Self::Title(words) => write!(f, "title:{}", Quoted(words)),
            Self::Source(words) => write!(f, "source:{}", Quoted(words)),
            Self::In(Kept::Bookmarks) => f.write_str("in:bookmarks"),
            Self::In(Kept::Notes) => f.write_str("in:notes"),
            Self::Pattern(pattern) => write!(f, "/{pattern}/"),
            Self::Broken(typed) => f.write_str(typed),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to
            && let Some(date) = &self.from
        {
            return write!(f, "{date}");
        }
        if let Some(from) = &self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(to) = &self.to {
            write!(f, "{to}")?;
        }
        Ok(())
    }
}

/// A value that stands after a colon, in quotes where it needs them.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = !self.0.is_empty()
            && !self.0.starts_with('/')
            && !self.0.contains(|c: char| c.is_whitespace() || opens(c));
        if !bare {
            write!(f, "\"{}\"", self.0)
        } else {
            f.write_str(self.0)
        }
    }
}

#[cfg(test)]
mod tests;
