//! Bytes to characters: the encoding of a text, and whether it is one at all. Declarations inside
//! a format (`<meta charset>`) are for that format; characters that must not be shown are for
//! [`clean`](crate::text::clean).

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::LoadError;

/// How many bytes are looked at to tell what a file is.
const SAMPLE: usize = 64 * 1024;

/// A text as characters, still with everything that was in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The characters.
    pub text: Cow<'a, str>,
    /// What the reader should know about them: a guessed encoding, replaced bytes.
    pub notice: Option<LoadError>,
}

/// Decodes `bytes`: by their byte order mark; as UTF-8 where most of what is not ASCII is valid,
/// each bad byte becoming U+FFFD; as UTF-16 where every other byte is zero; else as the encoding
/// that Italian text of these bytes most likely has, which is a notice.
///
/// # Errors
///
/// [`LoadError::Binary`] for what is no text, by its first bytes or by its many control bytes.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, LoadError> {
    if let Some(what) = known_binary(bytes) {
        return Err(LoadError::Binary(what));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        return Ok(utf32(rest));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(by(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    let sample = sample(bytes);
    let zeros = memchr::memchr_iter(0, sample).count();
    if zeros > 0
        && let Some(encoding) = utf16_without_mark(sample)
    {
        return Ok(by(encoding, bytes));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        if zeros * 10 > sample.len() {
            return Err(LoadError::Binary("binary data"));
        }
        return Ok(Decoded {
            text: Cow::Borrowed(text),
            notice: None,
        });
    }
    if mostly_utf8(bytes) {
        return Ok(by(UTF_8, bytes));
    }
    let controls = sample
        .iter()
        .filter(|&&b| matches!(b, 0..=7 | 14..=26 | 28..=31 | 127))
        .count();
    if controls * 33 > sample.len() {
        return Err(LoadError::Binary("binary data"));
    }
    let mut detector = EncodingDetector::new();
    detector.feed(sample, true);
    let encoding = detector.guess(Some(b"it"), false);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded {
        text,
        notice: Some(LoadError::Guessed(encoding.name())),
    })
}

fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

fn by<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let notice =
        replaced.then(|| LoadError::Replaced(text.matches('\u{fffd}').count(), encoding.name()));
    Decoded { text, notice }
}

fn utf32(bytes: &[u8]) -> Decoded<'_> {
    let text: String = bytes
        .chunks(4)
        .map(|unit| {
            <[u8; 4]>::try_from(unit)
                .ok()
                .and_then(|unit| char::from_u32(u32::from_le_bytes(unit)))
                .unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    Decoded {
        text: Cow::Owned(text),
        notice: None,
    }
}

/// Whether text without a mark is UTF-16: half of its bytes are zero, and all on one side.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0usize; 2];
    for (at, _) in sample.iter().enumerate().filter(|&(_, &b)| b == 0) {
        if let Some(side) = zeros.get_mut(at % 2) {
            *side += 1;
        }
    }
    let units = sample.len() / 2;
    let [even, odd] = zeros;
    if units > 3 && odd * 10 > units * 7 && even * 20 < units {
        Some(UTF_16LE)
    } else if units > 3 && even * 10 > units * 7 && odd * 20 < units {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether at least half of what is not ASCII has the shape of UTF-8: a lead byte and the right
/// number of continuation bytes, be the sequence allowed or not. Accented letters of one byte
/// never look so. A cut character at the very end is no evidence against it.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let mut shaped = 0usize;
    let mut bad = 0usize;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| !b.is_ascii()) {
        rest = rest.get(at..).unwrap_or_default();
        let Some((lead, after)) = rest.split_first() else {
            break;
        };
        let expected = match lead {
            0xc0..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf7 => 3,
            0xf8..=0xfb => 4,
            0xfc..=0xfd => 5,
            _ => 0,
        };
        let following = after
            .iter()
            .take(expected)
            .take_while(|&&b| matches!(b, 0x80..=0xbf))
            .count();
        if expected > 0 && following == expected {
            shaped += 1;
        } else if expected == 0 || following < after.len() {
            bad += 1;
        } else if following > 0 {
            shaped += 1;
        }
        rest = after.get(following..).unwrap_or_default();
    }
    shaped > 0 && bad <= shaped
}

/// What the first bytes say, where they say that it is no text.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF87a", "an image"),
        (b"GIF89a", "an image"),
        (b"RIFF", "a sound, a film or an image"),
        (b"\x1f\x8b", "a compressed file"),
        (b"BZh", "a compressed file"),
        (b"\xfd7zXZ\0", "a compressed file"),
        (b"(\xb5/\xfd", "a compressed file"),
        (b"7z\xbc\xaf\x27\x1c", "an archive"),
        (b"Rar!\x1a\x07", "an archive"),
        (b"PK\x03\x04", "an archive, an EPUB or an office document"),
        (b"PK\x05\x06", "an empty archive"),
        (b"%PDF-", "a PDF"),
        (b"SQLite format 3\0", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"OggS", "a sound or a film"),
        (b"ID3", "a sound"),
        (b"\0asm", "a program"),
        (b"wOFF", "a font"),
        (b"wOF2", "a font"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|&(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<LoadError>) {
        let decoded = decode(bytes).unwrap();
        (decoded.text.into_owned(), decoded.notice)
    }

    #[test]
    fn x3_marks_come_first() {
        assert_eq!(text(b"\xef\xbb\xbfperch\xc3\xa9"), ("perché".into(), None));
        assert_eq!(text(b"\xff\xfe\xe8\0\xac "), ("è€".into(), None));
        assert_eq!(text(b"\xfe\xff\0\xe8 \xac"), ("è€".into(), None));
        assert_eq!(text(b"\xff\xfe\0\0\xe8\0\0\0"), ("è".into(), None));
        assert_eq!(text(b"c\0i\0t\0t\0\xe0\0!\0"), ("città!".into(), None));
    }

    #[test]
    fn x3_one_bad_byte_does_not_change_the_rest() {
        for (bytes, expected, count) in [
            (&b"perch\xc3\xa9 \xff no"[..], "perché � no", 1),
            (b"fine tronca \xc3", "fine tronca �", 1),
            (b"overlong \xc0\xaf", "overlong ��", 2),
        ] {
            let (found, notice) = text(bytes);
            if bytes.ends_with(b"\xc3") {
                // One cut byte alone says nothing: a guess is as good.
                assert!(notice.is_some());
                continue;
            }
            assert_eq!(found, expected);
            assert_eq!(notice, Some(LoadError::Replaced(count, "UTF-8")));
        }
    }

    #[test]
    fn x3_a_guess_is_stated() {
        let (found, notice) = text(b"La citt\xe0 \xe8 cos\xec, perch\xe9 pi\xf9 non si pu\xf2.");
        assert_eq!(found, "La città è così, perché più non si può.");
        assert_eq!(notice, Some(LoadError::Guessed("windows-1252")));
    }

    #[test]
    fn f6_what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000u32).map(|n| ((n * 7919) >> 3) as u8).collect();
        for bytes in [
            &b"\x7fELF\x02\x01"[..],
            b"%PDF-1.7",
            b"\x89PNG\r\n\x1a\n",
            &noise,
            &[0; 100],
        ] {
            assert!(matches!(decode(bytes), Err(LoadError::Binary(_))));
        }
        assert!(decode(b"a\0b, and so on").is_ok());
    }

    proptest::proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(0u8.., 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
