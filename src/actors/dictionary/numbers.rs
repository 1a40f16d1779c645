//! Every known word with its number and what else recognition asks first, for one look a word of the
//! text. What the words mean and the names made of them are in [`super::lexicon`]. The words come from
//! dictionaries, so nobody can choose them to collide; texts only look up.

use super::packed::{Packed, Plain};
use super::word::{Word, WordId};

/// The known words, numbered from 1 on in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct Numbers {
    /// One that stays empty, then a power of two of them.
    buckets: Vec<Bucket>,
    /// All that words have beyond their first sixteen bytes, a zero after each.
    rests: Vec<u64>,
    /// A bit for each hash that a known word has. Most words of a text are unknown, and end here,
    /// in what the processor keeps nearest.
    filter: Box<[u64; FILTER]>,
    known: WordId,
}

/// Two words that the processor reads together. The first is filled first; words for which there is
/// no room go into the next bucket.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket([Slot; 2]);

/// A word: its first eight bytes, its second eight, where the rest of it is, and what is known of it; of
/// an empty slot everything is 0.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    first: u64,
    second: u64,
    rest: u32,
    word: Word,
}

impl Slot {
    /// No bit where it has the word of these sixteen bytes and no more.
    #[inline(always)]
    fn differs(&self, first: u64, second: u64) -> u64 {
        (self.first ^ first) | (self.second ^ second) | u64::from(self.rest)
    }
}

const FEWEST_BUCKETS: usize = 64;
/// Numbers of eight bytes in the filter: eight bits for each word of the program and more.
const FILTER: usize = 2048;

impl Numbers {
    /// Room for `words` words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let buckets = words.next_power_of_two().max(FEWEST_BUCKETS);
        // The first rest is that of words that have none.
        let mut rests = Vec::with_capacity(words / 16);
        rests.push(0);
        Self {
            buckets: vec![Bucket::default(); buckets + 1],
            rests,
            filter: Box::new([0; FILTER]),
            known: 0,
        }
    }

    /// What is known of `word`.
    #[inline]
    pub(super) fn word(&self, word: &Packed) -> Word {
        if let Some((first, second)) = word.short() {
            return self.short(first, second);
        }
        let (first, second, rest) = word.parts();
        self.get(first, second, rest)
    }

    /// What is known of a word of few letters. Whether anything is, which nobody can foretell, is no
    /// question that the processor has to guess at here.
    #[inline(always)]
    pub(super) fn word_of(&self, word: &Plain) -> Word {
        let (first, second) = word.parts();
        self.short(first, second)
    }

    /// What is known of the word of these sixteen bytes.
    #[inline(always)]
    fn short(&self, first: u64, second: u64) -> Word {
        let hash = hash(first, second);
        let (part, bit) = place_in_filter(hash);
        let maybe = (self.filter.get(part).map_or(0, |bits| bits >> bit) & 1).wrapping_neg();
        let at = self.home(hash) & usize::try_from(maybe).unwrap_or(usize::MAX);
        let Some(Bucket(slots)) = self.buckets.get(at) else {
            return Word::default();
        };
        let [one, two] = slots;
        let is_one = one.differs(first, second) == 0;
        let is_two = two.differs(first, second) == 0;
        // One question, and not one for each of its parts.
        let elsewhere = u8::from(!(is_one | is_two)) * two.word.overflows();
        if elsewhere != 0 {
            return self.get(first, second, &[]);
        }
        let word = slots.get(usize::from(is_two)).unwrap_or(one).word;
        word.if_known(is_one | is_two)
    }

    #[inline(never)]
    fn get(&self, first: u64, second: u64, rest: &[u64]) -> Word {
        let (at, slot) = match self.find(first, second, rest) {
            Ok(found) => found,
            Err(_) => return Word::default(),
        };
        let bucket = self.buckets.get(at);
        let slot = bucket.and_then(|bucket| bucket.0.get(slot));
        slot.map_or(Word::default(), |slot| slot.word)
    }

    /// The word, which is known from now on; `None` where there is no room for it.
    pub(super) fn learn(&mut self, word: &Packed) -> Option<&mut Word> {
        // With three words to four slots few buckets are full.
        if 2 * self.known as usize >= 3 * self.buckets.len() {
            self.grow();
        }
        let (first, second, more) = word.parts();
        let (at, slot) = match self.find(first, second, more) {
            Ok(found) => found,
            Err(free) => {
                let number = self.known.checked_add(1)?;
                let mut rest = 0;
                if !more.is_empty() {
                    rest = u32::try_from(self.rests.len()).ok()?;
                    self.rests.extend_from_slice(more);
                    self.rests.push(0);
                }
                let word = Word::new(number);
                let filled = Slot {
                    first,
                    second,
                    rest,
                    word,
                };
                self.put(free, filled);
                self.known = number;
                free
            }
        };
        let slot = self.buckets.get_mut(at)?.0.get_mut(slot)?;
        Some(&mut slot.word)
    }

    /// Fills the empty slot at `(at, slot)`, and tells the full buckets before it that words went on.
    fn put(&mut self, (at, slot): (usize, usize), filled: Slot) {
        let hash = hash(filled.first, filled.second);
        let mut passed = self.home(hash);
        while passed != at
            && let Some(Bucket([_, two])) = self.buckets.get_mut(passed)
        {
            two.word.overflow();
            passed = self.after(passed);
        }
        let bucket = self.buckets.get_mut(at);
        if let Some(slot) = bucket.and_then(|bucket| bucket.0.get_mut(slot)) {
            *slot = filled;
        }
        let (part, bit) = place_in_filter(hash);
        if let Some(bits) = self.filter.get_mut(part) {
            *bits |= 1 << bit;
        }
    }

    /// The bucket and the slot of a word, or those where it would stand.
    fn find(
        &self,
        first: u64,
        second: u64,
        rest: &[u64],
    ) -> Result<(usize, usize), (usize, usize)> {
        let mut at = self.home(hash(first, second));
        loop {
            let Some(Bucket(slots)) = self.buckets.get(at) else {
                return Err((at, 0));
            };
            for (number, slot) in slots.iter().enumerate() {
                if slot.word.number == 0 {
                    return Err((at, number));
                }
                if slot.first == first && slot.second == second && self.ends_with(slot, rest) {
                    return Ok((at, number));
                }
            }
            at = self.after(at);
        }
    }

    /// The bucket after one: after the last comes the first, and before it the one that stays empty.
    fn after(&self, at: usize) -> usize {
        at % (self.buckets.len() - 1).max(1) + 1
    }

    /// The bucket to begin with for a word with this hash.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        let mask = self.buckets.len().wrapping_sub(2);
        (usize::try_from(hash >> 32).unwrap_or(0) & mask) + 1
    }

    /// Whether the word of `slot` has this rest.
    #[inline]
    fn ends_with(&self, slot: &Slot, rest: &[u64]) -> bool {
        if rest.is_empty() || slot.rest == 0 {
            return rest.is_empty() && slot.rest == 0;
        }
        let known = self.rests.get(slot.rest as usize..).unwrap_or_default();
        known.starts_with(rest) && known.get(rest.len()) == Some(&0)
    }

    fn grow(&mut self) {
        let buckets = 2 * (self.buckets.len() - 1).max(FEWEST_BUCKETS / 2);
        let before = std::mem::replace(&mut self.buckets, vec![Bucket::default(); buckets + 1]);
        for mut slot in before.into_iter().flat_map(|bucket| bucket.0) {
            let known = self.rests.get(slot.rest as usize..).unwrap_or_default();
            let length = known.iter().position(|&eight| eight == 0).unwrap_or(0);
            let rest = known.get(..length).unwrap_or_default();
            if slot.word.number != 0
                && let Err(free) = self.find(slot.first, slot.second, rest)
            {
                slot.word.stay();
                self.put(free, slot);
            }
        }
    }
}

