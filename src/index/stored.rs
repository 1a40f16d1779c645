//! A part of the words of a corpus on disk: one folder with one segment of a `tantivy` index,
//! written once, mapped into memory, never changed. It is used as a store of words and of where they
//! stand; what a query means and how well an article answers it is the same as for words in memory.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::directory::MmapDirectory;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{DocSet as _, Index, InvertedIndexReader, SegmentReader, TantivyDocument, Term};

use super::packed::Packed;
use super::words::{Left, Occurrence, Search, Wanted, Zone};
use crate::corpus::ArticleId;

/// Bytes that writing a part may begin with; it grows with the articles.
const BUDGET: usize = 32 << 20;
/// A word that so many articles hold, or fewer, is read once for all strips.
const FEW: u32 = 256;
/// So many words that have so many first bytes in common are read in one go, as long as not more
/// than so many others stand between two of them on average.
const RUN: usize = 16;
const ALIKE: usize = 2;
const STRAY: usize = 4;
/// The name under which the index knows how our words are cut.
const CUT: &str = "packed";
/// In the text that is handed to the index: before a block, and between a folded word and how it is
/// written. No word holds one of them.
const BLOCK: char = '\u{1}';
const WRITTEN: char = '\u{3}';

/// The words of some articles, on disk.
pub(super) struct Stored {
    index: Index,
    words: Arc<InvertedIndexReader>,
    written: Arc<InvertedIndexReader>,
    articles: u32,
    ids: Column<u64>,
    hashes: Column<u64>,
    /// Of each article, where a word belongs to another zone than the one before, in order: kept
    /// once, and not with every word.
    zones: Column<u64>,
    /// For the automata of typing errors.
    field: Field,
}

/// A search over them.
#[derive(Debug)]
pub struct Pass<'a> {
    stored: &'a Stored,
    /// The articles that may answer; `None` for all.
    left: Option<Left>,
    /// Where rare words stand, by article and position.
    few: Vec<(Place, u16)>,
    /// Common words.
    many: Vec<(TermInfo, u16)>,
}

/// The number of an article, and below it a position in it.
type Place = u64;

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
            .set_tokenizer(CUT)
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

