//! Ministries, employers, groups, institutions and parties.

use super::*;

#[test]
fn ministries_are_one_under_every_wording() {
    let one = "ministry-of-defence-ru";
    for text in [
        "Il ministero della Difesa russo tace.",
        "Il ministero russo della Difesa tace.",
        "Il ministero della Difesa di Mosca tace.",
    ] {
        assert_eq!(named(text, Language::ITALIAN, None), one, "{text}");
    }
    for (text, expected) in [
        ("The Russian Defence Ministry is silent.", one),
        ("The Russian Defense Ministry is silent.", one),
        ("The Russian Ministry of Defence is silent.", one),
        (
            "The Ministry of Defence of Russia is silent.",
            "ministry-of-defence-ru ru",
        ),
        (
            "The Ministry of Foreign Affairs of the Russian Federation left.",
            "ministry-of-foreign-ru ru",
        ),
        (
            "Russia’s defence ministry is silent.",
            "ru ministry-of-defence-ru",
        ),
        (
            "The Russian defence ministry is silent.",
            "ministry-of-defence-ru ru",
        ),
        (
            "The ministry of defence of Russia is silent.",
            "ministry-of-defence-ru ru",
        ),
        (
            "Britain’s Ministry of Defence is silent.",
            "gb ministry-of-defence-uk",
        ),
        ("The US Department of Health left.", "hhs"),
    ] {
        assert_eq!(named(text, Language::ENGLISH, None), expected, "{text}");
    }
    for text in [
        "Il ministero degli Esteri cinese tace.",
        "Il ministero degli Affari Esteri cinese tace.",
        "Il ministero degli affari esteri di Pechino tace.",
    ] {
        assert_eq!(
            named(text, Language::ITALIAN, None),
            "ministry-of-foreign-cn",
            "{text}"
        );
    }
}

#[test]
fn an_army_is_one_in_small_letters_too() {
    for (text, lang, expected) in [
        (
            "Avanza l’esercito sudcoreano.",
            Language::ITALIAN,
            "army-kr kr",
        ),
        (
            "Esercito sudcoreano in marcia.",
            Language::ITALIAN,
            "army-kr kr",
        ),
        (
            "Avanza l’Esercito della Corea del Sud.",
            Language::ITALIAN,
            "army-kr",
        ),
        (
            "Salpa la Marina militare francese.",
            Language::ITALIAN,
            "navy-fr",
        ),
        ("Salpa la marina francese.", Language::ITALIAN, "navy-fr fr"),
        (
            "Tacciono le forze armate russe.",
            Language::ITALIAN,
            "russian-army ru",
        ),
        (
            "Then the South Korean army moved.",
            Language::ENGLISH,
            "army-kr kr",
        ),
        (
            "Then South Korea’s army moved.",
            Language::ENGLISH,
            "kr army-kr",
        ),
        (
            "Then the army of South Korea moved.",
            Language::ENGLISH,
            "army-kr kr",
        ),
    ] {
        assert_eq!(named(text, lang, None), expected, "{text}");
    }
}

