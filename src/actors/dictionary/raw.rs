//! What is written in a dictionary file, before anything is checked: tables of actors by kind, each
//! keyed by the last part of its id, and tables of words. Text with several names separates them by
//! `|`; a list of strings does as well. Whatever a file says is one [`Item`] after another.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use toml::Spanned;

use crate::actors::ActorKind;
use crate::text::clean::clean_line;

/// One thing that a file says, and the byte where.
pub(super) type Placed<'a> = (usize, Item<'a>);

/// What a file can say.
#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "one is read after another, and none is kept"
)]
pub(super) enum Item<'a> {
    /// The language of the words that follow: `it`, `en`, or empty for all.
    Language(Cow<'a, str>),
    /// Words, and the key of what they mean for recognition.
    Words(Cow<'a, str>, Cow<'a, str>),
    /// An actor.
    Row(Table, Cow<'a, str>, Row<'a>),
    /// Towns of which the name is all that is known, and the code of their country.
    Towns(Cow<'a, str>, Names<'a>),
    /// Words that the reader wants to see wherever they stand.
    Watch(Names<'a>),
}

/// The tables of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Countries,
    People,
    Organisations,
    Places,
    /// Places that are towns, see [`super::lexicon::Alias::town`].
    Cities,
    Weapons,
    Operations,
}

impl Table {
    /// The kind of the actors in it.
    pub(super) const fn kind(self) -> ActorKind {
        match self {
            Self::Countries => ActorKind::Country,
            Self::People => ActorKind::Person,
            Self::Organisations => ActorKind::Organisation,
            Self::Places | Self::Cities => ActorKind::Place,
            Self::Weapons => ActorKind::Weapon,
            Self::Operations => ActorKind::Operation,
        }
    }
}

/// One file, as the full reader of TOML reads it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    countries: Rows,
    people: Rows,
    organisations: Rows,
    places: Rows,
    cities: Rows,
    towns: std::collections::BTreeMap<String, Spanned<Names<'static>>>,
    weapons: Rows,
    operations: Rows,
    watch: Option<Spanned<Names<'static>>>,
    language: String,
    words: std::collections::BTreeMap<String, Spanned<String>>,
}

impl File {
    /// All that it says, by tables.
    pub(super) fn into_items(self) -> impl Iterator<Item = Placed<'static>> {
        let language = (0, Item::Language(self.language.into()));
        let words = self.words.into_iter().map(|(key, words)| {
            let at = words.span().start;
            (at, Item::Words(key.into(), words.into_inner().into()))
        });
        let rows = [
            (Table::Countries, self.countries),
            (Table::People, self.people),
            (Table::Organisations, self.organisations),
            (Table::Places, self.places),
            (Table::Cities, self.cities),
            (Table::Weapons, self.weapons),
            (Table::Operations, self.operations),
        ];
        let rows = rows.into_iter().flat_map(|(table, rows)| {
            rows.0.into_iter().map(move |(key, row)| {
                let at = row.span().start;
                (at, Item::Row(table, key.into(), row.into_inner()))
            })
        });
        let towns = self.towns.into_iter().map(|(code, names)| {
            let at = names.span().start;
            (at, Item::Towns(code.into(), names.into_inner()))
        });
        let watch = (self.watch).map(|watch| (watch.span().start, Item::Watch(watch.into_inner())));
        let watch =
            watch.filter(|(_, watch)| !matches!(watch, Item::Watch(names) if names.0.is_empty()));
        std::iter::once(language)
            .chain(words)
            .chain(rows)
            .chain(towns)
            .chain(watch)
    }
}

