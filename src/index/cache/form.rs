//! What is known of articles in the form in which it is kept: as small as it can be, and independent
//! of how it is held in memory. Where it lies and whether it is whole is left to `file`.

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::heads::KeptHeads;
use crate::corpus::load::{FileKey, LoadProblem, Stamp};
use crate::corpus::recurring::Recurring;
use crate::corpus::{Head, LoadError, Weight};
use crate::index::Entry;
use crate::index::build::File;
use crate::index::doubles::Part;
use crate::text::bytes::Left;

/// A path by its exact bytes.
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    Path::new(OsStr::from_bytes(bytes)).to_owned()
}

/// What was found in some articles, in their order: how many they are, where the bytes of each end,
/// first those that are looked through, then those of what each tells, and all these as the catalogue
/// holds them.
pub(super) fn found(entries: &[Arc<Entry>]) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut bytes = number(entries.len()).to_vec();
    let all = || {
        let found = entries.iter().map(|entry| &entry.found);
        found.chain(entries.iter().map(|entry| &entry.told))
    };
    let mut end = 0;
    for part in all() {
        end += part.len();
        bytes.extend(number(end));
    }
    for part in all() {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Where the bytes of each of so many articles are, and those of what it tells; `None` where they are
/// those of others.
pub(super) fn places(bytes: &[u8], articles: usize) -> Option<Vec<[(usize, usize); 2]>> {
    let mut left = Left(bytes);
    let mut number = || {
        let number = left.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(number)).ok()
    };
    if number()? != articles {
        return None;
    }
    let before = 4 * (2 * articles + 1);
    let mut from = before;
    let places: Vec<(usize, usize)> = (0..2 * articles)
        .map(|_| {
            let place = (from, before.checked_add(number()?)?);
            from = place.1;
            (place.0 <= place.1).then_some(place)
        })
        .collect::<Option<_>>()?;
    let (found, told) = places.split_at(articles);
    let places = found.iter().zip(told).map(|(&found, &told)| [found, told]);
    (from == bytes.len()).then(|| places.collect())
}

/// What a reading came to beside articles and files.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptRest<'a> {
    /// Articles that are not shown because another one says the same.
    #[serde(borrow)]
    pub(super) hidden: KeptHeads<'a>,
    folders: Vec<&'a [u8]>,
    /// Which of their lines recur, and what was seen of the others.
    pub(super) recurring: std::borrow::Cow<'a, Recurring>,
}

/// Some files of a corpus.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFiles<'a>(#[serde(borrow)] Vec<KeptFile<'a>>);

#[derive(Debug, Serialize, Deserialize)]
struct KeptFile<'a> {
    key: FileKey,
    stamp: Option<Stamp>,
    articles: Vec<Part>,
    /// Path, what was told, how much it matters.
    #[serde(borrow)]
    problems: Vec<(&'a str, std::borrow::Cow<'a, str>, Weight)>,
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
            recurring: std::borrow::Cow::Borrowed(recurring),
        }
    }

    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let folder = |bytes: &&[u8]| PathBuf::from(std::ffi::OsString::from_vec(bytes.to_vec()));
        self.folders.iter().map(folder).collect()
    }
}

impl<'a> KeptFiles<'a> {
    pub(super) fn of(files: &'a [File]) -> Self {
        let file = |file: &'a File| KeptFile {
            key: file.key,
            stamp: file.stamp,
            articles: file.articles.to_vec(),
            problems: (file.problems.iter())
                .map(|problem| {
                    let told = problem.reason.to_string();
                    (problem.path.as_str(), told.into(), problem.reason.weight())
                })
                .collect(),
        };
        Self(files.iter().map(file).collect())
    }

    pub(super) fn files(&self) -> impl Iterator<Item = File> + '_ {
        let file = |kept: &KeptFile<'_>| File {
            key: kept.key,
            stamp: kept.stamp,
            articles: kept.articles.as_slice().into(),
            problems: (kept.problems.iter())
                .map(|(path, told, weight)| LoadProblem {
                    path: (*path).to_owned(),
                    reason: LoadError::Kept {
                        told: told.clone().into_owned(),
                        weight: *weight,
                    },
                })
                .collect(),
        };
        self.0.iter().map(file)
    }
}
