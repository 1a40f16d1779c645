//! The text of an article, put together from the blocks of its draft that stay.

use crate::corpus::format::Draft;
use crate::corpus::{Block, BlockKind, Span, SpanKind};
use crate::text::TextRange;

/// The text of an article in the making.
pub(super) struct Builder<'a> {
    draft: &'a Draft,
    /// The spans of the draft, of which each goes where its block goes.
    drafted: Vec<Span>,
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) spans: Vec<Span>,
    /// The first span that ends after the blocks so far.
    next_span: usize,
    pub(super) body: usize,
    /// Where each block so far is in the draft, and where in the text, if there are notes to lead
    /// there.
    leads_somewhere: bool,
    moved: Vec<(TextRange, usize)>,
}

impl<'a> Builder<'a> {
    /// Begins with the title; `drafted` are the spans of the draft.
    pub(super) fn new(
        title: &str,
        block: Option<Block>,
        draft: &'a Draft,
        drafted: Vec<Span>,
    ) -> Self {
        let mut builder = Self {
            draft,
            text: String::with_capacity(draft.text.len() + title.len() + 2 * draft.blocks.len()),
            blocks: Vec::with_capacity(draft.blocks.len() + 1),
            spans: Vec::with_capacity(drafted.len()),
            leads_somewhere: drafted.iter().any(is_note),
            drafted,
            next_span: 0,
            body: title.len(),
            moved: Vec::new(),
        };
        match block {
            Some(block) => builder.push(&Block {
                kind: BlockKind::Title,
                ..block
            }),
            None => {
                builder.text.push_str(title);
                builder.blocks.push(Block {
                    range: TextRange::new(0, title.len()),
                    kind: BlockKind::Title,
                });
            }
        }
        // The title can come from anywhere in the draft.
        builder.next_span = 0;
        builder
    }

    /// Appends a block of the draft.
    pub(super) fn push(&mut self, block: &Block) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        if self.blocks.len() == 1 {
            self.body = self.text.len();
        }
        let start = self.text.len();
        if self.leads_somewhere {
            self.moved.push((block.range, start));
        }
        self.text.push_str(block.range.of(&self.draft.text));
        self.blocks.push(Block {
            range: TextRange::new(start, self.text.len()),
            kind: block.kind,
        });
        let drafted = self.drafted.iter_mut().enumerate();
        for (place, span) in drafted.skip(self.next_span) {
            if span.range.start >= block.range.end {
                break;
            }
            self.next_span = place + 1;
            let inside = TextRange::new(
                span.range.start.max(block.range.start),
                span.range.end.min(block.range.end),
            );
            if !inside.is_empty() && span.range.start >= block.range.start {
                self.spans.push(Span {
                    range: TextRange::new(
                        inside.start - block.range.start + start,
                        inside.end - block.range.start + start,
                    ),
                    // It stands in no other block.
                    kind: std::mem::replace(&mut span.kind, SpanKind::Code),
                });
            }
        }
    }

    /// Leads the notes to where their places are now; what leads to a part that was left out leads
    /// to what follows it.
    pub(super) fn resolve_notes(&mut self) {
        if !self.leads_somewhere {
            return;
        }
        self.moved.sort_unstable_by_key(|(range, _)| range.start);
        let (moved, text) = (&self.moved, &self.text);
        self.spans.retain_mut(|span| {
            let SpanKind::Note(place) = &mut span.kind else {
                return true;
            };
            let at = moved.partition_point(|(range, _)| range.end <= *place);
            let Some((range, start)) = moved.get(at) else {
                return false;
            };
            *place = text.floor_char_boundary(start + place.saturating_sub(range.start));
            true
        });
    }
}

const fn is_note(span: &Span) -> bool {
    matches!(span.kind, SpanKind::Note(_))
}
