//! The texts of a corpus: read when they are opened, a few of them kept. Nothing above assumes
//! that a text is in memory.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use super::{Annotated, annotate};
use crate::actors::dictionary::Dictionary;
use crate::corpus::load::{self, Opening};
use crate::corpus::{Article, ArticleId, Block, Head, LoadError};

/// Bytes of texts and marks that are kept.
pub const DEFAULT_BUDGET: usize = 64 << 20;

/// Where texts are read from, and the ones that were opened last.
#[derive(Debug)]
pub struct Library {
    dictionary: Mutex<Known>,
    told: Condvar,
    opening: Opening,
    lately: Arc<load::Lately>,
    shelf: Mutex<Shelf>,
}

/// The dictionary of now, and how many were told before it and with it.
#[derive(Debug, Default)]
struct Known {
    dictionary: Option<Arc<Dictionary>>,
    edition: u64,
}

#[derive(Debug, Default)]
struct Shelf {
    /// The number of the dictionary by which everything on it was recognised.
    edition: u64,
    budget: usize,
    used: usize,
    /// Counts openings; the book with the lowest number was opened the longest ago.
    clock: u64,
    books: HashMap<ArticleId, Book>,
}

#[derive(Debug)]
struct Book {
    annotated: Arc<Annotated>,
    size: usize,
    opened: u64,
}

impl Library {
    /// A library that recognises the actors of `dictionary`, opens files as `opening` says or up to
    /// a size, and keeps about `budget` bytes of what was opened.
    #[must_use]
    pub fn new(dictionary: Arc<Dictionary>, opening: impl Into<Opening>, budget: usize) -> Self {
        let library = Self::awaiting(opening, budget);
        library.recognise_by(dictionary);
        library
    }

    /// A library whose dictionary is still being made, so that a screen need not wait for it:
    /// whoever needs the dictionary waits until [`Self::recognise_by`] has told it.
    #[must_use]
    pub fn awaiting(opening: impl Into<Opening>, budget: usize) -> Self {
        Self {
            dictionary: Mutex::default(),
            told: Condvar::new(),
            opening: opening.into(),
            lately: Arc::default(),
            shelf: Mutex::new(Shelf {
                budget,
                ..Shelf::default()
            }),
        }
    }

    /// Tells the dictionary by which actors are recognised from now on. What was opened by another
    /// one is forgotten; the catalogue follows when everything is read again.
    pub fn recognise_by(&self, dictionary: Arc<Dictionary>) {
        let mut known = self.known();
        known.dictionary = Some(dictionary);
        known.edition += 1;
        let mut shelf = self.shelf();
        shelf.edition = known.edition;
        shelf.clear();
        self.told.notify_all();
    }

    /// The day of today, by the clock of what is opened.
    #[must_use]
    pub fn today(&self) -> Date {
        self.opening.today()
    }

    /// Whether a dictionary has been told.
    #[must_use]
    pub fn can_recognise(&self) -> bool {
        self.known().dictionary.is_some()
    }

    /// The dictionary by which actors are recognised; waits for the first one.
    #[must_use]
    pub fn dictionary(&self) -> Arc<Dictionary> {
        self.dictionary_and_edition().0
    }

