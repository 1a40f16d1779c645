//! Plain text: paragraphs on lines of their own, separated by empty lines, or wrapped by hand.
//! Structure is guessed from how lines look, and no word is ever changed.

use super::{Characters, Draft, Format, LoadError, characters};
use crate::corpus::label::stands_alone;
use crate::corpus::{BlockKind, frontmatter};
use crate::text::grapheme;

/// Plain text; what is no other format is this, if it is text.
pub const FORMAT: Format = Format {
    name: "plain text",
    endings: &["txt", "text"],
    sniff: |_| true,
    declares: |_| false,
    parse,
};

/// The narrowest and the widest column that texts are wrapped to by hand.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=120;
/// A heading has at most this many words.
const HEADING_WORDS: usize = 14;

fn parse(bytes: &[u8]) -> Result<Vec<Draft>, LoadError> {
    let Characters {
        text,
        signs,
        mut problems,
    } = characters(bytes)?;
    let front = frontmatter::read(&text);
    problems.extend(front.problems);
    let mut draft = Draft {
        front: front.metadata,
        guessed: true,
        bare: true,
        signs,
        problems,
        ..Draft::default()
    };
    blocks(text.get(front.end..).unwrap_or_default(), &mut draft);
    mark_headings(&mut draft);
    Ok(vec![draft])
}

/// Cuts clean text into the blocks that its lines show.
pub(super) fn blocks(text: &str, draft: &mut Draft) {
    draft.text.reserve(text.len());
    let mut group: Vec<&str> = Vec::new();
    for line in text.split('\n').map(str::trim).chain([""]) {
        if line.is_empty() {
            paragraphs(&group, draft);
            group.clear();
        } else {
            group.push(line);
        }
    }
}

/// Lines without an empty one between them. One that is a day or an author below a title is none of a
/// paragraph, however well it would fit there.
fn paragraphs(lines: &[&str], draft: &mut Draft) {
    let mut from = 0;
    for (place, line) in lines.iter().enumerate() {
        if stands_alone(line) {
            paragraph(lines.get(from..place).unwrap_or_default(), draft);
            paragraph(&[line], draft);
            from = place + 1;
        }
    }
    paragraph(lines.get(from..).unwrap_or_default(), draft);
}

/// One paragraph where lines were wrapped by hand, else one each.
fn paragraph(lines: &[&str], draft: &mut Draft) {
    let joined = is_wrapped(lines);
    let mut start = draft.text.len();
    let mut last = start;
    for line in lines {
        let item = item(line);
        if joined && draft.text.len() > start && item.is_none() && !is_rule(line) {
            draft.text.push(' ');
        } else {
            last = start;
            draft.close(start, BlockKind::Paragraph);
            start = draft.text.len();
        }
        if let Some(level) = underline(line)
            && draft.text.len() > last
            && could_be_heading(draft.text.get(last..).unwrap_or_default())
        {
            // Closed as a paragraph above, by this line.
            if let Some(title) = draft.blocks.last_mut() {
                title.kind = BlockKind::Heading(level);
            }
        } else if is_rule(line) {
            draft.text.push('⁂');
            draft.close(start, BlockKind::Rule);
            start = draft.text.len();
        } else if let Some(rest) = item {
            draft.text.push_str("• ");
            draft.text.push_str(rest);
            draft.close(start, BlockKind::Item { depth: 0 });
            start = draft.text.len();
        } else {
            draft.text.push_str(line);
        }
    }
    draft.close(start, BlockKind::Paragraph);
}

/// Whether most lines end where the first word of the next would not have fitted.
pub(super) fn is_wrapped(lines: &[&str]) -> bool {
    let widths: Vec<usize> = lines.iter().map(|line| grapheme::width(line)).collect();
    let widest = widths.iter().copied().max().unwrap_or_default();
    if lines.len() < 2 || !WRAPPED.contains(&widest) {
        return false;
    }
    let full = widths
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(width, next)| {
            let word = next.split(' ').next().unwrap_or_default();
            // People and programs leave a few columns.
            *width + 1 + grapheme::width(word) + 6 > widest
        })
        .count();
    let sentences = lines
        .iter()
        .rev()
        .skip(1)
        .filter(|line| line.ends_with(['.', '!', '?', '”', '»']))
        .count();
    let breaks = lines.len() - 1;
    full * 5 >= breaks * 4 && sentences * 2 <= breaks
}

