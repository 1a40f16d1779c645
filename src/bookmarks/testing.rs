//! What the tests of this layer share: articles made of a title and a body.

use std::path::PathBuf;

use jiff::Timestamp;
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::{Article, ArticleId, Block, BlockKind, DateSource, Head, Origin, Statement};
use crate::text::TextRange;
use crate::text::clean::clean;
use crate::text::language::Language;

use super::Bookmark;

/// 19 June 2024, 10:00 UTC.
pub(super) fn noon() -> Timestamp {
    "2024-06-19T10:00:00Z".parse().unwrap()
}

/// An article at `/articles/patto.md`.
pub(super) fn article(title: &str, body: &str) -> Article {
    let text = clean(&format!("{title}\n\n{body}")).text;
    let start = clean(title).text.len() + 2;
    Article {
        head: Head {
            id: ArticleId(1),
            origin: Origin::File {
                path: PathBuf::from("/articles/patto.md"),
                part: 0,
            },
            path: "/articles/patto.md".into(),
            title: clean(title).text,
            title_source: Statement::Heading,
            date: "2024-06-19".parse().ok(),
            date_source: DateSource::Stated(Statement::FrontMatter),
            source: Some("La Gazzetta".into()),
            author: None,
            url: Some("https://example.org/patto".into()),
            lang: Language::default(),
            tags: Vec::new(),
            words: 0,
            hash: xxh3_64(text.as_bytes()),
            signs: 0,
        },
        body: start,
        blocks: vec![Block {
            range: TextRange::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        spans: Vec::new(),
        removed: Vec::new(),
        problems: Vec::new(),
        text,
    }
}

/// Where occurrence `nth` of `quote` is in the body of `article`.
pub(super) fn range_of(article: &Article, quote: &str, nth: usize) -> TextRange {
    let body = article.text.get(article.body..).unwrap();
    let (start, found) = body.match_indices(quote).nth(nth).unwrap();
    TextRange::new(start, start + found.len()).shifted(article.body)
}

/// A bookmark of occurrence `nth` of `quote` in the body of `article`.
pub(super) fn keep(article: &Article, quote: &str, nth: usize) -> Bookmark {
    Bookmark::new(article, range_of(article, quote, nth), "", &[], noon()).unwrap()
}
