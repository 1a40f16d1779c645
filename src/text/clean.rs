//! The door: raw characters to clean text, in which nothing is left that a terminal obeys, that
//! reorders what is read, or that cannot be seen. Decoding bytes is left to the corpus; how much
//! of one grapheme reaches the screen is for [`grapheme`].
//!
//! | in the file | in the clean text |
//! |---|---|
//! | CR LF, CR, NEL, VT, FF, U+2028, U+2029 | a line end |
//! | a tab | spaces up to the next column divisible by four |
//! | another C0 control, DEL | its picture (`␛`, `␀`, `␡`) |
//! | a C1 control | `\x9b` |
//! | bidirectional controls, invisible, format and tag characters | [`INVISIBLE`] |
//! | a combining mark with nothing to stand on | `◌` before it |
//! | a soft hyphen between two letters | nothing: it is a hint for the layout, like a line end |
//! | joiners and variation selectors where a script or an emoji needs them | themselves |

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::grapheme;

/// The sign that stands for one invisible character. Folding and cutting into words look through
/// it, so that a word with a zero-width space inside is still found.
pub const INVISIBLE: char = '␦';

/// Columns between two tab stops.
const TAB: usize = 4;

/// A clean text and how much had to be done for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Valid for the screen: NFC, lines end with `\n`, no other control or invisible character.
    pub text: String,
    /// How many characters became visible signs.
    pub signs: usize,
}

/// Cleans `raw`, in linear time.
///
/// ```
/// use rassegna::text::clean::clean;
/// let cleaned = clean("uno\r\ndue\u{1b}[31m tre\u{202e}");
/// assert_eq!(cleaned.text, "uno\ndue␛[31m tre␦");
/// assert_eq!(cleaned.signs, 2);
/// ```
#[must_use]
pub fn clean(raw: &str) -> Cleaned {
    if clean_bytes(raw) == raw.len() {
        return Cleaned {
            text: raw.to_owned(),
            signs: 0,
        };
    }
    let mut door = Door::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        // Most of any text passes as it is.
        let (run, odd) = rest.split_at(clean_bytes(rest));
        door.pass(run);
        let mut chars = odd.chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        let next = chars.next();
        if !(c == '\r' && next == Some('\n')) {
            door.admit(c, next);
        }
    }
    let composed = door.composed || is_nfc_quick(door.text.chars()) == IsNormalized::Yes;
    let text = if composed {
        door.text
    } else {
        door.text.nfc().collect()
    };
    Cleaned {
        text,
        signs: door.signs,
    }
}

/// Whether `raw` is plainly clean, as most texts are: nothing in it is even looked up in a table.
#[must_use]
pub fn is_plain(raw: &str) -> bool {
    clean_bytes(raw) == raw.len()
}

/// How many bytes at the beginning of `raw` are clean as they are: what ASCII prints, line ends, the
/// letters of European languages and the signs between them, and common punctuation. None of these
/// is changed by what follows, but for a combining mark, which is not among them.
fn clean_bytes(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let mut at = 0;
    loop {
        at += printed_runs(bytes.get(at..).unwrap_or_default());
        let end = at + RUN;
        while at < end {
            let Some(&byte) = bytes.get(at) else {
                return at;
            };
            at += match byte {
                _ if is_printed(byte) => 1,
                // From U+00A0, without the soft hyphen, to U+02FF.
                0xc2 if matches!(bytes.get(at + 1), Some(0xa0..=0xac | 0xae..)) => 2,
                0xc3..=0xcb => 2,
                // From U+2010 to U+2026.
                0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xa6])) => 3,
                _ => return at,
            };
        }
    }
}

/// Bytes that are looked at at once.
pub(crate) const RUN: usize = 16;

/// How many bytes at the beginning are what ASCII prints and line ends, a whole number of [`RUN`]s:
/// many are told with a few comparisons.
pub(crate) fn printed_runs(bytes: &[u8]) -> usize {
    // Without a way out in between, a run is compared at once.
    let printed = |run: &&[u8]| run.iter().fold(true, |all, byte| all & is_printed(*byte));
    RUN * bytes.chunks_exact(RUN).take_while(printed).count()
}

