//! The terminal as a device: which file descriptors it is, its size, its line settings. Escape
//! sequences are for `terminal`.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::OpenOptionsExt as _;

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

use crate::app::capabilities::NoScreen;

/// The size of a screen in cells; neither is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// What is assumed of a terminal that does not know its size, such as a serial line.
const USUAL: Size = Size {
    columns: 80,
    rows: 24,
};

/// More cells than any display has; a terminal that claims more gets no more rows.
const MOST_CELLS: u32 = 1 << 19;

impl Size {
    /// The size that a terminal reports, where 0 means that it does not know.
    fn reported(columns: u16, rows: u16) -> Self {
        let columns = if columns == 0 { USUAL.columns } else { columns };
        let rows = if rows == 0 { USUAL.rows } else { rows };
        let most = u16::try_from(MOST_CELLS / u32::from(columns)).unwrap_or(u16::MAX);
        Self {
            columns,
            rows: rows.min(most),
        }
    }
}

/// The terminal: standard output, and standard input where that is a terminal too, otherwise (an
/// article comes through it) the terminal that the process belongs to.
#[derive(Debug)]
pub(super) struct Tty {
    stdin: io::Stdin,
    stdout: io::Stdout,
    own: Option<File>,
}

impl Tty {
    /// Finds the terminal.
    ///
    /// # Errors
    /// When there is none to write to or to read from.
    pub(super) fn open() -> Result<Self, NoScreen> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        if !isatty(&stdout) {
            return Err(NoScreen::Output);
        }
        let own = if isatty(&stdin) {
            None
        } else {
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .custom_flags(OFlags::NOCTTY.bits().cast_signed())
                .open("/dev/tty");
            Some(file.map_err(|_| NoScreen::Input)?)
        };
        Ok(Self { stdin, stdout, own })
    }

    /// Where keys come from.
    pub(super) fn input(&self) -> BorrowedFd<'_> {
        match &self.own {
            Some(file) => file.as_fd(),
            None => self.stdin.as_fd(),
        }
    }

    /// Where the screen goes.
    pub(super) fn output(&self) -> BorrowedFd<'_> {
        self.stdout.as_fd()
    }

    /// The size now; the usual one where the terminal does not tell.
    pub(super) fn size(&self) -> Size {
        tcgetwinsize(self.output()).map_or(USUAL, |size| Size::reported(size.ws_col, size.ws_row))
    }

    /// Lets every key through as it is; returns the settings before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn set_raw(&self) -> io::Result<Termios> {
        let before = retry(|| tcgetattr(self.input()))?;
        let mut raw = before.clone();
        raw.make_raw();
        self.set(&raw)?;
        Ok(before)
    }

    /// Brings back settings.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn set(&self, settings: &Termios) -> io::Result<()> {
        // At once, not when all output is through: a terminal that does not read must not hold us.
        retry(|| tcsetattr(self.input(), OptionalActions::Now, settings))
    }
}

/// Calls until no signal interrupts.
fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return result.map_err(io::Error::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_a_size_that_can_be_drawn() {
        for (reported, expected) in [
            ((80, 24), (80, 24)),
            ((1, 1), (1, 1)),
            ((0, 0), (80, 24)),
            ((0, 50), (80, 50)),
            ((132, 0), (132, 24)),
            ((65535, 1), (65535, 1)),
            ((65535, 65535), (65535, 8)),
            ((1, 65535), (1, 65535)),
        ] {
            let size = Size::reported(reported.0, reported.1);
            assert_eq!((size.columns, size.rows), expected, "{reported:?}");
        }
    }
}
