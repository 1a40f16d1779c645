//! The timeline as one page that needs nothing else: drawn as SVG in the page itself, then every
//! event with its sentences and where they stand. It holds no script, asks for nothing from
//! anywhere, follows the reader's light or dark, and can be printed. Where events are drawn is for
//! `drawing`; which events there are, and in which words, is handed in.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::drawing;
use super::export::{Source, Told, in_html};
use crate::edtf::{Edtf, Precision};
use crate::text::language::Language;

/// What stands above the events. Every string is clean and one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The language of the events.
    pub language: Language,
    /// The lens that they were seen through; empty where there was none.
    pub lens: String,
    /// How many articles tell them.
    pub articles: usize,
}

/// Writes the page.
///
/// # Errors
///
/// Those of `out`.
pub fn page(events: &[Told], about: &About, out: &mut dyn Write) -> io::Result<()> {
    let span = span(events);
    let title = match &span {
        Some(span) => format!("Timeline, {span}"),
        None => "Timeline".to_owned(),
    };
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    )?;
    let count = |number: usize, one: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {one}{plural}")
    };
    write!(
        out,
        "<p>{} told by {}",
        count(events.len(), "event"),
        count(about.articles, "article")
    )?;
    if !about.lens.is_empty() {
        write!(
            out,
            ", through the lens <code>{}</code>",
            in_html(&about.lens)
        )?;
    }
    out.write_all(b"</p>\n</header>\n")?;
    drawing::draw(events, out)?;
    let language = about.language.code();
    let lang = if language.is_empty() {
        String::new()
    } else {
        format!(" lang=\"{}\"", in_html(language))
    };
    let mut heading = None;
    writeln!(out, "<main{lang}>")?;
    for (number, event) in (1..).zip(events) {
        let period = event.period();
        if heading != Some(period) {
            if heading.is_some() {
                out.write_all(b"</ol>\n</section>\n")?;
            }
            let label = in_html(&period.label(about.language));
            write!(
                out,
                "<section>\n<h2 id=\"y{}\">{label}</h2>\n<ol>\n",
                period.as_edtf()
            )?;
            heading = Some(period);
        }
        entry(number, event, out)?;
    }
    if heading.is_some() {
        out.write_all(b"</ol>\n</section>\n")?;
    }
    out.write_all(
        b"</main>\n<footer><p>Made with rassegna from the words of the articles; \
          a date is as exact as they give it.</p></footer>\n</body>\n</html>\n",
    )
}

/// The years from the first event to the last.
fn span(events: &[Told]) -> Option<String> {
    let first = events
        .iter()
        .map(|event| event.date.first_day())
        .min()?
        .year();
    let last = events
        .iter()
        .map(|event| event.date.last_day())
        .max()?
        .year();
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first} – {last}")
    })
}

fn entry(number: usize, event: &Told, out: &mut dyn Write) -> io::Result<()> {
    let planned = if event.planned {
        " <span class=\"planned\" lang=\"en\">planned</span>"
    } else {
        ""
    };
    writeln!(
        out,
        "<li id=\"e{number}\"><p class=\"when\">{}{planned}</p><h3>{}</h3>",
        time(event.date, &event.spoken),
        in_html(&event.title)
    )?;
    if !event.actors.is_empty() {
        writeln!(
            out,
            "<p class=\"who\">{}</p>",
            in_html(&event.actors.join(", "))
        )?;
    }
    for source in &event.sources {
        let text = in_html(&source.text);
        writeln!(
            out,
            "<blockquote><p>{text}</p>{}</blockquote>",
            cited(event, source)
        )?;
    }
    out.write_all(b"</li>\n")
}

