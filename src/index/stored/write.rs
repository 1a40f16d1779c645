//! Writing a part of the words of a corpus to disk. Words are cut, numbered and counted already where
//! they come from, so nothing is handed to the library as a text that it would cut and count once
//! more: every word with its places goes straight to what writes them. How the part is read is for the
//! module above.

use std::io::Write as _;
use std::path::Path;

use tantivy::directory::{MmapDirectory, TerminatingWrite as _};
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::FieldNormsSerializer;
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::Field;
use tantivy::store::{Compressor, StoreWriter};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{
    Directory as _, Index, IndexMeta, IndexSettings, Segment, TantivyDocument, TantivyError,
};

use super::{Stored, StoredError, WRITTEN, place, schema};
use crate::corpus::ArticleId;
use crate::index::packed::Packed;
use crate::index::vocabulary::{Token, WordId};

/// What is in an index, by the name that the library gives it.
const META: &str = "meta.json";
/// Bytes of a block of stored documents, of which there are none.
const BLOCK: usize = 1 << 14;
/// The library reads no longer words.
const LONGEST: usize = u16::MAX as usize - 5;
/// Places of words that are put in order together, about; eight bytes each.
const TOGETHER: usize = 4 << 20;
/// The place among all words of one that is not written.
const NOWHERE: u32 = u32::MAX;

impl Stored {
    /// Writes packed articles into a folder, which must be empty: those that `name` gives an id
    /// and the hash of its text, by their numbers.
    ///
    /// # Errors
    ///
    /// Where the system refuses; what was written is then of no use.
    pub(in crate::index) fn write(
        folder: &Path,
        packed: &Packed,
        name: &dyn Fn(u32) -> Option<(ArticleId, u64)>,
    ) -> Result<(), StoredError> {
        let (schema, [words, written, id, hash, zones]) = schema();
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let index = Index::create(directory, schema.clone(), IndexSettings::default())?;
        let segment = index.new_segment();
        let mut columns = FastFieldsWriter::from_schema_and_tokenizer_manager(
            &schema,
            TokenizerManager::default(),
        )?;
        let mut kept = Vec::new();
        for local in 0..u32::try_from(packed.len()).unwrap_or(u32::MAX) {
            let Some((article, of_text)) = name(local) else {
                continue;
            };
            let mut document = TantivyDocument::default();
            packed.zones(local, &mut |position, zone| {
                document.add_u64(zones, place(position, zone));
            });
            document.add_u64(id, article.0);
            document.add_u64(hash, of_text);
            columns.add_document(&document)?;
            kept.push(local);
        }
        let mut out = segment
            .open_write(SegmentComponent::FastFields)
            .map_err(TantivyError::from)?;
        columns.serialize(&mut out, None)?;
        out.terminate()?;
        let mut serializer = InvertedIndexSerializer::open(&segment)?;
        Inverted::new(packed, &kept).write(&mut serializer, words)?;
        write_forms(packed, !kept.is_empty(), &mut serializer, written)?;
        serializer.close()?;
        finish(&index, segment, kept.len())
    }
}

/// Writes what the library expects of every index, and we make no use of, and last what is in it.
fn finish(index: &Index, segment: Segment, articles: usize) -> Result<(), StoredError> {
    let lengths = segment
        .open_write(SegmentComponent::FieldNorms)
        .map_err(TantivyError::from)?;
    FieldNormsSerializer::from_write(lengths)?.close()?;
    let store = segment
        .open_write(SegmentComponent::Store)
        .map_err(TantivyError::from)?;
    StoreWriter::new(store, Compressor::None, BLOCK, false)?.close()?;
    let segment = segment.with_max_doc(u32::try_from(articles).unwrap_or(u32::MAX));
    let meta = IndexMeta {
        index_settings: index.settings().clone(),
        persisted_custom_extensions: Vec::new(),
        segments: vec![segment.meta().clone()],
        schema: index.schema(),
        opstamp: 0,
        payload: None,
    };
    let mut told = serde_json::to_vec(&meta).map_err(std::io::Error::from)?;
    writeln!(told)?;
    let directory = index.directory();
    directory.sync_directory()?;
    directory.atomic_write(Path::new(META), &told)?;
    directory.sync_directory()?;
    Ok(())
}

