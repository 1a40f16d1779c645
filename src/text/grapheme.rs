//! The only measurer of what is drawn: graphemes and the columns that they take, as ratatui counts
//! them. Where lines break is for [`wrap`](super::wrap).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::TextRange;

/// The code points of one grapheme that reach a cell.
const CELL_CHARS: usize = 8;
/// The bytes of one grapheme that reach a cell.
const CELL_BYTES: usize = 32;

/// Columns of `text`, which is clean and on one line.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // Of letters and signs that join nothing, each takes one column.
    let mut letters = 0;
    if text.chars().all(|c| {
        letters += 1;
        is_one_column(c)
    }) {
        return letters;
    }
    graphemes(text).map(|(_, _, columns)| columns).sum()
}

/// Whether a character is a grapheme of one column wherever it stands among others that are: those of
/// Latin, and the dashes, quotation marks and the ellipsis of its texts.
const fn is_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{c0}'..='\u{2ff}' | '‐'..='”' | '…' | '«' | '»' | 'º' | 'ª' | '°')
}

/// The graphemes of `text`, in order, each with its place and its columns.
pub fn graphemes(text: &str) -> impl Iterator<Item = (TextRange, &str, usize)> {
    text.grapheme_indices(true).map(|(start, grapheme)| {
        (
            TextRange::new(start, start + grapheme.len()),
            grapheme,
            columns(grapheme),
        )
    })
}

/// Columns of one grapheme.
pub(super) fn columns(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        1
    } else {
        cell_text(grapheme).width()
    }
}

/// The part of a grapheme that is put in a cell: at most 8 code points and 32 bytes, so that a
/// flood of combining marks costs no more than a letter (promise T3).
#[must_use]
pub fn cell_text(grapheme: &str) -> &str {
    if grapheme.len() <= CELL_CHARS {
        return grapheme;
    }
    let end = grapheme
        .char_indices()
        .map(|(start, c)| start + c.len_utf8())
        .take(CELL_CHARS)
        .take_while(|&end| end <= CELL_BYTES)
        .last()
        .unwrap_or_default();
    grapheme.get(..end).unwrap_or_default()
}

/// `text` cut to `max` columns, with `…` as the last of them where something was cut. A grapheme
/// is never cut, so the result can be a column shorter.
#[must_use]
pub fn truncate(text: &str, max: usize) -> Cow<'_, str> {
    if text.len() <= max && text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut kept = 0;
    for (range, _, columns) in graphemes(text) {
        used += columns;
        if used > max {
            let mut cut = text.get(..kept).unwrap_or_default().trim_end().to_owned();
            if max > 0 {
                cut.push('…');
            }
            return Cow::Owned(cut);
        }
        if used < max {
            kept = range.end;
        }
    }
    Cow::Borrowed(text)
}

/// `text` in exactly `columns` columns: cut as [`truncate`] does, or followed by spaces.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = truncate(text, columns).into_owned();
    for _ in width(&padded)..columns {
        padded.push(' ');
    }
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns() {
        for (text, columns) in [
            ("", 0),
            ("abc", 3),
            ("perché", 6),
            ("cafe\u{301}", 4),
            ("日本", 4),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("🇮🇹", 2),
            ("‘a’…", 4),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
        let one = ('\0'..='\u{ffff}').filter(|&c| is_one_column(c));
        let all: String = one.collect();
        let each: Vec<usize> = graphemes(&all).map(|(_, _, columns)| columns).collect();
        assert_eq!(each, vec![1; all.chars().count()]);
    }

    #[test]
    fn nothing_takes_more_columns_than_it_has_bytes() {
        for c in '\0'..=char::MAX {
            for text in [
                c.to_string(),
                format!("{c}\u{fe0f}"),
                format!("{c}\u{20e3}"),
            ] {
                assert!(width(&text) <= text.len(), "{text:?}");
            }
        }
    }

    #[test]
    fn t3_a_flood_of_marks_costs_little() {
        let flood = format!("a{}", "\u{301}".repeat(100_000));
        assert_eq!(cell_text(&flood).chars().count(), 8);
        assert_eq!(width(&flood), 1);
        let wide = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
        assert_eq!(cell_text(wide), wide);
        assert!(cell_text(&wide.repeat(3)).len() <= 32);
    }

    #[test]
    fn truncates_between_graphemes() {
        for (text, max, cut) in [
            ("parola", 6, "parola"),
            ("parola", 5, "paro…"),
            ("due parole", 5, "due…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("perché no", 7, "perché…"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
        ] {
            assert_eq!(truncate(text, max), cut, "{text} in {max}");
        }
        assert_eq!(pad("日本語", 4), "日… ");
        assert_eq!(pad("è", 3), "è  ");
    }

    proptest::proptest! {
        #[test]
        fn padding_is_exact(text in "\\PC{0,30}", columns in 0usize..20) {
            proptest::prop_assert_eq!(width(&pad(&text, columns)), columns);
        }
    }
}
