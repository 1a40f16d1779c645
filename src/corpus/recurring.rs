//! Lines that the articles of a corpus have in common and that are no sentences: what the pages
//! that they were copied from put around each. Which line of one article could be such a line is
//! told by its place; whether it is one, by the other articles. Lines that are known beforehand are
//! for [`furniture`].
//!
//! An article keeps in its head which of its lines were left out for this reason, so that it reads
//! the same whenever it is opened, whatever is open with it then.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::format::Draft;
use super::label::{glued_date, labelled};
use super::stamp::FileKey;
use super::{Block, BlockKind, Head, furniture, metadata};
use crate::text::fold::fold;
use crate::text::language::Language;

/// How many articles with different texts have to have a line in common.
const ARTICLES: usize = 3;
/// Lines of one article that are compared with those of others.
const MOST_LINES: usize = 64;
/// Lines that are remembered of a corpus.
const MOST_REMEMBERED: usize = 1 << 20;

/// The lines that are known to recur, by their keys.
pub(super) type Known = HashSet<u64>;

/// What of an article could recur in others.
#[derive(Clone, Debug, Default)]
pub(super) struct Margins {
    /// The keys of the lines, each once.
    lines: Box<[u64]>,
    /// What tells articles apart that are not versions of each other: their first sentences.
    begins: u64,
}

impl Margins {
    /// Whether nothing of the article could recur.
    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes a line out that stays, whatever other articles have.
    pub(super) fn forget(&mut self, key: u64) {
        let lines = std::mem::take(&mut self.lines);
        self.lines = lines.into_iter().filter(|line| *line != key).collect();
    }
}

/// A line that could be a part of the page.
pub(super) struct Line {
    /// The place of its block.
    pub(super) place: usize,
    pub(super) key: u64,
    /// Whether it stands before the text, where the title is.
    pub(super) before: bool,
}

/// The lines among `blocks` that could be parts of the page: those that are no sentences and stand
/// before the first one or after the last one, or between, where no text follows them that they
/// could be a heading of. Headings, what stands right under one, and items that the author marked, dates, by-lines and what
/// introduces something never are.
pub(super) fn lines(draft: &Draft, blocks: &[Block], language: Language) -> (Vec<Line>, Margins) {
    let is_line: Vec<bool> = blocks.iter().map(|block| is_line(draft, block)).collect();
    let says = |place: &usize| {
        is_line.get(*place) == Some(&false)
            && blocks
                .get(*place)
                .is_some_and(|block| block.kind.is_prose())
    };
    let first = (0..blocks.len()).find(says);
    let last = (0..blocks.len()).rfind(says);
    let (Some(first), Some(last)) = (first, last) else {
        return Default::default();
    };
    // What stands under the heading of a part is the part.
    let is_heading = |place: usize| {
        let kind = blocks.get(place).map(|block| block.kind);
        !draft.guessed && matches!(kind, Some(BlockKind::Heading(_)))
    };
    let title = (0..blocks.len()).find(|&place| is_heading(place));
    let title = title.unwrap_or(blocks.len());
    let mut found = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let outside = place < first || place > last;
        let leads = is_line.get(place + 1) != Some(&true);
        let answers = place > title + 1 && is_heading(place - 1);
        if is_line.get(place) != Some(&true) || !outside && leads || answers {
            continue;
        }
        let text = block.range.of(&draft.text);
        if found.len() < MOST_LINES && !says_something(text, language) {
            found.push(Line {
                place,
                key: key(text),
                before: place < first,
            });
        }
    }
    let begins = blocks.get(first).filter(|_| !found.is_empty());
    let begins = begins.map(|block| block.range.of(&draft.text));
    let mut keys: Vec<u64> = found.iter().map(|line| line.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let margins = Margins {
        lines: keys.into(),
        begins: begins.map_or(0, |text| xxh3_64(text.as_bytes())),
    };
    (found, margins)
}

