//! In which language a text is: by the words that every text of a language is full of, and, of languages
//! that share them, by the names of their months and days.

use std::sync::LazyLock;

use super::language::{Known, Language, all};
use super::{fold, segment};

impl Language {
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
        let mut likely = all().iter().zip(hits).filter(|&(_, hits)| hits == most);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_a_bit_for_each_language() {
        assert!(all().len() <= MOST_LANGUAGES);
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
}
