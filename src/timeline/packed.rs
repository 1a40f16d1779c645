//! What an article tells, in as few bytes as it needs: of a large corpus it stays in the file in which
//! it is kept, and what is drawn or merged is taken out of it. Who is named is told by numbers of the
//! roster.

use super::Report;
use crate::actors::ActorId;
use crate::actors::roster::{Number, Roster};
use crate::corpus::ArticleId;
use crate::dates::Anchor;
use crate::edtf::{Edtf, Precision};
use crate::text::TextRange;
use crate::text::bytes::{Bytes, Left, put, put_all};

pub use self::terms::Terms;

mod terms;

/// What the numbers in packed reports stand for.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Who is named.
    pub roster: &'a Roster,
    /// What is said.
    pub terms: &'a Terms,
}

/// What one article tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// The article.
    pub article: ArticleId,
    /// What [`pack`] made of it.
    pub bytes: Bytes,
}

/// The bytes of what an article tells; `number` gives the number of whom it names, and `terms` those of
/// what it says.
#[must_use]
pub fn pack(
    reports: &[Report],
    number: &mut dyn FnMut(&ActorId) -> Number,
    terms: &mut Terms,
) -> Vec<u8> {
    let mut all = Vec::new();
    put(&mut all, reports.len());
    let (mut bytes, mut title) = (Vec::new(), Vec::new());
    for report in reports {
        bytes.clear();
        let (sentence, expression) = (report.sentence, report.expression);
        put(&mut bytes, sentence.start);
        put(&mut bytes, expression.start);
        put(&mut bytes, sentence.end.saturating_sub(sentence.start));
        put(&mut bytes, expression.end.saturating_sub(expression.start));
        put_date(&mut bytes, &report.date);
        bytes.push((report.anchor as u8) << 1 | u8::from(report.planned));
        bytes.extend_from_slice(&report.mark.to_le_bytes());
        title.clear();
        terms.put(&mut title, &report.title);
        put_all(&mut bytes, &title);
        put(&mut bytes, report.actors.len());
        for actor in &*report.actors {
            put(&mut bytes, number(actor));
        }
        for &word in &report.words {
            put(&mut bytes, terms.stem(word));
        }
        put_all(&mut all, &bytes);
    }
    all
}

/// Adds a date.
pub fn put_date(bytes: &mut Vec<u8>, date: &Edtf) {
    let first = date.first_day();
    let (year, month, day) = (first.year(), first.month(), first.day());
    let (kind, numbers) = match date.precision() {
        Precision::Day => (DAY, &[month, day][..]),
        Precision::Month => (MONTH, &[month][..]),
        Precision::Year => (YEAR, &[][..]),
        _ => {
            bytes.push(OTHER);
            put_all(bytes, date.to_string().as_bytes());
            return;
        }
    };
    bytes.push(kind << 1 | u8::from(date.is_approximate()));
    put(bytes, year);
    bytes.extend(numbers.iter().map(|number| number.unsigned_abs()));
}

/// How a date is told: by its day, month or year, the lowest bit for one that is approximate; or as it
/// is written.
const OTHER: u8 = 0;
const DAY: u8 = 1;
const MONTH: u8 = 2;
const YEAR: u8 = 3;

/// The next date; `None` where there is none.
pub fn date(left: &mut Left<'_>) -> Option<Edtf> {
    let kind = left.byte()?;
    if kind == OTHER {
        return str::from_utf8(left.all()?).ok()?.parse().ok();
    }
    let year = left.number()?;
    let mut part = || i8::try_from(left.byte()?).ok();
    let date = match kind >> 1 {
        DAY => Edtf::ymd(year, part()?, part()?)?,
        MONTH => Edtf::month(year, part()?)?,
        YEAR => Edtf::year(year)?,
        _ => return None,
    };
    Some(if kind & 1 == 1 {
        date.approximate()
    } else {
        date
    })
}

/// Who an actor really is; nobody where the reader has hidden them.
fn really(key: Key<'_>, number: Number) -> Option<Number> {
    let is = key.roster.who(number);
    (is == number || key.roster.kind(is).is_some()).then_some(is)
}

