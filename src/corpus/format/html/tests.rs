//! Tests of reading fragments: what the user gets for each element, and that nothing is lost.

use super::*;
use crate::corpus::format::shown::signed;
use crate::corpus::{LoadError, SpanKind};

fn draft(html: &str) -> Draft {
    let mut draft = Draft::default();
    fragment(html, &mut draft);
    draft
}

fn shown(html: &str) -> Vec<String> {
    signed(&draft(html))
}

fn spans(html: &str) -> Vec<(String, SpanKind)> {
    let draft = draft(html);
    draft
        .spans
        .iter()
        .map(|span| (span.range.of(&draft.text).to_owned(), span.kind.clone()))
        .collect()
}

#[test]
fn blocks_are_what_the_elements_say() {
    for (html, expected) in [
        (
            "<h1>Uno <em>due</em></h1>\n<p>Tre\n  quattro.<p>Cinque<div>sei</div> sette",
            &[
                "#1 Uno due",
                "¶ Tre quattro.",
                "¶ Cinque",
                "¶ sei",
                "¶ sette",
            ][..],
        ),
        (
            "<blockquote><p>uno</p><p>due</blockquote>tre<hr>quattro",
            &["> uno", "> due", "¶ tre", "- ⁂", "¶ quattro"],
        ),
        (
            "<ul><li>uno<li><p>due</p><p>tre</p><ol start=4><li>quattro</li><li>cinque</ol><li>sei</ul>",
            &[
                "0 • uno",
                "0 • due",
                "¶ tre",
                "1 4. quattro",
                "1 5. cinque",
                "0 • sei",
            ],
        ),
        (
            "<dl><dt>uno<dd>due<dt>tre<dd>quattro</dl>",
            &["¶ uno", "¶ due", "¶ tre", "¶ quattro"],
        ),
        (
            "<pre>\nuno\n\tdue  <b>tre</b>\n\n quattro\n</pre>cinque",
            &["= uno\n        due  tre\n\n quattro", "¶ cinque"],
        ),
        (
            "<figure><img alt=\"una foto\"><figcaption>Il ponte.</figcaption></figure>",
            &["¶ Il ponte."],
        ),
        ("uno<h2>due</h3>tre", &["¶ uno", "#2 due", "¶ tre"]),
        (
            "<p>uno <b>due <i>tre</b> quattro</i> cinque</p>",
            &["¶ uno due tre quattro cinque"],
        ),
        ("<b><p>uno</b> due</p>tre", &["¶ uno due", "¶ tre"]),
        ("uno</p>due<q>tre</q>", &["¶ uno", "¶ due“tre”"]),
        (
            "<ul><li><input type=checkbox checked> fatto</ul>",
            &["0 • ☑ fatto"],
        ),
        ("bene <img alt=🙂>&nbsp;", &["¶ bene 🙂"]),
        ("", &[]),
    ] {
        assert_eq!(shown(html), expected, "{html}");
    }
}

#[test]
fn white_space_joins_nothing_and_parts_nothing() {
    for (html, expected) in [
        (
            "<p> uno<b> due</b> <i>tre</i>quattro </p>",
            "¶ uno due trequattro",
        ),
        (
            "ca<b>sa</b>, 10&nbsp;km<span> </span>da",
            "¶ casa, 10\u{a0}km da",
        ),
        ("uno\n\t<!-- no -->\n due", "¶ uno due"),
        ("su<wbr>per&shy;bo", "¶ superbo"),
        (
            "10<sup>6</sup> m<sup>2</sup>, XX<sup>e</sup>, CO<sub>2</sub>",
            "¶ 10⁶ m², XXe, CO2",
        ),
        ("uno<sup><a href=#n1>1</a></sup>.", "¶ uno[1]."),
        (
            "uno<sup><a href=#n1><span>[</span>12<span>]</span></a></sup>.",
            "¶ uno[12].",
        ),
        ("uno<a href=#n1><sup>1</sup></a>.", "¶ uno[1]."),
    ] {
        assert_eq!(shown(html), [expected], "{html}");
    }
}

