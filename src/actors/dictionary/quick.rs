//! The dictionaries of the program, read without a full reader of TOML: they keep to one row a line,
//! and reading them is most of what a start would wait for. Whatever else stands in a file is left
//! to the full reader, and so are files of users, whose mistakes it can tell.

use std::ops::Range;

use toml::Spanned;

use super::raw::{File, Names, Row, Rows, split};

/// The tables that a file may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Top,
    Countries,
    People,
    Organisations,
    Places,
    Cities,
    Towns,
    Weapons,
    Operations,
    Words,
}

/// What `contents` say; `None` where anything is written in a way that is not expected here.
pub(super) fn read(contents: &str) -> Option<File> {
    let mut file = File::default();
    let mut table = Table::Top;
    let mut seen = Vec::new();
    let mut at = 0;
    while at < contents.len() {
        let rest = contents.get(at..)?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let raw = rest.get(..length)?;
        let line = raw.trim();
        let mut next = at + length + 1;
        if let Some(name) = line.strip_prefix('[') {
            table = self::table(name.strip_suffix(']')?)?;
            if seen.contains(&table) {
                return None;
            }
            seen.push(table);
        } else if !line.is_empty() && !line.starts_with('#') {
            let (key, value) = line.split_once('=')?;
            let (key, value) = (key.trim_end(), value.trim_start());
            if !is_bare(key) {
                return None;
            }
            // The value is the end of the line.
            let start = at + raw.trim_end().len() - value.len();
            if value == LONG {
                let end = contents.get(next..)?.find(LONG)? + next;
                let text = contents.get(next..end)?;
                next = end + LONG.len();
                let (after, _) = contents.get(next..)?.split_once('\n')?;
                if !after.trim().is_empty() || text.contains('\\') {
                    return None;
                }
                text_of(&mut file, table, key, text, start..next)?;
            } else if value.starts_with('{') {
                let row = Spanned::new(start..start + value.len(), row(value)?);
                rows(&mut file, table)?.0.push((key.to_owned(), row));
            } else {
                let (text, after) = string(value)?;
                if !after.is_empty() {
                    return None;
                }
                text_of(&mut file, table, key, text, start..start + value.len())?;
            }
        }
        at = next;
    }
    // As the full reader gives them: by key, each once.
    for rows in [
        &mut file.countries,
        &mut file.people,
        &mut file.organisations,
        &mut file.places,
        &mut file.cities,
        &mut file.weapons,
        &mut file.operations,
    ] {
        rows.0.sort_by(|(key, _), (other, _)| key.cmp(other));
        if rows.0.is_sorted_by(|(key, _), (other, _)| key < other) {
            continue;
        }
        return None;
    }
    Some(file)
}

/// What encloses a text of several lines.
const LONG: &str = "\"\"\"";

fn table(name: &str) -> Option<Table> {
    Some(match name {
        "countries" => Table::Countries,
        "people" => Table::People,
        "organisations" => Table::Organisations,
        "places" => Table::Places,
        "cities" => Table::Cities,
        "towns" => Table::Towns,
        "weapons" => Table::Weapons,
        "operations" => Table::Operations,
        "words" => Table::Words,
        _ => return None,
    })
}

fn is_bare(key: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !key.is_empty() && key.bytes().all(fits)
}

/// The rows of a table of actors.
fn rows(file: &mut File, table: Table) -> Option<&mut Rows> {
    Some(match table {
        Table::Countries => &mut file.countries,
        Table::People => &mut file.people,
        Table::Organisations => &mut file.organisations,
        Table::Places => &mut file.places,
        Table::Cities => &mut file.cities,
        Table::Weapons => &mut file.weapons,
        Table::Operations => &mut file.operations,
        Table::Top | Table::Towns | Table::Words => return None,
    })
}

/// Takes what a table without rows says under `key`.
fn text_of(
    file: &mut File,
    table: Table,
    key: &str,
    text: &str,
    place: Range<usize>,
) -> Option<()> {
    let twice = match table {
        Table::Top if key == "language" => {
            text.clone_into(&mut file.language);
            false
        }
        Table::Words => {
            let words = Spanned::new(place, text.to_owned());
            file.words.insert(key.to_owned(), words).is_some()
        }
        Table::Towns => {
            let names = Spanned::new(place, Names(split(text)));
            file.towns.insert(key.to_owned(), names).is_some()
        }
        _ => return None,
    };
    (!twice).then_some(())
}

/// The text in quotation marks with which `value` begins, and what follows it.
fn string(value: &str) -> Option<(&str, &str)> {
    let (text, after) = value.strip_prefix('"')?.split_once('"')?;
    (!text.contains('\\')).then(|| (text, after.trim_start()))
}

/// A row in braces.
fn row(value: &str) -> Option<Row> {
    let mut row = Row::default();
    let mut rest = value.strip_prefix('{')?.trim_start();
    while rest != "}" {
        let (key, value) = rest.split_once('=')?;
        let (text, after) = string(value.trim_start())?;
        match key.trim_end() {
            "name" => row.name = Names(split(text)),
            "it" => row.it = Names(split(text)),
            "en" => row.en = Names(split(text)),
            "in_it" => row.in_it = Names(split(text)),
            "in_en" => row.in_en = Names(split(text)),
            "also" => row.also = Names(split(text)),
            "short" => row.short = Some(Names(split(text))),
            "adj_it" => row.adj_it = Names(split(text)),
            "adj_en" => row.adj_en = Names(split(text)),
            "capital" => text.clone_into(&mut row.capital),
            "of" => text.clone_into(&mut row.of),
            "stands_for" => text.clone_into(&mut row.stands_for),
            "office" => text.clone_into(&mut row.office),
            "show" => text.clone_into(&mut row.show),
            _ => return None,
        }
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if after == "}" => after,
            None => return None,
        };
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn the_files_of_the_program_are_read_as_the_full_reader_reads_them() {
        for (name, contents) in embedded::ACTORS {
            let full: File = toml::from_str(contents).unwrap();
            let quick = read(contents);
            assert!(quick.is_some(), "{name} is not read quickly");
            assert_eq!(
                format!("{:?}", quick.unwrap()),
                format!("{full:?}"),
                "{name}"
            );
        }
    }

    #[test]
    fn what_is_not_expected_is_left_to_the_full_reader() {
        for contents in [
            "[people]\na = { name = 'Ada' }",
            "[people]\na = { name = \"A\\\"da\" }",
            "[people]\na = { name = [\"Ada\"] }",
            "[people]\na = { hide = true }",
            "[people]\na = { name = \"Ada\" } # a remark",
            "[people]\n[people]",
            "[people]\na = { name = \"Ada\" }\na = { name = \"Ava\" }",
            "[people.a]\nname = \"Ada\"",
            "[nobody]\na = { name = \"Ada\" }",
            "watch = [\"Ada\"]",
            "[words]\na = \"x\"\na = \"y\"",
            "[people]\na = { name = \"Ada\"",
        ] {
            assert!(read(contents).is_none(), "{contents}");
        }
    }
}