impl Told {
    /// All of it, in the order of the text, whoever it names being who that really is.
    pub fn reports<'a>(&'a self, key: Key<'a>) -> impl Iterator<Item = Report> + 'a {
        let whose = move |number| really(key, number);
        self.each()
            .filter_map(move |(_, bytes)| read(self.article, bytes, key, &whose))
    }

    /// All of it as it was packed.
    pub fn as_packed<'a>(&'a self, key: Key<'a>) -> impl Iterator<Item = Report> + 'a {
        self.each()
            .filter_map(move |(_, bytes)| read(self.article, bytes, key, &Some))
    }

    /// The one that begins at a byte of what was packed, whoever it names being who that really is.
    #[must_use]
    pub fn report(&self, at: u32, key: Key<'_>) -> Option<Report> {
        let whose = |number| really(key, number);
        read(self.article, self.at(at)?.0, key, &whose)
    }

    /// The sentence and the temporal expression of the one that begins at a byte.
    #[must_use]
    pub fn ranges(&self, at: u32) -> Option<(TextRange, TextRange)> {
        ranges(&mut self.at(at)?)
    }

    /// The date of the one that begins at a byte.
    #[must_use]
    pub fn date(&self, at: u32) -> Option<Edtf> {
        let mut left = self.at(at)?;
        ranges(&mut left)?;
        date(&mut left)
    }

    /// The byte at which each begins, and its date.
    pub fn dates(&self) -> impl Iterator<Item = (u32, Edtf)> + '_ {
        self.each().filter_map(|(at, bytes)| {
            let mut left = Left(bytes);
            ranges(&mut left)?;
            Some((at, date(&mut left)?))
        })
    }

    /// The title of the one that begins at a byte.
    #[must_use]
    pub fn title(&self, at: u32, terms: &Terms) -> Option<String> {
        let mut left = self.at(at)?;
        ranges(&mut left)?;
        date(&mut left)?;
        left.take(1 + 8)?;
        terms.text(left.all()?)
    }

    /// The byte at which each begins, by where they stand in the text: what [`Self::find`] asks for.
    #[must_use]
    pub fn offsets(&self) -> Box<[u32]> {
        let mut offsets: Box<[u32]> = self.each().map(|(at, _)| at).collect();
        offsets.sort_by_key(|&at| self.starts(at));
        offsets
    }

    /// The byte at which a report of the article begins, of its [`Self::offsets`].
    #[must_use]
    pub fn find(&self, report: &Report, offsets: &[u32]) -> Option<u32> {
        let stands = Some((report.sentence.start, report.expression.start));
        let first = offsets.partition_point(|&at| self.starts(at) < stands);
        let mut there =
            (offsets.iter().skip(first).copied()).take_while(|&at| self.starts(at) == stands);
        there.find(|&at| self.date(at) == Some(report.date))
    }

    /// Where the sentence and the temporal expression of the one at a byte begin in the text.
    fn starts(&self, at: u32) -> Option<(usize, usize)> {
        let mut left = self.at(at)?;
        left.number().zip(left.number())
    }

    /// The bytes of the one that begins at a byte.
    fn at(&self, at: u32) -> Option<Left<'_>> {
        Left(self.bytes.get(at as usize..)?).all().map(Left)
    }

    /// Where each begins, and its bytes.
    fn each(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let bytes: &[u8] = &self.bytes;
        let mut left = Left(bytes);
        let count = left.number::<usize>().unwrap_or(0);
        (0..count).map_while(move |_| {
            let at = bytes.len().saturating_sub(left.0.len());
            u32::try_from(at).ok().zip(left.all())
        })
    }
}

/// The next sentence and the temporal expression in it.
fn ranges(left: &mut Left<'_>) -> Option<(TextRange, TextRange)> {
    let (sentence, expression) = (left.number::<usize>()?, left.number::<usize>()?);
    let range = |start: usize, length: usize| TextRange::new(start, start.saturating_add(length));
    Some((
        range(sentence, left.number()?),
        range(expression, left.number()?),
    ))
}

