//! From a key to a finished frame at 200×60, over the embedded articles: update and drawing, with
//! everything that the key causes done at once (on the screen itself it is done by threads).

#[path = "../tests/support/driver.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod driver;

use divan::Bencher;
use driver::Driver;

fn main() {
    divan::main();
}

/// Keys that leave the room as it was, so that they can be pressed again and again.
const KEYS: &[&str] = &[
    "jk",
    "2<ctrl-d><ctrl-u>1",
    ".,",
    "/munizioni<esc>",
    "a<esc>",
    "<ctrl-p><esc>",
    "3+-1",
    "?q",
];

#[divan::bench(args = KEYS)]
fn key_to_frame(bencher: Bencher, keys: &str) {
    let mut room = Driver::embedded(200, 60);
    bencher.bench_local(|| {
        room.keys(keys);
        room.buffer()
    });
}

#[divan::bench]
fn frame(bencher: Bencher) {
    let room = Driver::embedded(200, 60);
    bencher.bench_local(|| room.buffer());
}

#[divan::bench]
fn open_the_embedded_articles(bencher: Bencher) {
    bencher.bench_local(|| Driver::embedded(200, 60));
}
