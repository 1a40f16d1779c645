//! The threads: reading the corpus, answering the lens, opening articles, keeping bookmarks. Each
//! takes orders through a channel and tells what comes of them as messages; all end when this is
//! dropped. What is asked and what follows from the answers is decided in `app`, how a question about
//! articles is answered in `errands`.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{io, mem, panic};

use crossbeam_channel::{Receiver, Sender, unbounded};

use crate::actors::ActorId;
use crate::app::correction::{Corrected, Correction};
use crate::app::effect::Wanted;
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::app::reading::Reading;
use crate::app::survey::Survey;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::Head;
use crate::corpus::load::Inputs;
use crate::index::Annotated;
use crate::index::library::Library;
use crate::search::request::Request;
use crate::search::worker::Worker;
use crate::text::clean::clean_line;
use crate::timeline::Report;

use super::corpus::{self, ReadAgain};
use super::dictionaries::Dictionaries;
use super::errands::{self, Errand};
use super::keeper::{self, Folders, Keep};

/// How long at most the end waits until what is being read is kept as far as it is known, where that is
/// little.
const PATIENCE: Duration = Duration::from_millis(80);

/// The running threads.
#[derive(Debug)]
pub(super) struct Jobs {
    search: Option<Worker>,
    corpus: Sender<ReadAgain>,
    errands: Option<Sender<Errand>>,
    surveys: Option<Sender<Survey>>,
    keep: Option<Sender<Keep>>,
    dictionaries: Arc<Dictionaries>,
    stop: Arc<AtomicBool>,
    ending: Arc<AtomicBool>,
    /// Tells when the thread that reads will keep nothing more, and whether that is worth waiting for.
    reading: Receiver<()>,
    keeps: Arc<AtomicBool>,
    /// The catalogue of the newest request, in which names are looked up.
    catalogue: Arc<crate::index::catalogue::Catalogue>,
    threads: Vec<JoinHandle<()>>,
}

impl Jobs {
    /// Starts everything; `bookmarks` is the folder that keeps them, where there is one.
    pub(super) fn start(
        corpus: Corpus,
        library: &Arc<Library>,
        dictionaries: Dictionaries,
        folders: Folders,
        messages: &Sender<Msg>,
    ) -> io::Result<Self> {
        let dictionaries = Arc::new(dictionaries);
        let (stop, ending) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let mut threads = Vec::new();
        let (orders, waiting) = unbounded();
        let (ended, reading) = unbounded();
        let keeps = Arc::new(AtomicBool::new(true));
        let reader = corpus::Reader {
            inputs: corpus.inputs,
            library: Arc::clone(library),
            dictionaries: Arc::clone(&dictionaries),
            stop: Arc::clone(&stop),
            ending: Arc::clone(&ending),
            messages: messages.clone(),
            watch: corpus.watch.then(|| orders.clone()),
            ours: corpus.ours,
            cache: corpus.cache,
            ended,
            keeps: Arc::clone(&keeps),
            held: RefCell::default(),
        };
        threads.push(named("corpus", move || reader.run(&waiting))?);
        let sent = messages.clone();
        let search = Worker::start(Arc::clone(library), move |snapshot| {
            let _ = sent.send(Msg::Results(snapshot));
        })?;
        let (errands, waiting) = unbounded();
        let (library_of_errands, sent) = (Arc::clone(library), messages.clone());
        threads.push(named("open", move || {
            errands::run_all(&waiting, &library_of_errands, &sent)
        })?);
        let (surveys, waiting) = unbounded();
        let sent = messages.clone();
        threads.push(named("survey", move || run_surveys(&waiting, &sent))?);
        let (keep, waiting) = unbounded();
        let (library, sent) = (Arc::clone(library), messages.clone());
        threads.push(named("keep", move || {
            keeper::run(&folders, &library, &waiting, &sent)
        })?);
        Ok(Self {
            search: Some(search),
            corpus: orders,
            errands: Some(errands),
            surveys: Some(surveys),
            keep: Some(keep),
            dictionaries,
            stop,
            ending,
            reading,
            keeps,
            catalogue: Arc::default(),
            threads,
        })
    }

    /// Starts to make the dictionary of actors from its files; until the first
    /// one is made, articles are read without marks, and by a later one everything is read again.
    /// To be called only when the first frame is on its way, for it takes all processors.
    pub(super) fn make_dictionary(&mut self, messages: Sender<Msg>) -> io::Result<()> {
        self.threads.retain(|thread| !thread.is_finished());
        let corpus = self.corpus.clone();
        let dictionaries = Arc::clone(&self.dictionaries);
        self.threads.push(named("dictionary", move || {
            let renewed = dictionaries.renew(false);
            if renewed.other {
                let _ = corpus.send(ReadAgain::default());
            }
            for problem in renewed.problems {
                let text = clean_line(&problem);
                let severity = Severity::Warning;
                let _ = messages.send(Msg::Notice(Notice { severity, text }));
            }
        })?);
        Ok(())
    }

    pub(super) fn search(&mut self, request: Request) {
        self.catalogue = Arc::clone(&request.catalogue);
        if let Some(search) = &self.search {
            search.ask(request);
        }
    }

    /// Reads again what has changed, and `paths` in any case; tells what came of it.
    pub(super) fn read_again(&self, paths: Vec<PathBuf>) {
        // The thread ends only when this is dropped.
        let _ = self.corpus.send(ReadAgain {
            paths,
            asked: true,
            ..ReadAgain::default()
        });
    }

