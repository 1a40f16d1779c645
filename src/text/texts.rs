//! Many short texts in one piece of memory, each by its number: what a large corpus has hundreds of
//! thousands of is not worth an allocation each.

use std::ops::Range;

use memchr::memmem::Finder;

use super::bytes::Bytes;
use super::columns::Column;

/// Texts by their numbers, from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// What was kept, and what came since.
    kept: Bytes,
    fresh: Vec<u8>,
    /// Where each ends.
    ends: Column<u32>,
}

impl Texts {
    /// Those that were kept as the two pieces of [`Self::kept`].
    #[must_use]
    pub fn of([kept, ends]: [Bytes; 2]) -> Self {
        Self {
            kept,
            fresh: Vec::new(),
            ends: Column::of(ends),
        }
    }

    /// The form in which they are kept.
    #[must_use]
    pub fn kept(&self) -> [Vec<u8>; 2] {
        [[&self.kept[..], &self.fresh].concat(), self.ends.kept()]
    }

    /// Adds a text; its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.push_bytes(text.as_bytes())
    }

    /// Adds what need not be a text; its number.
    pub fn push_bytes(&mut self, bytes: &[u8]) -> u32 {
        self.fresh.extend_from_slice(bytes);
        // What does not fit any more is empty.
        let end = u32::try_from(self.kept.len() + self.fresh.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        self.len() - 1
    }

    /// The text of a number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        str::from_utf8(self.bytes(number)).unwrap_or_default()
    }

    /// The same of what need not be a text.
    #[must_use]
    pub fn bytes(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let before = at.checked_sub(1).map_or(Some(0), |at| self.end(at));
        let range = before.zip(self.end(at));
        let before = self.kept.len();
        let bytes = range.and_then(|(from, to)| match from.checked_sub(before) {
            Some(from) => self.fresh.get(from..to.checked_sub(before)?),
            None => self.kept.get(from..to),
        });
        bytes.unwrap_or_default()
    }

    /// The numbers of those among some that hold what is looked for, which is not empty, in order:
    /// all of them are gone through as one.
    pub fn holding<'a>(
        &'a self,
        numbers: Range<u32>,
        wanted: &'a Finder<'_>,
    ) -> impl Iterator<Item = u32> + 'a {
        let begin = |number: usize| number.checked_sub(1).map_or(Some(0), |at| self.end(at));
        let last = (numbers.end as usize).min(self.ends.len());
        let to = begin(last).unwrap_or(0);
        let mut number = numbers.start as usize;
        let mut at = begin(number).unwrap_or(to);
        std::iter::from_fn(move || {
            loop {
                // What was kept, and after it what came since.
                let before = self.kept.len();
                let (piece, from, end) = match at.checked_sub(before) {
                    None => (&self.kept[..], at, to.min(before)),
                    Some(from) => (&self.fresh[..], from, to.checked_sub(before)?),
                };
                let Some(found) = wanted.find(piece.get(from..end)?) else {
                    if at >= before || to <= before {
                        return None;
                    }
                    at = before;
                    continue;
                };
                at += found;
                number += self.ends_before(number, at);
                let end = self.end(number)?;
                if at + wanted.needle().len() <= end {
                    at = end;
                    return u32::try_from(number).ok();
                }
                // Partly in one text and partly in the next.
                at += 1;
            }
        })
    }

    /// How many of the ends from a number on, which are in order, are not after a place; most often
    /// few are not.
    fn ends_before(&self, number: usize, at: usize) -> usize {
        let is_before = |step: usize| self.end(number + step).is_some_and(|end| end <= at);
        let mut far = 1;
        while is_before(far - 1) {
            far *= 2;
        }
        let (mut low, mut high) = (far / 2, far - 1);
        while low < high {
            let middle = low.midpoint(high);
            match is_before(middle) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    fn end(&self, at: usize) -> Option<usize> {
        self.ends.get(at).map(|end| end as usize)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn those_that_hold_something_are_found(
            all in proptest::collection::vec("[ab]{0,4}", 0..40),
            from in 0..40_u32,
            to in 0..40_u32,
            kept in 0..40_usize,
            wanted in "[ab]{1,3}",
        ) {
            let mut texts = Texts::default();
            for (number, text) in all.iter().enumerate() {
                if number == kept {
                    texts = Texts::of(texts.kept().map(Bytes::from));
                }
                texts.push(text);
            }
            let to = to.min(texts.len());
            let from = from.min(to);
            let finder = Finder::new(&wanted);
            let found: Vec<u32> = texts.holding(from..to, &finder).collect();
            let holds = |number: &u32| texts.get(*number).contains(&wanted);
            let expected: Vec<u32> = (from..to).filter(holds).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn each_has_its_number() {
        let mut texts = Texts::default();
        assert!(texts.is_empty());
        for (number, text) in (0..).zip(["perché", "", "no"]) {
            assert_eq!(texts.push(text), number);
        }
        let mut texts = Texts::of(texts.kept().map(Bytes::from));
        assert_eq!(texts.push("più"), 3);
        let all: Vec<&str> = (0..5).map(|number| texts.get(number)).collect();
        assert_eq!(all, ["perché", "", "no", "più", ""]);
        assert_eq!(texts.len(), 4);
    }
}
