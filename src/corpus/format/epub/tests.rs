//! Books made here, of both versions, whole and broken.

use super::*;
use crate::corpus::archive::testing::zip;
use crate::corpus::format;

const CONTAINER: &str = "<?xml version=\"1.0\"?><container><rootfiles><rootfile full-path=\"OEBPS/libro.opf\"/></rootfiles></container>";

fn package(items: &str, spine: &str) -> String {
    format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><metadata>\
         <dc:title>Il libro</dc:title><dc:creator>Anna Bianchi</dc:creator><dc:creator>Carlo Verdi</dc:creator>\
         <dc:date>2024-06-19</dc:date><dc:language>it</dc:language><dc:subject>ponti</dc:subject></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

fn item(id: &str, href: &str, more: &str) -> String {
    format!("<item id=\"{id}\" href=\"{href}\" media-type=\"application/xhtml+xml\" {more}/>")
}

fn page(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Il libro</title><style>p {{}}</style></head><body class=\"a>b\">{body}</body></html>"
    )
}

fn book(package: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/libro.opf", package.as_bytes()),
    ];
    all.extend(members.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&all)
}

fn shown(drafts: &[Draft]) -> Vec<(Option<&str>, String)> {
    drafts
        .iter()
        .map(|draft| (draft.own.title.as_deref(), format::shown::joined(draft)))
        .collect()
}

#[test]
fn chapters_are_articles_in_their_order() {
    let items = item("nav", "nav.xhtml", "properties=\"nav\"")
        + &item("c", "copertina.xhtml", "")
        + &item("b", "testo/due.xhtml", "")
        + &item("a", "testo/perch%C3%A9.xhtml", "");
    let spine = "<itemref idref=\"c\"/><itemref idref=\"nav\"/><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"a\"/>";
    let nav = page(
        "<nav><ol><li><a href=\"testo/perch%C3%A9.xhtml\">Primo <i>capitolo</i></a></li>\
         <li><a href=\"testo/perch%C3%A9.xhtml#due\">Una parte</a></li></ol></nav>",
    );
    let bytes = book(
        &package(&items, spine),
        &[
            ("OEBPS/nav.xhtml", &nav),
            ("OEBPS/copertina.xhtml", &page("<img src=\"a.png\"/>")),
            (
                "OEBPS/testo/perché.xhtml",
                &page("<p>Il primo <b>testo</b>.</p><p>Ancora.</p>"),
            ),
            (
                "OEBPS/testo/due.xhtml",
                &page("<h1>Due</h1><p>Il secondo.</p>"),
            ),
        ],
    );
    let drafts = parse(&bytes).unwrap();
    assert_eq!(
        shown(&drafts),
        [
            (Some("Primo capitolo"), "Il primo testo.|Ancora.".to_owned()),
            (None, "Due|Il secondo.".to_owned()),
        ]
    );
    let own = &drafts.first().unwrap().own;
    assert_eq!(own.source.as_deref(), Some("Il libro"));
    assert_eq!(own.author.as_deref(), Some("Anna Bianchi, Carlo Verdi"));
    assert_eq!(own.date_text.as_deref(), Some("2024-06-19"));
    assert_eq!(own.lang.unwrap().code(), "it");
    assert_eq!(own.tags, ["ponti"]);
    assert!(drafts.iter().all(|draft| draft.problems.is_empty()));
}

#[test]
fn books_of_the_second_version_have_their_titles_too() {
    let items = item("a", "a.xhtml", "")
        + "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>";
    let package = package(&items, "<itemref idref=\"a\"/>").replace(
        "<dc:date>2024-06-19</dc:date>",
        "<dc:date opf:event=\"modification\">2025-01-01</dc:date><dc:date opf:event=\"publication\">1999</dc:date>",
    );
    let ncx = "<ncx><docTitle><text>Il libro</text></docTitle><navMap><navPoint><navLabel><text>Primo</text></navLabel>\
               <content src=\"a.xhtml\"/></navPoint></navMap></ncx>";
    let bytes = book(
        &package,
        &[
            ("OEBPS/toc.ncx", ncx),
            ("OEBPS/a.xhtml", &page("<p>Testo.</p>")),
        ],
    );
    let drafts = parse(&bytes).unwrap();
    assert_eq!(shown(&drafts), [(Some("Primo"), "Testo.".to_owned())]);
    assert_eq!(
        drafts.first().unwrap().own.date_text.as_deref(),
        Some("1999")
    );
}

#[test]
fn a1_what_is_missing_is_told_and_the_rest_is_read() {
    let items = item("a", "a.xhtml", "")
        + &item("x", "../../etc/passwd", "")
        + &item("y", "file:///etc/passwd", "")
        + &item("m", "manca.xhtml", "")
        + &item("d", "chiuso.xhtml", "");
    let spine: String = ["x", "y", "m", "d", "a", "zzz"]
        .map(|id| format!("<itemref idref=\"{id}\"/>"))
        .concat();
    let bytes = book(
        &package(&items, &spine),
        &[
            ("OEBPS/a.xhtml", &page("<p>Testo.</p>")),
            ("OEBPS/chiuso.xhtml", &page("<p>No.</p>")),
            (
                "META-INF/encryption.xml",
                "<encryption><EncryptedData><CipherData><CipherReference URI=\"OEBPS/chiuso.xhtml\"/></CipherData></EncryptedData></encryption>",
            ),
        ],
    );
    let drafts = parse(&bytes).unwrap();
    assert_eq!(shown(&drafts), [(None, "Testo.".to_owned())]);
    let told: Vec<_> = drafts
        .first()
        .unwrap()
        .problems
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "../../etc/passwd: damaged: it is missing in the book; the rest is read",
            "file:///etc/passwd: damaged: it is missing in the book; the rest is read",
            "OEBPS/manca.xhtml: damaged: it is missing in the book; the rest is read",
            "OEBPS/chiuso.xhtml: not opened: it is locked by its seller (DRM); the rest is read",
            "zzz: damaged: it is missing in the book; the rest is read",
            "cut: parts of it are locked by its seller (DRM)",
        ]
    );
}

#[test]
fn a1_a_broken_book_is_one_reason() {
    let chapter = page("<p>Testo.</p>");
    let whole = book(
        &package(&item("a", "a.xhtml", ""), "<itemref idref=\"a\"/>"),
        &[("OEBPS/a.xhtml", &chapter)],
    );
    assert!(parse(&whole).is_ok());
    for bytes in [
        whole.get(..whole.len() - 40).unwrap().to_vec(),
        b"niente".to_vec(),
        zip(&[("mimetype", b"application/epub+zip")]),
        zip(&[(
            "META-INF/container.xml",
            CONTAINER.replace("OEBPS/", "../../").as_bytes(),
        )]),
        book(&package("", ""), &[]),
        book(
            &package(&item("a", "a.xhtml", ""), "<itemref idref=\"a\"/>"),
            &[],
        ),
    ] {
        assert!(parse(&bytes).is_err());
    }
}

#[test]
fn the_body_of_a_page_is_what_is_read() {
    assert_eq!(body("<html><head></head><BODY id='x'>a</BODY></html>"), "a");
    assert_eq!(body("<p>a</p>"), "<p>a</p>");
    assert_eq!(body("<bodyless><body>a"), "a");
}
