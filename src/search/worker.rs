//! Answering queries: at once for the command line, and for the screen on a thread that is always
//! at the newest question. What matches is decided by `matcher`; here it is spread over the
//! articles of a catalogue, sorted, explained and handed over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use rayon::prelude::*;

use super::matcher::Matcher;
use super::passage::Passage;
use super::ranking::{Found, Hit, Ranking};
use super::reasons::{Reason, reasons};
use super::remarks::remarks;
use super::request::Request;
use super::strips::{Strip, Strips};
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;
use crate::index::{Annotated, Entry};

/// Strips that are gone through before it is looked for the first time whether what is found so far
/// is to be told; they double each time.
const FIRST: usize = 2;
/// An answer that is whole by then is not told in parts.
const PATIENCE: Duration = Duration::from_millis(2);
/// Where texts are read, how long is gone on before it is looked at what was found so far, and how many
/// times longer than telling it takes.
const TOLD: Duration = Duration::from_millis(60);
const SELDOM: u32 = 10;
/// Who types nothing for so long is reading what was found.
const PAUSE: Duration = Duration::from_secs(1);
/// About so many bytes of what was read of the words stay in memory from one key to the next.
const HELD: u64 = 48 << 20;

/// The answer, or the part of it that is known.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Of which question.
    pub generation: u64,
    /// The articles that match, in the order asked for.
    pub found: Ranking,
    /// Hits in all of them.
    pub hits: usize,
    /// Articles looked at, of all.
    pub done: (usize, usize),
    /// Whether this is the whole answer.
    pub finished: bool,
    /// Whether the program made a mistake while it looked: this is no answer, and none will come.
    pub failed: bool,
    /// Where nothing was found: what each term finds by itself. Of those for which texts are read that may come
    /// later, after the answer.
    pub reasons: Vec<Reason>,
    /// Of the whole answer: for whom a name was taken that could be somebody else's, a line each.
    pub remarks: Vec<String>,
}

/// Answers a question in full, on the threads of the machine.
#[must_use]
pub fn run(request: &Request, library: &Library) -> Snapshot {
    let mut whole = Snapshot::default();
    answer(request, library, &|| true, &mut |snapshot| whole = snapshot);
    whole
}

/// Answers a question part by part, as long as `wanted` says so.
fn answer(
    request: &Request,
    library: &Library,
    wanted: &(dyn Fn() -> bool + Sync),
    publish: &mut dyn FnMut(Snapshot),
) {
    let began = Instant::now();
    let catalogue = &*request.catalogue;
    let matcher = Matcher::new(&request.query, catalogue, &request.kept);
    if !wanted() {
        return;
    }
    let strips = Strips::new(&matcher, catalogue, library);
    let total: usize = strips.all().iter().map(Strip::len).sum();
    let mut found = Vec::new();
    let mut done = 0;
    let mut left = strips.all();
    let mut size = FIRST;
    let mut next = PATIENCE;
    while !left.is_empty() {
        let from = began.elapsed();
        let (now, later) = left.split_at(size.min(left.len()));
        found.extend(scored(&strips, now, wanted));
        if !wanted() {
            return;
        }
        done += now.iter().map(Strip::len).sum::<usize>();
        left = later;
        let to = began.elapsed();
        // Each part that is told is at least as large as all before it, unless that takes long.
        if !matcher.reads_texts() || to - from < TOLD {
            size *= 2;
        }
        if !left.is_empty() && to >= next {
            let part = Ranking::new(&request.catalogue, &found, request.sort, false);
            publish(snapshot(request, part, (done, total), false));
            if matcher.reads_texts() {
                next = began.elapsed() + TOLD.max((began.elapsed() - to) * SELDOM);
            }
        }
    }
    let mut found = Ranking::new(&request.catalogue, &found, request.sort, true);
    if !request.query.is_empty() {
        if began.elapsed() >= PATIENCE && !found.is_empty() {
            // Which articles there are need not wait for the files with their passages.
            publish(snapshot(request, found.clone(), (total, total), false));
        }
        let shown = 0..request.passages.min(found.len());
        let passage = |number| match wanted() {
            true => passage(&matcher, (catalogue, library), found.get(number)?.entry),
            false => None,
        };
        let passages = shown.into_par_iter().map(passage).collect();
        found.show(passages);
    }
    if !wanted() {
        return;
    }
    let mut whole = snapshot(request, found, (total, total), true);
    whole.remarks = remarks(&request.query, catalogue);
    if whole.found.is_empty() && total > 0 {
        if began.elapsed() >= PATIENCE {
            // That there is nothing need not wait for the reasons either.
            publish(snapshot(request, Ranking::default(), (total, total), false));
        }
        let mut tell = |reasons| {
            publish(Snapshot {
                reasons,
                ..whole.clone()
            });
        };
        let Some(reasons) = reasons(request, library, wanted, &mut tell) else {
            return;
        };
        whole.reasons = reasons;
    }
    publish(whole);
}

