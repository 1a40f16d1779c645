//! Bytes from the terminal to keys, pastes and reports of the mouse, after the state machine of
//! the VT500 with the additions of xterm. It reads nothing itself and never fails: what it does
//! not know it swallows, so that an answer of the terminal is never taken for keys.
//!
//! crossterm's own reader is not used because it spins at full speed once the terminal is gone
//! (its issue 793), blocks on half a sequence, and reads the terminal's answers as typed text.

use std::time::Duration;

use crate::app::capabilities::Background;
use crate::app::key::{Key, KeyCode, Modifiers};
use crate::app::mouse::{Button, Mouse, MouseKind};

/// What the bytes said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// A key was pressed or repeated.
    Key(Key),
    /// Text was pasted; its lines end with `\n`. A long paste comes in several.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The window is the one that keys go to, or no longer.
    Focus(bool),
    /// The answer to [`ASK_BACKGROUND`].
    Background(Background),
}

/// Asks for the colour of the background (xterm, OSC 11).
pub(super) const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// How long Escape waits for the rest of a sequence before it is the key.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(40);
/// How long half a sequence waits, which a slow line may have cut.
const SEQUENCE_PATIENCE: Duration = Duration::from_millis(150);
/// How long a paste waits for its end.
const PASTE_PATIENCE: Duration = Duration::from_secs(1);

/// Longest control sequence and longest kept answer; the rest of a longer one is swallowed.
const SEQUENCE_BYTES: usize = 64;
/// Bytes of a paste that are handed on together.
const PASTE_BYTES: usize = 64 * 1024;

const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;

/// Where in a sequence the last byte ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ground,
    Escape,
    /// `ESC O`.
    Shift3,
    /// `ESC [`.
    Control,
    /// `ESC [ [`, a function key of the Linux console.
    Console,
    /// `ESC [ M` and three bytes, a mouse of the first generation.
    OldMouse,
    /// From `ESC ]`, `P`, `X`, `^` or `_` (its second byte) to BEL or `ESC \`.
    Text(u8),
    /// `ESC` inside such a text.
    TextEscape(u8),
    Paste,
    /// Inside a character of so many bytes.
    Character(usize),
}

