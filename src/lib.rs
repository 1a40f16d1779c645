//! A reading room in the terminal, for people who follow one story through many articles.
//!
//! The crate is layered; a module imports only from lower layers, and `tests/layers.rs` holds it
//! to that:
//!
//! | layer | modules | what they know |
//! |---|---|---|
//! | 0 | [`text`], [`edtf`], [`embedded`] | characters, dates as values, the files in the program |
//! | 1 | [`corpus`] | articles, and how files become articles |
//! | 2 | [`actors`], [`dates`] | who is named, and when, in one text |
//! | 3 | [`timeline`], [`index`] | events; what is known of every article |
//! | 4 | [`search`], [`bookmarks`] | the lens; kept passages |
//! | 5 | [`app`] | state and decisions of the screen |
//! | 6 | [`ui`] | drawing that state |
//! | 7 | [`runtime`], [`cli`] | terminal, threads, files; the command line |

pub mod actors;
pub mod app;
pub mod bookmarks;
pub mod cli;
pub mod corpus;
pub mod dates;
pub mod edtf;
pub mod embedded;
pub mod index;
pub mod runtime;
pub mod search;
pub mod text;
pub mod timeline;
pub mod ui;

/// Gives what is freed back to the system; also for tests and benches, which measure the program so.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
