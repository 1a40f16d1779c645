//! What an article says twice because of its page: pull quotes, and the standfirst. Nothing that is
//! said in other words is meant, nor what a text says twice of its own accord, as manuals do.

use super::CLOSERS;
use super::hashes::Hashes;
use super::phrase::Phrase;
use crate::corpus::format::Draft;
use crate::corpus::{Block, BlockKind};
use crate::text::language::Language;
use crate::text::segment;

/// A pull quote has at least and at most so many words.
const QUOTE_WORDS: std::ops::RangeInclusive<usize> = 10..=80;
/// How many words in a row have to agree before two places are compared.
const SHINGLE: usize = 8;
/// Paragraphs of plain text that end like sentences and stand word for word in longer ones are pull
/// quotes where there are at most so many of them, one in so many blocks.
const FEW: usize = 3;
const RARE: usize = 6;
/// So many blocks that could be quotes are looked for one by one, and more of them all at once.
const SINGLY: usize = 3;
/// More blocks that begin alike are no pull quotes.
const MOST_ALIKE: usize = 4;
/// So many words of a standfirst are looked for before its sentences are; one whose first sentence is
/// shorter stays.
const BEGINNING: usize = 3;

/// What a block says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether it only repeats what another one says.
    pub again: bool,
    /// How many words it has.
    pub words: usize,
}

/// For each block of `kept`, whether it only repeats what another one says, word for word: the pull
/// quotes, and the standfirst; and how many words it has. `kept` are the blocks of the draft that are
/// not yet left out, without the title.
#[must_use]
pub fn said(draft: &Draft, kept: &[Block], language: Language) -> Vec<Said> {
    let text = |block: &Block| block.range.of(&draft.text);
    let words = kept.iter().map(|block| segment::count_words(text(block)));
    let mut said: Vec<Said> = words
        .map(|words| Said {
            again: false,
            words,
        })
        .collect();
    let blocks = Blocks { draft, kept };
    let again = blocks.first_again(&said);
    blocks.leave_quotes(&mut said, again);
    let is_kept = said.first().is_some_and(|first| !first.again);
    if again
        && is_kept
        && kept.len() >= 3
        && blocks.is_standfirst(&said, language)
        && let Some(first) = said.first_mut()
    {
        first.again = true;
    }
    said
}

/// The blocks that are not yet left out.
struct Blocks<'a> {
    draft: &'a Draft,
    kept: &'a [Block],
}

/// Whether a block that says what another one says looks like a quote taken out of the text, and not
/// like a part of it; by the places of blocks.
type Repetitions = Vec<Option<bool>>;

