//! Word endings that tell a verb's tense. What a tense says of a date is for [`super::tense`].

use crate::text::endings;

/// Word endings that tell a verb's tense.
#[derive(Debug, Default)]
pub(super) struct Endings(endings::Endings);

/// What endings tell; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told(u8);

impl Told {
    pub(super) const PAST: Self = Self(1);
    pub(super) const REMOTE: Self = Self(2);
    pub(super) const FUTURE: Self = Self(4);
    pub(super) const CONDITIONAL: Self = Self(8);
    /// Told of what went on or came again and again.
    pub(super) const HABIT: Self = Self(16);

    /// Whether it is one of these.
    pub(super) const fn is(self, those: Self) -> bool {
        self.0 & those.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Endings {
    /// Takes in an ending; whether it is short enough.
    pub(super) fn add(&mut self, form: &str, told: Told) -> bool {
        self.0.add(form, told.0)
    }

    /// What the end of a word tells.
    pub(super) fn of(&self, word: &str) -> Told {
        Told(self.0.of(word.as_bytes()))
    }
}
