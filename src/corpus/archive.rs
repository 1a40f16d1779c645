//! The members of a ZIP file: their names, which are keys and never paths, and their bytes, which
//! are inflated one member at a time, counted on the way, and never written anywhere. Which of
//! them are articles is for [`container`](super::container) and for the formats.

use std::cell::Cell;
use std::io::{self, Read as _};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ErrorKind, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::decode::western::{CP437, code_page};
use super::error::LoadError;

/// The most bytes of one member: 32 MB.
pub(super) const LARGEST_MEMBER: u64 = 32 << 20;
/// The most bytes of all members that are read: 256 MB.
pub(super) const LARGEST_WHOLE: u64 = 256 << 20;
/// The most members that are looked at.
pub(super) const MOST_MEMBERS: usize = 10_000;

/// What every ZIP file with something in it begins with.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// A ZIP file.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    members: Vec<Member>,
    whole: bool,
    /// Bytes that may still be inflated.
    left: Cell<u64>,
}

/// One member.
#[derive(Clone)]
pub(super) struct Member {
    /// Its name as it is written, as characters; not clean.
    pub(super) name: String,
    /// Whether there is anything to read: folders and links are members too.
    pub(super) is_file: bool,
    refusal: Option<&'static str>,
    method: CompressionMethod,
    at: ZipArchiveEntryWayfinder,
    start: u64,
    end: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory of the archive.
    ///
    /// # Errors
    ///
    /// [`LoadError::Damaged`] where there is none, as in a file that was cut.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let damaged = |_| LoadError::Damaged("the directory of this archive is missing or wrong");
        let zip = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut members = Vec::new();
        let mut entries = zip.entries();
        let mut whole = true;
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            if members.len() == MOST_MEMBERS {
                whole = false;
                break;
            }
            let raw = entry.file_path();
            let raw: &[u8] = raw.as_bytes();
            let start = entry.local_header_offset();
            members.push(Member {
                name: str::from_utf8(raw).map_or_else(|_| code_page(CP437, raw), ToOwned::to_owned),
                is_file: !entry.is_dir() && !entry.mode().is_symlink(),
                refusal: entry
                    .flags()
                    .is_encrypted()
                    .then_some("it is encrypted, and there is no way to give a password"),
                method: entry.compression_method(),
                at: entry.wayfinder(),
                start,
                end: start.saturating_add(entry.compressed_size_hint()),
            });
        }
        refuse_overlaps(&mut members);
        Ok(Self {
            zip,
            members,
            whole,
            left: Cell::new(LARGEST_WHOLE),
        })
    }

    /// The members, in the order of the directory.
    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whether there are no more members than are looked at.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The bytes of a member.
    ///
    /// # Errors
    ///
    /// [`LoadError::Refused`] where it is encrypted, packed in a rare way or too large, whatever
    /// its header says; [`LoadError::Damaged`] where its bytes are not what the header says.
    pub(super) fn read(&self, member: &Member) -> Result<Vec<u8>, LoadError> {
        if let Some(reason) = member.refusal {
            return Err(LoadError::Refused(reason));
        }
        let entry = self.zip.get_entry(member.at).map_err(damage)?;
        let limit = LARGEST_MEMBER.min(self.left.get());
        let mut bytes = Vec::new();
        let read = match member.method {
            CompressionMethod::STORE => entry
                .verifying_reader(entry.data())
                .take(limit + 1)
                .read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => entry
                .verifying_reader(DeflateDecoder::new(entry.data()))
                .take(limit + 1)
                .read_to_end(&mut bytes),
            _ => {
                return Err(LoadError::Refused(
                    "it is packed in a way that cannot be read: only “stored” and “deflated” can",
                ));
            }
        };
        let used = bytes.len() as u64;
        self.left.set(self.left.get().saturating_sub(used));
        if used > limit {
            return Err(LoadError::Refused(if limit == LARGEST_MEMBER {
                "it unpacks to more than 32 MB"
            } else {
                "the archive unpacks to more than 256 MB, and this part is beyond them"
            }));
        }
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(broken(error)),
        }
    }
}

