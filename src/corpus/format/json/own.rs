//! What `rassegna show --json` printed: the text with the blocks and links that it had, so that an
//! article comes back as it went.

use serde_json::{Map, Value};

use super::super::{Draft, again};
use crate::corpus::{BlockKind, Span, SpanKind};
use crate::text::TextRange;
use crate::text::clean::clean_line;

/// Fills the draft; false where the object is none that this program printed.
pub(super) fn read(fields: &Map<String, Value>, draft: &mut Draft) -> bool {
    let Some((text, blocks)) = fields
        .get("text")
        .and_then(Value::as_str)
        .zip(fields.get("blocks").and_then(Value::as_array))
        .filter(|_| fields.get("body").is_some_and(Value::is_u64))
    else {
        return false;
    };
    let links: Vec<(TextRange, &str)> = fields
        .get("links")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|link| Some((range(link, text)?, link.get("target")?.as_str()?)))
        .collect();
    for block in blocks {
        let (Some(range), Some(kind)) = (range(block, text), kind(block)) else {
            continue;
        };
        if kind == BlockKind::Title {
            // It is among the fields too, and nothing is lost where it is not.
            if draft.own.title.is_some() {
                continue;
            }
            draft.own.title = Some(clean_line(range.of(text)));
            continue;
        }
        let start = draft.text.len();
        let clean = again(range.of(text), &mut draft.signs);
        if *clean == *range.of(text) {
            for (link, target) in &links {
                if range.start <= link.start && link.end <= range.end {
                    draft.spans.push(Span {
                        range: TextRange::new(
                            link.start - range.start + start,
                            link.end - range.start + start,
                        ),
                        kind: SpanKind::Link(clean_line(target)),
                    });
                }
            }
        }
        draft.text.push_str(&clean);
        draft.close(start, kind);
    }
    !draft.blocks.is_empty()
}

/// The range that an object gives, if it is one of `text`.
fn range(object: &Value, text: &str) -> Option<TextRange> {
    let byte = |key| usize::try_from(object.get(key)?.as_u64()?).ok();
    let (start, end) = (byte("start")?, byte("end")?);
    text.get(start..end)?;
    Some(TextRange::new(start, end))
}

fn kind(block: &Value) -> Option<BlockKind> {
    let level = || {
        let level = block.get("level").and_then(Value::as_u64);
        u8::try_from(level.unwrap_or(1)).unwrap_or(1)
    };
    Some(match block.get("kind")?.as_str()? {
        "title" => BlockKind::Title,
        "heading" => BlockKind::Heading(level().clamp(1, 6)),
        "quote" => BlockKind::Quote,
        "item" => BlockKind::Item {
            depth: level().min(8),
        },
        "verbatim" => BlockKind::Verbatim,
        "rule" => BlockKind::Rule,
        _ => BlockKind::Paragraph,
    })
}
