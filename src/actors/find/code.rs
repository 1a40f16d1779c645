//! What is written for a machine: identifiers beside the signs of a language of programming, literals,
//! and texts full of both, in which a capital says little: `System.Management`, `$Name`, `-WhatIf`.

use super::lists::lists;
use super::reading::Reading;
use super::tokens::{CAMEL, CAPITAL, DIGIT, HYPHEN};
use crate::actors::dictionary::words::GIVEN;
use crate::corpus::SpanKind;
use std::ops::Range;

/// Capitalised tokens that a text is judged by.
const MOST_JUDGED: usize = 1500;
/// Bytes that an address is looked for in.
const LONGEST_ADDRESS: usize = 120;
/// Fewer identifiers make no text a technical one.
const FEWEST: usize = 12;

/// The signs that may tell of code before or after a word, but for the dot.
const BESIDE_CODE: [bool; 256] = {
    let mut table = [false; 256];
    let mut signs: &[u8] = b"$<>{}=\\_-[:/(";
    while let [sign, rest @ ..] = signs {
        table[*sign as usize] = true;
        signs = rest;
    }
    table
};

impl Reading<'_> {
    /// Whether the token is part of something written for a machine.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let bytes = self.article.text.as_bytes();
        let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let (start, end) = (token.start(), token.end());
        let (before, after) = (byte(start.checked_sub(1)), byte(Some(end)));
        // Most words have no such sign beside them; a hyphen is one of them.
        let sign = BESIDE_CODE[usize::from(before)] || BESIDE_CODE[usize::from(after)];
        let dot = before == b'.' || after == b'.' && token.is(CAMEL);
        if !sign && !dot && before.is_ascii() && after.is_ascii() {
            return self.is_literal(start);
        }
        let (earlier, later) = (byte(start.checked_sub(2)), byte(Some(end + 1)));
        let capital_before = || {
            at.checked_sub(1)
                .and_then(|before| self.tokens.get(before))
                .is_some_and(|before| before.is(CAPITAL) && before.len() > 2)
        };
        let led = match before {
            b'$' | b'<' | b'>' | b'{' | b'}' | b'=' | b'\\' => true,
            b'_' => earlier.is_ascii_alphanumeric(),
            b'-' => matches!(earlier, b' ' | b'[' | b'-' | b'\n'),
            b'[' => !matches!(earlier, b' ' | b'\n') || after == b']' && later != b' ',
            b'.' => earlier.is_ascii_alphanumeric() && capital_before(),
            b':' => earlier == b':',
            b'/' => self.is_in_address(start),
            _ => false,
        };
        let closed = match after {
            b'<' | b'>' | b'{' | b'}' | b'=' | b'\\' | b'(' => true,
            b'_' => later.is_ascii_alphanumeric(),
            b'[' => later == b']',
            b'.' => token.len() > 2 && later.is_ascii_uppercase() && token.is(CAMEL),
            b':' => later == b':',
            _ => false,
        };
        led || closed || self.is_command(at) || self.is_literal(start)
    }

    /// Whether the token belongs to a command of a shell, a verb and a noun that a hyphen joins:
    /// `Write-Host`.
    fn is_command(&self, at: usize) -> bool {
        let verb = |verb: usize| {
            self.is_capital(verb)
                && self.is_joined(verb + 1)
                && self.is_capital(verb + 1)
                && !self.is_joined(verb)
                && lists().commands.has(self.folded(verb))
        };
        verb(at) || self.is_joined(at) && at.checked_sub(1).is_some_and(verb)
    }

    /// Whether the word at the byte is part of an address of the web.
    fn is_in_address(&self, byte: usize) -> bool {
        let bytes = self.article.text.as_bytes();
        let before = bytes.get(byte.saturating_sub(LONGEST_ADDRESS)..byte);
        let word = before.unwrap_or_default();
        let word = word
            .rsplit(u8::is_ascii_whitespace)
            .next()
            .unwrap_or_default();
        word.windows(3).any(|signs| signs == b"://")
    }

    /// Whether a literal covers the byte.
    fn is_literal(&self, byte: usize) -> bool {
        let spans = &self.article.spans;
        if spans.is_empty() {
            return false;
        }
        let past = spans.partition_point(|span| span.range.start <= byte);
        let near = spans.get(past.saturating_sub(3)..past).unwrap_or_default();
        near.iter()
            .any(|span| span.kind == SpanKind::Code && byte < span.range.end)
    }

    /// Whether the article is full of identifiers.
    pub(super) fn is_technical(&self) -> bool {
        *self.technical.get_or_init(|| {
            let (mut judged, mut identifiers) = (0, 0);
            let mut next = 0;
            while let Some(at) = self.notable_from(0, &mut next) {
                next += 1;
                let Some(token) = self.tokens.get(at).filter(|token| token.is(CAPITAL)) else {
                    continue;
                };
                judged += 1;
                let camel = token.is(CAMEL) && token.word == 0;
                identifiers += usize::from(camel || self.is_code(at));
                if judged == MOST_JUDGED {
                    break;
                }
            }
            identifiers >= FEWEST && identifiers * 5 >= judged
        })
    }

    /// Whether `words` are written for a machine, or stand in a technical text without a given name.
    pub(super) fn is_for_machines(&self, words: &Range<usize>) -> bool {
        words.clone().any(|at| self.is_code(at)) || self.is_technical() && !self.is_plain(words)
    }

    /// Whether a given name begins `words`, and nothing but spaces joins them.
    fn is_plain(&self, words: &Range<usize>) -> bool {
        let plain = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| !token.is(CAMEL | DIGIT) && token.gap & HYPHEN == 0)
        };
        words.len() > 1
            && self.means(words.start, GIVEN)
            && words.clone().all(plain)
            && (words.start + 1..words.end).all(|at| self.is_spaced(at))
    }
}
