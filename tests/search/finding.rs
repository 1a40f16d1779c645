//! Which articles a line finds, in which order, and why it finds none.

use std::sync::Arc;

use rassegna::index::catalogue::Catalogue;
use rassegna::index::library::Library;
use rassegna::search::request::{Request, Sort};
use rassegna::search::worker::run;

use super::{article, corpus, name, press, request};

/// The articles that a lens finds, in their order.
fn found_by(catalogue: &Arc<Catalogue>, library: &Library, lens: &str) -> Vec<u64> {
    let snapshot = run(&request(catalogue, lens), library);
    let found = snapshot.found.iter();
    found.map(|found| found.entry.id().0).collect()
}

#[test]
fn finds_articles_the_most_exact_first() {
    let (catalogue, library) = press();
    for (line, expected) in [
        // The word itself, its beginning, another ending of it.
        ("missile", vec!["fabbriche", "patto"]),
        ("missili", vec!["patto", "mercato", "fabbriche"]),
        ("sanzioni", vec!["vertice", "mercato"]),
        ("MISSILI città", vec!["patto", "mercato"]),
        // Accents, apostrophes, hyphens, elision.
        ("perche", vec!["mercato"]),
        ("cosmodròmo", vec!["vertice"]),
        ("ucraina", vec!["vertice"]),
        ("l'ucraina", vec!["vertice"]),
        ("dell'intesa", vec!["patto"]),
        ("vent'anni", vec!["vertice"]),
        ("vent’anni", vec!["vertice"]),
        ("kn-23", vec!["vertice"]),
        // Words that are still being typed.
        ("cosm", vec!["vertice"]),
        ("pe", vec!["mercato"]),
        ("pe+", vec![]),
        // Typing errors, then letters in order.
        ("cosmodrmo", vec!["vertice"]),
        ("fabriche", vec!["fabbriche"]),
        ("csmdrm", vec!["vertice"]),
        ("pngyng", vec!["patto"]),
        ("putipnto", vec![]),
        // Phrases, whose last word may be half typed.
        ("\"mutua difesa\"", vec!["patto"]),
        ("\"mutua dif\"", vec![]),
        ("\"mutua dif", vec!["patto"]),
        ("\"difesa mutua\"", vec![]),
        ("\"difesa russia\"", vec![]),
        ("mutua difesa", vec!["patto", "fabbriche"]),
        ("«l'intesa apra»", vec!["patto"]),
        // Exclusion.
        ("difesa -patto", vec!["fabbriche"]),
        ("la -\"mutua difesa\" -sanzione", vec!["fabbriche"]),
        ("-source:quotidiano", vec!["fabbriche", "mercato"]),
        // Fields of the article.
        ("title:mercato", vec!["mercato"]),
        ("titolo:\"del pesc\"", vec!["mercato"]),
        ("title:difesa", vec!["patto"]),
        ("fonte:\"quotidiano della\"", vec!["vertice"]),
        ("source:voce", vec!["fabbriche", "mercato"]),
        ("published:2023", vec!["vertice", "fabbriche"]),
        ("pubblicato:2023-09-13..", vec!["patto", "vertice"]),
        ("in:segnalibri", vec!["patto", "mercato"]),
        ("in:notes", vec!["mercato"]),
        ("-in:bookmarks missili", vec!["fabbriche"]),
        // Regular expressions over the text, alone and with other terms.
        (r"/mis+il[ei]\b/", vec!["patto", "fabbriche"]),
        (r"/^il treno/", vec!["vertice"]),
        (r"/KN.\d+/ ucraina", vec!["vertice"]),
        (r"difesa -/sinda\w+/", vec!["patto"]),
        (r"-/difesa/", vec!["vertice", "mercato"]),
        (r"/mis(sile/ mercato", vec!["mercato"]),
        (r"/zzz/", vec![]),
        // What cannot be understood does not narrow.
        ("title:mercato date:ieri", vec!["mercato"]),
        ("", vec!["patto", "vertice", "fabbriche", "mercato"]),
    ] {
        let snapshot = run(&request(&catalogue, line), &library);
        let found: Vec<_> = snapshot.found.iter().map(name).collect();
        assert_eq!(found, expected, "{line}");
        assert!(snapshot.finished && snapshot.generation == 1);
        assert!(
            snapshot
                .found
                .iter()
                .all(|found| found.score > 0.0 && found.score <= 100.0)
        );
    }
}

