//! How a kept passage stands in its article as the article is now. Where it is found is for
//! `anchor`, what differs for `difference`.

use crate::text::TextRange;
use crate::text::clean::clean;

use super::Bookmark;
use super::anchor::{Anchor, Finder};
use super::difference::{Piece, pieces};

/// Characters before the first difference that tell where it is.
const LEAD: usize = 16;

/// What became of a kept passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same words are here.
    Exact(TextRange),
    /// It reads differently now.
    Changed(Box<Change>),
    /// It is not found for certain.
    Lost,
}

/// How a passage reads now. What is gone is written `[-…-]` and what is new `{+…+}`, as GNU `wdiff`
/// does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it is.
    pub range: TextRange,
    /// What stands there.
    pub now: String,
    /// The whole quote with what is gone and what is new. Clean.
    pub difference: String,
    /// The same from shortly before the first difference on, for a line that may be cut. Clean.
    pub first_difference: String,
}

impl Standing {
    /// What became of the passage of `bookmark` in the article of `finder`.
    #[must_use]
    pub fn of(bookmark: &Bookmark, finder: &Finder<'_>) -> Self {
        match finder.find(bookmark) {
            Anchor::Exact(range) => Self::Exact(range),
            Anchor::Changed(range) => {
                let now = range.of(&finder.article().text).to_owned();
                let mut pieces = pieces(&clean(&bookmark.quote).text, &clean(&now).text);
                let difference = marked(&pieces);
                if let Some(Piece::Same(lead)) = pieces.first_mut()
                    && let Some((at, _)) = lead.char_indices().rev().nth(LEAD)
                {
                    let near = lead.get(at..).unwrap_or_default();
                    let words = near.split_once(char::is_whitespace);
                    *lead = format!("…{}", words.map_or(near, |(_, words)| words));
                }
                Self::Changed(Box::new(Change {
                    range,
                    now,
                    difference,
                    first_difference: marked(&pieces),
                }))
            }
            Anchor::Lost => Self::Lost,
        }
    }

    /// Where the passage is, unless it is lost.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        match self {
            Self::Exact(range) => Some(*range),
            Self::Changed(change) => Some(change.range),
            Self::Lost => None,
        }
    }

    /// How it reads now, where it changed.
    #[must_use]
    pub fn change(&self) -> Option<&Change> {
        match self {
            Self::Changed(change) => Some(change),
            Self::Exact(_) | Self::Lost => None,
        }
    }

    /// Its word in lists; nothing where all is as it was.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exact(_) => None,
            Self::Changed(_) => Some("changed"),
            Self::Lost => Some("lost"),
        }
    }
}

fn marked(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Same(words) => text += words,
            Piece::Gone(words) => text += &format!("[-{words}-]"),
            Piece::New(words) => text += &format!("{{+{words}+}}"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::testing::{article, keep};
    use super::*;

    #[test]
    fn says_what_became_of_a_passage() {
        let body = "Prima di tutto viene il resto della storia che si racconta. I ministri si sono \
                    visti a Vienna il 15 giugno, dopo mesi di attesa. Poi ognuno è tornato a casa \
                    propria senza dire altro a chi aspettava fuori.";
        let kept = article("Il vertice", body);
        let quote = "I ministri si sono visti a Vienna il 15 giugno, dopo mesi di attesa.";
        let bookmark = keep(&kept, quote, 0);
        let of = |article| Standing::of(&bookmark, &Finder::new(article));
        assert_eq!(of(&kept), Standing::Exact(bookmark.range()));
        assert_eq!(of(&kept).word(), None);

        let changed = article("Il vertice", &body.replace("15 giugno", "16 giugno"));
        let standing = of(&changed);
        assert_eq!(standing.word(), Some("changed"));
        let whole =
            "I ministri si sono visti a Vienna il [-15-]{+16+} giugno, dopo mesi di attesa.";
        let change = standing.change().unwrap();
        assert_eq!(change.difference, whole);
        let near = "…a Vienna il [-15-]{+16+} giugno, dopo mesi di attesa.";
        assert_eq!(change.first_difference, near);
        assert_eq!(change.now, change.range.of(&changed.text));

        let lost = article(
            "Il vertice",
            "Tutto è stato riscritto da capo e non ne resta nulla.",
        );
        let standing = of(&lost);
        assert_eq!(standing, Standing::Lost);
        assert_eq!(standing.word(), Some("lost"));
        assert_eq!((standing.change(), standing.range()), (None, None));
    }
}
