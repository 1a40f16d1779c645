//! The languages of articles: their codes, and for the ones of `assets/languages/` what is needed
//! to tell them apart and to cut them into sentences. Dates and actors of a language have assets
//! of their own.

use std::collections::HashSet;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::fold;
use crate::embedded;

/// The language of a text, by its ISO 639 code of two or three letters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Language([u8; 3]);

impl Language {
    /// Italian.
    pub const ITALIAN: Self = Self(*b"it\0");
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// The language that `tag` (`it`, `it-IT`, `en_US`) begins with; `None` for what is no tag.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let fits =
            matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        fits.then(|| {
            let mut code = [0; 3];
            for (to, from) in code.iter_mut().zip(primary.bytes()) {
                *to = from.to_ascii_lowercase();
            }
            Self(code)
        })
    }

    /// Its code, empty where the language is not known.
    #[must_use]
    pub fn code(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        str::from_utf8(self.0.get(..len).unwrap_or_default()).unwrap_or_default()
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::default()
    }

    /// What is known of the language; `None` without an asset.
    #[must_use]
    pub fn known(self) -> Option<&'static Known> {
        LANGUAGES.iter().find(|known| known.language == self)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language of `assets/languages/`; words are folded.
#[derive(Debug)]
pub struct Known {
    /// Which.
    pub language: Language,
    /// Words that every text of the language is full of.
    pub function_words: Words,
    /// Short words that are put before others with a hyphen or without.
    pub prefixes: Words,
    /// Abbreviations, without their last full stop, after which a sentence goes on.
    pub abbreviations: Words,
    /// The twelve months, January first.
    pub months: Vec<String>,
    /// The seven days of the week, Monday first.
    pub weekdays: Vec<String>,
    /// Lines that pages put around an article.
    pub interface: HashSet<String>,
    /// Beginnings of such lines.
    pub interface_openings: Vec<String>,
    /// Words of lines that say when and by whom a text is.
    pub dated_line: DatedLine,
}

/// Words of a line that says when and by whom a text is, as they are written, in small letters.
#[derive(Debug)]
pub struct DatedLine {
    /// They go with a day and a name.
    pub beside: Words,
    /// Before a day, they make it one of what is told.
    pub telling: Words,
    /// By them a line is about the text, and not about what it tells.
    pub publishing: Words,
    /// What happened, is in force or is to come on a day.
    pub events: Words,
    /// Those of them that are names as well, where they are written as one.
    pub also_names: Words,
}

/// A list of words, folded when it is first asked for: the first page needs those of its own language
/// at most, and does not wait for the others.
#[derive(Debug)]
pub struct Words {
    /// As the asset has them, parted by spaces.
    written: String,
    folded: OnceLock<HashSet<String>>,
}

impl Words {
    fn of(written: String) -> Self {
        let folded = OnceLock::new();
        Self { written, folded }
    }

    /// All of them, folded.
    #[must_use]
    pub fn folded(&self) -> &HashSet<String> {
        self.folded.get_or_init(|| folded(&self.written))
    }

    /// Whether a word is among them as they are written.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        (self.written.split_whitespace()).any(|known| known == word)
    }

    /// Whether a folded word is among them.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.folded().contains(word)
    }
}

/// Every language of `assets/languages/`.
#[must_use]
pub fn all() -> &'static [Known] {
    &LANGUAGES
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    code: String,
    function_words: String,
    #[serde(default)]
    prefixes: String,
    abbreviations: String,
    months: String,
    weekdays: String,
    #[serde(default)]
    interface: Vec<String>,
    #[serde(default)]
    interface_openings: Vec<String>,
    #[serde(default)]
    dated_line: RawDatedLine,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawDatedLine {
    beside: String,
    telling: String,
    publishing: String,
    events: String,
    also_names: String,
}

fn folded<C: FromIterator<String>>(words: &str) -> C {
    words.split_whitespace().map(fold::fold).collect()
}

static LANGUAGES: LazyLock<Vec<Known>> = LazyLock::new(|| {
    embedded::LANGUAGES
        .iter()
        .filter_map(|(_, contents)| {
            let asset: Asset = toml::from_str(contents).ok()?;
            Some(Known {
                language: Language::parse(&asset.code)?,
                function_words: Words::of(asset.function_words),
                prefixes: Words::of(asset.prefixes),
                abbreviations: Words::of(asset.abbreviations),
                months: folded(&asset.months),
                weekdays: folded(&asset.weekdays),
                interface: asset
                    .interface
                    .iter()
                    .map(|line| fold::fold(line))
                    .collect(),
                interface_openings: asset
                    .interface_openings
                    .iter()
                    .map(|line| fold::fold(line))
                    .collect(),
                dated_line: DatedLine {
                    beside: Words::of(asset.dated_line.beside),
                    telling: Words::of(asset.dated_line.telling),
                    publishing: Words::of(asset.dated_line.publishing),
                    events: Words::of(asset.dated_line.events),
                    also_names: Words::of(asset.dated_line.also_names),
                },
            })
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_loads() {
        assert_eq!(LANGUAGES.len(), embedded::LANGUAGES.len());
        assert!(Language::ITALIAN.known().is_some() && Language::ENGLISH.known().is_some());
        for known in all() {
            assert_eq!(
                (known.months.len(), known.weekdays.len()),
                (12, 7),
                "{}",
                known.language
            );
        }
    }

    #[test]
    fn reads_tags() {
        for (tag, code) in [
            ("it", "it"),
            ("it-IT", "it"),
            ("EN_us", "en"),
            ("fil", "fil"),
        ] {
            assert_eq!(Language::parse(tag).unwrap().code(), code);
        }
        for tag in ["", "i", "italiano", "1t", "\u{1b}["] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }
}
