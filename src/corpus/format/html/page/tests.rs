//! Whole pages to articles: each fixture is a page as people save them and the article that is in
//! it, with its metadata.

use jiff::civil::Date;

use crate::corpus::{Article, BlockKind, LoadError, seeds};

fn shown(article: &Article) -> String {
    let head = &article.head;
    let mut lines = vec![format!("title: {}", head.title)];
    let fields = [
        ("date", head.date.map(|date| date.to_string())),
        ("source", head.source.clone()),
        ("author", head.author.clone()),
        ("url", head.url.clone()),
        ("lang", Some(head.lang.code().to_owned())),
        (
            "tags",
            Some(head.tags.join(", ")).filter(|tags| !tags.is_empty()),
        ),
    ];
    for (name, value) in fields {
        lines.extend(value.map(|value| format!("{name}: {value}")));
    }
    lines.push(String::new());
    for block in article.blocks.iter().skip(1) {
        let sign = match block.kind {
            BlockKind::Title => "T ".to_owned(),
            BlockKind::Heading(level) => format!("#{level} "),
            BlockKind::Paragraph => "¶ ".to_owned(),
            BlockKind::Quote => "> ".to_owned(),
            BlockKind::Item { .. } => String::new(),
            BlockKind::Verbatim => "= ".to_owned(),
            BlockKind::Rule => "- ".to_owned(),
        };
        lines.push(sign + block.range.of(&article.text));
    }
    lines.join("\n") + "\n"
}

fn article(html: &str) -> Article {
    seeds::embedded("pagina.html", html.as_bytes(), Date::MAX).unwrap()
}

macro_rules! pages {
    ($($test:ident $name:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            let page = include_str!(concat!("../../../../../tests/fixtures/pages/", $name, ".html"));
            let wanted = include_str!(concat!("../../../../../tests/fixtures/pages/", $name, ".txt"));
            assert_eq!(shown(&article(page)), wanted);
        }
    )*};
}

pages! {
    an_italian_newspaper "it-news",
    an_english_newspaper "en-news",
    a_page_of_tables_and_line_breaks "blog-br",
    a_page_of_documentation "docs",
}

#[test]
fn what_is_removed_is_told() {
    let page = include_str!("../../../../../tests/fixtures/pages/it-news.html");
    let removed = article(page).removed.join("\n");
    for line in [
        "Usiamo i cookie",
        "Politica",
        "Ricevi la nostra newsletter",
        "Foto: Agenzia Delta",
        "Articoli correlati",
        "Non possiamo chiedere",
        "Mario: sono d’accordo",
        "P. IVA",
    ] {
        assert!(removed.contains(line), "{line}");
    }
}

#[test]
fn a_page_without_an_article_shows_its_text() {
    for html in [
        "<html><body><p>Uno.</p><p>Due.</p></body></html>",
        "<p>Uno.<p>Due.",
        "<nav><p>Uno.</p><p>Due.</p></nav>",
        "<html><body><div aria-hidden=true><p>Uno.</p><p>Due.</p></div></body></html>",
    ] {
        let article = article(html);
        assert!(
            article.text.contains("Uno") && article.text.contains("Due."),
            "{html}: {}",
            article.text
        );
    }
}

#[test]
fn a_hidden_page_behind_a_dialogue_is_read() {
    let text = "<p>Una frase abbastanza lunga da essere il testo di una pagina.</p>".repeat(12);
    let article = article(&format!(
        "<body><div class=modal><p>Accetta i cookie.</p></div><div aria-hidden=\"true\">{text}</div></body>"
    ));
    assert!(
        article.text.contains("abbastanza lunga"),
        "{}",
        article.text
    );
    assert!(!article.text.contains("cookie"));
}

#[test]
fn titles_lose_their_site_and_nothing_else() {
    let title = |title: &str, rest: &str| {
        article(&format!("<html><head><title>{title}</title></head><body>{rest}<p>Un testo qualunque, con una frase.</p></body>"))
            .head
            .title
    };
    for (stated, rest, expected) in [
        ("Il ponte riapre | La Gazzetta", "", "Il ponte riapre"),
        ("Kiev - la guerra continua", "", "Kiev - la guerra continua"),
        (
            "Il ponte sul fiume riapre oggi - Il Molo",
            "",
            "Il ponte sul fiume riapre oggi",
        ),
        ("La Gazzetta", "<h1>Il ponte riapre</h1>", "La Gazzetta"),
        (
            "Il ponte riapre - Esteri - La Gazzetta",
            "<h1>Il ponte riapre</h1>",
            "Il ponte riapre",
        ),
        ("", "<h1>Il ponte riapre</h1>", "Il ponte riapre"),
    ] {
        assert_eq!(title(stated, rest), expected, "{stated} {rest}");
    }
}

