//! When what is known of a corpus is read from the cache and written to it: read before anything else,
//! written when everything is read; then what is in the file takes the place of what was made. What
//! stands in the cache is for `cache`, writing words on the way for `storing`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rayon::ThreadPoolBuilder;

use super::build::{Cataloguer, News, Renewal, Tell};
use super::cache::{Cache, CacheError, Kept, Reading};
use super::catalogue::Catalogue;
use super::checkpoint::{self, Due, OnTheWay};
use super::library::Library;
use super::reopening;
use super::storing::{STORED, Storing, TAIL};
use crate::actors::dictionary::Dictionary;
use crate::corpus::load::Inputs;
use crate::corpus::recurring::Recurring;

pub use super::storing::on_disk;

/// A smaller corpus is read as fast as it is taken from the cache.
pub(super) const KEPT: usize = 64;
/// Fewer than one of so many files that have changed are not worth to write everything anew.
const FEW: usize = 512;
/// What is kept is not written anew more often than this many times the time that it takes.
const SELDOM: u32 = 20;
/// Said where somebody deleted what was being written.
const REMOVED: &str = "The cache folder of these articles was removed meanwhile: all works, but nothing of them is kept, and the next start reads them again";

/// The cache of a cataloguer.
#[derive(Debug)]
pub(super) struct Keeping {
    cache: Cache,
    /// Whether something is known that is not kept yet.
    pub(super) stale: bool,
    /// How many files are not what they were when that was kept; `None` where nothing is kept.
    pub(super) behind: Option<usize>,
    /// Not before then.
    next: Option<Instant>,
    /// Whether another program was writing when this one wanted to.
    elsewhere: bool,
    /// The shortest time from which on what is known is kept while it is read.
    pub(super) soon: Duration,
}

impl Keeping {
    pub(super) const fn new(cache: Cache) -> Self {
        Self {
            cache,
            stale: false,
            behind: None,
            next: None,
            elsewhere: false,
            soon: checkpoint::SOON,
        }
    }

    /// A catalogue that was kept just now as it lies in the file, so that what it was made of need not
    /// be held in memory; `None` where that cannot be.
    fn lying(&self, catalogue: &Catalogue, dictionary: &Dictionary) -> Option<Catalogue> {
        let lie = || {
            let kept = self.cache.open().ok()??;
            let lying = kept.instead_of(catalogue, dictionary).ok()??;
            lying.prepare();
            Some(lying)
        };
        // Whoever searches meanwhile does not wait behind it.
        let alone = ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        alone.install(lie)
    }

    /// What writes words on the way, if this is the program that writes when there are some.
    pub(super) fn storing(&self) -> Storing {
        let mut storing = Storing::new(self.cache.folder());
        storing.asks = (!self.cache.is_locked()).then(|| self.cache.again());
        storing
    }

    /// The same for a reading that begins with so many articles and is itself kept on the way.
    pub(super) fn storing_from(&self, articles: usize) -> Storing {
        let mut storing = self.storing();
        let due = Due::new(self.soon, articles, Instant::now());
        storing.on_the_way = Some(OnTheWay::new(self.cache.again(), due));
        storing
    }
}

impl Cataloguer {
    /// One that keeps what it reads in the cache folder `root`, and begins with what is kept there.
    #[must_use]
    pub fn keeping(inputs: Inputs, root: &Path) -> Self {
        let mut cataloguer = Self::new(inputs);
        cataloguer.keeping = Cache::of(root, cataloguer.inputs()).map(Keeping::new);
        cataloguer
    }

    /// The same where something is kept there already; otherwise `None`.
    #[must_use]
    pub fn of_kept(inputs: Inputs, root: &Path) -> Option<Self> {
        let cache = Cache::of(root, &inputs).filter(Cache::is_there)?;
        let mut cataloguer = Self::new(inputs);
        cataloguer.keeping = Some(Keeping::new(cache));
        Some(cataloguer)
    }

