//! The signals that concern a program with a screen, as events of the input thread. What follows
//! from each is for the loop: nothing here ends the process, and nothing runs inside a handler.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{getpgrp, getppid, getsid};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::{flag, low_level};

/// Those that end a program by default and can be sent by somebody else.
const ENDING: [i32; 9] = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU,
];

/// What else is listened for; only the first would stop a program by default.
const OTHERS: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// To end in order; the number is the signal's.
    End(i32),
    /// To give the terminal back and stop, as Ctrl-z does.
    Suspend,
    /// The process runs again after it was stopped.
    Continue,
    /// The terminal has another size.
    Resize,
}

impl Signal {
    /// The exit status of a program that ended because of the signal `number`, as shells count:
    /// 130 for an interrupt.
    #[must_use]
    pub fn exit_status(number: i32) -> u8 {
        u8::try_from(number).map_or(u8::MAX, |number| number.saturating_add(128))
    }

    fn from_number(number: i32) -> Option<Self> {
        match number {
            SIGTSTP => Some(Self::Suspend),
            SIGCONT => Some(Self::Continue),
            SIGWINCH => Some(Self::Resize),
            ending => ENDING.contains(&ending).then_some(Self::End(ending)),
        }
    }
}

/// Listens while it lives, once in a process. Readable, as a file descriptor, when a signal has
/// come.
#[derive(Debug)]
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    impatient: Arc<AtomicBool>,
}

impl Signals {
    /// Starts to listen; until [`Signals::pending`] is called, signals wait.
    pub(super) fn listen() -> io::Result<Self> {
        // A handler stays for as long as the process. It does what the system would have done once
        // `impatient` is set, which happens only when nobody listens any more.
        let impatient = Arc::new(AtomicBool::new(false));
        for signal in ENDING.into_iter().chain([SIGTSTP]) {
            flag::register_conditional_default(signal, Arc::clone(&impatient))?;
        }
        let (read, write) = UnixStream::pair()?;
        let delivery =
            SignalDelivery::with_pipe(read, write, SignalOnly, ENDING.iter().chain(&OTHERS))?;
        Ok(Self {
            delivery,
            impatient,
        })
    }

    /// The signals that came since the last call, each once, in no particular order; it does not
    /// wait.
    pub(super) fn pending(&mut self) -> impl Iterator<Item = Signal> {
        self.delivery.pending().filter_map(Signal::from_number)
    }
}

impl Drop for Signals {
    /// What is to be kept is still being written now, and Ctrl-c may have been pressed twice: one
    /// signal is forgiven, the next ends the program.
    fn drop(&mut self) {
        for signal in ENDING.into_iter().chain([SIGTSTP]) {
            // Without it, signals are ignored until the end, which is near.
            let _id = flag::register(signal, Arc::clone(&self.impatient));
        }
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}

/// Whether a shell waits that could continue this process: a process that nobody can continue must
/// not stop. So it is where the program is the terminal's first process or runs in its group
/// (`xterm -e rassegna`, a container), or whose parent has gone.
pub(super) fn has_job_control() -> bool {
    let Ok(session) = getsid(None) else {
        return false;
    };
    getpgrp() != session && getsid(getppid()) == Ok(session)
}

/// Stops this process as the terminal's own Ctrl-z would, and returns when it continues.
///
/// # Errors
/// When the system does not allow it.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}

#[cfg(test)]
mod tests {
    use rustix::event::{PollFd, PollFlags, poll};

    use super::*;

    #[test]
    fn a_signal_makes_it_readable_and_is_told_once() {
        let mut signals = Signals::listen().unwrap();
        low_level::raise(SIGWINCH).unwrap();
        low_level::raise(SIGWINCH).unwrap();
        let mut watched = [PollFd::new(&signals, PollFlags::IN)];
        poll(&mut watched, None).unwrap();
        let told: Vec<Signal> = signals.pending().collect();
        assert_eq!(told, [Signal::Resize]);
        assert_eq!(signals.pending().count(), 0);
    }

    #[test]
    fn exit_statuses_are_those_of_shells() {
        for (number, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129), (SIGQUIT, 131)] {
            assert_eq!(Signal::exit_status(number), status);
        }
    }
}
