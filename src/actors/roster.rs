//! Identities across a corpus.