    /// The same, and its number: a higher one says that another dictionary was told since.
    #[must_use]
    pub fn dictionary_and_edition(&self) -> (Arc<Dictionary>, u64) {
        let mut known = self.known();
        loop {
            match &known.dictionary {
                Some(dictionary) => return (Arc::clone(dictionary), known.edition),
                None => {
                    let woken = self.told.wait(known);
                    known = woken.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// The article with everything that is recognised in it; read again if it is not at hand. Its
    /// head is that of the file as it is now: a hash other than `head.hash` says that it changed.
    ///
    /// # Errors
    ///
    /// Where its file cannot be read any more, or is no article any more.
    pub fn open(&self, head: &impl AsRef<Head>) -> Result<Arc<Annotated>, LoadError> {
        let head = head.as_ref();
        if let Some(annotated) = self.shelf().take(head.id) {
            return Ok(annotated);
        }
        let article = self.read(head)?;
        Ok(self.recognised(article))
    }

    /// The article for a look at one passage of it: what `part` says of its blocks is recognised, and it
    /// is not kept; where that says nothing, or it is at hand, as [`Self::open`].
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn open_part(
        &self,
        head: &impl AsRef<Head>,
        part: impl FnOnce(&Article) -> Option<Vec<Block>>,
    ) -> Result<Arc<Annotated>, LoadError> {
        let head = head.as_ref();
        if let Some(annotated) = self.shelf().take(head.id) {
            return Ok(annotated);
        }
        let mut article = self.read(head)?;
        let Some(part) = part(&article) else {
            return Ok(self.recognised(article));
        };
        if article.head.hash == head.hash {
            // What all of it gives away of its date is known.
            article.head.date = head.date;
            article.head.date_source = head.date_source.clone();
        }
        let blocks = std::mem::replace(&mut article.blocks, part);
        let mut annotated = annotate::annotate(article, &self.dictionary(), self.today()).0;
        Arc::make_mut(&mut annotated.article).blocks = blocks;
        Ok(Arc::new(annotated))
    }

    /// An article with everything that is recognised in it, which is kept at hand.
    fn recognised(&self, article: Article) -> Arc<Annotated> {
        let (dictionary, edition) = self.dictionary_and_edition();
        let annotated = Arc::new(annotate::annotate(article, &dictionary, self.today()).0);
        self.keep(&annotated, edition);
        annotated
    }

    /// The article alone, for what needs only its text: nothing is recognised in it, unless it is
    /// at hand, and it is not kept.
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn text(&self, head: &impl AsRef<Head>) -> Result<Arc<Article>, LoadError> {
        let head = head.as_ref();
        if let Some(book) = self.shelf().books.get(&head.id) {
            return Ok(Arc::clone(&book.annotated.article));
        }
        self.read(head).map(Arc::new)
    }

    /// Reads an article from its file, whatever is at hand.
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub(super) fn read(&self, head: &Head) -> Result<Article, LoadError> {
        load::read(&head.origin, self.opening, &head.recurring, &self.lately)
    }

    /// Keeps an article at hand that is open anyway, within the budget, as long as the dictionary
    /// is the one of this number, by which it was recognised.
    pub fn keep(&self, annotated: &Arc<Annotated>, edition: u64) {
        let mut shelf = self.shelf();
        if shelf.edition == edition {
            shelf.put(annotated);
        }
    }

    /// The number of the dictionary of now; 0 before the first.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.known().edition
    }

    /// Forgets an article, so that it is read again: its file has changed.
    pub fn forget(&self, id: ArticleId) {
        self.shelf().remove(id);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.dictionary
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // What is kept is whole after every step, also where a thread failed in between.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn take(&mut self, id: ArticleId) -> Option<Arc<Annotated>> {
        self.clock += 1;
        let book = self.books.get_mut(&id)?;
        book.opened = self.clock;
        Some(Arc::clone(&book.annotated))
    }

    fn put(&mut self, annotated: &Arc<Annotated>) {
        let id = annotated.article.head.id;
        let size = size(annotated);
        self.remove(id);
        self.clock += 1;
        self.used += size;
        let book = Book {
            annotated: Arc::clone(annotated),
            size,
            opened: self.clock,
        };
        self.books.insert(id, book);
        if self.used > self.budget {
            self.make_room();
        }
    }

    /// Lets the books go that were opened the longest ago, and an eighth more than needed, so that
    /// this is rare; the one opened last always stays.
    fn make_room(&mut self) {
        let mut order: Vec<_> = self.books.iter().map(|(&id, b)| (b.opened, id)).collect();
        order.sort_unstable();
        order.pop();
        for (_, id) in order {
            if self.used <= self.budget - self.budget / 8 {
                break;
            }
            self.remove(id);
        }
    }

    fn clear(&mut self) {
        self.books.clear();
        self.used = 0;
    }

    fn remove(&mut self, id: ArticleId) {
        if let Some(book) = self.books.remove(&id) {
            self.used -= book.size;
        }
    }
}

/// Bytes that an article takes, about.
fn size(annotated: &Annotated) -> usize {
    let article = &annotated.article;
    let head = &article.head;
    let told = [&head.source, &head.author, &head.url];
    size_of::<Annotated>()
        + size_of::<Article>()
        + head.title.len()
        + 2 * head.path.len()
        + told.into_iter().flatten().map(String::len).sum::<usize>()
        + size_of_val(head.tags.as_slice())
        + article.removed.iter().map(String::len).sum::<usize>()
        + article.text.len()
        + size_of_val(article.blocks.as_slice())
        + size_of_val(article.spans.as_slice())
        + size_of_val(annotated.mentions.as_slice())
        + size_of_val(annotated.dates.as_slice())
}

impl AsRef<Head> for Head {
    fn as_ref(&self) -> &Head {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::seeds;

    fn library(budget: usize) -> Library {
        Library::new(
            Arc::new(Dictionary::with_user(&[]).0),
            load::MAX_BYTES,
            budget,
        )
    }

    #[test]
    fn a_text_is_read_when_it_is_opened_and_kept_within_the_budget() {
        let articles = seeds::articles();
        let one = annotate::annotate(articles[0].clone(), Dictionary::embedded(), Date::MAX).0;
        let library = library(size(&one) * 5 / 2);
        for article in &articles {
            let opened = library.open(&article.head).unwrap();
            assert_eq!(opened.article.text, article.text);
            let within = |shelf: &Shelf| shelf.used <= shelf.budget;
            assert!(within(&library.shelf()));
            let again = library.open(&article.head).unwrap();
            assert!(Arc::ptr_eq(&opened, &again), "it is still at hand");
        }
        let first = &articles[0].head;
        assert!(!library.shelf().books.contains_key(&first.id));
        assert_eq!(library.open(first).unwrap().article.head.hash, first.hash);
    }

    #[test]
    fn the_article_opened_last_stays_whatever_its_size() {
        let library = library(1);
        let articles = seeds::articles();
        let opened = library.open(&articles[1].head).unwrap();
        let again = library.open(&articles[1].head).unwrap();
        assert!(Arc::ptr_eq(&opened, &again));
        library.forget(articles[1].head.id);
        assert_eq!(library.shelf().used, 0);
    }
}
