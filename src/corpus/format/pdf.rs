//! PDF with a text layer: what is drawn is put together to lines ([`page`]), without what recurs
//! on the pages ([`margins`]), and the lines to paragraphs ([`flow`]). Pictures of text are not
//! read, and nothing in the file is ever run. Where its [`links`] lead is kept.

use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::{LoadPdfError, Pdf};

use super::{Draft, Format, LoadError, again};
use crate::corpus::metadata::Field;
use crate::corpus::{BlockKind, Span, SpanKind};
use crate::text::TextRange;
use crate::text::clean::{clean, clean_line};
use crate::text::fold::fold;

mod bound;
mod encoding;
mod flow;
mod font;
mod links;
mod margins;
mod matrix;
mod page;

/// PDF.
pub const FORMAT: Format = Format {
    name: "PDF",
    endings: &["pdf"],
    sniff,
    declares: |_| true,
    parse,
};

/// The most pages that are read.
const MOST_PAGES: usize = 5000;
/// The most links of a paragraph whose places are looked for where cleaning changed its text.
const MOST_MOVED: usize = 32;

/// Programs write something before the sign.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    memchr::memmem::find(head, b"%PDF-").is_some()
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    if bound::is_bomb(bytes) {
        return Err(LoadError::Refused("it unpacks to more than 256 MB"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            LoadError::Refused("it is encrypted, and there is no way to give a password")
        }
        LoadPdfError::Invalid => LoadError::Damaged("no PDF can be read from it"),
    })?;
    let mut draft = Draft::default();
    let mut reading = page::Reading::new();
    let pages = pdf.pages();
    let mut lines: Vec<Vec<page::Line>> = pages
        .iter()
        .take(MOST_PAGES)
        .map(|page| seen(page::lines(page, &mut reading)))
        .collect();
    let letters: usize = lines.iter().flatten().map(|line| line.text.len()).sum();
    if letters == 0 {
        return Err(LoadError::NoText(if reading.unknown > 0 {
            "its fonts do not say which letters they show"
        } else {
            "its pages are pictures"
        }));
    }
    if reading.unknown > letters {
        draft.problems.push(LoadError::Cut(
            "some of its fonts do not say which letters they show, and those are missing",
        ));
    }
    if reading.is_exhausted() || pages.len() > MOST_PAGES {
        draft
            .problems
            .push(LoadError::Cut("it is too long to show all of it"));
    }
    margins::mark(&mut lines);
    for page in &mut lines {
        // What runs up the side of a page is no part of what runs along it.
        page.retain(|line| {
            let kept = line.level && !line.artifact;
            if !kept {
                draft.removed.push(clean_line(&line.text));
            }
            kept
        });
    }
    let (paragraphs, body) = flow::paragraphs(&lines);
    metadata(&pdf, &paragraphs, body, &mut draft);
    for paragraph in &paragraphs {
        let start = draft.text.len();
        let text = again(&paragraph.text, &mut draft.signs);
        draft
            .text
            .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        let same = *text == *paragraph.text;
        let most = if same { usize::MAX } else { MOST_MOVED };
        for link in paragraph.links.iter().take(most) {
            let at = |byte: usize| match paragraph.text.get(..byte) {
                Some(before) if !same => text.floor_char_boundary(clean(before).text.len()),
                _ => byte,
            };
            let range = TextRange::new(at(link.range.start), at(link.range.end));
            if !range.is_empty() {
                draft.spans.push(Span {
                    range: range.shifted(start),
                    kind: SpanKind::Link(link.target.to_string()),
                });
            }
        }
        draft.close(start, paragraph.kind);
    }
    Ok(vec![draft])
}

/// What a page shows: the text under a scanned page where nothing else is text.
fn seen(mut lines: Vec<page::Line>) -> Vec<page::Line> {
    let letters = |hidden: bool| -> usize {
        lines
            .iter()
            .filter(|line| line.hidden == hidden)
            .map(|line| line.text.len())
            .sum()
    };
    let hidden = letters(true) > letters(false);
    lines.retain(|line| line.hidden == hidden);
    lines
}

/// What programs write where nobody told them who signs.
const NOBODY: [&str; 6] = [
    "(anonymous)",
    "anonymous",
    "(unspecified)",
    "unknown",
    "user",
    "root",
];

/// Takes what the file states about itself. When it was made is no date of the article.
fn metadata(pdf: &Pdf, paragraphs: &[flow::Paragraph], body: f64, draft: &mut Draft) {
    let stated = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(string).unwrap_or_default();
    // A complaint about such a value would help nobody.
    let mut state = |field, value: String| drop(draft.own.state(field, &[value]));
    let author = text(&stated.author);
    if !NOBODY.contains(&fold(&author).as_str()) {
        state(Field::Author, author);
    }
    state(Field::Tags, text(&stated.keywords).replace(';', ","));
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if let Some(lang) = root.and_then(|root| root.get::<PdfString<'_>>("Lang")) {
        state(Field::Lang, string(lang.as_bytes()));
    }
    let title = clean_line(&text(&stated.title));
    if is_title(&title) && (!has_heading(paragraphs, body) || is_said(&title, paragraphs)) {
        state(Field::Title, title);
    }
}

/// Whether the stated title is one: programs put the name of a file there.
fn is_title(title: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        ".doc", ".docx", ".odt", ".rtf", ".indd", ".qxd", ".qxp", ".tex", ".pdf", ".pages",
    ];
    const NONE: [&str; 6] = [
        "untitled",
        "senza titolo",
        "microsoft word",
        "documento",
        "layout",
        "print",
    ];
    let folded = fold(title);
    title.contains(char::is_alphabetic)
        && !ENDINGS.iter().any(|ending| folded.ends_with(ending))
        && !NONE.iter().any(|none| folded.starts_with(none))
        && folded != "about:blank"
}

/// Whether the first page has a line that is plainly a title.
fn has_heading(paragraphs: &[flow::Paragraph], body: f64) -> bool {
    paragraphs.iter().any(|paragraph| {
        paragraph.page == 0
            && matches!(paragraph.kind, BlockKind::Heading(1))
            && paragraph.size > body * 1.3
    })
}

/// Whether a title stands on the first page.
fn is_said(title: &str, paragraphs: &[flow::Paragraph]) -> bool {
    let title = fold(title);
    paragraphs
        .iter()
        .filter(|paragraph| paragraph.page == 0)
        .any(|paragraph| fold(&clean_line(&paragraph.text)).contains(&title))
}

/// A string of the file's dictionaries: UTF-16 or UTF-8 with a mark, else `PDFDocEncoding`, of
/// which Windows-1252 has all letters of western Europe at the same place.
fn string(bytes: &[u8]) -> String {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    text.into_owned()
}

#[cfg(test)]
pub(super) mod tests;
