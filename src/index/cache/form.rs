//! What is known of articles in the form in which it is kept: as small as it can be, and independent
//! of how it is held in memory. Where it lies and whether it is whole is left to `file`.

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::heads::KeptHeads;
use crate::corpus::load::{FileKey, LoadProblem, Stamp};
use crate::corpus::recurring::Recurring;
use crate::corpus::{Head, LoadError};
use crate::index::build::File;
use crate::index::doubles::Part;

/// A path by its exact bytes.
pub(in crate::index) fn path_of(bytes: &[u8]) -> PathBuf {
    Path::new(OsStr::from_bytes(bytes)).to_owned()
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
    /// Path, what was told, whether it is a notice.
    #[serde(borrow)]
    problems: Vec<(&'a str, std::borrow::Cow<'a, str>, bool)>,
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
                    (
                        problem.path.as_str(),
                        told.into(),
                        problem.reason.is_notice(),
                    )
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
                .map(|(path, told, notice)| LoadProblem {
                    path: (*path).to_owned(),
                    reason: LoadError::Kept {
                        told: told.clone().into_owned(),
                        notice: *notice,
                    },
                })
                .collect(),
        };
        self.0.iter().map(file)
    }
}
