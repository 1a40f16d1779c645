//! The formats of files: one row of [`FORMATS`] and one file each. A format turns bytes into
//! drafts, which are blocks with inline spans and what the file states about itself; which of the
//! blocks are text, and what the title is, is decided for all formats alike by `assemble`.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::error::LoadError;
use super::metadata::Metadata;
use super::{Block, BlockKind, Span, decode};
use crate::text::TextRange;
use crate::text::clean;

pub mod epub;
pub mod feed;
pub mod html;
pub mod json;
pub mod mail;
pub mod markdown;
pub mod pdf;
pub mod plain;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod survival;
mod xml;

/// The longest title before it is cleaned, in bytes: what is longer is cut.
const LONGEST_TITLE: usize = 10_000;
/// The most articles of one file.
pub(super) const MOST_ARTICLES: usize = 1 << 18;

/// A format that can be read.
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// Endings of file names that are enough to know it, in lower case.
    pub endings: &'static [&'static str],
    /// Whether the beginning of a file without such an ending is of this format.
    pub sniff: fn(&[u8]) -> bool,
    /// Whether a file of it says in which encoding its text is, or needs not say it.
    pub declares: fn(&[u8]) -> bool,
    /// The articles of a file.
    pub parse: fn(&[u8]) -> Result<Vec<Draft>, LoadError>,
}

/// Every format, the pickiest first: what no other claims is plain text, if it is text at all.
pub const FORMATS: &[Format] = &[
    json::FORMAT,
    epub::FORMAT,
    feed::FORMAT,
    pdf::FORMAT,
    html::FORMAT,
    mail::FORMAT,
    markdown::FORMAT,
    plain::FORMAT,
];

/// Formats that are told apart from plain text but not read: what they are, their endings, and
/// what a file of them begins with.
const UNREAD: &[(&str, &[&str], &[&str])] = &[
    ("a list of feeds (OPML)", &["opml"], &["<opml"]),
    ("an XML file that is no feed", &[], &["<?xml"]),
    (
        "data or a program's source",
        &[
            "toml", "yaml", "yml", "csv", "tsv", "ini", "cfg", "conf", "lock", "log", "sql", "css",
            "js", "ts", "py", "rs", "c", "h", "cpp", "java", "go", "rb", "php", "sh", "bib", "tex",
            "ics", "srt",
        ],
        &[],
    ),
];

/// The format of a file, by the ending of its name, else by how it begins.
///
/// # Errors
///
/// [`LoadError::Unsupported`] for a text that would be unreadable as it is.
pub fn of(ending: Option<&str>, bytes: &[u8]) -> Result<&'static Format, LoadError> {
    let has = |endings: &[&str]| {
        ending.is_some_and(|ending| {
            endings
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        })
    };
    if let Some(format) = FORMATS.iter().find(|format| has(format.endings)) {
        let plain = format.name == plain::FORMAT.name;
        return Ok(match plain && markdown::is_written_so(bytes) {
            true => &markdown::FORMAT,
            false => format,
        });
    }
    if let Some((what, _, _)) = UNREAD.iter().find(|row| has(row.1)) {
        return Err(LoadError::Unsupported(what));
    }
    let sniffed = FORMATS.iter().find(|format| (format.sniff)(bytes));
    if sniffed.is_some_and(|format| format.name != plain::FORMAT.name) {
        return sniffed.ok_or(LoadError::Binary("binary data"));
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let unread = |row: &&(&str, _, &[&str])| row.2.iter().any(|opening| head.starts_with(opening));
    match UNREAD.iter().find(unread) {
        Some((what, _, _)) => Err(LoadError::Unsupported(what)),
        None => sniffed.ok_or(LoadError::Binary("binary data")),
    }
}

/// An article as its format gives it, before the choice of what is text.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What front matter states.
    pub front: Metadata,
    /// What the format itself states.
    pub own: Metadata,
    /// The clean text of the blocks.
    pub text: String,
    /// Its blocks, in order, disjoint, none of them empty.
    pub blocks: Vec<Block>,
    /// Emphasis and links in `text`.
    pub spans: Vec<Span>,
    /// Texts that the format itself leaves out, clean: the page around the article.
    pub removed: Vec<String>,
    /// Whether headings are guessed from how lines look, so that a pull quote can pass for one.
    pub guessed: bool,
    /// Whether the file is nothing but a text, so that one without a word is an article without one.
    pub bare: bool,
    /// How many characters became visible signs.
    pub signs: usize,
    /// What should be known about how it was read.
    pub problems: Vec<LoadError>,
}

