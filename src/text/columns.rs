//! Numbers by their places, and the places of what has a hash: of what was kept as it lies there, so
//! that nothing is made of it, and of what came since beside that.

use super::bytes::{Bytes, Left, put};
use super::fixed::Fixed;
use super::numbers::Numbers;

/// Numbers by their places, to which others can be added.
#[derive(Clone, Debug)]
pub struct Column<T> {
    kept: Bytes,
    fresh: Vec<T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self {
            kept: Bytes::default(),
            fresh: Vec::new(),
        }
    }
}

impl<T: Fixed> Column<T> {
    /// Those that were kept.
    #[must_use]
    pub fn of(kept: Bytes) -> Self {
        Self {
            kept,
            fresh: Vec::new(),
        }
    }

    /// The number at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<T> {
        match place.checked_sub(self.kept.len() / T::BYTES) {
            Some(fresh) => self.fresh.get(fresh).copied(),
            None => {
                let from = place.checked_mul(T::BYTES)?;
                T::read(self.kept.get(from..from.checked_add(T::BYTES)?)?)
            }
        }
    }

    /// Changes the number at a place, unless it was kept; whether it did.
    pub fn set(&mut self, place: usize, number: T) -> bool {
        let fresh = place.checked_sub(self.kept.len() / T::BYTES);
        match fresh.and_then(|place| self.fresh.get_mut(place)) {
            Some(known) => *known = number,
            None => return false,
        }
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len() / T::BYTES + self.fresh.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds one.
    pub fn push(&mut self, number: T) {
        self.fresh.push(number);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        let kept = self.kept.chunks_exact(T::BYTES).filter_map(T::read);
        kept.chain(self.fresh.iter().copied())
    }

    /// The form in which they are kept.
    #[must_use]
    pub fn kept(&self) -> Vec<u8> {
        let mut bytes = self.kept.to_vec();
        self.fresh
            .iter()
            .for_each(|number| number.write(&mut bytes));
        bytes
    }
}

/// Places by the hash of what stands there: only the places are held.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// A power of two of slots, or none: 0 is free, and a place one more than it is.
    kept: Numbers,
    slots: Vec<u32>,
    held: usize,
}

const FREE: u32 = u32::MAX;

fn room(places: usize) -> usize {
    (places * 8 / 5 + 8).next_power_of_two()
}

/// Goes through the slots of a hash until a free one, or one that `is` what is looked for.
fn probe<'a>(
    slots: usize,
    slot: impl Fn(usize) -> Option<u32> + 'a,
    hash: u64,
) -> impl Iterator<Item = (usize, u32)> + 'a {
    let mask = slots.saturating_sub(1);
    (0..slots).map_while(move |step| {
        let at = (hash as usize).wrapping_add(step) & mask;
        Some((at, slot(at)?))
    })
}

impl Places {
    /// Those that were kept; `None` where they are none.
    #[must_use]
    pub fn of(kept: Bytes) -> Option<Self> {
        let kept = Numbers::of(kept)?;
        let fits = kept.is_empty() || kept.len().is_power_of_two();
        fits.then(|| Self {
            kept,
            ..Self::default()
        })
    }

