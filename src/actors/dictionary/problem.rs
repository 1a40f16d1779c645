//! What can be wrong with a file of actors, in words that say what to write instead.

/// What is wrong with a dictionary file; the rest of the file is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct DictionaryProblem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of [`DictionaryProblem`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file is not TOML, or not of the expected shape.
    #[error("{0}")]
    Syntax(String),
    /// An actor without a name.
    #[error("{id} has no name: give it name = \"…\", or it = \"…\" and en = \"…\"")]
    Nameless {
        /// Which.
        id: String,
    },
    /// One id given twice in the same file.
    #[error("{id} is already defined in this file: change one of the two, or join them")]
    Repeated {
        /// Which.
        id: String,
    },
    /// A name that is sure for two actors.
    #[error(
        "«{name}» already means {other}: write it as \"?{name}\" for {id} if the text around it decides"
    )]
    Conflict {
        /// The name.
        name: String,
        /// Whom the file gives it to.
        id: String,
        /// Who has it.
        other: String,
    },
    /// A reference to an actor that is nowhere.
    #[error("{id} refers to {missing}, which no dictionary has")]
    Missing {
        /// Which.
        id: String,
        /// What it refers to.
        missing: String,
    },
    /// An office that cannot be read.
    #[error(
        "{id} has an office that cannot be read, «{office}»: expected one like president 2012-05-07.. or premier 1996..2001-06"
    )]
    Office {
        /// Which.
        id: String,
        /// As it is written.
        office: String,
    },
    /// A term that ends before it begins.
    #[error(
        "{id} has an office that ends before it begins, «{office}»: the first date is the earlier"
    )]
    Backwards {
        /// Which.
        id: String,
        /// As it is written.
        office: String,
    },
    /// A key with spaces, which no article can give an actor.
    #[error(
        "«{key}» has a space in it: the key of a row is written with hyphens, as in anna-rossi"
    )]
    Key {
        /// The key.
        key: String,
    },
    /// A word to watch for that has no letters.
    #[error("an empty word is watched for: take it out, or write one with letters or digits")]
    Empty,
    /// An actor that is said to be another one that is said to be it.
    #[error("{id} is said to be {other}, and that leads back to it: take one of the two out")]
    Circle {
        /// Which.
        id: String,
        /// Whom it is said to be.
        other: String,
    },
    /// A kind that there is not.
    #[error("{id} has the kind «{kind}»: expected one of {known}")]
    Kind {
        /// Which.
        id: String,
        /// As it is written.
        kind: String,
        /// All kinds.
        known: String,
    },
    /// A name that too many have.
    #[error("«{name}» is given to too many actors; for {id} it is left out")]
    Crowded {
        /// The name.
        name: String,
        /// Whom the file gives it to.
        id: String,
    },
    /// More of the same.
    #[error("there are more mistakes like these in this file")]
    More,
    /// Lists of words in a file that came with articles.
    #[error("lists of words are read from your own actors.toml only, not from one beside articles")]
    Words,
    /// A list of words under an unknown name.
    #[error("«{key}» is no meaning that words can have: one of {known}")]
    Meaning {
        /// The unknown one.
        key: String,
        /// The known ones.
        known: String,
    },
}