/// What is found in some strips, in no order, as long as `wanted` says so.
fn scored(strips: &Strips<'_>, some: &[Strip], wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Hit> {
    let scored = some.par_iter().map(|strip| {
        let mut found = Vec::new();
        if wanted() {
            strips.score(strip, &mut |place, score| {
                found.push(Hit {
                    place: u32::try_from(place).unwrap_or(u32::MAX),
                    hits: u32::try_from(score.hits).unwrap_or(u32::MAX),
                    score: score.value,
                });
            });
        }
        found
    });
    scored.flatten_iter().collect()
}

/// Works out the best passages of what a question found, some at a time: for each a text is opened, which takes
/// longer than finding it.
#[derive(Debug)]
pub struct Passages<'a> {
    matcher: Matcher,
    catalogue: Arc<Catalogue>,
    library: &'a Library,
}

impl<'a> Passages<'a> {
    /// Makes the question ready.
    #[must_use]
    pub fn new(request: &Request, library: &'a Library) -> Self {
        Self {
            matcher: Matcher::new(&request.query, &request.catalogue, &request.kept),
            catalogue: Arc::clone(&request.catalogue),
            library,
        }
    }

    /// The passages of some articles, in their order, on the threads of the machine. One that cannot be opened any
    /// more has none.
    #[must_use]
    pub fn of(&self, found: &[Found<'_>]) -> Vec<Option<Passage>> {
        let each = found.par_iter();
        each.map(|found| passage(&self.matcher, (&self.catalogue, self.library), found.entry))
            .collect()
    }
}

/// Opens an article for its passage, a long one in part. One that cannot be opened any more has none.
fn passage(
    matcher: &Matcher,
    (catalogue, library): (&Catalogue, &Library),
    entry: Entry<'_>,
) -> Option<Passage> {
    let head = entry.head();
    let opened = match matcher.needs_recognition() {
        true => library.open_part(&head, |article| {
            matcher.worthwhile(article, entry, catalogue)
        }),
        false => library
            .text(&head)
            .map(|article| Arc::new(Annotated::plain(article))),
    };
    opened.ok().map(|annotated| matcher.passage(&annotated))
}

fn snapshot(request: &Request, found: Ranking, done: (usize, usize), whole: bool) -> Snapshot {
    Snapshot {
        generation: request.generation,
        hits: found.hits(),
        found,
        done,
        finished: whole,
        failed: false,
        reasons: Vec::new(),
        remarks: Vec::new(),
    }
}

/// A thread that answers the newest question. It stops when this is dropped, which does not wait for it.
#[derive(Debug)]
pub struct Worker {
    questions: Option<Sender<Request>>,
    newest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread, which hands its answers to `publish`.
    ///
    /// # Errors
    ///
    /// Where the system gives no thread.
    pub fn start(
        library: Arc<Library>,
        publish: impl Fn(Snapshot) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (questions, waiting) = crossbeam_channel::unbounded();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        // It waits for nothing but a question, and for the threads of the machine, which may be at
        // something long.
        thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || work(&waiting, &library, &seen, &publish))?;
        Ok(Self {
            questions: Some(questions),
            newest,
        })
    }

