//! Tags and texts to blocks and spans, in one pass without a tree: which elements are open is all
//! that is kept, and what is nested deeper than [`DEEPEST`] is text without structure.

use std::collections::HashMap;

use super::super::{Blocks as _, Draft};
use super::area::Part;
use super::element::{Element, is_hidden};
use super::list::List;
use super::marks::Marks;
use super::scan::{Attributes, MOST_ATTRIBUTES, Scanner, Tag, Token, lower};
use super::stack::{DEEPEST, Open, Stack};
use super::table::{self, Table};
use super::watch::Watch;
use super::words::Words;
use crate::corpus::{BlockKind, LoadError, SpanKind};

mod blocks;

/// The deepest list that is shown as such.
const DEEPEST_LIST: u8 = 8;

/// The structure of a source as blocks of a draft.
pub(super) struct Flow<'a, 'd> {
    pub(super) draft: &'d mut Draft,
    words: Words,
    stack: Stack<'a>,
    /// Whether what is hidden from screen readers is hidden.
    aria: bool,
    page: Option<Watch>,
    /// Where the elements begin that links of the same source can lead to.
    anchors: Option<HashMap<&'a str, usize>>,
    /// Elements that are open beyond the deepest that are kept.
    deeper: usize,
    hidden: usize,
    heading: Option<u8>,
    quotes: usize,
    preformatted: usize,
    superscript: usize,
    lists: Vec<List>,
    table: Option<Table>,
    marks: Marks<'a>,
    /// Where the open block begins, and where the sign that it begins with ends.
    start: usize,
    after_sign: usize,
    /// The first span of the open block.
    first_span: usize,
    /// Whether the open block begins with the sign of an item.
    item: bool,
}

/// Reads `source` into blocks at the end of `draft`.
pub(super) fn read(source: &str, draft: &mut Draft) {
    let flow = Flow::new(draft);
    flow.run(source);
}

/// A whole page: its blocks, where each of them stands, and its skeleton.
pub(super) fn read_page(source: &str, aria: bool) -> (Draft, Watch) {
    let mut draft = Draft::default();
    let mut flow = Flow::new(&mut draft);
    flow.aria = aria;
    flow.page = Some(Watch::of(source.len()));
    let page = flow.run(source).unwrap_or_default();
    (draft, page)
}

impl<'a, 'd> Flow<'a, 'd> {
    fn new(draft: &'d mut Draft) -> Self {
        let start = draft.text.len();
        Self {
            words: Words::default(),
            stack: Stack::default(),
            aria: true,
            page: None,
            anchors: None,
            deeper: 0,
            hidden: 0,
            heading: None,
            quotes: 0,
            preformatted: 0,
            superscript: 0,
            lists: Vec::new(),
            table: None,
            marks: Marks::default(),
            start,
            after_sign: start,
            first_span: draft.spans.len(),
            item: false,
            draft,
        }
    }

    fn run(mut self, source: &'a str) -> Option<Watch> {
        let first_span = self.draft.spans.len();
        let leads_inside = ["href=\"#", "href='#", "href=#"];
        if leads_inside.iter().any(|link| source.contains(link)) {
            self.anchors = Some(HashMap::new());
        }
        let mut scanner = Scanner::new(source);
        while let Some(token) = scanner.next() {
            self.take(token, &scanner);
        }
        self.end();
        if let Some(spans) = self.draft.spans.get_mut(first_span..) {
            for span in spans.iter_mut() {
                if let SpanKind::Link(target) = &span.kind
                    && let Some(name) = target.strip_prefix('#')
                    && let Some(&place) =
                        self.anchors.as_ref().and_then(|anchors| anchors.get(name))
                {
                    span.kind = SpanKind::Note(place);
                }
            }
            spans.sort_by_key(|span| (span.range.start, span.range.end));
        }
        self.page
    }

    /// Takes the next token; `scanner` stands behind it.
    fn take(&mut self, token: Token<'a>, scanner: &Scanner<'a>) {
        match token {
            Token::Text(text) => self.text(text, true),
            Token::Raw(text) => self.text(text, false),
            Token::Open(tag) => self.open(tag, scanner),
            Token::Close(name) => self.close(name),
        }
    }

