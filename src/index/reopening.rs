//! The second start of a large corpus: what is kept of it is completed, and meanwhile what has changed
//! since is read, so that it can be found before who is named and what is told is known of the rest.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, bounded};
use rayon::ThreadPoolBuilder;

use super::build::building::Building;
use super::build::{Cataloguer, Known, News, Renewal, Tell};
use super::cache::{CacheError, Kept};
use super::catalogue::Catalogue;
use super::library::Library;
use crate::actors::dictionary::Dictionary;

/// How long looking at the files goes before everything else, which would take it twice as long: at
/// least this, and of many files so long for each, which is more than all threads take to look.
const AHEAD: Duration = Duration::from_millis(500);
const AHEAD_OF_EACH: Duration = Duration::from_micros(3);

/// Adds to the `heads` of what is kept everything else.
///
/// # Errors
///
/// Where that cannot be used.
pub(super) fn completed(
    kept: &Kept,
    heads: &Catalogue,
    dictionary: &Dictionary,
) -> Result<Catalogue, CacheError> {
    let check = || kept.check_shown().and_then(|()| kept.check_words());
    let (catalogue, checked) = rayon::join(|| kept.complete(heads, dictionary), check);
    checked?;
    let mut catalogue = catalogue?;
    catalogue.edition = heads.edition;
    catalogue.make_lexicon();
    catalogue.prepare();
    Ok(catalogue)
}

impl Cataloguer {
    /// Takes what is kept, of which `heads` is known already, and what has changed since.
    ///
    /// # Errors
    ///
    /// Where what is kept cannot be used; then nothing of it is taken.
    pub(super) fn reopen(
        &mut self,
        (kept, heads): (&Kept, &Catalogue),
        (library, dictionary): (&Library, &Arc<Dictionary>),
        cancel: &AtomicBool,
        tell: Tell<'_>,
    ) -> Result<Renewal, CacheError> {
        let mut reading = kept.reading(&heads.entries)?;
        let mut recurring = std::mem::take(&mut reading.recurring);
        let complete = || {
            let mut catalogue = completed(kept, heads, dictionary)?;
            reading.finish(&mut catalogue, true);
            Ok(Arc::new(catalogue))
        };
        let known = Known {
            catalogue: heads,
            files: &reading.files,
            doubles: &reading.doubles,
            suspected: HashSet::new(),
            partial: false,
        };
        let files = u32::try_from(reading.files.len()).unwrap_or(u32::MAX);
        let ahead = AHEAD.max(AHEAD_OF_EACH * files);
        let mut told = false;
        let (made, whole) = thread::scope(|scope| {
            let alone = thread::Builder::new().name("complete".to_owned());
            let (looking, looked) = bounded::<()>(0);
            let completing = alone.spawn_scoped(scope, move || {
                // Nothing comes; it ends when the files were looked at.
                let looks = looked.recv_timeout(ahead) == Err(RecvTimeoutError::Timeout);
                // Where they are still looked at, that is waited for.
                let all = thread::available_parallelism().map_or(1, NonZero::get);
                let others = all.saturating_sub(usize::from(looks)).max(1);
                match ThreadPoolBuilder::new().num_threads(others).build() {
                    // Whoever searches meanwhile does not wait behind it.
                    Ok(pool) => pool.install(complete),
                    Err(_) => complete(),
                }
            });
            let mut completing = completing.ok();
            let mut whole: Option<Whole> = None;
            let mut building = Building::new(library, cancel, &mut *tell);
            building.told = Some((Arc::clone(dictionary), heads.edition));
            building.catalogue = Some(heads.to_be_renewed());
            building.introduced = Some(Vec::new());
            // Where it is complete before all files were looked at, it is told at once.
            let mut meanwhile = |building: &mut Building<'_>| {
                let done = completing.take_if(|completing| completing.is_finished());
                whole = whole.take().or_else(|| done.map(joined));
                if let Some(Ok(whole)) = &whole
                    && !std::mem::replace(&mut told, true)
                {
                    building.tell(News::Catalogue(Arc::clone(whole), true));
                }
            };
            let inputs = (self.inputs(), &mut recurring, cancel);
            let made = known.again(inputs, (building, false), &mut meanwhile);
            let made = made.map(|made| {
                let renewal = made.renewal(&known);
                if !told && renewal != Renewal::default() {
                    let found = Arc::new(made.catalogue.clone());
                    (made.tell)(News::Catalogue(found, false));
                }
                (made, renewal)
            });
            drop(looking);
            let whole = whole.or_else(|| completing.map(joined));
            (made, whole.unwrap_or_else(complete))
        });
        let whole = whole?;
        self.recurring = Some(recurring);
        self.files = reading.files;
        if let Some(keeping) = &mut self.keeping {
            keeping.behind = Some(0);
        }
        match made {
            Some((mut made, renewal)) if made.differs(renewal, &whole) => {
                let mut catalogue = Catalogue::clone(&whole);
                catalogue.adopt(heads, made.catalogue, &made.introduced);
                made.catalogue = catalogue;
                made.merge(Some(&whole));
                self.receive(made, None);
                Ok(renewal)
            }
            Some((made, renewal)) => {
                if !told {
                    (made.tell)(News::Catalogue(Arc::clone(&whole), true));
                }
                self.receive(made, Some(whole));
                Ok(renewal)
            }
            None => {
                if !told {
                    tell(News::Catalogue(Arc::clone(&whole), true));
                }
                self.doubles = reading.doubles;
                self.folders = reading.folders;
                self.whole = Some(whole);
                Ok(Renewal::default())
            }
        }
    }
}

/// What is kept, complete.
type Whole = Result<Arc<Catalogue>, CacheError>;

fn joined(completing: ScopedJoinHandle<'_, Whole>) -> Whole {
    completing
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
