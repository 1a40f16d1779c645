//! Of whom a clause tells: its own subject, one before it, and what was spoken of before.

use super::*;

#[test]
fn what_is_spoken_of_again_has_its_actors() {
    let found = told(
        "Il 3 febbraio Rossi ha visto Bianchi a Oslo. L’incontro del 3 febbraio è stato il primo.",
        &["Rossi", "Bianchi"],
    );
    let actors: Vec<usize> = found.iter().map(|report| report.actors.len()).collect();
    assert_eq!(actors, [2, 2]);
}

#[test]
fn a_space_before_a_sign_takes_room_in_a_title() {
    let text = "disseil 3 marzo: Aaaaaeenel 2020disse ,nel 2020nel 2020il 3 marzoeedisseil 3 marzo ..dissee,Aa";
    let found = told(text, &[]);
    assert!(!found.is_empty());
    for report in found {
        assert!(
            grapheme::width(&report.title) <= TITLE + 1,
            "{}",
            report.title
        );
    }
}

proptest::proptest! {
    #[test]
    fn every_report_lies_in_its_text(text in "([A-Z][a-z]{1,8}|il 3 marzo|nel 2020|disse|arriverà|e|,|;|\\.|\\(|\\)|: | ){0,40}") {
        for report in told(&text, &[]) {
            proptest::prop_assert!(report.sentence.covers(report.expression));
            proptest::prop_assert!(!report.sentence.of(&text).is_empty());
            proptest::prop_assert!(!report.title.is_empty());
            proptest::prop_assert!(grapheme::width(&report.title) <= TITLE + 1);
        }
    }
}

#[test]
fn a_clause_without_a_subject_is_told_with_its_own() {
    for (text, names, title) in [
        (
            "Relatives and old colleagues heard the court in Leeds rule on the death of Ann Bell, who was crushed by a crane in September 2021.",
            &["Ann Bell"][..],
            "The death of Ann Bell, who was crushed by a crane in September 2021",
        ),
        (
            "Il governo ha aiutato le province di Lodi e Fermo, colpite il 3 marzo da una scossa di grado 5,4.",
            &["Lodi", "Fermo"],
            "Le province di Lodi e Fermo, colpite il 3 marzo da una scossa di grado 5,4",
        ),
        (
            "Il sindaco ha chiesto aiuti e il Consiglio dei ministri si riunirà il 3 marzo.",
            &[],
            "Il Consiglio dei ministri si riunirà il 3 marzo",
        ),
        (
            "Nel giugno 2022 una perizia aveva accertato che i freni non frenavano dal 2018.",
            &[],
            "Una perizia aveva accertato che i freni non frenavano dal 2018",
        ),
        (
            "La Duma deve ratificare il trattato tra la Russia e la Corea del Nord, firmato il 19 marzo 2024.",
            &[],
            "Il trattato tra la Russia e la Corea del Nord, firmato il 19 marzo 2024",
        ),
        (
            "L’estate del 2022 fu calda.",
            &[],
            "L’estate del 2022 fu calda",
        ),
        ("Nel 2016 fu eletto sindaco.", &[], "Fu eletto sindaco"),
    ] {
        let lang = match text.contains(" the ") {
            true => Language::ENGLISH,
            false => Language::ITALIAN,
        };
        let found = told_in(lang, text, names);
        let titles: Vec<&str> = found.iter().map(|report| &*report.title).collect();
        assert!(titles.contains(&title), "{titles:?}");
    }
}

#[test]
fn what_is_inserted_takes_no_subject_away() {
    let reports = told(
        "La Corea, colpita dalle sanzioni nel 2017, ha lanciato due missili il 3 luglio 2023.",
        &["Corea"],
    );
    let [struck, launched] = reports.as_slice() else {
        panic!("{reports:?}");
    };
    assert_eq!(&*struck.title, "La Corea, colpita dalle sanzioni nel 2017");
    assert_eq!(
        &*launched.title,
        "La Corea … ha lanciato due missili il 3 luglio 2023"
    );
    assert_eq!(launched.actors, struck.actors);
    let english = told_in(
        Language::ENGLISH,
        "Orlen, fined by Brussels in 2018, will pay by the end of 2024.",
        &["Orlen", "Brussels"],
    );
    assert_eq!(&*english[1].title, "Orlen … will pay by the end of 2024");
    assert_eq!(english[1].actors.len(), 1);
}

