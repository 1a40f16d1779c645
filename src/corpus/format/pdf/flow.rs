//! Lines to paragraphs: a PDF says where each line stands and nothing else, so that gaps, indents,
//! sizes and short lines have to tell where a paragraph ends. Hyphens at the ends of lines are
//! undone where the rest of the text shows that the word has none.

use std::collections::HashSet;
use std::rc::Rc;

use super::links::{self, Linked};
use super::page::Line;
use crate::corpus::BlockKind;
use crate::text::TextRange;

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// On one line; not clean.
    pub(super) text: String,
    pub(super) kind: BlockKind,
    /// The size of its letters.
    pub(super) size: f64,
    /// The page that it begins on, from 0.
    pub(super) page: usize,
    /// What of its text leads somewhere.
    pub(super) links: Vec<Linked>,
}

/// A heading has at most this many words.
const HEADING_WORDS: usize = 20;
/// Letters larger than the text by this factor are those of headings.
const LARGER: f64 = 1.13;

/// The paragraphs of a file and the size of its text.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> (Vec<Paragraph>, f64) {
    let body = body_size(pages);
    let words = words(pages);
    let mut flow = Flow {
        paragraphs: Vec::new(),
        body,
        words,
    };
    for (number, page) in pages.iter().enumerate() {
        let rows = rows(page);
        for column in columns(&rows) {
            flow.column(column, number);
        }
    }
    flow.name_headings();
    (flow.paragraphs, body)
}

/// The size of most letters.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for line in pages.iter().flatten() {
        let known = sizes
            .iter()
            .position(|(size, _)| (size - line.size).abs() < 0.3);
        if let Some((_, letters)) = known.and_then(|place| sizes.get_mut(place)) {
            *letters += line.text.len();
        } else if sizes.len() < 64 {
            sizes.push((line.size, line.text.len()));
        }
    }
    sizes
        .iter()
        .max_by_key(|(_, letters)| *letters)
        .map_or(10.0, |(size, _)| *size)
}

/// The words of the whole text that are not cut at the end of a line.
fn words(pages: &[Vec<Line>]) -> HashSet<String> {
    let mut words = HashSet::new();
    for page in pages {
        let mut cut = false;
        for line in page {
            let mut parts = line.text.split_whitespace().peekable();
            while let Some(part) = parts.next() {
                let ends = parts.peek().is_none() && part.ends_with(HYPHENS);
                if !(cut || ends) {
                    words.insert(bare(part).to_lowercase());
                }
                cut = false;
            }
            cut = line.text.ends_with(HYPHENS);
        }
    }
    words
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The lines of a page with those joined that stand beside each other, such as the cells of a
/// table.
fn rows(page: &[Line]) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for line in page {
        if let Some(last) = rows.last_mut()
            && (last.base - line.base).abs() < 0.3 * last.size.max(line.size)
            && line.left >= last.right
            && line.left - last.right < 40.0 * line.size
        {
            last.text.push(' ');
            let start = last.text.len();
            last.text.push_str(&line.text);
            links::append(&mut last.links, &last.text, start, &line.links);
            last.right = line.right;
            last.bold &= line.bold;
        } else {
            rows.push(line.clone());
        }
    }
    rows
}

/// Runs of lines that go down the page one under the other.
fn columns(rows: &[Line]) -> impl Iterator<Item = &[Line]> {
    rows.chunk_by(|above, below| {
        let down = above.base - below.base;
        let size = above.size.max(below.size);
        let beside = below.left > above.right || below.right < above.left;
        down > -0.2 * size && !(beside && down < 0.5 * size)
    })
}

/// How a column is set.
struct Column {
    left: f64,
    right: f64,
    /// From base line to base line.
    leading: f64,
}

impl Column {
    fn of(lines: &[Line], body: f64) -> Self {
        let text: Vec<&Line> = lines
            .iter()
            .filter(|line| (line.size - body).abs() < 0.1 * body)
            .collect();
        // The margin is where most lines begin; of two the outer one.
        let lefts = |line: &Line| {
            text.iter()
                .filter(|other| (other.left - line.left).abs() < 1.5)
                .count()
        };
        let left = text
            .iter()
            .max_by(|one, other| {
                lefts(one)
                    .cmp(&lefts(other))
                    .then(other.left.total_cmp(&one.left))
            })
            .map_or(0.0, |line| line.left);
        let right = text.iter().map(|line| line.right).fold(0.0, f64::max);
        let mut gaps: Vec<f64> = text
            .windows(2)
            .filter_map(|pair| match pair {
                [above, below] => Some(above.base - below.base),
                _ => None,
            })
            .filter(|gap| *gap > 0.5 * body && *gap < 3.0 * body)
            .collect();
        gaps.sort_by(f64::total_cmp);
        // More lines follow the one above than begin a paragraph, but not where these are short.
        let leading = gaps.get(gaps.len() / 3).copied().unwrap_or(1.3 * body);
        Self {
            left,
            right,
            leading,
        }
    }

