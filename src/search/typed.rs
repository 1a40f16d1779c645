//! The words of a typed text, as they are looked for. What each of them means in a corpus is for `forms`.

use crate::text::TextRange;
use crate::text::fold::fold;
use crate::text::segment;

/// The words of a typed text, folded. What an elision leaves before its apostrophe (`l’intesa`),
/// and an English possessive after it, is looked through.
pub(super) fn typed_words(text: &str) -> Vec<String> {
    // Folding leaves nothing of a word of marks alone, with which every word would begin.
    let (words, folded): (Vec<TextRange>, Vec<String>) = segment::words(text)
        .map(|word| (word, fold(word.of(text))))
        .filter(|(_, folded)| !folded.is_empty())
        .unzip();
    let apostrophe = |at: usize| {
        let sign = text.get(at..).and_then(|rest| rest.chars().next());
        sign.is_some_and(|sign| fold(sign.encode_utf8(&mut [0; 4])) == "'")
    };
    let mut kept = folded.as_slice();
    if let ([first, _, ..], [place, ..]) = (kept, words.as_slice())
        && apostrophe(place.end)
        && ELIDED.contains(&first.as_str())
    {
        kept = kept.get(1..).unwrap_or_default();
    }
    if let ([_, .., last], [.., before, _]) = (kept, words.as_slice())
        && apostrophe(before.end)
        && last == "s"
    {
        kept = kept.get(..kept.len() - 1).unwrap_or_default();
    }
    kept.to_vec()
}

/// What stands before the apostrophe of an elided article, preposition or pronoun, folded.
const ELIDED: &[&str] = &[
    "l", "un", "d", "dell", "all", "dall", "nell", "sull", "coll", "dagl", "degl", "agl", "negl",
    "sugl", "gl", "c", "m", "t", "s", "v", "n", "quell", "quest", "qu", "j",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_through_elision_and_possessive() {
        for (typed, words) in [
            ("l'intesa", vec!["intesa"]),
            ("dell’Ucraina", vec!["ucraina"]),
            ("l'accordo dell'Ucraina", vec!["accordo", "dell", "ucraina"]),
            ("Kim's", vec!["kim"]),
            ("KN‑23", vec!["kn", "23"]),
            ("l'", vec!["l"]),
            ("rock'n'roll", vec!["rock", "n", "roll"]),
            ("...", vec![]),
            ("a \u{903} b", vec!["a", "b"]),
        ] {
            assert_eq!(typed_words(typed), words, "{typed}");
        }
    }
}
