//! One pass over an article: its blocks become tokens, the tokens expressions, and each expression
//! is handed on with the sentence around it. It decides what is read together; it gives no values.

use super::LIMIT;
use super::form::Expression;
use super::grammar::expressions;
use super::language::{Class, DateLanguage};
use super::tense::verb;
use super::token::{Sign, Token, Tokens, tokenize};
use crate::corpus::Article;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::segment;

/// A block longer than this is read in pieces, so that the tokens of one need little memory.
const PIECE: usize = 64 * 1024;

/// How far back a bracket or a quotation mark is looked for, in tokens.
const REACH: usize = 80;

/// The expressions of one piece of a block, with what stands around them.
pub(super) struct Piece<'a> {
    pub(super) tokens: Tokens<'a>,
    pub(super) expressions: Vec<Expression>,
    /// Whether it is the first of its block.
    pub(super) begins: bool,
    /// Of each sentence, the token after its last.
    sentences: Vec<usize>,
}

/// Reads an article in its language; where nothing states that, in the one that its words tell.
pub(super) fn article(article: &Article, each: impl FnMut(&Piece<'_>)) {
    let text = article.text.as_str();
    let language = match article.head.lang {
        unknown if unknown.is_unknown() => Language::detect(text),
        known => known,
    };
    let blocks = article.blocks.iter().map(|block| block.range);
    pieces(text, blocks, language, each);
}

/// Reads the `blocks` of a text, and hands each piece in which there are expressions, and the first piece of
/// every block, to `each`, until it has seen [`LIMIT`] expressions.
pub(super) fn pieces(
    text: &str,
    blocks: impl Iterator<Item = TextRange>,
    language: Language,
    mut each: impl FnMut(&Piece<'_>),
) {
    let words = DateLanguage::of(language);
    let mut tokens: Vec<Token> = Vec::new();
    let mut left = LIMIT;
    for block in blocks {
        let mut start = block.start;
        while start < block.end && left > 0 {
            let end = piece_end(text, start, block.end);
            let range = TextRange::new(start, end);
            tokens.clear();
            let promising = tokenize(text, range, words, &mut tokens);
            let seen = Tokens {
                text,
                all: &tokens,
                language: words,
            };
            let found = if promising {
                expressions(&seen, left)
            } else {
                Vec::new()
            };
            left -= found.len();
            let sentences = if found.is_empty() {
                Vec::new()
            } else {
                sentence_ends(text, range, language, &tokens)
            };
            each(&Piece {
                tokens: seen,
                expressions: found,
                begins: start == block.start,
                sentences,
            });
            start = end;
        }
    }
}

/// Where a piece that begins at `start` ends: at a space, if there is one.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    if end - start <= PIECE {
        return end;
    }
    let bytes = text
        .as_bytes()
        .get(start..start + PIECE)
        .unwrap_or_default();
    let space = bytes.iter().rposition(|&byte| byte == b' ');
    let mut cut = start + space.map_or(PIECE, |space| space + 1);
    while !text.is_char_boundary(cut) {
        cut += 1;
    }
    cut.min(end)
}

fn sentence_ends(text: &str, range: TextRange, language: Language, tokens: &[Token]) -> Vec<usize> {
    let mut at = 0;
    segment::sentences(text, range, language)
        .into_iter()
        .map(|sentence| {
            while tokens
                .get(at)
                .is_some_and(|token| (token.start as usize) < sentence.end)
            {
                at += 1;
            }
            at
        })
        .collect()
}

impl Piece<'_> {
    /// The number of the sentence that a token stands in, and its tokens.
    pub(super) fn sentence(&self, token: usize) -> (usize, (usize, usize)) {
        let nth = self.sentences.partition_point(|&end| end <= token);
        let start = nth
            .checked_sub(1)
            .and_then(|before| self.sentences.get(before))
            .copied()
            .unwrap_or(0);
        let end = self
            .sentences
            .get(nth)
            .copied()
            .unwrap_or(self.tokens.all.len());
        (nth, (start, end))
    }

    /// Whether a token stands in brackets that its sentence opened.
    pub(super) fn in_brackets(&self, token: usize) -> bool {
        self.inside(token, Sign::Open, Sign::Close)
    }

    /// Whether an expression stands in brackets in which no verb tells anything.
    pub(super) fn is_aside(&self, expression: &Expression) -> bool {
        if !self.in_brackets(expression.first) {
            return false;
        }
        let t = &self.tokens;
        let back = (0..expression.first).rev().take(REACH);
        let ahead = (expression.end..t.all.len()).take(REACH);
        let mut inside = back
            .take_while(|&at| !t.is_sign(at, Sign::Open))
            .chain(ahead.take_while(|&at| !t.is_sign(at, Sign::Close)));
        !inside.any(|at| verb(t, at).is_some())
    }

    /// Whether a token stands in quoted speech that its sentence opened.
    pub(super) fn in_quotes(&self, token: usize) -> bool {
        if self.inside(token, Sign::OpenQuote, Sign::CloseQuote) {
            return true;
        }
        let (_, (start, _)) = self.sentence(token);
        let marks = (start.max(token.saturating_sub(REACH))..token)
            .filter(|&at| self.tokens.is_sign(at, Sign::Quote))
            .count();
        marks % 2 == 1
    }

    /// Whether a clause that tells of somebody or something else begins between two expressions.
    pub(super) fn is_parted(&self, one: &Expression, other: &Expression) -> bool {
        let (from, to) = (one.end.min(other.end), one.first.max(other.first));
        (from..to).any(|at| self.tokens.is(at, Class::CLAUSE))
    }

    fn inside(&self, token: usize, open: Sign, close: Sign) -> bool {
        let (_, (start, _)) = self.sentence(token);
        (start.max(token.saturating_sub(REACH))..token)
            .rev()
            .find_map(|at| match self.tokens.sign(at) {
                Some(sign) if sign == open => Some(true),
                Some(sign) if sign == close => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// The text that an expression covers.
    pub(super) fn range(&self, expression: &Expression) -> TextRange {
        let start = self
            .tokens
            .at(expression.first)
            .map_or(0, |token| token.start);
        let end = expression
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.at(last))
            .map_or(start, |token| token.end);
        TextRange::new(start as usize, end as usize)
    }
}
