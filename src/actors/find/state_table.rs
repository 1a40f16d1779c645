//! The bodies that every state has one of, as `assets/lists/state-bodies.toml` has them: what they are called
//! in both languages, what they are for, and which of them the dictionary has. Where a text names them is
//! read in [`super::state_bodies`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::lists::Words;
use crate::embedded;
use crate::text::hash::TextTable;

/// Countries, each with what it has there.
#[derive(Debug, Default)]
pub(super) struct ByCountry(pub(super) TextTable<String, String>);

impl<'de> Deserialize<'de> for ByCountry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let pairs = text.split_whitespace().filter_map(|it| it.split_once(':'));
        let owned = pairs.map(|(country, has)| (country.to_owned(), has.to_owned()));
        Ok(Self(owned.collect()))
    }
}

/// The forms of an Italian adjective that a noun asks for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) enum Gender {
    #[default]
    #[serde(rename = "m")]
    Masculine,
    #[serde(rename = "f")]
    Feminine,
    #[serde(rename = "fp")]
    FemininePlural,
}

/// A body as the asset has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) it: String,
    pub(super) en: String,
    fields: String,
    #[serde(default)]
    pub(super) gender: Gender,
    #[serde(default)]
    pub(super) known: ByCountry,
    #[serde(default)]
    pub(super) also_in: ByCountry,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asset {
    ministries: Ministries,
    services: BTreeMap<String, Row>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Ministries {
    departments: String,
    #[serde(flatten)]
    rows: BTreeMap<String, Row>,
}

/// A body that every state has one of.
#[derive(Debug)]
pub(super) struct Body {
    /// What its stable name begins with.
    pub(super) key: String,
    pub(super) row: Row,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    pub(super) all: Vec<Body>,
    /// Ministries by what they are for, and services by what they are called: their places in `all`.
    pub(super) ministries: TextTable<String, usize>,
    pub(super) services: TextTable<String, usize>,
    /// What their names begin with.
    pub(super) first: Words,
    pub(super) departments: String,
}

impl Bodies {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        let asset: Asset = toml::from_str(text)?;
        let mut bodies = Self {
            departments: asset.ministries.departments,
            ..Self::default()
        };
        let ministries = asset.ministries.rows.into_iter();
        let ministries = ministries.map(|(field, row)| (true, format!("ministry-of-{field}"), row));
        let services = asset.services.into_iter();
        let mut first = Vec::new();
        for (ministry, key, row) in ministries.chain(services.map(|(key, row)| (false, key, row))) {
            let names = match ministry {
                true => &mut bodies.ministries,
                false => &mut bodies.services,
            };
            for field in row.fields.split('|') {
                let field = field.trim();
                first.extend(field.split(' ').next().map(str::to_owned));
                names.insert(field.to_owned(), bodies.all.len());
            }
            bodies.all.push(Body { key, row });
        }
        bodies.first = first.iter().map(String::as_str).collect();
        Ok(bodies)
    }

    pub(super) fn of(&self, place: Option<&usize>) -> Option<&Body> {
        place.and_then(|&place| self.all.get(place))
    }
}

pub(super) fn bodies() -> &'static Bodies {
    static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
        let named = |(name, _): &&(&str, &str)| name.starts_with("state-bodies");
        let text = embedded::LISTS.iter().find(named);
        // A test holds that the asset can be read.
        Bodies::read(text.map_or("", |&(_, text)| text)).unwrap_or_default()
    });
    &BODIES
}

/// The ministry for a field, by its key in the asset.
pub(super) fn ministry_for(field: &str) -> Option<&'static Body> {
    let key = format!("ministry-of-{field}");
    bodies().all.iter().find(|body| body.key == key)
}

/// The form of an Italian adjective, given in the masculine singular, that a noun asks for.
pub(super) fn agreeing(adjective: &str, gender: Gender) -> String {
    let (stem, singular, plural) = match adjective.strip_suffix('o') {
        Some(stem) => (
            stem,
            "a",
            if stem.ends_with(['c', 'g']) {
                "he"
            } else {
                "e"
            },
        ),
        None => match adjective.strip_suffix('e') {
            Some(stem) => (stem, "e", "i"),
            None => (adjective.strip_suffix('a').unwrap_or(adjective), "a", "e"),
        },
    };
    match gender {
        Gender::Masculine => adjective.to_owned(),
        Gender::Feminine => format!("{stem}{singular}"),
        Gender::FemininePlural => format!("{stem}{plural}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::dictionary;

    #[test]
    fn the_asset_can_be_read_and_knows_its_countries() {
        let named = |(name, _): &&(&str, &str)| name.starts_with("state-bodies");
        let (_, text) = embedded::LISTS.iter().find(named).unwrap();
        let read = Bodies::read(text).unwrap();
        assert!(read.all.len() > 10);
        let dictionary = dictionary::Dictionary::embedded();
        for body in &read.all {
            for (country, known) in &body.row.known.0 {
                for id in [
                    format!("country:{country}"),
                    format!("organisation:{known}"),
                ] {
                    assert!(dictionary.number(&id).is_some(), "{}: {id}", body.key);
                }
            }
        }
    }

    #[test]
    fn adjectives_agree_with_the_noun() {
        for (adjective, forms) in [
            ("russo", "russo russa russe"),
            ("francese", "francese francese francesi"),
            ("tedesco", "tedesco tedesca tedesche"),
            ("vietnamita", "vietnamita vietnamita vietnamite"),
        ] {
            let all = [Gender::Masculine, Gender::Feminine, Gender::FemininePlural];
            let all = all.map(|gender| agreeing(adjective, gender));
            assert_eq!(all.join(" "), forms);
        }
    }
}
