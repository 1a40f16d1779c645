//! A program in a pseudo-terminal, driven as a person would: keys go in, the screen is looked at
//! until it shows what is expected or a deadline is over. The terminal answers what programs ask
//! it, in order, and keeps account of what is switched on.

#![allow(dead_code, reason = "every test uses its part")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// What the terminal answers to what programs ask.
const ANSWERS: &[(&[u8], &[u8])] = &[
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b]10;?", b"\x1b]10;rgb:cccc/cccc/cccc\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:1010/1010/1010\x1b\\"),
];

/// What has been seen of the program.
struct Seen {
    screen: vt100::Parser,
    /// Everything it wrote.
    written: Vec<u8>,
    /// What it may still read as an answer: the end of what it wrote, looked at already.
    asked: usize,
    /// Something was answered.
    answered: bool,
    /// A frame has begun and is not whole yet (mode 2026): a terminal does not show such.
    half_drawn: bool,
    status: Option<ExitStatus>,
    /// Nothing is read from it for now.
    paused: bool,
    /// No more is read from it.
    closing: bool,
}

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
    answers: Mutex<Box<dyn Write + Send>>,
    /// How long the terminal takes to answer.
    latency: Duration,
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        // After a failed assertion there is still something to clean up.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, answers: &[u8], seen: &mut Seen) {
        if answers.is_empty() {
            return;
        }
        let mut writer = self.answers.lock().expect("no writer panics");
        // A program that has ended needs no answer.
        let _ended = writer.write_all(answers).and_then(|()| writer.flush());
        seen.answered = true;
    }
}

/// A user's home, empty at first and gone at the end.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// The program to be run, with an environment of its own.
pub(crate) struct Program {
    command: CommandBuilder,
    latency: Duration,
}

