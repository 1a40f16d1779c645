//! The command line: what was typed, and the commands that print instead of opening the screen.
//! Each command has a file; what they know comes from the same layers as the screen's.
//!
//! Standard output carries data and nothing else; messages go to standard error. The exit status
//! is 0 where something was found, 1 where nothing was, 2 after an error (what could be read is
//! printed all the same), 130 when interrupted. Whoever reads the output may stop at any time.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::actors::dictionary::EXAMPLE;
use crate::app::capabilities::NoScreen;
use crate::app::keymap::Keymap;
use crate::bookmarks::export::Format;
use crate::runtime;
use crate::runtime::config::Config;
use crate::runtime::places::Places;
use crate::text::clean::{clean_line, clean_path};
use crate::ui::theme;
use arguments::{
    ActorsFormat, Arguments, BookmarkAction, BookmarkFormat, Command, Common, TimelineFormat,
};
use failure::{FAILED, Failure, NOTHING};
use loose::Asked;
use output::{Output, message};
use reading::{NO_ARTICLE, Reading};
use settings::Settings;

mod actor_lines;
mod actors;
mod arguments;
mod bookmarks;
mod failure;
mod graph;
mod index;
mod json;
mod kept;
mod list;
mod loose;
mod output;
mod paper;
mod problems;
mod reading;
mod search;
mod settings;
mod show;
mod timeline;

/// Ctrl-C was pressed.
const INTERRUPTED: i32 = 130;

/// Runs the program with the words it was started with, the first its own name, and says how it
/// ended.
#[must_use]
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    if let Some(file) = default_file(&arguments) {
        return match io::stdout().lock().write_all(file.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                message(&Failure::Output(error));
                ExitCode::from(FAILED)
            }
            _ => ExitCode::SUCCESS,
        };
    }
    let places = Places::find();
    let settings = Settings::read(&places, &arguments.common);
    match &arguments.command {
        Some(command) => print(command, &arguments.common, &settings),
        None => screen(&arguments, settings, &places),
    }
}

/// The file of settings that was asked for.
fn default_file(arguments: &Arguments) -> Option<String> {
    if arguments.print_default_config {
        Some(Config::default_file())
    } else if arguments.print_default_keys {
        Some(Keymap::default_file())
    } else if arguments.print_default_theme {
        Some(theme::registry::default_file().to_owned())
    } else if arguments.print_default_actors {
        Some(EXAMPLE.to_owned())
    } else {
        None
    }
}

/// Opens the screen, where there is one.
fn screen(arguments: &Arguments, settings: Settings, places: &Places) -> ExitCode {
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
    } else if !Asked::lens("", &arguments.common)
        .tell_loose(&arguments.paths)
        .is_empty()
    {
        // The screen would show something else than what was asked for.
    } else if io::stdout().is_terminal() {
        match options(arguments, settings, places).map(runtime::run) {
            Ok(Ok(status)) => return ExitCode::from(status),
            Ok(Err(error)) => message(&error),
            Err(failure) => message(&failure),
        }
    } else {
        message(&NoScreen::Output);
    }
    ExitCode::from(FAILED)
}

/// How the screen is to be opened.
fn options(
    arguments: &Arguments,
    mut settings: Settings,
    places: &Places,
) -> Result<runtime::Options, Failure> {
    let asked = arguments.common.article.as_deref();
    let article = asked.map(reading::beginning_of_id).transpose()?;
    let keymap = settings.for_screen(places, arguments);
    Ok(runtime::Options {
        article,
        inputs: settings.inputs(&arguments.paths),
        lens: arguments.common.lens.clone().unwrap_or_default(),
        theme: arguments.theme.clone(),
        config: settings.config,
        keymap,
        problems: settings.problems,
        watch: !arguments.no_watch,
    })
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
fn print(command: &Command, common: &Common, settings: &Settings) -> ExitCode {
    for problem in &settings.problems {
        message(problem);
    }
    // At once, wherever the command is: it holds nothing that would have to be put back.
    let at_once = Arc::new(AtomicBool::new(true));
    if let Err(error) = signal_hook::flag::register_conditional_shutdown(
        signal_hook::consts::SIGINT,
        INTERRUPTED,
        at_once,
    ) {
        message(&format_args!("Ctrl-C cannot be watched for: {error}"));
    }
    let mut out = Output::standard(settings.config.colours);
    let done = perform(command, common, settings, &mut out).and_then(|status| {
        out.finish()?;
        Ok(status)
    });
    match done {
        Ok(status) => status,
        // Whoever read it has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            message(&failure);
            ExitCode::from(failure.status())
        }
    }
}

