//! The screen: entering and leaving it, drawing frames, giving the terminal to other programs and
//! taking it back. Whatever way the program ends, the terminal is left as it was found; a terminal
//! that is gone is left alone.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};
use crossterm::clipboard::CopyToClipboard;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::termios::Termios;
use thiserror::Error;

use super::decode::ASK_BACKGROUND;
use super::input::{CAPACITY, Input, Reader};
use super::output::Output;
use super::signals::{self, Signals};
pub use super::tty::Size;
use super::tty::Tty;
use crate::app::capabilities::NoScreen;

/// The alternate screen, empty.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J";
/// No cursor; pastes in brackets; changes of focus.
const ENTER_MODES: &[u8] = b"\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// Buttons, wheel and drags (not every movement), in the form without limits.
const ENTER_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The terminal selects text with the mouse again.
const LEAVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// The opposite, in the opposite order, after the end of a frame that may be half drawn.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// A frame is shown as a whole (mode 2026), where the terminal knows that.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
/// Default colours, then an empty screen.
const ERASE: &[u8] = b"\x1b[0m\x1b[2J";

/// How long a terminal that reads slowly may hold up entering it, and leaving it.
const ENTER_PATIENCE: Duration = Duration::from_secs(2);
const LEAVE_PATIENCE: Duration = Duration::from_millis(300);

/// How long after it was asked the terminal's answer is waited for before another program has the
/// terminal, and before the end, which nothing may hold up for longer.
const LEND_PATIENCE: Duration = Duration::from_secs(1);
const QUIT_PATIENCE: Duration = Duration::from_millis(100);

/// Why the screen cannot be opened.
#[derive(Debug, Error)]
pub enum TerminalError {
    /// There is no terminal that could show it.
    #[error(transparent)]
    NoScreen(#[from] NoScreen),
    /// The terminal is there, but the system refuses something.
    #[error("the terminal cannot be used: {0}")]
    System(#[from] io::Error),
}

/// How the screen is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether the mouse is ours; otherwise the terminal selects text with it.
    pub mouse: bool,
    /// Whether to ask for the background; the answer comes as [`Input::Background`], or never.
    pub ask_background: bool,
}

/// What became of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Drawn {
    /// It is on its way.
    Shown,
    /// The terminal still reads the one before: draw again after [`Input::Ready`].
    Later,
}

/// The open screen. Dropping it leaves the terminal as it was found.
#[derive(Debug)]
pub struct Screen {
    modes: Arc<Modes>,
    /// None only while the screen is being opened.
    reader: Option<Reader>,
    terminal: Terminal<CrosstermBackend<FrameBytes>>,
    frame: FrameBytes,
    size: Size,
    /// The next frame must show every cell.
    stale: bool,
    /// When the terminal was asked something that it may still answer.
    asked: Option<Instant>,
}

impl Screen {
    /// Opens the screen; what happens from then on comes through the receiver.
    ///
    /// # Errors
    /// When there is no terminal, or the system does not let us have it.
    pub fn open(options: Options) -> Result<(Self, Receiver<Input>), TerminalError> {
        let tty = Arc::new(Tty::open()?);
        // Colours are for the theme to leave out: on its own, crossterm would answer `NO_COLOR`
        // by resetting bold and reverse as well.
        crossterm::style::force_color_output(true);
        let (sender, inputs) = bounded(CAPACITY);
        let output = Output::start(Arc::clone(&tty), sender.clone())?;
        let modes = Arc::new(Modes {
            tty: Arc::clone(&tty),
            output,
            mouse: AtomicBool::new(options.mouse),
            found: Mutex::new(None),
        });
        // Signals wait from here on, so that none ends the process between the first change of the
        // terminal and the thread that listens.
        let signals = Signals::listen()?;
        let frame = FrameBytes::default();
        let size = tty.size();
        let mut screen = Self {
            modes,
            reader: None,
            terminal: terminal(&frame, size)?,
            frame,
            size,
            stale: false,
            asked: None,
        };
        screen.modes.enter()?;
        screen.reader = Some(Reader::start(tty, signals, sender)?);
        if options.ask_background {
            screen.asked = Some(Instant::now());
            screen
                .modes
                .output
                .write_now(ASK_BACKGROUND, ENTER_PATIENCE)?;
        }
        Ok((screen, inputs))
    }

