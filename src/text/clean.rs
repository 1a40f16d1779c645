//! The door: raw characters to clean text.
