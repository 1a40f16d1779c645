//! Saved feeds: RSS of all versions and Atom, each entry an article. Read tag by tag, so that of a
//! broken feed the entries before the break are there. JSON Feeds are for
//! [`json`](super::json); fetching feeds is no part of this program.

use super::xml::{self, Tag, Token, Tokens};
use super::{Draft, Format, LoadError, MOST_ARTICLES, fill, unmarked};
use crate::corpus::metadata::{Field, Metadata};

/// RSS and Atom.
pub const FORMAT: Format = Format {
    name: "feed (RSS, Atom)",
    endings: &["rss", "atom", "rdf", "xml"],
    sniff,
    declares: xml::declares,
    parse,
};

/// The longest beginning in which the first tag is looked for.
const HEAD: usize = 2048;

fn sniff(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).replace('\0', "");
    let head =
        head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    let xml = head.starts_with("<?xml") || head.starts_with("<!--") || is_root(head);
    xml && head
        .match_indices('<')
        .any(|(at, _)| is_root(head.get(at..).unwrap_or_default()))
}

fn is_root(tag: &str) -> bool {
    ["<rss", "<feed", "<rdf:RDF", "<atom:feed"]
        .iter()
        .any(|root| {
            tag.strip_prefix(root)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
        })
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let decoded = xml::characters(bytes)?;
    let mut reader = Reader {
        tokens: Tokens::new(&decoded.text),
        feed: Metadata::default(),
        drafts: Vec::new(),
    };
    let mut problems: Vec<LoadError> = decoded.notice.into_iter().collect();
    if let Some(problem) = reader.read()? {
        problems.push(problem);
    }
    let Some(first) = reader.drafts.first_mut() else {
        return Err(problems.pop().map_or(LoadError::Empty, |_| {
            LoadError::Damaged("no entry of this feed can be read")
        }));
    };
    problems.append(&mut first.problems);
    first.problems = problems;
    Ok(reader.drafts)
}

/// A feed being read.
struct Reader<'a> {
    tokens: Tokens<'a>,
    /// What the feed says of all its entries; its title is their outlet.
    feed: Metadata,
    drafts: Vec<Draft>,
}

/// What an element holds.
#[derive(Default)]
struct Content {
    /// The characters, with those of elements inside.
    text: String,
    /// What is written, where there are elements inside.
    markup: Option<String>,
    /// Whether the file ends inside.
    broken: bool,
}

impl Reader<'_> {
    /// Reads all entries; a problem where not all could be.
    fn read(&mut self) -> Result<Option<LoadError>, LoadError> {
        let mut root = false;
        loop {
            match self.tokens.next() {
                Token::Open(tag) if !root => {
                    root = true;
                    match tag.local() {
                        "rss" | "RDF" | "feed" => self.language(&tag),
                        "opml" => return Err(LoadError::Unsupported("a list of feeds (OPML)")),
                        _ => return Err(LoadError::Unsupported("an XML file that is no feed")),
                    }
                }
                Token::Open(tag) => match tag.local() {
                    "item" | "entry" => {
                        if self.drafts.len() >= MOST_ARTICLES {
                            return Ok(Some(LoadError::Cut(
                                "it holds more articles than can be listed",
                            )));
                        }
                        if self.entry() {
                            return Ok(Some(BROKEN));
                        }
                    }
                    "channel" => self.language(&tag),
                    // Pictures and forms have titles of their own.
                    "image" | "textInput" | "textinput" => drop(self.content()),
                    "title" => self.outlet(&tag),
                    "language" => self.about(Field::Lang),
                    "author" | "managingEditor" | "creator" => self.about(Field::Author),
                    _ => {}
                },
                Token::End => return Ok(None),
                Token::Break if root => return Ok(Some(BROKEN)),
                Token::Break => return Err(LoadError::Damaged("no XML can be read from it")),
                Token::Close | Token::Text(_) => {}
            }
        }
    }

    fn language(&mut self, tag: &Tag<'_>) {
        if let Some(lang) = tag.attribute("lang") {
            self.feed.state(Field::Lang, &[lang]);
        }
    }

    fn outlet(&mut self, tag: &Tag<'_>) {
        let kind = tag.attribute("type");
        let content = self.content();
        self.feed
            .state(Field::Source, &[title(&content, kind.as_deref())]);
    }

    /// Takes what the feed says in an element of its own.
    fn about(&mut self, field: Field) {
        let content = self.content();
        let value = match field {
            Field::Author => author(&content),
            _ => content.text,
        };
        self.feed.state(field, &[value]);
    }

    /// Reads on to the end of the element that was just opened.
    fn content(&mut self) -> Content {
        let mut content = Content::default();
        let depth = self.tokens.depth();
        let start = self.tokens.position();
        let mut inside = false;
        loop {
            let end = self.tokens.position();
            match self.tokens.next() {
                Token::Open(_) => inside = true,
                Token::Text(text) => content.text.push_str(&text),
                Token::Close if self.tokens.depth() >= depth => {}
                token => {
                    content.broken = !matches!(token, Token::Close);
                    content.markup = inside.then(|| self.tokens.source(start, end).to_owned());
                    return content;
                }
            }
        }
    }

    /// Reads the entry that was just opened; whether the file ends inside.
    fn entry(&mut self) -> bool {
        let depth = self.tokens.depth();
        let mut entry = Entry::default();
        let broken = loop {
            match self.tokens.next() {
                Token::Open(tag) => {
                    let content = self.content();
                    let broken = content.broken;
                    entry.take(&tag, content);
                    if broken {
                        break true;
                    }
                }
                Token::Close if self.tokens.depth() < depth => break false,
                Token::End | Token::Break => break true,
                Token::Close | Token::Text(_) => {}
            }
        };
        if let Some(draft) = entry.finish(&self.feed) {
            self.drafts.push(draft);
        }
        broken
    }
}