    fn end(&mut self) {
        while let Some(open) = self.stack.pop() {
            self.leave(open);
        }
        self.flush();
    }

    fn open(&mut self, tag: Tag<'a>, scanner: &Scanner<'a>) {
        let name = lower(tag.name);
        let element = Element::named(&name);
        if tag.attributes.len() > 2 * MOST_ATTRIBUTES
            && Attributes(tag.attributes).nth(MOST_ATTRIBUTES).is_some()
        {
            self.cut("a tag has more than 1,000 attributes; the rest of them was not looked at");
        }
        match element {
            Element::Break | Element::Rule | Element::Image | Element::Checkbox => {
                if self.hidden == 0 && (element == Element::Break || !is_hidden(&tag, self.aria)) {
                    if let Some(page) = &mut self.page {
                        page.empty(element);
                    }
                    self.sign(element, &tag);
                }
                return;
            }
            Element::Empty => return,
            _ => {}
        }
        self.imply_ends(element);
        if self.stack.len() >= DEEPEST {
            self.cut("elements are nested more than 256 deep; what is deeper is shown without its structure");
            self.deeper += usize::from(!tag.closed);
            if element.is_block() && self.hidden == 0 {
                self.begin("");
            }
            return;
        }
        let hidden = element == Element::Skipped || is_hidden(&tag, self.aria);
        self.hidden += usize::from(hidden);
        let entered = self.hidden == 0;
        let around = self.stack.area();
        let area = match &mut self.page {
            Some(page) if entered => page.open(&name, &tag, around),
            _ => around,
        };
        // Under a picture, who took it is not what it shows.
        let credit = area.is(Part::Credit) && !around.is(Part::Credit) && area.is(Part::Caption);
        let element = if credit && element == Element::Inline {
            Element::Block
        } else {
            element
        };
        let open = Open {
            element,
            name: tag.name,
            area,
            hidden,
            entered,
        };
        self.stack.push(&name, open);
        if entered {
            self.enter(element, &tag, scanner);
            self.anchor(&tag);
        }
        if tag.closed
            && let Some(open) = self.stack.pop()
        {
            self.leave(open);
        }
    }

    /// Notes where an element begins that links can lead to.
    fn anchor(&mut self, tag: &Tag<'a>) {
        if let Some(anchors) = &mut self.anchors
            && tag.attributes.len() > 3
            && let Some(name) = tag.attribute("id").or_else(|| tag.attribute("name"))
        {
            let begins = self.draft.text.len() <= self.after_sign;
            let place = if begins {
                self.start
            } else {
                self.draft.text.len()
            };
            anchors.entry(name).or_insert(place);
        }
    }

    /// Ends what the beginning of `next` ends: a paragraph before a block, an item before the next.
    fn imply_ends(&mut self, next: Element) {
        if next.is_block()
            && let Some(place) = self.stack.paragraph()
        {
            self.pop_to(place);
        }
        if let Some(place) = self.stack.ended_by(next) {
            self.end_at(place, next);
        }
    }

    fn close(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let name = lower(name);
        let element = Element::named(&name);
        match self.stack.closed_by(&name, element) {
            Some(place) => self.end_at(place, element),
            // Browsers see an empty paragraph in an end without a beginning.
            None if element == Element::Paragraph && self.hidden == 0 => self.begin(""),
            None => {}
        }
    }

    /// Ends the element at a place of the stack: a block with everything in it, an inline element
    /// by itself.
    fn end_at(&mut self, place: usize, element: Element) {
        if element.is_block() || element == Element::Skipped {
            self.pop_to(place);
        } else if let Some(open) = self.stack.take_out(place) {
            self.leave(open);
        }
    }

    fn pop_to(&mut self, place: usize) {
        while self.stack.len() > place
            && let Some(open) = self.stack.pop()
        {
            self.leave(open);
        }
    }

