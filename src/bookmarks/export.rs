//! Bookmarks for people and other programs, always with the quote and the citation. Nothing in
//! these formats does anything when it is printed; where the format has escapes ([`json_lines`],
//! [`w3c`], the comments of [`markdown`]) it comes back exactly, else what does not print is a
//! visible sign. The format for spreadsheets is for `table`.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::corpus::Origin;
use crate::text::clean::clean_line;

use super::json;
use super::record::Record;
use super::standing::Standing;
use super::{Bookmark, BookmarkId, place, table};

/// What begins the comment of a bookmark in a Markdown export.
pub(super) const COMMENT: &str = "<!-- rassegna ";
/// The name of our own field in an annotation, which holds the whole [`Record`].
pub(super) const RECORD: &str = "rassegna:record";

/// The formats, by the names of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To read and to print.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// For spreadsheets.
    Csv,
    /// W3C Web Annotations, JSON-LD.
    W3c,
}

impl Format {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Markdown, "markdown"),
        (Self::JsonLines, "jsonl"),
        (Self::Csv, "csv"),
        (Self::W3c, "w3c"),
    ];

    /// Writes `bookmarks` in this format, in the order given.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Markdown => markdown(bookmarks, out),
            Self::JsonLines => json_lines(bookmarks, out),
            Self::Csv => table::write(bookmarks, out),
            Self::W3c => w3c(bookmarks, out),
        }
    }
}

/// One JSON object a line: the fields of the bookmark's file, and the citation.
///
/// # Errors
/// Those of `out`.
pub fn json_lines(bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
    json_lines_with(&HashMap::new(), bookmarks, out)
}

/// The same, and of those of which it is known what became of the passage: `standing` (`exact`,
/// `changed`, `lost`), and in `now` what stands there where it changed.
///
/// # Errors
/// Those of `out`.
pub fn json_lines_with(
    standings: &HashMap<BookmarkId, Standing>,
    bookmarks: &[Bookmark],
    out: &mut dyn Write,
) -> io::Result<()> {
    for bookmark in bookmarks {
        let record = Record::new(bookmark);
        let record = match standings.get(&bookmark.id) {
            Some(standing) => record.standing(standing),
            None => record,
        };
        writeln!(out, "{}", json::line(&record))?;
    }
    Ok(())
}

/// A document to read: for each bookmark its article's title (once where several follow each
/// other), the quote, the citation, the note and the tags; and a comment with everything, from
/// which it can be imported again.
///
/// # Errors
/// Those of `out`.
pub fn markdown(bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
    let mut last = None;
    for bookmark in bookmarks {
        let shown = bookmark.shown();
        let citation = bookmark.citation();
        if last.as_ref() != Some(&citation) && !shown.title.is_empty() {
            writeln!(out, "## {}\n", shown.title)?;
        }
        for line in shown.quote.split('\n') {
            writeln!(out, "{}", format!("> {line}").trim_end())?;
        }
        writeln!(out, "\n— {citation}\n")?;
        if !shown.note.is_empty() {
            // Only our own comments may look like them.
            writeln!(out, "{}\n", shown.note.replace("<!--", "&lt;!--"))?;
        }
        if !shown.tags.is_empty() {
            writeln!(out, "Tags: {}\n", shown.tags.join(", "))?;
        }
        // A comment ends at the first `-->`.
        let record = json::line(&Record::new(bookmark)).replace('>', "\\u003e");
        writeln!(out, "{COMMENT}{record} -->\n")?;
        last = Some(citation);
    }
    Ok(())
}

/// An `AnnotationCollection` of W3C Web Annotations, JSON-LD. The position of a passage, which
/// counts bytes of a text that only this program has, is in our own field.
///
/// # Errors
/// Those of `out`.
pub fn w3c(bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
    let context = json!([
        "http://www.w3.org/ns/anno.jsonld",
        {
            "rassegna": "urn:rassegna:",
            RECORD: {"@id": RECORD, "@type": "@json"},
        },
    ]);
    writeln!(
        out,
        "{{\"@context\":{context},\"type\":\"AnnotationCollection\",\"label\":\"rassegna\",\"total\":{},\"first\":{{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
        bookmarks.len()
    )?;
    for (i, bookmark) in bookmarks.iter().enumerate() {
        let comma = if i + 1 < bookmarks.len() { "," } else { "" };
        writeln!(out, "{}{comma}", json::line(&annotation(bookmark)))?;
    }
    writeln!(out, "]}}}}")
}

