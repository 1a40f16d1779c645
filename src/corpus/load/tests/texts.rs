//! What becomes of a text: title, date, author, and what is left out.

use super::*;

fn one(name: &str, text: &str) -> Article {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    read(
        &Origin::File { path, part: 0 },
        MAX_BYTES,
        &[],
        &Arc::default(),
    )
    .unwrap()
}

const PAGE: &str = "Skip to main content\n\nIl ponte torna aperto dopo tre anni\n\n\
    Dopo una lunga attesa la città ritrova il suo passaggio più antico e il sindaco promette che non chiuderà mai più\n\n\
    Il ponte è stato riaperto ieri mattina, davanti a poche persone. Nessuno ha tagliato nastri.\n\n\
    «Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare»\n\n\
    Il sindaco ha parlato a lungo: «Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare», ha detto, e poi è andato via.\n\n\
    ×\n\nIscriviti alla newsletter";

#[test]
fn a_saved_page_becomes_an_article() {
    let article = one("pagina.txt", PAGE);
    assert_eq!(article.head.title, "Il ponte torna aperto dopo tre anni");
    assert_eq!(article.head.title_source, Statement::Heading);
    assert_eq!(article.head.lang.code(), "it");
    assert_eq!(
        article.removed,
        [
            "Skip to main content",
            "×",
            "Iscriviti alla newsletter",
            "«Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare»",
        ]
    );
    assert_eq!(article.blocks.len(), 4);
    assert_eq!(article.blocks.first().unwrap().kind, BlockKind::Title);
    assert!(body(&article).starts_with("Dopo una lunga attesa"));
    for block in &article.blocks {
        assert!(!block.range.of(&article.text).contains('\n'));
    }
}

#[test]
fn a_standfirst_that_the_body_says_again_is_left_out() {
    let article = one(
        "pezzo.txt",
        "Il loro viaggio lungo il grande fiume era stato un modo per dire a tutti che la valle è ancora viva.\n\
         I battelli sono partiti all’alba, con poca gente a bordo.\n\
         Il loro viaggio lungo il grande fiume era stato un modo per dire a tutti che la valle è ancora viva. Poi sono tornati.\n\
         Nessuno sa se ce ne sarà un altro.",
    );
    assert_eq!(article.removed.len(), 1);
    assert_eq!(article.head.title_source, Statement::FirstSentence);
    assert_eq!(
        article.head.title,
        "I battelli sono partiti all’alba, con poca gente a bordo"
    );
    assert_eq!(article.blocks.len(), 4);
}

