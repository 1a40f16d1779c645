//! The user's editor for a file: it has the terminal until it ends, and the shell has it when the
//! editor is suspended. Signals still reach us meanwhile: one that asks us to end is passed on, and
//! waited for only briefly. Never through a shell, and only on an explicit key.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, select_biased, unbounded};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use signal_hook::consts::SIGHUP;

use super::input::Input;
use super::signals;

/// How long the editor has to end by itself, of the same cause as we, before it is told to: a
/// second signal while an editor ends may keep it from saving what was typed.
const SAME_CAUSE: Duration = Duration::from_millis(100);
/// How long it may then hold up our own end, which comes within a second.
const LAST_PATIENCE: Duration = Duration::from_millis(600);

/// What came of it.
#[derive(Debug)]
pub(super) struct Edited {
    /// Whether the editor ended well; otherwise why not, in plain words.
    pub(super) done: Result<(), String>,
    /// [`Input::End`] or [`Input::Gone`], where we have to end.
    pub(super) end: Option<Input>,
    /// What else came meanwhile, in order.
    pub(super) waiting: Vec<Input>,
}

/// Runs the user's editor on `path` and waits for its end, or for `inputs` that ask for ours.
pub(super) fn edit(path: &Path, inputs: &Receiver<Input>) -> Edited {
    let mut edited = Edited {
        done: Ok(()),
        end: None,
        waiting: Vec::new(),
    };
    let (tell, told) = unbounded();
    edited.done = start(path, tell).and_then(|name| {
        let ended = edited.wait(Editor { told, pid: None }, inputs);
        match ended {
            Some(Ok(status)) if !status.success() => Err(format!("{name}: {status}")),
            Some(Err(error)) => Err(format!("{name} could not be started: {error}; set EDITOR")),
            Some(Ok(_)) | None => Ok(()),
        }
    });
    edited
}

/// What happens to the editor.
enum Told {
    Started(Pid),
    Stopped,
    Ended(io::Result<ExitStatus>),
}

/// Starts the editor in a thread that waits for it; its name.
fn start(path: &Path, tell: Sender<Told>) -> Result<String, String> {
    let chosen = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()));
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
    let mut command = Command::new(program);
    command.args(arguments).arg(path);
    thread::Builder::new()
        .name("editor".to_owned())
        .spawn(move || run(command, &tell))
        .map_err(|error| error.to_string())?;
    Ok(program.display().to_string())
}

/// Runs the editor to its end. Whoever is told may have stopped listening.
fn run(mut command: Command, tell: &Sender<Told>) {
    let pid = match command.spawn() {
        Ok(child) => Pid::from_child(&child),
        Err(error) => {
            let _unheard = tell.send(Told::Ended(Err(error)));
            return;
        }
    };
    let _unheard = tell.send(Told::Started(pid));
    loop {
        let told = match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => Told::Stopped,
            Ok(Some((_, status))) => Told::Ended(Ok(ExitStatus::from_raw(status.as_raw()))),
            Ok(None) | Err(Errno::INTR) => continue,
            Err(error) => Told::Ended(Err(error.into())),
        };
        let over = matches!(told, Told::Ended(_));
        let _unheard = tell.send(told);
        if over {
            return;
        }
    }
}

impl Edited {
    /// Waits for the end of the editor; nothing where we have to end before.
    fn wait(
        &mut self,
        mut editor: Editor,
        inputs: &Receiver<Input>,
    ) -> Option<io::Result<ExitStatus>> {
        loop {
            select_biased! {
                recv(editor.told) -> told => if let Some(ended) = editor.heard(told.ok()) {
                    return ended;
                },
                recv(inputs) -> input => match input.unwrap_or(Input::Gone) {
                    end @ (Input::End(_) | Input::Gone) => {
                        editor.end_with(&end);
                        self.end = Some(end);
                        return None;
                    }
                    // How the terminal is by then is looked at when it is ours again.
                    Input::Resize(_) | Input::Continue | Input::Ready => {}
                    input => self.waiting.push(input),
                },
            }
        }
    }
}

/// The running editor.
struct Editor {
    told: Receiver<Told>,
    pid: Option<Pid>,
}

impl Editor {
    /// Heeds what is told of it; its end, if that is it. A thread that tells nothing any more has
    /// panicked, which is reported where it happened.
    fn heard(&mut self, told: Option<Told>) -> Option<Option<io::Result<ExitStatus>>> {
        match told {
            Some(Told::Started(pid)) => self.pid = Some(pid),
            Some(Told::Stopped) => {
                // Whoever has to be there for the shell is we. A terminal without one would show
                // nothing any more.
                if signals::has_job_control() {
                    let _running = signals::stop();
                }
                self.tell(Signal::CONT);
            }
            Some(Told::Ended(ended)) => return Some(Some(ended)),
            None => return Some(None),
        }
        None
    }

    /// Sees to it that it ends because of `end`, as far as that does not take long.
    fn end_with(&mut self, end: &Input) {
        let signal = match end {
            Input::End(number) if *number != SIGHUP => Signal::TERM,
            _ => Signal::HUP,
        };
        if !self.ends_within(SAME_CAUSE) {
            self.tell(signal);
            // A stopped one would hear it only when it goes on.
            self.tell(Signal::CONT);
            self.ends_within(LAST_PATIENCE);
        }
    }

    fn ends_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        loop {
            match self.told.recv_deadline(deadline) {
                Ok(Told::Started(pid)) => self.pid = Some(pid),
                Ok(Told::Stopped) => {}
                Ok(Told::Ended(_)) | Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    fn tell(&self, signal: Signal) {
        if let Some(pid) = self.pid {
            // It may have ended meanwhile.
            let _ended = kill_process(pid, signal);
        }
    }
}