fn annotation(bookmark: &Bookmark) -> Value {
    let mut body: Vec<Value> = Vec::new();
    if !bookmark.note.is_empty() {
        body.push(json!({
            "type": "TextualBody",
            "value": bookmark.note,
            "format": "text/plain",
            "purpose": "commenting",
        }));
    }
    body.extend(
        bookmark
            .tags
            .iter()
            .map(|tag| json!({"type": "TextualBody", "value": tag, "purpose": "tagging"})),
    );
    let source = match (&bookmark.url, &bookmark.origin) {
        (Some(url), _) => clean_line(url),
        (None, Some(Origin::File { path, .. })) => place::to_address(path),
        (None, Some(Origin::Embedded(name))) => {
            format!("urn:rassegna:article:{}", clean_line(name))
        }
        (None, None) => "urn:rassegna:article".into(),
    };
    json!({
        "id": format!("urn:rassegna:bookmark:{}", bookmark.id),
        "type": "Annotation",
        "motivation": if bookmark.note.is_empty() { "bookmarking" } else { "commenting" },
        "created": bookmark.created.to_string(),
        "modified": bookmark.modified.to_string(),
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": source,
                "type": "Text",
                "dc:title": bookmark.title,
                "dcterms:bibliographicCitation": bookmark.citation(),
            },
            "selector": {
                "type": "TextQuoteSelector",
                "exact": bookmark.quote,
                "prefix": bookmark.prefix,
                "suffix": bookmark.suffix,
            },
        },
        RECORD: Record::new(bookmark),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_bookmark, pact};
    use super::*;
    use crate::bookmarks::json::is_inert;

    fn written(format: Format, bookmarks: &[Bookmark]) -> String {
        let mut out = Vec::new();
        format.write(bookmarks, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_to_read() {
        let text = written(Format::Markdown, &[pact(), pact()]);
        let start = "## Il patto\n\n> paesi, oggi\n\n— «Il patto», La Gazzetta, 2024-06-19, \
                     https://example.org/patto\n\n=HYPERLINK(\"x\")\n\nTags: patto, Kim\n\n\
                     <!-- rassegna {\"id\":\"a1\",";
        assert!(text.starts_with(start), "{text}");
        assert_eq!(text.matches("## Il patto").count(), 1);
    }

    #[test]
    fn an_annotation_that_others_understand() {
        let text = written(Format::W3c, &[pact()]);
        let read: Value = serde_json::from_str(&text).unwrap();
        let item = read.pointer("/first/items/0").unwrap();
        for (pointer, expected) in [
            ("/type", "Annotation"),
            ("/motivation", "commenting"),
            ("/body/0/purpose", "commenting"),
            ("/body/2/value", "Kim"),
            ("/target/source/id", "https://example.org/patto"),
            ("/target/selector/exact", "paesi, oggi"),
            ("/target/selector/prefix", "I due "),
            ("/target/selector/suffix", ", firmano.\n\nPoi basta."),
        ] {
            assert_eq!(item.pointer(pointer).unwrap(), expected, "{pointer}");
        }
        let empty: Value = serde_json::from_str(&written(Format::W3c, &[])).unwrap();
        assert_eq!(empty.pointer("/total").unwrap(), 0);
    }

    proptest::proptest! {
        #[test]
        fn nothing_does_anything_when_printed(bookmark in any_bookmark()) {
            for (format, name) in Format::ALL {
                let text = written(format, std::slice::from_ref(&bookmark));
                let line = text.chars().find(|&c| !is_inert(c) && !matches!(c, '\n' | '\r'));
                proptest::prop_assert_eq!(line, None, "{}", name);
            }
        }
    }
}
