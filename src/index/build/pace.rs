//! How often what is known so far is handed over while a corpus is read. Each time costs a copy of it: so
//! it is done when there is twice as much, and on the way as often as that is but a small part of the
//! work.

use std::time::{Duration, Instant};

use super::GROWTH;

/// Not sooner after the time before, unless there is twice as much.
const SOON: Duration = Duration::from_secs(2);
/// What handing over costs is at most about one of so many parts of the time.
const SELDOM: u32 = 12;

/// When what is known is handed over again.
#[derive(Debug)]
pub(super) struct Pace {
    /// Articles the last time.
    told: usize,
    /// With so many it is due whenever that is.
    next: usize,
    /// From then on with any that are new; nothing as long as the cost of the last time is not known.
    soonest: Option<Instant>,
    /// What the last time has cost before the next articles are taken in.
    cost: Duration,
}

impl Pace {
    /// Of a corpus of which nothing is known yet: first with so many articles.
    pub(super) fn first(articles: usize) -> Self {
        Self {
            told: 0,
            next: articles,
            soonest: None,
            cost: Duration::ZERO,
        }
    }

    /// Of one of which so many articles were told, `now`: only what takes long is told in parts.
    pub(super) fn after(told: usize, now: Instant) -> Self {
        Self {
            told,
            next: usize::MAX,
            soonest: Some(now + SOON),
            cost: Duration::ZERO,
        }
    }

    /// Whether so many articles are more than were told.
    pub(super) const fn is_more(&self, articles: usize) -> bool {
        articles > self.told
    }

    /// Whether it is time, with so many.
    pub(super) fn is_due(&self, articles: usize, now: Instant) -> bool {
        let soon = self.soonest.is_some_and(|soonest| now >= soonest);
        articles >= self.next || soon && self.is_more(articles)
    }

    /// So many were handed over, which took so long.
    pub(super) fn told(&mut self, articles: usize, cost: Duration) {
        self.told = articles;
        if self.next < usize::MAX {
            self.next = articles.saturating_mul(GROWTH);
        }
        self.cost = cost;
        self.soonest = None;
    }

    /// The next ones were taken in, which took so long: the first time after handing over with the copy.
    pub(super) fn entered(&mut self, cost: Duration, now: Instant) {
        if self.soonest.is_none() && self.told > 0 {
            let cost = self.cost + cost;
            self.soonest = Some(now + SOON.max(cost.saturating_mul(SELDOM)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_handed_over_soon_and_at_a_bounded_cost() {
        // A million articles in 200 s, of which copying costs 2 µs each.
        let began = Instant::now();
        let mut now = began;
        let mut pace = Pace::first(8);
        let (mut spent, mut oldest) = (Duration::ZERO, Duration::ZERO);
        let mut last = began;
        for articles in (0..1_000_000).step_by(256).skip(1) {
            now += Duration::from_micros(200 * 256);
            if !pace.is_due(articles, now) {
                pace.entered(Duration::ZERO, now);
                continue;
            }
            let cost = Duration::from_micros(articles as u64);
            pace.told(articles, cost);
            pace.entered(cost, now + 2 * cost);
            spent += 2 * cost;
            now += 2 * cost;
            oldest = oldest.max(now - last);
            last = now;
        }
        assert!(spent < Duration::from_secs(20), "{spent:?}");
        assert!(oldest < Duration::from_secs(30), "{oldest:?}");
    }

    #[test]
    fn what_changes_is_told_in_parts_only_where_it_takes_long() {
        let began = Instant::now();
        let mut pace = Pace::after(100, began);
        assert!(!pace.is_due(5000, began));
        assert!(!pace.is_due(100, began + SOON), "nothing is new");
        assert!(pace.is_due(5000, began + SOON));
        pace.told(5000, Duration::ZERO);
        pace.entered(Duration::ZERO, began + SOON);
        assert!(!pace.is_due(20_000, began + SOON));
        assert!(pace.is_due(20_000, began + 2 * SOON));
    }
}
