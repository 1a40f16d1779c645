//! The file of one bookmark: Markdown with YAML front matter, readable and editable without this
//! program.
//!
//! ```text
//! ---
//! version: 1
//! id: "20240619T101112123-0a1b2c3d4e5f"
//! title: "Il patto"
//! date: "2024-06-19"
//! path: "/home/anna/articoli/patto.md"
//! hash: "9f86d081884c7d65"
//! start: 120
//! end: 153
//! prefix: "up to 64 characters before the quote"
//! suffix: "up to 64 characters after it"
//! repeats: [0,0,0,0,0]
//! tags: ["patto","Kim"]
//! created: "2024-06-19T10:11:12.123Z"
//! modified: "2024-06-19T10:11:12.123Z"
//! check: "c0535e4be2b79ffd"
//! ---
//!
//! > the quote, a line for each of its lines
//!
//! the note, as it was typed, to the end of the file
//! ```
//!
//! `author`, `source`, `url`, `part` (which article of a file of several) and `embedded` (instead
//! of `path`, for an article of the program itself) are written where there is something to say. A
//! path that is not UTF-8 is a `file://` address with its bytes escaped. A quote or a note that
//! holds characters which do not survive in a text file is a field of the front matter instead.
//! `hash` is `xxh3_64` of the article's text, in which `start` and `end` count bytes; `repeats` are
//! the numbers of [`Repeats`] in order. Values are JSON, which is YAML; other YAML is read too.
//! Fields and comments that are not known are kept when the file is written again.
//!
//! `check` is `xxh3_64` of the file without that line. Where it does not fit, the file was edited
//! or damaged; who edits one by hand can delete the line.

use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::Origin;

use super::json::{self, is_inert};
use super::place;
use super::{Bookmark, BookmarkId, Repeats};

/// The version that this program writes; files of a later one are only read.
const VERSION: u64 = 1;
/// The line that opens and closes the front matter.
const FENCE: &str = "---";

/// What is wrong with the file of a bookmark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Not text.
    #[error("it is damaged: it is not UTF-8 text")]
    NotText,
    /// No front matter at the beginning.
    #[error("it is damaged, or no bookmark: its fields must stand between two lines `---`")]
    NoFrontMatter,
    /// A field that must be there is not.
    #[error("it is damaged: the field `{0}` is missing")]
    Missing(&'static str),
    /// A field stands twice.
    #[error("it is damaged: the field `{0}` stands there twice")]
    Twice(&'static str),
    /// A field cannot be read.
    #[error("line {line}: the field `{field}` cannot be read, expected {expected}")]
    Field {
        /// From 1.
        line: usize,
        /// Its name.
        field: &'static str,
        /// What would be right.
        expected: &'static str,
    },
    /// Written by a later version of the program.
    #[error("it was written by a newer version ({0}): it is read-only here")]
    Newer(u64),
    /// The check does not fit; everything could be read.
    #[error(
        "it was edited outside rassegna, or damaged: check it; without its line `check:` it counts as it is"
    )]
    Altered,
}

impl FileFault {
    /// Whether everything was read all the same, so that writing the file again loses nothing.
    pub(super) fn is_harmless(&self) -> bool {
        *self == Self::Altered
    }
}

/// What was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// As far as it could be read.
    pub(super) bookmark: Bookmark,
    /// The first fault.
    pub(super) fault: Option<FileFault>,
}

/// The file of `bookmark`.
pub(super) fn write(bookmark: &Bookmark) -> String {
    let mut fields = Fields(format!("{FENCE}\nversion: {VERSION}\n"));
    fields.push("id", bookmark.id.as_str());
    fields.push("title", &bookmark.title);
    fields.push_some("author", bookmark.author.as_deref());
    fields.push_some("source", bookmark.source.as_deref());
    fields.push_some(
        "date",
        bookmark.date.map(|date| date.to_string()).as_deref(),
    );
    fields.push_some("url", bookmark.url.as_deref());
    match &bookmark.origin {
        None => {}
        Some(Origin::Embedded(name)) => fields.push("embedded", name),
        Some(Origin::File { path, part }) => {
            fields.push("path", &place::to_text(path));
            if *part > 0 {
                fields.push("part", part);
            }
        }
    }
    if let Some(hash) = bookmark.hash {
        fields.push("hash", &format!("{hash:016x}"));
    }
    if (bookmark.start, bookmark.end) != (0, 0) {
        fields.push("start", &bookmark.start);
        fields.push("end", &bookmark.end);
    }
    fields.push("prefix", &bookmark.prefix);
    fields.push("suffix", &bookmark.suffix);
    if let Some(repeats) = bookmark.repeats {
        fields.push("repeats", &repeats.to_numbers());
    }
    fields.push("tags", &bookmark.tags);
    fields.push("created", &bookmark.created.to_string());
    fields.push("modified", &bookmark.modified.to_string());
    let quoted = is_plain(&bookmark.quote) && !bookmark.quote.is_empty();
    let noted = is_plain(&bookmark.note);
    if !quoted {
        fields.push("quote", &bookmark.quote);
    }
    if !noted {
        fields.push("note", &bookmark.note);
    }
    for line in &bookmark.unknown {
        fields.0.push_str(line);
        fields.0.push('\n');
    }
    let mut rest = format!("{FENCE}\n");
    if quoted {
        rest.push('\n');
        for line in bookmark.quote.split('\n') {
            rest.push_str(if line.is_empty() { ">" } else { "> " });
            rest.push_str(line);
            rest.push('\n');
        }
    }
    if noted && !bookmark.note.is_empty() {
        rest.push('\n');
        rest.push_str(&bookmark.note);
        rest.push('\n');
    }
    let check = check(&fields.0, &rest);
    fields.push("check", &check);
    fields.0 + &rest
}

