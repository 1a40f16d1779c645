//! Links of a PDF: areas of a page that lead to an address (ISO 32000-1, 12.5.6.5 and 12.6.4.7), and
//! what of a line stands on one. Areas that lead to a place of the same file are left alone.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, String as PdfString};

use super::matrix::Matrix;
use crate::text::TextRange;
use crate::text::clean::clean_line;

/// The longest address, in bytes.
const LONGEST: usize = 2048;
/// The most areas of a page.
const MOST_AREAS: usize = 2000;
/// Areas are looked up by rows of the page as high as this, in points; of one area at most so many
/// rows, and of one row at most so many areas.
const ROW: f64 = 16.0;
const MOST_ROWS: i32 = 256;
const MOST_IN_ROW: usize = 64;

/// The areas of a page that lead somewhere.
#[derive(Default)]
pub(super) struct Areas {
    areas: Vec<Area>,
    /// The places of areas by the rows that they reach into.
    rows: HashMap<i32, Vec<usize>>,
}

/// A rectangle along the sides of the page, in points as the page is read.
struct Area {
    left: f64,
    right: f64,
    low: f64,
    high: f64,
    target: Rc<str>,
}

impl Areas {
    /// The areas of a page, of which `matrix` makes the page as it is read.
    pub(super) fn of(page: &Dict<'_>, matrix: Matrix) -> Self {
        let mut found = Self::default();
        let notes = page.get::<Array<'_>>("Annots").unwrap_or_default();
        for note in notes.iter::<Dict<'_>>().take(MOST_AREAS) {
            let Some(target) = target(&note) else {
                continue;
            };
            let numbers = |key: &str| -> Vec<f64> {
                let array = note.get::<Array<'_>>(key).unwrap_or_default();
                array.iter::<f32>().take(800).map(f64::from).collect()
            };
            // An address that runs over lines has a part on each.
            let quads = numbers("QuadPoints");
            if quads.len() >= 8 {
                for quad in quads.chunks_exact(8) {
                    found.add(quad, matrix, &target);
                }
            } else if let [a, b, c, d] = *numbers("Rect") {
                found.add(&[a, b, c, b, a, d, c, d], matrix, &target);
            }
        }
        found
    }

    /// Adds the area around points that are given by their coordinates in turn.
    fn add(&mut self, points: &[f64], matrix: Matrix, target: &Rc<str>) {
        let mut area = Area {
            left: f64::INFINITY,
            right: f64::NEG_INFINITY,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            target: Rc::clone(target),
        };
        for point in points.chunks_exact(2) {
            if let [x, y] = *point {
                let (x, y) = matrix.point(x, y);
                area.left = area.left.min(x);
                area.right = area.right.max(x);
                area.low = area.low.min(y);
                area.high = area.high.max(y);
            }
        }
        let (Some(first), Some(last)) = (row(area.low), row(area.high)) else {
            return;
        };
        if self.areas.len() >= MOST_AREAS {
            return;
        }
        for row in first..=last.min(first.saturating_add(MOST_ROWS)) {
            let row = self.rows.entry(row).or_default();
            if row.len() < MOST_IN_ROW {
                row.push(self.areas.len());
            }
        }
        self.areas.push(area);
    }

    /// Where a point of the page leads.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> Option<&Rc<str>> {
        if self.areas.is_empty() {
            return None;
        }
        let row = self.rows.get(&row(y)?)?;
        let area = row.iter().filter_map(|&place| self.areas.get(place));
        area.into_iter()
            .find(|area| {
                (area.left..=area.right).contains(&x) && (area.low..=area.high).contains(&y)
            })
            .map(|area| &area.target)
    }
}

/// The row of the page that a height belongs to; none where it is on no page.
fn row(height: f64) -> Option<i32> {
    // A page is at most 200 inches high, and some say other units.
    (height.abs() < 1e6).then(|| (height / ROW).floor() as i32)
}

/// The clean address that an annotation leads to.
fn target(note: &Dict<'_>) -> Option<Rc<str>> {
    let kind = note.get::<Name<'_>>("Subtype")?;
    let action = note.get::<Dict<'_>>("A")?;
    let does = action.get::<Name<'_>>("S")?;
    if &*kind != b"Link" || &*does != b"URI" {
        return None;
    }
    let address = action.get::<PdfString<'_>>("URI")?;
    let bytes = address.as_bytes();
    let target = clean_line(&super::string(bytes.get(..LONGEST.min(bytes.len()))?));
    (!target.is_empty() && bytes.len() <= LONGEST).then(|| target.into())
}

/// What of a text leads somewhere.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) range: TextRange,
    pub(super) target: Rc<str>,
}

/// Adds to `links` that `range` of `text` leads to `target`; what follows a part of the same link
/// goes on with it, over a space or the end of a line.
pub(super) fn add(links: &mut Vec<Linked>, text: &str, range: TextRange, target: &Rc<str>) {
    if let Some(last) = links.last_mut()
        && last.target == *target
        && let Some(between) = text.get(last.range.end..range.start)
        && between.chars().all(char::is_whitespace)
    {
        last.range.end = range.end;
    } else {
        links.push(Linked {
            range,
            target: Rc::clone(target),
        });
    }
}

/// Adds the links of a part that is the end of `text` from byte `start` on.
pub(super) fn append(links: &mut Vec<Linked>, text: &str, start: usize, part: &[Linked]) {
    for link in part {
        add(links, text, link.range.shifted(start), &link.target);
    }
}
