//! Dates laid on the scale once and for all: which of them stand in which stretch, in order, at
//! each zoom. What is shown of them is for the pane, which then only compares numbers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::scale::{self, Bucket, Zoom};
use crate::edtf::Edtf;

/// The order of some dates at one zoom. Dates are named by their place in the list it was made of.
/// Where that is in order itself, whole stretches of it stay together, and little is held.
#[derive(Clone, Debug, Default)]
pub struct Division {
    /// Places that stay together, in order: the first, and where that stands.
    runs: Vec<(u32, u32)>,
    /// The numbers of `runs` by their first places; made when first asked for.
    by_place: OnceLock<Vec<u32>>,
    /// How many dates there are.
    dated: u32,
    /// Where in the order each stretch begins.
    from: Vec<u32>,
    /// The stretches that hold something, in order.
    buckets: Vec<Bucket>,
}

/// The number of a stretch, and the places of dates that stand in it, up to the last.
type Run = (u32, u32, u32);

impl Division {
    /// Lays `dates` on the scale at `zoom`. It is quickest where they are in order.
    #[must_use]
    pub fn new(dates: impl Iterator<Item = Option<Edtf>>, zoom: Zoom) -> Self {
        // Those that stand beside each other in the same stretch stay together.
        let mut runs: Vec<Run> = Vec::new();
        let mut numbers: HashMap<Bucket, u32> = HashMap::new();
        let mut last: Option<(Edtf, u32)> = None;
        for (place, date) in (0_u32..).zip(dates) {
            let Some(date) = date else { continue };
            let number = match last {
                Some((before, number)) if before == date => number,
                _ => {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(scale::bucket(&date, zoom)).or_insert(next)
                }
            };
            last = Some((date, number));
            match runs.last_mut() {
                Some((of, _, to)) if *to == place && *of == number => *to += 1,
                _ => runs.push((number, place, place + 1)),
            }
        }
        // There are many fewer stretches than dates, and numbers are quicker compared.
        let mut buckets: Vec<(Bucket, u32)> = numbers.into_iter().collect();
        buckets.sort_by_cached_key(|&(bucket, _)| (bucket.as_edtf().span(), bucket));
        let mut ranks = vec![0; buckets.len()];
        for (rank, &(_, number)) in (0_u32..).zip(&buckets) {
            if let Some(known) = ranks.get_mut(number as usize) {
                *known = rank;
            }
        }
        for (number, ..) in &mut runs {
            *number = ranks.get(*number as usize).copied().unwrap_or_default();
        }
        runs.sort_unstable();
        let mut division = Self {
            runs: Vec::with_capacity(runs.len()),
            ..Self::default()
        };
        let (mut at, mut last) = (0, None);
        for (rank, from, to) in runs {
            if last.replace(rank) != Some(rank) {
                division.from.push(at);
            }
            division.runs.push((from, at));
            at += to - from;
        }
        division.buckets = buckets.into_iter().map(|(bucket, _)| bucket).collect();
        division.dated = at;
        division
    }

    /// The places of a run, and where the first of them stands.
    fn run(&self, number: usize) -> Option<(Range<u32>, u32)> {
        let &(place, at) = self.runs.get(number)?;
        let end = self.runs.get(number + 1).map_or(self.dated, |&(_, at)| at);
        Some((place..place + (end - at), at))
    }

    /// The places in order, each with the number of its stretch.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut next = 0_u32;
        let runs = (0..self.runs.len()).filter_map(|number| self.run(number));
        runs.flat_map(move |(places, at)| {
            while (self.from.get(next as usize)).is_some_and(|&from| from <= at) {
                next += 1;
            }
            // The first of all begins with the first run.
            let stretch = next.saturating_sub(1);
            places.map(move |place| (place, stretch))
        })
    }

    /// Where a place stands in the order; `None` where it has no date.
    #[must_use]
    pub fn rank(&self, place: u32) -> Option<u32> {
        let by_place = self.by_place.get_or_init(|| {
            let mut numbers: Vec<u32> = (0..).take(self.runs.len()).collect();
            numbers.sort_unstable_by_key(|&number| self.runs.get(number as usize));
            numbers
        });
        let first = |number: &u32| self.runs.get(*number as usize).map(|&(first, _)| first);
        let after = by_place.partition_point(|number| first(number) <= Some(place));
        let number = *by_place.get(after.checked_sub(1)?)?;
        let (places, at) = self.run(number as usize)?;
        places.contains(&place).then(|| at + (place - places.start))
    }

    /// The stretch in which a place stands.
    #[must_use]
    pub fn bucket(&self, place: u32) -> Option<Bucket> {
        let rank = self.rank(place)?;
        let begun = self.from.partition_point(|&from| from <= rank);
        self.buckets.get(begun.checked_sub(1)?).copied()
    }

    /// The stretches that hold something, in order; their numbers are their places here.
    #[must_use]
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(dates: &[&str], zoom: Zoom) -> Vec<(String, Vec<u32>)> {
        let dates = dates.iter().map(|date| date.parse().ok());
        let division = Division::new(dates, zoom);
        let mut stretches: Vec<(String, Vec<u32>)> = (division.buckets().iter())
            .map(|bucket| (bucket.as_edtf().to_string(), Vec::new()))
            .collect();
        for (at, (place, stretch)) in (0..).zip(division.in_order()) {
            assert_eq!(division.rank(place), Some(at));
            let bucket = division.buckets()[stretch as usize];
            assert_eq!(division.bucket(place), Some(bucket));
            stretches[stretch as usize].1.push(place);
        }
        stretches
    }

    #[test]
    fn what_is_known_less_exactly_does_not_part_a_stretch() {
        let dates = ["2024-01-01", "2024-01", "2024", "2024-01-05", "", "2024-02"];
        let of = |bucket: &str, places: &[u32]| (bucket.to_owned(), places.to_vec());
        assert_eq!(
            laid(&dates, Zoom::Month),
            [
                of("2024-01", &[0, 1, 3]),
                of("2024", &[2]),
                of("2024-02", &[5])
            ]
        );
        assert_eq!(laid(&dates, Zoom::Year), [of("2024", &[0, 1, 2, 3, 5])]);
        assert_eq!(Division::new([None].into_iter(), Zoom::Day).rank(0), None);
        let division = Division::new(dates.iter().map(|date| date.parse().ok()), Zoom::Year);
        assert_eq!((division.rank(4), division.rank(6)), (None, None));
    }
}