#[test]
fn a_leading_date_is_metadata_even_glued() {
    for (text, date) in [
        (
            " date 2023-09 Il ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2023-09",
        ),
        (
            "Data: 15 giugno 2024\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
        (
            "Pubblicato il 15 giugno 2024\n\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
        (
            "15 giugno 2024\n\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
    ] {
        let article = one("nota.txt", text);
        assert_eq!(
            article.head.date.map(|date| date.to_string()).as_deref(),
            Some(date)
        );
        assert_eq!(
            article.head.date_source,
            DateSource::Stated(Statement::LeadingLine)
        );
        assert_eq!(
            article.head.title,
            "Il ministro prepara un viaggio in settembre"
        );
        assert!(body(&article).starts_with("Il ministro"));
    }
    let article = one(
        "nota.txt",
        "Date 2023 le condizioni, il ministro resta. Nessuno lo conferma.",
    );
    assert_eq!(article.head.date, None);
}

#[test]
fn a_text_without_a_word_is_called_by_its_file() {
    let article = one("segni.txt", "⁂ !");
    assert_eq!(
        (article.head.title.as_str(), article.head.title_source),
        ("segni", Statement::FileName)
    );
}

#[test]
fn r1_many_equal_lines_take_linear_time() {
    let article = one("righe.txt", &"Una riga breve di testo\n".repeat(200_000));
    assert_eq!(article.removed.len(), 2);
    let line = "Una riga non proprio breve che torna sempre uguale a se stessa.\n\n";
    assert_eq!(one("righe.txt", &line.repeat(50_000)).blocks.len(), 50_001);
}

#[test]
fn leading_lines_name_their_field() {
    let article = one(
        "nota.txt",
        "Titolo: Il ponte nuovo\nAutore: Anna Bi\nFonte: La Gazzetta del fiume\n\nIl ponte è aperto. Da oggi si passa.",
    );
    assert_eq!(article.head.title, "Il ponte nuovo");
    assert_eq!(article.head.author.as_deref(), Some("Anna Bi"));
    assert_eq!(
        article.head.source.as_deref(),
        Some("La Gazzetta del fiume")
    );
    assert_eq!(article.head.title_source, Statement::LeadingLine);
    assert_eq!(body(&article), "Il ponte è aperto. Da oggi si passa.");
}

#[test]
fn a_line_that_says_who_it_is_by_hides_no_date() {
    for (line, author) in [
        ("di Marco Bellini", "Marco Bellini"),
        ("Di Anna de Rossi e Luca Neri", "Anna de Rossi e Luca Neri"),
        ("By Jane B. Doe", "Jane B. Doe"),
    ] {
        let text = format!(
            "Il ponte nuovo\n\n{line}\n\n12 maggio 2024\n\nIl ponte è aperto. Da oggi si passa."
        );
        let article = one("ponte.txt", &text);
        assert_eq!(article.head.title, "Il ponte nuovo");
        assert_eq!(article.head.author.as_deref(), Some(author));
        assert_eq!(article.head.date.unwrap().to_string(), "2024-05-12");
        assert_eq!(body(&article), "Il ponte è aperto. Da oggi si passa.");
    }
    let article = one(
        "ponte.txt",
        "Il ponte nuovo\n\ndi ferro e di legno\n\nIl ponte è aperto. Da oggi si passa.",
    );
    assert_eq!(article.head.author, None);
}

#[test]
fn the_day_of_a_birth_above_a_life_is_not_that_of_the_article() {
    let life = "Nel 1921 aprì una bottega a Tresanta, e nel 1934 la vendette al cugino.";
    for (line, text, date) in [
        ("14 marzo 1879", life, None),
        ("14 marzo 1919", life, Some("1919-03-14")),
        (
            "14 marzo 1879",
            "Il ponte è aperto. Costò 2000 lire.",
            Some("1879-03-14"),
        ),
    ] {
        let article = one("vita.txt", &format!("Piera Landi\n\n{line}\n\n{text}"));
        let found = article.head.date.filter(|date| !date.is_approximate());
        assert_eq!(
            found.map(|date| date.to_string()).as_deref(),
            date,
            "{line}"
        );
        assert_eq!(body(&article).contains(line), date.is_none());
    }
}

#[test]
fn the_chain_of_dates_and_titles() {
    let article = one(
        "2024-06-19-x.md",
        "---\ndate: 2024-06-20\n---\n# Uno *due*\n\nTesto lungo abbastanza.",
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-20");
    assert_eq!(article.head.title, "Uno due");
    assert_eq!(
        article.spans.first().unwrap().range.of(&article.text),
        "due"
    );
    let article = one(
        "2024-06-19-x.md",
        "---\ndate: 2024-02-31\ntitle: Uno\n---\n# Uno\n\nTesto.",
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-19");
    assert_eq!(
        article.head.date_source,
        DateSource::Stated(Statement::FileName)
    );
    assert_eq!(article.text, "Uno\n\nTesto.");
    assert!(
        article
            .problems
            .first()
            .unwrap()
            .to_string()
            .contains("2024-02-31")
    );
    let article = one(
        "x.md",
        "Nessuna data, un solo paragrafo che dice poco e finisce presto, ma che non sta tutto quanto in un titolo solo.",
    );
    assert_eq!(article.head.date_source, DateSource::Unknown);
    assert_eq!(article.head.title_source, Statement::FirstSentence);
    assert!(article.head.title.ends_with('…') && article.head.title.len() <= 110);
}
