//! What is known of articles as it lies in a file: columns of what they are put in order and chosen
//! by, and of each a record of the rest, of which a head is made where one is shown. Where the file is
//! and whether it is whole is left to `cache`.

use std::collections::HashMap;
use std::sync::Arc;

use self::record::{OTHER, Writing, date_of, number_of};
use super::cache::Moved;
use super::entries::Entry;
use crate::corpus::{ArticleId, Head};
use crate::edtf::Edtf;
use crate::text::bytes::{Bytes, Left};
use crate::text::columns::Column;
use crate::text::fixed::Fixed as _;
use crate::text::language::Language;
use crate::text::numbers::Numbers;
use crate::text::texts::Texts;

mod record;

/// The articles of a file, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Filed {
    pub(super) heads: Arc<Heads>,
    /// What was found in each, [`TOGETHER`] of them at a time; none where that is not known yet.
    rest: Vec<Bytes>,
}

/// Articles of which what was found lies together.
pub(super) const TOGETHER: usize = 1024;

/// The columns of what is known without the texts.
#[derive(Debug, Default)]
pub(super) struct Heads {
    ids: Column<u64>,
    hashes: Column<u64>,
    /// How many words each is searched by.
    lengths: Numbers,
    dates: Numbers,
    /// By the letters of their codes.
    langs: Numbers,
    titles: Texts,
    /// By one more than the number in `names`; 0 for none.
    sources: Numbers,
    names: Texts,
    records: Texts,
    /// Where the files are spelled in another way than when this was kept.
    pub(super) moved: Option<Arc<Moved>>,
}

/// The pieces of bytes of which they are made.
pub(super) const PIECES: usize = 12;
/// Those of them that are titles, names and records: most of the bytes, which nothing but showing an
/// article needs, and of which none makes sense of others.
pub(super) const SHOWN: [usize; 3] = [5, 8, 10];

impl Heads {
    /// The pieces of some articles.
    pub(super) fn kept<'a>(articles: impl Iterator<Item = Entry<'a>>) -> [Vec<u8>; PIECES] {
        let (mut ids, mut hashes) = (Vec::new(), Vec::new());
        let [mut lengths, mut dates, mut langs, mut sources] = [(); 4].map(|()| Numbers::default());
        let [mut titles, mut names, mut records] = [(); 3].map(|()| Texts::default());
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut writing = Writing::default();
        for entry in articles {
            let head = entry.head();
            head.id.0.write(&mut ids);
            head.hash.write(&mut hashes);
            lengths.push(entry.length());
            dates.push(number_of(head.date));
            let letters = head.lang.code().bytes();
            langs.push(letters.fold(0, |code, letter| code << 8 | u32::from(letter)));
            titles.push(&head.title);
            let source = match &head.source {
                None => 0,
                Some(source) => match known.get(source) {
                    Some(&known) => known,
                    None => {
                        let number = names.push(source) + 1;
                        known.insert(source.clone(), number);
                        number
                    }
                },
            };
            sources.push(source);
            records.push_bytes(&writing.record(&head));
        }
        let [titles, title_ends] = titles.kept();
        let [names, name_ends] = names.kept();
        let [records, record_ends] = records.kept();
        [
            ids,
            hashes,
            lengths.kept(),
            dates.kept(),
            langs.kept(),
            titles,
            title_ends,
            sources.kept(),
            names,
            name_ends,
            records,
            record_ends,
        ]
    }

    /// Those of so many articles; `None` where the pieces are those of others.
    pub(super) fn of(pieces: [Bytes; PIECES], articles: usize) -> Option<Self> {
        let [ids, hashes, lengths, dates, langs, rest @ ..] = pieces;
        let [titles, title_ends, sources, names, name_ends, rest @ ..] = rest;
        let heads = Self {
            ids: Column::of(ids),
            hashes: Column::of(hashes),
            lengths: Numbers::of(lengths)?,
            dates: Numbers::of(dates)?,
            langs: Numbers::of(langs)?,
            titles: Texts::of([titles, title_ends])?,
            sources: Numbers::of(sources)?,
            names: Texts::of([names, name_ends])?,
            records: Texts::of(rest)?,
            moved: None,
        };
        let lengths = [
            heads.ids.len(),
            heads.hashes.len(),
            heads.lengths.len(),
            heads.dates.len(),
            heads.langs.len(),
            heads.titles.len() as usize,
            heads.sources.len(),
            heads.records.len() as usize,
        ];
        lengths
            .iter()
            .all(|&length| length == articles)
            .then_some(heads)
    }

    pub(super) fn id(&self, number: u32) -> ArticleId {
        ArticleId(self.ids.get(number as usize).unwrap_or_default())
    }

    pub(super) fn hash(&self, number: u32) -> u64 {
        self.hashes.get(number as usize).unwrap_or_default()
    }

    pub(super) fn length(&self, number: u32) -> u32 {
        self.lengths.get(number as usize).unwrap_or_default()
    }

    pub(super) fn title(&self, number: u32) -> &str {
        self.titles.get(number)
    }

    pub(super) fn source(&self, number: u32) -> Option<&str> {
        let source = self.sources.get(number as usize)?.checked_sub(1)?;
        Some(self.names.get(source))
    }

    pub(super) fn lang(&self, number: u32) -> Language {
        let letters = self.langs.get(number as usize).unwrap_or_default();
        let letters = letters.to_be_bytes();
        let letters = str::from_utf8(&letters).unwrap_or_default();
        Language::parse(letters.trim_start_matches('\0')).unwrap_or_default()
    }

    pub(super) fn date(&self, number: u32) -> Option<Edtf> {
        match self.dates.get(number as usize)? {
            OTHER => record::date(self.records.bytes(number)),
            packed => date_of(packed),
        }
    }

    /// A whole head; an empty one where it is damaged.
    pub(super) fn head(&self, number: u32) -> Head {
        let file = record::file(number, &|number| self.records.bytes(number));
        let record = self.records.bytes(number);
        let mut head = record::head(record, &file.unwrap_or_default());
        head.id = self.id(number);
        head.hash = self.hash(number);
        head.date = self.date(number);
        head.lang = self.lang(number);
        head.title = self.title(number).to_owned();
        head.source = self.source(number).map(str::to_owned);
        if let Some(moved) = &self.moved {
            moved.apply(&mut head);
        }
        head
    }
}

