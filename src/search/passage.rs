//! Where in one text the hits of a query are, and which passage shows them best. Whether the
//! article answers the query at all is decided by `matcher`.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::forms::Form;
use super::matcher::Matcher;
use super::sequence::Scan;
use crate::corpus::{Article, Block, BlockKind};
use crate::dates::Value;
use crate::index::Annotated;
use crate::index::vocabulary::for_each_word;
use crate::index::wanted::Zone;
use crate::text::TextRange;
use crate::text::segment;

/// The passage of an article that answers a query best.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it is in the article's text: whole sentences, if they are not too long.
    pub range: TextRange,
    /// It itself.
    pub text: String,
    /// The hits in it, in the article's text: in order, disjoint.
    pub marks: Vec<TextRange>,
    /// Where what was typed to be read first stands in it, or else an actor or a date, in the article's text.
    pub first: usize,
    /// How many hits the whole article has.
    pub hits: usize,
}

/// Longest passage in bytes; one longer paragraph is cut to its sentences, or at its words.
const LONGEST: usize = 480;
/// Hits within so many bytes of one another are one place.
const NEAR: usize = 280;
/// Hits beyond these are not weighed against one another.
const MOST_WEIGHED: usize = 2000;

/// One hit, before overlapping ones are joined.
#[derive(Clone, Copy, Debug)]
struct Mark {
    range: TextRange,
    /// Which term it answers.
    term: (Kind, usize),
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Words,
    Actor,
    Date,
    Pattern,
}

impl Kind {
    const fn weight(self) -> usize {
        match self {
            Self::Words | Self::Pattern => 2,
            Self::Actor | Self::Date => 1,
        }
    }
}

impl Matcher {
    /// Every hit in a text, in order and disjoint: words and phrases, mentions of the actors and
    /// expressions of the dates that are looked for. Also of a text that the query does not find.
    #[must_use]
    pub fn marks(&self, annotated: &Annotated) -> Vec<TextRange> {
        joined(&self.all_marks(annotated))
    }

    /// The passage to show of a text; without any hit, its first paragraph.
    #[must_use]
    pub fn passage(&self, annotated: &Annotated) -> Passage {
        let article = &*annotated.article;
        let marks = self.all_marks(annotated);
        let range = best(article, &marks);
        let all = joined(&marks);
        let shown = marks.iter().filter(|mark| range.covers(mark.range));
        let first = shown.min_by_key(|mark| (Reverse(mark.term.0.weight()), mark.range.start));
        Passage {
            range,
            first: first.map_or(range.start, |mark| mark.range.start),
            text: range.of(&article.text).to_owned(),
            hits: all.len(),
            marks: all.into_iter().filter(|mark| range.covers(*mark)).collect(),
        }
    }

    fn all_marks(&self, annotated: &Annotated) -> Vec<Mark> {
        let mut marks = self.words_of(&annotated.article);
        for mention in &annotated.mentions {
            if let Some(term) = self.actor_term(&mention.actor) {
                marks.push(Mark {
                    range: mention.range,
                    term: (Kind::Actor, term),
                    form: Form::Exact,
                });
            }
        }
        for date in &annotated.dates {
            let Value::Date(value) = &date.value else {
                continue;
            };
            let told = self
                .periods()
                .iter()
                .position(|period| period.is_told_by(value));
            if let Some(term) = told {
                marks.push(Mark {
                    range: date.range,
                    term: (Kind::Date, term),
                    form: Form::Exact,
                });
            }
        }
        for (term, pattern) in self.patterns().iter().enumerate() {
            if !pattern.excluded {
                marks.extend(pattern.hits(&annotated.article.text).map(|range| Mark {
                    range,
                    term: (Kind::Pattern, term),
                    form: Form::Exact,
                }));
            }
        }
        marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end)));
        marks
    }

    /// Where words that are looked for are in a text, in no strict order.
    pub(super) fn word_places(&self, article: &Article) -> impl Iterator<Item = TextRange> {
        self.words_of(article).into_iter().map(|mark| mark.range)
    }

    fn words_of(&self, article: &Article) -> Vec<Mark> {
        let sequences = self.sequences();
        if sequences.is_empty() {
            return Vec::new();
        }
        let mut scan = Scan::new(sequences);
        let mut zone = Zone::Title;
        let mut position = 1;
        for (index, block) in article.blocks.iter().enumerate() {
            if index > 0 {
                zone = zone.next(matches!(block.kind, BlockKind::Heading(_)));
                position += 1;
            }
            for_each_word(&article.text, block.range, |range, folded| {
                position += 1;
                let fitting = sequences.fitting_word(folded);
                if fitting > 0 {
                    let place = (offset(range.start), offset(range.end));
                    scan.word(fitting, position, place, zone);
                }
            });
        }
        let (_, hits) = scan.finish();
        hits.iter()
            .map(|hit| Mark {
                range: TextRange::new(hit.start as usize, hit.end as usize),
                term: (Kind::Words, usize::from(hit.term)),
                form: hit.form,
            })
            .collect()
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The ranges of marks that are sorted by their start, overlapping ones made one.
fn joined(marks: &[Mark]) -> Vec<TextRange> {
    let mut joined: Vec<TextRange> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.range.start < last.end => last.end = last.end.max(mark.range.end),
            _ => joined.push(mark.range),
        }
    }
    joined
}

