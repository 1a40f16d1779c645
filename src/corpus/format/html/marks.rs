//! The inline marks that are open: emphasis, links. Of nested marks of one kind the outermost
//! counts, and a mark that goes over the end of a block is one span in each.

use super::element::Element;
use super::target;
use crate::corpus::format::Draft;
use crate::corpus::{Span, SpanKind};
use crate::text::TextRange;

/// The open marks.
#[derive(Default)]
pub(super) struct Marks<'a> {
    emphasis: Mark,
    strong: Mark,
    code: Mark,
    link: Mark,
    target: Option<&'a str>,
}

/// How often a mark is open, and since which byte of the text.
#[derive(Default)]
struct Mark {
    open: usize,
    since: Option<usize>,
}

impl<'a> Marks<'a> {
    /// Opens the mark of an element; `target` is where it leads, if it is a link that does.
    pub(super) fn begin(&mut self, element: Element, target: Option<&'a str>) {
        if element == Element::Link {
            self.target = target;
            if target.is_none() {
                return;
            }
        }
        if let Some(mark) = self.of(element) {
            mark.open += 1;
        }
    }

    /// Closes the mark of an element.
    pub(super) fn end(&mut self, element: Element, draft: &mut Draft) {
        let kind = self.kind(element);
        if let Some(mark) = self.of(element) {
            mark.open = mark.open.saturating_sub(1);
            if mark.open == 0
                && let Some(since) = mark.since.take()
            {
                push(since, kind, draft);
            }
        }
    }

    /// Notes where the text of the marks begins that have none yet.
    pub(super) fn text_at(&mut self, at: usize) {
        for mark in [
            &mut self.emphasis,
            &mut self.strong,
            &mut self.code,
            &mut self.link,
        ] {
            if mark.open > 0 {
                mark.since.get_or_insert(at);
            }
        }
    }

    /// Ends the spans of a block or cell; their marks go on in the next.
    pub(super) fn interrupt(&mut self, draft: &mut Draft) {
        for element in [
            Element::Emphasis,
            Element::Strong,
            Element::Code,
            Element::Link,
        ] {
            if let Some(since) = self.of(element).and_then(|mark| mark.since.take()) {
                push(since, self.kind(element), draft);
            }
        }
    }

    /// Whether a link to a place in the same text is open.
    pub(super) fn leads_inside(&self) -> bool {
        self.link.open > 0 && self.target.is_some_and(|target| target.starts_with('#'))
    }

    const fn of(&mut self, element: Element) -> Option<&mut Mark> {
        match element {
            Element::Emphasis => Some(&mut self.emphasis),
            Element::Strong => Some(&mut self.strong),
            Element::Code => Some(&mut self.code),
            Element::Link => Some(&mut self.link),
            _ => None,
        }
    }

    fn kind(&self, element: Element) -> SpanKind {
        match element {
            Element::Strong => SpanKind::Strong,
            Element::Code => SpanKind::Code,
            Element::Link => SpanKind::Link(target::read(self.target)),
            _ => SpanKind::Emphasis,
        }
    }
}

fn push(since: usize, kind: SpanKind, draft: &mut Draft) {
    let text = draft.text.get(since..).unwrap_or_default();
    let range = TextRange::new(since, since + text.trim_end().len());
    if !range.is_empty() && kind != SpanKind::Link(String::new()) {
        draft.spans.push(Span { range, kind });
    }
}
