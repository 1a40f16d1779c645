//! Mail and what is saved in its form: EML (one message), mbox (many), and MHTML (a page with its
//! pictures). Transfer encodings and headers are for the library; the body is read as HTML or as
//! the lines of a mail, with what is quoted in them.

use std::borrow::Cow;
use std::io::Cursor;

use encoding_rs::WINDOWS_1252;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{
    Addr, Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};

use super::{Draft, Format, LoadError, MOST_ARTICLES, html, plain};
use crate::corpus::metadata::Field;
use crate::corpus::{BlockKind, decode};
use crate::text::clean::{clean, clean_line};

/// Mail, many mails in one file, and saved pages in the form of mail.
pub const FORMAT: Format = Format {
    name: "mail or MHTML",
    endings: &["eml", "mbox", "mht", "mhtml"],
    sniff,
    declares,
    parse,
};

/// How deep messages inside messages are followed.
const DEEPEST: usize = 4;
/// The longest line of a mail that was broken to a width, in columns.
const WIDEST: usize = 80;

/// Whether the file begins with the headers of a mail: nothing but headers, and two that every
/// mail has.
fn sniff(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    let mut known = 0;
    for (number, line) in head.lines().enumerate() {
        if line.is_empty() || known > 1 {
            break;
        }
        if line.starts_with([' ', '\t']) && number > 0 || number == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return false;
        }
        known += usize::from(
            [
                "from",
                "date",
                "subject",
                "message-id",
                "received",
                "return-path",
                "mime-version",
                "delivered-to",
                "content-type",
            ]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name)),
        );
    }
    known > 1
}

/// Whether a part of a mail says in which encoding it is.
fn declares(bytes: &[u8]) -> bool {
    let mut places = memchr::memchr2_iter(b'c', b'C', bytes);
    places.any(|at| {
        let word = bytes.get(at..at + 8);
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"charset="))
    })
}

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let mut drafts = Vec::new();
    if bytes.starts_with(b"From ") {
        for message in MessageIterator::new(Cursor::new(bytes)).flatten() {
            if drafts.len() >= MOST_ARTICLES {
                break;
            }
            if let Some(message) = MessageParser::default().parse(message.contents()) {
                read(&message, 0, &mut drafts);
            }
        }
    } else if let Some(message) = MessageParser::default().parse(bytes) {
        read(&message, 0, &mut drafts);
    }
    if drafts.is_empty() && sniff(bytes) {
        // What is but attached is not text, and must not be shown as such.
        let mut draft = Draft::default();
        if let Some(message) = MessageParser::default().parse_headers(bytes) {
            headers(&message, &mut draft);
        }
        if draft.own.title.is_none() {
            return Err(LoadError::Empty);
        }
        drafts.push(draft);
    }
    if drafts.is_empty() {
        // No mail after all, whatever its name says.
        return (plain::FORMAT.parse)(bytes);
    }
    Ok(drafts)
}

/// The article of a message, and those of the messages in it.
fn read(message: &Message<'_>, depth: usize, drafts: &mut Vec<Draft>) {
    if message.headers().is_empty() {
        return;
    }
    let mut draft = if is_page(message) {
        page(message)
    } else {
        mail(message)
    };
    headers(message, &mut draft);
    if !draft.blocks.is_empty() || draft.own.title.is_some() && message.attachments.is_empty() {
        drafts.push(draft);
    }
    if depth < DEEPEST {
        for part in &message.parts {
            if let PartType::Message(inner) = &part.body
                && drafts.len() < MOST_ARTICLES
            {
                read(inner, depth + 1, drafts);
            }
        }
    }
}

/// Whether a browser saved a page in the form of a mail.
fn is_page(message: &Message<'_>) -> bool {
    let from = message.header_raw("From").unwrap_or_default();
    let related = message.content_type().is_some_and(|kind| {
        kind.subtype()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("related"))
    });
    message.header_raw("Snapshot-Content-Location").is_some()
        || from.to_ascii_lowercase().contains("saved by")
        || related && message.header_raw("To").is_none() && message.header_raw("Received").is_none()
}

fn page(message: &Message<'_>) -> Draft {
    let part = message
        .parts
        .iter()
        .find(|part| matches!(part.body, PartType::Html(_)));
    let Some(part) = part else {
        return mail(message);
    };
    let (text, notice) = text_of(message, part);
    let mut draft = html::saved(&text);
    draft.problems.splice(0..0, notice);
    let location = message
        .header_raw("Snapshot-Content-Location")
        .map(str::to_owned)
        .or_else(|| part.content_location().map(str::to_owned));
    if let Some(url) = location.filter(|url| url.trim().starts_with("http")) {
        draft.own.state(Field::Url, &[url]);
    }
    draft
}

fn mail(message: &Message<'_>) -> Draft {
    let mut draft = Draft::default();
    for part in message
        .html_body
        .iter()
        .filter_map(|&number| message.parts.get(number as usize))
    {
        let (text, notice) = text_of(message, part);
        draft.problems.extend(notice);
        match &part.body {
            PartType::Html(_) => html::fragment(&text, &mut draft),
            PartType::Text(_) => {
                let flowed = part.content_type().is_some_and(|kind| {
                    kind.attribute("format")
                        .is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
                });
                lines(&text, flowed, &mut draft);
            }
            _ => {}
        }
    }
    draft
}

