//! Feeds as outlets write them, and as they should not.

use super::*;
use crate::corpus::format::shown;

fn drafts(feed: &str) -> Vec<Draft> {
    parse(feed.as_bytes()).unwrap()
}

fn texts(drafts: &[Draft]) -> Vec<String> {
    drafts.iter().map(shown::joined).collect()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Il Giornale &amp;#8211; Esteri</title>\
         <language>it-IT</language><image><title>Marchio</title></image>{items}</channel></rss>"
    )
}

#[test]
fn rss_entries_are_articles() {
    let drafts = drafts(&rss(
        "<item><title>L&amp;#8217;attacco &lt;b&gt;di ieri&lt;/b&gt;</title><link>https://example.org/1</link>\
         <guid isPermaLink=\"false\">abc</guid><pubDate>Wed, 19 Jun 2024 10:00:00 GMT</pubDate>\
         <dc:creator><![CDATA[Anna Bianchi]]></dc:creator><category>Esteri</category><category>Asia</category>\
         <description>Un riassunto breve.</description>\
         <content:encoded><![CDATA[<p>Il primo <em>capoverso</em>.</p><p>Il secondo &amp; ultimo.</p>]]></content:encoded></item>\
         <item><title>Due</title><author>posta@example.org (Carlo Verdi)</author>\
         <guid>https://example.org/2</guid><description>Testo con &lt;i&gt;HTML&lt;/i&gt; &amp;egrave; qui.</description></item>\
         <item><description>Solo testo.\n\nSu due capoversi.</description></item><item></item>",
    ));
    assert_eq!(
        texts(&drafts),
        [
            "Il primo capoverso.|Il secondo & ultimo.",
            "Testo con HTML è qui.",
            "Solo testo.|Su due capoversi."
        ]
    );
    let [first, second, third] = drafts.as_slice() else {
        panic!()
    };
    assert_eq!(first.own.title.as_deref(), Some("L’attacco di ieri"));
    assert_eq!(
        first.own.date_text.as_deref(),
        Some("Wed, 19 Jun 2024 10:00:00 GMT")
    );
    assert_eq!(first.own.author.as_deref(), Some("Anna Bianchi"));
    assert_eq!(first.own.source.as_deref(), Some("Il Giornale – Esteri"));
    assert_eq!(first.own.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(first.own.lang.unwrap().code(), "it");
    assert_eq!(first.own.tags, ["Esteri", "Asia"]);
    assert_eq!(first.removed, ["Un riassunto breve."]);
    assert_eq!(second.own.author.as_deref(), Some("Carlo Verdi"));
    assert_eq!(second.own.url.as_deref(), Some("https://example.org/2"));
    assert_eq!(third.own.title, None);
}

#[test]
fn atom_entries_are_articles() {
    let drafts = drafts(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"it\"><title type=\"html\">&lt;b&gt;Rivista&lt;/b&gt;</title>\
         <author><name>Redazione</name><uri>https://example.org</uri></author>\
         <entry><title>Uno &lt; due</title><id>tag:example.org,1</id><updated>2024-06-20T00:00:00Z</updated>\
         <published>2024-06-19T10:00:00+02:00</published><link rel=\"self\" href=\"https://example.org/self\"/>\
         <link href=\"https://example.org/1?a=1&amp;b=2\"/><category term=\"esteri\" label=\"Esteri\"/>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Un <b>testo</b>.</p><p>Ancora.</p></div></content></entry>\
         <entry><title type=\"text\">A &amp;amp; B</title><author><name>Firma</name></author><updated>2024-06-21</updated>\
         <summary>Riassunto.</summary><source><title>Altra testata</title></source></entry></feed>",
    );
    assert_eq!(texts(&drafts), ["Un testo.|Ancora.", "Riassunto."]);
    let [first, second] = drafts.as_slice() else {
        panic!()
    };
    assert_eq!(first.own.title.as_deref(), Some("Uno < due"));
    assert_eq!(
        first.own.date_text.as_deref(),
        Some("2024-06-19T10:00:00+02:00")
    );
    assert_eq!(
        first.own.url.as_deref(),
        Some("https://example.org/1?a=1&b=2")
    );
    assert_eq!(first.own.source.as_deref(), Some("Rivista"));
    assert_eq!(first.own.author.as_deref(), Some("Redazione"));
    assert_eq!(first.own.tags, ["Esteri"]);
    assert_eq!(second.own.title.as_deref(), Some("A &amp; B"));
    assert_eq!(second.own.author.as_deref(), Some("Firma"));
    assert_eq!(second.own.source.as_deref(), Some("Altra testata"));
    assert_eq!(second.own.date_text.as_deref(), Some("2024-06-21"));
}

#[test]
fn rss_1_is_read_too() {
    let drafts = drafts(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Vecchia testata</title></channel>\
         <item><title>Uno</title><dc:date>2003-05-01</dc:date><description>Testo.</description></item></rdf:RDF>",
    );
    assert_eq!(texts(&drafts), ["Testo."]);
    let own = &drafts.first().unwrap().own;
    assert_eq!(own.date_text.as_deref(), Some("2003-05-01"));
    assert_eq!(own.source.as_deref(), Some("Vecchia testata"));
}

#[test]
fn a1_the_entries_before_a_break_are_there() {
    let whole = rss(
        "<item><title>Uno</title><description>Il primo testo.</description></item>\
         <item><title>Due</title><description>Il secondo testo, tagliato.</description></item>",
    );
    let cut = whole.find(", tagliato").unwrap();
    let drafts = drafts(whole.get(..cut).unwrap());
    assert_eq!(texts(&drafts), ["Il primo testo.", "Il secondo testo"]);
    assert_eq!(drafts.first().unwrap().problems, [BROKEN]);
    for (feed, reason) in [
        (
            "<rss><channel>",
            "damaged: no entry of this feed can be read",
        ),
        (
            "<opml><body/></opml>",
            "a list of feeds (OPML): not a format of articles that can be read",
        ),
        (
            "<svg/>",
            "an XML file that is no feed: not a format of articles that can be read",
        ),
        ("testo", "damaged: no XML can be read from it"),
        ("<rss></rss>", "empty: there is nothing to read in it"),
    ] {
        assert_eq!(parse(feed.as_bytes()).unwrap_err().to_string(), reason);
    }
}

#[test]
fn a4_entities_are_never_expanded() {
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let feed = format!(
        "{laughs}<rss><channel><item><title>&b;</title><description>Testo &b; &x;.</description></item></channel></rss>"
    );
    let drafts = drafts(&feed);
    assert_eq!(drafts.first().unwrap().own.title.as_deref(), Some("&b;"));
    assert_eq!(texts(&drafts), ["Testo &b; &x;."]);
}

#[test]
fn r2_depth_and_attributes_cost_nothing() {
    let deep = rss(&format!(
        "<item><description>a{}b{}</description></item>",
        "<x>".repeat(50_000),
        "</x>".repeat(50_000)
    ));
    assert_eq!(drafts(&deep).len(), 1);
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"1\"")).collect();
    assert_eq!(
        drafts(&rss(&format!("<item{attributes}><title>x</title></item>"))).len(),
        1
    );
}

