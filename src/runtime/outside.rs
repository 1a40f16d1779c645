//! The browser for an address: never through a shell, and only on an explicit key. The editor for a
//! file, which has the terminal meanwhile, is for `edit`.

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