    fn is_indented(&self, line: &Line) -> bool {
        line.left > self.left + 0.7 * line.size
    }
}

struct Flow {
    paragraphs: Vec<Paragraph>,
    body: f64,
    words: HashSet<String>,
}

impl Flow {
    fn column(&mut self, lines: &[Line], page: usize) {
        let column = Column::of(lines, self.body);
        let mut above: Option<&Line> = None;
        // Lines of the open paragraph that begin further in than the column.
        let mut indented = 0;
        for line in lines {
            let begins = match above {
                Some(above) => self.begins(above, line, &column, indented),
                None => self.begins_after_break(line, &column),
            };
            if begins {
                indented = 0;
                self.open(line, page);
            } else {
                self.append(line);
            }
            indented += usize::from(column.is_indented(line));
            above = Some(line);
        }
    }

    /// Whether a line begins a paragraph under the line above it.
    fn begins(&self, above: &Line, line: &Line, column: &Column, indented: usize) -> bool {
        let size = above.size.max(line.size);
        if (above.size - line.size).abs() > 0.08 * size
            || item(&line.text).is_some()
            || is_led(&above.text)
        {
            return true;
        }
        let gap = above.base - line.base;
        if self.is_large(line) || above.bold && line.bold {
            return gap > 1.7 * size;
        }
        if above.bold != line.bold && self.could_be_heading(if above.bold { above } else { line }) {
            return true;
        }
        if gap > column.leading * 1.25 {
            return true;
        }
        let ends = ends_sentence(&above.text);
        let (is_in, was_in) = (column.is_indented(line), column.is_indented(above));
        let in_item = self
            .paragraphs
            .last()
            .is_some_and(|last| matches!(last.kind, BlockKind::Item { .. }));
        if is_in && !was_in && !in_item || !is_in && indented > 1 && ends {
            return true;
        }
        let width = column.right - column.left;
        let missing = column.right - above.right;
        let capital = line
            .text
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase());
        ends && missing > 0.12 * width && capital || missing > 0.45 * width && capital
    }

    /// Whether the first line of a column begins a paragraph, or goes on with that of the last one.
    fn begins_after_break(&self, line: &Line, column: &Column) -> bool {
        let Some(last) = self.paragraphs.last() else {
            return true;
        };
        let prose = matches!(last.kind, BlockKind::Paragraph | BlockKind::Item { .. });
        let same = (last.size - line.size).abs() <= 0.08 * line.size;
        let lower = line.text.starts_with(char::is_lowercase);
        !(prose && same)
            || item(&line.text).is_some()
            || self.could_be_heading(line) && line.bold
            || ends_sentence(&last.text) && !lower
            || column.is_indented(line) && !lower
    }

    fn is_large(&self, line: &Line) -> bool {
        line.size > LARGER * self.body
    }

    fn could_be_heading(&self, line: &Line) -> bool {
        line.text.split(' ').count() <= HEADING_WORDS && !line.text.ends_with(['.', ',', ';'])
    }

    fn open(&mut self, line: &Line, page: usize) {
        let heading = self.could_be_heading(line)
            && line.text.contains(char::is_alphabetic)
            && (self.is_large(line) || line.bold);
        let (kind, text) = match item(&line.text) {
            // The level is told when all sizes are known; headings can have numbers.
            found if heading && found.as_ref().is_none_or(|text| *text == line.text) => {
                (BlockKind::Heading(6), line.text.clone())
            }
            Some(text) => (BlockKind::Item { depth: 0 }, text),
            None => (BlockKind::Paragraph, line.text.clone()),
        };
        // A sign of the list can be longer than what was written for it; the end is the same.
        let moved = |at: usize| match at {
            0 => 0,
            _ => (at + text.len()).saturating_sub(line.text.len()),
        };
        let moved = |link: &Linked| Linked {
            range: TextRange::new(moved(link.range.start), moved(link.range.end)),
            target: Rc::clone(&link.target),
        };
        let links = line.links.iter().map(moved).collect();
        self.paragraphs.push(Paragraph {
            text,
            kind,
            size: line.size,
            page,
            links,
        });
    }

    /// Goes on with the last paragraph.
    fn append(&mut self, line: &Line) {
        let Some(last) = self.paragraphs.last_mut() else {
            return;
        };
        match join(&last.text, &line.text, &self.words) {
            Join::Space => last.text.push(' '),
            Join::Nothing => {}
            Join::Undo => {
                last.text.pop();
                if let Some(link) = last.links.last_mut() {
                    link.range.end = link.range.end.min(last.text.len());
                }
            }
        }
        let start = last.text.len();
        last.text.push_str(&line.text);
        links::append(&mut last.links, &last.text, start, &line.links);
    }

    /// Gives headings their level by their size; what is too long for one is prose.
    fn name_headings(&mut self) {
        let is_heading =
            |paragraph: &&mut Paragraph| matches!(paragraph.kind, BlockKind::Heading(_));
        let mut sizes: Vec<f64> = Vec::new();
        for paragraph in self.paragraphs.iter_mut().filter(is_heading) {
            if paragraph.text.split(' ').count() > 2 * HEADING_WORDS {
                paragraph.kind = BlockKind::Paragraph;
            } else if !sizes.iter().any(|size| (size - paragraph.size).abs() < 0.3) {
                sizes.push(paragraph.size);
            }
        }
        sizes.sort_by(|one, other| other.total_cmp(one));
        for paragraph in self.paragraphs.iter_mut().filter(is_heading) {
            let place = sizes
                .iter()
                .position(|size| (size - paragraph.size).abs() < 0.3)
                .unwrap_or(5);
            let larger = paragraph.size > LARGER * self.body;
            let level = u8::try_from(place + 1).unwrap_or(6).clamp(1, 6);
            paragraph.kind = BlockKind::Heading(if larger { level } else { level.max(2) });
        }
    }
}

