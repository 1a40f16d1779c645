//! Actors: someone or something that acts, under all its names, and where a text names it.
//! The dictionary is in [`dictionary`], recognition in [`find`], what the reader decides in
//! [`correction`], and what makes one identity out
//! of many names across a corpus in [`roster`].

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

pub mod correction;
pub mod dictionary;
pub mod find;
pub mod roster;
mod spelling;
pub mod why;

/// The stable name of an actor, such as `person:kim-jong-un`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub Arc<str>);

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state.
    Country,
    /// A body of people: party, ministry, alliance, agency, company.
    Organisation,
    /// A place that is not a state.
    Place,
    /// A weapon or weapon system.
    Weapon,
    /// A named operation, exercise or war.
    Operation,
    /// No actor: a word that the reader watches for.
    Word,
}

impl ActorKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Country,
        Self::Organisation,
        Self::Place,
        Self::Weapon,
        Self::Operation,
        Self::Word,
    ];

    /// The word for several of them.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Country => "countries",
            Self::Organisation => "organisations",
            Self::Place => "places",
            Self::Weapon => "weapons",
            Self::Operation => "operations",
            Self::Word => "words",
        }
    }

    /// One of them, in words: a person, an operation.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Person => "a person",
            Self::Country => "a country",
            Self::Organisation => "an organisation",
            Self::Place => "a place",
            Self::Weapon => "a weapon",
            Self::Operation => "an operation",
            Self::Word => "a word",
        }
    }

    /// The word used in data: `person`, `country`, …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Country => "country",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Weapon => "weapon",
            Self::Operation => "operation",
            Self::Word => "word",
        }
    }
}

/// How a text names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By one of its names.
    Name,
    /// By an adjective: nordcoreano.
    Adjective,
    /// By a role: il presidente russo.
    Role,
}

/// Someone or something that acts, with every name it goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its stable name.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// The name it is shown under, in the language of the articles.
    pub name: String,
    /// Its name in English where that is another one. Whoever an article introduces with it is known by
    /// nothing but the id: a ministry, which is called as those of other countries are.
    pub english: Option<String>,
    /// Whether nothing in the article that introduces it tells its kind, so that another article may: a lone
    /// word.
    pub guessed: bool,
    /// Its other names, without `name`, without repeats.
    pub aliases: Vec<String>,
    /// What it stands for, as a capital stands for its government.
    pub stands_for: Option<ActorId>,
}

impl Actor {
    /// Its names, the one that it is shown under first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// One place in a text where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the article's text.
    pub range: TextRange,
    /// Whom.
    pub actor: ActorId,
    /// By what.
    pub how: How,
    /// How it was recognised.
    pub found: Found,
    /// Whether nothing else was likely.
    pub sure: bool,
    /// What of the article's text it follows from, where it follows from another place.
    pub evidence: Option<TextRange>,
}

/// How a mention was recognised; what the reader is told when asking why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A name or adjective of the dictionary.
    Dictionary,
    /// A pattern of the prose introduces it (role, nationality, name).
    Introduced,
    /// A short form of a name that the article gives in full.
    ShortForm,
    /// A role beside a name of this actor.
    RoleOf,
    /// A role that the article gives this actor elsewhere.
    RoleGiven,
    /// A role that this actor held, by the dictionary, when the article was written.
    Office,
    /// A spelling close to a known name.
    Spelling,
    /// A word that the reader watches for.
    Watched,
}
