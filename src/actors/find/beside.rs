//! What stands at a token and right before it: the gap, the capital, the article. Every rule asks it; what
//! the words mean is for [`super::reading`].

use super::reading::Reading;
use super::tokens::{
    APOSTROPHE, BREAK, CAPITAL, COMMA, DIGIT, DOT, HYPHEN, INITIAL, LETTER, QUOTE, SPACE, STOP,
};
use crate::actors::dictionary::word::ENGLISH;

impl Reading<'_> {
    /// What stands before the token; `None` past the end.
    #[inline]
    fn gap(&self, at: usize) -> Option<u16> {
        self.tokens.get(at).map(|token| token.gap)
    }

    /// Whether one space or hyphen parts the token from the one before, or the apostrophe of an
    /// elision.
    #[inline]
    pub(super) fn is_close(&self, at: usize) -> bool {
        matches!(self.gap(at), Some(SPACE | HYPHEN | APOSTROPHE))
    }

    /// Whether one space stands before the token.
    #[inline]
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        self.gap(at) == Some(SPACE)
    }

    /// Whether one space or the apostrophe of an elision stands before the token.
    #[inline]
    pub(super) fn is_spaced_or_elided(&self, at: usize) -> bool {
        matches!(self.gap(at), Some(SPACE | APOSTROPHE))
    }

    /// Whether one space stands before the token, after a quotation that closes, too.
    #[inline]
    pub(super) fn is_spaced_past_quote(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| gap & !QUOTE == SPACE)
    }

    /// The token before, if it stands in the same sentence.
    pub(super) fn before_in_sentence(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let ended = token.gap & (BREAK | STOP) != 0 || token.gap & DOT != 0 && token.is(INITIAL);
        at.checked_sub(1).filter(|_| !ended)
    }

    /// Whether a hyphen joins the token to the one before.
    #[inline]
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.gap(at) == Some(HYPHEN)
    }

    /// Whether a hyphen joins the token to a single capital: the Press of X-Press.
    pub(super) fn is_after_letter(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        self.is_joined(at) && before.is_some_and(|before| before.is(LETTER) && before.is(CAPITAL))
    }

    /// Whether the token follows the «Ca’» of a house in Venice and elsewhere: Ca’ Foscari.
    pub(super) fn is_after_ca(&self, at: usize) -> bool {
        self.gap(at) == Some(APOSTROPHE | SPACE)
            && at
                .checked_sub(1)
                .is_some_and(|ca| self.folded(ca) == "ca" && self.is_capital(ca))
    }

    /// Whether a comma and a space stand before the token.
    #[inline]
    pub(super) fn is_after_comma(&self, at: usize) -> bool {
        self.gap(at) == Some(COMMA | SPACE)
    }

    /// Whether the token has a capital and no digit.
    #[inline]
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.is(CAPITAL) && !token.is(DIGIT))
    }

    /// Whether the token does not begin with a capital.
    #[inline]
    pub(super) fn is_small(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| !token.is(CAPITAL))
    }

    /// Whether the token is a word without a capital.
    #[inline]
    pub(super) fn is_small_word(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| !token.is(CAPITAL | DIGIT))
    }

    /// Whether an article stands right before the token, alone or melted into a preposition.
    pub(super) fn has_article(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.is_close(at));
        let alone = before.is_some_and(|before| {
            let word = self.folded(before);
            match self.languages {
                ENGLISH => word == "the",
                _ => matches!(word, "il" | "lo" | "la" | "l" | "i" | "gli" | "le"),
            }
        });
        alone || before.is_some() && self.languages != ENGLISH && self.is_articulated(at)
    }
}
