//! PDFs made here, object by object: what the file draws is what is read.

use std::fmt::Write as _;
use std::io::Write as _;

use super::*;

/// A PDF of these pages, each given by its operators. `F1` is Times with the encoding of Windows,
/// `F2` is its bold, `F3` has glyphs of its own numbering that `ToUnicode` explains.
pub(in crate::corpus) fn pdf(info: &str, pages: &[String], deflate: bool) -> Vec<u8> {
    annotated(info, pages, "", deflate)
}

/// The same with entries that every page has besides.
fn annotated(info: &str, pages: &[String], besides: &str, deflate: bool) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (it-IT) >>".to_owned().into_bytes(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Strano /Encoding /Identity-H /ToUnicode 6 0 R \
          /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [600 700] 3 9 500] >>] >>".to_vec(),
        stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
              1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              4 beginbfchar <0001> <0050> <0002> <00E8> <0003> <00660069> <0004> <0020> endbfchar\n\
              1 beginbfrange <0005> <0009> <0061> endbfrange\nendcmap end end",
            deflate,
        ),
        info.as_bytes().to_vec(),
    ];
    let mut kids = String::new();
    for page in pages {
        let content = objects.len() + 1;
        // Windows-1252 of what is beyond ASCII, as the fonts have it.
        let bytes = encoding_rs::WINDOWS_1252.encode(page).0.into_owned();
        objects.push(stream(&bytes, deflate));
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
                 /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> {besides} >>"
            )
            .into_bytes(),
        );
        write!(kids, "{} 0 R ", content + 1).unwrap();
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()).into_bytes();
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        writeln!(file, "{number} 0 obj").unwrap();
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer << /Size {} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1
    )
    .unwrap();
    file
}

fn stream(bytes: &[u8], deflate: bool) -> Vec<u8> {
    let (bytes, filter) = if deflate {
        let level = flate2::Compression::best();
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
        encoder.write_all(bytes).unwrap();
        (encoder.finish().unwrap(), "/Filter /FlateDecode ")
    } else {
        (bytes.to_vec(), "")
    };
    let head = format!("<< {filter}/Length {} >> stream\n", bytes.len());
    [head.as_bytes(), &bytes, b"\nendstream"].concat()
}

/// Operators that show lines of a size from a place down, `leading` apart.
pub(in crate::corpus) fn show(
    font: &str,
    size: f64,
    (x, y): (f64, f64),
    leading: f64,
    lines: &[&str],
) -> String {
    let mut operators = format!("BT /{font} {size} Tf {leading} TL {x} {y} Td\n");
    for line in lines {
        let line = line
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        writeln!(operators, "({line}) Tj T*").unwrap();
    }
    operators + "ET\n"
}

fn read(pages: &[String]) -> Draft {
    parse(&pdf("<< >>", pages, true)).unwrap().remove(0)
}

fn blocks(draft: &Draft) -> Vec<String> {
    draft
        .blocks
        .iter()
        .map(|block| {
            let sign = match block.kind {
                BlockKind::Heading(level) => format!("#{level} "),
                BlockKind::Item { .. } => "- ".to_owned(),
                _ => String::new(),
            };
            sign + block.range.of(&draft.text)
        })
        .collect()
}

const FIRST: [&str; 4] = [
    "Il ponte è stato riaperto ieri mattina, davanti a poche persone, e nessuno",
    "ha tagliato nastri. Il sindaco ha parlato a lungo, poi se n’è andato a pie-",
    "di verso la stazione, dove lo aspettava il ministro con il capo del gover-",
    "no, e tutti hanno sorriso.",
];
const SECOND: [&str; 3] = [
    "Il governo dice che i lavori costano venti milioni, ma nessuno sa se basta-",
    "no, e chi lo sa non lo dice: è la storia di tutti i ponti di questa città, che",
    "si aprono e si chiudono.",
];
const FIRST_TEXT: &str = "Il ponte è stato riaperto ieri mattina, davanti a poche persone, e nessuno ha tagliato nastri. Il sindaco ha parlato a lungo, poi se n’è andato a piedi verso la stazione, dove lo aspettava il ministro con il capo del governo, e tutti hanno sorriso.";
const SECOND_TEXT: &str = "Il governo dice che i lavori costano venti milioni, ma nessuno sa se bastano, e chi lo sa non lo dice: è la storia di tutti i ponti di questa città, che si aprono e si chiudono.";

