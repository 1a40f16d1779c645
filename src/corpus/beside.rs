//! Files that people keep beside their articles and that are no articles: their own actors. They
//! are data that somebody else may have written, so they are opened as carefully as articles are;
//! what is in them is checked and cleaned by the dictionary.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::error::LoadError;
use super::load::{Inputs, LoadProblem, bytes, link};
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
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for folder in folders(&inputs.paths) {
        let path = folder.join(ACTORS);
        match read(&folder, &path) {
            Ok(Some(contents)) => files.push((clean_path(&path), contents)),
            Ok(None) => {}
            Err(reason) => problems.push(LoadProblem::new(&path, reason)),
        }
    }
    (files, problems)
}

/// The folders that count as named: those of `paths`, and those of the files among them.
pub(super) fn folders(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let named = paths.iter().filter(|path| !standard_input::is_meant(path));
    let folders = named.filter_map(|path| {
        let real = path.canonicalize().ok()?;
        if real.is_dir() {
            return Some(path.clone());
        }
        path.parent().map(Path::to_owned)
    });
    folders.collect()
}

/// A folder without links; an empty path is the one of now.
pub(super) fn real(folder: &Path) -> io::Result<PathBuf> {
    match folder.as_os_str().is_empty() {
        true => Path::new(".").canonicalize(),
        false => folder.canonicalize(),
    }
}

/// What is in the file of a folder; `None` where there is none. As with articles, a link is followed
/// within the folder only.
fn read(folder: &Path, path: &Path) -> Result<Option<String>, LoadError> {
    let real = match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => match link(path, &real(folder)?) {
            Some(reason) => return Err(reason),
            None => path.canonicalize()?,
        },
        _ => path.to_owned(),
    };
    let path = real.as_path();
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
