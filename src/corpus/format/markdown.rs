//! Markdown: CommonMark with the tables, footnotes and tasks of GitHub. Blocks of raw HTML inside it
//! are read as HTML; images give their description, and are never fetched.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use unicode_normalization::char::is_combining_mark;

use super::{Blocks, Characters, Draft, Format, LoadError, again, characters, html, plain};
use crate::corpus::{BlockKind, Span, SpanKind, frontmatter};
use crate::text::TextRange;
use crate::text::clean::clean_line;

/// Markdown.
pub const FORMAT: Format = Format {
    name: "Markdown",
    endings: &["md", "markdown", "mdown", "mkd", "mdwn"],
    sniff,
    declares: |_| false,
    parse,
};

/// The most signs that can be marks: the parser's memory grows with them, not with the text.
const MOST_MARKS: usize = 1_500_000;
/// The most events of the parser for one file, so that a small file of a huge table ends in time.
const MOST_EVENTS: usize = 6_000_000;
/// The longest target of a link, in bytes.
const LONGEST_LINK: usize = 2048;
/// The deepest list that is shown as such.
const DEEPEST: u8 = 8;

fn sniff(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    matches!(first.trim_ascii_end(), b"---" | b"+++") || first.starts_with(b"# ")
}

/// Bytes of a text in which a heading is looked for.
const OPENING: usize = 4096;

/// Whether a text that is called plain is written as Markdown after all: with front matter and a heading
/// marked by `#`.
pub(super) fn is_written_so(bytes: &[u8]) -> bool {
    let opening = bytes.get(..OPENING).unwrap_or(bytes);
    let heading = |line: &[u8]| {
        let marks = line.iter().take_while(|&&byte| byte == b'#').count();
        (1..=6).contains(&marks) && line.get(marks) == Some(&b' ')
    };
    sniff(bytes) && opening.split(|&byte| byte == b'\n').skip(1).any(heading)
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let Characters {
        text,
        signs,
        mut problems,
    } = characters(bytes)?;
    let front = frontmatter::read(&text);
    problems.extend(front.problems);
    let source = text.get(front.end..).unwrap_or_default();
    let mut builder = Builder {
        draft: Draft {
            front: front.metadata,
            bare: true,
            signs,
            problems,
            ..Draft::default()
        },
        ..Builder::default()
    };
    let marks = || source.bytes().filter(|b| b"[]*_`<|~!&".contains(b)).count();
    if source.len() > MOST_MARKS && marks() > MOST_MARKS {
        let mut draft = builder.draft;
        draft.problems.push(LoadError::Cut(
            "its marks are too many to be read as Markdown; shown as plain text",
        ));
        plain::blocks(source, &mut draft);
        return Ok(vec![draft]);
    }
    builder.draft.text.reserve(source.len());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for (count, (event, range)) in Parser::new_ext(source, options)
        .into_offset_iter()
        .enumerate()
    {
        if count == MOST_EVENTS {
            builder.draft.problems.push(LoadError::Cut(
                "its tables or marks are too many to show all of them",
            ));
            break;
        }
        builder.take(event, source.get(range).unwrap_or_default());
    }
    builder.flush();
    builder.link_notes();
    builder
        .draft
        .spans
        .sort_by_key(|span| (span.range.start, span.range.end));
    Ok(vec![builder.draft])
}

