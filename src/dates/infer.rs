//! When an article was written that does not say so: from the dates that it tells as done, from
//! the public events that it knows (`assets/landmarks/`), and from the days that it gives without
//! a year because its readers knew the year. What is worked out is an estimate, and no more precise than a
//! month, unless a dateline leaves out nothing but the year; where the text gives nothing away, there is
//! none.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::form::{Form, Year, Yearly};
use super::reckon::{earliest, in_year};
use super::tense::{Tense, tense};
use super::token::Sign;
use super::{Anchor, DateMention, Part, Value, scan};
use crate::corpus::Article;
use crate::edtf::{Edtf, Precision, days_between};
use crate::embedded;
use crate::text::TextRange;
use crate::text::fold::Folded;
use crate::text::segment;

/// How much of a text is searched for public events, in bytes: news says early what it is about.
const READ: usize = 256 * 1024;

/// How many days at most may lie between the latest that is told and the earliest that is announced
/// for an article to be of about the time of the first.
const TOGETHER: i64 = 62;

/// A report tells of the last year, and one that names no weekday seldom of less than the last half.
const A_YEAR: i64 = 366;
const HALF_A_YEAR: i64 = 183;

/// In so many years most days of a month fall on each weekday only once.
const AGAIN: i16 = 4;

/// Nothing that can be read was written before this year, when printing had begun: what tells of earlier
/// years only is of history.
const FIRST_YEAR: i16 = 1500;

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

/// When an article without a date was written, and the words of the text that give
/// it away; `None` where nothing does. `mentions` are the article's own, found without a date. What a
/// text gives as later than `today` is a bound of a calendar or a plan, however it is told.
#[must_use]
pub fn publication(
    article: &Article,
    mentions: &[DateMention],
    today: Date,
) -> Option<(Edtf, String)> {
    let clues = clues(article);
    let explicit = latest(mentions, &clues.ahead, today, is_fine);
    let (known, fresh) = landmarks(article);
    let floor = [explicit, known, fresh]
        .into_iter()
        .flatten()
        .max_by_key(|floor| floor.date.first_day());
    let told = floor.or_else(|| {
        latest(mentions, &clues.ahead, today, |date| {
            date.precision() == Precision::Year
        })
    });
    // A dateline leaves out nothing but the year, which is known where only one fits.
    if let Some(Dateline { day, place, late }) = clues.dateline
        && let Some(told) = told
    {
        let fits =
            |late: i8| on_weekday(day, &told.date, late).filter(|date| date.first_day() <= today);
        let within = |date: &Edtf, days: i64| {
            is_fine(&told.date) && days_between(told.date.first_day(), date.first_day()) <= days
        };
        let near = |date: &Edtf| within(date, A_YEAR);
        let all = || fits(0).chain(fits(1).filter(|_| late));
        // Without a weekday, the first after what is told, where that is not long ago.
        let unnamed = matches!(day, Yearly::Day { weekday: 0, .. });
        let next = earliest(day, &told.date).filter(|date| unnamed && within(date, HALF_A_YEAR));
        if let Some(date) = next.filter(|date| date.first_day() <= today) {
            return Some((date, evidence(article, place)));
        }
        let only = all().next().filter(|_| all().count() == 1);
        if let Some(date) = all().find(near).or(only) {
            return Some((date, evidence(article, place)));
        }
        if let Some(date) = fits(0).next() {
            return Some((month_of(&date)?.approximate(), evidence(article, place)));
        }
    }
    let by_weekday = || by_weekday(clues.weekday?, told?);
    let found = by_weekday().map(|found| (found, true)).or_else(|| {
        let floor = floor.filter(|floor| is_fine(&floor.date))?;
        by_day(&clues, floor)
            .or_else(|| fresh.filter(|fresh| fresh.date == floor.date))
            .or_else(|| between(floor, mentions, &clues.ahead))
            .map(|found| (found, true))
            // It is news of some time after that day: of that year, more likely than not.
            .or_else(|| clues.deictic.map(|_| (floor, false)))
    })?;
    let (Floor { date, place }, to_the_month) = found;
    if date.first_day() > today {
        return None;
    }
    let date = if to_the_month {
        month_of(&date)?
    } else {
        Edtf::year(date.first_day().year())?
    };
    Some((date.approximate(), evidence(article, place)))
}