fn read(
    article: ArticleId,
    bytes: &[u8],
    key: Key<'_>,
    whose: &dyn Fn(Number) -> Option<Number>,
) -> Option<Report> {
    let mut left = Left(bytes);
    let (sentence, expression) = ranges(&mut left)?;
    let date = date(&mut left)?;
    let said = left.byte()?;
    let anchor = *ANCHORS.get(usize::from(said >> 1))?;
    let mark = u64::from_le_bytes(left.take(8)?.try_into().ok()?);
    let title = key.terms.text(left.all()?)?.into();
    let mut actors: Vec<Number> = Vec::new();
    for _ in 0..left.number::<u32>()? {
        let actor = whose(left.number()?);
        actors.extend(actor.filter(|actor| !actors.contains(actor)));
    }
    let mut words = Vec::with_capacity(left.0.len() / 2);
    while !left.0.is_empty() {
        words.push(key.terms.stem_of(left.number()?)?);
    }
    Some(Report {
        article,
        sentence,
        expression,
        date,
        anchor,
        mark,
        title,
        actors: (actors.into_iter())
            .map(|actor| ActorId(key.roster.id(actor).into()))
            .collect(),
        words: words.into(),
        planned: said & 1 == 1,
    })
}

/// By their numbers.
const ANCHORS: [Anchor; 5] = [
    Anchor::Explicit,
    Anchor::Publication,
    Anchor::Tense,
    Anchor::Previous,
    Anchor::Same,
];

#[cfg(test)]
mod tests {
    use super::super::Stem;
    use super::*;

    #[test]
    fn what_was_packed_is_taken_out_and_what_is_damaged_is_not() {
        let mut roster = Roster::default();
        let mut terms = Terms::default();
        let dates = [
            "2024-06-19",
            "2023-09~",
            "1999",
            "2023-W36",
            "199X",
            "2023-09-10/2023-09-13",
        ];
        let words = |number| {
            let mut words: Vec<Stem> = (0..number).map(|n| Stem::of(&format!("w{n}"))).collect();
            words.sort();
            words.into()
        };
        let report = |(number, date): (usize, &&str)| Report {
            article: ArticleId(7),
            sentence: TextRange::new(number * 300, number * 300 + 200),
            expression: TextRange::new(number * 300 + 130, number * 300 + 140),
            date: date.parse().unwrap(),
            anchor: ANCHORS[number % ANCHORS.len()],
            mark: u64::MAX / (number as u64 + 1),
            title: format!("ciò che dice {number}").into(),
            actors: (0..number)
                .map(|n| ActorId(format!("person:{n}").into()))
                .collect(),
            words: words(number),
            planned: number == 3,
        };
        let reports: Vec<Report> = dates.iter().enumerate().map(report).collect();
        let packed = pack(&reports, &mut |id| roster.intern(id), &mut terms);
        let key = Key {
            roster: &roster,
            terms: &terms,
        };
        let told = |bytes: &[u8]| Told {
            article: ArticleId(7),
            bytes: bytes.to_vec().into(),
        };
        let whole = told(&packed);
        let all: Vec<Report> = whole.as_packed(key).collect();
        assert_eq!(all, reports);
        let offsets = whole.offsets();
        assert_eq!(offsets.len(), reports.len());
        for (&at, report) in offsets.iter().zip(&reports) {
            assert_eq!(whole.report(at, key).as_ref(), Some(report));
            assert_eq!(whole.find(report, &offsets), Some(at));
            assert_eq!(whole.title(at, &terms).as_deref(), Some(&*report.title));
            assert_eq!(whole.date(at), Some(report.date));
            let ranges = Some((report.sentence, report.expression));
            assert_eq!(whole.ranges(at), ranges);
            // Nothing before it is looked at.
            let mut alone = vec![0xff; at as usize];
            alone.extend_from_slice(&packed[at as usize..]);
            assert_eq!(told(&alone).report(at, key).as_ref(), Some(report));
        }
        let end = u32::try_from(packed.len()).unwrap();
        assert_eq!(whole.report(end, key), None);
        assert_eq!(whole.report(u32::MAX, key), None);
        let other = Report {
            date: "2001".parse().unwrap(),
            ..reports[2].clone()
        };
        assert_eq!(whole.find(&other, &offsets), None);
        for end in 0..packed.len() {
            assert!(told(&packed[..end]).reports(key).count() < reports.len());
            let mut other = packed.clone();
            other[end] ^= 0x55;
            told(&other).reports(key).for_each(drop);
        }
    }
}
