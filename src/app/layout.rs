//! From the size of the terminal to the areas of the panes. Computed when the size or the shape
//! changes, never while drawing.

use super::Pane;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies inside.
    #[must_use]
    pub const fn contains(self, column: u16, row: u16) -> bool {
        column >= self.x
            && row >= self.y
            && column - self.x < self.width
            && row - self.y < self.height
    }

    /// The area without `x` columns on both sides and `y` rows above and below.
    #[must_use]
    pub const fn inset(self, x: u16, y: u16) -> Self {
        Self {
            x: self.x.saturating_add(x),
            y: self.y.saturating_add(y),
            width: self.width.saturating_sub(x.saturating_mul(2)),
            height: self.height.saturating_sub(y.saturating_mul(2)),
        }
    }
}

/// How many panes stand beside one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// All three.
    Wide,
    /// The timeline under the documents, the reader beside them.
    Medium,
    /// One at a time.
    #[default]
    Narrow,
}

/// From this many columns all three panes stand side by side.
pub const WIDE: u16 = 118;
/// From this many columns two panes stand side by side.
pub const MEDIUM: u16 = 70;
/// A list over the panes is not made narrower than this, where there is room.
const WIDE_ENOUGH: u16 = 96;
/// Below this size only a word is drawn.
pub const SMALLEST: (u16, u16) = (20, 5);

/// Where everything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Area,
    /// Its shape.
    pub shape: Shape,
    /// The line above: corpus and lens.
    pub header: Area,
    /// The line below: keys, progress, notices.
    pub footer: Area,
    /// The panes with their frames; empty where not shown.
    pub documents: Area,
    /// See `documents`.
    pub reader: Area,
    /// See `documents`.
    pub timeline: Area,
}

impl Layout {
    /// Divides a screen of `width` by `height` cells.
    #[must_use]
    pub fn new(width: u16, height: u16, focus: Pane, only_reader: bool) -> Self {
        let screen = Area {
            x: 0,
            y: 0,
            width,
            height,
        };
        let header = Area {
            height: height.min(1),
            ..screen
        };
        let footer = Area {
            y: height.saturating_sub(1),
            height: u16::from(height > 1),
            ..screen
        };
        let body = Area {
            y: 1,
            height: height.saturating_sub(2),
            ..screen
        };
        let shape = match width {
            WIDE.. => Shape::Wide,
            MEDIUM.. => Shape::Medium,
            _ => Shape::Narrow,
        };
        let mut layout = Self {
            screen,
            shape,
            header,
            footer,
            ..Self::default()
        };
        if only_reader {
            layout.reader = body;
            return layout;
        }
        match shape {
            Shape::Wide => {
                let left = (width / 4).clamp(30, 42);
                let right = (width / 4).clamp(32, 46);
                let middle = width.saturating_sub(left + right);
                layout.documents = Area {
                    width: left,
                    ..body
                };
                layout.reader = Area {
                    x: left,
                    width: middle,
                    ..body
                };
                layout.timeline = Area {
                    x: left + middle,
                    width: right,
                    ..body
                };
            }
            Shape::Medium => {
                let left = (width * 2 / 5).clamp(26, 40);
                let upper = body.height / 2;
                layout.documents = Area {
                    width: left,
                    height: upper,
                    ..body
                };
                layout.timeline = Area {
                    y: body.y + upper,
                    width: left,
                    height: body.height - upper,
                    ..body
                };
                layout.reader = Area {
                    x: left,
                    width: width - left,
                    ..body
                };
            }
            Shape::Narrow => *layout.area_mut(focus) = body,
        }
        layout
    }

    /// Where `pane` is; empty where it is not shown.
    #[must_use]
    pub const fn area(&self, pane: Pane) -> Area {
        match pane {
            Pane::Documents => self.documents,
            Pane::Reader => self.reader,
            Pane::Timeline => self.timeline,
        }
    }

    const fn area_mut(&mut self, pane: Pane) -> &mut Area {
        match pane {
            Pane::Documents => &mut self.documents,
            Pane::Reader => &mut self.reader,
            Pane::Timeline => &mut self.timeline,
        }
    }

    /// The inside of a pane's frame.
    #[must_use]
    pub const fn inside(&self, pane: Pane) -> Area {
        self.area(pane).inset(1, 1)
    }

    /// Whether the screen is too small for anything but a word.
    #[must_use]
    pub const fn too_small(&self) -> bool {
        self.screen.width < SMALLEST.0 || self.screen.height < SMALLEST.1
    }

    /// The area of a list over the panes.
    #[must_use]
    pub fn overlay(&self) -> Area {
        let Area { width, height, .. } = self.screen;
        let wide = if width < MEDIUM {
            width
        } else {
            (width - width / 5).clamp(width.min(WIDE_ENOUGH), 110)
        };
        let high = if height < 20 {
            height.saturating_sub(2)
        } else {
            (height - height / 5).min(44)
        };
        Area {
            x: (width - wide) / 2,
            y: (height.saturating_sub(high)) / 2,
            width: wide,
            height: high,
        }
    }

    /// The pane under a cell.
    #[must_use]
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        Pane::ALL
            .into_iter()
            .find(|&pane| self.area(pane).contains(column, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_never_overlap_and_never_leave_the_screen() {
        for width in [
            0,
            1,
            19,
            20,
            60,
            69,
            70,
            80,
            117,
            118,
            120,
            160,
            200,
            1000,
            u16::MAX / 3,
        ] {
            for height in [0, 1, 2, 5, 20, 24, 45, 60] {
                let layout = Layout::new(width, height, Pane::Timeline, false);
                for (at, one) in Pane::ALL.into_iter().enumerate() {
                    let a = layout.area(one);
                    assert!(
                        a.x + a.width <= width && a.y + a.height <= height.max(1),
                        "{a:?}"
                    );
                    for other in Pane::ALL.into_iter().skip(at + 1) {
                        let b = layout.area(other);
                        let apart = a.width == 0
                            || a.height == 0
                            || b.width == 0
                            || b.height == 0
                            || a.x + a.width <= b.x
                            || b.x + b.width <= a.x
                            || a.y + a.height <= b.y
                            || b.y + b.height <= a.y;
                        assert!(apart, "{width}x{height}: {a:?} {b:?}");
                    }
                }
            }
        }
    }
}
