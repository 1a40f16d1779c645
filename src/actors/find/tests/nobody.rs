//! What only looks like a name, texts of other languages, and texts that would take long.

use super::*;

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

/// How long the processor is at work on what is found in a text: other programs do not lengthen it as they do
/// the time by the clock.
fn work(lang: Language, text: &str) -> std::time::Duration {
    use rustix::time::{ClockId, clock_gettime};
    let spent = || {
        let spent = clock_gettime(ClockId::ThreadCPUTime);
        std::time::Duration::new(
            spent.tv_sec.unsigned_abs(),
            u32::try_from(spent.tv_nsec).unwrap(),
        )
    };
    let article = article(text, lang, None);
    let began = spent();
    let found = find(&article, Dictionary::embedded());
    let took = spent() - began;
    assert!(!found.mentions.is_empty(), "{}", text.get(..40).unwrap());
    took
}

#[test]
fn a_text_that_repeats_itself_takes_as_much_longer_as_it_is() {
    let letters = |number: usize| -> String {
        let letter = |by: usize| char::from(b'a' + u8::try_from(number / by % 26).unwrap());
        [letter(676), letter(26), letter(1)].iter().collect()
    };
    let each = |times: usize, sentence: &dyn Fn(String) -> String| -> String {
        (0..times).map(|number| sentence(letters(number))).collect()
    };
    type Text<'a> = &'a dyn Fn(usize) -> String;
    let texts: [(Language, Text<'_>); 5] = [
        (Language::ITALIAN, &|times| {
            "A Torino piove. La Procura tace. ".repeat(2 * times)
        }),
        (Language::ITALIAN, &|times| {
            "La Russia piove. La Commissione tace. ".repeat(2 * times)
        }),
        // Each introduces a body that begins like the institution, and all but one sentence ask for them.
        (Language::ITALIAN, &|times| {
            each(times / 2, &|name| {
                format!("Ieri il Tribunale di Z{name} tace. ")
            }) + &"Oggi la Procura tace. ".repeat(times)
        }),
        (Language::ITALIAN, &|times| {
            each(times, &|name| {
                format!("Il presidente russo Marco Z{name} tace. ")
            })
        }),
        (Language::ENGLISH, &|times| {
            each(times, &|name| {
                format!("Zq{name} said it rained. So Zq{name} left. ")
            })
        }),
    ];
    for (lang, text) in texts {
        let (quarter, whole) = (text(4_000), text(16_000));
        // The first time much is read that later ones find in the processor’s memory.
        let quarter = work(lang, &quarter).min(work(lang, &quarter));
        let took = work(lang, &whole);
        // What grows with the square takes sixteen times as long.
        assert!(
            took < 9 * quarter,
            "{}: {quarter:?}, then {took:?}",
            whole.get(..40).unwrap()
        );
    }
}

#[test]
fn a_race_is_not_its_country() {
    for text in [
        "Ieri ha vinto il Tour de France.",
        "Poi correrà il Giro di Spagna e la Coppa d’Africa.",
        "Torna il Giro d’Italia, poi la Coppa Italia.",
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), "", "{text}");
    }
    let found = kinds("They rode the Tour of Britain again.", Language::ENGLISH);
    assert_eq!(found, "");
}

#[test]
fn commands_and_parts_of_words_name_nobody() {
    for text in [
        "You call Write-Host and Get-ChildItem to list the files.",
        "Their Wi-Fi was slow.",
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), "", "{text}");
    }
}