/// Of four letters and more: what another article mistypes keeps nobody from the word that is meant.
#[test]
fn a_misspelling_elsewhere_does_not_end_forgiveness() {
    let texts = [
        "L’archive del comune\nLo zip arriva domani.",
        "Un archive di carte\nLo zip arriva sempre.",
        "Ancora archive e carte\nLo zip resta chiuso.",
        "Carte sparse\nUno zip e un archvio, le russe e le russi.",
        "Le rosse\nUna storia breve.",
        "La corte\nUna storia lunga.",
        "Ancora la corte\nUna storia e una corsa.",
    ];
    let articles = (0..).zip(texts);
    let (catalogue, library) =
        corpus(articles.map(|(id, lines)| article(id, "2024-03-04", "Voce", lines)));
    for (line, expected) in [
        ("zip archve", vec![0, 1, 2, 3]),
        ("archve", vec![0, 1, 2, 3]),
        // As common as the other word: an ending is the likelier.
        ("russa", vec![3]),
        // Another letter makes another word.
        ("corse", vec![6]),
        // What occurs is what is meant.
        ("russe", vec![3]),
    ] {
        let mut found: Vec<_> = (run(&request(&catalogue, line), &library).found.iter())
            .map(|found| found.entry.id().0)
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn says_which_word_is_the_reason_and_what_is_near() {
    let (catalogue, library) = press();
    let snapshot = run(&request(&catalogue, "difesa zdifesa"), &library);
    let reasons: Vec<_> = snapshot
        .reasons
        .iter()
        .map(|reason| (reason.term.as_str(), reason.articles))
        .collect();
    assert_eq!(reasons, [("difesa", Some(2)), ("zdifesa", Some(0))]);
    assert_eq!(snapshot.reasons[1].near, ["difesa"]);
    let near = run(&request(&catalogue, "\"citta sommersa\""), &library);
    assert_eq!(near.reasons[0].articles, Some(0));
    for (lens, name) in [
        ("actor:ucruina", "Ucraina"),
        ("actor:\"correa del nort\"", "Corea del Nord"),
        ("actor:napoleone", ""),
    ] {
        let near = &run(&request(&catalogue, lens), &library).reasons[0].near;
        assert_eq!(near.first().map_or("", String::as_str), name, "{lens}");
    }
}

#[test]
fn of_a_name_that_could_be_somebody_else_it_is_said_whom_it_means() {
    let texts = [
        "La penisola\nLa Corea è una penisola, e nessuno ne dubita.",
        "Un lancio\nLa Corea del Nord ha lanciato un razzo contro la Corea del Sud.",
        "Un altro lancio\nLa Corea del Nord ha lanciato ancora. Lo dice Kim Yo Jong.",
        "Una visita\nVladimir Putin incontra Kim Jong Un.",
    ];
    let articles = (0..)
        .zip(texts)
        .map(|(id, text)| article(id, "2021", "", text));
    let (catalogue, library) = corpus(articles);
    let said = |lens: &str| run(&request(&catalogue, lens), &library).remarks;
    for (lens, remark) in [
        (
            "actor:corea",
            "actor:corea is Corea (1), and not Corea del Nord (2)",
        ),
        (
            "-actor:\"corea del\"",
            "actor:\"corea del\" is any of Corea del Nord (in 2), Corea del Sud (in 1)",
        ),
        (
            "lancio actor:cor",
            "actor:cor is any of Corea del Nord (in 2), Corea del Sud (in 1), Corea (in 1)",
        ),
    ] {
        assert_eq!(said(lens), [remark], "{lens}");
    }
    for lens in [
        "actor:putin",
        "actor:\"corea del sud\"",
        "actor:napoleone",
        "corea",
    ] {
        assert_eq!(said(lens), [""; 0], "{lens}");
    }
}

#[test]
fn of_a_source_that_there_is_not_the_nearest_is_told() {
    let lines = "Uno\nDella stessa cosa si parla qui.";
    let (catalogue, library) = corpus([
        article(0, "2021", "La Gazzetta di Prova", lines),
        article(1, "2022", "Voce del Molo", lines),
    ]);
    let near = |lens: &str| {
        run(&request(&catalogue, lens), &library)
            .reasons
            .remove(0)
            .near
    };
    assert_eq!(near("source:gazeta"), ["La Gazzetta di Prova"]);
    assert_eq!(near("source:mollo"), ["Voce del Molo"]);
    assert!(near("source:xyz").is_empty());
}

#[test]
fn newer_articles_come_first_among_equals_and_orders_hold() {
    let lines = |title: &str| format!("{title}\nDella stessa cosa si parla qui.");
    let (catalogue, library) = corpus([
        article(0, "2021", "x", &lines("Beta")),
        article(1, "2024-05", "x", &lines("Gamma")),
        article(2, "", "x", &lines("alfa")),
        article(3, "2023", "x", &lines("Èta")),
    ]);
    for (sort, expected) in [
        (Sort::Relevance, [1, 3, 0, 2]),
        (Sort::Date, [1, 3, 0, 2]),
        (Sort::Title, [2, 0, 3, 1]),
    ] {
        let request = Request {
            sort,
            ..request(&catalogue, "stessa")
        };
        let found = run(&request, &library).found;
        let order: Vec<_> = found.iter().map(|found| found.entry.id().0).collect();
        assert_eq!(order, expected, "{sort:?}");
    }
}

#[test]
fn a_compound_is_found_with_and_without_its_hyphen() {
    let (catalogue, library) = corpus([
        article(
            0,
            "2021",
            "",
            "Una resa\nUn soldato nord-coreano si è arreso, con un KN-23.",
        ),
        article(
            1,
            "2022",
            "",
            "Due rese\nDue soldati, entrambi nordcoreani, si sono arresi: KN23.",
        ),
        article(
            2,
            "2023",
            "",
            "Una cena\nA tavola con tanti amici del nord.",
        ),
        article(
            3,
            "2024",
            "",
            "Una mensola\nServe per mettere ordine. The rapist was tried.",
        ),
    ]);
    let found = |lens: &str| found_by(&catalogue, &library, lens);
    assert_eq!(found("nord-coreano"), [0, 1]);
    assert_eq!(found("nordcoreani"), [1, 0]);
    assert_eq!(found("nordcoreano soldato").len(), 2);
    assert_eq!(found("kn-23"), [0, 1]);
    assert_eq!(found("KN23"), [1, 0]);
    // What is asked for as it is, or left out, is meant so.
    assert_eq!(found("\"nord-coreano\""), [0]);
    assert_eq!(found("-nordcoreani"), [3, 2, 0]);
    // Short words stand side by side by chance.
    assert_eq!(found("contanti"), [0; 0]);
    assert_eq!(found("permettere"), [0; 0]);
    assert_eq!(found("therapist"), [0; 0]);
    let snapshot = run(&request(&catalogue, "nordcoreano \"un soldato\""), &library);
    let passage = snapshot.found.get(0).unwrap().passage.unwrap().clone();
    let text = &library
        .text(&snapshot.found.get(0).unwrap().entry.head())
        .unwrap()
        .text;
    let marks: Vec<_> = passage.marks.iter().map(|mark| mark.of(text)).collect();
    assert_eq!(marks, ["Un soldato", "nord-coreano"]);
}

#[test]
fn a_compound_is_left_out_and_quoted_with_and_without_its_hyphen() {
    let (catalogue, library) = corpus([
        article(
            0,
            "2021",
            "",
            "Una resa\nParla il leader nord-coreano, e il generale nordcoreano tace.",
        ),
        article(
            1,
            "2022",
            "",
            "Una cena\nParla il leader nordcoreano, e il generale nord-coreano tace.",
        ),
        article(
            2,
            "2023",
            "",
            "Un dono\nParla il leader del partito, che vuole la co-operazione.",
        ),
        article(
            3,
            "2024",
            "",
            "Un voto\nIl partito vuole la cooperazione: serve per mettere ordine.",
        ),
    ]);
    let found = |lens: &str| found_by(&catalogue, &library, lens);
    for lens in [
        "\"leader nord-coreano\"",
        "\"leader nordcoreano\"",
        "\"leader nordcoreano",
        "\"il generale nordcoreano tace\"",
        "\"generale nord-coreano\"",
    ] {
        assert_eq!(found(lens).len(), 2, "{lens}");
    }
    assert_eq!(found("-nordcoreano"), [3, 2]);
    assert_eq!(found("-nord-coreano"), [3, 2]);
    assert_eq!(found("-\"leader nord-coreano\""), [3, 2]);
    assert_eq!(found("cooperazione"), [3, 2]);
    assert_eq!(found("co-operazione"), [2, 3]);
    assert_eq!(found("-permettere").len(), 4);
    assert_eq!(found("\"permettere ordine\""), [0; 0]);
}

#[test]
fn a_name_is_found_as_it_is_heard() {
    let texts = [
        "Una visita\nIeri Sergej Šojgu è arrivato a Pyongyang, da Kim Jong-un.",
        "Una visita\nIeri Sergei Shoigu è arrivato, atteso da Kim Jong Un.",
        "Un treno\nIl ministro Vadim Kuznecov ha parlato con Pavel Žukovskij di Charkiv.",
        "Un treno\nIl ministro Vadim Kuznetsov ha parlato. Kuznetsov vede Chodorkovskij.",
        "Un sogno\nIl sindaco ha dormito, e ha detto che la scarsa luce serve.",
    ];
    let articles = (0..)
        .zip(texts)
        .map(|(id, text)| article(id, "2021", "", text));
    let (catalogue, library) = corpus(articles);
    let found = |lens: &str| {
        let mut found = found_by(&catalogue, &library, lens);
        found.sort_unstable();
        found
    };
    for (lens, articles) in [
        ("scioigu", &[0, 1][..]),
        ("sciojgu", &[0, 1]),
        ("schoigu", &[0, 1]),
        ("kim jongun", &[0, 1]),
        ("kuzniezov", &[2, 3]),
        ("gucovski", &[]),
        ("zhukovskiy", &[2]),
        ("zukowski", &[2]),
        ("harkiv", &[2]),
        ("kharkiv", &[2]),
        ("khodorkovsky", &[3]),
        // What is no name is not heard.
        ("louke", &[]),
    ] {
        assert_eq!(found(lens), articles, "{lens}");
    }
}

#[test]
fn the_name_of_an_actor_is_found_in_its_other_spellings() {
    let (catalogue, library) = corpus([
        article(
            0,
            "2021",
            "",
            "Una visita\nIeri Shoigu è arrivato a Pyongyang.",
        ),
        article(
            1,
            "2022",
            "",
            "Una visita\nIeri Šojgu è arrivato a Pyongyang.",
        ),
        article(
            2,
            "2023",
            "",
            "Una visita\nIeri Shojgu è arrivato a Pyongyang.",
        ),
        article(
            3,
            "2024",
            "",
            "Una visita\nIeri Sergio è arrivato a Pyongyang.",
        ),
    ]);
    let found = |lens: &str| found_by(&catalogue, &library, lens);
    assert_eq!(found("shoigu"), [0, 2, 1]);
    assert_eq!(found("šojgu"), [1, 2, 0]);
    assert_eq!(found("-šojgu"), [3, 2, 0]);
}

#[test]
fn of_many_expressions_it_is_said_which_finds_nothing() {
    let (catalogue, library) = press();
    let snapshot = run(&request(&catalogue, r"/mis+il/ /zz+q/ difesa"), &library);
    let reasons: Vec<_> = (snapshot.reasons.iter())
        .map(|reason| (reason.term.as_str(), reason.articles))
        .collect();
    assert_eq!(
        reasons,
        [
            ("/mis+il/", Some(3)),
            ("/zz+q/", Some(0)),
            ("difesa", Some(2))
        ]
    );
    let many: String = (0..20).map(|number| format!("/a{number}b.*c/ ")).collect();
    let snapshot = run(&request(&catalogue, &many), &library);
    assert!(
        snapshot
            .reasons
            .iter()
            .any(|reason| reason.articles == Some(0))
    );
}
