//! The articles of a catalogue in their order: of those that were kept everything is left in the file
//! in which it lies, and read where it is shown; those that came since are in memory. How they lie in
//! the file is for `filed`.

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::filed::Filed;
use crate::corpus::{ArticleId, Head};
use crate::edtf::Edtf;
use crate::text::bytes::Bytes;
use crate::text::language::Language;
use crate::timeline::events::Telling;
use crate::timeline::packed::Told;

/// What is known of articles, in their order; a copy costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    filed: Arc<Filed>,
    rows: Arc<Vec<Row>>,
}

/// One of them: by its number in the file, or itself.
#[derive(Clone, Debug)]
enum Row {
    Filed(u32),
    Fresh(Arc<Fresh>),
}

/// What is known of an article that was read since.
#[derive(Clone, Debug)]
pub(super) struct Fresh {
    /// Title, date, source …
    pub(super) head: Arc<Head>,
    /// What was found in it, packed; see [`super::found`].
    pub(super) found: Bytes,
    /// What it tells, packed as well.
    pub(super) told: Bytes,
    /// How many words it is searched by.
    pub(super) length: u32,
}

/// What the catalogue knows of one article.
#[derive(Clone, Copy)]
pub struct Entry<'a>(Of<'a>);

#[derive(Clone, Copy)]
enum Of<'a> {
    Filed(&'a Arc<Filed>, u32),
    Fresh(&'a Arc<Fresh>),
}

impl Entries {
    /// All articles of a file.
    pub(super) fn of(filed: Filed) -> Self {
        let rows = (0..filed.len()).map(Row::Filed).collect();
        Self {
            filed: Arc::new(filed),
            rows: Arc::new(rows),
        }
    }

    /// Articles in memory.
    pub(super) fn fresh(all: impl Iterator<Item = Fresh>) -> Self {
        Self {
            filed: Arc::default(),
            rows: Arc::new(all.map(Arc::new).map(Row::Fresh).collect()),
        }
    }

    /// The same articles, those of the file as they are in another one, which has the same heads.
    pub(super) fn as_in(&self, filed: Filed) -> Self {
        Self {
            filed: Arc::new(filed),
            rows: Arc::clone(&self.rows),
        }
    }

    /// The file of those that were kept.
    pub(super) const fn filed(&self) -> &Arc<Filed> {
        &self.filed
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The one at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Entry<'_>> {
        self.rows.get(place).map(|row| self.entry(row))
    }

    fn entry<'a>(&'a self, row: &'a Row) -> Entry<'a> {
        Entry(match row {
            Row::Filed(number) => Of::Filed(&self.filed, *number),
            Row::Fresh(fresh) => Of::Fresh(fresh),
        })
    }

    /// The first one.
    #[must_use]
    pub fn first(&self) -> Option<Entry<'_>> {
        self.get(0)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Entry<'_>> + DoubleEndedIterator + Clone {
        self.rows.iter().map(|row| self.entry(row))
    }

    /// The same for all threads.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = Entry<'_>> {
        self.rows.par_iter().map(|row| self.entry(row))
    }

    /// So many from a place on.
    pub(super) fn range(
        &self,
        from: usize,
        many: usize,
    ) -> impl ExactSizeIterator<Item = Entry<'_>> + Clone {
        let to = self.rows.len().min(from.saturating_add(many));
        let rows = self.rows.get(from..to).unwrap_or_default();
        rows.iter().map(|row| self.entry(row))
    }

    /// Puts an article at a place, or at the end.
    pub(super) fn put(&mut self, place: usize, fresh: Fresh) {
        let row = Row::Fresh(Arc::new(fresh));
        let rows = Arc::make_mut(&mut self.rows);
        match rows.get_mut(place) {
            Some(before) => *before = row,
            None => rows.push(row),
        }
    }

    /// Leaves those at these places, in this order.
    pub(super) fn arrange(&mut self, places: &[usize]) {
        let rows = places.iter().filter_map(|&place| self.rows.get(place));
        self.rows = Arc::new(rows.cloned().collect());
    }

    /// Whether all of them lie in a file.
    #[cfg(test)]
    pub(super) fn are_filed(&self) -> bool {
        self.rows.iter().all(|row| matches!(row, Row::Filed(_)))
    }

    /// Whether both are the same articles, of which the same is known.
    pub(super) fn are(&self, others: &Self) -> bool {
        self.len() == others.len()
            && (Arc::ptr_eq(&self.rows, &others.rows) && Arc::ptr_eq(&self.filed, &others.filed)
                || self.iter().zip(others.iter()).all(|(a, b)| a.is(b)))
    }
}

impl Telling for Entries {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn told(&self, article: u32) -> Option<Told> {
        self.get(article as usize).map(|entry| entry.told())
    }
}

impl<'a> Entry<'a> {
    /// Its stable name.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.id(number),
            Of::Fresh(fresh) => fresh.head.id,
        }
    }

    /// The hash of its clean text.
    #[must_use]
    pub fn hash(&self) -> u64 {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.hash(number),
            Of::Fresh(fresh) => fresh.head.hash,
        }
    }

    /// When it was published.
    #[must_use]
    pub fn date(&self) -> Option<Edtf> {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.date(number),
            Of::Fresh(fresh) => fresh.head.date,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &'a str {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.title(number),
            Of::Fresh(fresh) => &fresh.head.title,
        }
    }

    /// The outlet.
    #[must_use]
    pub fn source(&self) -> Option<&'a str> {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.source(number),
            Of::Fresh(fresh) => fresh.head.source.as_deref(),
        }
    }

    /// The language of the text.
    #[must_use]
    pub fn lang(&self) -> Language {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.lang(number),
            Of::Fresh(fresh) => fresh.head.lang,
        }
    }

    /// How many words it is searched by.
    #[must_use]
    pub fn length(&self) -> u32 {
        match self.0 {
            Of::Filed(filed, number) => filed.heads.length(number),
            Of::Fresh(fresh) => fresh.length,
        }
    }

    /// Title, date, source and all else that is known without its text: of one in the file, made each
    /// time that it is asked for.
    #[must_use]
    pub fn head(&self) -> Arc<Head> {
        match self.0 {
            Of::Filed(filed, number) => Arc::new(filed.heads.head(number)),
            Of::Fresh(fresh) => Arc::clone(&fresh.head),
        }
    }

    /// What was found in it, packed.
    pub(super) fn found(&self) -> &'a [u8] {
        match self.0 {
            Of::Filed(filed, number) => filed.found(number),
            Of::Fresh(fresh) => &fresh.found,
        }
    }

    /// What it tells.
    #[must_use]
    pub fn told(&self) -> Told {
        Told {
            article: self.id(),
            bytes: match self.0 {
                Of::Filed(filed, number) => filed.told(number),
                Of::Fresh(fresh) => fresh.told.clone(),
            },
        }
    }

    /// Whether both are one article of which the same is known, whether or not it is known of both what
    /// was found in it.
    pub(super) fn is(&self, other: Entry<'_>) -> bool {
        match (self.0, other.0) {
            (Of::Filed(filed, number), Of::Filed(other, same)) => {
                number == same && Arc::ptr_eq(&filed.heads, &other.heads)
            }
            (Of::Fresh(fresh), Of::Fresh(other)) => Arc::ptr_eq(fresh, other),
            _ => false,
        }
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("head", &self.head())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
