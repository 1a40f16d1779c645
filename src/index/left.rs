//! Which articles a search has left to look at: a set of their numbers, a bit each.

/// Which articles of a part, or of a corpus, are left.
#[derive(Clone, Debug)]
pub struct Left(Vec<u64>);

impl Left {
    /// None of so many.
    pub(super) fn none(articles: usize) -> Self {
        Self(vec![0; articles.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, local: u32) {
        if let Some(bits) = self.0.get_mut(local as usize / 64) {
            *bits |= 1 << (local % 64);
        }
    }

    /// Whether an article is left, by its number.
    #[must_use]
    pub fn contains(&self, local: u32) -> bool {
        let bits = self.0.get(local as usize / 64).copied().unwrap_or(0);
        bits & (1 << (local % 64)) != 0
    }

    /// Whether none is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&bits| bits == 0)
    }

    /// The first one from `local` on; `None` where there is none.
    pub(super) fn next(&self, local: u32) -> Option<u32> {
        let first = local as usize / 64;
        let mask = u64::MAX << (local % 64);
        let mut words = self.0.iter().enumerate().skip(first);
        words.find_map(|(word, &bits)| {
            let bits = if word == first { bits & mask } else { bits };
            let place = u32::try_from(word * 64).ok()? + bits.trailing_zeros();
            (bits != 0).then_some(place)
        })
    }

    /// Leaves those that are left in `other` too.
    pub(super) fn meet(&mut self, other: &Self) {
        for (bits, other) in self.0.iter_mut().zip(&other.0) {
            *bits &= other;
        }
    }
}
