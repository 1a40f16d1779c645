//! When an article was written that does not say so: from the dates that it tells as done, from
//! the public events that it knows (`assets/landmarks/`), and from the days that it gives without
//! a year because its readers knew the year. What is worked out is an estimate, and never more
//! precise than a month; where the text gives nothing away, there is none.

use std::sync::LazyLock;

use serde::Deserialize;

use super::grammar::{Form, Year, Yearly};
use super::resolve::earliest;
use super::tense::{Tense, tense};
use super::{DateMention, Part, Value, scan};
use crate::corpus::Article;
use crate::edtf::{Edtf, Precision};
use crate::embedded;
use crate::text::TextRange;
use crate::text::fold::Folded;
use crate::text::segment;

/// How much of a text is searched for public events, in bytes: news says early what it is about.
const READ: usize = 256 * 1024;

/// How much of the text is shown as evidence, in characters.
const EVIDENCE: usize = 120;

/// A public event.
struct Landmark {
    date: Edtf,
    /// All of these, each in one of its ways.
    words: Vec<Vec<String>>,
    fresh: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    landmark: Vec<RawLandmark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLandmark {
    date: Edtf,
    words: Vec<String>,
    #[serde(default)]
    fresh: bool,
}

static LANDMARKS: LazyLock<Vec<Landmark>> = LazyLock::new(|| {
    embedded::LANDMARKS
        .iter()
        .filter_map(|(_, contents)| toml::from_str::<Asset>(contents).ok())
        .flat_map(|asset| asset.landmark)
        .map(|raw| Landmark {
            date: raw.date,
            words: raw
                .words
                .iter()
                .map(|ways| ways.split('|').map(str::to_owned).collect())
                .collect(),
            fresh: raw.fresh,
        })
        .collect()
});

/// Something that the article cannot have been written before, and where it says so.
#[derive(Clone, Copy)]
struct Floor {
    date: Edtf,
    place: TextRange,
}

/// When an article without a date was written, approximately, and the words of the text that give
/// it away; `None` where nothing does. `mentions` are the article's own, found without a date.
#[must_use]
pub fn publication(article: &Article, mentions: &[DateMention]) -> Option<(Edtf, String)> {
    let clues = clues(article);
    let explicit = latest_told(mentions, &clues.ahead);
    let (known, fresh) = landmarks(article);
    let floor = [explicit, known, fresh]
        .into_iter()
        .flatten()
        .max_by_key(|floor| floor.date.first_day())?;
    if !matches!(floor.date.precision(), Precision::Day | Precision::Month) {
        return None;
    }
    let found = if let Some((day, place)) = clues.day
        && let Some(date) = earliest(day, &floor.date)
    {
        Floor {
            date: month_of(&date)?,
            place,
        }
    } else if let Some(fresh) = fresh.filter(|fresh| fresh.date == floor.date) {
        Floor {
            date: month_of(&fresh.date)?,
            place: fresh.place,
        }
    } else {
        // It is news of some time after that day: of that year, more likely than not.
        clues.deictic?;
        Floor {
            date: Edtf::year(floor.date.first_day().year())?,
            place: floor.place,
        }
    };
    Some((found.date.approximate(), evidence(article, found.place)))
}

fn month_of(date: &Edtf) -> Option<Edtf> {
    let first = date.first_day();
    Edtf::month(first.year(), first.month())
}

/// The latest day or month that the text gives in full and does not announce.
fn latest_told(mentions: &[DateMention], ahead: &[TextRange]) -> Option<Floor> {
    mentions
        .iter()
        .filter(|mention| !matches!(mention.part, Some(Part::Before | Part::Until)))
        .filter(|mention| ahead.binary_search(&mention.range).is_err())
        .filter_map(|mention| match mention.value {
            Value::Date(date) if !date.is_approximate() => Some(Floor {
                date,
                place: mention.range,
            }),
            _ => None,
        })
        .filter(|floor| matches!(floor.date.precision(), Precision::Day | Precision::Month))
        .max_by_key(|floor| floor.date.first_day())
}

/// What the expressions of a text say of its own time.
#[derive(Default)]
struct Clues {
    /// The first day without a year that is told as done.
    day: Option<(Yearly, TextRange)>,
    /// The first expression that counts from the day of writing.
    deictic: Option<TextRange>,
    /// Dates that the text announces, by place.
    ahead: Vec<TextRange>,
}

fn clues(article: &Article) -> Clues {
    let mut clues = Clues::default();
    scan::article(article, |piece| {
        for expression in &piece.expressions {
            let (_, sentence) = piece.sentence(expression.first);
            let tense = tense(&piece.tokens, sentence, expression.first, expression.end);
            let range = piece.range(expression);
            if tense == Tense::Future {
                clues.ahead.push(range);
            }
            match expression.form {
                Form::Yearly {
                    what: what @ Yearly::Day { .. },
                    year: Year::Open,
                    ..
                } if tense != Tense::Future && clues.day.is_none() => {
                    clues.day = Some((what, range));
                }
                Form::Day(_) | Form::Unit { .. } | Form::Around { .. } | Form::Weekday { .. } => {
                    clues.deictic.get_or_insert(range);
                }
                Form::Yearly {
                    direction: Some(_), ..
                } => {
                    clues.deictic.get_or_insert(range);
                }
                _ => {}
            }
        }
    });
    clues
}

/// The latest public event that the text knows, and the latest that it tells as news.
fn landmarks(article: &Article) -> (Option<Floor>, Option<Floor>) {
    let end = article.text.floor_char_boundary(READ);
    let folded = Folded::new(article.text.get(..end).unwrap_or_default());
    let told = LANDMARKS.iter().filter_map(|landmark| {
        let mut place = None;
        for ways in &landmark.words {
            let at = ways.iter().find_map(|way| find_word(&folded.text, way))?;
            place.get_or_insert(at);
        }
        let place = folded.original(place?);
        Some((
            Floor {
                date: landmark.date,
                place,
            },
            landmark.fresh,
        ))
    });
    let (mut known, mut news): (Option<Floor>, Option<Floor>) = (None, None);
    for (floor, fresh) in told {
        let latest = if fresh { &mut news } else { &mut known };
        if latest.is_none_or(|latest| latest.date < floor.date) {
            *latest = Some(floor);
        }
    }
    (known, news)
}

/// Where `way` begins a word of `text`.
fn find_word(text: &str, way: &str) -> Option<TextRange> {
    text.match_indices(way)
        .map(|(at, found)| TextRange::new(at, at + found.len()))
        .find(|range| {
            let before = text
                .get(..range.start)
                .and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
}

/// The sentence at a place, cut where it is long.
fn evidence(article: &Article, place: TextRange) -> String {
    let block = article
        .blocks
        .iter()
        .find(|block| block.range.covers(place))
        .map_or(place, |block| block.range);
    let sentence = segment::sentences(&article.text, block, article.head.lang)
        .into_iter()
        .find(|sentence| sentence.overlaps(place))
        .unwrap_or(place);
    let text = sentence.of(&article.text);
    match text.char_indices().nth(EVIDENCE) {
        None => text.to_owned(),
        // The words that matter, wherever they stand in it.
        Some((cut, _)) => {
            let from = if place.end > sentence.start + cut {
                place.start
            } else {
                sentence.start
            };
            let rest = TextRange::new(from, sentence.end).of(&article.text);
            let cut: String = rest.chars().take(EVIDENCE).collect();
            let words = cut
                .rsplit_once(' ')
                .map_or(cut.as_str(), |(words, _)| words);
            format!("{words}…")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_landmark_loads() {
        for (name, contents) in embedded::LANDMARKS {
            let asset: Result<Asset, _> = toml::from_str(contents);
            assert!(
                asset.is_ok_and(|asset| !asset.landmark.is_empty()),
                "{name}"
            );
        }
    }

    #[test]
    fn finds_words_at_their_beginning() {
        assert!(find_word("la ratifica del patto", "ratific").is_some());
        assert!(find_word("patto di stratifica", "ratific").is_none());
    }
}
