//! Many short texts in one piece of memory, each by its number: what a large corpus has hundreds of
//! thousands of is not worth an allocation each.

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
        self.fresh.extend_from_slice(text.as_bytes());
        // What does not fit any more is empty.
        let end = u32::try_from(self.kept.len() + self.fresh.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        self.len() - 1
    }

    /// The text of a number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let end = |at: usize| self.ends.get(at).map(|end| end as usize);
        let before = at.checked_sub(1).map_or(Some(0), end);
        let range = before.zip(end(at));
        let before = self.kept.len();
        let bytes = range.and_then(|(from, to)| match from.checked_sub(before) {
            Some(from) => self.fresh.get(from..to.checked_sub(before)?),
            None => self.kept.get(from..to),
        });
        str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
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
    use super::*;

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
