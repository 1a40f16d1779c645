//! The outside of the screen: the terminal, the threads, the user's folders; and the loop that
//! joins them: receive, drain, update, perform, draw.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select_biased, unbounded};
use thiserror::Error;

use crate::app::capabilities::{Background, Capabilities, Depth, NoScreen};
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::app::{App, Setup};
use crate::corpus::load::Inputs;
use crate::index::library::{DEFAULT_BUDGET, Library};
use crate::text::clean::clean_line;
use crate::text::language;
use crate::ui::theme::Theme;
use crate::ui::theme::registry::Registry;
use crate::ui::{self, Look};

pub mod config;
pub mod decisions;
pub mod dictionaries;
pub mod errands;
pub mod input;
pub mod panic_report;
pub mod places;
pub mod signals;
pub mod terminal;

mod corpus;
mod decode;
mod edit;
mod history;
mod jobs;
mod keeper;
mod output;
mod outside;
mod own_file;
mod tty;
mod watch;
mod zone;

use config::Config;
use input::Input;
use jobs::{Corpus, Folders, Jobs};
use places::Places;
use signals::Signal;
use terminal::{Drawn, Screen, Size, TerminalError};

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

/// How long the first frame waits for something to read: where that takes longer, it shows so.
const FIRST_FRAME: Duration = Duration::from_millis(20);
/// Messages taken in before a frame is drawn.
const DRAINED: usize = 512;

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
    let read = options.inputs.clone();
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
    let jobs = Jobs::start(corpus, &library, folders, &messages)?;
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
        library,
        read: (read, places),
        looks: look,
        theme,
        ended: None,
    };
    // Also where the terminal fails, what is to be kept is written.
    let stayed = room.stay(&received);
    let status = room.close();
    stayed.map(|()| status)
}

fn notice(messages: &Sender<Msg>, severity: Severity, text: &str) {
    // The receiver lives as long as the loop, and after it nobody needs to know.
    let _ = messages.send(Msg::Notice(Notice {
        severity,
        text: clean_line(text),
    }));
}

/// What decides how things look.
#[derive(Debug)]
struct Looks {
    registry: Registry,
    depth: Depth,
    background: Background,
    chosen: Option<String>,
    unicode: bool,
}

impl Looks {
    /// The theme that was chosen, or the one that fits.
    fn theme(&self) -> Theme {
        let chosen = self
            .chosen
            .as_deref()
            .and_then(|name| self.registry.named(name));
        let theme = chosen.or_else(|| self.registry.fitting(self.background, self.depth));
        theme.map_or_else(Theme::plain, |theme| theme.at_depth(self.depth))
    }
}

/// How the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// By the user.
    Quit,
    /// By this signal.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Everything while the room is open.
#[derive(Debug)]
struct Room {
    app: App,
    screen: Screen,
    /// What comes from the terminal.
    inputs: Receiver<Input>,
    jobs: Jobs,
    messages: Sender<Msg>,
    library: Arc<Library>,
    /// What the dictionary of actors is made for and from.
    read: (Inputs, Places),
    looks: Looks,
    theme: Theme,
    ended: Option<Ended>,
}

