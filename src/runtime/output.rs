//! The thread that writes frames to the terminal, one at a time, so that a terminal that does not
//! read holds up neither keys nor signals. While it is busy no frame is made: the next one shows
//! all that has changed meanwhile.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, bounded};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::input::Input;
use super::tty::Tty;

/// Where the writer is.
#[derive(Debug, Default)]
struct Progress {
    /// A frame is being written.
    busy: bool,
    /// The loop was turned away and waits for [`Input::Ready`].
    awaited: bool,
}

/// Hands frames to the writing thread, which ends when this is dropped.
#[derive(Debug)]
pub(super) struct Output {
    tty: Arc<Tty>,
    frames: Sender<Vec<u8>>,
    progress: Arc<(Mutex<Progress>, Condvar)>,
}

impl Output {
    /// Starts the thread.
    pub(super) fn start(tty: Arc<Tty>, inputs: Sender<Input>) -> io::Result<Self> {
        let (frames, received) = bounded::<Vec<u8>>(1);
        let progress = Arc::new((Mutex::new(Progress::default()), Condvar::new()));
        let output = Self {
            tty: Arc::clone(&tty),
            frames,
            progress: Arc::clone(&progress),
        };
        thread::Builder::new()
            .name("output".to_owned())
            .spawn(move || {
                for frame in received {
                    let written = write_all(&tty, &frame, None);
                    let awaited = {
                        let mut now = lock(&progress.0);
                        now.busy = false;
                        std::mem::take(&mut now.awaited)
                    };
                    progress.1.notify_all();
                    // A full channel keeps the loop awake by itself, and a closed one has no use
                    // for the news.
                    if written.is_err() {
                        let _unheard = inputs.try_send(Input::Gone);
                    } else if awaited {
                        let _unheard = inputs.try_send(Input::Ready);
                    }
                }
            })?;
        Ok(output)
    }

    /// Whether a frame would be taken now; otherwise [`Input::Ready`] will follow.
    pub(super) fn is_ready(&self) -> bool {
        let mut now = lock(&self.progress.0);
        now.awaited |= now.busy;
        !now.busy
    }

    /// Writes a frame; to be asked only after [`Output::is_ready`].
    pub(super) fn write(&self, frame: Vec<u8>) {
        lock(&self.progress.0).busy = true;
        // The thread lives as long as this sender.
        let _sent = self.frames.send(frame);
    }

    /// Writes `bytes` after the last frame, from the calling thread, within `patience` of a
    /// terminal that reads too slowly.
    ///
    /// # Errors
    /// When the terminal is gone or does not read.
    pub(super) fn write_now(&self, bytes: &[u8], patience: Duration) -> io::Result<()> {
        let deadline = Instant::now() + patience;
        let mut now = lock(&self.progress.0);
        while now.busy {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            now = match self.progress.1.wait_timeout(now, left) {
                Ok((now, _)) => now,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        write_all(&self.tty, bytes, Some(deadline))
    }
}

/// What a panicking thread left behind is still right: every change of it is one assignment.
fn lock(progress: &Mutex<Progress>) -> MutexGuard<'_, Progress> {
    progress.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes everything; with a deadline only while the terminal takes it.
fn write_all(tty: &Tty, mut bytes: &[u8], deadline: Option<Instant>) -> io::Result<()> {
    while !bytes.is_empty() {
        wait_writable(tty, deadline)?;
        match rustix::io::write(tty.output(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn wait_writable(tty: &Tty, deadline: Option<Instant>) -> io::Result<()> {
    loop {
        let timeout = deadline.map(|deadline| {
            let left = deadline.saturating_duration_since(Instant::now());
            Timespec {
                tv_sec: left.as_secs().try_into().unwrap_or_default(),
                tv_nsec: left.subsec_nanos().into(),
            }
        });
        let output = tty.output();
        let mut watched = [PollFd::new(&output, PollFlags::OUT)];
        match poll(&mut watched, timeout.as_ref()) {
            Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
