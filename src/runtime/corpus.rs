//! The thread that reads the corpus: everything at the beginning, and again what has changed when
//! it is asked to. What is read and how is for `index::build`; here are the orders and what is told
//! of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crossbeam_channel::{Receiver, Sender};

use crate::app::msg::Msg;
use crate::app::notice::{Notice, Severity};
use crate::corpus::load::Inputs;
use crate::index::build::{Cataloguer, Renewal};
use crate::index::library::Library;

/// What the thread is asked: to read again what has changed.
#[derive(Debug, Default)]
pub(super) struct ReadAgain {
    /// Files that are read even if nothing tells that they changed.
    pub(super) paths: Vec<PathBuf>,
    /// Whether somebody waits for what comes of it, even if that is nothing.
    pub(super) asked: bool,
}

/// What the thread works with.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) inputs: Inputs,
    pub(super) library: Arc<Library>,
    /// Set when the program ends.
    pub(super) cancel: Arc<AtomicBool>,
    pub(super) messages: Sender<Msg>,
}

impl Reader {
    /// Reads everything, and then what is asked for, until nobody asks any more.
    pub(super) fn run(self, orders: &Receiver<ReadAgain>) {
        let mut cataloguer = Cataloguer::new(self.inputs.clone());
        self.spared(|| {
            cataloguer.read(&self.library, &self.cancel, &mut |catalogue, whole| {
                self.tell(Msg::Catalogue {
                    catalogue,
                    reading: !whole,
                });
            });
        });
        while let Ok(mut order) = orders.recv() {
            // Orders that came meanwhile are one.
            for other in orders.try_iter() {
                order.paths.extend(other.paths);
                order.asked |= other.asked;
            }
            self.spared(|| {
                let renewal = cataloguer.renew(
                    &self.library,
                    &order.paths,
                    &self.cancel,
                    &mut |catalogue, whole| {
                        self.tell(Msg::Catalogue {
                            catalogue,
                            reading: !whole,
                        });
                    },
                );
                if let Some(text) = told(renewal, order.asked) {
                    self.notice(Severity::Done, text);
                }
            });
        }
    }

    /// Goes on with the next order after a mistake.
    fn spared(&self, read: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(read)).is_err() {
            let text = "Reading stopped: the program made a mistake with an article";
            self.notice(Severity::Error, text.to_owned());
        }
    }

    fn notice(&self, severity: Severity, text: String) {
        self.tell(Msg::Notice(Notice { severity, text }));
    }

    fn tell(&self, msg: Msg) {
        // Nobody receives once the program is ending.
        let _ = self.messages.send(msg);
    }
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
