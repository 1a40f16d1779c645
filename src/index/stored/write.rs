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
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::Field;
use tantivy::store::{Compressor, StoreWriter};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{
    Directory as _, Index, IndexMeta, IndexSettings, Segment, TantivyDocument, TantivyError,
};

use super::{Stored, StoredError, WRITTEN, place, schema};
use crate::corpus::ArticleId;
use crate::index::lookup::WordId;
use crate::index::packed::Packed;
use crate::index::vocabulary::Token;

/// What is in an index, by the name that the library gives it.
const META: &str = "meta.json";
/// Bytes of a block of stored documents, of which there are none.
const BLOCK: usize = 1 << 14;
/// The library reads no longer words.
const LONGEST: usize = u16::MAX as usize - 5;
/// Bytes of the places of words that are put in order together, about: those of a full part of articles
/// that are not long.
const TOGETHER: usize = 36 << 20;
/// Where no place of a word goes.
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

/// Where a word stands: the number of an article, and the position in it.
trait Place: Copy + Default {
    fn of(article: u32, position: u32) -> Self;
    fn article(self) -> u32;
    fn position(self) -> u32;
}

/// A place in any article.
#[derive(Clone, Copy, Default)]
struct Wide(u32, u32);

impl Place for Wide {
    fn of(article: u32, position: u32) -> Self {
        Self(article, position)
    }

    fn article(self) -> u32 {
        self.0
    }

    fn position(self) -> u32 {
        self.1
    }
}

/// The same in half as many bytes, where neither there are many articles nor is one of them very long.
#[derive(Clone, Copy, Default)]
struct Narrow(u32);

impl Narrow {
    /// Bits of the position.
    const BITS: u32 = 18;
    /// The last article and the last position for which there is room.
    const LAST: (u32, u32) = (u32::MAX >> Self::BITS, (1 << Self::BITS) - 1);
}

impl Place for Narrow {
    fn of(article: u32, position: u32) -> Self {
        Self(article << Self::BITS | position)
    }

    fn article(self) -> u32 {
        self.0 >> Self::BITS
    }

    fn position(self) -> u32 {
        self.0 & Self::LAST.1
    }
}

/// The words of packed articles in their order, and how often each occurs.
struct Inverted<'a> {
    packed: &'a Packed,
    /// The numbers of the articles that are written.
    kept: &'a [u32],
    words: Vec<(&'a str, usize, WordId)>,
    /// The last position of all articles.
    last: u32,
}

impl<'a> Inverted<'a> {
    fn new(packed: &'a Packed, kept: &'a [u32]) -> Self {
        let mut counts = vec![0_usize; packed.known().len()];
        let mut last = 0;
        for &local in kept {
            for (position, token) in (2..).zip(packed.tokens(local)) {
                last = last.max(position);
                if let Token::Word(id) = token
                    && let Some(count) = counts.get_mut(id as usize)
                {
                    *count += 1;
                }
            }
        }
        let mut words: Vec<(&str, usize, WordId)> = (packed.known().zip(counts).zip(0..))
            .map(|((known, count), id)| (known.folded, count, id))
            .filter(|(word, count, _)| *count > 0 && (1..=LONGEST).contains(&word.len()))
            .collect();
        words.sort_unstable_by_key(|&(word, ..)| word);
        Self {
            packed,
            kept,
            words,
            last,
        }
    }

    /// Writes every word with its places.
    fn write(
        &self,
        serializer: &mut InvertedIndexSerializer,
        field: Field,
    ) -> Result<(), StoredError> {
        let all: usize = self.words.iter().map(|&(_, count, _)| count).sum();
        let mut terms = serializer.new_field(field, all as u64, None)?;
        let (articles, position) = Narrow::LAST;
        match self.kept.len() <= articles as usize + 1 && self.last <= position {
            true => self.write_all::<Narrow>(&mut terms)?,
            false => self.write_all::<Wide>(&mut terms)?,
        }
        terms.close()?;
        Ok(())
    }

