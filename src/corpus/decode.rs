//! Bytes to characters: the encoding of a text, and whether it is one at all. Finding what a format
//! declares (`<meta charset>`, `encoding="…"`) is for that format; characters that must not be
//! shown are for [`clean`](crate::text::clean).

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::LoadError;

pub(super) mod western;

use western::Western;

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
/// each bad byte becoming U+FFFD; as UTF-16 or UTF-32 where the zero bytes show it; else as the
/// encoding that Italian text of these bytes most likely has, which is a notice.
///
/// # Errors
///
/// [`LoadError::Binary`] for what is no text, by its first bytes or by its many control bytes.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, LoadError> {
    declared(bytes, None)
}

/// Decodes `bytes` of which the format says that they are in the encoding `label`, a name as on the
/// web. A byte order mark is stronger, and so are bytes that are valid UTF-8 or cannot be in the
/// encoding: programs declare what they do not write. A label that nobody knows says nothing.
///
/// # Errors
///
/// As [`decode`].
pub fn declared<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Decoded<'a>, LoadError> {
    if let Some(what) = known_binary(bytes) {
        return Err(LoadError::Binary(what));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        return Ok(utf32(rest, u32::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xfe, 0xff]) {
        return Ok(utf32(rest, u32::from_be_bytes));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(by(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    let sample = sample(bytes);
    let zeros = memchr::memchr_iter(0, sample).count();
    if zeros > 0 {
        match zeros_without_mark(sample) {
            Some(Wide::Two(encoding)) => return Ok(by(encoding, bytes)),
            Some(Wide::Four(unit)) => return Ok(utf32(bytes, unit)),
            None => {}
        }
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
    // One byte a character is what is left of what can be declared.
    let label = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding));
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
    if let Some(encoding) = label {
        return Ok(by(encoding, bytes));
    }
    Ok(guessed(bytes, sample))
}

/// Decodes what says nothing about its encoding.
fn guessed<'a>(bytes: &'a [u8], sample: &[u8]) -> Decoded<'a> {
    let mut detector = EncodingDetector::new();
    detector.feed(sample, true);
    let encoding = detector.guess(Some(b"it"), false);
    let (western, sure) = western::guess(sample);
    let (text, name) = if sure || encoding == WINDOWS_1252 {
        (western.decode(bytes), western.name())
    } else {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        (text, encoding.name())
    };
    Decoded {
        text,
        notice: Some(LoadError::Guessed(name)),
    }
}

/// An encoding that a person chose for texts that declare none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen(Western);

impl Chosen {
    /// The encoding of this name: one of those of the web, or a code page of DOS (`cp850`, `cp437`).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        Western::named(name)
            .or_else(|| {
                let encoding = Encoding::for_label(name.as_bytes())?;
                Some(Western::Known(encoding, encoding.name()))
            })
            .map(Self)
    }

    /// The characters of `bytes`, and the notice that they are read so; nothing where they have a
    /// byte order mark, are UTF-8 or no text.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Option<(String, LoadError)> {
        let says = Encoding::for_bom(bytes).is_some() || str::from_utf8(bytes).is_ok();
        if says || known_binary(bytes).is_some() {
            return None;
        }
        let notice = LoadError::Chosen(self.0.name());
        Some((self.0.decode(bytes).into_owned(), notice))
    }
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

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Decoded<'_> {
    let mut replaced = 0;
    let text: String = bytes
        .chunks(4)
        .map(|four| {
            <[u8; 4]>::try_from(four)
                .ok()
                .and_then(|four| char::from_u32(unit(four)))
                .unwrap_or_else(|| {
                    replaced += 1;
                    char::REPLACEMENT_CHARACTER
                })
        })
        .collect();
    Decoded {
        text: Cow::Owned(text),
        notice: (replaced > 0).then_some(LoadError::Replaced(replaced, "UTF-32")),
    }
}

