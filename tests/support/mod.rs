//! What several of the tests need.

pub(crate) mod pty;
