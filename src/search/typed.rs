//! The words of a typed text, as they are looked for. What each of them means in a corpus is for `forms`.

use crate::text::TextRange;
use crate::text::fold::fold;
use crate::text::segment;

/// The words of a typed text, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) words: Vec<String>,
    /// The numbers of those, in order, that a hyphen and nothing else keeps apart from the word before.
    joined: Vec<usize>,
}

impl Typed {
    /// The words that belong together: those with hyphens between them, and each of the others.
    pub(super) fn compounds(&self) -> impl Iterator<Item = &[String]> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let mut to = from + 1;
            while self.joined.binary_search(&to).is_ok() {
                to += 1;
            }
            let compound = self.words.get(from..to)?;
            from = to;
            Some(compound)
        })
    }
}

/// The words of a typed text. What an elision leaves before its apostrophe (`l’intesa`), and an English
/// possessive after it, is looked through.
pub(super) fn typed(text: &str) -> Typed {
    // Folding leaves nothing of a word of marks alone, with which every word would begin.
    let (words, folded): (Vec<TextRange>, Vec<String>) = segment::words(text)
        .map(|word| (word, fold(word.of(text))))
        .filter(|(_, folded)| !folded.is_empty())
        .unzip();
    let apostrophe = |at: usize| {
        let sign = text.get(at..).and_then(|rest| rest.chars().next());
        sign.is_some_and(|sign| fold(sign.encode_utf8(&mut [0; 4])) == "'")
    };
    let hyphen = |(number, pair): (usize, &[TextRange])| {
        let [before, after] = pair else { return None };
        let between = text.get(before.end..after.start)?;
        (fold(between) == "-").then_some(number + 1)
    };
    let mut joined: Vec<usize> = (words.windows(2).enumerate()).filter_map(hyphen).collect();
    let mut kept = folded.as_slice();
    if let ([first, _, ..], [place, ..]) = (kept, words.as_slice())
        && apostrophe(place.end)
        && ELIDED.contains(&first.as_str())
    {
        kept = kept.get(1..).unwrap_or_default();
        for number in &mut joined {
            *number -= 1;
        }
    }
    if let ([_, .., last], [.., before, _]) = (kept, words.as_slice())
        && apostrophe(before.end)
        && last == "s"
    {
        kept = kept.get(..kept.len() - 1).unwrap_or_default();
    }
    Typed {
        words: kept.to_vec(),
        joined,
    }
}

/// What stands before the apostrophe of an elided article, preposition or pronoun, folded.
const ELIDED: &[&str] = &[
    "l", "un", "d", "dell", "all", "dall", "nell", "sull", "coll", "dagl", "degl", "agl", "negl",
    "sugl", "gl", "c", "m", "t", "s", "v", "n", "quell", "quest", "qu", "j",
];

#[cfg(test)]
mod tests {
    #[test]
    fn words_with_hyphens_belong_together() {
        for (typed, compounds) in [
            ("leader nord-coreano", vec!["leader", "nord coreano"]),
            ("l'ex-premier", vec!["ex premier"]),
            ("co-co-pro di - Kim", vec!["co co pro", "di", "kim"]),
            ("", vec![]),
        ] {
            let typed = super::typed(typed);
            let told: Vec<String> = typed.compounds().map(|words| words.join(" ")).collect();
            assert_eq!(told, compounds);
        }
    }

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
            assert_eq!(super::typed(typed).words, words, "{typed}");
        }
    }
}
