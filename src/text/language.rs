//! The languages of articles: their codes, and for the ones of `assets/languages/` what is needed
//! to tell them apart and to cut them into sentences. Dates and actors of a language have assets
//! of their own.

use std::collections::HashSet;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::{fold, segment};
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

    /// The language whose function words are commonest at the beginning of `text` (its first
    /// 4,000 bytes); unknown where they are rarer than one word in twelve.
    #[must_use]
    pub fn detect(text: &str) -> Self {
        let sample = text
            .get(..text.floor_char_boundary(4000))
            .unwrap_or_default();
        let mut hits = [0usize; MOST_LANGUAGES];
        let mut count = 0;
        let mut take = |key, len| {
            count += 1;
            let mut languages = if len <= LONGEST_FUNCTION_WORD {
                FUNCTION_WORDS.languages(key)
            } else {
                0
            };
            while let Some(hits) = hits.get_mut(languages.trailing_zeros() as usize) {
                *hits += 1;
                languages &= languages - 1;
            }
        };
        let mut folded = String::new();
        let (mut word, mut start) = (0, None);
        let mut at = 0;
        let bytes = sample.as_bytes();
        // Most words are ASCII, and each of their letters is looked at once.
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                start.get_or_insert(at);
                word = word << 8 | u128::from(byte.to_ascii_lowercase());
                at += 1;
                continue;
            }
            if byte.is_ascii() {
                if let Some(start) = start.take() {
                    take(word, at - start);
                }
                word = 0;
                at += 1;
                continue;
            }
            let from = start.take().unwrap_or(at);
            let rest = sample.get(from..).unwrap_or_default();
            let first = rest.chars().next().unwrap_or_default();
            if segment::is_word(first)
                && let Some(range) = segment::words(rest).next()
            {
                folded.clear();
                let word = range.of(rest).chars();
                word.for_each(|c| fold::push_folded(c, &mut folded));
                take(key(folded.bytes()), range.len());
                at = from + range.len();
            } else {
                at += first.len_utf8();
            }
            word = 0;
        }
        if let Some(start) = start {
            take(word, at - start);
        }
        let most = hits.iter().copied().max().unwrap_or_default();
        if most == 0 || most * 12 < count {
            return Self::default();
        }
        let mut likely = LANGUAGES.iter().zip(hits).filter(|&(_, hits)| hits == most);
        let Some((first, _)) = likely.next() else {
            return Self::default();
        };
        let Some((second, _)) = likely.next() else {
            return first.language;
        };
        // `Il 24 febbraio 2022 la Russia …` may be Italian or French: the month tells.
        let others = likely.map(|(known, _)| known);
        ([first, second].into_iter().chain(others))
            .max_by_key(|known| known.calendar_words(sample))
            .map_or_else(Self::default, |known| known.language)
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

impl Known {
    /// How many words of a text are its months and days of the week.
    fn calendar_words(&self, text: &str) -> usize {
        segment::words(text)
            .map(|word| fold::fold(word.of(text)))
            .filter(|word| self.months.contains(word) || self.weekdays.contains(word))
            .count()
    }
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

/// So many languages there are at most: a bit for each.
const MOST_LANGUAGES: usize = 32;
/// No function word is longer, in bytes as it is written.
const LONGEST_FUNCTION_WORD: usize = 16;

/// The letters of a folded word as a number; of a longer one than any function word the last ones.
fn key(word: impl Iterator<Item = u8>) -> u128 {
    word.fold(0, |key, byte| key << 8 | u128::from(byte))
}

/// The languages of which a word is a function word, a bit each by their places in `LANGUAGES`.
struct FunctionWords {
    /// By the keys of the folded words; each stands at its place or right after others that do, and
    /// more than half of them are empty.
    slots: Vec<(u128, u32)>,
}

impl FunctionWords {
    fn place(&self, key: u128) -> usize {
        let mixed = (key ^ key >> 64) as u64;
        let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize & (self.slots.len() - 1)
    }

    /// Where a key stands, or would.
    fn slot(&self, key: u128) -> usize {
        let mut place = self.place(key);
        while let Some(&(known, languages)) = self.slots.get(place)
            && known != key
            && languages != 0
        {
            place = (place + 1) & (self.slots.len() - 1);
        }
        place
    }

    fn languages(&self, key: u128) -> u32 {
        match self.slots.get(self.slot(key)) {
            Some(&(known, languages)) if known == key => languages,
            _ => 0,
        }
    }
}

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let words = all()
        .iter()
        .map(|known| known.function_words.folded().len());
    let room = (4 * words.sum::<usize>()).next_power_of_two();
    let mut words = FunctionWords {
        slots: vec![(0, 0); room.max(1)],
    };
    for (place, known) in all().iter().enumerate() {
        for word in known.function_words.folded() {
            let key = key(word.bytes());
            let slot = words.slot(key);
            if let Some(slot) = words.slots.get_mut(slot) {
                *slot = (key, slot.1 | 1 << place);
            }
        }
    }
    words
});

static LANGUAGES: LazyLock<Vec<Known>> = LazyLock::new(|| {
    embedded::LANGUAGES
        .iter()
        .filter_map(|(_, contents)| {
            let asset: Asset = toml::from_str(contents).ok()?;
            Some(Known {
                language: Language::parse(&asset.code)?,
                function_words: Words::of(asset.function_words),
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
        assert!(
            LANGUAGES.len() <= MOST_LANGUAGES,
            "a bit of a function word for each"
        );
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
    fn tells_languages_apart() {
        for (text, code) in [
            (
                "Il presidente è arrivato nella capitale con una delegazione.",
                "it",
            ),
            ("The minister said that it was not in the treaty.", "en"),
            ("12345 67890", ""),
            (
                "Der Minister ist am Abend mit einer Delegation in der Stadt angekommen.",
                "de",
            ),
            (
                "El ministro llegó por la noche a la capital con una delegación del partido.",
                "es",
            ),
            (
                "Le ministre est arrivé dans la soirée avec une délégation du parti.",
                "fr",
            ),
            (
                "La nave con a bordo una delegazione è entrata in porto.",
                "it",
            ),
            (
                "Cara redazione, oggi la Reuters ha citato un portavoce di Son Won. Nessuno ne scrive?",
                "it",
            ),
        ] {
            assert_eq!(Language::detect(text).code(), code, "{text}");
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
