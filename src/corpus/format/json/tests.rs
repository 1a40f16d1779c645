//! JSON in all its shapes: what becomes an article, what is told, what comes back.

use super::*;
use crate::corpus::BlockKind;
use crate::corpus::format::shown;
use crate::text::language::Language;

fn drafts(json: &str) -> Vec<Draft> {
    parse(json.as_bytes()).unwrap()
}

fn texts(drafts: &[Draft]) -> Vec<String> {
    drafts.iter().map(shown::joined).collect()
}

fn told_lines(draft: &Draft) -> Vec<String> {
    draft.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_line_is_an_article_with_its_metadata() {
    let drafts = drafts(
        "{\"title\":\"Uno\",\"date\":\"2024-06-19\",\"source\":\"Il Giornale\",\"author\":[\"A\",\"B\"],\
         \"url\":\"https://example.org/1\",\"lang\":\"it\",\"tags\":[\"ponti\",\"fiumi\"],\
         \"text\":\"Prima riga.\\n\\nSeconda riga.\"}\n\n\
         {\"titolo\":\"Due\",\"html\":\"<p>Un <b>testo</b>.</p><p>Ancora.</p>\",\"tags\":\"a, b\"}\r\n\
         {\"content\":\"<p>Tre.</p>\",\"author\":{\"name\":\"C\"}}",
    );
    assert_eq!(
        texts(&drafts),
        ["Prima riga.|Seconda riga.", "Un testo.|Ancora.", "Tre."]
    );
    let [first, second, third] = drafts.as_slice() else {
        panic!()
    };
    assert_eq!(
        first.own,
        Metadata {
            title: Some("Uno".into()),
            date_text: Some("2024-06-19".into()),
            source: Some("Il Giornale".into()),
            author: Some("A, B".into()),
            url: Some("https://example.org/1".into()),
            lang: Some(Language::ITALIAN),
            tags: vec!["ponti".into(), "fiumi".into()],
        }
    );
    assert_eq!(second.own.title.as_deref(), Some("Due"));
    assert_eq!(second.own.tags, ["a", "b"]);
    assert_eq!(third.own.author.as_deref(), Some("C"));
}

#[test]
fn a_bad_line_is_told_and_the_rest_is_read() {
    let drafts = drafts(
        "{\"text\":\"Uno.\"}\n{\"text\": no}\n[1]\n\n{\"title\":\"Vuoto\"}\n{\"text\":\"Due.\"}\n{\"text\":\"taglia",
    );
    assert_eq!(texts(&drafts), ["Uno.", "Due."]);
    let told = told_lines(drafts.first().unwrap());
    let lines: Vec<_> = told
        .iter()
        .map(|told| told.split(':').next().unwrap())
        .collect();
    assert_eq!(lines, ["line 2", "line 3", "line 5", "line 7"]);
    assert!(told.iter().all(|told| told.ends_with("; the rest is read")));
    let many = "no\n".repeat(5000) + "{\"text\":\"Uno.\"}";
    let drafts = parse(many.as_bytes()).unwrap();
    assert_eq!(drafts.first().unwrap().problems.len(), MOST_COMPLAINTS + 1);
}

#[test]
fn lists_and_objects_over_many_lines_are_read() {
    let spread = "[\n  {\n  \"text\": \"Uno.\"\n  },\n  7,\n  {\"text\": \"Due.\"}\n]\n";
    let found = drafts(spread);
    assert_eq!(texts(&found), ["Uno.", "Due."]);
    assert!(told_lines(found.first().unwrap())[0].starts_with("entry 2:"));
    let cut = spread.get(..spread.len() - 6).unwrap();
    let found = drafts(cut);
    assert_eq!(texts(&found), ["Uno."]);
    assert_eq!(found.first().unwrap().problems.len(), 2);
    assert_eq!(
        texts(&drafts("{\n\"text\":\n\"Uno.\"\n}\n{\n\"text\": \"Due.\"}")),
        ["Uno.", "Due."]
    );
}

#[test]
fn a_json_feed_gives_its_entries() {
    let drafts = drafts(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Notizie &amp; altro\",\"language\":\"it\",\
         \"authors\":[{\"name\":\"Redazione\"}],\"items\":[\
         {\"id\":\"1\",\"url\":\"https://example.org/1\",\"title\":\"Il ponte &amp; l&#8217;<b>argine</b>\",\
          \"date_published\":\"2024-06-19T10:00:00+02:00\",\"content_html\":\"<p>È aperto.</p>\"},\
         {\"id\":\"2\",\"content_text\":\"Senza titolo.\",\"authors\":[{\"name\":\"Firma\"}],\"tags\":[\"x\"]}]}",
    );
    assert_eq!(texts(&drafts), ["È aperto.", "Senza titolo."]);
    let [first, second] = drafts.as_slice() else {
        panic!()
    };
    assert_eq!(first.own.source.as_deref(), Some("Notizie & altro"));
    assert_eq!(first.own.title.as_deref(), Some("Il ponte & l’argine"));
    assert_eq!(first.own.author.as_deref(), Some("Redazione"));
    assert_eq!(
        first.own.date_text.as_deref(),
        Some("2024-06-19T10:00:00+02:00")
    );
    assert_eq!(first.own.lang, Some(Language::ITALIAN));
    assert_eq!(second.own.author.as_deref(), Some("Firma"));
    assert_eq!(second.own.title, None);
}

#[test]
fn what_the_program_printed_comes_back() {
    let text = "Il titolo\n\nUn capo\n\nUna frase con un legame.\n\n• una voce";
    let at = |part: &str| {
        let start = text.find(part).unwrap();
        format!("\"start\":{start},\"end\":{}", start + part.len())
    };
    let json = format!(
        "{{\"article\":\"00\",\"path\":\"a.md\",\"title\":\"Il titolo\",\"date\":\"2024-06~\",\
         \"date_source\":\"inferred\",\"text\":{},\"body\":11,\"actors\":[],\"dates\":[],\
         \"blocks\":[{{{},\"kind\":\"title\"}},{{{},\"kind\":\"heading\",\"level\":3}},\
         {{{},\"kind\":\"paragraph\"}},{{{},\"kind\":\"item\",\"level\":1}}],\
         \"links\":[{{{},\"target\":\"https://example.org\"}}]}}",
        serde_json::to_string(text).unwrap(),
        at("Il titolo"),
        at("Un capo"),
        at("Una frase con un legame."),
        at("• una voce"),
        at("legame"),
    );
    let drafts = drafts(&json);
    assert_eq!(
        texts(&drafts),
        ["Un capo|Una frase con un legame.|• una voce"]
    );
    let draft = drafts.first().unwrap();
    let kinds: Vec<_> = draft.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Heading(3),
            BlockKind::Paragraph,
            BlockKind::Item { depth: 1 }
        ]
    );
    assert_eq!(draft.spans.first().unwrap().range.of(&draft.text), "legame");
    assert_eq!(
        draft.own.date_text, None,
        "what was worked out is not stated"
    );
}

