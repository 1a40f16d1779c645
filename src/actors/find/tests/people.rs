//! Whom short forms, roles, surnames and nicknames mean.

use super::*;

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
fn a_name_of_the_dictionary_stays_one_beside_who_has_it_for_a_surname() {
    for (text, expected) in [
        (
            "Il procuratore Carlo Bardelli ha scritto alla Nato. La NATO ha risposto. Bruno Nato vive a Udine.",
            "person:carlo-bardelli organisation:nato organisation:nato person:bruno-nato place:udine",
        ),
        (
            "La ministra Anna Roma ha parlato a lungo. A Roma piove. Roma ha lasciato il palazzo.",
            "person:anna-roma place:rome person:anna-roma",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
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
fn a_rank_before_a_surname_is_no_part_of_it() {
    for (text, expected) in [
        (
            "On Monday DI Sarah Murlock spoke. Later DI Murlock said nothing.",
            "person:sarah-murlock person:sarah-murlock",
        ),
        (
            "Yesterday DCI Smith agreed, and so did DI Hollowick.",
            "person:smith person:hollowick",
        ),
        ("They left a PC World shop.", ""),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn who_does_twice_what_people_do_is_one() {
    for (text, expected) in [
        (
            "Ieri Zelecchia attacca il governo. Intanto Zelecchia confessa altro.",
            "person:zelecchia person:zelecchia",
        ),
        // Once says nothing, and nobody has an article.
        (
            "Ieri Zelecchia attacca il governo. Intanto Zelecchia chiude due impianti.",
            "organisation:zelecchia organisation:zelecchia",
        ),
        (
            "Ieri la Zelecchia attacca il governo. Intanto la Zelecchia confessa altro.",
            "organisation:zelecchia organisation:zelecchia",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_name_with_a_colon_is_found_where_it_is_written_so() {
    let row = "[organisations]\nx = { name = \"Rete: domani\" }\n";
    let (dictionary, problems) =
        Dictionary::with_user(&[("actors.toml".to_owned(), row.to_owned())]);
    assert_eq!(problems, []);
    for (text, times) in [
        ("Ieri ha vinto Rete: domani, la lista di tutti.", 1),
        ("Ieri ha parlato Putin: Russia e Cina tacciono.", 3),
    ] {
        let found = find(&article(text, Language::ITALIAN, None), &dictionary);
        assert_eq!(found.mentions.len(), times, "{text}");
    }
}

#[test]
fn a_name_of_the_readers_may_begin_with_a_small_letter() {
    let row = "[organisations]\nx = { name = \"gasdotto Meridiano\" }\n";
    let (dictionary, problems) =
        Dictionary::with_user(&[("actors.toml".to_owned(), row.to_owned())]);
    assert_eq!(problems, []);
    let text =
        "Ieri il gasdotto Meridiano ha chiuso. Il Gasdotto Meridiano riapre, un gasdotto no.";
    let found = find(&article(text, Language::ITALIAN, None), &dictionary);
    let meant = found.mentions.iter().map(|mention| &*mention.actor.0);
    let meant: Vec<&str> = meant.collect();
    assert_eq!(meant, ["organisation:x"; 2]);
}

#[test]
fn a_name_that_the_reader_calls_doubtful_stays_with_who_surely_has_it() {
    let row = "[people]\nsergei-shoigu = { also = [\"?Putin\"] }\nanna-bruni = { name = \"Anna Bruni\", also = [\"?Lavrov\"] }\n";
    let (dictionary, problems) =
        Dictionary::with_user(&[("actors.toml".to_owned(), row.to_owned())]);
    assert_eq!(problems, []);
    for (text, expected) in [
        (
            "Sergei Shoigu ha visto Putin a Mosca il 3 marzo 2024. Putin ha parlato.",
            "sergei-shoigu vladimir-putin? moscow vladimir-putin?",
        ),
        (
            "Sergei Shoigu e Vladimir Putin sono a Mosca. Putin ha parlato.",
            "sergei-shoigu vladimir-putin moscow vladimir-putin",
        ),
        // Nothing speaks of the other here.
        (
            "Anna Bruni è arrivata a Lima. Lavrov ha parlato.",
            "anna-bruni lima anna-bruni?",
        ),
        (
            "Anna Bruni è arrivata in Russia. Lavrov ha parlato.",
            "anna-bruni ru sergei-lavrov?",
        ),
    ] {
        let found = find(
            &article(text, Language::ITALIAN, Some("2024-05-10")),
            &dictionary,
        );
        let found: Vec<String> = (found.mentions.iter())
            .map(|mention| {
                let key = mention.actor.0.split_once(':').unwrap().1;
                format!("{key}{}", if mention.sure { "" } else { "?" })
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}

#[test]
fn the_surname_that_an_article_uses_is_a_name_of_who_has_it() {
    let text = "Il ministro Ernesto Caviglioni è arrivato. Poi Caviglioni ha parlato.";
    let found = find(
        &article(text, Language::ITALIAN, None),
        Dictionary::embedded(),
    );
    let ernesto = found
        .actors
        .iter()
        .find(|actor| actor.name == "Ernesto Caviglioni");
    let aliases = ernesto.map(|actor| actor.aliases.clone());
    assert_eq!(aliases.unwrap_or_default(), ["Caviglioni"]);
}
