//! What the program remembers of reading: the place in each article, which were read to the end,
//! the marks, and the lenses that are kept. Writing it to disk is for the runtime.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::ArticleId;

/// Places, by article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Of this form; a file of a higher one is left alone.
    pub version: u8,
    /// By the id of the article as it is written.
    pub articles: BTreeMap<String, Place>,
    /// Marks by their letter: article and byte.
    pub marks: BTreeMap<char, (String, usize)>,
    /// Lenses by their names; of a forgotten one the name stays, so that another program which
    /// still knows it does not bring it back.
    lenses: BTreeMap<String, Option<String>>,
}

/// The place in one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The byte of the text.
    pub byte: usize,
    /// The furthest that was on the screen, in percent.
    pub progress: u8,
}

/// The form that is written.
pub const VERSION: u8 = 1;

impl Reading {
    /// Takes in what another program wrote meanwhile: its marks and articles that are not known
    /// here.
    pub fn join(&mut self, other: Self) {
        for (id, place) in other.articles {
            self.articles.entry(id).or_insert(place);
        }
        for (letter, place) in other.marks {
            self.marks.entry(letter).or_insert(place);
        }
        for (name, text) in other.lenses {
            self.lenses.entry(name).or_insert(text);
        }
    }

    /// The lenses that are kept: names and texts, by name.
    pub fn lenses(&self) -> impl Iterator<Item = (&str, &str)> {
        let kept = self.lenses.iter();
        kept.filter_map(|(name, text)| Some((name.as_str(), text.as_deref()?)))
    }

    /// Keeps a lens, in place of another one of this name, whose text it gives back.
    pub fn keep_lens(&mut self, name: &str, text: String) -> Option<String> {
        self.lenses.insert(name.to_owned(), Some(text)).flatten()
    }

    /// Forgets the lens of this name, and gives back its text.
    pub fn forget_lens(&mut self, name: &str) -> Option<String> {
        self.lenses.get_mut(name).and_then(Option::take)
    }

    /// The place in an article; `None` if it was never opened.
    #[must_use]
    pub fn place(&self, id: ArticleId) -> Option<Place> {
        self.articles.get(&id.to_string()).copied()
    }

    /// The text of an article has changed, and its places have `moved`.
    pub fn renew(&mut self, id: ArticleId, moved: impl Fn(usize) -> usize) {
        let id = id.to_string();
        if let Some(place) = self.articles.get_mut(&id) {
            place.byte = moved(place.byte);
        }
        for (_, byte) in self
            .marks
            .values_mut()
            .filter(|(article, _)| *article == id)
        {
            *byte = moved(*byte);
        }
    }

    /// Remembers the place in an article.
    pub fn remember(&mut self, id: ArticleId, byte: usize, progress: u8) {
        let place = self.articles.entry(id.to_string()).or_default();
        place.byte = byte;
        place.progress = place.progress.max(progress);
    }
}
