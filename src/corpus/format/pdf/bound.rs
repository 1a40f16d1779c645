//! Streams of a PDF, inflated within bounds: a small file can hold a gigabyte of blanks, and the
//! library that reads the objects does not count.

use std::io::Read as _;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

/// The most bytes of one stream: 32 MB.
const LARGEST_STREAM: u64 = 32 << 20;
/// The most bytes of all streams: 256 MB.
const LARGEST_WHOLE: u64 = 256 << 20;
/// Streams that are packed otherwise are read up to this size; they grow less.
const LARGEST_OTHER: usize = 1 << 20;
/// How often a stream may be packed in a stream.
const DEEPEST: usize = 3;

/// How far before its data the description of a stream is looked for.
const LONGEST_DICTIONARY: usize = 4096;

/// Whether the streams of a file unpack to more than is reasonable, however often they are packed.
/// Every stream but the pictures, which are never unpacked, is inflated once for this and forgotten.
pub(super) fn is_bomb(bytes: &[u8]) -> bool {
    let mut left = LARGEST_WHOLE;
    memchr::memmem::find_iter(bytes, b"stream").any(|at| {
        let before = bytes.get(at.saturating_sub(LONGEST_DICTIONARY)..at);
        if before.is_some_and(is_picture) {
            return false;
        }
        let data = bytes.get(at + 6..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        inflates_beyond(data, &mut left, 0)
    })
}

/// Whether what stands before a stream describes a picture, and cannot describe what the library
/// unpacks by itself: lists of objects have a first one, tables of objects a size. A name can hide
/// in escapes.
fn is_picture(before: &[u8]) -> bool {
    let start = memchr::memmem::rfind(before, b"obj").unwrap_or_default();
    let dictionary = before.get(start..).unwrap_or_default();
    let has = |name: &[u8]| memchr::memmem::find(dictionary, name).is_some();
    has(b"/Image") && !has(b"/First") && !has(b"/Size") && !has(b"#")
}

/// Whether compressed data unpacks to more than a stream may, or than is left.
fn inflates_beyond(data: &[u8], left: &mut u64, depth: usize) -> bool {
    // The two bytes that zlib begins with: a method, a window, a checksum of both.
    let [method, flags, ..] = *data else {
        return false;
    };
    let header = u16::from(method) << 8 | u16::from(flags);
    if method & 0x0f != 8 || method >> 4 > 7 || header % 31 != 0 {
        return false;
    }
    if depth == DEEPEST {
        return true;
    }
    let mut decoder = ZlibDecoder::new(data);
    let mut first = Vec::new();
    // Broken streams end where they break.
    let _ = decoder.by_ref().take(1 << 20).read_to_end(&mut first);
    let mut size = first.len() as u64;
    let mut buffer = vec![0; 1 << 16];
    while size <= LARGEST_STREAM {
        match decoder.read(&mut buffer) {
            Ok(read) if read > 0 => size += read as u64,
            _ => break,
        }
    }
    *left = left.saturating_sub(size);
    size > LARGEST_STREAM || *left == 0 || inflates_beyond(&first, left, depth + 1)
}

/// The data of a stream; what is broken ends where it breaks.
pub(super) fn data(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let predicted = |key: &str| {
        stream
            .dict()
            .get::<Dict<'_>>(key)
            .is_some_and(|parameters| parameters.contains_key("Predictor"))
    };
    match stream.filters().as_slice() {
        [] => Some(raw.into_owned()),
        [Filter::FlateDecode] if !predicted("DecodeParms") && !predicted("DP") => {
            let mut data = Vec::new();
            let _ = ZlibDecoder::new(&*raw)
                .take(LARGEST_STREAM)
                .read_to_end(&mut data);
            if data.is_empty() {
                // Some programs forget the header.
                let _ = DeflateDecoder::new(&*raw)
                    .take(LARGEST_STREAM)
                    .read_to_end(&mut data);
            }
            Some(data)
        }
        _ if raw.len() <= LARGEST_OTHER => stream.decoded_data().ok().map(|data| data.into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let level = flate2::Compression::best();
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a3_streams_that_grow_without_end_are_known() {
        let file = |data: &[u8]| [b"1 0 obj << >> stream\n", data, b"\nendstream"].concat();
        let blanks = zlib(&vec![b' '; 40 << 20]);
        assert!(is_bomb(&file(&blanks)));
        assert!(is_bomb(&file(&zlib(&blanks))), "packed twice");
        assert!(!is_bomb(&file(&zlib(&[b' '; 100_000]))));
        assert!(!is_bomb(&file(b"BT (testo) Tj ET")));
        let picture = [b"1 0 obj << /Subtype /Image /Width 9 >> stream\n", &*blanks].concat();
        assert!(!is_bomb(&picture), "a large picture is none");
        for hidden in ["/First 9", "/Size 9", "/Fir#73t 9"] {
            let list = [
                b"1 0 obj << /Subtype /Image ",
                hidden.as_bytes(),
                b" >> stream\n",
                &*blanks,
            ];
            assert!(is_bomb(&list.concat()));
        }
        let many = file(&zlib(&vec![b' '; 20 << 20])).repeat(14);
        assert!(is_bomb(&many));
    }
}
