//! Other ways to write typed words: a compound with its hyphen or without, the name of an actor in its other
//! transliterations, or as it is heard. Which words of a corpus each of them means is for `forms`.

use super::distance::LONGEST;
use super::forms::Form;
use super::sequence::Spelling;
use super::typed::Typed;
use crate::index::catalogue::Catalogue;
use crate::index::words::Words;
use crate::text::language;

/// How far one goes for other ways to write what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A compound may have its hyphen or none: it is the same word.
    Compounds,
    /// A name may be spelled otherwise as well.
    Names,
    /// A word that no article holds may also be a name as it is heard.
    NamesHeard,
}

/// The other ways in which typed words may be written in a corpus: as one word where they have hyphens, in two
/// words where they have none, and as other names of the actor that one of them names alone.
pub(super) fn spellings(typed: &Typed, reach: Reach, catalogue: &Catalogue) -> Vec<Spelling> {
    if typed.words.len() > MOST_WORDS {
        return Vec::new();
    }
    // What was typed, and after it every other way, part by part.
    let mut ways = vec![Spelling::typed()];
    for compound in typed.compounds() {
        let mut others = vec![Spelling {
            words: compound.to_vec(),
            form: Form::Exact,
        }];
        match compound {
            [word] => {
                others.extend(divided(word, catalogue.words()));
                if reach != Reach::Compounds {
                    others.extend(named(word, reach, catalogue));
                }
            }
            _ => others.push(Spelling::ending(vec![compound.concat()])),
        }
        let longer = others
            .iter()
            .flat_map(|other| ways.iter().map(|way| way.followed_by(other)));
        ways = longer.take(MOST_WAYS).collect();
    }
    ways.split_off(1.min(ways.len()))
}

/// The other ways to write a word that is, or sounds like, a name.
fn named(word: &str, reach: Reach, catalogue: &Catalogue) -> Vec<Spelling> {
    let (roster, words) = (&catalogue.roster, catalogue.words());
    let others = roster.spellings(word).into_iter();
    let mut spellings: Vec<Spelling> = others.map(|other| Spelling::ending(vec![other])).collect();
    // What stands in the articles as it was typed is meant so: no plain word is taken for a name.
    let length = word.chars().count();
    let hearable = word.chars().all(char::is_alphabetic) && HEARD.contains(&length);
    if reach != Reach::NamesHeard || !hearable || words.hold(word) {
        return spellings;
    }
    let mut heard: Vec<Vec<&str>> = roster.heard(word);
    heard.retain(|row| {
        let [one] = row.as_slice() else {
            return !row.iter().all(|part| is_small(part));
        };
        words.hold(one)
    });
    heard.sort_by_cached_key(|row| {
        let away = strsim::osa_distance(word, &row.concat());
        (away, row.concat())
    });
    spellings.extend(heard.iter().take(MOST_HEARD).map(|row| Spelling {
        words: row.iter().map(|&part| part.to_owned()).collect(),
        form: match row.len() {
            1 => Form::Typo,
            _ => Form::Ending,
        },
    }));
    spellings
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
        let after = length - before;
        let divides = match whole {
            true => {
                let long = |&(first, second)| before >= first && after >= second;
                PARTS.iter().any(long) || (after >= PREFIXED && is_prefix(first))
            }
            false => {
                first.chars().all(char::is_alphabetic) && second.bytes().all(|b| b.is_ascii_digit())
            }
        };
        (divides && !is_small(first) && !is_small(second) && words.hold(first))
            .then(|| Spelling::ending(vec![first.to_owned(), second.to_owned()]))
    })
    .take(MOST_DIVIDED)
    .collect()
}

/// Whether a folded word is an article, a preposition or the like in a language that we know.
fn is_small(word: &str) -> bool {
    (language::all().iter()).any(|known| known.function_words.contains(word))
}

/// Whether a folded word is put before others with a hyphen or without.
fn is_prefix(word: &str) -> bool {
    (language::all().iter()).any(|known| known.prefixes.contains(word))
}

/// Words of a term, of which other ways to write them are looked for, and those ways, the typed one among them.
const MOST_WORDS: usize = 12;
const MOST_WAYS: usize = 16;
/// Letters that the two parts of a compound have at least, and what follows a short prefix.
const PARTS: [(usize, usize); 2] = [(3, 6), (4, 4)];
const PREFIXED: usize = 5;
/// Ways to divide a word that are looked for.
const MOST_DIVIDED: usize = 4;
/// Letters of a word that is compared with names as it is heard, and those that it is taken for.
const HEARD: std::ops::RangeInclusive<usize> = 5..=LONGEST;
const MOST_HEARD: usize = 8;