impl Program {
    /// A program in a home of its own, in an ordinary terminal, with nothing else set.
    pub(crate) fn new(program: impl AsRef<OsStr>, home: &Home) -> Self {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home.path());
        command.cwd(home.path());
        Self {
            command,
            latency: Duration::ZERO,
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Over a line on which the terminal's answers take so long.
    pub(crate) fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Starts it in a terminal of this size.
    pub(crate) fn start(self, columns: u16, rows: u16) -> Session {
        Session::start(self, columns, rows)
    }
}

/// The running program.
pub(crate) struct Session {
    shared: Arc<Shared>,
    /// None once the terminal is taken away.
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held open, so that what the program leaves behind can be looked at after its end.
    slave: Option<Box<dyn SlavePty + Send>>,
    before: String,
    pid: Pid,
    reader: Option<JoinHandle<()>>,
}

impl Session {
    fn start(program: Program, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let before = settings(pair.master.as_ref());
        let mut child = pair
            .slave
            .spawn_command(program.command)
            .expect("the program starts");
        let pid = child
            .process_id()
            .and_then(|pid| Pid::from_raw(pid.try_into().ok()?))
            .expect("a process has a number");
        let (emulated_rows, emulated_columns) = emulated(columns, rows);
        let shared = Arc::new(Shared {
            seen: Mutex::new(Seen {
                screen: vt100::Parser::new(emulated_rows, emulated_columns, 0),
                written: Vec::new(),
                asked: 0,
                answered: false,
                half_drawn: false,
                status: None,
                paused: false,
                closing: false,
            }),
            changed: Condvar::new(),
            answers: Mutex::new(pair.master.take_writer().expect("the first writer")),
            latency: program.latency,
        });
        let reader = pair.master.try_clone_reader().expect("a reader");
        let reader = thread::spawn({
            let shared = Arc::clone(&shared);
            move || read(reader, &shared)
        });
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || {
                let status = child.wait().expect("a child can be waited for");
                shared.seen().status = Some(status);
                shared.changed.notify_all();
            }
        });
        Self {
            shared,
            master: Some(pair.master),
            slave: Some(pair.slave),
            before,
            pid,
            reader: Some(reader),
        }
    }

    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        let mut writer = self.shared.answers.lock().expect("no writer panics");
        writer
            .write_all(keys.as_bytes())
            .and_then(|()| writer.flush())
            .expect("the terminal takes keys");
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let (emulated_rows, emulated_columns) = emulated(columns, rows);
        self.shared
            .seen()
            .screen
            .screen_mut()
            .set_size(emulated_rows, emulated_columns);
        self.master()
            .resize(size(columns, rows))
            .expect("a terminal can be resized");
    }

    /// Lets what the program writes pile up, as a terminal that hangs. The program must write
    /// something to notice.
    pub(crate) fn stop_reading(&mut self) {
        self.shared.seen().paused = true;
    }

    pub(crate) fn read_again(&mut self) {
        self.shared.seen().paused = false;
        self.shared.changed.notify_all();
    }

    /// How often the program has written `bytes`.
    pub(crate) fn count_written(&self, bytes: &[u8]) -> usize {
        let seen = self.shared.seen();
        seen.written
            .windows(bytes.len())
            .filter(|window| *window == bytes)
            .count()
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program runs");
    }

    /// What the screen shows.
    pub(crate) fn screen(&self) -> String {
        self.shared.seen().screen.screen().contents()
    }

    /// Waits until the screen satisfies `expected`; returns it.
    #[track_caller]
    pub(crate) fn wait_until(
        &mut self,
        what: &str,
        expected: impl Fn(&vt100::Screen) -> bool,
    ) -> String {
        let seen = self.wait(what, |seen| {
            !seen.half_drawn && expected(seen.screen.screen())
        });
        seen.screen.screen().contents()
    }

    /// Waits until `text` is on the screen; returns the whole screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until `text` is no longer on the screen; returns the whole screen.
    #[track_caller]
    pub(crate) fn wait_while(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| !screen.contents().contains(text))
    }

    /// Waits until the terminal has answered what it was asked.
    #[track_caller]
    pub(crate) fn wait_answered(&mut self) {
        drop(self.wait("an answer of the terminal", |seen| seen.answered));
    }

    /// Waits for the end of the program; says how it ended.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> ExitStatus {
        let seen = self.wait("its end", |seen| seen.status.is_some());
        seen.status.clone().expect("it was waited for")
    }

    /// After the end of the program: what it did not give back, and what it wrote last.
    #[track_caller]
    pub(crate) fn left(&mut self) -> Left {
        self.wait_exit();
        let after = settings(self.master());
        // The last that holds the terminal's inner end open: the reader comes to the end.
        self.slave = None;
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader does not panic");
        }
        let seen = self.shared.seen();
        let mut switched_on = modes(&seen.written);
        if after != self.before {
            // Writing to a string does not fail.
            let _ = write!(
                switched_on,
                "line settings: {after}\nbefore: {}",
                self.before
            );
        }
        Left {
            switched_on,
            screen: seen.screen.screen().contents(),
        }
    }

    /// Takes the terminal away, as when its window is closed, and waits for the end of the program;
    /// says how long that took.
    #[track_caller]
    pub(crate) fn hang_up(&mut self) -> Duration {
        self.shared.seen().closing = true;
        // A program with a screen draws after this, and what it writes ends our own reading.
        self.resize(90, 30);
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader does not panic");
        }
        *self.shared.answers.lock().expect("no writer panics") = Box::new(std::io::sink());
        self.slave = None;
        self.master = None;
        let since = Instant::now();
        self.wait_exit();
        since.elapsed()
    }

    fn master(&self) -> &dyn MasterPty {
        self.master.as_deref().expect("the terminal is there")
    }

    #[track_caller]
    fn wait(&self, what: &str, done: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let deadline = Instant::now() + DEADLINE;
        let mut seen = self.shared.seen();
        while !done(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; status {:?}, screen:\n{}",
                seen.status,
                seen.screen.screen().contents()
            );
            seen = self
                .shared
                .changed
                .wait_timeout(seen, left)
                .expect("no thread panics while it looks")
                .0;
        }
        seen
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.read_again();
        if self.shared.seen().status.is_none() {
            // It may have ended meanwhile.
            let _ended = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// What a program left behind.
pub(crate) struct Left {
    /// Empty when the terminal is as it was.
    pub(crate) switched_on: String,
    /// The screen after its end.
    pub(crate) screen: String,
}

/// Reads all that the program writes, and answers.
fn read(mut from: Box<dyn Read + Send>, shared: &Arc<Shared>) {
    let mut bytes = [0; 8192];
    loop {
        // A pseudo-terminal ends with an error.
        let read = match from.read(&mut bytes) {
            Ok(0) | Err(_) => return,
            Ok(read) => bytes.get(..read).expect("no more than there is room for"),
        };
        let mut seen = shared.seen();
        while seen.paused {
            seen = shared
                .changed
                .wait(seen)
                .unwrap_or_else(PoisonError::into_inner);
        }
        seen.screen.process(read);
        let before = seen.written.len();
        seen.written.extend_from_slice(read);
        if seen.closing {
            return;
        }
        seen.half_drawn = is_half_drawn(&seen, before);
        let answers = answers(&mut seen);
        if shared.latency.is_zero() {
            // Before the lock is given up: what was asked before a frame is answered when the frame
            // is seen, and a user types after that.
            shared.answer(&answers, &mut seen);
        } else if !answers.is_empty() {
            let shared = Arc::clone(shared);
            thread::spawn(move || {
                thread::sleep(shared.latency);
                shared.answer(&answers, &mut shared.seen());
                shared.changed.notify_all();
            });
        }
        drop(seen);
        shared.changed.notify_all();
    }
}

/// Whether the last frame that was begun is still open, when all from `new` on was just written.
fn is_half_drawn(seen: &Seen, new: usize) -> bool {
    const MARK: usize = b"\x1b[?2026h".len();
    let from = new.saturating_sub(MARK - 1);
    let recent = seen.written.get(from..).unwrap_or_default();
    let last = recent.windows(MARK).rev().find_map(|window| match window {
        b"\x1b[?2026h" => Some(true),
        b"\x1b[?2026l" => Some(false),
        _ => None,
    });
    last.unwrap_or(seen.half_drawn)
}

/// The answers to everything that was asked since the last time, in order.
fn answers(seen: &mut Seen) -> Vec<u8> {
    let mut answers = Vec::new();
    let mut at = seen.asked;
    while let Some(rest) = seen.written.get(at..).filter(|rest| !rest.is_empty()) {
        match ANSWERS.iter().find(|(asked, _)| rest.starts_with(asked)) {
            Some((asked, answer)) => {
                answers.extend_from_slice(answer);
                at += asked.len();
            }
            // The beginning of something that may become a question.
            None if ANSWERS.iter().any(|(asked, _)| asked.starts_with(rest)) => break,
            None => at += 1,
        }
    }
    seen.asked = at;
    answers
}

/// The modes that are not as a terminal has them at first, from everything that was written.
fn modes(written: &[u8]) -> String {
    let mut on = std::collections::BTreeMap::new();
    for sequence in written.split(|byte| *byte == 0x1b).skip(1) {
        let Some(rest) = sequence.strip_prefix(b"[?") else {
            continue;
        };
        let Some(end) = rest
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b';'))
        else {
            continue;
        };
        let (numbers, last) = rest.split_at(end);
        let set = match last.first() {
            Some(b'h') => true,
            Some(b'l') => false,
            _ => continue,
        };
        for number in String::from_utf8_lossy(numbers).split(';') {
            // The cursor is shown at first, everything else is off.
            on.insert(number.to_owned(), set != (number == "25"));
        }
    }
    let mut text = String::new();
    for (number, changed) in on {
        if changed {
            // Writing to a string does not fail.
            let _ = writeln!(text, "mode {number} is changed");
        }
    }
    text
}

/// The line settings, to be compared.
fn settings(master: &dyn MasterPty) -> String {
    format!(
        "{:?}",
        master.get_termios().expect("a terminal has settings")
    )
}

/// The rows and columns that the emulator is given: it panics where it has next to none, and takes
/// memory for each.
fn emulated(columns: u16, rows: u16) -> (u16, u16) {
    (rows.clamp(4, 500), columns.clamp(8, 1000))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
