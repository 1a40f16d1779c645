//! `rassegna index`: making what is known of a corpus ahead, so that the screen opens at once; telling
//! what is kept, and deleting it. What is kept and how is for `index::cache`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::arguments::Paths;
use super::failure::Failure;
use super::json;
use super::output::{Output, Style, message};
use super::problems;
use super::settings::Settings;
use crate::corpus::load::{Inputs, LoadProblem};
use crate::index::build::{Cataloguer, News, Progress};
use crate::index::cache::{Cache, Status};
use crate::index::library::{DEFAULT_BUDGET, Library};
use crate::runtime::dictionaries;
use crate::runtime::places::Places;

/// What is to be done, and how it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// To tell what is kept.
    pub(super) status: bool,
    /// To delete it.
    pub(super) clear: bool,
    /// As JSON Lines.
    pub(super) json: bool,
}

/// Said where nothing could be read.
const NO_INDEX: &str = "there is no article to keep an index of";

/// What is kept of a corpus. The fields and their order are promised.
#[derive(Serialize)]
struct Line<'a> {
    /// Its files and folders.
    paths: &'a [String],
    articles: u64,
    /// On disk; of what was deleted, those that are free again.
    bytes: u64,
    /// Whether it opens at once by it.
    usable: bool,
}

/// What came of the command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    /// Whether there was something to do.
    pub(super) found: bool,
    /// Whether something of the corpus could not be read.
    pub(super) failed: bool,
}

/// Runs the command.
pub(super) fn run(
    paths: &Paths,
    asked: Asked,
    (settings, verbose): (&Settings, bool),
    out: &mut Output,
) -> Result<Done, Failure> {
    let places = Places::find();
    let Some(root) = places.cache.as_deref() else {
        return Err(Failure::NoCache);
    };
    let inputs = settings.inputs(paths);
    let named = !paths.paths.is_empty();
    let known = named.then_some(&inputs);
    if asked.status || asked.clear {
        let found = match asked.status {
            true => tell(known, root, asked.json, out)?,
            false => forget(known, root, asked.json, out)?,
        };
        let failed = false;
        return Ok(Done { found, failed });
    }
    let weighed = |problems: &[LoadProblem]| {
        let weighed = problems::weighed(problems, paths);
        problems::tell(&weighed, verbose);
        weighed.iter().any(|&(_, failed)| failed)
    };
    let failed = make((inputs, root), &places, asked.json, &weighed, out)?;
    Ok(Done {
        found: true,
        failed,
    })
}

/// Makes and keeps what is known of `inputs`; whether some of it could not be read, which `tell` says of its
/// problems.
fn make(
    (inputs, root): (Inputs, &Path),
    places: &Places,
    json: bool,
    tell: &dyn Fn(&[LoadProblem]) -> bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    let Some(cache) = Cache::of(root, &inputs) else {
        return Err(Failure::NothingToIndex);
    };
    let (dictionary, problems) = dictionaries::read(&inputs, places);
    for problem in problems {
        message(&problem);
    }
    let library = Library::new(Arc::new(dictionary), inputs.opening(), DEFAULT_BUDGET);
    let mut cataloguer = Cataloguer::keeping(inputs, root).quietly();
    let go_on = AtomicBool::new(false);
    let mut shown = Shown::default();
    let mut news = |news| match news {
        News::Progress(progress) => shown.progress(progress),
        News::Trouble(text) => {
            shown.end();
            message(&text);
        }
        News::Catalogue(..) => {}
    };
    cataloguer.begin(&library, &go_on, &mut news);
    cataloguer.keep(&library, &go_on, &mut news);
    shown.end();
    let failed = tell(&cataloguer.catalogue().problems);
    let articles = cataloguer.articles();
    if failed && articles == 0 {
        message(&NO_INDEX);
        return Ok(failed);
    }
    let (bytes, usable) = match cache.status() {
        Some(status) if cataloguer.is_kept() => (status.bytes, true),
        _ if cataloguer.is_small() => (0, false),
        _ if cataloguer.is_written_elsewhere() => return Err(Failure::Indexing),
        _ => return Err(Failure::NotKept),
    };
    if json {
        let line = Line {
            paths: cache.about(),
            articles: articles.try_into().unwrap_or(u64::MAX),
            bytes,
            usable,
        };
        json::write_line(out.writer(), &line)?;
    } else {
        let text = match usable {
            true => format!("{articles} articles are kept in {}", size(bytes)),
            false => format!(
                "{articles} articles are read as fast as they would be looked up: nothing is kept"
            ),
        };
        out.line(&[(&text, Style::Plain)])?;
    }
    Ok(failed)
}

/// Tells what is kept of `inputs`, or of everything.
fn tell(
    inputs: Option<&Inputs>,
    root: &Path,
    json: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    let all = match inputs {
        None => Status::all(root),
        Some(inputs) => {
            let cache = Cache::of(root, inputs);
            cache.and_then(|cache| cache.status()).into_iter().collect()
        }
    };
    for status in &all {
        if json {
            json::write_line(out.writer(), &Line::from(status))?;
            continue;
        }
        let what = match (status.usable, status.articles) {
            (false, _) if status.written => "is being made".to_owned(),
            (false, _) => "cannot be used, and is made anew when it is needed".to_owned(),
            (true, 1) => "1 article".to_owned(),
            (true, articles) => format!("{articles} articles"),
        };
        out.line(&[
            (&format!("{:>9}  ", size(status.bytes)), Style::Faint),
            (&status.about.join(" "), Style::Plain),
            (&format!("  {what}"), Style::Faint),
        ])?;
    }
    Ok(!all.is_empty())
}

/// Deletes what is kept of `inputs`, or of everything.
fn forget(
    inputs: Option<&Inputs>,
    root: &Path,
    json: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    let caches = match inputs {
        None => Cache::all(root),
        Some(inputs) => Cache::of(root, inputs).into_iter().collect(),
    };
    let mut freed = 0;
    let mut any = false;
    for mut cache in caches {
        let Some(status) = cache.status() else {
            continue;
        };
        if !cache.clear().map_err(Failure::Clearing)? {
            return Err(Failure::Indexing);
        }
        if json {
            let line = Line {
                usable: false,
                ..Line::from(&status)
            };
            json::write_line(out.writer(), &line)?;
        }
        any = true;
        freed += status.bytes;
    }
    if any && !json {
        out.line(&[(&format!("{} are free again", size(freed)), Style::Plain)])?;
    }
    Ok(any)
}

impl<'a> From<&'a Status> for Line<'a> {
    fn from(status: &'a Status) -> Self {
        Self {
            paths: &status.about,
            articles: status.articles,
            bytes: status.bytes,
            usable: status.usable,
        }
    }
}

/// Bytes as a person reads them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// The line on a terminal that tells how far reading has come.
#[derive(Default)]
struct Shown {
    any: bool,
}

impl Shown {
    fn progress(&mut self, progress: Progress) {
        let mut to = io::stderr().lock();
        if !to.is_terminal() {
            return;
        }
        self.any = true;
        let of = progress
            .of
            .map_or_else(String::new, |of| format!(" of {of}"));
        // Nobody needs to know that it could not be told.
        let _ = write!(to, "\r{}{of} files read ", progress.read);
        let _ = to.flush();
    }

    /// Takes the line away.
    fn end(&mut self) {
        if std::mem::take(&mut self.any) {
            let mut to = io::stderr().lock();
            let _ = write!(to, "\r\x1b[K");
            let _ = to.flush();
        }
    }
}