const BROKEN: LoadError =
    LoadError::Cut("the feed is broken or cut; shown as far as it can be read");

/// One entry being read.
#[derive(Default)]
struct Entry {
    own: Metadata,
    /// Dates as they are written, with their rank.
    dates: Vec<(usize, String)>,
    /// An address that is only a name, for want of a better one.
    guid: Option<String>,
    authors: Vec<String>,
    tags: Vec<String>,
    /// The text and the summary, and whether each is HTML.
    text: Option<(String, bool)>,
    summary: Option<(String, bool)>,
}

/// Where the date of an entry stands, best first: when it was changed is only better than nothing.
const DATES: [&str; 7] = [
    "published",
    "pubDate",
    "issued",
    "date",
    "created",
    "updated",
    "modified",
];

impl Entry {
    fn take(&mut self, tag: &Tag<'_>, content: Content) {
        let kind = tag.attribute("type");
        let kind = kind.as_deref();
        match (tag.name(), tag.local()) {
            ("media:title" | "media:description" | "media:text", _) => {}
            (_, "title") => {
                self.own.state(Field::Title, &[title(&content, kind)]);
            }
            (_, "link") => self.link(tag, &content),
            (_, "guid") if tag.attribute("isPermaLink").as_deref() != Some("false") => {
                self.guid = Some(content.text);
            }
            (_, "id") => self.guid = Some(content.text),
            (_, "author" | "creator") => self.authors.push(author(&content)),
            (_, "category" | "subject") => {
                let term = tag.attribute("label").or_else(|| tag.attribute("term"));
                self.tags.push(term.unwrap_or(content.text));
            }
            (_, "source") => {
                self.own.state(Field::Source, &[named(&content, "title")]);
            }
            (_, "language") => {
                self.own.state(Field::Lang, &[content.text]);
            }
            (_, "encoded" | "content" | "body") => {
                let text = markup(content, kind);
                if !text.0.trim().is_empty() {
                    self.text = Some(text);
                }
            }
            (_, "description" | "summary" | "abstract") => {
                let text = markup(content, kind);
                if self.summary.is_none() && !text.0.trim().is_empty() {
                    self.summary = Some(text);
                }
            }
            (_, local) => {
                if let Some(rank) = DATES.iter().position(|date| *date == local) {
                    self.dates.push((rank, content.text));
                }
            }
        }
    }

    /// An Atom link says what it leads to; without that it leads to the article.
    fn link(&mut self, tag: &Tag<'_>, content: &Content) {
        let relation = tag.attribute("rel");
        if relation.is_none_or(|relation| relation == "alternate") {
            let address = tag
                .attribute("href")
                .unwrap_or_else(|| content.text.clone());
            self.own.state(Field::Url, &[address]);
        }
    }

