//! The line that says of whom and when a text is, in whatever order: `di Anna Bruni — 14 marzo 2023, ore
//! 9.40`, `Milano, 14 marzo 2023`, `Updated: 14 June 2023, 9:40 a.m. GMT`. It stands between the title
//! and the text, or last. Its parts are read by their looks: names, times, and a few words that go with
//! them; a line that says more is a sentence or a heading, and states nothing. It stays in the text.
//! Several such lines are a chronology, unless one says that it is about the publication.

use std::iter;

use jiff::civil::Date;

use super::dateline::{is_early, is_of_now};
use crate::corpus::stated::Days;
use crate::corpus::{Block, BlockKind};
use crate::edtf::Edtf;
use crate::text::language::{self, DatedLine, Words};

/// Such a line has at most so many bytes.
const LONGEST: usize = 120;
/// Words of a day: `Tuesday, 14th of March 2023`.
const DAY_WORDS: usize = 5;
/// Names and numbers beside the day.
const OTHERS: usize = 10;
/// Blocks at the beginning among which it is looked for, the title first.
const LEADING: usize = 8;

/// Whether a word, in small letters, is in one of the lists of any language: a line may be in another than
/// its text.
fn is_known(word: &str, list: impl Fn(&DatedLine) -> &Words) -> bool {
    (language::all().iter()).any(|known| list(&known.dated_line).has(word))
}

/// The day that such a line states, as it is written, where it is not after `today`.
pub(super) fn dated_line(text: &str, blocks: &[Block], days: Days, today: Date) -> Option<String> {
    let line = |block: &Block| {
        is_line(block)
            .then(|| stated_line(block.range.of(text), days))
            .flatten()
    };
    let leading = blocks.iter().skip(1).take(LEADING - 1);
    // Prose ends the leading lines.
    let prose = |block: &&Block| block.range.len() <= 2 * LONGEST;
    let last = blocks.last().filter(|_| blocks.len() > 2);
    let mut lines = leading.take_while(prose).chain(last).filter_map(line);
    let first = lines.next()?;
    let chronology = || {
        let mut days = (blocks
            .iter()
            .skip(1)
            .take(LOOKED)
            .filter(|block| is_line(block)))
        .filter_map(|block| told_day(block.range.of(text), days));
        let first = days.next();
        days.any(|day| Some(day) != first)
    };
    let found = if chronology() {
        iter::once(first).chain(lines).find(|line| line.publishes)
    } else {
        Some(first)
    };
    let Stated { day, publishes } = found?;
    let date = days.read(&day)?;
    // A heading may name a day without its year.
    let is_told = publishes || days.year.is_none() && !is_early(&date);
    (is_told && is_of_now(text, &date, today)).then_some(day)
}

/// Whether paragraphs stand below lines that are a day and nothing else: `24 febbraio 2022`, what
/// happened, `2 marzo 2022`, what happened.
pub(super) fn is_chronology(text: &str, blocks: &[Block], days: Days) -> bool {
    let mut days = blocks.windows(2).take(LOOKED).filter_map(|pair| {
        let [line, below] = pair else { return None };
        let entry = is_line(line) && below.range.len() > ENTRY;
        let line = line.range.of(text);
        (entry && line.len() <= LONGEST)
            .then(|| only_day(line, days))
            .flatten()
    });
    let first = days.next();
    days.any(|day| Some(day) != first)
}

/// So many blocks are looked at for the days of a chronology.
const LOOKED: usize = 1_000;
/// What stands below a day of a chronology has at least so many bytes.
const ENTRY: usize = 40;

fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
}

/// Whether a line may have a day.
pub(super) fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
}

/// The day that a line is, with or without its year.
fn only_day(line: &str, days: Days) -> Option<Edtf> {
    if !has_digit(line) {
        return None;
    }
    let line = line.trim_matches(is_mark);
    let lettered = line.contains(char::is_alphabetic);
    // Any year does to tell `2 marzo` from others.
    let any_year = Days {
        year: Some(2000),
        ..days
    };
    (Days::from(days.language).read(line)).or_else(|| any_year.read(line).filter(|_| lettered))
}

