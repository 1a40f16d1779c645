//! The files that are compiled into the program, as `build.rs` found them in their folders.
//! What they mean is left to the modules that read them.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
