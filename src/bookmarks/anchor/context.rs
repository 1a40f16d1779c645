//! What stands before and after a kept passage, and how far it agrees with what stands around a place.
//! Which place that makes the right one is for the module above.

use crate::bookmarks::skeleton::{Strictness, bare};
use crate::bookmarks::{Bookmark, CONTEXT, Repeats};

/// Agreement that makes a side of the context count, within an article that is kin.
pub(super) const AGREES: usize = 8;
/// By how much more than any other place with the same words had, to tell it from them.
pub(super) const TELLS: usize = 24;
/// The same where nothing contradicts, and between the places that there are now.
pub(super) const MARGIN: usize = 4;

/// What counts of a bookmark.
pub(super) struct Passage {
    pub(super) quote: String,
    pub(super) length: usize,
    pub(super) before: Side,
    pub(super) after: Side,
}

/// What counts of the context on one side.
pub(super) struct Side {
    pub(super) text: String,
    pub(super) length: usize,
    /// Whether the text began or ended there.
    pub(super) edge: bool,
    /// Whether the quote began or ended inside a word on this side.
    pub(super) inside_word: bool,
}

impl Side {
    /// How far `kept` agrees with what is `here`, both read away from the quote.
    pub(super) fn agreement(
        &self,
        kept: impl Iterator<Item = char>,
        mut here: impl Iterator<Item = char>,
    ) -> Agreement {
        let mut characters = 0;
        let mut contradicted = false;
        for kept in kept {
            match here.next() {
                Some(here) if here == kept => characters += 1,
                Some(_) => {
                    contradicted = true;
                    break;
                }
                None => break,
            }
        }
        let whole = characters == self.length;
        let edge = whole && self.edge && here.next().is_none();
        Agreement {
            characters,
            whole,
            complete: !contradicted,
            edge,
            same: whole && edge == self.edge,
        }
    }
}

impl Passage {
    pub(super) fn new(bookmark: &Bookmark, strictness: Strictness) -> Self {
        let quote = bare(&bookmark.quote, strictness);
        // Without a hash the context comes from elsewhere, and says nothing of where a text ends.
        let side = |context: &str, near: Option<char>, own: Option<char>| {
            let text = bare(context, strictness);
            Side {
                length: text.chars().count(),
                text,
                edge: bookmark.hash.is_some() && context.chars().count() < CONTEXT,
                inside_word: in_word(near, own),
            }
        };
        Self {
            length: quote.chars().count(),
            quote,
            before: side(
                &bookmark.prefix,
                bookmark.prefix.chars().next_back(),
                bookmark.quote.chars().next(),
            ),
            after: side(
                &bookmark.suffix,
                bookmark.suffix.chars().next(),
                bookmark.quote.chars().next_back(),
            ),
        }
    }
}

/// Whether two neighbouring characters belong to one word.
pub(super) fn in_word(a: Option<char>, b: Option<char>) -> bool {
    a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
}

/// How far the context of a place agrees with that of the bookmark.
#[derive(Clone, Copy)]
pub(super) struct Agreement {
    pub(super) characters: usize,
    /// Whether all that was kept agrees.
    pub(super) whole: bool,
    /// Whether nothing contradicts it: all that was kept agrees, or all that there is here.
    pub(super) complete: bool,
    /// Whether the text begins or ends here as it did then.
    pub(super) edge: bool,
    /// Whether all that was kept agrees, and the text begins or ends here if it did then.
    pub(super) same: bool,
}

impl Agreement {
    /// Whether it counts, `need` characters being enough.
    pub(super) fn counts(self, need: usize) -> bool {
        self.characters >= need || (self.whole && (self.characters > 0 || self.edge))
    }

    /// Whether it tells this place from others that agreed by `other` characters.
    pub(super) fn tells(self, other: usize) -> bool {
        let clearly = self.characters >= other + TELLS;
        clearly || (self.complete && self.characters >= other + MARGIN)
    }
}

/// Whether a place is told from the others with the same words: one side agrees more than any of
/// theirs did, and the other side does too or agrees as far as it can tell nothing.
pub(super) fn is_told(before: Agreement, after: Agreement, repeats: Repeats) -> bool {
    // Context that stood elsewhere too tells only as a whole.
    let told_before = before.tells(repeats.before) && (repeats.others_before == 0 || before.same);
    let told_after = after.tells(repeats.after) && (repeats.others_after == 0 || after.same);
    let mute_before = repeats.before >= AGREES && before.same;
    let mute_after = repeats.after >= AGREES && after.same;
    match (told_before, told_after) {
        (true, true) => true,
        (true, false) => before.complete && mute_after,
        (false, true) => after.complete && mute_before,
        (false, false) => false,
    }
}