/// The passage around the place where the most terms meet; the title, which is shown anyway, only
/// where nothing else has a hit.
fn best(article: &Article, marks: &[Mark]) -> TextRange {
    let title = article.blocks.first().map_or(0, |block| block.range.end);
    let in_body = marks.partition_point(|mark| mark.range.start < title);
    let (in_title, in_body) = marks.split_at_checked(in_body).unwrap_or((marks, &[]));
    let weighed = if in_body.is_empty() {
        in_title
    } else {
        in_body
    };
    let place = densest(article, weighed).or_else(|| {
        let shown =
            |block: &&Block| block.range.start >= article.body && block.kind != BlockKind::Rule;
        let first = article
            .blocks
            .iter()
            .find(shown)
            .or(article.blocks.first())?;
        let start = first.range.start;
        Some((*first, TextRange::new(start, start)))
    });
    place.map_or_else(TextRange::default, |(block, place)| {
        around(article, block.range, place)
    })
}

/// The place, within one block, where the most different terms, then the most exact ones, then
/// the most hits are near one another; the first of equals. What was typed to be read counts twice
/// what was asked for to be told of, an actor or a period.
fn densest(article: &Article, marks: &[Mark]) -> Option<(Block, TextRange)> {
    let mut best = None;
    let mut terms = HashSet::new();
    let weighed = marks
        .get(..marks.len().min(MOST_WEIGHED))
        .unwrap_or_default();
    for (index, first) in weighed.iter().enumerate() {
        let Some(block) = block_at(article, first.range.start) else {
            continue;
        };
        terms.clear();
        let mut told = 0;
        let mut exact = 0;
        let mut hits = 0;
        let mut end = first.range.end;
        for mark in weighed.get(index..).unwrap_or_default() {
            let near = mark.range.end.saturating_sub(first.range.start) <= NEAR;
            if hits > 0 && !(near && block.range.covers(mark.range)) {
                break;
            }
            if terms.insert(mark.term) {
                told += mark.term.0.weight();
                exact += usize::from(mark.form == Form::Exact);
            }
            hits += 1;
            end = end.max(mark.range.end);
        }
        let worth = (told, exact, hits.min(4));
        if best.is_none_or(|(worst, _, _)| worth > worst) {
            best = Some((worth, block, TextRange::new(first.range.start, end)));
        }
    }
    best.map(|(_, block, place)| (block, place))
}

pub(super) fn block_at(article: &Article, byte: usize) -> Option<Block> {
    let after = article
        .blocks
        .partition_point(|block| block.range.start <= byte);
    article.blocks.get(after.checked_sub(1)?).copied()
}

/// The passage of `block` that shows `place`.
fn around(article: &Article, block: TextRange, place: TextRange) -> TextRange {
    if block.len() <= LONGEST {
        return block;
    }
    let text = &article.text;
    let near = TextRange::new(
        text.floor_char_boundary(place.start.saturating_sub(LONGEST))
            .max(block.start),
        text.ceil_char_boundary(place.end.saturating_add(LONGEST))
            .min(block.end),
    );
    let sentences = segment::sentences(text, near, article.head.lang);
    let shows = |sentence: &&TextRange| {
        sentence.overlaps(place) || (place.is_empty() && sentence.contains(place.start))
    };
    let first = sentences
        .iter()
        .find(shows)
        .map_or(place.start, |first| first.start);
    let last = sentences
        .iter()
        .rev()
        .find(shows)
        .map_or(place.end, |last| last.end);
    let spare = LONGEST.saturating_sub(place.len()) / 2;
    let start = first.max(text.floor_char_boundary(place.start.saturating_sub(spare)));
    let end = last.min(text.ceil_char_boundary(place.end.saturating_add(spare)));
    let start = if start > first || (start == near.start && near.start > block.start) {
        after_space(text, start, place.start)
    } else {
        start
    };
    let end = if end < last || (end == near.end && near.end < block.end) {
        before_space(text, place.end, end)
    } else {
        end
    };
    TextRange::new(start, end)
}

/// The beginning of the first whole word from `start`; `limit` where there is none before it.
fn after_space(text: &str, start: usize, limit: usize) -> usize {
    let part = text.get(start..limit).unwrap_or_default();
    let space = part.find(char::is_whitespace);
    space.map_or(limit, |space| {
        let rest = part.get(space..).unwrap_or_default();
        limit - rest.trim_start().len()
    })
}

/// The end of the last whole word before `end`; `limit` where there is none after it.
fn before_space(text: &str, limit: usize, end: usize) -> usize {
    let part = text.get(limit..end).unwrap_or_default();
    let space = part.rfind(char::is_whitespace);
    space.map_or(limit, |space| {
        limit + part.get(..space).unwrap_or_default().trim_end().len()
    })
}
