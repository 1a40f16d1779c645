//! The screen's thread, kept out of the threads that read and search: what goes in parallel there would
//! wait, from here, behind all that they have begun, and no key would be answered meanwhile.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// As long as this is there, whatever the thread that made it calls is done by itself, also what would
/// go in parallel elsewhere.
#[derive(Debug)]
pub(super) struct Alone {
    _pool: Option<ThreadPool>,
}

impl Alone {
    /// For this thread; one that is by itself already stays so.
    pub(super) fn new() -> Self {
        let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        Self {
            _pool: pool.build().ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;
    use std::time::Duration;

    use crossbeam_channel::{bounded, unbounded};
    use rayon::prelude::*;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::seeds;
    use crate::index::annotate::prepare;
    use crate::index::catalogue::Catalogue;

    #[test]
    fn what_the_screen_asks_waits_for_nothing_that_goes_on_behind_it() {
        let dictionary = Dictionary::embedded();
        let mut catalogue = Catalogue::new(dictionary);
        for article in seeds::articles() {
            let today = jiff::civil::date(2026, 3, 1);
            catalogue.add(&prepare(article.clone(), dictionary, today));
        }
        let catalogue = Arc::new(catalogue);
        // All threads that search are at something long.
        let threads = rayon::current_num_threads();
        let (begun, all_begun) = unbounded();
        let (release, released) = bounded::<()>(0);
        for _ in 0..threads {
            let (begun, released) = (begun.clone(), released.clone());
            rayon::spawn(move || {
                let _ = begun.send(());
                let _ = released.recv();
            });
        }
        assert_eq!(all_begun.iter().take(threads).count(), threads);
        let (answer, answered) = unbounded();
        let screen = thread::spawn(move || {
            let _alone = Alone::new();
            let named = catalogue.named("putin").len();
            let everyone = catalogue.everyone().len();
            let many: usize = (0..1_000_usize).into_par_iter().map(|one| one % 2).sum();
            let _ = answer.send((named, everyone > 10, many));
        });
        let told = answered.recv_timeout(Duration::from_secs(20));
        drop(release);
        screen.join().unwrap();
        assert_eq!(told, Ok((1, true, 500)));
    }
}
