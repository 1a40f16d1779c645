//! When an article was written that does not say so: from the dates that it tells as done, from
//! the public events that it knows (`assets/landmarks/`), and from the days that it gives without
//! a year because its readers knew the year. What is worked out is an estimate, and no more precise than a
//! month, unless a dateline leaves out nothing but the year; where the text gives nothing away, there is
//! none.

use jiff::civil::Date;

use self::clues::{Clues, Floor, clues};
use self::landmarks::landmarks;
use self::weekdays::{agreed, on_weekday, since};
use super::form::Yearly;
use super::reckon::earliest;
use super::tense::Tense;
use super::{Anchor, DateMention, Part, Value};
use crate::corpus::Article;
use crate::edtf::{Edtf, Precision, days_between};
use crate::text::TextRange;
use crate::text::segment;

mod clues;
mod dateline;
mod landmarks;
mod weekdays;

/// How many days at most may lie between the latest that is told and the earliest that is announced
/// for an article to be of about the time of the first.
const TOGETHER: i64 = 62;

/// Nothing that can be read was written before this year, when printing had begun: what tells of earlier
/// years only is of history.
const FIRST_YEAR: i16 = 1500;

/// How much of the text is shown as evidence, in characters.
const EVIDENCE: usize = 120;

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
    // A dateline leaves out nothing but the year.
    let dateline = clues.dateline.as_ref().zip(told);
    let written = dateline.and_then(|(dateline, told)| {
        let date = dateline.date(&told.date, &clues.pairs, today)?;
        Some((date, evidence(article, dateline.place)))
    });
    if written.is_some() {
        return written;
    }
    let by_weekday = || by_weekday(&clues, told?);
    let found = by_weekday().map(|found| (found, true)).or_else(|| {
        let floor = floor.filter(|floor| is_fine(&floor.date))?;
        by_day(&clues, floor)
            .or_else(|| fresh.filter(|fresh| fresh.date == floor.date))
            .or_else(|| between(floor, mentions, &clues.ahead))
            .map(|found| (found, true))
            // It is news of some time after a day that it tells of: of that year, more likely than not. What is
            // only known since then may be so for decades.
            .or_else(|| {
                explicit
                    .filter(|told| told.date == floor.date && clues.deictic.is_some())
                    .map(|told| (told, false))
            })
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
/// latest that the text tells of, be it only a year. Of several that are told, the one with which the others,
/// and those that are announced, agree best.
fn by_weekday(clues: &Clues, told: Floor) -> Option<Floor> {
    let first = |what: Yearly| on_weekday(what, &told.date, 0).next();
    let days = || {
        let pairs = clues.pairs.iter();
        pairs
            .filter(|pair| pair.tense != Tense::Future)
            .filter_map(|pair| Some((first(pair.what)?, pair.place)))
    };
    let best = agreed(days().map(|(date, _)| date), &clues.pairs);
    let (date, place) = days().find(|(date, _)| Some(*date) == best).or_else(|| {
        clues
            .weekday
            .and_then(|(what, place)| Some((first(what)?, place)))
    })?;
    Some(Floor { date, place })
}

/// The first day without a year that is told as done is of the year after what is known, or of one with which
/// the days agree that are announced with their weekday.
fn by_day(clues: &Clues, floor: Floor) -> Option<Floor> {
    let (day, place) = clues.day?;
    let date =
        agreed(since(day, &floor.date), &clues.pairs).or_else(|| earliest(day, &floor.date))?;
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
            // Another day with its weekday says which year it was, and that none of the last half is meant.
            (
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2023. Martedì 3 dicembre il ministro l’aveva difesa.",
                "2024-12-11",
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2023.",
            ),
            (
                "(Agenzia) - ROMA, 11 DIC - Il Senato voterà la legge martedì 17 dicembre. La commissione era nata nel 2021.",
                "2024-12-11",
                "(Agenzia) - ROMA, 11 DIC - Il Senato voterà la legge martedì 17 dicembre.",
            ),
            // Over the end of the year.
            (
                "(Agenzia) - ROMA, 8 GEN - Il Senato ha votato la legge, nata nel 2021. Martedì 3 dicembre il ministro l’aveva difesa.",
                "2025-01-08",
                "(Agenzia) - ROMA, 8 GEN - Il Senato ha votato la legge, nata nel 2021.",
            ),
            // It settles of which of two days a report is.
            (
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri. Il processo, nato nel 2022, riprenderà martedì 9 aprile.",
                "2024-03-28",
                "ROMA, 28 marzo – Il tribunale ha condannato giovedì Luca Neri.",
            ),
            // Days of a year that the text gives with them say nothing of its own.
            (
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2024. Nel 2013, martedì 3 dicembre, cadde il governo.",
                "2024-12-11",
                "(Agenzia) - ROMA, 11 DIC - Il Senato ha votato la legge, nata il 26 luglio 2024.",
            ),
            // Of several days the one with which most agree.
            (
                "Il comune aveva chiuso la scuola nel 2021. Lunedì 4 settembre il consiglio discusse. Martedì 12 settembre il sindaco ha riaperto le aule. La palestra riaprirà lunedì 2 ottobre.",
                "2023-09~",
                "Martedì 12 settembre il sindaco ha riaperto le aule.",
            ),
            // A day that is announced with its weekday gives the year of one told without.
            (
                "Il ponte è stato chiuso il 3 marzo 2023. Il 20 giugno il sindaco ha tagliato il nastro. Riaprirà martedì 2 luglio.",
                "2024-06~",
                "Il 20 giugno il sindaco ha tagliato il nastro.",
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
            // He has been that for many years.
            "Kim Jong-un è in arrivo a Mosca. Ieri sera il treno era già partito.",
            "Il calendario finiva il 31 dicembre 9999. Il 20 giugno il sindaco ha tagliato il nastro.",
        ] {
            assert_eq!(inferred(text), None, "{text}");
        }
    }
}