#[test]
fn d1_impossible_dates_of_pages_are_none() {
    let article = article(
        "<head><meta property='article:published_time' content='2024-02-31'><meta name=date content='2024-03-01'></head><p>Testo.",
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-03-01");
}

#[test]
fn x3_the_encoding_that_a_page_declares_is_heeded() {
    for (bytes, expected) in [
        (
            &b"<meta charset=windows-1252><p>citt\xe0 \x80"[..],
            "città €",
        ),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'><p>\xb1",
            "ą",
        ),
        ("<meta charset=windows-1252><p>perché".as_bytes(), "perché"),
        (b"\xff\xfe<\0p\0>\0\xe8\0 \0s\0\xec\0", "è sì"),
    ] {
        let article = seeds::embedded("pagina.html", bytes, Date::MAX).unwrap();
        assert!(article.text.contains(expected), "{}", article.text);
    }
}

#[test]
fn r2_bombs_of_pages_end_in_time() {
    for (part, times) in [
        ("<div>", 30_000),
        ("<b>", 30_000),
        ("<table><tr><td>", 10_000),
        ("<ul><li>", 20_000),
        ("<p><b>", 10_000),
        ("<a><b><i></a></b>", 8_000),
        ("<svg>", 20_000),
        ("<meta name=x>", 20_000),
        ("<select><option>", 10_000),
        ("<p>uno", 20_000),
        ("<font color=#1>x", 10_000),
    ] {
        let began = std::time::Instant::now();
        let article = article(&format!("<p>prima</p>{}core", part.repeat(times)));
        assert!(
            began.elapsed().as_secs() < 10,
            "{part}: {:?}",
            began.elapsed()
        );
        assert!(article.text.contains("prima"), "{part}");
    }
}

#[test]
fn a_long_page_is_looked_through_and_only_a_tangled_one_is_shown_whole() {
    let text = "Il ministro è arrivato ieri sera nella capitale, dove è atteso da due giorni di colloqui. ";
    let page = |body: &str| {
        article(&format!(
            "<html><head><title>Una pagina lunga</title></head><body><nav><a href=/>Prima pagina</a></nav>\
             <article><h1>Una pagina lunga</h1>{body}</article></body></html>"
        ))
    };
    let flat = page(&format!("<p>{text}{text}</p>\n").repeat(15_000));
    assert!(flat.text.len() > 2_500_000 && flat.problems.is_empty());
    assert_eq!(
        flat.removed.first().map(String::as_str),
        Some("Prima pagina")
    );
    let deep = format!("{}{text}{}", "<div>".repeat(100), "</div>".repeat(100));
    let tangled = page(&deep.repeat(700));
    assert!(matches!(tangled.problems.as_slice(), [LoadError::Cut(_)]));
}

#[test]
fn what_a_page_states_is_taken_for_what_it_is() {
    let page = |head: &str, heading: &str| {
        let text =
            "Il ponte resta chiuso per tutto l’inverno, ha detto il sindaco ai giornalisti. "
                .repeat(8);
        let page = format!(
            "<html><head>{head}</head><body><article><h1>{heading}</h1><p>{text}</p><p>{text}</p></article></body></html>"
        );
        article(&page)
    };
    // A kicker that is only laid out above the title.
    let glued = page(
        "<meta property='og:title' content='La diga: Il ponte resta chiuso | La Gazzetta'>",
        "<span>La diga</span><span>Il ponte resta chiuso</span>",
    );
    assert_eq!(glued.head.title, "La diga: Il ponte resta chiuso");
    assert!(!glued.text.contains("digaIl"), "{}", glued.text);
    // A template that was never filled in, an address and a date where a name should be.
    let unfilled = page(
        "<title>{{page.title}}</title><meta name='author' content='esempio.it/redazione'>",
        "Il ponte resta chiuso",
    );
    assert_eq!(unfilled.head.title, "Il ponte resta chiuso");
    assert_eq!(unfilled.head.author, None);
    for (author, known) in [("17 April 2012 • 2:54pm", false), ("Anna Bruni", true)] {
        let head = format!("<meta name='author' content='{author}'>");
        let signed = page(&head, "Il ponte resta chiuso").head.author;
        assert_eq!(signed.is_some(), known, "{author}");
    }
}
