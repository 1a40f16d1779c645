//! Front matter: YAML between lines of `---`, TOML between lines of `+++`, before the text of any
//! format that is text. Bounded in size, depth and aliases (promise R3); what is wrong in it is a
//! notice, and what can be understood of it is used all the same.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::LoadError;
use super::metadata::{Field, Metadata};
use crate::text::clean::clean_line;

mod simple;

/// The most bytes that are looked at.
const MOST_BYTES: usize = 64 * 1024;
/// The deepest nesting.
const MOST_DEPTH: usize = 32;
/// The most aliases.
const MOST_ALIASES: usize = 100;
/// The most items of one list (authors, tags) that are kept.
const MOST_ITEMS: usize = 100;

/// The notation of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Toml,
}

/// What stands before a text.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// What it states.
    pub metadata: Metadata,
    /// What of it could not be understood.
    pub problems: Vec<LoadError>,
    /// The byte of the clean text where the text itself begins.
    pub end: usize,
}

/// Reads the front matter of a clean text; nothing where it does not begin with any. A block whose
/// first line is no key is text and not front matter; so is one that is never closed, which is told.
#[must_use]
pub fn read(text: &str) -> FrontMatter {
    let (notation, block, end) = match split(text) {
        Split::Whole(notation, block, end) => (notation, block, end),
        Split::NeverClosed => {
            let reason = "the line that closes it is missing, so that it is read as text";
            return FrontMatter {
                problems: vec![wrong(Some(1), reason)],
                ..FrontMatter::default()
            };
        }
        Split::None => return FrontMatter::default(),
    };
    let mut found = FrontMatter {
        end,
        ..FrontMatter::default()
    };
    if block.len() > MOST_BYTES {
        found
            .problems
            .push(wrong(None, "longer than 64 KB, so it is ignored"));
        return found;
    }
    let fields = match notation {
        Notation::Yaml => yaml(block),
        Notation::Toml => toml(block),
    };
    let fields = fields.unwrap_or_else(|problem| {
        found.problems.push(problem);
        salvaged(block, notation)
    });
    for (field, value) in fields {
        if let Some(problem) = found.metadata.state(field, value.strings()) {
            found.problems.push(wrong(None, &problem));
        }
    }
    found
}

fn wrong(line: Option<u64>, reason: &str) -> LoadError {
    LoadError::FrontMatter {
        line,
        reason: clean_line(reason),
    }
}

/// How a text begins.
enum Split<'a> {
    /// With the block between the delimiters, and where what follows begins.
    Whole(Notation, &'a str, usize),
    /// With a delimiter and a key, and no delimiter after them.
    NeverClosed,
    /// Otherwise.
    None,
}

fn split(text: &str) -> Split<'_> {
    // Most of what has none is told by its first sign.
    let mark = match text.as_bytes() {
        [mark @ (b'-' | b'+'), ..] => *mark,
        _ => return Split::None,
    };
    let Some((first, rest)) = text.split_once('\n') else {
        return Split::None;
    };
    let notation = match first.trim_end() {
        "---" => Notation::Yaml,
        "+++" => Notation::Toml,
        _ => return Split::None,
    };
    let start = text.len() - rest.len();
    let mut at = start;
    let mut looks_right = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..end).unwrap_or_default();
        let could_close = line.starts_with([char::from(mark), '.']);
        let closes = could_close
            && match notation {
                Notation::Yaml => matches!(line.trim_end(), "---" | "..."),
                Notation::Toml => line.trim_end() == "+++",
            };
        if closes {
            let block = text.get(start..at).unwrap_or_default();
            return Split::Whole(notation, block, at + line.len());
        }
        if looks_right.is_none() {
            let bare = line.trim_end();
            looks_right = (!bare.is_empty()).then(|| is_key(bare));
        }
        if looks_right == Some(false) {
            return Split::None;
        }
        at += line.len();
    }
    match looks_right {
        Some(true) => Split::NeverClosed,
        _ => Split::None,
    }
}

/// Whether a first line can belong to front matter.
fn is_key(line: &str) -> bool {
    if line.starts_with(['#', '{', '[', '&', '?', '%']) {
        return true;
    }
    let in_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let plain = line.bytes().take_while(in_key).count();
    if line.as_bytes().get(plain) == Some(&b':') {
        return true;
    }
    let key = line.split([':', '=']).next().unwrap_or_default();
    key.len() < line.len()
        && key.split_whitespace().count() <= 3
        && key.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '"' | '\'' | '␛' | '␀'..='␡')
        })
}

fn yaml(block: &str) -> Result<Vec<(Field, Value<'_>)>, LoadError> {
    simple::fields(block).map_or_else(|| yaml_in_full(block), Ok)
}

fn yaml_in_full(block: &str) -> Result<Vec<(Field, Value<'static>)>, LoadError> {
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::FirstWins,
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_depth: MOST_DEPTH,
            flow_nesting_limit: MOST_DEPTH,
            max_aliases: MOST_ALIASES,
            max_anchors: MOST_ALIASES,
            max_events: 50_000,
            max_nodes: 50_000,
            max_recorded_anchor_events: 10_000,
            max_recorded_anchor_bytes: 1 << 20,
            max_total_scalar_bytes: 1 << 20,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: MOST_DEPTH,
            max_alias_expansions_per_anchor: MOST_ALIASES,
        },
    };
    if block.trim().is_empty() {
        return Ok(Vec::new());
    }
    serde_saphyr::from_str_with_options::<Fields>(block, options)
        .map(|fields| fields.0)
        .map_err(|error| {
            let line = error.location().map(|location| location.line() + 1);
            wrong(line, &first_sentence(&error.to_string()))
        })
}

