//! A corpus to its catalogue, in the background: articles are read, prepared by all threads, and
//! taken in in their order, and what is known so far is handed over again and again on the way.
//! Reading again takes in only what has changed, and hands over once.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::annotate::{self, Prepared};
use super::cache::KeptReading;
use super::catalogue::Catalogue;
use super::doubles::{Doubles, Part};
use super::keeping::{Keeping, Storing};
use super::library::Library;
use crate::actors::dictionary::Dictionary;
use crate::corpus::load::{
    self, Content, FileKey, Inputs, IsKnown, LoadProblem, LoadedFile, Stamp, Step,
};
use crate::corpus::recurring::Recurring;
use crate::corpus::{Article, ArticleId, Head};

/// Articles that are prepared together; the first batches are small, so that something can be read
/// at once.
const LARGEST_BATCH: usize = 256;
const FIRST_BATCH: usize = 8;
/// The catalogue is handed over when it has grown by this factor: copying it costs no more than
/// making it.
const GROWTH: usize = 2;

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
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read.
    pub read: usize,
    /// Files in all, once that is known.
    pub of: Option<usize>,
}

/// Takes the news.
pub type Tell<'a> = &'a mut dyn FnMut(News);

/// Reads everything that `inputs` names. `publish` gets the catalogue whenever it has doubled, and
/// at the end, then with `true`. Ends early, with what was read so far, where `cancel` becomes
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
    let mut building = Building::new(library, &mut tell);
    let go_on = AtomicBool::new(false);
    let mut recurring = Recurring::default();
    load::load_files(inputs, None, &mut recurring, &go_on, &mut |step| {
        building.step(step);
    });
    building.finish().catalogue
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
}

/// What is remembered of a file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) key: FileKey,
    pub(super) stamp: Option<Stamp>,
    pub(super) articles: Box<[Part]>,
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
        }
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

    /// Reads everything, and tells the catalogue whenever it has doubled, and at the end. Ends
    /// early where `cancel` becomes true: what was read so far is the whole then, until it is
    /// renewed.
    pub fn read(&mut self, library: &Library, cancel: &AtomicBool, tell: Tell<'_>) {
        let mut building = Building::new(library, tell);
        building.publishes = true;
        building.storing = self.keeping.as_ref().and_then(Keeping::storing);
        let mut recurring = Recurring::default();
        load::load_files(&self.inputs, None, &mut recurring, cancel, &mut |step| {
            building.step(step);
        });
        self.recurring = Some(recurring);
        let made = building.finish();
        self.receive(made);
    }

    /// Reads what has changed on disk, and everything where the library has another dictionary
    /// than before. `suspected` files are read even if nothing tells that they changed. The new
    /// catalogue is told once, and only if it differs. Where `cancel` becomes true all stays as it
    /// was.
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
        let suspected: HashSet<FileKey> = suspected.iter().map(|path| FileKey::now(path)).collect();
        let places: HashMap<FileKey, usize> = (self.files.iter().enumerate())
            .map(|(place, file)| (file.key, place))
            .collect();
        let known = |key, stamp| {
            let file = places.get(&key).and_then(|&place| self.files.get(place));
            !suspected.contains(&key) && file.is_some_and(|file| file.stamp == Some(stamp))
        };
        let known: Option<IsKnown<'_>> = if anew { None } else { Some(&known) };
        let mut building = Building::new(library, tell);
        building.told = Some(told);
        building.catalogue = (!anew).then(|| Catalogue::clone(&before));
        building.before = (!anew).then(|| Arc::clone(&before));
        let keeping = self.keeping.as_ref().filter(|_| anew);
        building.storing = keeping.and_then(Keeping::storing);
        let heads = before.entries.iter().map(|entry| &*entry.head);
        let recurring = self.recurring.get_or_insert_with(|| Recurring::of(heads));
        load::load_files(&self.inputs, known, recurring, cancel, &mut |step| {
            if let Step::File(file) = &step
                && let Content::Unchanged = file.content
                && let Some(&place) = places.get(&file.key)
            {
                building.unchanged(self.files.get(place), &self.doubles, &before);
            } else {
                building.step(step);
            }
        });
        if cancel.load(Ordering::Relaxed) {
            return Renewal::default();
        }
        let made = building.finish();
        let renewal = Renewal {
            recognised,
            ..difference(&before, &made.catalogue)
        };
        for entry in &before.entries {
            if made.catalogue.position(entry.head.id).is_none() {
                library.forget(entry.head.id);
            }
        }
        let stamps = |files: &[File]| -> Vec<_> {
            files.iter().map(|file| (file.key, file.stamp)).collect()
        };
        let stamped = stamps(&made.files) != stamps(&self.files);
        let differs = renewal != Renewal::default()
            || !same_problems(&made.catalogue.problems, &before.problems)
            || made.catalogue.also != before.also;
        self.receive(Made {
            // Whoever holds the one of before need not take another that says the same.
            publish: differs,
            stamped,
            catalogue: if differs { made.catalogue } else { before },
            ..made
        });
        renewal
    }

    /// Takes what was kept as if it were just read.
    pub(super) fn restore(&mut self, catalogue: Catalogue, kept: KeptReading, tell: Tell<'_>) {
        let mut catalogue = catalogue;
        let parts = || kept.files.iter().flat_map(|file| &file.articles).copied();
        catalogue.also = Arc::new(kept.doubles.also(parts()));
        catalogue.problems = problems(&kept.files);
        self.recurring = Some(kept.recurring);
        if !kept.merged {
            catalogue.merge_reports();
        }
        self.receive(Made {
            catalogue: Arc::new(catalogue),
            files: kept.files,
            doubles: kept.doubles,
            folders: kept.folders,
            publish: true,
            stamped: false,
            storing: None,
            tell,
        });
        if let Some(keeping) = &mut self.keeping {
            keeping.stale = false;
        }
    }

    fn receive(&mut self, made: Made<'_>) {
        if made.publish {
            (made.tell)(News::Catalogue(Arc::clone(&made.catalogue), true));
        }
        if let Some(keeping) = &mut self.keeping {
            keeping.stale |= made.publish || made.stamped;
        }
        if made.storing.is_some() {
            self.storing = made.storing;
        }
        self.files = made.files;
        self.doubles = made.doubles;
        self.folders = made.folders;
        self.whole = Some(made.catalogue);
    }
}