fn is_fine(date: &Edtf) -> bool {
    matches!(date.precision(), Precision::Day | Precision::Month)
}

/// A day without a year falls on its weekday only in some years: in the first of them after the
/// latest that the text tells of, be it only a year.
fn by_weekday((day, place): (Yearly, TextRange), told: Floor) -> Option<Floor> {
    let date = on_weekday(day, &told.date, 0).next()?;
    Some(Floor { date, place })
}

/// Those that are not over at the beginning of `now` and fall on their weekday, or so many days `late`, which
/// a report may be that says on which weekday it happened; within the years after which a weekday comes
/// again. None where the text gives no weekday.
fn on_weekday(what: Yearly, now: &Edtf, late: i8) -> impl Iterator<Item = Edtf> + use<> {
    let weekday = match what {
        Yearly::Day { weekday, .. } => weekday,
        _ => 0,
    };
    let first = now.first_day();
    (first.year()..=first.year().saturating_add(AGAIN))
        .filter(move |_| weekday > 0)
        .filter_map(move |year| in_year(what, year))
        .filter(move |date| date.last_day() >= first)
        .filter(move |date| {
            let falls_on = date.first_day().weekday().to_monday_one_offset();
            (falls_on - weekday).rem_euclid(7) == late
        })
}

/// The first day without a year that is told as done is of the year after what is known.
fn by_day(clues: &Clues, floor: Floor) -> Option<Floor> {
    let (day, place) = clues.day?;
    let date = earliest(day, &floor.date)?;
    Some(Floor { date, place })
}

/// Between the latest that is told and the earliest that is announced, where they lie together.
fn between(floor: Floor, mentions: &[DateMention], ahead: &[TextRange]) -> Option<Floor> {
    let announced = mentions
        .iter()
        .filter(|mention| ahead.binary_search(&mention.range).is_ok())
        .filter_map(|mention| match mention.value {
            Value::Date(date) if !date.is_approximate() && is_fine(&date) => Some(date),
            _ => None,
        })
        .filter(|date| date.last_day() >= floor.date.first_day())
        .min_by_key(Edtf::first_day)?;
    let apart = days_between(floor.date.first_day(), announced.first_day());
    (apart <= TOGETHER).then_some(floor)
}

fn month_of(date: &Edtf) -> Option<Edtf> {
    let first = date.first_day();
    Edtf::month(first.year(), first.month())
}

/// The latest date up to `today` that `fits`, that the text gives in full and does not announce.
fn latest(
    mentions: &[DateMention],
    ahead: &[TextRange],
    today: Date,
    fits: impl Fn(&Edtf) -> bool,
) -> Option<Floor> {
    mentions
        .iter()
        .filter(|mention| !matches!(mention.part, Some(Part::Before | Part::Until)))
        .filter(|mention| ahead.binary_search(&mention.range).is_err())
        // What was counted from another date is no surer than that.
        .filter(|mention| mention.anchor == Anchor::Explicit)
        .filter_map(|mention| match mention.value {
            Value::Date(date) if !date.is_approximate() => Some(Floor {
                date,
                place: mention.range,
            }),
            _ => None,
        })
        .filter(|floor| {
            let first = floor.date.first_day();
            first.year() >= FIRST_YEAR && first <= today && fits(&floor.date)
        })
        .max_by_key(|floor| floor.date.first_day())
}

