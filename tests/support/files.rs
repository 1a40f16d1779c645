//! Waiting for what another program writes.

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher as _};

/// Longer than anything takes that comes at all.
const LONGEST: Duration = Duration::from_secs(60);
/// After this it is looked again in any case: what is written into a new folder before the system
/// watches that one too is not told.
const AGAIN: Duration = Duration::from_secs(1);

/// Waits until it is `done`, which is looked at whenever something below `folder` has changed.
#[track_caller]
pub(crate) fn wait_until(folder: &Path, done: impl Fn() -> bool) {
    let (told, changes) = channel();
    let tell = move |event: notify::Result<notify::Event>| {
        // To look is no change, and it is not told to one who has seen enough.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            told.send(()).ok();
        }
    };
    let mut watcher = notify::recommended_watcher(tell).expect("the system watches files");
    let watched = watcher.watch(folder, RecursiveMode::Recursive);
    watched.expect("it watches this folder");
    let since = Instant::now();
    while !done() {
        assert!(since.elapsed() < LONGEST, "it never was so");
        // Many changes that came together are looked at once.
        if changes.recv_timeout(AGAIN).is_ok() {
            changes.try_iter().for_each(drop);
        }
    }
}
