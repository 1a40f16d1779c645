//! What the program says of itself: completions for shells, and manual pages. Both are made from the
//! definition of the arguments.

use super::arguments;
use super::failure::Failure;

/// The completions for `shell`.
pub(super) fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut page = Vec::new();
    clap_complete::generate(shell, &mut arguments::definition(), "rassegna", &mut page);
    page
}

/// The manual page of the program, or of one of its commands.
///
/// # Errors
///
/// There is no such command.
pub(super) fn manual(command: Option<&str>) -> Result<Vec<u8>, Failure> {
    let mut definition = arguments::definition();
    definition.build();
    let shown = match command {
        None => definition,
        Some(name) => definition
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Failure::NoCommand(name.to_owned()))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(shown)
        .source(concat!("rassegna ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    Ok(page)
}
