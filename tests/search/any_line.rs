//! Any line over any text: it is answered or refused, never gets stuck, and says the same on disk.

use proptest::prelude::*;
use rassegna::search::matcher::{KeptArticles, Matcher};
use rassegna::search::query::Query;
use rassegna::search::worker::run;
use rassegna::text::fold::fold;

use super::{ARTICLES, article, both, corpus, request, said};

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
        if query.has_hits() && !matcher.found(&catalogue, &library).is_empty() {
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
