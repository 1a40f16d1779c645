//! Metadata that stand as lines before a text, in any format: a date, perhaps glued to the first
//! sentence, a labelled field, a by-line.

use jiff::civil::Date;

use super::dated_line::{is_chronology, is_event, parts, published, says_only_when};
use super::dateline::tells_of_later;
use crate::corpus::format::Draft;
use crate::corpus::format::plain::could_be_heading;
use crate::corpus::label::{LEADING_BYTES, byline, glued_date, is_day_alone, labelled};
use crate::corpus::metadata::{self, Field};
use crate::corpus::{Block, BlockKind, furniture, stated};
use crate::text::language::Language;

/// How many blocks at the beginning can be leading lines.
const LEADING: usize = 5;
/// What a page is about is told in at most so many words.
const PAGE_WORDS: usize = 2;

/// Takes the metadata that stand as lines before the text: `date 2023-09`, perhaps glued to the
/// first sentence, `Autore: …`, or a date by itself. The first blocks, so many, are those of a `menu`.
pub(super) fn leading_lines(
    draft: &mut Draft,
    (kept, menu): (&mut Vec<Block>, usize),
    (lang, today): (Language, Date),
    removed: &mut Vec<String>,
) -> metadata::Metadata {
    let mut found = metadata::Metadata::default();
    let mut place = menu;
    // Most texts have no line that is a day, and are not gone through for others.
    let mut first = kept.iter().skip(menu).take(LEADING);
    let chronology = first.any(|block| is_day_alone(block.range.of(&draft.text), lang))
        && is_chronology(&draft.text, kept, lang.into());
    for _ in 0..LEADING {
        let under = kept.get(place + 1).map(|block| block.range.of(&draft.text));
        let over_headline = place == menu && under.is_some_and(could_be_heading);
        let Some(block) = kept.get_mut(place) else {
            break;
        };
        let text = block.range.of(&draft.text);
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            break;
        }
        if let Some((date, end)) = glued_date(text, lang)
            && found.date_text.is_none()
            && !(is_day_alone(text, lang) && (chronology || is_of_history(&draft.text, text, lang)))
        {
            let rest = text.get(end..).unwrap_or_default();
            removed.push(text.get(..end).unwrap_or_default().trim_end().to_owned());
            found.date_text = Some(date);
            if rest.is_empty() {
                kept.remove(place);
                continue;
            }
            block.range.start += end;
            break;
        }
        if let Some((field, value)) = labelled(text) {
            let line = text.to_owned();
            if found.state(field, &[value]).is_none() {
                removed.push(line);
                kept.remove(place);
                continue;
            }
        }
        // `di Anna Bruni`, under the title.
        if place > 0
            && let Some(author) = byline(text)
        {
            let line = text.to_owned();
            if found.state(Field::Author, &[author]).is_none() {
                removed.push(line);
                kept.remove(place);
                continue;
            }
        }
        let line = || {
            Line::of(text, lang)
                .or_else(|| Line::of_page(text, lang, today).filter(|_| over_headline))
        };
        if let Some(line) = line().filter(|_| found.date_text.is_none()) {
            found.date_text = Some(line.date);
            if let Some(author) = line.author.filter(|_| found.author.is_none()) {
                found.state(Field::Author, &[author]);
            }
            if line.is_all {
                removed.push(text.to_owned());
                kept.remove(place);
                continue;
            }
        }
        // A title may stand before its dateline; prose ends the leading lines.
        if !could_be_heading(text) {
            break;
        }
        place += 1;
    }
    found
}

/// What a line of several parts says before a text: `Di Anna Bruni · 12 giugno 2024 · 3 min`.
struct Line {
    date: String,
    author: Option<String>,
    /// Whether it says nothing else.
    is_all: bool,
}

impl Line {
    /// Reads a line of which one part is a date by itself.
    fn of(text: &str, lang: Language) -> Option<Self> {
        if text.len() > LEADING_BYTES {
            return None;
        }
        if parts(text).nth(1).is_none() {
            return Self::of_dashes(text, lang);
        }
        Self::of_parts(text, lang)
    }

    /// Reads a line whose parts dashes keep from each other, which part much else as well: every part is then
    /// one that is known, and there are more than two: `di Anna Bruni – 12 giugno 2024 – 3 min`.
    fn of_dashes(text: &str, lang: Language) -> Option<Self> {
        let mut parted = text.to_owned();
        for dash in [" – ", " — ", " - "] {
            parted = parted.replace(dash, " | ");
        }
        let days = parts(&parted).filter(|part| stated::parse(part, lang).is_some());
        let one = days.count() == 1;
        parts(&parted).nth(2).filter(|_| one)?;
        Self::of_parts(&parted, lang).filter(|line| line.is_all)
    }

    fn of_parts(text: &str, lang: Language) -> Option<Self> {
        // `Published 20 December 2024` as well, and `Pubblicato il 20 dicembre 2024 alle 8.40`.
        let day = |part: &str| {
            let is_day = |text: &str| stated::parse(text, lang).is_some_and(|d| d.days() == 1);
            let labelled = || glued_date(part, lang).filter(|(_, end)| *end == part.len());
            let labelled = || labelled().map(|(date, _)| date).filter(|date| is_day(date));
            match is_day(part) {
                true => Some(part.to_owned()),
                false => labelled().or_else(|| published(part, lang.into())),
            }
        };
        let date = parts(text).find_map(day)?;
        let known = |part: &str| {
            day(part).is_some()
                || byline(part).is_some()
                || says_only_when(part)
                || furniture::is_interface(part, BlockKind::Paragraph, true)
        };
        Some(Self {
            date,
            author: parts(text).find_map(byline),
            is_all: parts(text).all(known),
        })
    }

    /// Reads the line on top of a page: its weekday and day, and what the page is about: `Venerdì 25 Ottobre
    /// 2024 – Ambiente`.
    fn of_page(text: &str, lang: Language, today: Date) -> Option<Self> {
        let mut parts = text.splitn(3, ['–', '—', '-']).map(str::trim);
        let (one, other, None) = (parts.next()?, parts.next()?, parts.next()) else {
            return None;
        };
        let is_day = |part: &str| is_day_alone(part, lang) && stated::begins_with_weekday(part);
        let (day, page) = match is_day(one) {
            true => (one, other),
            false => (other, one),
        };
        let named = |word: &str| {
            word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
        };
        let is_page = page.split(' ').count() <= PAGE_WORDS && page.split(' ').all(named);
        let is_held = page.split(' ').any(is_event);
        let is_past = stated::parse(day, lang).is_some_and(|date| date.first_day() <= today);
        (is_day(day) && is_page && !is_held && is_past).then(|| Self {
            date: day.to_owned(),
            author: None,
            is_all: true,
        })
    }
}

/// Whether a line that is a day is too old to be that of its text: `14 marzo 1879` above a life.
fn is_of_history(text: &str, line: &str, lang: Language) -> bool {
    stated::parse(line, lang).is_some_and(|date| tells_of_later(text, &date))
}
