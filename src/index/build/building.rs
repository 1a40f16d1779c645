//! One reading of a corpus: the steps of loading to a catalogue. Articles are prepared by all threads
//! and taken in in their order. What is known before and after is for the module above.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::pace::Pace;
use super::{
    FIRST_BATCH, File, GROWTH, GROWTH_OF_EVENTS, LARGE_TEXT, LARGEST_BATCH, LARGEST_TEXT, MANY,
    Made, News, Progress, TOLD, Tell, problems,
};
use crate::actors::dictionary::Dictionary;
use crate::actors::roster::Introduced;
use crate::corpus::load::{Content, LoadedFile, Step};
use crate::corpus::recurring::Recurring;
use crate::corpus::{Article, ArticleId, Head};
use crate::index::annotate::{self, Prepared};
use crate::index::cache::Reading;
use crate::index::catalogue::Catalogue;
use crate::index::doubles::{Doubles, Part};
use crate::index::library::Library;
use crate::index::storing::Storing;

/// The first articles stay open, which may be read while the others come; what comes later is read
/// again where it is opened.
const AT_HAND: usize = 1024;

pub(in crate::index) struct Building<'a> {
    library: &'a Library,
    tell: Tell<'a>,
    /// Whether nobody waits any more for what comes of it.
    cancel: &'a AtomicBool,
    /// Whether what is known so far is told on the way.
    pub(in crate::index) publishes: bool,
    /// The dictionary and its number; waited for when the first articles are there.
    pub(in crate::index) told: Option<(Arc<Dictionary>, u64)>,
    /// Made together with the first articles, so that reading does not wait for the dictionary.
    pub(in crate::index) catalogue: Option<Catalogue>,
    /// Where the catalogue has no roster yet, those whom each article introduces.
    pub(in crate::index) introduced: Option<Vec<Introduced>>,
    pub(super) files: Vec<File>,
    /// Where the next file stands that comes again.
    again: usize,
    doubles: Doubles,
    /// Articles that are to be shown now that no earlier one says the same any more.
    promoted: Vec<Arc<Head>>,
    folders: Vec<PathBuf>,
    /// Files in all, once that is known, and when it was last told how many are read.
    of: Option<usize>,
    about: Option<usize>,
    last_told: Instant,
    /// What writes words to disk on the way.
    pub(in crate::index) storing: Option<Storing>,
    /// Whether any article was taken in.
    taken_in: bool,
    waiting: Vec<Article>,
    /// What is taken in while the next articles are prepared.
    prepared: Vec<Prepared>,
    /// Bytes of the texts that wait.
    weight: usize,
    batch: usize,
    /// When what is known is told again.
    pace: Pace,
    /// How many articles there are when its events are made anew.
    next_events: usize,
}

impl<'a> Building<'a> {
    /// One that ends early where `cancel` becomes true.
    pub(in crate::index) fn new(
        library: &'a Library,
        cancel: &'a AtomicBool,
        tell: Tell<'a>,
    ) -> Self {
        Self {
            library,
            tell,
            cancel,
            publishes: false,
            told: None,
            catalogue: None,
            introduced: None,
            files: Vec::new(),
            again: 0,
            doubles: Doubles::default(),
            promoted: Vec::new(),
            folders: Vec::new(),
            of: None,
            about: None,
            last_told: Instant::now(),
            storing: None,
            taken_in: false,
            waiting: Vec::new(),
            prepared: Vec::new(),
            weight: 0,
            batch: FIRST_BATCH,
            pace: Pace::first(FIRST_BATCH),
            next_events: 0,
        }
    }

    /// Begins with a catalogue that was told, into which is taken what has changed: of that the events are
    /// made when it is whole.
    pub(in crate::index) fn renews(&mut self, catalogue: Catalogue) {
        self.pace = Pace::after(catalogue.entries.len(), Instant::now());
        self.next_events = usize::MAX;
        self.catalogue = Some(catalogue);
    }

    /// Makes room for so many files, which are those of before.
    pub(super) fn expects(&mut self, files: usize) {
        self.files.reserve_exact(files);
        self.doubles = Doubles::of_about(files);
    }