/// The hash of the word of which these are the first sixteen bytes.
#[inline]
fn hash(first: u64, second: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (first.wrapping_mul(ODD).rotate_left(23) ^ second).wrapping_mul(ODD)
}

/// The number in the filter and the bit of it for a word with this hash. A multiplication leaves the low
/// bits poor; the bucket is chosen by those from 32 on.
#[inline]
fn place_in_filter(hash: u64) -> (usize, u64) {
    let part = usize::try_from(hash >> 52).unwrap_or(0) % FILTER;
    (part, hash >> 46 & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(numbers: &Numbers, word: &str) -> WordId {
        let found = numbers.word(&packed(word)).number;
        let letters = word.len() < 16 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if letters && !word.is_empty() {
            let text = format!("{word:<24}");
            let plain =
                crate::actors::dictionary::packed::plain(text.as_bytes().first_chunk().unwrap());
            assert_eq!(numbers.word_of(&plain.unwrap()).number, found, "{word}");
        }
        found
    }

    fn packed(word: &str) -> Packed {
        Packed::new(word.as_bytes()).unwrap()
    }

    #[test]
    fn every_word_keeps_its_number() {
        let words: Vec<String> = (0..5000_u32)
            .map(|number| {
                let name = format!("{:x}", number.wrapping_mul(2_654_435_761));
                let letters: String = name.bytes().map(|b| char::from(b'a' + b % 23)).collect();
                let some = if number % 2 == 0 { letters } else { name };
                some.repeat(1 + number as usize % 4)
            })
            .collect();
        let mut numbers = Numbers::with_capacity(0);
        assert_eq!(number(&numbers, "a"), 0);
        let learnt: Vec<WordId> = words
            .iter()
            .map(|word| numbers.learn(&packed(word)).unwrap().number)
            .collect();
        for (word, &learnt) in words.iter().zip(&learnt) {
            assert_eq!(number(&numbers, word), learnt, "{word}");
            assert_eq!(
                numbers.learn(&packed(word)).unwrap().number,
                learnt,
                "{word}"
            );
        }
        let mut distinct = learnt.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(
            distinct.len(),
            words.iter().collect::<std::collections::HashSet<_>>().len()
        );
        assert_eq!(number(&numbers, "rassegna"), 0);
        assert_eq!(number(&numbers, ""), 0);
    }

    #[test]
    fn a_word_is_not_its_beginning() {
        let mut numbers = Numbers::with_capacity(0);
        let words = [
            "presiden",
            "president",
            "presidentepresid",
            "presidentepresidente",
        ];
        for (learnt, word) in (1..).zip(words) {
            assert_eq!(
                numbers.learn(&packed(word)).unwrap().number,
                learnt,
                "{word}"
            );
        }
        for (learnt, word) in (1..).zip(words) {
            assert_eq!(number(&numbers, word), learnt, "{word}");
        }
    }
}
