//! What tells whether a file is the one that was read before, without reading it: its name in every
//! reading, and what the system says of it.

use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// A file that changed so shortly before it was read can change again without its times telling,
/// because clocks of file systems are coarse; nothing vouches for such a file.
const COARSE: Duration = Duration::from_millis(50);

/// The name of a file in every reading: a hash of its real path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileKey(u64);

impl FileKey {
    /// The name of the file at `real`, a path without links.
    #[must_use]
    pub fn of(real: &Path) -> Self {
        Self(xxh3_64(real.as_os_str().as_bytes()))
    }

    /// The name of the file to which `path` leads now.
    #[must_use]
    pub fn now(path: &Path) -> Self {
        path.canonicalize()
            .map_or_else(|_| Self::of(path), |real| Self::of(&real))
    }
}

/// Device, number, size and times of a file; a hash of them, for only equality is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(u64);

impl Stamp {
    /// The stamp of a file that is looked at now; `None` where it changed just now, so that it has
    /// to be looked at again.
    #[must_use]
    pub(super) fn of(found: &Metadata) -> Option<Self> {
        let settled = found
            .modified()
            .ok()
            .and_then(|changed| SystemTime::now().duration_since(changed).ok())
            .is_some_and(|age| age > COARSE);
        settled.then(|| {
            let numbers = [
                found.dev(),
                found.ino(),
                found.size(),
                found.mtime().cast_unsigned(),
                found.mtime_nsec().cast_unsigned(),
                found.ctime().cast_unsigned(),
                found.ctime_nsec().cast_unsigned(),
            ];
            Self(xxh3_64(numbers.map(u64::to_le_bytes).as_flattened()))
        })
    }

    /// The stamp of what cannot change while the program runs.
    pub(super) const FIXED: Self = Self(0);
}
