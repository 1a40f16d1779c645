//! What has changed since a corpus was read, and only that: files that are what they were give the articles
//! that they gave. What becomes of the articles is for `building`.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::atomic::{AtomicBool, Ordering};

use super::building::Building;
use super::{File, Made, Renewal};
use crate::corpus::load::{self, Content, Inputs, IsKnown, Step};
use crate::corpus::recurring::Recurring;
use crate::corpus::stamp::FileKey;
use crate::index::catalogue::Catalogue;
use crate::index::doubles::Doubles;
use crate::text::hash::Direct;

/// What is known before something is read again.
pub(in crate::index) struct Known<'a> {
    pub(in crate::index) catalogue: &'a Catalogue,
    pub(in crate::index) files: &'a [File],
    pub(in crate::index) doubles: &'a Doubles,
    /// Files that may have changed whatever is told of them.
    pub(in crate::index) suspected: HashSet<FileKey>,
    /// Whether reading it was interrupted: what is read of the rest counts, also where that is
    /// interrupted again.
    pub(in crate::index) partial: bool,
}

impl Known<'_> {
    /// Reads again what has changed, or everything where it is to be made `anew`; `None` where it was
    /// cancelled. `meanwhile` is called at every step.
    pub(in crate::index) fn again<'t>(
        &self,
        (inputs, recurring, cancel): (&Inputs, &mut Recurring, &AtomicBool),
        (mut building, anew): (Building<'t>, bool),
        meanwhile: &mut dyn FnMut(&mut Building<'t>),
    ) -> Option<Made<'t>> {
        let places: Places = self.files.iter().map(|file| file.key).zip(0..).collect();
        let is_known = |key, stamp| {
            let file = places
                .get(&key)
                .and_then(|&place| self.files.get(place as usize));
            !self.suspected.contains(&key) && file.is_some_and(|file| file.stamp == Some(stamp))
        };
        let is_known: Option<IsKnown<'_>> = if anew { None } else { Some(&is_known) };
        building.expects(self.files.len());
        load::load_files(inputs, is_known, recurring, cancel, &mut |step| {
            meanwhile(&mut building);
            if let Step::Noted(_) = &step
                && self.partial
                && building.files.len() < self.files.len()
            {
                // What comes first was kept before.
            } else if let Step::File(file) = &step
                && let Content::Unchanged = file.content
                && let Some(&place) = places.get(&file.key)
            {
                building.unchanged(self.files.get(place as usize), self.doubles, self.catalogue);
            } else {
                building.step(step);
            }
        });
        if cancel.load(Ordering::Relaxed) {
            if !self.partial {
                return None;
            }
            building.interrupted(recurring);
            // What was not come to is what it was.
            let walked: HashSet<FileKey> = building.files.iter().map(|file| file.key).collect();
            for file in self.files.iter().filter(|file| !walked.contains(&file.key)) {
                building.unchanged(Some(file), self.doubles, self.catalogue);
            }
        }
        Some(building.finish())
    }
}

/// What has become of the articles.
pub(super) fn difference(before: &Catalogue, after: &Catalogue) -> Renewal {
    let mut renewal = Renewal::default();
    for (place, entry) in after.entries.iter().enumerate() {
        // Most are where they were.
        if (before.entries.get(place)).is_some_and(|was| was.is(entry)) {
            continue;
        }
        match before.entry(entry.id()) {
            None => renewal.added += 1,
            Some(was) if !was.is(entry) && was.head() != entry.head() => renewal.changed += 1,
            Some(_) => {}
        }
    }
    renewal.gone = before.entries.len() + renewal.added - after.entries.len();
    renewal
}

/// How many files are not what they were, or not there any more, or at another place among the others.
pub(super) fn changed(before: &[File], after: &[File]) -> usize {
    let is_same = |(was, is): (&File, &File)| was.key == is.key && was.stamp == is.stamp;
    if before.len() == after.len() && before.iter().zip(after).all(is_same) {
        return 0;
    }
    let mut known: Places = before.iter().map(|file| file.key).zip(0..).collect();
    let mut changed = 0;
    for file in after {
        let was = known
            .remove(&file.key)
            .and_then(|place| before.get(place as usize));
        changed += usize::from(!was.is_some_and(|was| is_same((was, file))));
    }
    // Where only their order is another one, something has changed all the same.
    (changed + known.len()).max(1)
}

/// Where files stand among all.
type Places = HashMap<FileKey, u32, BuildHasherDefault<Direct>>;
