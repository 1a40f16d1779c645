//! Overlapping marks to disjoint runs, so that a text with actors, dates and hits in it can be
//! drawn from left to right. Which kind wins where several meet is for who draws.

use super::TextRange;

/// A stretch of text over which the same marks apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<K> {
    /// Where it is; never empty.
    pub range: TextRange,
    /// The kinds of its marks, in the order in which the marks were given.
    pub kinds: Vec<K>,
}

/// Cuts `within` at every start and end of `marks`: the runs are disjoint, in order, and cover
/// `within`. Marks may overlap, nest, repeat and reach beyond it; empty ones are ignored.
///
/// ```
/// use rassegna::text::{TextRange, runs::runs};
/// let marks = [(TextRange::new(2, 6), 'a'), (TextRange::new(4, 8), 'b')];
/// let kinds: Vec<String> = runs(TextRange::new(0, 10), &marks)
///     .into_iter()
///     .map(|run| run.kinds.into_iter().collect())
///     .collect();
/// assert_eq!(kinds, ["", "a", "ab", "b", ""]);
/// ```
#[must_use]
pub fn runs<K: Copy>(within: TextRange, marks: &[(TextRange, K)]) -> Vec<Run<K>> {
    /// What happens to which mark; ends sort before starts at the same byte.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Edge {
        End(usize),
        Start(usize),
    }

    let mut edges: Vec<(usize, Edge)> = Vec::new();
    for (index, (mark, _)) in marks.iter().enumerate() {
        let start = mark.start.max(within.start);
        let end = mark.end.min(within.end);
        if start < end {
            edges.push((start, Edge::Start(index)));
            edges.push((end, Edge::End(index)));
        }
    }
    edges.sort_unstable();

    let mut found = Vec::new();
    let mut active: Vec<usize> = Vec::new();
    let mut from = within.start;
    for (at, edge) in edges {
        if from < at {
            found.push(run(from, at, &active, marks));
            from = at;
        }
        match edge {
            Edge::Start(index) => {
                let place = active.partition_point(|&other| other < index);
                active.insert(place, index);
            }
            Edge::End(index) => active.retain(|&other| other != index),
        }
    }
    if from < within.end {
        found.push(run(from, within.end, &active, marks));
    }
    found
}

fn run<K: Copy>(start: usize, end: usize, active: &[usize], marks: &[(TextRange, K)]) -> Run<K> {
    Run {
        range: TextRange::new(start, end),
        kinds: active
            .iter()
            .filter_map(|&index| marks.get(index))
            .map(|&(_, kind)| kind)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(within: (usize, usize), marks: &[(usize, usize, char)]) -> String {
        let marks: Vec<_> = marks
            .iter()
            .map(|&(start, end, kind)| (TextRange::new(start, end), kind))
            .collect();
        runs(TextRange::new(within.0, within.1), &marks)
            .into_iter()
            .map(|run| {
                let kinds: String = run.kinds.into_iter().collect();
                format!("{}-{}{kinds}", run.range.start, run.range.end)
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn cuts_at_every_edge() {
        for (within, marks, expected) in [
            ((0, 5), vec![], "0-5"),
            ((5, 5), vec![(0, 9, 'a')], ""),
            ((0, 5), vec![(0, 5, 'a')], "0-5a"),
            ((2, 8), vec![(0, 4, 'a'), (4, 20, 'b')], "2-4a 4-8b"),
            (
                (0, 9),
                vec![(5, 6, 'a'), (1, 8, 'b')],
                "0-1 1-5b 5-6ab 6-8b 8-9",
            ),
            (
                (0, 4),
                vec![(1, 1, 'a'), (1, 2, 'b'), (1, 2, 'c')],
                "0-1 1-2bc 2-4",
            ),
        ] {
            assert_eq!(shown(within, &marks), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn covers_without_overlap(
            marks in proptest::collection::vec((0usize..40, 0usize..40), 0..12),
            start in 0usize..20, len in 0usize..20,
        ) {
            let within = TextRange::new(start, start + len);
            let marks: Vec<_> = marks
                .into_iter()
                .enumerate()
                .map(|(index, (from, to))| (TextRange::new(from, to), index))
                .collect();
            let found = runs(within, &marks);
            let mut at = within.start;
            for run in &found {
                proptest::prop_assert_eq!(run.range.start, at);
                proptest::prop_assert!(!run.range.is_empty());
                at = run.range.end;
                let expected: Vec<usize> = marks
                    .iter()
                    .filter(|(mark, _)| !mark.is_empty() && mark.overlaps(run.range))
                    .map(|&(_, index)| index)
                    .collect();
                proptest::prop_assert_eq!(&run.kinds, &expected);
            }
            proptest::prop_assert_eq!(at, within.end);
        }
    }
}
