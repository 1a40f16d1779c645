//! The elements that are open, and which of them the next tag ends: by its name, or because one
//! cannot stand within the other.

use super::area::Area;
use super::element::Element;

/// The deepest nesting that is followed.
pub(super) const DEEPEST: usize = 256;

/// An open element.
pub(super) struct Open<'a> {
    pub(super) element: Element,
    /// As it is written.
    pub(super) name: &'a str,
    /// Where in a page what it holds stands.
    pub(super) area: Area,
    /// Whether nothing in it is text.
    pub(super) hidden: bool,
    /// Whether it was visible when it began.
    pub(super) entered: bool,
}

/// The open elements, from the outermost.
#[derive(Default)]
pub(super) struct Stack<'a> {
    open: Vec<Open<'a>>,
    /// Their names, packed.
    names: Vec<u128>,
    /// How many are open of each [`class`].
    classes: [usize; 5],
}

impl<'a> Stack<'a> {
    pub(super) const fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn push(&mut self, name: &str, open: Open<'a>) {
        self.count(open.element, 1);
        self.open.push(open);
        self.names.push(packed(name));
    }

    /// Where the innermost element stands.
    pub(super) fn area(&self) -> Area {
        self.open.last().map_or(Area::default(), |open| open.area)
    }

    pub(super) fn pop(&mut self) -> Option<Open<'a>> {
        self.names.pop();
        let open = self.open.pop()?;
        self.count(open.element, -1);
        Some(open)
    }

    /// Takes one out from among the others.
    pub(super) fn take_out(&mut self, place: usize) -> Option<Open<'a>> {
        if place >= self.open.len() {
            return None;
        }
        self.names.remove(place);
        let open = self.open.remove(place);
        self.count(open.element, -1);
        Some(open)
    }

    fn count(&mut self, element: Element, by: isize) {
        if let Some(count) = class(element).and_then(|class| self.classes.get_mut(class)) {
            *count = count.saturating_add_signed(by);
        }
    }

    fn has_open(&self, element: Element) -> bool {
        class(element)
            .and_then(|class| self.classes.get(class))
            .is_some_and(|&count| count > 0)
    }

    /// The open paragraph that the beginning of a block ends.
    pub(super) fn paragraph(&self) -> Option<usize> {
        self.has_open(Element::Paragraph)
            .then(|| self.last(|open| open == Element::Paragraph, Element::is_boundary))
            .flatten()
    }

    /// The element that the beginning of `next` ends besides: the item before the next one.
    pub(super) fn ended_by(&self, next: Element) -> Option<usize> {
        let of_row = |open| matches!(open, Element::Row | Element::Cell);
        let of_section = |open: Element| open.is_of_table() && open != Element::Table;
        let table = |open| open == Element::Table;
        match next {
            Element::Item | Element::Description | Element::Link | Element::Heading(_)
                if !self.has_open(next) =>
            {
                None
            }
            Element::Item | Element::Description => self.last(
                |open| open == next,
                |open| open.is_boundary() || matches!(open, Element::List { .. }),
            ),
            Element::Link => self.last(|open| open == next, Element::is_boundary),
            Element::Heading(_) => self.last(
                |open| matches!(open, Element::Heading(_)),
                Element::is_boundary,
            ),
            Element::Cell => self.last(|open| open == next, table),
            // A row ends its cell as well, and a section its row.
            Element::Row => self.first_of(of_row, table),
            Element::TableSection => self.first_of(of_section, table),
            _ => None,
        }
    }

    /// The element that an end tag ends.
    pub(super) fn closed_by(&self, name: &str, element: Element) -> Option<usize> {
        let found = match element {
            Element::Heading(_) => self.last(|open| matches!(open, Element::Heading(_)), |_| false),
            _ => {
                let name = packed(name);
                self.names.iter().rposition(|&open| open == name)
            }
        }?;
        let stops = |open: &Open<'_>| match element {
            Element::Table => false,
            _ if element.is_of_table() => open.element == Element::Table,
            _ => open.element.is_boundary(),
        };
        let above = self.open.get(found + 1..).unwrap_or_default();
        (!above.iter().any(stops)).then_some(found)
    }

    /// The innermost element that is `wanted`, unless one that `stops` stands in it.
    fn last(
        &self,
        wanted: impl Fn(Element) -> bool,
        stops: impl Fn(Element) -> bool,
    ) -> Option<usize> {
        let place = self
            .open
            .iter()
            .rposition(|open| wanted(open.element) || stops(open.element))?;
        self.open
            .get(place)
            .is_some_and(|open| wanted(open.element))
            .then_some(place)
    }

    /// The same, and the outermost of the wanted ones that follow each other.
    fn first_of(
        &self,
        wanted: impl Fn(Element) -> bool,
        stops: impl Fn(Element) -> bool,
    ) -> Option<usize> {
        let mut place = self.last(&wanted, stops)?;
        while let Some(before) = place.checked_sub(1)
            && self
                .open
                .get(before)
                .is_some_and(|open| wanted(open.element))
        {
            place = before;
        }
        Some(place)
    }
}

/// The number of a kind of elements that end each other.
const fn class(element: Element) -> Option<usize> {
    match element {
        Element::Paragraph => Some(0),
        Element::Item => Some(1),
        Element::Description => Some(2),
        Element::Link => Some(3),
        Element::Heading(_) => Some(4),
        _ => None,
    }
}

/// A name of at most 16 bytes as a number, so that many can be compared at once.
fn packed(name: &str) -> u128 {
    let mut bytes = [0u8; 16];
    for (to, from) in bytes.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    u128::from_le_bytes(bytes)
}
