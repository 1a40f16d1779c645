//! The languages whose words are known, and their words, each read once. What the words can mean is in
//! [`super::language`], how they are read in [`super::asset`].

use std::sync::LazyLock;

use super::asset::Words;
use super::endings::Endings;
use super::language::{DateLanguage, Grammar, Numeric};
use crate::embedded;
use crate::text::language::Language;

static LANGUAGES: LazyLock<Vec<DateLanguage>> = LazyLock::new(|| {
    embedded::DATES
        .iter()
        .filter_map(|(_, contents)| DateLanguage::new(contents).ok())
        .collect()
});

impl DateLanguage {
    /// The words of `language`; those of no language, which leave dates in figures, without an
    /// asset.
    pub(super) fn of(language: Language) -> &'static Self {
        LANGUAGES
            .iter()
            .find(|known| known.language == language)
            .unwrap_or(&NONE)
    }
}

/// The languages that there are assets for.
pub(super) fn languages() -> impl Iterator<Item = Language> {
    LANGUAGES.iter().map(|known| known.language)
}

static NONE: LazyLock<DateLanguage> = LazyLock::new(|| {
    Words::default().build(
        Language::default(),
        Numeric::DayFirst,
        Grammar::default(),
        Endings::default(),
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::language::Class;
    use crate::text::table::key;

    #[test]
    fn every_asset_is_valid() {
        for (name, contents) in embedded::DATES {
            if let Err(error) = DateLanguage::new(contents) {
                panic!("{name}: {error}");
            }
        }
        assert_eq!(LANGUAGES.len(), embedded::DATES.len());
    }

    #[test]
    fn words_keep_their_meanings() {
        let italian = DateLanguage::of(Language::ITALIAN);
        let word = |form: &str| *italian.word(italian.find(key(form.as_bytes()).unwrap()));
        assert_eq!(word("settembre").month, 9);
        assert_eq!(word("lunedi").weekday, 1);
        assert_eq!(word("settantacinque").cardinal, 75);
        assert_eq!((word("mar").short_month, word("mar").short_weekday), (3, 2));
        assert!(word("è").is(Class::PRESENT_AUXILIARY) && !word("è").is(Class::AND));
        assert!(word("e").is(Class::AND) && !word("e").is(Class::PRESENT_AUXILIARY));
        assert_eq!(italian.find(key(b"pyongyang").unwrap()), 0);
    }
}