    /// The place of what has this hash and `is` what is looked for.
    #[must_use]
    pub fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let taken = |&(_, place): &(usize, u32)| place != FREE;
        let kept = |at: usize| Some(self.kept.get(at)?.wrapping_sub(1));
        let fresh = |at: usize| self.slots.get(at).copied();
        let kept = probe(self.kept.len(), kept, hash).take_while(taken);
        let fresh = probe(self.slots.len(), fresh, hash).take_while(taken);
        let mut found = kept.chain(fresh).map(|(_, place)| place);
        found.find(|&place| is(place))
    }

    /// Takes a place that is not there yet; `hash_of` gives the hash of those that are.
    pub fn insert(&mut self, place: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.held + 1) * 8 > self.slots.len() * 5 {
            let known = std::mem::take(&mut self.slots);
            self.slots = vec![FREE; room((self.held + 1) * 2)];
            for known in known.into_iter().filter(|&known| known != FREE) {
                self.put(known, hash_of(known));
            }
        }
        self.held += 1;
        self.put(place, hash_of(place));
    }

    fn put(&mut self, place: u32, hash: u64) {
        let slot = |at: usize| self.slots.get(at).copied();
        let free = probe(self.slots.len(), slot, hash).find(|&(_, place)| place == FREE);
        let slot = free.and_then(|(at, _)| self.slots.get_mut(at));
        if let Some(slot) = slot {
            *slot = place;
        }
    }

    /// The form in which those of `places` are kept.
    #[must_use]
    pub fn kept(places: u32, hash_of: impl Fn(u32) -> u64) -> Vec<u8> {
        let mut all = Self {
            slots: vec![FREE; room(places as usize)],
            ..Self::default()
        };
        for place in 0..places {
            all.put(place, hash_of(place));
        }
        let slots = all.slots.iter().map(|slot| slot.wrapping_add(1));
        Numbers::packed(all.slots.len(), slots)
    }
}

/// Pieces as one, which can be told apart again.
#[must_use]
pub fn joined(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut lengths = Vec::new();
    put(&mut lengths, pieces.len());
    for piece in pieces {
        put(&mut lengths, piece.len());
    }
    let more = pieces.iter().map(Vec::len).sum();
    let mut all = lengths;
    all.reserve_exact(more);
    for piece in pieces {
        all.extend_from_slice(piece);
    }
    all
}

/// The pieces that were [`joined`]; `None` where they are others.
#[must_use]
pub fn parted(all: &Bytes) -> Option<Vec<Bytes>> {
    let mut left = Left(all);
    let pieces = left.number::<u16>()?;
    let lengths: Vec<usize> = (0..pieces).map(|_| left.number()).collect::<Option<_>>()?;
    let mut from = all.len() - left.0.len();
    let pieces = lengths.into_iter().map(|length| {
        let to = from.checked_add(length)?;
        let piece = all.part(from, to);
        from = to;
        (piece.len() == length).then_some(piece)
    });
    let pieces: Vec<Bytes> = pieces.collect::<Option<_>>()?;
    (from == all.len()).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    #[test]
    fn what_was_kept_and_what_came_since_are_one() {
        let hash = |number: u32| xxh3_64(&number.to_le_bytes());
        let mut places = Places::default();
        let mut numbers: Column<u64> = Column::default();
        assert_eq!(places.find(1, |_| true), None);
        for number in 0..3000 {
            if number == 1000 {
                let kept = [numbers.kept(), Places::kept(number, hash)];
                let pieces = parted(&joined(&kept).into()).unwrap();
                numbers = Column::of(pieces[0].clone());
                places = Places::of(pieces[1].clone()).unwrap();
            }
            assert_eq!(places.find(hash(number), |known| known == number), None);
            places.insert(number, hash);
            numbers.push(hash(number));
        }
        assert_eq!((numbers.len(), numbers.get(3000)), (3000, None));
        assert!(!numbers.set(999, 7) && !numbers.set(3000, 7) && numbers.set(2999, 7));
        assert_eq!(numbers.get(2999), Some(7));
        numbers.set(2999, hash(2999));
        for (number, held) in (0..3000).zip(numbers.iter()) {
            assert_eq!(
                places.find(hash(number), |known| known == number),
                Some(number)
            );
            assert_eq!(
                (held, numbers.get(number as usize)),
                (hash(number), Some(held))
            );
        }
        let slots = |count: usize| Numbers::packed(count, std::iter::repeat_n(1, count)).into();
        assert!(Places::of(slots(12)).is_none());
        let full = Places::of(slots(16)).unwrap();
        assert_eq!(
            full.find(7, |_| false),
            None,
            "it ends where no slot is free"
        );
        assert!(parted(&vec![1, 9].into()).is_none());
    }
}
