//! What is known of a corpus, kept in the cache folder from one session to the next: the catalogue in
//! one file, the words of large corpora in folders beside it. Whatever is wrong with it, it is only
//! made anew. One program at a time writes; others read. When it is read and written is decided in
//! `keeping`.

use std::collections::HashSet;
use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::corpus::load::Inputs;
use crate::text::clean::clean_path;
use file::{Section, Unusable};
pub(super) use kept::{Kept, KeptReading};
pub(super) use moved::{Moved, path_of};
pub(super) use writing::{Read, Reading};

mod file;
mod form;
mod heads;
mod kept;
mod leftovers;
mod moved;
mod writing;

/// The folder of all corpora in the cache folder.
const CORPORA: &str = "corpora";
/// The catalogue of one, and who writes it.
const CATALOGUE: &str = "catalogue";
const LOCK: &str = "lock";
/// Letters of the name of such a folder, which is a hash.
const NAME: usize = 16;
/// So often a folder is made again that others sweep away before it is locked.
const SWEPT: usize = 8;
/// What the folders of words begin with.
const WORDS: &str = "words-";
/// Files of a section.
const SECTION: usize = 1024;
/// What is opened is never waited for, whatever stands in its place.
const NOT_WAITING: i32 = (OFlags::NONBLOCK.bits() | OFlags::NOCTTY.bits()).cast_signed();

/// The place where a corpus is kept.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The files and folders that it is of, as they are spelled now.
    given: Vec<PathBuf>,
    /// The same without links, as they can be shown.
    about: Vec<String>,
    /// Held as long as this is the program that writes.
    lock: Option<File>,
}

/// What is kept of a corpus.
#[derive(Clone, Debug)]
pub struct Status {
    /// Its files and folders, as they can be shown.
    pub about: Vec<String>,
    /// How many articles it has.
    pub articles: u64,
    /// Whether these are all that there were; otherwise their reading was interrupted.
    pub complete: bool,
    /// Bytes on disk.
    pub bytes: u64,
    /// Whether this version of the program can use it.
    pub usable: bool,
    /// Whether a program is writing it now.
    pub written: bool,
}

impl Status {
    /// Of every corpus below the cache folder `root`, by what they are of.
    #[must_use]
    pub fn all(root: &Path) -> Vec<Self> {
        let caches = Cache::all(root);
        let mut all: Vec<Self> = caches.iter().filter_map(Cache::status).collect();
        all.sort_by(|a, b| a.about.cmp(&b.about));
        all
    }
}

/// What a file of the cache is of.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    /// The version of the program.
    program: String,
    /// By what dictionary actors were recognised.
    dictionary: u64,
    about: Vec<String>,
    /// By their exact bytes, as they were spelled.
    given: Vec<Vec<u8>>,
    articles: u64,
    /// Whether everything was read of what it is of.
    ended: bool,
    front: Section,
    reading: Section,
    files: Vec<Section>,
    roster: Section,
    terms: Section,
    /// The columns of the heads of all articles.
    heads: Vec<Section>,
    /// What was found in them, [`super::filed::TOGETHER`] at a time.
    rests: Vec<Section>,
    /// `None` where they are to be merged again.
    events: Option<Section>,
    words: Vec<KeptPart>,
}

/// Where the words of some articles are.
#[derive(Debug, Serialize, Deserialize)]
enum KeptPart {
    /// In a section.
    Packed(Section),
    /// In a folder.
    Stored(String),
}

/// Why nothing can be had of the cache, in words for who uses the program.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CacheError(String);

impl From<Unusable> for CacheError {
    fn from(error: Unusable) -> Self {
        Self(format!(
            "What was kept of these articles cannot be used ({error}): everything is read again"
        ))
    }
}

impl Cache {
    /// The place of the corpus of `inputs` below the cache folder `root`; `None` for what cannot be
    /// read again, and for what is in the program.
    #[must_use]
    pub fn of(root: &Path, inputs: &Inputs) -> Option<Self> {
        if inputs.paths.is_empty() || inputs.paths.iter().any(|path| path.as_os_str() == "-") {
            return None;
        }
        let mut hasher = Xxh3::new();
        let mut about = Vec::new();
        // Who is named twice counts once.
        let mut seen = HashSet::new();
        for path in &inputs.paths {
            let real = path.canonicalize().or_else(|_| std::path::absolute(path));
            let real = real.unwrap_or_else(|_| path.clone());
            if !seen.insert(real.clone()) {
                continue;
            }
            about.push(clean_path(&real));
            hasher.update(real.as_os_str().as_bytes());
            hasher.update(&[0]);
        }
        hasher.update(&[u8::from(inputs.hidden)]);
        hasher.update(&inputs.max_bytes.to_le_bytes());
        hasher.update(format!("{:?}", inputs.encoding).as_bytes());
        let name = format!("{:016x}", hasher.digest());
        Some(Self {
            folder: root.join(CORPORA).join(name),
            given: inputs.paths.clone(),
            about,
            lock: None,
        })
    }

