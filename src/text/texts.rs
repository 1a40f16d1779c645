//! Many short texts in one piece of memory, each by its number: what a large corpus has hundreds of
//! thousands of is not worth an allocation each.

use std::ops::Range;

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

/// Texts by their numbers, from 0 in the order in which they came.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text; its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        // What does not fit any more is empty.
        let end = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        self.len() - 1
    }

    /// The text of a number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let before = at.checked_sub(1).map_or(Some(0), |at| self.end(at));
        let range = before.zip(self.end(at));
        let text = range.and_then(|(from, to)| self.all.get(from..to));
        text.unwrap_or_default()
    }

    /// The numbers of those among some that hold what is looked for, which is not empty, in order: all of
    /// them are gone through as one.
    pub fn holding<'a>(
        &'a self,
        numbers: Range<u32>,
        wanted: &'a Finder<'_>,
    ) -> impl Iterator<Item = u32> + 'a {
        let ends = self.ends.get(..numbers.end as usize).unwrap_or(&self.ends);
        let first = numbers.start as usize;
        let from = first.checked_sub(1).map_or(Some(0), |at| self.end(at));
        let to = ends.last().map_or(0, |&end| end as usize);
        let all = self.all.as_bytes().get(..to).unwrap_or_default();
        let (mut number, mut at) = (first, from.unwrap_or(to));
        std::iter::from_fn(move || {
            loop {
                at += wanted.find(all.get(at..)?)?;
                number += ends_before(ends.get(number..)?, at);
                let end = *ends.get(number)? as usize;
                if at + wanted.needle().len() <= end {
                    at = end;
                    return u32::try_from(number).ok();
                }
                // Partly in one text and partly in the next.
                at += 1;
            }
        })
    }

    fn end(&self, at: usize) -> Option<usize> {
        self.ends.get(at).map(|&end| end as usize)
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

    /// Gives back the room for more.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// How many of these ends, which are in order, are not after a place; most often few are not.
fn ends_before(ends: &[u32], at: usize) -> usize {
    let is_before = |end: &u32| *end as usize <= at;
    let mut far = 1;
    while ends.get(far - 1).is_some_and(is_before) {
        far *= 2;
    }
    let near = ends.get(far / 2..far.min(ends.len())).unwrap_or_default();
    far / 2 + near.partition_point(is_before)
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
            wanted in "[ab]{1,3}",
        ) {
            let mut texts = Texts::default();
            for text in &all {
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
        texts.shrink();
        let all: Vec<&str> = (0..4).map(|number| texts.get(number)).collect();
        assert_eq!(
            (all.as_slice(), texts.len()),
            (&["perché", "", "no", ""][..], 3)
        );
    }
}
