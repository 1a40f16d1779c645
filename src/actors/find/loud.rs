//! Where capitals say nothing: headings in title case, lines of capitals, titles of works in quotation marks,
//! and the place and dash before a dispatch. Tokens themselves are cut in [`super::tokens`].

use super::lists::lists;
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, DASH, DIGIT, HYPHEN, INITIAL, LETTER, LOUD, OPENED, QUOTE,
    SPACE, Scanner, Token,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FUNCTION, GIVEN, NO_ACTOR, OF, ORDINARY, ORGANISATION_HEAD, ORGANISATION_WORD,
    PARTICLE, PLACE_HEAD, PLACE_WORD, TITLE, TRADE,
};
use crate::text::language::Language;

/// With more words of capitals a line may be one of capitals.
const LEAST_SHOUTED: usize = 2;
/// Words of a place and a date before the dash that opens a dispatch.
const DATELINE: usize = 6;
/// Words of a line that may be a heading without being marked as one.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=12;
/// Words of the title of a work in quotation marks.
const LONGEST_TITLE: usize = 9;

impl Scanner<'_> {
    /// Marks the tokens of the titles of works as loud, from `first` on: what stands in quotation
    /// marks with all its words capitalised but the small ones, of which there is one at least.
    pub(super) fn hush_titles(&mut self, first: usize) {
        let meanings = self.meanings;
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
        let mut from = 0;
        while let Some(start) = block
            .iter()
            .skip(from)
            .position(|token| token.gap & OPENED != 0)
            .map(|skipped| from + skipped)
        {
            from = start + 1;
            let rest = block.get_mut(from..).unwrap_or_default();
            let closed = rest
                .iter()
                .take(LONGEST_TITLE)
                .position(|token| token.gap & QUOTE != 0);
            // The last words of a block have nothing after them to tell.
            let last = (rest.len() < LONGEST_TITLE).then_some(rest.len());
            let Some(length) = closed.or(last) else {
                continue;
            };
            let title = block.get_mut(start..=start + length).unwrap_or_default();
            let small = |token: &Token| meanings.in_english(token.sense) & FUNCTION != 0;
            let whole = title.iter().skip(1).all(|token| {
                token.gap & !(SPACE | HYPHEN | APOSTROPHE) == 0
                    && (token.is(CAPITAL) || small(token))
            });
            let titled = whole
                && title.iter().any(small)
                && title.last().is_some_and(|last| last.is(CAPITAL))
                && title.first().is_some_and(|first| first.is(CAPITAL));
            if titled && title.len() > 1 {
                for token in title {
                    token.shape |= LOUD;
                }
            }
        }
    }

    /// Lets a sentence begin after the place and the dash that open a block: «ROMA - Il ministro».
    pub(super) fn dateline(&mut self, first: usize) {
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
        let begin = block.iter_mut().take(DATELINE).skip(1).find(|token| {
            let spaced = token.gap & (HYPHEN | SPACE) == HYPHEN | SPACE;
            spaced || token.gap & DASH != 0
        });
        if let Some(token) = begin.filter(|token| token.is(CAPITAL)) {
            token.shape |= INITIAL;
        }
    }

    /// Whether the block from token `first` on has nothing but capitals.
    fn is_shouted(&self, first: usize) -> bool {
        let block = self.scanned.tokens.get(first..).unwrap_or_default();
        let capitals =
            |token: &Token| token.is(ALL_CAPITALS) || token.is(LETTER) && token.is(CAPITAL);
        block.iter().all(capitals)
    }

    /// Whether the paragraph `text`, whose tokens begin with `first`, may be a heading, in bold or on a line of
    /// its own: few words, no full stop or comma, nobody's given name, and words that no name has.
    pub(super) fn is_like_heading(&self, first: usize, text: &str) -> bool {
        let block = self.scanned.tokens.get(first..).unwrap_or_default();
        let apart = |token: &Token| token.gap & !(SPACE | HYPHEN | APOSTROPHE) != 0;
        if !HEADLINE.contains(&block.len())
            || text.ends_with(['.', ',', ';', ':', '…'])
            || block.iter().skip(1).any(apart)
        {
            return false;
        }
        let opens = block
            .first()
            .map_or("", |token| token.range().of(self.text));
        if lists().before_authors.has(&opens.to_lowercase()) {
            return false;
        }
        let meaning =
            |token: &Token| self.meanings.of(token.sense) | self.meanings.in_english(token.sense);
        let named = block.iter().any(|token| meaning(token) & GIVEN != 0);
        // «Department of Health and Care» is a body's name.
        let joins = |token: &Token| {
            let word = token.range().of(self.text);
            // «Key Takeaways For Readers»: no name has them with a capital.
            !matches!(word, "For" | "And" | "With")
                && (meaning(token) & (OF | PARTICLE) != 0
                    || matches!(word, "and" | "e" | "The" | "the"))
        };
        let small = |token: &Token| {
            let word = token.range().of(self.text).to_lowercase();
            let adverb = self.languages == ENGLISH && lists().adverb_endings.end(&word);
            (meaning(token) & FUNCTION != 0 || adverb) && !joins(token)
        };
        let body = ORGANISATION_HEAD | ORGANISATION_WORD | PLACE_HEAD | PLACE_WORD | TITLE;
        let plain = |token: &Token| {
            meaning(token) & (COMMON | ORDINARY | TRADE | NO_ACTOR) != 0 && !joins(token)
        };
        let bodily = || block.iter().any(|token| meaning(token) & body != 0);
        block.iter().any(small) || block.iter().any(plain) && !named && !bodily()
    }

    /// Marks the tokens of a block, from `first` on, as loud where capitals say nothing in it.
    pub(super) fn hush(&mut self, first: usize, heading: bool) {
        // «LE PARTI CIVILI»: a block of nothing but capitals is a heading, however short.
        let tokens = self.scanned.tokens.len().saturating_sub(first);
        let only = self.shouted > 0 && tokens > 1 && self.is_shouted(first);
        if !heading && !only && self.shouted <= LEAST_SHOUTED {
            return;
        }
        let meanings = self.meanings;
        let block = self.scanned.tokens.get_mut(first..).unwrap_or_default();
        // Title case spares only the small words: «A New Eye on the Southern Sky».
        let function = |token: &Token| {
            (meanings.of(token.sense) | meanings.in_english(token.sense)) & FUNCTION != 0
        };
        let words = || {
            block
                .iter()
                .filter(|token| !token.is(DIGIT) && token.len() > 1 && !function(token))
        };
        // «Why Doctors Are Leaving»: no name has such a word with a capital.
        let small_capital = |token: &Token| {
            token.is(CAPITAL) && !token.is(ALL_CAPITALS | LETTER) && function(token)
        };
        let proved = block.iter().skip(1).any(small_capital);
        // «Why It Matters»
        let opened = proved && block.first().is_some_and(small_capital);
        let cased = heading
            && (self.language == Language::ENGLISH || proved)
            && words().count() > 2 - usize::from(proved) - usize::from(opened)
            && words().all(|token| token.is(CAPITAL));
        let (mut capital, mut all, mut small) = (0, 0, 0);
        for token in block.iter().filter(|token| token.len() > 3) {
            if token.is(ALL_CAPITALS) {
                all += 1;
            } else if token.is(CAPITAL) {
                capital += 1;
            } else if !token.is(DIGIT) {
                small += 1;
            }
        }
        let shouted = all > LEAST_SHOUTED && all >= 2 * (capital + small);
        let titled = heading && capital > 2 && capital > 3 * small;
        if shouted || titled || cased || only {
            for token in block {
                token.shape |= LOUD;
            }
        }
    }
}