impl<'a> Blocks<'a> {
    fn text(&self, place: usize) -> &'a str {
        let block = self.kept.get(place);
        block.map_or("", |block| block.range.of(&self.draft.text))
    }

    /// Whether a first paragraph as long as a quote begins as another block goes on, without which
    /// nothing of it is said again.
    fn first_again(&self, said: &[Said]) -> bool {
        let fits = |first: &Block| first.kind == BlockKind::Paragraph;
        let words = said.first().map_or(0, |first| first.words);
        if !self.kept.first().is_some_and(fits) || !QUOTE_WORDS.contains(&words) {
            return false;
        }
        let beginning = Phrase::beginning(self.text(0), BEGINNING);
        (1..self.kept.len()).any(|place| beginning.stands_in(self.text(place)))
    }

    /// Marks the blocks of which every word stands in another block, in a row, as quotes do.
    fn leave_quotes(&self, said: &mut [Said], first_again: bool) {
        let could_repeat = |place: usize, block: &Block, words: usize| {
            let fits = match block.kind {
                BlockKind::Paragraph | BlockKind::Quote => true,
                BlockKind::Heading(_) => self.draft.guessed,
                _ => false,
            };
            let again = place > 0 || first_again || block.kind != BlockKind::Paragraph;
            fits && again && QUOTE_WORDS.contains(&words) && could_repeat(self.draft, block, place)
        };
        let blocks = (0..).zip(self.kept.iter().zip(said.iter()));
        let candidates: Vec<usize> = blocks
            .filter(|&(place, (block, said))| could_repeat(place, block, said.words))
            .map(|(place, _)| place)
            .collect();
        if candidates.is_empty() {
            return;
        }
        let repetitions = if candidates.len() <= SINGLY {
            self.found_singly(said, &candidates)
        } else {
            self.found_together(said, &candidates)
        };
        let whole_sentences = repetitions.iter().filter(|&&quote| quote == Some(false));
        let whole_sentences = whole_sentences.count();
        // Plain text does not tell a pull quote that ends like a sentence from a paragraph; a few
        // of them are quotes, many are the way of a manual.
        let some = whole_sentences <= FEW && whole_sentences * RARE <= self.kept.len();
        for (said, quote) in said.iter_mut().zip(repetitions) {
            said.again = quote == Some(true) || quote == Some(false) && some;
        }
    }

    /// Which of the `candidates` stand in other blocks, each looked for by itself.
    fn found_singly(&self, said: &[Said], candidates: &[usize]) -> Repetitions {
        let words = |place: usize| said.get(place).map_or(0, |said| said.words);
        let phrases: Vec<Phrase> = candidates
            .iter()
            .map(|&place| Phrase::of(self.text(place)))
            .collect();
        let mut found = vec![None; self.kept.len()];
        for (&quote, phrase) in candidates.iter().zip(&phrases) {
            let alike = phrases
                .iter()
                .filter(|other| other.begins_as(phrase, SHINGLE));
            let few_alike = phrases.len() <= 2 || alike.count() <= 2;
            for place in (0..self.kept.len()).filter(|&place| place != quote) {
                if words(place) < words(quote) || !phrase.stands_in(self.text(place)) {
                    continue;
                }
                let once = words(place) > words(quote) || few_alike;
                self.note(&mut found, quote, place, once);
                if found.get(quote) == Some(&Some(true)) {
                    break;
                }
            }
        }
        found
    }

    /// The same of many candidates: by the hashes of the first words of each, which are compared with
    /// those of the words at every place of the text.
    fn found_together(&self, said: &[Said], candidates: &[usize]) -> Repetitions {
        let mut hashes = Hashes::default();
        let mut beginnings = Sieve::default();
        let mut candidates: Vec<Candidate> = candidates
            .iter()
            .map(|&place| {
                let words = hashes.of(self.text(place));
                beginnings.put(words.first().copied().unwrap_or_default());
                Candidate {
                    shingle: joined(words.get(..SHINGLE).unwrap_or(words)),
                    place,
                    words: words.len(),
                    whole: joined(words),
                }
            })
            .collect();
        candidates.sort_unstable_by_key(|candidate| (candidate.shingle, candidate.place));
        let mut found = vec![None; self.kept.len()];
        for (place, said) in said.iter().enumerate() {
            if said.words < SHINGLE {
                continue;
            }
            let words = hashes.of(self.text(place));
            for (at, shingled) in words.windows(SHINGLE).enumerate() {
                let first = shingled.first().copied().unwrap_or_default();
                if !beginnings.lets_through(first) {
                    continue;
                }
                let shingle = joined(shingled);
                let first = candidates.partition_point(|candidate| candidate.shingle < shingle);
                let alike = candidates.get(first..).unwrap_or_default().iter();
                let alike = alike
                    .take_while(|candidate| candidate.shingle == shingle)
                    .take(MOST_ALIKE);
                for quote in alike.clone() {
                    let once = words.len() > quote.words || alike.clone().count() <= 2;
                    if quote.place != place
                        && words.get(at..at + quote.words).map(joined) == Some(quote.whole)
                    {
                        self.note(&mut found, quote.place, place, once);
                    }
                }
            }
        }
        found
    }

    /// Takes note that the words of the block at `quote` stand in the block at `place`.
    fn note(&self, found: &mut Repetitions, quote: usize, place: usize, once: bool) {
        if let Some(is_quote) = judged(self.draft, self.kept, quote, place, once)
            && let Some(slot) = found.get_mut(quote)
        {
            *slot = Some(is_quote || *slot == Some(true));
        }
    }

    /// Whether each sentence of the first block stands in one other block that is no quote, word for
    /// word. What stands in several is what the text likes to say.
    fn is_standfirst(&self, said: &[Said], language: Language) -> bool {
        let Some(block) = self.kept.first() else {
            return false;
        };
        let sentences = segment::sentences(&self.draft.text, block.range, language);
        let mut any = false;
        sentences.iter().all(|sentence| {
            let phrase = Phrase::of(sentence.of(&self.draft.text));
            if phrase.is_empty() {
                return true;
            }
            any = true;
            let texts = (0..).zip(said).skip(1).filter(|(_, said)| !said.again);
            let mut again = texts.filter(|&(place, _)| phrase.stands_in(self.text(place)));
            again.next().is_some() && again.next().is_none()
        }) && any
    }
}