/// Whether `text` comes back from a text file as it was, whatever edits the file.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| is_inert(c) || matches!(c, '\n' | '\t'))
        && text.trim() == text
}

fn check(before: &str, after: &str) -> String {
    format!("{:016x}", xxh3_64([before, after].concat().as_bytes()))
}

/// Front matter being written.
struct Fields(String);

impl Fields {
    fn push<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.0.push_str(name);
        self.0.push_str(": ");
        self.0.push_str(&json::line(value));
        self.0.push('\n');
    }

    fn push_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }
}

/// Reads a file as far as it can be read; `name` is the bookmark's where the file gives none.
pub(super) fn read(bytes: &[u8], name: &BookmarkId) -> Reading {
    let mut bookmark = empty(name);
    let text = String::from_utf8_lossy(bytes);
    let not_text = matches!(text, std::borrow::Cow::Owned(_));
    let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let bare = bare.replace("\r\n", "\n");
    let Some((front, body)) = split(&bare) else {
        bookmark.note = bare;
        return Reading {
            bookmark,
            fault: Some(if not_text {
                FileFault::NotText
            } else {
                FileFault::NoFrontMatter
            }),
        };
    };
    let mut front = Front::new(front);
    let version = front.take("version", "a number", |value: u64| Some(value));
    front.fill(&mut bookmark);
    read_body(body, &mut bookmark, &mut front);
    let check = front.take("check", "16 hexadecimal digits", |value: String| {
        Some(value)
    });
    bookmark.unknown = front.unknown();
    let altered = check.is_some_and(|check| {
        let mut before = String::with_capacity(text.len());
        let mut seen = false;
        for line in text.split_inclusive('\n') {
            // The first: notes may hold such lines too.
            if !seen && line.starts_with("check:") {
                seen = true;
            } else {
                before.push_str(line);
            }
        }
        self::check(&before, "") != check
    });
    let fault = match version {
        None => Some(FileFault::Missing("version")),
        Some(version) if version > VERSION => Some(FileFault::Newer(version)),
        Some(_) => None,
    };
    let not_text = not_text.then_some(FileFault::NotText);
    let altered = altered.then_some(FileFault::Altered);
    Reading {
        bookmark,
        fault: fault.or(not_text).or(front.fault).or(altered),
    }
}

fn empty(id: &BookmarkId) -> Bookmark {
    Bookmark {
        id: id.clone(),
        quote: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        start: 0,
        end: 0,
        hash: None,
        repeats: None,
        origin: None,
        title: String::new(),
        author: None,
        date: None,
        source: None,
        url: None,
        note: String::new(),
        tags: Vec::new(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
        unknown: Vec::new(),
        revision: None,
    }
}

/// The front matter without its fences, and the body after it.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    if let Some(body) = rest.strip_prefix("---\n") {
        return Some(("", body));
    }
    match rest.split_once("\n---\n") {
        Some((front, body)) => Some((front, body)),
        None => Some((rest.strip_suffix("\n---")?, "")),
    }
}

/// Quote and note, unless they are fields.
fn read_body(body: &str, bookmark: &mut Bookmark, front: &mut Front<'_>) {
    let mut rest = body.strip_prefix('\n').unwrap_or(body);
    match front.take("quote", "a text in quotation marks", |text: String| {
        Some(text)
    }) {
        Some(quote) => bookmark.quote = quote,
        None => {
            let mut quote: Vec<&str> = Vec::new();
            while let Some(line) = rest.strip_prefix('>') {
                let (line, after) = line.split_once('\n').unwrap_or((line, ""));
                quote.push(line.strip_prefix(' ').unwrap_or(line));
                rest = after;
            }
            bookmark.quote = quote.join("\n");
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            if bookmark.quote.is_empty() {
                front.note_fault(FileFault::Missing("quote"));
            }
        }
    }
    let below = rest.strip_suffix('\n').unwrap_or(rest);
    bookmark.note = match front.take("note", "a text in quotation marks", |text: String| {
        Some(text)
    }) {
        Some(note) if below.trim().is_empty() => note,
        Some(note) => format!("{note}\n\n{below}"),
        None => below.to_owned(),
    };
}

