//! A corpus to its catalogue, in the background: articles are read, prepared by all threads, and
//! taken in in their order, and what is known so far is handed over again and again on the way.
//! How one reading goes is in `building`, how only what has changed is read again in `again`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use self::again::{changed, difference};
use self::building::Building;
use super::cache::KeptReading;
use super::catalogue::Catalogue;
use super::doubles::{Doubles, Parts};
use super::keeping::Keeping;
use super::library::Library;
use super::storing::Storing;
use crate::actors::roster::Introduced;
use crate::corpus::load::{self, Inputs, LoadProblem};
use crate::corpus::recurring::Recurring;
use crate::corpus::stamp::{FileKey, Stamp};

mod again;
pub(super) mod building;
mod pace;

pub(super) use self::again::Known;

/// Articles that are prepared together; the first batches are small, so that something can be read
/// at once.
const LARGEST_BATCH: usize = 256;
const FIRST_BATCH: usize = 8;
/// The catalogue is handed over when it has grown by this factor, if not before: copying it costs no more
/// than making it.
const GROWTH: usize = 2;
/// It takes long to make the events of so many articles.
const MANY: usize = 4096;
/// From then on they are made on the way when there are so many times as many articles.
const GROWTH_OF_EVENTS: usize = 4;

/// How often it is told how far reading has come.
const TOLD: Duration = Duration::from_millis(100);
/// First articles with so many bytes of text are shown before anything is recognised in them.
const LARGE_TEXT: usize = 4 << 20;
/// Bytes of text that are prepared together at most.
const LARGEST_TEXT: usize = 16 << 20;

/// What is told while a corpus is read.
#[derive(Clone, Debug)]
pub enum News {
    /// What is known of it, and whether that is all.
    Catalogue(Arc<Catalogue>, bool),
    /// How far reading has come.
    Progress(Progress),
    /// Something that should be known, and changes nothing of what is told.
    Trouble(String),
    /// Reading ends before its time, and what can be kept of it is kept.
    Interrupted,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read.
    pub read: usize,
    /// Files in all, once that is known.
    pub of: Option<usize>,
    /// About how many these are, where that is known before.
    pub about: Option<usize>,
    /// Whether what was read is kept where reading ends before its time, since it is little.
    pub kept_at_once: bool,
}

/// Takes the news.
pub type Tell<'a> = &'a mut dyn FnMut(News);

/// Reads everything that `inputs` names. `publish` gets the catalogue again and again, and at the
/// end, then with `true`. Ends early, with what was read so far, where `cancel` becomes
/// true.
pub fn build(
    inputs: &Inputs,
    library: &Library,
    cancel: &AtomicBool,
    publish: &mut dyn FnMut(Arc<Catalogue>, bool),
) {
    Cataloguer::new(inputs.clone()).read(library, cancel, &mut |news| {
        if let News::Catalogue(catalogue, whole) = news {
            publish(catalogue, whole);
        }
    });
}

/// The catalogue of everything that `inputs` names, for those who need nothing before it is whole.
#[must_use]
pub fn whole(inputs: &Inputs, library: &Library) -> Arc<Catalogue> {
    let mut tell = |_| {};
    let go_on = AtomicBool::new(false);
    let mut building = Building::new(library, &go_on, &mut tell);
    let mut recurring = Recurring::default();
    load::load_files(inputs, None, &mut recurring, &go_on, &mut |step| {
        building.step(step);
    });
    let mut catalogue = building.finish().catalogue;
    catalogue.merge_reports();
    Arc::new(catalogue)
}

/// Makes the catalogue of a corpus and keeps it true to the files.
#[derive(Debug)]
pub struct Cataloguer {
    inputs: Inputs,
    /// Where all this is kept from one session to the next.
    pub(super) keeping: Option<Keeping>,
    /// What is still writing words of the last reading.
    pub(super) storing: Option<Storing>,
    /// What was handed over as whole.
    pub(super) whole: Option<Arc<Catalogue>>,
    /// The files that it was made of, in order.
    pub(super) files: Vec<File>,
    /// Articles that are not shown, because an earlier one says the same.
    pub(super) doubles: Doubles,
    /// The folders that were walked.
    pub(super) folders: Vec<PathBuf>,
    /// The lines that recur in the corpus; made of what is known of the articles where nothing was
    /// read yet.
    pub(super) recurring: Option<Recurring>,
    /// Whether the reading of what is known was interrupted, so that the rest is still to be read.
    pub(super) partial: bool,
    /// Whether nobody looks at what is known before everything is.
    pub(super) quiet: bool,
}

/// What is remembered of a file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) key: FileKey,
    pub(super) stamp: Option<Stamp>,
    pub(super) articles: Parts,
    pub(super) problems: Box<[LoadProblem]>,
}

