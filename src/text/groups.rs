//! Things in groups by small numbers, each group in one piece: put there in one pass, since sorting them
//! would take longer. What they are is for whoever groups them.

/// Things by the number of their group, in the order in which they came.
#[derive(Clone, Debug)]
pub struct Groups<T> {
    /// Where each group ends.
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self {
            ends: Vec::new(),
            all: Vec::new(),
        }
    }
}

impl<T: Copy + Default> Groups<T> {
    /// Of `things`, each after the number of its group; `counts` says how many come to each group.
    pub fn of(
        counts: impl IntoIterator<Item = u32>,
        things: impl Iterator<Item = (usize, T)>,
    ) -> Self {
        let mut sum = 0_u32;
        let begin = |count: u32| {
            let begin = sum;
            sum = sum.saturating_add(count);
            begin
        };
        // Where the next thing of each group goes.
        let mut ends: Vec<u32> = counts.into_iter().map(begin).collect();
        let mut all = vec![T::default(); sum as usize];
        for (group, thing) in things {
            if let Some(next) = ends.get_mut(group)
                && let Some(place) = all.get_mut(*next as usize)
            {
                *place = thing;
                *next += 1;
            }
        }
        Self { ends, all }
    }

    /// The same of so many groups, where nobody has counted them; what is of no such group is left out.
    pub fn counted(groups: usize, things: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut counts = vec![0_u32; groups];
        for (group, _) in things.clone() {
            if let Some(count) = counts.get_mut(group) {
                *count += 1;
            }
        }
        Self::of(counts, things)
    }

    /// The things of a group.
    #[must_use]
    pub fn get(&self, group: usize) -> &[T] {
        let end = |group: usize| self.ends.get(group).map_or(0, |&end| end as usize);
        let from = group.checked_sub(1).map_or(0, end);
        self.all.get(from..end(group)).unwrap_or_default()
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_is_found_with_its_own() {
        let things = [(2, 'a'), (0, 'b'), (2, 'c'), (7, 'd'), (3, 'e')];
        let groups = Groups::counted(4, things.into_iter());
        let of = |group: usize| groups.get(group).iter().collect::<String>();
        assert_eq!([0, 1, 2, 3, 4].map(of), ["b", "", "ac", "e", ""]);
        assert_eq!(groups.len(), 4);
        assert!(Groups::<char>::default().is_empty());
    }
}
