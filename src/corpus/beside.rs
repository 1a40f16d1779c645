//! Files that people keep beside their articles and that are no articles: their own actors. They
//! are data that somebody else may have written, so they are opened as carefully as articles are;
//! what is in them is checked and cleaned by the dictionary.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::error::LoadError;
use super::load::{Inputs, LoadProblem, bytes};
use super::standard_input;
use crate::text::clean::clean_path;

/// The name of a file of actors.
pub(super) const ACTORS: &str = "actors.toml";
/// A larger file is no dictionary that somebody wrote.
const MAX_BYTES: u64 = 1 << 20;

/// The files of actors in the folders that `inputs` names, and in those of the files that it
/// names: name and contents each, in the order of their paths; and what cannot be read, which is
/// told and left out.
#[must_use]
pub fn actors(inputs: &Inputs) -> (Vec<(String, String)>, Vec<LoadProblem>) {
    let folders: BTreeSet<PathBuf> = inputs
        .paths
        .iter()
        .filter(|path| !standard_input::is_meant(path))
        .filter_map(|path| {
            let real = path.canonicalize().ok()?;
            if real.is_dir() {
                return Some(path.clone());
            }
            path.parent().map(Path::to_owned)
        })
        .collect();
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for folder in folders {
        let path = folder.join(ACTORS);
        match read(&path) {
            Ok(Some(contents)) => files.push((clean_path(&path), contents)),
            Ok(None) => {}
            Err(reason) => problems.push(LoadProblem::new(&path, reason)),
        }
    }
    (files, problems)
}

/// What is in the file; `None` where there is none.
fn read(path: &Path) -> Result<Option<String>, LoadError> {
    let bytes = match bytes(path, MAX_BYTES, OFlags::NOFOLLOW, &mut None, Vec::new()) {
        Ok(bytes) => bytes,
        Err(LoadError::Missing) => return Ok(None),
        // No option raises this limit.
        Err(LoadError::TooLarge { .. }) => {
            return Err(LoadError::Refused(
                "larger than 1 MB, so it is no list of actors",
            ));
        }
        Err(error) => return Err(error),
    };
    match String::from_utf8(bytes) {
        Ok(contents) => Ok(Some(contents)),
        Err(_) => Err(LoadError::Binary("bytes that are not UTF-8")),
    }
}
