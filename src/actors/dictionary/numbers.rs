//! Every known word with its number, for one look a word of the text: slots of a hash and a number
//! side by side, the letters of all words in one text. What a word means is in [`super::lexicon`].
//! The words come from dictionaries, so nobody can choose them to collide; texts only look up.

use super::lexicon::WordId;

/// The numbers of the known words, from 1 on in the order in which they were learnt.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// A power of two of them, at least half of them empty.
    slots: Vec<Slot>,
    /// The letters of all words, one after another.
    letters: Vec<u8>,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
}

/// Half of a word's hash, and its number; 0 where the slot is empty.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    number: WordId,
}

const FEWEST_SLOTS: usize = 64;

impl Numbers {
    /// Room for about `words` words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let slots = (4 * words).next_power_of_two().max(FEWEST_SLOTS);
        Self {
            slots: vec![Slot::default(); slots],
            letters: Vec::with_capacity(8 * words),
            ends: Vec::with_capacity(words),
        }
    }

    /// The number of `word`; 0 of an unknown one.
    pub(super) fn number(&self, word: &[u8]) -> WordId {
        self.find(word, hash(word)).unwrap_or(0)
    }

    /// The number of `word`, which is known from now on; 0 when there are 4 GiB of words.
    pub(super) fn learn(&mut self, word: &[u8]) -> WordId {
        if 2 * self.ends.len() >= self.slots.len() {
            self.grow();
        }
        let hash = hash(word);
        let free = match self.find(word, hash) {
            Ok(number) => return number,
            Err(free) => free,
        };
        let Ok(end) = u32::try_from(self.letters.len() + word.len()) else {
            return 0;
        };
        let Ok(number) = WordId::try_from(self.ends.len() + 1) else {
            return 0;
        };
        self.letters.extend_from_slice(word);
        self.ends.push(end);
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = Slot {
                hash: upper(hash),
                number,
            };
        }
        number
    }

    /// The number of `word`, or the slot where it would stand.
    fn find(&self, word: &[u8], hash: u64) -> Result<WordId, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or(0) & mask;
        while let Some(slot) = self.slots.get(at).filter(|slot| slot.number != 0) {
            if slot.hash == upper(hash) && self.word(slot.number) == word {
                return Ok(slot.number);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    fn word(&self, number: WordId) -> &[u8] {
        let at = number as usize;
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let start = at.checked_sub(2).map_or(0, end);
        self.letters.get(start..end(at - 1)).unwrap_or_default()
    }

    fn grow(&mut self) {
        let slots = (2 * self.slots.len()).max(FEWEST_SLOTS);
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
        for slot in before.into_iter().filter(|slot| slot.number != 0) {
            let hash = hash(self.word(slot.number));
            if let Err(free) = self.find(&[], hash)
                && let Some(to) = self.slots.get_mut(free)
            {
                *to = slot;
            }
        }
    }
}

fn upper(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// Eight letters at a time, the last eight again where a word has more: nearly every word is done
/// in one or two steps.
fn hash(word: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = word.len() as u64;
    let mut mix = |part: u64| {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(ODD);
        hash ^= hash >> 29;
    };
    let (eights, rest) = word.as_chunks::<8>();
    for &eight in eights {
        mix(u64::from_le_bytes(eight));
    }
    if !rest.is_empty() {
        if let Some(&last) = word.last_chunk::<8>() {
            mix(u64::from_le_bytes(last));
        } else if let (Some(&first), Some(&last)) =
            (word.first_chunk::<4>(), word.last_chunk::<4>())
        {
            mix(u64::from(u32::from_le_bytes(first)) << 32 | u64::from(u32::from_le_bytes(last)));
        } else {
            mix(word
                .iter()
                .fold(0, |part, &letter| part << 8 | u64::from(letter)));
        }
    }
    hash.wrapping_mul(ODD)
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
        let mut numbers = Numbers::default();
        assert_eq!(numbers.number(b"a"), 0);
        let learnt: Vec<WordId> = words
            .iter()
            .map(|word| numbers.learn(word.as_bytes()))
            .collect();
        for (word, number) in words.iter().zip(&learnt) {
            assert_eq!(numbers.number(word.as_bytes()), *number, "{word}");
            assert_eq!(numbers.learn(word.as_bytes()), *number, "{word}");
            assert_eq!(numbers.word(*number), word.as_bytes());
        }
        let mut distinct = learnt.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(
            distinct.len(),
            words.iter().collect::<std::collections::HashSet<_>>().len()
        );
        assert_eq!(numbers.number(b"rassegna"), 0);
        assert_eq!(numbers.number(b""), 0);
    }
}