fn toml(block: &str) -> Result<Vec<(Field, Value<'static>)>, LoadError> {
    let depth = block
        .bytes()
        .scan(0usize, |depth, b| {
            match b {
                b'[' | b'{' => *depth += 1,
                b']' | b'}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
            Some(*depth)
        })
        .max()
        .unwrap_or_default();
    let dots = block.lines().map(|line| line.matches('.').count()).max();
    if depth > MOST_DEPTH || dots.unwrap_or_default() > 1000 {
        return Err(wrong(None, "nested too deeply, so it is ignored"));
    }
    let table: toml::Table = block.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| block.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() as u64 + 2);
        wrong(line, error.message())
    })?;
    Ok(table
        .into_iter()
        .filter_map(|(key, value)| Some((Field::named(&key)?, Value::from(value))))
        .collect())
}

/// The library's message without the places and hints that it adds.
fn first_sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line
        .split_once(": line ")
        .map_or(line, |(reason, _)| reason);
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let line = line
        .split_once(" (defined")
        .map_or(line, |(reason, _)| reason);
    if line.starts_with("budget breached") || line.contains("limit exceeded") {
        return "nested too deeply, or with too many aliases, so it is ignored".to_owned();
    }
    line.split(" at line ").next().unwrap_or(line).to_owned()
}

/// What the lines `key: value` say where the whole is no YAML or TOML: the commonest mistake is a
/// colon in a title without quotes.
fn salvaged(block: &str, notation: Notation) -> Vec<(Field, Value<'_>)> {
    let separator = if notation == Notation::Yaml { ':' } else { '=' };
    block
        .lines()
        .take(1000)
        .filter(|line| !line.starts_with([' ', '#', '-']))
        .filter_map(|line| line.split_once(separator))
        .filter(|(_, value)| {
            !value
                .trim_start()
                .starts_with(['[', '{', '&', '*', '|', '>', '!'])
        })
        .filter_map(|(key, value)| {
            let value = value.trim().trim_matches(['"', '\'']);
            Some((Field::named(key)?, Value::Text(Cow::Borrowed(value))))
        })
        .collect()
}

/// A value of any shape, as far as it can be metadata.
enum Value<'a> {
    Text(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Nothing,
}

impl<'a> Value<'a> {
    fn strings(&self) -> &[Cow<'a, str>] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(items) => items,
            Self::Nothing => &[],
        }
    }

    fn into_strings(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(items) => items,
            Self::Nothing => Vec::new(),
        }
    }
}

impl From<toml::Value> for Value<'_> {
    fn from(value: toml::Value) -> Self {
        match value {
            toml::Value::String(text) => Self::Text(Cow::Owned(text)),
            toml::Value::Integer(number) => Self::Text(Cow::Owned(number.to_string())),
            toml::Value::Float(number) => Self::Text(Cow::Owned(number.to_string())),
            toml::Value::Datetime(date) => Self::Text(Cow::Owned(date.to_string())),
            toml::Value::Boolean(_) => Self::Nothing,
            toml::Value::Array(items) => Self::List(
                items
                    .into_iter()
                    .take(MOST_ITEMS)
                    .flat_map(|item| Self::from(item).into_strings())
                    .collect(),
            ),
            toml::Value::Table(mut table) => {
                table
                    .remove("name")
                    .map_or(Self::Nothing, |name| match name {
                        toml::Value::String(name) => Self::Text(Cow::Owned(name)),
                        _ => Self::Nothing,
                    })
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a list of texts")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value<'static>, E> {
        Ok(Value::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'static>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Value<'static>, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value<'static>, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'static>, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'static>, A::Error> {
        let mut kept = Vec::new();
        while let Some(item) = items.next_element::<Value<'static>>()? {
            if kept.len() < MOST_ITEMS {
                kept.extend(item.into_strings());
            }
        }
        Ok(Value::List(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value<'static>, A::Error> {
        let mut found = Value::Nothing;
        while let Some(key) = fields.next_key::<Value<'static>>()? {
            let value = fields.next_value::<Value>()?;
            if let (Value::Text(key), Value::Text(name)) = (key, value)
                && key == "name"
            {
                found = Value::Text(name);
            }
        }
        Ok(found)
    }
}

/// The top of a block: its keys in order.
struct Fields(Vec<(Field, Value<'static>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Top;

        impl<'de> Visitor<'de> for Top {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("lines such as “title: …”")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(key) = map.next_key::<Value<'static>>()? {
                    let field = match key {
                        Value::Text(key) => Field::named(&key),
                        Value::List(_) | Value::Nothing => None,
                    };
                    if let Some(field) = field {
                        fields.push((field, map.next_value()?));
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Top)
    }
}

#[cfg(test)]
mod tests;