/// What the expressions of a text say of its own time.
#[derive(Default)]
struct Clues {
    /// The first day without a year that is told as done.
    day: Option<(Yearly, TextRange)>,
    /// The first of them that has a weekday.
    weekday: Option<(Yearly, TextRange)>,
    /// The dateline of a report.
    dateline: Option<Dateline>,
    /// The first expression that counts from the day of writing.
    deictic: Option<TextRange>,
    /// Dates that the text announces, by place.
    ahead: Vec<TextRange>,
}

fn clues(article: &Article) -> Clues {
    let mut clues = Clues::default();
    scan::article(article, |piece| {
        for (nth, expression) in piece.expressions.iter().enumerate() {
            let (_, sentence) = piece.sentence(expression.first);
            let tense = tense(&piece.tokens, sentence, expression.first, expression.end);
            let range = piece.range(expression);
            if tense == Tense::Future {
                clues.ahead.push(range);
            }
            if let Form::Yearly {
                what: what @ Yearly::Day { weekday: 1.., .. },
                year: Year::Open,
                ..
            } = expression.form
                && tense != Tense::Future
            {
                clues.weekday.get_or_insert((what, range));
            }
            if clues.day.is_none() {
                clues.dateline = dateline(piece, nth);
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

/// The day of a dateline.
#[derive(Clone, Copy)]
struct Dateline {
    /// With its weekday, or the one on which the report after it says that it happened.
    day: Yearly,
    place: TextRange,
    /// Whether the report may be of the day after that, as those are not that name the day of writing.
    late: bool,
}

/// A dateline ends within so many tokens of its paragraph.
const DATELINE: usize = 12;

/// The dateline that has the expression of that number for its day: `NEW YORK, March 28 — …`, `(Ansa) - ROMA, 11
/// DIC - …`, `LIMA, Oct 10 (Reuters) - …`, or a line of its own, `ROMA – Domenica 16 febbraio`.
fn dateline(piece: &scan::Piece<'_>, nth: usize) -> Option<Dateline> {
    let day = piece.expressions.get(nth)?;
    let t = &piece.tokens;
    let dash = |at: usize| matches!(t.sign(at), Some(Sign::Dash | Sign::Hyphen));
    let stopped = usize::from(t.is_sign(day.end, Sign::Stop) && dash(day.end + 1));
    let behind = match t.is_sign(day.end, Sign::Open) {
        // The agency.
        true => (day.end + 1..day.end + 4).find(|&at| t.is_sign(at, Sign::Close))? + 1,
        false => day.end + stopped + usize::from(t.is_sign(day.end, Sign::Close)),
    };
    let capital = t.is_capital(usize::from(t.is_sign(0, Sign::Open)));
    let Form::Yearly {
        what:
            what @ Yearly::Day {
                month,
                day: number,
                weekday: own,
            },
        year: Year::Open,
        direction: None,
    } = day.form
    else {
        return None;
    };
    let place = piece.range(day);
    if !piece.begins || day.end > DATELINE || !capital {
        return None;
    }
    let of_place =
        (0..day.first).any(dash) && (0..day.first).all(|at| dash(at) || t.is_capital(at));
    if own > 0 && of_place && t.at(day.end).is_none() {
        let late = false;
        return Some(Dateline {
            day: what,
            place,
            late,
        });
    }
    if !dash(behind) {
        return None;
    }
    let (_, sentence) = piece.sentence(day.first);
    let next = (piece.expressions.get(nth + 1)).filter(|next| next.first < sentence.1);
    let weekday = match next.map(|next| (next.form, tense(t, sentence, next.first, next.end))) {
        // The day of writing.
        _ if own > 0 => own,
        Some((_, Tense::Future)) => 0,
        Some((
            Form::Weekday {
                weekday,
                day: 0,
                direction: None,
            },
            _,
        )) => weekday,
        _ => 0,
    };
    let day = Yearly::Day {
        month,
        day: number,
        weekday,
    };
    let late = own == 0 && !t.language.grammar.today_by_name;
    Some(Dateline { day, place, late })
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

    /// What is worked out from an Italian text, and the evidence.
    fn inferred(text: &str) -> Option<(String, String)> {
        let mut article = crate::corpus::seeds::articles().swap_remove(0);
        article.head.date = None;
        article.text = text.to_owned();
        article.blocks = Article::of_paragraphs(text, article.head.lang, None).blocks;
        article.body = 0;
        let mentions = super::super::find(&article);
        let today = jiff::civil::date(2026, 11, 22);
        publication(&article, &mentions, today).map(|(date, evidence)| (date.to_string(), evidence))
    }

    #[test]
    fn the_text_gives_its_date_away_without_any_public_event() {
        for (text, date, evidence) in [
            // A weekday and a day agree in few years, and the text tells of one before.
            (
                "Il comune aveva chiuso la scuola nel 2021. Martedì 12 settembre il sindaco ha riaperto le aule.",
                "2023-09~",
                "Martedì 12 settembre il sindaco ha riaperto le aule.",
            ),
            (
                "Il ponte fu chiuso il 3 marzo 2019. Giovedì 20 giugno il sindaco ha tagliato il nastro.",
                "2019-06~",
                "Giovedì 20 giugno il sindaco ha tagliato il nastro.",
            ),
            // A day without a year, after the latest that is told.
            (
                "Il ponte è stato chiuso il 3 marzo 2019. Il 20 giugno il sindaco ha tagliato il nastro.",
                "2019-06~",
                "Il 20 giugno il sindaco ha tagliato il nastro.",
            ),
            // The weekday of a report is that of its dateline, or the day before.
            (
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri. Il processo era cominciato l’11 marzo 2024.",
                "2024-03-28",
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri.",
            ),
            // Where it may be either, it is an estimate.
            (
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri. Il processo era cominciato nel 2022.",
                "2024-03~",
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri.",
            ),
            (
                "ROMA, 29 marzo – Il tribunale ha condannato giovedì Luca Neri. Il processo era cominciato nel 2022.",
                "2024-03-29",
                "ROMA, 29 marzo – Il tribunale ha condannato giovedì Luca Neri.",
            ),
            // It was the last half of a year, whatever weekday it was.
            (
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2024.",
                "2024-12-11",
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2024.",
            ),
            // A dateline with its weekday on a line of its own.
            (
                "TRESANTA – Domenica 16 febbraio\n\nIl Tresanta torna a vincere. Non segnava dal 3 novembre 2024.",
                "2025-02-16",
                "TRESANTA – Domenica 16 febbraio",
            ),
            // Between what is told and what is announced.
            (
                "Il consiglio ha votato il 3 giugno 2024. I lavori cominceranno il 15 luglio 2024.",
                "2024-06~",
                "Il consiglio ha votato il 3 giugno 2024.",
            ),
        ] {
            let wanted = Some((date.to_owned(), evidence.to_owned()));
            assert_eq!(inferred(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_the_text_does_not_give_away_is_not_guessed() {
        for text in [
            "Il ponte fu chiuso il 3 marzo 2019 e riaperto il 20 giugno 2020.",
            "Martedì 12 settembre il sindaco ha riaperto le aule.",
            "Il consiglio ha votato il 3 giugno 2019. I lavori finiranno il 15 luglio 2024.",
            "Il sindaco inaugurerà la scuola martedì 12 settembre.",
            "Il ponte è stato chiuso il 3 marzo 2031. Oggi il sindaco ha tagliato il nastro.",
            "La giunta ha chiuso il ponte il 3 ottobre 2026. Il 20 giugno il sindaco ha tagliato il nastro.",
            "Il calendario finiva il 31 dicembre 9999. Il 20 giugno il sindaco ha tagliato il nastro.",
        ] {
            assert_eq!(inferred(text), None, "{text}");
        }
    }
}
