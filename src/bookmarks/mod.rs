//! Bookmarks: passages that the reader keeps, with a note, tags and everything that is needed to
//! find the passage again and to cite it: the selectors of the W3C Web Annotation model (quote,
//! prefix, suffix, position), the hash of the text, the place and the citation.
//!
//! [`store`] keeps them on disk, one Markdown file each ([`mod@file`] says how it is written), and
//! half-typed notes as drafts; [`anchor`] finds a passage again in a text that may have changed,
//! [`standing`] says what became of it; [`export`] and [`import`] exchange them with other programs.
//! Where the data folder is, and what the screen makes of all this, is for others.

use std::fmt;
use std::hash::BuildHasher;
use std::path::{self, Path, PathBuf};
use std::str::FromStr;

use jiff::Timestamp;

use crate::corpus::{Article, Origin};
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::clean::{clean, clean_line, clean_path};

pub mod anchor;
pub mod difference;
mod disk;
pub mod export;
pub mod file;
pub mod import;
mod json;
mod place;
mod record;
mod skeleton;
pub mod standing;
pub mod store;
mod table;

/// How many characters of context are kept on each side of a quote.
pub const CONTEXT: usize = 64;

/// The stable name of a bookmark: when it was made and a random part, so that names sort by time
/// and two programs never give the same one. It can be a file name everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookmarkId(String);

/// What was given is no name of a bookmark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the name of a bookmark: expected 1 to {max} letters, digits, `-` and `_`, not `-` first",
    max = BookmarkId::LONGEST
)]
pub struct BookmarkIdError;

impl BookmarkId {
    const LONGEST: usize = 64;

    /// A new name for a bookmark made at `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        // The standard library's hashers are seeded by the system, anew for each.
        let random = std::hash::RandomState::new().hash_one((std::process::id(), now));
        let now = now.max(Timestamp::UNIX_EPOCH);
        let millisecond = now.as_millisecond() % 1000;
        Self(format!(
            "{}{millisecond:03}-{:012x}",
            now.strftime("%Y%m%dT%H%M%S"),
            random >> 16
        ))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BookmarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BookmarkId {
    type Err = BookmarkIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let fits = (1..=Self::LONGEST).contains(&text.len());
        if fits && text.bytes().all(allowed) && !text.starts_with('-') {
            Ok(Self(text.to_owned()))
        } else {
            Err(BookmarkIdError)
        }
    }
}

/// How like the passage other places of its article were when it was kept: what an occurrence
/// must exceed before it can be told from them. Lengths are in characters that count (see
/// [`anchor`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// How many other places had the same words.
    pub others: usize,
    /// The most that the context before any of them agreed with the passage's own.
    pub before: usize,
    /// The same for the context after.
    pub after: usize,
    /// How many other places had the same context before, whatever followed.
    pub others_before: usize,
    /// How many other places had the same context after, whatever preceded.
    pub others_after: usize,
}

impl Repeats {
    /// Its numbers in the order of the fields, as they are kept.
    pub(in crate::bookmarks) const fn to_numbers(self) -> [usize; 5] {
        let Self {
            others,
            before,
            after,
            others_before,
            others_after,
        } = self;
        [others, before, after, others_before, others_after]
    }

    pub(in crate::bookmarks) const fn from_numbers(numbers: [usize; 5]) -> Self {
        let [others, before, after, others_before, others_after] = numbers;
        Self {
            others,
            before,
            after,
            others_before,
            others_after,
        }
    }
}

/// A kept passage. Strings may hold anything, as a file or another program gave them: show
/// [`Bookmark::shown`], never these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its stable name.
    pub id: BookmarkId,
    /// The passage, whole.
    pub quote: String,
    /// Up to [`CONTEXT`] characters before it; fewer where the title or the body it lies in begins.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters after it; fewer where the title or the body it lies in ends.
    pub suffix: String,
    /// First byte in the article's text as it was.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The hash of the article's text as it was; nothing where only a quote was imported.
    pub hash: Option<u64>,
    /// How like it other places were; nothing where only a quote was imported.
    pub repeats: Option<Repeats>,
    /// Where the article was, with an absolute path; nothing where an import gives none.
    pub origin: Option<Origin>,
    /// The article's title.
    pub title: String,
    /// Who signed it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// What the reader wrote.
    pub note: String,
    /// The reader's keywords, without empty ones or repeats.
    pub tags: Vec<String>,
    /// When it was kept.
    pub created: Timestamp,
    /// When the note or the tags last changed.
    pub modified: Timestamp,
    /// Lines of the file's front matter that this version does not know, written back as they are.
    pub(in crate::bookmarks) unknown: Vec<String>,
    /// `xxh3_64` of the file as it was read or written; tells whether another program changed it.
    pub(in crate::bookmarks) revision: Option<u64>,
}