/// What reading again came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renewal {
    /// Articles that were not there before.
    pub added: usize,
    /// Articles with another text.
    pub changed: usize,
    /// Articles that are not there any more.
    pub gone: usize,
    /// Whether everything was recognised anew, by another dictionary.
    pub recognised: bool,
}

impl Cataloguer {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new(inputs: Inputs) -> Self {
        Self {
            inputs,
            keeping: None,
            storing: None,
            whole: None,
            files: Vec::new(),
            doubles: Doubles::default(),
            folders: Vec::new(),
            recurring: None,
            partial: false,
            quiet: false,
        }
    }

    /// The same for those who need nothing before it is whole: no catalogue is told on the way.
    #[must_use]
    pub fn quietly(mut self) -> Self {
        self.quiet = true;
        self
    }

    pub(super) const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The number of the dictionary by which the catalogue was made; 0 before there is one.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.whole.as_ref().map_or(0, |whole| whole.edition)
    }

    /// The folders of the corpus, as the last reading came to them.
    #[must_use]
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Reads everything, and tells the catalogue again and again, and at the end. Ends
    /// early where `cancel` becomes true: what was read so far is the whole then, until it is
    /// renewed.
    pub fn read(&mut self, library: &Library, cancel: &AtomicBool, tell: Tell<'_>) {
        let mut building = Building::new(library, cancel, tell);
        building.publishes = !self.quiet;
        building.storing = (self.keeping.as_ref()).map(|keeping| keeping.storing_from(0));
        let mut recurring = Recurring::default();
        load::load_files(&self.inputs, None, &mut recurring, cancel, &mut |step| {
            building.step(step);
        });
        self.partial = cancel.load(Ordering::Relaxed);
        if self.partial {
            building.interrupted(&recurring);
        }
        self.recurring = Some(recurring);
        let mut made = building.finish();
        made.store(cancel);
        made.merge(None);
        self.receive(made, None);
    }

    /// Reads what has changed on disk, and everything where the library has another dictionary
    /// than before. `suspected` files are read even if nothing tells that they changed. The new
    /// catalogue is told only if it differs, also in parts where there is much; of a large corpus as it is before it is worked out
    /// anew which events its articles tell, which takes longer than everything else. Where `cancel`
    /// becomes true all stays as it was.
    pub fn renew(
        &mut self,
        library: &Library,
        suspected: &[PathBuf],
        cancel: &AtomicBool,
        tell: Tell<'_>,
    ) -> Renewal {
        let Some(before) = self.whole.clone() else {
            self.read(library, cancel, tell);
            return Renewal::default();
        };
        let told = library.dictionary_and_edition();
        let recognised = before.edition != told.1;
        let anew = recognised || before.is_worn();
        if let Some(keeping) = self.keeping.as_mut().filter(|_| anew) {
            keeping.behind = None;
        }
        // What is kept of another dictionary is of no use, and so may give way before everything is read.
        let goes_on = self.partial && !anew;
        let mut in_parts = false;
        let mut telling = |news| {
            in_parts |= matches!(news, News::Catalogue(_, false));
            tell(news);
        };
        let mut building = Building::new(library, cancel, &mut telling);
        building.told = Some(told);
        if !anew {
            building.renews(before.to_be_renewed());
            building.publishes = !self.quiet;
        }
        let keeping = self.keeping.as_ref().filter(|_| anew || goes_on);
        building.storing = keeping.map(|keeping| match (goes_on, recognised) {
            (true, _) => keeping.storing_from(before.entries.len()),
            (false, true) => keeping.storing_from(0),
            (false, false) => keeping.storing(),
        });
        if goes_on {
            building.goes_on();
        }
        let known = Known {
            catalogue: &before,
            files: &self.files,
            doubles: &self.doubles,
            suspected: suspected.iter().map(|path| FileKey::now(path)).collect(),
            partial: goes_on,
        };
        let recurring = self.recurring.get_or_insert_with(|| {
            let heads: Vec<_> = before.entries.iter().map(|entry| entry.head()).collect();
            Recurring::of(heads.iter().map(|head| &**head))
        });
        let made = known.again(
            (&self.inputs, recurring, cancel),
            (building, anew),
            &mut |_| {},
        );
        let Some(mut made) = made else {
            if in_parts {
                tell(News::Catalogue(before, true));
            }
            return Renewal::default();
        };
        self.partial = goes_on && cancel.load(Ordering::Relaxed);
        let renewal = Renewal {
            recognised,
            ..made.renewal(&known)
        };
        if goes_on || made.differs(renewal, &before) {
            made.store(cancel);
            // Of what was not read to its end the events are not known.
            made.merge((!anew && !goes_on).then_some(&*before));
            self.receive(made, None);
        } else {
            // Whoever holds the one of before need not take another that says the same.
            self.receive(made, Some(Arc::clone(&before)));
            if in_parts {
                tell(News::Catalogue(before, true));
            }
        }
        // Nobody had seen it as whole before.
        if goes_on { Renewal::default() } else { renewal }
    }

    /// Takes what was kept as if it were just read, to its end or not.
    pub(super) fn restore(
        &mut self,
        catalogue: Catalogue,
        (kept, ended): (KeptReading, bool),
        tell: Tell<'_>,
    ) {
        let mut catalogue = catalogue;
        kept.finish(&mut catalogue, ended);
        self.partial = !ended;
        self.recurring = Some(kept.recurring);
        let made = Made {
            catalogue,
            files: kept.files,
            doubles: kept.doubles,
            folders: kept.folders,
            is_merged: true,
            is_all: ended,
            introduced: Vec::new(),
            storing: None,
            tell,
        };
        self.receive(made, None);
        if let Some(keeping) = &mut self.keeping {
            keeping.stale = false;
            keeping.behind = ended.then_some(0);
        }
    }

    /// Takes what a reading came to, and tells its catalogue, or says nothing and stays with another
    /// that was told before.
    pub(super) fn receive(&mut self, made: Made<'_>, instead: Option<Arc<Catalogue>>) {
        let publish = instead.is_none();
        let catalogue = instead.unwrap_or_else(|| {
            made.catalogue.prepare();
            Arc::new(made.catalogue)
        });
        if publish {
            (made.tell)(News::Catalogue(Arc::clone(&catalogue), made.is_all));
        }
        if let Some(keeping) = &mut self.keeping {
            let changed = changed(&self.files, &made.files);
            keeping.stale |= publish || changed > 0;
            keeping.behind = keeping.behind.map(|behind| behind + changed);
        }
        if made.storing.is_some() {
            self.storing = made.storing;
        }
        self.files = made.files;
        self.doubles = made.doubles;
        self.folders = made.folders;
        if !self.quiet {
            // Whoever searches for a name by ear need not wait for that.
            catalogue.roster.listen();
        }
        self.whole = Some(catalogue);
    }
}

