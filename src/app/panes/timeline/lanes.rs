//! Lanes: a row for each actor, a column for each stretch of time, and how much is told of the
//! actor in each. Which actors, and when lanes are shown, is for the pane.

use crate::actors::ActorId;
use crate::edtf::Edtf;
use crate::search::events::Fitting;
use crate::timeline::events::Events;
use crate::timeline::scale::{self, Bucket, Zoom};

/// The most lanes.
pub(super) const MOST: usize = 6;

/// The lanes at one zoom, around one date.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// The stretches of time, without gaps.
    pub columns: Vec<Bucket>,
    /// The column of the selected date.
    pub selected: Option<usize>,
    /// The actors.
    pub lanes: Vec<Lane>,
    /// The most events of any actor in any column.
    pub most: u32,
}

/// One actor's.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Who.
    pub actor: ActorId,
    /// Events in each column. What is dated less exactly than a column stands in none.
    pub counts: Vec<u32>,
}

impl Lanes {
    /// The lanes of `actors` in what `fitting` leaves of `events`, in at most `width` columns: from
    /// the first event, or where they do not all fit, around `date`.
    #[must_use]
    pub fn new(
        (events, fitting): (&Events, &Fitting),
        actors: &[ActorId],
        zoom: Zoom,
        date: Option<Edtf>,
        width: usize,
    ) -> Self {
        let columns = columns(events, fitting, zoom, date, width);
        let mut lanes = Self {
            selected: date.and_then(|date| columns.binary_search(&scale::bucket(&date, zoom)).ok()),
            columns,
            lanes: Vec::new(),
            most: 0,
        };
        let Some(division) = events.division(zoom) else {
            return lanes;
        };
        for actor in actors.iter().take(MOST) {
            let mut counts = vec![0; lanes.columns.len()];
            let named = events.naming(actor);
            let from = lanes
                .columns
                .first()
                .map(|first| first.as_edtf().first_day());
            let to = lanes.columns.last().map(|last| last.as_edtf().last_day());
            let day = |place: &u32| events.days().get(*place as usize).map(|&(first, _)| first);
            let start = named.partition_point(|place| day(place) < from);
            let end = named.partition_point(|place| day(place) <= to);
            for &place in named.get(start..end).unwrap_or_default() {
                if let Some(bucket) = division.bucket(place).filter(|_| fitting.holds(place))
                    && let Ok(column) = lanes.columns.binary_search(&bucket)
                    && let Some(count) = counts.get_mut(column)
                {
                    *count += 1;
                    lanes.most = lanes.most.max(*count);
                }
            }
            lanes.lanes.push(Lane {
                actor: actor.clone(),
                counts,
            });
        }
        lanes
    }
}

fn columns(
    events: &Events,
    fitting: &Fitting,
    zoom: Zoom,
    date: Option<Edtf>,
    width: usize,
) -> Vec<Bucket> {
    let held = |&place: &usize| fitting.events.get(place).is_some_and(|&fits| fits);
    let date_of = |place: usize| events.dates().get(place).copied();
    let first = (0..events.len()).find(held).and_then(date_of);
    let last = (0..events.len()).rev().find(held).and_then(date_of);
    let Some((first, last)) = first.zip(last) else {
        return Vec::new();
    };
    let end = scale::period(&last, zoom);
    let mut columns = run(scale::period(&first, zoom), end, width);
    if columns.last().copied() < end
        && let Some(date) = date
    {
        // Half of the window before the date, but no emptiness after the last event.
        let middle = scale::period(&date, zoom);
        let back = |from: Option<Bucket>, by: usize| {
            (0..by).try_fold(from?, |bucket, _| bucket.previous())
        };
        let begin = back(middle, width / 2).min(back(end, width.saturating_sub(1)));
        let begin = begin.max(columns.first().copied());
        columns = run(begin, end, width);
    }
    columns
}

/// At most `width` stretches from `first` to `last`.
fn run(first: Option<Bucket>, last: Option<Bucket>, width: usize) -> Vec<Bucket> {
    std::iter::successors(first, Bucket::next)
        .take(width)
        .take_while(|bucket| last.is_none_or(|last| *bucket <= last))
        .collect()
}