impl Bookmark {
    /// Keeps the passage `range` of `article`, without the white space at its ends. Nothing where
    /// the range names no text, so that a selection of an older text never panics.
    #[must_use]
    pub fn new(
        article: &Article,
        range: TextRange,
        note: &str,
        tags: &[String],
        now: Timestamp,
    ) -> Option<Self> {
        let text = &article.text;
        let chosen = range.of(text);
        let start = range.start + chosen.len() - chosen.trim_start().len();
        let range = TextRange::new(start, start + chosen.trim().len());
        let quote = range.of(text);
        if quote.is_empty() {
            return None;
        }
        let part = part_of(
            article,
            range.start < article.body,
            range.end > article.body,
        );
        let before = TextRange::new(part.start, range.start).of(text);
        let after = TextRange::new(range.end, part.end).of(text);
        let head = &article.head;
        let mut bookmark = Self {
            id: BookmarkId::new(now),
            quote: quote.to_owned(),
            prefix: last_chars(before, CONTEXT).to_owned(),
            suffix: first_chars(after, CONTEXT).to_owned(),
            start: range.start,
            end: range.end,
            hash: Some(head.hash),
            repeats: None,
            origin: Some(absolute(&head.origin)),
            title: head.title.clone(),
            author: head.author.clone(),
            date: head.date,
            source: head.source.clone(),
            url: head.url.clone(),
            note: note.to_owned(),
            tags: distinct(tags),
            created: now,
            modified: now,
            unknown: Vec::new(),
            revision: None,
        };
        bookmark.repeats = Some(anchor::repeats(&bookmark, article));
        Some(bookmark)
    }

    /// Replaces note and tags.
    pub fn annotate(&mut self, note: &str, tags: &[String], now: Timestamp) {
        note.clone_into(&mut self.note);
        self.tags = distinct(tags);
        self.modified = now;
    }

    /// Where the passage was in the article's text.
    #[must_use]
    pub const fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// Whether it began in the article's title, which the text begins with, and whether it ended in
    /// the body; nothing is known of an imported quote, which is looked for in the body.
    fn reached(&self) -> (bool, bool) {
        let from_title = self.hash.is_some() && self.start < self.title.len();
        (from_title, !from_title || self.end > self.title.len())
    }

    /// The part of `article`, as it is now, in which it is looked for.
    pub(in crate::bookmarks) fn part(&self, article: &Article) -> TextRange {
        let (title, body) = self.reached();
        part_of(article, title, body)
    }

    /// The place of the article as text for people: the path, or the name of an embedded article.
    /// Clean, one line; empty where it is not known.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.origin {
            None => String::new(),
            Some(Origin::Embedded(name)) => clean_line(name),
            Some(Origin::File { path, .. }) => clean_path(path),
        }
    }

    /// Where the passage is from, on one line: author, title, outlet, date (EDTF), address. Clean.
    #[must_use]
    pub fn citation(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.author.as_deref().map(clean_line));
        parts.push(format!("«{}»", clean_line(&self.title)));
        parts.extend(self.source.as_deref().map(clean_line));
        parts.extend(self.date.map(|date| date.to_string()));
        parts.extend(self.url.as_deref().map(clean_line));
        parts.retain(|part| !part.is_empty() && part != "«»");
        parts.join(", ")
    }

    /// The passage with its note and its citation, as plain text to paste elsewhere. Clean.
    #[must_use]
    pub fn quotation(&self) -> String {
        let shown = self.shown();
        let note = if shown.note.is_empty() {
            String::new()
        } else {
            format!("\n\n{}", shown.note)
        };
        format!("«{}»\n— {}{note}", shown.quote, self.citation())
    }

    /// The same bookmark as it may be shown: every string clean, and one line where one is shown.
    #[must_use]
    pub fn shown(&self) -> Self {
        let line = |text: &Option<String>| text.as_deref().map(clean_line);
        Self {
            quote: clean(&self.quote).text,
            prefix: clean(&self.prefix).text,
            suffix: clean(&self.suffix).text,
            title: clean_line(&self.title),
            author: line(&self.author),
            source: line(&self.source),
            url: line(&self.url),
            note: clean(&self.note).text,
            tags: self.tags.iter().map(|tag| clean_line(tag)).collect(),
            ..self.clone()
        }
    }

    /// Whether both say the same of the same passage; times and what a file adds do not count.
    #[must_use]
    pub fn same_content(&self, other: &Self) -> bool {
        let bare = |bookmark: &Self| Self {
            id: self.id.clone(),
            created: self.created,
            modified: self.modified,
            unknown: Vec::new(),
            revision: None,
            ..bookmark.clone()
        };
        bare(self) == bare(other)
    }
}

