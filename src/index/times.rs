//! How often an article names somebody, and how often of these it is not sure: both in the bits of one number,
//! as a large corpus has as many of them as it has names.

use std::ops::AddAssign;

/// How often one article names somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Times(u32);

/// Bits of the mentions; an article has at most [`crate::actors::find::MOST_MENTIONS`] of them.
const BITS: u32 = 16;
const MOST: u32 = (1 << BITS) - 1;

impl Times {
    /// So many mentions, of which so many are not sure.
    #[must_use]
    pub fn new(mentions: u32, unsure: u32) -> Self {
        let mentions = mentions.min(MOST);
        Self(unsure.min(mentions) << BITS | mentions)
    }

    /// All mentions.
    #[must_use]
    pub const fn mentions(self) -> u32 {
        self.0 & MOST
    }

    /// Those that are not sure.
    #[must_use]
    pub const fn unsure(self) -> u32 {
        self.0 >> BITS
    }
}

impl AddAssign for Times {
    fn add_assign(&mut self, other: Self) {
        *self = Self::new(
            self.mentions() + other.mentions(),
            self.unsure() + other.unsure(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_kept_and_neither_runs_into_the_other() {
        let mut times = Times::new(12, 3);
        times += Times::new(30, 0);
        assert_eq!((times.mentions(), times.unsure()), (42, 3));
        let most = Times::new(u32::MAX, u32::MAX);
        assert_eq!((most.mentions(), most.unsure()), (MOST, MOST));
        let mut more = most;
        more += times;
        assert_eq!((more.mentions(), more.unsure()), (MOST, MOST));
    }
}
