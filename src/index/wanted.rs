//! What is asked of the words of a corpus, and what is told of those that are found. Who holds the words
//! is for `words`.

use std::sync::Arc;

/// Where in an article a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In its title.
    Title,
    /// In a heading.
    Heading,
    /// In the paragraph after the title.
    Lead,
    /// Anywhere else.
    Body,
}

impl Zone {
    /// The zone of the block after this one.
    #[must_use]
    pub const fn next(self, heading: bool) -> Self {
        match self {
            _ if heading => Self::Heading,
            Self::Title => Self::Lead,
            _ => Self::Body,
        }
    }
}

/// A word that was looked for, in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// From 2; one after that of the word before where the two are in a row, which words of two
    /// blocks are not.
    pub position: u32,
    /// The number under which the word was looked for.
    pub fitting: u16,
    /// In what it stands.
    pub zone: Zone,
}

/// Words to be visited: at least all that are like this one in one of these ways.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The word itself, folded, which is always one of them.
    pub word: &'a str,
    /// Those that begin with it.
    pub prefix: bool,
    /// Those that differ in a light ending.
    pub endings: bool,
    /// Those with so many typing errors, but the same first letter.
    pub typos: usize,
}

/// What is looked for in the articles of a part.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// Folded words, each once, with the number under which it is told, above 0.
    pub words: &'a [(Arc<str>, u16)],
    /// For each word that is typed, the places in `words` of all that it may mean; an article needs
    /// one of each. Best with those first that fewest articles hold.
    pub required: &'a [Vec<u32>],
}
