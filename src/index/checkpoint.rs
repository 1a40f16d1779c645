//! What is known of a corpus, kept while it is still read, so that little is lost where that is
//! interrupted: at distances that grow with the work that is done, but not beyond a few seconds, unless writing
//! takes long, since everything is written each time.
//! Who writes it is decided in `storing`, what it is made of in `build`.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::cache::{Cache, Read};
use super::catalogue::Catalogue;
use super::keeping::KEPT;

/// Not sooner after the time before.
pub(super) const SOON: Duration = Duration::from_secs(1);
/// Of the work that is done at most one of so many parts is lost, and no more than was done since then.
const LOST: u32 = 4;
const LONGEST: Duration = Duration::from_secs(5);
/// What keeping costs is at most about one of so many parts of the time, also where the disk is slow.
const SELDOM: u32 = 12;
/// What takes longer to write, as was measured while it was read, is not written when the program ends, which nobody
/// is to wait for; fewer articles than that are, whatever they took while everything else was going on.
const AT_ONCE: Duration = Duration::from_millis(60);
const FEW: usize = 16_384;

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
        let soonest = self.soon.max(self.cost_of(articles) * SELDOM);
        if since < soonest || articles <= self.articles {
            return false;
        }
        if since >= LONGEST {
            return true;
        }
        // What was known at the beginning has cost as much as what came since.
        let elapsed = now.saturating_duration_since(self.began).as_secs_f64();
        let before = elapsed * self.first as f64 / new.max(1) as f64;
        let all = elapsed + before;
        since.as_secs_f64() * f64::from(LOST) >= all
    }

    /// What it costs to keep so many, of which there are more each time; nothing where that is not known yet.
    fn cost_of(&self, articles: usize) -> Duration {
        let growth = articles as f64 / self.articles.max(1) as f64;
        self.cost.mul_f64(growth)
    }

    /// Whether so many can be kept while somebody waits.
    fn is_little(&self, articles: usize) -> bool {
        let is_known = self.cost > Duration::ZERO;
        articles < FEW || is_known && self.cost_of(articles) <= AT_ONCE
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
        !self.busy && new && articles >= KEPT && self.due.is_little(articles)
    }

    /// What is to be kept, for who keeps it.
    pub(super) fn checkpoint(
        &mut self,
        catalogue: Arc<Catalogue>,
        dictionary: u64,
        (read, cost): (Read, Duration),
    ) -> Checkpoint {
        self.busy = true;
        Checkpoint {
            cost,
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
    /// What it has cost to bring what was read into this form.
    pub(super) cost: Duration,
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
    /// the largest part of its work that was ever at stake, and the longest time that this took.
    fn read(
        first: usize,
        articles: usize,
        each: Duration,
        cost: Duration,
    ) -> (Duration, f64, Duration) {
        let began = Instant::now();
        let mut due = Due::new(SOON, first, began);
        let (mut now, mut spent, mut lost) = (began, Duration::ZERO, 0.0_f64);
        let (mut since, mut longest) = (began, Duration::ZERO);
        let mut last = 0.0_f64;
        for known in (first..articles).step_by(32) {
            now += each * 32;
            let work = each.as_secs_f64() * known as f64;
            if work > 4.5 && known > 32 * 64 {
                lost = lost.max((work - last.max(each.as_secs_f64() * first as f64)) / work);
            }
            longest = longest.max(now - since);
            if due.is(known, now) {
                due.kept(known, now);
                since = now;
                let cost = cost * u32::try_from(known).unwrap();
                due.cost = cost;
                spent += cost;
                last = work;
            }
        }
        (spent, lost, longest)
    }

    #[test]
    fn little_of_a_reading_is_ever_at_stake_and_little_time_goes_into_it() {
        let micro = Duration::from_micros;
        // A million articles in 200 s, and files that take long.
        for (articles, each, cost) in [
            (1_000_000, micro(200), micro(2)),
            (20_000, micro(50_000), micro(20)),
        ] {
            let all = each * u32::try_from(articles).unwrap();
            let writing = cost * u32::try_from(articles).unwrap();
            // From the beginning, and one that goes on with what was kept.
            for first in [0, articles / 2] {
                let (spent, lost, longest) = read(first, articles, each, cost);
                assert!(lost < 0.26, "{lost}");
                assert!(spent < all / 12, "{spent:?} of {all:?}");
                let bound = (LONGEST + each * 32).max(writing * SELDOM + each * 32);
                assert!(longest <= bound, "{longest:?} {bound:?}");
            }
        }
        // A disk that takes as long to write as the processors to read.
        let (spent, ..) = read(0, 100_000, micro(200), micro(200));
        assert!(spent < Duration::from_secs(4), "{spent:?}");
    }

    #[test]
    fn what_is_written_soon_enough_is_kept_when_the_program_ends_however_much_it_is() {
        let now = Instant::now();
        let mut due = Due::new(SOON, 0, now);
        assert!(due.is_little(FEW - 1) && !due.is_little(FEW));
        due.kept(10_000, now);
        due.cost = Duration::from_millis(20);
        assert!(due.is_little(30_000) && !due.is_little(31_000));
        // A disk that is slow, or a processor with more to do.
        due.cost = Duration::from_millis(200);
        assert!(due.is_little(FEW - 1) && !due.is_little(FEW));
    }
}
