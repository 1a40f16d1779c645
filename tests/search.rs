//! Searching as its users see it: a line of text to articles in an order, with passages and marks.
//! The parts have their own tests beside them.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, mpsc};
use std::time::Duration;

use proptest::prelude::*;
use rassegna::actors::dictionary::Dictionary;
use rassegna::corpus::{Article, ArticleId, BlockKind, DateSource, Origin, Statement};
use rassegna::index::annotate;
use rassegna::index::catalogue::Catalogue;
use rassegna::index::keeping;
use rassegna::index::library::Library;
use rassegna::search::matcher::{KeptArticles, Matcher};
use rassegna::search::query::Query;
use rassegna::search::ranking::Found;
use rassegna::search::request::{Request, Sort};
use rassegna::search::worker::{Snapshot, Worker, run};
use rassegna::text::fold::fold;
use rassegna::text::language::Language;

/// Name, date, source, then the text: the title, a line for each paragraph, `# ` before headings.
const ARTICLES: &[(&str, &str, &str, &str)] = &[
    (
        "patto",
        "2024-06-20",
        "Il Quotidiano del Mattino",
        "Firmato il patto di mutua difesa
         Russia e Corea del Nord hanno firmato a Pyongyang un patto di mutua difesa.
         # Le reazioni
         Seul teme che l’intesa apra la strada a nuovi missili. La città è rimasta calma.",
    ),
    (
        "fabbriche",
        "2023-09-12",
        "La Voce",
        "Le fabbriche lavorano di notte
         Gli operai producono un missile al giorno, dicono i sindacati.
         Nessuno parla di difesa, e la cooperazione mutua resta sulla carta.",
    ),
    (
        "mercato",
        "2022-02-03",
        "La Voce",
        "Il mercato del pesce riapre
         La sanzione più pesante l’ha presa un banco di sardine.
         Perché il sindaco tace? La cittadinanza aspetta, il missilistico non c’entra.",
    ),
    (
        "vertice",
        "2023-09-14",
        "Il Quotidiano della Sera",
        "Kim arriva al cosmodromo
         Il treno blindato è arrivato dopo vent’anni di sanzioni dell’ONU.
         Dell’Ucraina nessuno ha parlato; del KN‑23 sì, e a lungo.",
    ),
];

fn article(id: u64, date: &str, source: &str, lines: &str) -> Article {
    let heading = |line: &str| line.starts_with("# ");
    let lines: Vec<&str> = lines.lines().map(str::trim).collect();
    let plain = lines.iter().map(|line| line.trim_start_matches("# "));
    let text = plain.collect::<Vec<_>>().join("\n\n");
    let mut article = Article::of_paragraphs(&text, Language::ITALIAN, date.parse().ok());
    for (block, line) in article.blocks.iter_mut().zip(&lines) {
        if heading(line) {
            block.kind = BlockKind::Heading(2);
        }
    }
    article.blocks[0].kind = BlockKind::Title;
    article.body = (article.blocks[0].range.end + 2).min(text.len());
    article.head.id = ArticleId(id);
    article.head.origin = Origin::Embedded(format!("{id}.md"));
    article.head.path = format!("{id}.md");
    article.head.title_source = Statement::Heading;
    article.head.date_source = DateSource::Stated(Statement::FrontMatter);
    article.head.source = Some(source.to_owned());
    article
}

static DICTIONARY: LazyLock<Arc<Dictionary>> =
    LazyLock::new(|| Arc::new(Dictionary::with_user(&[]).0));
static EMPTY: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(&DICTIONARY));

/// A corpus whose texts are all at hand.
fn corpus(articles: impl IntoIterator<Item = Article>) -> (Arc<Catalogue>, Library) {
    let library = Library::new(Arc::clone(&DICTIONARY), 1 << 20, 1 << 24);
    let mut catalogue = EMPTY.clone();
    for article in articles {
        let prepared = annotate::prepare(article, &library.dictionary());
        catalogue.add(&prepared);
        library.keep(&prepared.annotated, library.edition());
    }
    (Arc::new(catalogue), library)
}

