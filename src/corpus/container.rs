//! Doors to files: a `.gz` holds one file and a `.zip` many, and each is read as if it stood in
//! the folder. A container is no format; what its members mean is for
//! [`format`](mod@super::format). Nothing is ever written to disk, and no container inside a
//! container is opened but a compressed member of an archive.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::archive::{self, Archive};
use super::error::LoadError;
use super::format::MOST_ARTICLES;

/// The numbers of the articles of one member: those of the next follow them, so that a changed
/// member changes the number of no other member's articles.
pub(super) const ARTICLES: u32 = 1 << 18;
const _: () = assert!(MOST_ARTICLES == ARTICLES as usize);

/// The first bytes of a compressed file.
const GZIP: &[u8] = b"\x1f\x8b";

/// What is read as one file.
pub(super) struct Member<'a> {
    /// Its name, of which the ending says what it is: that of the file or of the member.
    pub(super) name: Cow<'a, Path>,
    /// Whether it stands inside an archive.
    pub(super) is_inside: bool,
    /// What it holds.
    pub(super) bytes: Result<Cow<'a, [u8]>, LoadError>,
    /// What should be known about how it was opened.
    pub(super) notice: Option<LoadError>,
    /// The number of its first article.
    pub(super) first: u32,
}

/// Hands each file that `bytes` holds to `take`: itself, or its members; of an archive only the
/// one with the article number `only`, if there is such a number. The bytes are handed on where they
/// are owned, so that whoever has read them may forget them.
///
/// # Errors
///
/// Where a container cannot be opened at all.
pub(super) fn members(
    path: &Path,
    bytes: Cow<'_, [u8]>,
    max_bytes: u64,
    only: Option<u32>,
    take: &mut dyn FnMut(Member<'_>),
) -> Result<(), LoadError> {
    let opened = unpacked(path, bytes, max_bytes)?;
    if !is_archive(&opened.name, &opened.bytes) {
        take(Member {
            name: opened.name,
            is_inside: false,
            bytes: Ok(opened.bytes),
            notice: opened.notice,
            first: 0,
        });
        return Ok(());
    }
    let archive = Archive::open(&opened.bytes)?;
    let mut numbers = 0..;
    for member in archive.members().iter().filter(|member| is_article(member)) {
        let Some(number) = numbers.next() else {
            break;
        };
        if only.is_some_and(|only| only / ARTICLES != number) {
            continue;
        }
        let name = PathBuf::from(&member.name);
        let bytes = archive
            .read(member)
            .and_then(|bytes| {
                unpacked(&name, Cow::Owned(bytes), archive::LARGEST_MEMBER)
                    .map_err(|_| LoadError::Refused("it unpacks to more than 32 MB"))
            })
            .and_then(|opened| {
                if is_archive(&opened.name, &opened.bytes) {
                    Err(LoadError::Refused("it is an archive inside an archive"))
                } else {
                    Ok(opened)
                }
            });
        let first = number * ARTICLES;
        take(match bytes {
            Ok(opened) => Member {
                name: opened.name,
                is_inside: true,
                bytes: Ok(opened.bytes),
                notice: opened.notice,
                first,
            },
            Err(reason) => Member {
                name: Cow::Borrowed(&name),
                is_inside: true,
                bytes: Err(reason),
                notice: None,
                first,
            },
        });
    }
    if archive.is_whole() {
        Ok(())
    } else {
        Err(LoadError::Cut(
            "it holds more than 10,000 files, and only the first of them are read",
        ))
    }
}

/// Folders, links, and what systems put beside files are no articles; a name with a dot in front
/// hides a file here as in a folder.
fn is_article(member: &archive::Member) -> bool {
    let hidden = |part: &str| part.starts_with('.') && part != "." && part != "..";
    member.is_file
        && !member
            .name
            .split('/')
            .any(|part| part == "__MACOSX" || hidden(part))
}

/// Whether a file is an archive of files to be read, and not a book or an office document.
fn is_archive(name: &Path, bytes: &[u8]) -> bool {
    let begins = bytes.starts_with(archive::MAGIC) || bytes.starts_with(b"PK\x05\x06");
    let named = ending(name).is_none_or(|ending| ending.eq_ignore_ascii_case("zip"));
    begins && named && !is_book(bytes)
}

/// Whether the first member is the one that every EPUB begins with.
fn is_book(bytes: &[u8]) -> bool {
    let head = bytes.get(30..100).unwrap_or_default();
    head.starts_with(b"mimetype")
}

fn ending(name: &Path) -> Option<&str> {
    name.extension().and_then(OsStr::to_str)
}

/// A file that is compressed no more.
struct Unpacked<'a> {
    name: Cow<'a, Path>,
    bytes: Cow<'a, [u8]>,
    notice: Option<LoadError>,
}

/// Inflates what is named as a compressed file, or has no ending that says what it is.
fn unpacked<'a>(
    name: &'a Path,
    bytes: Cow<'a, [u8]>,
    max_bytes: u64,
) -> Result<Unpacked<'a>, LoadError> {
    let named = ending(name).is_none_or(|ending| ending.eq_ignore_ascii_case("gz"));
    if !named || !bytes.starts_with(GZIP) {
        return Ok(Unpacked {
            name: Cow::Borrowed(name),
            bytes,
            notice: None,
        });
    }
    // The size at the end of the file may lie, so it is not even asked for.
    let mut inflated = Vec::new();
    let read = MultiGzDecoder::new(&*bytes)
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut inflated);
    if inflated.len() as u64 > max_bytes {
        return Err(LoadError::TooLarge { limit: max_bytes });
    }
    let notice = match read {
        Ok(_) => None,
        Err(_) if inflated.is_empty() => {
            return Err(LoadError::Damaged("its compressed bytes are broken"));
        }
        Err(_) => Some(LoadError::Cut(
            "its compressed bytes are broken; shown as far as they can be read",
        )),
    };
    let name = match ending(name) {
        Some(_) => Cow::Owned(name.with_extension("")),
        None => Cow::Borrowed(name),
    };
    Ok(Unpacked {
        name,
        bytes: Cow::Owned(inflated),
        notice,
    })
}
