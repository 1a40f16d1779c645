//! Articles and the corpus: what one article is, how it is named, and which metadata it has.
//! How files become articles is in [`load`] and [`format`](mod@format); who and when it tells of is for the
//! layers above.

use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::language::Language;

mod archive;
mod assemble;
mod bare;
pub mod beside;
mod container;
pub mod decode;
mod error;
pub mod format;
pub mod frontmatter;
pub mod furniture;
mod label;
pub mod load;
pub mod metadata;
pub mod recurring;
pub mod seeds;
pub mod stamp;
mod standard_input;
pub mod stated;

pub use error::{Kind, LoadError, Weight};

/// The stable name of an article: a hash of where it comes from, so that it does not depend on
/// what else is open. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The name of the article number `part` of the file at `real`, a path without links.
    pub(crate) fn of(real: &Path, part: u32) -> Self {
        let named = [real.as_os_str().as_bytes(), &part.to_le_bytes()];
        Self(xxh3_64(&named.concat()))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// Where an article's bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// In the program itself, under this file name of `seeds/`.
    Embedded(String),
    /// The article number `part` (from 0) of a file, by its exact bytes.
    File {
        /// The path as the user gave it, joined with what the walk found.
        path: PathBuf,
        /// Which article of the file.
        part: u32,
    },
}

/// How the date of an article is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateSource {
    /// The file says it: front matter, a leading line, the file's name.
    Stated(Statement),
    /// Worked out from the text; the string is the evidence, in the words of the text.
    Inferred(String),
    /// Nothing gives it.
    #[default]
    Unknown,
}

/// Where in a file a piece of metadata was stated, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// YAML or TOML before the text.
    FrontMatter,
    /// The format's own metadata.
    Format,
    /// A leading line such as `date 2023-09`.
    LeadingLine,
    /// The first heading, or a first line that stands as a title.
    Heading,
    /// The first sentence, cut at a word.
    FirstSentence,
    /// The file's name.
    FileName,
}

/// What is known of an article without its text; small, and kept for every article of a corpus.
/// Every string is clean.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Its stable name.
    pub id: ArticleId,
    /// Where it comes from.
    pub origin: Origin,
    /// The path as it can be shown: clean, one line.
    pub path: String,
    /// Never empty, one line.
    pub title: String,
    /// Where the title comes from.
    pub title_source: Statement,
    /// When it was published.
    pub date: Option<Edtf>,
    /// How that date is known.
    pub date_source: DateSource,
    /// The outlet.
    pub source: Option<String>,
    /// Who signs it.
    pub author: Option<String>,
    /// Where it was published; not to be opened unless it is http, https or mailto.
    pub url: Option<String>,
    /// The language of the text.
    pub lang: Language,
    /// Keywords, in the order given.
    pub tags: Vec<String>,
    /// Words of title and body; of a title that is the first sentence of the body once.
    pub words: usize,
    /// `xxh3_64` of the clean text.
    pub hash: u64,
    /// How many characters of the file were made visible signs.
    pub signs: usize,
    /// Which lines were left out because other articles have them too: their keys, as
    /// [`recurring`] makes them.
    pub recurring: Box<[u64]>,
}

/// One text with its metadata.
#[derive(Clone, Debug)]
pub struct Article {
    /// What is known without the text.
    pub head: Head,
    /// What the reader shows: the title, an empty line, the body. Clean, NFC, lines end with `\n`,
    /// blocks are separated by an empty line; a paragraph is one line.
    pub text: String,
    /// The byte where the body begins.
    pub body: usize,
    /// Title and body in order; ranges are disjoint, and exclude the line ends between blocks.
    pub blocks: Vec<Block>,
    /// Emphasis and links inside the blocks, by start.
    pub spans: Vec<Span>,
    /// What was left out as furniture, repetition or metadata, clean, in no strict order.
    pub removed: Vec<String>,
    /// What should be known about how it was read: notices, as [`LoadError::is_notice`] says.
    pub problems: Vec<LoadError>,
}

impl Article {
    /// Whether the title is but the first sentence of the body, so that nothing in it is said twice.
    #[must_use]
    pub fn says_title_again(&self) -> bool {
        self.head.title_source == Statement::FirstSentence
    }
}

/// One paragraph-like part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where its text is.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title of the article; always the first block.
    Title,
    /// A heading inside the body, level 1 to 6.
    Heading(u8),
    /// Prose.
    Paragraph,
    /// A quoted block.
    Quote,
    /// An item of a list; its sign (`•`, `3.`) is part of the text.
    Item {
        /// Nesting, from 0.
        depth: u8,
    },
    /// Lines that keep their breaks (verse, code, a table).
    Verbatim,
    /// A sign such as `⁂` where the source has a rule.
    Rule,
}

impl BlockKind {
    /// Whether it is read as text, and does not only name or divide what is.
    #[must_use]
    pub const fn is_prose(self) -> bool {
        !matches!(self, Self::Title | Self::Heading(_) | Self::Rule)
    }
}

/// An inline style or link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it applies.
    pub range: TextRange,
    /// What it is.
    pub kind: SpanKind,
}

/// The kinds of [`Span`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Italic in the source.
    Emphasis,
    /// Bold in the source.
    Strong,
    /// A literal.
    Code,
    /// A link and its target, clean.
    Link(String),
    /// A link to a byte of the same text: the sign of a footnote, and the way back from it.
    Note(usize),
}
