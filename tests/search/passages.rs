//! The passage of an article that answers, and what is marked in it.

use rassegna::search::matcher::{KeptArticles, Matcher};
use rassegna::search::query::Query;
use rassegna::search::worker::run;

use super::{article, corpus, press, request};

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
fn of_a_passage_with_a_word_and_a_date_the_word_is_shown_first() {
    let (catalogue, library) = corpus([article(
        0,
        "2024-06",
        "",
        "Una cronaca\nNel marzo 2024 molte cose sono cambiate, anche per i soldati.",
    )]);
    for (line, first) in [
        ("soldati date:2024", "soldati"),
        ("date:2024", "marzo 2024"),
    ] {
        let snapshot = run(&request(&catalogue, line), &library);
        let passage = snapshot.found.get(0).unwrap().passage.unwrap();
        let from = passage.first - passage.range.start;
        assert!(
            passage.text.get(from..).unwrap().starts_with(first),
            "{line}: {passage:?}"
        );
    }
}
