//! JSON: an article a line (JSON Lines), a list of articles, a JSON Feed, and what
//! `rassegna show --json` prints. What is no article is told by its line, and the rest is read.
//! The HTML in it is for [`html`](super::html), old programs' errors in strings for [`mend`].

use std::fmt;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

use super::{Draft, Format, LoadError, MOST_ARTICLES, fill, unmarked};
use crate::corpus::decode;
use crate::corpus::metadata::{Field, Metadata};
use crate::text::clean::clean_line;

mod mend;
mod own;

/// JSON Lines and its relatives.
pub const FORMAT: Format = Format {
    name: "JSON Lines, JSON Feed",
    endings: &["jsonl", "ndjson", "json"],
    sniff,
    declares: |_| false,
    parse,
};

/// The most lines that are told one by one not to be articles.
const MOST_COMPLAINTS: usize = 20;

/// Where an article's text stands, best first, and whether it is HTML.
const TEXTS: &[(&str, bool)] = &[
    ("content_html", true),
    ("html", true),
    ("content_text", false),
    ("text", false),
    ("content", false),
    ("body", false),
    ("summary", false),
    ("description", false),
];

/// Under which keys an object lists articles instead of being one.
const LISTS: &[&str] = &["items", "articles", "entries", "posts"];

fn sniff(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.trim_ascii_start();
    let inner = head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    let key = inner.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    key.is_some_and(|key| key.starts_with(b"\""))
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let decoded = decode::decode(bytes)?;
    let mut reader = Reader::default();
    reader.problems.extend(decoded.notice);
    if decoded.text.trim_start().starts_with('[') {
        reader.list(&decoded.text);
    } else {
        reader.lines(&decoded.text);
    }
    reader.finish()
}

/// Where a value stands, from 1.
#[derive(Clone, Copy)]
enum At {
    Line(usize),
    /// In a list, of which the parser does not say the lines.
    Entry(usize),
}

/// The articles read so far.
#[derive(Default)]
struct Reader {
    drafts: Vec<Draft>,
    problems: Vec<LoadError>,
    complaints: usize,
}

impl Reader {
    fn is_full(&self) -> bool {
        self.drafts.len() >= MOST_ARTICLES
    }

    fn finish(self) -> Result<Vec<Draft>, LoadError> {
        let Self {
            mut drafts,
            mut problems,
            complaints,
        } = self;
        if complaints > MOST_COMPLAINTS {
            problems.push(LoadError::Cut("more lines than these are no articles"));
        }
        if drafts.len() >= MOST_ARTICLES {
            problems.push(LoadError::Cut("it holds more articles than can be listed"));
        }
        match drafts.first_mut() {
            Some(first) => {
                problems.append(&mut first.problems);
                first.problems = problems;
                Ok(drafts)
            }
            None => Err(problems
                .into_iter()
                .find_map(|problem| match problem {
                    LoadError::Line { line, reason } => Some(format!("line {line}: {reason}")),
                    LoadError::Part { name, reason } => Some(format!("{name}: {reason}")),
                    _ => None,
                })
                .map_or(LoadError::Empty, LoadError::NoArticle)),
        }
    }

    fn complain(&mut self, at: At, reason: String) {
        self.complaints += 1;
        if self.complaints <= MOST_COMPLAINTS {
            self.problems.push(match at {
                At::Line(line) => LoadError::Line {
                    line: u64::try_from(line).unwrap_or(u64::MAX),
                    reason,
                },
                At::Entry(number) => LoadError::Part {
                    name: format!("entry {number}"),
                    reason,
                },
            });
        }
    }

