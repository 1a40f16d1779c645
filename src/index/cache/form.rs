//! What is known of articles in the form in which it is kept: as small as it can be, and independent
//! of how it is held in memory. Where it lies and whether it is whole is left to `file`.

use std::borrow::Cow;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::heads::KeptHeads;
use super::moved::Moved;
use super::moved::path_of;
use crate::corpus::load::LoadProblem;
use crate::corpus::recurring::Recurring;
use crate::corpus::stamp::{FileKey, Stamp};
use crate::corpus::{Head, Kind, LoadError, Weight};
use crate::index::build::File;
use crate::index::catalogue::Catalogue;
use crate::index::doubles::Part;
use crate::index::entries::Entries;

/// What a reading came to beside articles and files.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptRest<'a> {
    /// Articles that are not shown because another one says the same.
    #[serde(borrow)]
    pub(super) hidden: KeptHeads<'a>,
    folders: Vec<&'a [u8]>,
    /// Which of their lines recur, and what was seen of the others.
    pub(super) recurring: Cow<'a, Recurring>,
}

/// Some files of a corpus.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFiles<'a>(#[serde(borrow)] Vec<KeptFile<'a>>);

#[derive(Debug, Serialize, Deserialize)]
struct KeptFile<'a> {
    key: FileKey,
    stamp: Option<Stamp>,
    articles: Vec<KeptArticle>,
    #[serde(borrow)]
    problems: Vec<KeptProblem<'a>>,
}

/// What was wrong with a file.
#[derive(Debug, Serialize, Deserialize)]
struct KeptProblem<'a> {
    path: &'a str,
    told: Cow<'a, str>,
    weight: Weight,
    kind: Kind,
}

/// An article of a file.
#[derive(Debug, Serialize, Deserialize)]
enum KeptArticle {
    /// One of the corpus: how many places after that of the one before and the next.
    Next(i64),
    /// One that is not shown.
    Hidden(Part),
}

impl<'a> KeptRest<'a> {
    pub(super) fn of(
        hidden: impl Iterator<Item = &'a Head>,
        folders: &'a [PathBuf],
        recurring: &'a Recurring,
    ) -> Self {
        Self {
            hidden: KeptHeads::of(hidden.map(|head| (head, 0))),
            folders: folders
                .iter()
                .map(|folder| folder.as_os_str().as_bytes())
                .collect(),
            recurring: Cow::Borrowed(recurring),
        }
    }

    pub(super) fn folders(&self, moved: Option<&Moved>) -> Vec<PathBuf> {
        let folder = |bytes: &&[u8]| {
            let folder = path_of(bytes);
            moved.map_or(folder.clone(), |moved| moved.path(&folder))
        };
        self.folders.iter().map(folder).collect()
    }
}

impl<'a> KeptFiles<'a> {
    /// Those of some files of `catalogue`.
    pub(super) fn of(files: &'a [File], catalogue: &Catalogue) -> Self {
        let mut next = 0;
        // Most are in the order of the corpus.
        let place = |part: &Part, next: i64| {
            let next = usize::try_from(next).ok();
            let next = next.filter(|&next| catalogue.is_at(next, part.id, part.hash));
            next.or_else(|| catalogue.place(part.id, part.hash))
        };
        let mut part = |part: &Part| match place(part, next) {
            Some(place) => {
                let place = place as i64;
                KeptArticle::Next(place - std::mem::replace(&mut next, place + 1))
            }
            None => KeptArticle::Hidden(*part),
        };
        let file = |file: &'a File| KeptFile {
            key: file.key,
            stamp: file.stamp,
            articles: file.articles.iter().map(&mut part).collect(),
            problems: (file.problems.iter())
                .map(|problem| KeptProblem {
                    path: &problem.path,
                    told: problem.reason.to_string().into(),
                    weight: problem.reason.weight(),
                    kind: problem.reason.kind(),
                })
                .collect(),
        };
        Self(files.iter().map(file).collect())
    }

    /// The files, whose articles are those of `entries`; `None` where they are not.
    pub(super) fn files(&self, entries: &Entries, moved: Option<&Moved>) -> Option<Vec<File>> {
        let mut next = 0_i64;
        let mut part = |part: &KeptArticle| match part {
            KeptArticle::Next(after) => {
                let place = next.checked_add(*after)?;
                next = place.checked_add(1)?;
                let entry = entries.get(usize::try_from(place).ok()?)?;
                Some(Part {
                    id: entry.id(),
                    hash: entry.hash(),
                })
            }
            KeptArticle::Hidden(part) => Some(*part),
        };
        let file = |kept: &KeptFile<'_>| {
            Some(File {
                key: kept.key,
                stamp: kept.stamp,
                articles: kept.articles.iter().map(&mut part).collect::<Option<_>>()?,
                problems: (kept.problems.iter())
                    .map(|problem| LoadProblem {
                        path: moved.map_or_else(
                            || problem.path.to_owned(),
                            |moved| moved.shown(problem.path),
                        ),
                        reason: LoadError::Kept {
                            told: problem.told.clone().into_owned(),
                            weight: problem.weight,
                            kind: problem.kind,
                        },
                    })
                    .collect(),
            })
        };
        self.0.iter().map(file).collect()
    }
}