/// Writes how words are written, where that is not how they are folded. It belongs to no article; the
/// first one carries it.
fn write_forms(
    packed: &Packed,
    any: bool,
    serializer: &mut InvertedIndexSerializer,
    field: Field,
) -> Result<(), StoredError> {
    let mut forms = Vec::new();
    if any {
        packed.all_written(&mut |folded, shown| forms.push(format!("{folded}{WRITTEN}{shown}")));
    }
    forms.retain(|form| form.len() <= LONGEST);
    forms.sort_unstable();
    let mut terms = serializer.new_field(field, forms.len() as u64, None)?;
    for form in &forms {
        terms.new_term(form.as_bytes(), 1, false)?;
        terms.write_doc(0, 1, &[]);
        terms.close_term()?;
    }
    terms.close()?;
    Ok(())
}

/// The words of packed articles in their order, and how often each occurs.
struct Inverted<'a> {
    packed: &'a Packed,
    /// The numbers of the articles that are written.
    kept: &'a [u32],
    words: Vec<(&'a str, usize)>,
    /// By number in the vocabulary, where in `words` it is.
    ranks: Vec<u32>,
}

impl<'a> Inverted<'a> {
    fn new(packed: &'a Packed, kept: &'a [u32]) -> Self {
        let mut counts = vec![0_usize; packed.known().len()];
        for &local in kept {
            for token in packed.tokens(local) {
                if let Token::Word(id) = token
                    && let Some(count) = counts.get_mut(id as usize)
                {
                    *count += 1;
                }
            }
        }
        let mut ranks = vec![NOWHERE; counts.len()];
        let mut order: Vec<(&str, usize, WordId)> = (packed.known().zip(counts).zip(0..))
            .map(|((known, count), id)| (known.folded, count, id))
            .filter(|(word, count, _)| *count > 0 && (1..=LONGEST).contains(&word.len()))
            .collect();
        order.sort_unstable_by_key(|&(word, ..)| word);
        for (rank, &(.., id)) in (0..).zip(&order) {
            if let Some(known) = ranks.get_mut(id as usize) {
                *known = rank;
            }
        }
        Self {
            packed,
            kept,
            words: (order.into_iter())
                .map(|(word, count, _)| (word, count))
                .collect(),
            ranks,
        }
    }

    /// Writes every word with its places.
    fn write(
        &self,
        serializer: &mut InvertedIndexSerializer,
        field: Field,
    ) -> Result<(), StoredError> {
        let all: usize = self.words.iter().map(|&(_, count)| count).sum();
        let mut terms = serializer.new_field(field, all as u64, None)?;
        let mut from = 0;
        let mut places = Vec::new();
        let mut deltas = Vec::new();
        while from < self.words.len() {
            let mut sum = 0;
            let rest = self.words.get(from..).unwrap_or_default();
            let fits = |&&(_, count): &&(&str, usize)| {
                sum += count;
                sum <= TOGETHER
            };
            // One word alone may be more than that.
            let together = rest.iter().take_while(fits).count().max(1);
            let words = rest.get(..together).unwrap_or_default();
            self.gather(from, words, &mut places);
            let mut left = places.as_slice();
            for &(word, count) in words {
                let (here, rest) = left.split_at_checked(count).unwrap_or((left, &[]));
                left = rest;
                let holding = here.chunk_by(|a, b| a.0 == b.0);
                let articles = u32::try_from(holding.clone().count()).unwrap_or(u32::MAX);
                terms.new_term(word.as_bytes(), articles, true)?;
                for places in holding {
                    let mut before = 0;
                    deltas.clear();
                    deltas.extend(
                        places.iter().map(|&(_, position)| {
                            position - std::mem::replace(&mut before, position)
                        }),
                    );
                    let times = u32::try_from(places.len()).unwrap_or(u32::MAX);
                    let article = places.first().map_or(0, |&(article, _)| article);
                    terms.write_doc(article, times, &deltas);
                }
                terms.close_term()?;
            }
            from += together;
        }
        terms.close()?;
        Ok(())
    }

    /// The places of some words, from the one of number `from` on: those of each after those of the
    /// one before, by article and position.
    fn gather(&self, from: usize, words: &[(&str, usize)], places: &mut Vec<(u32, u32)>) {
        // Where the next place of each goes.
        let mut next = Vec::with_capacity(words.len());
        let mut sum = 0;
        for &(_, count) in words {
            next.push(sum);
            sum += count;
        }
        places.clear();
        places.resize(sum, (0, 0));
        for (article, &local) in (0..).zip(self.kept) {
            for (position, token) in (2..).zip(self.packed.tokens(local)) {
                let Token::Word(id) = token else { continue };
                let rank = self.ranks.get(id as usize).copied().unwrap_or(NOWHERE);
                let word = (rank as usize).wrapping_sub(from);
                if let Some(next) = next.get_mut(word)
                    && let Some(place) = places.get_mut(*next)
                {
                    *place = (article, position);
                    *next += 1;
                }
            }
        }
    }
}
