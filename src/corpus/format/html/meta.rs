//! What a page states about its article: JSON-LD, the `meta` elements of several schools, the
//! `title`, and what browsers note when they save a page. The best source comes first.

use super::entity::{self, Place};
use super::jsonld;
use super::scan::{Scanner, Tag, Token};
use super::target;
use crate::corpus::metadata::{self, Field, Metadata};
use crate::corpus::stated;
use crate::text::clean::clean_line;
use crate::text::fold::fold;
use crate::text::language::Language;

/// The most bytes of scripts with data that are read, and of any one value.
const MOST_DATA: usize = 1_000_000;
const LONGEST_VALUE: usize = 4_000;
/// The most values of one field.
const MOST_VALUES: usize = 50;

/// What a page states, by field; the values of the best source come first.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) titles: Vec<String>,
    pub(super) sites: Vec<String>,
    pub(super) authors: Vec<Vec<String>>,
    pub(super) dates: Vec<String>,
    pub(super) urls: Vec<String>,
    pub(super) tags: Vec<Vec<String>>,
    pub(super) lang: Option<String>,
    /// Against what relative addresses are meant.
    pub(super) base: Option<String>,
}

/// The schools of `meta` names for one field, the best first; names are in lower case.
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
];
const SITES: &[&str] = &[
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "apple-mobile-web-app-title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:data1",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "date",
];
const URLS: &[&str] = &["og:url", "twitter:url", "parsely-link"];
const TAGS: &[&str] = &["news_keywords", "keywords", "parsely-tags", "sailthru.tags"];

/// Reads what `source` states; its time is linear.
pub(super) fn read(source: &str) -> Stated {
    let mut raw = Raw::default();
    let mut data = 0;
    let mut inside = Inside::Nothing;
    for token in Scanner::new(source) {
        match token {
            Token::Open(tag) => inside = raw.element(&tag),
            Token::Raw(text) => match inside {
                Inside::Title if raw.title.is_none() => raw.title = value(text),
                Inside::Data if data + text.len() <= MOST_DATA => {
                    data += text.len();
                    raw.linked.push(jsonld::read(text));
                }
                _ => {}
            },
            _ => {}
        }
    }
    raw.saved = saved_from(source);
    raw.sorted()
}

/// What the text after a tag is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Title,
    Data,
}

/// What was found, as it was found.
#[derive(Default)]
struct Raw {
    /// The `meta` elements: name and value.
    named: Vec<(String, String)>,
    linked: Vec<jsonld::Linked>,
    title: Option<String>,
    lang: Option<String>,
    base: Option<String>,
    canonical: Option<String>,
    saved: Option<String>,
    /// The time of the first `time` elements: those that say so, and any.
    published: Option<String>,
    time: Option<String>,
    headed: bool,
}

