//! The articles of a catalogue in their order: of those that were kept everything is left in the file
//! in which it lies, and read where it is shown; those that came since are in memory, and where these are
//! many they lie there as they would in a file. How they lie in it is for `filed`.

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::filed::{self, Filed, Heads};
use crate::corpus::{ArticleId, Head};
use crate::edtf::Edtf;
use crate::text::bytes::Bytes;
use crate::text::language::Language;
use crate::timeline::events::Telling;
use crate::timeline::packed::Told;

/// What is known of articles, in their order; a copy costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    rows: Arc<Vec<Row>>,
    /// How many came since, and lie in no file.
    fresh: usize,
}

/// One of them: by a file and its number in it, or itself.
#[derive(Clone, Debug)]
enum Row {
    Filed(Arc<Filed>, u32),
    Fresh(Arc<Fresh>),
}

/// So many that came since are laid as they would lie in a file, which takes less than half the room.
const LAID: usize = 4096;

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
        let filed = Arc::new(filed);
        let row = |number| Row::Filed(Arc::clone(&filed), number);
        Self {
            rows: Arc::new((0..filed.len()).map(row).collect()),
            fresh: 0,
        }
    }

    /// Articles in memory.
    pub(super) fn fresh(all: impl Iterator<Item = Fresh>) -> Self {
        let rows: Vec<Row> = all.map(Arc::new).map(Row::Fresh).collect();
        Self {
            fresh: rows.len(),
            rows: Arc::new(rows),
        }
    }

    /// The same articles, which are those of one file of which only the heads are known, with what was
    /// found in them.
    pub(super) fn with(&self, rest: Vec<Bytes>) -> Self {
        let filed = match self.rows.first() {
            Some(Row::Filed(filed, _)) => filed.with(rest),
            _ => return self.clone(),
        };
        Self::of(filed)
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
        self.rows.get(place).map(Self::entry)
    }

    fn entry(row: &Row) -> Entry<'_> {
        Entry(match row {
            Row::Filed(filed, number) => Of::Filed(filed, *number),
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
        self.rows.iter().map(Self::entry)
    }

    /// The same for all threads.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = Entry<'_>> {
        self.rows.par_iter().map(Self::entry)
    }

    /// So many from a place on.
    pub(super) fn range(
        &self,
        from: usize,
        many: usize,
    ) -> impl ExactSizeIterator<Item = Entry<'_>> + Clone {
        let to = self.rows.len().min(from.saturating_add(many));
        let rows = self.rows.get(from..to).unwrap_or_default();
        rows.iter().map(Self::entry)
    }

    /// Puts an article at a place, or at the end.
    pub(super) fn put(&mut self, place: usize, fresh: Fresh) {
        let row = Row::Fresh(Arc::new(fresh));
        let rows = Arc::make_mut(&mut self.rows);
        match rows.get_mut(place) {
            Some(before) => {
                self.fresh += usize::from(matches!(before, Row::Filed(..)));
                *before = row;
            }
            None => {
                self.fresh += 1;
                rows.push(row);
            }
        }
    }

    /// Lays those that came since as they would lie in a file, where they are many.
    pub(super) fn lay(&mut self) {
        if self.fresh < LAID {
            return;
        }
        let rows = self.rows.iter().enumerate();
        // Most stand at the end.
        let fresh = rows
            .rev()
            .filter(|(_, row)| matches!(row, Row::Fresh(_)))
            .take(self.fresh);
        let mut places: Vec<usize> = fresh.map(|(place, _)| place).collect();
        places.reverse();
        let all: Vec<Entry<'_>> = places.iter().filter_map(|&place| self.get(place)).collect();
        let pieces = Heads::kept(all.iter().copied()).map(Bytes::from);
        let Some(heads) = Heads::of(pieces, all.len()) else {
            return;
        };
        let rests = all.chunks(filed::TOGETHER);
        let rests = rests.map(|part| filed::rest(part.iter().copied()).into());
        let filed = Arc::new(Filed::heads(heads).with(rests.collect()));
        let rows = Arc::make_mut(&mut self.rows);
        for (number, place) in (0..).zip(places) {
            if let Some(row) = rows.get_mut(place) {
                *row = Row::Filed(Arc::clone(&filed), number);
            }
        }
        self.fresh = 0;
    }

    /// Leaves those at these places, in this order.
    pub(super) fn arrange(&mut self, places: &[usize]) {
        let rows = places.iter().filter_map(|&place| self.rows.get(place));
        let rows: Vec<Row> = rows.cloned().collect();
        let fresh = rows.iter().filter(|row| matches!(row, Row::Fresh(_)));
        self.fresh = fresh.count();
        self.rows = Arc::new(rows);
    }

    /// Whether all of them lie in a file.
    #[cfg(test)]
    pub(super) fn are_filed(&self) -> bool {
        self.rows.iter().all(|row| matches!(row, Row::Filed(..)))
    }

    /// Whether both are the same articles, of which the same is known.
    pub(super) fn are(&self, others: &Self) -> bool {
        self.len() == others.len()
            && (Arc::ptr_eq(&self.rows, &others.rows)
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
