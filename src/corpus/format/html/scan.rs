//! HTML to tags and texts, in one pass and linear time whatever the input: what is never closed is
//! text. It knows no nesting; what the tags mean is for [`flow`](super::flow), characters written
//! as `&…;` are for [`entity`](super::entity).

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

/// The most attributes of one tag that are looked at.
pub(super) const MOST_ATTRIBUTES: usize = 1000;

/// One part of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, with its character references.
    Text(&'a str),
    /// Text without character references: the inside of a script, or CDATA.
    Raw(&'a str),
    /// `<name …>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(&'a str),
}

/// A tag that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// As it is written, in any case.
    pub(super) name: &'a str,
    /// What stands between the name and the `>`.
    pub(super) attributes: &'a str,
    /// Whether it closes itself, in the syntax of XML.
    pub(super) closed: bool,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, with its character references.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The attributes, as many as are looked at.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        Attributes(self.attributes).take(MOST_ATTRIBUTES)
    }
}

/// The names and values of the attributes of one tag; a value may be empty.
pub(super) struct Attributes<'a>(pub(super) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self
            .0
            .trim_start_matches([' ', '\t', '\n', '\r', '\x0c', '/']);
        let first = rest.chars().next()?.len_utf8();
        // A `=` that begins a name belongs to it.
        let end = rest
            .get(first..)?
            .find([' ', '\t', '\n', '\r', '\x0c', '/', '='])
            .map_or(rest.len(), |end| end + first);
        let (name, after) = rest.split_at(end);
        let after = after.trim_start_matches(SPACE);
        let Some(value) = after.strip_prefix('=') else {
            self.0 = after;
            return Some((name, ""));
        };
        let value = value.trim_start_matches(SPACE);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                let value = value.get(1..).unwrap_or_default();
                match value.find(quote) {
                    Some(end) => (value.get(..end)?, value.get(end + 1..)?),
                    None => (value, ""),
                }
            }
            None => value.split_at(value.find(SPACE).unwrap_or(value.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

/// What HTML calls white space.
pub(super) const SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\x0c'];

/// Goes through a source.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    source: &'a str,
    at: usize,
    /// Whether elements close themselves with `/>`, and CDATA is text.
    xml: bool,
    /// The element whose inside is neither tags nor text, if one is open.
    raw: Option<&'a str>,
    /// What the rest of the source does not hold, so that it is looked for only once.
    lacks: Lacks,
}

#[derive(Clone, Copy, Default)]
struct Lacks {
    greater: bool,
    double: bool,
    single: bool,
    comment_end: bool,
    cdata_end: bool,
    /// An end of a tag outside of quotes, so that quotes are none any more.
    unquoted: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            xml: is_xml(source),
            raw: None,
            lacks: Lacks::default(),
        }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The byte of `sign` at or after the byte `from`.
    fn find(&mut self, sign: u8, from: usize) -> Option<usize> {
        let lacks = match sign {
            b'>' => &mut self.lacks.greater,
            b'"' => &mut self.lacks.double,
            _ => &mut self.lacks.single,
        };
        if *lacks {
            return None;
        }
        let found = memchr(sign, self.source.as_bytes().get(from..)?);
        *lacks = found.is_none();
        found.map(|found| found + from)
    }

    /// The byte of the `>` that ends the tag whose attributes begin at the byte `from`; a quote
    /// that is never closed is no quote.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        if !self.lacks.unquoted {
            match self.tag_end_outside_quotes(from) {
                Some(end) => return Some(end),
                None => self.lacks.unquoted = true,
            }
        }
        self.find(b'>', from)
    }

    fn tag_end_outside_quotes(&mut self, from: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut at = from;
        loop {
            let found = at + memchr2(b'>', b'=', bytes.get(at..)?)?;
            at = found + 1;
            if bytes.get(found) == Some(&b'>') {
                return Some(found);
            }
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')) {
                at += 1;
            }
            if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at)
                && let Some(end) = self.find(quote, at + 1)
            {
                at = end + 1;
            }
        }
    }

    /// The inside of the raw element `name`, up to its end tag or the end of the source.
    fn inside(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let end = memmem::find_iter(rest.as_bytes(), b"</")
            .find(|at| {
                let after = rest.get(at + 2..).unwrap_or_default();
                after
                    .get(..name.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(name))
                    && !after
                        .get(name.len()..)
                        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
            })
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// A comment, a declaration, CDATA: gone over, or given where it is text.
    fn declaration(&mut self, rest: &'a str) -> Option<Token<'a>> {
        if rest.starts_with("<!--") {
            if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
                self.at += memchr(b'>', rest.as_bytes()).unwrap_or_default() + 1;
                return None;
            }
            if !self.lacks.comment_end {
                match memmem::find(rest.as_bytes(), b"-->") {
                    Some(end) => {
                        self.at += end + 3;
                        return None;
                    }
                    None => self.lacks.comment_end = true,
                }
            }
            self.at += 1;
            return rest.get(..1).map(Token::Text);
        } else if self.xml && rest.starts_with("<![CDATA[") && !self.lacks.cdata_end {
            match memmem::find(rest.as_bytes(), b"]]>") {
                Some(end) => {
                    self.at += end + 3;
                    return rest.get(9..end).map(Token::Raw);
                }
                None => self.lacks.cdata_end = true,
            }
        }
        match self.find(b'>', self.at) {
            Some(end) => {
                self.at = end + 1;
                None
            }
            None => {
                self.at += 1;
                rest.get(..1).map(Token::Text)
            }
        }
    }

    /// The tag at the beginning of `rest`, or the sign that is none after all.
    fn tag(&mut self, rest: &'a str) -> Token<'a> {
        let closes = rest.starts_with("</");
        let from = if closes { 2 } else { 1 };
        let length = rest
            .get(from..)
            .and_then(|rest| rest.find([' ', '\t', '\n', '\r', '\x0c', '/', '>']))
            .filter(|_| !self.lacks.greater);
        let end = length.and_then(|length| self.tag_end(self.at + from + length));
        let (Some(length), Some(end)) = (length, end) else {
            self.lacks.greater |= self.find(b'>', self.at).is_none();
            self.at += 1;
            return Token::Text("<");
        };
        let name = rest.get(from..from + length).unwrap_or_default();
        let inner = self
            .source
            .get(self.at + from + length..end)
            .unwrap_or_default();
        self.at = end + 1;
        if closes {
            return Token::Close(name);
        }
        let closed = self.xml && inner.ends_with('/');
        if !closed && is_raw(name) {
            self.raw = Some(name);
        }
        Token::Open(Tag {
            name,
            attributes: inner,
            closed,
        })
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.raw.take() {
            let inside = self.inside(name);
            if !inside.is_empty() {
                return Some(Token::Raw(inside));
            }
        }
        loop {
            let rest = self.rest();
            let next = *rest.as_bytes().first()?;
            if next != b'<' {
                let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                self.at += end;
                return rest.get(..end).map(Token::Text);
            }
            let bytes = rest.as_bytes();
            match bytes.get(1) {
                Some(b'!' | b'?') => {
                    if let Some(token) = self.declaration(rest) {
                        return Some(token);
                    }
                }
                Some(c) if c.is_ascii_alphabetic() => return Some(self.tag(rest)),
                Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    return Some(self.tag(rest));
                }
                _ => {
                    self.at += 1;
                    return rest.get(..1).map(Token::Text);
                }
            }
        }
    }
}

