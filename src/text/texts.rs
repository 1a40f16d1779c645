//! Many short texts in one piece of memory, each by its number: what a large corpus has hundreds of
//! thousands of is not worth an allocation each.

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
        texts.shrink();
        let all: Vec<&str> = (0..4).map(|number| texts.get(number)).collect();
        assert_eq!(
            (all.as_slice(), texts.len()),
            (&["perché", "", "no", ""][..], 3)
        );
    }
}
