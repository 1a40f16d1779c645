//! How a kept passage stands in its article as the article is now. Where it is found is for
//! `anchor`, what differs for `difference`.

use crate::corpus::Article;
use crate::text::clean::clean;

use super::Bookmark;
use super::anchor::{self, Anchor};
use super::difference::{Piece, pieces};

/// Characters before the first difference that tell where it is.
const LEAD: usize = 16;

/// What became of a kept passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same words are there.
    Exact,
    /// It reads like this now.
    Changed(String),
    /// It is not found for certain.
    Lost,
}

impl Standing {
    /// What became of the passage of `bookmark` in `article`.
    #[must_use]
    pub fn of(bookmark: &Bookmark, article: &Article) -> Self {
        match anchor::find(bookmark, article) {
            Anchor::Exact(_) => Self::Exact,
            Anchor::Changed(range) => Self::Changed(range.of(&article.text).to_owned()),
            Anchor::Lost => Self::Lost,
        }
    }

    /// Its word in lists; nothing where all is as it was.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exact => None,
            Self::Changed(_) => Some("changed"),
            Self::Lost => Some("lost"),
        }
    }

    /// The whole quote as it was kept, with what is gone as `[-…-]` and what is new as `{+…+}`, as
    /// GNU `wdiff` writes them. Clean.
    #[must_use]
    pub fn difference(&self, quote: &str) -> Option<String> {
        let Self::Changed(now) = self else {
            return None;
        };
        Some(marked(pieces(&clean(quote).text, &clean(now).text)))
    }

    /// The same from shortly before the first difference on, for a line that may be cut.
    #[must_use]
    pub fn first_difference(&self, quote: &str) -> Option<String> {
        let Self::Changed(now) = self else {
            return None;
        };
        let mut pieces = pieces(&clean(quote).text, &clean(now).text);
        if let Some(Piece::Same(lead)) = pieces.first_mut()
            && let Some((at, _)) = lead.char_indices().rev().nth(LEAD)
        {
            let kept = lead.get(at..).unwrap_or_default();
            let kept = kept
                .split_once(char::is_whitespace)
                .map_or(kept, |(_, kept)| kept);
            *lead = format!("…{kept}");
        }
        Some(marked(pieces))
    }
}

fn marked(pieces: Vec<Piece>) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Same(words) => text += &words,
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
        assert_eq!(Standing::of(&bookmark, &kept), Standing::Exact);
        assert_eq!(Standing::of(&bookmark, &kept).word(), None);

        let changed = article("Il vertice", &body.replace("15 giugno", "16 giugno"));
        let standing = Standing::of(&bookmark, &changed);
        assert_eq!(standing.word(), Some("changed"));
        let whole =
            "I ministri si sono visti a Vienna il [-15-]{+16+} giugno, dopo mesi di attesa.";
        assert_eq!(standing.difference(quote).as_deref(), Some(whole));
        let near = "…a Vienna il [-15-]{+16+} giugno, dopo mesi di attesa.";
        assert_eq!(standing.first_difference(quote).as_deref(), Some(near));

        let lost = article(
            "Il vertice",
            "Tutto è stato riscritto da capo e non ne resta nulla.",
        );
        let standing = Standing::of(&bookmark, &lost);
        assert_eq!(standing, Standing::Lost);
        assert_eq!(standing.word(), Some("lost"));
        assert_eq!(standing.difference(quote), None);
    }
}
