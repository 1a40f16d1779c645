//! The user's own files of settings, as rows: a name, a value, the line where they stand, and what
//! is wrong with them in words that name the file and the line. What a row means is left to who
//! knows its names; reading the file itself to `runtime`.

use thiserror::Error;
use toml::de::{DeTable, DeValue};

use crate::text::clean::clean_line;

/// A row that was not understood; the default holds in its place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {mistake}")]
pub struct RowError {
    /// The file, clean.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What can be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Mistake {
    /// The file is not TOML, so that nothing of it counts.
    #[error("this is not TOML, so nothing in the file counts: {0}")]
    Form(String),
    /// Nothing has this name.
    #[error("nothing is called {name}{}", near.map(|near| format!("; {near} is near")).unwrap_or_default())]
    Unknown {
        /// As written.
        name: String,
        /// The name that was probably meant.
        near: Option<&'static str>,
    },
    /// The value is of another kind.
    #[error("{name} is to be {expected}")]
    Value {
        /// Whose value.
        name: &'static str,
        /// What would do, with an example.
        expected: &'static str,
    },
    /// A key has no such name.
    #[error(
        "{name}: «{typed}» is no key; keys are written g, G, ctrl-p, alt-left, space, f5, or in a row: g g"
    )]
    Key {
        /// The action.
        name: &'static str,
        /// As written.
        typed: String,
    },
    /// A key that has its meaning already.
    #[error("{name}: {key} {why}")]
    Taken {
        /// The action.
        name: &'static str,
        /// The key.
        key: String,
        /// What keeps it.
        why: String,
    },
    /// An action that can be reached no more.
    #[error("{name} has no key any more, since {by} has taken it; give it another one")]
    Lost {
        /// The action without a key.
        name: &'static str,
        /// The one that took it.
        by: &'static str,
    },
}

/// One `name = value`.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The name.
    pub name: &'a str,
    /// The value.
    pub value: &'a DeValue<'a>,
    /// Counted from 1.
    pub line: usize,
}

/// Calls `each` with every row of a file, in its order, and gathers what is wrong.
pub fn read_rows(
    file: &str,
    contents: &str,
    mut each: impl FnMut(&Row<'_>) -> Result<(), Mistake>,
) -> Vec<RowError> {
    let problem = |line, mistake| RowError {
        file: file.to_owned(),
        line,
        mistake,
    };
    let table = match DeTable::parse(contents) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(contents, span.start));
            let told = clean_line(error.message());
            return vec![problem(line, Mistake::Form(told))];
        }
    };
    let mut rows: Vec<Row<'_>> = table
        .get_ref()
        .iter()
        .map(|(name, value)| Row {
            name: name.get_ref(),
            value: value.get_ref(),
            line: line_of(contents, name.span().start),
        })
        .collect();
    rows.sort_by_key(|row| row.line);
    let wrong = rows.iter().filter_map(|row| {
        let mistake = each(row).err()?;
        Some(problem(row.line, mistake))
    });
    wrong.collect()
}

/// The name among `known` that `typed` was probably meant to be.
#[must_use]
pub fn nearest(typed: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    known
        .map(|name| (strsim::osa_distance(name, typed), name))
        .filter(|&(away, _)| away <= 2)
        .min()
        .map(|(_, name)| name)
}

fn line_of(contents: &str, byte: usize) -> usize {
    let before = contents.as_bytes().get(..byte).unwrap_or_default();
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}
