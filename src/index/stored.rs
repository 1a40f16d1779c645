//! A part of the words of a corpus on disk: one folder with one segment of a `tantivy` index,
//! written once, mapped into memory, never changed. It is used as a store of words and of where they
//! stand; what a query means and how well an article answers it is the same as for words in memory.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, InvertedIndexReader, SegmentReader, Term};

use super::wanted::{Wanted, Zone};
use crate::corpus::ArticleId;

/// So many words that have so many first bytes in common are read in one go, as long as not more
/// than so many others stand between two of them on average.
const RUN: usize = 16;
const ALIKE: usize = 2;
const STRAY: usize = 4;
/// Between a folded word and how it is written. No word holds it.
const WRITTEN: char = '\u{3}';

pub(super) use pass::Pass;

mod pass;
mod write;

/// The words of some articles, on disk.
pub(super) struct Stored {
    folder: PathBuf,
    articles: u32,
    mapped: RwLock<Arc<Mapped>>,
    /// Bytes that were read of it since it was mapped, as often as they were.
    read: AtomicU64,
}

/// The same, mapped: what was read of it is in memory as long as somebody has this.
struct Mapped {
    index: Index,
    words: Arc<InvertedIndexReader>,
    written: Arc<InvertedIndexReader>,
    ids: Column<u64>,
    hashes: Column<u64>,
    /// Of each article, where a word belongs to another zone than the one before, in order: kept
    /// once, and not with every word.
    zones: Column<u64>,
    /// For the automata of typing errors.
    field: Field,
}

