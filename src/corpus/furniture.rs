//! What a page puts around an article: lines of the interface and lone signs. What it repeats of the
//! article, standfirsts and pull quotes that the body says again, is told in `repeated`. Nothing else
//! is ever left out.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::BlockKind;
use crate::text::fold::fold;
use crate::text::language;

mod hashes;
mod phrase;
mod repeated;

pub(super) use hashes::scattered;
pub use repeated::{Said, said};

/// The most bytes and words of a line of the interface.
const LINE: (usize, usize) = (100, 12);
/// What can stand after the end of a sentence.
pub(super) const CLOSERS: [char; 7] = ['»', '”', '"', '’', '\'', ')', ']'];

static INTERFACE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    language::all()
        .iter()
        .flat_map(|known| known.interface.iter().map(String::as_str))
        .collect()
});

/// Whether a block is part of the page and not of the article.
#[must_use]
pub fn is_interface(text: &str, kind: BlockKind, guessed: bool) -> bool {
    let fits = match kind {
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item { .. } => true,
        // Where headings are marked as such, their author meant them.
        BlockKind::Heading(_) => guessed,
        BlockKind::Title | BlockKind::Verbatim | BlockKind::Rule => false,
    };
    if !fits || text.len() > LINE.0 {
        return false;
    }
    if is_lone_sign(text) {
        return true;
    }
    if !is_short(text) {
        return false;
    }
    let line = text.trim_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(line);
    let alone = matches!(kind, BlockKind::Item { .. }) && !line.contains(char::is_whitespace);
    if INTERFACE.contains(folded.as_str()) || INTERFACE.contains(counted(&folded).as_str()) {
        return !alone;
    }
    let whole = fold(text);
    let sentence = text.ends_with(['.', '!', '?']) || text.contains(". ");
    !sentence
        && language::all()
            .iter()
            .flat_map(|known| &known.interface_openings)
            .any(|opening| {
                [folded.as_str(), whole.as_str()]
                    .into_iter()
                    .find_map(|line| line.strip_prefix(opening.as_str()))
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
}

/// A line with `#` for each number in it.
fn counted(line: &str) -> String {
    let mut counted = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '0'..='9' if counted.ends_with('#') => {}
            '0'..='9' => counted.push('#'),
            _ => counted.push(c),
        }
    }
    counted
}

/// Whether a text is as short as the lines of an interface are.
pub(super) fn is_short(text: &str) -> bool {
    let line = || text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= LINE.0 && line().split_whitespace().nth(LINE.1).is_none()
}

/// The sign of a button by itself. A pause (`***`), an omission (`[…]`) and the signs of cleaning
/// say something and stay.
fn is_lone_sign(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    signs.clone().count() <= 3
        && signs.clone().all(|c| {
            matches!(
                c,
                '×' | '✕'
                    | '✖'
                    | '✗'
                    | '❌'
                    | '☰'
                    | '≡'
                    | '›'
                    | '»'
                    | '«'
                    | '‹'
                    | '<'
                    | '>'
                    | '|'
                    | '·'
                    | '▲'
                    | '▼'
                    | '►'
                    | '◄'
                    | '▶'
                    | '◀'
                    | '→'
                    | '←'
                    | '↑'
                    | '↓'
                    | '⋮'
                    | '⋯'
                    | '+'
                    | '#'
                    | '/'
                    | '\\'
                    | '\u{fe0f}'
            )
        })
}

#[cfg(test)]
mod tests;
