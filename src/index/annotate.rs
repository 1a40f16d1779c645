//! Index: annotate.
