//! What is known of articles in the form in which it is kept: as small as it can be, and independent
//! of how it is held in memory. Where it lies and whether it is whole is left to `file`.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::hash::Hash;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::heads::KeptHeads;
use crate::actors::ActorId;
use crate::actors::roster::Roster;
use crate::corpus::load::{FileKey, LoadProblem, Stamp};
use crate::corpus::recurring::Recurring;
use crate::corpus::{Head, LoadError};
use crate::dates::Anchor;
use crate::edtf::Edtf;
use crate::index::Entry;
use crate::index::build::File;
use crate::index::catalogue::Catalogue;
use crate::index::doubles::Part;
use crate::text::TextRange;
use crate::timeline::{Event, Report, Stem};

/// A path by its exact bytes.
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    Path::new(OsStr::from_bytes(bytes)).to_owned()
}

/// Everything else that is known of some articles, in their order. What comes again and again is
/// kept once, and told by number.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptRest<'a> {
    /// Everyone whom they name.
    #[serde(borrow)]
    actors: Vec<&'a str>,
    /// Every date in them.
    dates: Vec<Edtf>,
    /// Every word by which what they tell is compared.
    stems: Vec<Stem>,
    articles: Vec<KeptArticle<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptArticle<'a> {
    actors: Vec<(u32, u32)>,
    dates: Vec<(u32, u32)>,
    #[serde(borrow)]
    reports: Vec<KeptReport<'a>>,
    passages: Vec<u16>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptReport<'a> {
    sentence: KeptRange,
    expression: KeptRange,
    date: u32,
    anchor: Anchor,
    mark: [u8; 8],
    title: &'a str,
    actors: Vec<u32>,
    words: Vec<u32>,
    planned: bool,
}

/// Where a range begins, and how long it is.
type KeptRange = (usize, usize);

const fn kept(range: TextRange) -> KeptRange {
    (range.start, range.end.saturating_sub(range.start))
}

const fn range((start, length): KeptRange) -> TextRange {
    TextRange::new(start, start.saturating_add(length))
}

