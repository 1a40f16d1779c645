//! Walking: which files there are, in the order in which they are read. Nothing is opened here.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::read::{irregular, kind};
use crate::corpus::beside::ACTORS;
use crate::corpus::error::LoadError;
use crate::corpus::standard_input;

/// What the walk comes to.
#[derive(Debug)]
pub(super) enum Found {
    /// A file to be read.
    File {
        /// As the user gave it, joined with what the walk found.
        path: PathBuf,
        /// The same without links.
        real: PathBuf,
        /// Whether it was named by the user, and may be a link.
        named: bool,
    },
    /// A path that is not to be read, and why.
    Problem(PathBuf, LoadError),
}

/// Hands everything that `paths` name to `found`: in their order, folders sorted by name. Ends
/// where `found` says `false`.
pub(super) fn walk(paths: &[PathBuf], hidden: bool, found: &mut dyn FnMut(Found) -> bool) {
    for path in paths {
        let go_on = if standard_input::is_meant(path) {
            found(Found::File {
                path: path.clone(),
                real: path.clone(),
                named: true,
            })
        } else {
            named(path, hidden, found)
        };
        if !go_on {
            return;
        }
    }
}

/// A path that the user named; whether to go on.
fn named(path: &Path, hidden: bool, found: &mut dyn FnMut(Found) -> bool) -> bool {
    let real = fs::metadata(path).and_then(|is| Ok((is.is_dir(), path.canonicalize()?)));
    match real {
        Ok((true, real)) => folder(path, &real, hidden, found),
        Ok((false, real)) => found(Found::File {
            path: path.to_owned(),
            real,
            named: true,
        }),
        Err(error) => found(Found::Problem(path.to_owned(), error.into())),
    }
}

/// Walks a folder in the order of names. Links are not followed: one to another file of the folder
/// says nothing new, any other is told.
fn folder(
    root: &Path,
    real_root: &Path,
    hidden: bool,
    found: &mut dyn FnMut(Found) -> bool,
) -> bool {
    let mut empty = true;
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(!hidden)
        .follow_links(false)
        .sort_by_file_name(OsStr::cmp)
        .build();
    for entry in walk {
        let item = match entry {
            Ok(entry) => {
                let Some(kind) = entry.file_type() else {
                    continue;
                };
                if kind.is_dir() || entry.depth() == 0 || entry.file_name() == ACTORS {
                    continue;
                }
                if kind.is_symlink() {
                    let Some(reason) = link(entry.path(), real_root) else {
                        continue;
                    };
                    Found::Problem(entry.into_path(), reason)
                } else if kind.is_file() {
                    let path = entry.into_path();
                    let inside = path.strip_prefix(root).map(|inside| real_root.join(inside));
                    Found::File {
                        real: inside.unwrap_or_else(|_| path.clone()),
                        path,
                        named: false,
                    }
                } else {
                    let path = entry.into_path();
                    let kind = fs::symlink_metadata(&path)
                        .ok()
                        .and_then(|found| irregular(self::kind(&found)));
                    Found::Problem(path, LoadError::NotRegular(kind.unwrap_or("special file")))
                }
            }
            Err(error) => {
                let (path, reason) = refusal(&error, root);
                Found::Problem(path, reason)
            }
        };
        empty = false;
        if !found(item) {
            return false;
        }
    }
    !empty || found(Found::Problem(root.to_owned(), LoadError::NoArticles))
}

/// What is to be told of a link inside a folder.
fn link(path: &Path, real_root: &Path) -> Option<LoadError> {
    match path.canonicalize() {
        Ok(real) if real.starts_with(real_root) => {
            match fs::metadata(&real).map(|metadata| irregular(kind(&metadata))) {
                Ok(None | Some("folder")) => None,
                Ok(Some(_)) => Some(LoadError::Link("leads to something that is no file")),
                Err(error) => Some(error.into()),
            }
        }
        Ok(_) => Some(LoadError::Link("leads out of the folder")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Some(LoadError::Link("leads nowhere"))
        }
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            let reason = "leads back to itself, or on through too many others";
            Some(LoadError::Link(reason))
        }
        Err(error) => Some(error.into()),
    }
}

/// The path and the reason of an error of the walk.
fn refusal(error: &ignore::Error, root: &Path) -> (PathBuf, LoadError) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), refusal(err, root).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            refusal(err, root)
        }
        ignore::Error::Io(error) => {
            let again = error.raw_os_error().map_or_else(
                // What walked the folder wraps the system's error, and keeps only its kind.
                || std::io::Error::new(error.kind(), error.to_string()),
                std::io::Error::from_raw_os_error,
            );
            (root.to_owned(), again.into())
        }
        ignore::Error::Loop { child, .. } => {
            (child.clone(), LoadError::Link("leads back to itself"))
        }
        other => (
            root.to_owned(),
            std::io::Error::other(other.to_string()).into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::*;

    #[test]
    fn a_folder_that_must_not_be_looked_into_is_told_with_the_reason_of_the_system() {
        let closed = Error::new(
            ErrorKind::PermissionDenied,
            "IO error for operation on /a: …",
        );
        let error = ignore::Error::WithPath {
            path: "/a".into(),
            err: Box::new(ignore::Error::Io(closed)),
        };
        let (path, reason) = refusal(&error, Path::new("/"));
        assert_eq!(path, Path::new("/a"));
        assert_eq!(reason.to_string(), "cannot be read: permission denied");
    }
}