/// A table of actors, by key.
#[derive(Debug, Default)]
struct Rows(Vec<(String, Spanned<Row<'static>>)>);

/// One actor.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Row<'a> {
    /// Names used in every language, the one to show first.
    pub(super) name: Names<'a>,
    /// Italian names, the one to show first.
    pub(super) it: Names<'a>,
    /// English names, the one to show first.
    pub(super) en: Names<'a>,
    /// Italian names that mean somebody else in English: Monaco.
    pub(super) in_it: Names<'a>,
    /// English names that mean somebody else in Italian: Milan.
    pub(super) in_en: Names<'a>,
    /// More names, in any language.
    pub(super) also: Names<'a>,
    /// Short forms by which a person is called when known, `-` for none; the last word of the name
    /// otherwise.
    pub(super) short: Option<Names<'a>>,
    /// Italian adjectives, masculine singular.
    pub(super) adj_it: Names<'a>,
    /// English adjectives and demonyms.
    pub(super) adj_en: Names<'a>,
    /// The capital of a country: Italian names, a slash, English ones.
    pub(super) capital: Cow<'a, str>,
    /// The country that the actor belongs to, by its code.
    pub(super) of: Cow<'a, str>,
    /// What it stands for, by its id.
    pub(super) stands_for: Cow<'a, str>,
    /// Offices held: `president! 2012-05-07..; premier 2008-05-08..2012-05-07`.
    pub(super) office: Cow<'a, str>,
    /// The name it is shown under, which need not be one that texts use.
    pub(super) show: Cow<'a, str>,
    /// What it is, where its table says otherwise: an actor that articles introduced as something
    /// else keeps its id.
    pub(super) kind: Cow<'a, str>,
    /// The id of the actor that it really is.
    pub(super) is: Cow<'a, str>,
    /// Whether it is none, and is never marked.
    pub(super) hide: bool,
}

/// Names in their order, between `|`.
#[derive(Clone, Debug, Default)]
pub(super) struct Names<'a>(pub(super) Cow<'a, str>);

impl Row<'_> {
    /// Turns every control character and invisible sign of what somebody else wrote into a visible
    /// one.
    pub(super) fn clean(&mut self) {
        let short = self.short.iter_mut().map(|names| &mut names.0);
        let texts = [
            &mut self.name.0,
            &mut self.it.0,
            &mut self.en.0,
            &mut self.in_it.0,
            &mut self.in_en.0,
            &mut self.also.0,
            &mut self.adj_it.0,
            &mut self.adj_en.0,
            &mut self.capital,
            &mut self.of,
            &mut self.stands_for,
            &mut self.office,
            &mut self.show,
            &mut self.kind,
            &mut self.is,
        ];
        for text in texts.into_iter().chain(short) {
            *text = clean_line(text).into();
        }
    }
}

impl Names<'_> {
    /// Each name.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        split(&self.0)
    }

    /// The first name, to be shown.
    pub(super) fn first(&self) -> Option<&str> {
        self.iter().next()
    }
}

impl<'de> Deserialize<'de> for Names<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = String;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text such as \"Kiev | Kyiv\" or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
                Ok(text.to_owned())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<String, A::Error> {
                let mut names = String::new();
                while let Some(name) = list.next_element::<String>()? {
                    names.push_str(&name);
                    names.push('|');
                }
                Ok(names)
            }
        }

        deserializer
            .deserialize_any(Either)
            .map(|names| Self(names.into()))
    }
}

/// The parts of `text` between `|`, trimmed, without empty ones.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    let parts = std::iter::from_fn(move || {
        let all = rest?;
        let end = memchr::memchr(b'|', all.as_bytes());
        rest = end.and_then(|end| all.get(end + 1..));
        all.get(..end.unwrap_or(all.len())).map(str::trim_ascii)
    });
    parts.filter(|part| !part.is_empty())
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keyed;

        impl<'de> Visitor<'de> for Keyed {
            type Value = Rows;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of actors, such as grant-shapps = { name = \"Grant Shapps\" }")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Rows, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = map.next_entry()? {
                    rows.push(row);
                }
                Ok(Rows(rows))
            }
        }

        deserializer.deserialize_map(Keyed)
    }
}
