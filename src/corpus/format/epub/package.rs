//! What an EPUB says of itself (EPUB 3.3 and 2): where the list of its parts is, its metadata, the
//! order of its chapters, and their titles in the table of contents. Names inside the book are
//! made the names of its members here; what leads elsewhere is none.

use std::collections::{HashMap, HashSet};

use super::super::xml::{Tag, Token, Tokens};
use crate::corpus::metadata::{Field, Metadata};
use crate::text::clean::clean_line;

/// The most entries of each list.
const MOST: usize = 100_000;

/// What the list of parts says.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// What is stated of the whole book; its title is the outlet of each chapter.
    pub(super) metadata: Metadata,
    /// The names of the chapters in their order.
    pub(super) chapters: Vec<String>,
    /// The name of the table of contents.
    pub(super) contents: Option<String>,
}

impl Package {
    /// Whether something is locked that is no chapter and no font, whose shapes do not matter.
    pub(super) fn locked_parts(&self, locked: &HashSet<String>) -> bool {
        locked.iter().any(|name| {
            let name = name.to_ascii_lowercase();
            ![".otf", ".ttf", ".woff", ".woff2"]
                .iter()
                .any(|font| name.ends_with(font))
        })
    }
}

/// The name of the list of parts, by `META-INF/container.xml`.
pub(super) fn root(container: &str) -> Option<String> {
    let mut tokens = Tokens::new(container);
    loop {
        match tokens.next() {
            Token::Open(tag) if tag.local() == "rootfile" => {
                return member(&tag.attribute("full-path")?, "");
            }
            Token::End | Token::Break => return None,
            _ => {}
        }
    }
}

/// Reads the list of parts, which is the member `name`. Of a broken one, what stands before the
/// break.
pub(super) fn read(source: &str, name: &str) -> Package {
    let mut package = Package::default();
    let mut parts: HashMap<String, String> = HashMap::new();
    let (mut creators, mut subjects, mut published) = (Vec::new(), Vec::new(), None);
    let mut order = Vec::new();
    let mut tokens = Tokens::new(source);
    loop {
        let tag = match tokens.next() {
            Token::Open(tag) => tag,
            Token::End | Token::Break => break,
            _ => continue,
        };
        match tag.local() {
            "item" if parts.len() < MOST => {
                let part = tag.attribute("href").and_then(|href| member(&href, name));
                // What leads out of the book is named as it is written, and is missing.
                let part = part.or_else(|| tag.attribute("href")).unwrap_or_default();
                let kind = tag.attribute("media-type").unwrap_or_default();
                let properties = tag.attribute("properties").unwrap_or_default();
                if properties.split(' ').any(|property| property == "nav") {
                    package.contents = Some(part.clone());
                } else if kind == "application/x-dtbncx+xml" {
                    package.contents.get_or_insert_with(|| part.clone());
                }
                if let Some(id) = tag.attribute("id") {
                    parts.insert(id, part);
                }
            }
            "itemref" if order.len() < MOST => order.extend(tag.attribute("idref")),
            "title" => state(&mut package, Field::Source, &mut tokens),
            "language" => state(&mut package, Field::Lang, &mut tokens),
            "creator" => creators.push(text(&mut tokens)),
            "subject" => subjects.push(text(&mut tokens)),
            "date" => {
                let event = tag.attribute("event");
                let date = text(&mut tokens);
                match event.as_deref() {
                    // EPUB 2 has several dates, each with what happened on it.
                    Some("publication") => published = Some(date),
                    Some(_) => {}
                    None => {
                        published.get_or_insert(date);
                    }
                }
            }
            _ => {}
        }
    }
    package.metadata.state(Field::Author, &creators);
    package.metadata.state(Field::Tags, &subjects);
    if let Some(date) = published {
        package.metadata.state(Field::Date, &[date]);
    }
    package.chapters = order
        .into_iter()
        .map(|id| parts.get(&id).cloned().unwrap_or(id))
        .collect();
    package
}