    fn write_all<P: Place>(&self, terms: &mut FieldSerializer<'_>) -> Result<(), StoredError> {
        let mut from = 0;
        let mut places: Vec<P> = Vec::new();
        let mut deltas = Vec::new();
        while from < self.words.len() {
            let mut sum = 0;
            let rest = self.words.get(from..).unwrap_or_default();
            let fits = |&&(_, count, _): &&(&str, usize, WordId)| {
                sum += count;
                sum <= TOGETHER / size_of::<P>()
            };
            // One word alone may be more than that.
            let together = rest.iter().take_while(fits).count().max(1);
            let words = rest.get(..together).unwrap_or_default();
            self.gather(words, &mut places);
            let mut left = places.as_slice();
            for &(word, count, _) in words {
                let (here, rest) = left.split_at_checked(count).unwrap_or((left, &[]));
                left = rest;
                let holding = here.chunk_by(|a, b| a.article() == b.article());
                let articles = u32::try_from(holding.clone().count()).unwrap_or(u32::MAX);
                terms.new_term(word.as_bytes(), articles, true)?;
                for places in holding {
                    let mut before = 0;
                    deltas.clear();
                    for place in places {
                        let position = place.position();
                        deltas.push(position - before);
                        before = position;
                    }
                    let times = u32::try_from(places.len()).unwrap_or(u32::MAX);
                    let article = places.first().map_or(0, |place| place.article());
                    terms.write_doc(article, times, &deltas);
                }
                terms.close_term()?;
            }
            from += together;
        }
        Ok(())
    }

    /// The places of some words: those of each after those of the one before, by article and position.
    fn gather<P: Place>(&self, words: &[(&str, usize, WordId)], places: &mut Vec<P>) {
        // Where the next place of each word goes, by its number in the vocabulary.
        let mut next = vec![NOWHERE; self.packed.known().len()];
        let mut sum = 0;
        for &(_, count, id) in words {
            if let Some(next) = next.get_mut(id as usize) {
                *next = u32::try_from(sum).unwrap_or(NOWHERE);
            }
            sum += count;
        }
        places.clear();
        places.resize(sum, P::default());
        for (article, &local) in (0..).zip(self.kept) {
            for (position, token) in (2..).zip(self.packed.tokens(local)) {
                if let Token::Word(id) = token
                    && let Some(next) = next.get_mut(id as usize)
                    && let Some(place) = places.get_mut(*next as usize)
                {
                    *place = P::of(article, position);
                    *next += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::seeds;
    use crate::index::vocabulary::Tokens;

    fn gathered<P: Place>(inverted: &Inverted<'_>) -> Vec<(u32, u32)> {
        let mut places: Vec<P> = Vec::new();
        inverted.gather(&inverted.words, &mut places);
        let told = places.iter();
        told.map(|place| (place.article(), place.position()))
            .collect()
    }

    #[test]
    fn narrow_places_are_where_wide_ones_are() {
        let mut packed = Packed::default();
        for article in seeds::articles() {
            packed.add(&Tokens::of(&article));
        }
        let kept = [0, 1, 2, 4];
        let inverted = Inverted::new(&packed, &kept);
        let places = gathered::<Narrow>(&inverted);
        assert_eq!(places, gathered::<Wide>(&inverted));
        let mut left = places.as_slice();
        for &(word, count, id) in &inverted.words {
            let (here, rest) = left.split_at(count);
            left = rest;
            assert!(here.is_sorted(), "{word}");
            for &(article, position) in here {
                let mut tokens = packed.tokens(kept[article as usize]);
                let token = tokens.nth(position as usize - 2);
                assert_eq!(token, Some(Token::Word(id)), "{word}");
            }
        }
        assert!(left.is_empty());
        let (article, position) = Narrow::LAST;
        let last = Narrow::of(article, position);
        assert_eq!((last.article(), last.position()), (article, position));
    }
}
