//! Files that are whole at every instant. What is written goes to a new file beside its place, is
//! forced to the disk, renamed into place, and the folder is forced to the disk too; only then is
//! it said to be done. Nothing is ever truncated or written in place. Files are 0600, folders 0700.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

/// What unfinished files begin with; nobody reads them.
pub(super) const UNFINISHED: &str = ".new-";
/// The most that is read of one file.
const LONGEST: u64 = 8 << 20;
/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// The steps at which a write can fail, or the program be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Folder,
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
}

/// The disk as the store sees it.
#[derive(Default)]
pub(super) struct Disk {
    /// Called before each step, and may fail in its place.
    #[cfg(test)]
    pub(super) before: Option<Before>,
}

#[cfg(test)]
pub(super) type Before = Box<dyn Fn(Step) -> io::Result<()> + Send + Sync>;

impl Disk {
    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, reason = "tests fail steps through it")
    )]
    fn step(&self, step: Step) -> io::Result<()> {
        #[cfg(test)]
        if let Some(before) = &self.before {
            before(step)?;
        }
        let _ = step;
        Ok(())
    }

    /// Makes `folder` and what is missing above it.
    pub(super) fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        self.step(Step::Folder)?;
        let parent = folder.parent().unwrap_or(Path::new("/"));
        if !parent.as_os_str().is_empty() {
            self.make_folder(parent)?;
        }
        match DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            made => made?,
        }
        if parent.as_os_str().is_empty() {
            return Ok(());
        }
        self.sync_folder(parent)
    }

    /// Puts a file named `name` into `folder`, in place of the one that is there if `replace`.
    pub(super) fn put(
        &self,
        folder: &Path,
        name: &OsStr,
        bytes: &[u8],
        replace: bool,
    ) -> io::Result<()> {
        self.step(Step::Create)?;
        // O_EXCL with a random name: a link that somebody put there is not followed.
        let mut file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .permissions(fs::Permissions::from_mode(0o600))
            .tempfile_in(folder)?;
        self.step(Step::Write)?;
        file.write_all(bytes)?;
        self.step(Step::Sync)?;
        file.as_file().sync_all()?;
        self.step(Step::Rename)?;
        let target = folder.join(name);
        if replace {
            file.persist(target)?;
        } else {
            file.persist_noclobber(target)?;
        }
        self.sync_folder(folder)
    }

    /// Moves a file to another folder under a name that is free there.
    pub(super) fn shift(&self, from: &Path, folder: &Path, name: &OsStr) -> io::Result<()> {
        let target = folder.join(name);
        if fs::symlink_metadata(&target).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.step(Step::Rename)?;
        fs::rename(from, target)?;
        self.sync_folder(folder)?;
        match from.parent() {
            Some(parent) => self.sync_folder(parent),
            None => Ok(()),
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::SyncFolder)?;
        match File::open(folder)?.sync_all() {
            // Some file systems have nothing to force, and say so.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            synced => synced,
        }
    }
}

/// The bytes of a regular file; links, pipes and devices are refused without being opened for
/// long.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)?;
    let known = file.metadata()?;
    if !known.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Holds the lock of the file at `path` until it is dropped, so that programs write one after the
/// other; nothing where the file system knows no locks. Fails where another program holds it for
/// longer than two seconds ([`io::ErrorKind::WouldBlock`]).
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = open_lock(path)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) if is_unsupported(&error) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// The same without waiting; nothing where another program holds it.
pub(super) fn try_lock(path: &Path) -> Option<File> {
    let file = open_lock(path).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::Error(error)) if is_unsupported(&error) => Some(file),
        Err(_) => None,
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported)
        || error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error())
}
