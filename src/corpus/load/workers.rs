//! Threads that do one job after another, and do not stop the others where a job does not come to
//! an end: it is given up, its thread is left to itself and replaced. A thread cannot be stopped
//! from outside, so that there is a limit to how many are left so; beyond it, what is still to be
//! done is refused rather than waited for. What the jobs are is for [`super`].

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, select, unbounded};

use crate::corpus::error::LoadError;

/// How often it is looked whether something takes too long.
pub(super) const LOOK: Duration = Duration::from_millis(100);
/// Threads that may be left to themselves at a time.
const MOST_LOST: usize = 16;
/// How much longer than its limit a job may take where the thread waits, for a slow disk or for
/// other programs.
const PATIENCE: u32 = 10;

/// The threads.
pub(super) struct Workers<J, R> {
    run: Arc<dyn Fn(J) -> R + Send + Sync>,
    limit: Duration,
    most: usize,
    slots: Vec<Arc<Slot>>,
    /// How many threads are left to themselves now; each counts itself out when it comes back.
    lost: Arc<AtomicUsize>,
    to_do: Lane<J>,
    /// What comes before all that waits.
    next: Lane<J>,
    results: Sender<(usize, R)>,
    done: Receiver<(usize, R)>,
}

struct Job<J> {
    number: usize,
    patient: bool,
    job: J,
}

/// Jobs on their way to the threads; both ends live here.
type Lane<J> = (Sender<Job<J>>, Receiver<Job<J>>);

/// When it is a job's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// After all that wait.
    Last,
    /// Before all that wait.
    Next,
    /// At once and without a limit: it waits for a person or for another program, and so takes the
    /// place of no other.
    Patient,
}

/// What one thread is at.
#[derive(Default)]
struct Slot(Mutex<Option<Running>>);

struct Running {
    number: usize,
    since: Instant,
    busy: Busy,
    patient: bool,
}

impl Running {
    /// A job of this number that begins now, in this thread.
    fn now(number: usize, patient: bool) -> Self {
        Self {
            number,
            since: Instant::now(),
            busy: Busy::now(),
            patient,
        }
    }

    /// Whether it takes longer than it may.
    fn is_over(&self, limit: Duration) -> bool {
        let elapsed = self.since.elapsed();
        !self.patient
            && elapsed >= limit
            && (elapsed >= limit * PATIENCE || self.busy.time() >= limit)
    }
}

impl Slot {
    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<J: Send + 'static, R: Send + 'static> Workers<J, R> {
    /// At most `most` threads that `run` jobs, each for at most `limit` of a processor's time.
    pub(super) fn new(
        most: usize,
        limit: Duration,
        run: impl Fn(J) -> R + Send + Sync + 'static,
    ) -> Self {
        let (results, done) = unbounded();
        Self {
            run: Arc::new(run),
            limit,
            most: most.max(1),
            slots: Vec::new(),
            lost: Arc::default(),
            to_do: unbounded(),
            next: unbounded(),
            results,
            done,
        }
    }

    /// Gives a job of this number to the next thread that is free.
    pub(super) fn start(&mut self, number: usize, job: J, turn: Turn) {
        let patient = turn == Turn::Patient;
        self.most += usize::from(patient);
        let job = Job {
            number,
            patient,
            job,
        };
        let (lane, _) = match turn {
            Turn::Last => &self.to_do,
            Turn::Next | Turn::Patient => &self.next,
        };
        // Both ends live here.
        let _ = lane.send(job);
        self.hire();
    }

    /// What is done: to be received from, and beside it [`Self::overdue`] to be looked at.
    pub(super) const fn done(&self) -> &Receiver<(usize, R)> {
        &self.done
    }

    /// The numbers of jobs that are given up now.
    pub(super) fn overdue(&mut self) -> Vec<usize> {
        let mut given_up = Vec::new();
        let limit = self.limit;
        self.slots.retain(|slot| {
            let mut running = slot.running();
            let is_over = (running.as_ref()).is_some_and(|running| running.is_over(limit));
            if is_over {
                // The thread finds nothing when it comes back, and ends.
                given_up.extend(running.take().map(|running| running.number));
            }
            !is_over
        });
        for _ in &given_up {
            self.lost.fetch_add(1, Ordering::SeqCst);
            self.hire();
        }
        if self.slots.is_empty() {
            // Nobody is left to do the rest.
            let waiting = self.next.1.try_iter().chain(self.to_do.1.try_iter());
            given_up.extend(waiting.map(|job| job.number));
        }
        given_up
    }

    /// Takes one more thread, where there may be one.
    fn hire(&mut self) {
        if self.slots.len() >= self.most || self.lost.load(Ordering::SeqCst) > MOST_LOST {
            return;
        }
        let slot = Arc::new(Slot::default());
        let (mine, run) = (Arc::clone(&slot), Arc::clone(&self.run));
        let lost = Arc::clone(&self.lost);
        let (next, jobs) = (self.next.1.clone(), self.to_do.1.clone());
        let done = self.results.clone();
        let work = move || {
            while let Ok(Job {
                number,
                patient,
                job,
            }) = next.try_recv().or_else(|_| {
                select! {
                    recv(next) -> job => job,
                    recv(jobs) -> job => job,
                }
            }) {
                *mine.running() = Some(Running::now(number, patient));
                let result = run(job);
                if mine.running().take().is_none() {
                    lost.fetch_sub(1, Ordering::SeqCst);
                    break;
                }
                if done.send((number, result)).is_err() {
                    break;
                }
            }
        };
        // Where the system refuses a thread, the others do the work.
        if thread::Builder::new()
            .name("read".to_owned())
            .spawn(work)
            .is_ok()
        {
            self.slots.push(slot);
        }
    }
}

/// Does one job in a thread of its own, for at most `limit` of a processor's time, and waits for it.
///
/// # Errors
///
/// [`LoadError::TooSlow`] where it does not come to an end, or too many did not before it.
pub(super) fn within<R: Send + 'static>(
    limit: Duration,
    run: impl FnOnce() -> Result<R, LoadError> + Send + 'static,
) -> Result<R, LoadError> {
    static LOST: AtomicUsize = AtomicUsize::new(0);
    if LOST.load(Ordering::SeqCst) > MOST_LOST {
        return Err(LoadError::TooSlow);
    }
    let slot = Arc::new(Slot::default());
    let mine = Arc::clone(&slot);
    let (done, result) = bounded(1);
    let work = move || {
        *mine.running() = Some(Running::now(0, false));
        let made = run();
        if mine.running().take().is_none() {
            LOST.fetch_sub(1, Ordering::SeqCst);
        }
        // Nobody receives what was given up.
        let _ = done.send(made);
    };
    thread::Builder::new().name("open".to_owned()).spawn(work)?;
    loop {
        match result.recv_timeout(LOOK) {
            Ok(made) => return made,
            Err(RecvTimeoutError::Disconnected) => return Err(LoadError::Failed),
            Err(RecvTimeoutError::Timeout) => {
                let mut running = slot.running();
                if (running.as_ref()).is_some_and(|running| running.is_over(limit)) {
                    running.take();
                    LOST.fetch_add(1, Ordering::SeqCst);
                    return Err(LoadError::TooSlow);
                }
            }
        }
    }
}

