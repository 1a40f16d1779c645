//! Numbers and texts as bytes, as few as they need, and what is read of them again: nothing where it is
//! not what was written. What they mean is for whoever writes them.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::eights::HIGH;

/// Some bytes that several may hold: their own, or a part of what is held elsewhere, as in a file.
#[derive(Clone)]
pub struct Bytes {
    of: Arc<dyn AsRef<[u8]> + Send + Sync>,
    from: u32,
    to: u32,
}

impl Bytes {
    /// All of `of`; nothing of more than 4 GB.
    #[must_use]
    pub fn of(of: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        let to = u32::try_from((*of).as_ref().len()).unwrap_or(0);
        Self { of, from: 0, to }
    }

    /// A part of them; nothing where they have no such part.
    #[must_use]
    pub fn part(&self, from: usize, to: usize) -> Self {
        let at = |at: usize| u32::try_from(at).ok()?.checked_add(self.from);
        let part = at(from)
            .zip(at(to))
            .filter(|&(from, to)| from <= to && to <= self.to);
        let (from, to) = part.unwrap_or_default();
        Self {
            of: Arc::clone(&self.of),
            from,
            to,
        }
    }

    /// How many they are, told without a look at them.
    #[must_use]
    #[inline]
    pub const fn len(&self) -> usize {
        (self.to - self.from) as usize
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.to == self.from
    }

    /// Whether both are the same place.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let start = |bytes: &Self| bytes.as_ptr();
        self.len() == other.len() && (self.is_empty() || start(self) == start(other))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let range = self.from as usize..self.to as usize;
        (*self.of).as_ref().get(range).unwrap_or_default()
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let bytes: Box<[u8]> = bytes.into();
        Self::of(Arc::new(bytes))
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// Adds a number, in as many bytes as it needs.
#[inline]
pub fn put(bytes: &mut Vec<u8>, number: impl TryInto<u64>) {
    let mut left = number.try_into().unwrap_or(u64::MAX);
    while left >= 0x80 {
        bytes.push(left as u8 | 0x80);
        left >>= 7;
    }
    bytes.push(left as u8);
}

/// What the first, the second, the third and the fourth byte of a number tell of it.
const FIRST: u32 = 0x7f;
const SECOND: u32 = FIRST << 7;
const THIRD: u32 = FIRST << 14;
const FOURTH: u32 = FIRST << 21;

/// Adds many numbers as [`put`] does, without a look at how many bytes each needs before it is written.
pub fn put_small(bytes: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = u32>) {
    let mut at = bytes.len();
    // Eight bytes are written for each, of which five are its own at most.
    bytes.resize(at + numbers.len() * 5 + 3, 0);
    for number in numbers {
        let four = number & FIRST
            | (number & SECOND) << 1
            | (number & THIRD) << 2
            | (number & FOURTH) << 3;
        let spread = u64::from(four) | u64::from(number >> 28) << 32;
        let more = (number | 1).ilog2() / 7;
        let goes_on = HIGH & ((1 << (8 * more)) - 1);
        if let Some(room) = bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *room = (spread | goes_on).to_le_bytes();
        }
        at += more as usize + 1;
    }
    bytes.truncate(at);
}

/// Adds some bytes and before them how many they are.
pub fn put_all(bytes: &mut Vec<u8>, all: &[u8]) {
    put(bytes, all.len());
    bytes.extend_from_slice(all);
}

/// What of some bytes is not read yet.
#[derive(Clone, Copy, Debug)]
pub struct Left<'a>(pub &'a [u8]);

impl<'a> Left<'a> {
    /// The next bytes.
    pub fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, left) = self.0.split_at_checked(bytes)?;
        self.0 = left;
        Some(taken)
    }

    /// The next bytes, so many as the next number says.
    pub fn all(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let (&first, left) = self.0.split_first()?;
        self.0 = left;
        Some(first)
    }

    /// The next number.
    #[inline]
    pub fn number<T: TryFrom<u64>>(&mut self) -> Option<T> {
        let first = self.byte()?;
        match first < 0x80 {
            true => T::try_from(u64::from(first)).ok(),
            false => T::try_from(self.rest(first)?).ok(),
        }
    }

    /// The next number of 32 bits; most, of up to 28, are read at once.
    #[inline]
    pub fn small(&mut self) -> Option<u32> {
        let Some(&four) = self.0.first_chunk() else {
            return self.number();
        };
        let four = u32::from_le_bytes(four);
        let end = (!four & HIGH as u32).trailing_zeros();
        if end >= 32 {
            return self.number();
        }
        self.0 = self.0.get(end as usize / 8 + 1..).unwrap_or_default();
        let kept = four & (u32::MAX >> (31 - end));
        Some(kept & FIRST | kept >> 1 & SECOND | kept >> 2 & THIRD | kept >> 3 & FOURTH)
    }

    /// A number of which the first byte, which is not all of it, was read.
    #[inline]
    fn rest(&mut self, first: u8) -> Option<u64> {
        let mut number = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut bytes = Vec::new();
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            put(&mut bytes, number);
        }
        put_all(&mut bytes, b"text");
        let mut left = Left(&bytes);
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(left.number(), Some(number));
        }
        assert_eq!((left.all(), left.byte()), (Some(&b"text"[..]), None));
        assert_eq!(Left(&[0x80]).number::<u32>(), None);
        assert_eq!(Left(&[0x80; 12]).small(), None);
        assert_eq!(Left(&[0x80; 12]).number::<u64>(), None);
        let (whole, other) = (Bytes::from(bytes.clone()), Bytes::from(bytes));
        let part = whole.part(2, 4).part(1, 2);
        assert_eq!(*part, whole[3..4]);
        assert!(part.is(&whole.part(3, 4)) && !part.is(&other.part(3, 4)));
        assert!(whole.part(0, 99).is_empty() && whole.part(0, 4).part(0, 5).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn many_numbers_are_written_and_read_as_one_by_one(
            numbers in proptest::collection::vec((0..=32_u32, proptest::num::u32::ANY), 0..40),
            last in proptest::bool::ANY,
        ) {
            let numbers: Vec<u32> = (numbers.into_iter())
                .map(|(bits, number)| number.checked_shr(bits).unwrap_or(u32::MAX))
                .chain(last.then_some(u32::MAX))
                .collect();
            let (mut each, mut all) = (vec![7], vec![7]);
            for &number in &numbers {
                put(&mut each, number);
            }
            put_small(&mut all, numbers.iter().copied());
            proptest::prop_assert_eq!(&all, &each);
            let mut left = Left(&all[1..]);
            let read: Vec<u32> = std::iter::from_fn(|| left.small()).collect();
            proptest::prop_assert_eq!(read, numbers);
            proptest::prop_assert!(left.0.is_empty());
        }
    }
}
