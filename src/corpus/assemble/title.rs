//! What an article is called: what is stated, a heading, or a line that stands as a title; and what
//! a title is made of where there is none of these.

use crate::corpus::format::Draft;
use crate::corpus::format::plain::could_be_heading;
use crate::corpus::label::is_day_alone;
use crate::corpus::{Block, BlockKind, Statement, metadata, recurring};
use crate::text::fold::{fold, folds_to};
use crate::text::language::Language;

/// How often a page says its title again before the text: in its header and as a heading.
const TITLES: usize = 2;
/// At most so many lines stand above it where it is a heading.
const ABOVE: usize = 3;
/// The most bytes and words of an entry of a menu, and how many there are at least.
const ENTRY: (usize, usize) = (32, 3);
pub(super) const ENTRIES: usize = 4;
/// The longest title made of a first sentence, in bytes.
const SENTENCE_TITLE: usize = 100;

/// The stated title, else the first heading, else a first line that stands as a title; with the
/// block that it was, which is no longer in `kept`. What repeats the title is left out. The first
/// blocks, so many, are those of a `menu`.
pub(super) fn title(
    draft: &mut Draft,
    (kept, menu): (&mut Vec<Block>, usize),
    (leading, lang): (Option<String>, Language),
    removed: &mut Vec<String>,
) -> Option<(String, Statement, Option<Block>)> {
    let found = if let Some(title) = draft.front.title.take() {
        (title, Statement::FrontMatter, None)
    } else if let Some(title) = draft.own.title.take() {
        (title, Statement::Format, None)
    } else if let Some(title) = leading {
        (title, Statement::LeadingLine, None)
    } else {
        let place = title_place(draft, (kept, menu), lang)?;
        let block = kept.get(place).copied()?;
        let text = block.range.of(&draft.text);
        if text.len() > metadata::LONGEST {
            (
                metadata::cut(text, metadata::LONGEST),
                Statement::Heading,
                None,
            )
        } else {
            kept.remove(place);
            (text.to_owned(), Statement::Heading, Some(block))
        }
    };
    let said = fold(&found.0);
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let repeats = |block: &Block| {
        let text = block.range.of(&draft.text);
        text.len() <= 2 * metadata::LONGEST
            && (folds_to(text, &said) || is_heading(block) && letters(text).eq(letters(&found.0)))
    };
    let again = kept
        .iter()
        .take(TITLES)
        .take_while(|block| repeats(block))
        .count();
    for block in kept.drain(..again) {
        removed.push(block.range.of(&draft.text).to_owned());
    }
    // Above the heading of a page can stand a kicker.
    let above = kept.iter().take_while(|block| {
        let text = block.range.of(&draft.text);
        !(is_heading(block) && repeats(block)) && could_be_heading(text)
    });
    let place = above.take(ABOVE).count();
    if let Some(block) = kept.get(place).copied()
        && !draft.guessed
        && is_heading(&block)
        && repeats(&block)
    {
        kept.remove(place);
        removed.push(block.range.of(&draft.text).to_owned());
    }
    Some(found)
}

/// The letters and digits of a line, of which the space and the signs between can be lost.
fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric())
}

/// Where the title stands: a heading before all prose, or one of the first level anywhere; or a
/// first line that does not end like a sentence and has a text after it.
fn title_place(draft: &Draft, (kept, menu): (&[Block], usize), lang: Language) -> Option<usize> {
    let place = place_among(draft, kept.get(menu..).unwrap_or_default(), lang)?;
    Some(menu + place)
}

/// How many lines at the beginning are those of a menu, as they are in what is copied from a page:
/// many lines of one or a few words before the first longer one, which tell nothing of the article.
/// The last of them can be the title, and is not counted.
pub(super) fn menu(draft: &Draft, kept: &[Block], language: Language) -> usize {
    if !draft.guessed {
        return 0;
    }
    let tells = |block: &Block| {
        let text = block.range.of(&draft.text);
        !could_be_heading(text) || recurring::says_something(text, language)
    };
    let is_entry = |block: &&Block| {
        let text = block.range.of(&draft.text);
        text.len() <= ENTRY.0 && text.split(' ').count() <= ENTRY.1 && !tells(block)
    };
    let entries = kept.iter().take_while(is_entry).count();
    let Some(next) = kept.get(entries).filter(|_| entries > 0) else {
        return 0;
    };
    // Lines that are known to be of an interface are left out already.
    let before = |block: &&Block| block.range.start < next.range.start;
    if draft.blocks.iter().take_while(before).count() < ENTRIES {
        return 0;
    }
    entries - usize::from(tells(next))
}

/// Whether a line says in which section of a paper the article of this `title` is: `Liguria / Economia`.
fn is_section(line: &str, title: &str, lang: Language) -> bool {
    let named = |part: &str| {
        let words = part.split(' ').count();
        words <= ENTRY.1
            && part.starts_with(char::is_uppercase)
            && part
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '’' | '\'' | '-'))
    };
    // `Pisa/Firenze` are two towns.
    let parting = [" / ", " | ", " › ", " > "];
    let Some(parting) = parting.iter().find(|parting| line.contains(**parting)) else {
        return false;
    };
    // The last part may be the day: `Asia / Reportage / 2 agosto 2025`.
    let (sections, last) = line.rsplit_once(parting).unwrap_or((line, line));
    let is_section =
        sections.split(parting).all(named) && (named(last) || is_day_alone(last, lang));
    (line.len() < title.len() || is_day_alone(last, lang)) && could_be_heading(title) && is_section
}

fn place_among(draft: &Draft, kept: &[Block], lang: Language) -> Option<usize> {
    let prose = kept
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph);
    let heading = kept
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Heading(_)))
        .filter(|&place| {
            let first_level = kept
                .get(place)
                .is_some_and(|block| block.kind == BlockKind::Heading(1));
            prose.is_none_or(|prose| place < prose) || !draft.guessed && first_level
        });
    let line = |place: usize| Some(kept.get(place)?.range.of(&draft.text));
    // The headline stands under the section.
    let headline = |place: usize| match (line(place), line(place + 1)) {
        (Some(line), Some(under)) if draft.guessed && is_section(line, under, lang) => place + 1,
        _ => place,
    };
    if let Some(heading) = heading {
        return Some(headline(heading));
    }
    let place = headline(0);
    let is_line = |block: &&Block| place > 0 || block.kind == BlockKind::Paragraph;
    let first = kept.get(place).filter(is_line)?;
    let text = first.range.of(&draft.text);
    let words = text.split(' ').count();
    let ends = text
        .trim_end_matches(['»', '”', '"', '’', '\'', ')'])
        .ends_with(['.', ',', ';', ':', '…']);
    let after: usize = kept
        .iter()
        .skip(place + 1)
        .map(|block| block.range.len())
        .sum();
    (!ends
        && words <= 40
        && text.len() <= 250
        && after > text.len()
        && text.contains(char::is_alphabetic))
    .then_some(place)
}

/// A sentence as a title, without its full stop: cut after a clause, or else at a word.
pub(super) fn sentence_title(sentence: &str) -> String {
    let line = sentence.trim_start_matches("• ").replace('\n', " ");
    let mut cut = metadata::cut(&line, SENTENCE_TITLE);
    if cut.len() < line.len()
        && let Some(clause) = cut.rfind([',', ';', ':', '–', '—'])
        && clause * 2 > cut.len()
    {
        cut.truncate(clause);
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    cut.strip_suffix('.')
        .filter(|rest| !rest.ends_with('.'))
        .unwrap_or(&cut)
        .to_owned()
}
