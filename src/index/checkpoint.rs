//! What is known of a corpus, kept while it is still read, so that little is lost where that is
//! interrupted: at distances that grow with the work that is done, since everything is written each time.
//! Who writes it is decided in `storing`, what it is made of in `build`.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::cache::{Cache, Read};
use super::catalogue::Catalogue;
use super::keeping::KEPT;

/// Not sooner after the time before.
pub(super) const SOON: Duration = Duration::from_secs(1);
/// Of the work that is done at most one of so many parts is lost.
const LOST: u32 = 4;
/// What keeping costs is at most about one of so many parts of the time, also where the disk is slow.
const SELDOM: u32 = 12;
/// What is known of more articles is not written when the program ends, which nobody is to wait for.
const AT_ONCE: usize = 16_384;

/// When what is known is kept again.
#[derive(Debug)]
pub(super) struct Due {
    soon: Duration,
    began: Instant,
    last: Instant,
    /// Articles that were known at the beginning, and the last time.
    first: usize,
    articles: usize,
    /// What the last time has cost.
    cost: Duration,
}

impl Due {
    /// Of a reading that begins `now` with so many articles.
    pub(super) const fn new(soon: Duration, articles: usize, now: Instant) -> Self {
        Self {
            soon,
            began: now,
            last: now,
            first: articles,
            articles,
            cost: Duration::ZERO,
        }
    }

    /// Whether it is time, with so many.
    pub(super) fn is(&self, articles: usize, now: Instant) -> bool {
        let since = now.saturating_duration_since(self.last);
        let new = articles.saturating_sub(self.first);
        // There is more to be written each time.
        let growth = articles as f64 / self.articles.max(1) as f64;
        let cost = self.cost.as_secs_f64() * growth * f64::from(SELDOM);
        if since.as_secs_f64() < self.soon.as_secs_f64().max(cost) || articles <= self.articles {
            return false;
        }
        // What was known at the beginning has cost as much as what came since.
        let elapsed = now.saturating_duration_since(self.began).as_secs_f64();
        let before = elapsed * self.first as f64 / new.max(1) as f64;
        let all = elapsed + before;
        since.as_secs_f64() * f64::from(LOST) >= all
    }

    /// It is kept with so many, or it was tried.
    pub(super) const fn kept(&mut self, articles: usize, now: Instant) {
        self.articles = articles;
        self.last = now;
    }
}

/// Where and when what is known is kept while it is read.
#[derive(Debug)]
pub(super) struct OnTheWay {
    cache: Cache,
    due: Due,
    /// Whether it is being kept.
    busy: bool,
}

impl OnTheWay {
    /// In a cache; that this is the program that writes there is for the caller.
    pub(super) const fn new(cache: Cache, due: Due) -> Self {
        Self {
            cache,
            due,
            busy: false,
        }
    }

    /// Whether so many articles are to be kept now, which is said once.
    pub(super) fn is_due(&mut self, articles: usize, now: Instant) -> bool {
        let is_due = !self.busy && articles >= KEPT && self.due.is(articles, now);
        if is_due {
            self.due.kept(articles, now);
        }
        is_due
    }

    /// Whether so many are few enough to be kept as the program ends, and more than are kept.
    pub(super) fn is_little(&self, articles: usize) -> bool {
        let new = articles > self.due.articles;
        !self.busy && new && (KEPT..AT_ONCE).contains(&articles)
    }

    /// What is to be kept, for who keeps it.
    pub(super) fn checkpoint(
        &mut self,
        catalogue: Arc<Catalogue>,
        dictionary: u64,
        read: Read,
    ) -> Checkpoint {
        self.busy = true;
        Checkpoint {
            cache: self.cache.again(),
            catalogue,
            dictionary,
            read,
        }
    }

    /// Keeps what is so little that somebody can wait for it.
    ///
    /// # Errors
    ///
    /// What the system says where it refuses.
    pub(super) fn keep_at_once(
        &self,
        catalogue: &Catalogue,
        dictionary: u64,
        read: &Read,
    ) -> io::Result<()> {
        let written = self.cache.write(catalogue, dictionary, read)?;
        self.cache.put(written)
    }

    /// It was kept, which took so long.
    pub(super) const fn kept(&mut self, cost: Duration) {
        self.busy = false;
        self.due.cost = cost;
    }
}

/// What is to be kept.
#[derive(Debug)]
pub(super) struct Checkpoint {
    cache: Cache,
    catalogue: Arc<Catalogue>,
    /// By what actors were recognised.
    dictionary: u64,
    read: Read,
}

impl Checkpoint {
    /// Keeps it, unless it is `void` by then.
    ///
    /// # Errors
    ///
    /// What the system says where it refuses; what was kept before stays.
    pub(super) fn keep(&self, void: &Void) -> io::Result<()> {
        let written = (self.cache).write(&self.catalogue, self.dictionary, &self.read)?;
        let put = void.unless(|| self.cache.put(written));
        put.unwrap_or(Ok(()))
    }
}

/// Whether nobody wants any more what is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Void(Arc<Mutex<bool>>);

impl Void {
    /// From here on nobody does; waits for what is put in its place just now.
    pub(super) fn set(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    pub(super) fn is(&self) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something that is not to be done once it is void.
    fn unless<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let is = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!*is).then(act)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often a reading of so many articles is kept that takes `each` for one, beginning with `first`,
    /// and the largest part of its work that was ever at stake.
    fn read(first: usize, articles: usize, each: Duration, cost: Duration) -> (Duration, f64) {
        let began = Instant::now();
        let mut due = Due::new(SOON, first, began);
        let (mut now, mut spent, mut lost) = (began, Duration::ZERO, 0.0_f64);
        let mut last = 0.0_f64;
        for known in (first..articles).step_by(32) {
            now += each * 32;
            let work = each.as_secs_f64() * known as f64;
            if work > 4.5 && known > 32 * 64 {
                lost = lost.max((work - last.max(each.as_secs_f64() * first as f64)) / work);
            }
            if due.is(known, now) {
                due.kept(known, now);
                let cost = cost * u32::try_from(known).unwrap();
                due.cost = cost;
                spent += cost;
                last = work;
            }
        }
        (spent, lost)
    }

    #[test]
    fn little_of_a_reading_is_ever_at_stake_and_little_time_goes_into_it() {
        let micro = Duration::from_micros;
        // A million articles in 200 s, and files that take long.
        for (articles, each, cost) in [
            (1_000_000, micro(200), micro(2)),
            (20_000, micro(50_000), micro(20)),
        ] {
            let (spent, lost) = read(0, articles, each, cost);
            assert!(lost < 0.26, "{lost}");
            let all = each * u32::try_from(articles).unwrap();
            assert!(spent < all / 25, "{spent:?} of {all:?}");
            // One that goes on with what was kept.
            let (spent, lost) = read(articles / 2, articles, each, cost);
            assert!(lost < 0.26 && spent < all / 25, "{lost} {spent:?}");
        }
        // A disk that takes as long to write as the processors to read.
        let (spent, _) = read(0, 100_000, micro(200), micro(200));
        assert!(spent < Duration::from_secs(4), "{spent:?}");
    }
}
