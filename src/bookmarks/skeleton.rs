//! The skeleton of a text: what of it counts when a quoted passage is looked for again, with the
//! way back. White space, the way Unicode composes letters, and the typographer's choice of quotes,
//! dashes and ellipsis do not count; words, case, accents and punctuation do. The loose skeleton
//! drops case and accents too: it finds what was changed, never what is the same.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::text::TextRange;
use crate::text::clean::INVISIBLE;
use crate::text::fold::push_folded;

/// How much of a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// All but white space, composition and typographic marks.
    Strict,
    /// Neither case nor accents either.
    Loose,
}

/// The skeleton of a part of a text.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// What counts.
    pub(super) text: String,
    /// For each byte of `text`: the first byte of the character that gave it.
    from: Vec<u32>,
}

impl Skeleton {
    /// The skeleton of the part `within` of `text`, at most 4 GiB.
    pub(super) fn new(text: &str, within: TextRange, strictness: Strictness) -> Self {
        let part = within.of(text);
        let mut skeleton = String::with_capacity(part.len());
        let mut from = Vec::with_capacity(part.len());
        for (at, c) in part.char_indices() {
            let before = skeleton.len();
            push(c, strictness, &mut skeleton);
            let origin = u32::try_from(within.start + at).unwrap_or(u32::MAX);
            from.resize(from.len() + skeleton.len() - before, origin);
        }
        Self {
            text: skeleton,
            from,
        }
    }

    /// The part of the original that gave `range`, which begins and ends with a character that
    /// counts; nothing where `range` is empty or cuts what one character gave.
    pub(super) fn original(&self, range: TextRange, text: &str) -> Option<TextRange> {
        let start = *self.from.get(range.start)?;
        let last = *self.from.get(range.end.checked_sub(1)?)?;
        let cut = |at: usize| {
            at > 0 && self.from.get(at).is_some() && self.from.get(at) == self.from.get(at - 1)
        };
        if range.is_empty() || cut(range.start) || cut(range.end) {
            return None;
        }
        let last = last as usize;
        let width = text.get(last..)?.chars().next()?.len_utf8();
        Some(TextRange::new(start as usize, last + width))
    }
}

/// What counts of a short text that is not searched: a quote or its context.
pub(super) fn bare(text: &str, strictness: Strictness) -> String {
    let mut bare = String::with_capacity(text.len());
    if is_nfc(text) {
        text.chars().for_each(|c| push(c, strictness, &mut bare));
    } else {
        text.nfc().for_each(|c| push(c, strictness, &mut bare));
    }
    bare
}

fn push(c: char, strictness: Strictness, skeleton: &mut String) {
    match c {
        '!'..='~' if strictness == Strictness::Strict => skeleton.push(c),
        '…' => skeleton.push_str("..."),
        INVISIBLE | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        _ if c.is_whitespace() => {}
        _ if strictness == Strictness::Loose || is_typographic(c) => push_folded(c, skeleton),
        _ => skeleton.push(c),
    }
}

/// Whether folding `c` changes only the typographer's choice.
fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '‘' | '’'
            | '‛'
            | 'ʼ'
            | '′'
            | '´'
            | '＇'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '″'
            | '＂'
    ) || matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_counts() {
        for (text, strict, loose) in [
            ("È così: la\n città", "Ècosì:lacittà", "ecosi:lacitta"),
            ("E\u{300} cosi\u{300}", "Ècosì", "ecosi"),
            ("«L’anno» – poi…", "\"L'anno\"-poi...", "\"l'anno\"-poi..."),
            ("co\u{ad}se\u{a0}strane", "cosestrane", "cosestrane"),
        ] {
            assert_eq!(bare(text, Strictness::Strict), strict);
            assert_eq!(bare(text, Strictness::Loose), loose);
        }
    }

    #[test]
    fn leads_back_and_never_cuts_a_character() {
        let text = "Poi… disse «sì» ieri";
        let all = TextRange::new(0, text.len());
        let skeleton = Skeleton::new(text, all, Strictness::Strict);
        let find = |needle: &str| {
            let at = skeleton.text.find(needle).unwrap();
            skeleton.original(TextRange::new(at, at + needle.len()), text)
        };
        assert_eq!(find("disse\"sì\"").unwrap().of(text), "disse «sì»");
        assert_eq!(find("Poi...").unwrap().of(text), "Poi…");
        assert_eq!(find("Poi."), None);
        assert_eq!(find(".disse"), None);
        assert_eq!(skeleton.original(TextRange::new(3, 3), text), None);
    }
}