/// The text of a part. Where it declares no encoding and is not UTF-8, its bytes say more than
/// what the library made of them.
fn text_of<'m>(
    message: &'m Message<'_>,
    part: &'m MessagePart<'_>,
) -> (Cow<'m, str>, Option<LoadError>) {
    let text = match &part.body {
        PartType::Html(text) | PartType::Text(text) => text.as_ref(),
        _ => "",
    };
    let charset = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    if charset.is_some_and(is_utf7)
        && let Some(decode) = charset_decoder(b"utf-7")
    {
        return (Cow::Owned(decode(text.as_bytes())), None);
    }
    // Programs declare what they do not write.
    if let Some(text) = charset
        .filter(|charset| is_western(charset))
        .and_then(|_| mended(text))
    {
        return (Cow::Owned(text), None);
    }
    let declared = charset.is_some();
    let bytes = message
        .raw_message
        .get(part.offset_body as usize..part.offset_end as usize);
    if !declared
        && part.encoding == Encoding::None
        && text.contains(char::REPLACEMENT_CHARACTER)
        && let Some(bytes) = bytes
        && let Ok(decoded) = decode::declared(bytes, html::declared(bytes).as_deref())
    {
        return (decoded.text, decoded.notice);
    }
    (Cow::Borrowed(text), None)
}

/// Whether a name means UTF-7 that the library does not know: then it leaves the text as it is.
fn is_utf7(charset: &str) -> bool {
    let name = charset.trim().to_ascii_lowercase();
    name.ends_with("utf-7") && charset_decoder(name.as_bytes()).is_none()
}

/// Whether a name means an encoding of one byte a character, as which anything can be read.
fn is_western(charset: &str) -> bool {
    ["us-ascii", "iso-8859-1", "windows-1252"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(charset.trim()))
}

/// A text of UTF-8 that was read as an encoding of one byte a character.
fn mended(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(text);
    let bytes = Some(bytes).filter(|_| !is_lossy)?;
    String::from_utf8(bytes.into_owned()).ok()
}

/// The lines of a mail: what is quoted in it is a quote, what was broken to a width is joined.
fn lines(text: &str, flowed: bool, draft: &mut Draft) {
    let cleaned = clean(text);
    draft.signs += cleaned.signs;
    let mut part = String::new();
    let mut part_quoted = false;
    for line in cleaned.text.split('\n') {
        let rest = line.trim_start_matches(['>', ' ']);
        let quoted = line.starts_with('>');
        if quoted != part_quoted {
            end_part(&part, part_quoted, draft);
            part.clear();
            part_quoted = quoted;
        }
        let line = if quoted { rest } else { line };
        if line.trim_end() == "--" {
            // The line over a signature.
            part.push_str("\n\n");
            continue;
        }
        part.push_str(line);
        if !(flowed && line.ends_with(' ') && line.len() <= WIDEST) {
            part.push('\n');
        }
    }
    end_part(&part, part_quoted, draft);
}

fn end_part(part: &str, quoted: bool, draft: &mut Draft) {
    let first = draft.blocks.len();
    plain::blocks(part, draft);
    if quoted {
        for block in draft.blocks.iter_mut().skip(first) {
            if block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::Quote;
            }
        }
    }
}

/// What the headers state.
fn headers(message: &Message<'_>, draft: &mut Draft) {
    let own = &mut draft.own;
    if let Some(subject) = message.subject() {
        own.state(Field::Title, &[subject.to_owned()]);
    }
    let raw = |name: &'static str| message.header_raw(name).map(clean_line);
    let date = match message.date() {
        Some(date) if date.is_valid() => Some(date.to_rfc3339()),
        _ => raw("Date"),
    };
    if let Some(date) = date {
        own.state(Field::Date, &[date]);
    }
    let from = message.from().and_then(first);
    let name = from.and_then(|from| from.name.as_deref().or(from.address.as_deref()));
    if !is_page(message)
        && let Some(name) = name
    {
        own.state(Field::Author, &[name.to_owned()]);
    }
    let list = raw("List-Id").map(|list| match list.split_once('<') {
        Some((name, id)) if name.trim().is_empty() => id.trim_end_matches('>').to_owned(),
        Some((name, _)) => name.trim().trim_matches('"').to_owned(),
        None => list,
    });
    // Who writes to many at once is an outlet.
    let source = list.or_else(|| raw("List-Unsubscribe").and_then(|_| name.map(str::to_owned)));
    if let Some(source) = source {
        own.state(Field::Source, &[source]);
    }
    let archived = raw("Archived-At").map(|url| url.trim_matches(['<', '>']).to_owned());
    if let Some(url) = archived.filter(|url| url.starts_with("http")) {
        own.state(Field::Url, &[url]);
    }
}

fn first<'a>(address: &'a Address<'a>) -> Option<&'a Addr<'a>> {
    match address {
        Address::List(list) => list.first(),
        Address::Group(groups) => groups.first().and_then(|group| group.addresses.first()),
    }
}

#[cfg(test)]
mod tests;