#[test]
fn t1_nothing_but_clean_text_comes_out() {
    let drafts = drafts(
        "{\"title\":\"T\\u001b]0;x\\u0007\",\"text\":\"a\\u001b[2J b\\u202e c\\ud83d\",\"tags\":[\"\\u009b31m\"]}",
    );
    let draft = drafts.first().unwrap();
    assert_eq!(texts(&drafts), ["a␛[2J b␦ c�"]);
    assert_eq!(draft.own.title.as_deref(), Some("T␛]0;x␇"));
    assert_eq!(draft.own.tags, ["\\x9b31m"]);
}

#[test]
fn r2_what_is_no_article_is_refused() {
    for json in [
        "{\"version\": 999, \"bookmarks\": null}".to_owned(),
        "[]".to_owned(),
        "[1, 2]".to_owned(),
        "{".to_owned(),
        "[".repeat(100_000),
        format!(
            "{{\"items\":{}{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        ),
    ] {
        assert!(parse(json.as_bytes()).is_err());
    }
}

#[test]
fn json_is_known_by_how_it_begins() {
    for (text, is) in [
        ("{\"a\": 1}", true),
        ("[\n {\"a\": 1}]", true),
        ("{ \"a\"", true),
        ("[Nota] testo", false),
        ("{testo}", false),
    ] {
        assert_eq!(sniff(text.as_bytes()), is, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "([\\[\\]{},:\"]|\"text\"|\"html\"|\\\\ud8[0-9]{2}|[a-zè\n]){0,80}") {
        let _ = parse(text.as_bytes());
    }
}
