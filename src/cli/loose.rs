//! Words that belong to a query but stand outside its quotes, so that they were taken for files or
//! folders: which they are, and how the command is meant to be written.

use std::path::Path;

use super::arguments::{Common, Paths};
use super::output::message;
use crate::search::query::{Field, Query};
use crate::text::clean::{clean_line, clean_path};

/// Where a command has its query.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// What stands before it: `search`, `list --lens`.
    before: String,
    /// The query, as far as there is one.
    query: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// After `before`, as in `search QUERY`.
    pub(super) fn after(before: &str, query: &'a str) -> Self {
        Self {
            before: before.to_owned(),
            query: Some(query),
        }
    }

    /// In the lens of `command`, which is empty for the screen.
    pub(super) fn lens(command: &str, common: &'a Common) -> Self {
        Self {
            before: format!("{command} --lens").trim_start().to_owned(),
            query: common.lens.as_deref(),
        }
    }

    /// The words of `paths` that are no files or folders but, as far as can be told, of the query; says
    /// on standard error how it is to be written.
    pub(super) fn tell_loose<'p>(&self, paths: &'p Paths) -> Vec<&'p Path> {
        let loose = self.loose(paths);
        if !loose.is_empty() {
            message(&self.told(&loose, paths));
        }
        loose
    }

    fn loose<'p>(&self, paths: &'p Paths) -> Vec<&'p Path> {
        let named = paths.paths.iter().map(|path| &**path);
        named
            .filter(|path| path.as_os_str() != "-" && path.symlink_metadata().is_err())
            // A plain word may be a name that is misspelled, unless words were asked for before it.
            .filter(|path| {
                let word = path.to_str();
                word.is_some_and(|word| is_term(word, self.query.is_some()))
            })
            .collect()
    }

    fn told(&self, loose: &[&Path], paths: &Paths) -> String {
        let named = loose.iter().map(|word| format!("`{}`", clean_path(word)));
        let named = named.collect::<Vec<_>>().join(", ");
        let mut whole = self.query.unwrap_or_default().to_owned();
        for word in loose {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&word.to_string_lossy());
        }
        let mut line = format!("rassegna {} {}", self.before, quoted(&whole));
        let others = paths.paths.iter().filter(|path| !loose.contains(&&***path));
        for path in others {
            line.push(' ');
            line.push_str(&quoted(&path.to_string_lossy()));
        }
        let taken = match loose {
            [_] => "was taken for a file or folder, and there is no such",
            _ => "were taken for files or folders, and there are no such",
        };
        format!(
            "{named} {taken}; a query of several words stands in quotes: {}",
            clean_line(&line)
        )
    }
}

/// Whether a word is rather part of a query than the name of a file.
fn is_term(word: &str, asks: bool) -> bool {
    let parsed = Query::parse(word);
    let has_field = parsed.query.terms().iter().any(|term| {
        let is_text = matches!(term.field, Field::Word(_) | Field::Phrase { .. });
        !is_text || term.excluded
    });
    // `/articoli/` is a pattern, but more often a folder.
    let is_path = word.contains('/') && !word.contains(':');
    !is_path && (has_field || asks && !word.contains('.'))
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if word.contains('\'') && !word.contains(['"', '$', '`', '\\', '!']) {
        return format!("\"{word}\"");
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_quoted_as_a_shell_reads_it() {
        for (word, expected) in [
            ("date:2023", "date:2023"),
            ("nord date:2023", "'nord date:2023'"),
            ("l'accordo date:2023", "\"l'accordo date:2023\""),
            ("\"mutua difesa\" nord", "'\"mutua difesa\" nord'"),
            ("l'accordo \"di pace\"", r#"'l'\''accordo "di pace"'"#),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }

    #[test]
    fn what_looks_like_a_file_is_none_of_the_query() {
        for (word, asks, expected) in [
            ("date:2023..2024-06", true, true),
            ("date:2023", false, true),
            ("-sanzioni", false, true),
            ("corea", true, true),
            ("corea", false, false),
            ("articoli.txt", true, false),
            ("articoli/corea", true, false),
            ("articoli/", true, false),
            ("/articoli/", true, false),
        ] {
            assert_eq!(is_term(word, asks), expected, "{word}");
        }
    }
}