/// Whether a source is written in the syntax of XML, as the chapters of an EPUB are.
fn is_xml(source: &str) -> bool {
    let head = source.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head = head
        .get(..head.floor_char_boundary(1024))
        .unwrap_or_default();
    head.starts_with("<?xml") || head.contains("http://www.w3.org/1999/xhtml")
}

/// Whether the inside of an element is neither tags nor character references.
fn is_raw(name: &str) -> bool {
    [
        "script",
        "style",
        "title",
        "textarea",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "plaintext",
    ]
    .iter()
    .any(|raw| raw.eq_ignore_ascii_case(name))
}

/// A name in lower case.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(source: &str) -> String {
        let mut found = String::new();
        for token in Scanner::new(source) {
            let shown = match token {
                Token::Text(text) => format!("t:{text} "),
                Token::Raw(text) => format!("r:{text} "),
                Token::Open(tag) => format!("+{}{} ", tag.name, tag.attributes),
                Token::Close(name) => format!("-{name} "),
            };
            found.push_str(&shown);
        }
        found
    }

    #[test]
    fn tags_texts_and_what_is_none() {
        for (source, expected) in [
            ("<p>uno</p>due", "+p t:uno -p t:due "),
            ("a < b <3 c", "t:a  t:< t: b  t:< t:3 c "),
            (
                "<a title=\"x > y\" href='z'>k",
                "+a title=\"x > y\" href='z' t:k ",
            ),
            ("<a title=\"x>y", "+a title=\"x t:y "),
            ("a <b c", "t:a  t:< t:b c "),
            ("uno<!-- <p> -->due<!doctype html>tre", "t:uno t:due t:tre "),
            ("<!-- aperto <p>due", "t:< t:!-- aperto  +p t:due "),
            ("<!-->uno", "t:uno "),
            (
                "<script>a<b</p></SCRIPT >c",
                "+script r:a<b</p> -SCRIPT t:c ",
            ),
            ("<style>a", "+style r:a "),
            ("</ x>uno", "t:< t:/ x>uno "),
        ] {
            assert_eq!(tokens(source), expected, "{source}");
        }
        assert_eq!(
            tokens("<?xml version='1.0'?><p/><script/><![CDATA[a<b]]>"),
            "+p/ +script/ r:a<b "
        );
    }

    #[test]
    fn attributes_as_browsers_read_them() {
        let found: Vec<_> = Attributes(" HREF = x/y  hidden/id='a b' q=\"1\"z =w").collect();
        assert_eq!(
            found,
            [
                ("HREF", "x/y"),
                ("hidden", ""),
                ("id", "a b"),
                ("q", "1"),
                ("z", "w")
            ]
        );
    }

    #[test]
    fn r2_what_is_never_closed_costs_linear_time() {
        for part in [
            "<a b=\"",
            "<!--",
            "<![CDATA[",
            "<a b='",
            "</x",
            "<",
            "<a ",
            "<script>",
            "<a =\">\" ",
        ] {
            let source = part.repeat(100_000);
            assert!(Scanner::new(&source).count() > 0);
            let source = format!("<?xml?>{source}");
            assert!(Scanner::new(&source).count() > 0);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_outside_tags_is_given(source in "([a-z ]|<|>|</?[a-z]{1,3}>|\"|=|&|é){0,40}") {
            for token in Scanner::new(&source) {
                if let Token::Text(text) = token {
                    proptest::prop_assert!(!text.is_empty());
                }
            }
        }
    }
}