/// The day of a line that could be one of a chronology.
fn told_day(line: &str, days: Days) -> Option<Edtf> {
    if line.len() > LONGEST {
        return None;
    }
    only_day(line, days).or_else(|| {
        let found = stated_day(line, days).filter(|found| !found.publishes)?;
        days.read(&found.day)
    })
}

/// The parts of a line as pages have them, parted by signs, or by as much space as no sentence has.
pub(super) fn parts(line: &str) -> impl Iterator<Item = &str> {
    let signed = line.split(['·', '|', '•', '●', '■', '▪', '◆', '\t']);
    // `Pisa/Firenze` and `14/3/2023` are one part.
    let parts = signed.flat_map(|part| part.split(" / ").flat_map(|part| part.split("  ")));
    let parts = parts.map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// What a line states, or one of its parts: `Pubblicato il 14 marzo 2023 alle 9.40 · Condividi su …`.
fn stated_line(line: &str, days: Days) -> Option<Stated> {
    let whole = stated_day(line, days);
    if whole.is_some() || line.len() > 2 * LONGEST || !has_digit(line) {
        return whole;
    }
    let parts = || parts(line).flat_map(clauses);
    parts().nth(1)?;
    if let Some(day) = parts().find_map(|part| published(part, days)) {
        return Some(Stated {
            day,
            publishes: true,
        });
    }
    let mut dated = parts().filter(|part| is_dated(part, days));
    let day = dated.next()?;
    let says = |list: fn(&DatedLine) -> &Words| {
        let words = || {
            line.split_whitespace()
                .map(|word| word.trim_matches(is_mark))
        };
        words().any(|word| is_known(&word.to_lowercase(), list))
    };
    let short = |part: &str| part.split_whitespace().count() <= PART_WORDS;
    let only = parts().all(|part| part == day || short(part));
    // A second day that nothing is said of makes it a span of time.
    let spans = dated.next().is_some();
    (only && !spans && !says(|line| &line.events)).then(|| Stated {
        day: day.to_owned(),
        publishes: says(|line| &line.publishing),
    })
}

/// What dashes and full stops part in a part of a line: `Di Lapo Neri. 2 aprile 2025. Aggiornato alle 9:02`.
fn clauses(part: &str) -> impl Iterator<Item = &str> {
    let clauses = part.split(". ").flat_map(|part| part.split(" - "));
    let clauses = clauses.flat_map(|part| part.split(['–', '—']));
    clauses
        .map(|part| part.trim_matches(is_mark).trim())
        .filter(|part| !part.is_empty())
}

/// What stands beside a day in a line of parts has at most so many words.
const PART_WORDS: usize = 4;

/// Whether a text is a day with its year.
fn is_dated(text: &str, days: Days) -> bool {
    days.read(text).is_some()
}

/// The day of a part of a line that says that it is about the publication.
pub(super) fn published(part: &str, days: Days) -> Option<String> {
    let found = stated_day(part, days).filter(|found| found.publishes)?;
    Some(found.day)
}

/// Whether a part of a line is a time of day, or how long ago something was done: `11:26 AM`,
/// `Updated 13 hours ago`.
pub(super) fn says_only_when(part: &str) -> bool {
    let word = |word: &str| {
        let word = word.trim_matches(is_mark).to_lowercase();
        let figures = word.split([':', '.']);
        let is_figure = |part: &str| part.parse::<u8>().is_ok();
        figures.clone().all(is_figure) || is_known(&word, |line| &line.beside)
    };
    has_digit(part)
        && part.split_whitespace().count() <= PART_WORDS
        && part.split_whitespace().all(word)
}

/// What a line states.
#[derive(Debug, PartialEq)]
struct Stated {
    /// As it is written.
    day: String,
    /// Whether it says that it is about the publication: an author, `Updated`, an agency, a time of
    /// day and a place.
    publishes: bool,
}

/// Whether a word names something that is held, made or happens on a day.
pub(super) fn is_event(word: &str) -> bool {
    is_known(&word.to_lowercase(), |line| &line.events)
}

/// The first day among `words` from the one at `from` on: where its words begin and end, and the day.
fn day_in(words: &[&str], from: usize, days: Days) -> Option<(usize, usize, String)> {
    (from..words.len()).find_map(|first| {
        words
            .get(first)?
            .contains(char::is_alphanumeric)
            .then_some(())?;
        (first + 1..=words.len().min(first + DAY_WORDS)).find_map(|end| {
            let day = words.get(first..end)?.join(" ");
            let day = day.trim_matches(is_mark).to_owned();
            days.read(&day).is_some().then_some((first, end, day))
        })
    })
}

/// The day of a line that says nothing but when, by whom and where.
fn stated_day(line: &str, days: Days) -> Option<Stated> {
    if line.len() > LONGEST || !has_digit(line) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let (first, end, day) = day_in(&words, 0, days)?;
    let before = first.checked_sub(1).and_then(|before| words.get(before));
    let told =
        before.is_some_and(|word| is_known(word.trim_matches(is_mark), |line| &line.telling));
    let publishing = |word: &&str| {
        let plain = word.trim_matches(is_mark).to_lowercase();
        is_known(&plain, |line| &line.publishing)
    };
    // A day of its own is what the line was changed on: `3 aprile 2023 (modifica il 5 aprile 2023)`.
    let changed = day_in(&words, end, days).filter(|(next, ..)| {
        (words.get(end..*next)).is_some_and(|between| between.iter().any(publishing))
    });
    let (next, after) =
        changed.map_or((words.len(), words.len()), |(next, after, _)| (next, after));
    let between = words.get(end..next)?;
    let others = (words.get(..first)?.iter())
        .chain(between)
        .chain(words.get(after..)?);
    let beside = |word: &&str| {
        let word = word.trim_matches(is_mark);
        word.is_empty()
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || is_known(&word.to_lowercase(), |line| &line.beside)
    };
    let only = others.clone().count() <= OTHERS && others.clone().all(beside);
    // A second day makes it a span of time, and a sentence tells something.
    let rest = between.join(" ");
    let second = (rest.split([' ', '–', '—', '-'])).any(|word| word.len() == 4 && is_year(word));
    let sentence = line.ends_with(['!', '?', ':', '…']);
    if !only || told || second || sentence {
        return None;
    }
    let named = |word: &&str| word.trim_matches(is_mark).starts_with(char::is_uppercase);
    let by = ["di", "by"].contains(&words.first()?.to_lowercase().as_str())
        && words
            .get(1..first)
            .is_some_and(|names| names.iter().any(named));
    let time = |word: &&str| {
        let word = word.trim_matches(is_mark);
        let parts = word.split_once([':', '.']);
        parts.is_some_and(|(hour, minute)| {
            minute.len() == 2 && [hour, minute].iter().all(|part| part.parse::<u8>().is_ok())
        })
    };
    let placed = first > 0 && others.clone().any(time) && others.clone().any(named);
    let publishes = by || others.clone().any(publishing) || placed;
    // `Anna Bell (14 marzo 1979)` was born then.
    let head = words.get(..=first)?;
    let count = |mark: char| {
        head.iter()
            .flat_map(|word| word.chars())
            .filter(|c| *c == mark)
            .count()
    };
    let behind = first > 0 && count('(') > count(')');
    // A name in a line of names is no event: the NATO is not `nato`.
    let shouted = !line.contains(char::is_lowercase);
    let mut after_name = false;
    let event = |word: &&str| {
        let plain = word.trim_matches(is_mark);
        let acronym = !shouted && plain.len() > 2 && plain.chars().all(char::is_uppercase);
        let capital = plain.starts_with(char::is_uppercase);
        let written_as_name = acronym || capital && after_name;
        after_name = capital && !word.ends_with(is_mark);
        let plain = plain.to_lowercase();
        let name = written_as_name && is_known(&plain, |line| &line.also_names);
        !name && is_known(&plain, |line| &line.events)
    };
    (!others.clone().any(event) && (publishes || !behind)).then_some(Stated { day, publishes })
}

fn is_year(word: &str) -> bool {
    word.parse().is_ok_and(|year| (1000..2200).contains(&year))
}

/// What stands around words of such a line.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '.' | '(' | ')' | '[' | ']' | '|' | '·' | '•' | '-' | '–' | '—' | '/'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;

    #[test]
    fn the_day_of_a_line_of_names_and_times_is_read_and_no_other() {
        for (line, day) in [
            (
                "di Piera Landi — 14 marzo 2023, ore 9.40",
                Some("14 marzo 2023"),
            ),
            ("Piera Landi, 14/03/2023", Some("14/03/2023")),
            ("Milano, 14 marzo 2023", Some("14 marzo 2023")),
            ("(14 marzo 2023)", Some("14 marzo 2023")),
            (
                "Ultimo aggiornamento: 14 marzo 2023, 18:05",
                Some("14 marzo 2023"),
            ),
            ("Tue 14 Mar 2023 09.40 GMT", Some("Tue 14 Mar 2023")),
            ("March 14, 2023 at 9:40 a.m. EDT", Some("March 14, 2023")),
            (
                "The Port Salisse Herald, 14 March 2023, p. 5",
                Some("14 March 2023"),
            ),
            ("La strage del 2 agosto 1980", None),
            ("Il ponte fu chiuso il 14 marzo 2023", None),
            ("Anna Bell, 25 maggio 1922 – 11 giugno 1984", None),
            ("Estate 2023", None),
            ("March 14, 2023 at 9:40 a.m. EST", Some("March 14, 2023")),
            // Whose day it is, or what is to come.
            ("Nato a Tresanta, 14 marzo 2003", None),
            ("Piera Landi (14 marzo 2003)", None),
            ("Legge 12 aprile 2019, n. 12", None),
            ("Strage di Montebuio, 23 maggio 2012", None),
            ("Scadenza: 30 settembre 2023", None),
            ("Deadline: 30 September 2023", None),
            ("Convegno, Tresanta, 30 settembre 2023, ore 9.30", None),
            ("Tresanta (ANSA, 14 marzo 2023)", Some("14 marzo 2023")),
            // A line of parts, as pages have it.
            (
                "Pubblicato il 14 marzo 2023 alle 08:41 · Condividi su Facebook · WhatsApp",
                Some("il 14 marzo 2023"),
            ),
            (
                "Sport locale  14 marzo 2023  Redazione sportiva  0 commenti",
                Some("14 marzo 2023"),
            ),
            (
                "Di Piera Landi. 14 marzo 2023 ● 6:15. Aggiornato alle 9:02",
                Some("14 marzo 2023"),
            ),
            (
                "Piera Landi, 14 marzo 2023 ore 6.15 - Ultimo aggiornamento: 15 marzo 2023, 9.02",
                Some("14 marzo 2023"),
            ),
            ("Piera Landi - 14 marzo 2023 - 20 marzo 2023", None),
            (
                "14 mar 2023 (modifica il 15 marzo 2023 | 09:20)",
                Some("14 mar 2023"),
            ),
            (
                "Articolo pubblicato il 14 marzo 2023 e aggiornato il 20 marzo 2023",
                Some("il 14 marzo 2023"),
            ),
            (
                "Data di pubblicazione: 14 marzo 2023",
                Some("14 marzo 2023"),
            ),
            (
                "Posted on March 14, 2023 by admin",
                Some("on March 14, 2023"),
            ),
            ("La strage. 2 agosto 1980. Bologna", None),
            ("Di Piera Landi. Apertura 14 marzo 2023 – Museo", None),
            (
                "Di Piera Landi. Tresanta 14 marzo 2023",
                Some("14 marzo 2023"),
            ),
            ("Bando  14 marzo 2023  Scadenza vicina", None),
            ("Nel porto · Il 14 marzo 2023 la diga cedette · Foto", None),
            // The alliance, and who was born.
            ("NATO, Bruxelles, 14 marzo 2023", Some("14 marzo 2023")),
            ("Servizio Nato, 14 marzo 2023", Some("14 marzo 2023")),
            ("Anna Bell, Nata a Tresanta, 14 marzo 2003", None),
            ("NATO A TRESANTA, 14 MARZO 2003", None),
            // Nor is an event a name by its capitals, nor by those of the word before it.
            ("DPCM 24 ottobre 2020", None),
            ("Registration Deadline 30 June 2024", None),
            ("Application Deadline: 30 September 2023", None),
            ("Annual Conference, Altmouth, 12 May 2023", None),
            ("La Strage di Montebuio, 2 agosto 1980", None),
            ("Il Terremoto in Valdarda, 23 novembre 1980", None),
            ("Il Decreto Ponti, 4 ottobre 2018", None),
        ] {
            let found = stated_line(line, Language::ITALIAN.into());
            let found = found.map(|found| found.day);
            assert_eq!(found.as_deref(), day, "{line}");
        }
    }
}
