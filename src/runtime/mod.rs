//! The outside of the screen: the terminal, the threads, the user's folders; and how the reading room is
//! opened. The loop that joins them is in `room`.

use std::sync::Arc;
use std::thread;
use std::{io, mem};

use crossbeam_channel::{Sender, unbounded};
use thiserror::Error;

use crate::app::capabilities::{Background, Capabilities, Depth, NoScreen};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::app::{App, Setup};
use crate::corpus::load::Inputs;
use crate::index::library::{DEFAULT_BUDGET, Library};
use crate::text::clean::clean_line;
use crate::text::language;
use crate::ui::theme::registry::Registry;

pub mod config;
pub mod decisions;
pub mod dictionaries;
pub mod errands;
pub mod input;
pub mod panic_report;
pub mod places;
pub mod signals;
pub mod terminal;

mod alone;
mod corpus;
mod decode;
mod edit;
mod history;
mod jobs;
mod keeper;
mod output;
mod outside;
mod own_file;
mod room;
mod tty;
mod watch;
mod zone;

use alone::Alone;
use config::Config;
use dictionaries::Dictionaries;
use jobs::{Corpus, Jobs};
use keeper::Folders;
use places::Places;
use room::{Looks, Room};
use terminal::{Screen, Size, TerminalError};

/// How the reading room is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to read.
    pub inputs: Inputs,
    /// The lens to begin with.
    pub lens: String,
    /// The beginning of the id of the article to open first.
    pub article: Option<String>,
    /// The theme asked for now, by name; there must be one.
    pub theme: Option<String>,
    /// What is set.
    pub config: Config,
    /// Keys to actions.
    pub keymap: Keymap,
    /// What is wrong with the user's settings, to be told.
    pub problems: Vec<String>,
    /// Whether changes on disk are noticed.
    pub watch: bool,
}

/// Why the reading room cannot be opened, or had to close.
#[derive(Debug, Error)]
pub enum RunError {
    /// There is no terminal for it.
    #[error(transparent)]
    NoScreen(#[from] NoScreen),
    /// The terminal cannot be used.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// The system refuses a thread or a write.
    #[error("the system refuses: {0}")]
    System(#[from] io::Error),
    /// There is no theme of that name.
    #[error("there is no theme called {name}; there are {known}")]
    NoTheme {
        /// What was asked for.
        name: String,
        /// All names.
        known: String,
    },
}

/// Opens the reading room and stays until it is closed; the exit status.
///
/// # Errors
/// Where there is no terminal, or it cannot be used. The terminal is left as it was found.
pub fn run(options: Options) -> Result<u8, RunError> {
    // The first article is read with these words, and nothing here needs them: where there is no
    // thread for them, they are read then.
    let _ = thread::Builder::new()
        .name("words".to_owned())
        .spawn(language::all);
    let told = Capabilities::told(|name| std::env::var(name).ok(), options.config.colours)?;
    let places = Places::find();
    let (registry, theme_problems) = Registry::new(&places.read_themes());
    if let Some(name) = options
        .theme
        .as_deref()
        .filter(|name| registry.named(name).is_none())
    {
        let known = registry.names().collect::<Vec<_>>().join(", ");
        return Err(RunError::NoTheme {
            name: clean_line(name),
            known,
        });
    }
    let (chosen, missing) = match (options.theme, options.config.theme) {
        (None, Some(name)) if registry.named(&name).is_none() => {
            let known = registry.names().collect::<Vec<_>>().join(", ");
            let missing =
                format!("config.toml: there is no theme called {name}; there are {known}");
            (None, Some(missing))
        }
        (asked, set) => (asked.or(set), None),
    };
    let ask = told.may_be_asked && told.background == Background::Unknown;
    let ask = ask && chosen.is_none() && told.depth > Depth::Monochrome;
    let (messages, received) = unbounded();
    let library = Arc::new(Library::awaiting(options.inputs.opening(), DEFAULT_BUDGET));
    let folders = Folders {
        data: places.data.clone(),
        bookmarks: places.bookmarks(),
        state: places.state.clone(),
        config: places.config.clone(),
    };
    let (reading, damaged) = places
        .data
        .as_deref()
        .map_or_else(Default::default, keeper::read_reading);
    let problems = places.problems.iter().map(ToString::to_string);
    let problems = problems.chain(theme_problems.iter().map(ToString::to_string));
    let problems = problems.chain(options.problems).chain(missing);
    let problems = problems.chain(damaged);
    for text in problems {
        notice(&messages, Severity::Warning, &text);
    }
    let dictionaries =
        Dictionaries::new(options.inputs.clone(), places.clone(), Arc::clone(&library));
    let corpus = Corpus {
        inputs: options.inputs,
        watch: options.watch,
        ours: [&places.config, &places.data, &places.state, &places.cache]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        cache: places.cache.clone(),
    };
    let jobs = Jobs::start(corpus, &library, dictionaries, folders, &messages)?;
    let screen_options = terminal::Options {
        mouse: options.config.mouse,
        ask_background: ask,
    };
    let (screen, inputs) = Screen::open(screen_options)?;
    panic_report::install(screen.modes(), places.state.clone());
    let Size { columns, rows } = screen.size();
    let app = App::new(Setup {
        width: columns,
        height: rows,
        lens: options.lens,
        article: options.article,
        mouse: options.config.mouse,
        keymap: options.keymap,
        column: options.config.column,
        sort: options.config.sort,
        zone: zone::here(),
        reading,
        lens_history: places
            .state
            .as_deref()
            .map(history::read)
            .unwrap_or_default(),
        ..Setup::default()
    });
    let look = Looks {
        registry,
        depth: told.depth,
        background: told.background,
        chosen,
        unicode: told.unicode,
    };
    let theme = look.theme();
    let mut room = Room {
        app,
        screen,
        inputs,
        jobs,
        messages,
        looks: look,
        theme,
        ended: None,
    };
    // Also where the terminal fails, what is to be kept is written.
    let stayed = room.stay(&received, &Alone::new());
    let status = room.close();
    // Catalogues that nobody looked at.
    mem::forget(received);
    stayed.map(|()| status)
}

fn notice(messages: &Sender<Msg>, severity: Severity, text: &str) {
    // The receiver lives as long as the loop, and after it nobody needs to know.
    let _ = messages.send(Msg::Notice(Notice {
        severity,
        text: clean_line(text),
    }));
}