#[test]
fn lines_become_paragraphs() {
    // Paragraphs apart by a gap, by an indent, and by nothing but a short last line.
    for gap in ["gap", "indent", "none"] {
        let (x, y) = match gap {
            "gap" => (72.0, 700.0 - 5.5 * 14.0),
            "indent" => (90.0, 700.0 - 4.0 * 14.0),
            _ => (72.0, 700.0 - 4.0 * 14.0),
        };
        let mut page = show(
            "F2",
            20.0,
            (72.0, 760.0),
            24.0,
            &["Il ponte torna aperto", "dopo tre anni"],
        );
        page += &show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST);
        page += &show("F1", 11.0, (x, y), 14.0, &SECOND[..1]);
        page += &show("F1", 11.0, (72.0, y - 14.0), 14.0, &SECOND[1..]);
        let draft = read(&[page]);
        assert_eq!(
            blocks(&draft),
            [
                "#1 Il ponte torna aperto dopo tre anni",
                FIRST_TEXT,
                SECOND_TEXT
            ],
            "{gap}"
        );
        assert_eq!(draft.own.lang.unwrap().code(), "it");
        assert_eq!(draft.own.title, None);
        assert_eq!(draft.own.date_text, None);
    }
}

#[test]
fn columns_and_pages_go_on_where_they_broke() {
    let mut one = show("F1", 9.0, (50.0, 800.0), 0.0, &["Il Giornale · anno 7"]);
    one += &show("F1", 11.0, (50.0, 700.0), 14.0, &FIRST[..2]);
    one += &show("F1", 11.0, (420.0, 700.0), 14.0, &FIRST[2..]);
    one += &show("F1", 11.0, (420.0, 660.0), 14.0, &SECOND[..1]);
    one += &show("F1", 9.0, (300.0, 40.0), 0.0, &["1"]);
    let mut two = show("F1", 9.0, (50.0, 800.0), 0.0, &["Il Giornale · anno 7"]);
    two += &show("F1", 9.0, (300.0, 40.0), 0.0, &["2"]);
    two += &show("F1", 11.0, (50.0, 700.0), 14.0, &SECOND[1..]);
    let draft = read(&[one, two]);
    assert_eq!(blocks(&draft), [FIRST_TEXT, SECOND_TEXT]);
    assert_eq!(
        draft.removed,
        ["Il Giornale · anno 7", "1", "Il Giornale · anno 7", "2"]
    );
}

#[test]
fn lists_headings_and_artifacts_are_told_apart() {
    let mut page = show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST);
    page += &show("F2", 11.0, (72.0, 630.0), 14.0, &["1. Che cosa cambia"]);
    page += &show(
        "F1",
        11.0,
        (72.0, 612.0),
        14.0,
        &[
            "• il primo punto",
            "• il secondo, che va",
            "a capo",
            "3. il terzo",
        ],
    );
    page += &format!(
        "/Artifact BMC {} EMC",
        show("F1", 11.0, (72.0, 300.0), 14.0, &["In cima"])
    );
    let draft = read(&[page]);
    assert_eq!(
        blocks(&draft),
        [
            FIRST_TEXT,
            "#2 1. Che cosa cambia",
            "- • il primo punto",
            "- • il secondo, che va a capo",
            "- 3. il terzo"
        ]
    );
    assert_eq!(draft.removed, ["In cima"]);
}

#[test]
fn words_are_apart_however_they_are_drawn() {
    let page = "BT /F1 12 Tf 72 700 Td [(Il) -250 (pon) 20 (te) -300 (\u{e8})] TJ 100 0 Td (aper) Tj ET \
                BT /F1 12 Tf 1 0 0 1 193 700 Tm (to.) Tj ET \
                BT /F3 12 Tf 1 0 0 1 72 600 Tm <0001000200040003000500060004> Tj ET \
                BT /F1 12 Tf 0 1 -1 0 20 300 Tm (sul lato) Tj ET";
    let draft = read(&[page.to_owned()]);
    assert_eq!(blocks(&draft), ["Il ponte è aperto.", "Pè fiab"]);
    assert_eq!(draft.removed, ["sul lato"]);
}