fn press() -> (Arc<Catalogue>, Library) {
    corpus(
        (0..)
            .zip(ARTICLES)
            .map(|(id, (_, date, source, lines))| article(id, date, source, lines)),
    )
}

/// The same catalogue with its words in memory, and on disk; and the folder in which they are.
fn both(catalogue: &Arc<Catalogue>) -> ([Arc<Catalogue>; 2], tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let stored = keeping::on_disk(catalogue, folder.path()).unwrap();
    ([Arc::clone(catalogue), Arc::new(stored)], folder)
}

/// All of an answer but the number of its question.
fn said(snapshot: &Snapshot) -> String {
    format!("{:?} {:?}", snapshot.found, snapshot.reasons)
}

fn request(catalogue: &Arc<Catalogue>, line: &str) -> Request {
    Request {
        generation: 1,
        query: Query::parse(line).query,
        sort: Sort::Relevance,
        passages: 100,
        catalogue: Arc::clone(catalogue),
        kept: Arc::new(KeptArticles {
            bookmarks: HashSet::from([ArticleId(0), ArticleId(2)]),
            notes: HashSet::from([ArticleId(2)]),
        }),
    }
}

fn name(found: Found<'_>) -> &'static str {
    ARTICLES[usize::try_from(found.entry.id().0).unwrap()].0
}

#[test]
fn words_on_disk_answer_as_words_in_memory_do() {
    let seeds = rassegna::corpus::seeds::articles();
    let (catalogue, library) = corpus(seeds.into_iter().chain([article(
        9,
        "2024",
        "x",
        "Perché la città?\nL’università è là.\n# Sanzione, sanzioni\nMissili e missile: missili.",
    )]));
    let ([packed, stored], _folder) = both(&catalogue);
    let labelled = include_str!("fixtures/search/queries.tsv").lines();
    let labelled = labelled.filter_map(|line| line.split('\t').nth(1));
    let others = [
        "s",
        "st",
        "mis",
        "missile -sanzioni",
        "-la",
        "\"corea del nord\"",
        "\"la citt",
        "citta",
        "universta",
        "zgrprsta",
        "sanzione missili",
        "title:missili",
        "kkkkkk",
        "\"universita sommersa\"",
        "l'universita",
        "sanzoni",
        "putn",
        "nrdcrn",
        "è",
        "di a in",
    ];
    for line in labelled.chain(others) {
        let one = run(&request(&packed, line), &library);
        let other = run(&request(&stored, line), &library);
        assert_eq!(said(&one), said(&other), "{line}");
    }
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

/// What people type over the embedded articles: the mean of 1/rank of the article that was labelled
/// as the first, and how often the labelled passage is the one that is shown. `cargo test --test
/// search -- --nocapture queries` prints both.
#[test]
fn labelled_queries_find_their_article_and_passage_first() {
    let labelled = include_str!("fixtures/search/queries.tsv");
    let (catalogue, library) = corpus(rassegna::corpus::seeds::articles());
    let (mut reciprocal, mut passages, mut all) = (0.0, 0.0, 0.0);
    let mut wrong = String::new();
    for line in labelled.lines().filter(|line| !line.starts_with('#')) {
        let [kind, query, article, passage] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let mut request = request(&catalogue, query);
        request.kept = Arc::default();
        let snapshot = run(&request, &library);
        let dated = |found: Found<'_>| {
            let date = found.entry.date().map(|date| date.to_string());
            date.as_deref() == Some(article)
        };
        let place = snapshot.found.iter().position(dated);
        let shown = place.and_then(|place| snapshot.found.get(place)?.passage);
        let shown = shown.is_some_and(|shown| shown.text.contains(passage));
        all += 1.0;
        reciprocal += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        passages += f64::from(u8::from(shown));
        if place != Some(0) || !shown {
            let rank = place.map(|place| place + 1);
            writeln!(
                wrong,
                "{kind}: {query}: rank {rank:?}, passage shown: {shown}"
            )
            .unwrap();
        }
    }
    let (mean, shown) = (reciprocal / all, passages / all);
    println!("{all} queries, mean reciprocal rank {mean:.3}, passages {shown:.3}\n{wrong}");
    assert!(
        mean >= 0.95 && shown >= 0.9,
        "{mean:.3} {shown:.3}\n{wrong}"
    );
}

#[test]
fn shows_the_passage_in_which_the_words_meet() {
    let (catalogue, library) = press();
    for (line, passage, marks) in [
        (
            "mutua difesa",
            "Russia e Corea del Nord hanno firmato a Pyongyang un patto di mutua difesa.",
            vec!["mutua", "difesa"],
        ),
        (
            "\"mutua difesa\"",
            "Russia e Corea del Nord hanno firmato a Pyongyang un patto di mutua difesa.",
            vec!["mutua difesa"],
        ),
        ("reazioni", "Le reazioni", vec!["reazioni"]),
        (
            "firmato",
            "Russia e Corea del Nord hanno firmato a Pyongyang un patto di mutua difesa.",
            vec!["firmato"],
        ),
        (
            "intesa citta",
            "Seul teme che l’intesa apra la strada a nuovi missili. La città è rimasta calma.",
            vec!["intesa", "città"],
        ),
        (
            "kn-23 ucraina",
            "Dell’Ucraina nessuno ha parlato; del KN‑23 sì, e a lungo.",
            vec!["Ucraina", "KN‑23"],
        ),
        (
            r"/un (missile|treno)/",
            "Gli operai producono un missile al giorno, dicono i sindacati.",
            vec!["un missile"],
        ),
    ] {
        let snapshot = run(&request(&catalogue, line), &library);
        let first = snapshot.found.get(0).unwrap();
        let (found, entry) = (first.passage.unwrap(), first.entry);
        let annotated = library.open(&entry.head()).unwrap();
        let text = &annotated.article.text;
        assert_eq!(found.text, passage, "{line}");
        assert_eq!(found.range.of(text), passage, "{line}");
        let marked: Vec<_> = found.marks.iter().map(|mark| mark.of(text)).collect();
        assert_eq!(marked, marks, "{line}");
    }
}

#[test]
fn a_guess_is_not_marked_beside_the_word_itself() {
    let (catalogue, library) = corpus([article(
        0,
        "2024",
        "x",
        "Prova
         Il cosmodromo e il cosmodrono.",
    )]);
    let annotated = library
        .open(&catalogue.entries.first().unwrap().head())
        .unwrap();
    for (line, marks) in [
        ("cosmodromo", vec!["cosmodromo"]),
        ("cosmodroo", vec!["cosmodromo", "cosmodrono"]),
    ] {
        let query = Query::parse(line).query;
        let matcher = Matcher::new(&query, &catalogue, &KeptArticles::default());
        let marked = matcher.marks(&annotated);
        let marked: Vec<_> = marked
            .iter()
            .map(|m| m.of(&annotated.article.text))
            .collect();
        assert_eq!(marked, marks);
        assert_eq!(matcher.found(&catalogue, &library)[0].1.hits, marks.len());
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
    assert_eq!(reasons, [("difesa", 2), ("zdifesa", 0)]);
    assert_eq!(snapshot.reasons[1].near, ["difesa"]);
    let near = run(&request(&catalogue, "\"citta sommersa\""), &library);
    assert_eq!(near.reasons[0].articles, 0);
    for (lens, name) in [
        ("actor:ucrajna", "Ucraina"),
        ("actor:\"correa del nort\"", "Corea del Nord"),
        ("actor:napoleone", ""),
    ] {
        let near = &run(&request(&catalogue, lens), &library).reasons[0].near;
        assert_eq!(near.first().map_or("", String::as_str), name, "{lens}");
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
fn a_long_paragraph_is_cut_to_what_answers() {
    let filler = "Segue una frase che non dice nulla di nuovo a chi la legge. ".repeat(400);
    let lines = format!("Titolo\n{filler}Il faro si spense. La nave affondò subito. {filler}");
    let (catalogue, library) = corpus([article(0, "2024", "x", &lines)]);
    let found = run(&request(&catalogue, "faro nave"), &library).found;
    let passage = found.get(0).unwrap().passage.unwrap();
    assert_eq!(passage.text, "Il faro si spense. La nave affondò subito.");
    let unbroken = format!("Titolo\n{}faro{}", "però ".repeat(500), " però".repeat(500));
    let (catalogue, library) = corpus([article(0, "2024", "x", &unbroken)]);
    let found = run(&request(&catalogue, "faro"), &library).found;
    let text = &found.get(0).unwrap().passage.unwrap().text;
    assert!(
        text.contains("però faro però") && text.len() <= 480,
        "{text}"
    );
    assert!(text.starts_with("però") && text.ends_with("però"));
}

#[test]
fn the_worker_answers_the_newest_question_and_stops_when_dropped() {
    let (catalogue, library) = press();
    let (answers, received) = mpsc::channel::<Snapshot>();
    let worker = Worker::start(Arc::new(library), move |snapshot| {
        let _ = answers.send(snapshot);
    })
    .unwrap();
    for (generation, line) in (1..).zip(["m", "mi", "mis", "miss", "missi", "missili"]) {
        worker.ask(Request {
            generation,
            ..request(&catalogue, line)
        });
    }
    let patience = Duration::from_secs(30);
    let last = loop {
        let snapshot = received.recv_timeout(patience).unwrap();
        if snapshot.finished && snapshot.generation == 6 {
            break snapshot;
        }
    };
    assert_eq!(name(last.found.get(0).unwrap()), "patto");
    drop(worker);
    // The sender has gone with the thread.
    assert!(received.recv_timeout(patience).is_err());
}

#[test]
fn the_worker_tells_a_mistake_and_answers_the_next_question() {
    let (catalogue, library) = press();
    let (answers, received) = mpsc::channel::<Snapshot>();
    let worker = Worker::start(Arc::new(library), move |snapshot| {
        assert!(snapshot.generation != 1 || snapshot.failed, "a mistake");
        let _ = answers.send(snapshot);
    })
    .unwrap();
    let patience = Duration::from_secs(30);
    for (generation, failed) in [(1, true), (2, false)] {
        worker.ask(Request {
            generation,
            ..request(&catalogue, "missili")
        });
        let snapshot = loop {
            let snapshot = received.recv_timeout(patience).unwrap();
            // On a busy machine the second answer comes in parts.
            if snapshot.failed || snapshot.finished {
                break snapshot;
            }
        };
        assert_eq!((snapshot.generation, snapshot.failed), (generation, failed));
    }
}

#[test]
fn a_line_that_nobody_means_is_answered_or_refused() {
    let long = format!("Titolo\n{} fine", "x".repeat(5_000));
    let press = (0..)
        .zip(ARTICLES)
        .map(|(id, (_, date, source, lines))| article(id, date, source, lines));
    let (catalogue, library) = corpus(press.chain([article(9, "2024", "x", &long)]));
    let words: Vec<String> = (0..1000).map(|number| format!("parola{number}")).collect();
    for (line, found, refused) in [
        ("m".repeat(10_000), 0, false),
        (words.join(" "), 0, false),
        ("\"patto \" \"difesa".to_owned(), 1, false),
        ("\"mutua difesa".to_owned(), 1, false),
        (r"/(x+x+)+y/".to_owned(), 0, false),
        (r"/(x+x+)+/".to_owned(), 1, false),
        ("/(a{999}){999}/".to_owned(), 5, true),
        (format!("/{}", "(".repeat(900)), 5, true),
    ] {
        let parsed = Query::parse(&line);
        assert_eq!(!parsed.mistakes.is_empty(), refused, "{line:.40}");
        let snapshot = run(&request(&catalogue, &line), &library);
        assert!(snapshot.finished);
        assert_eq!(snapshot.found.len(), found, "{line:.40}");
    }
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    let lone = |c: &char| c.is_alphanumeric() && fold(&c.to_string()).is_empty();
    let lone: Vec<char> = all.iter().copied().filter(lone).collect();
    assert!(
        !lone.is_empty(),
        "marks that folding takes away count as letters"
    );
    for sign in lone {
        let parsed = Query::parse(&sign.to_string());
        assert!(
            parsed.query.is_empty() && !parsed.mistakes.is_empty(),
            "{sign:?}"
        );
        let beside = run(&request(&catalogue, &format!("mutua {sign}")), &library);
        assert_eq!(beside.found.len(), 2, "{sign:?}");
    }
    for signs in all.chunks(2048) {
        let line: String = signs.iter().collect();
        assert!(run(&request(&catalogue, &line), &library).finished);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_line_and_no_text_make_it_fail(
        line in r#"(\PC{0,6}|mutua|"m|-la|title:|actor:kim|[a-z]{1,9}|é|l'| ){0,8}"#,
        text in r#"(\PC{0,8}|città|l’intesa|\n|mutua difesa| ){1,30}"#,
    ) {
        let text = format!("T{text}");
        let (catalogue, library) = corpus([article(0, "2024", "x", &text)]);
        let query = Query::parse(&line).query;
        let matcher = Matcher::new(&query, &catalogue, &KeptArticles::default());
        let annotated = library.open(&catalogue.entries.first().unwrap().head()).unwrap();
        let text = &annotated.article.text;
        let marks = matcher.marks(&annotated);
        for mark in &marks {
            prop_assert!(text.get(mark.start..mark.end).is_some_and(|part| !part.is_empty()));
        }
        for pair in marks.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        let passage = matcher.passage(&annotated);
        prop_assert_eq!(text.get(passage.range.start..passage.range.end), Some(passage.text.as_str()));
        prop_assert!(passage.marks.iter().all(|mark| marks.contains(mark)));
        if query.has_words() && !matcher.found(&catalogue, &library).is_empty() {
            prop_assert!(!passage.marks.is_empty(), "{}", line);
        }
    }

    #[test]
    fn no_query_finds_anything_else_on_disk(
        lines in prop::collection::vec(r#"([a-e]{1,9}|[a-c]{3}(sione|sioni|to|ti)|"[a-e]{1,4} [a-e]{1,4}|-[a-e]{1,3}|title:[a-e]{1,3}|é[a-e]{2}| ){1,4}"#, 1..6),
        texts in prop::collection::vec(r"([a-e]{1,9} |[a-c]{3}(sione|sioni|to|ti) |é[a-e]{2} |\n|\n# ){1,40}", 1..6),
    ) {
        let articles = (0..).zip(&texts).map(|(id, text)| article(id, "2024", "x", &format!("T {text}")));
        let (catalogue, library) = corpus(articles);
        let ([packed, stored], _folder) = both(&catalogue);
        for line in &lines {
            let one = run(&request(&packed, line), &library);
            let other = run(&request(&stored, line), &library);
            prop_assert_eq!(said(&one), said(&other), "{}", line);
        }
    }

    #[test]
    fn every_word_of_a_text_finds_it(words in prop::collection::vec("[a-zàèéìòùç]{1,9}", 1..8), pick in any::<prop::sample::Index>()) {
        let text = format!("Titolo\n{}", words.join(" "));
        let (catalogue, library) = corpus([article(0, "2024", "x", &text)]);
        let word = &words[pick.index(words.len())];
        for line in [word.clone(), format!("\"{word}\""), format!("\"{}\"", words.join("  "))] {
            let found = run(&request(&catalogue, &line), &library).found;
            prop_assert_eq!(found.len(), 1, "{}", line);
            prop_assert!(found.get(0).unwrap().score >= 80.0);
        }
        let excluded = run(&request(&catalogue, &format!("-{word}")), &library).found;
        prop_assert!(excluded.is_empty());
    }
}