/// How much of a processor's time a thread had when it began, and which thread it is.
struct Busy {
    #[cfg(target_os = "linux")]
    thread: rustix::process::Pid,
    began: Instant,
    #[cfg(target_os = "linux")]
    before: Duration,
}

impl Busy {
    /// Of this thread.
    fn now() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            before: used_here(),
            #[cfg(target_os = "linux")]
            thread: rustix::thread::gettid(),
            began: Instant::now(),
        }
    }

    /// The time since then; where the system does not tell it, that of the clock.
    fn time(&self) -> Duration {
        #[cfg(target_os = "linux")]
        if let Some(now) = used_by(self.thread) {
            return now.saturating_sub(self.before);
        }
        self.began.elapsed()
    }
}

/// What this thread has used.
#[cfg(target_os = "linux")]
fn used_here() -> Duration {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(used).unwrap_or_default()
}

/// The same of another thread of this program, where the system tells it.
#[cfg(target_os = "linux")]
fn used_by(thread: rustix::process::Pid) -> Option<Duration> {
    let told = format!("/proc/self/task/{}/schedstat", thread.as_raw_nonzero());
    let told = std::fs::read_to_string(told).ok()?;
    let nanoseconds = told.split_ascii_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    /// What becomes of the jobs `0..count`, by number: their result, or nothing.
    fn all(workers: &mut Workers<usize, usize>, count: usize) -> Vec<Option<usize>> {
        for number in 0..count {
            workers.start(number, number, Turn::Last);
        }
        let mut outcomes = vec![None; count];
        let mut left = count;
        while left > 0 {
            if let Ok((number, result)) = workers.done().recv_timeout(Duration::from_millis(5)) {
                outcomes[number] = Some(result);
                left -= 1;
            }
            left -= workers.overdue().len();
        }
        outcomes
    }

    #[test]
    fn r5_a_job_without_end_is_given_up_and_the_others_are_done() {
        let over = Arc::new(AtomicBool::new(false));
        let running = Arc::new(AtomicUsize::new(0));
        let (end, count) = (Arc::clone(&over), Arc::clone(&running));
        let mut workers = Workers::new(2, Duration::from_millis(50), move |job: usize| {
            count.fetch_add(1, Ordering::SeqCst);
            while job % 10 == 3 && !end.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
            count.fetch_sub(1, Ordering::SeqCst);
            job
        });
        for (number, outcome) in all(&mut workers, 30).into_iter().enumerate() {
            let wanted = (number % 10 != 3).then_some(number);
            assert_eq!(outcome, wanted, "{number}");
        }
        assert_eq!(
            running.load(Ordering::SeqCst),
            3,
            "they are left to themselves"
        );
        over.store(true, Ordering::Relaxed);
        while running.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
    }

    #[test]
    fn r5_one_job_that_does_not_end_is_not_waited_for() {
        let limit = Duration::from_millis(50);
        assert_eq!(within(limit, || Ok(7)), Ok(7));
        assert_eq!(
            within::<()>(limit, || Err(LoadError::Gone)),
            Err(LoadError::Gone)
        );
        let over = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&over);
        let without_end = move || {
            while !end.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
            Ok(())
        };
        assert_eq!(within(limit, without_end), Err(LoadError::TooSlow));
        over.store(true, Ordering::Relaxed);
    }

    #[test]
    fn r5_only_so_many_threads_are_ever_left_and_then_nothing_is_waited_for() {
        let over = Arc::new(AtomicBool::new(false));
        let running = Arc::new(AtomicUsize::new(0));
        let (end, count) = (Arc::clone(&over), Arc::clone(&running));
        let mut workers = Workers::new(2, Duration::from_millis(20), move |job: usize| {
            count.fetch_add(1, Ordering::SeqCst);
            while !end.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
            job
        });
        let outcomes = all(&mut workers, 40);
        assert!(outcomes.iter().all(Option::is_none));
        assert!(running.load(Ordering::SeqCst) <= MOST_LOST + 2);
        over.store(true, Ordering::Relaxed);
    }
}