    /// Asks; the question before is dropped if it is not answered yet. Returns at once.
    pub fn ask(&self, request: Request) {
        self.newest.store(request.generation, Ordering::Relaxed);
        if let Some(questions) = &self.questions {
            // The thread ends only when this is dropped, so somebody receives.
            let _ = questions.send(request);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
        self.questions = None;
    }
}

fn work(
    waiting: &Receiver<Request>,
    library: &Library,
    newest: &AtomicU64,
    publish: &dyn Fn(Snapshot),
) {
    let mut searched: Option<Weak<Catalogue>> = None;
    loop {
        // While nobody types, what was read of the words is not held in memory.
        let next = match &searched {
            Some(catalogue) => match waiting.recv_timeout(PAUSE) {
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(catalogue) = catalogue.upgrade() {
                        catalogue.words().let_go(&|| !waiting.is_empty());
                    }
                    searched = None;
                    continue;
                }
                next => next.ok(),
            },
            None => waiting.recv().ok(),
        };
        let Some(first) = next else { return };
        // A burst of keys costs one answer.
        let request = waiting.try_iter().last().unwrap_or(first);
        searched = Some(Arc::downgrade(&request.catalogue));
        let wanted = || newest.load(Ordering::Relaxed) == request.generation;
        // A question that cannot be answered, which should not be, is not the last one.
        let answered = catch_unwind(AssertUnwindSafe(|| {
            answer(&request, library, &wanted, &mut |snapshot| {
                publish(snapshot)
            });
        }));
        if answered.is_err() && wanted() {
            publish(Snapshot {
                generation: request.generation,
                failed: true,
                ..Snapshot::default()
            });
        }
        let words = request.catalogue.words();
        words.let_go_beyond(HELD, &|| !waiting.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::load::MAX_BYTES;
    use crate::corpus::seeds;
    use crate::index::annotate::prepare;
    use crate::index::library::DEFAULT_BUDGET;
    use crate::search::query::Query;
    use crate::search::request::Sort;

    fn embedded(lens: &str) -> (Request, Library) {
        let dictionary = Dictionary::embedded();
        let mut catalogue = Catalogue::new(dictionary);
        for article in seeds::articles() {
            catalogue.add(&prepare(article, dictionary, jiff::civil::date(2026, 3, 1)));
        }
        let request = Request {
            generation: 1,
            query: Query::parse(lens).query,
            sort: Sort::default(),
            passages: 10,
            catalogue: Arc::new(catalogue),
            kept: Arc::default(),
        };
        let dictionary = Arc::new(Dictionary::with_user(&[]).0);
        let library = Library::new(dictionary, MAX_BYTES, DEFAULT_BUDGET);
        (request, library)
    }

    /// What is told of each term, answer by answer, until one of them is that texts are looked through.
    fn told(lens: &str, until_looking: bool) -> Vec<Vec<Option<usize>>> {
        let (request, library) = embedded(lens);
        let gone = AtomicBool::new(false);
        let mut answers = Vec::new();
        answer(
            &request,
            &library,
            &|| !gone.load(Ordering::Relaxed),
            &mut |snapshot| {
                assert!(snapshot.found.is_empty());
                let told: Vec<_> = (snapshot.reasons.iter())
                    .map(|reason| reason.articles)
                    .collect();
                gone.store(until_looking && told.contains(&None), Ordering::Relaxed);
                answers.extend(snapshot.finished.then_some(told));
            },
        );
        answers
    }

    #[test]
    fn an_expression_is_looked_for_alone_after_the_answer_and_as_long_as_somebody_waits() {
        let lens = r"/k[i]m/ zzyzxqj /zz+y/ -/put[i]n/";
        let first = vec![None, Some(0), None, None];
        let whole = vec![Some(5), Some(0), Some(0), Some(0)];
        assert_eq!(told(lens, false), [first.clone(), whole]);
        assert_eq!(told(lens, true), [first]);
        // A term that is alone needs no second look.
        assert_eq!(told("/zz+y/", false), [[Some(0)]]);
    }
}