/// The decoder, with what it has of an unfinished sequence.
#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    /// Escape came before the character being read.
    alt: bool,
    pending: Vec<u8>,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self {
            state: State::Ground,
            alt: false,
            pending: Vec::new(),
        }
    }

    /// How long to wait for more bytes before [`Decoder::settle`]; none when nothing is unfinished.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(ESCAPE_PATIENCE),
            State::Paste => Some(PASTE_PATIENCE),
            _ => Some(SEQUENCE_PATIENCE),
        }
    }

    /// Decodes `bytes`, which may begin and end anywhere, in linear time.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Decoded>) {
        for byte in bytes {
            self.byte(*byte, out);
        }
    }

    /// Nothing came after an unfinished sequence: what there is of it is a key, or nothing.
    pub(super) fn settle(&mut self, out: &mut Vec<Decoded>) {
        match self.state {
            State::Escape => out.push(Decoded::Key(Key::plain(KeyCode::Esc))),
            State::Shift3 => out.push(alt_key('O')),
            State::Control if self.pending.is_empty() => out.push(alt_key('[')),
            State::Text(introducer) if self.pending.is_empty() => {
                out.push(alt_key(char::from(introducer)));
            }
            State::Paste => self.paste(self.pending.len(), out),
            _ => {}
        }
        self.ground();
    }

    fn ground(&mut self) {
        self.state = State::Ground;
        self.alt = false;
        self.pending.clear();
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        match self.state {
            State::Ground => self.first(byte, out),
            State::Escape => self.escaped(byte, out),
            State::Shift3 => {
                self.ground();
                match shift3(byte) {
                    Some(code) => out.push(Decoded::Key(Key::plain(code))),
                    None if byte.is_ascii_graphic() => {}
                    None => self.first(byte, out),
                }
            }
            State::Control => self.control(byte, out),
            State::Console => {
                self.ground();
                match byte {
                    b'A'..=b'E' => {
                        out.push(Decoded::Key(Key::plain(KeyCode::F(byte - b'A' + 1))));
                    }
                    _ => self.first(byte, out),
                }
            }
            State::OldMouse => {
                self.pending.push(byte);
                if let [button, column, row] = *self.pending.as_slice() {
                    self.ground();
                    let cell = |byte: u8| u16::from(byte.saturating_sub(33));
                    let button = u32::from(button.saturating_sub(32));
                    // A button that comes up does not say which one.
                    let released = button & 3 == 3;
                    out.extend(mouse(button, cell(column), cell(row), released));
                }
            }
            State::Text(introducer) => match byte {
                ESC => self.state = State::TextEscape(introducer),
                0x07 => self.answer(introducer, out),
                0x18 | 0x1a => self.ground(),
                _ if self.pending.len() < SEQUENCE_BYTES => self.pending.push(byte),
                _ => {}
            },
            State::TextEscape(introducer) => {
                self.answer(introducer, out);
                if byte != b'\\' {
                    self.state = State::Escape;
                    self.byte(byte, out);
                }
            }
            State::Paste => {
                self.pending.push(byte);
                if self.pending.ends_with(PASTE_END) {
                    self.paste(self.pending.len() - PASTE_END.len(), out);
                    self.ground();
                } else if self.pending.len() >= PASTE_BYTES {
                    self.paste(self.pending.len() - PASTE_END.len(), out);
                }
            }
            State::Character(length) => {
                if byte & 0xc0 != 0x80 {
                    self.ground();
                    return self.first(byte, out);
                }
                self.pending.push(byte);
                if self.pending.len() == length {
                    let character = std::str::from_utf8(&self.pending)
                        .ok()
                        .and_then(|text| text.chars().next())
                        .filter(|character| !character.is_control());
                    if let Some(character) = character {
                        out.push(Decoded::Key(Key::new(
                            KeyCode::Char(character),
                            alt(self.alt),
                        )));
                    }
                    self.ground();
                }
            }
        }
    }

    /// A byte outside any sequence, or after Escape.
    fn first(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        let length = match byte {
            ESC => {
                self.state = State::Escape;
                return;
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            // Not the first byte of a character of UTF-8.
            0x80.. => return self.ground(),
            _ => {
                let (code, ctrl) = single(byte);
                let modifiers = Modifiers {
                    ctrl,
                    alt: self.alt,
                    shift: false,
                };
                out.push(Decoded::Key(Key::new(code, modifiers)));
                return self.ground();
            }
        };
        self.pending.push(byte);
        self.state = State::Character(length);
    }

    fn escaped(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        match byte {
            b'[' => self.state = State::Control,
            b'O' => self.state = State::Shift3,
            b']' | b'P' | b'X' | b'^' | b'_' => self.state = State::Text(byte),
            ESC => out.push(Decoded::Key(Key::plain(KeyCode::Esc))),
            _ => {
                self.state = State::Ground;
                self.alt = true;
                self.first(byte, out);
            }
        }
    }

    fn control(&mut self, byte: u8, out: &mut Vec<Decoded>) {
        match byte {
            b'[' if self.pending.is_empty() => self.state = State::Console,
            b'M' if self.pending.is_empty() => self.state = State::OldMouse,
            0x20..=0x3f => {
                if self.pending.len() < SEQUENCE_BYTES {
                    self.pending.push(byte);
                }
            }
            0x40..=0x7e => {
                let parameters = std::mem::take(&mut self.pending);
                self.ground();
                if (parameters.as_slice(), byte) == (b"200", b'~') {
                    self.state = State::Paste;
                } else {
                    out.extend(sequence(&parameters, byte));
                }
            }
            // Not part of a sequence: it was cut off, and something else begins.
            _ => {
                self.ground();
                self.first(byte, out);
            }
        }
    }

    /// A text of the terminal has ended.
    fn answer(&mut self, introducer: u8, out: &mut Vec<Decoded>) {
        if introducer == b']'
            && let Some(background) = background(&self.pending)
        {
            out.push(Decoded::Background(background));
        }
        self.ground();
    }

    /// Hands on the first `length` bytes of a paste, less a character or a line end that would be
    /// cut there.
    fn paste(&mut self, length: usize, out: &mut Vec<Decoded>) {
        let ready = self.pending.get(..length).unwrap_or_default();
        let whole = match std::str::from_utf8(ready) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ if ready.ends_with(b"\r") && self.pending.get(length) == Some(&b'\n') => length - 1,
            _ => length,
        };
        let bytes: Vec<u8> = self.pending.drain(..whole).collect();
        if !bytes.is_empty() {
            let text = String::from_utf8_lossy(&bytes);
            out.push(Decoded::Paste(
                text.replace("\r\n", "\n").replace('\r', "\n"),
            ));
        }
    }
}

fn alt(alt: bool) -> Modifiers {
    Modifiers {
        alt,
        ..Modifiers::default()
    }
}

fn alt_key(character: char) -> Decoded {
    Decoded::Key(Key::new(KeyCode::Char(character), alt(true)))
}

