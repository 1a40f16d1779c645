//! An article that is nothing but its paragraphs, of no file and with nothing stated: what is tried
//! and measured on a text starts from it. What is read from files is for `assemble`.

use super::{Article, ArticleId, Block, BlockKind, DateSource, Head, Origin, Statement};
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::segment;

impl Article {
    /// The paragraphs of a text that is clean, parted by empty lines, in this language and of this
    /// date. The first one serves as the title.
    #[must_use]
    pub fn of_paragraphs(text: &str, lang: Language, date: Option<Edtf>) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for paragraph in text.split("\n\n") {
            let range = TextRange::new(start, start + paragraph.len());
            blocks.push(Block {
                range,
                kind: BlockKind::Paragraph,
            });
            start = range.end + 2;
        }
        let title = text.split("\n\n").next().unwrap_or_default();
        let head = Head {
            id: ArticleId(1),
            origin: Origin::Embedded(String::new()),
            path: String::new(),
            title: title.to_owned(),
            title_source: Statement::FirstSentence,
            date,
            date_source: DateSource::Unknown,
            source: None,
            author: None,
            url: None,
            lang,
            tags: Vec::new(),
            words: segment::count_words(text),
            hash: xxhash_rust::xxh3::xxh3_64(text.as_bytes()),
            signs: 0,
            recurring: Box::default(),
        };
        Self {
            head,
            text: text.to_owned(),
            body: 0,
            blocks,
            spans: Vec::new(),
            removed: Vec::new(),
            problems: Vec::new(),
        }
    }
}