/// How two lines of a paragraph are joined.
#[derive(Debug, PartialEq, Eq)]
enum Join {
    Space,
    Nothing,
    /// Without the hyphen.
    Undo,
}

/// A hyphen between two halves that are a word without it is undone; one between two words stays.
fn join(above: &str, below: &str, words: &HashSet<String>) -> Join {
    if above.ends_with('\u{ad}') {
        return Join::Undo;
    }
    let Some(left) = above.strip_suffix(HYPHENS) else {
        return Join::Space;
    };
    let left = left.split([' ', '’', '\'']).next_back().unwrap_or_default();
    let right = below.split(' ').next().unwrap_or_default();
    let last = left.chars().next_back();
    let first = right.chars().next();
    if !last.is_some_and(char::is_alphanumeric) || !first.is_some_and(char::is_alphanumeric) {
        // A dash, not a hyphen.
        return Join::Space;
    }
    if !last.is_some_and(char::is_alphabetic) || !first.is_some_and(char::is_lowercase) {
        return Join::Nothing;
    }
    let (left, right) = (bare(left).to_lowercase(), bare(right).to_lowercase());
    let known = |word: &str| words.contains(word);
    if known(&format!("{left}{right}")) {
        Join::Undo
    } else if known(&format!("{left}-{right}"))
        || left.contains('-')
        || left.len() > 2 && right.len() > 2 && known(&left) && known(&right)
    {
        Join::Nothing
    } else {
        Join::Undo
    }
}

/// Whether a row of dots leads to the number of a page, as in a table of contents.
fn is_led(text: &str) -> bool {
    let entry = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = entry.trim_end_matches(['.', ':', '·', '…', '_', ' ']);
    entry.len() < text.len() && entry.len() - rest.len() >= 4
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['»', '”', '"', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…'])
}

/// The item of a list with its sign as it is shown.
fn item(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let sign = chars.next()?;
    // The signs of symbol fonts are in the area for private use.
    let bullet = matches!(
        sign,
        '•' | '◦' | '‣' | '▪' | '■' | '●' | '○' | '➢' | '✓' | '\u{f0a7}' | '\u{f0b7}'
    );
    let dash = matches!(sign, '-' | '–' | '*') && chars.clone().next() == Some(' ');
    if bullet || dash {
        let rest = chars.as_str().trim_start();
        return rest
            .contains(char::is_alphanumeric)
            .then(|| format!("• {rest}"));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(digits..)?;
    let numbered = (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    numbered.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_are_undone_where_it_is_sure() {
        let words: HashSet<String> = ["negoziato", "ben-tornato", "russo", "ucraino", "governo"]
            .map(ToOwned::to_owned)
            .into();
        for (above, below, expected) in [
            ("il nego-", "ziato è", Join::Undo),
            ("il gover\u{ad}", "no", Join::Undo),
            ("l’impor-", "tanza", Join::Undo),
            ("un ben-", "tornato", Join::Nothing),
            ("russo-", "ucraino", Join::Nothing),
            ("Kim Jong-", "Un", Join::Nothing),
            ("2023-", "2024", Join::Nothing),
            ("tre -", "quattro", Join::Space),
            ("tre", "quattro", Join::Space),
        ] {
            assert_eq!(join(above, below, &words), expected, "{above} {below}");
        }
    }

    #[test]
    fn entries_of_a_table_of_contents_are_known_by_their_dots() {
        for (text, is) in [
            ("Il ponte ........ 12", true),
            ("Il ponte . . . . . 3", true),
            ("Il ponte 12", false),
            ("Nel 1999. 12", false),
        ] {
            assert_eq!(is_led(text), is, "{text}");
        }
    }

    #[test]
    fn items_are_known_by_their_sign() {
        assert_eq!(item("• uno").as_deref(), Some("• uno"));
        assert_eq!(item("\u{f0b7} uno").as_deref(), Some("• uno"));
        assert_eq!(item("– uno").as_deref(), Some("• uno"));
        assert_eq!(item("12. uno").as_deref(), Some("12. uno"));
        assert_eq!(item("2.000 soldati"), None);
        assert_eq!(item("-uno"), None);
    }
}
