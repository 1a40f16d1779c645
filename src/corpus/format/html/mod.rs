//! HTML: what its elements say becomes blocks and spans. The parts are read by [`scan`] (tags and
//! texts), [`words`] (characters and white space) and [`flow`] (structure); [`page`] finds the
//! article in a saved page, [`meta`] what the page states about it.

use super::{Draft, Format, LoadError, plain};
use crate::corpus::decode;
use crate::text::clean;

mod area;
mod element;
mod entity;
mod flow;
mod found;
mod jsonld;
mod lines;
mod list;
mod marks;
mod meta;
mod page;
mod scan;
mod skeleton;
mod stack;
mod table;
mod target;
#[cfg(test)]
mod tests;
mod watch;
mod words;

/// HTML: a saved page, whose article is read without the page around it.
pub const FORMAT: Format = Format {
    name: "HTML",
    endings: &["html", "htm", "xhtml", "shtml"],
    sniff,
    declares: |bytes| declared(bytes).is_some(),
    parse,
};

/// How many bytes of a page can declare its encoding.
const HEAD: usize = 4096;

fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = match head.strip_prefix("<!--") {
        Some(comment) => comment
            .split_once("-->")
            .map_or("", |(_, rest)| rest.trim_start()),
        None => head,
    };
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let decoded = decode::declared(bytes, declared(bytes).as_deref())?;
    let mut draft = if decoded.text.contains('<') {
        page::read(&decoded.text)
    } else {
        let cleaned = clean::clean(&decoded.text);
        let mut draft = Draft {
            signs: cleaned.signs,
            ..Draft::default()
        };
        plain::blocks(&cleaned.text, &mut draft);
        draft
    };
    draft.problems.splice(0..0, decoded.notice);
    Ok(vec![draft])
}

/// The encoding that a page declares.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    scan::Scanner::new(&head).find_map(|token| {
        let scan::Token::Open(tag) = token else {
            return None;
        };
        if !tag.name.eq_ignore_ascii_case("meta") {
            return None;
        }
        let label = match tag.attribute("charset") {
            Some(label) => label,
            None => {
                let content = tag.attribute("content")?;
                let at = content.to_ascii_lowercase().find("charset=")?;
                content.get(at + 8..)?.split([';', ' ']).next()?
            }
        };
        Some(label.trim().to_owned())
    })
}

/// Reads a saved page, whose article it is; `source` is decoded and not clean.
pub(super) fn saved(source: &str) -> Draft {
    page::read(source)
}

/// Reads a fragment of HTML (the entry of a feed, a chapter, a mail) into blocks and spans at the
/// end of the draft. `html` need not be clean; what becomes text is. Time is linear, and nesting
/// beyond 256 elements and attributes beyond 1,000 of a tag are cut, which is a problem of the
/// draft. What the fragment hides, and scripts and styles, give no text.
pub(super) fn fragment(html: &str, draft: &mut Draft) {
    flow::read(html, draft);
}
