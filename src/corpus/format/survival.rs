//! One article in every format, by itself, compressed and among others: every sentence of it is
//! there, in its order, and so is what the file states about it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::pdf::tests as pdf;
use crate::corpus::archive::testing::zip;
use crate::corpus::load::{self, Inputs, Loaded};
use crate::corpus::{Article, DateSource, LoadError, Statement};

const TITLE: &str = "Il ponte torna aperto dopo tre anni";
const HEADING: &str = "Che cosa cambia";
/// Paragraphs, each a list of sentences.
const PARAGRAPHS: [&[&str]; 4] = [
    &[
        "Il ponte è stato riaperto ieri mattina, davanti a poche persone, e nessuno ha tagliato nastri.",
        "«È finita», ha detto il sindaco Anna Bianchi, «però costerà».",
        "Il prof. Verdi, che l’aveva progettato, non c’era.",
    ],
    &[
        "I lavori, cominciati nel 2021, sono costati 12,5 milioni – più del doppio del previsto.",
        "Perché? Nessuno l’ha spiegato.",
    ],
    &[
        "Da oggi passano di nuovo gli autobus della linea 38, e i ciclisti hanno una corsia.",
        "I camion no: «Pesano troppo», dice la perizia.",
    ],
    &["Il resto della città aspetta, come sempre."],
];
/// The paragraph before which the heading stands.
const BEFORE: usize = 2;

/// Where the title and the date of an article are expected to come from.
#[derive(Clone, Copy)]
enum From {
    /// The format states both, and the outlet.
    Format,
    /// The format states both and has no outlet.
    Letter,
    /// The text has the title, the file's name the date.
    Text,
}

fn paragraphs() -> Vec<String> {
    PARAGRAPHS
        .iter()
        .map(|sentences| sentences.join(" "))
        .collect()
}

/// The paragraphs with the heading among them, each made by one of two functions and joined.
fn body(paragraph: impl Fn(&str) -> String, heading: impl Fn(&str) -> String) -> String {
    let mut body = String::new();
    for (place, text) in paragraphs().iter().enumerate() {
        if place == BEFORE {
            body += &heading(HEADING);
        }
        body += &paragraph(text);
    }
    body
}

fn plain() -> String {
    let same = |text: &str| format!("{text}\n\n");
    format!("{TITLE}\n\n{}", body(same, same))
}

fn markdown() -> String {
    let body = body(
        |text| format!("{text}\n\n"),
        |text| format!("## {text}\n\n"),
    );
    format!("# {TITLE}\n\n{body}")
}

fn html() -> String {
    body(
        |text| format!("<p>{text}</p>"),
        |text| format!("<h2>{text}</h2>"),
    )
}

fn object(key: &str, text: &str) -> serde_json::Value {
    serde_json::json!({"title": TITLE, "date": "2024-06-19", "source": "Prova", key: text})
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;")
}

fn rss() -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Prova</title><item><title>{TITLE}</title>\
         <pubDate>Wed, 19 Jun 2024 10:00:00 GMT</pubDate><description>{}</description></item></channel></rss>",
        escaped(&html())
    )
}

fn atom() -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Prova</title><entry><title>{TITLE}</title>\
         <updated>2024-06-19T10:00:00Z</updated><content type=\"xhtml\"><div>{}</div></content></entry></feed>",
        html()
    )
}

fn json_feed() -> String {
    serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Prova",
        "items": [{"id": "1", "title": TITLE, "date_published": "2024-06-19T10:00:00Z", "content_html": html()}],
    })
    .to_string()
}

fn page() -> String {
    format!(
        "<!doctype html><html lang=\"it\"><head><title>{TITLE} - Prova</title><meta property=\"og:title\" content=\"{TITLE}\">\
         <meta property=\"og:site_name\" content=\"Prova\"><meta property=\"article:published_time\" content=\"2024-06-19\"></head>\
         <body><nav><a href=\"/\">Prima pagina</a> <a href=\"/cronaca\">Tutta la cronaca</a></nav>\
         <article><h1>{TITLE}</h1>{}</article><footer>Pagina stampata da Prova</footer></body></html>",
        html()
    )
}

