//! Fuzzy finding of names: titles, actors, events, bookmarks, commands; with the query habits of
//! fzf. Scores come from `fuzzy-matcher`. Prose is never matched so: see `matcher`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rayon::prelude::*;

use crate::text::TextRange;
use crate::text::fold::{fold, push_folded};

/// Beyond this many characters a name is not looked at: the scores of wide gaps are wrong there,
/// and nobody remembers a name by them.
const LONGEST_NAME: usize = 512;
/// A longer word of a pattern finds nothing.
const LONGEST_WORD: usize = 128;
/// Candidates between two questions whether to go on, and two partial answers.
const CHUNK: usize = 16_384;
/// What `fuzzy-matcher` gives for a character, its neighbour, and the beginning of a word.
const MATCHED: i64 = 16;
const CONSECUTIVE: i64 = 4;
const HEAD: i64 = 8;
/// More than any word scores whose letters stand apart.
const WRITTEN: i64 = 1 << 20;

/// Something with a name that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<K> {
    /// What is picked, and of which kind; opaque here.
    pub kind: K,
    /// The name that is shown, marked and matched; one line.
    pub label: String,
    /// What is shown beside it; only exact words are looked for in it.
    pub detail: String,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which candidate.
    pub index: usize,
    /// The higher, the better.
    pub score: i64,
    /// What of the label was matched: disjoint, in order.
    pub marks: Vec<TextRange>,
}

/// The best answers so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picks {
    /// How many candidates match.
    pub matching: usize,
    /// The best of them, best first; at most as many as were asked for.
    pub best: Vec<Picked>,
}

/// Things with names, in an order.
pub trait Named: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name that is shown, marked and matched, of the thing at this place; one line.
    fn label(&self, index: usize) -> Cow<'_, str>;

    /// What is shown beside it; only exact words are looked for in it.
    fn detail(&self, index: usize) -> Cow<'_, str>;
}

impl<K: Sync> Named for Vec<Candidate<K>> {
    fn len(&self) -> usize {
        self.len()
    }

    fn label(&self, index: usize) -> Cow<'_, str> {
        let label = self.get(index).map(|candidate| candidate.label.as_str());
        label.unwrap_or_default().into()
    }

    fn detail(&self, index: usize) -> Cow<'_, str> {
        let detail = self.get(index).map(|candidate| candidate.detail.as_str());
        detail.unwrap_or_default().into()
    }
}

/// Names that can be matched. Of each only a few bytes are kept, made when something is typed for
/// the first time.
#[derive(Debug)]
pub struct Picker<N> {
    names: N,
    outlines: OnceLock<Vec<Outline>>,
}

impl<N: Named> Picker<N> {
    /// Over these names.
    #[must_use]
    pub const fn new(names: N) -> Self {
        Self {
            names,
            outlines: OnceLock::new(),
        }
    }

    /// The names, in the order given, which is also the order of equals.
    #[must_use]
    pub const fn names(&self) -> &N {
        &self.names
    }

    /// The best `most` candidates for what is typed: `word` fuzzy, `'word` as it is, `^word` at
    /// the beginning, `word$` at the end, `!word` absent; all words must hold. The answer depends
    /// on nothing but what is given.
    #[must_use]
    pub fn pick(&self, typed: &str, most: usize) -> Picks {
        let mut last = Picks::default();
        self.pick_while(typed, most, |picks| {
            last = picks;
            true
        });
        last
    }

    /// Like [`Picker::pick`], but hands over what is found after each part of the candidates, the
    /// last time with all, and stops where `go_on` says no.
    pub fn pick_while(&self, typed: &str, most: usize, mut go_on: impl FnMut(Picks) -> bool) {
        let pattern = Pattern::parse(typed);
        let mut found: Vec<(Reverse<i64>, usize, usize)> = Vec::new();
        let mut matching = 0;
        let mut start = 0;
        loop {
            let end = (start + CHUNK).min(self.names.len());
            let scored: Vec<_> = (start..end)
                .into_par_iter()
                .with_min_len(512)
                .filter_map(|index| {
                    if !pattern.ranks() && pattern.0.is_empty() {
                        // Where nothing ranks, the order given.
                        return Some((Reverse(0), 0, index));
                    }
                    let outline = self.outlines().get(index)?;
                    if !pattern.may_fit(outline) {
                        return None;
                    }
                    let score = pattern.score(&Folded::new(&self.names, index, outline))?;
                    // Among equals, the shorter name.
                    let length = match pattern.ranks() {
                        true => usize::from(outline.chars),
                        false => 0,
                    };
                    Some((Reverse(score), length, index))
                })
                .collect();
            matching += scored.len();
            found.extend(scored);
            if found.len() > most && most > 0 {
                found.select_nth_unstable(most - 1);
            }
            found.truncate(most);
            found.sort_unstable();
            let best = found
                .iter()
                .map(|&(Reverse(score), _, index)| Picked {
                    index,
                    score,
                    marks: self.marks(&pattern, index),
                })
                .collect();
            if !go_on(Picks { matching, best }) || end == self.names.len() {
                return;
            }
            start = end;
        }
    }