/// A draft in the making.
#[derive(Default)]
struct Builder {
    draft: Draft,
    /// Where the open block begins, and where the sign that it begins with ends.
    start: usize,
    after_sign: usize,
    heading: Option<u8>,
    quotes: usize,
    verbatim: bool,
    /// The open lists: the number of the next item, or none.
    lists: Vec<Option<u64>>,
    /// Whether the open block begins with the sign of an item.
    item: bool,
    /// Cells of the open row since the last one with text in it.
    cells: usize,
    in_row: bool,
    /// Inline marks that are open, and where they begin.
    marks: Vec<(SpanKind, usize)>,
    /// Where footnotes are referred to, by their labels, and where the sign of each stands.
    notes: Vec<(String, TextRange)>,
    definitions: HashMap<String, TextRange>,
    html: Option<String>,
    /// Whether this is the description of a badge: an image that links somewhere, after the words of
    /// a heading.
    badge: bool,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if self.html.is_none() && !self.badge {
                    self.push(&text, source);
                }
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let start = self.draft.text.len();
                self.push(&text, "");
                self.mark(SpanKind::Code, start);
            }
            Event::Html(text) => {
                if let Some(html) = &mut self.html {
                    html.push_str(&text);
                }
            }
            Event::InlineHtml(tag) => {
                if tag
                    .get(..3)
                    .is_some_and(|name| name.eq_ignore_ascii_case("<br"))
                {
                    self.push(" ", " ");
                }
            }
            Event::FootnoteReference(label) => {
                let start = self.draft.text.len();
                self.push(&format!("[{label}]"), "");
                let range = TextRange::new(start, self.draft.text.len());
                self.notes.push((label.to_string(), range));
            }
            Event::SoftBreak | Event::HardBreak => {
                let sign = if self.verbatim { "\n" } else { " " };
                self.push(sign, sign);
            }
            Event::Rule => {
                self.begin_with("");
                self.draft.text.push('⁂');
                self.draft.close(self.start, BlockKind::Rule);
                self.start = self.draft.text.len();
                self.after_sign = self.start;
            }
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }, ""),
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin_with("")
            }
            Tag::Heading { level, .. } => {
                self.begin_with("");
                self.heading = Some(number(level));
            }
            Tag::BlockQuote(_) => {
                self.begin_with("");
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.begin_with("");
                self.verbatim = true;
                if let CodeBlockKind::Fenced(_) = kind {
                    self.draft.text.push('\n');
                }
            }
            Tag::Table(_) => {
                self.begin_with("");
                self.verbatim = true;
            }
            Tag::TableHead | Tag::TableRow => {
                self.cells = 0;
                self.in_row = false;
            }
            Tag::TableCell => self.cells += 1,
            Tag::HtmlBlock => {
                self.begin_with("");
                self.html = Some(String::new());
            }
            Tag::List(first) => {
                self.begin_with("");
                self.lists.push(first);
            }
            Tag::Item => {
                let sign = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let sign = format!("{next}. ");
                        *next = next.saturating_add(1);
                        sign
                    }
                    _ => "• ".to_owned(),
                };
                self.begin_with(&sign);
                self.item = true;
            }
            Tag::FootnoteDefinition(label) => {
                let sign = clean_line(&label);
                self.flush();
                let start = self.draft.text.len();
                self.begin_with(&format!("[{sign}] "));
                let range = TextRange::new(start, self.after_sign.saturating_sub(1));
                self.definitions.entry(label.to_string()).or_insert(range);
            }
            Tag::Emphasis => self.marks.push((SpanKind::Emphasis, self.draft.text.len())),
            Tag::Strong => self.marks.push((SpanKind::Strong, self.draft.text.len())),
            Tag::Link { dest_url, .. } => {
                let target = if dest_url.len() <= LONGEST_LINK {
                    clean_line(&dest_url)
                } else {
                    String::new()
                };
                self.marks
                    .push((SpanKind::Link(target), self.draft.text.len()));
            }
            Tag::Image { .. } => {
                let links = matches!(self.marks.last(), Some((SpanKind::Link(_), _)));
                let text = self.draft.text.get(self.after_sign..).unwrap_or_default();
                self.badge = self.heading.is_some() && links && !text.trim().is_empty();
            }
            Tag::DefinitionList
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::Table => {
                self.flush();
                self.verbatim = false;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.draft.text.push('\n'),
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.flush();
                if html.starts_with("<!--") && !html.contains("-->") {
                    // What is never closed is text, so that an open comment swallows nothing.
                    for paragraph in html.split("\n\n") {
                        html::fragment(paragraph, &mut self.draft);
                    }
                } else {
                    html::fragment(&html, &mut self.draft);
                }
                self.start = self.draft.text.len();
                self.after_sign = self.start;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Image => self.badge = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                if let Some((kind, start)) = self.marks.pop()
                    && kind != SpanKind::Link(String::new())
                {
                    self.mark(kind, start);
                }
            }
            _ => {}
        }
    }

    /// Appends text of the open block; `source` is what it was made from, which is clean.
    fn push(&mut self, text: &str, source: &str) {
        if self.cells > 0 {
            for cell in 0..self.cells {
                if self.in_row || cell > 0 {
                    self.draft.text.push_str(" | ");
                }
            }
            self.in_row = true;
            self.cells = 0;
        }
        // Without the markup before it, a combining mark would fall on something else.
        let first = text.chars().next();
        let bare = first.is_some_and(|first| !first.is_ascii() && is_combining_mark(first));
        if text == source && !bare {
            self.draft.text.push_str(text);
        } else {
            let text = again(text, &mut self.draft.signs);
            if self.verbatim {
                self.draft.text.push_str(&text);
            } else {
                self.draft
                    .text
                    .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
            }
        }
    }

    /// Leads from each reference to its footnote, and from the footnote back to the first.
    fn link_notes(&mut self) {
        let mut returned = HashSet::new();
        for (label, reference) in &self.notes {
            let Some(&sign) = self.definitions.get(label) else {
                continue;
            };
            self.draft.spans.push(Span {
                range: *reference,
                kind: SpanKind::Note(sign.start),
            });
            if returned.insert(label) && sign.end <= self.draft.text.len() {
                self.draft.spans.push(Span {
                    range: sign,
                    kind: SpanKind::Note(reference.start),
                });
            }
        }
    }

    fn mark(&mut self, kind: SpanKind, start: usize) {
        let range = TextRange::new(start, self.draft.text.len());
        if !range.is_empty() {
            self.draft.spans.push(Span { range, kind });
        }
    }
}

impl Blocks for Builder {
    fn opened(&mut self) -> (&mut String, usize, &mut usize) {
        (&mut self.draft.text, self.start, &mut self.after_sign)
    }

    fn flush(&mut self) {
        self.cells = 0;
        if self.draft.text.len() > self.after_sign {
            let kind = if let Some(level) = self.heading {
                BlockKind::Heading(level)
            } else if self.verbatim {
                BlockKind::Verbatim
            } else if self.item {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(DEEPEST);
                BlockKind::Item {
                    depth: depth.min(DEEPEST),
                }
            } else if self.quotes > 0 {
                BlockKind::Quote
            } else {
                BlockKind::Paragraph
            };
            self.draft.close(self.start, kind);
        } else {
            self.draft.text.truncate(self.start);
        }
        self.item = false;
        self.start = self.draft.text.len();
        self.after_sign = self.start;
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