#[test]
fn line_breaks_are_paragraphs_lines_or_nothing() {
    for (html, expected) in [
        (
            "<div>Uno.<br><br>Due.<br>&nbsp;<br>Tre.</div>",
            &["¶ Uno.", "¶ Due.", "¶ Tre."][..],
        ),
        (
            "<p>Nel mezzo del cammin di nostra vita<br>mi ritrovai per una selva oscura<br/>ché la diritta via era smarrita.</p>",
            &[
                "= Nel mezzo del cammin di nostra vita\nmi ritrovai per una selva oscura\nché la diritta via era smarrita.",
            ],
        ),
        (
            "Il ministro ha lasciato la capitale nella notte, e nessuno<br>ha saputo dire quando tornerà, né se il negoziato possa<br>continuare senza di lui.",
            &[
                "¶ Il ministro ha lasciato la capitale nella notte, e nessuno ha saputo dire quando tornerà, né se il negoziato possa continuare senza di lui.",
            ],
        ),
        (
            "Una prima frase che è abbastanza lunga da essere prosa.<br>E una seconda, che lo è altrettanto e finisce qui.",
            &[
                "¶ Una prima frase che è abbastanza lunga da essere prosa.",
                "¶ E una seconda, che lo è altrettanto e finisce qui.",
            ],
        ),
        (
            "<h2>Uno<br>due</h2><ul><li>tre<br>quattro</ul>",
            &["#2 Uno due", "0 • tre quattro"],
        ),
        ("<br><br>Uno<br>", &["¶ Uno"]),
    ] {
        assert_eq!(shown(html), expected, "{html}");
    }
}

#[test]
fn tables_of_data_have_columns_and_others_are_blocks() {
    for (html, expected) in [
        (
            "<table><caption>Perdite</caption><thead><tr><th>Mese<th>Carri<tr><td>gennaio<td>12<tr><td>è<td>9</table>",
            &["= Perdite\nMese    | Carri\ngennaio | 12\nè       | 9"][..],
        ),
        (
            "<table><tr><td rowspan=2>a<td>b<td>c<tr><td colspan=2>d</table>",
            &["= a | b | c\n  | d"],
        ),
        (
            "<table><tr><td><table><tr><td>uno<td>due<tr><td>3<td>4</table><td>tre</table>",
            &["= uno | due\n3   | 4", "¶ tre"],
        ),
        (
            "<table role=presentation><tr><td>uno<td>due<tr><td>tre<td>quattro</table>",
            &["¶ uno", "¶ due", "¶ tre", "¶ quattro"],
        ),
        (
            "<table><tr><td><p>uno</p><p>due</p></td></tr></table>",
            &["¶ uno", "¶ due"],
        ),
    ] {
        assert_eq!(shown(html), expected, "{html}");
    }
    assert_eq!(
        spans("<table><tr><td>a<td><a href=x>b c</a><tr><td>è<td><b>d</b>e</table>"),
        [
            ("b c".to_owned(), SpanKind::Link("x".to_owned())),
            ("d".to_owned(), SpanKind::Strong)
        ]
    );
}

#[test]
fn spans_are_where_the_text_is() {
    let link = |target: &str| SpanKind::Link(target.to_owned());
    for (html, expected) in [
        (
            "<p>Un <em>testo <strong>molto</strong> forte</em>, <code>x</code> e <a href='https://e.org/?a&amp;b'> un\nlink </a>.",
            vec![
                ("testo molto forte", SpanKind::Emphasis),
                ("molto", SpanKind::Strong),
                ("x", SpanKind::Code),
                ("un link", link("https://e.org/?a&b")),
            ],
        ),
        (
            "<a href=u><h2>Uno</h2><p>due</p></a>tre",
            vec![("Uno", link("u")), ("due", link("u"))],
        ),
        (
            "<a href=u>uno <a href=v>due</a>",
            vec![("uno", link("u")), ("due", link("v"))],
        ),
        (
            "<a name=x>uno</a><a href='javascript:x()'>due</a><b> </b>",
            vec![],
        ),
        (
            "<b>Una riga molto più lunga di settanta colonne, perché sia prosa e non un verso.<br>Un’altra</b>",
            vec![
                (
                    "Una riga molto più lunga di settanta colonne, perché sia prosa e non un verso.",
                    SpanKind::Strong,
                ),
                ("Un’altra", SpanKind::Strong),
            ],
        ),
    ] {
        let found = spans(html);
        let found: Vec<_> = found
            .iter()
            .map(|(text, kind)| (text.as_str(), kind.clone()))
            .collect();
        assert_eq!(found, expected, "{html}");
    }
}

#[test]
fn links_within_a_text_lead_to_their_place() {
    let html = "<p>Uno<sup id=r1><a href='#fn1'>1</a></sup> e <a href='#no'>due</a>.</p><ol><li id=fn1>La nota. <a href=\"#r1\">↩</a></ol>";
    let draft = draft(html);
    let at = |text: &str| draft.text.find(text).unwrap();
    let found: Vec<_> = draft
        .spans
        .iter()
        .map(|span| (span.range.start, span.kind.clone()))
        .collect();
    assert_eq!(
        found,
        [
            (at("[1]"), SpanKind::Note(at("1. La nota"))),
            (at("due"), SpanKind::Link("#no".to_owned())),
            (at("↩"), SpanKind::Note(at("[1]"))),
        ]
    );
}