fn mail() -> String {
    format!(
        "From: Prova <posta@example.org>\r\nSubject: {TITLE}\r\nDate: Wed, 19 Jun 2024 10:00:00 +0200\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         <html><body>{}</body></html>\r\n",
        html()
    )
}

fn epub() -> Vec<u8> {
    let package = "<package><metadata><dc:title>Prova</dc:title><dc:date>2024-06-19</dc:date></metadata>\
                   <manifest><item id=\"a\" href=\"a.xhtml\"/><item id=\"n\" href=\"n.xhtml\" properties=\"nav\"/></manifest>\
                   <spine><itemref idref=\"a\"/></spine></package>";
    let contents = format!("<nav><a href=\"a.xhtml\">{TITLE}</a></nav>");
    let chapter = format!("<html><body><h1>{TITLE}</h1>{}</body></html>", html());
    zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfile full-path=\"libro.opf\"/></container>",
        ),
        ("libro.opf", package.as_bytes()),
        ("n.xhtml", contents.as_bytes()),
        ("a.xhtml", chapter.as_bytes()),
    ])
}

/// Two pages with a running title, lines of about 80 letters, words cut at their ends.
fn pdf_file() -> Vec<u8> {
    let mut pages = Vec::new();
    let mut y = 700.0;
    let mut page = pdf::show("F2", 20.0, (72.0, 760.0), 24.0, &[TITLE]);
    for (place, text) in paragraphs().iter().enumerate() {
        if place == BEFORE {
            pages.push(std::mem::take(&mut page));
            page += &pdf::show("F2", 13.0, (72.0, 760.0), 0.0, &[HEADING]);
            y = 735.0;
        }
        let lines = set(text);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        page += &pdf::show("F1", 11.0, (72.0, y), 14.0, &lines);
        y -= 14.0 * lines.len() as f64 + 8.0;
    }
    pages.push(page);
    for (page, number) in pages.iter_mut().zip(1..) {
        *page += &pdf::show("F1", 8.0, (72.0, 800.0), 0.0, &["Prova – cronaca"]);
        *page += &pdf::show(
            "F1",
            8.0,
            (300.0, 40.0),
            0.0,
            &[&format!("Pagina {number}")],
        );
    }
    pdf::pdf("<< >>", &pages, true)
}

