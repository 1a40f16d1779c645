//! Other programs: the browser for an address, the editor for a file. Never through a shell, and
//! only on an explicit key.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens an address, which is http, https or mailto, with the desktop's own program; returns when
/// that was started.
///
/// # Errors
/// In plain words, where there is no such program.
pub(super) fn open_url(url: &str) -> Result<(), String> {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(opener);
    command
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let child = command
        .spawn()
        .map_err(|error| format!("{opener} could not be started: {error}"))?;
    // Somebody has to take its exit status, or it stays as a zombie.
    let waiting = std::thread::Builder::new()
        .name("browser".to_owned())
        .spawn(move || {
            let mut child = child;
            let _status = child.wait();
        });
    waiting.map(|_| ()).map_err(|error| error.to_string())
}

/// Runs the user's editor on a file and waits for its end.
///
/// # Errors
/// In plain words, where there is no editor or it fails.
pub(super) fn edit(path: &Path) -> Result<(), String> {
    let chosen = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()));
    let chosen = chosen.unwrap_or_else(|| OsString::from("vi"));
    // «code --wait» is a program with an argument; nothing in it is for a shell.
    let words: Vec<OsString> = match chosen.to_str() {
        Some(text) => text.split_whitespace().map(OsString::from).collect(),
        None => vec![chosen.clone()],
    };
    let Some((program, arguments)) = words.split_first() else {
        return Err("EDITOR is empty".to_owned());
    };
    let path = std::path::absolute(path).map_err(|error| error.to_string())?;
    let status = Command::new(program).args(arguments).arg(path).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{}: {status}", program.display())),
        Err(error) => Err(format!(
            "{} could not be started: {error}; set EDITOR",
            program.display()
        )),
    }
}
