//! Tests of reports: what is one, and which of its dates it is of. What is none is in `nothing`, whom one tells of in
//! `subjects`, what it is called in `titles`.

use std::sync::Arc;

use super::super::title::TITLE;
use super::*;
use crate::actors::{Found, How};
use crate::text::grapheme;
use crate::text::language::Language;

mod nothing;
mod subjects;
mod titles;

fn article(text: &str, lang: Language) -> Article {
    Article::of_paragraphs(text, lang, "2024-03-20".parse().ok())
}

/// Names in the text stand for actors of the same name.
fn told(text: &str, names: &[&str]) -> Vec<Report> {
    told_in(Language::ITALIAN, text, names)
}

fn told_in(lang: Language, text: &str, names: &[&str]) -> Vec<Report> {
    let article = article(text, lang);
    let mut mentions: Vec<Mention> = names
        .iter()
        .flat_map(|name| text.match_indices(name))
        .map(|(at, name)| Mention {
            range: TextRange::new(at, at + name.len()),
            actor: ActorId(Arc::from(format!("person:{name}"))),
            how: How::Name,
            found: Found::Dictionary,
            sure: true,
            evidence: None,
        })
        .collect();
    mentions.sort_by_key(|mention| mention.range);
    let dates = crate::dates::find(&article);
    reports(&article, &mentions, &dates)
}

#[test]
fn a_dated_sentence_is_a_report() {
    let text =
        "La piazza era vuota. Il 7 marzo Anna Neri ha incontrato Bo a Lima, capitale del Perù.";
    let found = told(text, &["Anna Neri", "Bo"]);
    let [report] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(report.date.to_string(), "2024-03-07");
    assert_eq!(
        &*report.title,
        "Anna Neri ha incontrato Bo a Lima, capitale del Perù"
    );
    assert_eq!(report.actors.len(), 2);
    assert!(!report.planned);
    assert!(report.sentence.of(text).starts_with("Il 7 marzo"));
    assert_eq!(report.expression.of(text), "7 marzo");
}

#[test]
fn a_sentence_that_tells_two_things_is_two_reports() {
    let found = told(
        "Nel 2019 Rossi vinse le elezioni, a gennaio del 2021 Bianchi lo sconfisse.",
        &["Rossi", "Bianchi"],
    );
    let seen: Vec<(String, &str, usize)> = found
        .iter()
        .map(|report| (report.date.to_string(), &*report.title, report.actors.len()))
        .collect();
    assert_eq!(
        seen,
        [
            ("2019".to_owned(), "Rossi vinse le elezioni", 1),
            ("2021-01".to_owned(), "Bianchi lo sconfisse", 1),
        ]
    );
}

#[test]
fn what_is_to_come_is_marked() {
    for (text, planned) in [
        ("Il vertice si terrà il 3 maggio a Oslo.", true),
        ("Il vertice potrebbe tenersi a maggio.", true),
        ("La visita è prevista per il prossimo giugno.", true),
        ("Il vertice si è tenuto il 3 febbraio a Oslo.", false),
        // What was over is announced by nobody.
        ("A marzo 2021 la giunta intende vendere il teatro.", false),
    ] {
        let found = told(text, &[]);
        assert_eq!(found.len(), 1, "{text}");
        assert!(
            found.iter().all(|report| report.planned == planned),
            "{text}"
        );
    }
}

#[test]
fn titles_are_short_and_cut_at_a_clause() {
    let text = "Il 4 febbraio il presidente del consiglio regionale ha inaugurato la nuova sede dell’ospedale, \
                costruita in sei anni, alla presenza di numerosi sindaci, di medici e di molti curiosi.";
    let found = told(text, &[]);
    let titles: Vec<&str> = found.iter().map(|report| &*report.title).collect();
    assert_eq!(
        titles,
        ["Il presidente del consiglio regionale ha inaugurato la nuova sede dell’ospedale"]
    );
}