#[test]
fn a_ministry_without_a_country_is_that_of_the_one_spoken_of_and_not_sure() {
    for (text, lang, expected) in [
        ("Il ministero della Difesa tace.", Language::ITALIAN, "it?"),
        (
            "In Francia si vota. Il ministero dell’Interno tace.",
            Language::ITALIAN,
            "fr?",
        ),
        (
            "In Francia e in Spagna si vota. Il ministero dell’Interno tace.",
            Language::ITALIAN,
            "interior?",
        ),
        (
            "In Francia e in Spagna si vota. Il ministero dell’Interno francese tace. Il \
             ministero dell’Interno ride.",
            Language::ITALIAN,
            "fr fr?",
        ),
        (
            "The Foreign Ministry left Vellora.",
            Language::ENGLISH,
            "foreign?",
        ),
    ] {
        let found = find(&article(text, lang, None), Dictionary::embedded());
        let bodies = found.mentions.iter();
        let bodies = bodies.filter(|mention| mention.actor.0.contains(":ministry-of"));
        let bodies: Vec<String> = bodies
            .map(|mention| {
                let tail = mention.actor.0.rsplit('-').next().unwrap();
                format!("{tail}{}", if mention.sure { "" } else { "?" })
            })
            .collect();
        assert_eq!(bodies.join(" "), expected, "{text}");
    }
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
            "Il vescovo di Bari tace. A Parigi due uomini sono in cella. La Procura indaga.",
            "place:bari place:paris organisation:procura",
        ),
        (
            "A Parigi due uomini sono in cella. Il vescovo di Bari tace. La Procura indaga.",
            "place:paris place:bari organisation:procura-di-bari",
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
            "country:it organisation:ministry-of-economy-it",
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
fn a_country_closes_the_name_of_a_branch() {
    for (text, expected) in [
        (
            "Yesterday the satellite of Space Norway was lost. Space Norway said it would try again.",
            "organisation:space-norway organisation:space-norway",
        ),
        (
            "Last week Quantrixa China told its staff to stay. The parent, Quantrixa, was silent.",
            "organisation:quantrixa-china organisation:quantrixa",
        ),
        (
            "They live in Vellapur Pakistan.",
            "place:vellapur country:pk",
        ),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
    let found = kinds(
        "Ieri Rai Cinema ha presentato il film. Poi tace anche Rai Fiction.",
        Language::ITALIAN,
    );
    assert!(found.starts_with("organisation:rai-cinema "), "{found}");
}

#[test]
fn bodies_of_a_town_are_named_with_it() {
    for (text, expected) in [
        (
            "Parla l’Ordine dei medici di Lodi.",
            "organisation:ordine-dei-medici-di-lodi",
        ),
        (
            "Tace l’Ordine dei giornalisti della Lombardia.",
            "organisation:ordine-dei-giornalisti-della-lombardia",
        ),
        (
            "Hanno risposto la Asl Roma 1, l’Asl Napoli 3 Sud e la Asl di Viterbo.",
            "organisation:asl-roma-1 organisation:asl-napoli-3-sud organisation:asl-di-viterbo",
        ),
        (
            "Secondo l’Istituto affari internazionali non basta.",
            "organisation:istituto-affari-internazionali",
        ),
        (
            "Secondo il Centro studi economici non basta.",
            "organisation:centro-studi-economici",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn an_english_body_begins_where_its_name_does() {
    for (text, expected) in [
        (
            "The crew left the Kennedy Space Center (KSC) on Tuesday. The KSC was closed.",
            "organisation:kennedy-space-center organisation:kennedy-space-center \
             organisation:kennedy-space-center",
        ),
        (
            "They went to the National Air and Space Museum.",
            "organisation:national-air-and-space-museum",
        ),
        (
            "They landed at Washington Dulles International Airport.",
            "place:washington-dulles-international-airport",
        ),
        (
            "They took off from the Enfield Space Center on QTS-1 yesterday.",
            "organisation:enfield-space-center",
        ),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn a_model_belongs_to_the_weapon() {
    for (text, expected) in [
        (
            "Volano i Bayraktar TB2 e i Bayraktar.",
            "weapon:bayraktar-tb2 weapon:bayraktar",
        ),
        ("Arriva il missile Vellon/T di notte.", "weapon:vellon-t"),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn a_ship_is_named_with_what_it_is() {
    for (text, expected) in [
        (
            "Space Shuttle Columbia lifted off.",
            "organisation:space-shuttle-columbia",
        ),
        (
            "They boarded the Hospital Ship Vellora at dawn. Later the Vellora left.",
            "organisation:hospital-ship-vellora organisation:hospital-ship-vellora",
        ),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn an_acronym_of_numerals_and_an_inquiry_in_single_marks_are_named() {
    for (text, expected) in [
        ("Ieri la MIM ha chiuso.", "organisation:mim"),
        ("Ieri il CIV ha votato.", "organisation:civ"),
        ("Ieri il XIX secolo finiva. Ieri il LIX congresso tace.", ""),
        (
            "Va avanti l’inchiesta ‘Double Face’.",
            "operation:double-face",
        ),
    ] {
        assert_eq!(kinds(text, Language::ITALIAN), expected, "{text}");
    }
}

/// The names that articles give an actor which a file of the reader's only renames.
#[test]
fn what_the_reader_renames_keeps_the_names_that_articles_give_it() {
    let own = "[organisations]\nministry-of-defence-ru = { name = \"Ministero della Difesa russo\", \
               show = \"La Difesa di là\" }\n";
    let (dictionary, problems) = Dictionary::with_user(&[("own.toml".to_owned(), own.to_owned())]);
    assert!(problems.is_empty(), "{problems:?}");
    for (text, lang) in [
        ("Il ministero della Difesa russo tace.", Language::ITALIAN),
        ("The Russian Defence Ministry is silent.", Language::ENGLISH),
        (
            "The Russian Ministry of Defence is silent.",
            Language::ENGLISH,
        ),
    ] {
        let found = find(&article(text, lang, None), &dictionary);
        let ids: Vec<&str> = found.mentions.iter().map(|it| &*it.actor.0).collect();
        assert_eq!(ids, ["organisation:ministry-of-defence-ru"], "{text}");
        let [actor] = found.actors.as_slice() else {
            panic!("{text}: {:?}", found.actors);
        };
        assert_eq!(&*actor.id.0, ids[0], "{text}");
        assert_eq!(actor.name, "La Difesa di là", "{text}");
        assert!(
            actor
                .aliases
                .iter()
                .any(|it| it == "Russian Defence Ministry"),
            "{text}"
        );
        let mut roster = Roster::new(&dictionary);
        roster.add(&found.actors);
        let typed = "Russian Defence Ministry";
        assert_eq!(
            roster.named(typed),
            std::slice::from_ref(&actor.id),
            "{text}"
        );
    }
    // What the program itself knows has the names that it has.
    let known = find(
        &article("Kim Jong Un tace.", Language::ITALIAN, None),
        &dictionary,
    );
    assert!(known.actors.is_empty());
}