/// What a reading came to.
struct Made<'a> {
    files: Vec<File>,
    doubles: Doubles,
    folders: Vec<PathBuf>,
    catalogue: Arc<Catalogue>,
    publish: bool,
    /// Whether a file has another stamp than before.
    stamped: bool,
    storing: Option<Storing>,
    tell: Tell<'a>,
}

/// What has become of the articles.
fn difference(before: &Catalogue, after: &Catalogue) -> Renewal {
    let mut renewal = Renewal::default();
    for entry in &after.entries {
        match before.entry(entry.head.id) {
            None => renewal.added += 1,
            Some(was) if !Arc::ptr_eq(was, entry) && was.head != entry.head => renewal.changed += 1,
            Some(_) => {}
        }
    }
    renewal.gone = before.entries.len() + renewal.added - after.entries.len();
    renewal
}

struct Building<'a> {
    library: &'a Library,
    tell: Tell<'a>,
    /// Whether what is known so far is told on the way.
    publishes: bool,
    /// The dictionary and its number; waited for when the first articles are there.
    told: Option<(Arc<Dictionary>, u64)>,
    /// Made together with the first articles, so that reading does not wait for the dictionary.
    catalogue: Option<Catalogue>,
    /// What it was made of, where it is made of another one.
    before: Option<Arc<Catalogue>>,
    files: Vec<File>,
    /// Where the next file stands that comes again.
    again: usize,
    doubles: Doubles,
    /// Articles that are to be shown now that no earlier one says the same any more.
    promoted: Vec<Arc<Head>>,
    folders: Vec<PathBuf>,
    /// Files in all, once that is known, and when it was last told how many are read.
    of: Option<usize>,
    last_told: Instant,
    /// What writes words to disk on the way.
    storing: Option<Storing>,
    /// Whether any article was taken in.
    taken_in: bool,
    waiting: Vec<Article>,
    /// Bytes of their texts.
    weight: usize,
    batch: usize,
    next: usize,
}

impl<'a> Building<'a> {
    fn new(library: &'a Library, tell: Tell<'a>) -> Self {
        Self {
            library,
            tell,
            publishes: false,
            told: None,
            catalogue: None,
            before: None,
            files: Vec::new(),
            again: 0,
            doubles: Doubles::default(),
            promoted: Vec::new(),
            folders: Vec::new(),
            of: None,
            last_told: Instant::now(),
            storing: None,
            taken_in: false,
            waiting: Vec::new(),
            weight: 0,
            batch: FIRST_BATCH,
            next: FIRST_BATCH,
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::File(file) => self.file(file),
            Step::Again(file) => self.again(file),
            Step::Early(articles) => {
                if self.publishes && self.catalogue.is_none() {
                    self.show_first(&articles);
                }
            }
            Step::Folder(folder) => self.folders.push(folder),
            Step::Counted(files) => self.of = Some(files),
        }
        if self.last_told.elapsed() >= TOLD {
            self.last_told = Instant::now();
            (self.tell)(News::Progress(Progress {
                read: self.files.len(),
                of: self.of,
            }));
        }
    }

