//! The texts between tags to clean text: character references, what must not pass, and white space
//! as HTML collapses it.

use std::borrow::Cow;

use super::entity::{self, Place};
use super::scan::SPACE;
use crate::text::clean;
use crate::text::grapheme;

/// Columns between two tab stops of preformatted text.
const TAB: usize = 8;

/// What is between the last word and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    /// A space that does not break.
    Fixed,
    Space,
}

/// Collapses white space over the borders of elements.
#[derive(Debug, Default)]
pub(super) struct Words {
    gap: Gap,
}

impl Words {
    /// The clean characters of a text of the source.
    pub(super) fn clean<'t>(
        &self,
        text: &'t str,
        references: bool,
        signs: &mut usize,
    ) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        if references && memchr::memchr(b'&', text.as_bytes()).is_some() {
            let mut decoded = String::with_capacity(text.len());
            entity::decode(&text, Place::Text, &mut decoded);
            text = Cow::Owned(decoded);
        }
        if is_plain(&text) {
            return text;
        }
        // A tab keeps its place until the columns before it are known.
        if text.contains('\t') {
            let mut whole = String::with_capacity(text.len());
            for (number, part) in text.split('\t').enumerate() {
                if number > 0 {
                    whole.push('\t');
                }
                let cleaned = clean::clean(part);
                *signs += cleaned.signs;
                whole.push_str(&cleaned.text);
            }
            return Cow::Owned(whole);
        }
        let cleaned = clean::clean(&text);
        *signs += cleaned.signs;
        Cow::Owned(cleaned.text)
    }

    /// Notes that the next word is not the same as the last.
    pub(super) fn space(&mut self) {
        self.gap = Gap::Space;
    }

    /// Notes that a block or a line ends.
    pub(super) fn forget_space(&mut self) {
        self.gap = Gap::None;
    }

    /// Takes the white space before the first word of `text`, and writes it where there is a word
    /// and the line is not `bare` so far. Says whether there is no word.
    pub(super) fn lead(&mut self, text: &str, bare: bool, out: &mut String) -> bool {
        let mut rest = text;
        while let Some(gap) = rest.chars().next().and_then(gap) {
            self.widen(gap);
            rest = rest
                .get(if gap == Gap::Fixed { 2 } else { 1 }..)
                .unwrap_or_default();
        }
        if rest.is_empty() {
            return true;
        }
        match self.gap {
            _ if bare => {}
            Gap::None => {}
            Gap::Fixed => out.push('\u{a0}'),
            Gap::Space => out.push(' '),
        }
        self.gap = Gap::None;
        false
    }

    /// Takes the white space after the last word of `text`.
    pub(super) fn trail(&mut self, text: &str) {
        for gap in text.chars().rev().map_while(gap) {
            self.widen(gap);
        }
    }

    /// Appends the words of `text`, without the white space around them.
    pub(super) fn push(&mut self, text: &str, out: &mut String) {
        let words = text.trim_matches(|c| gap(c).is_some());
        self.trail(text);
        let bytes = words.as_bytes();
        let mut from = 0;
        let mut at = 0;
        // Where the next run is looked at as a whole.
        let mut next_run = 0;
        while let Some(&byte) = bytes.get(at) {
            if at >= next_run {
                let single = single_runs(bytes.get(at..).unwrap_or_default());
                next_run = at + single + clean::RUN;
                if single > 0 {
                    at += single;
                    continue;
                }
            }
            let single = match byte {
                b' ' => bytes.get(at + 1).is_some_and(|&next| !begins_gap(next)),
                b'\t' | b'\n' | b'\r' | b'\x0c' => false,
                0xc2 if bytes.get(at + 1) == Some(&0xa0) => {
                    at += 1;
                    bytes.get(at + 1).is_some_and(|&next| !begins_gap(next))
                }
                _ => true,
            };
            if single {
                at += 1;
                continue;
            }
            // More than one, or one that is written in another way.
            let start = if byte == 0xc2 { at - 1 } else { at };
            out.push_str(words.get(from..start).unwrap_or_default());
            let rest = words.get(start..).unwrap_or_default();
            let after = rest.trim_start_matches(|c| gap(c).is_some());
            let white = rest.get(..rest.len() - after.len()).unwrap_or_default();
            out.push(if white == "\u{a0}" { '\u{a0}' } else { ' ' });
            from = words.len() - after.len();
            at = from;
        }
        out.push_str(words.get(from..).unwrap_or_default());
    }

    /// Appends preformatted text, with tabs as the spaces that they are in a column; the block
    /// begins at the byte `start` of `out`.
    pub(super) fn push_lines(text: &str, start: usize, out: &mut String) {
        for (number, part) in text.split('\t').enumerate() {
            if number > 0 {
                let block = out.get(start..).unwrap_or_default();
                let line = block.rsplit('\n').next().unwrap_or_default();
                // Far to the right a column is nothing to measure for.
                let column = if line.len() > 1000 {
                    0
                } else {
                    grapheme::width(line)
                };
                for _ in column..column / TAB * TAB + TAB {
                    out.push(' ');
                }
            }
            out.push_str(part);
        }
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = match (self.gap, gap) {
            (Gap::None, gap) => gap,
            _ => Gap::Space,
        };
    }
}

