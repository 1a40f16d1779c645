//! What the texts between tags become: words of the open block or of a cell, and blocks where they
//! end. Which elements are open is kept by [`Flow`].

use super::{DEEPEST_LIST, Flow};
use crate::corpus::BlockKind;
use crate::corpus::format::Blocks;
use crate::corpus::format::html::lines;
use crate::corpus::format::html::words::{Words, raise, small_number};

impl<'a> Flow<'a, '_> {
    pub(super) fn text(&mut self, text: &'a str, references: bool) {
        if self.hidden > 0 {
            return;
        }
        if let Some(page) = &mut self.page {
            let first = self.draft.text.len() <= self.after_sign;
            page.text(text, references, first, self.stack.area());
        }
        let text = self.words.clean(text, references, &mut self.draft.signs);
        if self.preformatted > 0 && self.table.is_none() {
            if !text.is_empty() {
                self.marks.text_at(self.draft.text.len());
                Words::push_lines(&text, self.after_sign, &mut self.draft.text);
            }
            return;
        }
        let from = match &mut self.table {
            None => self.after_sign,
            Some(table) => match table.start() {
                Some(start) => start,
                None if text.chars().all(char::is_whitespace) => return,
                None => {
                    // Text between cells is a row of its own.
                    table.row(self.draft);
                    table.cell(None, self.draft);
                    self.draft.text.len()
                }
            },
        };
        let bare = self.draft.text.len() <= from || self.draft.text.ends_with('\n');
        let blank = self.words.lead(&text, bare, &mut self.draft.text);
        if blank {
            return;
        }
        self.marks.text_at(self.draft.text.len());
        if self.superscript > 0
            && let Some(number) = small_number(&text)
        {
            let note = self.marks.leads_inside();
            raise(number, note, &mut self.draft.text);
            self.words.trail(&text);
            return;
        }
        self.words.push(&text, &mut self.draft.text);
    }

    /// Begins a block with a sign, or goes on in a cell.
    pub(super) fn begin(&mut self, sign: &str) {
        if self.table.is_some() {
            self.words.space();
            return;
        }
        self.begin_with(sign);
    }

    /// Ends a part of the text: a block, or a line of a cell.
    pub(super) fn part(&mut self) {
        if self.table.is_some() {
            self.words.space();
        } else {
            self.flush();
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.marks.interrupt(self.draft);
        self.words.forget_space();
        if let Some(table) = &mut self.table {
            table.end_cell(self.draft);
        }
    }

    pub(super) fn end_table(&mut self) {
        self.marks.interrupt(self.draft);
        self.words.forget_space();
        if let Some(table) = self.table.take() {
            table.write(self.draft);
            self.draft.close(self.start, BlockKind::Verbatim);
            self.restart();
        } else {
            self.flush();
        }
    }

    pub(super) fn restart(&mut self) {
        if let Some(page) = &mut self.page {
            page.blocks(self.draft.blocks.len());
        }
        self.item = false;
        self.start = self.draft.text.len();
        self.after_sign = self.start;
        self.first_span = self.draft.spans.len();
    }
}

impl Blocks for Flow<'_, '_> {
    fn opened(&mut self) -> (&mut String, usize, &mut usize) {
        (&mut self.draft.text, self.start, &mut self.after_sign)
    }

    fn flush(&mut self) {
        self.marks.interrupt(self.draft);
        self.words.forget_space();
        if self.draft.text.len() > self.after_sign {
            if let Some(level) = self.heading {
                lines::join(self.draft, self.start);
                self.draft.close(self.start, BlockKind::Heading(level));
            } else if self.preformatted > 0 {
                self.draft.close(self.start, BlockKind::Verbatim);
            } else if self.item {
                let depth =
                    u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(DEEPEST_LIST);
                lines::join(self.draft, self.start);
                let depth = depth.min(DEEPEST_LIST);
                self.draft.close(self.start, BlockKind::Item { depth });
            } else {
                let kind = if self.quotes > 0 {
                    BlockKind::Quote
                } else {
                    BlockKind::Paragraph
                };
                lines::close(self.draft, self.start, self.first_span, kind);
            }
        } else {
            self.draft.text.truncate(self.start);
        }
        self.restart();
    }
}
