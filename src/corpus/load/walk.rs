//! Walking: which files there are, in the order in which they are read. Nothing is opened here but
//! folders, and links are not followed inside them, so that there is no way round in circles.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::read::{irregular, kind};
use crate::corpus::beside::{self, ACTORS};
use crate::corpus::error::LoadError;
use crate::corpus::stamp::Stamp;
use crate::corpus::standard_input;

/// A folder has to be listed whole before its names are in order. Of one with more names than this
/// the first files that come along can be shown before that; so many of them.
const LARGE: usize = 4096;
const EARLY: usize = 8;

/// What the walk comes to.
#[derive(Debug)]
pub(super) enum Found {
    /// A file to be read.
    File(Place),
    /// A file that can be shown before its turn, at which it is found again.
    Early(Place),
    /// A path that is not to be read, and why.
    Problem(PathBuf, LoadError),
    /// A folder is about to be listed, which can take its time.
    Listing,
    /// A folder that was listed.
    Folder(PathBuf),
}

/// Where a file is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// As the user gave it, joined with what the walk found.
    pub(super) path: PathBuf,
    /// The same without links.
    pub(super) real: PathBuf,
    /// Whether it was named by the user, and may be a link.
    pub(super) named: bool,
}

impl Place {
    /// What the system says of the file without opening it.
    pub(super) fn stamp_now(&self) -> Option<Stamp> {
        if standard_input::is_meant(&self.path) {
            return Some(Stamp::FIXED);
        }
        let found = if self.named {
            fs::metadata(&self.path)
        } else {
            fs::symlink_metadata(&self.path)
        };
        Stamp::of(&found.ok()?)
    }
}

/// Hands everything that `paths` name to `found`: in their order, folders sorted by name, and standard
/// input last, since nothing that comes after it is read before its end. Ends where `found` says
/// `false`.
pub(super) fn walk(paths: &[PathBuf], hidden: bool, found: &mut dyn FnMut(Found) -> bool) {
    let beside = beside::folders(paths);
    let mut walk = Walk {
        hidden,
        found,
        early: true,
        named: beside
            .iter()
            .filter_map(|folder| beside::real(folder).ok())
            .collect(),
    };
    let is_file = |path: &&PathBuf| !standard_input::is_meant(path);
    let files = paths.iter().filter(is_file);
    for path in files.chain(paths.iter().filter(|path| !is_file(path))) {
        if !walk.named(path) {
            return;
        }
    }
}

struct Walk<'a> {
    hidden: bool,
    found: &'a mut dyn FnMut(Found) -> bool,
    /// Whether nothing can be shown yet.
    early: bool,
    /// The folders, without links, whose files of actors are used.
    named: HashSet<PathBuf>,
}

/// A folder of which some names are still to be gone through.
struct Level {
    path: PathBuf,
    /// The same without links.
    real: PathBuf,
    rest: std::vec::IntoIter<(OsString, fs::FileType)>,
}

impl Walk<'_> {
    /// A path that the user named; whether to go on.
    fn named(&mut self, path: &Path) -> bool {
        if standard_input::is_meant(path) {
            return self.file(path.to_owned(), path.to_owned(), true);
        }
        let real = fs::metadata(path).and_then(|is| Ok((is.is_dir(), path.canonicalize()?)));
        match real {
            Ok((true, real)) => self.folder(path, &real),
            Ok((false, real)) => self.file(path.to_owned(), real, true),
            Err(error) => (self.found)(Found::Problem(path.to_owned(), error.into())),
        }
    }

    fn file(&mut self, path: PathBuf, real: PathBuf, named: bool) -> bool {
        self.early = false;
        (self.found)(Found::File(Place { path, real, named }))
    }

    /// Walks a folder in the order of names.
    fn folder(&mut self, root: &Path, real_root: &Path) -> bool {
        let mut empty = true;
        let mut levels: Vec<Level> = Vec::new();
        let mut next = Some((root.to_owned(), real_root.to_owned()));
        loop {
            if let Some((path, real)) = next.take() {
                if !(self.found)(Found::Listing) {
                    return false;
                }
                match self.list(&path, &real) {
                    Ok(names) => {
                        if !(self.found)(Found::Folder(path.clone())) {
                            return false;
                        }
                        let rest = names.into_iter();
                        levels.push(Level { path, real, rest });
                    }
                    Err(error) => {
                        empty = false;
                        if !(self.found)(Found::Problem(path, error.into())) {
                            return false;
                        }
                    }
                }
            }
            let Some(level) = levels.last_mut() else {
                break;
            };
            let Some((name, kind)) = level.rest.next() else {
                levels.pop();
                continue;
            };
            let (path, real) = (level.path.join(&name), level.real.join(&name));
            if kind.is_dir() {
                next = Some((path, real));
                continue;
            }
            if name == ACTORS {
                if !(self.found)(Found::Problem(path, LoadError::NotUsed)) {
                    return false;
                }
                continue;
            }
            let go_on = if kind.is_file() {
                self.file(path, real, false)
            } else if kind.is_symlink() {
                match link(&path, real_root) {
                    Some(reason) => (self.found)(Found::Problem(path, reason)),
                    None => continue,
                }
            } else {
                let kind = fs::symlink_metadata(&path)
                    .ok()
                    .and_then(|found| irregular(self::kind(&found)));
                let reason = LoadError::NotRegular(kind.unwrap_or("special file"));
                (self.found)(Found::Problem(path, reason))
            };
            empty = false;
            if !go_on {
                return false;
            }
        }
        !empty || (self.found)(Found::Problem(root.to_owned(), LoadError::NoArticles))
    }

    /// The names in a folder, sorted, without those that are passed over.
    fn list(&mut self, folder: &Path, real: &Path) -> io::Result<Vec<(OsString, fs::FileType)>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let used = name == ACTORS && self.named.contains(real);
            if used || !self.hidden && is_hidden(&name) {
                continue;
            }
            names.push((name, entry.file_type()?));
            if self.early && names.len() == LARGE {
                self.early = false;
                let is_article =
                    |(name, kind): &&(OsString, fs::FileType)| kind.is_file() && name != ACTORS;
                let files = names.iter().filter(is_article);
                for (name, _) in files.take(EARLY) {
                    let place = Place {
                        path: folder.join(name),
                        real: real.join(name),
                        named: false,
                    };
                    if !(self.found)(Found::Early(place)) {
                        break;
                    }
                }
            }
        }
        names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Ok(names)
    }
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_bytes().starts_with(b".")
}

/// What is to be told of a link inside a folder: one to another file of the folder says nothing new.
pub(in crate::corpus) fn link(path: &Path, real_root: &Path) -> Option<LoadError> {
    match path.canonicalize() {
        Ok(real) if real.starts_with(real_root) => {
            match fs::metadata(&real).map(|metadata| irregular(kind(&metadata))) {
                Ok(None | Some("folder")) => None,
                Ok(Some(_)) => Some(LoadError::Link("leads to something that is no file")),
                Err(error) => Some(error.into()),
            }
        }
        Ok(_) => Some(LoadError::Link("leads out of the folder")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Some(LoadError::Link("leads nowhere"))
        }
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            let reason = "leads back to itself, or on through too many others";
            Some(LoadError::Link(reason))
        }
        Err(error) => Some(error.into()),
    }
}
