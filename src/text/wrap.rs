//! Text and width to visual lines. It knows columns and the line breaking of Unicode (UAX 14),
//! nothing of indents, gutters or styles.

use memchr::{memchr, memrchr};
use unicode_linebreak::linebreaks;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::TextRange;
use super::grapheme;

/// The visual lines of the part `within` of `text`, at most `width` columns each, without the
/// spaces at their ends. Lines of the text stay lines; an empty one gives an empty range. A word
/// wider than a line is broken between graphemes, and a grapheme wider than a line has its own.
/// A width of 0 counts as 1.
///
/// ```
/// use rassegna::text::{TextRange, wrap::wrap};
/// let text = "Una riga che va a capo.";
/// let lines = wrap(text, TextRange::new(0, text.len()), 10);
/// let shown: Vec<_> = lines.iter().map(|line| line.of(text)).collect();
/// assert_eq!(shown, ["Una riga", "che va a", "capo."]);
/// ```
#[must_use]
pub fn wrap(text: &str, within: TextRange, width: usize) -> Vec<TextRange> {
    let width = width.max(1);
    let block = within.of(text);
    let mut lines = Vec::with_capacity(block.len() / width + 1);
    let mut start = 0;
    loop {
        let rest = block.get(start..).unwrap_or_default();
        let end = memchr(b'\n', rest.as_bytes());
        let line = end.map_or(rest, |end| rest.get(..end).unwrap_or_default());
        wrap_line(line, within.start + start, width, &mut lines);
        match end {
            Some(end) => start += end + 1,
            None => return lines,
        }
    }
}

/// Wraps one line, which begins at byte `offset` of the text.
fn wrap_line(line: &str, offset: usize, width: usize, lines: &mut Vec<TextRange>) {
    let mut rest = line;
    let mut start = offset;
    loop {
        let Some(over) = overflow(rest, width) else {
            lines.push(TextRange::new(
                start,
                start + rest.trim_end_matches(' ').len(),
            ));
            return;
        };
        let next = break_before(rest, over);
        let (shown, following) = rest.split_at(next);
        let kept = shown.trim_end_matches(' ').len();
        lines.push(TextRange::new(start, start + kept));
        if following.is_empty() {
            return;
        }
        start += next;
        rest = following;
    }
}

/// The byte of the first grapheme of `rest` that does not fit into `width` columns; never the
/// first of all. `None` where everything fits.
fn overflow(rest: &str, width: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let mut used = 0;
    loop {
        // One byte or one common letter is one column, unless a mark may follow it.
        match bytes.get(at) {
            None => return None,
            Some(b' '..=b'~') if bytes.get(at + 1).is_none_or(u8::is_ascii) => {
                if used >= width {
                    return Some(at);
                }
                at += 1;
                used += 1;
                continue;
            }
            Some(_) => {}
        }
        let tail = rest.get(at..).unwrap_or_default();
        let mut chars = tail.chars();
        let first = chars.next().unwrap_or_default();
        let (len, columns) = if is_plain(first) && chars.next().is_none_or(is_plain) {
            (first.len_utf8(), 1)
        } else {
            let grapheme = tail.graphemes(true).next().unwrap_or(tail);
            (grapheme.len(), grapheme::columns(grapheme))
        };
        if used + columns > width && at > 0 {
            return Some(at);
        }
        at += len;
        used += columns;
    }
}

/// Characters of one column that make a grapheme by themselves next to another such: printable
/// ASCII, the letters of European languages, and the usual punctuation.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2015}'
        | '‘'..='„' | '…' | '\u{400}'..='\u{481}')
        && !matches!(c, '©' | '®')
}

/// The byte at which the next line begins, where the line that begins with `rest` is full at byte
/// `over`: after the last place up to there where Unicode allows a break, or `over` itself.
fn break_before(rest: &str, over: usize) -> usize {
    // Spaces hang over the end of a line.
    let spaces = rest.get(over..).unwrap_or_default();
    let limit = over + (spaces.len() - spaces.trim_start_matches(' ').len());
    if limit == rest.len() {
        return limit;
    }
    if let Some(found) = simple_break(rest, limit) {
        return found;
    }
    // Whether a break is allowed depends on what is before it and on the character after it; the
    // rest of the line, which can be megabytes without a space, is not looked at.
    let known = rest.ceil_char_boundary(limit + 1);
    linebreaks(rest.get(..known).unwrap_or(rest))
        .map(|(at, _)| at)
        .take_while(|&at| at <= limit)
        .filter(|&at| {
            let shown = rest.get(..at).unwrap_or_default();
            !shown.trim_start_matches(' ').is_empty() && is_grapheme_boundary(rest, at)
        })
        .last()
        .unwrap_or(over)
}

