//! Whose turn it is of those that ask the same over and over: what is asked last is all that is wanted.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

/// The numbers of questions of which only the newest matters.
#[derive(Debug, Default)]
pub struct Turns(Arc<AtomicU64>);

impl Clone for Turns {
    /// What was asked by one is not answered to another.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Turns {
    /// The turn of a new question; those before it are void.
    pub(super) fn next(&self) -> Turn {
        Turn {
            number: self.0.fetch_add(1, Ordering::Relaxed) + 1,
            newest: Arc::downgrade(&self.0),
        }
    }

    /// Whether it is the newest turn given here.
    #[must_use]
    pub(super) fn is_newest(&self, turn: &Turn) -> bool {
        turn.newest.ptr_eq(&Arc::downgrade(&self.0)) && turn.holds()
    }
}

/// The turn of one question.
#[derive(Clone, Debug)]
pub struct Turn {
    number: u64,
    newest: Weak<AtomicU64>,
}

impl Turn {
    /// Whether the answer is still wanted: no, once something else was asked or nobody is there.
    pub(super) fn holds(&self) -> bool {
        let newest = self.newest.upgrade();
        newest.is_some_and(|newest| newest.load(Ordering::Relaxed) == self.number)
    }
}
