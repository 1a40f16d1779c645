//! XML as feeds and books use it: tags and texts, in order. No entity but the five of XML and
//! numbers is ever expanded and no document type is looked at (promise A4): another entity is shown
//! as it is written. What the names mean is for the formats.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::LoadError;
use crate::corpus::decode::{self, Decoded};

/// The most attributes of one tag that are looked at.
const MOST_ATTRIBUTES: usize = 1000;

/// The characters of an XML file, by the encoding that its first line declares.
///
/// # Errors
///
/// As [`decode::declared`].
pub(super) fn characters(bytes: &[u8]) -> Result<Decoded<'_>, LoadError> {
    decode::declared(bytes, label(bytes).as_deref())
}

/// Whether an XML file says in which encoding it is.
pub(super) fn declares(bytes: &[u8]) -> bool {
    label(bytes).is_some()
}

/// The encoding that an XML file declares.
fn label(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..256).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let declaration = head
        .split("?>")
        .next()
        .filter(|head| head.contains("<?xml"))?;
    let value = declaration
        .split("encoding")
        .nth(1)?
        .trim_start()
        .strip_prefix('=')?;
    let label = value.trim_start().split(['"', '\'']).nth(1)?;
    Some(label.to_owned())
}

/// A part of an XML file.
pub(super) enum Token<'a> {
    /// A tag that opens; one that closes follows, also for `<br/>`.
    Open(Tag<'a>),
    /// A tag that closes.
    Close,
    /// Characters, with entities as what they mean.
    Text(Cow<'a, str>),
    /// The end, at which everything was closed.
    End,
    /// An end in the middle: the rest cannot be read.
    Break,
}

/// A tag that opens.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name with its prefix, such as `dc:creator`.
    pub(super) fn name(&self) -> &str {
        self.0.name().0
    }

    /// Its name without a prefix.
    pub(super) fn local(&self) -> &str {
        let name = self.name();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// The value of an attribute by its name without a prefix.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // That no name occurs twice takes time which grows with the square of their number.
        attributes.with_checks(false);
        attributes
            .take(MOST_ATTRIBUTES)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == wanted)
            .map(|attribute| resolved(&attribute.value))
    }
}

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    source: &'a str,
    depth: usize,
    started: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self {
            reader,
            source,
            depth: 0,
            started: false,
        }
    }

    /// The byte after the last token.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// What is written between two bytes.
    pub(super) fn source(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// How many tags are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn next(&mut self) -> Token<'a> {
        loop {
            return match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    self.started = true;
                    Token::Open(Tag(tag))
                }
                Ok(Event::End(_)) if self.depth > 0 => {
                    self.depth -= 1;
                    Token::Close
                }
                Ok(Event::Text(part)) => Token::Text(part.into_inner()),
                Ok(Event::CData(part)) => Token::Text(part.into_inner()),
                Ok(Event::GeneralRef(name)) => Token::Text(Cow::Owned(entity(&name))),
                Ok(Event::Eof) if self.depth == 0 && self.started => Token::End,
                Ok(Event::Eof) | Err(_) => Token::Break,
                Ok(_) => continue,
            };
        }
    }
}

/// What an entity stands for, if it is one of XML.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| {
        match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        }
        .ok()
    });
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.map(|number| char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)),
    };
    c.map_or_else(|| format!("&{name};"), String::from)
}

/// The value of an attribute with its entities as what they mean.
fn resolved(value: &str) -> String {
    let mut parts = value.split('&');
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';') {
            Some((name, rest)) if name.len() <= 10 => {
                resolved.push_str(&entity(name));
                resolved.push_str(rest);
            }
            _ => {
                resolved.push('&');
                resolved.push_str(part);
            }
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let mut tokens = Tokens::new(source);
        let mut shown = String::new();
        loop {
            match tokens.next() {
                Token::Open(tag) => shown += &format!("<{}", tag.name()),
                Token::Close => shown += ">",
                Token::Text(text) => shown += &text,
                Token::End => return shown + ".",
                Token::Break => return shown + "!",
            }
        }
    }

    #[test]
    fn a4_only_the_entities_of_xml_mean_something() {
        assert_eq!(
            shown(
                "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]><a>&b; &d; &lt;&#232;&#xE8;&#0; &amp</a>"
            ),
            "<a&b; &d; <èè\0 &amp>."
        );
        assert_eq!(shown("<a><br/><![CDATA[<b>]]></a>"), "<a<br><b>>.");
        assert_eq!(shown("<a><b>testo"), "<a<btesto!");
        assert_eq!(shown("</b><a></a>"), "<a>.");
        let mut tokens = Tokens::new("<x:a b='1' y:c=\"d&amp;&e;\"/>");
        let Token::Open(tag) = tokens.next() else {
            panic!()
        };
        assert_eq!((tag.name(), tag.local()), ("x:a", "a"));
        assert_eq!(tag.attribute("c").as_deref(), Some("d&&e;"));
        assert_eq!(tag.attribute("e"), None);
    }

    #[test]
    fn x3_the_declared_encoding_is_honoured() {
        let read = |bytes: &[u8]| characters(bytes).unwrap().text.into_owned();
        assert!(
            read(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caff\xe8</a>").contains("caffè")
        );
        let wide: Vec<u8> = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>caffè</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(read(&wide).contains("caffè"));
    }
}
