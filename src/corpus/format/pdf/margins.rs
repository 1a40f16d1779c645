//! What stands on many pages at the same place is no part of the text: running titles, numbers of
//! pages, the name of the outlet. They are marked, and nothing is dropped here.

use std::collections::HashMap;

use super::page::Line;
use crate::text::fold::fold;

/// How many lines at the top and at the bottom of a page can be its margins.
const LINES: usize = 3;
/// How far from each other the same line may stand on two pages, in points.
const SAME_PLACE: f64 = 4.0;
/// Longer lines are text even where they recur.
const LONGEST: usize = 200;

/// A line at the edge of a page.
struct Edge {
    page: usize,
    line: usize,
    base: f64,
    /// The number that it shows, if there is one.
    number: Option<u32>,
}

/// Marks the lines at the edges of the pages that recur, and the numbers of the pages.
pub(super) fn mark(pages: &mut [Vec<Line>]) {
    let mut edges: HashMap<String, Vec<Edge>> = HashMap::new();
    for (page, lines) in pages.iter().enumerate() {
        for line in at_the_edge(lines) {
            let Some(found) = lines.get(line).filter(|found| found.text.len() <= LONGEST) else {
                continue;
            };
            let (key, number) = key(&found.text);
            edges.entry(key).or_default().push(Edge {
                page,
                line,
                base: found.base,
                number,
            });
        }
    }
    let mut marked = Vec::new();
    for (key, edges) in &edges {
        for edge in edges {
            let there: Vec<&Edge> = edges
                .iter()
                .filter(|other| (other.base - edge.base).abs() <= SAME_PLACE)
                .collect();
            if is_margin(key, &there, pages.len()) {
                marked.push((edge.page, edge.line));
            }
        }
    }
    for (page, line) in marked {
        if let Some(line) = pages.get_mut(page).and_then(|lines| lines.get_mut(line)) {
            line.artifact = true;
        }
    }
}

/// Whether the lines of this key that stand at one place on several pages are a margin.
fn is_margin(key: &str, there: &[&Edge], pages: usize) -> bool {
    let mut on: Vec<usize> = there.iter().map(|edge| edge.page).collect();
    on.dedup();
    if is_number(key) {
        // Numbers that count with the pages; the one of a single page is below all of its text.
        let counts = |edge: &&&Edge| {
            there.iter().any(|other| {
                let step =
                    |one: &Edge| Some(i64::from(one.number?) - i64::try_from(one.page).ok()?);
                other.page != edge.page && step(other) == step(edge)
            })
        };
        return there.iter().filter(counts).count() * 2 > there.len()
            || pages == 1 && there.iter().any(|edge| edge.number == Some(1));
    }
    on.len() >= 2 && on.len() * 3 >= pages
}

/// The places of the highest and the lowest lines of a page.
fn at_the_edge(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len())
        .filter(|&place| {
            lines
                .get(place)
                .is_some_and(|line| line.level && !line.artifact)
        })
        .collect();
    let base = |place: &usize| lines.get(*place).map_or(0.0, |line| line.base);
    order.sort_by(|one, other| base(other).total_cmp(&base(one)));
    if order.len() > 2 * LINES {
        order.drain(LINES..order.len() - LINES);
    }
    order
}

/// What a line says whatever the page: folded, each number as `#`; with its first number.
fn key(text: &str) -> (String, Option<u32>) {
    if let Some(number) = roman(text.trim()) {
        return ("#".to_owned(), Some(number));
    }
    let (mut key, mut first, mut digits) = (String::new(), None, String::new());
    for c in fold(text).chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push('#');
            first = first.or_else(|| digits.parse().ok());
            digits.clear();
        }
        if !c.is_whitespace() {
            key.push(c);
        }
    }
    (key, first)
}

/// A small number in the letters of the Romans, as the first pages of books have it.
fn roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    const TENS: [&str; 5] = ["", "x", "xx", "xxx", "xl"];
    (1..50u32).find(|number| {
        let ones = ONES
            .get((number % 10) as usize)
            .copied()
            .unwrap_or_default();
        let tens = TENS
            .get((number / 10) as usize)
            .copied()
            .unwrap_or_default();
        text.eq_ignore_ascii_case(&format!("{tens}{ones}"))
    })
}

/// Whether a key is that of nothing but the number of a page.
fn is_number(key: &str) -> bool {
    const AROUND: [&str; 9] = [
        "pagina", "page", "pag.", "pag", "p.", "di", "of", "su", "seite",
    ];
    let mut rest = key.to_owned();
    for word in AROUND {
        rest = rest.replace(word, "");
    }
    rest.contains('#') && rest.chars().all(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> Vec<Line> {
        (0..)
            .zip(lines)
            .map(|(row, text)| Line {
                text: (*text).to_owned(),
                base: 800.0 - 20.0 * f64::from(row),
                size: 10.0,
                level: true,
                ..Line::default()
            })
            .collect()
    }

    fn left(pages: &mut [Vec<Line>]) -> Vec<String> {
        mark(pages);
        pages
            .iter()
            .flatten()
            .filter(|line| !line.artifact)
            .map(|line| line.text.clone())
            .collect()
    }

    #[test]
    fn what_recurs_at_the_edges_is_no_text() {
        let texts = ["a", "b", "c", "d", "e", "f", "g"];
        let mut pages: Vec<_> = (1..=3)
            .map(|number| {
                let mut lines = vec!["Il Giornale · 19 giugno 2024".to_owned()];
                lines.extend(
                    texts
                        .iter()
                        .map(|text| format!("{text} della {}", "x".repeat(number))),
                );
                lines.push(format!("Pagina {number} di 3"));
                page(&lines.iter().map(String::as_str).collect::<Vec<_>>())
            })
            .collect();
        let left = left(&mut pages);
        assert_eq!(left.len(), 21);
        assert!(left.iter().all(|text| text.contains(" della ")));
    }

    #[test]
    fn a_number_that_does_not_count_is_text() {
        let mut pages = vec![page(&["Testo.", "1945"]), page(&["Altro testo.", "1944"])];
        assert_eq!(left(&mut pages).len(), 4);
        let mut pages = vec![page(&["Testo.", "- 7 -"]), page(&["Altro testo.", "- 8 -"])];
        assert_eq!(left(&mut pages), ["Testo.", "Altro testo."]);
        let mut pages = vec![page(&["Testo.", "iii"]), page(&["Altro testo.", "iv"])];
        assert_eq!(left(&mut pages), ["Testo.", "Altro testo."]);
        let mut pages = vec![page(&["Testo.", "1"])];
        assert_eq!(left(&mut pages), ["Testo."]);
    }
}