    /// The article; none where the entry says nothing.
    fn finish(mut self, feed: &Metadata) -> Option<Draft> {
        let mut draft = Draft::default();
        self.dates.sort_by_key(|(rank, _)| *rank);
        if let Some((_, date)) = self
            .dates
            .into_iter()
            .find(|(_, date)| !date.trim().is_empty())
        {
            self.own.state(Field::Date, &[date]);
        }
        if let Some(guid) = self.guid.filter(|guid| guid.starts_with("http")) {
            self.own.state(Field::Url, &[guid]);
        }
        self.own.state(Field::Author, &self.authors);
        self.own.state(Field::Tags, &self.tags);
        let own = &mut self.own;
        own.source = own.source.take().or_else(|| feed.source.clone());
        own.author = own.author.take().or_else(|| feed.author.clone());
        own.lang = own.lang.or(feed.lang);
        draft.own = self.own;
        match (self.text, self.summary) {
            (Some(text), summary) => {
                fill(&text.0, text.1, &mut draft);
                leave_origin(&mut draft);
                // A teaser of the text, which `show --raw` still shows.
                if let Some(summary) = summary {
                    let mut teaser = Draft::default();
                    fill(&summary.0, summary.1, &mut teaser);
                    let words = teaser
                        .blocks
                        .iter()
                        .map(|block| block.range.of(&teaser.text));
                    draft.removed.extend(words.map(ToOwned::to_owned));
                }
            }
            (None, Some(summary)) => fill(&summary.0, summary.1, &mut draft),
            (None, None) => {}
        }
        (!draft.blocks.is_empty() || draft.own.title.is_some()).then_some(draft)
    }
}

/// What programs put under the text of an entry: that it appeared first where it did.
const ORIGINS: [(&str, &str); 4] = [
    ("The post ", " appeared first on "),
    ("The article ", " appeared first on "),
    ("L’articolo ", " proviene da "),
    ("L’article ", " est apparu en premier sur "),
];

/// Leaves that line out.
fn leave_origin(draft: &mut Draft) {
    let Some(last) = draft.blocks.last() else {
        return;
    };
    let text = last.range.of(&draft.text);
    let line = text.replace('\'', "’");
    let is_origin = |(begins, goes_on): &(&str, &str)| {
        line.starts_with(begins) && line.contains(goes_on) && line.len() < 600
    };
    if draft.blocks.len() > 1 && ORIGINS.iter().any(is_origin) {
        draft.removed.push(text.to_owned());
        draft.blocks.pop();
    }
}

/// What an element that holds a text says, and whether it is HTML: the element may say so, there
/// may be elements inside, or RSS may not care.
fn markup(content: Content, kind: Option<&str>) -> (String, bool) {
    let is_html = match kind {
        Some("text" | "text/plain") => false,
        Some("html" | "xhtml" | "text/html" | "application/xhtml+xml") => true,
        _ => content.text.contains(['<', '&']),
    };
    match content.markup {
        Some(markup) => (markup, true),
        None => (content.text, is_html),
    }
}

/// A title without the HTML that programs put into it.
fn title(content: &Content, kind: Option<&str>) -> String {
    let text = content.markup.as_ref().unwrap_or(&content.text);
    if kind == Some("text") && content.markup.is_none() {
        return text.clone();
    }
    unmarked(text)
}

/// The name of who signs: Atom has an element for it, RSS writes `address (name)`.
fn author(content: &Content) -> String {
    let name = named(content, "name");
    match name.split_once('(') {
        Some((address, rest)) if address.contains('@') => {
            rest.trim_end().trim_end_matches(')').to_owned()
        }
        _ => name,
    }
}

/// The text of the first element of this name inside, or all text where there is no element.
fn named(content: &Content, name: &str) -> String {
    let Some(markup) = &content.markup else {
        return content.text.clone();
    };
    let mut tokens = Tokens::new(markup);
    let (mut found, mut inside) = (String::new(), false);
    loop {
        match tokens.next() {
            Token::Open(tag) => inside = tag.local() == name,
            Token::Text(text) if inside => found.push_str(&text),
            Token::Close if inside => return found,
            Token::End | Token::Break => return found,
            Token::Close | Token::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