fn perform(
    command: &Command,
    common: &Common,
    settings: &Settings,
    out: &mut Output,
) -> Result<ExitCode, Failure> {
    let open = |paths, query, asked: Asked<'_>| {
        let loose = asked.tell_loose(paths);
        Reading::open(paths, query, common, settings, &loose)
    };
    let lens = |command| Asked::lens(command, common);
    let (reading, found) = match command {
        Command::List { paths, json } => {
            let reading = open(paths, "", lens("list"))?;
            let found = list::run(&reading, json.json, out)?;
            (reading, found)
        }
        Command::Show { paths, json, raw } => {
            let reading = open(paths, "", lens("show"))?;
            let found = show::run(&reading, json.json, *raw, out)?;
            (reading, found)
        }
        Command::Search { query, paths, json } => {
            // Before any file is read.
            reading::refuse_empty(query, common)?;
            let reading = open(paths, query, Asked::after("search", query))?;
            let found = search::run(&reading, json.json, out)?;
            (reading, found)
        }
        Command::Actors {
            paths,
            json,
            with,
            format,
        } => {
            let (with, paths) = actors::company(with.as_deref(), paths);
            let asked = match with.as_deref().filter(|name| !name.is_empty()) {
                Some(name) if common.lens.is_none() => Asked::after("actors --with", name),
                _ => lens("actors"),
            };
            let reading = open(&paths, "", asked)?;
            let format = match (json.json, format) {
                (true, _) => ActorsFormat::Json,
                (false, format) => format.unwrap_or(ActorsFormat::Text),
            };
            let found = actors::run(&reading, format, with.as_deref(), out)?;
            (reading, found)
        }
        Command::Timeline {
            paths,
            json,
            format,
        } => {
            let reading = open(paths, "", lens("timeline"))?;
            let format = match (json.json, format) {
                (true, _) => TimelineFormat::Json,
                (false, format) => format.unwrap_or(TimelineFormat::Text),
            };
            let found = timeline::run(&reading, format, out)?;
            (reading, found)
        }
        Command::Bookmarks { action } => return keep(action, common, settings, out),
        Command::Index {
            paths,
            status: told,
            clear,
            json,
        } => {
            let asked = index::Asked {
                status: *told,
                clear: *clear,
                json: json.json,
            };
            let done = index::run(paths, asked, (settings, common.verbose), out)?;
            if !done.found {
                message(&"nothing is kept");
            }
            return Ok(status(done.failed, done.found));
        }
        Command::Completions { shell } => {
            out.writer().write_all(&paper::completions(*shell))?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Man { command } => {
            out.writer()
                .write_all(&paper::manual(command.as_deref())?)?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    if !found && !matches!(command, Command::Search { .. }) {
        match reading.lens().as_str() {
            _ if reading.has_failed() && reading.is_empty() => message(&NO_ARTICLE),
            "" => message(&"nothing was found"),
            lens => message(&format_args!("nothing was found through the lens {lens}")),
        }
    }
    Ok(status(reading.has_failed(), found))
}

fn keep(
    action: &BookmarkAction,
    common: &Common,
    settings: &Settings,
    out: &mut Output,
) -> Result<ExitCode, Failure> {
    let (kept, found) = match action {
        BookmarkAction::List { paths, json } => {
            let mut kept = kept::kept()?;
            let mut standings = HashMap::new();
            let narrowed = [&common.lens, &common.article]
                .iter()
                .any(|text| text.is_some());
            if narrowed || !paths.paths.is_empty() {
                let loose = Asked::lens("bookmarks list", common).tell_loose(paths);
                let reading = Reading::open(paths, "", common, settings, &loose)?;
                (kept.bookmarks, standings) = bookmarks::within(kept.bookmarks, &reading);
                kept.failed |= reading.has_failed();
            }
            let found = bookmarks::list(&kept.bookmarks, &standings, json.json, out)?;
            (kept, found)
        }
        BookmarkAction::Export { format } => {
            let kept = kept::kept()?;
            let format = match format {
                BookmarkFormat::Markdown => Format::Markdown,
                BookmarkFormat::Jsonl => Format::JsonLines,
                BookmarkFormat::Csv => Format::Csv,
                BookmarkFormat::W3c => Format::W3c,
            };
            let found = bookmarks::export(&kept, format, out)?;
            (kept, found)
        }
        BookmarkAction::Import { files } => return Ok(bookmarks::take_in(files)?.into()),
    };
    if !found {
        message(&"nothing is kept");
    }
    Ok(status(kept.failed, found))
}

/// How a command ends that found something, or nothing.
fn status(failed: bool, found: bool) -> ExitCode {
    match (failed, found) {
        (true, _) => ExitCode::from(FAILED),
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::from(NOTHING),
    }
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
