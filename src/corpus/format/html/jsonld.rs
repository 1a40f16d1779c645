//! JSON-LD, the data about an article that pages carry for search engines: only what describes the
//! article, whatever way the vocabulary allows it to be written. Broken data says nothing.

use serde_json::{Map, Value};

/// How many objects of one script are looked at.
const MOST_OBJECTS: usize = 200;

/// What a script says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// Whether it describes an article, rather than the site or a path of links.
    pub(super) article: bool,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) tags: Vec<String>,
}

/// Reads one script.
pub(super) fn read(script: &str) -> Linked {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script);
    let script = script
        .trim()
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[");
    let Ok(value) = serde_json::from_str::<Value>(script.trim_end_matches("//]]>").trim()) else {
        return Linked::default();
    };
    let mut waiting = vec![&value];
    let mut objects = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items.iter().take(MOST_OBJECTS).rev()),
            Value::Object(object) if objects.len() < MOST_OBJECTS => {
                waiting.extend(object.get("@graph"));
                objects.push(object);
            }
            _ => {}
        }
    }
    let article = objects.iter().find(|object| is_article(object));
    let by_id = |id: &str| {
        objects
            .iter()
            .copied()
            .find(|object| object.get("@id").and_then(Value::as_str) == Some(id))
    };
    let site = objects
        .iter()
        .find(|object| {
            kinds(object).any(|kind| matches!(kind, "WebSite" | "NewsMediaOrganization"))
        })
        .and_then(|object| string(object.get("name")));
    let Some(article) = article else {
        return Linked {
            site,
            ..Linked::default()
        };
    };
    let names = |value: Option<&Value>| -> Vec<String> {
        let items = match value {
            Some(Value::Array(items)) => items.as_slice(),
            Some(item) => std::slice::from_ref(item),
            None => &[],
        };
        items
            .iter()
            .filter_map(|item| match item {
                Value::String(name) => Some(name.clone()).filter(|name| !name.contains("://")),
                Value::Object(object) => string(object.get("name")).or_else(|| {
                    let id = object.get("@id")?.as_str()?;
                    string(by_id(id)?.get("name"))
                }),
                _ => None,
            })
            .take(20)
            .collect()
    };
    let text = |name: &str| string(article.get(name));
    Linked {
        article: true,
        title: text("headline").or_else(|| text("name")),
        date: text("datePublished")
            .or_else(|| text("dateCreated"))
            .or_else(|| text("uploadDate")),
        authors: names(article.get("author").or_else(|| article.get("creator"))),
        site: names(article.get("publisher")).into_iter().next().or(site),
        url: text("url").or_else(|| match article.get("mainEntityOfPage")? {
            Value::String(url) => Some(url.clone()),
            Value::Object(page) => string(page.get("@id")),
            _ => None,
        }),
        lang: text("inLanguage"),
        tags: match article.get("keywords") {
            Some(Value::String(words)) => vec![words.clone()],
            tags => names(tags),
        },
    }
}

fn kinds(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kinds = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str)
}

fn is_article(object: &Map<String, Value>) -> bool {
    kinds(object).any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "Review" | "OpinionPiece")
    })
}

fn string(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_however_they_are_written() {
        let found = read(
            r##"{"@context":"https://schema.org","@graph":[
                {"@type":"WebSite","name":"La Gazzetta"},
                {"@type":"Person","@id":"#anna","name":"Anna Neri"},
                {"@type":["NewsArticle"],"headline":" Il ponte ","datePublished":"2024-06-19T10:00:00+02:00",
                 "author":[{"@id":"#anna"},"Ugo Bianchi"],"mainEntityOfPage":{"@id":"https://e.org/a"},"keywords":"a, b"}]}"##,
        );
        assert_eq!(
            found,
            Linked {
                article: true,
                title: Some("Il ponte".into()),
                date: Some("2024-06-19T10:00:00+02:00".into()),
                authors: vec!["Anna Neri".into(), "Ugo Bianchi".into()],
                site: Some("La Gazzetta".into()),
                url: Some("https://e.org/a".into()),
                lang: None,
                tags: vec!["a, b".into()],
            }
        );
        for broken in [
            "",
            "{",
            "[[[[",
            "{\"@type\":7}",
            "null",
            &"[".repeat(100_000),
        ] {
            assert_eq!(read(broken), Linked::default());
        }
    }
}