impl Raw {
    fn element(&mut self, tag: &Tag<'_>) -> Inside {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let attribute = |name| tag.attribute(name).and_then(value);
        match tag.name.len() {
            4 if is("meta") => self.meta(tag),
            4 if is("html") => self.lang = attribute("lang").or_else(|| attribute("xml:lang")),
            4 if is("base") => self.base = self.base.take().or_else(|| attribute("href")),
            4 if is("link") => {
                let canonical = tag
                    .attribute("rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                if canonical && self.canonical.is_none() {
                    self.canonical =
                        Some(target::read(tag.attribute("href"))).filter(|url| !url.is_empty());
                }
            }
            2 if is("h1") => self.headed = true,
            4 if is("time") => {
                let date = attribute("datetime");
                let says = tag.attribute("pubdate").is_some()
                    || tag
                        .attribute("itemprop")
                        .is_some_and(|prop| prop.eq_ignore_ascii_case("datepublished"));
                if says {
                    self.published = self.published.take().or(date);
                } else if self.headed {
                    self.time = self.time.take().or(date);
                }
            }
            5 if is("title") => return Inside::Title,
            6 if is("script") => {
                let data = tag.attribute("type").is_some_and(|kind| {
                    kind.trim()
                        .to_ascii_lowercase()
                        .starts_with("application/ld+json")
                });
                if data {
                    return Inside::Data;
                }
            }
            _ => {}
        }
        Inside::Nothing
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.attribute("content").and_then(value) else {
            return;
        };
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| tag.attribute(name));
        if let Some(name) = name
            && name.len() <= 60
            && self.named.len() < 1000
        {
            self.named.push((name.trim().to_ascii_lowercase(), content));
        }
    }

    fn values(&self, names: &[&str]) -> impl Iterator<Item = String> {
        names.iter().flat_map(|name| {
            self.named
                .iter()
                .filter(move |(found, _)| found == name)
                .map(|(_, value)| value.clone())
                .take(MOST_VALUES)
        })
    }

    /// The values by field and worth.
    fn sorted(mut self) -> Stated {
        // Of several pieces of data, the one about an article comes first.
        self.linked.sort_by_key(|linked| !linked.article);
        let mut stated = Stated::default();
        let site: Vec<String> = self.values(SITES).collect();
        for linked in &mut self.linked {
            if linked.article {
                stated.titles.extend(linked.title.take());
                stated.dates.extend(linked.date.take());
                stated.authors.push(std::mem::take(&mut linked.authors));
                stated.urls.extend(linked.url.take());
                stated.tags.push(std::mem::take(&mut linked.tags));
                stated.lang = stated.lang.take().or(linked.lang.take());
            }
        }
        stated.titles.extend(self.values(TITLES));
        stated.titles.extend(self.title.take());
        stated.sites.extend(site);
        stated.sites.extend(
            self.linked
                .iter_mut()
                .filter_map(|linked| linked.site.take()),
        );
        stated.dates.extend(self.values(DATES));
        stated.dates.extend(self.published.take());
        stated.dates.extend(self.time.take());
        for name in AUTHORS {
            let mut names: Vec<String> = self.values(&[name]).collect();
            names.retain(|name| is_name(name));
            stated.authors.push(names);
        }
        stated.urls.splice(0..0, self.canonical.take());
        stated.urls.extend(self.values(URLS));
        stated.urls.extend(self.saved.clone());
        stated
            .urls
            .retain(|url| url.starts_with("http://") || url.starts_with("https://"));
        for name in TAGS.iter().chain(&["article:tag"]) {
            stated.tags.push(self.values(&[name]).collect());
        }
        stated.lang = self.lang.take().or(stated.lang.take());
        if stated.lang.is_none() {
            stated.lang = self
                .values(&["content-language", "og:locale", "dc.language"])
                .next();
        }
        stated.base = self
            .base
            .take()
            .or(self.saved)
            .or_else(|| stated.urls.first().cloned());
        stated
    }
}