    fn outlines(&self) -> &[Outline] {
        self.outlines.get_or_init(|| {
            let outline = |index| Outline::new(&self.names.label(index), &self.names.detail(index));
            (0..self.names.len()).into_par_iter().map(outline).collect()
        })
    }

    fn marks(&self, pattern: &Pattern, index: usize) -> Vec<TextRange> {
        if !pattern.ranks() {
            return Vec::new();
        }
        let Some(outline) = self.outlines().get(index) else {
            return Vec::new();
        };
        let mut positions = pattern.positions(&Folded::new(&self.names, index, outline));
        let label = self.names.label(index);
        if !label.is_ascii() {
            let origins = origins(&label);
            let origin = |position: usize| origins.get(position).copied();
            positions = positions.into_iter().filter_map(origin).collect();
            positions.dedup();
        }
        let mut marks: Vec<TextRange> = Vec::new();
        let mut wanted = positions.iter().peekable();
        for (position, (start, c)) in label.char_indices().enumerate() {
            if wanted.next_if(|&&next| next == position).is_none() {
                continue;
            }
            let end = start + c.len_utf8();
            match marks.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => marks.push(TextRange::new(start, end)),
            }
        }
        marks
    }
}

/// What is known of a name without looking at it.
#[derive(Clone, Copy, Debug)]
struct Outline {
    /// Which characters are in it: see [`mask`].
    label_mask: u64,
    detail_mask: u64,
    /// Characters of the name, as far as it is looked at.
    chars: u16,
}

impl Outline {
    fn new(label: &str, detail: &str) -> Self {
        let label = folded(label);
        Self {
            label_mask: mask(&label),
            detail_mask: mask(&folded(detail)),
            chars: u16::try_from(label.chars().count()).unwrap_or(u16::MAX),
        }
    }
}

/// A name in the form in which it is matched.
#[derive(Debug)]
struct Folded<'a, N> {
    label: String,
    outline: &'a Outline,
    names: &'a N,
    index: usize,
}

impl<'a, N: Named> Folded<'a, N> {
    fn new(names: &'a N, index: usize, outline: &'a Outline) -> Self {
        Self {
            label: folded(&names.label(index)),
            outline,
            names,
            index,
        }
    }

    fn detail(&self) -> String {
        folded(&self.names.detail(self.index))
    }
}

/// `text` as far as it is looked at, folded.
fn folded(text: &str) -> String {
    fold(looked_at(text))
}

fn looked_at(text: &str) -> &str {
    let end = match text.len() <= LONGEST_NAME {
        true => None,
        false => text.char_indices().nth(LONGEST_NAME),
    };
    end.map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}

/// For each character of the folded `text` the number of the one that it comes from: one may fold to
/// several, and some to none.
fn origins(text: &str) -> Vec<usize> {
    let mut origins = Vec::new();
    let mut letters = String::new();
    for (number, c) in looked_at(text).chars().enumerate() {
        letters.clear();
        push_folded(c, &mut letters);
        origins.extend(letters.chars().map(|_| number));
    }
    origins
}

/// One bit for each letter and digit that occurs, the other characters share what is left: a name
/// can only match where its mask has all bits of the pattern's.
fn mask(folded: &str) -> u64 {
    folded.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        mask | (1 << bit)
    })
}

/// What is typed, as words that must all hold.
#[derive(Debug)]
struct Pattern(Vec<Word>);

#[derive(Debug)]
struct Word {
    text: String,
    chars: usize,
    mask: u64,
    how: How,
    inverse: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Fuzzy,
    Exact,
    Prefix,
    Suffix,
    Whole,
}

impl Pattern {
    fn parse(typed: &str) -> Self {
        Self(typed.split_whitespace().filter_map(Word::parse).collect())
    }

    /// Whether some names fit better than others.
    fn ranks(&self) -> bool {
        self.0.iter().any(|word| !word.inverse)
    }

    /// Whether a name has all letters of each word, or stands beside them.
    fn may_fit(&self, name: &Outline) -> bool {
        let has = |word: &Word| {
            word.inverse
                || word.mask & !name.label_mask == 0
                || word.mask & !name.detail_mask == 0 && word.is_sought_beside()
        };
        self.0.iter().all(has)
    }