#[test]
fn feeds_are_known_by_their_first_tag() {
    for (text, is) in [
        (
            "<?xml version=\"1.0\"?>\n<!-- a -->\n<rss version=\"2.0\">",
            true,
        ),
        ("\u{feff}<feed xmlns=\"x\">", true),
        ("<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"x\">", true),
        ("<?xml version=\"1.0\"?><html>", false),
        ("Il <rss> è un formato", false),
        ("<rssx>", false),
    ] {
        assert_eq!(sniff(text.as_bytes()), is, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "(<rss>|<item>|</item>|<title>|</title>|<description>|&[a-z#0-9]{0,3};|<!\\[CDATA\\[|\\]\\]>|[<>/&a-zè\" ]){0,40}") {
        let _ = parse(text.as_bytes());
    }
}

#[test]
fn where_an_entry_appeared_first_is_no_text_of_it() {
    let drafts = drafts(&rss(
        "<item><title>Il ponte</title><content:encoded><![CDATA[<p>Il ponte è aperto.</p>\
         <p>The post <a href=\"https://example.org/1\">Il ponte</a> appeared first on <a href=\"https://example.org\">Il Molo</a>.</p>]]></content:encoded></item>\
         <item><title>Altro</title><content:encoded><![CDATA[<p>The post of the mayor appeared first on the list.</p>]]></content:encoded></item>",
    ));
    assert_eq!(
        texts(&drafts),
        [
            "Il ponte è aperto.",
            "The post of the mayor appeared first on the list."
        ]
    );
}
