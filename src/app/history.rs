//! Where the reader has been, to go back and forward. Where there is nothing to go to it says so.

use crate::corpus::ArticleId;

/// Places kept at most.
const KEPT: usize = 200;

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The byte of its text.
    pub byte: usize,
}

/// Places gone to, in order, and where among them the reader is.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Place>,
    forward: Vec<Place>,
}

impl History {
    /// Remembers `from` before a jump away from it.
    pub fn leave(&mut self, from: Place) {
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The text of `article` has changed, and its places have `moved`.
    pub fn renew(&mut self, article: ArticleId, moved: impl Fn(usize) -> usize) {
        let places = self.back.iter_mut().chain(&mut self.forward);
        for place in places.filter(|place| place.article == article) {
            place.byte = moved(place.byte);
        }
    }

    /// The place before, leaving `here`.
    pub fn back(&mut self, here: Option<Place>) -> Option<Place> {
        let place = self.back.pop()?;
        self.forward.extend(here);
        Some(place)
    }

    /// The place after, leaving `here`.
    pub fn forward(&mut self, here: Option<Place>) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.extend(here);
        Some(place)
    }
}