impl Stored {
    /// Writes packed articles into a folder, which must be empty: those that `name` gives an id
    /// and the hash of its text, by their numbers.
    ///
    /// # Errors
    ///
    /// Where the system refuses; what was written is then of no use.
    pub(super) fn write(
        folder: &Path,
        packed: &Packed,
        name: &dyn Fn(u32) -> Option<(ArticleId, u64)>,
    ) -> Result<(), StoredError> {
        let (schema, [words, written, id, hash, zones]) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(CUT, Cut);
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let mut writer = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory, BUDGET)?;
        let mut text = String::new();
        let mut first = true;
        for local in 0..u32::try_from(packed.len()).unwrap_or(u32::MAX) {
            let Some((article, of_text)) = name(local) else {
                continue;
            };
            text.clear();
            packed.text(local, BLOCK, &mut text);
            let mut document = TantivyDocument::default();
            packed.zones(local, &mut |position, zone| {
                document.add_u64(zones, place(position, zone));
            });
            document.add_text(words, &text);
            document.add_u64(id, article.0);
            document.add_u64(hash, of_text);
            if std::mem::take(&mut first) {
                // How words are written belongs to no article; the first one carries it.
                text.clear();
                packed.all_written(&mut |folded, shown| {
                    text.extend([folded, WRITTEN.encode_utf8(&mut [0; 4]), shown, " "]);
                });
                document.add_text(written, &text);
            }
            writer.add_document(document)?;
        }
        writer.finalize()?;
        Ok(())
    }

    /// Opens a folder that was written before. Only its form is looked at; see [`Self::is_whole`].
    ///
    /// # Errors
    ///
    /// Where a part of it is not there.
    pub(super) fn open(folder: &Path) -> Result<Self, StoredError> {
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
        Ok(Self {
            index,
            words: reader.inverted_index(words)?,
            written: reader.inverted_index(written)?,
            articles: reader.max_doc(),
            ids: columns.u64("id")?,
            hashes: columns.u64("hash")?,
            zones: columns.u64("zones")?,
            field: words,
        })
    }

    /// Whether every byte is what was written.
    pub(super) fn is_whole(&self) -> bool {
        let damaged = self.index.validate_checksum();
        damaged.is_ok_and(|files| files.is_empty())
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.articles as usize
    }

    /// The articles in their order, each with the hash of its text.
    pub(super) fn names(&self) -> impl Iterator<Item = (ArticleId, u64)> {
        (0..self.articles).map(|local| {
            let id = self.ids.first(local).unwrap_or_default();
            (ArticleId(id), self.hashes.first(local).unwrap_or_default())
        })
    }

    /// What the index knows of a word.
    fn get(&self, word: &str) -> Option<TermInfo> {
        self.words.terms().get(word).ok().flatten()
    }

    /// The same of many words. Those that begin alike, as all that a half-typed word may become, are
    /// read in one go.
    fn get_all(&self, words: &[(Arc<str>, u16)]) -> Vec<Option<TermInfo>> {
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
                false => self.get_run(run, &mut known),
            };
            for &(word, place) in run.iter().skip(read) {
                if let Some(known) = known.get_mut(place) {
                    *known = self.get(word);
                }
            }
        }
        known
    }

    /// What the index knows of words in their order, told by their places; how many were looked for
    /// before too many others stood between them.
    fn get_run(&self, run: &[(&str, usize)], known: &mut [Option<TermInfo>]) -> usize {
        let Some(&(first, _)) = run.first() else {
            return 0;
        };
        let Ok(mut stream) = self.words.terms().range().ge(first).into_stream() else {
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

    pub(super) fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        let word = wanted.word;
        if wanted.prefix {
            self.beginning(word, found);
        } else if let Some(known) = self.get(word) {
            found(word, known.doc_freq);
        }
        let told = |other: &str| other == word || (wanted.prefix && other.starts_with(word));
        let mut endings = match wanted.endings {
            true => other_endings(word),
            false => Vec::new(),
        };
        endings.retain(|other| !told(other));
        for other in &endings {
            if let Some(known) = self.get(other) {
                found(other, known.doc_freq);
            }
        }
        let Some(first) = word.chars().next().filter(|_| wanted.typos > 0) else {
            return;
        };
        let Ok(errors @ 1..=2) = u8::try_from(wanted.typos) else {
            return;
        };
        let term = Term::from_field_text(self.field, word);
        let Ok(automaton) = FuzzyTermQuery::new(term, errors, true).automaton() else {
            return;
        };
        let mut buffer = [0; 4];
        let first = first.encode_utf8(&mut buffer);
        let stream = self
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
        let Ok(mut stream) = self.words.terms().range().ge(prefix).into_stream() else {
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
        let range = self.written.terms().range().ge(&prefix);
        let mut stream = range.into_stream().ok()?;
        let (written, _) = stream.next()?;
        let shown = str::from_utf8(written).ok()?.strip_prefix(&prefix)?;
        Some(shown.to_owned())
    }

    pub(super) fn pass(&self, search: &Search<'_>) -> Pass<'_> {
        let known = self.get_all(search.words);
        let mut left: Option<Left> = None;
        for slot in search.required {
            let meant = || {
                let places = slot.iter();
                places.filter_map(|&place| known.get(place as usize)?.as_ref())
            };
            // The articles of common words are sooner looked at than listed.
            let listed: u64 = meant().map(|known| u64::from(known.doc_freq)).sum();
            if listed > u64::from(self.articles) {
                continue;
            }
            let mut holding = Left::none(self.len());
            for known in meant() {
                self.hold(known, &mut holding);
            }
            match &mut left {
                Some(left) => left.meet(&holding),
                None => left = Some(holding),
            }
        }
        let mut pass = Pass {
            stored: self,
            left,
            few: Vec::new(),
            many: Vec::new(),
        };
        for ((_, number), known) in search.words.iter().zip(known) {
            match known {
                Some(known) if known.doc_freq <= FEW => pass.read(&known, *number),
                Some(known) => pass.many.push((known, *number)),
                None => {}
            }
        }
        pass.few.sort_unstable_by_key(|&(place, _)| place);
        pass
    }

    /// Adds what stands at places of an article, in their order.
    fn tell(&self, local: u32, places: &[(Place, u16)], occurrences: &mut Vec<Occurrence>) {
        let mut changes = self.zones.values_for_doc(local).peekable();
        let mut zone = Zone::Title;
        for &(place, fitting) in places {
            let position = place as u32;
            while let Some(change) = changes.next_if(|&change| change >> 2 <= u64::from(position)) {
                zone = zone_of(change);
            }
            occurrences.push(Occurrence {
                position,
                fitting,
                zone,
            });
        }
    }

    /// Adds the articles that hold a word.
    fn hold(&self, known: &TermInfo, holding: &mut Left) {
        let option = IndexRecordOption::Basic;
        let Ok(mut postings) = self.words.read_postings_from_terminfo(known, option) else {
            return;
        };
        let mut local = postings.doc();
        while local < self.articles {
            holding.insert(local);
            local = postings.advance();
        }
    }
}

impl Pass<'_> {
    /// Reads everywhere that a rare word stands.
    fn read(&mut self, known: &TermInfo, number: u16) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let stored = self.stored;
        let Ok(mut postings) = stored.words.read_postings_from_terminfo(known, option) else {
            return;
        };
        let mut positions = Vec::new();
        let mut local = postings.doc();
        while local < stored.articles {
            if self.left.as_ref().is_none_or(|left| left.contains(local)) {
                postings.positions(&mut positions);
                let places = positions
                    .iter()
                    .map(|&position| (at(local, position), number));
                self.few.extend(places);
            }
            local = postings.advance();
        }
    }

    pub(super) fn strip(&self, range: Range<u32>, found: &mut dyn FnMut(u32, &[Occurrence])) {
        let end = range.end.min(self.stored.articles);
        let may = |local: &u32| self.left.as_ref().is_none_or(|left| left.contains(*local));
        let wanted: Vec<u32> = (range.start..end).filter(may).collect();
        let (Some(&first), Some(&last)) = (wanted.first(), wanted.last()) else {
            return;
        };
        let from = self.few.partition_point(|&(place, _)| place < at(first, 0));
        let to = self
            .few
            .partition_point(|&(place, _)| place <= at(last, u32::MAX));
        let mut places = self.few.get(from..to).unwrap_or_default().to_vec();
        let mut positions = Vec::new();
        let option = IndexRecordOption::WithFreqsAndPositions;
        for (known, number) in &self.many {
            let read = self.stored.words.read_postings_from_terminfo(known, option);
            let Ok(mut postings) = read else { continue };
            for &local in &wanted {
                if postings.doc() < local {
                    postings.seek(local);
                }
                if postings.doc() == local {
                    postings.positions(&mut positions);
                    let here = positions
                        .iter()
                        .map(|&position| (at(local, position), *number));
                    places.extend(here);
                }
            }
        }
        places.sort_unstable_by_key(|&(place, _)| place);
        let mut occurrences = Vec::new();
        let mut places = places.as_slice();
        for local in wanted {
            let end = places
                .iter()
                .take_while(|&&(place, _)| place <= at(local, u32::MAX));
            let (here, later) = places.split_at(end.count());
            places = later;
            occurrences.clear();
            if !here.is_empty() {
                self.stored.tell(local, here, &mut occurrences);
            }
            found(local, &occurrences);
        }
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

/// A position in an article.
const fn at(local: u32, position: u32) -> Place {
    (local as u64) << 32 | position as u64
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

/// Cuts what [`Packed::text`] writes into the words that it was made of, each at its place.
#[derive(Clone)]
struct Cut;

struct Cutting<'a> {
    left: &'a str,
    position: usize,
    token: Token,
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Cutting<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cutting<'a> {
        Cutting {
            left: text,
            position: 1,
            token: Token::default(),
        }
    }
}

impl TokenStream for Cutting<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some(rest) = self.left.strip_prefix(BLOCK) {
                self.left = rest;
                self.position += 1;
                continue;
            }
            let Some((word, rest)) = self.left.split_once(' ') else {
                return false;
            };
            self.left = rest;
            self.position += 1;
            if word.is_empty() {
                continue;
            }
            self.token.text.clear();
            self.token.text.push_str(word);
            self.token.position = self.position;
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