    /// Whether nothing that was kept could be used, so that everything was read and recognised anew.
    #[must_use]
    pub fn is_anew(&self) -> bool {
        let keeping = self.keeping.as_ref();
        keeping.is_some_and(|keeping| keeping.stale && keeping.behind.is_none())
    }

    /// What was told as whole; nothing before that.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.whole.clone().unwrap_or_default()
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.whole.as_ref().map_or(0, |whole| whole.entries.len())
    }

    /// Whether it is worth to keep what is known: of a large corpus in which hardly a file has changed
    /// since it was kept, the next start reads these few again sooner than everything is written.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        let behind = self.keeping.as_ref().and_then(|keeping| keeping.behind);
        let few = |behind: usize| self.articles() >= STORED && behind < self.articles() / FEW;
        !behind.is_some_and(few)
    }

    /// Whether everything that is known is kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        let keeping = self.keeping.as_ref();
        keeping.is_some_and(|keeping| !keeping.stale)
    }

    /// Whether there are too few articles to keep anything.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.articles() < KEPT
    }

    /// Whether another program was writing when this one wanted to.
    #[must_use]
    pub fn is_written_elsewhere(&self) -> bool {
        self.keeping
            .as_ref()
            .is_some_and(|keeping| keeping.elsewhere)
    }

    /// Begins with what is kept, where something is, and then reads what has changed since;
    /// otherwise reads everything. Tells what is kept at once.
    pub fn begin(&mut self, library: &Library, cancel: &AtomicBool, tell: Tell<'_>) -> Renewal {
        let renewal = match self.take_kept(library, cancel, tell) {
            Ok(renewal) => renewal,
            Err(error) => {
                tell(News::Trouble(error.to_string()));
                None
            }
        };
        if let Some(keeping) = &self.keeping {
            keeping.cache.root().into_iter().for_each(Cache::sweep_all);
            keeping.cache.tidy();
        }
        // Reads everything where nothing was kept.
        renewal.unwrap_or_else(|| self.renew(library, &[], cancel, tell))
    }

    /// Takes what is kept, if anything is, and where that was done at the same time gives what has
    /// changed since.
    fn take_kept(
        &mut self,
        library: &Library,
        cancel: &AtomicBool,
        tell: Tell<'_>,
    ) -> Result<Option<Renewal>, CacheError> {
        let Some(keeping) = &self.keeping else {
            return Ok(None);
        };
        let opened = match keeping.cache.open() {
            // Another program may have written anew just then.
            Err(_) => keeping.cache.open()?,
            opened => opened?,
        };
        let Some(kept) = opened else {
            return Ok(None);
        };
        match self.take(&kept, library, cancel, tell) {
            Err(_) => {
                let again = self.keeping.as_ref().map(|keeping| keeping.cache.open());
                match again.transpose()?.flatten() {
                    Some(kept) => self.take(&kept, library, cancel, tell),
                    None => Ok(None),
                }
            }
            taken => taken,
        }
    }

    fn take(
        &mut self,
        kept: &Kept,
        library: &Library,
        cancel: &AtomicBool,
        tell: Tell<'_>,
    ) -> Result<Option<Renewal>, CacheError> {
        tell(News::Catalogue(Arc::new(kept.front()?), false));
        let (dictionary, edition) = library.dictionary_and_edition();
        if !kept.is_by(&dictionary) {
            return Ok(None);
        }
        let mut heads = kept.heads()?;
        heads.edition = edition;
        if kept.articles() > STORED as u64 && kept.is_ended() && !heads.is_worn() {
            let heads = Arc::new(heads);
            tell(News::Catalogue(Arc::clone(&heads), false));
            let renewal = self.reopen((kept, &heads), (library, &dictionary), cancel, tell);
            return renewal.map(Some);
        }
        if !kept.is_ended() {
            tell(News::Catalogue(Arc::new(heads.clone()), false));
        }
        let catalogue = reopening::completed(kept, &heads, &dictionary)?;
        let reading = kept.reading(&catalogue.entries)?;
        self.restore(catalogue, (reading, kept.is_ended()), tell);
        Ok(None)
    }

    /// Keeps nothing from here on, and leaves nothing on the disk of what was begun.
    fn give_up(&mut self) {
        if let Some(mut keeping) = self.keeping.take() {
            keeping.cache.give_up();
        }
    }

    /// Keeps what is known, if that has changed, this program is the one that writes, and it was not
    /// written just before. Ends early where `cancel` becomes true.
    pub fn keep(&mut self, library: &Library, cancel: &AtomicBool, tell: Tell<'_>) {
        let Some(keeping) = &mut self.keeping else {
            return;
        };
        let soon = keeping.next.is_some_and(|next| Instant::now() < next);
        let Some(whole) = self.whole.clone().filter(|_| keeping.stale && !soon) else {
            return;
        };
        let (dictionary, edition) = library.dictionary_and_edition();
        if whole.entries.len() < KEPT || whole.edition != edition {
            return;
        }
        let began = Instant::now();
        let trouble = |error: std::io::Error| {
            News::Trouble(format!(
                "What is known of these articles cannot be kept ({error}): all works, but the next start reads them again"
            ))
        };
        // From here on this asks itself, and nobody else is let in between.
        let asks = (self.storing.as_mut()).and_then(|storing| storing.asks.take());
        if let Some(asks) = asks.filter(|asks| asks.is_locked() && !keeping.cache.is_locked()) {
            keeping.cache = asks;
        }
        let writes = match keeping.cache.writes() {
            Ok(writes) => writes,
            Err(error) => {
                tell(trouble(error));
                self.give_up();
                return;
            }
        };
        if !writes {
            if keeping.cache.is_removed() {
                tell(News::Trouble(REMOVED.to_owned()));
                self.give_up();
            } else {
                keeping.elsewhere = true;
            }
            return;
        }
        keeping.elsewhere = false;
        let mut catalogue = whole;
        if catalogue.entries.len() < STORED {
            // What is still being kept of less gives way.
            self.storing = None;
        }
        let is_large = catalogue.entries.len() >= STORED;
        // What is told of it once everything is kept.
        let mut untold = false;
        if is_large {
            let mut storing =
                (self.storing.take()).unwrap_or_else(|| Storing::new(keeping.cache.folder()));
            let mut with_stored = Catalogue::clone(&catalogue);
            storing.ask(&with_stored, TAIL);
            if storing.finish(&mut with_stored, cancel) {
                with_stored.make_lexicon();
                catalogue = Arc::new(with_stored);
                untold = true;
                self.whole = Some(Arc::clone(&catalogue));
            }
            if let Some(error) = storing.trouble.take() {
                tell(trouble(std::io::Error::other(error)));
                drop(storing);
                self.give_up();
                return;
            }
        }
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        let nothing = Recurring::default();
        let reading = Reading {
            files: &self.files,
            doubles: &self.doubles,
            folders: &self.folders,
            recurring: self.recurring.as_ref().unwrap_or(&nothing),
            ended: !self.partial,
        };
        let cache = &keeping.cache;
        let kept = (reading.kept(&catalogue))
            .and_then(|read| cache.keep(&catalogue, dictionary.fingerprint(), &read));
        match kept {
            Ok(()) => {
                keeping.stale = false;
                keeping.behind = (!self.partial).then_some(0);
                keeping.next = Some(Instant::now() + began.elapsed() * SELDOM);
                if is_large && let Some(lying) = keeping.lying(&catalogue, &dictionary) {
                    catalogue = Arc::new(lying);
                    untold = true;
                }
            }
            Err(error) => {
                tell(trouble(error));
                self.give_up();
            }
        }
        if untold {
            if !self.quiet {
                catalogue.roster.listen();
            }
            tell(News::Catalogue(Arc::clone(&catalogue), true));
            self.whole = Some(catalogue);
        }
    }
}

#[cfg(test)]
mod tests;
