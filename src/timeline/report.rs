//! From the dated sentences of one article to reports: which sentences say that something
//! happened or will, who is in them, and a short title in their own words. A sentence that tells
//! two things at two times is two reports. Which reports tell the same event is for
//! [`super::merge`].

use super::Report;
use super::words::{content_words, is_kind};
use crate::actors::{ActorId, Mention};
use crate::corpus::{Article, BlockKind};
use crate::dates::{self, Anchor, DateMention, Part, Telling, Value};
use crate::edtf::{Edtf, Precision};
use crate::text::language::Language;
use crate::text::{TextRange, segment};

/// The longest title, in characters; a line of the timeline.
const TITLE: usize = 140;

/// A title cut at a clause before this many characters says too little.
const CLAUSE: usize = 40;

/// What `article` tells, in the order of the text. `mentions` and `dates` are the article's own,
/// by start.
#[must_use]
pub fn reports(article: &Article, mentions: &[Mention], dates: &[DateMention]) -> Vec<Report> {
    let mut found = Vec::new();
    let mut date = 0;
    for block in &article.blocks {
        while dates
            .get(date)
            .is_some_and(|one| one.range.start < block.range.start)
        {
            date += 1;
        }
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item { .. }
        );
        let dated = dates
            .get(date)
            .is_some_and(|one| one.range.start < block.range.end);
        if !prose || !dated {
            continue;
        }
        for sentence in segment::sentences(&article.text, block.range, article.head.lang) {
            let first = date;
            while dates
                .get(date)
                .is_some_and(|one| one.range.start < sentence.end)
            {
                date += 1;
            }
            let within = dates.get(first..date).unwrap_or_default();
            tell(article, mentions, sentence, within, &mut found);
        }
    }
    found
}

/// The reports of one sentence.
fn tell(
    article: &Article,
    mentions: &[Mention],
    sentence: TextRange,
    dates: &[DateMention],
    found: &mut Vec<Report>,
) {
    let told: Vec<(&DateMention, Edtf)> = dates
        .iter()
        .filter_map(|mention| match mention.value {
            Value::Date(date) if happens(mention, &date) => Some((mention, date)),
            _ => None,
        })
        .collect();
    let clauses = clauses(article, sentence, &told);
    for (nth, (mention, date)) in told.iter().enumerate() {
        let clause = clauses.get(nth).copied().unwrap_or(sentence);
        // `nel 2023, il 13 settembre`: one event, at the narrower of the two.
        let narrower = told
            .iter()
            .zip(&clauses)
            .any(|((other, inner), other_clause)| {
                *other_clause == clause
                    && other.range != mention.range
                    && date.contains(inner)
                    && (inner.days() < date.days() || other.range.start < mention.range.start)
            });
        if narrower {
            continue;
        }
        let words = content_words(clause.of(&article.text), article.head.lang);
        let mut own = actors(mentions, clause);
        if own.is_empty() {
            own = actors_of_kind(found, article, &words)
                .unwrap_or_else(|| actors(mentions, sentence));
        }
        found.push(Report {
            article: article.head.id,
            sentence,
            expression: mention.range,
            date: *date,
            title: title(article, sentence, clause, mention.range),
            actors: own,
            words,
            planned: mention.telling == Telling::Ahead,
        });
    }
}

/// Whether a date is when something happens, rather than how long it lasted, what was spoken of,
/// or an age in which everything happens.
fn happens(mention: &DateMention, date: &Edtf) -> bool {
    let open = mention.telling == Telling::Open;
    // `allora`, `da allora`: the event was told with its date.
    let since_then = mention.anchor == Anchor::Same;
    let long = match date.precision() {
        Precision::Century | Precision::Decade => true,
        Precision::Range => date.days() > 3700,
        _ => false,
    };
    let present = open && mention.anchor == Anchor::Publication;
    let timeless = open && date.days() > 200;
    !(mention.part == Some(Part::Until)
        || mention.aside
        || since_then
        || long
        || present
        || timeless)
}

/// For each dated expression, the part of the sentence that tells of it. The sentence is parted
/// between two expressions at the strongest sign there; a part without a verb tells nothing by
/// itself, and stays with the sentence.
fn clauses(
    article: &Article,
    sentence: TextRange,
    told: &[(&DateMention, Edtf)],
) -> Vec<TextRange> {
    let mut parts = Vec::with_capacity(told.len());
    let mut start = sentence.start;
    for (nth, (mention, _)) in told.iter().enumerate() {
        let cut = told.get(nth + 1).and_then(|(next, _)| {
            let between = TextRange::new(mention.range.end, next.range.start);
            boundary(&article.text, between)
        });
        let end = cut.unwrap_or(sentence.end);
        if cut.is_some() || nth + 1 == told.len() {
            parts.push(TextRange::new(start, end));
            start = end;
        } else {
            parts.push(TextRange::new(start, sentence.end));
        }
    }
    parts
        .into_iter()
        .map(|part| {
            let verb = dates::has_verb(&article.text, part, article.head.lang);
            if verb {
                trimmed(&article.text, part)
            } else {
                sentence
            }
        })
        .collect()
}

