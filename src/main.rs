//! The program `rassegna`: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    rassegna::cli::run(std::env::args_os())
}
