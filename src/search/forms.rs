//! Which words of a corpus a typed word means: itself, words that begin with it, other endings of
//! it, and where it is mistyped the words it is nearest to. Worked out once for a query, over the
//! words of the corpus; never over prose.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use super::distance::{LONGEST, distance, letters, nearness};
use super::fuzzy;
use crate::index::wanted::Wanted;
use crate::index::words::{Source, Words};

/// How a word of a text answers a typed word, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// It is the word, as folded.
    Exact,
    /// It begins with the word.
    Prefix,
    /// It is another form of the word: it differs in a light ending (`sanzione`, `sanzioni`), or is the
    /// same compound or name spelled otherwise (`nord-coreano`, `Šojgu`).
    Ending,
    /// It differs by a typing error, or is a name that sounds like it.
    Typo,
    /// It has the letters of the word in their order.
    Fuzzy,
}

impl Form {
    /// Whether it is a guess, which gives way to anything better in the same article.
    #[must_use]
    pub const fn is_guess(self) -> bool {
        matches!(self, Self::Typo | Self::Fuzzy)
    }
}

/// What a typed word may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Latitude {
    /// The word as it is.
    Exact,
    /// The word, or what begins with it.
    Open,
    /// The word, or another ending of it.
    Endings,
    /// Every [`Form`]; what begins with a very short word only where that may still go on.
    Free {
        /// Whether the word may be half typed.
        open: bool,
    },
}

impl Latitude {
    /// The same where nothing is guessed.
    pub(super) const fn without_guesses(self) -> Self {
        match self {
            Self::Free { .. } => Self::Endings,
            exact => exact,
        }
    }
}

/// A shorter word means nothing but itself, unless it may still go on.
const SHORTEST_PREFIX: usize = 3;
/// Words that such a short one is taken for the beginning of.
const MOST_BEGUN: usize = 512;
/// A typing error in a word this long is looked for even where the word itself occurs: hardly
/// another word is so near to it. Of shorter ones many are (`core`, `come`).
const LONG: usize = 7;
/// How many times more articles hold a word that is meant by a shorter one of which only another ending
/// occurs.
const COMMONER: u32 = 2;
/// How many times fewer articles hold another's typing error than the word that was meant, where one
/// letter stands for another and both could be right.
const RARER: u32 = 4;
/// Letters of a word that is looked for by the order of its letters.
const FUZZY: std::ops::RangeInclusive<usize> = 4..=32;
/// Guesses by the order of letters: at most so many words, and so much of the best score.
const MOST_FUZZY: usize = 8;
const FUZZY_SHARE: (i64, i64) = (9, 10);

/// A word of a corpus that a typed word may mean.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    /// The word, folded.
    pub(super) word: Arc<str>,
    pub(super) form: Form,
    /// How many articles hold it.
    pub(super) articles: u32,
}

/// The words of a corpus that `word`, folded, may mean, each with its best form.
pub(super) fn forms(word: &str, latitude: Latitude, words: &Words) -> Vec<Meant> {
    let length = word.chars().count();
    let prefix = match latitude {
        Latitude::Exact | Latitude::Endings => false,
        Latitude::Open => true,
        Latitude::Free { open } => open || length >= SHORTEST_PREFIX,
    };
    let free = matches!(latitude, Latitude::Free { .. });
    let comparable = word.chars().all(char::is_alphabetic) && length <= LONGEST;
    let limit = if free && comparable { typos(length) } else { 0 };
    let inflected = free || latitude == Latitude::Endings;
    let endings = inflected && comparable && typos(length) > 0;
    let form = |other: &str, typos| {
        if other == word {
            Some(Form::Exact)
        } else if prefix && other.starts_with(word) {
            Some(Form::Prefix)
        } else if endings && same_but_ending(word, other) {
            Some(Form::Ending)
        } else if typos > 0 && same_first(word, other) && distance(word, other, typos).is_some() {
            Some(Form::Typo)
        } else {
            None
        }
    };
    let look = |typos| {
        let wanted = Wanted {
            word,
            prefix,
            endings,
            typos,
        };
        gathered(words, |source, found| {
            source.visit(&wanted, &mut |other, articles| {
                if let Some(form) = form(other, typos) {
                    found(form, other, articles);
                }
            });
        })
    };
    let mut found = look(0);
    if found.is_empty() && limit > 0 {
        found = look(limit);
    } else if limit > 0 && length >= LONG {
        // `Pyongiang` in one article of many is an error; `contratto` beside `contrasto` is none.
        let right: u32 = found.iter().map(|meant| meant.articles).sum();
        let near = mistyped(look(1), 0);
        found.extend(near.filter(|meant| {
            !has_another_letter(word, &meant.word) || meant.articles.saturating_mul(RARER) <= right
        }));
    } else if limit > 0 && found.iter().all(|meant| meant.form == Form::Ending) {
        // Perhaps not another ending, but another's typing error beside the word that was meant:
        // `archvio` keeps nobody who types `archve` from `archive`.
        let ending: u32 = found.iter().map(|meant| meant.articles).sum();
        let least = ending.saturating_mul(COMMONER);
        let near = mistyped(look(1), least);
        found.extend(near.filter(|meant| !has_another_letter(word, &meant.word)));
    }
    if length < SHORTEST_PREFIX && found.len() > MOST_BEGUN {
        // The commonest of what it may become; the next letter brings the others.
        found.sort_by(|a, b| {
            (a.form, Reverse(a.articles), &a.word).cmp(&(b.form, Reverse(b.articles), &b.word))
        });
        found.truncate(MOST_BEGUN);
    }
    if found.is_empty() && free && comparable && FUZZY.contains(&length) {
        found = by_order(word, length, words);
    }
    found
}

