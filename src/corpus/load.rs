//! Files and folders to articles: walking, opening only what is safe to read, parsing on all
//! processors, and delivering in an order that is always the same. What the bytes mean is for
//! [`format`](mod@super::format).

use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::WalkBuilder;
use rayon::prelude::*;
use rustix::fs::{FileType, Mode, OFlags};
use xxhash_rust::xxh3::Xxh3;

use super::assemble::{self, Place};
use super::error::LoadError;
use super::format::Draft;
use super::{Article, ArticleId, Origin, container, format, seeds, standard_input};
use crate::text::clean::clean_path;

/// The size limit where none is given: 64 MB.
pub const MAX_BYTES: u64 = 64_000_000;
/// How many files are parsed before the first are delivered, and how many at most at once: the
/// batches grow from one to the other.
const BATCHES: (usize, usize) = (8, 512);

/// A file that people keep beside their articles and that is no article: their own actors.
const ACTORS: &str = "actors.toml";

/// What to open.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Files and folders; `-` stands for standard input, nothing for the embedded articles.
    pub paths: Vec<PathBuf>,
    /// Whether the hidden files of folders are read too.
    pub hidden: bool,
    /// The largest file that is read.
    pub max_bytes: u64,
}

impl Default for Inputs {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            hidden: false,
            max_bytes: MAX_BYTES,
        }
    }
}

/// One result of loading.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// An article.
    Article(Box<Article>),
    /// A path that gave none, or a notice about one that did.
    Problem(LoadProblem),
}

/// What went wrong with which path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadProblem {
    /// The path as it can be shown.
    pub path: String,
    /// What went wrong.
    pub reason: LoadError,
}

impl LoadProblem {
    fn new(path: &Path, reason: LoadError) -> Self {
        Self {
            path: clean_path(path),
            reason,
        }
    }
}

impl fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

/// Reads everything that `inputs` names and hands each article and problem to `sink`: the inputs in
/// their order, folders sorted by name, whatever the number of processors. The same file is read
/// once. Ends early, after the batch in hand, when `cancel` is set.
pub fn load(inputs: &Inputs, cancel: &AtomicBool, sink: &mut dyn FnMut(Loaded)) {
    if inputs.paths.is_empty() {
        for article in seeds::articles() {
            sink(Loaded::Article(Box::new(article)));
        }
        return;
    }
    let mut batch = Batch {
        inputs,
        cancel,
        sink,
        jobs: Vec::new(),
        size: BATCHES.0,
        seen: HashSet::new(),
    };
    for path in &inputs.paths {
        if standard_input::is_meant(path) {
            batch.file(path.clone(), path.clone());
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder(path, &mut batch),
            Ok(_) => match path.canonicalize() {
                Ok(real) => batch.file(path.clone(), real),
                Err(error) => batch.problem(path, error.into()),
            },
            Err(error) => batch.problem(path, error.into()),
        }
    }
    batch.flush();
}

/// Reads one article again.
///
/// # Errors
///
/// Any that loading has; [`LoadError::Gone`] where the file now holds fewer articles.
pub fn read(origin: &Origin, max_bytes: u64) -> Result<Article, LoadError> {
    match origin {
        Origin::Embedded(name) => seeds::article(name),
        Origin::File { path, part } => {
            let real = if standard_input::is_meant(path) {
                path.clone()
            } else {
                path.canonicalize()?
            };
            let mut found = Err(LoadError::Gone);
            let wanted = articles(
                path,
                &real,
                max_bytes,
                OFlags::empty(),
                Some(*part),
                &mut |result| found = result.map_err(|problem| problem.reason),
            );
            wanted?;
            found
        }
    }
}

/// An embedded file as an article.
pub(super) fn embedded(name: &str, bytes: &[u8]) -> Result<Article, LoadError> {
    let path = format!("seeds/{name}");
    let ending = Path::new(name).extension().and_then(OsStr::to_str);
    let draft = (format::of(ending, bytes)?.parse)(bytes)?
        .into_iter()
        .next()
        .ok_or(LoadError::Empty)?;
    assemble::article(
        draft,
        Place {
            id: id(Path::new(&path), 0),
            origin: Origin::Embedded(name.to_owned()),
            stem: stem(Path::new(name)),
            path,
        },
    )
}

/// What is to be done, in the order in which it is delivered.
enum Job {
    Read {
        path: PathBuf,
        real: PathBuf,
        follow: bool,
    },
    Tell(LoadProblem),
}

struct Batch<'a> {
    inputs: &'a Inputs,
    cancel: &'a AtomicBool,
    sink: &'a mut dyn FnMut(Loaded),
    jobs: Vec<Job>,
    size: usize,
    /// The real paths that have been read.
    seen: HashSet<PathBuf>,
}