impl Stated {
    /// What is known of the article, apart from its title. `text` is a sample of it: what pages
    /// say of their language is often left from a template.
    pub(super) fn metadata(&self, text: &str) -> Metadata {
        let mut metadata = Metadata::default();
        let detected = Language::detect(text);
        let declared = self.lang.as_deref().and_then(Language::parse);
        let lang = match declared {
            Some(declared) if detected.is_unknown() || declared.known().is_none() => declared,
            _ => detected,
        };
        metadata.lang = Some(lang).filter(|lang| !lang.is_unknown());
        let real = self
            .dates
            .iter()
            .find(|date| stated::parse(date, lang).is_some());
        if let Some(date) = real.or(self.dates.first()) {
            metadata.state(Field::Date, std::slice::from_ref(date));
        }
        if let Some(site) = self.site() {
            metadata.state(Field::Source, &[site]);
        }
        if let Some(authors) = self.authors.iter().find(|authors| !authors.is_empty()) {
            let mut names: Vec<String> = Vec::new();
            for name in authors.iter().map(|name| metadata::without_by(name)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            metadata.state(Field::Author, &names);
        }
        if let Some(url) = self.urls.first() {
            metadata.state(Field::Url, std::slice::from_ref(url));
        }
        if let Some(tags) = self.tags.iter().find(|tags| !tags.is_empty()) {
            metadata.state(Field::Tags, tags);
        }
        metadata
    }

    /// The outlet: as it calls itself, else its host.
    pub(super) fn site(&self) -> Option<String> {
        self.sites.first().cloned().or_else(|| self.host())
    }

    fn host(&self) -> Option<String> {
        let (_, rest) = self.urls.first()?.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        (host.contains('.') && !host.contains('@')).then(|| host.to_owned())
    }

    /// The title: the first heading where it says what the page states, else what it states,
    /// without the name of the site; `heading` is clean.
    pub(super) fn title(&self, heading: Option<&str>) -> Option<String> {
        let stated: Vec<String> = self
            .titles
            .iter()
            .map(|title| self.without_site(&clean_line(title), heading))
            .filter(|title| !title.is_empty())
            .collect();
        let heading = heading.filter(|heading| {
            let words = folded_words(heading);
            stated.is_empty()
                || stated.iter().any(|title| {
                    let title = folded_words(title);
                    let common = words.iter().filter(|word| title.contains(word)).count();
                    common * 2 > words.len() && common * 3 > title.len()
                })
        });
        // A kicker and a title that a page only lays out one above the other stand glued together in
        // the heading: what it states has the same letters, and more words.
        let apart = heading.and_then(|heading| {
            let words = folded_words(heading);
            let letters = words.concat();
            stated.iter().find(|title| {
                let said = folded_words(title);
                said.len() > words.len() && said.concat() == letters
            })
        });
        let apart = apart.map(String::as_str);
        apart
            .or(heading)
            .map(str::to_owned)
            .or_else(|| stated.into_iter().next())
    }

    /// A title without ` | Site`.
    fn without_site(&self, title: &str, heading: Option<&str>) -> String {
        let mut rest = title;
        while let Some((before, sign, after)) = last_part(rest) {
            let part = fold(after);
            let words = part.split(' ').count();
            let known = self
                .sites
                .iter()
                .any(|site| fold(&clean_line(site)) == part)
                || self.host().is_some_and(|host| {
                    host.split('.').any(|label| label == part.replace(' ', "")) || host == part
                });
            let is_heading = heading.is_some_and(|heading| fold(heading) == fold(before));
            let looks = match sign {
                '|' | '»' | '›' | '·' | ':' => words <= 5,
                _ => {
                    words <= 3
                        && before.split(' ').count() >= 4
                        && after
                            .split(' ')
                            .all(|word| word.starts_with(char::is_uppercase))
                }
            };
            if !(known || is_heading || looks) {
                break;
            }
            rest = before;
        }
        rest.to_owned()
    }
}

/// What stands before and after the last sign that parts a title from its site.
fn last_part(title: &str) -> Option<(&str, char, &str)> {
    let (at, sign) = [" | ", " - ", " – ", " — ", " » ", " › ", " · ", " :: "]
        .iter()
        .filter_map(|sign| title.rfind(sign).map(|at| (at, *sign)))
        .max()?;
    let before = title.get(..at)?.trim();
    let after = title.get(at + sign.len()..)?.trim();
    let sign = sign.trim().chars().next()?;
    (!before.is_empty() && !after.is_empty()).then_some((before, sign, after))
}

fn folded_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .take(100)
        .collect()
}

/// Whether someone can be called so: no address, and no date that stands where the name should.
pub(super) fn is_name(name: &str) -> bool {
    let is_address = |word: &str| word.contains('/') && word.contains('.');
    let is_dated = |part: &str| stated::parse(part, Language::default()).is_some();
    !name.split_whitespace().any(is_address) && !name.split(['•', '·', '|']).any(is_dated)
}

/// A value with its references as characters; a template that was never filled in says nothing.
fn value(raw: &str) -> Option<String> {
    let raw = raw
        .get(..raw.floor_char_boundary(LONGEST_VALUE))
        .unwrap_or_default();
    let mut value = String::with_capacity(raw.len());
    entity::decode(raw, Place::Text, &mut value);
    let value = value.trim();
    let is_template = value.contains("{{") && value.contains("}}");
    (!value.is_empty() && !is_template).then(|| value.to_owned())
}

/// The address that a browser notes when it saves a page.
fn saved_from(source: &str) -> Option<String> {
    let head = source.get(..source.floor_char_boundary(4096))?;
    let after = match head.find("saved from url=(") {
        Some(at) => head.get(at..)?.split_once(')')?.1,
        None => {
            let at = head.find("Page saved with SingleFile")?;
            head.get(at..)?.split_once("url:")?.1
        }
    };
    let url = after.trim_start().split(char::is_whitespace).next()?;
    (url.starts_with("http://") || url.starts_with("https://")).then(|| clean_line(url))
}
