//! Notices: what the program has to say that nobody asked for. The newest is shown in the footer
//! until the next key; all are kept for the list of notices.

use crate::text::grapheme::truncate;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was done.
    Done,
    /// Something to know.
    Warning,
    /// Something failed.
    Error,
}

/// One message in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// One line of clean text.
    pub text: String,
}

/// Notices kept at most.
const KEPT: usize = 1000;
/// Columns of one; what it repeats of a file or of what was typed may be as long as that.
pub(super) const MOST_TOLD: usize = 1000;

/// All notices, and whether the newest is on the screen.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    all: Vec<Notice>,
    shown: bool,
    failures: usize,
}

impl Notices {
    /// Adds a notice and shows it; one that says the same again is kept once. An error on the
    /// screen is not covered by something lesser.
    pub fn push(&mut self, severity: Severity, text: impl Into<String>) {
        let covered = self
            .current()
            .is_some_and(|current| current.severity > severity);
        if self.all.len() >= KEPT {
            self.all.remove(0);
        }
        let failure = usize::from(severity == Severity::Error);
        let notice = Notice {
            severity,
            text: truncate(&text.into(), MOST_TOLD).into_owned(),
        };
        if self.all.last() == Some(&notice) {
            self.shown = true;
            self.failures = self.failures.max(failure);
            return;
        }
        self.failures += failure;
        if covered {
            let before_last = self.all.len().saturating_sub(1);
            self.all.insert(before_last, notice);
        } else {
            self.all.push(notice);
            self.shown = true;
        }
    }

    /// Takes the newest off the screen.
    pub fn dismiss(&mut self) {
        self.shown = false;
    }

    /// How many failures there were since the list of notices was looked at: a key that was on its
    /// way may have taken them off the screen before they were read.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.failures
    }

    /// The list of notices is looked at.
    pub fn looked_at(&mut self) {
        self.failures = 0;
    }

    /// What the footer shows.
    #[must_use]
    pub fn current(&self) -> Option<&Notice> {
        if self.shown { self.all.last() } else { None }
    }

    /// Every notice, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Notice] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_no_longer_than_anybody_reads() {
        let mut notices = Notices::default();
        notices.push(Severity::Warning, "perché ".repeat(100_000));
        let told = &notices.all()[0].text;
        assert!(told.ends_with('…') && told.chars().count() <= MOST_TOLD);
    }
}