    /// The same with one that was interrupted: what it tells is not known yet.
    pub(in crate::index) fn goes_on(&mut self) {
        self.next_events = 0;
        if let (Some(storing), Some(catalogue)) = (&mut self.storing, &self.catalogue) {
            // Its last words fill no part.
            storing.ask_rest(catalogue);
        }
    }

    /// Keeps what is known so far, if that is due.
    fn keep_on_the_way(&mut self, recurring: &Recurring) {
        let articles = self.articles();
        let storing = self.storing.as_mut();
        if !storing.is_some_and(|storing| storing.is_due(articles, Instant::now())) {
            return;
        }
        let Some(catalogue) = self.catalogue.take() else {
            return;
        };
        let catalogue = match self.publishes {
            // To hand it over costs the same copy.
            true => self.publish(catalogue),
            false => {
                let shared = Arc::new(catalogue.clone());
                self.catalogue = Some(catalogue);
                shared
            }
        };
        let began = Instant::now();
        let read = self.read(recurring).kept(&catalogue);
        if let (Some(storing), Some(told), Ok(read)) = (&mut self.storing, &self.told, read) {
            let read = (read, began.elapsed());
            storing.ask_to_keep(catalogue, told.0.fingerprint(), read);
        }
    }

    /// Keeps what is known of a reading that ends before its time, if that can be done at once.
    pub(in crate::index) fn interrupted(&mut self, recurring: &Recurring) {
        let articles = self.articles();
        let storing = self.storing.as_mut();
        if storing.is_some_and(|storing| storing.is_due_at_once(articles))
            && let Some(catalogue) = &self.catalogue
            && let Ok(read) = self.read(recurring).kept(catalogue)
            && let (Some(storing), Some(told)) = (&mut self.storing, &self.told)
        {
            storing.keep_at_once(catalogue, told.0.fingerprint(), &read);
        }
        (self.tell)(News::Interrupted);
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// How many are known so far.
    fn articles(&self) -> usize {
        let known = self.catalogue.as_ref();
        known.map_or(0, |known| known.entries.len())
    }

    /// What was read so far.
    fn read<'b>(&'b self, recurring: &'b Recurring) -> Reading<'b> {
        Reading {
            files: &self.files,
            doubles: &self.doubles,
            folders: &self.folders,
            recurring,
            ended: false,
        }
    }

    /// Tells something.
    pub(in crate::index) fn tell(&mut self, news: News) {
        (self.tell)(news);
    }

    pub(in crate::index) fn step(&mut self, step: Step<'_>) {
        match step {
            Step::File(file) => self.file(file),
            Step::Again(file) => self.again(file),
            Step::Early(articles) => {
                if self.publishes && self.catalogue.is_none() {
                    self.show_first(&articles);
                }
            }
            Step::Waiting => {
                if self.publishes {
                    let catalogue = self.take_in(true, self.cancel);
                    match self.pace.is_more(catalogue.entries.len()) {
                        true => drop(self.publish(catalogue)),
                        false => self.catalogue = Some(catalogue),
                    }
                }
            }
            Step::Folder(folder) => self.folders.push(folder),
            Step::Counted(files) => self.of = Some(files),
            Step::About(files) => self.about = Some(files),
            Step::Noted(recurring) => return self.keep_on_the_way(recurring),
        }
        if self.last_told.elapsed() >= TOLD {
            self.last_told = Instant::now();
            let articles = self.articles();
            let storing = self.storing.as_ref();
            (self.tell)(News::Progress(Progress {
                read: self.files.len(),
                of: self.of,
                about: self.about,
                kept_at_once: storing.is_some_and(|storing| storing.is_little(articles)),
            }));
        }
    }

    /// Takes a file that is what it was.
    pub(in crate::index) fn unchanged(
        &mut self,
        file: Option<&File>,
        doubles: &Doubles,
        before: &Catalogue,
    ) {
        for part in file.iter().flat_map(|file| &*file.articles) {
            let was = doubles.head(part.id);
            let shown = self.doubles.shows(*part);
            match (was, shown) {
                (Some(head), true) => self.promoted.push(Arc::clone(head)),
                (None, true) => {}
                (_, false) => {
                    let known = || before.entry(part.id).map(|entry| entry.head());
                    self.doubles.hide(was.cloned().or_else(known));
                }
            }
        }
        self.files.extend(file.cloned());
    }

    fn file(&mut self, file: LoadedFile) {
        let (articles, problems) = match file.content {
            Content::Read(articles, problems) => (articles, problems),
            Content::Unchanged => Default::default(),
        };
        let parts = articles.iter().map(|article| Part::of(&article.head));
        self.files.push(File {
            key: file.key,
            stamp: file.stamp,
            articles: parts.collect(),
            problems: problems.into(),
        });
        for article in articles {
            if self.doubles.shows(Part::of(&article.head)) {
                self.article(article);
            } else {
                self.doubles.hide(Some(Arc::new(article.head)));
            }
        }
    }

    /// Puts a file in the place of itself.
    fn again(&mut self, file: LoadedFile) {
        let Content::Read(articles, problems) = file.content else {
            return;
        };
        let place = match self.files.get(self.again) {
            Some(next) if next.key == file.key => Some(self.again),
            // They come in their order.
            _ => self
                .files
                .iter()
                .skip(self.again)
                .position(|known| known.key == file.key)
                .map(|more| self.again + more),
        };
        let Some((place, known)) =
            place.and_then(|place| Some((place, self.files.get_mut(place)?)))
        else {
            return;
        };
        self.again = place + 1;
        let parts = articles.iter().map(|article| Part::of(&article.head));
        let before = std::mem::replace(&mut known.articles, parts.collect());
        known.stamp = file.stamp;
        known.problems = problems.into();
        for part in &*before {
            self.doubles.forget(*part);
        }
        for article in articles {
            if self.doubles.shows(Part::of(&article.head)) {
                self.article(article);
            } else {
                self.doubles.hide(Some(Arc::new(article.head)));
            }
        }
    }

    fn article(&mut self, article: Article) {
        self.weight += article.text.len();
        self.waiting.push(article);
        let is_little = self.waiting.len() < self.batch && self.weight < LARGEST_TEXT;
        if is_little || self.is_cancelled() {
            return;
        }
        self.batch = (self.batch * GROWTH).min(LARGEST_BATCH);
        let catalogue = self.take_in(self.batch < LARGEST_BATCH, self.cancel);
        let is_due = || self.pace.is_due(catalogue.entries.len(), Instant::now());
        if self.publishes && !self.is_cancelled() && is_due() {
            self.publish(catalogue);
        } else {
            self.catalogue = Some(catalogue);
        }
    }

    /// Hands over what is known so far.
    fn publish(&mut self, mut catalogue: Catalogue) -> Arc<Catalogue> {
        let articles = catalogue.entries.len();
        let began = Instant::now();
        if articles >= self.next_events {
            let growth = if articles < MANY { 1 } else { GROWTH_OF_EVENTS };
            self.next_events = articles * growth;
            catalogue.merge_reports();
        }
        catalogue.problems = problems(&self.files);
        catalogue.prepare_names();
        let told = Arc::new(catalogue.clone());
        (self.tell)(News::Catalogue(Arc::clone(&told), false));
        self.catalogue = Some(catalogue);
        self.pace.told(articles, began.elapsed());
        told
    }

    /// Hands over the first articles as they are, where the dictionary is not made yet or their turn
    /// is far: they can be read meanwhile.
    fn show_first(&mut self, articles: &[Article]) {
        let mut first = Catalogue::default();
        for article in articles {
            let prepared = annotate::unrecognised(article.clone());
            first.add(&prepared);
            self.library
                .keep(&prepared.annotated, self.library.edition());
        }
        (self.tell)(News::Catalogue(Arc::new(first), false));
    }

    /// The catalogue with the articles that were waiting; unless it is to be `all`, with those that
    /// were waiting before: one thread takes in while the others prepare. Those that are not
    /// begun when it is cancelled wait on.
    fn take_in(&mut self, all: bool, cancel: &AtomicBool) -> Catalogue {
        let waiting = std::mem::take(&mut self.waiting);
        let is_large = std::mem::take(&mut self.weight) >= LARGE_TEXT;
        let is_first = self.catalogue.is_none() && self.publishes;
        if is_first && !waiting.is_empty() && (is_large || !self.library.can_recognise()) {
            self.show_first(&waiting);
        }
        let library = self.library;
        let told = self.told.take();
        let told = told.unwrap_or_else(|| library.dictionary_and_edition());
        let (dictionary, edition) = (&*told.0, told.1);
        let known = self.catalogue.take();
        let before = std::mem::take(&mut self.prepared);
        let introduced = &mut self.introduced;
        let wanted = || !cancel.load(Ordering::Relaxed);
        let ((mut catalogue, cost), (prepared, left)) = rayon::join(
            || {
                let began = Instant::now();
                let mut catalogue = known.unwrap_or_else(|| Catalogue::new(dictionary));
                catalogue.edition = edition;
                let any = !before.is_empty();
                enter(&mut catalogue, before, introduced, library);
                (catalogue, any.then(|| began.elapsed()))
            },
            || annotate::prepare_all(waiting, (dictionary, library.today()), &wanted),
        );
        self.waiting = left;
        if let Some(cost) = cost {
            self.pace.entered(cost, Instant::now());
        }
        self.told = Some(told);
        self.taken_in |= !prepared.is_empty();
        match all {
            true => enter(&mut catalogue, prepared, &mut self.introduced, library),
            false => self.prepared = prepared,
        }
        catalogue.entries.lay();
        if let Some(storing) = &mut self.storing {
            storing.ask_full(&catalogue);
            storing.take(&mut catalogue);
        }
        catalogue
    }

    /// Has the first article of each text shown, also where it was read once more and says only since
    /// then what a later one says.
    fn settle(&mut self) {
        let parts = self.files.iter().flat_map(|file| &*file.articles).copied();
        for (first, shown) in self.doubles.settle(parts) {
            let head = shown.and_then(|shown| {
                let waits = |article: &Article| article.head.id == shown;
                match self.waiting.iter().position(waits) {
                    Some(place) => Some(Arc::new(self.waiting.remove(place).head)),
                    None => (self.catalogue.as_ref())
                        .and_then(|known| known.entry(shown))
                        .map(|entry| entry.head()),
                }
            });
            self.doubles.hide(head);
            self.promoted.push(first);
        }
    }

    /// Ends the reading; what the articles tell is still to be merged.
    pub(in crate::index) fn finish(mut self) -> Made<'a> {
        if self.again > 0 {
            if let Some(catalogue) = &mut self.catalogue {
                let prepared = std::mem::take(&mut self.prepared);
                enter(catalogue, prepared, &mut self.introduced, self.library);
            }
            self.settle();
        }
        for head in std::mem::take(&mut self.promoted) {
            // One that went away meanwhile is missed by the next reading.
            if let Ok(article) = self.library.read(&head) {
                self.article(article);
            }
        }
        // What was read is not lost, whoever ended it.
        let mut catalogue = self.take_in(true, &AtomicBool::new(false));
        let parts = || self.files.iter().flat_map(|file| &*file.articles).copied();
        let order: Vec<ArticleId> = parts()
            .map(|part| part.id)
            .filter(|id| self.doubles.head(*id).is_none())
            .collect();
        let moved = catalogue.arrange(&order);
        catalogue.also = Arc::new(self.doubles.also(parts()));
        catalogue.problems = problems(&self.files);
        Made {
            files: self.files,
            doubles: self.doubles,
            folders: self.folders,
            catalogue,
            is_merged: !moved && !self.taken_in,
            is_all: true,
            introduced: self.introduced.unwrap_or_default(),
            storing: self.storing,
            tell: self.tell,
        }
    }
}

/// Takes in what is prepared; whom each article introduces goes to `introduced` where that is asked for.
fn enter(
    catalogue: &mut Catalogue,
    prepared: Vec<Prepared>,
    introduced: &mut Option<Vec<Introduced>>,
    library: &Library,
) {
    let mut prepared = prepared;
    if let Some(introduced) = introduced {
        let each = prepared.iter_mut();
        introduced.extend(each.map(|prepared| std::mem::take(&mut prepared.introduced)));
    }
    let before = catalogue.entries.len();
    catalogue.add_all(&prepared);
    let first = AT_HAND.saturating_sub(before);
    for (place, prepared) in prepared.into_iter().enumerate() {
        if place < first {
            library.keep(&prepared.annotated, catalogue.edition);
        } else {
            // One that comes again may be at hand as it was before.
            library.forget(prepared.annotated.article.head.id);
        }
    }
}
