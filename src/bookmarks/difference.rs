//! What changed between a kept quote and the passage as it is now, word by word, so that a changed
//! passage is never taken for the one that was kept.

use std::mem;

use crate::text::segment::words;

/// A part of a passage, then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both.
    Same(String),
    /// It stood in the quote.
    Gone(String),
    /// It stands there now.
    New(String),
}

/// Beyond this many words times words, what differs is not compared in its turn.
const COMPARED: usize = 250_000;

/// The pieces of `old` and `new`, in the order in which they read. White space is no difference:
/// where it differs, that of `new` is given.
///
/// ```
/// use rassegna::bookmarks::difference::{Piece, pieces};
/// let expected = [
///     Piece::Same("il ".into()),
///     Piece::Gone("15".into()),
///     Piece::New("16".into()),
///     Piece::Same(" giugno".into()),
/// ];
/// assert_eq!(pieces("il 15 giugno", "il 16 giugno"), expected);
/// ```
#[must_use]
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let alike = |a: &&&str, b: &&&str| is_same(a, b);
    let start = count_while(old.iter(), new.iter(), alike);
    let (_, old) = old.split_at(start);
    let (head, new) = new.split_at(start);
    let end = count_while(old.iter().rev(), new.iter().rev(), alike);
    let (old, _) = old.split_at(old.len() - end);
    let (new, tail) = new.split_at(new.len() - end);
    let mut found = Pieces::default();
    head.iter().for_each(|token| found.same(token));
    if old.len().saturating_mul(new.len()) <= COMPARED {
        compare(old, new, &mut found);
    } else {
        old.iter().for_each(|token| found.gone.push_str(token));
        new.iter().for_each(|token| found.new.push_str(token));
    }
    tail.iter().for_each(|token| found.same(token));
    found.settle();
    found.done
}

fn count_while<'a, T: 'a>(
    a: impl Iterator<Item = &'a T>,
    b: impl Iterator<Item = &'a T>,
    same: impl Fn(&&'a T, &&'a T) -> bool,
) -> usize {
    a.zip(b).take_while(|(a, b)| same(a, b)).count()
}

/// Words and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in words(text) {
        tokens.push(text.get(at..word.start).unwrap_or_default());
        tokens.push(word.of(text));
        at = word.end;
    }
    tokens.push(text.get(at..).unwrap_or_default());
    tokens.retain(|token| !token.is_empty());
    tokens
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// The longest common subsequence of two short lists.
fn compare(old: &[&str], new: &[&str], found: &mut Pieces) {
    // `best[i][j]`: how many tokens the rests from `i` and `j` share at most.
    let width = new.len() + 1;
    let mut best = vec![0_u32; (old.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let value = if is_same(a, b) {
                value(&best, at(i + 1, j + 1)) + 1
            } else {
                value(&best, at(i + 1, j)).max(value(&best, at(i, j + 1)))
            };
            if let Some(cell) = best.get_mut(at(i, j)) {
                *cell = value;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => return,
            (Some(a), Some(b)) if is_same(a, b) => {
                found.same(b);
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b)
                if b.is_none() || value(&best, at(i + 1, j)) >= value(&best, at(i, j + 1)) =>
            {
                found.gone.push_str(a);
                i += 1;
            }
            (_, Some(b)) => {
                found.new.push_str(b);
                j += 1;
            }
            (Some(_), None) => i += 1,
        }
    }
}

fn value(best: &[u32], at: usize) -> u32 {
    best.get(at).copied().unwrap_or_default()
}

/// Pieces being put together: neighbours of a kind are one.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    same: String,
    gone: String,
    new: String,
}

impl Pieces {
    fn same(&mut self, token: &str) {
        if !self.gone.is_empty() || !self.new.is_empty() {
            self.settle();
        }
        self.same.push_str(token);
    }

    fn settle(&mut self) {
        let parts = [
            Piece::Same(mem::take(&mut self.same)),
            Piece::Gone(mem::take(&mut self.gone)),
            Piece::New(mem::take(&mut self.new)),
        ];
        self.done.extend(parts.into_iter().filter(|part| {
            let (Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) = part;
            !text.is_empty()
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `old` and `new` as one line: `[gone]`, `{new}`.
    fn line(old: &str, new: &str) -> String {
        pieces(old, new)
            .iter()
            .map(|piece| match piece {
                Piece::Same(text) => text.clone(),
                Piece::Gone(text) => format!("[{text}]"),
                Piece::New(text) => format!("{{{text}}}"),
            })
            .collect()
    }

    #[test]
    fn shows_what_changed() {
        for (old, new, expected) in [
            ("uno due", "uno due", "uno due"),
            ("uno  due", "uno\ndue", "uno\ndue"),
            (
                "perché mancavano le cifre",
                "perché non mancavano le cifre",
                "perché {non }mancavano le cifre",
            ),
            (
                "a, perché b",
                "a.\n\nPerché b",
                "a[, perché]{.\n\nPerché} b",
            ),
            ("", "x", "{x}"),
            ("x", "", "[x]"),
            ("a b c d", "a x c y", "a [b]{x} c [d]{y}"),
        ] {
            assert_eq!(line(old, new), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(old in "[ab ,\n]{0,30}", new in "[ab ,\n]{0,30}") {
            let (mut was, mut is) = (String::new(), String::new());
            for piece in pieces(&old, &new) {
                match piece {
                    Piece::Same(text) => {
                        was.push_str(&text);
                        is.push_str(&text);
                    }
                    Piece::Gone(text) => was.push_str(&text),
                    Piece::New(text) => is.push_str(&text),
                }
            }
            proptest::prop_assert_eq!(is, new);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(bare(&was), bare(&old));
        }
    }
}
