//! Numbers by their places in few bits each: those that stand together are told by how much each is
//! above the least of them. What was kept is read as it lies there; what came since is beside it.

use super::bytes::Bytes;
use super::fixed::Fixed as _;

/// Numbers by their places, to which others can be added.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    kept: Bytes,
    /// How many of them were kept.
    known: usize,
    fresh: Vec<u32>,
}

/// Numbers of which the least is told once.
const TOGETHER: usize = 64;
/// What those of one group are told by first: the least, and how many bits each takes.
const BEFORE: usize = 4 + 1;
/// Bytes after the last, so that any number is a part of so many.
const AFTER: usize = 8;

impl Numbers {
    /// Those that were [`kept`](Self::kept); `None` where they are none.
    #[must_use]
    pub fn of(kept: Bytes) -> Option<Self> {
        if kept.is_empty() {
            return Some(Self::default());
        }
        let known = u32::read(kept.get(..4)?)? as usize;
        let groups = known.div_ceil(TOGETHER);
        (kept.len() >= 4 + groups * 4 + AFTER).then_some(Self {
            kept,
            known,
            fresh: Vec::new(),
        })
    }

    /// The number at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<u32> {
        match place.checked_sub(self.known) {
            Some(place) => self.fresh.get(place).copied(),
            None => self.read(place),
        }
    }

    fn read(&self, place: usize) -> Option<u32> {
        let (group, local) = (place / TOGETHER, place % TOGETHER);
        let kept: &[u8] = &self.kept;
        let number = |at: usize| u32::read(kept.get(at..at.checked_add(4)?)?);
        let at = number(4 + 4 * group)? as usize;
        let least = number(at)?;
        let bits = usize::from(*kept.get(at + 4)?).min(32);
        let bit = local * bits;
        let from = at + BEFORE + bit / 8;
        let around = u64::from_le_bytes(kept.get(from..from + 8)?.try_into().ok()?);
        let above = around >> (bit % 8) & !(u64::MAX << bits);
        Some(least.wrapping_add(above as u32))
    }

    /// Changes the number at a place, unless it was kept; whether it did.
    pub fn set(&mut self, place: usize, number: u32) -> bool {
        let fresh = place.checked_sub(self.known);
        match fresh.and_then(|place| self.fresh.get_mut(place)) {
            Some(known) => *known = number,
            None => return false,
        }
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known + self.fresh.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds one.
    pub fn push(&mut self, number: u32) {
        self.fresh.push(number);
    }

    /// All of them; 0 where what was kept is damaged.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|place| self.get(place).unwrap_or_default())
    }

    /// The form in which they are kept.
    #[must_use]
    pub fn kept(&self) -> Vec<u8> {
        Self::packed(self.len(), self.iter())
    }

    /// The form in which so many are kept.
    #[must_use]
    pub fn packed(count: usize, numbers: impl Iterator<Item = u32>) -> Vec<u8> {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let groups = count.div_ceil(TOGETHER);
        let mut bytes = Vec::new();
        number(count).write(&mut bytes);
        // Where each group begins.
        bytes.resize(4 + 4 * groups, 0);
        let mut numbers = numbers.take(count);
        let mut group = Vec::with_capacity(TOGETHER);
        for at in (4..).step_by(4).take(groups) {
            let mut begin = Vec::with_capacity(4);
            number(bytes.len()).write(&mut begin);
            if let Some(place) = bytes.get_mut(at..at + 4) {
                place.copy_from_slice(&begin);
            }
            group.clear();
            group.extend(numbers.by_ref().take(TOGETHER));
            let least = group.iter().copied().min().unwrap_or(0);
            let most = group.iter().copied().max().unwrap_or(0);
            let bits = u32::BITS - (most - least).leading_zeros();
            least.write(&mut bytes);
            bytes.push(bits as u8);
            let (mut waiting, mut count) = (0_u64, 0);
            for &number in &group {
                waiting |= u64::from(number - least) << count;
                count += bits;
                while count >= 8 {
                    bytes.push(waiting as u8);
                    waiting >>= 8;
                    count -= 8;
                }
            }
            if count > 0 {
                bytes.push(waiting as u8);
            }
        }
        bytes.resize(bytes.len() + AFTER, 0);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_kept_is_read_again(
            all in proptest::collection::vec(
                prop_oneof![0_u32..9, 1000_u32..2000, Just(u32::MAX), any::<u32>()], 0..300,
            ),
            more in any::<u32>(),
        ) {
            let mut numbers = Numbers::default();
            all.iter().for_each(|&number| numbers.push(number));
            let kept = numbers.kept();
            let mut again = Numbers::of(kept.clone().into()).unwrap();
            prop_assert!(again.iter().eq(all.iter().copied()));
            prop_assert_eq!(again.get(all.len()), None);
            again.push(more);
            prop_assert_eq!((again.len(), again.get(all.len())), (all.len() + 1, Some(more)));
            prop_assert!(!again.set(all.len() + 1, 0) && again.set(all.len(), 7));
            prop_assert!(all.is_empty() || !again.set(0, 7));
            let kept_again = Numbers::of(again.kept().into()).unwrap();
            prop_assert!(kept_again.iter().eq(again.iter()));
        }

        #[test]
        fn what_is_damaged_is_other_numbers_or_none(
            all in proptest::collection::vec(any::<u32>(), 1..200),
            at in any::<prop::sample::Index>(),
            other in any::<u8>(),
        ) {
            let mut kept = Numbers::packed(all.len(), all.iter().copied());
            let at = at.index(kept.len());
            kept[at] ^= other;
            if let Some(numbers) = Numbers::of(kept.clone().into()) {
                for place in [0, 1, all.len() - 1, all.len(), usize::MAX / 64] {
                    let _ = numbers.get(place);
                }
            }
            kept.truncate(at);
            if let Some(numbers) = Numbers::of(kept.into()) {
                for place in 0..all.len() + 70 {
                    let _ = numbers.get(place);
                }
            }
        }
    }

    #[test]
    fn ends_take_little_room() {
        let ends = || (0..100_000).map(|number| number * 17);
        let kept = Numbers::packed(100_000, ends());
        assert!(kept.len() < 160_000, "{}", kept.len());
    }
}