    /// The places of all corpora below the cache folder `root`.
    #[must_use]
    pub fn all(root: &Path) -> Vec<Self> {
        let folders = fs::read_dir(root.join(CORPORA)).into_iter().flatten();
        let place = |entry: fs::DirEntry| Self {
            folder: entry.path(),
            given: Vec::new(),
            about: Vec::new(),
            lock: None,
        };
        // What else is there is not the program's.
        let ours = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            let hashed = |byte: &u8| byte.is_ascii_hexdigit();
            name.len() == NAME
                && name.as_bytes().iter().all(hashed)
                && entry.file_type().is_ok_and(|kind| kind.is_dir())
        };
        folders.flatten().filter(ours).map(place).collect()
    }

    /// Whether anything is kept that was written to its end.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.folder.join(CATALOGUE).exists()
    }

    /// What is kept, also what was only begun; `None` where nothing is.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        if !self.is_there() && !self.is_only_begun() {
            return None;
        }
        let kept = Kept::open(&self.folder, &self.given).ok();
        let about = || match self.about.as_slice() {
            [] => vec![clean_path(&self.folder)],
            about => about.to_vec(),
        };
        Some(Status {
            written: self.is_written_elsewhere(),
            usable: kept.as_ref().is_some_and(Kept::is_whole),
            articles: kept.as_ref().map_or(0, Kept::articles),
            complete: kept.as_ref().is_some_and(Kept::is_ended),
            about: match kept {
                Some(kept) => kept.header.about,
                None => about(),
            },
            bytes: bytes(&self.folder),
        })
    }

    /// The files and folders that it is of, as they can be shown.
    #[must_use]
    pub fn about(&self) -> &[String] {
        &self.about
    }

    /// Deletes what is kept; says `false` and deletes nothing where another program writes it.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    pub fn clear(&mut self) -> io::Result<bool> {
        let writes = self.writes()?;
        if writes {
            fs::remove_dir_all(&self.folder)?;
            self.lock = None;
        }
        Ok(writes)
    }

    /// Whether this program writes: it is the first that asked, and the folder can be written.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    pub(super) fn writes(&mut self) -> io::Result<bool> {
        if let Some(lock) = &self.lock {
            if self.is_locked_by(lock)? {
                return Ok(true);
            }
            if !self.folder.is_dir() {
                // Who deleted it meant it.
                return Ok(false);
            }
            // It was made anew since, and this lock is that of no file.
            self.lock = None;
        }
        let path = self.folder.join(LOCK);
        for _ in 0..SWEPT {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&self.folder)?;
            let lock = fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .custom_flags(NOT_WAITING)
                .open(&path)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(false),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Another program may have swept it away just before it was locked.
            if self.is_locked_by(&lock)? {
                self.lock = Some(lock);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a lock is that of the folder as it is now, and not of one that was there before.
    fn is_locked_by(&self, lock: &File) -> io::Result<bool> {
        let number = |found: fs::Metadata| (found.dev(), found.ino());
        let there = fs::metadata(self.folder.join(LOCK)).map(number).ok();
        Ok(there == Some(number(lock.metadata()?)))
    }

    /// Whether the folder was removed since this became the program that writes.
    pub(super) fn is_removed(&self) -> bool {
        self.lock.is_some() && !self.folder.is_dir()
    }

    /// Whether another program writes now.
    fn is_written_elsewhere(&self) -> bool {
        let opened = fs::OpenOptions::new()
            .write(true)
            .custom_flags(NOT_WAITING)
            .open(self.folder.join(LOCK));
        let locked = opened.map(|lock| lock.try_lock());
        self.lock.is_none() && matches!(locked, Ok(Err(TryLockError::WouldBlock)))
    }

    /// Whether this is known to be the program that writes.
    pub(super) const fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// The same place, of which nothing is known.
    pub(super) fn again(&self) -> Self {
        Self {
            folder: self.folder.clone(),
            given: self.given.clone(),
            about: self.about.clone(),
            lock: None,
        }
    }

    /// What is kept, if anything is.
    ///
    /// # Errors
    ///
    /// Where it cannot be used.
    pub(super) fn open(&self) -> Result<Option<Kept>, CacheError> {
        match Kept::open(&self.folder, &self.given) {
            Ok(kept) => Ok(Some(kept)),
            // What is in the way is told when something is to be written.
            Err(Unusable::System(error))
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A new empty folder for words.
    pub(super) fn folder_of_words(folder: &Path) -> io::Result<PathBuf> {
        let made = tempfile::Builder::new()
            .prefix(WORDS)
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(folder)?;
        Ok(made.keep())
    }

    /// Lets nobody else read the files of such a folder, which the library makes as the system
    /// does.
    pub(super) fn make_private(folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            fs::set_permissions(entry?.path(), Permissions::from_mode(0o600))?;
        }
        Ok(())
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Bytes of the files below a folder.
fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => bytes(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

/// What was kept must have been made by this very program: another one of the same version may
/// recognise other things.
fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let made = file.map(|file| (file.len(), file.mtime(), file.mtime_nsec()));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), made.ok())
}