/// What follows the sign of a list.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '◦', '‣', '▪'])?;
    rest.strip_prefix(' ')
        .map(str::trim_start)
        .filter(|rest| rest.contains(char::is_alphanumeric))
}

/// The level of the heading that a line of `=` or `-` makes of the one before it.
fn underline(line: &str) -> Option<u8> {
    let level = match line.bytes().next()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let same = line.bytes().all(|b| Some(b) == line.bytes().next());
    (line.len() >= 3 && same).then_some(level)
}

/// `***`, `* * *`, `---`, `⁂`: a pause between two parts.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| *c != ' ');
    let Some(first) = signs.next() else {
        return false;
    };
    let more = signs.clone().count();
    match first {
        '⁂' => more == 0,
        '*' | '-' | '_' | '=' | '—' | '~' | '•' => more >= 2 && signs.all(|c| c == first),
        _ => false,
    }
}

/// Marks as headings the short lines without the end of a sentence that stand before prose.
pub(super) fn mark_headings(draft: &mut Draft) {
    let mut prose_follows = false;
    for block in draft.blocks.iter_mut().rev() {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let text = block.range.of(&draft.text);
        let short = could_be_heading(text);
        if short && prose_follows {
            block.kind = BlockKind::Heading(2);
        }
        prose_follows = !short;
    }
}

/// Whether a line stands by itself: short, beginning like a title, and not ending like a sentence.
#[must_use]
pub fn could_be_heading(text: &str) -> bool {
    // Most texts are paragraphs, and told by their lengths.
    text.len() <= 160
        && text.split(' ').take(HEADING_WORDS + 1).count() <= HEADING_WORDS
        && text
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && text.contains(char::is_alphabetic)
        && !text
            .trim_end_matches(['»', '”', '"', '’', '\''])
            .ends_with(['.', ',', ';', ':', '…', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let draft = parse(text.as_bytes()).unwrap().remove(0);
        draft
            .blocks
            .iter()
            .map(|block| {
                let sign = match block.kind {
                    BlockKind::Paragraph => "¶",
                    BlockKind::Heading(_) => "#",
                    BlockKind::Item { .. } => "",
                    BlockKind::Rule => "",
                    other => panic!("{other:?}"),
                };
                format!("{sign}{}", block.range.of(&draft.text))
            })
            .collect()
    }

    #[test]
    fn paragraphs_by_lines_or_by_empty_lines() {
        assert_eq!(
            shown("Una prima frase.\nUna seconda, che finisce qui.\r\n\r\nTerza.\n"),
            [
                "¶Una prima frase.",
                "¶Una seconda, che finisce qui.",
                "¶Terza."
            ]
        );
    }

    #[test]
    fn underlined_lines_are_headings() {
        assert_eq!(
            shown("Il ponte\n========\n\nÈ aperto.\n\nOrari\n-----\nDalle otto.\n\n-----\n\nFine."),
            [
                "#Il ponte",
                "¶È aperto.",
                "#Orari",
                "¶Dalle otto.",
                "⁂",
                "¶Fine."
            ]
        );
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text = "Il ministro ha lasciato la capitale nella notte, e nessuno\nha saputo dire quando tornerà, né se il negoziato possa\ncontinuare senza di lui.\n\nFine.";
        let found = shown(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found.first().unwrap().split(' ').count(),
            text.split("\n\n")
                .next()
                .unwrap()
                .split_whitespace()
                .count()
        );
    }

    #[test]
    fn short_lines_before_prose_are_headings() {
        assert_eq!(
            shown(
                "Che cosa cambia (e per chi?)\nDa oggi il ponte è aperto.\n- uno\n- due\n***\nFine della storia.\nFirma Autore"
            ),
            [
                "#Che cosa cambia (e per chi?)",
                "¶Da oggi il ponte è aperto.",
                "• uno",
                "• due",
                "⁂",
                "¶Fine della storia.",
                "¶Firma Autore",
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn every_word_survives_in_order(text in "([A-Za-zè.,:?!’-]{1,8}|[ \n]|\n\n|\\* ){0,60}") {
            let words = |text: &str| -> Vec<String> {
                crate::text::segment::words(text).map(|word| word.of(text).to_owned()).collect()
            };
            let draft = parse(text.as_bytes()).unwrap().remove(0);
            let kept: Vec<String> = draft.blocks.iter().flat_map(|block| words(block.range.of(&draft.text))).collect();
            proptest::prop_assert_eq!(kept, words(&text));
        }
    }
}
