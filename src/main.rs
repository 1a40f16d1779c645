//! The program `rassegna`: see the library.

fn main() {}
