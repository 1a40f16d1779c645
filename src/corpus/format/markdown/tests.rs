//! Markdown in, drafts out.

use super::*;
use crate::corpus::format::shown::signed;

fn shown(text: &str) -> Vec<String> {
    signed(&parse(text.as_bytes()).unwrap().remove(0))
}

#[test]
fn the_badges_of_a_heading_are_no_words_of_it() {
    for (text, heading) in [
        (
            "# rete [![versione](v.svg)](https://e.example) [![*prove*](p.svg)](/p)",
            "#1 rete",
        ),
        (
            "# [![Il ponte](ponte.png)](https://e.example)",
            "#1 Il ponte",
        ),
        ("# La rete ![di Genova](g.png)", "#1 La rete di Genova"),
    ] {
        assert_eq!(shown(text), [heading]);
    }
}

#[test]
fn blocks_are_what_markdown_says() {
    assert_eq!(
        shown(
            "# Uno *due*\n\nTre\nquattro.\n\n> cinque\n\n- sei\n- sette\n  1. otto\n  2. nove\n\n  dieci\n\n***\n\n\
             ```\nundici\n  dodici\n```\n\n| a | b |\n|---|---|\n| c |   |\n|   | d |\n\nCon nota[^1].\n\n[^1]: La nota."
        ),
        [
            "#1 Uno due",
            "¶ Tre quattro.",
            "> cinque",
            "0 • sei",
            "0 • sette",
            "1 1. otto",
            "1 2. nove",
            "¶ dieci",
            "- ⁂",
            "= undici\n  dodici",
            "= a | b\nc\n | d",
            "¶ Con nota[1].",
            "¶ [1] La nota.",
        ]
    );
}

#[test]
fn loose_items_keep_their_sign() {
    assert_eq!(shown("1. uno\n\n2. due\n"), ["0 1. uno", "0 2. due"]);
    assert_eq!(
        shown("- [x] fatto\n- \n- fine"),
        ["0 • ☑ fatto", "0 • fine"]
    );
}

#[test]
fn t1_entities_and_code_cannot_pass_controls() {
    assert_eq!(
        shown("a&#27;[31m b&#x202e;c &zwj;d &lt;\n\n`x\u{1b}y`"),
        ["¶ a␛[31m b␦c ␦d <", "¶ x␛y"]
    );
}

#[test]
fn x7_html_gives_its_words() {
    assert_eq!(
        shown(
            "<div>\n<p>Uno <b>due</b>tre</p><script>no()</script>\n<!-- no -->\n</div>\n\nq <i>r</i><br>s"
        ),
        ["¶ Uno duetre", "¶ q r s"]
    );
    assert_eq!(shown("<!-- aperto\n\ndue"), ["¶ <!-- aperto", "¶ due"]);
}

#[test]
fn r1_a_flood_of_marks_is_text() {
    let text = "[a](b) *c*\n\n".repeat(400_000);
    let draft = parse(text.as_bytes()).unwrap().remove(0);
    assert_eq!(draft.blocks.len(), 400_000);
    assert!(matches!(draft.problems.as_slice(), [LoadError::Cut(_)]));
}

#[test]
fn spans_are_where_the_text_is() {
    let text = "Un *testo **molto** forte*, `codice` e [un link](https://example.org/a \"t\").";
    let draft = parse(text.as_bytes()).unwrap().remove(0);
    let spans: Vec<_> = draft
        .spans
        .iter()
        .map(|span| (span.range.of(&draft.text), span.kind.clone()))
        .collect();
    assert_eq!(
        spans,
        [
            ("testo molto forte", SpanKind::Emphasis),
            ("molto", SpanKind::Strong),
            ("codice", SpanKind::Code),
            (
                "un link",
                SpanKind::Link("https://example.org/a".to_owned())
            ),
        ]
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    let draft = parse("Uno[^a] e due[^a].\n\n[^a]: La *nota*.\n\nFine[^b].".as_bytes())
        .unwrap()
        .remove(0);
    let at = |text: &str| draft.text.find(text).unwrap();
    let notes: Vec<_> = draft
        .spans
        .iter()
        .filter_map(|span| match span.kind {
            SpanKind::Note(to) => Some((span.range.start, span.range.of(&draft.text), to)),
            _ => None,
        })
        .collect();
    let note = at("[a] La nota");
    assert_eq!(
        notes,
        [
            (at("[a] e"), "[a]", note),
            (at("[a]."), "[a]", note),
            (note, "[a]", at("[a] e"))
        ]
    );
}

proptest::proptest! {
    #[test]
    fn every_word_of_prose_survives_in_order(text in "([a-zè]{1,8}|[ \n]|\n\n|\n- |\n> |\n# |\\*|\n1\\. ){0,60}") {
        let words = |text: &str| -> Vec<String> {
            crate::text::segment::words(text)
                .map(|word| word.of(text).to_owned())
                .filter(|word| !word.bytes().all(|b| b.is_ascii_digit()))
                .collect()
        };
        let draft = parse(text.as_bytes()).unwrap().remove(0);
        let kept: Vec<String> = draft.blocks.iter().flat_map(|block| words(block.range.of(&draft.text))).collect();
        // Emphasis inside a word joins its parts; compare letters.
        proptest::prop_assert_eq!(kept.concat(), words(&text).concat());
    }
}