#[test]
fn x7_what_is_hidden_is_no_text() {
    assert_eq!(
        shown(
            "<p style='display:none'>a</p><p hidden>b<p>uno</p><span style='font-size:0'>c</span><p aria-hidden=true>d</p>\
             <div hidden><ul><li>e</ul><p>f</div><script>g</script><style>h</style><noscript>i</noscript>\
             <template><p>j</template><p>due <span hidden>k <b>l</span>tre</b></p><svg><title>m</title><p>n</svg>"
        ),
        ["¶ uno", "¶ due tre"]
    );
}

#[test]
fn t1_references_cannot_pass_controls() {
    assert_eq!(
        shown("a&#27;[31m b&#x202e;c &zwj;d &lt;b> e\u{1b}\u{9b}<pre>&#7;</pre>"),
        ["¶ a␛[31m b␦c ␦d <b> e␛\\x9b", "= ␇"]
    );
    assert_eq!(draft("a&#27;&#x202e;\u{7}").signs, 3);
}

#[test]
fn xml_closes_its_elements() {
    assert_eq!(
        shown(
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head>\
             <body><p>uno<a id='x'/></p><p/><div/>due<![CDATA[ <tre> &amp; ]]></body></html>"
        ),
        ["¶ uno", "¶ due <tre> &amp;"]
    );
}

#[test]
fn r2_bombs_end_in_time_and_are_stated() {
    let deep = |part: &str, times: usize| format!("{}core", part.repeat(times));
    for (html, cut) in [
        (deep("<div>", 40_000), true),
        (deep("<ul><li>", 20_000), true),
        (deep("<b>", 40_000), true),
        (deep("<table><tr><td>", 15_000), true),
        (deep("<blockquote>", 20_000), true),
        (deep("<p><b>", 15_000), false),
        (deep("<a><b><i></a>", 15_000), true),
        (deep("</p>", 40_000), false),
        (deep("<br>", 40_000), false),
        (deep("&#x0;&bogus", 40_000), false),
        (deep("<div hidden></div>", 20_000), false),
        (format!("<p {}>core", "a=b ".repeat(100_000)), true),
        (
            format!(
                "<table>{}</table>core",
                "<tr><td colspan=999999999>x<td rowspan=9999999>y".repeat(5_000)
            ),
            false,
        ),
        (
            format!("<table><tr>{}<tr><td>x</table>core", "<td>x".repeat(20_000)),
            false,
        ),
    ] {
        let began = std::time::Instant::now();
        let draft = draft(&html);
        let head = html.get(..30).unwrap();
        assert!(
            began.elapsed().as_secs() < 5,
            "{head}: {:?}",
            began.elapsed()
        );
        assert!(draft.text.ends_with("core"), "{head}");
        assert_eq!(
            draft
                .problems
                .iter()
                .any(|problem| matches!(problem, LoadError::Cut(_))),
            cut,
            "{head}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn every_word_survives_in_order_and_spans_fit(
        html in "([a-zè]{1,6}|[ \n]|&nbsp;|</?(p|b|a href=x|ul|li|ol|table|tr|td|th|div|sup|pre|q|h2|blockquote|em|foo)>|<br>|<hr>|<!-- -->|&amp;|<|>){0,50}"
    ) {
        let words = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphabetic()).collect()
        };
        let source: String = scan::Scanner::new(&html)
            .map(|token| match token {
                scan::Token::Text(text) => text.replace("&nbsp;", " ").replace("&amp;", "&"),
                _ => String::new(),
            })
            .collect();
        let draft = draft(&html);
        let kept: String = draft.blocks.iter().map(|block| words(block.range.of(&draft.text))).collect();
        proptest::prop_assert_eq!(kept, words(&source));
        let mut end = 0;
        for block in &draft.blocks {
            proptest::prop_assert!(!block.range.is_empty() && block.range.start >= end);
            proptest::prop_assert!(draft.text.is_char_boundary(block.range.start));
            end = block.range.end;
        }
        proptest::prop_assert!(end <= draft.text.len());
        let mut start = 0;
        for span in &draft.spans {
            proptest::prop_assert!(span.range.start >= start && span.range.start < span.range.end);
            proptest::prop_assert!(draft.text.get(span.range.start..span.range.end).is_some());
            start = span.range.start;
        }
    }
}