const fn is_printed(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Cleans what is shown on one line: a title, a name, an error text. Runs of white space become
/// one space, and none is left at the ends.
#[must_use]
pub fn clean_line(raw: &str) -> String {
    if is_spaced_ascii(raw) || is_plain(raw) && is_one_line(raw) {
        return raw.to_owned();
    }
    let cleaned = clean(raw).text;
    let mut line = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether `raw` is ASCII that is printed, with single spaces between words: what most lines are.
fn is_spaced_ascii(raw: &str) -> bool {
    let mut before = b' ';
    let spaced = raw.bytes().all(|byte| {
        let first = std::mem::replace(&mut before, byte) == b' ';
        matches!(byte, b'!'..=b'~') || byte == b' ' && !first
    });
    spaced && (before != b' ' || raw.is_empty())
}

/// Whether plainly clean text has no white space but single spaces between words.
fn is_one_line(plain: &str) -> bool {
    let mut before = b' ';
    let spaced = plain.bytes().all(|byte| {
        let two = (std::mem::replace(&mut before, byte), byte);
        // The last is U+00A0; there is no other white space in what is plainly clean.
        byte != b'\n' && !matches!(two, (b' ', b' ') | (0xc2, 0xa0))
    });
    spaced && (before != b' ' || plain.is_empty())
}

/// A path as it can be shown on one line. Bytes that are not UTF-8 become `\xff`, line ends and
/// tabs their pictures; spaces are kept as they are. Two paths may look the same: a file is opened
/// by its bytes, never by this.
#[must_use]
pub fn clean_path(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    if let Ok(plain) = str::from_utf8(bytes)
        && !plain.contains('\n')
        && is_plain(plain)
    {
        return plain.to_owned();
    }
    let mut raw = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\0'..='\u{1f}' => raw.push(picture(c)),
                _ => raw.push(c),
            }
        }
        for byte in chunk.invalid() {
            push_escape(u32::from(*byte), &mut raw);
        }
    }
    clean(&raw).text.replace('\n', "␊")
}

/// `text` without anything that clean text does not hold; borrowed where it is clean already.
/// For strings that come from elsewhere than an article's file.
#[must_use]
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(clean(text).text)
    }
}

/// What has passed so far.
struct Door {
    text: String,
    signs: usize,
    last: Option<char>,
    /// Whether all of it is of characters that are always in NFC.
    composed: bool,
    /// Where the part of the text begins whose columns are not yet in `column`.
    measured: usize,
    column: usize,
}

impl Door {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            signs: 0,
            last: None,
            composed: true,
            measured: 0,
            column: 0,
        }
    }

    /// Lets through what is clean as it is.
    fn pass(&mut self, run: &str) {
        self.text.push_str(run);
        self.last = run.chars().next_back().or(self.last);
    }

    fn admit(&mut self, c: char, next: Option<char>) {
        match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                self.push('\n');
            }
            '\t' => self.tab(),
            '\0'..='\u{1f}' | '\u{7f}' => self.sign(picture(c)),
            '\u{80}'..='\u{9f}' => {
                push_escape(u32::from(c), &mut self.text);
                self.last = Some('x');
                self.signs += 1;
            }
            '\u{ad}' => {
                let between = |side: Option<char>| side.is_some_and(char::is_alphabetic);
                if !(between(self.last) && between(next)) {
                    self.sign(INVISIBLE);
                }
            }
            '\u{200c}' | '\u{200d}' if self.joins(c, next) => self.push(c),
            '\u{fe0e}' | '\u{fe0f}' if self.last.is_some_and(has_presentations) => self.push(c),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
                if self.last.is_some_and(is_ideograph) =>
            {
                self.push(c);
            }
            _ if is_invisible(c) => self.sign(INVISIBLE),
            _ if !c.is_ascii()
                && self.last.is_none_or(char::is_whitespace)
                && is_combining_mark(c) =>
            {
                self.sign('◌');
                self.push(c);
            }
            _ => self.push(c),
        }
    }

    fn push(&mut self, c: char) {
        // The letters of European languages, and common punctuation; combining marks follow them.
        self.composed &= c < '\u{300}' || ('\u{2010}'..='\u{2027}').contains(&c);
        self.text.push(c);
        self.last = Some(c);
    }

    fn sign(&mut self, sign: char) {
        self.push(sign);
        self.signs += 1;
    }

    fn tab(&mut self) {
        let tail = self.text.get(self.measured..).unwrap_or_default();
        if let Some((_, line)) = tail.rsplit_once('\n') {
            self.column = grapheme::width(line);
        } else {
            self.column += grapheme::width(tail);
        }
        let stop = self.column / TAB * TAB + TAB;
        for _ in self.column..stop {
            self.push(' ');
        }
        self.column = stop;
        self.measured = self.text.len();
    }

    /// Whether a joiner is part of how its neighbours are written: between two letters of a script
    /// that joins, or inside an emoji.
    fn joins(&self, joiner: char, next: Option<char>) -> bool {
        let (Some(last), Some(next)) = (self.last, next) else {
            return false;
        };
        if uses_joiners(last) {
            return uses_joiners(next);
        }
        let emoji = |c: char| has_presentations(c) && !c.is_ascii();
        joiner == '\u{200d}'
            && (emoji(last) || matches!(last, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}'))
            && emoji(next)
    }
}

/// The picture of a C0 control or DEL.
fn picture(c: char) -> char {
    match c {
        '\u{7f}' => '␡',
        _ => char::from_u32(0x2400 + u32::from(c)).unwrap_or(INVISIBLE),
    }
}

fn push_escape(value: u32, text: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(text, "\\x{value:02x}");
}

