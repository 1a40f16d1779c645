//! Lines that a page breaks with `<br>`: prose that was broken by hand or by a mail program, one
//! paragraph to a line, or verse, an address, a list, whose lines stay lines.

use super::super::{Draft, plain};
use crate::corpus::{Block, BlockKind, Span, SpanKind};
use crate::text::TextRange;
use crate::text::grapheme;

/// The widest line of verse, in columns.
const VERSE: usize = 70;

/// Makes one line of the block that begins at byte `start` of the text.
pub(super) fn join(draft: &mut Draft, start: usize) {
    let whole = draft.text.get(start..).unwrap_or_default();
    if whole.trim_end().contains('\n') {
        let joined = whole.trim_end().replace('\n', " ");
        draft.text.truncate(start);
        draft.text.push_str(&joined);
    }
}

/// Ends the block that begins at byte `start` of the text as one or several; its spans begin at
/// the number `first_span`.
pub(super) fn close(draft: &mut Draft, start: usize, first_span: usize, kind: BlockKind) {
    let whole = draft.text.get(start..).unwrap_or_default().trim_end();
    if !whole.contains('\n') {
        draft.close(start, kind);
        return;
    }
    let lines: Vec<&str> = whole.split('\n').collect();
    if plain::is_wrapped(&lines) {
        join(draft, start);
        draft.close(start, kind);
        return;
    }
    let titled = titled(draft, start, first_span, &lines);
    let widest = lines.iter().map(|line| grapheme::width(line)).max();
    let ended = lines.iter().filter(|line| ends_sentence(line)).count();
    let prose = ended * 2 > lines.len() && whole.len() > 40 * lines.len();
    if widest.is_some_and(|widest| widest <= VERSE) && !prose && !titled {
        draft.close(start, BlockKind::Verbatim);
        return;
    }
    // Each line is a paragraph, unless the next goes on with its sentence.
    let mut joined = String::with_capacity(whole.len());
    for (place, line) in lines.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).and_then(|before| lines.get(before)) {
            let goes_on = !titled && !ends_sentence(before) && line.starts_with(char::is_lowercase);
            joined.push(if goes_on { ' ' } else { '\n' });
        }
        joined.push_str(line);
    }
    draft.text.truncate(start);
    draft.text.push_str(&joined);
    let mut from = start;
    let mut breaks = Vec::new();
    for line in joined.split('\n') {
        let range = TextRange::new(from, from + line.len());
        draft.blocks.push(Block { range, kind });
        from = range.end + 1;
        breaks.push(range);
    }
    let spans = draft.spans.split_off(first_span.min(draft.spans.len()));
    for span in spans {
        let first = breaks.partition_point(|line| line.end <= span.range.start);
        for line in breaks.iter().skip(first) {
            let range = TextRange::new(
                span.range.start.max(line.start),
                span.range.end.min(line.end),
            );
            if range.start >= range.end {
                break;
            }
            draft.spans.push(Span {
                range,
                kind: span.kind.clone(),
            });
        }
    }
}

/// Whether the first of several lines is all bold, and so a title of the others.
fn titled(draft: &Draft, start: usize, first_span: usize, lines: &[&str]) -> bool {
    let end = start + lines.first().map_or(0, |line| line.len());
    let spans = draft.spans.get(first_span..).unwrap_or_default();
    spans
        .iter()
        .any(|span| span.kind == SpanKind::Strong && span.range == TextRange::new(start, end))
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['»', '”', '"', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':', ';'])
}
