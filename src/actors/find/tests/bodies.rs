//! Ministries, employers, groups, institutions and parties.

use super::*;

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
