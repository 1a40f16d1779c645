//! What is written in a dictionary file, before anything is checked: tables of actors by kind, each
//! keyed by the last part of its id, and tables of words. Text with several names separates them by
//! `|`; a list of strings does as well.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use toml::Spanned;

use crate::text::clean::clean_line;

/// One file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) countries: Rows,
    pub(super) people: Rows,
    pub(super) organisations: Rows,
    pub(super) places: Rows,
    /// Places that are towns, see [`super::lexicon::Alias::town`].
    pub(super) cities: Rows,
    /// Towns of which the name is all that is known, by the code of their country.
    pub(super) towns: std::collections::BTreeMap<String, Spanned<Names>>,
    pub(super) weapons: Rows,
    pub(super) operations: Rows,
    /// Words that the reader wants to see wherever they stand.
    pub(super) watch: Names,
    /// The language of `words`: `it`, `en`, or empty for all.
    pub(super) language: String,
    /// Lists of words by what they mean for recognition.
    pub(super) words: std::collections::BTreeMap<String, Spanned<String>>,
}

/// A table of actors, by key.
#[derive(Debug, Default)]
pub(super) struct Rows(pub(super) Vec<(String, Spanned<Row>)>);

/// One actor.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Row {
    /// Names used in every language, the one to show first.
    pub(super) name: Names,
    /// Italian names, the one to show first.
    pub(super) it: Names,
    /// English names, the one to show first.
    pub(super) en: Names,
    /// Italian names that mean somebody else in English: Monaco.
    pub(super) in_it: Names,
    /// English names that mean somebody else in Italian: Milan.
    pub(super) in_en: Names,
    /// More names, in any language.
    pub(super) also: Names,
    /// Short forms by which a person is called when known, `-` for none; the last word of the name
    /// otherwise.
    pub(super) short: Option<Names>,
    /// Italian adjectives, masculine singular.
    pub(super) adj_it: Names,
    /// English adjectives and demonyms.
    pub(super) adj_en: Names,
    /// The capital of a country: Italian names, a slash, English ones.
    pub(super) capital: String,
    /// The country that the actor belongs to, by its code.
    pub(super) of: String,
    /// What it stands for, by its id.
    pub(super) stands_for: String,
    /// Offices held: `president! 2012-05-07..; premier 2008-05-08..2012-05-07`.
    pub(super) office: String,
    /// The name it is shown under, which need not be one that texts use.
    pub(super) show: String,
    /// What it is, where its table says otherwise: an actor that articles introduced as something
    /// else keeps its id.
    pub(super) kind: String,
    /// The id of the actor that it really is.
    pub(super) is: String,
    /// Whether it is none, and is never marked.
    pub(super) hide: bool,
}

/// Names in their order.
#[derive(Debug, Default)]
pub(super) struct Names(pub(super) Vec<String>);

impl Row {
    /// Turns every control character and invisible sign of what somebody else wrote into a visible
    /// one.
    pub(super) fn clean(&mut self) {
        let short = self.short.iter_mut();
        let names = [
            &mut self.name,
            &mut self.it,
            &mut self.en,
            &mut self.in_it,
            &mut self.in_en,
            &mut self.also,
            &mut self.adj_it,
            &mut self.adj_en,
        ];
        for names in names.into_iter().chain(short) {
            names.clean();
        }
        for text in [
            &mut self.capital,
            &mut self.of,
            &mut self.stands_for,
            &mut self.office,
            &mut self.show,
            &mut self.kind,
            &mut self.is,
        ] {
            *text = clean_line(text);
        }
    }
}

impl Names {
    /// See [`Row::clean`].
    pub(super) fn clean(&mut self) {
        for name in &mut self.0 {
            *name = clean_line(name);
        }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text such as \"Kiev | Kyiv\" or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Names, E> {
                Ok(Names(split(text)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element::<String>()? {
                    names.extend(split(&name));
                }
                Ok(Names(names))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// The parts of `text` between `|`, trimmed, without empty ones.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;

        impl<'de> Visitor<'de> for Table {
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

        deserializer.deserialize_map(Table)
    }
}
