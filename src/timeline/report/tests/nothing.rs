//! Dates that tell of no event.

use super::*;

#[test]
fn what_does_not_happen_at_a_date_is_no_report() {
    for text in [
        "Oggi il mare è calmo.",
        "È rimasto aperto fino al 2015.",
        "Il Novecento ha visto due guerre.",
        "La guerra (1914-1918) aveva cambiato tutto.",
        "Il viaggio durò tre giorni.",
    ] {
        assert_eq!(told(text, &[]), [], "{text}");
    }
}

#[test]
fn what_a_year_is_only_named_by_is_no_event() {
    for text in [
        "I lavori, pagati con la legge 145 del 2018, sono lunghi.",
        "È la piena più alta, la peggiore dal 1968.",
    ] {
        assert!(told(text, &[]).is_empty(), "{text}");
    }
    let fell = told_in(
        Language::ENGLISH,
        "The walls stood until Christmas 1839, when a storm brought down the tower.",
        &[],
    );
    assert_eq!(&*fell[0].title, "A storm brought down the tower");
}

#[test]
fn what_an_amount_is_compared_with_is_no_event() {
    for (lang, text, expected) in [
        (
            Language::ITALIAN,
            "I debiti sono saliti a 4,9 miliardi, contro i 5,4 miliardi dell’anno scorso.",
            &[][..],
        ),
        (
            Language::ITALIAN,
            "A febbraio la produzione è calata rispetto a un anno fa.",
            &["2024-02"],
        ),
        (
            Language::ITALIAN,
            "La giunta votò contro la legge nel 2019.",
            &["2019"],
        ),
        (
            Language::ENGLISH,
            "Net debt is €4.9 billion, against €5.4 billion a year ago.",
            &[],
        ),
        (
            Language::ENGLISH,
            "Output fell in February compared with 2022.",
            &["2024-02"],
        ),
        (
            Language::ENGLISH,
            "The council voted against the plan in 2019.",
            &["2019"],
        ),
    ] {
        assert_eq!(days(lang, text), expected, "{text}");
    }
}

#[test]
fn the_year_of_a_treaty_is_not_that_of_what_is_done_under_it() {
    for (text, expected) in [
        ("The owners were fined under a 1976 convention.", &[][..]),
        (
            "Two men were sentenced for the 2004 bombing on 7 March.",
            &["2024-03-07"],
        ),
        ("In a 2019 interview she named the minister.", &["2019"]),
        ("The 2019 flood destroyed the bridge.", &["2019"]),
    ] {
        assert_eq!(days(Language::ENGLISH, text), expected, "{text}");
    }
}

#[test]
fn the_line_that_says_when_an_article_was_published_is_no_event() {
    for line in ["Commento | 20/03/2024", "Esteri · 20 marzo 2024 · Lima"] {
        assert_eq!(days(Language::ITALIAN, line), [""; 0], "{line}");
    }
    let chronicle = "7 marzo 2019: la frana di Tresanta";
    assert_eq!(days(Language::ITALIAN, chronicle), ["2019-03-07"]);
}

#[test]
fn what_somebody_has_been_since_is_no_event() {
    let state = "Two of his colleagues since 2016 are in prison.";
    assert_eq!(days(Language::ENGLISH, state), [""; 0]);
    let state = "I suoi colleghi dal 2016 sono in carcere.";
    assert_eq!(days(Language::ITALIAN, state), [""; 0]);
    let since = "Dal 2016 i colleghi sono in carcere.";
    assert_eq!(days(Language::ITALIAN, since), ["2016"]);
}