/// The title of `article`, its body, or both. Context never crosses from one to the other, unless
/// the passage does: a title is often taken from the text below it, and would make every such
/// passage ambiguous.
fn part_of(article: &Article, title: bool, body: bool) -> TextRange {
    let start = if title { 0 } else { article.body };
    let end = if body {
        article.text.len()
    } else {
        article.body
    };
    TextRange::new(start, end)
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Tags without white space at the ends, empty ones and repeats, in the order given.
fn distinct(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags {
        let tag = tag.trim();
        if !tag.is_empty() && kept.iter().all(|known| known != tag) {
            kept.push(tag.to_owned());
        }
    }
    kept
}

/// `origin` with an absolute path, so that it names the same file wherever the program is started.
fn absolute(origin: &Origin) -> Origin {
    match origin {
        Origin::Embedded(_) => origin.clone(),
        Origin::File { path, part } => Origin::File {
            path: absolute_path(path),
            part: *part,
        },
    }
}

fn absolute_path(path: &Path) -> PathBuf {
    // It fails only where the path is empty or the current folder is gone.
    path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use super::testing::{article, keep, noon};
    use super::*;

    #[test]
    fn names_sort_by_time_and_never_repeat() {
        let first = BookmarkId::new(noon());
        let second = BookmarkId::new(noon());
        assert_ne!(first, second);
        let later = BookmarkId::new(noon() + jiff::SignedDuration::from_millis(1));
        assert!(first < later && second < later);
        for now in [
            Timestamp::MIN,
            Timestamp::UNIX_EPOCH,
            noon(),
            Timestamp::MAX,
        ] {
            let id = BookmarkId::new(now);
            assert_eq!(id.as_str().parse(), Ok(id.clone()), "{now}");
        }
        for bad in [
            "",
            "-rf",
            "../a",
            "a b",
            "a/b",
            "è",
            "a.md",
            &"a".repeat(65),
        ] {
            assert_eq!(bad.parse::<BookmarkId>(), Err(BookmarkIdError), "{bad}");
        }
    }

    #[test]
    fn keeps_the_passage_with_its_context_and_citation() {
        let article = article("Il patto", "Uno e due.\n\nTre e quattro. Cinque.");
        let at = testing::range_of(&article, " quattro. ", 0);
        let tags = ["patto".to_owned(), " ".to_owned(), " patto ".to_owned()];
        let kept = Bookmark::new(&article, at, "Nota", &tags, noon()).unwrap();
        assert_eq!(kept.quote, "quattro.");
        assert_eq!(kept.prefix, "Uno e due.\n\nTre e ");
        assert_eq!(kept.suffix, " Cinque.");
        assert_eq!(kept.range().of(&article.text), "quattro.");
        assert_eq!(kept.tags, ["patto"]);
        assert_eq!(
            kept.citation(),
            "«Il patto», La Gazzetta, 2024-06-19, https://example.org/patto"
        );
        let title = Bookmark::new(&article, TextRange::new(3, 8), "", &[], noon()).unwrap();
        assert_eq!(
            (title.prefix.as_str(), title.quote.as_str()),
            ("Il ", "patto")
        );
        assert_eq!(title.suffix.trim(), "");
        for none in [(0, 0), (8, 10), (1, 9000), (9000, 9001)] {
            let none = TextRange::new(none.0, none.1);
            assert_eq!(Bookmark::new(&article, none, "", &[], noon()), None);
        }
    }

    #[test]
    fn shows_nothing_that_a_terminal_obeys() {
        let article = article("T", "Uno e due.");
        let mut kept = keep(&article, "due", 0);
        kept.title = "a\u{1b}[31m\nb".into();
        kept.note = "c\u{202e}\r\nd".into();
        kept.tags = vec!["e\nf".into()];
        kept.url = Some("g\u{7}".into());
        assert_eq!(kept.shown().note, "c␦\nd");
        assert_eq!(kept.shown().tags, ["e f"]);
        assert_eq!(kept.citation(), "«a␛[31m b», La Gazzetta, 2024-06-19, g␇");
        assert!(kept.same_content(&kept.clone()) && !kept.same_content(&kept.shown()));
    }
}
