//! The dictionaries of the program, read without a full reader of TOML: they keep to one row a line,
//! and reading them is most of what a start would wait for. Whatever else stands in a file is refused;
//! files of users are left to the full reader, which can tell their mistakes.

use std::borrow::Cow;

use memchr::memchr;

use super::raw::{Item, Names, Placed, Row, Table};

/// Calls `take` with all that `contents` say, in the order of the file; gives back the byte of the
/// line that is not written as expected.
pub(super) fn read<'a>(contents: &'a str, mut take: impl FnMut(Placed<'a>)) -> Result<(), usize> {
    if let Some(escape) = memchr(b'\\', contents.as_bytes()) {
        return Err(escape);
    }
    let mut section = Section::Top;
    let mut at = 0;
    while at < contents.len() {
        let lines = contents.get(at..).unwrap_or_default();
        let (raw, rest) = split_at(lines, b'\n').unwrap_or((lines, ""));
        let line = raw.trim_ascii();
        let mut next = contents.len() - rest.len();
        if let Some(name) = line.strip_prefix('[') {
            section = name.strip_suffix(']').and_then(self::section).ok_or(at)?;
        } else if !line.is_empty() && !line.starts_with('#') {
            let (key, value) = keyed(line).ok_or(at)?;
            // The value is the end of the line.
            let start = at + raw.trim_ascii_end().len() - value.len();
            let item = if value == LONG {
                let (text, after) = rest.split_once(LONG).ok_or(at)?;
                let (after, rest) = split_at(after, b'\n').unwrap_or((after, ""));
                if !after.trim_ascii().is_empty() {
                    return Err(at);
                }
                next = contents.len() - rest.len();
                item(section, key, text)
            } else if let Some(row) = value.strip_prefix('{') {
                actor(section, key, row)
            } else {
                string(value)
                    .filter(|(_, after)| after.is_empty())
                    .and_then(|(text, _)| item(section, key, text))
            };
            take((start, item.ok_or(at)?));
        }
        at = next;
    }
    Ok(())
}

/// What stands before the first `byte` of ASCII, and what after it.
#[inline]
fn split_at(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr(byte, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The bare key with which `text` begins, and what follows its `=`.
#[inline]
fn keyed(text: &str) -> Option<(&str, &str)> {
    let bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = text.as_bytes().iter().take_while(|byte| bare(byte)).count();
    let value = text.get(length..)?.trim_ascii_start().strip_prefix('=')?;
    let key = text.get(..length).filter(|key| !key.is_empty())?;
    Some((key, value.trim_ascii_start()))
}

/// The text in quotation marks with which `value` begins, and what follows it.
#[inline]
fn string(value: &str) -> Option<(&str, &str)> {
    let (text, after) = split_at(value.strip_prefix('"')?, b'"')?;
    Some((text, after.trim_ascii_start()))
}

/// What encloses a text of several lines.
const LONG: &str = "\"\"\"";

/// The parts that a file may have.
#[derive(Clone, Copy)]
enum Section {
    Top,
    Actors(Table),
    Towns,
    Words,
}

fn section(name: &str) -> Option<Section> {
    Some(match name {
        "countries" => Section::Actors(Table::Countries),
        "people" => Section::Actors(Table::People),
        "organisations" => Section::Actors(Table::Organisations),
        "places" => Section::Actors(Table::Places),
        "cities" => Section::Actors(Table::Cities),
        "weapons" => Section::Actors(Table::Weapons),
        "operations" => Section::Actors(Table::Operations),
        "towns" => Section::Towns,
        "words" => Section::Words,
        _ => return None,
    })
}

/// What a part without rows says under `key`.
fn item<'a>(section: Section, key: &'a str, text: &'a str) -> Option<Item<'a>> {
    match section {
        Section::Top if key == "language" => Some(Item::Language(text.into())),
        Section::Words => Some(Item::Words(key.into(), text.into())),
        Section::Towns => Some(Item::Towns(key.into(), Names(text.into()))),
        Section::Top | Section::Actors(_) => None,
    }
}

/// The row that `text` says up to the brace that closes it.
fn actor<'a>(section: Section, key: &'a str, text: &'a str) -> Option<Item<'a>> {
    let Section::Actors(table) = section else {
        return None;
    };
    let mut row = Row::default();
    let mut rest = text.trim_ascii_start();
    while rest != "}" {
        let (key, value) = keyed(rest)?;
        let (text, after) = string(value)?;
        let text = Cow::Borrowed(text);
        match key {
            "name" => row.name = Names(text),
            "it" => row.it = Names(text),
            "en" => row.en = Names(text),
            "in_it" => row.in_it = Names(text),
            "in_en" => row.in_en = Names(text),
            "also" => row.also = Names(text),
            "short" => row.short = Some(Names(text)),
            "adj_it" => row.adj_it = Names(text),
            "adj_en" => row.adj_en = Names(text),
            "capital" => row.capital = text,
            "of" => row.of = text,
            "stands_for" => row.stands_for = text,
            "office" => row.office = text,
            "show" => row.show = text,
            _ => return None,
        }
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_ascii_start(),
            None if after == "}" => after,
            None => return None,
        };
    }
    Some(Item::Row(table, key.into(), row))
}

#[cfg(test)]
mod tests {
    use super::super::raw::File;
    use super::*;
    use crate::embedded;

    #[test]
    fn the_files_of_the_program_are_read_as_the_full_reader_reads_them() {
        for (name, contents) in embedded::ACTORS {
            // The order is the one thing that may differ, and no language is one for all.
            let mut quick = vec![];
            let read = read(contents, |item| quick.push(format!("{item:?}")));
            assert_eq!(read, Ok(()), "{name}");
            let full: File = toml::from_str(contents).unwrap();
            let mut full: Vec<_> = full.into_items().map(|item| format!("{item:?}")).collect();
            for items in [&mut full, &mut quick] {
                items.retain(|item| !item.contains("Language(\"\")"));
                items.sort();
            }
            let language = |items: &[String]| items.iter().position(|it| it.contains("Language"));
            assert_eq!(
                language(&full).is_some(),
                language(&quick).is_some(),
                "{name}"
            );
            let others = |items: Vec<String>| -> Vec<String> {
                items
                    .into_iter()
                    .filter(|it| !it.contains("Language"))
                    .collect()
            };
            assert_eq!(others(quick), others(full), "{name}");
        }
    }

    #[test]
    fn what_is_not_expected_is_refused() {
        for contents in [
            "[people]\na = { name = 'Ada' }",
            "[people]\na = { name = \"A\\\"da\" }",
            "[people]\na = { name = [\"Ada\"] }",
            "[people]\na = { hide = true }",
            "[people]\na = { name = \"Ada\" } # a remark",
            "[people.a]\nname = \"Ada\"",
            "[nobody]\na = { name = \"Ada\" }",
            "watch = [\"Ada\"]",
            "[people]\na = { name = \"Ada\"",
        ] {
            assert!(read(contents, |_| ()).is_err(), "{contents}");
        }
    }
}
