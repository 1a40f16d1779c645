//! What is wrong with the form of a file of actors that cannot be read: all of it, so that not each mistake
//! is told only when the one before it is mended. What a file says is for `raw`.

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::raw;
use crate::text::grapheme::truncate;

/// Columns of what is told of a mistake: it may repeat what is wrong, which may be as long as the file.
const MOST_TOLD: usize = 300;

/// The mistakes of a file, in its order: the byte where each stands, and what it is. Where the file is no
/// TOML that is all that is known; otherwise every table and every row is looked at by itself.
pub(super) fn mistakes(contents: &str) -> Vec<(usize, String)> {
    let (file, errors) = DeTable::parse_recoverable(contents);
    let mut found: Vec<(usize, String)> = errors.iter().map(told).collect();
    if found.is_empty() {
        for (name, value) in file.get_ref() {
            let alone = |value: Spanned<DeValue<'_>>| {
                let mut file = DeTable::new();
                file.insert(name.clone(), value);
                let file = Deserializer::from(Spanned::new(name.span(), file));
                let error = raw::File::deserialize(file).err()?;
                Some(told(&error)).map(|(byte, text)| (byte.max(name.span().start), text))
            };
            let DeValue::Table(rows) = value.get_ref() else {
                found.extend(alone(value.clone()));
                continue;
            };
            let table = |rows| Spanned::new(value.span(), DeValue::Table(rows));
            if let Some(mistake) = alone(table(DeTable::new())) {
                found.push(mistake);
                continue;
            }
            for (key, row) in rows {
                let mut only = DeTable::new();
                only.insert(key.clone(), row.clone());
                found.extend(alone(table(only)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn told(error: &Error) -> (usize, String) {
    let byte = error.span().map_or(0, |span| span.start);
    (byte, truncate(error.message(), MOST_TOLD).into_owned())
}
