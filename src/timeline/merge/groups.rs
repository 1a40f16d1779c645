//! Reports that were found to be of one event, joined pair by pair, the most alike first. How alike
//! two are is for [`super::alike`].

use super::Told;
use super::alike::{Pair, Weigher, enough};

/// The reports that were joined so far.
pub(super) struct Groups {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

/// Reports of a group that another one is compared with, so that a long chain is not followed.
const COMPARED: usize = 12;

impl Groups {
    pub(super) fn new(reports: usize) -> Self {
        Self {
            group: (0..reports).collect(),
            members: (0..reports).map(|report| vec![report]).collect(),
        }
    }

    /// Joins the groups of a pair where no two of their reports contradict each other, and the
    /// reports are alike enough on the whole: a chain of neighbours is not one event.
    pub(super) fn join(&mut self, pair: &Pair, told: &[Told], weigher: &Weigher<'_>) {
        let (Some(&a), Some(&b)) = (self.group.get(pair.first), self.group.get(pair.second)) else {
            return;
        };
        if a == b {
            return;
        }
        let (Some(left), Some(right)) = (self.members.get(a), self.members.get(b)) else {
            return;
        };
        let mut surplus = 0.0;
        let mut count = 0.0;
        for &first in left.iter().take(COMPARED) {
            for &second in right.iter().take(COMPARED) {
                let (Some(one), Some(other)) = (told.get(first), told.get(second)) else {
                    continue;
                };
                if one.is_of_sentence(other) || !one.agrees(other) {
                    return;
                }
                surplus += weigher.alike(first, second) - enough(one, other);
                count += 1.0;
            }
        }
        if surplus / count < -LOOSE {
            return;
        }
        let (into, from) = if left.len() >= right.len() {
            (a, b)
        } else {
            (b, a)
        };
        let moved = self
            .members
            .get_mut(from)
            .map(std::mem::take)
            .unwrap_or_default();
        for &report in &moved {
            if let Some(group) = self.group.get_mut(report) {
                *group = into;
            }
        }
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
    }

    pub(super) fn take(mut self) -> Vec<Vec<usize>> {
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members
    }
}

/// By how much reports of one event may fall short of what joins two, on average.
const LOOSE: f64 = 0.1;
