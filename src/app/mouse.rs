//! What the mouse did, in cells of the screen. What it means is for the panes.

use super::key::Modifiers;

/// One report of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Column from 0; a terminal may report one beyond the screen.
    pub column: u16,
    /// Row from 0; a terminal may report one beyond the screen.
    pub row: u16,
    /// What happened there.
    pub kind: MouseKind,
    /// The modifiers held; most terminals keep Shift for themselves.
    pub modifiers: Modifiers,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// A button went down.
    Down(Button),
    /// The mouse moved with a button held.
    Drag(Button),
    /// A button came up.
    Up(Button),
    /// The wheel turned away from the person.
    ScrollUp,
    /// The wheel turned towards the person.
    ScrollDown,
    /// The wheel was tilted to the left.
    ScrollLeft,
    /// The wheel was tilted to the right.
    ScrollRight,
}

/// A button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The one under the index finger.
    Left,
    /// The wheel, pressed.
    Middle,
    /// The one for menus.
    Right,
}