/// Why a part cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub(super) enum StoredError {
    /// The library says why.
    #[error("{0}")]
    Index(#[from] tantivy::TantivyError),
    /// The system says why.
    #[error("{0}")]
    System(#[from] io::Error),
    /// Not what was written.
    #[error("it is damaged")]
    Damaged,
}

fn schema() -> (Schema, [Field; 5]) {
    let indexed = |record| {
        let how = TextFieldIndexing::default()
            .set_fieldnorms(false)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(how)
    };
    let mut schema = Schema::builder();
    let fields = [
        schema.add_text_field("words", indexed(IndexRecordOption::WithFreqsAndPositions)),
        schema.add_text_field("written", indexed(IndexRecordOption::Basic)),
        schema.add_u64_field("id", FAST),
        schema.add_u64_field("hash", FAST),
        schema.add_u64_field("zones", FAST),
    ];
    (schema.build(), fields)
}

impl Mapped {
    /// Maps a folder; with how many articles it has.
    fn of(folder: &Path) -> Result<(Self, u32), StoredError> {
        let index = Index::open_in_dir(folder)?;
        let (schema, [words, written, ..]) = schema();
        if index.schema() != schema {
            return Err(StoredError::Damaged);
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else {
            return Err(StoredError::Damaged);
        };
        let reader = SegmentReader::open(segment)?;
        let columns = reader.fast_fields();
        let mapped = Self {
            index,
            words: reader.inverted_index(words)?,
            written: reader.inverted_index(written)?,
            ids: columns.u64("id")?,
            hashes: columns.u64("hash")?,
            zones: columns.u64("zones")?,
            field: words,
        };
        Ok((mapped, reader.max_doc()))
    }

    /// What the index knows of a word.
    fn get(&self, word: &str) -> Option<TermInfo> {
        self.words.terms().get(word).ok().flatten()
    }
}

impl Stored {
    /// Opens a folder that was written before. Only its form is looked at; see [`Self::is_whole`].
    ///
    /// # Errors
    ///
    /// Where a part of it is not there.
    pub(super) fn open(folder: &Path) -> Result<Self, StoredError> {
        let (mapped, articles) = Mapped::of(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            articles,
            mapped: RwLock::new(Arc::new(mapped)),
            read: AtomicU64::new(0),
        })
    }

    fn mapped(&self) -> Arc<Mapped> {
        // What is in it is whole whatever happened.
        Arc::clone(&self.mapped.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back the memory of what was read of it, where that is so `much`: it is mapped once more.
    /// It stays as it is where that cannot be.
    pub(super) fn let_go(&self, much: u64) {
        if self.read() < much {
            return;
        }
        if let Ok((mapped, articles)) = Mapped::of(&self.folder)
            && articles == self.articles
        {
            *self.mapped.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(mapped);
            self.read.store(0, Ordering::Relaxed);
        }
    }

    /// How many bytes were read of it since it was mapped, as often as they were.
    pub(super) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Whether every byte is what was written.
    pub(super) fn is_whole(&self) -> bool {
        let damaged = self.mapped().index.validate_checksum();
        damaged.is_ok_and(|files| files.is_empty())
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.articles as usize
    }

    /// The articles in their order, each with the hash of its text.
    pub(super) fn names(&self) -> impl Iterator<Item = (ArticleId, u64)> {
        let mapped = self.mapped();
        (0..self.articles).map(move |local| {
            let id = mapped.ids.first(local).unwrap_or_default();
            let hash = mapped.hashes.first(local).unwrap_or_default();
            (ArticleId(id), hash)
        })
    }

    /// What the index knows of words. Those that begin alike, as all that a half-typed word may become, are
    /// read in one go.
    fn get_all(&self, words: &[(Arc<str>, u16)]) -> Vec<Option<TermInfo>> {
        let mapped = self.mapped();
        let mut known = vec![None; words.len()];
        let mut order: Vec<(&str, usize)> =
            (words.iter().map(|(word, _)| &**word)).zip(0..).collect();
        order.sort_unstable();
        let alike = |a: &(&str, usize), b: &(&str, usize)| {
            a.0.as_bytes().get(..ALIKE) == b.0.as_bytes().get(..ALIKE)
        };
        for run in order.chunk_by(alike) {
            let read = match run.len() < RUN {
                true => 0,
                false => get_run(&mapped, run, &mut known),
            };
            for &(word, place) in run.iter().skip(read) {
                if let Some(known) = known.get_mut(place) {
                    *known = mapped.get(word);
                }
            }
        }
        known
    }

    pub(super) fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        let (word, mapped) = (wanted.word, self.mapped());
        if wanted.prefix {
            self.beginning(word, found);
        } else if let Some(known) = mapped.get(word) {
            found(word, known.doc_freq);
        }
        let told = |other: &str| other == word || (wanted.prefix && other.starts_with(word));
        let mut endings = match wanted.endings {
            true => other_endings(word),
            false => Vec::new(),
        };
        endings.retain(|other| !told(other));
        for other in &endings {
            if let Some(known) = mapped.get(other) {
                found(other, known.doc_freq);
            }
        }
        let Some(first) = word.chars().next().filter(|_| wanted.typos > 0) else {
            return;
        };
        let Ok(errors @ 1..=2) = u8::try_from(wanted.typos) else {
            return;
        };
        let term = Term::from_field_text(mapped.field, word);
        let Ok(automaton) = FuzzyTermQuery::new(term, errors, true).automaton() else {
            return;
        };
        let mut buffer = [0; 4];
        let first = first.encode_utf8(&mut buffer);
        let stream = mapped
            .words
            .terms()
            .search(automaton)
            .ge(&*first)
            .into_stream();
        let Ok(mut stream) = stream else { return };
        while let Some((other, known)) = stream.next() {
            if !other.starts_with(first.as_bytes()) {
                break;
            }
            if let Ok(other) = str::from_utf8(other)
                && !told(other)
                && !endings.iter().any(|ending| ending == other)
            {
                found(other, known.doc_freq);
            }
        }
    }

    /// The words that begin so.
    fn beginning(&self, prefix: &str, found: &mut dyn FnMut(&str, u32)) {
        let mapped = self.mapped();
        let Ok(mut stream) = mapped.words.terms().range().ge(prefix).into_stream() else {
            return;
        };
        while let Some((word, known)) = stream.next() {
            if !word.starts_with(prefix.as_bytes()) {
                break;
            }
            if let Ok(word) = str::from_utf8(word) {
                found(word, known.doc_freq);
            }
        }
    }

    pub(super) fn visit_all(&self, found: &mut dyn FnMut(&str, u32)) {
        self.beginning("", found);
    }

    pub(super) fn written(&self, folded: &str) -> Option<String> {
        let prefix = format!("{folded}{WRITTEN}");
        let mapped = self.mapped();
        let range = mapped.written.terms().range().ge(&prefix);
        let mut stream = range.into_stream().ok()?;
        let (written, _) = stream.next()?;
        let shown = str::from_utf8(written).ok()?.strip_prefix(&prefix)?;
        Some(shown.to_owned())
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored")
            .field("articles", &self.articles)
            .finish_non_exhaustive()
    }
}

/// A position and the zone that begins there, in one number.
const fn place(position: u32, zone: Zone) -> u64 {
    (position as u64) << 2 | zone as u64
}

const fn zone_of(place: u64) -> Zone {
    match place & 3 {
        0 => Zone::Title,
        1 => Zone::Heading,
        2 => Zone::Lead,
        _ => Zone::Body,
    }
}

/// What the index knows of words in their order, told by their places; how many were looked for
/// before too many others stood between them.
fn get_run(mapped: &Mapped, run: &[(&str, usize)], known: &mut [Option<TermInfo>]) -> usize {
    let Some(&(first, _)) = run.first() else {
        return 0;
    };
    let Ok(mut stream) = mapped.words.terms().range().ge(first).into_stream() else {
        return 0;
    };
    let mut looked = 0;
    for _ in 0..run.len() * STRAY {
        let Some((word, info)) = stream.next() else {
            return run.len();
        };
        while let Some(&(wanted, place)) = run.get(looked)
            && wanted.as_bytes() <= word
        {
            looked += 1;
            if wanted.as_bytes() == word
                && let Some(known) = known.get_mut(place)
            {
                *known = Some(info.clone());
            }
        }
        if looked == run.len() {
            break;
        }
    }
    looked
}

/// At least the words that differ from `word` in a light ending of Italian or English.
pub(super) fn other_endings(word: &str) -> Vec<String> {
    const ENDINGS: [&str; 13] = [
        "", "a", "e", "i", "o", "he", "hi", "ia", "ie", "io", "s", "es", "y",
    ];
    const LONG: &str = "ies";
    let endings = || ENDINGS.into_iter().chain([LONG]);
    let mut others: Vec<String> = endings()
        .filter_map(|ending| word.strip_suffix(ending))
        .flat_map(|stem| endings().map(move |ending| format!("{stem}{ending}")))
        .filter(|other| other != word && !other.is_empty())
        .collect();
    others.sort_unstable();
    others.dedup();
    others
}

#[cfg(test)]
mod tests;