/// Those that differ by a typing error and that so many articles hold.
fn mistyped(found: Vec<Meant>, articles: u32) -> impl Iterator<Item = Meant> {
    (found.into_iter()).filter(move |meant| meant.form == Form::Typo && meant.articles >= articles)
}

/// Whether one letter stands for another: so words differ that both are right (`corse`, `corte`), as they
/// seldom do where a letter is missing, too many, or in the wrong place.
fn has_another_letter(a: &str, b: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (a, b) = (letters(a), letters(b));
    a.len() == b.len() && a != b
}

/// Words one after another; where each ends, what it is, and how many articles hold it.
type InRow = (String, Vec<(usize, Form, u32)>);

/// What `look` finds in every part, each word once, in their order.
fn gathered(
    words: &Words,
    look: impl Fn(Source<'_>, &mut dyn FnMut(Form, &str, u32)) + Sync,
) -> Vec<Meant> {
    // Most words are found in every part.
    let parts: Vec<InRow> = (words.sources().into_par_iter())
        .map(|source| {
            let (mut text, mut ends) = (String::new(), Vec::new());
            look(source, &mut |form, word, articles| {
                text.push_str(word);
                ends.push((text.len(), form, articles));
            });
            (text, ends)
        })
        .collect();
    let mut all: Vec<(&str, Form, u32)> = Vec::new();
    for (text, ends) in &parts {
        let mut from = 0;
        for &(end, form, articles) in ends {
            let word = text.get(from..end).unwrap_or_default();
            all.push((word, form, articles));
            from = end;
        }
    }
    // Those of a part are nearly in order.
    all.sort_by(|a, b| a.0.cmp(b.0));
    let same = all.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|same| {
        let &(word, form, _) = same.first()?;
        Some(Meant {
            word: word.into(),
            form,
            articles: same.iter().map(|&(.., articles)| articles).sum(),
        })
    })
    .collect()
}

fn same_first(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
}

/// The words nearest to `word` that it does not mean, the most likely first, as a reader would
/// write them.
pub(super) fn near(word: &str, most: usize, words: &Words) -> Vec<String> {
    let Some(limit) = nearness(word) else {
        return Vec::new();
    };
    let near = gathered(words, |source, found| {
        source.visit_all(&mut |other, articles| {
            if distance(word, other, limit).is_some() {
                found(Form::Typo, other, articles);
            }
        });
    });
    let mut near: Vec<_> = near
        .into_iter()
        .filter_map(|meant| Some((distance(word, &meant.word, limit)?, meant)))
        .collect();
    near.sort_by(|(away, a), (away_too, b)| {
        (away, Reverse(a.articles), &a.word).cmp(&(away_too, Reverse(b.articles), &b.word))
    });
    near.iter()
        .take(most)
        .map(|(_, meant)| words.shown(&meant.word))
        .collect()
}

/// Typing errors that are looked through in a word of this many letters.
const fn typos(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether the two share a stem of four letters or more (three, if that is all but one) and end
/// in light endings of Italian or English.
fn same_but_ending(a: &str, b: &str) -> bool {
    let stem = a
        .char_indices()
        .zip(b.chars())
        .find(|&((_, a), b)| a != b)
        .map_or(a.len().min(b.len()), |((at, _), _)| at);
    let (Some(ending_a), Some(ending_b)) = (a.get(stem..), b.get(stem..)) else {
        return false;
    };
    let vowel = |ending: &str| matches!(ending, "a" | "e" | "i" | "o");
    let light = |ending: &str| vowel(ending) || matches!(ending, "he" | "hi" | "ia" | "ie" | "io");
    let english = |ending: &str| matches!(ending, "" | "s" | "es" | "y" | "ies");
    (stem >= 3 && vowel(ending_a) && vowel(ending_b))
        || (stem >= 4
            && ((light(ending_a) && light(ending_b)) || (english(ending_a) && english(ending_b))))
}

/// The words that hold the letters of `word` in their order, near one another.
fn by_order(word: &str, length: usize, words: &Words) -> Vec<Meant> {
    let wanted = letters(word);
    let score = |other: &str| Some(fuzzy::fuzzy(other, word)?.0);
    let found = gathered(words, |source, found| {
        source.visit_all(&mut |other, articles| {
            if wanted & !letters(other) == 0
                && other.len() <= 2 * length + 2
                && score(other).is_some()
            {
                found(Form::Fuzzy, other, articles);
            }
        });
    });
    let mut scored: Vec<(i64, Meant)> = found
        .into_iter()
        .filter_map(|meant| Some((score(&meant.word)?, meant)))
        .collect();
    scored.sort_by(|(score, a), (other, b)| {
        (Reverse(score), &a.word).cmp(&(Reverse(other), &b.word))
    });
    let best = scored.first().map_or(0, |&(score, _)| score);
    let (part, whole) = FUZZY_SHARE;
    scored
        .into_iter()
        .take(MOST_FUZZY)
        .filter(|&(score, _)| score * whole >= best * part)
        .map(|(_, meant)| meant)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_those_of_one_word() {
        for (a, b) in [
            ("sanzione", "sanzioni"),
            ("russo", "russa"),
            ("politico", "politiche"),
            ("country", "countries"),
            ("leaders", "leader"),
            ("mesi", "mese"),
        ] {
            assert!(same_but_ending(a, b) && same_but_ending(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("pace", "pacchi"),
            ("patto", "patata"),
            ("uno", "una"),
            ("missile", "missiva"),
            ("corea", "corsa"),
            ("città", "citta"),
        ] {
            assert!(!same_but_ending(a, b), "{a} {b}");
        }
    }
}