impl Filed {
    /// Articles of which nothing but their heads is known yet.
    pub(super) fn heads(heads: Heads) -> Self {
        Self {
            heads: Arc::new(heads),
            rest: Vec::new(),
        }
    }

    /// The same articles with what was found in them.
    pub(super) fn with(&self, rest: Vec<Bytes>) -> Self {
        Self {
            heads: Arc::clone(&self.heads),
            rest,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.heads.ids.len()).unwrap_or(u32::MAX)
    }

    /// What was found in an article.
    pub(super) fn found(&self, number: u32) -> &[u8] {
        let found = self.part(number, 0);
        found
            .and_then(|(rest, from, to)| rest.get(from..to))
            .unwrap_or_default()
    }

    /// What an article tells.
    pub(super) fn told(&self, number: u32) -> Bytes {
        let told = self.part(number, 1);
        told.map_or_else(Bytes::default, |(rest, from, to)| rest.part(from, to))
    }

    /// Where the first or the second kind of what was found in an article is.
    fn part(&self, number: u32, kind: usize) -> Option<(&Bytes, usize, usize)> {
        let (together, local) = (number as usize / TOGETHER, number as usize % TOGETHER);
        let rest = self.rest.get(together)?;
        let articles = at(rest, 0)?;
        let (before, place) = (4 * (2 * articles + 1), kind * articles + local);
        let from = match place {
            0 => 0,
            place => at(rest, place)?,
        };
        Some((rest, before + from, before + at(rest, place + 1)?))
    }
}

/// A number of what [`rest`] makes.
fn at(rest: &[u8], place: usize) -> Option<usize> {
    let number = u32::read(rest.get(4 * place..4 * (place + 1))?)?;
    usize::try_from(number).ok()
}

/// What was found in some articles, in their order: how many they are, where the bytes of each end,
/// first those that are looked through, then those of what each tells, and all these as the catalogue
/// holds them.
pub(super) fn rest<'a>(articles: impl ExactSizeIterator<Item = Entry<'a>> + Clone) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    number(articles.len()).write(&mut bytes);
    let mut end = 0;
    for entry in articles.clone() {
        end += entry.found().len();
        number(end).write(&mut bytes);
    }
    for entry in articles.clone() {
        end += entry.told().bytes.len();
        number(end).write(&mut bytes);
    }
    for entry in articles.clone() {
        bytes.extend_from_slice(entry.found());
    }
    for entry in articles {
        bytes.extend_from_slice(&entry.told().bytes);
    }
    bytes
}

/// What was found in each of so many articles, in their order, what they tell aside; `None` where it is
/// that of others.
pub(super) fn found(rest: &[u8], articles: usize) -> Option<impl Iterator<Item = &[u8]>> {
    let mut left = Left(rest);
    let mut number = || usize::try_from(u32::read(left.take(4)?)?).ok();
    if number()? != articles {
        return None;
    }
    let before = 4 * (2 * articles + 1);
    let ends: Vec<usize> = (0..2 * articles)
        .map(|_| before.checked_add(number()?))
        .collect::<Option<_>>()?;
    let fits = ends.is_sorted() && ends.last().unwrap_or(&before) == &rest.len();
    let begin = std::iter::once(before).chain(ends.clone());
    let found = begin.zip(ends).take(articles);
    fits.then(|| found.filter_map(|(from, to)| rest.get(from..to)))
}

#[cfg(test)]
mod tests;
