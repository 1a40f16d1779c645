//! How much of a passage has changed.

/// How many characters two texts share from their beginnings.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Whether `new` is `old` with at most a third of it changed.
pub(super) fn is_small_change(old: &str, new: &str) -> bool {
    /// Beyond this, what differs is not compared in its turn, but all of it counts as changed.
    const COMPARED: usize = 2000;
    let old: Vec<char> = old.chars().collect();
    let new: Vec<char> = new.chars().collect();
    let same_start = alike(old.iter().copied(), new.iter().copied());
    let old_rest = old.get(same_start..).unwrap_or_default();
    let new_rest = new.get(same_start..).unwrap_or_default();
    let same_end = alike(
        old_rest.iter().rev().copied(),
        new_rest.iter().rev().copied(),
    );
    let old_rest = old_rest
        .get(..old_rest.len() - same_end)
        .unwrap_or_default();
    let new_rest = new_rest
        .get(..new_rest.len() - same_end)
        .unwrap_or_default();
    let most = old_rest.len().max(new_rest.len());
    let changed = if most <= COMPARED {
        strsim::generic_levenshtein(&Slice(old_rest), &Slice(new_rest))
    } else {
        most
    };
    changed * 3 <= old.len().max(new.len())
}

/// Characters that can be compared without copying them.
struct Slice<'a>(&'a [char]);

impl<'a> IntoIterator for &Slice<'a> {
    type Item = &'a char;
    type IntoIter = std::slice::Iter<'a, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
