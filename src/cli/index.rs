//! `rassegna index`: making what is known of a corpus ahead, so that the screen opens at once; telling
//! what is kept, and deleting it. What is kept and how is for `index::cache`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::arguments::Paths;
use super::output::{Output, Style, message};
use super::reading::Failure;
use super::settings::Settings;
use crate::index::build::{Cataloguer, News, Progress};
use crate::index::cache::{Cache, Status};
use crate::index::library::{DEFAULT_BUDGET, Library};
use crate::runtime::dictionaries;
use crate::runtime::places::Places;

/// Runs the command; whether there was something to do.
pub(super) fn run(
    paths: &Paths,
    (status, clear): (bool, bool),
    settings: &Settings,
    out: &mut Output,
) -> Result<bool, Failure> {
    let places = Places::find();
    let Some(root) = places.cache.as_deref() else {
        return Err(Failure::NoCache);
    };
    if status {
        return tell(paths, root, settings, out);
    }
    if clear {
        return forget(paths, root, settings, out);
    }
    make(paths, root, settings, &places, out)
}

fn make(
    paths: &Paths,
    root: &Path,
    settings: &Settings,
    places: &Places,
    out: &mut Output,
) -> Result<bool, Failure> {
    let inputs = settings.inputs(paths);
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
    let articles = cataloguer.articles();
    match cache.status() {
        Some(status) if cataloguer.is_kept() => {
            let text = format!("{articles} articles are kept in {}", size(status.bytes));
            out.line(&[(&text, Style::Plain)])?;
            Ok(true)
        }
        _ if cataloguer.is_small() => {
            let text = format!(
                "{articles} articles are read as fast as they would be looked up: nothing is kept"
            );
            out.line(&[(&text, Style::Plain)])?;
            Ok(true)
        }
        _ if cataloguer.is_written_elsewhere() => Err(Failure::Indexing),
        _ => Err(Failure::NotKept),
    }
}

fn tell(
    paths: &Paths,
    root: &Path,
    settings: &Settings,
    out: &mut Output,
) -> Result<bool, Failure> {
    let all = match paths.paths.is_empty() {
        true => Status::all(root),
        false => {
            let cache = Cache::of(root, &settings.inputs(paths));
            cache.and_then(|cache| cache.status()).into_iter().collect()
        }
    };
    for status in &all {
        let what = match (status.usable, status.articles) {
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

fn forget(
    paths: &Paths,
    root: &Path,
    settings: &Settings,
    out: &mut Output,
) -> Result<bool, Failure> {
    let caches = match paths.paths.is_empty() {
        true => Cache::all(root),
        false => Cache::of(root, &settings.inputs(paths))
            .into_iter()
            .collect(),
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
        any = true;
        freed += status.bytes;
    }
    if any {
        out.line(&[(&format!("{} are free again", size(freed)), Style::Plain)])?;
    }
    Ok(any)
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
