//! What the program says of itself: completions for shells, and manual pages. Both are made from the
//! definition of the arguments.

use super::arguments;

/// There is no command of this name.
#[derive(Debug, thiserror::Error)]
#[error("there is no command “{0}”: rassegna --help names them all")]
pub(super) struct NoCommand(String);

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
pub(super) fn manual(command: Option<&str>) -> Result<Vec<u8>, NoCommand> {
    let mut definition = arguments::definition();
    definition.build();
    let shown = match command {
        None => definition,
        Some(name) => definition
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| NoCommand(name.to_owned()))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(shown)
        .render(&mut page)
        .map_err(|error| NoCommand(error.to_string()))?;
    Ok(page)
}
