//! The record of an article: what of its head is in no column. Paths, which begin alike, are told by
//! what differs from the one before, and every so often whole, so that one is found without all.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::corpus::{ArticleId, DateSource, Head, Origin, Statement};
use crate::edtf::{Edtf, Precision};
use crate::index::cache::path_of;
use crate::text::bytes::{Left, put, put_all};
use crate::text::language::Language;

/// The path of every so many is told whole.
const GROUP: u32 = 16;

/// What is neither in a column nor a part of the path.
#[derive(Debug, Serialize, Deserialize)]
struct Rest<'a> {
    /// The path as it is shown, where that is not the bytes of the file.
    path: Option<&'a str>,
    title_source: Statement,
    /// Where it is not in its column.
    date: Option<Edtf>,
    date_source: Cow<'a, DateSource>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    words: u64,
    signs: u64,
    recurring: Vec<u64>,
}

/// What makes records, one after the other.
#[derive(Debug, Default)]
pub(super) struct Writing {
    number: u32,
    /// The bytes of the last path.
    file: Vec<u8>,
}

impl Writing {
    /// The record of the next article.
    pub(super) fn record(&mut self, head: &Head) -> Vec<u8> {
        let (file, part) = match &head.origin {
            Origin::Embedded(name) => (name.as_bytes(), 0),
            // One more, for 0 says that it is in the program.
            Origin::File { path, part } => {
                (path.as_os_str().as_encoded_bytes(), u64::from(*part) + 1)
            }
        };
        if self.number.is_multiple_of(GROUP) {
            self.file.clear();
        }
        self.number += 1;
        let alike = self.file.iter().zip(file).take_while(|(a, b)| a == b);
        let shared = alike.count();
        let mut bytes = Vec::new();
        put(&mut bytes, shared);
        put_all(&mut bytes, file.get(shared..).unwrap_or_default());
        put(&mut bytes, part);
        self.file.truncate(shared);
        self.file
            .extend_from_slice(file.get(shared..).unwrap_or_default());
        let is_shown = part > 0 && file == head.path.as_bytes();
        let rest = Rest {
            path: (!is_shown).then_some(&head.path),
            title_source: head.title_source,
            date: head.date.filter(|_| number_of(head.date) == OTHER),
            date_source: Cow::Borrowed(&head.date_source),
            author: head.author.as_deref(),
            url: head.url.as_deref(),
            tags: head.tags.iter().map(String::as_str).collect(),
            words: head.words as u64,
            signs: head.signs as u64,
            recurring: head.recurring.to_vec(),
        };
        // All of it has such a form.
        bytes.extend(postcard::to_stdvec(&rest).unwrap_or_default());
        bytes
    }
}

/// How many bytes of the path are those of the one before, the others, the number of its part and one
/// more, and the rest.
fn parted(record: &[u8]) -> Option<(usize, &[u8], u64, &[u8])> {
    let mut left = Left(record);
    Some((left.number()?, left.all()?, left.number()?, left.0))
}

fn rest(record: &[u8]) -> Option<Rest<'_>> {
    postcard::from_bytes(parted(record)?.3).ok()
}

/// The date of a record that has it.
pub(super) fn date(record: &[u8]) -> Option<Edtf> {
    rest(record)?.date
}

/// The bytes of the path of an article, of the records from which it follows.
pub(super) fn file<'a>(number: u32, record: &dyn Fn(u32) -> &'a [u8]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    for number in number - number % GROUP..=number {
        let (shared, more, ..) = parted(record(number))?;
        if shared > file.len() {
            return None;
        }
        file.truncate(shared);
        file.extend_from_slice(more);
    }
    Some(file)
}

/// A head of which what is in columns is still to come; `file` is the bytes of its path.
pub(super) fn head(record: &[u8], file: &[u8]) -> Head {
    let part = parted(record).and_then(|(_, _, part, _)| part.checked_sub(1));
    let rest = rest(record);
    let number = |kept: u64| usize::try_from(kept).unwrap_or(usize::MAX);
    let text = |text: Option<&str>| text.map(str::to_owned);
    let shown = rest.as_ref().and_then(|rest| rest.path);
    let written = || str::from_utf8(file).unwrap_or_default();
    let path = shown.unwrap_or_else(written).to_owned();
    let mut head = Head {
        id: ArticleId(0),
        origin: match part {
            None => Origin::Embedded(written().to_owned()),
            Some(part) => Origin::File {
                path: path_of(file),
                part: u32::try_from(part).unwrap_or(u32::MAX),
            },
        },
        path,
        title: String::new(),
        title_source: Statement::FileName,
        date: None,
        date_source: DateSource::Unknown,
        source: None,
        author: None,
        url: None,
        lang: Language::default(),
        tags: Vec::new(),
        words: 0,
        hash: 0,
        signs: 0,
        recurring: Box::default(),
    };
    if let Some(rest) = rest {
        head.title_source = rest.title_source;
        head.date_source = rest.date_source.into_owned();
        head.author = text(rest.author);
        head.url = text(rest.url);
        head.tags = rest.tags.iter().map(|&tag| tag.to_owned()).collect();
        head.words = number(rest.words);
        head.signs = number(rest.signs);
        head.recurring = rest.recurring.into();
    }
    head
}

/// What stands in the column of dates for none, and for one that is in the record.
const NONE: u32 = 0;
pub(super) const OTHER: u32 = 1;

/// A date as a number: its year, month, day, and whether it is approximate; [`OTHER`] of one that is
/// none of these.
pub(super) fn number_of(date: Option<Edtf>) -> u32 {
    let Some(date) = date else { return NONE };
    let first = date.first_day();
    let (month, day) = match date.precision() {
        Precision::Day => (first.month(), first.day()),
        Precision::Month => (first.month(), 0),
        Precision::Year => (0, 0),
        _ => return OTHER,
    };
    let year = u32::from(first.year().unsigned_abs());
    let (month, day) = (month.unsigned_abs(), day.unsigned_abs());
    year << 10 | u32::from(month) << 6 | u32::from(day) << 1 | u32::from(date.is_approximate())
}

/// The date of such a number; `None` where it is none.
pub(super) fn date_of(number: u32) -> Option<Edtf> {
    let year = i16::try_from(number >> 10).ok()?;
    let part = |shift: u32, bits: u32| i8::try_from(number >> shift & bits).ok();
    let date = match (part(6, 0xf)?, part(1, 0x1f)?) {
        (0, 0) => Edtf::year(year),
        (month, 0) => Edtf::month(year, month),
        (month, day) => Edtf::ymd(year, month, day),
    }?;
    Some(match number & 1 {
        0 => date,
        _ => date.approximate(),
    })
}