impl Batch<'_> {
    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// A file that was named by the user, and may be a link.
    fn file(&mut self, path: PathBuf, real: PathBuf) {
        self.read(path, real, true);
    }

    fn read(&mut self, path: PathBuf, real: PathBuf, follow: bool) {
        if self.seen.insert(real.clone()) {
            self.push(Job::Read { path, real, follow });
        }
    }

    fn problem(&mut self, path: &Path, reason: LoadError) {
        self.push(Job::Tell(LoadProblem::new(path, reason)));
    }

    fn push(&mut self, job: Job) {
        self.jobs.push(job);
        if self.jobs.len() >= self.size {
            self.flush();
            self.size = (self.size * 2).min(BATCHES.1);
        }
    }

    fn flush(&mut self) {
        let jobs = std::mem::take(&mut self.jobs);
        if self.is_cancelled() {
            return;
        }
        let (max_bytes, cancel) = (self.inputs.max_bytes, self.cancel);
        let results: Vec<Vec<Loaded>> = jobs
            .into_par_iter()
            .map(|job| match job {
                Job::Tell(problem) => vec![Loaded::Problem(problem)],
                Job::Read { .. } if cancel.load(Ordering::Relaxed) => Vec::new(),
                Job::Read { path, real, follow } => {
                    let flags = if follow {
                        OFlags::empty()
                    } else {
                        OFlags::NOFOLLOW
                    };
                    file(&path, &real, max_bytes, flags)
                }
            })
            .collect();
        for loaded in results.into_iter().flatten() {
            (self.sink)(loaded);
        }
    }
}

/// The articles and problems of one file.
fn file(path: &Path, real: &Path, max_bytes: u64, flags: OFlags) -> Vec<Loaded> {
    let mut loaded = Vec::new();
    let whole = articles(
        path,
        real,
        max_bytes,
        flags,
        None,
        &mut |result| match result {
            Ok(article) => {
                loaded.extend(article.problems.iter().map(|reason| {
                    Loaded::Problem(LoadProblem {
                        path: article.head.path.clone(),
                        reason: reason.clone(),
                    })
                }));
                loaded.push(Loaded::Article(Box::new(article)));
            }
            Err(problem) => loaded.push(Loaded::Problem(problem)),
        },
    );
    if let Err(reason) = whole {
        loaded.push(Loaded::Problem(LoadProblem::new(path, reason)));
    } else if loaded.is_empty() {
        loaded.push(Loaded::Problem(LoadProblem::new(path, LoadError::Empty)));
    }
    loaded
}

/// Hands the articles of one file to `take`, or only the one of the number `only`, and why one is
/// none; an error is of the file as a whole.
fn articles(
    path: &Path,
    real: &Path,
    max_bytes: u64,
    flags: OFlags,
    only: Option<u32>,
    take: &mut dyn FnMut(Result<Article, LoadProblem>),
) -> Result<(), LoadError> {
    let bytes = if standard_input::is_meant(path) {
        Cow::Borrowed(standard_input::bytes(max_bytes)?)
    } else {
        Cow::Owned(bytes(path, max_bytes, flags)?)
    };
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    container::members(path, &bytes, max_bytes, only, &mut |member| {
        member_articles(path, real, member, only, take);
    })
}

/// The articles of a file, or of a member of an archive.
fn member_articles(
    path: &Path,
    real: &Path,
    member: container::Member<'_>,
    only: Option<u32>,
    take: &mut dyn FnMut(Result<Article, LoadProblem>),
) {
    let mut shown = clean_path(path);
    if member.is_inside {
        shown.push('/');
        shown.push_str(&clean_path(&member.name));
    }
    let ending = member.name.extension().and_then(OsStr::to_str);
    let drafts = member.bytes.and_then(|bytes| drafts(ending, &bytes));
    let mut drafts = match drafts {
        Ok(drafts) => drafts,
        Err(reason) => {
            return take(Err(LoadProblem {
                path: shown,
                reason,
            }));
        }
    };
    if let Some(draft) = drafts.first_mut() {
        draft.problems.extend(member.notice);
    }
    if member.is_inside {
        drafts.truncate(container::ARTICLES as usize);
    }
    let stem = stem(&member.name);
    for (part, draft) in (member.first..).zip(drafts) {
        if only.is_some_and(|only| only != part) {
            continue;
        }
        let place = Place {
            id: id(real, part),
            origin: Origin::File {
                path: path.to_owned(),
                part,
            },
            path: shown.clone(),
            stem: stem.clone(),
        };
        let article = panic::catch_unwind(AssertUnwindSafe(|| assemble::article(draft, place)))
            .unwrap_or(Err(LoadError::Failed));
        take(article.map_err(|reason| LoadProblem {
            path: shown.clone(),
            reason,
        }));
    }
}

