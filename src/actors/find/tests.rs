//! Recognition on short texts; whole paragraphs are in `tests/fixtures/actors`.

use super::*;
use crate::actors::How;
use crate::corpus::{ArticleId, Block, BlockKind, DateSource, Head, Origin, Statement};
use crate::text::TextRange;
use crate::text::language::Language;

fn article(text: &str, lang: Language, date: Option<&str>) -> Article {
    Article {
        head: Head {
            id: ArticleId(1),
            origin: Origin::Embedded(String::new()),
            path: String::new(),
            title: "t".to_owned(),
            title_source: Statement::Heading,
            date: date.map(|date| date.parse().unwrap()),
            date_source: DateSource::Unknown,
            source: None,
            author: None,
            url: None,
            lang,
            tags: Vec::new(),
            words: 0,
            hash: 0,
            signs: 0,
            recurring: Box::default(),
        },
        text: text.to_owned(),
        body: 0,
        blocks: vec![Block {
            range: TextRange::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        spans: Vec::new(),
        problems: Vec::new(),
        removed: Vec::new(),
    }
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
