//! Pairs of versions of an article, and what is to become of a passage of the first in the second.
//! Random edits are in `edits`.

use std::path::PathBuf;

use super::super::testing::{article, keep, noon, range_of};
use super::*;
use crate::corpus::Origin;

fn find(bookmark: &Bookmark, article: &Article) -> Anchor {
    Finder::new(article).find(bookmark)
}

/// What is expected of a passage: the text that it must be found as, or nothing.
enum Expect {
    Exact(&'static str),
    Changed(&'static str),
    Lost,
}

const A: &str = "Il comitato si è riunito a Roma il 15 giugno, e Maria Rossi ha detto che il rapporto sull’acqua era pronto.";
const B: &str = "Due membri, Luca Bianchi e Anna Verdi, hanno chiesto altro tempo, perché mancavano le cifre della Sicilia.";
const C: &str = "La presidente ha promesso una risposta prima dell’estate, e ha chiuso la seduta a mezzogiorno.";
const Q: &str = "hanno chiesto altro tempo, perché mancavano le cifre della Sicilia";

fn paragraphs(parts: &[&str]) -> String {
    parts.join("\n\n")
}

#[test]
fn a_passage_from_the_title_into_the_body_is_found_again() {
    let before = article(
        "Il patto",
        "Uno e due. Tre e quattro sono qui. Cinque e altro ancora.",
    );
    let range = TextRange::new(0, before.text.find(" Tre").unwrap());
    let bookmark = Bookmark::new(&before, range, "", &[], noon()).unwrap();
    assert!(
        bookmark.suffix.starts_with(" Tre e quattro"),
        "{bookmark:?}"
    );
    let after = article(
        "Il patto",
        "Uno e due. Tre e quattro sono qui. Cinque, e altro ancora!",
    );
    assert_eq!(find(&bookmark, &after), Anchor::Exact(range));
}

#[test]
fn finds_a_passage_in_a_changed_article() {
    let abc = paragraphs(&[A, B, C]);
    let filler: Vec<String> = (0..40)
        .map(|i| {
            format!(
                "Paragrafo {i} dello sfondo, con le sue parole e il numero {}.",
                i * 7
            )
        })
        .collect();
    let filler = filler.join("\n\n");
    let twice = "Prima. Fu un errore. Poi nulla.\n\nSeconda. Fu un errore. Poi pioggia.";
    let rows: Vec<(&str, String, String, &str, usize, Expect)> = vec![
        ("same", abc.clone(), abc.clone(), Q, 0, Expect::Exact(Q)),
        (
            "inserted before",
            abc.clone(),
            paragraphs(&[&filler, &abc]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "deleted before",
            paragraphs(&[&filler, &abc]),
            abc.clone(),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "reordered",
            abc.clone(),
            paragraphs(&[C, A, B]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "reflowed",
            abc.clone(),
            abc.replace(", perché", ",\n perché"),
            Q,
            0,
            Expect::Exact("hanno chiesto altro tempo,\n perché mancavano le cifre della Sicilia"),
        ),
        (
            "typography",
            "Disse: \"l'anno e' finito\" - e usci' subito.".into(),
            "Disse: «l’anno e’ finito» – e usci’ subito. Poi basta.".into(),
            "\"l'anno e' finito\" - e",
            0,
            Expect::Exact("«l’anno e’ finito» – e"),
        ),
        (
            "one word",
            abc.clone(),
            abc.replace("mancavano", "servivano"),
            Q,
            0,
            Expect::Changed("hanno chiesto altro tempo, perché servivano le cifre della Sicilia"),
        ),
        (
            "negated",
            abc.clone(),
            abc.replace("perché mancavano", "perché non mancavano"),
            Q,
            0,
            Expect::Changed(
                "hanno chiesto altro tempo, perché non mancavano le cifre della Sicilia",
            ),
        ),
        (
            "a number",
            abc.clone(),
            abc.replace("15 giugno", "16 giugno"),
            "riunito a Roma il 15 giugno",
            0,
            Expect::Changed("riunito a Roma il 16 giugno"),
        ),
        (
            "split",
            abc.clone(),
            abc.replace(", perché", ".\n\nPerché"),
            Q,
            0,
            Expect::Changed(
                "hanno chiesto altro tempo.\n\nPerché mancavano le cifre della Sicilia",
            ),
        ),
        (
            "capitals",
            abc.clone(),
            abc.replace(B, &B.to_uppercase()),
            Q,
            0,
            Expect::Changed("HANNO CHIESTO ALTRO TEMPO, PERCHÉ MANCAVANO LE CIFRE DELLA SICILIA"),
        ),
        (
            "rewritten",
            abc.clone(),
            paragraphs(&[
                A,
                "Nessuno si è opposto, e della Sicilia non si è parlato.",
                C,
            ]),
            Q,
            0,
            Expect::Lost,
        ),
        (
            "deleted",
            abc.clone(),
            paragraphs(&[A, C]),
            Q,
            0,
            Expect::Lost,
        ),
        (
            "other text",
            abc.clone(),
            filler.clone(),
            Q,
            0,
            Expect::Lost,
        ),
        ("emptied", abc.clone(), String::new(), Q, 0, Expect::Lost),
        (
            "short, replaced",
            "Robin scrisse che Robin sarebbe venuto.".into(),
            "Robin scrisse che Elisa sarebbe venuta.".into(),
            "Robin",
            1,
            Expect::Lost,
        ),
        (
            "short, inside another word",
            "Marco parlò.".into(),
            "Nel marcommercio parlò.".into(),
            "Marco",
            0,
            Expect::Lost,
        ),
        (
            "the first of two is gone",
            paragraphs(&[A, "Sì, disse Rossi.", B, C, "Sì, disse Rossi.", C]),
            paragraphs(&[A, B, C, "Sì, disse Rossi.", C]),
            "Sì, disse Rossi.",
            0,
            Expect::Lost,
        ),
        (
            "the second of two",
            twice.into(),
            format!("Zero.\n\n{twice}"),
            "Fu un errore.",
            1,
            Expect::Exact("Fu un errore."),
        ),
        (
            "identical lines",
            "la stessa riga\n".repeat(500),
            format!("una riga nuova\n{}", "la stessa riga\n".repeat(500)),
            "la stessa riga",
            250,
            Expect::Lost,
        ),
        (
            "duplicated",
            abc.clone(),
            paragraphs(&[A, B, C, "Correzione:", B]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "everything",
            abc.clone(),
            paragraphs(&[&abc, "Nota."]),
            &abc,
            0,
            Expect::Exact(""),
        ),
        (
            "short, everything",
            "paga ␦1000␦ euro".into(),
            "noi paghiamo, lui paga ␦1000␦ euro".into(),
            "paga ␦1000␦ euro",
            0,
            Expect::Exact("paga ␦1000␦ euro"),
        ),
    ];
    for (name, old, new, quote, nth, expect) in &rows {
        let old = article("Il patto", old);
        let new = article("Il patto", new);
        let kept = keep(&old, quote, *nth);
        let found = find(&kept, &new);
        let shown = found.range().map(|range| range.of(&new.text));
        match expect {
            Expect::Exact("") => assert_eq!(shown, Some(*quote), "{name}"),
            Expect::Exact(text) => {
                assert!(matches!(found, Anchor::Exact(_)), "{name}: {found:?}");
                assert_eq!(shown, Some(*text), "{name}");
            }
            Expect::Changed(text) => {
                assert!(matches!(found, Anchor::Changed(_)), "{name}: {found:?}");
                assert_eq!(shown, Some(*text), "{name}");
            }
            Expect::Lost => assert_eq!(found, Anchor::Lost, "{name}: {shown:?}"),
        }
    }
}

#[test]
fn a_short_passage_at_the_end_is_not_found_in_the_middle_by_one_word_before_it() {
    let old = article(
        "T",
        "Ha parlato il ministro. Non ha risposto il ministro: non poi.",
    );
    let new = article(
        "T",
        "A giugno non ha parlato nessun ministro: non poi. Ha parlato il ministro.",
    );
    assert_eq!(find(&keep(&old, "non poi.", 0), &new), Anchor::Lost);
    // What was added behind it does not hide it.
    let longer = format!("{} È tutto.", old.text.get(old.body..).unwrap());
    let longer = article("T", &longer);
    let found = find(&keep(&old, "non poi.", 0), &longer);
    assert_eq!(found, Anchor::Exact(range_of(&longer, "non poi.", 0)));
}

#[test]
fn keeps_repeated_passages_apart() {
    let old = article(
        "T",
        "Prima. Fu un errore. Poi nulla.\n\nSeconda. Fu un errore. Poi pioggia.",
    );
    let new = article(
        "T",
        "Seconda. Fu un errore. Poi pioggia.\n\nPrima. Fu un errore. Poi nulla.",
    );
    for (before, after) in [(0, 1), (1, 0)] {
        let kept = keep(&old, "Fu un errore.", before);
        let expected = range_of(&new, "Fu un errore.", after);
        assert_eq!(find(&kept, &new), Anchor::Exact(expected));
    }
}

#[test]
fn a_title_taken_from_the_text_makes_nothing_ambiguous() {
    let old = article("La città è pronta", "La città è pronta");
    let new = article("Nuova: la città è pronta", "Nuova. La città è pronta");
    let kept = keep(&old, "La città è pronta", 0);
    assert_eq!(kept.repeats, Some(Repeats::default()));
    let expected = range_of(&new, "La città è pronta", 0);
    assert_eq!(find(&kept, &new), Anchor::Exact(expected));
    let title = Bookmark::new(&old, TextRange::new(0, 9), "", &[], noon()).unwrap();
    assert_eq!(title.quote, "La città");
    assert_eq!(find(&title, &new), Anchor::Lost);
}

#[test]
fn another_article_needs_both_sides_of_the_context() {
    let old = article("Il patto", &paragraphs(&[A, B, C]));
    let kept = keep(&old, Q, 0);
    let mut other = article("Altro", &paragraphs(&[C, A, B, C]));
    other.head.origin = Origin::Embedded("altro.md".into());
    other.head.url = None;
    assert_eq!(kinship(&kept, &other.head), None);
    assert_eq!(find(&kept, &other), Anchor::Exact(range_of(&other, Q, 0)));
    let mut quoting = article("Altro", &format!("Ieri {Q}, si legge."));
    quoting.head.origin = other.head.origin;
    quoting.head.url = None;
    assert_eq!(find(&kept, &quoting), Anchor::Lost);
}

#[test]
fn knows_its_article_by_text_place_and_citation() {
    let mut now = article("Il patto", A);
    let kept = keep(&now, "Maria Rossi", 0);
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Same));
    now.head.origin = Origin::File {
        path: PathBuf::from("/elsewhere.md"),
        part: 0,
    };
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Text));
    now.head.hash ^= 1;
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Citation));
    now.head.url = None;
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Citation));
    now.head.title.push('!');
    assert_eq!(kinship(&kept, &now.head), None);
    now.head.origin = kept.origin.clone().unwrap();
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Place));
}

mod edits;