#[test]
fn clauses_keep_their_own_date_and_actors() {
    for (text, expected) in [
        (
            "Entro maggio, hanno fatto sapere ieri i sindacati, Rossi andrà a Lima per vedere Bianchi.",
            &[
                ("2024-05", "Rossi andrà a Lima per vedere Bianchi", 2, true),
                (
                    "2024-03-19",
                    "Hanno fatto sapere ieri i sindacati",
                    0,
                    false,
                ),
            ][..],
        ),
        (
            "Rossi e Bianchi si erano visti a gennaio del 2023, e di nuovo a marzo del 2023.",
            &[
                (
                    "2023-01",
                    "Rossi e Bianchi si erano visti a gennaio del 2023",
                    2,
                    false,
                ),
                (
                    "2023-03",
                    "Rossi e Bianchi si erano visti … e di nuovo a marzo del 2023",
                    2,
                    false,
                ),
            ],
        ),
        (
            "Neri ha ripreso un discorso iniziato nel 2021, quando Rossi e Bianchi si incontrarono a Oslo.",
            &[("2021", "Rossi e Bianchi si incontrarono a Oslo", 2, false)],
        ),
        (
            "Il 3 febbraio Rossi ha visto Bianchi, che aveva vinto le elezioni nel 2019.",
            &[
                ("2024-02-03", "Rossi ha visto Bianchi", 2, false),
                (
                    "2019",
                    "Bianchi, che aveva vinto le elezioni nel 2019",
                    1,
                    false,
                ),
            ],
        ),
        (
            "Rossi potrebbe fermarsi nella base dove Bianchi ricevette Neri nel 2019.",
            &[("2019", "Bianchi ricevette Neri nel 2019", 2, false)],
        ),
    ] {
        let found = told(text, &["Rossi", "Bianchi", "Neri"]);
        let seen: Vec<(String, &str, usize, bool)> = found
            .iter()
            .map(|report| {
                let actors = report.actors.len();
                (
                    report.date.to_string(),
                    &*report.title,
                    actors,
                    report.planned,
                )
            })
            .collect();
        let expected: Vec<(String, &str, usize, bool)> = expected
            .iter()
            .map(|&(date, title, actors, planned)| (date.to_owned(), title, actors, planned))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }
}

#[test]
fn a_title_never_ends_on_a_word_that_leads_on() {
    let tail = "e ha poi ringraziato con parole di circostanza tutti i delegati venuti da lontano per l’occasione";
    for (text, names) in [
        (format!("Il 7 marzo Anna Neri ha accolto nella sala grande del palazzo municipale di Lima {tail}."), &["Anna Neri"][..]),
        (format!("Il 7 marzo il consiglio ha eletto al primo turno con larga maggioranza dei voti Anna Maria Neri Bo {tail}."), &["Anna Maria Neri Bo"]),
        (format!("Il 7 marzo il consiglio ha eletto al primo turno con larghissima maggioranza Carla Dal Pozzo {tail}."), &[]),
        (format!("Il 7 marzo la giunta ha inaugurato insieme alle scuole e alle associazioni il 70° anniversario {tail}."), &[]),
        (format!("Il 7 marzo la giunta ha inaugurato insieme alle scuole e alle altre associazioni dell’intera provincia {tail}."), &[]),
        ("A febbraio era partito Bo, questo mese è toccato ad Anna Neri e il prossimo volo partirà da Lima.".to_owned(), &["Anna Neri", "Bo"]),
        ("Il 7 marzo uscì il film, nei giorni in cui la mostra veniva sgomberata.".to_owned(), &[]),
    ] {
        for report in told(&text, names) {
            let title = &report.title;
            let bare = title.trim_end_matches('…');
            let last = bare.rsplit([' ', '’']).next().unwrap_or_default();
            let leading = ["e", "che", "cui", "il", "la", "dell", "di", "con", "per", "da", "in", "alle", "ad", "al"];
            assert!(!leading.contains(&last), "{title}");
            assert!(last.chars().all(char::is_alphabetic), "{title}");
            assert!(grapheme::width(title) <= TITLE, "{title}");
            for name in names.iter().chain(&["Carla Dal Pozzo"]) {
                let first = name.split(' ').next().unwrap_or_default();
                let whole = title.matches(name).count() == title.matches(first).count();
                assert!(whole, "{title} has half of {name}");
            }
        }
    }
    let found = told(
        "Il 7 marzo Anna Neri ha volato a Lima per vedere Kim Jong Il.",
        &["Anna Neri", "Kim Jong Il"],
    );
    assert_eq!(
        &*found[0].title,
        "Anna Neri ha volato a Lima per vedere Kim Jong Il"
    );
    let found = told("Il 7 marzo la Rai trasmise «Storie di confine».", &[]);
    assert_eq!(&*found[0].title, "La Rai trasmise «Storie di confine»");
}

