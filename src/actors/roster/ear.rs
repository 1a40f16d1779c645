//! The different words of all names, by what is surely heard of them: a word that sounds like another is looked
//! for among few. Whether two sound alike is for [`sounds`](crate::text::sounds).

use rayon::prelude::*;

use crate::text::sounds::{Outline, outline};
use crate::text::texts::Texts;

/// Names that one thread goes through at a time.
const TOGETHER: u32 = 1 << 14;

/// The words, each once, in the order of what is surely heard of them and then their own.
#[derive(Debug, Default)]
pub(super) struct Ear {
    words: Texts,
    /// What is surely heard of them, in order, and the number of the first of those words.
    outlines: Vec<(Outline, u32)>,
    /// How many names there were.
    names: u32,
}

impl Ear {
    /// Of folded names from a number on.
    pub(super) fn of(names: &Texts, first: u32) -> Self {
        let all = names.len();
        let parts = all.saturating_sub(first).div_ceil(TOGETHER);
        let parts = (0..parts).into_par_iter().map(|part| {
            let from = first + part * TOGETHER;
            let names =
                (from..all.min(from.saturating_add(TOGETHER))).map(|place| names.get(place));
            let words = names.flat_map(|name| name.split(' '));
            let words = words.filter(|word| !word.is_empty());
            let mut words: Vec<(Outline, &str)> = words.map(|word| (outline(word), word)).collect();
            words.sort_unstable();
            words.dedup();
            words
        });
        let mut words: Vec<(Outline, &str)> = parts.flatten_iter().collect();
        words.par_sort_unstable();
        words.dedup();
        let mut ear = Self {
            names: all,
            ..Self::default()
        };
        for (outline, word) in words {
            let number = ear.words.push(word);
            if ear.outlines.last().is_none_or(|(last, _)| *last != outline) {
                ear.outlines.push((outline, number));
            }
        }
        ear
    }

    /// How many names there were in all when it was made.
    pub(super) const fn names(&self) -> u32 {
        self.names
    }

    /// The words of which the same is surely heard as of a folded one, in order.
    pub(super) fn sounding(&self, folded: &str) -> impl Iterator<Item = &str> {
        let outline = outline(folded);
        let place = self.outlines.partition_point(|(known, _)| *known < outline);
        let known = self
            .outlines
            .get(place)
            .filter(|(known, _)| *known == outline);
        let from = known.map_or(self.words.len(), |(_, first)| *first);
        let next = self.outlines.get(place + 1);
        let to = next.map_or(self.words.len(), |(_, first)| *first);
        (from..to.max(from)).map(|number| self.words.get(number))
    }

    /// Whether a name has this folded word.
    pub(super) fn has(&self, folded: &str) -> bool {
        let outline = outline(folded);
        let Ok(place) = self
            .outlines
            .binary_search_by_key(&outline, |(known, _)| *known)
        else {
            return false;
        };
        let first = |place: usize| self.outlines.get(place).map(|(_, first)| *first);
        let (mut low, mut high) = (
            first(place).unwrap_or_default(),
            first(place + 1).unwrap_or(self.words.len()),
        );
        while low < high {
            let middle = low.midpoint(high);
            match self.words.bytes(middle).cmp(folded.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_name_is_there_once_among_those_that_sound_like_it() {
        let mut names = Texts::default();
        for name in ["sergej sojgu", "sergei shoigu", "", "sergei lavrov", "io"] {
            names.push(name);
        }
        let ear = Ear::of(&names, 0);
        for word in ["sergej", "sergei", "sojgu", "shoigu", "lavrov", "io"] {
            assert!(ear.has(word), "{word}");
            assert_eq!(ear.sounding(word).filter(|it| *it == word).count(), 1);
        }
        for word in ["", "serge", "lavro", "scioigu", "zzz"] {
            assert!(!ear.has(word), "{word}");
        }
        let near: Vec<&str> = ear.sounding("scioigu").collect();
        assert_eq!(near, ["io", "shoigu", "sojgu"]);
        assert_eq!(ear.sounding("llavrroff").collect::<Vec<_>>(), ["lavrov"]);
        let last = Ear::of(&names, 3);
        assert!(last.has("lavrov") && !last.has("shoigu"));
        assert_eq!(Ear::of(&Texts::default(), 0).sounding("a").count(), 0);
    }
}