/// Members that share bytes with another can make a small file endless.
fn refuse_overlaps(members: &mut [Member]) {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&place| members.get(place).map(|member| member.start));
    let mut taken = 0;
    for place in order {
        if let Some(member) = members.get_mut(place) {
            // An empty member takes no bytes beyond its header.
            if member.start < taken && member.end > member.start {
                member.refusal = Some("it shares its bytes with another part of the archive");
            }
            // The header of a member is at least 30 bytes long.
            taken = taken.max(member.end.saturating_add(30));
        }
    }
}

fn broken(error: io::Error) -> LoadError {
    match error.downcast::<rawzip::Error>() {
        Ok(error) => damage(error),
        Err(_) => LoadError::Damaged("its compressed bytes are broken"),
    }
}

fn damage(error: rawzip::Error) -> LoadError {
    LoadError::Damaged(match error.kind() {
        ErrorKind::InvalidChecksum { .. } => "its checksum is wrong",
        ErrorKind::InvalidSize { .. } => "its size is not the one that was noted",
        ErrorKind::IO(_) => "its compressed bytes are broken",
        _ => "it is not where the directory of the archive says",
    })
}

#[cfg(test)]
pub(super) mod testing {
    use std::io::Write as _;

    /// A ZIP file of these members, deflated.
    pub(in crate::corpus) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
        for (name, data) in members {
            let (mut entry, config) = archive
                .new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()))
                .compression_method(rawzip::CompressionMethod::DEFLATE)
                .start()
                .unwrap();
            let level = flate2::Compression::best();
            let mut writer = config.wrap(flate2::write::DeflateEncoder::new(&mut entry, level));
            writer.write_all(data).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::testing::zip;
    use super::*;

    #[test]
    fn a2_names_are_keys() {
        let bytes = zip(&[
            ("../../etc/passwd", b"uno"),
            ("a.md", b"due"),
            ("a.md", b"tre"),
        ]);
        let archive = Archive::open(&bytes).unwrap();
        let names: Vec<_> = archive.members().iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["../../etc/passwd", "a.md", "a.md"]);
        let read: Vec<_> = archive
            .members()
            .iter()
            .map(|m| archive.read(m).unwrap())
            .collect();
        assert_eq!(read, [b"uno", b"due", b"tre"]);
    }

    #[test]
    fn a3_what_unpacks_to_too_much_is_refused() {
        let blanks = vec![b' '; 33 << 20];
        let bytes = zip(&[("grande.txt", &blanks), ("piccolo.txt", b"testo")]);
        assert!(bytes.len() < 100_000);
        let archive = Archive::open(&bytes).unwrap();
        let [large, small] = archive.members() else {
            panic!()
        };
        assert!(matches!(archive.read(large), Err(LoadError::Refused(_))));
        assert_eq!(archive.read(small).unwrap(), b"testo");
        archive.left.set(2);
        assert!(matches!(archive.read(small), Err(LoadError::Refused(_))));
    }

    #[test]
    fn a1_damage_is_told() {
        let bytes = zip(&[("a.txt", b"un testo qualsiasi, lungo quanto basta")]);
        for cut in [0, 10, bytes.len() / 2, bytes.len() - 1] {
            let part = bytes.get(..cut).unwrap();
            assert!(matches!(Archive::open(part), Err(LoadError::Damaged(_))));
        }
        // Each byte of the data that is changed is noticed.
        for place in 40..60 {
            let mut bytes = bytes.clone();
            *bytes.get_mut(place).unwrap() ^= 0x55;
            let archive = Archive::open(&bytes).unwrap();
            let member = archive.members().first().unwrap();
            assert!(matches!(archive.read(member), Err(LoadError::Damaged(_))));
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(place in 0usize..400, byte in 0u8.., cut in 0usize..400) {
            let mut bytes = zip(&[("uno.md", b"# Uno"), ("due/tre.txt", b"tre")]);
            let len = bytes.len();
            bytes[place % len] = byte;
            bytes.truncate(len - cut % len);
            if let Ok(archive) = Archive::open(&bytes) {
                for member in archive.members() {
                    let _ = archive.read(member);
                }
            }
        }
    }
}