fn state(package: &mut Package, field: Field, tokens: &mut Tokens<'_>) {
    // What is no language says nothing.
    package.metadata.state(field, &[text(tokens)]);
}

/// The text of the element that was just opened.
fn text(tokens: &mut Tokens<'_>) -> String {
    let depth = tokens.depth();
    let mut all = String::new();
    loop {
        match tokens.next() {
            Token::Text(text) => all.push_str(&text),
            Token::Close if tokens.depth() < depth => return all,
            Token::End | Token::Break => return all,
            _ => {}
        }
    }
}

/// The titles of chapters by the names of their members, as the table of contents `name` has them:
/// the links of a page (EPUB 3) or the points of an NCX (EPUB 2). Of several for one chapter the
/// first is that of its beginning.
pub(super) fn titles(source: &str, name: &str) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let mut tokens = Tokens::new(source);
    let mut label = String::new();
    let mut add = |part: Option<String>, title: &str| {
        let title = clean_line(title);
        if let Some(part) = part
            && !title.is_empty()
            && titles.len() < MOST
        {
            titles.entry(part).or_insert(title);
        }
    };
    let link = |tag: &Tag<'_>, key: &str| {
        let target = tag.attribute(key)?;
        member(target.split('#').next().unwrap_or_default(), name)
    };
    loop {
        match tokens.next() {
            Token::Open(tag) => match tag.local() {
                "a" => {
                    let part = link(&tag, "href");
                    add(part, &text(&mut tokens));
                }
                "text" => label = text(&mut tokens),
                "content" => add(link(&tag, "src"), &label),
                _ => {}
            },
            Token::End | Token::Break => break,
            _ => {}
        }
    }
    titles
}

/// The names of the members that are encrypted; one without a name where the list has none.
pub(super) fn locked(source: &str) -> HashSet<String> {
    let mut locked = HashSet::new();
    let mut tokens = Tokens::new(source);
    let mut unnamed = false;
    loop {
        match tokens.next() {
            Token::Open(tag) if tag.local() == "EncryptedData" => unnamed = true,
            Token::Open(tag) if tag.local() == "CipherReference" => {
                unnamed = false;
                locked.extend(tag.attribute("URI").and_then(|uri| member(&uri, "")));
            }
            Token::End | Token::Break => break,
            _ => {}
        }
    }
    if unnamed {
        locked.insert(String::new());
    }
    locked
}

/// The name of the member that `href` leads to from the member `from`; none where it leads out of
/// the book.
fn member(href: &str, from: &str) -> Option<String> {
    let href = percent_decoded(href.split('#').next().unwrap_or_default());
    let scheme = href.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    });
    if href.is_empty() || scheme || href.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%C3%A9` as `é`; what is no such escape stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| str::from_utf8(digits).ok());
        let value = digits
            .filter(|digits| byte == b'%' && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(value.unwrap_or(byte));
        rest = after
            .get(if value.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_names_lead_to_members_or_nowhere() {
        for (href, from, name) in [
            ("a.xhtml", "OEBPS/content.opf", Some("OEBPS/a.xhtml")),
            (
                "./b/../a.xhtml#x",
                "OEBPS/content.opf",
                Some("OEBPS/a.xhtml"),
            ),
            ("../a.xhtml", "OEBPS/content.opf", Some("a.xhtml")),
            ("../../../etc/passwd", "OEBPS/content.opf", None),
            ("/etc/passwd", "content.opf", None),
            ("file:///etc/passwd", "content.opf", None),
            ("http://example.org/a", "content.opf", None),
            ("caf%C3%A9.xhtml", "content.opf", Some("café.xhtml")),
            ("100%.xhtml", "content.opf", Some("100%.xhtml")),
            ("", "content.opf", None),
        ] {
            assert_eq!(member(href, from).as_deref(), name, "{href}");
        }
    }
}
