//! A file of checked sections: what names the format, the sections, each with its hash, and last a
//! header that says where each is, so that one can be read without the others and none is believed
//! that is not what was written. What the sections hold is left to `form`.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use tantivy::Directory as _;
use tantivy::directory::{MmapDirectory, OwnedBytes};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::NOT_WAITING;
use crate::text::bytes::Bytes;

/// What such a file begins with.
const MAGIC: [u8; 8] = *b"rassegna";
/// To be changed whenever anything in the file, or what it means, changes.
const FORMAT: u32 = 13;
/// What the name of a file begins with that is not whole yet.
pub(super) const NEW: &str = ".new-";
/// Bytes before the sections: the sign, the format, the length and the hash of the header, and the bytes
/// of the sections, after which it stands.
const BEFORE: usize = 8 + 4 + 4 + 8 + 8;
/// A longer header is none of ours.
const LONGEST: u32 = 64 << 20;

/// By how much a section is made smaller at most.
const MOST_PACKED: u64 = 1032;

/// Where a section is, after the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Section {
    from: u64,
    length: u64,
    hash: u64,
}

/// Why a file is of no use.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unusable {
    /// It was written by another version of the program.
    #[error("another version of the program wrote it")]
    Version,
    /// It is not what was written.
    #[error("it is damaged")]
    Damaged,
    /// The system does not give it.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// A file that is being made: what is added is written at once, so that little of it is in memory.
#[derive(Debug)]
pub(super) struct Making {
    file: NamedTempFile,
    /// Bytes of the sections so far.
    length: u64,
}

impl Making {
    /// Begins a file in a folder.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        let mut file = tempfile::Builder::new().prefix(NEW).tempfile_in(folder)?;
        // What stands there is known at the end.
        file.write_all(&[0; BEFORE])?;
        Ok(Self { file, length: 0 })
    }

    /// Adds a section.
    pub(super) fn add(&mut self, bytes: &[u8]) -> io::Result<Section> {
        self.file.write_all(bytes)?;
        let section = Section {
            from: self.length,
            length: bytes.len() as u64,
            hash: xxh3_64(bytes),
        };
        self.length += section.length;
        Ok(section)
    }

    /// Ends the file with its header. It appears under its name when it is whole, and only its owner
    /// can read it.
    pub(super) fn end(mut self, path: &Path, header: &impl Serialize) -> io::Result<()> {
        let header = encoded(header)?;
        let length = u32::try_from(header.len()).map_err(io::Error::other)?;
        self.file.write_all(&header)?;
        let mut before = MAGIC.to_vec();
        before.extend(FORMAT.to_le_bytes());
        before.extend(length.to_le_bytes());
        before.extend(xxh3_64(&header).to_le_bytes());
        before.extend(self.length.to_le_bytes());
        self.file.as_file().write_all_at(&before, 0)?;
        self.file.persist(path)?;
        Ok(())
    }
}

/// The kept form of something.
pub(super) fn encoded(kept: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(kept).map_err(io::Error::other)
}

/// The kept form of something, made smaller; of what is not needed for the first answer.
pub(super) fn packed(kept: &impl Serialize) -> io::Result<Vec<u8>> {
    deflated(&encoded(kept)?)
}

/// Bytes, made smaller.
pub(super) fn deflated(encoded: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(encoded.len()).map_err(io::Error::other)?;
    let mut bytes = length.to_le_bytes().to_vec();
    let mut encoder = DeflateEncoder::new(&mut bytes, Compression::fast());
    encoder.write_all(encoded)?;
    encoder.finish()?;
    Ok(bytes)
}

/// What bytes are the kept form of.
pub(super) fn decoded<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Unusable> {
    postcard::from_bytes(bytes).map_err(|_| Unusable::Damaged)
}

/// A file that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    file: File,
    path: PathBuf,
    /// The whole file, of which the system keeps in memory what is looked at.
    mapped: OnceLock<Option<OwnedBytes>>,
}

impl Opened {
    /// Opens a file and reads its header.
    pub(super) fn open<H: for<'a> Deserialize<'a>>(path: &Path) -> Result<(Self, H), Unusable> {
        let file = File::options()
            .read(true)
            .custom_flags(NOT_WAITING)
            .open(path)?;
        if !file.metadata()?.is_file() {
            return Err(Unusable::Damaged);
        }
        let mut before = [0; BEFORE];
        exactly(&file, &mut before, 0)?;
        let (magic, rest) = before.split_at(8);
        let (format, rest) = rest.split_at(4);
        let (length, rest) = rest.split_at(4);
        let (hash, sections) = rest.split_at(8);
        if magic != MAGIC {
            return Err(Unusable::Damaged);
        }
        if format != FORMAT.to_le_bytes() {
            return Err(Unusable::Version);
        }
        let length = u32::from_le_bytes(length.try_into().map_err(|_| Unusable::Damaged)?);
        let sections = u64::from_le_bytes(sections.try_into().map_err(|_| Unusable::Damaged)?);
        let from = sections.checked_add(BEFORE as u64);
        let end = from.and_then(|from| from.checked_add(u64::from(length)));
        let (Some(from), Some(end)) = (from, end) else {
            return Err(Unusable::Damaged);
        };
        if length > LONGEST || end > file.metadata()?.len() {
            return Err(Unusable::Damaged);
        }
        let mut header = vec![0; length as usize];
        exactly(&file, &mut header, from)?;
        if hash != xxh3_64(&header).to_le_bytes() {
            return Err(Unusable::Damaged);
        }
        let header = decoded(&header)?;
        let opened = Self {
            file,
            path: path.to_owned(),
            mapped: OnceLock::new(),
        };
        Ok((opened, header))
    }