/// What white space `c` is, if it is any that HTML or a writer of mails puts between words.
fn gap(c: char) -> Option<Gap> {
    if SPACE.contains(&c) {
        Some(Gap::Space)
    } else {
        (c == '\u{a0}').then_some(Gap::Fixed)
    }
}

/// Whether white space can begin with this byte; a `Â` is only taken for one.
const fn begins_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | 0xc2)
}

/// Whether all of `text` is printable, composed and not combining: nothing has to be done for it
/// but collapse its white space.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += clean::printed_runs(bytes.get(at..).unwrap_or_default());
        let end = at + clean::RUN;
        while at < end {
            let Some(&byte) = bytes.get(at) else {
                return true;
            };
            at += match byte {
                b' '..=b'~' | b'\t' | b'\n' => 1,
                0xc2 if bytes
                    .get(at + 1)
                    .is_some_and(|&next| next >= 0xa0 && next != 0xad) =>
                {
                    2
                }
                0xc3..=0xcb => 2,
                0xe2 if bytes.get(at + 1) == Some(&0x80)
                    && bytes
                        .get(at + 2)
                        .is_some_and(|next| matches!(next, 0x90..=0xa7)) =>
                {
                    3
                }
                _ => return false,
            };
        }
    }
}

/// How many bytes at the beginning have single spaces at most between them, a whole number of runs.
fn single_runs(bytes: &[u8]) -> usize {
    let next = bytes.get(1..).unwrap_or_default().chunks_exact(clean::RUN);
    let runs = bytes.chunks_exact(clean::RUN).zip(next);
    let single = |(run, next): &(&[u8], &[u8])| {
        let pairs = run.iter().zip(*next);
        pairs.fold(true, |all, (&byte, &next)| {
            let gap = begins_gap(byte);
            all & (!gap | (byte == b' ') & !begins_gap(next))
        })
    };
    clean::RUN * runs.take_while(single).count()
}

/// The number of a note or a power.
pub(super) fn small_number(text: &str) -> Option<&str> {
    let number = text.trim();
    (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
        .then_some(number)
}

/// Writes a raised number: the sign of a note in brackets, else in small figures, so that `10⁶` is
/// not read as 106.
pub(super) fn raise(number: &str, note: bool, text: &mut String) {
    if note && text.ends_with('[') {
        text.push_str(number);
    } else if note {
        text.push('[');
        text.push_str(number);
        text.push(']');
    } else {
        text.extend(number.bytes().map(|figure| match figure {
            b'1' => '¹',
            b'2' => '²',
            b'3' => '³',
            figure => char::from_u32(0x2070 + u32::from(figure - b'0')).unwrap_or('⁰'),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_fixed_spaces_stay() {
        for (text, expected) in [
            ("  uno \n\t due  ", "uno due"),
            ("10\u{a0}km", "10\u{a0}km"),
            ("a\u{a0} b \u{a0}c\u{a0}\u{a0}d", "a b c d"),
            ("Â\u{a0}Â«", "Â\u{a0}Â«"),
            ("è\r\nla", "è la"),
            ("a ©b", "a ©b"),
        ] {
            let mut words = Words::default();
            let mut out = String::new();
            assert!(!words.lead(text, true, &mut out));
            words.push(text, &mut out);
            assert_eq!(out, expected);
        }
        assert!(Words::default().lead(" \u{a0}\n", true, &mut String::new()));
    }

    #[test]
    fn what_is_plain_is_clean() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let text = c.to_string();
            if is_plain(&text) && c != '\t' {
                let cleaned = clean::clean(&text);
                assert_eq!((cleaned.text, cleaned.signs), (text, 0), "{c:?}");
            }
        }
    }

    #[test]
    fn tabs_of_preformatted_text_are_columns() {
        let mut out = "• ".to_owned();
        Words::push_lines("a\tb\n\tcc\td", 4, &mut out);
        assert_eq!(out, "• a       b\n        cc      d");
    }
}