/// Whether a block has the shape of a line of a page: short, and no sentence.
fn is_line(draft: &Draft, block: &Block) -> bool {
    let fits = match block.kind {
        BlockKind::Paragraph => true,
        BlockKind::Heading(_) | BlockKind::Item { .. } => draft.guessed,
        BlockKind::Title | BlockKind::Quote | BlockKind::Verbatim | BlockKind::Rule => false,
    };
    let text = block.range.of(&draft.text);
    fits && furniture::is_short(text)
        && text.contains(char::is_alphabetic)
        && !text.contains(['\n'])
        && !text.contains(". ")
        && !text
            .trim_end_matches(furniture::CLOSERS)
            .ends_with(['.', '!', '?', '…', ',', ';', ':'])
        && !text.starts_with(['«', '“', '"', '„'])
}

/// Whether a line tells something of the article: a date, who wrote it, a field by its name.
pub(super) fn says_something(text: &str, language: Language) -> bool {
    labelled(text).is_some()
        || glued_date(text, language).is_some()
        || metadata::without_by(text).len() < text.len()
}

/// What two lines have in common that say the same. A number tells them apart, as it does the titles
/// of a series.
fn key(text: &str) -> u64 {
    let plain = fold(text).replace(|c: char| !c.is_alphanumeric(), "");
    xxh3_64(plain.as_bytes())
}

/// The lines of a corpus: which recur, and where the others were seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Recurring {
    known: Arc<Known>,
    seen: HashMap<u64, Seen>,
    /// Files with articles that still have a line that recurs.
    #[serde(skip)]
    stale: HashSet<FileKey>,
}

/// Where a line was seen that is not known to recur.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Seen {
    files: Vec<FileKey>,
    /// How the articles begin that have it, each once.
    begins: Vec<u64>,
}

impl Recurring {
    /// What earlier readings knew of it: the lines that are left out of articles.
    #[must_use]
    pub fn of<'a>(heads: impl Iterator<Item = &'a Head>) -> Self {
        let lines = heads.flat_map(|head| head.recurring.iter().copied());
        Self {
            known: Arc::new(lines.collect()),
            ..Self::default()
        }
    }

    /// The lines that are known to recur by now.
    pub(super) const fn known(&self) -> &Arc<Known> {
        &self.known
    }

    /// Takes note of an article of the file of this key, from which the lines `left_out` were left
    /// out already; to be called in the order of the corpus. Whether a line was recognised now.
    pub(super) fn note(&mut self, file: FileKey, margins: &Margins, left_out: &[u64]) -> bool {
        let before = self.known.len();
        for line in &margins.lines {
            if self.known.contains(line) {
                if !left_out.contains(line) {
                    self.stale.insert(file);
                }
                continue;
            }
            if !self.seen.contains_key(line) && self.seen.len() >= MOST_REMEMBERED {
                continue;
            }
            let seen = self.seen.entry(*line).or_default();
            if seen.files.last() != Some(&file) {
                seen.files.push(file);
            }
            if !seen.begins.contains(&margins.begins) {
                seen.begins.push(margins.begins);
            }
            if seen.begins.len() >= ARTICLES
                && let Some(seen) = self.seen.remove(line)
            {
                self.stale.extend(seen.files);
                Arc::make_mut(&mut self.known).insert(*line);
            }
        }
        self.known.len() > before
    }

    /// Whether an article has one of these lines that is known to recur, and was not `left_out`.
    pub(super) fn is_in(&self, margins: &Margins, left_out: &[u64]) -> bool {
        let mut lines = margins.lines.iter();
        lines.any(|line| self.known.contains(line) && !left_out.contains(line))
    }

    /// Whether a file has to be read again, as far as is known by now.
    #[must_use]
    pub fn is_stale(&self, file: FileKey) -> bool {
        self.stale.contains(&file)
    }

    /// The files that have to be read again, so that no article has a line left that recurs.
    pub(super) fn stale(&mut self) -> HashSet<FileKey> {
        std::mem::take(&mut self.stale)
    }
}

#[cfg(test)]
mod tests;
