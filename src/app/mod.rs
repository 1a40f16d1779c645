//! State and decisions of the screen: what is shown and what a key does. Nothing here draws, reads
//! or writes.

pub mod capabilities;
pub mod key;
pub mod mouse;