/// Front matter being read: its fields in order, with the lines that belong to each.
struct Front<'a> {
    entries: Vec<Entry<'a>>,
    fault: Option<FileFault>,
}

struct Entry<'a> {
    /// Empty for lines before the first field.
    name: &'a str,
    lines: Vec<&'a str>,
    /// The number of its first line in the file, from 1.
    number: usize,
    known: bool,
}

impl<'a> Front<'a> {
    fn new(front: &'a str) -> Self {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for (i, line) in front.lines().enumerate() {
            let name = line.split_once(':').map_or("", |(name, _)| name);
            let is_name = !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            match entries.last_mut() {
                Some(entry) if !is_name => entry.lines.push(line),
                _ => entries.push(Entry {
                    name: if is_name { name } else { "" },
                    lines: vec![line],
                    number: i + 2,
                    known: false,
                }),
            }
        }
        Self {
            entries,
            fault: None,
        }
    }

    fn note_fault(&mut self, fault: FileFault) {
        self.fault.get_or_insert(fault);
    }

    /// The value of a field, once.
    fn take<T: DeserializeOwned, U>(
        &mut self,
        field: &'static str,
        expected: &'static str,
        make: impl FnOnce(T) -> Option<U>,
    ) -> Option<U> {
        let mut same = self.entries.iter_mut().filter(|entry| entry.name == field);
        let entry = same.next()?;
        entry.known = true;
        if same.next().is_some() {
            self.note_fault(FileFault::Twice(field));
            return None;
        }
        let line = entry.number;
        let text = entry.lines.join("\n");
        let value = text.get(field.len() + 1..).unwrap_or_default();
        let read = serde_json::from_str::<T>(value.trim())
            .ok()
            .or_else(|| serde_saphyr::from_str::<T>(value).ok());
        let made = read.and_then(make);
        if made.is_none() {
            self.note_fault(FileFault::Field {
                line,
                field,
                expected,
            });
        }
        made
    }

    fn text(&mut self, field: &'static str) -> Option<String> {
        self.take(field, "a text in quotation marks", Some)
    }

    fn parsed<T: FromStr>(&mut self, field: &'static str, expected: &'static str) -> Option<T> {
        self.take(field, expected, |text: String| text.parse().ok())
    }

    fn required<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note_fault(FileFault::Missing(field));
        }
        value
    }

    fn fill(&mut self, bookmark: &mut Bookmark) {
        let id = self.parsed("id", "letters, digits, `-` and `_`");
        if let Some(id) = self.required("id", id) {
            bookmark.id = id;
        }
        bookmark.title = self.text("title").unwrap_or_default();
        bookmark.author = self.text("author");
        bookmark.source = self.text("source");
        bookmark.date = self.parsed("date", "a date such as 2024-06-19 or 2024-06~");
        bookmark.url = self.text("url");
        let part = self.take("part", "a number", |part: u32| Some(part));
        let path = self.take("path", "an absolute path", |text: String| {
            place::from_text(&text)
        });
        bookmark.origin = match (self.text("embedded"), path) {
            (Some(name), _) => Some(Origin::Embedded(name)),
            (None, Some(path)) => Some(Origin::File {
                path,
                part: part.unwrap_or_default(),
            }),
            (None, None) => None,
        };
        bookmark.hash = self.take("hash", "16 hexadecimal digits", |text: String| {
            u64::from_str_radix(&text, 16).ok()
        });
        let number = |front: &mut Self, field| front.take(field, "a number", |n: usize| Some(n));
        bookmark.start = number(self, "start").unwrap_or_default();
        bookmark.end = number(self, "end").unwrap_or_default();
        bookmark.prefix = self.text("prefix").unwrap_or_default();
        bookmark.suffix = self.text("suffix").unwrap_or_default();
        bookmark.repeats = self.take("repeats", "five numbers", |numbers: [usize; 5]| {
            Some(Repeats::from_numbers(numbers))
        });
        bookmark.tags = self
            .take("tags", "a list of texts", |tags: Vec<String>| Some(tags))
            .unwrap_or_default();
        let time = "a time such as 2024-06-19T10:11:12Z";
        let created = self.parsed("created", time);
        bookmark.created = self.required("created", created).unwrap_or_default();
        bookmark.modified = self.parsed("modified", time).unwrap_or(bookmark.created);
    }

    /// The lines of every field that was not asked for, with what stands between.
    fn unknown(&self) -> Vec<String> {
        self.entries
            .iter()
            .flat_map(|entry| {
                // Comments below a known field are nobody's.
                let skipped = if entry.known { 1 } else { 0 };
                let comment = |line: &&&str| !entry.known || line.starts_with('#');
                entry.lines.iter().skip(skipped).filter(comment)
            })
            .map(|&line| line.to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests;