    /// Ends the reading in hand with what it has.
    pub(super) fn stop_reading(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub(super) fn open(&self, head: Arc<Head>) {
        self.errand(Errand::Open(head));
    }

    pub(super) fn mark(&self, annotated: Arc<Annotated>, lens: String, generation: u64) {
        let catalogue = Arc::clone(&self.catalogue);
        self.errand(Errand::Mark {
            annotated,
            lens,
            generation,
            catalogue,
        });
    }

    pub(super) fn passages(
        &self,
        actor: ActorId,
        articles: Vec<Arc<Head>>,
        catalogue: Arc<crate::index::catalogue::Catalogue>,
    ) {
        self.errand(Errand::Passages {
            actor,
            articles,
            catalogue,
        });
    }

    pub(super) fn quote(&self, reports: Vec<(Arc<Report>, Arc<Head>)>, wanted: Wanted) {
        self.errand(Errand::Quote(reports, wanted));
    }

    pub(super) fn compare(&self, head: Arc<Head>, bookmarks: Vec<Arc<Bookmark>>) {
        self.errand(Errand::Compare(head, bookmarks));
    }

    pub(super) fn events(
        &self,
        catalogue: Arc<crate::index::catalogue::Catalogue>,
        decisions: Arc<[crate::timeline::correction::Correction]>,
    ) {
        self.errand(Errand::Events {
            catalogue,
            decisions,
        });
    }

    pub(super) fn survey(&self, survey: Survey) {
        if let Some(surveys) = &self.surveys {
            // As for errands.
            let _ = surveys.send(survey);
        }
    }

    fn errand(&self, errand: Errand) {
        if let Some(errands) = &self.errands {
            // The thread ends only after the channel is closed here.
            let _ = errands.send(errand);
        }
    }

    pub(super) fn save(&self, bookmark: Box<Bookmark>) {
        self.keep(Keep::Save(bookmark));
    }

    pub(super) fn delete(&self, id: BookmarkId) {
        self.keep(Keep::Delete(id));
    }

    pub(super) fn restore(&self, id: BookmarkId) {
        self.keep(Keep::Restore(id));
    }

    pub(super) fn correct(&self, correction: Box<Correction>) {
        self.keep(Keep::Correct(correction));
    }

    pub(super) fn put_back(&self, corrected: Box<Corrected>) {
        self.keep(Keep::PutBack(corrected));
    }

    pub(super) fn draft(&self, bookmark: Box<Bookmark>) {
        self.keep(Keep::Draft(bookmark));
    }

    pub(super) fn discard_draft(&self, id: BookmarkId) {
        self.keep(Keep::DiscardDraft(id));
    }

    /// Tells all bookmarks again, if another program has changed them.
    pub(super) fn look_at_bookmarks(&self) {
        self.keep(Keep::Look);
    }

    pub(super) fn reading(&self, reading: Reading) {
        self.keep(Keep::Reading(reading));
    }

    pub(super) fn history(&self, lenses: Vec<String>) {
        self.keep(Keep::History(lenses));
    }

    fn keep(&self, order: Keep) {
        if let Some(keep) = &self.keep {
            let _ = keep.send(order);
        }
    }
}

impl Drop for Jobs {
    /// Long work is given up; what is to be kept is written first.
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Relaxed);
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.corpus.send(ReadAgain::default());
        self.search = None;
        self.errands = None;
        self.surveys = None;
        self.keep = None;
        // What is known of many articles is freed sooner by the system than piece by piece.
        mem::forget(mem::take(&mut self.catalogue));
        if self.keeps.load(Ordering::Relaxed) {
            // Whether it is told, or the thread has ended, or it would take too long.
            let _ = self.reading.recv_timeout(PATIENCE);
        }
        for thread in self.threads.drain(..) {
            // The corpus thread may be in the middle of a large file, and nothing depends on it.
            if thread.thread().name() == Some("keep") {
                let _ = thread.join();
            }
        }
    }
}

/// What the corpus is.
#[derive(Clone, Debug)]
pub(super) struct Corpus {
    /// What to read.
    pub(super) inputs: Inputs,
    /// Whether changes on disk are noticed.
    pub(super) watch: bool,
    /// The folders in which the program itself writes.
    pub(super) ours: Vec<PathBuf>,
    /// Where what is known is kept for the next start.
    pub(super) cache: Option<PathBuf>,
}

fn named(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(run)
}

fn run_surveys(waiting: &Receiver<Survey>, messages: &Sender<Msg>) {
    while let Ok(first) = waiting.recv() {
        // Of several questions of one list only the last is wanted.
        let mut asked: Vec<Survey> = Vec::new();
        for survey in std::iter::once(first).chain(waiting.try_iter()) {
            asked.retain(|before| before.kind() != survey.kind());
            asked.push(survey);
        }
        for survey in asked {
            let run = panic::AssertUnwindSafe(|| {
                survey.answer(&mut |findings| {
                    let _ = messages.send(Msg::Surveyed(findings));
                });
            });
            if panic::catch_unwind(run).is_err() {
                let _ = messages.send(Msg::Notice(Notice {
                    severity: Severity::Error,
                    text: "The list is not filled: the program made a mistake with it".to_owned(),
                }));
            }
        }
    }
}