/// A block that could repeat what another one says.
struct Candidate {
    /// Its first words together.
    shingle: u64,
    place: usize,
    words: usize,
    /// All of its words together.
    whole: u64,
}

/// Lets through what was put in, and little else, at no cost.
#[derive(Default)]
struct Sieve([u64; 32]);

impl Sieve {
    fn put(&mut self, hash: u64) {
        if let Some(bits) = self.0.get_mut((hash >> 59) as usize) {
            *bits |= 1 << (hash >> 53 & 63);
        }
    }

    fn lets_through(&self, hash: u64) -> bool {
        let bits = self.0.get((hash >> 59) as usize);
        bits.is_some_and(|bits| bits & (1 << (hash >> 53 & 63)) != 0)
    }
}

/// Whether the block at `quote`, every word of which stands in a row in the block at `place`, may be
/// left out for it, and then whether it looks like a quote. `once` is whether no third block says
/// just that.
fn judged(draft: &Draft, kept: &[Block], quote: usize, place: usize, once: bool) -> Option<bool> {
    let (quoted, whole) = (kept.get(quote)?, kept.get(place)?);
    let longer = whole.range.len() > quoted.range.len();
    let looks = is_quoted(draft, quoted) && !is_quoted(draft, whole)
        || !ends(draft, quoted) && ends(draft, whole);
    // Of two blocks with the same words the first of the text is the standfirst.
    let first = once && quote == 0 && quoted.kind == BlockKind::Paragraph;
    if looks || first {
        Some(true)
    } else {
        (draft.guessed && longer).then_some(false)
    }
}

/// Whether the block at `place` could be left out for another one, as [`judged`] says: a paragraph
/// that is no quote and ends like a sentence never is, where quotes are marked as such.
fn could_repeat(draft: &Draft, block: &Block, place: usize) -> bool {
    let first = place == 0 && block.kind == BlockKind::Paragraph;
    draft.guessed || first || is_quoted(draft, block) || !ends(draft, block)
}

/// Whether a block ends like a sentence.
fn ends(draft: &Draft, block: &Block) -> bool {
    let text = block.range.of(&draft.text).trim_end_matches(CLOSERS);
    text.ends_with(['.', '!', '?', '…'])
}

/// Whether a block is a quote as a whole.
fn is_quoted(draft: &Draft, block: &Block) -> bool {
    let text = block.range.of(&draft.text);
    block.kind == BlockKind::Quote
        || text.starts_with(['«', '“', '"', '„']) && text.ends_with(CLOSERS)
}

/// One number for words in a row.
fn joined(words: &[u64]) -> u64 {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let join = |hash: u64, word: &u64| hash.wrapping_mul(BASE).wrapping_add(*word);
    words.iter().fold(0, join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::format;

    proptest::proptest! {
        #[test]
        fn what_is_found_singly_is_what_is_found_together(
            parts in proptest::collection::vec("[ab]", 2..7),
            end in "[.:]",
        ) {
            let long = "La barca del guardiano, l’Élite, è affondata davanti a tutti i pescatori";
            let other = "Nessuno dei pescatori ha più visto da vicino il guardiano del faro nuovo";
            let line = |part: &String| match part.as_str() {
                "a" => format!("{long}{end}"),
                _ => format!("{other}. {}.", long.to_uppercase()),
            };
            let text: Vec<String> = parts.iter().map(line).collect();
            let draft = (format::plain::FORMAT.parse)(text.join("\n\n").as_bytes()).unwrap().remove(0);
            let blocks = Blocks { draft: &draft, kept: &draft.blocks };
            let said = said(&draft, &draft.blocks, Language::ITALIAN);
            let all: Vec<usize> = (0..said.len()).collect();
            if said.len() <= MOST_ALIKE {
                proptest::prop_assert_eq!(
                    blocks.found_singly(&said, &all),
                    blocks.found_together(&said, &all)
                );
            }
        }
    }
}
