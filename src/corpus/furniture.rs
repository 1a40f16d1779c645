//! What a page puts around an article, and what it repeats of it: lines of the interface, lone
//! signs, standfirsts and pull quotes that the body says again. Nothing else is ever left out.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::format::Draft;
use super::{Block, BlockKind};
use crate::text::fold::{fold, push_folded};
use crate::text::language::{self, Language};
use crate::text::segment;

/// The most bytes and words of a line of the interface.
const LINE: (usize, usize) = (100, 12);
/// A pull quote has at least and at most so many words.
const QUOTE_WORDS: std::ops::RangeInclusive<usize> = 10..=80;
/// How many words in a row have to agree before two places are compared.
const SHINGLE: usize = 8;
/// The same for a standfirst that is not repeated word by word.
const SMALL_SHINGLE: usize = 4;
/// How much of a standfirst a sentence of the body has to repeat, in hundredths of its words.
const ALIKE: usize = 80;

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
    let line = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words = line.split_whitespace().count();
    if words > LINE.1 {
        return false;
    }
    let folded = fold(line);
    let alone = matches!(kind, BlockKind::Item { .. }) && words < 2;
    if INTERFACE.contains(folded.as_str()) {
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

/// For each block of `kept`, whether it only repeats what another one says: the pull quotes, and
/// the standfirst even if not word by word. `kept` are the blocks of the draft that are not yet
/// left out, without the title.
#[must_use]
pub fn repeated(draft: &Draft, kept: &[Block], language: Language) -> Vec<bool> {
    let words = Words::of(draft, kept);
    let mut found = words.quotes(draft, kept);
    if let (Some(first), Some(leave)) = (kept.first(), found.first_mut())
        && first.kind == BlockKind::Paragraph
    {
        *leave = *leave || words.is_standfirst(draft, kept, language);
    }
    found
}

/// The folded words of all blocks, as hashes.
struct Words {
    hashes: Vec<u64>,
    /// Where the words of each block begin, and one past the last.
    starts: Vec<usize>,
}

impl Words {
    fn of(draft: &Draft, kept: &[Block]) -> Self {
        let mut words = Self {
            hashes: Vec::new(),
            starts: vec![0],
        };
        for block in kept {
            hash_words(block.range.of(&draft.text), &mut words.hashes);
            words.starts.push(words.hashes.len());
        }
        words
    }

    fn block(&self, place: usize) -> &[u64] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(&start), Some(&end)) => self.hashes.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    fn quotes(&self, draft: &Draft, kept: &[Block]) -> Vec<bool> {
        let mut candidates: HashMap<u64, Vec<usize>> = HashMap::new();
        for (place, block) in kept.iter().enumerate() {
            let words = self.block(place);
            let fits = match block.kind {
                BlockKind::Paragraph | BlockKind::Quote => true,
                BlockKind::Heading(_) => draft.guessed,
                _ => false,
            };
            if fits && QUOTE_WORDS.contains(&words.len()) {
                let places = candidates
                    .entry(shingles(words, SHINGLE).next().unwrap_or_default())
                    .or_default();
                // More copies of one beginning than this are no pull quotes.
                if places.len() < 4 {
                    places.push(place);
                }
            }
        }
        let mut found = vec![false; kept.len()];
        for place in 0..kept.len() {
            let words = self.block(place);
            for (at, shingle) in shingles(words, SHINGLE).enumerate() {
                for &quote in candidates.get(&shingle).into_iter().flatten() {
                    let quoted = self.block(quote);
                    if quote != place
                        && words.get(at..at + quoted.len()) == Some(quoted)
                        && (words.len() > quoted.len() || yields(draft, kept, quote, place))
                        && let Some(leave) = found.get_mut(quote)
                    {
                        *leave = true;
                    }
                }
            }
        }
        found
    }

    fn is_standfirst(&self, draft: &Draft, kept: &[Block], language: Language) -> bool {
        let first = self.block(0);
        if !QUOTE_WORDS.contains(&first.len()) || kept.len() < 3 {
            return false;
        }
        let own: HashSet<u64> = shingles(first, SMALL_SHINGLE).collect();
        let alike: Vec<Vec<u64>> = (1..kept.len())
            .filter(|&place| {
                let shared = shingles(self.block(place), SMALL_SHINGLE)
                    .filter(|shingle| own.contains(shingle));
                shared.take(2).count() == 2
            })
            .take(8)
            .filter_map(|place| kept.get(place))
            .flat_map(|block| sentences(draft, block, language))
            .collect();
        let Some(block) = kept.first() else {
            return false;
        };
        !alike.is_empty()
            && sentences(draft, block, language).iter().all(|sentence| {
                alike.iter().any(|other| {
                    common(sentence, other) * 100 >= sentence.len().max(other.len()) * ALIKE
                })
            })
    }
}

