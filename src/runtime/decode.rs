//! Bytes from the terminal to keys, pastes and reports of the mouse, after the state machine of
//! the VT500 with the additions of xterm. It reads nothing itself and never fails: what it does
//! not know it swallows, so that an answer of the terminal is never taken for keys. What a whole
//! sequence means is for `meaning`.
//!
//! crossterm's own reader is not used because it spins at full speed once the terminal is gone
//! (its issue 793), blocks on half a sequence, and reads the terminal's answers as typed text.

use std::time::Duration;

use self::meaning::{alt, alt_key, background, mouse, sequence, shift3, single};
use crate::app::capabilities::Background;
use crate::app::key::{Key, KeyCode, Modifiers};
use crate::app::mouse::Mouse;

mod meaning;

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

#[cfg(test)]
mod tests;
