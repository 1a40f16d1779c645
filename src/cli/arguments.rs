//! What can be typed after `rassegna`: commands, options and their help. What they do is in the
//! module of each command; here nothing is read and nothing is decided.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::corpus::decode::Chosen;
use crate::runtime::config::size;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, ValueHint};
use examples::{
    ACTORS, BOOKMARKS, COMPLETIONS, EXAMPLES, INDEX, LIST, LONG_AFTER, MAN, SEARCH, SHOW, TIMELINE,
};

mod examples;

/// A reading room in the terminal: follow one story through many articles.
///
/// Opens articles on one screen: what there is to read, who appears in it, when it happened, and
/// what you want to keep. Without PATH it opens the articles that are part of the program.
///
/// With a command it prints instead, for scripts and for places without a screen.
#[derive(Debug, Default, Parser)]
#[command(
    name = "rassegna",
    bin_name = "rassegna",
    version,
    after_help = EXAMPLES,
    after_long_help = LONG_AFTER,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) paths: Paths,

    #[command(flatten)]
    pub(super) common: Common,

    /// Colours of the screen: the name of a theme
    #[arg(long, value_name = "NAME", help_heading = "Screen")]
    pub(super) theme: Option<String>,

    /// Leave the mouse to the terminal
    #[arg(long, help_heading = "Screen")]
    pub(super) no_mouse: bool,

    /// Print a config.toml that explains every setting
    #[arg(long, exclusive = true, help_heading = "Settings")]
    pub(super) print_default_config: bool,

    /// Print a keys.toml with every action and its keys
    #[arg(long, exclusive = true, help_heading = "Settings")]
    pub(super) print_default_keys: bool,

    /// Print a theme to begin one's own with
    #[arg(long, exclusive = true, help_heading = "Settings")]
    pub(super) print_default_theme: bool,

    /// Print an actors.toml with an example of all that it can say
    #[arg(long, exclusive = true, help_heading = "Settings")]
    pub(super) print_default_actors: bool,

    /// Do not watch the files: R reads again what has changed
    #[arg(long, help_heading = "Screen")]
    pub(super) no_watch: bool,
}

/// Where articles are.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Paths {
    /// Files and folders; `-` is standard input, nothing the embedded articles
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
}

/// What every command and the screen understand.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Common {
    /// Look through this lens: words, "a phrase", -not, actor:NAME, date:PERIOD, published:PERIOD,
    /// title:WORDS, source:WORDS
    #[arg(long, value_name = "TEXT", global = true, allow_hyphen_values = true)]
    pub(super) lens: Option<String>,

    /// Only this article: its id, or enough of its beginning
    #[arg(long, value_name = "ID", global = true)]
    pub(super) article: Option<String>,

    /// Hidden files too
    #[arg(long, global = true)]
    pub(super) hidden: bool,

    /// Read no file larger than this: bytes, or with K, M or G
    #[arg(
        long,
        value_name = "SIZE",
        value_parser = size,
        long_help = "Read no file larger than this: bytes, or with K, M or G [default: 64M]",
        global = true
    )]
    pub(super) max_size: Option<u64>,

    /// Read texts that are not UTF-8 and declare no encoding as this one: windows-1252, koi8-r, cp850
    #[arg(
        long,
        value_name = "NAME",
        value_parser = encoding,
        long_help = "Read texts that are not UTF-8 and declare no encoding as this one, and do not \
                     guess: any encoding of the web by its name (windows-1252, iso-8859-15, koi8-r, \
                     shift_jis), macroman, cp850, cp437",
        global = true
    )]
    pub(super) encoding: Option<Chosen>,

    /// Tell everything that is wrong with files, not only the first few of each kind
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,

    /// When to use colours and bold
    #[arg(
        long,
        value_name = "WHEN",
        hide_possible_values = true,
        global = true,
        long_help = "When to use colours and bold: auto (on a terminal, unless NO_COLOR is set), \
                     always, never [default: auto]"
    )]
    pub(super) color: Option<When>,
}

/// When something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// Where a terminal can show it.
    Auto,
    /// In any case.
    Always,
    /// Not at all.
    Never,
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print which articles there are
    #[command(after_help = LIST)]
    List {
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
    },

    /// Print articles with the actors and dates found in them
    #[command(after_help = SHOW)]
    Show {
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
        /// Mark what was taken out as page furniture, in its place
        #[arg(long)]
        raw: bool,
    },

    /// Print the articles that a query finds, best first
    #[command(after_help = SEARCH)]
    Search {
        /// What to look for, in the language of the lens, as one argument
        #[arg(value_name = "QUERY", allow_hyphen_values = true)]
        query: String,
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
    },

    /// Print who and what the articles name
    #[command(after_help = ACTORS)]
    Actors {
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
        /// Print who is named together with whom, and how often; with a NAME, only those who are
        /// named together with it
        #[arg(
            long,
            value_name = "NAME",
            num_args = 0..=1,
            default_missing_value = "",
            long_help = "Print who is named together with whom, and how often. With a NAME, only those \
                         who are named together with it: any name of an actor, or the beginnings of \
                         its words. What is the name of a file or a folder here is read as PATH. Of \
                         an article that names more than 200, the 200 named most often are paired"
        )]
        with: Option<String>,
        /// How to print it
        #[arg(long, value_name = "FORMAT", conflicts_with = "json")]
        format: Option<ActorsFormat>,
    },

    /// Read articles ahead, so that the screen opens on them at once
    ///
    /// What is known of a corpus is kept in the cache folder anyway when the screen has read it;
    /// this does it before. It can be deleted at any time.
    #[command(after_help = INDEX)]
    Index {
        #[command(flatten)]
        paths: Paths,
        /// Print what is kept of which articles
        #[arg(long)]
        status: bool,
        /// Delete what is kept: of these articles, or of all
        #[arg(long, conflicts_with = "status")]
        clear: bool,
        #[command(flatten)]
        json: Json,
    },

    /// Print what the articles tell, by date
    #[command(after_help = TIMELINE)]
    Timeline {
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
        /// How to print it
        #[arg(long, value_name = "FORMAT", conflicts_with = "json")]
        format: Option<TimelineFormat>,
    },

    /// Print, export or import the passages that were kept
    #[command(after_help = BOOKMARKS)]
    Bookmarks {
        #[command(subcommand)]
        action: BookmarkAction,
    },

    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },

    /// Print the manual page, of the program or of a command
    #[command(after_help = MAN)]
    Man {
        /// A command, such as `search`
        command: Option<String>,
    },
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Json {
    /// Print JSON Lines: one object a line
    #[arg(long)]
    pub(super) json: bool,
}

