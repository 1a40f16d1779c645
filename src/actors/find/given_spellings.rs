//! Given names that are written in several ways, as `assets/lists/given-spellings.toml` has them, and whether
//! two full names of one article differ by nothing else. Family names that a letter parts are for
//! [`super::slips`].

use std::sync::LazyLock;

use serde::Deserialize;

use super::persons::{Person, Title};
use crate::embedded;
use crate::text::hash::TextTable;

/// Tokens between the names of two people who are told one after the other.
const BESIDE: usize = 3;

/// See the keys of the asset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    names: Vec<String>,
}

/// The line of the asset in which a folded given name stands.
fn line_of(name: &str) -> Option<usize> {
    static LINES: LazyLock<TextTable<String, usize>> = LazyLock::new(|| {
        let named = |&&(name, _): &&(&str, &str)| name.starts_with("given-spellings");
        let text = (embedded::LISTS.iter().find(named)).map_or("", |&(_, text)| text);
        // A test holds that the asset can be read.
        let listed: Listed = toml::from_str(text).unwrap_or_default();
        let lines = listed.names.iter().enumerate();
        let words =
            lines.flat_map(|(line, words)| words.split_whitespace().map(move |it| (it, line)));
        words.map(|(word, line)| (word.to_owned(), line)).collect()
    });
    LINES.get(name).copied()
}

/// Whether two folded words are one name, written the same way or not.
fn is_one(a: &str, b: &str) -> bool {
    a == b || line_of(a).is_some_and(|line| line_of(b) == Some(line))
}

/// Whether the folded `parts`, from the token `first` on and after `title`, are the name of `person`, shorter,
/// longer or as long, with given names in another spelling. Two who are told one after the other, or under
/// different titles, are two.
pub(super) fn is_respelt(
    person: &Person<'_>,
    parts: &[&str],
    first: usize,
    title: Option<Title<'_>>,
) -> bool {
    let (Some((family, given)), Some((other, others))) =
        (parts.split_last(), person.words.split_last())
    else {
        return false;
    };
    let within = |some: &[&str], all: &[&str]| {
        (some.iter()).all(|word| all.iter().any(|other| is_one(word, other)))
    };
    let end = first + parts.len();
    family == other
        && !given.is_empty()
        && !others.is_empty()
        && (within(given, others) || within(others, given))
        && (first >= person.end + BESIDE || person.first >= end + BESIDE)
        && title.is_none_or(|(title, _)| person.titles.is_empty() || person.titles.contains(&title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_the_same_in_its_spellings_alone() {
        assert!(is_one("mohammad", "muhammad"));
        assert!(is_one("yusuf", "youssef"));
        assert!(is_one("strange", "strange"));
        assert!(!is_one("mohammad", "mahmoud"));
        assert!(!is_one("hassan", "hussein"));
        assert!(!is_one("strange", "other"));
    }

    #[test]
    fn no_spelling_is_of_two_names() {
        let named = |&&(name, _): &&(&str, &str)| name.starts_with("given-spellings");
        let (_, text) = embedded::LISTS.iter().find(named).unwrap();
        let listed: Listed = toml::from_str(text).unwrap();
        let mut words: Vec<&str> = (listed.names.iter())
            .flat_map(|words| words.split_whitespace())
            .collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(all, words.len());
    }
}
