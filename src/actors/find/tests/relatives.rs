//! People of one surname: who is surely meant, who only perhaps.

use super::*;

/// The ids without their kind, each with a question mark where it is not sure.
fn doubted(text: &str, lang: Language) -> String {
    let found = find(&article(text, lang, None), Dictionary::embedded());
    let names = found.mentions.iter().map(|mention| {
        let key = mention.actor.0.split_once(':').unwrap().1;
        format!("{key}{}", if mention.sure { "" } else { "?" })
    });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_surname_is_sure_where_title_and_sex_say_whose_it_is() {
    for (text, expected) in [
        (
            "La sindaca Fiorenza Tagliaferro apre. Il maresciallo Tagliaferro, suo fratello, guarda.",
            "fiorenza-tagliaferro maresciallo-tagliaferro",
        ),
        (
            "Il colonnello Brando Sartorelli comanda. L’avvocata Livia Sartorelli difende. \
             Il colonnello Sartorelli tace. Sartorelli è partito.",
            "brando-sartorelli livia-sartorelli brando-sartorelli livia-sartorelli?",
        ),
        // A rank that the article does not give with the full name.
        (
            "La senatrice Elena Montorfano ha parlato. La ministra Montorfano ha risposto.",
            "elena-montorfano elena-montorfano?",
        ),
        (
            "La senatrice Elena Montorfano ha parlato. Ieri la ministra Elena Montorfano era a cena. \
             La ministra Montorfano ha risposto.",
            "elena-montorfano elena-montorfano elena-montorfano",
        ),
        // An office is a woman's in the masculine, too.
        (
            "Ieri Elena Montorfano ha parlato. Il ministro Montorfano ha risposto.",
            "elena-montorfano elena-montorfano",
        ),
    ] {
        assert_eq!(doubted(text, Language::ITALIAN), expected, "{text}");
    }
    for (text, expected) in [
        (
            "President Carl Hestermann spoke. Mr. Hestermann was tired.",
            "carl-hestermann carl-hestermann",
        ),
        (
            "Mr. Dunmoor left; Mrs. Dunmoor stayed. Mr. Dunmoor came back.",
            "dunmoor mrs-dunmoor dunmoor",
        ),
    ] {
        assert_eq!(doubted(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn whoever_has_a_leaders_surname_and_the_other_sex_is_no_leader() {
    assert_eq!(
        doubted(
            "La signora Macron ha visitato una scuola a Parigi.",
            Language::ITALIAN
        ),
        "signora-macron paris"
    );
}

#[test]
fn a_given_name_that_no_list_has_makes_nobody_of_a_sex() {
    for (text, lang, expected) in [
        (
            "Michelle Obama spoke in Chicago. Mrs Obama said so.",
            Language::ENGLISH,
            "michelle-obama chicago michelle-obama",
        ),
        (
            "Elly Schlein parla a Roma. La segretaria Schlein ha detto così.",
            Language::ITALIAN,
            "elly-schlein rome elly-schlein",
        ),
    ] {
        assert_eq!(doubted(text, lang), expected, "{text}");
    }
}

#[test]
fn whoever_is_read_out_of_a_slip_is_not_sure() {
    for (text, expected) in [
        (
            "Secondo Zelesnky l’Ucraina non tratta.",
            "volodymyr-zelensky? ua",
        ),
        // Families of their own.
        ("Per Marcon una serata da ricordare.", "marcon?"),
        (
            "L’avvocato Piero Moretti difende la ditta. Per la famiglia Moratti parla Neri.",
            "piero-moretti moratti? neri?",
        ),
        ("Ieri Vladimir Putn ha parlato.", "vladimir-putin?"),
        (
            "La fornaia Marta Spampinato apre. Secondo Spanpinato va bene. Poi Spampinato chiude.",
            "marta-spampinato marta-spampinato? marta-spampinato",
        ),
    ] {
        assert_eq!(doubted(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn spellings_of_one_given_name_are_one_person_who_is_not_sure() {
    for (text, lang, expected) in [
        (
            "Ieri lo sceicco Mohammad Al-Jadiri ha aperto la riunione. Più tardi lo sceicco Muhammad \
             Al-Jadiri se ne è andato.",
            Language::ITALIAN,
            "mohammad-al-jadiri mohammad-al-jadiri?",
        ),
        (
            "The engineer Youssef Harboush spoke first. In the evening Yusuf Harboush answered him.",
            Language::ENGLISH,
            "youssef-harboush youssef-harboush?",
        ),
        // Another name, two who are told together, and two titles.
        (
            "Mohammad Al-Tamiri ha parlato. Poi Ahmad Al-Tamiri ha risposto a lungo.",
            Language::ITALIAN,
            "mohammad-al-tamiri ahmad-al-tamiri",
        ),
        (
            "The brothers Mohammed Karboush and Mohamed Karboush were arrested.",
            Language::ENGLISH,
            "mohammed-karboush mohamed-karboush",
        ),
        (
            "The judge Hassan Zarbouti spoke for an hour. Then the singer Hasan Zarbouti sang.",
            Language::ENGLISH,
            "hassan-zarbouti hasan-zarbouti",
        ),
    ] {
        assert_eq!(doubted(text, lang), expected, "{text}");
    }
}