#[test]
fn a_subject_is_told_before_whatever_is_inserted() {
    for (text, names, titles) in [
        (
            "Kishida, primo ministro dal 2021, ha incontrato Rossi il 3 marzo.",
            &["Kishida", "Rossi"][..],
            &["Kishida, primo ministro dal 2021, ha incontrato Rossi il 3 marzo"][..],
        ),
        (
            "Il ponte (costruito nel 1999) è crollato il 4 marzo.",
            &[],
            &[
                "Il ponte … costruito nel 1999",
                "Il ponte … è crollato il 4 marzo",
            ],
        ),
        (
            "Il sindaco, eletto nel 2021, medico di Bari, ha aperto la scuola il 5 marzo.",
            &[],
            &[
                "Il sindaco, eletto nel 2021, medico di Bari",
                "Il sindaco … ha aperto la scuola il 5 marzo",
            ],
        ),
        (
            "Nata a Cuneo il 4 maggio 1930, era entrata in Rai, nel 1952.",
            &[],
            &[
                "Nata a Cuneo il 4 maggio 1930",
                "Era entrata in Rai, nel 1952",
            ],
        ),
    ] {
        let reports = told(text, names);
        let found: Vec<&str> = reports.iter().map(|report| &*report.title).collect();
        assert_eq!(found, titles, "{text}");
    }
}

#[test]
fn what_has_its_subject_in_the_sentence_before_names_it() {
    for (text, names, who) in [
        (
            "La Stella ha vinto. Il suo primo titolo fu conquistato nel 2019.",
            &["Stella"][..],
            &["Stella"][..],
        ),
        (
            "Salerno ha assolto Curti. In primo grado, nel marzo 2022, era stato condannato.",
            &["Curti"],
            &["Curti"],
        ),
        (
            "Il leader Kim viaggia poco: da quando è diventato capo, alla fine del 2011, ha visto la Russia.",
            &["Kim", "Russia"],
            &["Kim"],
        ),
        // Who is new is nobody that was named.
        (
            "Curti ha vinto. Due operai sono morti nel 2019.",
            &["Curti"],
            &[],
        ),
    ] {
        let reports = told(text, names);
        let actors: Vec<&str> = (reports.iter())
            .flat_map(|report| report.actors.iter())
            .filter_map(|actor| actor.0.strip_prefix("person:"))
            .collect();
        assert_eq!(actors, who, "{text}");
    }
}

#[test]
fn a_pronoun_for_what_was_said_gives_the_title_to_that() {
    let reports = told(
        "Il governo ha approvato il decreto sulle pensioni. Lo ha deciso nel 2023 il Consiglio. Lo \
         scontro è finito nel 2022.",
        &[],
    );
    let titles: Vec<&str> = reports.iter().map(|report| &*report.title).collect();
    assert_eq!(
        titles,
        [
            "Il governo ha approvato il decreto sulle pensioni",
            "Lo scontro è finito nel 2022"
        ]
    );
}

#[test]
fn a_pronoun_for_someone_or_after_a_cry_takes_no_title() {
    for text in [
        "Mario Rossi era un medico di Genova. Lo ha ucciso nel 2023 un soldato.",
        "Il cane abbaia. Lo ha trovato nel 2023 la polizia a Bari.",
        "Il cane abbaia. Lo uccise, ha detto nel 2023 la polizia.",
        "Che bello è il ponte! Lo ha detto nel 2023 il sindaco.",
        "«Chi ha chiuso il ponte?» Lo ha detto nel 2023 il sindaco.",
    ] {
        let reports = told(text, &[]);
        assert!(
            reports.iter().all(|report| report.title.starts_with("Lo ")),
            "{text}: {reports:?}"
        );
    }
    let reports = told(
        "Il ponte è chiuso. Lo ha reso noto nel 2023 il sindaco.",
        &[],
    );
    assert_eq!(&*reports[0].title, "Il ponte è chiuso");
}
