//! Reports that were found to be of one event, joined pair by pair, the most alike first. How alike
//! two are is for [`super::alike`].

use super::alike::Weigher;
use super::candidates::Pair;
use super::marks::Marks;
use crate::text::hash::Set;

/// The reports that were joined so far, by their places.
pub(super) struct Groups {
    /// The group of each report.
    group: Vec<u32>,
    /// Of each group, the report that it began with and, where there are more, all.
    first: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Whether it is one of those, or joined to one, of which no two are joined.
    is_known: Vec<bool>,
    /// Two groups that were found not to be alike, by their numbers and by how many reports of each were
    /// compared: more reports come to a group, but the first stay.
    apart: Set<(u32, u32, usize, usize)>,
    /// Two groups with reports among those compared that cannot be of one event.
    never: Set<(u32, u32)>,
}

/// Reports of a group that another one is compared with, so that a long chain is not followed.
const COMPARED: usize = 12;
/// By how much reports of one event may fall short of what joins two, on average.
const LOOSE: f64 = 0.1;

impl Groups {
    /// Each report by itself.
    pub(super) fn of_each(reports: usize) -> Self {
        let each: Vec<u32> = (0..).take(reports).collect();
        Self {
            group: each.clone(),
            first: each,
            members: vec![Vec::new(); reports],
            is_known: vec![false; reports],
            apart: Set::default(),
            never: Set::default(),
        }
    }

    /// The reports of each of so many known groups together, and each other one by itself.
    pub(super) fn of(group: &[Option<u32>], known: usize) -> Self {
        let mut groups = Self {
            group: Vec::with_capacity(group.len()),
            first: vec![u32::MAX; known],
            members: vec![Vec::new(); known],
            is_known: vec![true; known],
            apart: Set::default(),
            never: Set::default(),
        };
        for (report, group) in (0..).zip(group) {
            let new = u32::try_from(groups.first.len()).unwrap_or(u32::MAX);
            groups.group.push(group.unwrap_or(new));
            match group {
                Some(group) => groups.add(*group, &[report]),
                None => {
                    groups.first.push(report);
                    groups.members.push(Vec::new());
                    groups.is_known.push(false);
                }
            }
        }
        groups
    }

    fn add(&mut self, group: u32, reports: &[u32]) {
        let at = group as usize;
        let (Some(first), Some(members)) = (self.first.get_mut(at), self.members.get_mut(at))
        else {
            return;
        };
        let mut reports = reports.iter().copied();
        if *first == u32::MAX {
            *first = reports.next().unwrap_or(u32::MAX);
        } else if members.is_empty() {
            members.push(*first);
        }
        members.extend(reports);
    }

    fn members(&self, group: u32) -> &[u32] {
        let first = self.first.get(group as usize).map(std::slice::from_ref);
        match self.members.get(group as usize) {
            Some(members) if !members.is_empty() => members,
            _ => first.unwrap_or_default(),
        }
    }

    fn is_known(&self, group: u32) -> bool {
        self.is_known
            .get(group as usize)
            .is_some_and(|&known| known)
    }

    /// Joins the groups of a pair where no two of their reports contradict each other, and the
    /// reports are alike enough on the whole: a chain of neighbours is not one event.
    pub(super) fn join(&mut self, pair: &Pair, weigher: &Weigher<'_>, marks: &mut Marks) {
        let at = |place: u32| self.group.get(place as usize).copied();
        let (Some(a), Some(b)) = (at(pair.first), at(pair.second)) else {
            return;
        };
        if a == b || (self.is_known(a) && self.is_known(b)) {
            return;
        }
        let (left, right) = (self.members(a), self.members(b));
        // Of two reports it is known already.
        if left.len() > 1 || right.len() > 1 {
            let both = (a.min(b), a.max(b));
            let compared = (a, b, left.len().min(COMPARED), right.len().min(COMPARED));
            if self.never.contains(&both) || self.apart.contains(&compared) {
                return;
            }
            if !may_be_one(left, right, weigher) {
                self.never.insert(both);
                return;
            }
            if !are_alike(left, right, weigher, marks) {
                self.apart.insert(compared);
                return;
            }
        }
        // A known group keeps its number.
        let keeps = self.is_known(a) || (!self.is_known(b) && left.len() >= right.len());
        let (into, from) = if keeps { (a, b) } else { (b, a) };
        let moved = self.members(from).to_vec();
        for &report in &moved {
            if let Some(group) = self.group.get_mut(report as usize) {
                *group = into;
            }
        }
        self.add(into, &moved);
        if let Some(members) = self.members.get_mut(from as usize) {
            *members = Vec::new();
        }
    }

    /// The number of each report’s group.
    pub(super) fn numbers(self) -> Vec<u32> {
        self.group
    }
}

/// Whether no two reports of two groups contradict each other.
fn may_be_one(left: &[u32], right: &[u32], weigher: &Weigher<'_>) -> bool {
    let mut right = right.iter().take(COMPARED);
    right.all(|&second| {
        let mut left = left.iter().take(COMPARED);
        left.all(|&first| weigher.may_be_one(first, second))
    })
}

/// Whether the reports of two groups that may be one are alike enough on the whole.
fn are_alike(left: &[u32], right: &[u32], weigher: &Weigher<'_>, marks: &mut Marks) -> bool {
    // Fewer are marked, and more are held against each.
    let (few, many) = match left.len() <= right.len() {
        true => (left, right),
        false => (right, left),
    };
    let (mut surplus, mut count) = (0.0, 0.0);
    for &first in few.iter().take(COMPARED) {
        weigher.mark(marks, first);
        for &second in many.iter().take(COMPARED) {
            let Some(more) = weigher.more_than_enough(marks, second, f64::NEG_INFINITY) else {
                return false;
            };
            surplus += more;
            count += 1.0;
        }
    }
    surplus / count >= -LOOSE
}
