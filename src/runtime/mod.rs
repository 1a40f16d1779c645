//! The outside of the screen: the terminal, the threads, the user's folders.

pub mod input;
pub mod panic_report;
pub mod places;
pub mod signals;
pub mod terminal;

mod decode;
mod output;
mod tty;
