//! Every known word with its number, for one look a word of the text. What a word means is in
//! [`super::lexicon`]. The words come from dictionaries, so nobody can choose them to collide; texts
//! only look up.

use super::lexicon::WordId;
use super::packed::{Packed, Plain};

/// The numbers of the known words, from 1 on in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct Numbers {
    /// A power of two of them, at least half of them empty.
    slots: Vec<Slot>,
    /// All that words have beyond their first eight bytes, a zero after each.
    rests: Vec<u64>,
    known: WordId,
}

/// The beginning of a word, where the rest of it is, and its number; 0 where the slot is empty.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    first: u64,
    rest: u32,
    number: WordId,
}

const FEWEST_SLOTS: usize = 64;

impl Numbers {
    /// Room for `words` words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let slots = (2 * words).next_power_of_two().max(FEWEST_SLOTS);
        // The first rest is that of words that have none.
        let mut rests = Vec::with_capacity(words);
        rests.push(0);
        Self {
            slots: vec![Slot::default(); slots],
            rests,
            known: 0,
        }
    }

    /// The number of `word`; 0 of an unknown one.
    #[inline]
    pub(super) fn number(&self, word: &Packed) -> WordId {
        let (first, rest) = word.parts();
        self.find(first, rest).unwrap_or(0)
    }

    /// The number of a word of few letters; 0 of an unknown one.
    #[inline]
    pub(super) fn number_of(&self, word: &Plain) -> WordId {
        let (first, second) = word.parts();
        let Some(second) = second else {
            return self.short(first);
        };
        self.find(first, &[second]).unwrap_or(0)
    }

    /// The number of a word of eight letters at most. Whether it is known, which nobody can foretell,
    /// is no question that the processor has to guess at here.
    #[inline(always)]
    fn short(&self, first: u64) -> WordId {
        let mask = self.slots.len().wrapping_sub(1);
        let Some(slot) = self.slots.get(place(first, &[]) & mask) else {
            return 0;
        };
        if (slot.number == 0) | (slot.first == first) & (slot.rest == 0) {
            return slot.number;
        }
        self.find(first, &[]).unwrap_or(0)
    }

    /// The number of `word`, which is known from now on; 0 where there is no room for it.
    pub(super) fn learn(&mut self, word: &Packed) -> WordId {
        if 2 * self.known as usize >= self.slots.len() {
            self.grow();
        }
        let (first, more) = word.parts();
        let free = match self.find(first, more) {
            Ok(number) => return number,
            Err(free) => free,
        };
        let Some(number) = self.known.checked_add(1) else {
            return 0;
        };
        let mut rest = 0;
        if !more.is_empty() {
            let Ok(start) = u32::try_from(self.rests.len()) else {
                return 0;
            };
            rest = start;
            self.rests.extend_from_slice(more);
            self.rests.push(0);
        }
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = Slot {
                first,
                rest,
                number,
            };
        }
        self.known = number;
        number
    }

    /// The number of a word, or the slot where it would stand.
    #[inline(always)]
    fn find(&self, first: u64, rest: &[u64]) -> Result<WordId, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = place(first, rest) & mask;
        while let Some(slot) = self.slots.get(at).filter(|slot| slot.number != 0) {
            if slot.first == first && self.ends_with(slot, rest) {
                return Ok(slot.number);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    /// Whether the word of `slot` has this rest.
    #[inline(always)]
    fn ends_with(&self, slot: &Slot, rest: &[u64]) -> bool {
        if rest.is_empty() || slot.rest == 0 {
            return rest.is_empty() && slot.rest == 0;
        }
        let known = self.rests.get(slot.rest as usize..).unwrap_or_default();
        known.starts_with(rest) && known.get(rest.len()) == Some(&0)
    }

    fn grow(&mut self) {
        let slots = (2 * self.slots.len()).max(FEWEST_SLOTS);
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
        for slot in before.into_iter().filter(|slot| slot.number != 0) {
            let known = self.rests.get(slot.rest as usize..).unwrap_or_default();
            let length = known.iter().position(|&eight| eight == 0).unwrap_or(0);
            let rest = known.get(..length).unwrap_or_default();
            if let Err(free) = self.find(slot.first, rest)
                && let Some(to) = self.slots.get_mut(free)
            {
                *to = slot;
            }
        }
    }
}

/// Where to begin looking for a word, among as many slots as there may be.
#[inline]
fn place(first: u64, rest: &[u64]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = first.wrapping_mul(ODD);
    for eight in rest {
        hash = (hash.rotate_left(23) ^ eight).wrapping_mul(ODD);
    }
    // A multiplication leaves the low bits poor, and only they are used.
    usize::try_from((hash >> 32) ^ (hash >> 49)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_keeps_its_number() {
        let words: Vec<String> = (0..5000_u32)
            .map(|number| {
                format!("{:x}", number.wrapping_mul(2_654_435_761)).repeat(1 + number as usize % 3)
            })
            .collect();
        let mut numbers = Numbers::with_capacity(0);
        let packed = |word: &str| Packed::new(word.as_bytes()).unwrap();
        assert_eq!(numbers.number(&packed("a")), 0);
        let learnt: Vec<WordId> = words
            .iter()
            .map(|word| numbers.learn(&packed(word)))
            .collect();
        for (word, number) in words.iter().zip(&learnt) {
            assert_eq!(numbers.number(&packed(word)), *number, "{word}");
            assert_eq!(numbers.learn(&packed(word)), *number, "{word}");
        }
        let mut distinct = learnt.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(
            distinct.len(),
            words.iter().collect::<std::collections::HashSet<_>>().len()
        );
        assert_eq!(numbers.number(&packed("rassegna")), 0);
        assert_eq!(numbers.number(&packed("")), 0);
    }

    #[test]
    fn a_word_is_not_its_beginning() {
        let mut numbers = Numbers::with_capacity(0);
        let packed = |word: &str| Packed::new(word.as_bytes()).unwrap();
        let words = [
            "presiden",
            "president",
            "presidentepresid",
            "presidentepresidente",
        ];
        for (number, word) in (1..).zip(words) {
            assert_eq!(numbers.learn(&packed(word)), number, "{word}");
        }
        for (number, word) in (1..).zip(words) {
            assert_eq!(numbers.number(&packed(word)), number, "{word}");
        }
    }
}
