//! Recognition on short texts; whole paragraphs are in `tests/fixtures/actors`.

use super::*;
use crate::actors::How;
use crate::text::language::Language;

fn article(text: &str, lang: Language, date: Option<&str>) -> Article {
    Article::of_paragraphs(text, lang, date.map(|date| date.parse().unwrap()))
}

/// The ids without their kind, roles in brackets.
fn named(text: &str, lang: Language, date: Option<&str>) -> String {
    let found = find(&article(text, lang, date), Dictionary::embedded());
    let names = found.mentions.iter().map(|mention| {
        let key = mention.actor.0.split_once(':').unwrap().1;
        match mention.how {
            How::Role => format!("({key})"),
            _ => key.to_owned(),
        }
    });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn kim_is_whom_the_article_has_established() {
    for (text, expected) in [
        (
            "Kim Jong Il morì nel 2011. Pochi giorni prima Kim era apparso in pubblico.",
            "kim-jong-il kim-jong-il",
        ),
        (
            "Kim Jong Un è figlio di Kim Jong Il. Oggi Kim ha visitato una fabbrica.",
            "kim-jong-un kim-jong-il kim-jong-un",
        ),
        (
            "La nordcoreana Kim Yo-jong ha parlato. Kim Jong-un taceva.",
            "kp kim-yo-jong kim-jong-un",
        ),
        (
            "L’attrice Kim Min-hee è a Cannes. Per Kim è la terza volta.",
            "kim-min-hee cannes kim-min-hee",
        ),
    ] {
        assert_eq!(
            named(text, Language::ITALIAN, Some("2024-01")),
            expected,
            "{text}"
        );
    }
}

#[test]
fn roles_follow_the_date() {
    for (date, holder) in [
        ("2010-03", "dmitry-medvedev"),
        ("2005-06", "vladimir-putin"),
        ("2024-06-19", "vladimir-putin"),
    ] {
        let found = named(
            "Il presidente russo ha firmato.",
            Language::ITALIAN,
            Some(date),
        );
        assert_eq!(found, format!("({holder}) ru"), "{date}");
        let found = named(
            "The Russian president signed.",
            Language::ENGLISH,
            Some(date),
        );
        assert_eq!(found, format!("({holder}) ru"), "{date}");
    }
    // Without a date nobody can be told, unless the article names one who held the office.
    assert_eq!(
        named("Il presidente russo ha firmato.", Language::ITALIAN, None),
        "ru"
    );
    assert_eq!(
        named(
            "Il presidente russo ha firmato. Medvedev tace.",
            Language::ITALIAN,
            None
        ),
        "(dmitry-medvedev) ru dmitry-medvedev"
    );
}

#[test]
fn capitals_alone_invent_nobody() {
    for text in [
        "Domani si vota. Nessuno ha vinto. Quindi si ricomincia.",
        "TUTTI CONTRO TUTTI NELLA NOTTE PIÙ LUNGA",
        "Nel Paese il Governo tace, la Camera discute e il Natale si avvicina.",
        "Il XXI secolo comincia a gennaio, di Lunedì.",
    ] {
        assert_eq!(named(text, Language::ITALIAN, None), "", "{text}");
    }
    assert_eq!(
        named(
            "On Monday the government fell. Nobody won. In May we vote.",
            Language::ENGLISH,
            None
        ),
        ""
    );
}

#[test]
fn ministries_are_one_under_every_wording() {
    let one = "ministero-della-difesa-russo";
    for text in [
        "Il ministero della Difesa russo tace.",
        "Il ministero russo della Difesa tace.",
        "Il ministero della Difesa di Mosca tace.",
    ] {
        assert_eq!(named(text, Language::ITALIAN, None), one, "{text}");
    }
}

/// The ids with their kind.
fn kinds(text: &str, lang: Language) -> String {
    let found = find(&article(text, lang, None), Dictionary::embedded());
    let ids = found.mentions.iter().map(|mention| &*mention.actor.0);
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn only_work_at_a_place_makes_it_an_employer() {
    for (text, expected) in [
        ("They met at Balmoral.", "place:balmoral"),
        ("A shooting at Parkland.", "place:parkland"),
        ("He spoke to the king at Balmoral.", "place:balmoral"),
        ("He works at Linklaters.", "organisation:linklaters"),
        (
            "A few lawyers at Linklaters left.",
            "organisation:linklaters",
        ),
        (
            "The head of research at Quantrix left.",
            "organisation:quantrix",
        ),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn what_is_decided_about_one_leaves_others_of_the_surname() {
    let decisions = [
        "is = \"person:vladimir-putin\"",
        "show = \"Gigi\"",
        "kind = \"organisation\"",
        "hide = true",
    ];
    for decision in decisions {
        let row =
            format!("[people]\nluigi-gambarossa = {{ name = \"Luigi Gambarossa\", {decision} }}\n");
        let (dictionary, problems) = Dictionary::with_user(&[("actors.toml".to_owned(), row)]);
        assert_eq!(problems, [], "{decision}");
        for (text, short) in [
            ("Il sindaco Gambarossa ha parlato.", "person:gambarossa"),
            (
                "Ieri Anna Gambarossa ha parlato. Poi Gambarossa ha riso.",
                "person:anna-gambarossa",
            ),
        ] {
            let found = find(&article(text, Language::ITALIAN, None), &dictionary);
            let last = found.mentions.last().map(|mention| &*mention.actor.0);
            assert_eq!(last, Some(short), "{decision}: {text}");
        }
        // Where the article gives somebody's name in full, the surname goes with it.
        if decision.starts_with("kind") {
            continue;
        }
        let text = "Ieri Luigi Gambarossa ha parlato. Poi Gambarossa ha riso.";
        let found = find(&article(text, Language::ITALIAN, None), &dictionary);
        let ids: Vec<_> = found.mentions.iter().map(|it| &it.actor).collect();
        assert!(
            ids.windows(2).all(|pair| matches!(pair, [a, b] if a == b)),
            "{ids:?}"
        );
        assert_eq!(
            ids.len(),
            if decision == "hide = true" { 0 } else { 2 },
            "{decision}"
        );
    }
}

#[test]
fn a_group_goes_by_a_whole_name_and_by_no_given_one() {
    for (text, expected) in [
        (
            "Ieri il gruppo Giovanni Tersilli ha chiuso. Il gruppo Giovanni tace.",
            "organisation:gruppo-giovanni-tersilli",
        ),
        (
            "Chiudono gli stabilimenti del gruppo Angelo Borlenghi.",
            "organisation:gruppo-angelo-borlenghi",
        ),
        (
            "Il fondatore del gruppo Mario Tersilli tace.",
            "person:mario-tersilli",
        ),
        (
            "Nel gruppo Marco Percassero è il più bravo.",
            "person:marco-percassero",
        ),
        (
            "Secondo il gruppo Anna Vastani ha pagato.",
            "person:anna-vastani",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_text_of_another_language_gives_only_what_is_sure() {
    for (lang, text, expected) in [
        (
            "de",
            "Die Speicherverwaltung des Betriebssystems ist eine Planung der Rechenzeit, sagte Hans Quarzmeyer \
             am Montag den Zuhörern in Berlin. Quarzmeyer hat das Verfahren entwickelt.",
            "person:hans-quarzmeyer place:berlin person:hans-quarzmeyer",
        ),
        (
            "es",
            "El Ayuntamiento calló. La Junta de Vellogrande rechazó a Vladimir Putin, dijo Carlos Gomezal.",
            "person:vladimir-putin person:carlos-gomezal",
        ),
        (
            "ko",
            "사용자는 Docker 컨테이너에서 Kubernetes 클러스터를 실행할 수 있습니다.",
            "",
        ),
    ] {
        let lang = Language::parse(lang).expect("these are languages");
        assert_eq!(kinds(text, lang), expected, "{text}");
    }
}

#[test]
fn whoever_lives_somewhere_is_a_person() {
    for text in [
        "Oggi Rossi vive a Roma.",
        "Intanto, Rossi è nato a Roma.",
        "Nato nel 1950, Rossi vive a Roma.",
    ] {
        assert_eq!(
            kinds(text, Language::ITALIAN),
            "person:rossi place:rome",
            "{text}"
        );
    }
}

#[test]
fn what_only_looks_like_a_name_names_nobody() {
    for (text, expected) in [
        // A nationality leads people as well as companies.
        (
            "Ha vinto l’italiana Marzolini, poi la russa Ostrapova.",
            "country:it country:ru",
        ),
        ("Parla la norvegese Haldeberg.", "country:no"),
        // The code of a province may be a party.
        (
            "Ha parlato Zanarelletti (Pd), poi Gasbarroni (Fi), Tornabini (Si) e Marinozzi (Av).",
            "organisation:partito-democratico organisation:forza-italia",
        ),
        ("Abita a Vellosoppo (Ud).", "place:vellosoppo"),
        // Verbs that things have as well make nobody a person.
        (
            "Nel comune di Castelvedaccia crollò un palazzo.",
            "place:castelvedaccia",
        ),
        ("In Valsorgana franò la strada.", "place:valsorgana"),
        ("Il rivale taceva, ma Vellone gridò.", "person:vellone"),
        ("La gente di Vellonovo gridò.", "organisation:vellonovo"),
        // Adjectives behind what calls companies.
        ("Arriva la squadra Mobile, poi la squadra Volante.", ""),
        (
            "Tace il gruppo Misto, la rete Ferroviaria e la rete Nazionale.",
            "",
        ),
        (
            "Oggi parla il gruppo Marzovotto.",
            "organisation:marzovotto",
        ),
        // Books and nets are of firms as well.
        (
            "La rete di Vellogrill cresce, i libri di Lavorza costano.",
            "organisation:vellogrill organisation:lavorza",
        ),
        ("Bello il gol di Lavorza.", "person:lavorza"),
        // Two who are known are no firm.
        (
            "Anche Meloni & Salvini litigano.",
            "person:giorgia-meloni person:matteo-salvini",
        ),
        ("Qui cantano Anna & Marco.", "person:anna person:marco"),
        ("Sale l’Indice Nazionale Prezzi (INP).", ""),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
    // A lone given name is no group's.
    let lone = kinds(
        "Oggi nel gruppo Giovanni è il più bravo.",
        Language::ITALIAN,
    );
    assert_eq!(lone, "");
    for (text, expected) in [
        (
            "He has Chronic Fatigue Syndrome (CFS) and a high Body Mass Index (BMI). CFS is hard.",
            "",
        ),
        (
            "The Gross Domestic Product (GDP) and the Consumer Price Index (CPI) rose.",
            "",
        ),
        (
            "They fly the Joint Strike Fighter (JSF) by the Global Positioning System (GPS).",
            "",
        ),
        ("They train Large Language Models (LLM).", ""),
        (
            "The Cambrian Electric Power (CEP) paid.",
            "organisation:cambrian-electric-power organisation:cambrian-electric-power",
        ),
        (
            "Yesterday Trump & Putin met.",
            "person:donald-trump person:vladimir-putin",
        ),
        ("They left Paris & London.", "place:paris place:london"),
        (
            "They left the shops of Marvell & Spigot.",
            "organisation:marvell-spigot",
        ),
        (
            "They live in Savannah, Ga., and in Tacoma, Wash., near the sea.",
            "place:savannah place:georgia-us place:tacoma place:washington-state",
        ),
        ("Last Tuesday, Miss. Harbottle left.", ""),
        ("In June, Miss. Harbottle left.", ""),
        ("My aunt Carla, Miss. Harbottle and I left.", "person:carla"),
        (
            "They left Gullport, Miss. The storm passed.",
            "place:gullport place:mississippi",
        ),
        (
            "FC Basel won. AC Monza lost.",
            "organisation:fc-basel organisation:ac-monza",
        ),
        ("SC Johnson makes wax.", ""),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn an_institution_alone_is_that_of_the_only_place() {
    for (text, expected) in [
        (
            "A Bari il Tribunale ha deciso.",
            "place:bari organisation:tribunale-di-bari",
        ),
        (
            "A Napoli c’è il sole. A Bari piove. Ieri la Procura ha chiuso il caso.",
            "place:naples place:bari organisation:procura",
        ),
        (
            "A Napoli la Procura indaga. A Bari la Procura tace.",
            "place:naples organisation:procura-di-napoli place:bari organisation:procura-di-bari",
        ),
        (
            "La Procura di Lodi indaga. A Bari la Procura ha trovato un teste.",
            "organisation:procura-di-lodi place:bari organisation:procura-di-lodi",
        ),
        (
            "La Sicilia e la Calabria aspettano. Poi la Regione ha detto no.",
            "place:sicily place:calabria organisation:regione",
        ),
        (
            "In Italia si aspetta. Il Tesoro fu trovato a Napoli.",
            "country:it place:naples",
        ),
        (
            "In Italia si aspetta. Il Tesoro ha venduto le azioni.",
            "country:it organisation:ministero-dell-economia",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_word_that_is_ordinary_first_is_no_surname_by_itself() {
    for (text, expected) in [
        (
            "You need the Microsoft Store package. The Store version is new. Store the items. They use \
             Windows Store at work.",
            "organisation:microsoft",
        ),
        (
            "Jonas Gahr Støre came to Norway. Then Store left.",
            "person:jonas-gahr-store country:no person:jonas-gahr-store",
        ),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
    let row = "[people]\nx = { name = \"Marco Secondo\" }\n";
    let (dictionary, problems) =
        Dictionary::with_user(&[("actors.toml".to_owned(), row.to_owned())]);
    assert_eq!(problems, []);
    for (text, times) in [
        ("Oggi piove. Secondo quanto è noto, pioverà ancora.", 0),
        ("Oggi parla Marco Secondo. Poi Secondo tace.", 2),
    ] {
        let found = find(&article(text, Language::ITALIAN, None), &dictionary);
        assert_eq!(found.mentions.len(), times, "{text}");
    }
}

#[test]
fn whoever_is_known_by_another_word_is_named_by_it() {
    for (lang, text, who) in [
        (
            Language::ENGLISH,
            "Police captured Quillo on Friday. Carlo Borlenghi, 41, known as Quillo, ran the port.",
            "person:carlo-borlenghi",
        ),
        (
            Language::ENGLISH,
            "Carlo Borlenghi, better known as “Quillo”, ran the port. He saw Quillo there.",
            "person:carlo-borlenghi",
        ),
        (
            Language::ITALIAN,
            "Carlo Borlenghi, detto Quillo, guidava il porto. Poi fu preso anche Quillo.",
            "person:carlo-borlenghi",
        ),
    ] {
        assert_eq!(kinds(text, lang), [who; 3].join(" "), "{text}");
    }
}

#[test]
fn what_is_called_after_people_is_not_them() {
    for (text, expected) in [
        ("Ieri ha vinto il Premio Carlo Borlenghi della critica.", ""),
        ("Ora si chiede una nuova Tersilli-Vastani.", ""),
        ("Ieri fu letto «Clara Tersilli Strasse» in sala.", ""),
        // The imperative, not the body.
        ("Crea un file.\n\nCrea nuovi nodi.", ""),
        // Letters that no Italian word has.
        (
            "Ha vinto Nguyễn Thanh Yến, poi Yến ha riso.",
            "person:nguyen-thanh-yen person:nguyen-thanh-yen",
        ),
        ("Columns: SID               Property   Tellwright", ""),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
    let found = kinds(
        "Nguyen Quoc Toan, a diver, repaired the cable in 2022. In the evening Toan left.",
        Language::ENGLISH,
    );
    assert_eq!(found, "person:nguyen-quoc-toan person:nguyen-quoc-toan");
}

#[test]
fn a_surname_inside_another_word_is_no_surname_alone() {
    let it = |text: &str| kinds(text, Language::ITALIAN);
    let alone = "Ieri QWZ Tersillab ha perso. Oggi Tersillab tace.";
    assert!(it(alone).contains("person:qwz-tersillab"), "{}", it(alone));
    let inside = "Ieri QWZ Tersillab ha perso. Oggi tacciono i Tersillabini.";
    assert!(!it(inside).contains("person:qwz"), "{}", it(inside));
    // Of thousands of them each is told by one table of the article's words.
    let mut many = String::new();
    for number in 0..2_000_u32 {
        let letter = |by: u32| char::from_u32('a' as u32 + number / by % 26).unwrap();
        let name = format!("Qwerton{}{}{}", letter(676), letter(26), letter(1));
        many.push_str(&format!("ieri QWZ {name} ha perso e {name} tace, "));
    }
    let found = it(&many);
    assert_eq!(found.matches("person:qwz-qwerton").count(), 4_000);
}

#[test]
fn a_bare_surname_is_whom_the_paragraph_has_just_named() {
    let elder = "Marco Tersilli abita a Bari. Marco Tersilli canta. Marco Tersilli ride.";
    let text = format!(
        "{elder}\n\nAnna Tersilli, sua sorella, vive a Torino. Tersilli ha detto di non sapere nulla."
    );
    let found = kinds(&text, Language::ITALIAN);
    assert!(
        found.ends_with("place:turin person:anna-tersilli"),
        "{found}"
    );
    // In a paragraph that names none of them, whom the article names most.
    let text = format!("{elder}\n\nAnna Tersilli tace.\n\nOggi Tersilli ha parlato.");
    let found = kinds(&text, Language::ITALIAN);
    assert!(found.ends_with("person:marco-tersilli"), "{found}");
    // However often they were named before.
    let pair = "Marco Tersilli tace. Anna Tersilli parla. Tersilli ha detto di no. ";
    let found = kinds(&pair.repeat(200), Language::ITALIAN);
    assert!(
        found.ends_with("person:marco-tersilli person:anna-tersilli person:anna-tersilli"),
        "{found}"
    );
}

#[test]
fn who_has_a_street_for_a_surname_is_a_person() {
    for (text, expected) in [
        (
            "Nathan Lane said he would return. Lane was tired.",
            "person:nathan-lane person:nathan-lane",
        ),
        ("Last week Diane Lane smiled.", "person:diane-lane"),
        ("Kate Street said no.", "person:kate-street"),
        ("A shop in Charles Street burned.", ""),
        ("Charles Street was closed.", ""),
        ("They walked along Mary Lane.", ""),
        ("He lived at 14 Charles Street for years.", ""),
        ("A shop in Acacia Avenue burned.", ""),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn who_is_sent_away_is_no_street() {
    for (text, expected) in [
        (
            "Il club ha mandato via Marco Tersilli.",
            "person:marco-tersilli",
        ),
        (
            "Ieri se ne è andata via Anna Tersilli.",
            "person:anna-tersilli",
        ),
        ("Abita in via Marco Tersilli da anni.", ""),
        ("Il corteo, via Marco Tersilli chiusa, ha girato.", ""),
        ("Il negozio ha lasciato via Marco Tersilli 12 ieri.", ""),
        (
            "All’incrocio tra via Anna Tersilli e via Marco Tersilli piove.",
            "",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_feast_is_no_party() {
    for text in [
        "They went to the Christmas party together.",
        "They left her Halloween party early.",
        "They danced at the Oscars party.",
        "They missed the Saturday party.",
        "They sang at his Eurovision party.",
    ] {
        let found = kinds(text, Language::ENGLISH);
        assert!(!found.contains("party"), "{text}: {found}");
    }
    let found = kinds(
        "They voted for the far-right Liberty party again.",
        Language::ENGLISH,
    );
    assert_eq!(found, "organisation:liberty-party");
}

#[test]
fn no_body_is_joined_by_those_who_sign_with_it() {
    for (text, expected) in [
        (
            "Yesterday the Department of Natural Resources, Envorlac and Kestravel signed.",
            "organisation:department-of-natural-resources ",
        ),
        (
            "Yesterday the Ministry of Health, Novorax and Sanolac agreed.",
            "organisation:ministry-of-health ",
        ),
        (
            "Yesterday the Department for Environment, Food and Rural Affairs paid.",
            "organisation:department-for-environment-food-and-rural-affairs ",
        ),
    ] {
        let found = kinds(text, Language::ENGLISH) + " ";
        assert!(found.starts_with(expected), "{text}: {found}");
    }
}

#[test]
fn who_has_a_law_for_a_surname_is_a_person() {
    for (text, expected) in [
        (
            "Jude Law said that he would come. Law was late.",
            "person:jude-law person:jude-law",
        ),
        ("Last week Denis Law scored twice.", "person:denis-law"),
        ("They quote the Samina Law again.", ""),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn who_acts_after_a_law_is_not_what_it_is_called_after() {
    for (text, expected) in [
        (
            "Con il decreto Borlenghi ha vietato la pesca.",
            "person:borlenghi",
        ),
        (
            "Dopo la riforma Borlenghi vuole cambiare tutto.",
            "person:borlenghi",
        ),
        (
            "Con il nuovo piano Borlenghi ha salvato la fabbrica.",
            "person:borlenghi",
        ),
        ("Il decreto Borlenghi ha vietato la pesca.", ""),
        ("Con il decreto Borlenghi la pesca è vietata.", ""),
        ("Si vota la riforma Borlenghi.", ""),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_text_that_repeats_itself_takes_little_time() {
    let letters = |number: u32| -> String {
        let letter = |by: u32| char::from_u32('a' as u32 + number / by % 26).unwrap();
        [letter(676), letter(26), letter(1)].iter().collect()
    };
    let towns = "A Torino piove. La Procura tace. ".repeat(100_000);
    let board = "La Russia piove. La Commissione tace. ".repeat(30_000);
    // Each introduces a body that begins like the institution, and all but one sentence ask for them.
    let bodies: String = (0..9_000)
        .map(|number| format!("Ieri il Tribunale di Z{} tace. ", letters(number)))
        .collect();
    let bodies = bodies + &"Oggi la Procura tace. ".repeat(20_000);
    for (lang, text) in [
        (Language::ITALIAN, towns),
        (Language::ITALIAN, board),
        (Language::ITALIAN, bodies),
        (
            Language::ITALIAN,
            (0..15_000)
                .map(|number| format!("Il presidente russo Marco Z{} tace. ", letters(number)))
                .collect(),
        ),
        (
            Language::ENGLISH,
            (0..15_000)
                .map(|number| format!("Zq{0} said it rained. So Zq{0} left. ", letters(number)))
                .collect(),
        ),
    ] {
        let began = std::time::Instant::now();
        let found = find(&article(&text, lang, None), Dictionary::embedded());
        let took = began.elapsed();
        assert!(took.as_secs() < 10, "{}: {took:?}", text.get(..40).unwrap());
        assert!(!found.mentions.is_empty(), "{}", text.get(..40).unwrap());
    }
}