#[test]
fn days_that_follow_each_other_are_told_as_one() {
    for (text, expected) in [
        (
            "La conferenza si terrà a Roma il 10 e 11 luglio 2025.",
            &[(
                "2025-07-10/2025-07-11",
                "La conferenza si terrà a Roma il 10 e 11 luglio 2025",
            )][..],
        ),
        (
            "Il vertice si è tenuto il 10 e l’11 luglio 2023 a Washington.",
            &[(
                "2023-07-10/2023-07-11",
                "Il vertice si è tenuto il 10 e l’11 luglio 2023 a Washington",
            )],
        ),
        (
            "La Camera ha votato il bilancio il 10 luglio 2023 e l’11 luglio 2023 il Senato ha approvato la riforma.",
            &[
                (
                    "2023-07-10",
                    "La Camera ha votato il bilancio il 10 luglio 2023",
                ),
                ("2023-07-11", "Il Senato ha approvato la riforma"),
            ],
        ),
        (
            "I due si videro il 3 marzo e il 4 marzo 2023.",
            &[(
                "2023-03-03/2023-03-04",
                "I due si videro il 3 marzo e il 4 marzo 2023",
            )],
        ),
    ] {
        let found = told(text, &[]);
        let seen: Vec<(String, &str)> = (found.iter())
            .map(|report| (report.date.to_string(), &*report.title))
            .collect();
        let expected: Vec<(String, &str)> = (expected.iter())
            .map(|&(date, title)| (date.to_owned(), title))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }
}

#[test]
fn each_day_of_a_list_has_a_row() {
    for (lang, text, title) in [
        (
            Language::ITALIAN,
            "Il 2, 5 e 9 marzo il consiglio ha votato il bilancio.",
            "Il consiglio ha votato il bilancio",
        ),
        (
            Language::ITALIAN,
            "Il consiglio si è riunito il 2, 5 e 9 marzo.",
            "Il consiglio si è riunito",
        ),
        (
            Language::ENGLISH,
            "On March 2, 5 and 9 the council voted on the budget.",
            "The council voted on the budget",
        ),
    ] {
        let reports = told_in(lang, text, &[]);
        let days: Vec<i8> = reports.iter().map(|r| r.date.first_day().day()).collect();
        assert_eq!(days, [2, 5, 9], "{text}");
        for report in reports.iter().skip(1) {
            assert_eq!(&*report.title, title, "{text}");
        }
    }
}

/// The dates of what a text tells.
fn days(lang: Language, text: &str) -> Vec<String> {
    let found = told_in(lang, text, &[]).into_iter();
    found.map(|report| report.date.to_string()).collect()
}