impl Draft {
    /// Ends the block that began at byte `start` of the text, without white space at its ends; an
    /// empty one is no block.
    pub fn close(&mut self, start: usize, kind: BlockKind) {
        let whole = self.text.get(start..).unwrap_or_default();
        let mut end = start + whole.trim_end().len();
        let lead = match kind {
            BlockKind::Verbatim => whole.len() - whole.trim_start_matches('\n').len(),
            _ => whole.len() - whole.trim_start().len(),
        };
        self.text.truncate(end);
        let first = self
            .text
            .get(start + lead..end)
            .and_then(|text| text.chars().next());
        if first.is_some_and(|first| !first.is_ascii() && is_combining_mark(first)) {
            // Without its line or sign, a mark would fall on whatever stands before the block.
            self.text.insert(start + lead, '◌');
            self.signs += 1;
            let wider = '◌'.len_utf8();
            for span in self
                .spans
                .iter_mut()
                .rev()
                .take_while(|span| span.range.end > start + lead)
            {
                span.range.end += wider;
                if span.range.start > start + lead {
                    span.range.start += wider;
                }
            }
            end += wider;
        }
        if start + lead < end {
            self.blocks.push(Block {
                range: TextRange::new(start + lead, end),
                kind,
            });
        }
    }
}

/// Whoever writes blocks into a draft one after the other, each perhaps behind a sign.
trait Blocks {
    /// The text so far, where the open block begins in it, and where the sign that it begins with
    /// ends.
    fn opened(&mut self) -> (&mut String, usize, &mut usize);

    /// Ends the open block.
    fn flush(&mut self);

    /// Begins a block with a sign. A paragraph that follows the sign of its item belongs to it.
    fn begin_with(&mut self, sign: &str) {
        let (text, start, after_sign) = self.opened();
        if sign.is_empty() && *after_sign > start && text.len() == *after_sign {
            return;
        }
        self.flush();
        let (text, _, after_sign) = self.opened();
        text.push_str(sign);
        *after_sign = text.len();
    }
}

/// The clean characters of a file that is text, with what should be known about them.
struct Characters<'a> {
    text: Cow<'a, str>,
    signs: usize,
    problems: Vec<LoadError>,
}

fn characters(bytes: &[u8]) -> Result<Characters<'_>, LoadError> {
    let decoded = decode::decode(bytes)?;
    let (text, signs) = if clean::is_plain(&decoded.text) {
        (decoded.text, 0)
    } else {
        let cleaned = clean::clean(&decoded.text);
        (Cow::Owned(cleaned.text), cleaned.signs)
    };
    Ok(Characters {
        text,
        signs,
        problems: decoded.notice.into_iter().collect(),
    })
}

/// Fills a draft with a text that is a field of something else, and may be HTML.
fn fill(text: &str, is_html: bool, draft: &mut Draft) {
    if is_html {
        html::fragment(text, draft);
    } else {
        let clean = again(text, &mut draft.signs);
        draft.guessed = true;
        plain::blocks(&clean, draft);
        plain::mark_headings(draft);
    }
}

/// A title without the HTML that programs put into it.
fn unmarked(title: &str) -> String {
    let title = title
        .get(..title.floor_char_boundary(LONGEST_TITLE))
        .unwrap_or_default();
    if !title.contains(['<', '&']) {
        return title.to_owned();
    }
    let mut draft = Draft::default();
    html::fragment(title, &mut draft);
    let words = draft.blocks.iter();
    let words: Vec<_> = words.map(|block| block.range.of(&draft.text)).collect();
    clean::clean_line(&words.join(" "))
}

/// `text` clean, for what a format makes of clean text: entities can name any character.
fn again<'a>(text: &'a str, signs: &mut usize) -> Cow<'a, str> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control() && b != b'\n') {
        return Cow::Borrowed(text);
    }
    let cleaned = clean::clean(text);
    *signs += cleaned.signs;
    Cow::Owned(cleaned.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_by_ending_then_by_content() {
        for (ending, bytes, name) in [
            (Some("md"), &b"testo"[..], "Markdown"),
            (Some("MARKDOWN"), b"testo", "Markdown"),
            (Some("txt"), b"# testo", "plain text"),
            (None, b"---\ntitle: x\n---\ntesto", "Markdown"),
            (None, b"# Titolo\n\ntesto", "Markdown"),
            (Some("strano"), b"testo", "plain text"),
            (Some("html"), b"testo", "HTML"),
            (None, b"\xef\xbb\xbf <!DOCTYPE html><p>", "HTML"),
            (None, b"{\"text\": \"testo\"}\n", "JSON Lines, JSON Feed"),
            (
                None,
                b"<?xml version='1.0'?><rss><channel>",
                "feed (RSS, Atom)",
            ),
            (None, b"%PDF-1.7", "PDF"),
            (Some("epub"), b"", "EPUB"),
        ] {
            assert_eq!(of(ending, bytes).unwrap().name, name);
        }
        for (ending, bytes) in [
            (Some("toml"), &b"a = 1"[..]),
            (Some("yaml"), b"---\na: 1"),
            (Some("opml"), b"<opml>"),
            (None, b"<?xml version='1.0'?><svg>"),
        ] {
            assert!(matches!(of(ending, bytes), Err(LoadError::Unsupported(_))));
        }
    }
}