    fn unchanged(&mut self, file: Option<&File>, doubles: &Doubles, before: &Catalogue) {
        for part in file.iter().flat_map(|file| &file.articles) {
            let was = doubles.head(part.id);
            let shown = self.doubles.shows(*part);
            match (was, shown) {
                (Some(head), true) => self.promoted.push(Arc::clone(head)),
                (None, true) => {}
                (_, false) => {
                    let head = was.or_else(|| Some(&before.entry(part.id)?.head));
                    self.doubles.hide(head.cloned());
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
        for part in &before {
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
        if self.waiting.len() < self.batch && self.weight < LARGEST_TEXT {
            return;
        }
        self.batch = (self.batch * GROWTH).min(LARGEST_BATCH);
        let mut catalogue = self.take_in();
        if self.publishes && catalogue.entries.len() >= self.next {
            self.next = catalogue.entries.len() * GROWTH;
            catalogue.merge_reports();
            catalogue.problems = problems(&self.files);
            (self.tell)(News::Catalogue(Arc::new(catalogue.clone()), false));
        }
        self.catalogue = Some(catalogue);
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

    /// The catalogue with the articles that were waiting.
    fn take_in(&mut self) -> Catalogue {
        let waiting = std::mem::take(&mut self.waiting);
        let is_large = std::mem::take(&mut self.weight) >= LARGE_TEXT;
        let is_first = self.catalogue.is_none() && self.publishes;
        if is_first && !waiting.is_empty() && (is_large || !self.library.can_recognise()) {
            self.show_first(&waiting);
        }
        let library = self.library;
        let (dictionary, edition) = self
            .told
            .get_or_insert_with(|| library.dictionary_and_edition());
        let (dictionary, edition) = (&**dictionary, *edition);
        let known = self.catalogue.take();
        let (mut catalogue, prepared) = rayon::join(
            || known.unwrap_or_else(|| Catalogue::new(dictionary)),
            || {
                let prepared: Vec<Prepared> = waiting
                    .into_par_iter()
                    .map(|article| annotate::prepare(article, dictionary))
                    .collect();
                prepared
            },
        );
        catalogue.edition = edition;
        self.taken_in |= !prepared.is_empty();
        for prepared in prepared {
            catalogue.add(&prepared);
            self.library.keep(&prepared.annotated, edition);
        }
        if let Some(storing) = &mut self.storing {
            storing.ask_full(&catalogue);
            storing.take(&mut catalogue);
        }
        catalogue
    }

    fn finish(mut self) -> Made<'a> {
        for head in std::mem::take(&mut self.promoted) {
            // One that went away meanwhile is missed by the next reading.
            if let Ok(article) = self.library.read(&head) {
                self.article(article);
            }
        }
        let mut catalogue = self.take_in();
        let parts = || self.files.iter().flat_map(|file| &file.articles).copied();
        let order: Vec<ArticleId> = parts()
            .map(|part| part.id)
            .filter(|id| self.doubles.head(*id).is_none())
            .collect();
        let moved = catalogue.arrange(&order);
        catalogue.also = Arc::new(self.doubles.also(parts()));
        match &self.before {
            Some(before) if moved || self.taken_in => catalogue.merge_changed(before),
            None if moved || self.taken_in => catalogue.merge_reports(),
            _ => {}
        }
        catalogue.problems = problems(&self.files);
        Made {
            files: self.files,
            doubles: self.doubles,
            folders: self.folders,
            catalogue: Arc::new(catalogue),
            publish: true,
            stamped: false,
            storing: self.storing,
            tell: self.tell,
        }
    }
}

/// Whether the same is told, be it of files or of what was kept of them.
fn same_problems(a: &[LoadProblem], b: &[LoadProblem]) -> bool {
    let told = |problem: &LoadProblem| problem.to_string();
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b || told(a) == told(b))
}

/// The problems of all files, in order.
fn problems(files: &[File]) -> Vec<LoadProblem> {
    files
        .iter()
        .flat_map(|file| file.problems.iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests;