/// The last break up to `limit` where it is after a space, before a word of the plainest kind, in
/// which nothing could break; `None` says nothing.
fn simple_break(rest: &str, limit: usize) -> Option<usize> {
    let after = memrchr(b' ', rest.as_bytes().get(..limit)?)? + 1;
    let last = rest
        .get(..after)?
        .trim_end_matches(' ')
        .chars()
        .next_back()?;
    let word = rest.get(after..limit)?;
    let at_limit = rest.get(limit..)?.chars().next()?;
    let letter = |c: char| c.is_alphanumeric() && is_plain(c);
    let plain = is_plain(last)
        && !matches!(last, '(' | '[' | '{' | '¡' | '¿' | '„' | '‚')
        && rest.get(after..)?.chars().next().is_some_and(letter)
        && word.chars().all(|c| letter(c) || matches!(c, '\'' | '’'))
        && (letter(at_limit) || matches!(at_limit, '\'' | '’' | ',' | '.'));
    plain.then_some(after)
}

/// Whether no grapheme of `text` reaches over byte `at`.
fn is_grapheme_boundary(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at > 0 && bytes.get(at - 1) == Some(&b' ') && bytes.get(at).is_some_and(u8::is_ascii) {
        return true;
    }
    GraphemeCursor::new(at, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: usize) -> Vec<&str> {
        wrap(text, TextRange::new(0, text.len()), width)
            .into_iter()
            .map(|line| line.of(text))
            .collect()
    }

    #[test]
    fn breaks_where_readers_expect() {
        for (text, width, lines) in [
            ("", 10, vec![""]),
            ("una", 10, vec!["una"]),
            ("una due", 3, vec!["una", "due"]),
            ("una   due", 3, vec!["una", "due"]),
            ("una due  ", 7, vec!["una due"]),
            ("perché così", 7, vec!["perché", "così"]),
            (
                "l’asse Mosca-Pyongyang",
                14,
                vec!["l’asse Mosca-", "Pyongyang"],
            ),
            ("dice l’Ucraina", 8, vec!["dice", "l’Ucrain", "a"]),
            (
                "precipitevolissimevolmente",
                10,
                vec!["precipitev", "olissimevo", "lmente"],
            ),
            ("no (sì)", 4, vec!["no", "(sì)"]),
            ("oh no!", 5, vec!["oh", "no!"]),
            ("日本語です", 4, vec!["日本", "語で", "す"]),
            ("日本", 1, vec!["日", "本"]),
            ("a\u{a0}b c", 3, vec!["a\u{a0}b", "c"]),
            ("🇮🇹🇫🇷🇩🇪", 4, vec!["🇮🇹🇫🇷", "🇩🇪"]),
            (
                "primo\n\n  verso uno",
                9,
                vec!["primo", "", "  verso", "uno"],
            ),
            ("abc", 0, vec!["a", "b", "c"]),
        ] {
            assert_eq!(shown(text, width), lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn x2_a_grapheme_is_never_cut() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(
            shown(&family.repeat(3), 5),
            [family.repeat(2), family.to_owned()]
        );
        let marked = "e\u{301}\u{302}".repeat(4);
        assert_eq!(shown(&marked, 3).len(), 2);
    }

    #[test]
    fn r1_a_megabyte_without_a_space_takes_linear_time() {
        for word in [
            "x",
            "à",
            "日",
            "🇮🇹",
            "e\u{301}",
            "👩\u{200d}",
            "- ",
            "\u{a0}",
        ] {
            let text = word.repeat(1_000_000 / word.len());
            let lines = wrap(&text, TextRange::new(0, text.len()), 72);
            assert!(
                lines
                    .iter()
                    .all(|line| line.len() <= 72 * 8 || word.contains('\u{200d}')),
                "{word}"
            );
        }
    }

    #[test]
    fn ranges_are_of_the_whole_text() {
        let text = "titolo\n\nuno due";
        let lines = wrap(text, TextRange::new(8, text.len()), 4);
        assert_eq!(lines, [TextRange::new(8, 11), TextRange::new(12, 15)]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_but_spaces_and_nothing_is_too_wide(
            text in "([a-zàè]{1,9}|[ ’,.!?()«»—–-]|日本|👩\u{200d}👧|e\u{301}|\n){0,40}", width in 1usize..20,
        ) {
            let lines = shown(&text, width);
            let solid = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect::<String>();
            proptest::prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for line in lines {
                let one = line.graphemes(true).nth(1).is_none();
                proptest::prop_assert!(grapheme::width(line) <= width || one, "{:?}", line);
                proptest::prop_assert!(!line.ends_with(' '));
            }
        }

        #[test]
        fn the_short_cut_breaks_where_unicode_does(text in "([a-zàè]{1,9}|[ ’,.!?()«»—%0-9-]| ){0,30}", width in 1usize..20) {
            let Some(over) = overflow(&text, width) else { return Ok(()) };
            let hanging = text.get(over..).unwrap();
            let limit = over + hanging.len() - hanging.trim_start_matches(' ').len();
            if let Some(found) = simple_break(&text, limit) {
                let last = linebreaks(&text).map(|(at, _)| at).take_while(|&at| at <= limit).last();
                proptest::prop_assert_eq!(Some(found), last);
            }
        }
    }
}
