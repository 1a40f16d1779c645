//! Front matter in, metadata and complaints out.

use super::*;

#[test]
fn reads_yaml_and_toml() {
    for text in [
        "---\ntitle: \"Il patto: un anno dopo\"\ndate: 2024-06-19\nauthors: [Anna Bi, {name: Carlo Di}]\nlang: it-IT\ntags:\n  - pace\n  - armi\nx: {y: [1]}\n---\nTesto.",
        "+++\ntitle = \"Il patto: un anno dopo\"\ndate = 2024-06-19\nauthors = [\"Anna Bi\", { name = \"Carlo Di\" }]\nlang = \"it-IT\"\ntags = [\"pace\", \"armi\"]\n+++\nTesto.",
        "---  \ntitolo: 'Il patto: un anno dopo'\ndata: 19 giugno 2024\nautore: Anna Bi, Carlo Di\nlingua: it\ntags: pace, armi\n...\nTesto.",
    ] {
        let found = read(text);
        assert_eq!(found.problems, []);
        let metadata = found.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Il patto: un anno dopo"));
        assert_eq!(
            metadata
                .date_text
                .as_deref()
                .map(|date| date.contains("2024")),
            Some(true)
        );
        assert_eq!(metadata.author.as_deref(), Some("Anna Bi, Carlo Di"));
        assert_eq!(
            metadata.lang.map(|lang| lang.code().to_owned()).as_deref(),
            Some("it")
        );
        assert_eq!(metadata.tags, ["pace", "armi"]);
        assert_eq!(text.get(found.end..), Some("Testo."));
    }
}

#[test]
fn what_is_text_stays_text() {
    for text in [
        "---\nUna riga di prosa, che non è una chiave.\n---\nAltro.",
        "---\ntitle: mai chiuso\n\nTesto.",
        "Testo.\n---\ntitle: no\n---\n",
        "----\ntitle: no\n----\n",
    ] {
        assert_eq!(read(text).end, 0, "{text}");
    }
}

#[test]
fn r3_what_is_broken_is_said_and_the_rest_is_used() {
    let found = read("---\ntitle: Kim: il viaggio\ndate: 2023-09\ntags: [a\n---\nTesto.");
    assert_eq!(found.metadata.title.as_deref(), Some("Kim: il viaggio"));
    assert_eq!(found.metadata.date_text.as_deref(), Some("2023-09"));
    assert!(matches!(
        found.problems.as_slice(),
        [LoadError::FrontMatter { line: Some(_), .. }]
    ));

    for block in [
        format!("a: {}", "[".repeat(20_000)),
        format!("a: &a [{}]\nb: [{}]", "x,".repeat(500), "*a,".repeat(5000)),
        "a: &a [*a]".to_owned(),
        format!("title: x\nlong: {}", "x".repeat(70_000)),
    ] {
        let found = read(&format!("---\n{block}\n---\nTesto."));
        assert_eq!(found.problems.len(), 1, "{}", block.get(..20).unwrap());
    }
    let found = read(&format!("+++\na = {}\n+++\nTesto.", "[".repeat(20_000)));
    assert_eq!(found.problems.len(), 1);
}

#[test]
fn odd_types_are_tolerated() {
    let found =
        read("---\ntitle: 123\nauthor: null\ntags: yes\ndate: [2024, 1, 1]\nlang: {a: b}\n---\n");
    assert_eq!(found.metadata.title.as_deref(), Some("123"));
    assert_eq!(found.metadata.author, None);
    assert_eq!(found.metadata.lang, None);
    assert_eq!(
        read("---\ntitle: no\n---\n").metadata.title.as_deref(),
        Some("no")
    );
    assert_eq!(
        read("---\ntitle: \"a\\e[31mb\"\n---\n")
            .metadata
            .title
            .as_deref(),
        Some("a␛[31mb")
    );
}

#[test]
fn a_block_that_is_never_closed_is_text_and_told() {
    let found = read("---\ntitle: Mai chiuso\n\nIl testo.\n");
    assert_eq!((found.end, found.problems.len()), (0, 1));
    assert!(
        found.problems[0]
            .to_string()
            .contains("closes it is missing")
    );
    for text in ["---\nUna riga.\n", "---\n", "Titolo: sì\n"] {
        assert_eq!(read(text).problems, [], "{text}");
    }
}