    /// Whether the file is long enough for a section.
    pub(super) fn holds(&self, section: Section) -> bool {
        let end = section.from.checked_add(section.length);
        let end = end.and_then(|end| end.checked_add(BEFORE as u64));
        end.is_some_and(|end| self.file.metadata().is_ok_and(|data| data.len() >= end))
    }

    /// The bytes of a section that was [`packed`], of which no more is in memory at once.
    pub(super) fn unpacked(&self, section: Section) -> Result<Vec<u8>, Unusable> {
        if !self.holds(section) {
            return Err(Unusable::Damaged);
        }
        let mut reading = BufReader::with_capacity(PIECE, self.reading(section));
        let mut length = [0; 4];
        reading.read_exact(&mut length)?;
        let length = u64::from(u32::from_le_bytes(length));
        // What says that it is longer than it can be is not believed before it is.
        let most = length.min(section.length.saturating_mul(MOST_PACKED));
        let most = usize::try_from(most).map_err(|_| Unusable::Damaged)?;
        let mut unpacked = Vec::new();
        (unpacked.try_reserve_exact(most)).map_err(|_| Unusable::Damaged)?;
        let read = DeflateDecoder::new(&mut reading)
            .take(length)
            .read_to_end(&mut unpacked);
        io::copy(&mut reading, &mut io::sink())?;
        let whole = reading.into_inner().hasher.digest() == section.hash;
        match read {
            Ok(read) if whole && read as u64 == length => Ok(unpacked),
            _ => Err(Unusable::Damaged),
        }
    }

    fn reading(&self, section: Section) -> Reading<'_> {
        Reading {
            file: &self.file,
            at: BEFORE as u64 + section.from,
            left: section.length,
            hasher: Xxh3::new(),
        }
    }

    /// The bytes of a section as they lie in the file; to be asked for where [`Self::read`] has found
    /// it whole.
    pub(super) fn mapped(&self, section: Section) -> Result<Bytes, Unusable> {
        let part = || {
            let whole = self.mapped.get_or_init(|| self.map()).as_ref()?;
            let from = usize::try_from(section.from.checked_add(BEFORE as u64)?).ok()?;
            let to = from.checked_add(usize::try_from(section.length).ok()?)?;
            (to <= whole.len()).then(|| Bytes::of(Arc::new(whole.slice(from..to))))
        };
        part().ok_or(Unusable::Damaged)
    }

    fn map(&self) -> Option<OwnedBytes> {
        let folder = MmapDirectory::open(self.path.parent()?).ok()?;
        let name = Path::new(self.path.file_name()?);
        let bytes = folder.open_read(name).ok()?.read_bytes().ok()?;
        // The one that was opened may have been replaced.
        let mut before = [0; BEFORE];
        exactly(&self.file, &mut before, 0).ok()?;
        let same = bytes.get(..BEFORE) == Some(&before[..])
            && self.file.metadata().ok()?.len() == bytes.len() as u64;
        same.then_some(bytes)
    }

    /// The same, after it was read once: what is only looked at to see whether it is whole need not
    /// be held in memory.
    pub(super) fn lying(&self, section: Section) -> Result<Bytes, Unusable> {
        if !self.holds(section) {
            return Err(Unusable::Damaged);
        }
        let mut reading = self.reading(section);
        let mut piece = vec![0; PIECE];
        while reading.read(&mut piece)? > 0 {}
        if reading.left > 0 || reading.hasher.digest() != section.hash {
            return Err(Unusable::Damaged);
        }
        self.mapped(section)
    }

    /// The bytes of a section.
    pub(super) fn read(&self, section: Section) -> Result<Vec<u8>, Unusable> {
        let mut bytes = Vec::new();
        self.read_into(&mut bytes, section)?;
        Ok(bytes)
    }

    /// The same in the place of others that were read before, so that many take no more memory than the
    /// longest.
    pub(super) fn read_into(&self, bytes: &mut Vec<u8>, section: Section) -> Result<(), Unusable> {
        if !self.holds(section) {
            return Err(Unusable::Damaged);
        }
        let length = usize::try_from(section.length).map_err(|_| Unusable::Damaged)?;
        bytes.resize(length, 0);
        exactly(&self.file, bytes, BEFORE as u64 + section.from)?;
        match xxh3_64(bytes) == section.hash {
            true => Ok(()),
            false => Err(Unusable::Damaged),
        }
    }
}

/// Bytes of a section that are read at once.
const PIECE: usize = 64 << 10;

/// A section that is being read, and the hash of what was.
struct Reading<'a> {
    file: &'a File,
    at: u64,
    left: u64,
    hasher: Xxh3,
}

impl io::Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = most.min(into.len());
        let into = into.get_mut(..most).unwrap_or_default();
        let read = self.file.read_at(into, self.at)?;
        self.hasher.update(into.get(..read).unwrap_or_default());
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

/// A file that ends too early is damaged.
fn exactly(file: &File, bytes: &mut [u8], from: u64) -> Result<(), Unusable> {
    file.read_exact_at(bytes, from)
        .map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Unusable::Damaged,
            _ => error.into(),
        })
}