#[test]
fn what_leaves_out_its_verb_behind_a_semicolon_is_told() {
    for (lang, text, expected) in [
        (
            Language::ITALIAN,
            "A febbraio persero la finale in casa; il 3 marzo, a Lima, la coppa.",
            &["2024-02", "2024-03-03"][..],
        ),
        (
            Language::ITALIAN,
            "Il 2 febbraio il consiglio votò il piano; sabato il ritorno in aula dei delegati.",
            &["2024-02-02", "2024-02-03"],
        ),
        (
            Language::ITALIAN,
            "I golpe cominciarono nel marzo 2019 e di nuovo, con altri generali, sei mesi dopo.",
            &["2019-03", "2019-09"],
        ),
        (
            Language::ENGLISH,
            "In January they lost the final at home; on 3 March, in Lima, the cup.",
            &["2024-01", "2024-03-03"],
        ),
    ] {
        assert_eq!(days(lang, text), expected, "{text}");
    }
}

#[test]
fn a_day_by_itself_heads_what_the_next_sentence_tells() {
    for (lang, text, date, title) in [
        (
            Language::ITALIAN,
            "11 marzo 2011. Lo tsunami travolse la diga. Nessuno si salvò.",
            "2011-03-11",
            "Lo tsunami travolse la diga",
        ),
        (
            Language::ENGLISH,
            "3 May 1998. The dam burst above Altmouth. Nobody was found.",
            "1998-05-03",
            "The dam burst above Altmouth",
        ),
    ] {
        let found = told_in(lang, text, &[]);
        let [report] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(report.date.to_string(), date);
        assert_eq!(&*report.title, title);
    }
    // What follows has a day of its own.
    let own = "Oggi. Il 7 marzo la giunta ha votato.";
    assert_eq!(days(Language::ITALIAN, own), ["2024-03-07"]);
}

#[test]
fn days_in_a_row_at_the_head_are_told_once() {
    for (text, date) in [
        (
            "Il 3, 4 e 5 maggio 2022 Rossi ha visitato Tokyo.",
            "2022-05-03/2022-05-05",
        ),
        (
            "Lunedì 4, martedì 5 e mercoledì 6 settembre 2023 Rossi ha incontrato Bianchi.",
            "2023-09-04/2023-09-06",
        ),
    ] {
        let reports = told(text, &[]);
        let dates: Vec<String> = reports
            .iter()
            .map(|report| report.date.to_string())
            .collect();
        assert_eq!(dates, [date], "{text}");
    }
    let two = told(
        "La Camera votò il 10 giugno 2022, l’11 giugno 2022 il Senato approvò la legge.",
        &[],
    );
    assert_eq!(two.len(), 2);
}

#[test]
fn what_is_to_happen_before_a_day_is_told() {
    let reports = told("Saranno riaperte prima di Natale le scuole.", &[]);
    assert_eq!(reports.len(), 1);
    assert!(told("Non era mai accaduto prima del 2020.", &[]).is_empty());
}

#[test]
fn what_a_flood_does_is_told() {
    let reports = told(
        "Il 16 maggio 2023 una seconda piena sommerse le strade. Il fiume, che nel 2021 invase la \
         piazza, distrusse il ponte nel 2024.",
        &[],
    );
    let titles: Vec<&str> = reports.iter().map(|report| &*report.title).collect();
    assert_eq!(
        titles,
        [
            "Una seconda piena sommerse le strade",
            "Il fiume, che nel 2021 invase la piazza",
            "Il fiume … distrusse il ponte nel 2024"
        ]
    );
}

#[test]
fn a_day_that_a_sentence_says_in_two_ways_is_told_once() {
    let text = "Il 4 marzo Neri aveva perso il voto; nove giorni dopo, mercoledì 13 marzo, Neri ha \
        sciolto il consiglio.";
    let found = told(text, &["Neri"]);
    let days: Vec<String> = found.iter().map(|report| report.date.to_string()).collect();
    assert_eq!(days, ["2024-03-04", "2024-03-13"], "{found:#?}");
    let found = told(
        "Neri ha firmato ieri, 19 marzo, una nuova ordinanza, che vieta i fuochi sulla spiaggia.",
        &["Neri"],
    );
    let [report] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(report.date.to_string(), "2024-03-19");
}
