//! Which given names, titles and relatives are women's and which men's, as `assets/lists/sexes.toml` has
//! them. What follows from it for a surname is read in [`super::relatives`].

use std::sync::LazyLock;

use serde::Deserialize;

use super::lists::Words;
use crate::embedded;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    Woman,
    Man,
}

/// A sex, and whether what tells it is never said of the other.
pub(super) type Told = (Sex, bool);

/// See the keys of the asset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sexes {
    women: Words,
    men: Words,
    either: Words,
    titles_of_women: Words,
    titles_of_men: Words,
    titles_of_men_it: Words,
    for_both: Words,
    pub(super) courtesy: Words,
    kinswomen: Words,
    kin_of_both: Words,
    pub(super) possessives: Words,
    pub(super) articles_of_women: Words,
    articles_of_men: Words,
}

impl Sexes {
    /// Of the folded first word of a full name, which is known for a given name or not.
    pub(super) fn of_given(&self, name: &str, known: bool) -> Option<Sex> {
        if self.women.has(name) {
            Some(Sex::Woman)
        } else if self.men.has(name) {
            Some(Sex::Man)
        } else if !known || self.either.has(name) {
            None
        } else if name.ends_with('a') {
            Some(Sex::Woman)
        } else {
            name.ends_with('o').then_some(Sex::Man)
        }
    }

    /// Of the folded title in a text, of Italian or not, after the folded `article`, which may be any word.
    pub(super) fn of_title(&self, title: &str, article: &str, italian: bool) -> Option<Told> {
        if self.titles_of_women.has(title) {
            Some((Sex::Woman, true))
        } else if self.titles_of_men.has(title) || italian && self.titles_of_men_it.has(title) {
            Some((Sex::Man, true))
        } else if italian && self.articles_of_women.has(article) {
            Some((Sex::Woman, true))
        } else if italian && self.articles_of_men.has(article) && !self.for_both.has(title) {
            Some((Sex::Man, false))
        } else {
            None
        }
    }

    /// Of the folded word, which is a noun for relatives.
    pub(super) fn of_kin(&self, kin: &str) -> Option<Sex> {
        if self.kin_of_both.has(kin) {
            None
        } else if self.kinswomen.has(kin) {
            Some(Sex::Woman)
        } else {
            Some(Sex::Man)
        }
    }
}

/// The lists, read when first asked for.
#[inline]
pub(super) fn sexes() -> &'static Sexes {
    static SEXES: LazyLock<Sexes> = LazyLock::new(|| {
        let named = |&&(name, _): &&(&str, &str)| name.starts_with("sexes");
        let text = (embedded::LISTS.iter().find(named)).map_or("", |&(_, text)| text);
        // A test holds that the asset can be read.
        toml::from_str(text).unwrap_or_default()
    });
    &SEXES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_and_titles_have_the_sex_of_those_who_bear_them() {
        let sexes = sexes();
        for (name, sex) in [
            ("fiorenza", Some(Sex::Woman)),
            ("margaret", Some(Sex::Woman)),
            ("luca", Some(Sex::Man)),
            ("tommaso", Some(Sex::Man)),
            ("thomas", Some(Sex::Man)),
            // What no list has may be anybody's.
            ("michelle", Some(Sex::Woman)),
            ("zaynab", None),
            ("kim", None),
        ] {
            assert_eq!(sexes.of_given(name, true), sex, "{name}");
        }
        assert_eq!(
            sexes.of_title("ministra", "", true),
            Some((Sex::Woman, true))
        );
        assert_eq!(sexes.of_title("ministro", "il", true), None);
        assert_eq!(
            sexes.of_title("generale", "il", true),
            Some((Sex::Man, false))
        );
        assert_eq!(sexes.of_title("general", "the", false), None);
        assert_eq!(sexes.of_kin("brother"), Some(Sex::Man));
    }
}