/// Of two blocks with the same words, the one that is the quote: the one that does not end like a
/// sentence, or else a first block that comes again.
fn yields(draft: &Draft, kept: &[Block], quote: usize, place: usize) -> bool {
    let ends = |place: usize| {
        kept.get(place).is_some_and(|block| {
            block
                .range
                .of(&draft.text)
                .ends_with(['.', '!', '?', '…', '”', '»', '"'])
        })
    };
    match (ends(quote), ends(place)) {
        (false, true) => true,
        (true, false) => false,
        _ => quote == 0,
    }
}

fn sentences(draft: &Draft, block: &Block, language: Language) -> Vec<Vec<u64>> {
    segment::sentences(&draft.text, block.range, language)
        .into_iter()
        .take(100)
        .map(|sentence| {
            let mut words = Vec::new();
            hash_words(sentence.of(&draft.text), &mut words);
            words
        })
        .filter(|words| words.len() <= 2 * QUOTE_WORDS.end())
        .collect()
}

/// Appends a hash of each folded word of `text`.
fn hash_words(text: &str, hashes: &mut Vec<u64>) {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut folded = String::new();
    let mut hash = 0u64;
    let mut within = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            hash = (hash ^ u64::from(c.to_ascii_lowercase())).wrapping_mul(PRIME);
            within = true;
        } else if segment::is_word(c) || within && segment::is_joined(c) {
            folded.clear();
            push_folded(c, &mut folded);
            for b in folded.bytes() {
                hash = (hash ^ u64::from(b)).wrapping_mul(PRIME);
            }
            within = true;
        } else if within {
            hashes.push(hash);
            (hash, within) = (0, false);
        }
    }
    if within {
        hashes.push(hash);
    }
}

/// The hash of every `size` words in a row, each made from the one before.
fn shingles(words: &[u64], size: usize) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let join = |hash: u64, word: &u64| hash.wrapping_mul(BASE).wrapping_add(*word);
    let out = (0..size).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let (before, after) = words.split_at(size.min(words.len()));
    let first = (before.len() == size).then(|| before.iter().fold(0, join));
    let mut hash = first.unwrap_or_default();
    first
        .into_iter()
        .chain(after.iter().zip(words).map(move |(new, old)| {
            hash = join(hash, new).wrapping_sub(old.wrapping_mul(out));
            hash
        }))
}

/// How many words two sentences have in common, in the same order.
fn common(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        let mut left = 0;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if x == y {
                diagonal + 1
            } else {
                above.max(left)
            };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_pages_are_no_text() {
        for line in [
            "Skip to main content",
            "×",
            "Iscriviti alla newsletter",
            "CONDIVIDI:",
            "» Leggi anche: Il ponte chiuso",
            "Condividi su Facebook",
            "Accept all cookies",
            "Riproduzione riservata ©",
            "✕",
            "Privacy Policy",
            "Pubblicità",
            // Whose picture it is, where the picture is not.
            "Foto: Ansa / Mario Rossi",
            "(Foto: Reuters)",
            "Photo: Jane Doe/AFP via Getty Images",
            "Image credit: NASA",
            "Foto: Agenzia Delta",
            "(Photo by Ann Reed/Coast Pictures)",
        ] {
            assert!(is_interface(line, BlockKind::Paragraph, true), "{line}");
        }
    }

    #[test]
    fn text_is_text() {
        for line in [
            "Condividi su questo punto, disse il ministro.",
            "Il menu del vertice",
            "Foto di gruppo con generale",
            "Foto: il ministro le ha viste tutte. Poi è uscito.",
            "Credit is due to the mayor",
            "⁂",
            "[…]",
            "…",
            "␦",
            "?",
            "Fine",
            "Cerca la pace e perseguila",
            "Iscriviti alla newsletter per sapere che cosa ha deciso. Poi vieni.",
            "1950",
            "Foto di gruppo con i ministri",
            "Foto: il molo all’alba, prima della partenza.",
            "Share on this agreement was never lost.",
            "Leggi anche nel pensiero, dicevano di lui i colleghi.",
        ] {
            assert!(!is_interface(line, BlockKind::Paragraph, true), "{line}");
        }
        assert!(!is_interface("Comments", BlockKind::Heading(2), false));
        assert!(!is_interface(
            "• Search",
            BlockKind::Item { depth: 0 },
            false
        ));
    }

    #[test]
    fn the_same_words_have_the_same_shingles() {
        let words: Vec<u64> = (0..30u64).map(|n| n % 7 * 31).collect();
        let found: Vec<u64> = shingles(&words, 8).collect();
        assert_eq!(found.len(), 23);
        assert_eq!(found.first(), found.get(7));
        assert_ne!(found.first(), found.get(1));
        assert_eq!(shingles(&[1, 2], 8).count(), 0);
    }

    #[test]
    fn counts_what_is_common_in_order() {
        assert_eq!(common(&[1, 2, 3, 4], &[2, 9, 3, 1]), 2);
        assert_eq!(common(&[], &[1]), 0);
    }
}
