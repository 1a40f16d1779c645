//! Keys as the program names them: one key, a sequence of keys, and their notation (`ctrl-p`,
//! `G`, `space`, `alt-left`, `g g`), the same in key files, help and tests. How a terminal encodes
//! a key is left to `runtime`, what a key does to the keymap.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as it was typed: capitals and signs include their Shift.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// A function key, 1 to 24.
    F(u8),
}

/// The keys that have a name, and the name that is written; other spellings are in [`ALIASES`].
const NAMES: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("insert", KeyCode::Insert),
    ("delete", KeyCode::Delete),
];

/// Spellings that people bring from other programs; read, never written.
const ALIASES: &[(&str, KeyCode)] = &[
    ("return", KeyCode::Enter),
    ("escape", KeyCode::Esc),
    ("bs", KeyCode::Backspace),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("pgdown", KeyCode::PageDown),
    ("ins", KeyCode::Insert),
    ("del", KeyCode::Delete),
];

/// The highest function key that terminals send.
const LAST_FUNCTION_KEY: u8 = 24;

/// A key with its modifiers, in the one form that equal keys share: see [`Key::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key {
    /// What was pressed.
    pub code: KeyCode,
    /// Held: Control.
    pub ctrl: bool,
    /// Held: Alt, or Escape before the key.
    pub alt: bool,
    /// Held: Shift; never set with a character, which says it itself.
    pub shift: bool,
}

/// The modifiers held with a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Control.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

impl Key {
    /// A key in its normal form, so that every way a terminal may report one key is one value:
    /// with a character Shift is dropped (after making a small letter a capital), and with Control
    /// letters are small, because terminals cannot tell `ctrl-p` from `ctrl-P`.
    #[must_use]
    pub fn new(code: KeyCode, modifiers: Modifiers) -> Self {
        let Modifiers { ctrl, alt, shift } = modifiers;
        let (code, shift) = match code {
            KeyCode::Char(letter) if ctrl => (KeyCode::Char(letter.to_ascii_lowercase()), false),
            KeyCode::Char(letter) if shift => (KeyCode::Char(capital(letter)), false),
            KeyCode::Char(_) => (code, false),
            other => (other, shift),
        };
        Self {
            code,
            ctrl,
            alt,
            shift,
        }
    }

    /// A key without modifiers.
    #[must_use]
    pub fn plain(code: KeyCode) -> Self {
        Self::new(code, Modifiers::default())
    }

    /// A typed character.
    #[must_use]
    pub fn char(character: char) -> Self {
        Self::plain(KeyCode::Char(character))
    }

    /// A letter with Control.
    #[must_use]
    pub fn ctrl(letter: char) -> Self {
        let modifiers = Modifiers {
            ctrl: true,
            ..Modifiers::default()
        };
        Self::new(KeyCode::Char(letter), modifiers)
    }

    /// The character that this key types into a text: none with Control or Alt.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }
}

/// The capital of a letter where it is one character (not so for `ß`); other characters unchanged.
fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::F(number) => write!(f, "f{number}"),
            KeyCode::Char(character) => write!(f, "{character}"),
            _ => f.write_str("?"),
        }
    }
}

/// Why a key's notation could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Nothing was written.
    #[error("a key is missing: write for example `g`, `ctrl-p`, `alt-left` or `f1`")]
    Empty,
    /// Not the name of a key.
    #[error(
        "`{0}` is not a key: write one character, or space, enter, esc, tab, backspace, up, down, left, right, pageup, pagedown, home, end, insert, delete, f1 to f24, with ctrl-, alt- or shift- before it"
    )]
    Unknown(String),
    /// Shift with a sign, which lies on another key on every keyboard.
    #[error("`{0}`: write the character that Shift gives instead")]
    ShiftedSign(String),
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(notation: &str) -> Result<Self, KeyError> {
        let mut modifiers = Modifiers::default();
        let mut rest = notation;
        loop {
            let (held, name) = match rest.split_once('-') {
                Some((prefix, after)) if !after.is_empty() => match modifier(prefix) {
                    Some(Modifier::Ctrl) => (&mut modifiers.ctrl, after),
                    Some(Modifier::Alt) => (&mut modifiers.alt, after),
                    Some(Modifier::Shift) => (&mut modifiers.shift, after),
                    None => break,
                },
                _ => break,
            };
            *held = true;
            rest = name;
        }
        let code = code(rest).ok_or_else(|| match rest {
            "" => KeyError::Empty,
            _ => KeyError::Unknown(notation.to_owned()),
        })?;
        if let KeyCode::Char(character) = code
            && modifiers.shift
            && !character.is_alphabetic()
        {
            return Err(KeyError::ShiftedSign(notation.to_owned()));
        }
        Ok(Self::new(code, modifiers))
    }
}

enum Modifier {
    Ctrl,
    Alt,
    Shift,
}

