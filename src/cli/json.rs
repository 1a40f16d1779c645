//! JSON Lines that are safe on a terminal: what JSON itself lets through but a terminal obeys, or
//! a reader cannot see, is written as `\u` escapes. Which fields a line has is for the commands.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::clean;

/// Writes `value` and a line end.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value
        .serialize(&mut serde_json::Serializer::with_formatter(
            &mut *out,
            Safe(CompactFormatter),
        ))
        .map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// JSON on one line in which every character is harmless.
struct Safe(CompactFormatter);

impl Formatter for Safe {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        if fragment.is_ascii() && !fragment.contains('\u{7f}') {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_unsafe(c)) {
            let (before, from) = rest.split_at(at);
            self.0.write_string_fragment(writer, before)?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = from.get(c.len_utf8()..).unwrap_or_default();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

/// DEL, the C1 controls, line separators, and what cannot be seen by itself. JSON escapes the C0
/// controls anyway.
fn is_unsafe(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}') || clean::is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let mut out = Vec::new();
        write_line(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn t1_no_string_is_obeyed_by_a_terminal() {
        for (text, expected) in [
            ("però «sì»", "\"però «sì»\"\n"),
            (
                "\u{1b}[31m\u{9b}31m\u{7f}",
                r#""\u001b[31m\u009b31m\u007f""#,
            ),
            ("a\u{202e}b\u{2028}", r#""a\u202eb\u2028""#),
            ("\u{e0041}x", r#""\udb40\udc41x""#),
        ] {
            assert_eq!(line(text).trim_end(), expected.trim_end(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "(\\PC|[\u{0}-\u{a0}\u{2028}\u{202e}\u{e0041}]){0,20}") {
            let back: String = serde_json::from_str(&line(&text)).unwrap();
            proptest::prop_assert_eq!(back, text);
        }
    }
}
