//! The thread that waits for the terminal, for signals and for nothing else: it sleeps until there
//! is something to tell, tells it through a channel, and ends when the terminal is gone or when it
//! is dropped. What the bytes mean is in `decode`, what follows from them is for the loop.

use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, select};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decode::{Decoded, Decoder};
use super::signals::{Signal, Signals};
use super::tty::{Size, Tty};
use crate::app::capabilities::Background;
use crate::app::key::Key;
use crate::app::mouse::Mouse;

/// How many inputs wait for the loop before the terminal has to.
pub const CAPACITY: usize = 1024;

/// Bytes read at once: what a terminal's line holds.
const READ_BYTES: usize = 4096;

/// Everything that can come from outside while the screen is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeated.
    Key(Key),
    /// Text was pasted, lines ending with `\n`; not cleaned. A long paste comes in several.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The terminal has this size now.
    Resize(Size),
    /// The terminal's window received the keyboard, or lost it.
    Focus(bool),
    /// The terminal told its background.
    Background(Background),
    /// The process was asked to end; the number is the signal's.
    End(i32),
    /// The process was asked to stop and give the terminal back.
    Suspend,
    /// The process runs again after it was stopped.
    Continue,
    /// The terminal has taken the last frame and can take another.
    Ready,
    /// The terminal is gone: nothing can be shown or asked any more.
    Gone,
}

impl From<Decoded> for Input {
    fn from(decoded: Decoded) -> Self {
        match decoded {
            Decoded::Key(key) => Self::Key(key),
            Decoded::Paste(text) => Self::Paste(text),
            Decoded::Mouse(mouse) => Self::Mouse(mouse),
            Decoded::Focus(has) => Self::Focus(has),
            Decoded::Background(background) => Self::Background(background),
        }
    }
}

/// What the thread is told.
#[derive(Debug)]
enum Order {
    /// Leave the terminal to another program until [`Order::Resume`]; answer when it is left.
    Pause(Sender<()>),
    Resume,
}

/// The running thread; dropping it ends it.
#[derive(Debug)]
pub(super) struct Reader {
    orders: Option<Sender<Order>>,
    answers: Receiver<()>,
    wake: UnixStream,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Starts to read `tty` and `signals`.
    pub(super) fn start(
        tty: Arc<Tty>,
        signals: Signals,
        inputs: Sender<Input>,
    ) -> io::Result<Self> {
        let (wake, woken) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        let (orders, received) = bounded(1);
        let (answered, answers) = bounded(1);
        let mut watch = Watch {
            tty,
            signals,
            woken,
            orders: received,
            inputs,
            answered,
            decoder: Decoder::new(),
            paused: false,
            size: None,
        };
        let thread = thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || watch.run())?;
        Ok(Self {
            orders: Some(orders),
            answers,
            wake,
            thread: Some(thread),
        })
    }

    /// Leaves the terminal's input to another program; returns when it is left.
    pub(super) fn pause(&mut self) {
        let (left, told) = bounded(1);
        if self.order(Order::Pause(left)) {
            // An error means that the thread has ended, and the input is left as well.
            let _ended = told.recv();
        }
    }

    /// Reads again after [`Reader::pause`].
    pub(super) fn resume(&mut self) {
        self.order(Order::Resume);
    }

    /// Waits until the terminal has told its background, if it does before `deadline`: an answer
    /// that is under way would be typed to whoever has the terminal next.
    pub(super) fn await_background(&self, deadline: Instant) {
        // An error means that it is late, or that nobody reads any more.
        let _answer = self.answers.recv_deadline(deadline);
    }

    fn order(&mut self, order: Order) -> bool {
        let sent = self
            .orders
            .as_ref()
            .is_some_and(|orders| orders.send(order).is_ok());
        sent && self.wake.write_all(&[0]).is_ok()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.orders = None;
        if self.wake.write_all(&[0]).is_ok()
            && let Some(thread) = self.thread.take()
        {
            // A panic of the thread has been reported where it happened.
            let _ended = thread.join();
        }
    }
}

/// Why the thread stops watching.
struct Over;

struct Watch {
    tty: Arc<Tty>,
    signals: Signals,
    woken: UnixStream,
    orders: Receiver<Order>,
    inputs: Sender<Input>,
    /// Told when the terminal has told its background.
    answered: Sender<()>,
    decoder: Decoder,
    paused: bool,
    /// The size told last.
    size: Option<Size>,
}

impl Watch {
    fn run(&mut self) {
        while self.wait().is_ok() {}
    }

