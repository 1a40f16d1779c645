//! Other ways to write a typed word: a compound with its hyphen or without, the name of an actor in its
//! other transliterations. Which words of a corpus each of them means is for `forms`.

use super::distance::LONGEST;
use super::sequence::Spelling;
use crate::index::catalogue::Catalogue;
use crate::index::words::Words;
use crate::text::TextRange;
use crate::text::fold::fold;
use crate::text::language;
use crate::text::segment;

/// The other ways in which a typed word may be written in a corpus: as one word where it has hyphens, in two
/// words where it has none, and as other names of the actor that it names alone.
pub(super) fn spellings(text: &str, typed: &[String], catalogue: &Catalogue) -> Vec<Spelling> {
    match typed {
        [word] => {
            let others = catalogue.roster.spellings(word).into_iter();
            let mut spellings: Vec<Spelling> = others.map(|other| vec![other]).collect();
            spellings.extend(divided(word, catalogue.words()));
            spellings
        }
        [_, _, ..] if is_hyphened(text) => vec![vec![typed.concat()]],
        _ => Vec::new(),
    }
}

/// Whether hyphens, and nothing else, stand between the words of a text.
fn is_hyphened(text: &str) -> bool {
    let words: Vec<TextRange> = segment::words(text).collect();
    let between = words.iter().zip(words.iter().skip(1));
    (between.map(|(before, after)| text.get(before.end..after.start)))
        .all(|between| between.is_some_and(|between| fold(between) == "-"))
}

/// The words of a corpus that make up a word, as `nord` and `coreano` do: where there was a hyphen nobody
/// knows any more, so that short ones, which stand side by side by chance (`con tanti`), are none; nor are
/// those of which every text is full (`per mettere`).
fn divided(word: &str, words: &Words) -> Vec<Spelling> {
    let length = word.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let whole = word.chars().all(char::is_alphabetic);
    let cuts = word.char_indices().enumerate().skip(1);
    cuts.filter_map(|(before, (at, _))| {
        let (first, second) = word.split_at_checked(at)?;
        let divides = match whole {
            true => PARTS
                .iter()
                .any(|&(first, second)| before >= first && length - before >= second),
            false => {
                first.chars().all(char::is_alphabetic) && second.bytes().all(|b| b.is_ascii_digit())
            }
        };
        (divides && !is_small(first) && !is_small(second) && words.hold(first))
            .then(|| vec![first.to_owned(), second.to_owned()])
    })
    .take(MOST_DIVIDED)
    .collect()
}

/// Whether a folded word is an article, a preposition or the like in a language that we know.
fn is_small(word: &str) -> bool {
    (language::all().iter()).any(|known| known.function_words.contains(word))
}

/// Letters that the two parts of a compound have at least.
const PARTS: [(usize, usize); 2] = [(3, 6), (4, 4)];
/// Ways to divide a word that are looked for.
const MOST_DIVIDED: usize = 4;