fn modifier(name: &str) -> Option<Modifier> {
    match name.to_ascii_lowercase().as_str() {
        "ctrl" | "c" | "control" => Some(Modifier::Ctrl),
        "alt" | "a" | "m" | "meta" => Some(Modifier::Alt),
        "shift" | "s" => Some(Modifier::Shift),
        _ => None,
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control() && !only.is_whitespace()).then_some(KeyCode::Char(only));
    }
    let name = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES
        .iter()
        .chain(ALIASES)
        .find(|(known, _)| *known == name)
    {
        return Some(*code);
    }
    let number: u8 = name.strip_prefix('f')?.parse().ok()?;
    (1..=LAST_FUNCTION_KEY)
        .contains(&number)
        .then_some(KeyCode::F(number))
}

impl TryFrom<String> for Key {
    type Error = KeyError;

    fn try_from(notation: String) -> Result<Self, KeyError> {
        notation.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

/// Keys pressed one after the other, at least one: `g g`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeySequence(Vec<Key>);

impl KeySequence {
    /// The keys in their order.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl From<Key> for KeySequence {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl FromStr for KeySequence {
    type Err = KeyError;

    fn from_str(notation: &str) -> Result<Self, KeyError> {
        let keys = notation
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<Vec<Key>, _>>()?;
        if keys.is_empty() {
            return Err(KeyError::Empty);
        }
        Ok(Self(keys))
    }
}

impl fmt::Display for KeySequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, key) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for KeySequence {
    type Error = KeyError;

    fn try_from(notation: String) -> Result<Self, KeyError> {
        notation.parse()
    }
}

impl From<KeySequence> for String {
    fn from(keys: KeySequence) -> Self {
        keys.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_notation_is_read_and_written_in_its_normal_form() {
        for (written, normal) in [
            ("g", "g"),
            ("G", "G"),
            ("shift-g", "G"),
            ("è", "è"),
            ("ctrl-p", "ctrl-p"),
            ("CTRL-P", "ctrl-p"),
            ("C-p", "ctrl-p"),
            ("ctrl-alt-x", "ctrl-alt-x"),
            ("alt-ctrl-x", "ctrl-alt-x"),
            ("alt-left", "alt-left"),
            ("M-b", "alt-b"),
            ("shift-tab", "shift-tab"),
            ("Space", "space"),
            ("ctrl-space", "ctrl-space"),
            ("PgDn", "pagedown"),
            ("escape", "esc"),
            ("f1", "f1"),
            ("F24", "f24"),
            ("-", "-"),
            ("ctrl--", "ctrl--"),
            ("alt--", "alt--"),
            ("s", "s"),
        ] {
            let key: Key = written.parse().unwrap();
            assert_eq!(key.to_string(), normal, "{written}");
        }
    }

    #[test]
    fn what_is_not_a_key_is_named_in_the_error() {
        for (written, expected) in [
            ("", KeyError::Empty),
            ("ctrl-", KeyError::Unknown("ctrl-".to_owned())),
            ("hyper-x", KeyError::Unknown("hyper-x".to_owned())),
            ("f0", KeyError::Unknown("f0".to_owned())),
            ("f25", KeyError::Unknown("f25".to_owned())),
            ("\u{1b}", KeyError::Unknown("\u{1b}".to_owned())),
            ("shift-1", KeyError::ShiftedSign("shift-1".to_owned())),
            ("gg", KeyError::Unknown("gg".to_owned())),
        ] {
            assert_eq!(written.parse::<Key>(), Err(expected), "{written}");
        }
    }

    #[test]
    fn sequences_are_keys_between_spaces() {
        let keys: KeySequence = " g  G ctrl-x ".parse().unwrap();
        assert_eq!(
            keys.keys(),
            [Key::char('g'), Key::char('G'), Key::ctrl('x')]
        );
        assert_eq!(keys.to_string(), "g G ctrl-x");
        assert_eq!("  ".parse::<KeySequence>(), Err(KeyError::Empty));
    }

    #[test]
    fn only_unmodified_characters_type() {
        assert_eq!(Key::char('è').typed(), Some('è'));
        assert_eq!(Key::ctrl('e').typed(), None);
        assert_eq!(Key::plain(KeyCode::Enter).typed(), None);
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = NAMES.iter().map(|(_, code)| *code).collect::<Vec<_>>();
        let codes = prop_oneof![
            proptest::sample::select(named),
            (1..=LAST_FUNCTION_KEY).prop_map(KeyCode::F),
            any::<char>()
                .prop_filter("typed", |c| !c.is_control() && !c.is_whitespace())
                .prop_map(KeyCode::Char),
        ];
        (codes, any::<[bool; 3]>())
            .prop_map(|(code, [ctrl, alt, shift])| Key::new(code, Modifiers { ctrl, alt, shift }))
    }

    proptest! {
        #[test]
        fn every_key_is_read_back_from_its_notation(key in any_key()) {
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }

        #[test]
        fn no_notation_panics(text in "\\PC{0,12}") {
            drop(text.parse::<KeySequence>());
        }
    }
}
