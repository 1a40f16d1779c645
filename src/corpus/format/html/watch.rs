//! What is noted of a page besides its blocks: where each of them stands, and the skeleton in which
//! the article is looked for.

use super::area::Area;
use super::element::Element;
use super::scan::{Tag, lower};
use super::skeleton::Skeleton;
use super::stack::Open;

/// The most bytes that are reserved for a skeleton beforehand.
const MOST_RESERVED: usize = 1 << 20;

/// The notes of one page.
#[derive(Default)]
pub(super) struct Watch {
    /// The area of each block so far.
    pub(super) areas: Vec<Area>,
    pub(super) skeleton: Skeleton,
    /// The area of the open block.
    current: Area,
    /// How many elements there were.
    number: u32,
}

impl Watch {
    /// Of a page of so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        let mut watch = Self::default();
        // To grow it step by step means to copy it each time.
        watch.skeleton.html.reserve(bytes.min(MOST_RESERVED));
        watch
    }

    /// Notes a visible element that begins inside `around`, and gives its area.
    pub(super) fn open(&mut self, name: &str, tag: &Tag<'_>, around: Area) -> Area {
        self.number = self.number.saturating_add(1);
        self.skeleton.open(name, tag);
        around.inside(name, tag, self.number)
    }

    pub(super) fn close(&mut self, open: &Open<'_>) {
        self.skeleton.close(&lower(open.name));
    }

    pub(super) fn empty(&mut self, element: Element) {
        self.skeleton.empty(element);
    }

    /// Notes a visible text; `first` where it begins a block.
    pub(super) fn text(&mut self, text: &str, references: bool, first: bool, area: Area) {
        self.skeleton.text(text, references);
        if first && !text.bytes().all(|b| b.is_ascii_whitespace()) {
            self.current = area;
        }
    }

    /// Notes that there are `count` blocks now.
    pub(super) fn blocks(&mut self, count: usize) {
        self.areas.resize(count, self.current);
    }
}
