//! Regular expressions in the lens (`/…/`): they are looked for in the clean text itself, case
//! ignored, accents as they are written, line by line. The grammar is that of the `regex` crate,
//! whose matching takes time in proportion to the text whatever is typed.

use regex::{Regex, RegexBuilder};

use super::required::Required;
use crate::text::TextRange;

/// The longest one, in bytes.
const LONGEST: usize = 1000;
/// What one may take when compiled, in bytes: counted repetitions multiply.
const LARGEST: usize = 1 << 20;
/// Groups in groups.
const DEEPEST: u32 = 50;
/// So many are looked for at most: each is made ready anew at every key.
pub(super) const MOST: usize = 32;
/// Hits in one text beyond these are not counted or marked.
const MOST_HITS: usize = 10_000;

/// A regular expression that is looked for, or that must not occur.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// What the words of every text are like that it fits.
    pub(super) required: Required,
    pub(super) excluded: bool,
}

impl Pattern {
    /// Nothing where it cannot be compiled, which the reading of the lens has told already.
    pub(super) fn new(typed: &str, excluded: bool) -> Option<Self> {
        let regex = compile(typed).ok()?;
        Some(Self {
            regex,
            required: Required::of(&plain(typed), DEEPEST),
            excluded,
        })
    }

    /// Where it is found in a text, in order, disjoint, none of them empty.
    pub(super) fn hits(&self, text: &str) -> impl Iterator<Item = TextRange> {
        self.regex
            .find_iter(text)
            .filter(|found| !found.is_empty())
            .map(|found| TextRange::new(found.start(), found.end()))
            .take(MOST_HITS)
    }
}

/// Makes a regular expression ready.
///
/// # Errors
///
/// What is wrong with it, in one line of plain words.
pub(super) fn compile(typed: &str) -> Result<Regex, String> {
    if typed.len() > LONGEST {
        return Err(format!(
            "a regular expression has at most {LONGEST} letters"
        ));
    }
    let compiled = RegexBuilder::new(&plain(typed))
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .nest_limit(DEEPEST)
        .build();
    compiled.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => {
            "this regular expression means too much; repeat less of it".to_owned()
        }
        error => {
            // The library draws its complaint over several lines; the last says what is wrong.
            let told = error.to_string();
            let last = told.lines().last().unwrap_or_default();
            let last = last.trim().trim_start_matches("error: ");
            format!("in the regular expression: {last}")
        }
    })
}

/// The expression itself: the slash needs its backslash only in the lens.
fn plain(typed: &str) -> String {
    typed.replace("\\/", "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_in_one_plain_line() {
        for (typed, says) in [
            ("(", "unclosed group"),
            ("a{9999}{9999}", "means too much"),
            ("*", "repetition operator missing expression"),
            ("[z-a]", "invalid character class range"),
            (r"(?<=a)b", "look-around"),
        ] {
            let told = compile(typed).unwrap_err();
            assert!(told.contains(says) && !told.contains('\n'), "{told}");
        }
        assert!(compile(&"a".repeat(2000)).unwrap_err().contains("at most"));
        assert!(compile(&"(".repeat(900)).is_err());
    }

    #[test]
    fn hits_are_found_in_the_text_as_it_is() {
        let pattern = Pattern::new(r"\d+\.000 (soldati|uomini)", false).unwrap();
        let text = "Oltre 10.000 soldati; poi 3.000 Uomini, 5000 soldati.";
        let found: Vec<_> = pattern.hits(text).map(|hit| hit.of(text)).collect();
        assert_eq!(found, ["10.000 soldati", "3.000 Uomini"]);
        assert_eq!(Pattern::new("x*", false).unwrap().hits("ab").count(), 0);
        let slash = Pattern::new(r"24\/2", false).unwrap();
        assert_eq!(slash.hits("il 24/2").count(), 1);
    }
}