/// Numbers for what comes again and again, in the order in which it comes first.
struct Numbers<T> {
    numbers: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T: Copy + Eq + Hash> Numbers<T> {
    fn new() -> Self {
        Self {
            numbers: HashMap::new(),
            all: Vec::new(),
        }
    }

    fn number(&mut self, of: T) -> u32 {
        let all = &mut self.all;
        *self.numbers.entry(of).or_insert_with(|| {
            all.push(of);
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

impl<'a> KeptRest<'a> {
    pub(super) fn of(entries: &'a [Arc<Entry>]) -> Self {
        let mut ids: Numbers<&'a str> = Numbers::new();
        let mut dates: Numbers<Edtf> = Numbers::new();
        let mut stems: Numbers<Stem> = Numbers::new();
        let articles = entries
            .iter()
            .map(|entry| KeptArticle {
                actors: (entry.actors.iter())
                    .map(|(id, count)| (ids.number(&id.0), *count))
                    .collect(),
                dates: (entry.dates.iter())
                    .map(|&(date, count)| (dates.number(date), count))
                    .collect(),
                reports: (entry.reports.iter())
                    .map(|report| KeptReport {
                        sentence: kept(report.sentence),
                        expression: kept(report.expression),
                        date: dates.number(report.date),
                        anchor: report.anchor,
                        mark: report.mark.to_le_bytes(),
                        title: &report.title,
                        actors: report.actors.iter().map(|id| ids.number(&id.0)).collect(),
                        words: report
                            .words
                            .iter()
                            .map(|&stem| stems.number(stem))
                            .collect(),
                        planned: report.planned,
                    })
                    .collect(),
                passages: entry.passages.to_vec(),
            })
            .collect();
        Self {
            actors: ids.all,
            dates: dates.all,
            stems: stems.all,
            articles,
        }
    }

    /// The whole entries, of those that have only their heads; `None` where they are not of the same
    /// articles. Whoever is in `roster` is named by the same id.
    pub(super) fn complete(
        &self,
        entries: &[Arc<Entry>],
        roster: &Roster,
    ) -> Option<Vec<Arc<Entry>>> {
        if entries.len() != self.articles.len() {
            return None;
        }
        let ids: Vec<ActorId> = (self.actors.iter())
            .map(|&id| roster.shared(ActorId(id.into())))
            .collect();
        let id = |number: &u32| ids.get(*number as usize).cloned();
        let date = |number: u32| self.dates.get(number as usize).copied();
        let stem = |number: &u32| self.stems.get(*number as usize).copied();
        let whole = |(entry, kept): (&Arc<Entry>, &KeptArticle<'_>)| {
            let report = |kept: &KeptReport<'_>| {
                Some(Arc::new(Report {
                    article: entry.head.id,
                    sentence: range(kept.sentence),
                    expression: range(kept.expression),
                    date: date(kept.date)?,
                    anchor: kept.anchor,
                    mark: u64::from_le_bytes(kept.mark),
                    title: kept.title.into(),
                    actors: kept.actors.iter().map(id).collect::<Option<_>>()?,
                    words: kept.words.iter().map(stem).collect::<Option<_>>()?,
                    planned: kept.planned,
                }))
            };
            let actors = kept.actors.iter();
            let dates = kept.dates.iter();
            Some(Arc::new(Entry {
                head: Arc::clone(&entry.head),
                actors: fitting(actors.map(|(number, count)| Some((id(number)?, *count))))?,
                dates: fitting(dates.map(|&(number, count)| Some((date(number)?, count))))?,
                reports: fitting(kept.reports.iter().map(report))?,
                passages: kept.passages.as_slice().into(),
                length: entry.length,
            }))
        };
        entries.iter().zip(&self.articles).map(whole).collect()
    }
}

/// All of them, in no more room than they take; `None` where one is not there.
fn fitting<T>(all: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let all: Option<Box<[T]>> = all.collect();
    all.map(Into::into)
}

/// The events of a corpus, whose reports are told by the place of the article and their number in
/// it. What an event is called and when it was is that of one of its reports.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptEvents<'a> {
    /// Whoever takes part in any.
    #[serde(borrow)]
    actors: Vec<&'a str>,
    events: Vec<KeptEvent>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptEvent {
    /// The numbers of the reports, among its own, that have its date and its title.
    date: u32,
    title: u32,
    actors: Vec<u32>,
    reports: Vec<(u32, u32)>,
    planned: bool,
}

impl<'a> KeptEvents<'a> {
    /// `None` where an event tells of what no article has.
    pub(super) fn of(catalogue: &'a Catalogue) -> Option<Self> {
        let mut ids: Numbers<&'a str> = Numbers::new();
        let place = |report: &Arc<Report>| {
            let place = catalogue.position(report.article)?;
            let of = &catalogue.entries.get(place)?.reports;
            let number = of.iter().position(|known| {
                (known.sentence, known.expression, known.date)
                    == (report.sentence, report.expression, report.date)
            });
            Some((u32::try_from(place).ok()?, u32::try_from(number?).ok()?))
        };
        let events = (catalogue.events.iter())
            .map(|event| {
                let first = |wanted: &dyn Fn(&Report) -> bool| {
                    let mut reports = event.reports.iter();
                    u32::try_from(reports.position(|report| wanted(report))?).ok()
                };
                Some(KeptEvent {
                    date: first(&|report| report.date == event.date)?,
                    title: first(&|report| report.title == event.title)?,
                    actors: event.actors.iter().map(|id| ids.number(&id.0)).collect(),
                    reports: event.reports.iter().map(place).collect::<Option<_>>()?,
                    planned: event.planned,
                })
            })
            .collect::<Option<_>>()?;
        Some(Self {
            actors: ids.all,
            events,
        })
    }

    /// The events of a catalogue that has everything else; `None` where they are not its.
    pub(super) fn events(&self, catalogue: &Catalogue) -> Option<Vec<Arc<Event>>> {
        let ids: Vec<ActorId> = (self.actors.iter())
            .map(|&id| catalogue.roster.shared(ActorId(id.into())))
            .collect();
        let joined = catalogue.joined();
        let event = |kept: &KeptEvent| {
            let reports = kept.reports.iter();
            let reports = reports.map(|&place| catalogue.report(&joined, place));
            let reports: Vec<Arc<Report>> = fitting(reports)?;
            let actors = kept.actors.iter();
            Some(Arc::new(Event {
                date: reports.get(kept.date as usize)?.date,
                title: Arc::clone(&reports.get(kept.title as usize)?.title),
                actors: actors
                    .map(|number| ids.get(*number as usize).cloned())
                    .collect::<Option<_>>()?,
                reports,
                planned: kept.planned,
            }))
        };
        self.events.par_iter().map(event).collect()
    }
}

/// The files of a corpus, and what else a reading came to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFiles<'a> {
    #[serde(borrow)]
    files: Vec<KeptFile<'a>>,
    /// Articles that are not shown because another one says the same.
    pub(super) hidden: KeptHeads<'a>,
    folders: Vec<&'a [u8]>,
    /// Which of their lines recur, and what was seen of the others.
    pub(super) recurring: std::borrow::Cow<'a, Recurring>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptFile<'a> {
    key: FileKey,
    stamp: Option<Stamp>,
    articles: Vec<Part>,
    /// Path, what was told, whether it is a notice.
    #[serde(borrow)]
    problems: Vec<(&'a str, std::borrow::Cow<'a, str>, bool)>,
}

impl<'a> KeptFiles<'a> {
    pub(super) fn of(
        files: &'a [File],
        hidden: impl Iterator<Item = &'a Head>,
        folders: &'a [PathBuf],
        recurring: &'a Recurring,
    ) -> Self {
        let file = |file: &'a File| KeptFile {
            key: file.key,
            stamp: file.stamp,
            articles: file.articles.to_vec(),
            problems: (file.problems.iter())
                .map(|problem| {
                    let told = problem.reason.to_string();
                    (
                        problem.path.as_str(),
                        told.into(),
                        problem.reason.is_notice(),
                    )
                })
                .collect(),
        };
        Self {
            files: files.iter().map(file).collect(),
            hidden: KeptHeads::of(hidden.map(|head| (head, 0))),
            folders: folders
                .iter()
                .map(|folder| folder.as_os_str().as_bytes())
                .collect(),
            recurring: std::borrow::Cow::Borrowed(recurring),
        }
    }

    pub(super) fn files(&self) -> Vec<File> {
        let file = |kept: &KeptFile<'_>| File {
            key: kept.key,
            stamp: kept.stamp,
            articles: kept.articles.as_slice().into(),
            problems: (kept.problems.iter())
                .map(|(path, told, notice)| LoadProblem {
                    path: (*path).to_owned(),
                    reason: LoadError::Kept {
                        told: told.clone().into_owned(),
                        notice: *notice,
                    },
                })
                .collect(),
        };
        self.files.iter().map(file).collect()
    }

    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let folder = |bytes: &&[u8]| PathBuf::from(std::ffi::OsString::from_vec(bytes.to_vec()));
        self.folders.iter().map(folder).collect()
    }
}