/// Characters of two or four bytes.
enum Wide {
    Two(&'static Encoding),
    Four(fn([u8; 4]) -> u32),
}

/// How wide the characters of a text without a mark are, by where its zero bytes are: in text of
/// European languages nearly all of one side, or three of every four.
fn zeros_without_mark(sample: &[u8]) -> Option<Wide> {
    let mut zeros = [0usize; 4];
    for (at, _) in sample.iter().enumerate().filter(|&(_, &b)| b == 0) {
        if let Some(side) = zeros.get_mut(at % 4) {
            *side += 1;
        }
    }
    let [a, b, c, d] = zeros;
    let quarter = sample.len() / 4;
    let (even, odd, units) = (a + c, b + d, sample.len() / 2);
    let most = |count: usize, of: usize| of > 3 && count * 10 > of * 7;
    let few = |count: usize, of: usize| count * 20 < of;
    if most(b.min(c).min(d), quarter) && few(a, quarter) {
        Some(Wide::Four(u32::from_le_bytes))
    } else if most(a.min(b).min(c), quarter) && few(d, quarter) {
        Some(Wide::Four(u32::from_be_bytes))
    } else if most(odd, units) && few(even, units) {
        Some(Wide::Two(UTF_16LE))
    } else if most(even, units) && few(odd, units) {
        Some(Wide::Two(UTF_16BE))
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
        (b"PK\x03\x04", "an archive or an office document"),
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
    let first = bytes.first();
    MAGIC
        .iter()
        .find(|(magic, _)| magic.first() == first && bytes.starts_with(magic))
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
        assert_eq!(text(b"\0\0\xfe\xff\0\0\0\xe8"), ("è".into(), None));
        assert_eq!(text(b"c\0i\0t\0t\0\xe0\0!\0"), ("città!".into(), None));
        assert_eq!(text(b"\0c\0i\0t\0t\0\xe0\0!"), ("città!".into(), None));
        for unit in [u32::to_le_bytes, u32::to_be_bytes] {
            let bytes: Vec<u8> = "città!".chars().flat_map(|c| unit(c.into())).collect();
            assert_eq!(text(&bytes), ("città!".into(), None));
        }
        assert_eq!(
            text(b"\xff\xfe\0\0\xe8\0\0\0\0\xd8\0\0A"),
            ("è��".into(), Some(LoadError::Replaced(2, "UTF-32")))
        );
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
        assert_eq!(notice, Some(LoadError::Guessed("Windows-1252")));
        let russian = encoding_rs::KOI8_R
            .encode("Правительство объявило о новых мерах")
            .0;
        let (found, notice) = text(&russian);
        assert_eq!(found, "Правительство объявило о новых мерах");
        assert!(matches!(notice, Some(LoadError::Guessed(_))));
    }

    #[test]
    fn x3_a_declaration_is_weaker_than_the_bytes() {
        let read = |bytes: &[u8], label| {
            let decoded = declared(bytes, Some(label)).unwrap();
            (decoded.text.into_owned(), decoded.notice)
        };
        assert_eq!(read(b"caff\xe8", "ISO-8859-1"), ("caffè".into(), None));
        assert_eq!(read(b"10 \xa4", "iso-8859-15"), ("10 €".into(), None));
        assert_eq!(
            read("caffè".as_bytes(), "windows-1252"),
            ("caffè".into(), None)
        );
        assert_eq!(read("caffè".as_bytes(), "UTF-16"), ("caffè".into(), None));
        assert_eq!(read(b"+ADw-b+AD4-", "utf-7"), ("+ADw-b+AD4-".into(), None));
        assert!(matches!(
            read(b"caff\xe8", "chissa").1,
            Some(LoadError::Guessed(_))
        ));
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

    #[test]
    fn x3_an_encoding_can_be_chosen_for_what_says_nothing() {
        let read = |name, bytes: &[u8]| {
            let chosen = Chosen::named(name).unwrap();
            chosen
                .decode(bytes)
                .map(|(text, notice)| (text, notice.to_string()))
        };
        let told = |name: &str| format!("not UTF-8: read as {name}, as --encoding says");
        for (name, bytes, text, known) in [
            ("latin1", &b"caff\xe8"[..], "caffè", "windows-1252"),
            (
                "ISO-8859-2",
                b"Bia\xb3a \xb6wi\xeanica",
                "Biała święnica",
                "ISO-8859-2",
            ),
            ("koi8-r", b"\xed\xc9\xd2", "Мир", "KOI8-R"),
            ("MacRoman", b"perch\x8e", "perché", "MacRoman"),
            ("CP850", b"perch\x82", "perché", "code page 850"),
            ("utf-16le", b"\xe8\0\xac ", "è€", "UTF-16LE"),
        ] {
            assert_eq!(read(name, bytes), Some((text.to_owned(), told(known))));
        }
        assert_eq!(read("koi8-r", "perché".as_bytes()), None);
        assert_eq!(read("koi8-r", b"\xff\xfe\xe8\0"), None);
        assert_eq!(Chosen::named("klingon"), None);
    }

    proptest::proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(0u8.., 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