/// The strongest place to part a sentence between two dates, if there is one.
fn boundary(text: &str, between: TextRange) -> Option<usize> {
    let part = between.of(text);
    let marks: [&[&str]; 4] = [
        &["; ", ": ", " (", ") ", " – ", " — "],
        &[", "],
        &[" e poi ", " and then ", " mentre ", " while "],
        &[" e ", " and ", " ma ", " but ", " che ", " which "],
    ];
    marks.iter().find_map(|strength| {
        strength
            .iter()
            .filter_map(|mark| part.rfind(mark))
            .max()
            .map(|at| between.start + at)
    })
}

/// Who is meant where a clause names nobody (`l’incontro potrebbe avvenire a maggio`): those of the
/// last report of the article that told something of the same kind.
fn actors_of_kind(found: &[Report], article: &Article, words: &[String]) -> Option<Vec<ActorId>> {
    let alike = |report: &&Report| {
        report.article == article.head.id
            && !report.actors.is_empty()
            && (words.iter()).any(|word| is_kind(word) && report.words.binary_search(word).is_ok())
    };
    found
        .iter()
        .rev()
        .find(alike)
        .map(|report| report.actors.clone())
}

/// Without the signs and small words that part it from what stands around it.
fn trimmed(text: &str, part: TextRange) -> TextRange {
    let inner = part.of(text);
    let opened = inner.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—')
    });
    let mut start = part.end - opened.len();
    for word in ["e ", "ma ", "che ", "and ", "but ", "which "] {
        if opened.starts_with(word) {
            start += word.len();
            break;
        }
    }
    let kept = TextRange::new(start, part.end).of(text).trim_end();
    TextRange::new(start, start + kept.len())
}

/// Whom a part of the text names, in order, without repeats.
fn actors(mentions: &[Mention], within: TextRange) -> Vec<ActorId> {
    let first = mentions.partition_point(|mention| mention.range.start < within.start);
    let mut found: Vec<ActorId> = Vec::new();
    for mention in mentions.get(first..).unwrap_or_default() {
        if mention.range.start >= within.end {
            break;
        }
        if !found.contains(&mention.actor) {
            found.push(mention.actor.clone());
        }
        if found.len() == 24 {
            break;
        }
    }
    found
}

/// The clause's own words, cut at a clause where they are long; never without the date's own
/// neighbourhood.
fn title(
    article: &Article,
    sentence: TextRange,
    clause: TextRange,
    expression: TextRange,
) -> String {
    let text = &article.text;
    let mut range = clause;
    let length = |range: TextRange| range.of(text).chars().count();
    // What comes before a date that stands late in a long clause tells something else.
    while length(TextRange::new(range.start, expression.end)) > TITLE {
        let head = TextRange::new(range.start, expression.start).of(text);
        let Some(cut) = head.find([',', ';', ':', '(', '“', '«', '–']) else {
            break;
        };
        let step = head
            .get(cut..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8);
        range = trimmed(text, TextRange::new(range.start + cut + step, range.end));
    }
    if range.is_empty() || !range.covers(expression) {
        range = if clause.covers(expression) {
            clause
        } else {
            sentence
        };
    }
    let line: String = range
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let line = line.trim_end_matches(['.', ',', ';', ':', ' ']);
    // A bracket whose other half stands outside the title.
    let line = match line.strip_suffix(')') {
        Some(inner) if !inner.contains('(') => inner,
        _ => line,
    };
    cut(line, article.head.lang)
}

/// At most [`TITLE`] characters: whole, or to the end of a clause, or to the end of a word.
fn cut(line: &str, language: Language) -> String {
    let Some((end, _)) = line.char_indices().nth(TITLE) else {
        return line.to_owned();
    };
    let head = line.get(..end).unwrap_or(line);
    let clause = head
        .rfind([',', ';', ':', '–', '('])
        .and_then(|at| head.get(..at))
        .map(str::trim_end)
        .filter(|clause| clause.chars().count() >= CLAUSE)
        .filter(|clause| dates::has_verb(clause, TextRange::new(0, clause.len()), language));
    match clause {
        Some(clause) => clause.to_owned(),
        None => {
            let words = head.rsplit_once(' ').map_or(head, |(words, _)| words);
            format!("{}…", words.trim_end_matches([',', ' ']))
        }
    }
}

#[cfg(test)]
mod tests;
