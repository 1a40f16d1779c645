//! The command line: what was typed, and the commands that print instead of opening the screen.
//! Each command has a file; what they know comes from the same layers as the screen's.
//!
//! Standard output carries data and nothing else; messages go to standard error. The exit status
//! is 0, or 2 after an error. Whoever reads the output may stop at any time.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::text::clean::{clean_line, clean_path};
use arguments::{Arguments, Command};

mod arguments;
mod paper;

/// Something went wrong.
const FAILED: u8 = 2;

/// Runs the program with the words it was started with, the first its own name, and says how it
/// ended.
#[must_use]
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    match &arguments.command {
        Some(command) => print(command),
        None => screen(&arguments),
    }
}

/// Opens the screen, where there is one.
fn screen(arguments: &Arguments) -> ExitCode {
    if let Some(command) = arguments.paths.paths.first().and_then(|path| meant(path)) {
        message(&format_args!(
            "there is no file or folder `{}`; the command is `rassegna {command}`",
            clean_path(
                arguments
                    .paths
                    .paths
                    .first()
                    .map_or(Path::new(""), |path| path)
            )
        ));
    } else if io::stdout().is_terminal() {
        message(&"the screen is not part of this version; see rassegna --help");
    } else {
        message(
            &"the screen needs a terminal, and standard output is none: use a command that prints \
              (rassegna --help names them)",
        );
    }
    ExitCode::from(FAILED)
}

/// The command that a path which does not exist was probably meant to be.
fn meant(path: &Path) -> Option<String> {
    let typed = path.to_str()?;
    if path.exists() {
        return None;
    }
    arguments::names()
        .into_iter()
        .find(|name| strsim::osa_distance(name, typed) <= 2)
}

/// Runs a command that prints.
fn print(command: &Command) -> ExitCode {
    let page = match command {
        Command::Completions { shell } => Ok(paper::completions(*shell)),
        Command::Man { command } => paper::manual(command.as_deref()),
    };
    let page = match page {
        Ok(page) => page,
        Err(error) => {
            message(&error);
            return ExitCode::from(FAILED);
        }
    };
    let mut stdout = io::stdout().lock();
    match stdout.write_all(&page).and_then(|()| stdout.flush()) {
        // Whoever read it has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            message(&format_args!("standard output: {error}"));
            ExitCode::from(FAILED)
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Writes a line to standard error, after the name of the program. Where standard error is closed
/// there is nobody to tell.
fn message(text: &dyn Display) {
    let text = clean_line(&text.to_string());
    let _ = writeln!(io::stderr().lock(), "rassegna: {text}");
}

/// Prints the help that was asked for, or what is wrong with what was typed.
fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
            _ => ExitCode::SUCCESS,
        };
    }
    // It may quote what was typed, and that may hold anything.
    let text = error.render().to_string();
    let mut stderr = io::stderr().lock();
    for line in text.lines() {
        let indent: String = line.chars().take_while(|&c| c == ' ').collect();
        let _ = writeln!(stderr, "{indent}{}", clean_line(line));
    }
    ExitCode::from(FAILED)
}