    /// Does what the beginning of a visible element does.
    fn enter(&mut self, element: Element, tag: &Tag<'a>, scanner: &Scanner<'a>) {
        match element {
            Element::Block | Element::Paragraph | Element::Description => self.begin(""),
            Element::Heading(level) => {
                self.begin("");
                self.heading = Some(level);
            }
            Element::Quote => {
                self.begin("");
                self.quotes += 1;
            }
            Element::List { ordered } => {
                self.begin("");
                self.lists.push(List::new(ordered, tag));
            }
            Element::Item => {
                let sign = match self.lists.last_mut() {
                    Some(list) => list.sign(tag),
                    None => List::default().sign(tag),
                };
                self.begin(&sign);
                self.item = true;
            }
            Element::Preformatted => {
                self.begin("");
                self.preformatted += 1;
            }
            Element::Table => {
                self.begin("");
                if self.table.is_none() && table::holds_data(tag, scanner) {
                    self.table = Some(Table::default());
                }
            }
            Element::Row | Element::Cell | Element::Caption if self.table.is_some() => {
                self.marks.interrupt(self.draft);
                self.words.forget_space();
                if let Some(table) = &mut self.table {
                    if element != Element::Cell {
                        table.row(self.draft);
                    }
                    if element != Element::Row {
                        table.cell(Some(tag), self.draft);
                    }
                }
            }
            Element::Row | Element::Cell | Element::TableSection | Element::Caption => {
                self.begin("")
            }
            Element::Emphasis | Element::Strong | Element::Code | Element::Link => {
                let target = match element {
                    Element::Link => tag.attribute("href"),
                    _ => None,
                };
                self.marks.begin(element, target);
            }
            Element::Superscript => self.superscript += 1,
            Element::QuotationMarks => self.text("“", false),
            _ => {}
        }
    }

    /// Does what the end of an element does.
    fn leave(&mut self, open: Open<'a>) {
        if open.hidden {
            self.hidden -= 1;
            return;
        }
        if !open.entered {
            return;
        }
        if let Some(page) = &mut self.page {
            page.close(&open);
        }
        match open.element {
            Element::Cell | Element::Caption if self.table.is_some() => self.end_cell(),
            Element::Block
            | Element::Paragraph
            | Element::Description
            | Element::Item
            | Element::Row
            | Element::Cell
            | Element::TableSection
            | Element::Caption => self.part(),
            Element::Heading(_) => {
                self.part();
                self.heading = None;
            }
            Element::Quote => {
                self.part();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Element::List { .. } => {
                self.part();
                self.lists.pop();
            }
            Element::Preformatted => {
                self.part();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Element::Table => self.end_table(),
            Element::Emphasis | Element::Strong | Element::Code | Element::Link => {
                self.marks.end(open.element, self.draft);
            }
            Element::Superscript => self.superscript = self.superscript.saturating_sub(1),
            Element::QuotationMarks => self.text("”", false),
            _ => {}
        }
    }

    fn sign(&mut self, element: Element, tag: &Tag<'a>) {
        match element {
            Element::Break if self.preformatted > 0 => self.text("\n", false),
            Element::Break if self.table.is_some() => self.words.space(),
            Element::Break => {
                self.words.forget_space();
                if self.draft.text.len() > self.after_sign {
                    if self.draft.text.ends_with('\n') {
                        self.flush();
                    } else {
                        self.draft.text.push('\n');
                    }
                }
            }
            Element::Rule => {
                self.imply_ends(Element::Rule);
                if self.table.is_none() {
                    self.flush();
                    self.draft.text.push('⁂');
                    self.draft.close(self.start, BlockKind::Rule);
                    self.restart();
                }
            }
            // Pages show signs of emotion as images.
            Element::Image => {
                let sign = tag.attribute("alt").filter(|sign| {
                    sign.len() <= 32 && !sign.is_empty() && !sign.chars().any(char::is_alphanumeric)
                });
                if let Some(sign) = sign {
                    self.text(sign, true);
                }
            }
            Element::Checkbox
                if tag
                    .attribute("type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
                    && self.item =>
            {
                let done = tag.attribute("checked").is_some();
                self.text(if done { "☑ " } else { "☐ " }, false);
            }
            _ => {}
        }
    }

    fn cut(&mut self, what: &'static str) {
        let problem = LoadError::Cut(what);
        if !self.draft.problems.contains(&problem) {
            self.draft.problems.push(problem);
        }
    }
}
