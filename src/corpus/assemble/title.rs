//! What an article is called: what is stated, a heading, or a line that stands as a title; and what
//! a title is made of where there is none of these.

use crate::corpus::format::Draft;
use crate::corpus::{Block, BlockKind, Statement, metadata};
use crate::text::fold::{fold, folds_to};

/// How often a page says its title again before the text: in its header and as a heading.
const TITLES: usize = 2;
/// The longest title made of a first sentence, in bytes.
const SENTENCE_TITLE: usize = 100;

/// The stated title, else the first heading, else a first line that stands as a title; with the
/// block that it was, which is no longer in `kept`. What repeats the title is left out.
pub(super) fn title(
    draft: &mut Draft,
    kept: &mut Vec<Block>,
    leading: Option<String>,
    removed: &mut Vec<String>,
) -> Option<(String, Statement, Option<Block>)> {
    let found = if let Some(title) = draft.front.title.take() {
        (title, Statement::FrontMatter, None)
    } else if let Some(title) = draft.own.title.take() {
        (title, Statement::Format, None)
    } else if let Some(title) = leading {
        (title, Statement::LeadingLine, None)
    } else {
        let place = title_place(draft, kept)?;
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
    let repeats = |block: &Block| {
        let text = block.range.of(&draft.text);
        text.len() <= 2 * metadata::LONGEST && folds_to(text, &said)
    };
    let again = kept
        .iter()
        .take(TITLES)
        .take_while(|block| repeats(block))
        .count();
    for block in kept.drain(..again) {
        removed.push(block.range.of(&draft.text).to_owned());
    }
    Some(found)
}

/// Where the title stands: a heading before all prose, or one of the first level anywhere; or a
/// first line that does not end like a sentence and has a text after it.
fn title_place(draft: &Draft, kept: &[Block]) -> Option<usize> {
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
    if heading.is_some() {
        return heading;
    }
    let first = kept
        .first()
        .filter(|block| block.kind == BlockKind::Paragraph)?;
    let text = first.range.of(&draft.text);
    let words = text.split(' ').count();
    let ends = text
        .trim_end_matches(['»', '”', '"', '’', '\'', ')'])
        .ends_with(['.', ',', ';', ':', '…']);
    let after: usize = kept.iter().skip(1).map(|block| block.range.len()).sum();
    (!ends
        && words <= 40
        && text.len() <= 250
        && after > text.len()
        && text.contains(char::is_alphabetic))
    .then_some(0)
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
