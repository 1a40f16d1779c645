//! Bytes to characters.
