//! What a mistake of the program leaves behind: a terminal as it was found, one plain line, and a
//! private report with the rest. Saving what the user was typing is left to the loop, which sees
//! the panic pass; a panic of a worker ends one job only, and is told by those who gave it.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use super::places::{PlaceError, make_private_file, make_private_folder};
use super::terminal::Modes;
use crate::text::clean::{clean, clean_line, clean_path};

/// Characters of a message that are shown; it may quote an article.
const SHOWN: usize = 200;

/// From now on, a panic of the calling thread (the one that draws) leaves the terminal and says on
/// standard error what happened and where the report is, which is written to `folder`. A panic of
/// another thread touches neither; the first one is reported.
pub fn install(modes: Arc<Modes>, folder: Option<PathBuf>) {
    let drawing = thread::current().id();
    let reported = AtomicBool::new(false);
    panic::set_hook(Box::new(move |info| {
        let here = thread::current().id() == drawing;
        if here {
            modes.leave();
        } else if reported.swap(true, Ordering::Relaxed) {
            return;
        }
        let report = Report::new(info);
        let written = folder.as_deref().map(|folder| report.write(folder));
        if here {
            // There is nobody left to tell when this fails.
            let _unheard = writeln!(io::stderr().lock(), "{}", report.line(written));
        }
    }));
}

/// What happened, clean.
struct Report {
    message: String,
    place: String,
    thread: String,
    trace: String,
}

impl Report {
    fn new(info: &PanicHookInfo<'_>) -> Self {
        let payload = info.payload();
        let message = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        Self {
            message: clean_line(message),
            place: info
                .location()
                .map(|place| clean_line(&place.to_string()))
                .unwrap_or_default(),
            thread: clean_line(thread::current().name().unwrap_or_default()),
            trace: clean(&Backtrace::force_capture().to_string()).text,
        }
    }

    /// Writes the report to a new file in `folder`, which is made if it is missing.
    fn write(&self, folder: &Path) -> Result<PathBuf, PlaceError> {
        make_private_folder(folder)?;
        let seconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let path = folder.join(format!("panic-{seconds}-{}.txt", std::process::id()));
        let mut text = String::new();
        for (name, value) in [
            ("rassegna", env!("CARGO_PKG_VERSION")),
            ("thread", &self.thread),
            ("place", &self.place),
            ("message", &self.message),
        ] {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name}: {value}");
        }
        text.push('\n');
        text.push_str(&self.trace);
        make_private_file(&path)?
            .write_all(text.as_bytes())
            .map_err(|error| PlaceError {
                path: path.clone(),
                error,
            })?;
        Ok(path)
    }

    /// The line for the user.
    fn line(&self, written: Option<Result<PathBuf, PlaceError>>) -> String {
        let message: String = self.message.chars().take(SHOWN).collect();
        let report = match written {
            Some(Ok(path)) => format!("a report is in {}", clean_path(&path)),
            Some(Err(error)) => format!("no report could be written ({error})"),
            None => "no report was written, because there is no folder for it".to_owned(),
        };
        format!(
            "rassegna: internal error: {message} ({}); {report}",
            self.place
        )
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn report(message: &str) -> Report {
        Report {
            message: clean_line(message),
            place: "src/lib.rs:1:2".to_owned(),
            thread: "main".to_owned(),
            trace: "0: main\n".to_owned(),
        }
    }

    #[test]
    fn e8_the_report_is_private_and_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = report("broken")
            .write(&folder.path().join("state"))
            .unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let expected = format!(
            "rassegna: {}\nthread: main\nplace: src/lib.rs:1:2\nmessage: broken\n\n0: main\n",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(text, expected);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn e8_the_line_is_one_line_without_escapes() {
        let long = format!("\u{1b}]0;x\u{7} broken\nhere {}", "x".repeat(1000));
        let line = report(&long).line(Some(Ok(PathBuf::from("/state/\u{1b}[31mreport"))));
        assert!(
            line.starts_with("rassegna: internal error: ␛]0;x␇ broken here xxx"),
            "{line}"
        );
        assert!(
            line.ends_with("x (src/lib.rs:1:2); a report is in /state/␛[31mreport"),
            "{line}"
        );
        assert!(!line.chars().any(char::is_control), "{line}");
        assert!(line.chars().count() < 300, "{line}");
    }

    #[test]
    fn e8_without_a_folder_the_line_says_so() {
        let line = report("broken").line(None);
        assert!(line.ends_with("no report was written, because there is no folder for it"));
    }
}
