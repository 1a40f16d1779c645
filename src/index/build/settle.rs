//! Which of the articles that say the same is shown once all were read: some are read once more, and
//! say only then what a later one says. Which is the first is for [`super::super::doubles`].

use std::sync::Arc;

use super::Building;
use crate::corpus::Article;

impl Building<'_> {
    /// Has the first article of each text shown, also where it was read once more and says only since
    /// then what a later one says.
    pub(super) fn settle(&mut self) {
        let parts = self.files.iter().flat_map(|file| &file.articles).copied();
        for (first, shown) in self.doubles.settle(parts) {
            let waits = |article: &Article| article.head.id == shown;
            let head = match self.waiting.iter().position(waits) {
                Some(place) => Some(Arc::new(self.waiting.remove(place).head)),
                None => (self.catalogue.as_ref())
                    .and_then(|known| known.entry(shown))
                    .map(|entry| Arc::clone(&entry.head)),
            };
            self.doubles.hide(head);
            self.promoted.push(first);
        }
    }
}