    /// One value a line; where the first is not closed on its line, values one after another.
    fn lines(&mut self, text: &str) {
        let mut first = true;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if self.is_full() {
                break;
            }
            match read(line) {
                Ok(value) => self.value(At::Line(number), value),
                Err(error) if first && error.is_eof() && self.values(text) => return,
                Err(error) => self.complain(At::Line(number), told(&error)),
            }
            first = false;
        }
    }

    /// Values one after another, on lines as they come; false where not even one can be read.
    fn values(&mut self, text: &str) -> bool {
        let mended = mend::surrogates(text);
        let mut values = Deserializer::from_str(&mended).into_iter::<Value>();
        let mut some = false;
        let (mut line, mut counted) = (1, 0);
        while !self.is_full() {
            let before = values.byte_offset();
            let passed = mended.get(counted..before).unwrap_or_default();
            line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            counted = before;
            match values.next() {
                Some(Ok(value)) => self.value(At::Line(line), value),
                Some(Err(error)) if some => {
                    self.complain(At::Line(error.line()), told(&error));
                    break;
                }
                Some(Err(_)) => return false,
                None => break,
            }
            some = true;
        }
        true
    }

    /// A list of values; those before a break are read.
    fn list(&mut self, text: &str) {
        let mended = mend::surrogates(text);
        let mut values = Deserializer::from_str(&mended);
        let done = values.deserialize_seq(Each {
            reader: self,
            number: 0,
        });
        if let Err(error) = done.and_then(|()| values.end()) {
            self.complain(At::Line(error.line()), told(&error));
        }
    }

    fn value(&mut self, at: At, value: Value) {
        match value {
            Value::Object(mut fields) => {
                let list = LISTS
                    .iter()
                    .find(|key| fields.get(**key).is_some_and(Value::is_array))
                    .filter(|_| {
                        !TEXTS
                            .iter()
                            .take(6)
                            .any(|(key, _)| fields.contains_key(*key))
                    });
                let Some(Value::Array(items)) = list.and_then(|key| fields.remove(*key)) else {
                    return self.article(at, &fields, None);
                };
                let around = around(&fields);
                for (number, item) in (1..).zip(items) {
                    match item {
                        Value::Object(item) => {
                            self.article(At::Entry(number), &item, Some(&around))
                        }
                        _ => self.complain(At::Entry(number), NO_OBJECT.to_owned()),
                    }
                }
            }
            _ => self.complain(at, NO_OBJECT.to_owned()),
        }
    }

    /// Reads an object that is an article; `around` is what the feed says of all its entries.
    fn article(&mut self, at: At, fields: &Map<String, Value>, around: Option<&Metadata>) {
        if self.is_full() {
            return;
        }
        let mut draft = Draft::default();
        for (key, value) in fields {
            let Some(field) = Field::named(key) else {
                continue;
            };
            let mut values = strings(value);
            if field == Field::Title && around.is_some() {
                // By the rules it is plain text, and feeds of web sites write HTML all the same.
                values.iter_mut().for_each(|title| *title = unmarked(title));
            }
            if let Some(reason) = draft.own.state(field, &values) {
                self.complain(at, reason);
            }
        }
        if let Some(Value::String(source)) = fields.get("date_source")
            && source != "stated"
        {
            // What this program worked out once, it works out again.
            draft.own.date_text = None;
        }
        if let Some(around) = around {
            let own = &mut draft.own;
            own.source = own.source.take().or_else(|| around.source.clone());
            own.author = own.author.take().or_else(|| around.author.clone());
            own.lang = own.lang.or(around.lang);
        }
        if !own::read(fields, &mut draft) && !text(fields, &mut draft) {
            return self.complain(at, "neither “text” nor “html” in it".to_owned());
        }
        self.drafts.push(draft);
    }
}

const NO_OBJECT: &str = "expected an object such as {\"title\": …, \"date\": …, \"text\": …}";

/// Takes each value of a list as it comes, so that only one is in memory.
struct Each<'a> {
    reader: &'a mut Reader,
    number: usize,
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(value) = items.next_element()? {
            self.number += 1;
            if !self.reader.is_full() {
                self.reader.value(At::Entry(self.number), value);
            }
        }
        Ok(())
    }
}

fn read(line: &str) -> serde_json::Result<Value> {
    serde_json::from_str(line).or_else(|error| {
        let mended = mend::surrogates(line);
        if *mended == *line {
            Err(error)
        } else {
            serde_json::from_str(&mended)
        }
    })
}

/// An error of the parser in one line, without the place that is told anyway.
fn told(error: &serde_json::Error) -> String {
    let text = clean_line(&error.to_string());
    let reason = text.split(" at line ").next().unwrap_or(&text);
    format!("no JSON: {reason}")
}

/// What a feed says of all its entries: its title is their outlet.
fn around(fields: &Map<String, Value>) -> Metadata {
    let mut around = Metadata::default();
    for (key, value) in fields {
        let field = match Field::named(key) {
            Some(Field::Title) => Field::Source,
            Some(field @ (Field::Author | Field::Lang)) => field,
            _ => continue,
        };
        let mut values = strings(value);
        if field == Field::Source {
            values.iter_mut().for_each(|title| *title = unmarked(title));
        }
        // What is wrong with it is said of each entry, or of none.
        around.state(field, &values);
    }
    around
}

/// The strings of a value: of a list each, of an object what it is called.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => ["name", "title", "label", "term", "url"]
            .iter()
            .find_map(|key| fields.get(*key)?.as_str())
            .map(ToOwned::to_owned),
        _ => None,
    }
}

/// Fills the draft with the best text; false where there is none.
fn text(fields: &Map<String, Value>, draft: &mut Draft) -> bool {
    let Some((text, is_html)) = TEXTS.iter().find_map(|&(key, is_html)| {
        let text = fields.get(key)?.as_str()?;
        (!text.trim().is_empty()).then_some((text, is_html))
    }) else {
        return false;
    };
    fill(text, is_html || looks_like_html(text), draft);
    true
}

/// Whether a text begins and ends with a tag, as the HTML does that programs keep as “content”.
fn looks_like_html(text: &str) -> bool {
    let text = text.trim();
    let name = text.strip_prefix('<').unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && text.ends_with('>')
}

#[cfg(test)]
mod tests;
