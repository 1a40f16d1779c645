//! The thread that reads the corpus: everything at the beginning, and again what has changed when
//! it is asked to. What is read and how is for `index::build`; here are the orders and what is told
//! of them.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::dictionaries::Dictionaries;
use super::watch::Watching;
use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::corpus::load::Inputs;
use crate::index::build::{Cataloguer, News, Renewal};
use crate::index::catalogue::Catalogue;
use crate::index::library::Library;
use crate::text::clean::clean_line;

/// How long after it was replaced a catalogue is looked at again.
const FREED: Duration = Duration::from_millis(500);
/// How often after that what was freed is given back to the system, which is not done with all of it at
/// once.
const GIVEN_BACK: usize = 8;
/// Bytes of which the allocator takes note when they are freed.
const MUCH: usize = 1 << 20;

/// What the thread is asked: to read again what has changed.
#[derive(Debug, Default)]
pub(super) struct ReadAgain {
    /// Files that are read even if nothing tells that they changed.
    pub(super) paths: Vec<PathBuf>,
    /// Whether somebody waits for what comes of it, even if that is nothing.
    pub(super) asked: bool,
    /// Whether nothing but the user's own file of actors can have changed.
    pub(super) only_actors: bool,
}

/// What the thread works with.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) inputs: Inputs,
    pub(super) library: Arc<Library>,
    pub(super) dictionaries: Arc<Dictionaries>,
    /// Set when the reading in hand is to end with what it has.
    pub(super) stop: Arc<AtomicBool>,
    /// Set when the program ends.
    pub(super) ending: Arc<AtomicBool>,
    pub(super) messages: Sender<Msg>,
    /// The way to itself, for changes on disk; `None` where they are not watched.
    pub(super) watch: Option<Sender<ReadAgain>>,
    /// The folders in which the program itself writes.
    pub(super) ours: Vec<PathBuf>,
    /// Where what is known is kept for the next start.
    pub(super) cache: Option<PathBuf>,
    /// Told when nothing more will be kept of what is being read, since the program ends.
    pub(super) ended: Sender<()>,
    /// Whether what is being read can be kept while somebody waits.
    pub(super) keeps: Arc<AtomicBool>,
    /// Catalogues that somebody may still have, the newest last.
    pub(super) held: RefCell<Vec<Arc<Catalogue>>>,
}

impl Reader {
    /// Reads everything, and then what is asked for, until nobody asks any more.
    pub(super) fn run(self, orders: &Receiver<ReadAgain>) {
        let inputs = self.inputs.clone();
        let mut cataloguer = match &self.cache {
            Some(root) => Cataloguer::keeping(inputs, root),
            None => Cataloguer::new(inputs),
        };
        let mut watching = self.watch.clone().map(|orders| {
            let own = self.dictionaries.own_file();
            Watching::new(&self.inputs, self.ours.clone(), own, move |only_actors| {
                // The other end lives as long as this thread.
                let _ = orders.send(ReadAgain {
                    only_actors,
                    ..ReadAgain::default()
                });
            })
        });
        self.spared(|| {
            let renewal = cataloguer.begin(&self.library, &self.stop, &mut |news| self.news(news));
            if let Some(text) = told(renewal, false) {
                self.notice(Severity::Done, text);
            }
        });
        self.tell(Msg::Progress(None));
        self.keep(&mut cataloguer);
        let mut stopped = self.stop.load(Ordering::Relaxed);
        let mut fresh = self.follow(watching.as_mut(), &cataloguer);
        loop {
            // What changed while the folders were not watched yet.
            let mut order = match fresh.take().filter(|_| !stopped) {
                Some(order) => order,
                None => match self.next(orders) {
                    Some(order) => order,
                    None => return self.leave(),
                },
            };
            // Orders that came meanwhile are one.
            for other in orders.try_iter() {
                order.paths.extend(other.paths);
                order.asked |= other.asked;
                order.only_actors &= other.only_actors;
            }
            if self.ending.load(Ordering::Relaxed) {
                return self.leave();
            }
            for problem in self.dictionaries.renew(order.asked).problems {
                self.notice(Severity::Warning, clean_line(&problem));
            }
            // Who stopped reading does not want it to go on at the next change of any file.
            let dictionary = cataloguer.edition() != self.library.edition();
            if (stopped || order.only_actors) && !order.asked && !dictionary {
                continue;
            }
            self.stop.store(false, Ordering::Relaxed);
            stopped &= !order.asked;
            let began = Instant::now();
            self.spared(|| {
                let renewal =
                    cataloguer.renew(&self.library, &order.paths, &self.stop, &mut |news| {
                        self.news(news)
                    });
                if let Some(text) = told(renewal, order.asked) {
                    self.notice(Severity::Done, text);
                }
            });
            self.tell(Msg::Progress(None));
            self.keep(&mut cataloguer);
            stopped |= self.stop.load(Ordering::Relaxed);
            if let Some(watching) = &mut watching {
                watching.took(began.elapsed());
            }
            fresh = self.follow(watching.as_mut(), &cataloguer);
        }
    }