impl Room {
    fn stay(&mut self, messages: &Receiver<Msg>) -> Result<(), RunError> {
        let inputs = &self.inputs.clone();
        let deadline = Instant::now() + FIRST_FRAME;
        while self.app.reader.open.is_none() && self.ended.is_none() {
            select_biased! {
                recv(inputs) -> input => if let Ok(input) = input { self.take(input)?; },
                recv(messages) -> msg => if let Ok(msg) = msg { self.happen(msg)?; },
                default(deadline.saturating_duration_since(Instant::now())) => break,
            }
        }
        self.draw()?;
        self.make_dictionary()?;
        while self.ended.is_none() {
            select_biased! {
                recv(inputs) -> input => match input {
                    Ok(input) => self.take(input)?,
                    Err(_) => self.ended = Some(Ended::Gone),
                },
                recv(messages) -> msg => if let Ok(msg) = msg { self.happen(msg)?; },
            }
            for _ in 0..DRAINED {
                if self.ended.is_some() {
                    break;
                }
                if let Ok(input) = inputs.try_recv() {
                    self.take(input)?;
                } else if let Ok(msg) = messages.try_recv() {
                    self.happen(msg)?;
                } else {
                    break;
                }
            }
            if self.ended.is_none() {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// Something came from the terminal.
    fn take(&mut self, input: Input) -> Result<(), RunError> {
        match input {
            Input::Key(key) => self.happen(Msg::Key(key)),
            Input::Paste(text) => self.happen(Msg::Paste(text)),
            Input::Mouse(mouse) => self.happen(Msg::Mouse(mouse)),
            Input::Resize(size) => self.resize(size),
            Input::Background(background) => {
                self.looks.background = background;
                self.theme = self.looks.theme();
                Ok(())
            }
            Input::End(signal) => {
                self.ended = Some(Ended::Signal(signal));
                Ok(())
            }
            Input::Suspend => self.perform(Effect::Suspend),
            Input::Continue => {
                let size = self.screen.restore()?;
                self.resize(size)
            }
            Input::Gone => {
                self.ended = Some(Ended::Gone);
                Ok(())
            }
            Input::Focus(true) => {
                // Whoever comes back may have kept something in another window.
                self.jobs.look_at_bookmarks();
                Ok(())
            }
            Input::Ready | Input::Focus(false) => Ok(()),
        }
    }

    fn resize(&mut self, size: Size) -> Result<(), RunError> {
        self.screen.resize(size);
        self.happen(Msg::Resize(size.columns, size.rows))
    }

    fn happen(&mut self, msg: Msg) -> Result<(), RunError> {
        for effect in self.app.update(msg) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> Result<(), RunError> {
        match effect {
            Effect::Search(request) => self.jobs.search(request),
            Effect::Open(head) => self.jobs.open(head),
            Effect::Mark {
                annotated,
                lens,
                generation,
            } => {
                self.jobs.mark(annotated, lens, generation);
            }
            Effect::Save(bookmark) => self.jobs.save(bookmark),
            Effect::Delete(id) => self.jobs.delete(id),
            Effect::Restore(id) => self.jobs.restore(id),
            Effect::Passages {
                actor,
                articles,
                catalogue,
            } => self.jobs.passages(actor, articles, catalogue),
            Effect::Survey(survey) => self.jobs.survey(survey),
            Effect::Compare(head, bookmarks) => self.jobs.compare(head, bookmarks),
            Effect::Quote { reports, wanted } => self.jobs.quote(reports, wanted),
            Effect::Events {
                catalogue,
                decisions,
            } => self.jobs.events(catalogue, decisions),
            Effect::Correct(correction) => self.jobs.correct(correction),
            Effect::PutBack(corrected) => self.jobs.put_back(corrected),
            Effect::MakeDictionary => self.make_dictionary()?,
            Effect::SaveDraft(bookmark) => self.jobs.draft(bookmark),
            Effect::DiscardDraft(id) => self.jobs.discard_draft(id),
            Effect::LookAtBookmarks => self.jobs.look_at_bookmarks(),
            Effect::SaveReading(reading) => self.jobs.reading(reading),
            Effect::SaveHistory(lenses) => self.jobs.history(lenses),
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::OpenUrl(url) => {
                if let Err(problem) = outside::open_url(&url) {
                    notice(&self.messages, Severity::Error, &problem);
                }
            }
            Effect::Edit(path) => self.edit(path)?,
            Effect::Reread(paths) => self.jobs.read_again(paths.unwrap_or_default()),
            Effect::StopReading => self.jobs.stop_reading(),
            Effect::Mouse(on) => self.screen.set_mouse(on)?,
            Effect::NextTheme => self.next_theme(),
            Effect::Redraw => {
                let size = self.screen.size();
                self.screen.resize(size);
            }
            Effect::Suspend => match self.screen.suspend()? {
                Some(size) => self.resize(size)?,
                None => notice(
                    &self.messages,
                    Severity::Warning,
                    "Not suspended: no shell waits that could continue the program",
                ),
            },
            Effect::Quit => self.ended = Some(Ended::Quit),
        }
        Ok(())
    }

    /// Lets the user edit a file in the terminal.
    fn edit(&mut self, path: PathBuf) -> Result<(), RunError> {
        let (edited, size) = self.screen.lend(|| edit::edit(&path, &self.inputs));
        if let Some(end) = edited.end {
            // The terminal may be gone: what is left to do needs none.
            return self.take(end);
        }
        self.resize(size?)?;
        match edited.done {
            Ok(()) => self.jobs.read_again(vec![path]),
            Err(problem) => notice(&self.messages, Severity::Error, &problem),
        }
        for input in edited.waiting {
            self.take(input)?;
        }
        Ok(())
    }

    fn make_dictionary(&mut self) -> Result<(), RunError> {
        let (library, messages) = (Arc::clone(&self.library), self.messages.clone());
        self.jobs
            .make_dictionary(self.read.clone(), library, messages)?;
        Ok(())
    }

    fn next_theme(&mut self) {
        if let Some(next) = self.looks.registry.after(&self.theme.name) {
            let name = next.name.clone();
            notice(&self.messages, Severity::Done, &format!("Theme: {name}"));
            self.looks.chosen = Some(name);
            self.theme = self.looks.theme();
        }
    }

    fn draw(&mut self) -> Result<(), RunError> {
        let glyphs = if self.looks.unicode {
            &ui::UNICODE
        } else {
            &ui::ASCII
        };
        let look = Look {
            theme: &self.theme,
            glyphs,
        };
        let app = &self.app;
        // Where the terminal still reads the last frame, «Ready» asks for this one again.
        let _drawn: Drawn = self.screen.draw(|frame| {
            if let Some(cursor) = ui::draw(app, look, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Ends everything in order: what is to be kept is written, the terminal is given back.
    fn close(mut self) -> u8 {
        for effect in self.app.leave() {
            // Only writing is left to do, and that does not fail here.
            let _ = self.perform(effect);
        }
        let Self {
            jobs,
            screen,
            ended,
            ..
        } = self;
        drop(screen);
        drop(jobs);
        match ended {
            Some(Ended::Signal(number)) => Signal::exit_status(number),
            Some(Ended::Gone) => Signal::exit_status(1),
            Some(Ended::Quit) | None => 0,
        }
    }
}