/// The key of one byte below 0x80 and whether it means Control.
fn single(byte: u8) -> (KeyCode, bool) {
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

fn shift3(byte: u8) -> Option<KeyCode> {
    match byte {
        b'M' => Some(KeyCode::Enter),
        _ => cursor_key(byte),
    }
}

/// A finished `ESC [` sequence.
fn sequence(parameters: &[u8], last: u8) -> Option<Decoded> {
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
fn mouse(button: u32, column: u16, row: u16, released: bool) -> Option<Decoded> {
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
fn background(answer: &[u8]) -> Option<Background> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All that `bytes` say, with nothing after them.
    fn decode(bytes: &[u8]) -> Vec<Decoded> {
        let mut decoder = Decoder::new();
        let mut out = Vec::new();
        decoder.feed(bytes, &mut out);
        if decoder.patience().is_some() {
            decoder.settle(&mut out);
        }
        out
    }

    /// The keys that `bytes` say, in their notation.
    fn keys(bytes: &[u8]) -> String {
        let names: Vec<String> = decode(bytes)
            .into_iter()
            .map(|decoded| match decoded {
                Decoded::Key(key) => key.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        names.join(" ")
    }

    #[test]
    fn keys_of_every_common_terminal() {
        for (bytes, expected) in [
            (&b"gG?"[..], "g G ?"),
            ("èß漢👍".as_bytes(), "è ß 漢 👍"),
            (
                b" \t\r\n\x7f\x08",
                "space tab enter ctrl-j backspace ctrl-h",
            ),
            (
                b"\x00\x01\x1a\x1c\x1f",
                "ctrl-space ctrl-a ctrl-z ctrl-\\ ctrl-_",
            ),
            (b"\x1b", "esc"),
            (b"\x1b\x1b", "esc esc"),
            (b"\x1b\x1b[A", "esc up"),
            (b"\x1bx\x1bX", "alt-x alt-X"),
            (b"\x1b\r\x1b\x7f", "alt-enter alt-backspace"),
            ("\x1bè".as_bytes(), "alt-è"),
            (b"\x1bO", "alt-O"),
            (b"\x1b[", "alt-["),
            (b"\x1b]", "alt-]"),
            (b"\x1bP", "alt-P"),
            (b"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"),
            (b"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"),
            (b"\x1b[H\x1b[F\x1bOH\x1bOF", "home end home end"),
            (b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end"),
            (
                b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
                "insert delete pageup pagedown",
            ),
            (b"\x1bOP\x1b[11~\x1b[[A\x1b[P", "f1 f1 f1 f1"),
            (b"\x1bOS\x1b[15~\x1b[17~\x1b[21~", "f4 f5 f6 f10"),
            (b"\x1b[23~\x1b[24~\x1b[34~", "f11 f12 f20"),
            (b"\x1b[Z", "shift-tab"),
            (
                b"\x1b[1;3D\x1b[1;5C\x1b[1;2A",
                "alt-left ctrl-right shift-up",
            ),
            (
                b"\x1b[5;5~\x1b[15;2~\x1b[1;5P",
                "ctrl-pageup shift-f5 ctrl-f1",
            ),
            (b"\x1b[112;5u\x1b[97;2u\x1b[13;2u", "ctrl-p A shift-enter"),
            (b"\x1b[27;5;9~\x1b[27;2;13~", "ctrl-tab shift-enter"),
            (b"\x1b[97;1:3u\x1b[97;1:2u", "a"),
            (b"\x1bOM", "enter"),
        ] {
            assert_eq!(keys(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn answers_and_unknown_sequences_are_no_keys() {
        for bytes in [
            &b"\x1b[?62;22c"[..],
            b"\x1b[>41;390;0c",
            b"\x1b]0;title\x07",
            b"\x1b]52;c;QQ==\x1b\\",
            b"\x1bP0$r\x1b\\",
            b"\x1b_Gi=1;OK\x1b\\",
            b"\x1b[57399u",
            b"\x1b[99~",
            b"\x1b[<35;10;10M",
            b"\x1b[<0;:;1M",
            b"\x1b[?2026;2$y",
            b"\x1b[12",
            b"\x80\xff\xc0",
            "\u{9b}".as_bytes(),
            b"\xf0\x9f\x91",
        ] {
            assert_eq!(keys(bytes), "", "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_broken_sequence_does_not_swallow_the_key_after_it() {
        for (bytes, expected) in [
            (&b"\x1b[12\x1b[A"[..], "up"),
            (b"\x1b[12\rq", "enter q"),
            (b"\xe6\xbcq", "q"),
            (b"\x1b]0;x\x1b[Bq", "down q"),
            (b"\x1b]0;x\x18q", "q"),
            (b"\x1bO\xc3\xa8", "è"),
        ] {
            assert_eq!(keys(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn the_mouse_is_told_in_cells_from_zero() {
        let report = |bytes: &[u8]| match decode(bytes).as_slice() {
            [Decoded::Mouse(mouse)] => (mouse.kind, mouse.column, mouse.row),
            other => panic!("{other:?}"),
        };
        for (bytes, expected) in [
            (&b"\x1b[<0;1;1M"[..], (MouseKind::Down(Button::Left), 0, 0)),
            (b"\x1b[<0;10;20m", (MouseKind::Up(Button::Left), 9, 19)),
            (b"\x1b[<34;3;4M", (MouseKind::Drag(Button::Right), 2, 3)),
            (b"\x1b[<64;3;4M", (MouseKind::ScrollUp, 2, 3)),
            (b"\x1b[<65;3;4M", (MouseKind::ScrollDown, 2, 3)),
            (b"\x1b[<81;3;4M", (MouseKind::ScrollDown, 2, 3)),
            (b"\x1b[<0;0;0M", (MouseKind::Down(Button::Left), 0, 0)),
            (
                b"\x1b[<0;99999;70000M",
                (MouseKind::Down(Button::Left), u16::MAX, u16::MAX),
            ),
            (b"\x1b[M !!", (MouseKind::Down(Button::Left), 0, 0)),
            (b"\x1b[M#*+", (MouseKind::Up(Button::Left), 9, 10)),
            (b"\x1b[M`!\xff", (MouseKind::ScrollUp, 0, 222)),
        ] {
            assert_eq!(report(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it() {
        for (bytes, expected) in [
            (&b"\x1b[200~ciao\x1b[201~"[..], "ciao"),
            (b"\x1b[200~a\r\nb\rc\x1b[201~", "a\nb\nc"),
            (b"\x1b[200~\x1b[A\x03q\x1b[201~", "\x1b[A\x03q"),
            (b"\x1b[200~\xff\xc3\x1b[201~", "\u{fffd}\u{fffd}"),
            (b"\x1b[200~never ended", "never ended"),
        ] {
            let expected = Decoded::Paste(expected.to_owned());
            assert_eq!(decode(bytes), [expected], "{}", bytes.escape_ascii());
        }
        assert_eq!(decode(b"\x1b[200~\x1b[201~"), []);
    }

    #[test]
    fn a_long_paste_comes_in_parts_and_loses_nothing() {
        let text = "perché ".repeat(40_000);
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.extend(text.as_bytes());
        bytes.extend(PASTE_END);
        bytes.push(b'q');
        let mut joined = String::new();
        let mut parts = decode(&bytes);
        assert_eq!(parts.pop(), Some(Decoded::Key(Key::char('q'))));
        for part in &parts {
            match part {
                Decoded::Paste(part) => joined.push_str(part),
                other => panic!("{other:?}"),
            }
        }
        assert!(parts.len() > 1);
        assert!(joined == text, "the parts do not make the text");
    }

    #[test]
    fn the_background_is_light_or_dark() {
        for (answer, expected) in [
            ("11;rgb:0000/0000/0000", Some(Background::Dark)),
            ("11;rgb:ffff/ffff/ffff", Some(Background::Light)),
            ("11;rgb:1e/1e/2e", Some(Background::Dark)),
            ("11;rgba:fdfd/f6f6/e3e3/ffff", Some(Background::Light)),
            ("11;rgb:f/f/e", Some(Background::Light)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:ff/ff", None),
            ("11;?", None),
        ] {
            for end in ["\x07", "\x1b\\"] {
                let bytes = format!("\x1b]{answer}{end}");
                let expected: Vec<_> = expected.map(Decoded::Background).into_iter().collect();
                assert_eq!(decode(bytes.as_bytes()), expected, "{answer}");
            }
        }
    }

    #[test]
    fn focus_is_told() {
        assert_eq!(
            decode(b"\x1b[I\x1b[O"),
            [Decoded::Focus(true), Decoded::Focus(false)]
        );
    }

    proptest! {
        /// Where reads cut the bytes makes no difference, and nothing panics (E9).
        #[test]
        fn cuts_make_no_difference(
            bytes in proptest::collection::vec(prop_oneof![
                any::<u8>(),
                proptest::sample::select(&b"\x1b\x1b[[<200~201~;:M]O\x07AZu0159"[..]),
            ], 0..200),
            cut in 1_usize..7,
        ) {
            let whole = decode(&bytes);
            let mut decoder = Decoder::new();
            let mut out = Vec::new();
            for part in bytes.chunks(cut) {
                decoder.feed(part, &mut out);
            }
            decoder.settle(&mut out);
            prop_assert_eq!(out, whole);
        }

        /// After a pause, a key is a key again, whatever came before.
        #[test]
        fn a_pause_brings_back_the_keys(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let mut decoder = Decoder::new();
            let mut out = Vec::new();
            decoder.feed(&bytes, &mut out);
            decoder.settle(&mut out);
            out.clear();
            decoder.feed(b"q", &mut out);
            prop_assert_eq!(out, [Decoded::Key(Key::char('q'))]);
        }
    }
}
