//! The line with which a wire ends a report: `16:04 27-11-24`, `(ANSA) 27-NOV-24 16:04 NNNN`. It says
//! when the report went out, with a year of two figures. Lines with the whole year are for `dated_line`.

use jiff::civil::Date;

use crate::corpus::stated;
use crate::corpus::{Block, BlockKind};
use crate::text::language::Language;

/// Blocks at the end among which it is, the signs of the end after it.
const LAST: usize = 3;
/// Such a line has at most so many bytes.
const LONGEST: usize = 80;

/// The day of the closing line of a wire, with its whole year; `None` where there is none, or it is
/// after `today`.
pub(super) fn closing(
    text: &str,
    blocks: &[Block],
    language: Language,
    today: Date,
) -> Option<String> {
    let last = blocks.iter().rev().take(LAST);
    let lines = last.filter(|block| block.kind == BlockKind::Paragraph);
    lines
        .flat_map(|block| block.range.of(text).lines().rev().take(LAST))
        .find_map(|line| day_of(line, language, today))
}

/// The day of a line that has nothing else but a time, who signs, and the sign of the end.
fn day_of(line: &str, language: Language, today: Date) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| is_time(word))?;
    let beside = [at.checked_sub(1), at.checked_add(1)];
    let day = |word: &str| whole_year(word.trim_end_matches(['.', ',']), language, today);
    let (place, found) =
        (beside.into_iter().flatten()).find_map(|place| Some((place, day(words.get(place)?)?)))?;
    let others = (0..words.len()).filter(|&other| other != at && other != place);
    let mut others = others.filter_map(|other| words.get(other));
    others.all(|word| is_signature(word)).then_some(found)
}

/// Whether a word is a time of day: `16:04`, `9.40`.
fn is_time(word: &str) -> bool {
    let parts = word.split_once([':', '.']);
    parts.is_some_and(|(hour, minute)| {
        let number = |part: &str| part.parse::<u8>().ok();
        minute.len() == 2
            && number(hour).is_some_and(|hour| hour < 24)
            && number(minute).is_some_and(|minute| minute < 60)
    })
}

/// `(Red/Pol/Dire)`, `NNNN`, `-END-`.
fn is_signature(word: &str) -> bool {
    let bracketed = word.starts_with(['(', '[']) && word.ends_with([')', ']']);
    bracketed || !word.contains(char::is_lowercase) && !word.contains(|c: char| c.is_ascii_digit())
}

/// `27-11-24` and `27-NOV-24` with their whole year, where that is a day up to `today`.
fn whole_year(word: &str, language: Language, today: Date) -> Option<String> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(day) || day.is_empty() || year.len() != 2 || !is_number(year) {
        return None;
    }
    let century = today.year() / 100;
    let between = if is_number(month) { '-' } else { ' ' };
    // Wires are of the last hundred years.
    [century, century - 1].into_iter().find_map(|century| {
        let written = format!("{day}{between}{month}{between}{century}{year}");
        let date = stated::parse(&written, language).filter(|date| date.days() == 1)?;
        (date.first_day() <= today).then_some(written)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_line_at_the_end_of_a_wire_has_its_day() {
        let today = date(2026, 11, 22);
        for (line, day) in [
            ("16:04 27-11-24", Some("27-11-2024")),
            ("(ANSA) 27-NOV-24 16:04 NNNN", Some("27 NOV 2024")),
            ("(Red/Pol/Dire) 16:04 27/11/24", Some("27-11-2024")),
            ("9.40 03-02-98.", Some("03-02-1998")),
            // Nothing says that it is of a wire.
            ("27-11-24", None),
            ("Il turno finisce alle 16:04 del 27-11-24", None),
            ("16:04 45-11-24", None),
            ("Partenza 16:04 27-11-24", None),
        ] {
            let found = day_of(line, Language::ITALIAN, today);
            assert_eq!(found.as_deref(), day, "{line}");
        }
        // In English it could be either.
        assert_eq!(day_of("16:04 03-02-24", Language::ENGLISH, today), None);
        assert_eq!(
            day_of("16:04 27-11-24", Language::ENGLISH, today).as_deref(),
            Some("27-11-2024")
        );
    }
}
