//! Ways from a text to a number that take little more memory than the numbers: of a large corpus the
//! roster has hundreds of thousands of names, each under several of these ways.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::hash::Direct;

/// The number of an actor in a roster.
pub type Number = u32;

/// By the number of an actor, or of a name.
pub(super) type Numbered<T> = HashMap<u32, T, BuildHasherDefault<Direct>>;

/// By the hash of a text: two texts in many thousand million thousand millions share one.
pub(super) type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Direct>>;

pub(super) fn hashed(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Numbers by what they stand for, which is kept elsewhere: only the numbers are held here.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// A power of two of places, or none.
    slots: Vec<Number>,
    held: usize,
}

const FREE: Number = Number::MAX;

impl Places {
    /// Room for so many.
    pub(super) fn for_so_many(numbers: usize) -> Self {
        Self {
            slots: vec![FREE; (numbers * 8 / 5 + 8).next_power_of_two()],
            held: 0,
        }
    }

    /// The number of what has this hash and `is` what is looked for.
    pub(super) fn find(&self, hash: u64, is: impl Fn(Number) -> bool) -> Option<Number> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match *self.slots.get(at)? {
                FREE => return None,
                number if is(number) => return Some(number),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Takes a number that is not there yet; `hash_of` gives the hash of those that are.
    pub(super) fn insert(&mut self, number: Number, hash_of: impl Fn(Number) -> u64) {
        if (self.held + 1) * 8 > self.slots.len() * 5 {
            let mut larger = Self::for_so_many((self.held + 1) * 2);
            for &known in self.slots.iter().filter(|&&known| known != FREE) {
                larger.put(known, hash_of(known));
            }
            *self = larger;
        }
        self.put(number, hash_of(number));
    }

    fn put(&mut self, number: Number, hash: u64) {
        let mask = self.slots.len().saturating_sub(1);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == FREE {
                *slot = number;
                self.held += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Numbers by the hash of a text, some of which have more than one: nearly all in order, and those
/// that came last apart.
#[derive(Clone, Debug, Default)]
pub(super) struct ByHash {
    hashes: Vec<u64>,
    /// Of each of `hashes`.
    numbers: Vec<Number>,
    fresh: Hashed<Vec<Number>>,
}

/// So many may be apart before they are put in order.
const APART: usize = 1 << 12;

impl ByHash {
    /// The numbers of a hash, in the order in which they came.
    pub(super) fn of(&self, hash: u64) -> impl Iterator<Item = Number> + '_ {
        let from = self.hashes.partition_point(|&known| known < hash);
        let known = self.hashes.get(from..).unwrap_or_default().iter();
        let same = known.take_while(move |&&known| known == hash).count();
        let ordered = self.numbers.get(from..from + same).unwrap_or_default();
        let fresh = self.fresh.get(&hash).map_or(&[][..], Vec::as_slice);
        ordered.iter().chain(fresh).copied()
    }

    /// The one number of a hash that has no other.
    pub(super) fn only(&self, hash: u64) -> Option<Number> {
        let mut all = self.of(hash);
        let one = all.next()?;
        all.next().is_none().then_some(one)
    }

    /// Adds a number to those of a hash where it is not among them, up to `most`.
    pub(super) fn add(&mut self, hash: u64, number: Number, most: usize) {
        let mut known = 0;
        for other in self.of(hash) {
            known += 1;
            if other == number || known >= most {
                return;
            }
        }
        self.fresh.entry(hash).or_default().push(number);
        if self.fresh.len() > APART + self.hashes.len() / 4 {
            let (hashes, numbers) = self.in_order();
            *self = Self {
                hashes,
                numbers,
                fresh: Hashed::default(),
            };
        }
    }

    /// All of them by hash, those of one as they came.
    fn in_order(&self) -> (Vec<u64>, Vec<Number>) {
        let mut fresh: Vec<(u64, &[Number])> = (self.fresh.iter())
            .map(|(&hash, numbers)| (hash, numbers.as_slice()))
            .collect();
        fresh.sort_unstable_by_key(|(hash, _)| *hash);
        let more: usize = fresh.iter().map(|(_, numbers)| numbers.len()).sum();
        let mut hashes = Vec::with_capacity(self.hashes.len() + more);
        let mut numbers = Vec::with_capacity(self.hashes.len() + more);
        let mut known = self.hashes.iter().zip(&self.numbers).peekable();
        for (hash, those) in fresh {
            while let Some((&hash, &number)) = known.next_if(|(known, _)| **known <= hash) {
                hashes.push(hash);
                numbers.push(number);
            }
            for &number in those {
                hashes.push(hash);
                numbers.push(number);
            }
        }
        for (&hash, &number) in known {
            hashes.push(hash);
            numbers.push(number);
        }
        (hashes, numbers)
    }
}

impl Serialize for ByHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.fresh.is_empty() {
            (&self.hashes, &self.numbers).serialize(serializer)
        } else {
            self.in_order().serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ByHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut hashes, mut numbers) = <(Vec<u64>, Vec<Number>)>::deserialize(deserializer)?;
        // What was read grew until it held everything, and is too large now.
        hashes.shrink_to_fit();
        numbers.shrink_to_fit();
        Ok(Self {
            hashes,
            numbers,
            fresh: Hashed::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_found_however_it_came() {
        let hash = |number: Number| xxh3_64(&number.to_le_bytes());
        let mut places = Places::default();
        assert_eq!(places.find(1, |_| true), None);
        for number in 0..3000 {
            assert_eq!(places.find(hash(number), |known| known == number), None);
            places.insert(number, hash);
        }
        for number in 0..3000 {
            let found = places.find(hash(number), |known| known == number);
            assert_eq!(found, Some(number));
        }
        let mut by_hash = ByHash::default();
        for number in 0..30_000 {
            by_hash.add(hash(number % 12_000), number, 2);
            by_hash.add(hash(number % 12_000), number, 2);
        }
        let kept = postcard::to_stdvec(&by_hash).unwrap();
        let again: ByHash = postcard::from_bytes(&kept).unwrap();
        assert!(!by_hash.fresh.is_empty() && !by_hash.hashes.is_empty());
        for by_hash in [by_hash, again] {
            for number in 0..12_000 {
                let all: Vec<Number> = by_hash.of(hash(number)).collect();
                assert_eq!(all, [number, number + 12_000]);
                assert_eq!(by_hash.only(hash(number)), None);
            }
            assert_eq!(by_hash.of(7).count(), 0);
        }
    }
}