/// What a reading came to.
pub(super) struct Made<'a> {
    pub(super) files: Vec<File>,
    pub(super) doubles: Doubles,
    pub(super) folders: Vec<PathBuf>,
    pub(super) catalogue: Catalogue,
    /// Whether its events are those of its articles.
    pub(super) is_merged: bool,
    /// Whether nothing more comes of itself.
    pub(super) is_all: bool,
    /// Those whom its new articles introduce, where they are not in its roster yet.
    pub(super) introduced: Vec<Introduced>,
    pub(super) storing: Option<Storing>,
    pub(super) tell: Tell<'a>,
}

impl Made<'_> {
    /// What has become of the articles that were known.
    pub(super) fn renewal(&self, known: &Known<'_>) -> Renewal {
        difference(known.catalogue, &self.catalogue)
    }

    /// Whether it says anything else than was known before.
    pub(super) fn differs(&self, renewal: Renewal, before: &Catalogue) -> bool {
        renewal != Renewal::default()
            || !same_problems(&self.catalogue.problems, &before.problems)
            || self.catalogue.also != before.also
    }

    /// Has the last words written to disk, if the others are, while the events are made.
    pub(super) fn store(&mut self, cancel: &AtomicBool) {
        if let Some(storing) = &mut self.storing
            && !cancel.load(Ordering::Relaxed)
        {
            storing.ask_rest(&self.catalogue);
        }
    }

    /// Makes the events those of the articles; where these are many, they are told before that. Of
    /// what was the same `before` the events are known.
    pub(super) fn merge(&mut self, before: Option<&Catalogue>) {
        if self.is_merged {
            return;
        }
        if self.catalogue.entries.len() >= MANY {
            self.catalogue.weigh_acronyms();
            self.catalogue.prepare();
            let catalogue = Arc::new(self.catalogue.clone());
            (self.tell)(News::Catalogue(catalogue, false));
        }
        match before {
            Some(before) => self.catalogue.merge_changed(before),
            None => self.catalogue.merge_reports(),
        }
        self.is_merged = true;
    }
}

/// Whether the same is told, be it of files or of what was kept of them.
fn same_problems(a: &[LoadProblem], b: &[LoadProblem]) -> bool {
    let told = |problem: &LoadProblem| problem.to_string();
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b || told(a) == told(b))
}

/// The problems of all files, in order.
pub(super) fn problems(files: &[File]) -> Vec<LoadProblem> {
    files
        .iter()
        .flat_map(|file| file.problems.iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests;
