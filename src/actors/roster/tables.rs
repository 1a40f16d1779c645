//! Ways from a text to a number that take little more memory than the numbers: of a large corpus the
//! roster has hundreds of thousands of names, each under several of these ways.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::text::bytes::Bytes;
use crate::text::columns::{Column, Fixed as _};
use crate::text::hash::Direct;

/// The number of an actor in a roster.
pub type Number = u32;

/// By the number of an actor, or of a name.
pub(super) type Numbered<T> = HashMap<u32, T, BuildHasherDefault<Direct>>;

/// By the hash of a text: two texts in many thousand million thousand millions share one.
pub(super) type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Direct>>;

/// Numbers by the hash of a text, some of which have more than one: nearly all in order, and those
/// that came last apart.
#[derive(Clone, Debug, Default)]
pub(super) struct ByHash {
    hashes: Column<u64>,
    /// Of each of `hashes`.
    numbers: Column<Number>,
    fresh: Hashed<Vec<Number>>,
}

/// So many may be apart before they are put in order.
const APART: usize = 1 << 12;

impl ByHash {
    /// The numbers of a hash, in the order in which they came.
    pub(super) fn of(&self, hash: u64) -> impl Iterator<Item = Number> + '_ {
        let from = self.first_of(hash);
        let ordered = (from..)
            .take_while(move |&at| self.hashes.get(at) == Some(hash))
            .filter_map(|at| self.numbers.get(at));
        let fresh = self.fresh.get(&hash).map_or(&[][..], Vec::as_slice);
        ordered.chain(fresh.iter().copied())
    }

    /// Where those of a hash begin.
    fn first_of(&self, hash: u64) -> usize {
        let (mut from, mut to) = (0, self.hashes.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.hashes.get(middle).is_some_and(|known| known < hash) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
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
            *self = Self::restored(self.in_order().map(Bytes::from));
        }
    }

    /// Those that were kept as what [`Self::in_order`] makes.
    pub(super) fn restored([hashes, numbers]: [Bytes; 2]) -> Self {
        Self {
            hashes: Column::of(hashes),
            numbers: Column::of(numbers),
            fresh: Hashed::default(),
        }
    }

    /// All of them by hash, those of one as they came: the hashes, and of each the number.
    pub(super) fn in_order(&self) -> [Vec<u8>; 2] {
        let mut fresh: Vec<(u64, &[Number])> = (self.fresh.iter())
            .map(|(&hash, numbers)| (hash, numbers.as_slice()))
            .collect();
        fresh.sort_unstable_by_key(|(hash, _)| *hash);
        let more: usize = fresh.iter().map(|(_, numbers)| numbers.len()).sum();
        let all = self.hashes.len() + more;
        let mut hashes = Vec::with_capacity(all * u64::BYTES);
        let mut numbers = Vec::with_capacity(all * Number::BYTES);
        let mut add = |hash: u64, number: Number| {
            hash.write(&mut hashes);
            number.write(&mut numbers);
        };
        let mut known = self.hashes.iter().zip(self.numbers.iter()).peekable();
        for (hash, those) in fresh {
            while let Some((hash, number)) = known.next_if(|&(known, _)| known <= hash) {
                add(hash, number);
            }
            those.iter().for_each(|&number| add(hash, number));
        }
        known.for_each(|(hash, number)| add(hash, number));
        [hashes, numbers]
    }
}

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    #[test]
    fn everything_is_found_however_it_came() {
        let hash = |number: Number| xxh3_64(&number.to_le_bytes());
        let mut by_hash = ByHash::default();
        for number in 0..30_000 {
            by_hash.add(hash(number % 12_000), number, 2);
            by_hash.add(hash(number % 12_000), number, 2);
        }
        let again = ByHash::restored(by_hash.in_order().map(Bytes::from));
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