    /// Sleeps until something happens, and tells it.
    fn wait(&mut self) -> Result<(), Over> {
        let patience = self.decoder.patience();
        // While paused the terminal belongs to another program, but its end still concerns us.
        let interest = if self.paused {
            PollFlags::empty()
        } else {
            PollFlags::IN
        };
        let watched = (&self.signals, &self.woken, self.tty.input());
        let [signal, wake, tty] = ready(watched, interest, patience)?;
        if !wake.is_empty() {
            self.obey()?;
        }
        if !signal.is_empty() {
            self.tell_signals()?;
        }
        if tty.contains(PollFlags::IN) {
            self.read()?;
        } else if !tty.is_empty() {
            return self.gone();
        } else if patience.is_some() && signal.is_empty() && wake.is_empty() {
            let mut decoded = Vec::new();
            self.decoder.settle(&mut decoded);
            self.tell_all(decoded)?;
        }
        Ok(())
    }

    fn read(&mut self) -> Result<(), Over> {
        let mut bytes = [0; READ_BYTES];
        let read = match rustix::io::read(self.tty.input(), &mut bytes) {
            Ok(0) => return self.gone(),
            Ok(read) => bytes.get(..read).unwrap_or_default(),
            Err(Errno::INTR | Errno::AGAIN) => return Ok(()),
            // EIO: hung up, or in the background with nobody to bring it back.
            Err(_) => return self.gone(),
        };
        let mut decoded = Vec::new();
        self.decoder.feed(read, &mut decoded);
        self.tell_all(decoded)
    }

    fn tell_signals(&mut self) -> Result<(), Over> {
        let signals: Vec<Signal> = self.signals.pending().collect();
        for signal in signals {
            match signal {
                // What another program that has the terminal is asked by its keys is not for us.
                Signal::End(signal_hook::consts::SIGINT | signal_hook::consts::SIGQUIT)
                | Signal::Suspend
                    if self.paused => {}
                Signal::End(number) => self.tell(Input::End(number))?,
                Signal::Suspend => self.tell(Input::Suspend)?,
                Signal::Continue => self.tell(Input::Continue)?,
                Signal::Resize => {
                    let size = self.tty.size();
                    if self.size.replace(size) != Some(size) {
                        self.tell(Input::Resize(size))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn obey(&mut self) -> Result<(), Over> {
        let mut bytes = [0; 16];
        // Only the wake-up counts, not what was written.
        let _woken = rustix::io::read(&self.woken, &mut bytes);
        loop {
            match self.orders.try_recv() {
                Ok(order) => self.follow(order),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Over),
            }
        }
    }

    fn follow(&mut self, order: Order) {
        match order {
            Order::Pause(left) => {
                self.paused = true;
                self.decoder = Decoder::new();
                // Whoever waited may have stopped waiting.
                let _unheard = left.send(());
            }
            Order::Resume => {
                self.paused = false;
                self.size = None;
            }
        }
    }

    fn gone(&mut self) -> Result<(), Over> {
        self.tell(Input::Gone)?;
        Err(Over)
    }

    fn tell_all(&mut self, decoded: Vec<Decoded>) -> Result<(), Over> {
        for decoded in decoded {
            if matches!(decoded, Decoded::Background(_)) {
                // It is asked once: whoever asks a second time finds the first answer.
                let _known = self.answered.try_send(());
            }
            self.tell(decoded.into())?;
        }
        Ok(())
    }

    /// Waits while the loop has more than it can take, but not for ever: orders are still obeyed.
    fn tell(&mut self, input: Input) -> Result<(), Over> {
        loop {
            let order = select! {
                send(self.inputs, input.clone()) -> sent => return sent.map_err(|_| Over),
                recv(self.orders) -> order => order.map_err(|_| Over)?,
            };
            self.follow(order);
        }
    }
}

/// Sleeps until one of the three is ready or `patience` is over; says what each is ready for.
fn ready(
    (signals, woken, tty): (&Signals, &UnixStream, BorrowedFd<'_>),
    interest: PollFlags,
    patience: Option<Duration>,
) -> Result<[PollFlags; 3], Over> {
    let timeout = patience.map(|patience| Timespec {
        tv_sec: patience.as_secs().try_into().unwrap_or_default(),
        tv_nsec: patience.subsec_nanos().into(),
    });
    let mut watched = [
        PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(woken.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(tty, interest),
    ];
    loop {
        match poll(&mut watched, timeout.as_ref()) {
            Ok(_) => return Ok(watched.map(|descriptor| descriptor.revents())),
            Err(Errno::INTR) => {}
            Err(_) => return Err(Over),
        }
    }
}