/// A paragraph in lines; long words are cut with a hyphen where they would not fit.
fn set(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.len() + word.len() < 80 {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else if word.len() > 8 && word.bytes().all(|b| b.is_ascii_lowercase()) && line.len() < 76
        {
            let (left, right) = word.split_at(4);
            line.push_str(&format!(" {left}-"));
            lines.push(right.to_owned());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// The article in every format that is read.
fn files() -> Vec<(&'static str, Vec<u8>, From)> {
    let western =
        |encoding: &'static encoding_rs::Encoding| encoding.encode(&plain()).0.into_owned();
    let jsonl = format!("{}\n", object("text", &plain().replacen(TITLE, "", 1)));
    vec![
        ("2024-06-19.md", markdown().into_bytes(), From::Text),
        ("2024-06-19.txt", plain().into_bytes(), From::Text),
        (
            "2024-06-19-mark.txt",
            [b"\xef\xbb\xbf", plain().as_bytes()].concat(),
            From::Text,
        ),
        (
            "2024-06-19-wide.txt",
            wide(&format!("\u{feff}{}", plain()), u16::to_le_bytes),
            From::Text,
        ),
        (
            "2024-06-19-bare.txt",
            wide(&plain(), u16::to_be_bytes),
            From::Text,
        ),
        (
            "2024-06-19-1252.txt",
            western(encoding_rs::WINDOWS_1252),
            From::Text,
        ),
        (
            "2024-06-19-mac.txt",
            western(encoding_rs::MACINTOSH),
            From::Text,
        ),
        ("2024-06-19.pdf", pdf_file(), From::Text),
        ("2024-06-19.md.gz", gzip(markdown().as_bytes()), From::Text),
        (
            "a.zip",
            zip(&[("b/2024-06-19.md", markdown().as_bytes())]),
            From::Text,
        ),
        ("b.zip", zip(&[("a.epub", &epub())]), From::Format),
        ("a.epub", epub(), From::Format),
        ("a.html", page().into_bytes(), From::Format),
        ("a.eml", mail().into_bytes(), From::Letter),
        ("a.rss", rss().into_bytes(), From::Format),
        ("a.atom", atom().into_bytes(), From::Format),
        ("feed.json", json_feed().into_bytes(), From::Format),
        ("a.jsonl", jsonl.clone().into_bytes(), From::Format),
        ("a.jsonl.gz", gzip(jsonl.as_bytes()), From::Format),
        (
            "html.jsonl",
            format!("{}\n", object("html", &html())).into_bytes(),
            From::Format,
        ),
        (
            "list.json",
            format!("[{}]", object("html", &html())).into_bytes(),
            From::Format,
        ),
    ]
}

fn open(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Vec<Article>, Vec<LoadError>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let inputs = Inputs {
        paths: vec![path],
        ..Inputs::default()
    };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    load::load(
        &inputs,
        &AtomicBool::new(false),
        &mut |loaded| match loaded {
            Loaded::Article(article) => articles.push(*article),
            Loaded::Problem(problem) => problems.push(problem.reason),
        },
    );
    (folder, articles, problems)
}

#[test]
fn every_sentence_survives_in_its_order_in_every_format() {
    for (name, bytes, from) in files() {
        let (_folder, articles, problems) = open(name, &bytes);
        let [article] = articles.as_slice() else {
            panic!("{name}: {} articles, {problems:?}", articles.len());
        };
        let guessed = |problem: &LoadError| matches!(problem, LoadError::Guessed(_));
        assert!(problems.iter().all(guessed), "{name}: {problems:?}");
        assert_eq!(article.head.title, TITLE, "{name}");
        let body = article.text.get(article.body..).unwrap();
        let mut rest = body;
        for (place, sentences) in PARAGRAPHS.iter().enumerate() {
            let heading = (place == BEFORE).then_some(&HEADING);
            for part in heading.into_iter().chain(sentences.iter()) {
                let Some(at) = rest.find(part) else {
                    panic!("{name}: “{part}” is not in its place in:\n{body}");
                };
                rest = rest.get(at + part.len()..).unwrap();
            }
        }
        assert_eq!(article.blocks.len(), 6, "{name}: {body}");
        assert!(
            !body.contains("Pagina") && !body.contains("cronaca"),
            "{name}"
        );
        let date = article.head.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2024-06-19"), "{name}");
        let (title_from, date_from, source) = match from {
            From::Format => (Statement::Format, Statement::Format, Some("Prova")),
            From::Letter => (Statement::Format, Statement::Format, None),
            From::Text => (Statement::Heading, Statement::FileName, None),
        };
        assert_eq!(article.head.title_source, title_from, "{name}");
        assert_eq!(
            article.head.date_source,
            DateSource::Stated(date_from),
            "{name}"
        );
        assert_eq!(article.head.source.as_deref(), source, "{name}");
        let again =
            load::read(&article.head.origin, load::MAX_BYTES, &[], &Arc::default()).unwrap();
        assert_eq!(
            (again.head.id, again.text),
            (article.head.id, article.text.clone()),
            "{name}"
        );
    }
}

#[test]
fn several_articles_of_a_file_keep_their_names() {
    let lines: Vec<String> = (1..=4)
        .map(|number| {
            serde_json::json!({"title": format!("Titolo {number}"), "text": "Un testo."})
                .to_string()
        })
        .collect();
    let whole = format!("{}\n", lines.join("\n"));
    let (folder, before, _) = open("a.jsonl", whole.as_bytes());
    // What is added at the end changes no name.
    fs::write(folder.path().join("a.jsonl"), whole + &lines[0]).unwrap();
    for article in &before {
        let again =
            load::read(&article.head.origin, load::MAX_BYTES, &[], &Arc::default()).unwrap();
        assert_eq!(
            (again.head.id, again.head.title),
            (article.head.id, article.head.title.clone())
        );
    }
    let mut ids: Vec<_> = before.iter().map(|article| article.head.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    fs::write(folder.path().join("a.jsonl"), &lines[0]).unwrap();
    let gone = load::read(
        &before[3].head.origin,
        load::MAX_BYTES,
        &[],
        &Arc::default(),
    );
    assert_eq!(gone.unwrap_err(), LoadError::Gone);
}