/// How actors, or pairs of them, are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ActorsFormat {
    /// Lines to read.
    Text,
    /// JSON Lines.
    Json,
    /// A table.
    Csv,
    /// The graph of who is named with whom, for Gephi, yEd and others.
    Graphml,
    /// The same for Graphviz.
    Dot,
}

/// How a timeline is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    /// Lines to read.
    Text,
    /// JSON Lines.
    Json,
    /// A table, one event a row.
    Csv,
    /// Markdown.
    Md,
    /// A calendar (iCalendar).
    Ics,
    /// The table that TimelineJS reads.
    Timelinejs,
    /// A page for the browser, that needs nothing else.
    Html,
}

/// What can be done with bookmarks.
#[derive(Debug, Subcommand)]
pub(super) enum BookmarkAction {
    /// Print what was kept; with PATH, --lens or --article, only what was kept of those articles
    List {
        #[command(flatten)]
        paths: Paths,
        #[command(flatten)]
        json: Json,
    },
    /// Print everything that was kept, for other programs
    Export {
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "markdown")]
        format: BookmarkFormat,
    },
    /// Keep the bookmarks of files that `export` wrote, or other annotations of the W3C's model
    ///
    /// The format is told from the contents. What is there already stays as it is, so that
    /// importing twice adds nothing twice; but a note or tags that were changed in an exported
    /// table take the place of those that are kept, unless these were changed as well.
    Import {
        /// Files; `-` is standard input
        #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
}

/// How bookmarks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BookmarkFormat {
    /// Markdown.
    #[value(alias = "md")]
    Markdown,
    /// JSON Lines.
    Jsonl,
    /// A table.
    Csv,
    /// W3C Web Annotation, JSON-LD.
    W3c,
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
    let words: Vec<OsString> = words.into_iter().collect();
    if words.len() < 2 {
        // Nothing is asked for, and the first page need not wait until everything that could be is laid
        // out.
        return Ok(Arguments::default());
    }
    let arguments = Arguments::try_parse_from(words)?;
    let of_screen = arguments.theme.is_some() || arguments.no_mouse || arguments.no_watch;
    if arguments.command.is_some() && of_screen {
        return Err(definition().error(
            ErrorKind::ArgumentConflict,
            "--theme, --no-mouse and --no-watch are for the screen, which no command opens",
        ));
    }
    Ok(arguments)
}

/// An encoding by its name.
fn encoding(name: &str) -> Result<Chosen, String> {
    Chosen::named(name).ok_or_else(|| {
        "no encoding is called so; there are windows-1252, iso-8859-15, macroman, cp850, koi8-r and \
         the others of the web"
            .to_owned()
    })
}

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

    #[test]
    fn nothing_typed_is_what_clap_makes_of_nothing() {
        let read_out = Arguments::try_parse_from(["rassegna"]).unwrap();
        assert_eq!(format!("{:?}", read("").unwrap()), format!("{read_out:?}"));
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
        for line in ["list", "list a b", "--lens x list", "--color never list a"] {
            let read = read(line).unwrap();
            assert!(matches!(read.command, Some(Command::List { .. })), "{line}");
            assert!(read.paths.paths.is_empty(), "{line}");
        }
        for (line, expected) in [
            ("./list", vec!["./list"]),
            ("a.txt list show", vec!["a.txt", "list", "show"]),
            ("-- list", vec!["list"]),
            ("- a", vec!["-", "a"]),
        ] {
            let read = read(line).unwrap();
            assert!(read.command.is_none(), "{line}");
            assert_eq!(paths(&read.paths.paths), expected, "{line}");
        }
    }

    #[test]
    fn options_count_on_both_sides_of_the_command() {
        for line in ["--lens x --hidden show a", "show a --lens x --hidden"] {
            let read = read(line).unwrap();
            assert_eq!(read.common.lens.as_deref(), Some("x"), "{line}");
            assert!(read.common.hidden, "{line}");
        }
    }

    #[test]
    fn sizes_are_read() {
        for (text, bytes) in [("64M", 64 << 20), ("1 k", 1024), ("2GB", 2 << 30), ("7", 7)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "M", "-1", "1.5M", "1X", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for line in [
            "--theme dark list",
            "search",
            "timeline --json --format csv",
            "bookmarks",
            "bookmarks import",
            "--color sometimes",
            "completions tcsh",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
