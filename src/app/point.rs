//! What the mouse does: the wheel scrolls what is under it, a click goes to a pane and selects, a
//! second click opens, dragging in the reader selects a passage.

use super::action::{Action, Context};
use super::effect::Effect;
use super::mouse::{Button, Mouse, MouseKind};
use super::{App, Overlay, Pane};

/// What of the mouse matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gesture {
    Press,
    Drag,
    /// Down (positive) or up, in notches.
    Wheel(isize),
}

impl App {
    pub(super) fn mouse_used(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Mouse { column, row, .. } = mouse;
        let zooms = mouse.modifiers.ctrl || mouse.modifiers.alt;
        let gesture = match mouse.kind {
            MouseKind::Down(Button::Left) => Gesture::Press,
            MouseKind::Drag(Button::Left) => Gesture::Drag,
            MouseKind::ScrollDown => Gesture::Wheel(1),
            MouseKind::ScrollUp => Gesture::Wheel(-1),
            _ => return Vec::new(),
        };
        if self.layout.too_small() || !self.mouse {
            return Vec::new();
        }
        if gesture == Gesture::Press {
            self.notices.dismiss();
        }
        if !self.overlays.is_empty() {
            return self.mouse_over_list(gesture, column, row);
        }
        if gesture == Gesture::Press && self.layout.header.contains(column, row) {
            return self.act(Action::EditLens);
        }
        let Some(pane) = self.layout.pane_at(column, row) else {
            return Vec::new();
        };
        match gesture {
            // What the wheel is turned over stays selected while time is divided anew.
            Gesture::Wheel(by) if pane == Pane::Timeline && zooms => {
                let line = row.saturating_sub(self.layout.inside(pane).y);
                if let Some(row) = self.timeline.row_at(usize::from(line)) {
                    self.timeline.select(row);
                }
                self.timeline.zoom(by < 0);
                Vec::new()
            }
            Gesture::Wheel(by) => self.wheel(pane, by),
            Gesture::Press => self.press(pane, column, row),
            Gesture::Drag => {
                let inside = self.layout.inside(pane);
                if pane == Pane::Reader && self.focus == pane && inside.contains(column, row) {
                    let byte = self.reader.byte_at(column - inside.x, row - inside.y);
                    if let Some(byte) = byte {
                        self.drag_selection(byte);
                    }
                }
                Vec::new()
            }
        }
    }

    fn wheel(&mut self, pane: Pane, by: isize) -> Vec<Effect> {
        match pane {
            Pane::Documents => self.documents.cursor.scroll(by),
            Pane::Timeline => self.timeline.scroll(by),
            Pane::Reader => {
                self.reader.scroll(by * 3);
                self.follow_reader();
            }
        }
        Vec::new()
    }

    fn press(&mut self, pane: Pane, column: u16, row: u16) -> Vec<Effect> {
        self.leave_lens_editor();
        self.prompt = None;
        let was_here = self.focus == pane;
        self.focus(pane);
        let inside = self.layout.inside(pane);
        if !inside.contains(column, row) {
            return Vec::new();
        }
        let line = usize::from(row - inside.y);
        let (cursor, height) = match pane {
            Pane::Documents => {
                let height = self.documents.row_height();
                (&mut self.documents.cursor, height)
            }
            Pane::Timeline => {
                return self.press_timeline(usize::from(column - inside.x), line, was_here);
            }
            Pane::Reader => {
                let byte = self.reader.byte_at(column - inside.x, row - inside.y);
                if let (Some(byte), Some(open)) = (byte, &mut self.reader.open) {
                    open.cursor = byte;
                    open.pointed = None;
                    open.selection = None;
                }
                self.follow_reader();
                return Vec::new();
            }
        };
        let picked = cursor.visible().start + line / height;
        if picked >= cursor.len() {
            return Vec::new();
        }
        let again = was_here && cursor.selected() == Some(picked);
        cursor.select(picked);
        if again {
            self.act(Action::Open)
        } else {
            self.preview()
        }
    }

    fn press_timeline(&mut self, column: usize, line: usize, was_here: bool) -> Vec<Effect> {
        if line < self.timeline.lane_lines() {
            self.timeline.select_column(column);
            return Vec::new();
        }
        let Some(row) = self.timeline.row_at(line) else {
            return Vec::new();
        };
        if was_here && self.timeline.selected() == Some(row) {
            return self.act(Action::Open);
        }
        self.timeline.select(row);
        Vec::new()
    }

    fn mouse_over_list(&mut self, gesture: Gesture, column: u16, row: u16) -> Vec<Effect> {
        let area = self.layout.overlay();
        let inside = area.inset(1, 1);
        if gesture == Gesture::Press && !area.contains(column, row) {
            return match self.overlays.last() {
                Some(Overlay::Note(_)) => self.act(Action::CancelNote),
                _ => self.act(Action::Close),
            };
        }
        let (cursor, above, height) = match self.overlays.last_mut() {
            Some(Overlay::Actors(list)) => (&mut list.cursor, 1, 1),
            Some(Overlay::Sources(sources)) => (&mut sources.cursor, 0, 1),
            Some(Overlay::Bookmarks(list)) => (&mut list.cursor, 1, 3),
            Some(Overlay::Picker(picker)) => (&mut picker.cursor, 1, 1),
            Some(Overlay::Help(cursor) | Overlay::Notices(cursor)) => {
                if let Gesture::Wheel(by) = gesture {
                    cursor.scroll(by);
                }
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        match gesture {
            Gesture::Wheel(by) => cursor.scroll(by),
            Gesture::Press if inside.contains(column, row) => {
                let line = usize::from(row - inside.y);
                let Some(line) = line.checked_sub(above) else {
                    return Vec::new();
                };
                let picked = cursor.visible().start + line / height;
                if picked < cursor.len() {
                    let again = cursor.selected() == Some(picked);
                    cursor.select(picked);
                    if again {
                        let picker = self.context() == Context::Picker;
                        return self.act(if picker {
                            Action::PickerAccept
                        } else {
                            Action::Open
                        });
                    }
                }
            }
            _ => {}
        }
        Vec::new()
    }
}