/// Whether `c` is never seen by itself: the bidirectional controls of Unicode, the characters with
/// the property `Default_Ignorable_Code_Point`, the interlinear and deprecated format characters,
/// and noncharacters.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    match u32::from(c) {
        0..0xad => false,
        0xad
        | 0x034f
        | 0x061c
        | 0x115f..=0x1160
        | 0x17b4..=0x17b5
        | 0x180b..=0x180f
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x206f
        | 0x3164
        | 0xfdd0..=0xfdef
        | 0xfe00..=0xfe0f
        | 0xfeff
        | 0xffa0
        | 0xfff0..=0xfffb
        | 0x1bca0..=0x1bca3
        | 0x1d173..=0x1d17a
        | 0xe0000..=0xe0fff => true,
        other => other & 0xfffe == 0xfffe,
    }
}

/// Arabic and its kin, the scripts of India and of South-East Asia, Mongolian.
fn uses_joiners(c: char) -> bool {
    matches!(u32::from(c),
        0x0600..=0x08ff | 0x0900..=0x0dff | 0x0f00..=0x109f | 0x1780..=0x18af | 0xa840..=0xa8ff
        | 0xfb50..=0xfdcf | 0xfe70..=0xfefc | 0x11000..=0x11fff)
        && c != '\u{61c}'
}

/// Whether `c` can be shown as text and as an emoji.
fn has_presentations(c: char) -> bool {
    matches!(u32::from(c),
        0x23 | 0x2a | 0x30..=0x39 | 0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139
        | 0x2190..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff)
        && c != INVISIBLE
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn t1_controls_become_visible_signs() {
        for (raw, text, signs) in [
            ("a\u{1b}[31mb", "a␛[31mb", 1),
            ("a\u{9b}31mb", "a\\x9b31mb", 1),
            ("\0\u{7}\u{8}\u{7f}", "␀␇␈␡", 4),
            ("è\u{1b}]8;;x\u{7}", "è␛]8;;x␇", 2),
        ] {
            let cleaned = clean(raw);
            assert_eq!(
                (cleaned.text.as_str(), cleaned.signs),
                (text, signs),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn t2_what_cannot_be_seen_is_marked() {
        let raw = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\
                   \u{2068}\u{2069}\u{200b}\u{2060}\u{feff}\u{e0041}";
        let cleaned = clean(raw);
        assert_eq!(cleaned.text, "␦".repeat(16));
        assert_eq!(cleaned.signs, 16);
        assert_eq!(clean("a\u{fe0f}\u{e0101}\u{200d}b").text, "a␦␦␦b");
    }

    #[test]
    fn x2_joiners_and_selectors_stay_where_they_belong() {
        for text in [
            "👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "☕\u{fe0f}",
        ] {
            assert_eq!(
                clean(text),
                Cleaned {
                    text: text.to_owned(),
                    signs: 0
                }
            );
        }
        assert_eq!(clean("coo\u{ad}pera\u{ad}zione").text, "cooperazione");
        assert_eq!(clean("\u{ad}a\u{ad}\u{ad}b").text, "␦a␦␦b");
    }

    #[test]
    fn x4_every_line_end_breaks_and_tabs_are_columns() {
        assert_eq!(
            clean("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{b}g\u{c}h\n\r\ni").text,
            "a\nb\nc\nd\ne\nf\ng\nh\n\ni"
        );
        assert_eq!(clean("a\tb\n\tc\nàbcd\te").text, "a   b\n    c\nàbcd    e");
    }

    #[test]
    fn normalises_and_gives_marks_something_to_stand_on() {
        assert_eq!(clean("cafe\u{301}").text, "café");
        assert_eq!(clean("\u{301}a\n\u{301}").text, "◌\u{301}a\n◌\u{301}");
    }

    #[test]
    fn lines_and_paths_are_one_line() {
        assert_eq!(
            clean_line("  uno\n\n due\u{a0}tre\t\u{1b} "),
            "uno due tre ␛"
        );
        let path = Path::new(OsStr::from_bytes(b"a\xff\n\tb  c\x1b\xe2\x80\xa8.txt"));
        assert_eq!(clean_path(path), "a\\xff␊␉b  c␛␊.txt");
    }

    proptest::proptest! {
        #[test]
        fn t1_nothing_forbidden_ever_passes(raw in "(.|\n|[\u{0}-\u{a0}]|[\u{2000}-\u{206f}]|[\u{300}-\u{36f}]|[\u{e0000}-\u{e01ef}]){0,60}") {
            let cleaned = clean(&raw).text;
            proptest::prop_assert!(!cleaned.chars().any(|c| c.is_control() && c != '\n'));
            let again = clean(&cleaned);
            proptest::prop_assert_eq!(&again.text, &cleaned);
            proptest::prop_assert_eq!(again.signs, 0);
            proptest::prop_assert!(!clean_line(&raw).contains('\n'));
        }
    }
}
