//! Ways from a text to a number that take little more memory than the numbers: of a large corpus the
//! roster has hundreds of thousands of names, each under several of these ways.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::text::bytes::Bytes;
use crate::text::columns::Column;
use crate::text::fixed::Fixed as _;
use crate::text::hash::Direct;
use crate::text::numbers::Numbers;

/// The number of an actor in a roster.
pub type Number = u32;

/// By the number of an actor, or of a name.
pub(super) type Numbered<T> = HashMap<u32, T, BuildHasherDefault<Direct>>;

/// By the hash of a text: two texts in many thousand million thousand millions share one.
pub(super) type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Direct>>;

/// What rosters have in common until one of them changes it.
#[derive(Debug, Default)]
pub(super) struct Shared<T>(Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(table: T) -> Self {
        Self(Arc::new(table))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

/// Numbers by the hash of a text, some of which have more than one: nearly all in order, and those
/// that came last apart.
#[derive(Clone, Debug, Default)]
pub(super) struct ByHash {
    /// Each once, in order.
    hashes: Column<u64>,
    /// Where those of each end in `numbers`.
    ends: Numbers,
    numbers: Numbers,
    fresh: Hashed<Few>,
}

/// Numbers of which there is mostly one.
#[derive(Clone, Debug)]
struct Few {
    first: Number,
    more: Vec<Number>,
}

/// How far from where a hash would be it is looked for first.
const NEAR: usize = 8;
/// So many may be apart before they are put in order.
const APART: usize = 1 << 12;

impl ByHash {
    /// The numbers of a hash, in the order in which they came.
    pub(super) fn of(&self, hash: u64) -> impl Iterator<Item = Number> + '_ {
        let at = self.first_of(hash);
        let known = self.hashes.get(at) == Some(hash);
        let end = |at: usize| self.ends.get(at).map_or(0, |end| end as usize);
        let ordered = match known {
            true => at.checked_sub(1).map_or(0, end)..end(at),
            false => 0..0,
        };
        let ordered = ordered.filter_map(|at| self.numbers.get(at));
        let fresh = self.fresh.get(&hash);
        let first = fresh.map(|few| few.first);
        let more = fresh.map_or(&[][..], |few| few.more.as_slice());
        ordered.chain(first).chain(more.iter().copied())
    }

    /// The place of a hash, or of the next one. Hashes lie evenly, so that one is looked for near where
    /// it would be of quite even ones.
    fn first_of(&self, hash: u64) -> usize {
        let all = self.hashes.len();
        let is_before = |at: usize| self.hashes.get(at).is_some_and(|known| known < hash);
        let guess = ((u128::from(hash) * all as u128) >> u64::BITS) as usize;
        let (mut from, mut to) = (guess, guess);
        let mut step = NEAR;
        while from > 0 && !is_before(from - 1) {
            to = from - 1;
            from = from.saturating_sub(step);
            step *= 2;
        }
        step = NEAR;
        while to < all && is_before(to) {
            from = to + 1;
            to = (to + step).min(all);
            step *= 2;
        }
        while from < to {
            let middle = from.midpoint(to);
            if is_before(middle) {
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
        match self.fresh.entry(hash) {
            Entry::Occupied(few) => few.into_mut().more.push(number),
            Entry::Vacant(few) => drop(few.insert(Few {
                first: number,
                more: Vec::new(),
            })),
        }
        if self.fresh.len() > APART + self.hashes.len() / 4
            && let Some(ordered) = Self::restored(self.in_order().map(Bytes::from))
        {
            *self = ordered;
        }
    }

    /// Those that were kept as what [`Self::in_order`] makes; `None` where they are others.
    pub(super) fn restored([hashes, ends, numbers]: [Bytes; 3]) -> Option<Self> {
        let restored = Self {
            hashes: Column::of(hashes),
            ends: Numbers::of(ends)?,
            numbers: Numbers::of(numbers)?,
            fresh: Hashed::default(),
        };
        (restored.ends.len() == restored.hashes.len()).then_some(restored)
    }

    /// All of them by hash, those of one as they came: each hash once, where its numbers end, and the
    /// numbers.
    pub(super) fn in_order(&self) -> [Vec<u8>; 3] {
        let mut fresh: Vec<u64> = self.fresh.keys().copied().collect();
        fresh.sort_unstable();
        let mut fresh = fresh.into_iter().peekable();
        let mut known = self.hashes.iter().peekable();
        let mut hashes = Vec::new();
        let [mut ends, mut numbers] = [(); 2].map(|()| Numbers::default());
        while let Some(hash) = match (known.peek(), fresh.peek()) {
            (Some(&known), Some(&fresh)) => Some(known.min(fresh)),
            (known, fresh) => known.or(fresh).copied(),
        } {
            known.next_if_eq(&hash);
            fresh.next_if_eq(&hash);
            hash.write(&mut hashes);
            self.of(hash).for_each(|number| numbers.push(number));
            ends.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        }
        [hashes, ends.kept(), numbers.kept()]
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
        let again = ByHash::restored(by_hash.in_order().map(Bytes::from)).unwrap();
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
