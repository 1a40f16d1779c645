//! How far apart two folded words are: the letters that are changed, left out, put in or swapped. Which words are
//! compared, and what it means that they are near, is for others.

/// How many letters a word may be away from one of which it is said that it is near; nothing for one that is too
/// long.
pub(super) fn nearness(word: &str) -> Option<usize> {
    nearness_of(word.chars().count())
}

fn nearness_of(length: usize) -> Option<usize> {
    (length <= LONGEST).then(|| (length / 3).clamp(1, 3))
}

/// Whether a word of so many letters may be near to one of so many others; see [`away`].
pub(super) fn is_about_as_long(length: usize, other: usize) -> bool {
    nearness_of(length).is_some_and(|limit| length.abs_diff(other) <= limit)
}

/// How many letters a folded word is away from another that it is near to.
pub(super) fn away(word: &str, other: &str) -> Option<usize> {
    distance(word, other, nearness(word)?)
}

/// Letters changed, left out, put in or swapped with their neighbour, where these are at most
/// `limit` and the words are not too long to be compared.
pub(super) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    // Folded words are nearly always ASCII, and then of as many letters as bytes.
    if a.len().abs_diff(b.len()) > limit && a.is_ascii() && b.is_ascii() {
        return None;
    }
    // Each error changes at most two letters of the set; this spares most comparisons.
    let differing = (letters(a) ^ letters(b)).count_ones() as usize;
    if differing > 2 * limit {
        return None;
    }
    let mut shorter = Row::default();
    let width = shorter.fill(b.chars().map(u32::from))?;
    if a.chars().count().abs_diff(width) > limit {
        return None;
    }
    // The usual table, three rows of it: `before` the last but one, `last`, and the new one.
    let mut last = Row::default();
    last.fill(0..=u32::try_from(width).ok()?)?;
    let mut before = last;
    let mut letter_before = None;
    for (row, letter) in (1_u32..).zip(a.chars().map(u32::from)) {
        let mut new = Row::default();
        new.set(0, row);
        let mut least = row;
        for column in 1..=width {
            let other = shorter.at(column - 1);
            let changed = last.at(column - 1) + u32::from(other != letter);
            let mut cost = changed.min(last.at(column) + 1).min(new.at(column - 1) + 1);
            if column > 1 && letter_before == Some(other) && shorter.at(column - 2) == letter {
                cost = cost.min(before.at(column - 2) + 1);
            }
            new.set(column, cost);
            least = least.min(cost);
        }
        if least as usize > limit {
            return None;
        }
        letter_before = Some(letter);
        before = last;
        last = new;
    }
    let distance = last.at(width) as usize;
    (distance <= limit).then_some(distance)
}

/// Numbers of one comparison, on the stack.
#[derive(Clone, Copy)]
struct Row([u32; LONGEST + 1]);

impl Default for Row {
    fn default() -> Self {
        Self([0; LONGEST + 1])
    }
}

impl Row {
    fn at(&self, place: usize) -> u32 {
        self.0.get(place).copied().unwrap_or(u32::MAX / 2)
    }

    fn set(&mut self, place: usize, number: u32) {
        if let Some(old) = self.0.get_mut(place) {
            *old = number;
        }
    }

    /// How many numbers were filled in; `None` where they do not fit.
    fn fill(&mut self, numbers: impl Iterator<Item = u32>) -> Option<usize> {
        let mut filled = 0;
        for number in numbers {
            *self.0.get_mut(filled)? = number;
            filled += 1;
        }
        Some(filled)
    }
}

pub(super) fn letters(word: &str) -> u32 {
    word.chars()
        .fold(0, |set, c| set | 1 << (u32::from(c) & 31))
}

/// Longer words are not compared letter by letter.
pub(super) const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_filter_before_the_distance_loses_nothing(a in "[a-dé]{0,9}", b in "[a-dé]{0,9}", limit in 0usize..4) {
            let true_distance = strsim::osa_distance(&a, &b);
            proptest::prop_assert_eq!(
                distance(&a, &b, limit),
                (true_distance <= limit).then_some(true_distance)
            );
        }
    }
}
