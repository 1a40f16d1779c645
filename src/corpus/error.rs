//! Why a file did not become an article, or not all of it, in plain words. Paths stand beside the
//! errors, in [`LoadProblem`](super::load::LoadProblem).

use std::io;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::text::clean::clean_line;

/// What went wrong with one path. Every string is clean.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Nothing is there.
    #[error("no such file or folder: check how it is spelled")]
    Missing,
    /// The system refused, and this is its reason.
    #[error("cannot be read: {0}")]
    System(String),
    /// A FIFO, a socket, a device: reading it could block or steal input.
    #[error("not a regular file but a {0}, so it was not opened")]
    NotRegular(&'static str),
    /// A link inside a folder that was not followed.
    #[error("a link that {0}, so it was not followed")]
    Link(&'static str),
    /// A file of actors in a folder that nobody named.
    #[error(
        "not used: actors are taken from the folders that are named; name its folder as well to use it"
    )]
    NotUsed,
    /// Reading it does not come to an end.
    #[error("reading it took too long and was given up; the other articles are not affected")]
    TooSlow,
    /// Over the limit.
    #[error("larger than {}, so it was not opened; --max-size raises the limit", size(*.limit))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The bytes are no text.
    #[error("not a text but {0}")]
    Binary(&'static str),
    /// A text of a format without a reader.
    #[error("{0}: not a format of articles that can be read")]
    Unsupported(&'static str),
    /// What holds the articles is broken.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// A part that is not opened, for the sake of safety or because it is locked.
    #[error("not opened: {0}")]
    Refused(&'static str),
    /// A file that should hold articles and has none, and what is wrong with its first part.
    #[error("no article in it: {0}")]
    NoArticle(String),
    /// One of many articles of a file that could not be read.
    #[error("line {line}: {reason}; the rest is read")]
    Line {
        /// The line of the file, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing in it.
    #[error("empty: there is nothing to read in it")]
    Empty,
    /// A file that shows a text and does not have it.
    #[error("no text in it: {0}")]
    NoText(&'static str),
    /// A folder without any.
    #[error("no articles found in this folder")]
    NoArticles,
    /// A reader gave up in a way that it should not have.
    #[error("the reader of this format failed on it; the other articles are not affected")]
    Failed,
    /// The file holds fewer articles than when it was listed.
    #[error("this article is no longer in the file")]
    Gone,
    /// Metadata that could not be understood.
    #[error("front matter{}: {reason}; the text is shown all the same", .line.map(|line| format!(", line {line}")).unwrap_or_default())]
    FrontMatter {
        /// The line of the file, from 1.
        line: Option<u64>,
        /// What is wrong with it.
        reason: String,
    },
    /// One part of a book or a list that could not be read.
    #[error("{name}: {reason}; the rest is read")]
    Part {
        /// What the book calls it, or its number.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A value that the format states and that could not be understood.
    #[error("{0}; the text is shown all the same")]
    Metadata(String),
    /// The encoding was neither stated nor UTF-8.
    #[error("not UTF-8: read as {0}, which is a guess; --encoding sets it")]
    Guessed(&'static str),
    /// The encoding was not stated, and the user said which it is.
    #[error("not UTF-8: read as {0}, as --encoding says")]
    Chosen(&'static str),
    /// A file without a word in it, which is shown as it is.
    #[error("empty: there is nothing to read in it")]
    Blank,
    /// Bytes that no character corresponds to.
    #[error("{0} {places} not valid {1} and shown as �", places = if *.0 == 1 { "place is" } else { "places are" })]
    Replaced(usize, &'static str),
    /// Only a part was read, for the sake of time and memory.
    #[error("cut: {0}")]
    Cut(&'static str),
    /// What an earlier session was told of a file that has not changed since.
    #[error("{told}")]
    Kept {
        /// In its words.
        told: String,
        /// How much it matters.
        weight: Weight,
        /// Of which kind it is.
        kind: Kind,
    },
}

/// What is wrong, whichever file it is wrong with: equal for two files of which to know one is to know
/// the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kind(u64);

impl Kind {
    /// `reason` is in the words of whoever found out, without what is the file's own.
    fn of(what: &'static str, reason: &str) -> Self {
        let mut hash = Xxh3::new();
        hash.update(what.as_bytes());
        hash.update(b"\0");
        hash.update(reason.as_bytes());
        Self(hash.digest())
    }
}

/// How much it matters that something went wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    /// An article is shown all the same, or the path was left alone on purpose.
    Notice,
    /// The file is of a kind that is no article: a picture among articles is nothing that failed, but
    /// whoever names it asks for what cannot be done.
    OtherKind,
    /// An article is missing.
    Failure,
}

/// A size as it was given.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

/// A reason without what is quoted of a file, and with every number the same.
fn in_general(reason: &str) -> String {
    let mut general = String::new();
    let mut quoted = false;
    for c in reason.chars() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ if quoted => {}
            '0'..='9' if general.ends_with('0') => {}
            '0'..='9' => general.push('0'),
            c => general.push(c),
        }
    }
    general
}

impl LoadError {
    /// How much it matters.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::Kept { weight, .. } => *weight,
            Self::Link(_) | Self::NotUsed | Self::NoArticles => Weight::Notice,
            Self::Binary(_) | Self::Unsupported(_) => Weight::OtherKind,
            // What should be an article is shown as what it is, and has nothing in it.
            Self::Blank => Weight::Failure,
            _ if self.is_notice() => Weight::Notice,
            _ => Weight::Failure,
        }
    }

    /// Of which kind it is: what differs from file to file, as a line, a count, a name or what is quoted,
    /// makes no other kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let (what, reason) = match self {
            Self::Kept { kind, .. } => return *kind,
            Self::System(reason) => return Kind::of("system", reason),
            Self::NoArticle(reason) => return Kind::of("no article", &in_general(reason)),
            Self::Line { reason, .. } => return Kind::of("line", &in_general(reason)),
            Self::Part { reason, .. } => return Kind::of("part", &in_general(reason)),
            Self::FrontMatter { reason, .. } => {
                return Kind::of("front matter", &in_general(reason));
            }
            Self::Metadata(reason) => return Kind::of("metadata", &in_general(reason)),
            Self::Missing => ("missing", ""),
            Self::NotRegular(which) => ("not regular", *which),
            Self::Link(which) => ("link", *which),
            Self::NotUsed => ("not used", ""),
            Self::TooSlow => ("too slow", ""),
            Self::TooLarge { .. } => ("too large", ""),
            Self::Binary(which) => ("binary", *which),
            Self::Unsupported(which) => ("unsupported", *which),
            Self::Damaged(which) => ("damaged", *which),
            Self::Refused(which) => ("refused", *which),
            Self::Empty => ("empty", ""),
            Self::NoText(which) => ("no text", *which),
            Self::NoArticles => ("no articles", ""),
            Self::Failed => ("failed", ""),
            Self::Gone => ("gone", ""),
            Self::Guessed(which) => ("guessed", *which),
            Self::Chosen(which) => ("chosen", *which),
            Self::Blank => ("blank", ""),
            Self::Replaced(_, which) => ("replaced", *which),
            Self::Cut(which) => ("cut", *which),
        };
        Kind::of(what, reason)
    }

    /// Whether an article is shown all the same, so that this is a notice and no failure.
    #[must_use]
    pub fn is_notice(&self) -> bool {
        matches!(
            self,
            Self::Kept {
                weight: Weight::Notice,
                ..
            } | Self::FrontMatter { .. }
                | Self::Metadata(_)
                | Self::Guessed(_)
                | Self::Chosen(_)
                | Self::Blank
                | Self::Replaced(..)
                | Self::Line { .. }
                | Self::Part { .. }
                | Self::Cut(_)
        )
    }
}

impl From<io::Error> for LoadError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            return Self::Missing;
        }
        let text = match error.raw_os_error() {
            Some(_) => clean_line(&error.to_string()),
            // Libraries put the path into the text; the kind says enough.
            None => error.kind().to_string(),
        };
        let reason = text.rfind(" (os error").and_then(|at| text.get(..at));
        let mut reason = reason.unwrap_or(&text).to_owned();
        if let Some(first) = reason.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        Self::System(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front_matter(line: u64, reason: &str) -> LoadError {
        LoadError::FrontMatter {
            line: Some(line),
            reason: reason.to_owned(),
        }
    }

    fn part(name: &str, reason: LoadError) -> LoadError {
        LoadError::Part {
            name: name.to_owned(),
            reason: reason.to_string(),
        }
    }

    #[test]
    fn what_differs_from_file_to_file_is_of_one_kind() {
        for (one, other) in [
            (
                front_matter(3, "the date “03/04/05” is none that exists"),
                front_matter(12, "the date “1/2/2024” is none that exists"),
            ),
            (
                LoadError::Replaced(1, "UTF-8"),
                LoadError::Replaced(22, "UTF-8"),
            ),
            (
                part("a.xhtml", LoadError::Damaged("it is missing in the book")),
                part("due: fine", LoadError::Damaged("it is missing in the book")),
            ),
            (
                LoadError::TooLarge { limit: 1 << 20 },
                LoadError::TooLarge { limit: 1 << 30 },
            ),
        ] {
            assert_eq!(one.kind(), other.kind(), "{one} | {other}");
            // So it is in a later session, of which one file is new.
            let kept = LoadError::Kept {
                told: one.to_string(),
                weight: one.weight(),
                kind: one.kind(),
            };
            assert_eq!(kept.kind(), other.kind());
        }
        for (one, other) in [
            (
                LoadError::Damaged("its checksum is wrong"),
                LoadError::Damaged("it is cut"),
            ),
            (LoadError::Empty, LoadError::Blank),
            (
                front_matter(3, "a title without an end"),
                LoadError::Metadata("a title without an end".to_owned()),
            ),
            (
                LoadError::Guessed("Windows-1252"),
                LoadError::Chosen("Windows-1252"),
            ),
        ] {
            assert_ne!(one.kind(), other.kind(), "{one} | {other}");
        }
    }
}
