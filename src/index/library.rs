//! Index: library.