    /// Watches the folders of now; what is to be read again because some were not watched before.
    fn follow(
        &self,
        watching: Option<&mut Watching>,
        cataloguer: &Cataloguer,
    ) -> Option<ReadAgain> {
        let watching = watching?;
        let fresh = watching.follow(cataloguer.folders());
        if let Some(problem) = watching.problem() {
            self.notice(Severity::Warning, problem);
        }
        fresh.map(|only_actors| ReadAgain {
            only_actors,
            ..ReadAgain::default()
        })
    }

    /// Keeps what is known for the next start.
    fn keep(&self, cataloguer: &mut Cataloguer) {
        if !cataloguer.is_worth_keeping() {
            return;
        }
        self.spared(|| cataloguer.keep(&self.library, &self.ending, &mut |news| self.news(news)));
    }

    fn news(&self, news: News) {
        self.tell(match news {
            News::Interrupted => {
                if self.ending.load(Ordering::Relaxed) {
                    self.leave();
                }
                return;
            }
            News::Catalogue(catalogue, whole) => {
                // What the screen asks of all articles at once is ready when it has them.
                let _ready = catalogue.language();
                self.hold(&catalogue);
                Msg::Catalogue {
                    catalogue,
                    reading: !whole,
                }
            }
            News::Progress(progress) => {
                self.keeps.store(progress.kept_at_once, Ordering::Relaxed);
                Msg::Progress(Some(progress))
            }
            News::Trouble(text) => Msg::Notice(Notice {
                severity: Severity::Warning,
                text,
            }),
        });
    }

    /// Keeps a catalogue until nobody else has it: to free one of many articles takes longer than
    /// a frame, and so is left to this thread.
    fn hold(&self, catalogue: &Arc<Catalogue>) {
        self.held.borrow_mut().push(Arc::clone(catalogue));
        self.free();
    }

    /// Frees the catalogues that nobody else has; whether some are still in use beside the newest.
    fn free(&self) -> bool {
        let mut held = self.held.borrow_mut();
        held.retain(|catalogue| Arc::strong_count(catalogue) > 1);
        held.len() > 1
    }

    /// The next order; meanwhile catalogues are freed, and their memory is given back.
    fn next(&self, orders: &Receiver<ReadAgain>) -> Option<ReadAgain> {
        let mut given_back = 0;
        while given_back < GIVEN_BACK {
            given_back = match self.free() {
                true => 0,
                false => given_back + 1,
            };
            give_back();
            match orders.recv_timeout(FREED) {
                Ok(order) => return Some(order),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        orders.recv().ok()
    }

    /// Goes on with the next order after a mistake.
    fn spared(&self, read: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(read)).is_err() {
            let text = "Reading stopped: the program made a mistake with an article";
            self.notice(Severity::Error, text.to_owned());
        }
    }

    /// Tells that nothing more will be kept.
    fn leave(&self) {
        // Nobody may wait for it.
        let _ = self.ended.send(());
    }

    fn notice(&self, severity: Severity, text: String) {
        self.tell(Msg::Notice(Notice { severity, text }));
    }

    fn tell(&self, msg: Msg) {
        // Nobody receives once the program is ending.
        let _ = self.messages.send(msg);
    }
}

/// Has the allocator give back to the system some of what was freed a while ago: it does so when
/// something large is freed, and would else keep it all as long as nobody does anything.
fn give_back() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MUCH)));
}

/// What has become of the articles, in words; nothing where nobody asked and nothing happened.
fn told(renewal: Renewal, asked: bool) -> Option<String> {
    let Renewal {
        added,
        changed,
        gone,
        ..
    } = renewal;
    let parts: Vec<String> = [(added, "new"), (changed, "changed"), (gone, "gone")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match added + changed + gone {
        0 if asked && renewal.recognised => Some("Read again".to_owned()),
        0 if asked => Some("Read again: nothing has changed".to_owned()),
        0 => None,
        1 => Some(format!("Read again: {} article", parts.join(", "))),
        _ => Some(format!("Read again: {} articles", parts.join(", "))),
    }
}
