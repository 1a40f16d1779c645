//! Where the commands print: standard output with or without styles, as wide as the terminal is,
//! and messages on standard error. Every text that reaches either is clean.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use crate::actors::ActorKind;
use crate::app::capabilities::ColourChoice;
use crate::text::clean::clean_line;
use crate::text::grapheme;

/// How a piece of text is set off where styles are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// As it is.
    Plain,
    /// Titles and hits.
    Strong,
    /// What is less important.
    Faint,
    /// Dates.
    Date,
    /// An actor.
    Actor(ActorKind),
}

impl Style {
    /// The parameters of the escape sequence that switches it on. Colours are of the 16 that every
    /// terminal has, and that its user has chosen; of its blues the one that can be read on black
    /// and on white.
    const fn sgr(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Date => "4",
            Self::Actor(ActorKind::Person) => "36",
            Self::Actor(ActorKind::Country) => "32",
            Self::Actor(ActorKind::Organisation) => "33",
            Self::Actor(ActorKind::Place) => "94",
            Self::Actor(ActorKind::Weapon) => "31",
            Self::Actor(ActorKind::Operation) => "35",
            Self::Actor(ActorKind::Word) => "1;33",
        }
    }
}

/// Standard output, or what stands for it in a test.
pub(super) struct Output {
    out: Box<dyn Write>,
    styled: bool,
    columns: Option<usize>,
}

impl Output {
    /// Standard output of the program.
    pub(super) fn standard(colours: ColourChoice) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let styled = match colours {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                terminal
                    && set("NO_COLOR").is_none()
                    && set("TERM").is_some_and(|term| term != "dumb")
            }
        };
        let columns = terminal
            .then(|| rustix::termios::tcgetwinsize(&stdout).ok())
            .flatten()
            .map(|size| usize::from(size.ws_col))
            .filter(|&columns| columns > 0);
        Self {
            out: Box::new(BufWriter::with_capacity(1 << 16, stdout.lock())),
            styled,
            columns,
        }
    }

    /// How many columns there are; `None` where it is not a terminal, and no line is too long.
    pub(super) fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Writes `text` in `style`; `text` is clean and holds no line end.
    pub(super) fn styled(&mut self, text: &str, style: Style) -> io::Result<()> {
        if self.styled && style != Style::Plain && !text.is_empty() {
            write!(self.out, "\x1b[{}m{text}\x1b[0m", style.sgr())
        } else {
            self.out.write_all(text.as_bytes())
        }
    }

    /// Writes one line of pieces, cut where the terminal ends.
    pub(super) fn line(&mut self, pieces: &[(&str, Style)]) -> io::Result<()> {
        let mut left = self.columns.unwrap_or(usize::MAX);
        for &(text, style) in pieces {
            let shown = grapheme::truncate(text, left);
            self.styled(&shown, style)?;
            left -= grapheme::width(&shown).min(left);
            if left == 0 {
                break;
            }
        }
        self.end_line()
    }

    /// Ends a line that was written piece by piece.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// The writer below, for what has its own form.
    pub(super) fn writer(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Hands everything on.
    ///
    /// # Errors
    ///
    /// What the file or pipe behind standard output answers: full, closed.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes a line to standard error, after the name of the program. Where standard error is closed
/// there is nobody to tell.
pub(super) fn message(text: &impl Display) {
    let _ = writeln!(
        io::stderr().lock(),
        "rassegna: {}",
        clean_line(&text.to_string())
    );
}
