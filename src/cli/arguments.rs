//! What can be typed after `rassegna`: commands, options and their help. What they do is in the
//! module of each command; here nothing is read and nothing is decided.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueHint};

/// A reading room in the terminal: follow one story through many articles.
///
/// Opens articles on one screen: what there is to read, who appears in it, when it happened, and
/// what you want to keep. Without PATH it opens the articles that are part of the program.
///
/// With a command it prints instead, for scripts and for places without a screen.
#[derive(Debug, Parser)]
#[command(
    name = "rassegna",
    version,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) paths: Paths,
}

/// Where articles are.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Paths {
    /// Files and folders; `-` is standard input, nothing the embedded articles
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },

    /// Print the manual page, of the program or of a command
    #[command(after_help = MAN)]
    Man {
        /// A command, such as `completions`
        command: Option<String>,
    },
}

/// The definition that help, completions and manual pages are made from.
pub(super) fn definition() -> clap::Command {
    Arguments::command()
}

/// The names of the commands.
pub(super) fn names() -> Vec<String> {
    definition()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

/// Reads the words that the program was started with.
///
/// # Errors
///
/// What is wrong with them, or the help that they ask for.
pub(super) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(words)
}

const EXAMPLES: &str = "\
Examples:
  rassegna                     the embedded articles, on the screen
  rassegna articles/ notes.md  a folder and a file
  rassegna ./man               a file that is called like a command

Exit status: 0, or 2 after an error.";

const COMPLETIONS: &str = "\
Examples:
  rassegna completions bash > ~/.local/share/bash-completion/completions/rassegna
  rassegna completions fish > ~/.config/fish/completions/rassegna.fish
  rassegna completions zsh > \"${fpath[1]}/_rassegna\"";

const MAN: &str = "\
Examples:
  rassegna man > ~/.local/share/man/man1/rassegna.1
  rassegna man | man -l -";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, clap::Error> {
        parse(
            std::iter::once("rassegna")
                .chain(line.split_whitespace())
                .map(Into::into),
        )
    }

    fn paths(list: &[PathBuf]) -> Vec<&str> {
        list.iter().filter_map(|path| path.to_str()).collect()
    }

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_first_word_that_names_a_command_is_the_command() {
        assert!(read("man").unwrap().command.is_some());
        for (line, expected) in [
            ("./man", vec!["./man"]),
            ("a.txt man completions", vec!["a.txt", "man", "completions"]),
            ("-- man", vec!["man"]),
            ("- a", vec!["-", "a"]),
        ] {
            let read = read(line).unwrap();
            assert!(read.command.is_none(), "{line}");
            assert_eq!(paths(&read.paths.paths), expected, "{line}");
        }
    }
}
