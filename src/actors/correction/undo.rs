//! Taking a correction back in a file that has changed since: what the correction did is known from
//! the file before and after it, and is undone row by row where those rows are as it left them.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item};

use super::{CorrectionError, is_sound, read, rows, written};
use crate::actors::ActorKind;

/// The contents `now` of the file `name` without what a correction made of `before`, which was
/// `after`; `before` is `None` where there was no file.
///
/// # Errors
/// Where a row of the correction was changed since, or the file has a mistake.
pub fn take_back(
    name: &str,
    (before, after): (Option<&str>, &str),
    now: &str,
) -> Result<String, String> {
    is_sound(name, Some(now))?;
    let told = |error: CorrectionError| format!("{name}: {error}");
    let [before, after] = [before.unwrap_or_default(), after].map(read);
    let (before, after) = (before.map_err(told)?, after.map_err(told)?);
    let mut document = read(now).map_err(told)?;
    for (table, key) in changed(&before, &after) {
        if text(&document, table, &key) != text(&after, table, &key) {
            return Err(format!(
                "{name}: what was decided about {key} was changed since; change it there"
            ));
        }
        match entry(&before, table, &key) {
            Some(item) => {
                *rows::place(&mut document, table, &key).map_err(told)? = item.clone();
            }
            None => rows::take_row(&mut document, table, &key),
        }
    }
    let [old, new] = [&before, &after].map(rows::watched);
    for word in new.iter().filter(|word| !old.contains(word)) {
        rows::watch_no_more(&mut document, word);
    }
    for word in old.into_iter().filter(|word| !new.contains(word)) {
        rows::watch(&mut document, word);
    }
    written(name, rows::with_ends(now, &document.to_string()))
}

/// The rows, by table and key, that are not the same in both.
fn changed(before: &DocumentMut, after: &DocumentMut) -> Vec<(&'static str, String)> {
    let mut changed = Vec::new();
    for table in ActorKind::ALL.map(ActorKind::plural) {
        let keys = [before, after].into_iter().flat_map(|document| {
            let rows = document.get(table).and_then(Item::as_table_like);
            rows.into_iter().flat_map(|rows| rows.iter())
        });
        let keys: BTreeSet<String> = keys.map(|(key, _)| key.to_owned()).collect();
        let differs = |key: &String| text(before, table, key) != text(after, table, key);
        changed.extend(keys.into_iter().filter(differs).map(|key| (table, key)));
    }
    changed
}

fn entry<'a>(document: &'a DocumentMut, table: &str, key: &str) -> Option<&'a Item> {
    document.get(table)?.as_table_like()?.get(key)
}

/// What a row says.
fn text(document: &DocumentMut, table: &str, key: &str) -> Option<String> {
    entry(document, table, key).map(|item| item.to_string().trim().to_owned())
}