/// What a format finds in bytes.
fn drafts(ending: Option<&str>, bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    // Parsers are other people's, and one file must not end the program.
    panic::catch_unwind(|| (format::of(ending, bytes)?.parse)(bytes))
        .unwrap_or(Err(LoadError::Failed))
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem().and_then(OsStr::to_str).map(str::to_owned)
}

/// A name that is the same whatever else is open: of the real path's bytes and the part.
fn id(real: &Path, part: u32) -> ArticleId {
    let mut hasher = Xxh3::new();
    hasher.update(real.as_os_str().as_bytes());
    hasher.update(&part.to_le_bytes());
    ArticleId(hasher.digest())
}

/// The bytes of a regular file. Opening a FIFO would block, and reading a terminal would steal its
/// keys, so neither is waited for, and nothing is read before it is known to be a file.
fn bytes(path: &Path, max_bytes: u64, flags: OFlags) -> Result<Vec<u8>, LoadError> {
    let flags = flags | OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let handle = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(handle) => handle,
        Err(error) => {
            // A socket cannot even be opened; say what it is.
            let kind = rustix::fs::stat(path).map(|found| FileType::from_raw_mode(found.st_mode));
            return Err(match kind.map(irregular) {
                Ok(Some(kind)) => LoadError::NotRegular(kind),
                _ => std::io::Error::from(error).into(),
            });
        }
    };
    let found = rustix::fs::fstat(&handle).map_err(std::io::Error::from)?;
    if let Some(kind) = irregular(FileType::from_raw_mode(found.st_mode)) {
        return Err(LoadError::NotRegular(kind));
    }
    let size = u64::try_from(found.st_size).unwrap_or_default();
    let too_large = LoadError::TooLarge { limit: max_bytes };
    if size > max_bytes {
        return Err(too_large);
    }
    // The size is a hint: files grow, and some say that they are empty.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    File::from(handle)
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large);
    }
    Ok(bytes)
}

/// What a file is called that is not to be read.
fn irregular(kind: FileType) -> Option<&'static str> {
    match kind {
        FileType::RegularFile => None,
        FileType::Directory => Some("folder"),
        FileType::Symlink => Some("link"),
        FileType::Fifo => Some("FIFO"),
        FileType::Socket => Some("socket"),
        FileType::CharacterDevice | FileType::BlockDevice => Some("device"),
        FileType::Unknown => Some("special file"),
    }
}

/// Walks a folder in the order of names. Links are not followed: one to another file of the folder
/// says nothing new, any other is told.
fn folder(root: &Path, batch: &mut Batch<'_>) {
    let real_root = match root.canonicalize() {
        Ok(real) => real,
        Err(error) => return batch.problem(root, error.into()),
    };
    let mut found = false;
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(!batch.inputs.hidden)
        .follow_links(false)
        .sort_by_file_name(OsStr::cmp)
        .build();
    for entry in walk {
        if batch.is_cancelled() {
            return;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found = true;
                let (path, reason) = refusal(&error, root);
                batch.problem(&path, reason);
                continue;
            }
        };
        let Some(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        if kind.is_dir() || entry.depth() == 0 {
            continue;
        }
        if entry.file_name() == ACTORS {
            continue;
        }
        if kind.is_file() {
            found = true;
            let real = path
                .strip_prefix(root)
                .map_or_else(|_| path.to_owned(), |inside| real_root.join(inside));
            batch.read(entry.into_path(), real, false);
        } else if kind.is_symlink() {
            if let Some(reason) = link(path, &real_root) {
                found = true;
                batch.problem(path, reason);
            }
        } else {
            found = true;
            let kind = fs::symlink_metadata(path)
                .ok()
                .and_then(|metadata| irregular(file_type(&metadata)));
            batch.problem(path, LoadError::NotRegular(kind.unwrap_or("special file")));
        }
    }
    if !found {
        batch.problem(root, LoadError::NoArticles);
    }
}

fn file_type(metadata: &fs::Metadata) -> FileType {
    use std::os::unix::fs::MetadataExt as _;
    FileType::from_raw_mode(metadata.mode())
}

/// What is to be told of a link inside a folder.
fn link(path: &Path, real_root: &Path) -> Option<LoadError> {
    match path.canonicalize() {
        Ok(real) if real.starts_with(real_root) => {
            match fs::metadata(&real).map(|metadata| irregular(file_type(&metadata))) {
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
            Some(LoadError::Link("leads back to itself"))
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
                || std::io::Error::other(error.to_string()),
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
mod tests;
