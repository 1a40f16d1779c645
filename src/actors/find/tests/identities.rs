//! Who is who: short forms, close spellings, acronyms, clubs, and words that are none of them.

use super::*;
use crate::actors;

fn hold(cases: &[(&str, &str)], lang: Language) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = named(text, lang, Some("2024-05-10"));
        if found != *expected {
            wrong += &format!("\n{text}\n   {found}\n   not {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_short_form_is_whom_the_article_has_named_so_far() {
    hold(
        &[
            (
                "Kim Jong Il morì d’inverno. Kim aveva governato a lungo. Il figlio, Kim Jong Un, era giovane.",
                "kim-jong-il kim-jong-il kim-jong-un",
            ),
            (
                "Il ciclista Paolo Meloni ha vinto la tappa in Italia. Meloni ha dedicato la vittoria al padre.",
                "paolo-meloni it paolo-meloni",
            ),
        ],
        Language::ITALIAN,
    );
    hold(
        &[(
            "Kim Il Sung founded the state. Kim died old. His grandson, Kim Jong Un, rules today.",
            "kim-il-sung kim-il-sung kim-jong-un",
        )],
        Language::ENGLISH,
    );
}

#[test]
fn namesakes_with_another_given_name_are_others() {
    for (text, name) in [
        (
            "Ieri Giovanni Meloni ha aperto una pizzeria.",
            "giovanni-meloni",
        ),
        ("Ieri Serena Mattarella ha cantato.", "serena-mattarella"),
        ("Ieri Martina Rubio ha cantato.", "martina-rubio"),
        ("Ieri Marcus Rubio ha cantato.", "marcus-rubio"),
        ("Ieri Donatella Trump ha cantato.", "donatella-trump"),
        ("Ieri Emma Macron ha cantato.", "emma-macron"),
        ("Ieri Josephine Biden ha cantato.", "josephine-biden"),
        ("Ieri Vladislav Putin ha cantato.", "vladislav-putin"),
        ("Ieri Emanuel Macron ha cantato.", "emmanuel-macron"),
        ("Ieri Sergej Lavrof ha cantato.", "sergei-lavrov"),
    ] {
        assert_eq!(
            named(text, Language::ITALIAN, Some("2024-05-10")),
            name,
            "{text}"
        );
    }
    for (text, name) in [
        ("Yesterday Donna Trump sang.", "donna-trump"),
        ("Yesterday J. Biden sang.", "joe-biden"),
    ] {
        assert_eq!(
            named(text, Language::ENGLISH, Some("2024-05-10")),
            name,
            "{text}"
        );
    }
}

#[test]
fn an_en_dash_joins_the_words_of_a_name() {
    hold(
        &[
            ("Kim Jong–un ha parlato a lungo.", "kim-jong-un"),
            ("Kim Jong–il ha parlato a lungo.", "kim-jong-il"),
            ("Kim Il–sung ha parlato a lungo.", "kim-il-sung"),
            ("Poi Jean–Luc Dubreuil ha parlato.", "jean-luc-dubreuil"),
            ("Il governo – Putin lo sa – tace.", "vladimir-putin"),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            ("Kim Jong–un spoke at length.", "kim-jong-un"),
            (
                "The government – Putin knows – is silent.",
                "vladimir-putin",
            ),
        ],
        Language::ENGLISH,
    );
}

#[test]
fn an_acronym_has_the_letters_of_its_name() {
    hold(
        &[
            (
                "La Fondazione Ombra Lunga (Zambra) ha aperto. La festa di Zambra comincia.",
                "fondazione-ombra-lunga zambra zambra",
            ),
            (
                "La Fondazione Ombra Lunga (Fol) ha aperto. Poi la Fol ha chiuso.",
                "fondazione-ombra-lunga fondazione-ombra-lunga fondazione-ombra-lunga",
            ),
            (
                "L’Istituto Nazionale Ombre (Inomb) ha aperto. Poi l’Inomb ha chiuso.",
                "istituto-nazionale-ombre istituto-nazionale-ombre istituto-nazionale-ombre",
            ),
        ],
        Language::ITALIAN,
    );
    let aliases = |text: &str, lang| {
        let found = find(&article(text, lang, None), Dictionary::embedded());
        let all = found.actors.iter().flat_map(|actor| &actor.aliases);
        all.cloned().collect::<Vec<_>>().join(" ")
    };
    let italian = "La Fondazione Ombra Lunga (Milano) ha aperto.";
    assert_eq!(aliases(italian, Language::ITALIAN), "");
    let english = "The Institute for Shadow Studies (China) opened.";
    assert_eq!(aliases(english, Language::ENGLISH), "");
}

#[test]
fn verbs_that_begin_sentences_are_no_acronyms() {
    for text in [
        "Nato e cresciuto al mare, amava le barche.",
        "Nato con un difetto, guarì.",
        "Nato tra le macerie, guarì.",
        "Nato all’estero, tornò.",
        "Nato dagli stessi genitori, tornò.",
        "Nato come un gioco, divenne altro.",
        "Nato per caso, divenne altro.",
        "Nato quarant’anni fa, divenne altro.",
        "Crea problemi la pioggia.",
        "Crea polemica la scelta.",
    ] {
        assert_eq!(named(text, Language::ITALIAN, None), "", "{text}");
    }
    hold(
        &[
            ("Nato e Ue discutono.", "nato eu"),
            ("Nato, vertice finito.", "nato"),
            ("Crea ha detto di no.", "crea"),
        ],
        Language::ITALIAN,
    );
    assert_eq!(named("Nato said so.", Language::ENGLISH, None), "nato");
}

#[test]
fn a_town_with_an_article_is_no_club_where_its_past_or_looks_are_told() {
    let found = find(
        &article(
            "Ieri il Napoli ha vinto. Nella Venezia del Settecento si giocava. La Roma imperiale era enorme. Alla Milano da bere non crede nessuno. Poi la Roma ha perso.",
            Language::ITALIAN,
            None,
        ),
        Dictionary::embedded(),
    );
    let ids = found
        .mentions
        .iter()
        .map(|it| format!("{}{}", it.actor.0, if it.sure { "" } else { "?" }));
    let ids: Vec<_> = ids.collect();
    assert_eq!(
        ids.iter()
            .filter(|id| id.starts_with("organisation"))
            .collect::<Vec<_>>(),
        ["organisation:napoli", "organisation:roma?"],
        "{ids:?}"
    );
}

#[test]
fn the_kind_of_a_name_hangs_on_no_text_before_it() {
    let tale = "Tarbock warned the board on Monday. The board asked Tarbock for more.";
    let letters = |number: u32| -> String {
        let digits = number.to_string();
        digits
            .bytes()
            .map(|digit| char::from(b'a' + digit - b'0'))
            .collect()
    };
    let before: String = (0..300)
        .map(|number| format!("Xyzk{} said nothing. ", letters(number)))
        .collect();
    let alone = find(
        &article(tale, Language::ENGLISH, None),
        Dictionary::embedded(),
    );
    let text = format!("{before}{tale}");
    let after = find(
        &article(&text, Language::ENGLISH, None),
        Dictionary::embedded(),
    );
    assert_eq!(
        alone.mentions.last().map(|it| &it.actor),
        after.mentions.last().map(|it| &it.actor)
    );
}

#[test]
fn vietnamese_families_stand_first() {
    hold(
        &[
            ("Poi Ngo Dinh Sanh ha parlato.", "ngo-dinh-sanh"),
            ("Poi Hoang Van Tuyk ha parlato.", "hoang-van-tuyk"),
        ],
        Language::ITALIAN,
    );
    assert_eq!(
        named(
            "L’inchiesta «Sabbia, calce e cemento» va avanti.",
            Language::ITALIAN,
            None
        ),
        "sabbia-calce-e-cemento"
    );
}

#[test]
fn a_name_of_two_scripts_is_not_sure() {
    // A Cyrillic Р and о.
    for text in [
        "Ieri Vladimir \u{420}utin taceva.",
        "Ieri Kim J\u{43e}ng Un taceva.",
    ] {
        let article = article(text, Language::ITALIAN, None);
        let found = find(&article, Dictionary::embedded());
        assert!(!found.mentions.is_empty(), "{text}");
        for mention in &found.mentions {
            assert!(!mention.sure, "{text}: {mention:?}");
            let why = actors::why::why(mention, &article.text, "somebody");
            assert!(why.contains("another script"), "{why}");
        }
    }
}

#[test]
fn a_slip_of_one_letter_is_the_same_person_and_not_sure() {
    for (text, expected) in [
        (
            "Ieri Aldo Brambatelli ha parlato. Poi è tornato a casa. Aldo Brambattelli ride.",
            "aldo-brambatelli aldo-brambatelli?",
        ),
        (
            "La senatrice Delia Montorfano tace da ieri. Poi la senatrice Delia Montorfanno ride.",
            "delia-montorfano delia-montorfano?",
        ),
        (
            "Ieri Ernesto Cavilioni rideva di tutti. Ernesto Caviglioni tace, Ernesto Caviglioni \
             parte. Caviglioni ride e Cavilioni tace.",
            "ernesto-caviglioni? ernesto-caviglioni ernesto-caviglioni ernesto-caviglioni \
             ernesto-caviglioni?",
        ),
        // Nothing of these: another family, another given name, two roles, two beside each other.
        (
            "Ieri Marco Ferrarotti ha parlato a lungo. Poi è arrivato Marco Ferrarotto.",
            "marco-ferrarotti marco-ferrarotto",
        ),
        (
            "Ieri Carlo Brambatelli ha parlato a lungo. Poi è arrivato Carla Brambattelli.",
            "carlo-brambatelli carla-brambattelli",
        ),
        (
            "Il sindaco Aldo Brambatelli ha parlato. Poi ride il regista Aldo Brambattelli.",
            "aldo-brambatelli aldo-brambattelli",
        ),
        (
            "Ieri sono arrivati Aldo Brambatelli e Aldo Brambattelli.",
            "aldo-brambatelli aldo-brambattelli",
        ),
    ] {
        let found = find(
            &article(text, Language::ITALIAN, None),
            Dictionary::embedded(),
        );
        let names = found.mentions.iter().map(|mention| {
            let name = mention.actor.0.split_once(':').unwrap().1;
            format!("{name}{}", if mention.sure { "" } else { "?" })
        });
        let names: Vec<String> = names.collect();
        assert_eq!(names.join(" "), expected, "{text}");
        let mut people: Vec<&str> = expected
            .split(' ')
            .map(|it| it.trim_end_matches('?'))
            .collect();
        people.sort_unstable();
        people.dedup();
        assert_eq!(found.actors.len(), people.len(), "{text}");
    }
}