    /// The size that frames are drawn for.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Draws for another size from now on; the next frame shows every cell.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.stale = true;
    }

    /// Draws one frame and sends what has changed.
    ///
    /// # Errors
    /// None that a terminal causes: one that is gone is told by [`Input::Gone`].
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<Drawn> {
        if !self.modes.output.is_ready() {
            return Ok(Drawn::Later);
        }
        self.frame.write_all(FRAME_BEGINS)?;
        if std::mem::take(&mut self.stale) {
            self.terminal = terminal(&self.frame, self.size)?;
            self.frame.write_all(ERASE)?;
        }
        self.terminal.draw(render)?;
        self.frame.write_all(FRAME_ENDS)?;
        self.modes.output.write(self.frame.take());
        Ok(Drawn::Shown)
    }

    /// Gives the terminal back and stops the process until the shell continues it; then takes the
    /// terminal again and says the size it has now. Does nothing (and says nothing) where no
    /// shell could continue it.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<Option<Size>> {
        if !signals::has_job_control() {
            return Ok(None);
        }
        self.hand_over();
        let stopped = signals::stop();
        let size = self.take_back()?;
        stopped?;
        Ok(Some(size))
    }

    /// After [`Input::Continue`]: sets everything again that somebody may have changed while the
    /// process was stopped, and says the size that the terminal has now.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn restore(&mut self) -> io::Result<Size> {
        self.modes.enter()?;
        Ok(self.renew())
    }

    /// Lets another program have the terminal while `run` runs (an editor), then takes it again, in
    /// whatever state that left it, and says the size it has now. An error is that the terminal
    /// cannot be taken again.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> (T, io::Result<Size>) {
        let before = self.hand_over();
        let result = run();
        if let Some(before) = before {
            // One that is gone is told below.
            let _gone = self.modes.tty.set(&before);
        }
        (result, self.take_back())
    }

    /// Leaves the terminal; the line settings that it is left with.
    fn hand_over(&mut self) -> Option<Termios> {
        self.await_answer(LEND_PATIENCE);
        if let Some(reader) = &mut self.reader {
            reader.pause();
        }
        self.modes.leave()
    }

    fn take_back(&mut self) -> io::Result<Size> {
        self.modes.enter()?;
        if let Some(reader) = &mut self.reader {
            reader.resume();
        }
        Ok(self.renew())
    }

    /// Switches reports of the mouse on or off, with the next frame.
    ///
    /// # Errors
    /// None that a terminal causes: see [`Screen::draw`].
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.modes.mouse.store(on, Ordering::Relaxed);
        self.frame
            .write_all(if on { ENTER_MOUSE } else { LEAVE_MOUSE })
    }

    /// Puts `text` on the clipboard of the terminal (OSC 52), however far away that is, with the
    /// next frame.
    ///
    /// # Errors
    /// None that a terminal causes: see [`Screen::draw`].
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        crossterm::queue!(self.frame, CopyToClipboard::to_clipboard_from(text))
    }

    /// What a panic needs to leave the terminal from wherever it happens.
    #[must_use]
    pub fn modes(&self) -> Arc<Modes> {
        Arc::clone(&self.modes)
    }

    /// Waits until the terminal has answered what it was asked less than `patience` ago, so that
    /// the answer is not typed to whoever has the terminal next.
    fn await_answer(&mut self, patience: Duration) {
        if let (Some(asked), Some(reader)) = (self.asked.take(), &self.reader) {
            reader.await_background(asked + patience);
        }
    }

    fn renew(&mut self) -> Size {
        let size = self.modes.tty.size();
        self.resize(size);
        size
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.await_answer(QUIT_PATIENCE);
        // Before leaving, so that it takes no key that is meant for whoever has the terminal next.
        self.reader = None;
        self.modes.leave();
    }
}

/// A ratatui terminal that knows nothing of the screen and assumes it to be empty. Its size is
/// fixed, because by itself it would ask the terminal with every frame.
fn terminal(frame: &FrameBytes, size: Size) -> io::Result<Terminal<CrosstermBackend<FrameBytes>>> {
    let area = Rect::new(0, 0, size.columns, size.rows);
    let options = TerminalOptions {
        viewport: Viewport::Fixed(area),
    };
    Terminal::with_options(CrosstermBackend::new(frame.clone()), options)
}

/// The modes of the terminal: whether the screen is ours, and what was found before.
#[derive(Debug)]
pub struct Modes {
    tty: Arc<Tty>,
    output: Output,
    mouse: AtomicBool,
    /// The line settings from before, while the screen is ours.
    found: Mutex<Option<Termios>>,
}

impl Modes {
    /// Makes the screen ours; where it is already, sets everything again.
    fn enter(&self) -> io::Result<()> {
        let mut found = self.found();
        let before = self.tty.set_raw()?;
        // A screen that is already ours must not be entered again: leaving it would then bring
        // back the cursor of the alternate screen. Nor is it erased other than by the next frame,
        // as a part of it, or it would flicker.
        if found.is_none() {
            *found = Some(before);
            self.output.write_now(ENTER, ENTER_PATIENCE)?;
        }
        self.output.write_now(ENTER_MODES, ENTER_PATIENCE)?;
        if self.mouse.load(Ordering::Relaxed) {
            self.output.write_now(ENTER_MOUSE, ENTER_PATIENCE)?;
        }
        Ok(())
    }

    /// Leaves the terminal as it was found; does nothing when it is left already. A terminal that
    /// is gone or does not read is left to itself: nothing waits for it. The line settings that it
    /// was found with, where it was not left already.
    pub fn leave(&self) -> Option<Termios> {
        let before = self.found().take()?;
        let _gone = self.output.write_now(LEAVE, LEAVE_PATIENCE);
        let _gone = self.tty.set(&before);
        Some(before)
    }

    /// What a panicking thread left behind is still right: every change of it is one assignment.
    fn found(&self) -> MutexGuard<'_, Option<Termios>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bytes of the frame being drawn, shared with the backend that makes them.
#[derive(Clone, Debug, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl FrameBytes {
    fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Frames go out as a whole, when [`Screen::draw`] has finished them.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