    fn score<N: Named>(&self, name: &Folded<'_, N>) -> Option<i64> {
        self.0.iter().map(|word| word.score(name)).sum()
    }

    /// The characters of the label that the words match, in order, without repeats.
    fn positions<N>(&self, name: &Folded<'_, N>) -> Vec<usize> {
        let mut positions: Vec<usize> = self
            .0
            .iter()
            .filter(|word| !word.inverse)
            .filter_map(|word| word.find(&name.label, name.outline.label_mask))
            .flat_map(|(_, positions)| positions)
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

impl Word {
    fn parse(typed: &str) -> Option<Self> {
        let strip = |text: &'_ str, sign: char| text.strip_prefix(sign).map(str::to_owned);
        let mut text = typed.to_owned();
        let inverse = strip(&text, '!')
            .inspect(|rest| text.clone_from(rest))
            .is_some();
        let exact = strip(&text, '\'')
            .inspect(|rest| text.clone_from(rest))
            .is_some();
        let prefix = !exact
            && strip(&text, '^')
                .inspect(|rest| text.clone_from(rest))
                .is_some();
        // A lone sign is a word that is not typed yet, and a dollar alone may be meant.
        let suffix = !exact && text.len() > 1 && text.ends_with('$');
        if suffix {
            text.pop();
        }
        let how = match (prefix, suffix) {
            (true, true) => How::Whole,
            (true, false) => How::Prefix,
            (false, true) => How::Suffix,
            // What must be absent is meant as written: fuzzy, it would exclude nearly everything.
            (false, false) if exact || inverse => How::Exact,
            (false, false) => How::Fuzzy,
        };
        let text = fold(&text);
        (!text.is_empty()).then(|| Self {
            chars: text.chars().count(),
            mask: mask(&text),
            text,
            how,
            inverse,
        })
    }

    /// Whether it may stand beside a name as well.
    const fn is_sought_beside(&self) -> bool {
        matches!(self.how, How::Fuzzy | How::Exact)
    }

    fn score<N: Named>(&self, name: &Folded<'_, N>) -> Option<i64> {
        let found = self.find(&name.label, name.outline.label_mask);
        if self.inverse {
            return found.is_none().then_some(0);
        }
        let in_detail = || {
            let holds = self.is_sought_beside()
                && self.mask & !name.outline.detail_mask == 0
                && name.detail().contains(&self.text);
            // A name beats whatever stands beside a name.
            holds.then_some(0)
        };
        found.map(|(score, _)| score).or_else(in_detail)
    }

    /// Score and positions in the folded `label`.
    fn find(&self, label: &str, label_mask: u64) -> Option<(i64, Vec<usize>)> {
        if self.mask & !label_mask != 0 || self.chars > LONGEST_WORD {
            return None;
        }
        let start = match self.how {
            How::Fuzzy => {
                let (score, positions) = fuzzy(label, &self.text)?;
                // Who types a word as it is written means it, and not its letters here and there.
                let written = head(label, &self.text).is_some();
                return Some((score + if written { WRITTEN } else { 0 }, positions));
            }
            How::Exact => head(label, &self.text).or_else(|| label.find(&self.text))?,
            How::Prefix => label.starts_with(&self.text).then_some(0)?,
            How::Suffix => label.strip_suffix(&self.text)?.len(),
            How::Whole => (label == self.text).then_some(0)?,
        };
        let before = label.get(..start).unwrap_or_default();
        let length = i64::try_from(self.chars).unwrap_or(i64::MAX);
        let at_head = !before.ends_with(char::is_alphanumeric);
        let first = before.chars().count();
        let score = length * (MATCHED + CONSECUTIVE)
            + if at_head { HEAD } else { 0 }
            + if start == 0 { HEAD } else { 0 };
        Some((score, (first..first + self.chars).collect()))
    }
}

/// The first place where `word` begins a word of `label`.
fn head(label: &str, word: &str) -> Option<usize> {
    label.match_indices(word).map(|(at, _)| at).find(|&at| {
        !label
            .get(..at)
            .unwrap_or_default()
            .ends_with(char::is_alphanumeric)
    })
}

/// Score and positions, in characters, of the letters of `pattern` in `text`, in this order and
/// possibly apart; both folded. The matcher is a new one for each text: what it keeps from one to
/// the next can change its answers.
pub(super) fn fuzzy(text: &str, pattern: &str) -> Option<(i64, Vec<usize>)> {
    let mut letters = text.chars();
    // Nearly every candidate ends here, long before it costs a matrix.
    if !pattern.chars().all(|wanted| letters.any(|c| c == wanted)) {
        return None;
    }
    SkimMatcherV2::default().fuzzy_indices(text, pattern)
}

#[cfg(test)]
mod tests;
