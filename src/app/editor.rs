//! Typing: a line or a text that is being edited, with the habits of readline. It wraps the text
//! area, so that no other module depends on its keys.

use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};

use super::key::{Key, KeyCode};

/// A text being typed.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
    one_line: bool,
}

impl Editor {
    /// A single line that begins as `text`, the cursor at its end.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self::new(text, true)
    }

    /// A text of many lines that begins as `text`, the cursor at its end; long lines wrap.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut editor = Self::new(text, false);
        editor.area.set_wrap_mode(WrapMode::WordOrGlyph);
        editor
    }

    fn new(text: &str, one_line: bool) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_cursor_line_style(ratatui::style::Style::default());
        area.set_cursor_style(ratatui::style::Style::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, one_line }
    }

    /// What is typed so far.
    #[must_use]
    pub fn contents(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The text area, to be drawn.
    #[must_use]
    pub const fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Selects all of it: what is typed next takes its place.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Whether something is selected, which is then all of it.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.area.is_selecting()
    }

    /// The characters before the cursor in its line.
    #[must_use]
    pub fn before_cursor(&self) -> String {
        let cursor = self.area.cursor();
        let line = self
            .area
            .lines()
            .get(cursor.0)
            .map(String::as_str)
            .unwrap_or_default();
        line.chars().take(cursor.1).collect()
    }

    /// Takes a key; whether the text changed.
    pub fn input(&mut self, key: Key) -> bool {
        let area = &mut self.area;
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Enter, ..) if self.one_line => false,
            (KeyCode::Char('a'), true, _) | (KeyCode::Home, ..) => moved(area, CursorMove::Head),
            (KeyCode::Char('e'), true, _) | (KeyCode::End, ..) => moved(area, CursorMove::End),
            (KeyCode::Char('b'), true, _) => moved(area, CursorMove::Back),
            (KeyCode::Char('f'), true, _) => moved(area, CursorMove::Forward),
            (KeyCode::Char('b'), _, true) | (KeyCode::Left, true, _) | (KeyCode::Left, _, true) => {
                moved(area, CursorMove::WordBack)
            }
            (KeyCode::Char('f'), _, true)
            | (KeyCode::Right, true, _)
            | (KeyCode::Right, _, true) => moved(area, CursorMove::WordForward),
            (KeyCode::Char('u'), true, _) => area.delete_line_by_head(),
            (KeyCode::Char('k'), true, _) => area.delete_line_by_end(),
            (KeyCode::Char('w'), true, _) | (KeyCode::Backspace, _, true) => area.delete_word(),
            (KeyCode::Char('d'), _, true) => area.delete_next_word(),
            (KeyCode::Char('d'), true, _) => area.delete_next_char(),
            (KeyCode::Char('h'), true, _) => area.delete_char(),
            (KeyCode::Char('z'), true, _) => area.undo(),
            (KeyCode::Char('y'), true, _) => area.redo(),
            (_, true, _) | (_, _, true) => false,
            _ => area.input_without_shortcuts(plain_input(key)),
        }
    }

    /// Inserts pasted text; a line takes it as one line. Whether the text changed.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.one_line {
            self.area
                .insert_str(text.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            self.area.insert_str(text)
        }
    }
}

fn moved(area: &mut TextArea<'static>, by: CursorMove) -> bool {
    area.cancel_selection();
    area.move_cursor(by);
    false
}

fn plain_input(key: Key) -> Input {
    let code = match key.code {
        KeyCode::Char(c) => AreaKey::Char(c),
        KeyCode::Enter => AreaKey::Enter,
        KeyCode::Backspace => AreaKey::Backspace,
        KeyCode::Delete => AreaKey::Delete,
        KeyCode::Left => AreaKey::Left,
        KeyCode::Right => AreaKey::Right,
        KeyCode::Up => AreaKey::Up,
        KeyCode::Down => AreaKey::Down,
        KeyCode::PageUp => AreaKey::PageUp,
        KeyCode::PageDown => AreaKey::PageDown,
        _ => AreaKey::Null,
    };
    Input {
        key: code,
        ctrl: false,
        alt: false,
        shift: key.shift,
    }
}
