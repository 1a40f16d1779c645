//! EPUB: each chapter of the book in its order is an article, with the book's title as its outlet.
//! Where the chapters are is for [`package`]; what a chapter says is HTML. Nothing outside the
//! file is ever opened, whatever the book refers to.

use std::collections::{HashMap, HashSet};

use super::{Draft, Format, LoadError, MOST_ARTICLES, html, xml};
use crate::corpus::archive::{self, Archive};
use crate::corpus::metadata::Field;
use crate::text::clean::clean_line;

mod package;

/// EPUB.
pub const FORMAT: Format = Format {
    name: "EPUB",
    endings: &["epub"],
    sniff,
    declares: |_| true,
    parse,
};

/// The most chapters that are told one by one not to be readable.
const MOST_COMPLAINTS: usize = 20;

/// The first member of every EPUB says what it is, without compression.
fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(archive::MAGIC)
        && bytes
            .get(30..58)
            .is_some_and(|head| head == b"mimetypeapplication/epub+zip")
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let archive = Archive::open(bytes)?;
    let book = Book::new(&archive);
    let container = book.text("META-INF/container.xml")?;
    let root = package::root(&container).ok_or(LoadError::Damaged(
        "the book does not say where its list of chapters is",
    ))?;
    let package = package::read(&book.text(&root)?, &root);
    let titles = package
        .contents
        .as_ref()
        .and_then(|contents| Some((contents, book.text(contents).ok()?)))
        .map(|(name, contents)| package::titles(&contents, name))
        .unwrap_or_default();
    let locked = book.text("META-INF/encryption.xml");
    let locked = package::locked(locked.as_deref().unwrap_or_default());

    let (mut drafts, mut problems, mut complaints) = (Vec::new(), Vec::new(), 0);
    let mut first_reason = None;
    let mut seen = HashSet::new();
    for chapter in &package.chapters {
        if drafts.len() >= MOST_ARTICLES || !seen.insert(chapter) {
            continue;
        }
        let draft = if locked.contains(chapter) {
            Err(LoadError::Refused("it is locked by its seller (DRM)"))
        } else {
            book.chapter(chapter)
        };
        match draft {
            Ok(mut draft) => {
                draft.own = package.metadata.clone();
                if let Some(title) = titles.get(chapter) {
                    draft.own.state(Field::Title, std::slice::from_ref(title));
                }
                let is_contents = Some(chapter) == package.contents.as_ref();
                let prose = draft.blocks.iter().any(|block| block.kind.is_prose());
                if prose && !is_contents {
                    drafts.push(draft);
                }
            }
            Err(reason) => {
                complaints += 1;
                if complaints <= MOST_COMPLAINTS {
                    problems.push(LoadError::Part {
                        name: clean_line(chapter),
                        reason: reason.to_string(),
                    });
                }
                first_reason.get_or_insert(reason);
            }
        }
    }
    if complaints > MOST_COMPLAINTS {
        problems.push(LoadError::Cut("more chapters than these cannot be read"));
    }
    if !archive.is_whole() && complaints > 0 {
        problems.push(LoadError::Cut(
            "it holds more than 10,000 files, and only the first of them are looked at",
        ));
    }
    if package.locked_parts(&locked) {
        problems.push(LoadError::Cut("parts of it are locked by its seller (DRM)"));
    }
    let Some(first) = drafts.first_mut() else {
        return Err(first_reason.unwrap_or(LoadError::NoText("no chapter of the book has any")));
    };
    problems.append(&mut first.problems);
    first.problems = problems;
    Ok(drafts)
}

/// The members of a book by their names, which are keys and never paths (promise A2).
struct Book<'a> {
    archive: &'a Archive<'a>,
    names: HashMap<&'a str, usize>,
}

impl<'a> Book<'a> {
    fn new(archive: &'a Archive<'a>) -> Self {
        // Of two members of one name the last is the newest.
        let files = archive
            .members()
            .iter()
            .enumerate()
            .filter(|(_, member)| member.is_file);
        Self {
            archive,
            names: files
                .map(|(place, member)| (member.name.as_str(), place))
                .collect(),
        }
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, LoadError> {
        let member = self
            .names
            .get(name)
            .and_then(|&place| self.archive.members().get(place))
            .ok_or(LoadError::Damaged("it is missing in the book"))?;
        self.archive.read(member)
    }

    fn text(&self, name: &str) -> Result<String, LoadError> {
        let bytes = self.bytes(name)?;
        Ok(xml::characters(&bytes)?.text.into_owned())
    }

    fn chapter(&self, name: &str) -> Result<Draft, LoadError> {
        let bytes = self.bytes(name)?;
        let decoded = xml::characters(&bytes)?;
        let mut draft = Draft::default();
        draft.problems.extend(decoded.notice);
        html::fragment(body(&decoded.text), &mut draft);
        Ok(draft)
    }
}

/// What stands in the body of a page; all of it where it has none.
fn body(page: &str) -> &str {
    let lower = page.to_ascii_lowercase();
    let starts = |at: &usize| {
        let after = lower.get(at + 5..).and_then(|rest| rest.chars().next());
        after.is_some_and(|c| c == '>' || c.is_whitespace())
    };
    let tag = lower.match_indices("<body").map(|(at, _)| at).find(starts);
    let Some(start) = tag.and_then(|at| Some(at + end_of_tag(lower.get(at..)?)?)) else {
        return page;
    };
    let end = lower
        .rfind("</body")
        .filter(|end| *end >= start)
        .unwrap_or(page.len());
    page.get(start..end).unwrap_or(page)
}

/// The byte after the sign that ends a tag, which can also stand in a value.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes()
        .position(|byte| match quote {
            Some(sign) => {
                if byte == sign {
                    quote = None;
                }
                false
            }
            None if matches!(byte, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            None => byte == b'>',
        })
        .map(|end| end + 1)
}

#[cfg(test)]
mod tests;
