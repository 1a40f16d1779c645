//! What headlines, agencies and reports of wars write in their own way: short forms of countries, compounds,
//! offices cut off by the words after them, services, weapons, ports.

use super::*;

fn all(lang: Language, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = kinds(text, lang);
        if found != *expected {
            wrong += &format!("\n{text}\n   {found}, not {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn roles(lang: Language, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(holders(text, lang, "2024-05-10"), *expected, "{text}");
    }
}

/// The texts of the mentions that are not sure.
fn doubted(text: &str, lang: Language) -> String {
    let article = article(text, lang, Some("2025-05-10"));
    let found = find(&article, Dictionary::embedded());
    let doubted = found.mentions.iter().filter(|mention| !mention.sure);
    let words: Vec<&str> = doubted.map(|it| it.range.of(&article.text)).collect();
    words.join(" ")
}

#[test]
fn the_countries_of_headlines_are_countries() {
    all(
        Language::ENGLISH,
        &[
            (
                "Envoys say that N Korea and S Korea talk, and N. Korea’s rulers met S Korean envoys.",
                "country:kp country:kr country:kp country:kr",
            ),
            (
                "They say that NKorea talks and SKorea listens.",
                "country:kp country:kr",
            ),
            (
                "They sail to N Ireland and to S Africa.",
                "place:northern-ireland country:za",
            ),
            ("They say that Korea was one.", "place:korea"),
        ],
    );
}

#[test]
fn a_country_in_a_compound_is_named() {
    all(
        Language::ENGLISH,
        &[(
            "The Russo-Estonian border is near the Sino-Indian one, says Mr Russo.",
            "country:ru country:ee country:cn country:in person:russo",
        )],
    );
    all(
        Language::ITALIAN,
        &[(
            "I colloqui sino-russi e il vertice italo-francese, sino a ieri.",
            "country:cn country:ru country:it country:fr",
        )],
    );
}

#[test]
fn a_chief_of_something_else_governs_no_country() {
    roles(
        Language::ENGLISH,
        &[
            ("Japan’s chief cabinet secretary resigned.", ""),
            (
                "The Airwave Liberia boss left, and so did the Liberia Chief Executive Officer.",
                "",
            ),
            ("Ghana’s chief justice and China’s chief of staff left.", ""),
            ("The head of the Polish team left.", ""),
            ("The head of the Polish government left.", "donald-tusk"),
            ("The Polish leader left.", "donald-tusk"),
        ],
    );
    roles(
        Language::ITALIAN,
        &[
            ("Il capo russo della delegazione tace.", ""),
            ("Il capo del governo polacco tace.", "donald-tusk"),
        ],
    );
}

#[test]
fn a_weapon_is_known_by_the_capitals_of_its_name() {
    all(
        Language::ENGLISH,
        &[
            (
                "They want the US Terminal High Altitude Area Defence (Thaad) system, and Thaad will come.",
                "country:us weapon:thaad weapon:thaad weapon:thaad",
            ),
            (
                "An intermediate-range Musudan missile failed.",
                "weapon:musudan",
            ),
        ],
    );
    all(
        Language::ITALIAN,
        &[("Un missile Musudan è fallito.", "weapon:musudan")],
    );
}

#[test]
fn whoever_is_of_an_institution_is_no_part_of_it() {
    all(
        Language::ENGLISH,
        &[
            (
                "They asked Dr Park Jin Woo of Hanseong University’s board.",
                "person:park-jin-woo organisation:hanseong-university",
            ),
            (
                "The case of Judge Ann K. Green of Cobalt Superior Court is over.",
                "person:ann-k-green organisation:cobalt-superior-court",
            ),
            (
                "It is the Museum of Modern Ceramics Foundation.",
                "organisation:museum-of-modern-ceramics-foundation",
            ),
        ],
    );
}

#[test]
fn services_are_one_under_every_wording() {
    all(
        Language::ENGLISH,
        &[
            (
                "The Ukrainian Security Service, the Security Service of Ukraine and the SBU are one.",
                "organisation:sbu organisation:sbu organisation:sbu",
            ),
            (
                "South Korea’s Joint Chiefs of Staff spoke; the South Korean Joint Chiefs of Staff confirmed it.",
                "country:kr organisation:south-korean-joint-chiefs organisation:south-korean-joint-chiefs",
            ),
            (
                "The Yonhap News Agency wrote it before the Reuters news agency.",
                "organisation:yonhap organisation:reuters",
            ),
        ],
    );
    all(
        Language::ITALIAN,
        &[(
            "Lo Stato maggiore congiunto sudcoreano e lo Stato maggiore congiunto della Corea del Sud sono uno.",
            "organisation:south-korean-joint-chiefs organisation:south-korean-joint-chiefs country:kr",
        )],
    );
}

#[test]
fn a_surname_beside_its_office_is_sure() {
    for (text, expected, lang) in [
        (
            "Il presidente ucraino Zelensky parla. Zelensky tace.",
            "",
            Language::ITALIAN,
        ),
        ("Il presidente Putin parla.", "", Language::ITALIAN),
        ("Zelensky tace.", "Zelensky", Language::ITALIAN),
        (
            "US President Trump spoke, and Trump left.",
            "",
            Language::ENGLISH,
        ),
        ("Trump spoke.", "Trump", Language::ENGLISH),
    ] {
        assert_eq!(doubted(text, lang), expected, "{text}");
    }
}

#[test]
fn a_small_word_in_a_title_is_no_organisation() {
    let found = |text| kinds(text, Language::ENGLISH);
    assert!(!found("They saw ‘The Baker Who Knows Nothing’.").contains("organisation:who"));
    assert_eq!(found("The WHO warned them."), "organisation:who");
}

#[test]
fn squares_and_ports_are_places() {
    all(
        Language::ITALIAN,
        &[
            (
                "In Italia si ritrovano in piazza Fontana e in largo Carlo Felice.",
                "country:it place:piazza-fontana place:largo-carlo-felice",
            ),
            (
                "In piazza Carlo Bardelli ha gridato.",
                "person:carlo-bardelli",
            ),
            (
                "La nave è nella regione di Maria-Lanzen.",
                "place:maria-lanzen",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[
            (
                "They met in the town of Maria-Lanzen.",
                "place:maria-lanzen",
            ),
            ("They met the wife of Jean-Marc.", "person:jean-marc"),
            (
                "Ships left the port of Ust-Luga for Primorsk.",
                "place:ust-luga place:primorsk",
            ),
        ],
    );
}

#[test]
fn courts_write_the_surname_first_and_in_capitals() {
    all(
        Language::ITALIAN,
        &[
            (
                "Gli imputati sono BARDELLI Licio e MORANDINI Pietro. Il Bardelli tace.",
                "person:bardelli-licio person:morandini-pietro person:bardelli-licio",
            ),
            (
                "Lo scrive la NATO a Pietro.",
                "organisation:nato person:pietro",
            ),
        ],
    );
}

#[test]
fn what_kind_of_missile_is_no_firm() {
    all(
        Language::ENGLISH,
        &[
            ("They fired a Zarkhan missile at the sea.", "weapon:zarkhan"),
            ("They met the Zarkhan group.", "organisation:zarkhan"),
        ],
    );
    all(
        Language::ITALIAN,
        &[(
            "Hanno lanciato un missile balistico Zarkhan.",
            "weapon:zarkhan",
        )],
    );
}
