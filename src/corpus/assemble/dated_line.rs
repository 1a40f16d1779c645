//! The line that says of whom and when a text is, in whatever order: `di Anna Bruni — 14 marzo 2023, ore
//! 9.40`, `Milano, 14 marzo 2023`, `Updated: 14 June 2023, 9:40 a.m. GMT`. It stands between the title
//! and the text, or last. Its parts are read by their looks: names, times, and a few words that go with
//! them; a line that says more is a sentence or a heading, and states nothing. It stays in the text.

use super::dateline::is_later;
use crate::corpus::{Block, BlockKind, stated};
use crate::text::language::Language;

/// Such a line has at most so many bytes.
const LONGEST: usize = 120;
/// Words of a day: `Tuesday, 14th of March 2023`.
const DAY_WORDS: usize = 5;
/// Names and numbers beside the day.
const OTHERS: usize = 10;
/// Blocks at the beginning among which it is looked for, the title first.
const LEADING: usize = 5;

/// Words in small letters that go with a day and a name, in the languages whose dates are known.
const BESIDE: [&str; 58] = [
    "a",
    "a.m",
    "aggiornamento",
    "aggiornata",
    "aggiornato",
    "agenzia",
    "alle",
    "am",
    "and",
    "at",
    "by",
    "corrispondente",
    "correspondent",
    "da",
    "dal",
    "dalla",
    "de",
    "del",
    "della",
    "di",
    "e",
    "editor",
    "from",
    "h",
    "il",
    "in",
    "inviata",
    "inviato",
    "la",
    "last",
    "le",
    "lettura",
    "min",
    "minutes",
    "minuti",
    "modified",
    "n",
    "no",
    "nostro",
    "of",
    "on",
    "ore",
    "our",
    "p",
    "p.m",
    "pag",
    "page",
    "pagina",
    "pm",
    "posted",
    "pubblicata",
    "pubblicato",
    "published",
    "read",
    "tempo",
    "the",
    "ultimo",
    "updated",
];
/// Those among them that make the day one of what is told: `la strage del 2 agosto 1980`.
const TELLING: [&str; 9] = [
    "dal", "dalla", "del", "della", "from", "in", "of", "da", "a",
];

/// The day that such a line states, as it is written.
pub(super) fn dated_line(text: &str, blocks: &[Block], lang: Language) -> Option<String> {
    let line = |block: &Block| {
        let line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        line.then(|| block.range.of(text))
            .and_then(|line| stated_day(line, lang))
    };
    let leading = blocks.iter().skip(1).take(LEADING - 1);
    // Prose ends the leading lines.
    let prose = |block: &&Block| block.range.len() <= 2 * LONGEST;
    let day = (leading.take_while(prose).find_map(line))
        .or_else(|| line(blocks.last().filter(|_| blocks.len() > 2)?))?;
    let year = stated::parse(&day, lang)?.first_day().year();
    (!is_later(text, year)).then_some(day)
}

/// The day of a line that says nothing but when, by whom and where.
fn stated_day(line: &str, lang: Language) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let trimmed = |words: &[&str]| words.join(" ").trim_matches(is_mark).to_owned();
    let is_day = |text: &str| stated::parse(text, lang).is_some_and(|date| date.days() == 1);
    let (first, end, day) = (0..words.len()).find_map(|first| {
        words
            .get(first)?
            .contains(char::is_alphanumeric)
            .then_some(())?;
        (first + 1..=words.len().min(first + DAY_WORDS)).find_map(|end| {
            let day = trimmed(words.get(first..end)?);
            is_day(&day).then_some((first, end, day))
        })
    })?;
    let before = first.checked_sub(1).and_then(|before| words.get(before));
    let told = before.is_some_and(|word| TELLING.contains(&word.trim_matches(is_mark)));
    let others = words.get(..first)?.iter().chain(words.get(end..)?);
    let beside = |word: &&str| {
        let word = word.trim_matches(is_mark);
        word.is_empty()
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || BESIDE.contains(&word.to_lowercase().as_str())
    };
    let only = others.clone().count() <= OTHERS && others.clone().all(beside);
    // A second day makes it a span of time, and a sentence tells something.
    let rest = trimmed(words.get(end..)?);
    let second = (rest.split([' ', '–', '—', '-'])).any(|word| word.len() == 4 && is_year(word));
    let sentence = line.ends_with(['!', '?', ':', '…']);
    (only && !told && !second && !sentence).then_some(day)
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
        ] {
            let found = stated_day(line, Language::ITALIAN);
            assert_eq!(found.as_deref(), day, "{line}");
        }
    }
}