/// Title, outlet and date of the article, and when it says that it was, where that is not what the
/// event says.
fn cited(event: &Told, source: &Source) -> String {
    let title = in_html(&source.title);
    let mut cited = match source.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>",
            in_html(url)
        ),
        None => title,
    };
    if let Some(outlet) = &source.outlet {
        let _ = write!(cited, ", {}", in_html(outlet));
    }
    if let Some(published) = &source.published {
        let _ = write!(cited, ", {}", time(*published, &published.to_string()));
    }
    let says = if source.date == event.date {
        String::new()
    } else {
        format!(" <span class=\"says\">[{}]</span>", in_html(&source.spoken))
    };
    format!("<footer><cite>{cited}</cite>{says}</footer>")
}

/// Only addresses of the web become links, and only whole ones.
fn is_web(url: &str) -> bool {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| url.get(scheme.len()..))?
    });
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

/// A date for people, and for machines where HTML has a form for it.
fn time(date: Edtf, said: &str) -> String {
    let said = in_html(said);
    match date.precision() {
        Precision::Day | Precision::Month | Precision::Year | Precision::Week => {
            format!("<time datetime=\"{}\">{said}</time>", date.exact())
        }
        _ => format!("<span>{said}</span>"),
    }
}

/// The look of the page. No font, picture or sheet from elsewhere.
const STYLE: &str = "\
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1f2328;--dim:#5f6671;--line:#d8d4ca;--mark:#2f6fab;\
--plan:#b4540a;--link:#1a5a96}
@media (prefers-color-scheme:dark){:root{--paper:#1b1d21;--ink:#e4e6ea;--dim:#9aa2ad;--line:#3a3f47;\
--mark:#6ea8dc;--plan:#e39a5c;--link:#8cbcec}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:62rem;background:var(--paper);color:var(--ink);\
font:1rem/1.5 Georgia,'Times New Roman',serif;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:0}
header p,footer p{color:var(--dim);margin:.2rem 0 1rem}
figure{margin:0 0 1.5rem}
svg{display:block;width:100%;height:auto;font:11px system-ui,sans-serif}
svg text{fill:var(--dim)}
svg .axis,svg .tick,svg .break{stroke:var(--line);fill:none}
svg .event{fill:var(--mark);fill-opacity:.75}
svg .many{fill-opacity:1}
svg .plan{fill:none;stroke:var(--plan);stroke-width:1.5}
svg a:hover rect,svg a:focus rect{stroke:var(--ink);stroke-width:2}
figcaption{color:var(--dim);font-size:.85rem}
.key{display:inline-block;width:1.2em;height:.6em;border-radius:.2em;background:var(--mark);margin:0 .3em 0 .8em}
.key.plan{background:none;border:2px solid var(--plan)}
a{color:var(--link)}
h2{font-size:1.25rem;margin:1.8rem 0 .4rem;border-bottom:1px solid var(--line)}
ol{list-style:none;margin:0;padding:0}
li{padding:.6rem 0 .6rem;border-bottom:1px solid var(--line)}
li:target{outline:2px solid var(--mark);outline-offset:.3rem}
h3{font-size:1.05rem;margin:.1rem 0}
.when{margin:0;color:var(--mark);font-variant-numeric:tabular-nums}
.planned{color:var(--plan);border:1px solid;border-radius:.3em;padding:0 .3em;font-size:.8rem}
.who{margin:0;color:var(--dim);font-size:.9rem}
blockquote{margin:.5rem 0 0;padding-left:.8rem;border-left:3px solid var(--line);font-size:.93rem}
blockquote p{margin:0}
blockquote footer,.says{color:var(--dim);font-size:.85rem}
cite{font-style:normal}
@media (min-width:46rem){li{display:grid;grid-template-columns:11rem 1fr;column-gap:1rem}\
li>*{grid-column:2}li>.when{grid-column:1;grid-row:1/span 2}}
@media print{:root{--paper:#fff;--ink:#000;--dim:#444;--line:#bbb;--mark:#1f4f7d;--plan:#8a3f06;--link:#000}\
body{max-width:none;padding:0;font-size:10.5pt}figure,blockquote{break-inside:avoid}h2,h3{break-after:avoid}\
svg .event,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
cite a::after{content:\" <\" attr(href) \">\";font-size:.85em}}
";

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str =
        "</title><script>alert(1)</script>\"' onload=x <img src=x onerror=y> &amp;";

    fn told(date: &str, title: &str, url: Option<&str>) -> Told {
        let date: Edtf = date.parse().unwrap();
        Told {
            date,
            spoken: date.to_string(),
            title: title.to_owned(),
            actors: vec![title.to_owned()],
            planned: false,
            sources: vec![Source {
                article: "00aa".into(),
                title: title.to_owned(),
                published: Some(date),
                outlet: Some(title.to_owned()),
                url: url.map(str::to_owned),
                date,
                spoken: date.to_string(),
                text: title.to_owned(),
            }],
        }
    }

    fn written(events: &[Told], about: &About) -> String {
        let mut out = Vec::new();
        page(events, about, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The names of all tags, and the names of all attributes.
    fn tags(page: &str) -> Vec<String> {
        let mut names = Vec::new();
        let body = page.split("</style>").nth(1).unwrap();
        for tag in body.split('<').skip(1) {
            let (inside, _) = tag.split_once('>').unwrap();
            names.push(inside.split_whitespace().next().unwrap().to_owned());
            // What stands between quotes is a value; every second part is outside.
            for outside in inside.split('"').step_by(2) {
                let attributes = outside
                    .split_whitespace()
                    .filter(|part| part.ends_with('='));
                names.extend(attributes.map(str::to_owned));
            }
        }
        names.sort();
        names.dedup();
        names
    }

    #[test]
    fn no_word_of_an_article_becomes_markup() {
        let about = About {
            language: Language::ITALIAN,
            lens: HOSTILE.to_owned(),
            articles: 2,
        };
        let plain = About {
            lens: "kim".to_owned(),
            ..about.clone()
        };
        let url = Some("https://example.org/a?b=1&c=\"><script>");
        let hostile = [told("2024-01", HOSTILE, url), told("2030", HOSTILE, None)];
        let innocent = [
            told("2024-01", "Kim", Some("https://example.org/")),
            told("2030", "Kim", None),
        ];
        assert_eq!(
            tags(&written(&hostile, &about)),
            tags(&written(&innocent, &plain))
        );
        assert!(!written(&hostile, &about).contains("<script"));
    }

    #[test]
    fn only_the_web_is_linked_to() {
        for (url, linked) in [
            ("https://example.org/x", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("https://", false),
            ("https://a b", false),
            ("//example.org", false),
        ] {
            let page = written(&[told("2024", "x", Some(url))], &About::default());
            assert_eq!(
                page.contains("rel=\"noopener noreferrer\""),
                linked,
                "{url}"
            );
        }
    }

    #[test]
    fn nothing_is_asked_for_from_elsewhere() {
        let events = [told("2024-01-05", "Kim", Some("https://example.org/"))];
        let page = written(&events, &About::default());
        for loads in [
            "<script", "<link", "<img", "src=", "@import", "url(", "<iframe",
        ] {
            assert!(!page.contains(loads), "{loads}");
        }
        assert!(page.contains("default-src 'none'"));
        assert_eq!(page.matches("https://").count(), 1);
    }

    #[test]
    fn a_source_that_gives_another_date_says_so() {
        let mut event = told("2024-06-19", "Kim", None);
        let source = &mut event.sources[0];
        source.date = "2024-06".parse().unwrap();
        source.spoken = "giugno 2024".to_owned();
        assert!(written(&[event], &About::default()).contains("[giugno 2024]"));
    }

    #[test]
    fn a_page_without_events_is_a_page() {
        let page = written(&[], &About::default());
        assert!(page.contains("0 events told by 0 articles") && page.ends_with("</html>\n"));
    }
}
