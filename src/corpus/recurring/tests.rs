//! Lines that recur: what could be one, what is one, and which files are read again for it.

use super::*;
use crate::corpus::assemble::{self, Place};
use crate::corpus::format::{self, Draft};
use crate::corpus::{Article, ArticleId, Origin};

/// What becomes of texts as they are copied from pages, each a file, when `recurs` recur.
fn made(name: &str, text: &str, recurs: &dyn Fn(u64) -> bool) -> (Article, Margins) {
    let ending = name.rsplit('.').next();
    let drafts: Vec<Draft> =
        (format::of(ending, text.as_bytes()).unwrap().parse)(text.as_bytes()).unwrap();
    let place = Place {
        id: ArticleId(0),
        origin: Origin::Embedded(name.to_owned()),
        path: name.to_owned(),
        stem: Some("nome"),
        today: jiff::civil::date(2026, 11, 1),
    };
    assemble::article(drafts.into_iter().next().unwrap(), place, recurs).unwrap()
}

/// The lines of a text that could be parts of a page.
fn could(name: &str, text: &str) -> Vec<String> {
    let (whole, _) = made(name, text, &|_| false);
    let (left, _) = made(name, text, &|_| true);
    let gone = |line: &&String| !whole.removed.contains(line);
    left.removed.iter().filter(gone).cloned().collect()
}

const TEXT: &str = "La diga di Valbona è stata vuotata lunedì. I tecnici ci hanno trovato un camion.\n\n\
    Nessuno sa di chi fosse. Il sindaco ha chiamato i carabinieri.";

#[test]
fn lines_around_the_text_can_recur() {
    let page = format!(
        "Il Corriere della Valle\n\nMeteo e webcam\n\nVuotata la diga\n\n{TEXT}\n\nTutte le notizie di giugno\n\nTorna su in cima"
    );
    assert_eq!(
        could("a.txt", &page),
        [
            "Il Corriere della Valle",
            "Meteo e webcam",
            "Tutte le notizie di giugno",
            "Torna su in cima",
        ]
    );
}

#[test]
fn what_says_something_never_does() {
    for line in [
        "Nessuna frase breve è un arredo.",
        "Davvero?",
        "«Non ne sappiamo niente»",
        "di Anna Bianchi",
        "by Ann White",
        "Fonte: Il Corriere della Valle",
        "12 marzo 2024",
        "Ecco i nomi:",
        "Cari amici,",
        "* * *",
    ] {
        let page = format!("Vuotata la diga\n\nProvincia di Valbona\n\n{line}\n\n{TEXT}\n\n{line}");
        assert!(!could("a.txt", &page).contains(&line.to_owned()), "{line}");
    }
}

#[test]
fn the_heading_of_a_part_stays_and_so_does_the_only_title() {
    let page = format!("Diario\n\n{TEXT}\n\nIl giorno dopo\n\n{TEXT}\n\nStampa la pagina");
    assert_eq!(could("a.txt", &page), ["Stampa la pagina"]);
    let page = format!("Cronache\n\nBuongiorno\n\ndi Anna Bianchi\n\n{TEXT}");
    assert_eq!(could("a.txt", &page), ["Cronache"]);
    let page = format!(
        "# Diga\n\nDocumentazione\n\n{TEXT}\n\n## Licenza\n\nMIT\n\n- MIT\n- Apache\n\n> Una volta\n"
    );
    assert_eq!(could("a.md", &page), ["Documentazione"]);
    let poem = "Alla diga\n\nOmbra sull’acqua\n\nun camion che dorme\n\nombra sull’acqua";
    assert_eq!(could("a.txt", poem), [""; 0]);
}

#[test]
fn lines_are_the_same_whatever_their_case_and_signs() {
    assert_eq!(
        key("› Tempo di lettura:  4 min"),
        key("TEMPO DI LETTURA 4 min")
    );
    assert_ne!(
        key("Bollettino della giunta 2"),
        key("Bollettino della giunta 3")
    );
    assert_ne!(key("Condividi"), key("Commenta"));
}

/// The lines that recur after these texts, each in a file of its own, and the files to be read again.
fn noted(texts: &[&str]) -> (Recurring, Vec<usize>) {
    let mut recurring = Recurring::default();
    let file = |place: usize| FileKey::of(std::path::Path::new(&place.to_string()));
    for (place, text) in texts.iter().enumerate() {
        let known = std::sync::Arc::clone(recurring.known());
        let (article, margins) = made("a.txt", text, &|line| known.contains(&line));
        recurring.note(file(place), &margins, &article.head.recurring);
    }
    let stale = recurring.stale();
    let again = (0..texts.len()).filter(|&place| stale.contains(&file(place)));
    (recurring, again.collect())
}

#[test]
fn a_line_recurs_in_three_articles_that_are_not_versions_of_each_other() {
    let page = |word: &str| {
        format!("{word} volte vuota\n\nMeteo e webcam\n\n{word}. {TEXT}\n\nSempre con voi")
    };
    let pages = ["Una", "Una", "Due", "Due", "Tre", "Sei"].map(page);
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (recurring, again) = noted(pages.get(..4).unwrap());
    assert!(recurring.known().is_empty() && again.is_empty());
    let (recurring, again) = noted(&pages);
    assert_eq!(recurring.known().len(), 2);
    assert_eq!(
        again,
        [0, 1, 2, 3, 4],
        "the last was made without the lines"
    );
    let (article, _) = made("a.txt", pages[5], &|line| recurring.known().contains(&line));
    let mut heads = Recurring::of(std::iter::once(&article.head));
    assert_eq!(
        heads.known(),
        recurring.known(),
        "an article keeps what was left out of it"
    );
    let (article, margins) = made("a.txt", pages[0], &|_| false);
    heads.note(
        FileKey::of(std::path::Path::new("x")),
        &margins,
        &article.head.recurring,
    );
    assert_eq!(heads.stale().len(), 1);
}
