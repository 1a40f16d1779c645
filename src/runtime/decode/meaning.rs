//! What a finished sequence means: the keys, the reports of the mouse and the colour of the background,
//! by the numbers and letters of the VT220, xterm, rxvt, the Linux console and kitty. Where a sequence
//! begins and ends is for the module above.

use super::Decoded;
use crate::app::capabilities::Background;
use crate::app::key::{Key, KeyCode, Modifiers};
use crate::app::mouse::{Button, Mouse, MouseKind};

pub(super) fn alt(alt: bool) -> Modifiers {
    Modifiers {
        alt,
        ..Modifiers::default()
    }
}

pub(super) fn alt_key(character: char) -> Decoded {
    Decoded::Key(Key::new(KeyCode::Char(character), alt(true)))
}

/// The key of one byte below 0x80 and whether it means Control.
pub(super) fn single(byte: u8) -> (KeyCode, bool) {
    match byte {
        0x00 => (KeyCode::Char(' '), true),
        b'\t' => (KeyCode::Tab, false),
        b'\r' => (KeyCode::Enter, false),
        0x7f => (KeyCode::Backspace, false),
        0x01..=0x1a => (KeyCode::Char(char::from(byte - 1 + b'a')), true),
        0x1b..=0x1f => (KeyCode::Char(char::from(byte + 0x40)), true),
        _ => (KeyCode::Char(char::from(byte)), false),
    }
}

/// The last byte of an arrow and its kin, after `ESC [` and `ESC O`.
fn cursor_key(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        _ => return None,
    })
}

pub(super) fn shift3(byte: u8) -> Option<KeyCode> {
    match byte {
        b'M' => Some(KeyCode::Enter),
        _ => cursor_key(byte),
    }
}

/// A finished `ESC [` sequence.
pub(super) fn sequence(parameters: &[u8], last: u8) -> Option<Decoded> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(report) = text.strip_prefix('<') {
        let mut numbers = report.split(';').map(str::parse::<u32>);
        let (button, column, row) = (
            numbers.next()?.ok()?,
            numbers.next()?.ok()?,
            numbers.next()?.ok()?,
        );
        let cell = |number: u32| u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX);
        return matches!(last, b'M' | b'm')
            .then(|| mouse(button, cell(column), cell(row), last == b'm'))
            .flatten();
    }
    if text.starts_with(['?', '=', '>']) {
        return None;
    }
    // Fields lie between semicolons, their refinements after colons.
    let mut fields = text.split(';');
    let key_number = number(fields.next());
    let held = fields.next();
    let third = fields.next();
    if held.and_then(|held| held.split(':').nth(1)) == Some("3") {
        // The key came up.
        return None;
    }
    let modifiers = modifiers(number(held));
    let code = match last {
        b'I' => return Some(Decoded::Focus(true)),
        b'O' => return Some(Decoded::Focus(false)),
        b'Z' => {
            let modifiers = Modifiers {
                shift: true,
                ..modifiers
            };
            return Some(Decoded::Key(Key::new(KeyCode::Tab, modifiers)));
        }
        b'~' if key_number == Some(27) => character_key(number(third)?)?,
        b'~' => numbered_key(key_number?)?,
        b'u' => character_key(key_number?)?,
        _ => cursor_key(last)?,
    };
    Some(Decoded::Key(Key::new(code, modifiers)))
}

fn number(field: Option<&str>) -> Option<u32> {
    field?.split(':').next()?.parse().ok()
}

/// One more than the sum of Shift 1, Alt 2, Control 4, and others that are not told apart here.
fn modifiers(field: Option<u32>) -> Modifiers {
    let bits = field.unwrap_or(1).saturating_sub(1);
    Modifiers {
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
    }
}

/// The keys that the VT220, xterm, rxvt and the Linux console number before `~`.
fn numbered_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => function_key(number - 10),
        17..=21 => function_key(number - 11),
        23..=26 => function_key(number - 12),
        28 | 29 => function_key(number - 13),
        31..=34 => function_key(number - 14),
        _ => return None,
    })
}

fn function_key(number: u32) -> KeyCode {
    KeyCode::F(u8::try_from(number).unwrap_or(u8::MAX))
}

/// A key that is told by its character.
fn character_key(number: u32) -> Option<KeyCode> {
    let character = char::from_u32(number)?;
    match character {
        '\u{1b}' => Some(KeyCode::Esc),
        '\t' => Some(KeyCode::Tab),
        '\r' => Some(KeyCode::Enter),
        '\u{7f}' | '\u{8}' => Some(KeyCode::Backspace),
        // Keys without a character have theirs in the private area (kitty's protocol).
        '\u{e000}'..='\u{f8ff}' => None,
        _ => (!character.is_control()).then_some(KeyCode::Char(character)),
    }
}

/// A report of the mouse; moving without a button is none.
pub(super) fn mouse(button: u32, column: u16, row: u16, released: bool) -> Option<Decoded> {
    let pressed = match button & 0b1100_0011 {
        0 => Some(Button::Left),
        1 => Some(Button::Middle),
        2 => Some(Button::Right),
        _ => None,
    };
    let moved = button & 32 != 0;
    let kind = match (button & 0b1100_0011, pressed) {
        (64, _) => MouseKind::ScrollUp,
        (65, _) => MouseKind::ScrollDown,
        (66, _) => MouseKind::ScrollLeft,
        (67, _) => MouseKind::ScrollRight,
        (_, Some(button)) if moved => MouseKind::Drag(button),
        (_, Some(button)) if released => MouseKind::Up(button),
        (_, Some(button)) => MouseKind::Down(button),
        (3, None) if released && !moved => MouseKind::Up(Button::Left),
        _ => return None,
    };
    Some(Decoded::Mouse(Mouse {
        column,
        row,
        kind,
        modifiers: Modifiers {
            shift: button & 4 != 0,
            alt: button & 8 != 0,
            ctrl: button & 16 != 0,
        },
    }))
}

/// The background in an answer such as `11;rgb:1e1e/1e1e/2e2e` (one to four hexadecimal digits
/// each, as X11 writes colours).
pub(super) fn background(answer: &[u8]) -> Option<Background> {
    let colour = std::str::from_utf8(answer).ok()?.strip_prefix("11;rgb")?;
    let mut channels = colour
        .trim_start_matches('a')
        .strip_prefix(':')?
        .split('/')
        .map(channel);
    let (red, green, blue) = (channels.next()??, channels.next()??, channels.next()??);
    // Weights of Rec. 601: how light the eye finds each.
    let lightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if lightness > 0.5 {
        Background::Light
    } else {
        Background::Dark
    })
}

/// A channel from 0 to 1.
fn channel(digits: &str) -> Option<f32> {
    if !(1..=4).contains(&digits.len()) {
        return None;
    }
    let value = u16::from_str_radix(digits, 16).ok()?;
    let highest = u16::MAX >> (16 - 4 * digits.len());
    Some(f32::from(value) / f32::from(highest))
}