#[test]
fn the_title_is_the_one_that_is_meant() {
    let page = show("F2", 20.0, (72.0, 760.0), 24.0, &["Il ponte torna aperto"])
        + &show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST);
    let plain = show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST);
    for (stated, page, title) in [
        (
            "(Il ponte torna aperto)",
            &page,
            Some("Il ponte torna aperto"),
        ),
        ("(Bollettino 12)", &page, None),
        ("(Bollettino 12)", &plain, Some("Bollettino 12")),
        ("<FEFF0050006500720063006800E9>", &plain, Some("Perché")),
        ("(Perch\\351)", &plain, Some("Perché")),
        ("(Microsoft Word - ponte.doc)", &plain, None),
        ("(a\\033[31m)", &plain, Some("a␛[31m")),
    ] {
        let info =
            format!("<< /Title {stated} /Author (Anna Bianchi) /CreationDate (D:20240619) >>");
        let draft = parse(&pdf(&info, std::slice::from_ref(page), false))
            .unwrap()
            .remove(0);
        assert_eq!(draft.own.title.as_deref(), title, "{stated}");
        assert_eq!(draft.own.author.as_deref(), Some("Anna Bianchi"));
        assert_eq!(draft.own.date_text, None);
    }
}

#[test]
fn t4_what_stands_on_the_area_of_a_link_leads_there() {
    let line = |y: i32, text: &str| show("F1", 10.0, (72.0, f64::from(y)), 12.0, &[text]);
    let page = line(700, "Il ponte è aperto. Lo dice il gior-")
        + &line(688, "nale di ieri, e nessuno lo nega.")
        + &line(640, "- la prima voce");
    let area = |kind: &str, place: &str, target: &str| {
        format!("<< /Type /Annot /Subtype /{kind} {place} /A << /S /URI /URI ({target}) >> >>")
    };
    let notes = [
        area(
            "Link",
            "/Rect [106 698 138 708]",
            "https://example.org/ponte",
        ),
        // Over the end of a line.
        area(
            "Link",
            "/Rect [72 686 300 708] /QuadPoints [184 708 300 708 184 698 300 698 72 696 91 696 72 686 91 686]",
            "https://example.org/giornale",
        ),
        area(
            "Link",
            "/Rect [72 638 200 648]",
            "https://example.org/\\033voce",
        ),
        area("Text", "/Rect [0 0 600 842]", "https://example.org/nota"),
        "<< /Subtype /Link /Rect [0 0 600 842] /Dest [0 /Fit] >>".to_owned(),
        "null 7 << /Subtype /Link /A << /S /URI >> >>".to_owned(),
        area(
            "Link",
            "/Rect [99999999999 -99999999999 999999999999 999999999999]",
            "https://example.org/altrove",
        ),
    ];
    let besides = format!("/Annots [{}]", notes.join(" "));
    let draft = parse(&annotated("<< >>", &[page], &besides, true))
        .unwrap()
        .remove(0);
    let links: Vec<(&str, String)> = (draft.spans.iter())
        .map(|span| (span.range.of(&draft.text), format!("{:?}", span.kind)))
        .collect();
    let to = |target: &str| format!("Link(\"https://example.org/{target}\")");
    assert_eq!(
        links,
        [
            ("è aperto", to("ponte")),
            ("giornale", to("giornale")),
            ("• la prima voce", to("␛voce")),
        ]
    );
}

#[test]
fn what_has_no_text_says_so() {
    for (bytes, reason) in [
        (
            pdf("<< >>", &["0 0 m 10 10 l S".to_owned()], true),
            "its pages are pictures",
        ),
        (b"%PDF-1.7\nniente".to_vec(), "no PDF can be read from it"),
    ] {
        let error = parse(&bytes).unwrap_err().to_string();
        assert!(error.ends_with(reason), "{error}");
    }
}

#[test]
fn the_text_under_a_scanned_page_is_read() {
    let page = format!("3 Tr {}", show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST));
    assert_eq!(blocks(&read(&[page])), [FIRST_TEXT]);
}

#[test]
fn broken_files_end_in_time() {
    let page = show("F1", 11.0, (72.0, 700.0), 14.0, &FIRST);
    let whole = pdf("<< >>", &[page], true);
    for cut in (0..whole.len()).step_by(37) {
        let _ = parse(whole.get(..cut).unwrap());
        let mut bytes = whole.clone();
        bytes[cut] ^= 0x41;
        let _ = parse(&bytes);
    }
    // The library rebuilds what lost its table.
    let lost = whole.get(..whole.len() - 200).unwrap();
    assert_eq!(blocks(&parse(lost).unwrap().remove(0)), [FIRST_TEXT]);
}
